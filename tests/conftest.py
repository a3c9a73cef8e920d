"""What every test stands on: an environment without our knobs."""

import os

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; what must be quick is measured on purpose.
settings.register_profile("quoth", deadline=None)
settings.load_profile("quoth")

KNOBS = ("DATABASE_URL", "DISCORD_", "SLACK_", "QUOTH_", "HTTP_", "XDG_DATA_HOME")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes the conversations anew, to be read before they are kept."""
    parser.addoption("--rewrite", action="store_true", help="write tests/acceptance/conversations anew")


@pytest.fixture(autouse=True)
def _no_knobs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(KNOBS):
            monkeypatch.delenv(name)
