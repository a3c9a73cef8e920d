"""The dependency rule can fail: contracts hold, and each was seen to break."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Nouns of the field that end like a gerund, and a kind of item.
_NOUNS = frozenset(
    "incoming outgoing wiring platform_findings surroundings judging meaning meanings settings rating ratings liking "
    "evening headings endings withholding missing_word".split()
)


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


def test_modules_are_nouns() -> None:
    """A module is called after what it holds, not after what one does with it; sentences are its `wording`."""
    modules = {
        name.removesuffix(".py")
        for folder in ("bot", "content", "adapters", "models")
        for path in (ROOT / folder).rglob("*.py")
        if path.parent.name != "versions"
        for name in path.relative_to(ROOT).parts
    }
    gerunds = {name for name in modules - _NOUNS if re.search("ing(s?$|_)", name) and not name.endswith("wording")}

    assert gerunds == set()
