"""The real inputs that lie beside the checkout; they belong to their authors and are never copied into it.

They are looked for in the folder that QUOTH_SHARED names (without it: `shared` beside the checkout). What needs one
that is not there is skipped with a sentence. `--nothing-missing` fails such a run where the folder is there.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

NAMED = os.environ.get("QUOTH_SHARED", "")
SHARED = Path(NAMED or Path(__file__).resolve().parents[2] / "shared").resolve()
INTERVIEW = SHARED / "transcripts" / "000_a1ed3ec5d77a3ade.txt"
LABELS = SHARED / "labels" / "quotes.tsv"
DISCORD_API = SHARED / "specs" / "discord_openapi.json"
SLACK_MANIFEST = SHARED / "specs" / "slack_manifest.schema.json"
_WANTING = "is not at hand: QUOTH_SHARED names the folder that holds it (CONTRIBUTING.md tells what it is)"


def missing(path: Path) -> str:
    """Why a test that needs this input is skipped."""
    return f"{path.relative_to(SHARED)} {_WANTING}"


def needs(path: Path) -> pytest.MarkDecorator:
    """Marks what cannot be tested without this input."""
    return pytest.mark.skipif(not path.is_file(), reason=missing(path))


class Completeness:
    """Fails a run in which a test was skipped for want of an input, though the folder of the inputs is there."""

    def __init__(self) -> None:
        self.wanting: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what was skipped and why."""
        if report.skipped and isinstance(report.longrepr, tuple) and _WANTING in report.longrepr[2]:
            self.wanting[report.nodeid] = report.longrepr[2].removeprefix("Skipped: ")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """The exit code of a failed test."""
        if self.wanting and SHARED.is_dir() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which."""
        for line in self._told():
            terminalreporter.write_line(line, red=True)

    def _told(self) -> Iterator[str]:
        if self.wanting and SHARED.is_dir():
            yield f"{len(self.wanting)} tests were skipped though {SHARED} is there:"
            yield from sorted(set(self.wanting.values()))
