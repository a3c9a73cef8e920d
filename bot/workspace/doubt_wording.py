"""“Wrong speaker?”: what is said to who presses it, and to the manager who is told."""

from bot.chat.messages import Mark, Notice
from bot.chat.typed import given
from bot.library.desk_wording import fix_speaker
from bot.library.model import NumberedQuote, PackInfo
from content.text import excerpt

LENGTH = 300


def passed_on(quote: NumberedQuote) -> Notice:
    """The receipt of who doubts."""
    return Notice(
        text=f"Thank you. A manager gets a private word about #{quote.number}; nobody else does.", mark=Mark.RIGHT
    )


def note(quote: NumberedQuote, info: PackInfo, name: str, *, ours: bool) -> Notice:
    """The private word to a manager; `ours`: the managers here decide about it."""
    said = excerpt(quote.quote.text, LENGTH)
    words = f"“{said}”" if quote.quote.verbatim else said
    return Notice(
        text=f"{name} asks whether #{quote.number} is really {quote.quote.speaker}'s: {words} "
        f"({info.title}) {_mending(info, ours=ours)}"
    )


def unseen(number: int, name: str) -> Notice:
    """The same while the quote is being asked, or after it was removed."""
    return Notice(
        text=f"{name} asks whether #{number} shows the right speaker. /quote {number} shows it after its round."
    )


def how_to_mend(quote: NumberedQuote, info: PackInfo, *, ours: bool) -> Notice:
    """To a manager, who needs no word of their own."""
    return Notice(
        text=f"You manage this place, so #{quote.number} is yours to put right. "
        + (
            "The button below does it; if the speaker is right, nothing is to be done."
            if ours
            else _mending(info, ours=False)
        ),
        buttons=(fix_speaker(quote.number),) if ours else (),
    )


def lost(number: int) -> Notice:
    """To who doubted, when no manager takes messages."""
    return Notice(text=f"About #{number}: no manager here takes messages from me, so please tell one of them yourself.")


def _mending(info: PackInfo, *, ours: bool) -> str:
    if ours:
        return "/quotes review deals it first: fix the speaker there, or keep it as it is."
    rests = f"/quotes disable {given('pack', info.name)} lets its pack rest here."
    return f"It came with a pack for all workspaces, which whoever runs Quoth can correct; {rests}"
