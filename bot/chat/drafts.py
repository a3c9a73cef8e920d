"""What somebody typed into a form that was not taken: it stands there when they open the form again.

Only that person sees it, for a quarter of an hour and in this process; where the form is not known any more, the
refusal itself holds what was typed.
"""

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import replace
from hashlib import blake2b

from cachetools import TTLCache

from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import Incoming, Press, PressId
from bot.chat.messages import Button, Notice, Reply, is_refusal

DRAFT = "draft"
_LABEL = "Fill it in again…"
_MOST, _SECONDS = 500, 900
# What was typed stands in the refusal up to so many characters.
_SHOWN = 1500
_GROUPS = ("@&", "!subteam^")
_MENTION = re.compile(r"<(@&|!subteam\^|@!?)(\w+)")


class Drafts:
    """The forms that people opened, and what they put into those that were not taken."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._opened: MutableMapping[tuple[str, str, str], Form] = TTLCache(_MOST, _SECONDS, timer)
        self._typed: MutableMapping[tuple[str, str, str], Mapping[str, str]] = TTLCache(_MOST, _SECONDS, timer)

    def opened(self, asked: Incoming, form: Form) -> Form:
        """The form as it is opened: with what this person typed into it before, if it was not taken."""
        key = _key(asked, form.id)
        self._opened[key] = form
        typed = self._typed.get(key)
        return form if typed is None else replace(form, fields=tuple(_filled(f, typed) for f in form.fields))

    def keep(self, press: Press) -> None:
        """What was typed, until the form is taken."""
        if any(text.strip() for text in press.fields.values()):
            self._typed[_key(press, press.id)] = press.fields

    def forget(self, press: Press) -> None:
        """The form was taken, or what was asked about it was answered."""
        own = _key(press, press.id)
        for key in [k for k in self._typed if k == own or (k[:2] == own[:2] and _settles(press.id, k[2]))]:
            self._typed.pop(key, None)

    def drop(self, workspace_id: str, user_id: str = "") -> None:
        """What somebody typed there is forgotten; without an id, what everybody did."""
        whose = (workspace_id, user_id) if user_id else (workspace_id,)
        for kept in (self._typed, self._opened):
            for key in [k for k in kept if k[: len(whose)] == whose]:
                kept.pop(key, None)

    def again(self, press: Press, name: str) -> Form | None:
        """The form that a button of a refusal opens again, filled; None where it is not known any more."""
        whose = _key(press, "")[:2]
        key = next((k for k in self._opened if k[:2] == whose and _name(k[2]) == name), None)
        form = self._opened.get(key) if key else None
        return None if form is None else self.opened(press, form)

    def given_back(self, press: Press, refused: Notice, *, gone: bool = False) -> Notice:
        """The refusal with what was typed: by a button that opens the form filled; in its own words where the form is
        not known any more, or what it was about is `gone`.
        """
        key = _key(press, press.id)
        if key not in self._typed or any(opens_again(button, press) for button in refused.buttons):
            return refused
        form = self._opened.get(key)
        if gone or form is None:
            typed = " · ".join(text.strip() for text in press.fields.values() if text.strip())
            return replace(refused, text=f"{refused.text} You had typed: {typed[:_SHOWN]}")
        # It is known as long as what was typed into it.
        self._opened[key] = form
        button = Button(id=str(PressId(DRAFT, _name(press.id))), label=_LABEL)
        return replace(refused, buttons=(*refused.buttons, button))


def _name(form_id: str) -> str:
    """What a button calls a form, whose own id may be too long for one."""
    return blake2b(form_id.encode(), digest_size=6).hexdigest()


def _settles(pressed: str, form: str) -> bool:
    """Whether a press answers what was asked about a form: its subject is that of the form, and more."""
    meant, about = PressId.parse(pressed), PressId.parse(form)
    return meant is not None and about is not None and meant.subject.startswith(f"{about.subject}:")


def opens_again(button: Button, press: Press) -> bool:
    """Whether a button of the reply leads back to what the form was about, so that it may be filled in again."""
    meant, about = PressId.parse(button.id), PressId.parse(press.id)
    return meant is not None and about is not None and meant.subject == about.subject and meant.verb != about.verb


def is_taken(reply: Reply, press: Press) -> bool:
    """Whether what was put into a form is settled: neither refused nor asked about."""
    if not isinstance(reply, Notice):
        return True
    return not is_refusal(reply) and not any(opens_again(button, press) for button in reply.buttons)


def _key(asked: Incoming, form_id: str) -> tuple[str, str, str]:
    return asked.place.workspace_id, asked.user.id, form_id


def _filled(field: Field, typed: Mapping[str, str]) -> Field:
    text = typed.get(field.name, "")
    if field.kind is FieldKind.FILE:
        return field
    if field.kind is FieldKind.PEOPLE:
        meant = _MENTION.findall(text)
        return replace(field, chosen=tuple(f"&{id_}" if sign in _GROUPS else id_ for sign, id_ in meant))
    return replace(field, value=text)
