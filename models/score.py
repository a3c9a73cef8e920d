"""`make model-score`: fit content/data/quote_score.tsv to rated passages, and tell how well it does on talks held out.

The talks lie in QUOTH_SHARED/corpora and, those of models/ratings.tsv, in the folder that QUOTH_TALKS names.
"""

import hashlib
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from pathlib import Path
from statistics import fmean, pstdev

from content.quotes.features import Place, Shape
from content.quotes.measures import Measure
from content.quotes.score import ENGLISH, FEATURES, NAMES, values
from content.text import words
from models.counted import common, fit_counts, value_of
from models.ratings import OURS, Heard, Rated, Wanted, ours, theirs
from models.ridge import Fit, Sums, fit, sums
from models.vectors import SIZE, checksum, whole_words, word_vector

DATA = Path(__file__).parents[1] / "content" / "data"
TABLE, WORTH = DATA / "quote_score.tsv", DATA / "word_worth.tsv"
# May be read and tested on, but carries no licence to make something of it.
UNLICENSED = ("000_a1ed3ec5d77a3ade.txt",)
# The penalties for a feature that a reader would name, for a number of the word vectors, and for a word or a pair.
SHRINK, SHRINK_VECTORS, SHRINK_WORDS = 300.0, 4000.0, 100.0
# What stands in fewer passages has no worth of its own.
FEWEST = 8
# Of every ten talks one is held out.
FOLDS = 10
# A word that is worth less is as good as unknown.
LEAST_WORTH = 0.05
# What the fit finds out is no input of it.
SOUGHT = ("worth", "pairs")
GOOD, PLAIN = 3.9, 2.2
# A talk with fewer good passages tells nothing by itself.
LEAST_GOOD = 3
_HEAD = """\
# What makes a passage worth posting: weights for content/quotes/features.py. Made by `make model-score`; do not edit.
# Fitted by ridge regression (penalty {shrink:g}) to {rated} ratings (1-5) of passages of {talks} talks.
# The talks: Changelog Media, transcripts (CC BY-SA 4.0); Bitcoin Transcripts (MIT). No sentence of theirs is in here.
# Inputs: quotes.tsv {theirs}, ratings.tsv {ours}, rows of the embedder {vectors} (first digits of their SHA-256).
# table, feature, weight, mean of the feature; middle and spread are those of the sums.
"""
_WORTH_HEAD = """\
# What a word is worth in a quote, fitted together with quote_score.tsv, whose head tells inputs and licences.
# word, worth: a weighted sum of the numbers that the embedder (bot/meaning/english, see its NOTICE) has for it, so that
# words that mean the like are worth the like; where it stands in {fewest} rated passages also what it adds by itself.
# Two words: what they add where they follow each other.
"""


@dataclass(frozen=True, slots=True)
class Observed:
    """A rated passage as the score sees it."""

    rated: Rated
    features: Mapping[str, list[float]]
    said: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted table: its features, and what words and pairs add."""

    fit: Fit
    kind: str
    counted: Mapping[str, float]

    def of(self, one: Observed) -> float:
        """The rating it expects."""
        return self.fit.of(one.features[self.kind]) + value_of(one.said, self.counted)


def main() -> None:
    """Fit, tell, write."""
    shared = Path(os.environ.get("QUOTH_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    labels = shared / "labels" / "quotes.tsv"
    if not labels.is_file():
        sys.exit(f"{labels} is not there: QUOTH_SHARED names the folder that holds labels/ and corpora/.")
    folders = [shared / "corpora", shared / "transcripts", *map(Path, filter(None, [os.environ.get("QUOTH_TALKS")]))]
    observed, missing = observed_in(theirs(labels, UNLICENSED), ours(), folders)
    _tell(observed)
    if missing:
        print(
            f"\nThe tables stay as they are: {len(missing)} talks of {OURS.name} are not at hand, such as {missing[0]};"
        )
        print("models/README.md tells where they come from.")
        return
    for path, text in zip((TABLE, WORTH), _tables(observed, labels), strict=True):
        path.write_text(text, "utf-8")


def observed_in(
    given: Sequence[Rated], wanted: Sequence[Wanted], folders: Sequence[Path]
) -> tuple[list[Observed], list[str]]:
    """The passages with their features, and the talks of ours that are not there."""
    by_talk: dict[str, list[Rated]] = defaultdict(list)
    rows: dict[str, list[Wanted]] = defaultdict(list)
    for rated in given:
        by_talk[rated.talk].append(rated)
    for row in wanted:
        rows[row.talk].append(row)
    found, missing = [], []
    for talk in sorted({*by_talk, *rows}):
        path = next((p for f in folders if (p := f / talk).is_file()), None)
        if path is None:
            missing.append(talk)
            continue
        heard = Heard(path)
        given_here = [*by_talk[talk], *heard.passages(rows[talk])]
        told = ((rated, heard.observed(rated.passage)) for rated in given_here)
        found += [Observed(rated, _row(*seen), seen[1].words) for rated, seen in told if seen is not None]
    return found, missing


def _row(shape: Shape, measure: Measure, place: Place) -> dict[str, list[float]]:
    """The features of each table; the worth of words is told by their vectors, for it is what shall be found."""
    found = {kind: values(shape, measure, place, kind) for kind in FEATURES}
    found[ENGLISH] = [v for name, v in zip(NAMES[ENGLISH], found[ENGLISH], strict=True) if name not in SOUGHT]
    size = max(1, len(measure.words))
    vectors = [word_vector(w) for w in measure.words]
    found[ENGLISH] += [sum(column) / size for column in zip(*vectors, strict=True)] if vectors else [0.0] * SIZE
    return found


def _fitted(observed: Sequence[Observed]) -> list[Observed]:
    return [o for o in observed if o.rated.licensed and o.rated.kind != "short"]


def _sums_by_fold(observed: Sequence[Observed], kind: str) -> list[Sums]:
    rows: list[list[Observed]] = [[] for _ in range(FOLDS)]
    for one in observed:
        rows[fold_of(one.rated.talk)].append(one)
    width = len(observed[0].features[kind])
    return [sums([o.features[kind] for o in found], [o.rated.rating for o in found], width) for found in rows]


def fold_of(talk: str) -> int:
    """Which part of the talks one is held out with."""
    return hashlib.sha256(talk.encode()).digest()[0] % FOLDS


def _all(parts: Sequence[Sums]) -> Sums:
    total = parts[0]
    for part in parts[1:]:
        total = total.plus(part)
    return total


def _penalties(kind: str, width: int) -> list[float]:
    vectors = SIZE if kind == ENGLISH else 0
    return [SHRINK] * (width - vectors) + [SHRINK_VECTORS] * vectors


def _fit(given: Sums, fitted: Sequence[Observed], known: Sequence[str], kind: str) -> Model:
    """The features first; what they leave of the ratings is told by words and pairs, in the English table."""
    made = fit(given, _penalties(kind, len(given.total)))
    if kind != ENGLISH:
        return Model(made, kind, {})
    left = [o.rated.rating - made.of(o.features[kind]) for o in fitted]
    return Model(made, kind, fit_counts([o.said for o in fitted], left, known, SHRINK_WORDS))


def _known(fitted: Sequence[Observed], kind: str) -> list[str]:
    return common((o.said for o in fitted), FEWEST) if kind == ENGLISH else []


def held_out(observed: Sequence[Observed], kind: str) -> list[tuple[Observed, float]]:
    """Every passage with the score of a table that was fitted without its talk."""
    fitted = _fitted(observed)
    parts = _sums_by_fold(fitted, kind)
    whole, scored = _all(parts), []
    for fold, part in enumerate(parts):
        others = [o for o in fitted if fold_of(o.rated.talk) != fold]
        made = _fit(whole.without(part), others, _known(others, kind), kind)
        scored += [(o, made.of(o)) for o in observed if fold_of(o.rated.talk) == fold]
    return scored


def auc(pairs: Sequence[tuple[float, bool]]) -> float:
    """How often a good one has the higher score; 0.5 is chance."""
    good, bad = [s for s, y in pairs if y], [s for s, y in pairs if not y]
    return sum((a > b) + (a == b) / 2 for a in good for b in bad) / (len(good) * len(bad)) if good and bad else 0.5


def _tell(observed: Sequence[Observed]) -> None:
    for kind in FEATURES:
        scored = [(o, s) for o, s in held_out(observed, kind) if o.rated.kind != "short"]
        print(f"\nthe {kind} table, every talk held out once; 4 and 5 against 1 and 2 (against all the rest)")
        talks: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        for one, score in scored:
            if one.rated.kind != "strict" and not PLAIN < one.rated.rating < GOOD:
                talks[one.rated.talk].append((score, one.rated.rating >= GOOD))
        for talk, pairs in talks.items():
            if (good := sum(y for _, y in pairs)) >= LEAST_GOOD:
                print(f"  {auc(pairs):.3f}  {talk} ({good} good of {len(pairs)})")
        scored = [(o, s) for o, s in scored if o.rated.kind != "strict"]
        rest = auc([(s, o.rated.rating >= GOOD) for o, s in scored])
        whole = auc([p for pairs in talks.values() for p in pairs])
        print(f"  {whole:.3f} ({rest:.3f}) all together, {len(scored)} passages")


def _tables(observed: Sequence[Observed], labels: Path) -> tuple[str, str]:
    """The texts of quote_score.tsv and word_worth.tsv."""
    fitted = _fitted(observed)
    lines, worth = [], ""
    for kind in FEATURES:
        made = _fit(_all(_sums_by_fold(fitted, kind)), fitted, _known(fitted, kind), kind)
        at_random = [made.of(o) for o in fitted if o.rated.kind == "any"]
        names = [name for name in NAMES[kind] if kind != ENGLISH or name not in SOUGHT]
        told = {n: (w, m) for n, w, m in zip(names, made.fit.weights, made.fit.means, strict=False)}
        if kind == ENGLISH:
            vector = made.fit.weights[len(names) :]
            known = sorted({*whole_words(), *(w for o in fitted for w in words(o.rated.passage))})
            found = {w: sum(map(mul, vector, word_vector(w))) for w in known}
            found = {term: found.get(term, 0.0) + made.counted.get(term, 0.0) for term in (*known, *made.counted)}
            worth = _WORTH_HEAD.format(fewest=FEWEST) + _worth(found)
            told |= {name: (1.0, mean) for name, mean in zip(SOUGHT, _means(fitted, found), strict=True)}
        middle = fmean(at_random) - made.fit.constant
        lines += [f"{kind}\tmiddle\t{middle:.5f}", f"{kind}\tspread\t{pstdev(at_random):.5f}"]
        lines += [f"{kind}\t{n}\t{told[n][0]:.5f}\t{told[n][1]:.5f}" for n in NAMES[kind]]
    head = _HEAD.format(
        shrink=SHRINK, rated=len(fitted), talks=len({o.rated.talk for o in fitted}), theirs=checksum_of(labels),
        ours=checksum_of(OURS), vectors=checksum(),
    )  # fmt: skip
    return head + "\n".join(lines) + "\n", worth


def _worth(found: Mapping[str, float]) -> str:
    return "".join(f"{term}\t{value:.2f}\n" for term, value in sorted(found.items()) if abs(value) >= LEAST_WORTH)


def _means(fitted: Sequence[Observed], found: Mapping[str, float]) -> tuple[float, float]:
    """What words and what pairs are worth in a passage, on average."""
    single = [sum(found.get(w, 0.0) for w in o.said) / max(1, len(o.said)) for o in fitted]
    return fmean(single), fmean(value_of(o.said, found) - alone for o, alone in zip(fitted, single, strict=True))


def checksum_of(path: Path) -> str:
    """The first digits of the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


if __name__ == "__main__":
    main()
