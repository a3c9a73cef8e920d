"""The look-up beside what people would reach for first: rapidfuzz over all quotes with its stock scorers."""

import random
import time
from collections.abc import Callable
from statistics import median

from rapidfuzz import fuzz, process

from bot.core.lookup import Entry, Found, Index, Unsure
from tests.unit.core.test_lookup import corrupted, sentences

QUERIES = 200
Search = Callable[[str], int | None]


def main() -> None:
    """Print recall@1 and time a search for each method, on the interview."""
    known = sentences()
    index = Index([Entry(i, s) for i, s in enumerate(known)])
    rng = random.Random(11)
    kinds = ("fragment", "typos", "half", "order")
    queries = [
        (i, corrupted(known[i], kinds[n % 4], rng)) for n, i in enumerate(rng.choices(range(len(known)), k=QUERIES))
    ]
    methods: dict[str, Search] = {
        "ours": lambda q: _best(index, q),
        "WRatio": lambda q: _extract(q, known, fuzz.WRatio),
        "token_set_ratio": lambda q: _extract(q, known, fuzz.token_set_ratio),
    }
    print(f"\nlook-up among {len(known)} sentences, {QUERIES} half-remembered searches")
    ours = 0.0
    for name, search in methods.items():
        times, right = [], 0
        for target, query in queries:
            start = time.perf_counter()
            right += search(query) == target
            times.append(time.perf_counter() - start)
        ours = ours or median(times)
        print(
            f"  {name:16} recall@1 {right / QUERIES:6.1%}   p50 {median(times) * 1000:5.2f} ms "
            f" ({median(times) / ours:.1f} ×)"
        )


def _best(index: Index, query: str) -> int | None:
    match index.search(query, allowed=lambda key: True):
        case Found(match=match):
            return match.key
        case Unsure(matches=matches):
            return matches[0].key
        case _:
            return None


def _extract(query: str, known: list[str], scorer: Callable[..., float]) -> int | None:
    found = process.extractOne(query, known, scorer=scorer)
    return found[2] if found else None


if __name__ == "__main__":
    main()
