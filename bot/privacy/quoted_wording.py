"""“You were quoted”: how that is put into words."""

from bot.chat.incoming import PressId
from bot.chat.messages import Button, Mark, Notice
from bot.library.model import NumberedQuote
from content.text import excerpt

TAKE_OUT, MUTE = "takeout", "mute"
# The subject of a mute that is no quote's number: of the place where it is pressed.
HERE = "here"
_LENGTH = 300


def note(number: int, name: str, numbered: NumberedQuote | None) -> Notice:
    """The word to who is quoted; without the words while they are being asked."""
    words = f": “{excerpt(numbered.quote.text, _LENGTH)}”" if numbered is not None else "."
    who = name or "somebody"
    return Notice(
        text=f"{who[:1].upper()}{who[1:]} quoted you as #{number}{words} Remove takes it out again; Mute ends "
        "messages like this one.",
        buttons=(Button(id=str(PressId(TAKE_OUT, str(number))), label="Remove"), _mute(str(number))),
    )


def muted(subject: str) -> Notice:
    """The receipt of Mute."""
    return Notice(
        text="You are told no more when somebody quotes you here. /privacy show says so, and ends it.",
        mark=Mark.RIGHT, buttons=(unmute(subject),),
    )  # fmt: skip


def unmuted() -> Notice:
    """The receipt of its end."""
    return Notice(text="You are told again when somebody quotes you here.", mark=Mark.RIGHT)


def unmute(subject: str) -> Button:
    """Ends a mute."""
    return Button(id=str(PressId(MUTE, subject, 1)), label="Tell me again")


def _mute(subject: str) -> Button:
    return Button(id=str(PressId(MUTE, subject)), label="Mute")
