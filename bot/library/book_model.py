"""The book as values: what somebody adds, who added it, what was changed since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from content.decisions import Deciding

# What somebody did can be taken back by its button for so long.
UNDO_TIME = timedelta(minutes=10)
# Who manages nothing adds no more a day.
MOST_A_DAY = 50
# Nor suggests more.
MOST_SUGGESTED_A_DAY = 10
# Where suggestions wait: in a book that is confined to the desk.
SUGGESTED = "~suggested"
# No quote is longer, no name, no address, in characters.
LONGEST, LONGEST_NAME, LONGEST_LINK = 1000, 60, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class NewQuote:
    """What somebody adds: the words, who said them (None for nobody named), on which day (2026-03-01) and where.

    `original` is what a message said of which these words were taken, "" for words that were typed; `message` is the
    platform's id of it. `author` is the id of the member who said it, as far as the platform tells that: who wrote the
    message, who is called `author_name` there, or who was mentioned.
    """

    text: str
    speaker: str | None
    date: str = ""
    link: str = ""
    original: str = ""
    message: str = ""
    author: str = ""
    author_name: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """Who added a quote, and when; `message` and `author` as in NewQuote.

    `suggested`: a manager decides whether it comes in.
    """

    user_id: str
    name: str
    at: datetime
    message: str = ""
    suggested: bool = False
    author: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A quote as it stands in the database now: of which pack, its words, who said them, whether it was taken out."""

    number: int
    pack_id: int
    text: str
    speaker: str
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that somebody did to a quote; `what` None is that they added it. `text` is what
    stands from then on, `before` what stood there.

    Without a name it was a curator's `file`, or whoever runs Quoth.
    """

    what: Deciding | None
    text: str
    name: str
    at: datetime
    undone_at: datetime | None = None
    file: bool = False
    before: str = ""
