"""How soon what is due comes again after a harm: told from when each post was due and came."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Harm:
    """One that was done, and when it was over, on the clock of whoever looks."""

    what: str
    ended: float


@dataclass(frozen=True, slots=True)
class Post:
    """When it was due, and when it came."""

    due: float
    came: float


@dataclass(frozen=True, slots=True)
class Recovery:
    """Seconds from the end of a harm until the `next` post that was due came, and until `all` had that were due by
    then. Where none waited, how late the next one was.
    """

    what: str
    next: float
    all: float


def recoveries(harms: Iterable[Harm], posts: Sequence[Post]) -> list[Recovery]:
    """One for each harm after which something was due."""
    found = []
    for harm in harms:
        waited = [post.came - harm.ended for post in posts if post.due <= harm.ended < post.came]
        after = min((post for post in posts if post.due > harm.ended), key=lambda post: post.due, default=None)
        if waited:
            found.append(Recovery(harm.what, min(waited), max(waited)))
        elif after is not None:
            found.append(Recovery(harm.what, after.came - after.due, after.came - after.due))
    return found


def table(found: Iterable[Recovery]) -> str:
    """A line for each kind of harm: how often, and both times, half of them and the worst."""
    kinds: Mapping[str, list[Recovery]] = defaultdict(list)
    for one in found:
        kinds[one.what].append(one)
    lines = ["  harm                      times  next: half  worst  all: half  worst (s)"]
    for what, several in sorted(kinds.items()):
        first, whole = [one.next for one in several], [one.all for one in several]
        lines.append(
            f"  {what:25} {len(several):5} {median(first):11.1f} {max(first):6.1f} {median(whole):10.1f} "
            f"{max(whole):6.1f}"
        )
    return "\n".join(lines)
