"""`python -m models.rounds TALKS… -o FOLDER`: rounds of many licensed talks, drawn to be judged by readers.

FOLDER gets files of rounds as players see them and pool.json, which tells of each what it is and its features. They
hold words of the talks, so they are no part of the repository. With `--dealt` they are what a mixed game asks.
"""

import json
import random
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.errors import ContentError
from content.items import MADE, Bank, candidates, gathered, worth
from content.items.features import FORMS, LOOSE, features_of, form_of
from content.items.rules import SWAPPED
from content.model import Item, Pack, Quote
from content.packs import read_file
from content.runs import runs
from content.text import fold
from models.deals import dealt, library_of
from models.ratings import KEPT_BACK
from models.runs import TRIPLE, said_in

SEED, POOL = 2622, "pool.json"
# Rounds of each form, of which half are those that are worth most, and the others drawn by chance.
WANTED: Mapping[str, int] = {**dict.fromkeys((*FORMS, *LOOSE), 320), "true-or-swapped": 200, "closest count": 120}
BEST, ANY, DEALT = "best", "any", "dealt"
SHARES: Mapping[str, float] = {BEST: 0.5, ANY: 0.5}
# Of each talk at most so many of a form and a way of drawing are kept.
KEPT = 5
FEWEST_QUOTES, PER_FILE = 40, 130
# Talks that rounds are measured on.
BUT = (
    "CONTRIBUTING", "LICENSE", "README", "STYLE", "backstage-13", "big-tent-s2e7", "cashu", "changelog-456",
    "founders-talk-81", "founders-talk-92", "friends-59", "go-time-111", "go-time-184", "go-time-232",
    "go-time-236", "go-time-239", "go-time-312", "js-party-111", "js-party-113", "js-party-20.", "js-party-241",
    "js-party-305", "js-party-45.", "js-party-68.", "js-party-7.", "js-party-meet-alex-sexton", "pieter-wuille",
    "practical-ai-227", "practical-ai-252", "practical-ai-89", "request-for-commits-15", "schnorr", "ship-it-129",
    "ship-it-23.", "ship-it-40.", "the-changelog-323", "the-changelog-504", "the-changelog-643",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A round of a talk that could be dealt, the quote it is about if it is about one, and what it is worth."""

    talk: str
    item: Item
    quote: Quote | None
    worth: float


def bank_of(pack: Pack) -> Bank:
    """The material of a talk."""
    return Bank(pack.quotes, pack.speakers, pack.language, pack.source.title)


def made_of(bank: Bank, pack: Pack, kinds: Collection[str] = ()) -> Iterator[tuple[Item, Quote | None]]:
    """Every round that the talk gives, of these kinds alone if there are any, with the quote it is about."""
    made = [kind for kind in MADE if not kinds or kind in kinds]
    for quote in pack.quotes:
        yield from ((item, quote) for kind in made for item in candidates(bank, kind, quote))
    for item in gathered(bank, pack.turns, pack.left):
        yield item, bank.by_id.get(item.quote_id or "")


def talks_in(folders: Sequence[Path], rng: random.Random) -> list[Path]:
    """Talks that rounds are not measured on, in an order by chance."""
    every = sorted(p for folder in folders for p in folder.rglob("*.md"))
    back = {Path(p).name for p in KEPT_BACK}
    free = [p for p in every if p.name not in back and not any(part in p.name for part in BUT)]
    rng.shuffle(free)
    return free


def read_talks(paths: Iterable[Path], most: int) -> Iterator[tuple[str, Pack]]:
    """The first of them that are English, have enough to ask, and were not heard by the player who heard nothing; with
    their names below the clones.
    """
    found = 0
    for path in paths:
        if found >= most:
            return
        try:
            if was_counted(path):
                continue
            pack = read_file(path)
        except ContentError:
            continue
        if pack.language in ("en", "") and len(pack.quotes) >= FEWEST_QUOTES:
            found += 1
            yield name_of(path), pack


def was_counted(path: Path) -> bool:
    """Whether a talk may be among those that were counted for the player who heard nothing (content.runs).

    Whatever it says often enough would have been counted as often at least. Raises ContentError.
    """
    said = Counter(triple for line in said_in(path) for triple in zip(line, line[1:], line[2:], strict=False))
    after = runs().after
    return all(after.get(f"{a} {b}", {}).get(c, 0) >= n for (a, b, c), n in said.items() if n >= TRIPLE)


def name_of(path: Path) -> str:
    """The name of a talk below its clone."""
    parts = path.parts
    at = next((n for n, part in enumerate(parts) if part in ("transcripts", "bitcointranscripts")), len(parts) - 1)
    return "/".join(parts[at:])


class Drawn:
    """What is kept of each talk to draw from, by form and way of drawing; features are told while its bank is there."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.kept: dict[tuple[str, str], list[list[Candidate]]] = defaultdict(list)
        self.features: dict[tuple[str, str, str], dict[str, float]] = {}
        self.found: dict[str, int] = defaultdict(int)
        self.dealt: list[Candidate] = []

    def add(self, talk: str, pack: Pack) -> None:
        """The rounds of one talk."""
        by_form: dict[str, list[Candidate]] = defaultdict(list)
        bank = bank_of(pack)
        for item, quote in made_of(bank, pack):
            by_form[form_of(item)].append(Candidate(talk, item, quote, worth(bank, item, quote)))
        for form, held in by_form.items():
            self.found[form] += len(held)
            self._rng.shuffle(held)
            ways = {BEST: sorted(held, key=lambda one: -one.worth), ANY: held}
            for way, ordered in ways.items():
                few = _apart(ordered)
                self.kept[form, way].append(few)
                for one in few:
                    self.features[key_of(one)] = features_of(bank, one.item, one.quote)

    def deal(self, talk: str, pack: Pack, rounds: int) -> None:
        """The rounds of one mixed game."""
        bank = bank_of(pack)
        for item, quote in dealt(library_of(pack), rounds, self._rng):
            one = Candidate(talk, item, quote, worth(bank, item, quote))
            self.dealt.append(one)
            self.features[key_of(one)] = features_of(bank, item, quote)

    def pool(self) -> list[tuple[str, Candidate]]:
        """The drawn rounds in an order by chance, each with the way in which it was drawn."""
        chosen: list[tuple[str, Candidate]] = [(DEALT, one) for one in self.dealt]
        for form, wanted in WANTED.items():
            taken: set[tuple[str, ...]] = set()
            for way in SHARES:
                # What one way could not give the last one gives.
                upto = wanted if way == ANY else len(taken) // 2 + round(wanted * SHARES[way])
                chosen += [(way, one) for one in self._in_turn(form, way, taken, upto)]
        self._rng.shuffle(chosen)
        return chosen

    def _in_turn(self, form: str, way: str, taken: set[tuple[str, ...]], upto: int) -> Iterator[Candidate]:
        """One of each talk, then a second one; no key twice in a talk. `taken` grows until it holds `upto` rounds."""
        talks = list(self.kept[form, way])
        self._rng.shuffle(talks)
        for rank in range(KEPT):
            for held in talks:
                if len(taken) // 2 >= upto:
                    return
                if rank < len(held):
                    one = held[rank]
                    names = {key_of(one), (one.talk, *_asked(one))}
                    if taken.isdisjoint(names):
                        taken |= names
                        yield one


def _apart(ordered: Sequence[Candidate]) -> list[Candidate]:
    """The first of them that ask for different things."""
    found: dict[tuple[str, str], Candidate] = {}
    for one in ordered:
        found.setdefault(_asked(one), one)
        if len(found) == KEPT:
            break
    return list(found.values())


def _asked(one: Candidate) -> tuple[str, str]:
    """What a round asks for: a missing word or a quote."""
    word = one.item.kind == "missing-word"
    return one.item.kind, fold(one.item.key) if word else one.item.quote_id or one.item.id


def key_of(one: Candidate) -> tuple[str, str, str]:
    """By which a round is found again: its talk, its form and its id."""
    return one.talk, form_of(one.item), one.item.id


def written(number: int, one: Candidate) -> str:
    """A round as a player sees it, with its key."""
    item = one.item
    lines = [f"### {number} · {Path(one.talk).stem} · {form_of(item)}", f"question: {item.stem}"]
    if item.stimulus:
        lines.append(f"shown: {' '.join(item.stimulus.split())}")
    lines += [f"- {letter} {' '.join(o.split())}" for letter, o in zip("ABCD", item.options, strict=False)]
    lines.append(f"⇒ {' '.join(item.key.split())}")
    if item.key == SWAPPED:
        lines.append(f"swapped: {item.explanation}")
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Draw the rounds and write them."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders with transcripts whose licence allows it")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--talks", type=int, default=126, help="how many talks are read")
    parser.add_argument("--dealt", type=int, default=0, help="of each talk a mixed game of so many rounds")
    parser.add_argument("--but", nargs="*", type=Path, default=[], help="pool.json files whose talks are left out")
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args(argv)
    rng = random.Random(chosen.seed)
    drawn = Drawn(rng)
    known = {row["talk"] for path in chosen.but for row in json.loads(path.read_text("utf-8")).values()}
    paths = [path for path in talks_in(chosen.folders, rng) if name_of(path) not in known]
    for count, (talk, pack) in enumerate(read_talks(paths, chosen.talks), 1):
        if chosen.dealt:
            drawn.deal(talk, pack, chosen.dealt)
        else:
            drawn.add(talk, pack)
        sys.stderr.write(f"{count} {talk} {len(pack.quotes)} quotes\n")
    _write(chosen.output, drawn)
    return 0


def pack_of(folders: Sequence[Path], talk: str) -> Pack | None:
    """The pack of a talk that lies in one of the folders, None where it is in none."""
    path = next((p for f in folders if (p := f.parent / talk).is_file()), None)
    return None if path is None else read_file(path)


def _write(folder: Path, drawn: Drawn) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    pool = drawn.pool()
    for first in range(0, len(pool), PER_FILE):
        path = folder / f"rounds-{first // PER_FILE + 1:02}.txt"
        part = enumerate(pool[first : first + PER_FILE], first + 1)
        path.write_text("\n".join(written(number, one) for number, (_, one) in part), "utf-8")
    told = {
        number: {
            "item": " ".join(one.item.quote_ids) or one.item.id, "form": form_of(one.item), "talk": one.talk,
            "drawn": way, "worth": one.worth,
            "features": drawn.features[key_of(one)],
        }
        for number, (way, one) in enumerate(pool, 1)
    }  # fmt: skip
    (folder / POOL).write_text(json.dumps(told, ensure_ascii=False, indent=0), "utf-8")
    for form in sorted({form_of(one.item) for _, one in pool}):
        ways = Counter(way for way, one in pool if form_of(one.item) == form)
        sys.stderr.write(f"{form}: {ways.total()} rounds of {drawn.found[form]} candidates, {dict(ways)}\n")


if __name__ == "__main__":
    sys.exit(main())
