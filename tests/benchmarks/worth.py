"""How well the score tells what readers found worth posting: each rated talk by a table that was fitted without it.

The ratings lie in QUOTH_SHARED/labels, their talks in corpora and transcripts; what is not at hand is left out. The
interview has no licence to fit on, so that the shipped tables never saw it.
"""

from collections.abc import Sequence

from content.quotes.score import ENGLISH, FEATURES, Scorer
from models.ratings import Heard, ours, theirs
from models.score import GOOD, PLAIN, UNLICENSED, Observed, auc, held_out, observed_in
from tests.shared import LABELS, SHARED

FOLDERS = (SHARED / "corpora", SHARED / "transcripts")


def main() -> None:
    """Print the AUC of each table, over all talks and for each of them."""
    print("\nwhat is worth posting: 4 and 5 against 1 and 2 (against all the rest), every talk held out once")
    if not LABELS.is_file():
        print("  (no ratings are at hand; CONTRIBUTING.md tells where they are looked for)")
        return
    observed, missing = observed_in(theirs(LABELS, UNLICENSED), ours(), FOLDERS)
    print(f"  {len(observed)} rated passages; {len(missing)} rated talks are not at hand")
    for kind in FEATURES:
        scored = [(o, s) for o, s in held_out(observed, kind) if o.rated.kind != "short"]
        print(f"  {kind:8} {clear(scored):.3f} ({against_rest(scored):.3f})", flush=True)
        if kind == ENGLISH:
            for talk in sorted({o.rated.talk for o, _ in scored}):
                here = [(o, s) for o, s in scored if o.rated.talk == talk]
                print(f"    {clear(here):.3f}  {talk} ({len(here)} passages)", flush=True)
    unseen = shipped(UNLICENSED[0])
    if unseen:
        print(f"  as shipped, on the interview {clear(unseen):.3f} ({against_rest(unseen):.3f})")


def shipped(talk: str) -> list[tuple[Observed, float]]:
    """The rated passages of a talk with what the shipped table says of them."""
    path = next((p for folder in FOLDERS if (p := folder / talk).is_file()), None)
    if path is None or not LABELS.is_file():
        return []
    heard = Heard(path)
    scorer = Scorer(heard.language)
    rated = [r for r in theirs(LABELS, UNLICENSED) if r.talk == talk]
    told = [(Observed(r, {}), heard.observed(r.passage)) for r in rated]
    return [(one, scorer.score(scorer.values(*found))) for one, found in told if found is not None]


def clear(scored: Sequence[tuple[Observed, float]]) -> float:
    """How often one that is worth posting is before one that is dull."""
    rated = [(s, o.rated.rating) for o, s in scored]
    return auc([(s, rating >= GOOD) for s, rating in rated if rating >= GOOD or rating <= PLAIN])


def against_rest(scored: Sequence[tuple[Observed, float]]) -> float:
    """How often it is before any other."""
    return auc([(s, o.rated.rating >= GOOD) for o, s in scored])


if __name__ == "__main__":
    main()
