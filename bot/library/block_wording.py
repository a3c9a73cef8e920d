"""How blocking is put into words."""

from collections.abc import Mapping, Sequence

from bot.chat.counts import counted
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Mark, Notice
from bot.chat.moments import day_text
from bot.chat.typed import given
from bot.library.blocked import Block, BlockKind

UNBLOCK, SURE = "unblock", "block-sure"
WORDS, SPEAKER, WHAT = "words", "speaker", "what"
EXAMPLE = '/quotes block words="quarterly synergy"'
LIMIT = 100
_BUTTONS, _NAME = 5, 40


def blocked(block: Block, hides: int) -> Notice:
    """From now on it is shown to nobody."""
    ends = f"/quotes unblock {given(WHAT, block.text)} ends it."
    who = f"What {block.text} said" if block.kind is BlockKind.SPEAKER else f"What holds “{block.text}”"
    now = f"that is {counted(hides, 'quote')} now" if hides else "so far there is none"
    text = f"{who} is found, drawn, asked and posted here no more; {now}. {ends}"
    return Notice(text=text, mark=Mark.RIGHT, buttons=(_button(block, "Undo"),))


def hides_much(text: str, hides: int, size: int, kept: str) -> Notice:
    """Asks before words are blocked that stand nearly everywhere."""
    told = f"“{text}” stands in {hides:,} of the {counted(size, 'quote')} here: nobody would see these any more."
    return _question(f"{told} Nothing is blocked yet.", f"Block “{_short(text)}” all the same", kept)


def meant_speaker(given_name: str, name: str, hides: int, kept: str) -> Notice:
    """Asks whether somebody is meant whose name is written otherwise."""
    told = f"Nobody here is called “{given_name}”. Is it {name}, with {counted(hides, 'quote')}?"
    return _question(f"{told} Nothing is blocked yet.", f"Block {_short(name)}", kept)


def speaker_unknown(name: str, kept: str) -> Notice:
    """Asks before a name is blocked that nobody has."""
    told = f"Nobody whose words are shown here is called “{name}”, so nothing is blocked yet."
    return _question(
        f"{told} What comes in under that name can be hidden all the same.", f"Block “{_short(name)}”", kept
    )


def _question(text: str, label: str, kept: str) -> Notice:
    return Notice(text=text, buttons=(Button(id=str(PressId(SURE, kept)), label=label),))


def is_blocked(text: str) -> Notice:
    """Nothing new."""
    return Notice(text=f"“{text}” is blocked already. /quotes block lists what is.")


def unblocked(block: Block) -> Notice:
    """It is shown again."""
    return Notice(text=f"“{block.text}” is blocked here no more.", mark=Mark.RIGHT)


def listing(blocks: Sequence[Block], hides: Mapping[int, int]) -> Listing:
    """All that is blocked, and how much each hides."""
    return Listing(
        title=f"Blocked here: {len(blocks)}" if blocks else "Nothing is blocked here",
        lines=tuple(_line(block, hides.get(block.id, 0)) for block in blocks),
        closing=f"{EXAMPLE} or speaker=NAME hides it from everybody here; the packs stay as they are.",
        buttons=tuple(_button(block, f"Unblock {_short(block.text)}") for block in blocks[:_BUTTONS]),
    )


def read_what(words: Sequence[str]) -> dict[str, str]:
    """ "speaker Ada" is somebody, anything else words."""
    if len(words) > 1 and words[0].casefold() == SPEAKER:
        return {SPEAKER: " ".join(words[1:])}
    return {WORDS: " ".join(words)} if words else {}


def _line(block: Block, hides: int) -> str:
    what = f"Speaker: {block.text}" if block.kind is BlockKind.SPEAKER else f"Words: “{block.text}”"
    return f"{what} · hides {counted(hides, 'quote')} · by {block.by.name}, {day_text(block.at.date())}"


def _button(block: Block, label: str) -> Button:
    return Button(id=str(PressId(UNBLOCK, str(block.id))), label=label)


def _short(text: str) -> str:
    return text if len(text) <= _NAME else text[: _NAME - 1] + "…"
