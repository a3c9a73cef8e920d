"""Where the right answer stands, over whole games of every kind of item."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.games.choice import choose
from bot.games.history import History
from bot.games.model import DEFAULT_ROUNDS, Rules
from bot.games.offers import Choice
from bot.library.library import Library
from bot.library.model import Audience, NumberedQuote, PackInfo, StoredPack
from bot.library.withheld import NOTHING
from content.model import Pack
from content.packs import read_file
from content.shipped import shipped_packs
from tests.builders import NOON

FIXTURES = Path(__file__).parent / "unit" / "content" / "fixtures"
TALKS = ("lighthouse.md", "night-shift.md", "retrospective.txt", "library-move.vtt", "harbour-office.md")
# The 0.1 % points of chi-square with one, two and three degrees of freedom (any table of it).
MOST = {2: 10.83, 3: 13.82, 4: 16.27}


def stored(pack: Pack, number: int) -> StoredPack:
    """A pack as if it came from the database."""
    info = PackInfo(
        id=number, name=pack.name, source=pack.source, fingerprint=pack.fingerprint, workspace_id=None,
        audience=Audience.PUBLIC, sample=False, imported_at=NOON,
        language=pack.language,
    )  # fmt: skip
    quotes = tuple(NumberedQuote(number=1000 * number + i, pack_id=number, quote=q) for i, q in enumerate(pack.quotes))
    return StoredPack(info=info, speakers=pack.speakers, quotes=quotes, items=pack.items)


def everything() -> Library:
    """The shipped packs and four talks: all kinds of items can be made of them."""
    packs = [*(s.pack() for s in shipped_packs()), *(read_file(FIXTURES / name) for name in TALKS)]
    return Library([stored(pack, number) for number, pack in enumerate(packs, 1)])


def game(library: Library, rng: random.Random, rounds: int = DEFAULT_ROUNDS) -> list[Choice]:
    """The rounds of one game."""
    chosen: list[Choice] = []
    for _ in range(rounds):
        chosen.append(choose(library.without(NOTHING), Rules(), History.of([(c.item, "") for c in chosen]), rng))
    return chosen


def places(library: Library, games: int, seed: int) -> dict[tuple[str, int], Counter[int]]:
    """By kind and number of options: how often the right one stood at each place."""
    rng, seen = random.Random(seed), dict[tuple[str, int], Counter[int]]()
    for _ in range(games):
        for choice in game(library, rng):
            options = choice.item.options
            if options:
                seen.setdefault((choice.item.kind, len(options)), Counter())[options.index(choice.item.key)] += 1
    return seen


def chi_square(counted: Counter[int], size: Sequence[int]) -> float:
    """How far the places are from being alike."""
    fair = counted.total() / len(size)
    return sum((counted[place] - fair) ** 2 / fair for place in size)
