"""How long a person waits: from a cold start to the first answer, and from a file to a playable pack."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from content.items import Bank, make_items
from content.packs import read_file
from tests.shared import INTERVIEW, missing

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quoth(folder: str, *arguments: str, stdin: str = "") -> None:
    """Run `quoth` as a process on a database in that folder."""
    environ = {"DATABASE_URL": f"sqlite:///{folder}/quoth.db", "PYTHONPATH": str(ROOT), "HOME": folder}
    subprocess.run(
        [sys.executable, "-m", "bot", *arguments], input=stdin, text=True, check=True, env=environ, capture_output=True
    )


def main() -> None:
    """Print the medians; without the interview, those of the start alone."""
    print("start-up (seconds)")
    with tempfile.TemporaryDirectory() as folder:
        first = timed(lambda: quoth(folder, "play", stdin="/quote\n"))
        again = median(timed(lambda: quoth(folder, "play", stdin="/quote\n")) for _ in range(RUNS))
        bare = median(timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)) for _ in range(RUNS))
        print(f"  first run ever: schema, samples, first answer   {first:6.3f}")
        print(f"  cold start to the first answer                  {again:6.3f}  ({again / bare:.0f} × bare python)")
        if INTERVIEW.is_file():
            imported(folder)
        else:
            print(f"  {missing(INTERVIEW)}")


def imported(folder: str) -> None:
    """Print how long the interview takes."""
    whole = timed(lambda: quoth(folder, "import", str(INTERVIEW)))
    read = median(timed(lambda: read_file(INTERVIEW)) for _ in range(RUNS))
    pack = read_file(INTERVIEW)
    items = timed(lambda: [make_items(bank, q) for bank in [Bank(pack.quotes, pack.speakers)] for q in pack.quotes])
    print(f"  quoth import of the interview, whole process    {whole:6.3f}")
    print(f"  the interview from file to pack                 {read:6.3f}  ({len(pack.quotes)} quotes)")
    print(f"  all items of the interview                      {items:6.3f}")


if __name__ == "__main__":
    main()
