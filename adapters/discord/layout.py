"""The pieces of a Components V2 message, as Discord's API takes them.

Limits (Discord's reference of components and messages): 40 components and 4,000 characters of text a message, 5 buttons
a row, 80 characters a label (34 are shown on a phone), 512 an address.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from adapters.discord.markdown import size, unread
from adapters.discord.payload import Payload
from bot.chat.messages import Button

Component = dict[str, Any]

V2, EPHEMERAL = 1 << 15, 1 << 6
ROW, BUTTON, BESIDE, TEXT, FILE, LINE, BOX = 1, 2, 9, 10, 13, 14, 17
BLUE, GREY, LINK = 1, 2, 5
A_ROW, LABEL, ADDRESS = 5, 80, 512
NOBODY: Payload = {"parse": []}
# The shares of a message's 4,000 characters; what a message is made of never adds up to more than 3,900.
LONG, MIDDLE, SHORT = 2400, 1000, 300
MORE = "…"


def message(*components: Component | None) -> Payload:
    """A message of these components that mentions nobody."""
    return {"flags": V2, "components": [c for c in components if c], "allowed_mentions": NOBODY}


def text(*lines: str) -> Component | None:
    """Lines of text, without the empty ones; Discord takes no text of spaces alone."""
    content = "\n".join(line for line in lines if line.strip())
    return {"type": TEXT, "content": content} if content else None


def box(colour: int, *components: Component | None) -> Component:
    """A box with a coloured edge."""
    return {"type": BOX, "accent_color": colour, "components": [c for c in components if c]}


def beside(shown: str, pressed: Button) -> Component:
    """Text with a button at its side."""
    return {"type": BESIDE, "components": [{"type": TEXT, "content": shown}], "accessory": button(pressed)}


def line() -> Component:
    """A thin line between two parts."""
    return {"type": LINE, "divider": True, "spacing": 1}


def button(pressed: Button, style: int = GREY) -> Component:
    """Something to press."""
    return {"type": BUTTON, "style": style, "custom_id": pressed.id, "label": unread(pressed.label, LABEL)}


def link(label: str, address: str) -> list[Component]:
    """Something that opens an address; nothing for one that Discord would refuse."""
    if not address.startswith(("https://", "http://")) or size(address) > ADDRESS:
        return []
    return [{"type": BUTTON, "style": LINK, "label": unread(label, LABEL), "url": address}]


def rows(buttons: Sequence[Component]) -> list[Component]:
    """Buttons in rows of at most five."""
    return [{"type": ROW, "components": list(buttons[i : i + A_ROW])} for i in range(0, len(buttons), A_ROW)]


def file(name: str) -> Component:
    """A file that is sent along under that name."""
    return {"type": FILE, "file": {"url": f"attachment://{name}"}}


def small(shown: str) -> str:
    """A line in small grey letters."""
    return one_line(f"-# {shown}") if shown else ""


def one_line(shown: str) -> str:
    """What would be something else from its second line on, as a heading and small letters would, in one."""
    return shown.replace("\n", " ")


def quoted(shown: str) -> str:
    """A block quote."""
    return "\n".join(f"> {part}" for part in shown.split("\n"))


def within(lines: Iterable[str], limit: int) -> str:
    """As many lines as fit, "…" for the rest."""
    kept: list[str] = []
    room = limit - size(MORE) - 1
    for each in lines:
        room -= size(each) + 1
        if room < 0:
            return "\n".join([*kept, MORE])
        kept.append(each)
    return "\n".join(kept)
