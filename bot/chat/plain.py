"""What somebody typed or is called, without the characters that no text may hold.

SQLite keeps a NUL, PostgreSQL keeps none, and neither keeps half of a pair of surrogates. What hides or turns round
what people see (`content.text.clean`) is neither kept nor looked for.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.chat.incoming import ChatMessage, Incoming, Press, Request, User
from content.text import clean

Asked = TypeVar("Asked", bound=Incoming)
_GAP = re.compile(r"\n(?:[^\S\n]*\n){2,}")


def plain(text: str) -> str:
    """The text, as every engine can keep it: an id, or the path of a file, which stays what it is."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def plainly(asked: Asked) -> Asked:
    """A request or press with nothing else in it."""
    user = _user(asked.user)
    cleaned = asked if user == asked.user else replace(asked, user=user)
    uploads = {name: replace(file, name=line(file.name)) for name, file in asked.uploads.items()}
    if uploads != cleaned.uploads:
        cleaned = replace(cleaned, uploads=uploads)
    if isinstance(cleaned, Request) and (options := _all(cleaned.options)) != cleaned.options:
        return replace(cleaned, options=options)
    if isinstance(cleaned, Press):
        fields, about = _all(cleaned.fields), cleaned.about and _message(cleaned.about)
        if (fields, about) != (cleaned.fields, cleaned.about):
            return replace(cleaned, fields=fields, about=about)
    return cleaned


def line(text: str) -> str:
    """The text as one line, as a name is shown."""
    return " ".join(clean(text).split())


def abreast(text: str) -> str:
    """Words of several lines, such as a dialogue, as a list has them: in one line, with strokes between."""
    return " / ".join(part for each in text.splitlines() if (part := each.strip()))


def visible(text: str) -> str:
    """The text as anybody is shown it: nothing in it hides, turns round or steers what they see, and lines are at most
    one empty line apart. Each adapter passes on what comes out of here, and nothing else.
    """
    return _GAP.sub("\n\n", clean(text))


def _user(user: User) -> User:
    return User(id=plain(user.id), name=line(user.name))


def _message(about: ChatMessage) -> ChatMessage:
    return replace(about, text=clean(about.text), author=_user(about.author))


def _all(values: Mapping[str, str]) -> dict[str, str]:
    return {plain(name): clean(value) for name, value in values.items()}
