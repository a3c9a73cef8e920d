"""How privacy is put into words."""

from collections.abc import Sequence

from bot.chat.counts import both, counted
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Notice
from bot.privacy.quoted_wording import HERE, unmute
from bot.privacy.rows.kept import Kept

FORGET = "forget"
# What is forgotten: whoever asks, or everything of their workspace.
ME, WORKSPACE = "me", "workspace"
LEFT_DAYS = 30
FILE = "privacy.json"
_NOTES_DAYS, _SHARES_DAYS = 400, 400


def shown(
    counts: Sequence[tuple[Kept, int]],
    *,
    notes: int,
    shares: int,
    manages: bool,
    quotes: int = 0,
    muted: bool = False,
    hidden: bool = False,
    never: bool = False,
    forgotten: bool = False,
) -> Listing:
    """Everything that is kept about whoever asks, and first what they chose; `forgotten`: they were, and come back."""
    lines = [_line(kept.what, count, kept.days, kept.then) for kept, count in counts]
    lines += [_line("private messages to you", notes, _NOTES_DAYS)] if notes else []
    lines += [_line("things you shared", shares, _SHARES_DAYS)] if shares else []
    lines += ["The settings name you as a manager."] if manages else []
    seen = ", which nobody is shown now" if never else ""
    lines += [_line("quotes of yours", quotes, None) + seen] if quotes else []
    lines += ["You are not told when somebody quotes you."] if muted else []
    as_whom = ", under the names that were forgotten" if forgotten and not never else ""
    optout = _chosen("Never quoted", never or forgotten, "optout", as_whom)
    chosen = f"{optout} · {_chosen('Hidden on boards', hidden, 'hide')}"
    stays = (
        "What is listed without a time stays until you delete it: /privacy forget. /privacy export hands all of it out "
        "as a file. "
        if lines
        else ""
    )
    return Listing(
        title="What is kept about you here",
        lines=(chosen, *(lines or ["Nothing."])),
        closing=f"{stays}Where Quoth is removed, everything of that place is deleted {LEFT_DAYS} days later.",
        buttons=(unmute(HERE),) if muted else (),
    )


def _chosen(what: str, on: bool, command: str, more: str = "") -> str:
    return f"{what}: {'yes' if on else 'no'}{more} (/privacy {command} {'off ends' if on else 'on begins'} it)"


def _line(what: str, count: int, days: int | None, then: str = "") -> str:
    how_long = "" if days is None else f", for {counted(days, 'day')}"
    left = "" if not then else f"; {then} stays" if days is not None else f", with {then}"
    return f"{what[0].upper()}{what[1:]}: {count:,}{how_long}{left}"


def exported(rows: int) -> str:
    """Beside the file."""
    return f"Everything that is kept about you here ({counted(rows, 'row')}), as JSON. Nobody else sees this."


def about_to_forget(linked_to: Sequence[str], *, quotes: int = 0, questions: int = 0, perhaps: str = "") -> Notice:
    """What forgetting does, before it is done; `perhaps` tells of speakers who may be the same person."""
    written = f", and with it {counted(questions, 'question')} that people wrote of it or of you" if questions else ""
    if linked_to:
        words = (
            f" Everything that {both(linked_to)} said is deleted from the packs here ({counted(quotes, 'quote')})"
            f"{written}; no import brings it back unless you ever say /privacy optout off. Others' words in which you "
            f"are named stay.{perhaps}"
        )
    elif quotes:
        words = f" What was quoted from your messages is deleted ({counted(quotes, 'quote')}){written}."
    else:
        words = " No quotes go, as no speaker here is linked to you: /privacy link says who you are."
    return Notice(
        text="This deletes what is kept about you here: your answers, points, votes, settings and place on boards. "
        f"Rows that others need stay without your name.{words} It cannot be undone; /privacy export hands you a copy "
        "first.",
        buttons=(Button(id=str(PressId(FORGET, ME)), label="Forget me"),),
    )


def forgotten(quotes: int) -> Notice:
    """The receipt."""
    words = f" {counted(quotes, 'quote')} of yours went too." if quotes else " No quotes went."
    return Notice(
        text=f"Done: nothing here says who you are any more.{words} If you go on using Quoth, you begin anew."
    )


def about_to_erase() -> Notice:
    """What deleting everything does, before it is done."""
    return Notice(
        text="This deletes everything of this place for everybody: packs, quotes, games, boards, daily posts, "
        "settings, votes. It cannot be undone. What was posted stays in its channels.",
        buttons=(Button(id=str(PressId(FORGET, WORKSPACE)), label="Delete everything here"),),
    )


def erased(rows: int) -> Notice:
    """The receipt."""
    return Notice(text=f"Done: everything of this place is deleted ({counted(rows, 'row')}).")
