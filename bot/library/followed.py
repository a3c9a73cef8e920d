"""Feeds that a workspace follows: which of their episodes are new, and when to look again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from bot.library.links import NOTHING_KNOWN, Known
from bot.library.model import DecidedBy
from content.feeds import Episode, Feed

# A feed is looked at so often at most, and one that fails at last so seldom; so many episodes come in by one look.
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EACH_LOOK = 3
# An episode whose transcript cannot be used is tried so often.
TRIES = 5
# Transcripts come days after their episode; older ones than that, from when a feed is followed on, are left.
RECENT = timedelta(days=14)
# So long the newest episode is preferred in daily posts.
PREFERRED = timedelta(days=7)
# One workspace follows so many.
MOST = 10
DONE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A feed, who follows it and how it goes. `speaker` is who speaks where nobody is named, "-" for nobody.

    `failures` counts the looks in a row that went wrong, the last as `problem` says; `told`: whoever follows it knows.
    """

    id: int
    workspace_id: str
    link: str
    title: str
    speaker: str
    by: DecidedBy
    at: datetime
    since: datetime
    next_at: datetime
    known: Known = NOTHING_KNOWN
    episodes: Mapping[str, int] = field(default_factory=dict)
    brought: int = 0
    failures: int = 0
    problem: str = ""
    told: bool = False
    lease: str = ""


def begun(found: Feed, last: int, at: datetime) -> dict[str, int]:
    """What is known of a feed's episodes when one begins to follow it: all but the `last` ones that have transcripts,
    and those that came out lately and may still get one.
    """
    wanted = [e.id for e in found.episodes if e.transcripts][:last]
    waiting = {e.id for e in found.episodes if not e.transcripts and e.at is not None and _is_recent(e.at, at)}
    return {e.id: 1 if e.id in wanted else DONE for e in found.episodes if e.id not in waiting}


def new_ones(followed: Followed, found: Feed) -> list[Episode]:
    """The episodes that are to be brought in, the oldest first."""
    new = [e for e in found.episodes if e.transcripts and _is_new(followed, e)]
    return new[::-1][:EACH_LOOK]


def waits(followed: Followed) -> bool:
    """Whether some episode is to be tried again though nothing changed."""
    return any(tries for tries in followed.episodes.values())


def next_look(failures: int, at: datetime, wait: float = 0.0) -> datetime:
    """When to look again after so many failures in a row, where the server asked for so many seconds of patience."""
    pause = min(HOUR * (1 << min(failures, 10)), DAY)
    return at + max(pause, min(timedelta(seconds=ceil(wait)), DAY))


def _is_new(followed: Followed, episode: Episode) -> bool:
    tries = followed.episodes.get(episode.id)
    if tries is not None:
        return DONE < tries < TRIES
    return episode.at is None or _is_recent(episode.at, followed.since)


def _is_recent(seconds: float, at: datetime) -> bool:
    return seconds >= (at - RECENT).timestamp()
