"""What somebody typed or is called, without the characters that no text may hold.

SQLite keeps a NUL, PostgreSQL keeps none, and neither keeps half of a pair of surrogates.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.chat.incoming import Incoming, Press, Request, User

Asked = TypeVar("Asked", bound=Incoming)


def plain(text: str) -> str:
    """The text, as every engine can keep it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def plainly(asked: Asked) -> Asked:
    """A request or press with nothing else in it."""
    user = User(id=plain(asked.user.id), name=plain(asked.user.name))
    cleaned = asked if user == asked.user else replace(asked, user=user)
    uploads = {name: replace(file, name=plain(file.name)) for name, file in asked.uploads.items()}
    if uploads != cleaned.uploads:
        cleaned = replace(cleaned, uploads=uploads)
    if isinstance(cleaned, Request) and (options := _all(cleaned.options)) != cleaned.options:
        return replace(cleaned, options=options)
    if isinstance(cleaned, Press) and (fields := _all(cleaned.fields)) != cleaned.fields:
        return replace(cleaned, fields=fields)
    return cleaned


def _all(values: Mapping[str, str]) -> dict[str, str]:
    return {plain(name): plain(value) for name, value in values.items()}
