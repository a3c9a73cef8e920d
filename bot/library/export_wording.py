"""How a file with packs is put into words."""

from collections.abc import Sequence

from bot.chat.counts import both, counted
from bot.chat.messages import File
from bot.library.export_files import ANKI, CSV, ENDINGS, FORTUNE, GIFT, JSONL, OF_QUOTES, QUOTH
from bot.library.model import PackSummary
from content.text import slug

FORMAT, PACK = "format", "pack"
_MOST_NAMED = 3
_CALLED = {
    CSV: "a table (CSV)", JSONL: "a JSON object a line", GIFT: "a quiz for Moodle (GIFT)", ANKI: "a deck for Anki",
    FORTUNE: "a fortune file", QUOTH: "Quoth's own format",
}  # fmt: skip
_WHOLE = (
    "/quotes import brings it in again: words, speakers, ids, questions and decisions as they are. Numbers may be "
    "others there, and votes stay here."
)
_LISTED = "/quotes import reads it as a list of quotes."


def file(data: bytes, format_: str, packs: Sequence[PackSummary], *, kept_back: bool, mine: bool) -> File:
    """The file, with what it is and what is not in it."""
    names = [p.info.name for p in packs]
    name = names[0] if len(names) == 1 else "quotes"
    shown = [f"“{n}”" for n in names[:_MOST_NAMED]]
    more = [counted(len(names) - _MOST_NAMED, "more pack")] if len(names) > _MOST_NAMED else []
    of = f"What is yours in {both([*shown, *more])}" if mine else both([*shown, *more])
    told = [f"{of} as {_CALLED[format_]}."]
    told += [_WHOLE] if format_ == QUOTH else [_LISTED] if format_ in OF_QUOTES else []
    told += ["What is being asked right now is not in it; export it again after the reveal."] if kept_back else []
    return File(name=f"{slug(name)}.{ENDINGS[format_]}", data=data, text=" ".join(told))
