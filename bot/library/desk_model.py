"""What the desk deals: a quote to decide about, the end of the pile, or that somebody else was first."""

from dataclasses import dataclass

from bot.library.model import NumberedQuote, PackInfo
from content.decisions import Deciding


@dataclass(frozen=True, slots=True, kw_only=True)
class DealtQuote:
    """A quote at the desk: the sentences around it, who doubts its speaker ("" for nobody), how far the pile is.

    `others` counts what others look at now, `skipped` what the reviewer put behind the others; `undo`: they have
    something to take back. `suggested_by`: a member suggested it, and it comes in once it is kept.
    """

    numbered: NumberedQuote
    info: PackInfo
    before: str
    after: str
    doubted_by: str
    looked_at: int
    of: int
    others: int
    undo: bool
    suggested_by: str = ""
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """No quote waits for this reviewer; others may still look at some."""

    looked_at: int
    with_others: int
    undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """Somebody else decided about that quote first."""

    number: int
    what: Deciding
    by: str
