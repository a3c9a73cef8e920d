"""What comes of a look at a feed."""

from dataclasses import dataclass

from bot.library.model import Imported
from content.feeds import Episode
from content.report import ReportCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An episode that came in."""

    episode: Episode
    done: Imported
    card: ReportCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Episodes that came in, and a sentence for each that did not, or for the feed itself.

    `lasts`: some of what went wrong does not pass by itself.
    """

    brought: tuple[Brought, ...] = ()
    problems: tuple[str, ...] = ()
    lasts: bool = False
