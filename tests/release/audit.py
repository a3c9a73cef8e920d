"""`make audit`: whether something is known against what the locks name; and whether anybody could be asked."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from tests.release.commands import ROOT, TOOLS, say

KNOWN, NOT_ASKED = 1, 2
SECONDS = 15
# It names all that may be installed, the extras included.
LOCK = "requirements-meaning.lock"
UNREACHABLE = (
    "Nothing was looked at: the service that knows of vulnerabilities cannot be reached. Try it again from a machine "
    "that reaches it."
)


def main() -> int:
    """0: nothing is known; 1: something is; 2: it was not, or not wholly, looked at."""
    done = subprocess.run(
        [TOOLS / "pip-audit", "--disable-pip", "--require-hashes", "-r", ROOT / LOCK, "--progress-spinner", "off",
         "--timeout", str(SECONDS), "-f", "json"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    code, lines = judged(done.stdout)
    for line in lines:
        say(line)
    return code


def judged(told: str) -> tuple[int, Sequence[str]]:
    """What pip-audit's JSON means; anything else means that it could ask nobody."""
    try:
        looked: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return NOT_ASKED, [UNREACHABLE]
    skipped = [each["name"] for each in looked if "skip_reason" in each]
    known = [_known(each, found) for each in looked for found in each.get("vulns", [])]
    if not looked or len(skipped) == len(looked):
        return NOT_ASKED, [UNREACHABLE]
    left = [f"Not looked at, because the service does not know them: {', '.join(skipped)}."] if skipped else []
    if known:
        return KNOWN, [*known, *left, "Raise their versions in pyproject.toml, then make lock."]
    seen = f"Nothing is known against {len(looked) - len(skipped)} packages of {LOCK}."
    return (NOT_ASKED if skipped else 0), [seen, *left]


def _known(package: dict[str, Any], found: dict[str, Any]) -> str:
    mended = ", ".join(found.get("fix_versions", [])) or "no version yet"
    return f"{package['name']} {package['version']}: {found['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
