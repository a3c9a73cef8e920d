"""Which quotes are not drawn besides, so that what is missing does not tell who said what is being asked.

How many quotes everybody has is told. Where it is asked who said something, whoever draws until nothing new comes would
see of which voice one is missing: so as many are left out of each voice that may have said it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from zlib import crc32

from bot.library.model import NumberedQuote

# Nobody draws until they have seen so many.
COUNTABLE = 100


def decoys(
    quotes: Iterable[NumberedQuote], voices: Collection[str], hides: Callable[[NumberedQuote], bool], seed: str
) -> frozenset[int]:
    """The numbers of these quotes of one pack; `seed` changes with what is asked."""
    said: dict[str, list[NumberedQuote]] = defaultdict(list)
    for quote in quotes:
        if quote.quote.speaker in voices:
            said[quote.quote.speaker or ""].append(quote)
    few = {name: held for name, held in said.items() if len(held) <= COUNTABLE}
    shown = {name: [q for q in held if not hides(q)] for name, held in few.items()}
    missing = {name: len(held) - len(shown[name]) for name, held in few.items()}
    # Of a voice with very many nobody sees what is missing: of the others it would be seen that nothing is.
    most = max((*missing.values(), int(len(few) < len(said))), default=0)
    chosen = {name: sorted(held, key=lambda q: crc32(f"{seed}{q.quote.id}".encode())) for name, held in shown.items()}
    return frozenset(q.number for name, held in chosen.items() for q in held[: most - missing[name]])
