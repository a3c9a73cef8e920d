"""What is said in the terminal alone: around forms that are filled in line by line, pages, files, the way out."""

from collections.abc import Sequence

from bot.chat.counting import either
from bot.chat.forms import Field, FieldKind
from bot.chat.messages import Mark, Notice, OpenRound
from content.text import excerpt

# A line of its own that ends pasted text, and sends a form as it is.
END = "."
_SHOWN = 40
LEFT = Notice(text="The form is left; nothing was changed.")
FAREWELL = Notice(text="Goodbye. Everything is kept; quoth play goes on where this ended.")


def ask(field: Field) -> Notice:
    """Asks for one field of a form."""
    match field.kind:
        case FieldKind.FILE:
            how = "type its path" + ("" if field.required else ", or press Enter to go on without one")
        case FieldKind.TEXT:
            how = f"paste or type its lines; a line with only “{END}” ends them"
        case _:
            how = "" if field.required else f"press Enter to leave it out, “{END}” to send the form as it is"
    known = f" It takes {either(_choices(field))}." if field.choices else ""
    hint = f" ({field.hint})" if field.hint and field.kind is FieldKind.LINE else ""
    stands = f" Now it reads: {field.value}" if field.value else ""
    return Notice(text=f"{field.label}{hint}" + (f": {how}." if how else ":") + known + stands)


def missing(field: Field) -> Notice:
    """A field that has to be filled in was left empty."""
    return Notice(
        text=f"This is needed: {field.label}. A command such as /quoth help leaves the form.", mark=Mark.REFUSED
    )


def pasting(line: str) -> Notice:
    """A line of a transcript came where a path was asked for."""
    return Notice(text=f"Taken as the text: “{excerpt(line, _SHOWN)}” Go on with it; a line with only “{END}” ends it.")


def kept_out(line: str) -> Notice:
    """A command among pasted lines."""
    return Notice(
        text=f"“{excerpt(line, _SHOWN)}” looks like a command, so it was not put into the text. A line with only "
        f"“{END}” ends the text; help leaves the form without it.",
        mark=Mark.REFUSED,
    )


def waits(asked: OpenRound) -> Notice:
    """A line that is no answer, while something waits for days to be answered by its letters."""
    letters = [o.letter for o in asked.options]
    return Notice(text=f"{asked.heading} waits for you: type {either(letters)}.", mark=Mark.REFUSED)


def more(page: int, pages: int) -> Notice:
    """Below a page that is not the last one."""
    return Notice(text=f"Page {page} of {pages}. Enter shows the next one.")


def _choices(field: Field) -> Sequence[str]:
    titles = field.titles or field.choices
    return [c if c.casefold() == t.casefold() else f"{c} ({t})" for c, t in zip(field.choices, titles, strict=False)]
