"""Rated passages, and the talks they stand in.

Those of others lie in QUOTH_SHARED/labels with their words. Ours (models/ratings.tsv) tell a talk, how many words, a
hash of the words and a rating by the same guide; the words are found in the talk.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.language import is_english
from content.model import Turn
from content.quotes.features import Place, Shape
from content.quotes.measures import Measure, measure
from content.quotes.places import Places
from content.quotes.sentences import sentences
from content.quotes.shown import shown
from content.quotes.talk import talk_of
from content.reader import parse_transcript
from content.text import length, words

_TOKEN = re.compile(r"\S+")
OURS = Path(__file__).parent / "ratings.tsv"
# Rows of kind "strict" were told to take the lower of two marks; so much is such a mark by 115 passages that were rated
# both ways (correlation .85).
STRICT = {1: 1.2, 2: 2.2, 3: 3.7, 4: 4.7, 5: 5.0}
# Rows of kind “stricter” are such marks of other readers: for what is as good by all that is known of it they are lower
# by so much.
LOWER = 0.24
# Talks that nobody looks at before the end: neither read nor rated to learn from.
KEPT_BACK = (
    "transcripts/gotime/go-time-14.md",
    "transcripts/podcast/the-changelog-660.md",
    "transcripts/friends/changelog--friends-106.md",
    "transcripts/practicalai/practical-ai-151.md",
    "bitcointranscripts/sf-bitcoin-meetup/2019-03-15-partially-signed-bitcoin-transactions.md",
    "bitcointranscripts/bitcoin-explained/scaling-to-billions-of-users.md",
)


@dataclass(frozen=True, slots=True)
class Rated:
    """A passage of a talk and its rating, 1–5. `licensed` tells whether the talk may be fitted on."""

    talk: str
    passage: str
    rating: float
    kind: str
    licensed: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of ours: so many words with this hash."""

    talk: str
    size: int
    digest: str
    rating: float
    kind: str


class Heard:
    """A talk that was read, to find passages in."""

    def __init__(self, path: Path) -> None:
        read = parse_transcript(path.read_text("utf-8"), path.stem)
        self.turns: tuple[Turn, ...] = read.turns
        self.language = read.language
        self.talk = talk_of(read.turns, read.language or "en")
        self._places = Places(read.turns, self.talk)
        self._said = [f" {' '.join(words(t.text))} " for t in read.turns]

    def observed(self, passage: str) -> tuple[Shape, Measure, Place] | None:
        """What the score is told of these words, None if they do not stand here."""
        if (found := self._found(passage)) is None:
            return None
        text = shown(passage) if is_english(self.language) else passage
        sizes = [length(s) for s in sentences(passage, self.language)]
        return Shape(text, passage, sizes), measure(passage, self.talk), self._places.of(*found)

    def _found(self, passage: str) -> tuple[int, int, int] | None:
        key = f" {' '.join(words(passage))} "
        for index, said in enumerate(self._said):
            if (place := said.find(key)) < 0:
                continue
            text = self.turns[index].text
            at = text.find(passage)
            if at < 0:
                at = 0 if place == 0 else int(place / len(said) * len(text))
            ends = place + len(key) == len(said)
            return index, at, len(text) if ends else min(len(text) - 9, at + len(passage))
        return None

    def passages(self, wanted: Sequence[Wanted]) -> Iterator[Rated]:
        """The wanted passages with their words."""
        open_rows = {w.digest: w for w in wanted}
        sizes = {w.size for w in wanted}
        for turn in self.turns:
            tokens = list(_TOKEN.finditer(turn.text))
            said = [" ".join(words(t[0])) for t in tokens]
            for size in sizes:
                for first in range(len(tokens) - size + 1):
                    found = open_rows.pop(_digest(" ".join(filter(None, said[first : first + size]))), None)
                    if found:
                        text = turn.text[tokens[first].start() : tokens[first + size - 1].end()]
                        yield Rated(found.talk, text, found.rating, found.kind)


def ours() -> list[Wanted]:
    """The rows of ratings.tsv."""
    rows = [line.split("\t") for line in OURS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [
        Wanted(talk, int(size), digest, _meant(rating, kind), "strict" if kind == "stricter" else kind)
        for talk, size, digest, rating, kind in rows
    ]


def _meant(rating: str, kind: str) -> float:
    """How much a mark is, beside those of the guide."""
    if kind not in ("strict", "stricter"):
        return float(rating)
    return STRICT[int(rating)] + LOWER * (kind == "stricter")


def theirs(labels: Path, unlicensed: Sequence[str]) -> list[Rated]:
    """The rows of quotes.tsv in QUOTH_SHARED/labels."""
    with labels.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Rated(r["file"], r["passage"], float(r["rating"]), r["kind"], licensed=r["file"] not in unlicensed)
        for r in rows
    ]  # fmt: skip


def _digest(said: str) -> str:
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
