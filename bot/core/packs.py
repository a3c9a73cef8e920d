"""Packs as they are kept: whose they are, under which numbers people see their quotes, what an import did."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from content.model import Item, Quote, Source, Speaker


class Audience(StrEnum):
    """Who may see a pack: its owner workspace, workspaces it was granted to as well, or everyone.

    OFFERED is for each workspace to switch on; where there is one workspace only, it is on there.
    """

    WORKSPACE = "workspace"
    CHOSEN = "chosen"
    OFFERED = "offered"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """A stored pack without its contents. `workspace_id` None belongs to the whole installation."""

    id: int
    name: str
    source: Source
    fingerprint: str
    workspace_id: str | None
    audience: Audience
    sample: bool
    imported_at: datetime
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedQuote:
    """A stored quote under the number that people see (#12): one sequence an installation, never used again."""

    number: int
    pack_id: int
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class StoredPack:
    """A pack as the library needs it. `removed` are the numbers of quotes that a later import left out."""

    info: PackInfo
    speakers: tuple[Speaker, ...]
    quotes: tuple[NumberedQuote, ...]
    items: tuple[Item, ...]
    removed: frozenset[int] = frozenset()


class Outcome(StrEnum):
    """What an import did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, to which pack; `kept`, `new` and `gone` count its quotes."""

    outcome: Outcome
    info: PackInfo
    kept: int = 0
    new: int = 0
    gone: int = 0
