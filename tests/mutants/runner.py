"""The quick tests against one mutant, in a child process that imports the changed text in place of the module's."""

import gc
import importlib.util
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutants.areas import ROOT, Area
from tests.mutants.operators import Mutant

# A mutant that runs so many times longer than the tests do on the whole, and at least so many seconds, goes round in a
# circle: that is noticed.
LONGER, LEAST_SECONDS = 8, 60
# How pytest ends; the last where what every test imports fails already.
PASSED, FAILED, INTERRUPTED, UNUSABLE = 0, 1, 2, 4
_OPTIONS = (
    "-x", "-q", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception", "--assert=plain",
    "-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-seed=0",
    # What fails is met sooner when the tests of one rule do not stand together.
    "--random-order-bucket=global", "--random-order-seed=0",
)  # fmt: skip


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._module = _module(mutant.path)
        self._loader = _Loader(self._module, mutant)

    def find_spec(self, fullname: str, path: object = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Where the changed module comes from; None for any other."""
        if fullname != self._module:
            return None
        at = Path(self._loader.path)
        inside = [str(at.parent)] if at.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, at, loader=self._loader, submodule_search_locations=inside
        )


class _Loader(SourceFileLoader):
    def __init__(self, module: str, mutant: Mutant) -> None:
        super().__init__(module, str(ROOT / mutant.path))
        self._mutant = mutant

    def get_data(self, path: str) -> bytes:
        """The module's text as it was changed; none that was compiled before is found."""
        if path != self.path:
            raise FileNotFoundError(path)
        return self._mutant.apply(Path(path).read_bytes())

    def set_data(self, path: str, data: object, *, _mode: int = 0o666) -> None:
        """What was compiled is kept nowhere."""


def survivors(area: Area, drawn: Sequence[Mutant]) -> Iterator[Mutant]:
    """Those that the area's tests do not notice, as they are found. Raises SystemExit where the tests fail by
    themselves.
    """
    # What was imported here is not imported for each; nor is it looked through for garbage.
    for plugin in entry_points(group="pytest11"):
        plugin.load()
    area.prepare()
    gc.freeze()
    if early := {_module(path) for path in area.modules()} & set(sys.modules):
        raise SystemExit(f"What is imported before the changes are made uses {', '.join(early)}")
    limits: dict[str, float] = {}
    for mutant in drawn:
        tests = area.modules()[mutant.path]
        limit = limits.get(" ".join(tests)) or limits.setdefault(" ".join(tests), _limit(area, tests))
        ended = _run(area, tests, mutant, limit)
        if ended == PASSED:
            yield mutant
        elif ended not in (FAILED, INTERRUPTED, UNUSABLE, None):
            raise SystemExit(f"pytest ended with {ended} on {mutant.path}:{mutant.line}: {mutant.shown}")


def _limit(area: Area, tests: Sequence[str]) -> float:
    """How long these tests may take. Raises SystemExit where they fail without any change."""
    began = time.monotonic()
    if _run(area, tests, None, 3600) != PASSED:
        raise SystemExit(f"These tests fail without any change: {' '.join(tests)}")
    return max(LEAST_SECONDS, LONGER * (time.monotonic() - began))


def _run(area: Area, tests: Sequence[str], mutant: Mutant | None, seconds: float) -> int | None:
    """What pytest says in a child process; None when it was ended before."""
    child = os.fork()
    if child:
        return _ended(child, time.monotonic() + seconds)
    code = FAILED
    with suppress(BaseException):
        os.setpgid(0, 0)
        with tempfile.TemporaryFile() as heard:
            os.dup2(heard.fileno(), 1)
            os.dup2(heard.fileno(), 2)
        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        code = int(pytest.main([*_OPTIONS, *(f"--deselect={test}" for test in area.slow), *tests]))
    os._exit(code)


def _ended(child: int, until: float) -> int | None:
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        time.sleep(0.05)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
