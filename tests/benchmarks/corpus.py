"""Real sentences that anybody can rebuild: texts in Debian's packages, fetched and unpacked into the temp folder.

Nothing of them is kept in the project. The corpus is what was found: its size is printed, never assumed.
"""

import json
import random
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from gzip import decompress
from itertools import chain
from pathlib import Path

import sentencex

from content.text import fold, words

PACKAGES = (
    "fortunes", "fortunes-min", "fortune-anarchism", "wordnet-base", "bible-kjv", "bible-kjv-text",
    "python3.11-doc", "dict-foldoc", "dict-devil",
)  # fmt: skip
FOLDER = Path(tempfile.gettempdir()) / "quoth-benchmark"
SHORTEST, LONGEST = 8, 45
_SEED = 20240801


@cache
def sentences() -> list[str]:
    """Distinct sentences of 8–45 words in a fixed random order.

    Fetched once; later runs read the copy in the temp folder. Raises SystemExit where Debian's tools are missing.
    """
    kept = FOLDER / "sentences.json"
    if not kept.exists():
        _fetch()
        found = _distinct(chain(_fortunes(), _examples(), _verses(), _documentation(), _dictionaries()))
        kept.write_text(json.dumps(found), encoding="utf-8")
    loaded: list[str] = json.loads(kept.read_text(encoding="utf-8"))
    return loaded


def filled_up(real: list[str], size: int) -> Iterator[str]:
    """The sentences, then as many made by a chain of order 2 over them as are missing to that size."""
    yield from real[:size]
    follows: dict[tuple[str, str], list[str]] = defaultdict(list)
    starts: list[tuple[str, str]] = []
    for sentence in real:
        parts = sentence.split()
        if len(parts) < 2:
            continue
        starts.append((parts[0], parts[1]))
        for one, two, three in zip(parts, parts[1:], [*parts[2:], ""], strict=False):
            follows[one, two].append(three)
    rng, seen = random.Random(_SEED), len(real)
    while seen < size:
        made = list(rng.choice(starts))
        while len(made) < LONGEST and (following := rng.choice(follows.get((made[-2], made[-1]), [""]))):
            made.append(following)
        if len(made) >= SHORTEST:
            seen += 1
            yield " ".join(made)


@cache
def synonyms() -> dict[str, list[str]]:
    """For a word, the single words that share any sense with it in WordNet."""
    sentences()
    found: dict[str, set[str]] = defaultdict(set)
    for line in _wordnet_lines():
        fields = line.split(" ")
        members = [w.lower() for w in fields[4 : 4 + 2 * int(fields[3], 16) : 2] if w.isalpha()]
        for word in members:
            found[word].update(m for m in members if m != word)
    return {word: sorted(others) for word, others in found.items() if others}


def _distinct(found: Iterable[str]) -> list[str]:
    by_words: dict[str, str] = {}
    for sentence in found:
        key = " ".join(words(sentence))
        if SHORTEST <= len(key.split()) <= LONGEST:
            by_words.setdefault(key, " ".join(sentence.split()))
    return random.Random(_SEED).sample(list(by_words.values()), len(by_words))


def _fetch() -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise SystemExit("The look-up benchmark reads texts from Debian's packages: run it where apt-get is.")
    packages = FOLDER / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        done = subprocess.run(["apt-get", "download", name], cwd=packages, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name} could not be fetched; run “apt-get update” first: {done.stderr.strip()}")
    for path in sorted(packages.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(path), str(FOLDER / "files")], check=True)


def _fortunes() -> Iterator[str]:
    for path in sorted((FOLDER / "files/usr/share/games/fortunes").iterdir()):
        if path.suffix or path.is_symlink() or path.name == "ascii-art":
            continue
        for entry in path.read_text(encoding="utf-8", errors="replace").split("\n%\n"):
            yield from _split(re.sub(r"\n\s*--.*", "", entry, flags=re.DOTALL))


def _examples() -> Iterator[str]:
    for line in _wordnet_lines():
        yield from re.findall(r'"([^"]+)"', line.partition("|")[2])


def _documentation() -> Iterator[str]:
    for path in sorted((FOLDER / "files/usr/share/doc/python3.11/html/_sources").rglob("*.rst.txt")):
        for paragraph in path.read_text(encoding="utf-8").split("\n\n"):
            yield from _split(_plain(paragraph))


def _dictionaries() -> Iterator[str]:
    for path in sorted((FOLDER / "files/usr/share/dictd").glob("*.dict.dz")):
        for paragraph in decompress(path.read_bytes()).decode("utf-8", "replace").split("\n\n"):
            yield from _split(re.sub(r"[{}]", "", paragraph))


def _verses() -> Iterator[str]:
    program, data = FOLDER / "files/usr/bin/bible", FOLDER / "files/usr/lib"
    said = subprocess.run(
        [str(program), "-p", str(data), "Gen1:1-Rev22:21"], capture_output=True, text=True, check=True
    ).stdout
    for verse in re.split(r"\n(?=\S+:\d+ |\s*\d+ )", said):
        yield from _split(re.sub(r"^\s*\S*\d+ ", "", verse))


def _wordnet_lines() -> Iterator[str]:
    for path in sorted((FOLDER / "files/usr/share/wordnet").glob("data.*")):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if line[0].isdigit())


def _split(text: str) -> Iterator[str]:
    joined = " ".join(text.split())
    for sentence in sentencex.segment("en", joined):
        said = sentence.strip()
        letters = sum(c.isalpha() or c == " " for c in said)
        if said and letters >= 0.8 * len(said) and fold(said):
            yield said


def _plain(paragraph: str) -> str:
    """A paragraph of reStructuredText as it reads; nothing for tables, code and directives."""
    first = paragraph.lstrip()
    if first.startswith(("..", ">>>", "+-", "===", "---", "|", ":", "::")):
        return ""
    text = re.sub(r":[\w:+-]+:`[!~]?([^`<]+)(?:<[^`]*>)?`", r"\1", paragraph)
    return re.sub(r"`+([^`<]+)(?: <[^`]*>)?`+_*|\*+([^*]+)\*+", r"\1\2", text)
