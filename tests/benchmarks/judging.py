"""What judging a typed answer costs: one by one over the whole case law, and the first one of a process."""

import csv
import subprocess
import sys
import time
from pathlib import Path

from bot.games.judging import judge

CASES = sorted((Path(__file__).parents[1] / "unit" / "cases").glob("judge*.tsv"))
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
FIRST = (("en", "moon", "mon"), ("de", "Höhle", "Höle"), ("es", "ventana", "vetana"), ("fr", "chaise", "chase"))
# Run in a process of its own: how long the answer takes there, and what the process then holds.
COLD = """
import sys, time
import psutil
from bot.games.judging import judge, prepare
language, key, answer, ready = sys.argv[1:]
prepare((language,)) if ready else prepare(("en",))
start = time.process_time()
judge(key=key, answer=answer, language=language)
print(time.process_time() - start, psutil.Process().memory_info().rss / 1e6)
"""


def main() -> None:
    """Print both tables."""
    print("judging (processor time)")
    rows = [row for path in CASES for row in table(path)]
    for row in rows:
        judged(row)
    took = []
    for row in rows:
        start = time.process_time()
        for _ in range(ROUNDS):
            judged(row)
        took.append((time.process_time() - start) / ROUNDS)
    took.sort()
    print(f"  {len(rows)} rows of case law: mean {1000 * sum(took) / len(took):.2f} ms,", end=" ")
    print(f"median {1000 * took[len(took) // 2]:.2f} ms, slowest {1000 * took[-1]:.1f} ms")
    for language, key, answer in FIRST:
        (cold, _), (warm, held) = (first(language, key, answer, ready=ready) for ready in (False, True))
        print(f"  first answer in {language}: {cold:.2f} s, prepared {warm:.3f} s and {held:.0f} MB")


def table(path: Path) -> list[dict[str, str]]:
    """The rows of one table of case law."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def judged(row: dict[str, str]) -> None:
    """Judge one row, as a game does."""
    accept, rivals, reject = (
        [form for form in row.get(column, "").split("|") if form] for column in ("accept", "rivals", "reject")
    )
    judge(key=row["key"], accept=accept, rivals=rivals, reject=reject, language="en", answer=row["answer"])


def first(language: str, key: str, answer: str, *, ready: bool) -> tuple[float, float]:
    """Seconds for the first answer of a process, and the megabytes it holds."""
    run = [sys.executable, "-c", COLD, language, key, answer, "ready" if ready else ""]
    told = subprocess.run(run, check=True, capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)}).stdout
    seconds, megabytes = map(float, told.split())
    return seconds, megabytes


if __name__ == "__main__":
    main()
