"""How often somebody who never heard the talk is right, by kind: six mixed games on each real talk that is at hand.

They know which words follow each other (content.runs), share of words and length; of people who speak they take the
one who speaks most in the pack. Beside it stands what guessing would give.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator

from bot.chat.refusals import NoItems
from bot.games.choice import choose
from bot.games.forms import form_of
from bot.games.history import History
from bot.games.model import Rules
from bot.games.offers import Choice
from bot.library.library import Library
from bot.library.withheld import NOTHING
from content.errors import ContentError
from content.items import blind
from content.model import Item
from content.packs import read_file
from content.text import fold
from tests.positions import stored
from tests.shared import SHARED

GAMES, ROUNDS = 6, 10


def main() -> None:
    """Print a line for each form of round, and one for each talk."""
    paths = sorted((SHARED / "corpora").glob("*.md"))
    print("\nrounds of mixed games solved by somebody who heard nothing of the talk")
    dealt, right, chance = Counter[str](), Counter[str](), defaultdict[str, float](float)
    for path in paths:
        try:
            pack = read_file(path)
        except ContentError:
            continue  # Nobody is named there.
        library = Library([stored(pack, 1)])
        most = Counter(q.speaker for q in pack.quotes).most_common(1)
        commonest = most[0][0] if most else ""
        rounds = [choice.item for seed in range(GAMES) for choice in game(library, seed)]
        for item in rounds:
            form = form_of(item)
            dealt[form] += 1
            right[form] += fold(_guess(item, commonest or "")) == fold(item.key)
            chance[form] += 1 / len(item.options) if item.options else 0
        kinds = Counter(map(form_of, rounds))
        print(f"  {path.stem:24} {len({i.id for i in rounds}):3} different of {len(rounds)}: ", end="")
        print(", ".join(f"{form} {count}" for form, count in kinds.most_common()), flush=True)
    print("  form                   rounds   right  by chance")
    for form, count in sorted(dealt.items()):
        print(f"  {form:22} {count:6} {right[form] / count:7.0%} {chance[form] / count:9.0%}")
    if not dealt:
        print("  (no talks are at hand; CONTRIBUTING.md tells where they are looked for)")


def _guess(item: Item, commonest: str) -> str:
    return commonest if commonest in item.options else blind.guess(item)


def game(library: Library, seed: int) -> Iterator[Choice]:
    """The rounds of a mixed game, as far as there is something to ask."""
    rng, asked = random.Random(seed), list[tuple[Item, str]]()
    for _ in range(ROUNDS):
        try:
            choice = choose(library.without(NOTHING), Rules(), History.of(asked), rng)
        except NoItems:
            return
        quote = library.revealed(choice.number)
        asked.append((choice.item, quote.quote.text if quote else ""))
        yield choice


if __name__ == "__main__":
    main()
