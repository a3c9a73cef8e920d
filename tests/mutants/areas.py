"""Which modules are changed, and by which quick tests they have to be noticed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CORE, _CONTENT = "tests/unit/core", "tests/unit/content"
# What the rules of a round are tested in.
_ROUND = "answers round_end controls corrections clock"


def _read_words() -> None:
    """The tables that take a second to read."""
    from content.runs import runs
    from content.vocabulary import COVERED, frequencies

    runs()
    for language in COVERED:
        frequencies(language)


@dataclass(frozen=True, slots=True)
class Area:
    """A theme's pure rules: modules by patterns, each with the tests that prove them.

    `slow` are tests that are left out, for one mutant would take minutes. `below` are modules that may be imported
    before anything is changed: they use nothing of the area.
    """

    proofs: Mapping[str, Sequence[str]]
    slow: Sequence[str] = ()
    below: Sequence[str] = ("content.packs",)

    def prepare(self) -> None:
        """Import what need not be imported for each mutant."""
        for module in self.below:
            import_module(module)
        if self.below:
            _read_words()

    def modules(self) -> Mapping[str, Sequence[str]]:
        """Its modules, from the root, with their tests; the first pattern that fits tells which."""
        found: dict[str, Sequence[str]] = {}
        for pattern, tests in self.proofs.items():
            for path in sorted(ROOT.glob(pattern)):
                found.setdefault(str(path.relative_to(ROOT)), tests)
        return dict(sorted(found.items()))


def _files(folder: str, names: str) -> list[str]:
    return [f"{folder}/test_{name}.py" for name in names.split()]


AREAS = {
    "judging": Area(
        {
            "bot/games/judging/nearness.py": _files(_CORE, "nearness judging names"),
            "bot/games/judging/*.py": _files(_CORE, "judging names"),
        },
        slow=[
            f"{_CORE}/test_judging.py::test_no_other_answer_of_the_tables_is_accepted",
            f"{_CORE}/test_judging.py::test_no_answer_is_too_odd_to_be_judged",
            f"{_CORE}/test_judging.py::test_reading_an_answer_grows_with_its_length",
        ],
    ),
    "games": Area(
        {
            "bot/games/choice.py": _files(_CORE, "choice supply mix"),
            "bot/games/history.py": _files(_CORE, "choice supply mix"),
            "bot/games/forms.py": _files(_CORE, "choice supply mix"),
            "bot/games/rules/answers.py": [
                *_files(_CORE, f"{_ROUND} bluff changing"),
                f"{_CORE}/test_judging.py::test_the_rulings_on_items",
            ],
            "bot/games/rules/*.py": _files(_CORE, f"{_ROUND} lobby bluff awards changing scores rating"),
        },
        slow=[f"{_CORE}/test_choice.py::test_the_key_stands_everywhere_alike"],
        below=("bot.games.judging", "bot.games.evening", "bot.library.library", "bot.games.rating"),
    ),
    "daily": Area(
        {
            "bot/daily/rules/questions.py": _files(f"{_CORE}/daily", "questions"),
            "bot/daily/rules/draw.py": _files(f"{_CORE}/daily", "draw questions"),
            "bot/daily/rules/model.py": ["tests/unit/test_kept_words.py", *_files(f"{_CORE}/daily", "draw questions")],
            "bot/daily/rules/*.py": _files(f"{_CORE}/daily", "calendar draw english lateness occasions typed_times"),
        },
        below=("bot.games.choice", "bot.library.library"),
    ),
    "library": Area(
        {
            "bot/library/lookup/*.py": _files(_CORE, "lookup meaning_lookup traits contrary library library_search"),
            "bot/library/withheld.py": _files(_CORE, "withheld"),
            "bot/library/library.py": _files(_CORE, "library library_search editions withheld"),
            "bot/library/named_packs.py": _files(_CORE, "library library_search editions withheld"),
            "bot/library/offers.py": _files(_CORE, "library library_search editions withheld"),
            "bot/library/search.py": _files(_CORE, "library library_search editions withheld"),
            "bot/library/days.py": _files(_CORE, "days"),
            "bot/library/desk_order.py": _files(_CORE, "desk_order"),
            "bot/library/quota.py": _files(_CORE, "quota"),
            "bot/library/model.py": _files(_CORE, "library library_search editions"),
        }
    ),
    "formats": Area(
        {
            "content/formats/*.py": _files(
                _CONTENT,
                "formats format_details pages labels paragraphs awkward_names speakers reader quizzes laughter edits "
                "report hostile bad_input definitions minutes overlong_names feeds slack_archive json_fields "
                "format_rules",
            )
        },
        slow=[
            f"{_CONTENT}/test_bad_input.py::test_damaged_fixtures",
            f"{_CONTENT}/test_bad_input.py::test_endless_lines_and_many_lines",
            f"{_CONTENT}/test_formats.py::test_plain_cues_are_read_as_other_libraries_read_them",
            f"{_CONTENT}/test_formats.py::test_what_is_written_out_is_read_again",
            f"{_CONTENT}/test_slack_archive.py::test_it_is_read_in_a_process_of_its_own",
            f"{_CONTENT}/test_paragraphs.py::test_writing_turns_out_and_reading_again_gives_the_same",
        ],
        below=(),
    ),
}
