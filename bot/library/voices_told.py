"""Why somebody who speaks in a talk is no answer to “who said this”: how much of a voice that takes."""

from collections import Counter
from collections.abc import Sequence

from bot.chat.counts import both, counted
from content.items.bank import LEAST_QUOTES
from content.items.rules import FEWEST_OPTIONS
from content.model import Pack

_MOST = 5
RULE = f"“Who said it” takes at least {LEAST_QUOTES} quotes of a speaker, and leaves out those who only ask"


def hardly_heard(pack: Pack) -> list[str]:
    """The voices of a pack that have too few quotes, in a line; none where all have enough, or fewer speak than
    the question takes."""
    said = Counter(quote.speaker for quote in pack.quotes)
    few = [speaker.name for speaker in pack.speakers if said[speaker.name] < LEAST_QUOTES]
    if not few or len(pack.speakers) < FEWEST_OPTIONS or not pack.quotes:
        return []
    return [f"Quoted too seldom to be asked for: {_listed(few, said)}. {RULE}."]


def too_few(quotes: int) -> str:
    """Below the list of what somebody said; "" where it is enough."""
    return "" if quotes >= LEAST_QUOTES else f"{RULE}."


def _listed(few: Sequence[str], said: Counter[str | None]) -> str:
    told = [f"{name} ({counted(said[name], 'quote')})" for name in few[:_MOST]]
    more = [f"{len(few) - _MOST} more"] if len(few) > _MOST else []
    return both([*told, *more])
