"""How taking down is put into words."""

from bot.chat.incoming import PressId
from bot.chat.messages import Button, Mark, Notice
from bot.library.book_wording import undo
from bot.privacy.quoted_wording import TAKE_OUT


def taken_down(number: int) -> Notice:
    """The receipt; whoever is quoted is offered to take quote #number out as well."""
    offer = (Button(id=str(PressId(TAKE_OUT, str(number))), label=f"Take #{number} out for good"),) if number else ()
    more = " The quote itself can still be found and asked; the button ends that too." if number else ""
    return Notice(text=f"It is taken down and is not posted again.{more}", mark=Mark.RIGHT, buttons=offer)


def taken_out(number: int, decided: int) -> Notice:
    """The receipt of a quote that is gone; for ten minutes they can take that back."""
    return Notice(
        text=f"#{number} is out: nobody finds it, and nothing is asked about it. Managers can bring it back at the "
        "desk; /privacy optout keeps all of yours away, and only you undo that.",
        mark=Mark.RIGHT, buttons=(undo(f"d{decided}"),),
    )  # fmt: skip
