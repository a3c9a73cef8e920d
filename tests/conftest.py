"""What every test stands on: an environment without our knobs."""

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from bot.storage import sqlite
from tests import proofs
from tests.shared import NAMED, SHARED, Completeness

# How long an example takes depends on what else the machine does; what must be quick is measured on purpose.
settings.register_profile("quoth", deadline=None)
settings.load_profile("quoth")

KNOBS = ("DATABASE_URL", "DISCORD_", "SLACK_", "QUOTH_", "HTTP_", "XDG_DATA_HOME")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite` writes the conversations anew, to be read before they are kept; see tests/shared.py and
    tests/proofs.py for the others.
    """
    parser.addoption("--rewrite", action="store_true", help="write tests/acceptance/conversations anew")
    told = "fail when a test was skipped for want of a file of QUOTH_SHARED, and that folder is there"
    parser.addoption("--nothing-missing", action="store_true", help=told)
    parser.addoption(proofs.OPTION, action="store_true", help="make large proofs whole: `make proofs`")


def pytest_configure(config: pytest.Config) -> None:
    """A folder that is named and not there is a mistake; the default may be absent."""
    if NAMED and not SHARED.is_dir():
        raise pytest.UsageError(f"QUOTH_SHARED names {SHARED}, which is no folder: name another, or unset it.")
    proofs.make_whole(whole=config.getoption(proofs.OPTION))
    # No test cuts the power; a process that is killed has its files all the same.
    sqlite._PRAGMAS = tuple(pragma.replace("synchronous=FULL", "synchronous=OFF") for pragma in sqlite._PRAGMAS)
    if config.getoption("--nothing-missing"):
        config.pluginmanager.register(Completeness())


@pytest.fixture(autouse=True)
def _no_knobs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(KNOBS):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _no_log_of_another_test() -> Iterator[None]:
    """What a command set up for its log writes to a stream that is closed when its test is over."""
    yield
    for handler in [h for h in logging.root.handlers if type(h) is logging.StreamHandler]:
        logging.root.removeHandler(handler)
