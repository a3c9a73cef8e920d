"""`python -m tests.benchmarks.meanings_tuning [MODEL]`: fit what `weights.py` says of meaning, and print it.

The score on one half of the talks at a time, told for the other; then the constants on all of them, and beside them
what people ask in everyday life.
"""

import sys
from collections.abc import Sequence
from operator import mul

from bot.library.lookup import strip_lead_in, terms
from bot.library.lookup.perhaps import Weighed, evidence
from tests.benchmarks.meanings import SHOWN, Talks, retellings, talks
from tests.benchmarks.strictness import EVERYDAY
from tests.benchmarks.tuning import fit_confidence

_RATIOS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)
# As many everyday questions a talk as there are retellings of it, about.
_PARTS = 4
# A candidate's key with its score by words and its likeness; the right keys; how many texts there were; how many words.
Case = tuple[list[tuple[int, float, float]], frozenset[int], int, int]


def main(model: str = "") -> None:
    """Print what is reached on talks that were not fitted on, and the constants; `model` as QUOTH_EMBEDDER names it."""
    known = talks()
    searches = retellings(known)
    every = Talks([pack for pack, _ in known.values()], model)
    alone = {name: Talks([pack], model) for name, (pack, _) in known.items()}
    rest = {r.talk: [p for n, (p, _) in known.items() if n != r.talk] for r in searches}
    others = {name: Talks(packs, model) for name, packs in rest.items()}
    cases: dict[str, list[Case]] = {}
    for r in searches:
        scopes = ((alone[r.talk], r.right), (every, r.right), (others[r.talk], frozenset[int]()))
        cases.setdefault(r.talk, []).extend(_case(among, r.search, right) for among, right in scopes)
    for place, name in enumerate(known):
        asked = EVERYDAY[place % _PARTS :: _PARTS]
        cases.setdefault(name, []).extend(_case(among, s, frozenset()) for among in (alone[name], every) for s in asked)
    names = sorted(cases, key=lambda name: -len(cases[name]))
    halves = [[c for n in names[at::2] for c in cases[n]] for at in (0, 1)]
    for fitted, told in ((0, 1), (1, 0)):
        best = max(_RATIOS, key=lambda ratio: _hits(halves[fitted], ratio))
        print(f"fitted on one half: {best}; the other has {_hits(halves[told], best)} of {_answered(halves[told])}")
    whole = halves[0] + halves[1]
    for ratio in _RATIOS:
        print(f"  {ratio}: {_hits(whole, ratio)} of {_answered(whole)}")
    best = max(_RATIOS, key=lambda ratio: _hits(whole, ratio))
    found = fit_confidence([_evidence(case, best) for case in whole])
    print(f"SCORE = (1.0, {best})\nPERHAPS = ({', '.join(f'{c:.2f}' for c in found)})")
    sure = [(1 / (1 + 2.718281828 ** -sum(map(mul, found, values))), yes, bool(case[1]), _named(case, best))
            for case in whole for values, yes in [_evidence(case, best)]]  # fmt: skip
    for least in (0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2):
        kept = [s for s in sure if s[0] >= least]
        answered, right = sum(s[2] for s in kept), sum(s[3] for s in kept)
        print(f"  LIKELY {least}: shown for {answered} of {sum(s[2] for s in sure)} with an answer, the right one")
        print(
            f"    among three for {right}; for {len(kept) - answered} of {sum(not s[2] for s in sure)} that have none"
        )


def _case(among: Talks, search: str, right: frozenset[int]) -> Case:
    asked, wanted = among.meaning(strip_lead_in(search)), len(terms(strip_lead_in(search)))
    found = [(r.key, r.score, max(0.0, asked.likeness(r.key))) for r in among.candidates(search)]
    return found, right, len(among.texts), wanted


def _order(case: Case, ratio: float) -> list[Weighed]:
    found = [Weighed(words + ratio * likeness, key) for key, words, likeness in case[0]]
    return sorted(found, key=lambda one: (-one.score, one.key < 0, abs(one.key)))


def _named(case: Case, ratio: float) -> bool:
    return bool(case[1] & {one.key for one in _order(case, ratio)[:SHOWN]})


def _hits(cases: Sequence[Case], ratio: float) -> int:
    return sum(_named(case, ratio) for case in cases)


def _answered(cases: Sequence[Case]) -> int:
    return sum(bool(case[1]) for case in cases)


def _evidence(case: Case, ratio: float) -> tuple[list[float], bool]:
    order = _order(case, ratio)
    return [1.0, *evidence(order, 0, case[2], case[3])], order[0].key in case[1]


if __name__ == "__main__":
    main(*sys.argv[1:])
