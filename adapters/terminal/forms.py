"""A form at the terminal: its fields are asked for one after the other, a line each, or several until a dot."""

import re
from collections.abc import Callable

from adapters.terminal import wording
from adapters.terminal.files import read_upload
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import Upload, User
from bot.chat.messages import Notice
from bot.chat.refusal_wording import refusal
from bot.errors import Refusal

# How a line of a transcript begins.
_SPOKEN = re.compile(r"[^:/\\]{1,60}:\s+\S")


class FormDialogue:
    """A form that `user` is filling in. `check` raises a Refusal for a value that a field of that name cannot have."""

    def __init__(self, form: Form, user: User, check: Callable[[str, str], object]) -> None:
        self.form, self.user, self._check = form, user, check
        self.fields: dict[str, str] = {}
        self.uploads: dict[str, Upload] = {}
        self._left = list(form.fields)
        self._pasted: list[str] = []

    @property
    def done(self) -> bool:
        """Whether it can be sent."""
        return not self._left

    @property
    def takes_lines(self) -> bool:
        """Whether every line belongs to a text that is being pasted."""
        return not self.done and self._left[0].kind is FieldKind.TEXT and not wording.is_one_line(self._left[0])

    @property
    def takes_path(self) -> bool:
        """Whether the path of a file is asked for."""
        return not self.done and self._left[0].kind is FieldKind.FILE

    @property
    def waits_for(self) -> Field:
        """The field that waits."""
        return self._left[0]

    @property
    def holds_something(self) -> bool:
        """Whether something would be lost without it."""
        return bool(self.fields or self.uploads or any(line.strip() for line in self._pasted))

    @property
    def begins(self) -> bool:
        """Whether nothing was put yet into the field that waits."""
        return not self._pasted

    def ask(self) -> Notice:
        """Asks for the next field."""
        return wording.ask(self._left[0])

    def take(self, line: str) -> Notice | None:
        """One line of what was asked for; what is wrong with it, if anything is."""
        field, text = self._left[0], line.strip()
        if self.takes_lines:
            return self._paste(field, line)
        if text == wording.END and not self._needed():
            self.fields |= {f.name: f.value for f in self._left if f.value}
            self._left.clear()
            return None
        if not text:
            return self._skip(field)
        if text == wording.EMPTY and wording.can_be_emptied(field):
            self._keep(field, "")
            return None
        if field.kind is FieldKind.FILE:
            return self._hand_over(field, text)
        try:
            self._check(field.name, text)
        except Refusal as wrong:
            return refusal(wrong)
        self._keep(field, text)
        return None

    def _paste(self, field: Field, line: str) -> Notice | None:
        if line.strip() != wording.END:
            self._pasted.append(line.rstrip("\r\n"))
            return None
        self._keep(field, "\n".join(self._pasted).strip("\n") or field.value)
        return None

    def _hand_over(self, field: Field, path: str) -> Notice | None:
        try:
            self.uploads[field.name] = read_upload(path, field.limit)
        except Refusal as refused:
            behind = self._left[1:]
            if not (_SPOKEN.match(path) and behind and behind[0].kind is FieldKind.TEXT):
                return refusal(refused)
            # A line of a transcript is its text, not the path of a file.
            self._left.pop(0)
            self._pasted.append(path)
            return wording.pasting(path)
        # What is in a file need not be pasted.
        self._left = [f for f in self._left[1:] if f.kind is not FieldKind.TEXT]
        return None

    def _skip(self, field: Field) -> Notice | None:
        if field.value:
            # What stands there is left as it is.
            self._keep(field, field.value)
            return None
        if field.required:
            return wording.missing(field)
        self._left.pop(0)
        return None

    def _keep(self, field: Field, text: str) -> None:
        self.fields[field.name] = text
        self._left.pop(0)

    def _needed(self) -> bool:
        return any(f.required and not f.value for f in self._left)
