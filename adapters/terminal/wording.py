"""What is said in the terminal alone: around forms that are filled in line by line, pages, files, the way out."""

from collections.abc import Sequence

from bot.chat.counts import either
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.messages import Mark, Notice, OpenRound
from content.text import excerpt

# A line of its own that ends pasted text, and sends a form as it is; what empties a field that may be empty.
END, EMPTY = ".", "-"
_SHOWN = 40
LEFT = Notice(text="The form is left; nothing was changed.")
LEFT_FULL = Notice(text="The form is left, and what you put into it was not taken. quit once more ends the session.")
FAREWELL = Notice(text="Goodbye. Everything is kept; quoth play goes on where this ended.")


def taken_down(heading: str) -> Notice:
    """A message counts no more; its heading, where it is a question."""
    which = f"“{heading}” above" if heading else "A message above"
    return Notice(text=f"{which} was taken down. Elsewhere it is gone; a terminal cannot unprint.")


def kept(about: str, name: str) -> Notice:
    """A file was written."""
    return Notice(text=f"{about} It is the file {name} in the folder where this was started.", mark=Mark.RIGHT)


def not_kept(name: str, why: str) -> Notice:
    """A file could not be written."""
    return Notice(
        text=f"{name} cannot be written here ({why}). Start quoth play in a folder where you may write.",
        mark=Mark.REFUSED,
    )


def ask(field: Field) -> Notice:
    """Asks for one field of a form."""
    match field.kind:
        case FieldKind.FILE:
            how = "type its path" + ("" if field.required else ", or press Enter to go on without one")
        case FieldKind.TEXT if is_one_line(field):
            empty = f", {EMPTY} to empty it" if can_be_emptied(field) else ""
            how = f"type the words in one line, press Enter to keep what stands{empty}, or quit to leave the form"
        case FieldKind.TEXT:
            keeps = " and alone keeps what stands" if field.value else ""
            how = f"paste or type its lines; a line with only “{END}” ends them{keeps}, cancel leaves the form"
        case _ if field.value:
            empty = f", {EMPTY} to empty it" if can_be_emptied(field) else ""
            how = f"press Enter to keep it{empty}" + ("" if field.required else f", “{END}” to send the form as it is")
        case _ if field.choices and not field.required:
            how = f"type {either(_choices(field))}, press Enter to leave it open, or “{END}” to send the form as it is"
        case _:
            how = "" if field.required else f"press Enter to leave it out, “{END}” to send the form as it is"
    known = f" It takes {either(_choices(field))}." if field.choices and field.required else ""
    hint = f" {field.hint.rstrip('.')}." if field.hint and field.kind is FieldKind.LINE else ""
    stands = f" Now it reads: {field.value}" if field.value else ""
    return Notice(text=field.label + (f": {how}." if how else ":") + known + hint + stands)


def is_one_line(field: Field) -> bool:
    """Whether what is to be put right is one line, so that the next line is the whole of it."""
    return field.kind is FieldKind.TEXT and bool(field.value) and "\n" not in field.value


def can_be_emptied(field: Field) -> bool:
    """Whether the sign for it empties the field: not where its hint gives that sign another meaning."""
    return bool(field.value) and not field.required and EMPTY not in field.hint.split()


def missing(field: Field) -> Notice:
    """A field that has to be filled in was left empty."""
    return Notice(text=f"This is needed: {field.label}. quit leaves the form.", mark=Mark.REFUSED)


def pasting(line: str) -> Notice:
    """A line of a transcript came where a path was asked for."""
    return Notice(text=f"Taken as the text: “{excerpt(line, _SHOWN)}” Go on with it; a line with only “{END}” ends it.")


def kept_out(line: str) -> Notice:
    """A command among pasted lines."""
    return Notice(
        text=f"“{excerpt(line.strip(), _SHOWN)}” looks like a command, so it was not put into the text. A line with "
        f"only “{END}” ends the text; quit leaves the form without it.",
        mark=Mark.REFUSED,
    )


def still_open(line: str, field: Field) -> Notice:
    """A command while a form holds something already."""
    return Notice(
        text=f"“{excerpt(line.strip(), _SHOWN)}” looks like a command, and a form is open that keeps what you put in. "
        f"It asks for: {field.label}. “{END}” sends the form as it is, quit leaves it.",
        mark=Mark.REFUSED,
    )


def somebody_fills(name: str) -> Notice:
    """A second form while somebody else's holds something."""
    return Notice(text=f"{name} is filling in a form here. Yours opens once that is sent or left.", mark=Mark.REFUSED)


def about_form(form: Form, field: Field) -> Notice:
    """Help inside a form."""
    return Notice(text=f"You are in the form “{form.title}”. {ask(field).text.rstrip('.:')}. quit leaves the form.")


def about_buttons(labels: Sequence[tuple[str, str]]) -> Notice:
    """Help where buttons stand."""
    named = [f"{key} {label.rstrip('…?')}" for key, label in labels]
    return Notice(text=f"What can be pressed here: {', '.join(named)}.")


def pressed_nothing(typed: str, labels: Sequence[tuple[str, str]]) -> Notice:
    """A letter or a yes where buttons have other letters."""
    return Notice(
        text=f"“{excerpt(typed, _SHOWN)}” presses nothing, so nothing was done. {about_buttons(labels).text}",
        mark=Mark.REFUSED,
    )


def too_far(typed: str, label: str) -> Notice:
    """A letter whose button changes something and stands too far above."""
    return Notice(
        text=f"“{excerpt(typed, _SHOWN)}” was “{label.rstrip('…')}” further above, so nothing was done. Show "
        "that screen again to press it.",
        mark=Mark.REFUSED,
    )


def about_round(asked: OpenRound) -> Notice:
    """Help while something waits for an answer."""
    how = f"type {either([o.letter for o in asked.options])}" if asked.options else "type your answer"
    return Notice(text=f"{asked.heading} waits: {how}. /quiz hint, /quiz skip and /quiz stop work too.")


def nothing_said(name: str) -> Notice:
    """A name without words behind it."""
    return Notice(text=f"{name} says nothing. Write what it is behind the name: {name}> /quote", mark=Mark.REFUSED)


def no_wait(line: str) -> Notice:
    """A line that was meant to let time pass and does not."""
    return Notice(text=f"“{excerpt(line, _SHOWN)}” lets no time pass. Write for example: # wait 30", mark=Mark.REFUSED)


NO_VIRTUAL_TIME = Notice(text="Time passes by itself here; # wait is for scripts in a pipe.", mark=Mark.REFUSED)


def took_over(asked: OpenRound | None) -> Notice:
    """What was typed while the question before still stood there."""
    named = "The next question" if asked is None else asked.heading.partition(" · ")[0]
    return Notice(
        text=f"{named} came up as you typed that, so it was not taken. If it answers this question, type it again.",
        mark=Mark.REFUSED,
    )


def waits(asked: OpenRound) -> Notice:
    """A line that is no answer, while something waits for days to be answered by its letters."""
    letters = [o.letter for o in asked.options] or ["a number"]
    return Notice(text=f"{asked.heading} waits for you: type {either(letters)}.", mark=Mark.REFUSED)


NO_TAKING_DOWN = Notice(
    text="A terminal cannot unprint; on Slack and Discord “Take down” is a button below what was posted. /quotes "
    "delete and the number of a quote takes that out here too, and /privacy optout keeps you from being quoted.",
    mark=Mark.REFUSED,
)
NOTHING_OPEN = Notice(text="Nothing here has to be closed: go on with any command, or quit ends the session.")


def more(page: int, pages: int) -> Notice:
    """Below a page that is not the last one."""
    return Notice(text=f"Page {page} of {pages}. Enter shows the next one, q leaves them.")


def _choices(field: Field) -> Sequence[str]:
    titles = field.titles or field.choices
    return [c if c.casefold() == t.casefold() else f"{c} ({t})" for c, t in zip(field.choices, titles, strict=False)]
