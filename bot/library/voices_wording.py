"""Two labels that may be one person: the buttons of an import's report, and what pressing them did."""

from collections.abc import Sequence
from hashlib import blake2b

from bot.chat.counts import both, counted, ended
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Mark, Notice
from bot.library.model import PackInfo
from bot.library.rows.voices import JoinedVoice
from content.one_person import pairs_of

ONE, TWO = "one", "two"
# What stands before a decision about a quote of the book where else stands what joined two voices.
IN_BOOK = "b"
SPEAKER, NAME = "speaker", "name"
EXAMPLE = "/quotes speaker SPEAKER_00 is Ada Novak"
# So many joins fit into a button's id.
_MOST_JOINED = 8
MOST_BUTTONS, MOST_PRESSED = 3, 75
_NAME = 28
_SIGN = 8


def buttons(pack_id: int, names: Sequence[str]) -> tuple[Button, ...]:
    """For the first pairs that may be one person, a button each that settles it."""
    return tuple(
        Button(
            id=str(PressId(ONE, f"{pack_id}:{sign_of(label)}:{sign_of(name)}")),
            label=f"{_short(name)} and {_short(label)} are one"[:MOST_PRESSED],
        )
        for label, name in pairs_of(names)[:MOST_BUTTONS]
    )


def sign_of(name: str) -> str:
    """What a button calls a voice by: it stays as it is when other voices of the pack become one."""
    return blake2b(name.encode("utf-8", "replace"), digest_size=_SIGN).hexdigest()


def joined(done: JoinedVoice) -> Notice:
    """They are one from now on."""
    return Notice(
        text=f"{done.name} and {done.label} are one person from now on: {counted(done.moved, 'turn')} of {done.label} "
        f"now {'stands' if done.moved == 1 else 'stand'} under {done.name}, and a new import keeps it so.",
        mark=Mark.RIGHT,
        buttons=(Button(id=str(PressId(TWO, str(done.id))), label="Undo"),),
    )


def joined_in(done: Sequence[tuple[PackInfo, JoinedVoice]]) -> Notice:
    """They are one in these packs from now on."""
    label, name = done[0][1].label, done[0][1].name
    voiced, quotes = (sum(one.moved for _, one in done if one.book is book) for book in (False, True))
    told = [counted(count, what) for count, what in ((voiced, "turn"), (quotes, "quote")) if count]
    moved, stand = both(told or [counted(0, "turn")]), "stands" if voiced + quotes == 1 else "stand"
    where = both([f"“{info.name}”" for info, _ in done])
    keeps = "" if all(one.book for _, one in done) else ", and a new import keeps it so"
    ids = ":".join(f"{IN_BOOK if one.book else ''}{one.id}" for _, one in done)
    undo = Button(id=str(PressId(TWO, ids)), label="Undo")
    return Notice(
        text=ended(f"{label} is {name} in {where} from now on: {moved} of {label} now {stand} under {name}{keeps}"),
        mark=Mark.RIGHT,
        buttons=(undo,) if len(done) <= _MOST_JOINED else (),
    )


def read_is(words: Sequence[str]) -> dict[str, str]:
    """ "SPEAKER_00 is Ada Novak": who, and who that is."""
    place = next((n for n, word in enumerate(words) if word.casefold() in ("is", "=")), len(words))
    said = {SPEAKER: " ".join(words[:place]), NAME: " ".join(words[place + 1 :])}
    return {name: text for name, text in said.items() if text}


def parted(done: JoinedVoice) -> Notice:
    """They are two again, or somebody is called as before."""
    if done.book:
        stand = "stands under the name it" if done.moved == 1 else "stand under the names they"
        return Notice(text=f"{counted(done.moved, 'quote')} {stand} had before.", mark=Mark.RIGHT)
    if done.fresh:
        return Notice(text=f"{done.name} is {done.label} again, as before.", mark=Mark.RIGHT)
    return Notice(
        text=f"{done.name} and {done.label} are two people again, each with their own words. "
        "No question offers both while their names may mean one person.",
        mark=Mark.RIGHT,
    )


def stale() -> Notice:
    """What the button meant is not so any more."""
    return Notice(
        text="Nothing changed: that pack has other speakers by now, or it is settled already. "
        "/quotes import brings the transcript in again and asks anew.",
        mark=Mark.REFUSED,
    )


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"
