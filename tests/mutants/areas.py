"""Which modules are changed, and by which quick tests they have to be noticed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CORE, _CONTENT = "tests/unit/core", "tests/unit/content"


def _read_nothing() -> None:
    """What uses no module of the area and may be imported before one is changed: nothing of ours."""


def _read_content() -> None:
    """Everything in content/, with the tables that take a second to read."""
    from content.runs import runs
    from content.vocabulary import COVERED, frequencies

    import_module("content.packs")
    runs()
    for language in COVERED:
        frequencies(language)


@dataclass(frozen=True, slots=True)
class Area:
    """A theme's pure rules: `modules` are patterns, `tests` the files that prove them.

    `slow` are tests that are left out, for one mutant would take minutes. `read` is called once, before anything is
    changed: it may use nothing of the area.
    """

    modules: Sequence[str]
    tests: Sequence[str]
    slow: Sequence[str] = ()
    read: Callable[[], None] = _read_content

    def paths(self) -> list[str]:
        """Its modules, from the root."""
        found = {path for pattern in self.modules for path in ROOT.glob(pattern)}
        return sorted(str(path.relative_to(ROOT)) for path in found)


AREAS = {
    "judging": Area(
        ["bot/games/judging/*.py"],
        [f"{_CORE}/test_judging.py", f"{_CORE}/test_names.py", f"{_CORE}/test_nearness.py"],
        slow=[
            f"{_CORE}/test_judging.py::test_no_other_answer_of_the_tables_is_accepted",
            f"{_CORE}/test_judging.py::test_no_answer_is_too_odd_to_be_judged",
            f"{_CORE}/test_judging.py::test_reading_an_answer_grows_with_its_length",
        ],
    ),
    "games": Area(
        ["bot/games/rules/*.py", "bot/games/choosing.py"],
        [f"{_CORE}/test_{name}.py" for name in
         ("play", "bluffing", "awards", "changing", "scoring", "rating", "choosing")],
    ),
    "daily": Area(["bot/daily/rules/*.py"], [f"{_CORE}/daily"]),
    "library": Area(
        ["bot/library/model.py", "bot/library/library.py", "bot/library/withheld.py", "bot/library/lookup/*.py"],
        [f"{_CORE}/test_withheld.py", f"{_CORE}/test_lookup.py", "tests/unit/index"],
    ),
    "formats": Area(
        ["content/formats/*.py"],
        [f"{_CONTENT}/test_{name}.py" for name in
         ("formats", "labels", "paragraphs", "awkward_names", "speakers", "reading", "quizzes", "laughter", "edits",
          "report", "hostile", "bad_input")],
        slow=[f"{_CONTENT}/test_bad_input.py::test_damaged_fixtures"],
        read=_read_nothing,
    ),
}  # fmt: skip
