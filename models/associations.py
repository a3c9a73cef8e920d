"""`make model-names`: counts which words stand beside which names in licensed talks, for the player who heard nothing.

Names of one or two talks are left out, and so are words that stood beside a name less than four times: no sentence
can be told from it.
Talks with rounds that readers judged, and every tenth one, which new rounds are read on, are not counted: what stands
there would look as if everybody knew it.
"""

import gzip
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from content.errors import ContentError
from content.items.names import names_in
from content.items.stems import stems
from content.language import is_english
from content.quotes.sentences import sentences
from content.reader import parse_transcript, read_bytes, text_of
from content.text import fold
from models.score import FOLDS, fold_of
from models.worth import rows

FEWEST_TALKS, FEWEST_BESIDE = 3, 4
# A short sentence is told with the one before it.
_SHORT = 12
_LIMIT_MB = 20
# Nothing is learned from the talks of this part.
KEPT_FOR_READING = FOLDS - 1


@dataclass(slots=True)
class Counts:
    """What was counted: names and the talks that have them, words, and words beside names."""

    said: Counter[str] = field(default_factory=Counter)
    talks: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    beside: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sentences: int = 0


def main(argv: Sequence[str] | None = None) -> int:
    """Write the counts of the transcripts in some folders."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder that QUOTH_TALKS names")
    parser.add_argument("--but", nargs="*", default=[], help="parts of names of files that are left out")
    parser.add_argument("--licence", required=True, help="what is said about the talks in the first line")
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args(argv)
    judged = {talk for talk, *_ in rows()}
    paths = [p for p in sorted(chosen.folder.rglob("*.md")) if not any(part in p.name for part in chosen.but)]
    told = {str(p.relative_to(chosen.folder)): p for p in paths}
    free = [p for talk, p in told.items() if talk not in judged and fold_of(talk) != KEPT_FOR_READING]
    counts, talks = Counts(), 0
    for path in free:
        talks += count(counts, path)
    lines = [f"# {chosen.licence} Counts of {talks} talks, no text.", *written(counts)]
    chosen.output.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    sys.stderr.write(f"{talks} talks, {len(lines):,} lines, {chosen.output.stat().st_size:,} bytes\n")
    return 0


def count(counts: Counts, path: Path) -> bool:
    """Count the sentences of a transcript; whether there were any in English."""
    try:
        text, _ = text_of(read_bytes(path, _LIMIT_MB), str(path), _LIMIT_MB)
        read = parse_transcript(text, path.stem)
    except ContentError:
        return False
    if not is_english(read.language or "en"):
        return False
    met: set[str] = set()
    for sentence, near in _sentences(turn.text for turn in read.turns):
        counts.sentences += 1
        counts.words.update(stems(sentence))
        for name in {n.text for n in names_in(sentence)}:
            met.add(fold(name))
            counts.said[fold(name)] += 1
            counts.beside[fold(name)].update(near - stems(name))
    counts.talks.update(met)
    return bool(counts.sentences)


def _sentences(turns: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Each sentence, and the stems that are said beside a name in it."""
    for turn in turns:
        before = frozenset[str]()
        for sentence in sentences(turn, "en"):
            here = stems(sentence)
            yield sentence, here | before if len(sentence.split()) <= _SHORT else here
            before = here


def written(counts: Counts) -> Iterator[str]:
    """How many sentences; then a line for each name with the words beside it, and one for each word."""
    yield str(counts.sentences)
    kept = sorted(name for name, talks in counts.talks.items() if talks >= FEWEST_TALKS)
    told: set[str] = set()
    for name in kept:
        held = {w: n for w, n in sorted(counts.beside[name].items()) if n >= FEWEST_BESIDE}
        told |= held.keys()
        yield f"name\t{name}\t{counts.said[name]}\t" + " ".join(f"{word} {n}" for word, n in held.items())
    yield from (f"word\t{word}\t{counts.words[word]}\t" for word in sorted(told))


if __name__ == "__main__":
    sys.exit(main())
