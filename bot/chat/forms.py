"""Something to fill in: its fields, and what each of them takes."""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What a field takes: one line, a longer text, a file, or people (mentions, with commas between)."""

    LINE = "line"
    TEXT = "text"
    FILE = "file"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to fill in. `label` has at most 45 characters, `hint` at most 100; `limit` is characters or bytes.

    `choices` are the only right values, `titles` what each of them is called. `chosen` are ids of people, and after
    "&" of groups, that stand there already; `value` is the text that does.
    """

    name: str
    label: str
    limit: int
    kind: FieldKind = FieldKind.LINE
    required: bool = True
    hint: str = ""
    choices: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Something to fill in (at most five fields, a title of at most 24 characters); it comes back as a press of `id`.

    `instead` is how the same is said where there are no forms.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    instead: str
