"""How taking down is put into words."""

from bot.chat.incoming import PressId
from bot.chat.messages import Button, Mark, Notice

TAKE_OUT = "takeout"


def taken_down(number: int) -> Notice:
    """The receipt; whoever is quoted is offered to take quote #number out as well."""
    offer = (Button(id=str(PressId(TAKE_OUT, str(number))), label=f"Take #{number} out for good"),) if number else ()
    more = " The quote itself can still be found and asked; the button ends that too." if number else ""
    return Notice(text=f"It is taken down and is not posted again.{more}", mark=Mark.RIGHT, buttons=offer)


def taken_out(number: int) -> Notice:
    """The receipt of a quote that is gone."""
    return Notice(
        text=f"#{number} is out: nobody finds it, and nothing is asked about it. Managers can bring it back at the "
        "desk; /privacy optout keeps all of yours away, and only you undo that.",
        mark=Mark.RIGHT,
    )
