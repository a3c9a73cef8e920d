"""Imports at their full size: 2,000 Markdown transcripts of 60 kB, and one of them from file to playable pack."""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

from content import lexicon
from content.document_options import Reading
from content.items import Bank, make_item
from content.packs import read_file

FILES, SIZE = 2_000, 60_000
# In megabytes.
LONG_TALKS = (1, 4, 16)
SPEAKERS = ("Nadia Ferro", "Ole Brandt", "June Castell", "Tomas Lindqvist")
BAD_MEGABYTES = {
    "one line of words": "Ada: " + "word " * 200_000,
    "200,000 lines": "Ada: so.\nBen: no.\n" * 100_000,
    "questions of a word": "Ada: " + "so? " * 250_000,
    "opening quotes only": "Ada: " + "“a. " * 250_000,
    "piled accents": "Ada: a" + "\u0301\u0323" * 250_000,
    "unclosed tags": "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 333_000,
    "brackets": "Ada: " + "[(" * 500_000,
    "braces": "Who? {=a ~b " + "{" * 500_000,
    "nested JSON": "[" * 1_000_000,
}


def main() -> None:
    """Print times and memory."""
    with tempfile.TemporaryDirectory() as folder:
        files = _written(Path(folder), FILES)
        size = sum(f.stat().st_size for f in files) / 1e6
        seconds, memory = _imported(files, Path(folder) / "quoth.db")
        print(f"\nimport of {len(files):,} transcripts, {size:.0f} MB: {seconds:.0f} s ({size / seconds:.1f} MB/s)")
        print(f"  most memory, all processes together: {memory / 1e6:.0f} MB; database {_size(folder):.0f} MB")
        one = median(_timed(lambda: _playable(files[0])) for _ in range(7))
        print(f"  one of {SIZE // 1000} kB from file to a pack that plays: {one * 1000:.0f} ms")
        print("  seconds a MB of one talk, which stay as they are however long it is:")
        for megabytes in LONG_TALKS:
            long = Path(folder) / "long.md"
            long.write_text(talk(random.Random(megabytes), megabytes * 1_000_000), encoding="utf-8")
            print(f"    {megabytes:2} MB: {_timed(lambda p=long: read_file(p)) / megabytes:.2f}")
        print("bad input, a megabyte or more, seconds a MB:")
        for name, text in BAD_MEGABYTES.items():
            path = Path(folder) / "bad.txt"
            path.write_text(text, encoding="utf-8")
            took = _timed(lambda p=path: _tried(p))
            print(f"  {name:22} {took / (path.stat().st_size / 1e6):.2f}")


def _written(folder: Path, count: int) -> list[Path]:
    rng = random.Random(17)
    paths = []
    for number in range(count):
        path = folder / f"talk-{number:04d}.md"
        path.write_text(talk(rng), encoding="utf-8")
        paths.append(path)
    return paths


def talk(rng: random.Random, length: int = SIZE) -> str:
    parts, size, clock = ["# A talk\n"], 0, 0
    while size < length:
        sentences = " ".join(_sentence(rng) for _ in range(rng.randint(1, 9)))
        clock += len(sentences) // 15
        parts.append(f"**{rng.choice(SPEAKERS)}:** \\[{clock // 60}:{clock % 60:02d}\\] {sentences}\n")
        size += len(parts[-1])
    return "\n".join(parts)


def _sentence(rng: random.Random) -> str:
    """Spoken: short ones, fillers, connectives at the beginning, questions, laughter."""
    noun, verb, adjective = (rng.choice(lexicon.of_kind(k)) for k in ("noun", "verbed", "adjective"))
    other, place = rng.sample(lexicon.of_kind("noun"), 2)
    return rng.choice((
        f"The {noun} {verb} the {adjective} {other}, and nobody in the {place} noticed it until we asked.",
        f"I think that every {noun} needs a {adjective} {other}, because the {place} never forgives one.",
        f"And then we, you know, {verb} the {noun} in the {place}.",
        f"Um, so the {adjective} {noun} was never about the {other}, it was about the {place} behind it.",
        f"What did the {noun} tell you about the {adjective} {other}?",
        "Yeah, exactly. \\[laughs\\]",
        f"My first {noun} {verb} a {adjective} {other} before the {place} had even opened.",
        f"It was the {noun}.",
    ))  # fmt: skip


def _imported(files: list[Path], database: Path) -> tuple[float, int]:
    """Seconds and the most memory that `quoth import` and its helpers held at one moment."""
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "import", *map(str, files)], env=environ, stdout=subprocess.DEVNULL
    )
    most, ended = [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, most, ended))
    watch.start()
    assert process.wait() == 0
    seconds = time.perf_counter() - begun
    ended.set()
    watch.join()
    return seconds, most[0]


def _watch(pid: int, most: list[int], ended: threading.Event) -> None:
    while not ended.wait(0.2):
        held = sum(memory(p) for p in (pid, *children(pid)))
        most[0] = max(most[0], held)


def children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *children(child)]
    return found


def memory(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _playable(path: Path) -> None:
    pack = read_file(path)
    bank = Bank(pack.quotes, pack.speakers, pack.language)
    assert any(make_item(bank, "missing-word", q) for q in pack.quotes[:10])


def _tried(path: Path) -> None:
    from content.errors import ContentError

    try:
        read_file(path, how=Reading(unattributed=True))
    except ContentError:
        return


def _timed(work: object) -> float:
    assert callable(work)
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _size(folder: str) -> float:
    return (Path(folder) / "quoth.db").stat().st_size / 1e6


if __name__ == "__main__":
    main()
