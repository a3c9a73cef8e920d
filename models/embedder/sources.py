"""Sentences that the table is trained on: texts of Debian's packages whose licences let what is learnt ship freely.

    jargon-text            the Jargon File, public domain
    r-cran-janeaustenr     six novels by Jane Austen, public domain
    sqlite3-doc            public domain
    wordnet-base           definitions and examples of WordNet 3.0, WordNet licence (permissive)
    rust-doc               the books among it, MIT or Apache-2.0
    python-django-doc, python-flask-doc, python-sklearn-doc, golang-1.19-doc    BSD
    python-sqlalchemy-doc, twisted-doc, nodejs-doc                              MIT
    apache2-doc, erlang-doc                                                     Apache-2.0
    postgresql-doc-15                                                           PostgreSQL licence

No word of them is in the table. They are fetched into a temporary folder and never kept.
"""

import gzip
import re
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from sentencex import segment

PACKAGES = (
    "jargon-text", "r-cran-janeaustenr", "sqlite3-doc", "wordnet-base", "rust-doc", "python-django-doc",
    "python-flask-doc", "python-sklearn-doc", "golang-1.19-doc", "python-sqlalchemy-doc", "twisted-doc", "nodejs-doc",
    "apache2-doc", "erlang-doc", "postgresql-doc-15",
)  # fmt: skip
SHORTEST, LONGEST = 5, 24
_LONGEST_PARAGRAPH, _LARGEST_PAGE, _SHORTEST_PARAGRAPH = 5_000, 3_000_000, 30
# A sentence is letters and spaces; code and tables are not.
_LETTERS = 0.88


def sentences(folder: Path) -> list[str]:
    """Some of each source, in a fixed random choice; `folder` holds the packages afterwards."""
    _fetch(folder)
    docs, rng = folder / "usr/share/doc", Random(1)
    found: list[str] = []
    wanted: tuple[tuple[int, Callable[[], Iterable[str]]], ...] = (
        (9_000, lambda: _pages(docs / "rust-doc/html", "[bren]*[kega]/**/*.html")),
        (9_999, lambda: _jargon(docs / "jargon-text/jargon.txt.gz")),
        (9_999, lambda: _austen(folder / "usr/lib/R/site-library/janeaustenr/data/Rdata.rdb")),
        (22_000, lambda: _wordnet(folder / "usr/share/wordnet", _definition)),
        (15_000, lambda: _wordnet(folder / "usr/share/wordnet", _examples)),
        (6_000, lambda: _pages(docs / "python-django-doc/html", "[tihfm]*/**/*.html")),
        (2_000, lambda: _plain(docs / "python-flask-doc")),
        (3_000, lambda: _pages(docs / "python-sqlalchemy-doc")),
        (4_000, lambda: _pages(docs / "sqlite3")),
        (4_000, lambda: _pages(docs / "apache2-doc", "manual/en/**/*.html")),
        (3_000, lambda: _pages(docs / "nodejs")),
        (5_000, lambda: _pages(docs / "python-sklearn-doc", "html/modules/*.html")),
        (3_000, lambda: _pages(docs / "twisted-doc", "**/howto/**/*.html")),
        (2_000, lambda: _pages(docs / "golang-1.19-doc")),
        (3_000, lambda: _pages(docs / "erlang-doc")),
        (5_000, lambda: _pages(docs / "postgresql-doc-15")),
    )
    for most, paragraphs in wanted:
        whole = list(dict.fromkeys(_fitting(paragraphs())))
        found += rng.sample(whole, min(most, len(whole)))
    return found


def _fitting(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if len(text) <= _LONGEST_PARAGRAPH:
            for sentence in map(str.strip, segment("en", text)):
                letters = sum(c.isalpha() or c == " " for c in sentence)
                if SHORTEST <= len(sentence.split()) <= LONGEST and letters > _LETTERS * len(sentence):
                    yield sentence


def _fetch(folder: Path) -> None:
    packages = folder / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    # Debian's fetcher gives up root, and must be able to write there.
    for place in (folder, packages):
        place.chmod(0o755)
    packages.chmod(0o777)
    subprocess.run(["apt-get", "download", *PACKAGES], cwd=packages, check=True)
    for path in sorted(packages.glob("*.deb")):
        print(path.name, flush=True)
        subprocess.run(["dpkg-deb", "-x", str(path), str(folder)], check=True)


class _Paragraphs(HTMLParser):
    """The paragraphs of a page, without its code."""

    blocks = frozenset("p li dd dt h1 h2 h3 h4 td div section blockquote tr ul ol table br".split())
    passed_over = frozenset("pre script style nav head header footer".split())

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._said: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._inside += tag in self.passed_over
        self._end(tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside = max(0, self._inside - (tag in self.passed_over))
        self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self._said.append(data)

    def _end(self, tag: str) -> None:
        if tag in self.blocks:
            text = " ".join("".join(self._said).split())
            self._said.clear()
            if len(text) > _SHORTEST_PARAGRAPH:
                self.found.append(text)


def _pages(folder: Path, pattern: str = "**/*.html") -> Iterator[str]:
    for path in sorted(folder.glob(pattern)):
        if not path.is_symlink() and path.stat().st_size <= _LARGEST_PAGE:
            page = _Paragraphs()
            page.feed(path.read_text("utf-8", "replace"))
            yield from page.found


def _plain(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        for paragraph in path.read_text("utf-8", "replace").split("\n\n"):
            if not paragraph.startswith((" ", "..", "=", ">>>")):
                text = re.sub(r":[\w:]+:`~?([^`<]+)(?:<[^>]*>)?`", r"\1", paragraph)
                yield " ".join(re.sub(r"[`*_|]+", "", text).split())


def _jargon(path: Path) -> Iterator[str]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    yield from (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text))


def _austen(path: Path) -> Iterator[str]:
    """R keeps each novel's lines as one compressed value: a marker, the length, the line."""
    rest, marker = path.read_bytes(), b"\x00\x04\x00\x09"
    while rest:
        unpacking = zlib.decompressobj()
        value, rest = unpacking.decompress(rest[4:]), unpacking.unused_data
        lines, at = list[str](), 0
        while (at := value.find(marker, at)) >= 0:
            size = int.from_bytes(value[at + 4 : at + 8], "big")
            lines.append(value[at + 8 : at + 8 + size].decode("utf-8", "replace"))
            at += 8 + size
        yield from (" ".join(paragraph.split()) for paragraph in "\n".join(lines).split("\n\n"))


def _wordnet(folder: Path, told: Callable[[str, str], Iterable[str]]) -> Iterator[str]:
    for path in sorted(folder.glob("data.*")):
        for line in path.read_text("utf-8").splitlines():
            if line[0].isdigit():
                yield from told(line.split(" ")[4].replace("_", " "), line.partition("| ")[2].strip())


def _definition(word: str, gloss: str) -> Iterable[str]:
    meaning = re.sub(r"\s*\([^)]*\)", "", re.sub(r'"[^"]*"', "", gloss)).strip(" ;")
    yield f"{word}: {meaning}"


def _examples(word: str, gloss: str) -> Iterable[str]:
    return re.findall(r'"([^"]+)"', gloss)
