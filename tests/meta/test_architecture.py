"""The dependency rule can fail: contracts hold, and each was seen to break."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_import_contracts_hold() -> None:
    """The layers of ARCHITECTURE.md."""
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_modules_stay_small() -> None:
    """No module of ours grows past 400 lines."""
    sizes = {
        p: len(p.read_text().splitlines()) for f in ("bot", "content", "adapters") for p in (ROOT / f).rglob("*.py")
    }

    assert {p: n for p, n in sizes.items() if n > 400} == {}
