"""`make model-rounds`: fit content/data/round_worth.tsv to rounds that readers judged, and tell how well it does on
talks held out.

rounds.tsv tells of each round its talk, its form, its id, in which reading it was judged and what each reader said of
it, and none of its words; the talks lie in the folder that QUOTH_TALKS names.
"""

import hashlib
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from content.items.bank import Bank
from content.items.features import FORMS, LOOSE, features_of, form_of
from content.items.features.voices import as_asked, who_said
from content.items.odd_one_out import NAME as ODD
from content.items.who_said import NAME as WHO_SAID
from content.items.worth import Weights, of_lines
from content.model import Item, Pack, Quote
from models.ridge import fit, sums
from models.rounds import bank_of, made_of, pack_of
from models.score import FOLDS, auc, fold_of

ROUNDS = Path(__file__).parent / "rounds.tsv"
TABLE = Path(__file__).parents[1] / "content" / "data" / "round_worth.tsv"
# A reader's first letter: fair, toss, guessable, leak, second, broken. What is wrong is worse than what is dull.
MARKS: Mapping[str, float] = {"f": 1.0, "t": 0.0, "g": 0.0, "l": -0.3, "s": -0.5, "b": -0.5}
FAIR = "f"
SHRINK = 1000.0
# Readers who see only good rounds are stricter: what is told apart is learned from every reading, and how much is fair
# from the last one, for every form alike.
FREE = 1.0
# A slope is told as if so many more rounds had told that it is 1, and is never more than this.
FEW, MOST_SLOPE = 100, 2.5
# Fewer rounds of a form, or of one in a reading, tell nothing.
LEAST_JUDGED, LEAST_READ = 50, 20
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)
_HEAD = """\
# What a round is worth, about the chance that a reader calls it fair: weights for content/items/features, by form.
# Made by `make model-rounds`; do not edit.
# Fitted by ridge regression (penalty {shrink:g}) to {judged} rounds of {talks} talks.
# The talks: Changelog Media, transcripts (CC BY-SA 4.0); Bitcoin Transcripts (MIT). No sentence of theirs is in here.
# Input: rounds.tsv {rounds} (first digits of its SHA-256).
# form, feature, weight; "constant" is the worth of a round all of whose features are 0.
"""


@dataclass(frozen=True)
class Judged:
    """A round as the fit sees it; of lines, the odd one first, the features of each."""

    talk: str
    form: str
    reading: int
    marks: str
    features: Mapping[str, float]
    lines: Sequence[Mapping[str, float]] = ()

    @cached_property
    def target(self) -> float:
        """What its readers said of it, on average."""
        return fmean(MARKS[mark] for mark in self.marks)

    @cached_property
    def fair(self) -> float:
        """Which part of its readers call it fair."""
        return self.marks.count(FAIR) / len(self.marks)

    def told(self, as_lines: Weights | None) -> Mapping[str, float]:
        """Its features; of lines what they are worth."""
        return of_lines([as_lines.of(line) for line in self.lines]) if as_lines and self.lines else self.features


def rows() -> Iterator[tuple[str, str, str, int, str]]:
    """Talk, form, item (of lines, the ids of their quotes), reading and marks of every round that was judged."""
    for line in ROUNDS.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            talk, form, item, reading, marks = line.split("\t")
            yield talk, form, item, int(reading), marks


class Remade(NamedTuple):
    """A judged round, made again from its talk, and the quote it is about, if it is about one."""

    form: str
    reading: int
    marks: str
    item: Item
    quote: Quote | None


# Form and item of the judged rounds of a talk, with their reading and marks.
Held = dict[tuple[str, str], tuple[int, str]]


def talks_of(folders: Sequence[Path], forms: Collection[str] = ()) -> Iterator[tuple[str, Pack, Held]]:
    """The talks that are at hand, with their rounds of these forms, of all where none is named."""
    wanted: dict[str, Held] = defaultdict(dict)
    for talk, form, item_id, reading, marks in rows():
        if not forms or form in forms:
            wanted[talk][form, item_id] = reading, marks
    for talk, held in wanted.items():
        pack = pack_of(folders, talk)
        if pack is None:
            sys.stderr.write(f"{talk} is not at hand\n")
        else:
            yield talk, pack, held


def remade(bank: Bank, pack: Pack, held: Held) -> Iterator[Remade]:
    """The rounds of a talk, each taken out of `held`. What is no longer made stays there."""
    for item, quote in made_of(bank, pack, {form.split(" ")[0] for form, _ in held}):
        told = held.pop((form_of(item), item.id), None)
        if told is not None:
            yield Remade(form_of(item), *told, item, quote)


def observed_in(folders: Sequence[Path]) -> list[Judged]:
    """The rounds with their features. What is no longer made is left out."""
    found: list[Judged] = []
    for talk, pack, held in talks_of(folders):
        bank = bank_of(pack)
        found += (
            Judged(talk, one.form, one.reading, one.marks, features)
            for one in remade(bank, pack, held) if (features := features_of(bank, one.item, one.quote))
        )  # fmt: skip
        for (form, ids), told in held.items():
            if form == ODD and (lines := lines_of(bank, ids.split(" "))):
                found.append(Judged(talk, form, *told, {}, lines))
    return found


def lines_of(bank: Bank, ids: Sequence[str]) -> list[Mapping[str, float]]:
    """The features of quotes as lines of somebody; nothing where one of them is gone."""
    quotes = [bank.by_id[i] for i in ids if i in bank.by_id]
    if len(quotes) < len(ids):
        return []
    return [{n: float(v) for n, v in who_said(bank, as_asked(bank, q), q)} for q in quotes]


def fitted(judged: Sequence[Judged], as_lines: Weights | None = None) -> Weights:
    """The weights for rounds of one form, as the readers of its last reading would judge them."""
    told = [one.told(as_lines) for one in judged]
    names, last = list(told[0]), max(one.reading for one in judged)
    values = [
        [*one.values(), *(float(own.reading == reading) for reading in range(1, last))]
        for one, own in zip(told, judged, strict=True)
    ]
    penalties = [SHRINK] * len(names) + [FREE] * (last - 1)
    made = fit(sums(values, [one.target for one in judged], len(penalties)), penalties)
    return Weights(made.constant, dict(zip(names, made.weights, strict=False)))


def held_out(by_form: Mapping[str, Sequence[Judged]], form: str) -> list[tuple[float, Judged]]:
    """Every round of a form with its worth by a table that was fitted without its talk."""
    found = []
    for fold in range(FOLDS):
        lines = fitted([o for o in by_form[WHO_SAID] if fold_of(o.talk) != fold]) if form == ODD else None
        made = fitted([one for one in by_form[form] if fold_of(one.talk) != fold], lines)
        found += [(made.of(one.told(lines)), one) for one in by_form[form] if fold_of(one.talk) == fold]
    return found


@dataclass(frozen=True, slots=True)
class Scale:
    """How a fitted worth becomes the chance that a reader calls a round fair, alike for every form."""

    middle: float
    fair: float
    slope: float

    def of(self, made: Weights) -> Weights:
        """The weights so that they tell that chance."""
        constant = self.fair + self.slope * (made.constant - self.middle)
        return Weights(constant, {name: self.slope * weight for name, weight in made.weights.items()})


def scale_of(found: Sequence[tuple[float, Judged]], stricter: Mapping[int, float]) -> Scale:
    """What the worth of rounds that were held out says of how many are fair to the last readers of all.

    How many are fair the last readers of the form tell; `stricter` tells by how much the last readers of all would call
    fewer fair than those of a reading.
    """
    readings: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for worth, one in found:
        readings[one.reading].append((worth, one.fair))
    last = max(readings)
    middle, fair = (fmean(told) for told in zip(*readings[last], strict=True))
    spread, both = 0.0, 0.0
    for told in readings.values():
        worths, shares = (fmean(held) for held in zip(*told, strict=True))
        spread += sum((worth - worths) ** 2 for worth, _ in told)
        both += sum((worth - worths) * (share - shares) for worth, share in told)
    # Few rounds tell no slope: it is drawn towards 1.
    few = FEW * spread / len(found)
    return Scale(middle, fair - stricter[last], min(MOST_SLOPE, max(1.0, (both + few) / (spread + few))))


def stricter_of(found: Mapping[str, Sequence[tuple[float, Judged]]]) -> dict[int, float]:
    """By how much more of each reading's rounds are called fair than the last readers would, told by what the forms
    that both judged are worth.
    """
    last = max(one.reading for held in found.values() for _, one in held)
    left: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for form, held in found.items():
        for worth, one in held:
            left[one.reading][form].append(one.fair - worth)
    told = {}
    for reading, forms in left.items():
        both = [form for form in forms if form in left[last]]
        count = {form: min(len(forms[form]), len(left[last][form])) for form in both}
        more = sum(count[form] * (fmean(forms[form]) - fmean(left[last][form])) for form in both)
        told[reading] = more / max(1, sum(count.values()))
    return told


def tell(form: str, found: Sequence[tuple[float, Judged]]) -> None:
    """Print how well the worth of a form does on talks held out, for each reading."""
    for reading in sorted({one.reading for _, one in found}):
        scored = sorted(((s, one) for s, one in found if one.reading == reading), key=lambda one: -one[0])
        fair = [one.fair for _, one in scored]
        tops = " ".join(f"{fmean(fair[: max(1, round(len(fair) * share))]):5.0%}" for share in SHARES)
        right = auc([(s, one.fair >= 0.5) for s, one in scored])
        print(f"{form:20} {reading:7} {len(fair):6} {fmean(fair):5.0%} {right:6.3f} {tops}")


def table_of(by_form: Mapping[str, Sequence[Judged]], scales: Mapping[str, Scale]) -> str:
    """The text of round_worth.tsv."""
    lines, every = [], [one for held in by_form.values() for one in held]
    as_lines = scales[WHO_SAID].of(fitted(by_form[WHO_SAID]))
    for form, held in by_form.items():
        made = scales[form].of(fitted(held, as_lines))
        lines.append(f"{form}\tconstant\t{made.constant:.5f}")
        lines += [f"{form}\t{name}\t{weight:.5f}" for name, weight in made.weights.items()]
    head = _HEAD.format(
        shrink=SHRINK, judged=len(every), talks=len({one.talk for one in every}),
        rounds=hashlib.sha256(ROUNDS.read_bytes()).hexdigest()[:16],
    )  # fmt: skip
    return head + "\n".join(lines) + "\n"


def by_form_of(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The rounds of each form of which enough were judged."""
    count = Counter((one.form, one.reading) for one in judged)
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if count[one.form, one.reading] >= LEAST_READ:
            found[one.form].append(one)
    return {form: found[form] for form in (*FORMS, *LOOSE, ODD) if len(found[form]) >= LEAST_JUDGED}


def folders_of_talks() -> list[Path]:
    """The clones in the folder that QUOTH_TALKS names."""
    folder = os.environ.get("QUOTH_TALKS")
    folders = sorted(path for path in Path(folder).iterdir() if path.is_dir()) if folder else []
    if not folders:
        sys.exit("QUOTH_TALKS names the folder that holds the talks; models/README.md tells where they come from.")
    return folders


def main() -> None:
    """Fit, tell, write."""
    by_form = by_form_of(observed_in(folders_of_talks()))
    print(
        "form                 reading rounds  fair    AUC; fair among the best " + " ".join(f"{s:.0%}" for s in SHARES)
    )
    found = {form: held_out(by_form, form) for form in by_form}
    for form, held in found.items():
        tell(form, held)
    stricter = stricter_of(found)
    scales = {form: scale_of(held, stricter) for form, held in found.items()}
    TABLE.write_text(table_of(by_form, scales), "utf-8")


if __name__ == "__main__":
    main()
