"""The registry is whole: every command can be written, helped with, and answered."""

import pytest

from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.commands import Answers, Command
from bot.chat.incoming import PressId
from bot.chat.parser import parse
from bot.chat.refusal_wording import refusal
from bot.errors import Refusal
from bot.games.refusals import NoGame
from bot.library.services import Services
from tests.refused import every_kind

COMMANDS = list(REGISTRY)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_the_example_of_a_command_is_understood_as_that_command(command: Command[Services]) -> None:
    """Help shows what works; `/quoth` in front works too."""
    parsed = parse(command.example, REGISTRY)

    assert parsed.command == command.name
    assert command.check(parsed.options) == parsed.options
    assert parse("/quoth " + command.example.removeprefix("/"), REGISTRY) == parsed


def test_names_options_and_summaries_fit_every_platform() -> None:
    """Discord: 32 characters of small letters a word, 100 a description, at most 25 options and choices."""
    for command in COMMANDS:
        assert all(word.isascii() and word.islower() and len(word) <= 32 for word in command.name.split())
        assert len(command.summary) <= 100
        assert len(command.options) <= 25
        for option in command.options:
            assert len(option.summary) <= 100
            assert len(option.choices) <= 25


def test_required_options_come_first_and_rest_stands_last() -> None:
    """What can be typed without names can be understood without guessing."""
    for command in COMMANDS:
        required = [o.required for o in command.options]
        assert required == sorted(required, reverse=True)
        assert not any(o.rest for o in command.options[:-1])
        assert all(o.choices for o in command.options[:-1]) or not command.options[-1].rest


def test_every_press_fits_in_a_button() -> None:
    """`q1.<verb>.<subject>.<choice>` stays under Discord's 100 characters and reads back as it was."""
    for verb in PRESSES:
        press = PressId(verb, "x" * 40, 7)
        assert len(str(press)) <= 100
        assert PressId.parse(str(press)) == press


@pytest.mark.parametrize(
    "text", ["", "q1", "q1.answer.x", "q2.answer.x.1", "q1..x.1", "q1.a.x.-1", "q1.a.x.٣", "x" * 5000]
)
def test_foreign_button_ids_are_nothing(text: str) -> None:
    """Whatever a stranger sends."""
    assert PressId.parse(text) is None


def test_every_refusal_has_a_sentence() -> None:
    """A new refusal without one fails here, not in front of people."""
    mute = [k.__name__ for k in every_kind() if not k.says and k.sentence is Refusal.sentence]

    assert mute == []
    assert len(every_kind()) > 80
    assert refusal(NoGame()).text.endswith(".")


def test_every_refusal_stands_among_those_of_a_theme() -> None:
    """One defined elsewhere would be read by no test."""
    found, kinds = set(every_kind()), {Refusal}
    while new := {k for kind in kinds for k in kind.__subclasses__() if k.__module__.startswith("bot.")} - kinds:
        kinds |= new

    assert kinds - {Refusal} == found


def test_a_search_is_answered_privately_and_a_random_quote_to_all() -> None:
    """Privacy is known before the engine runs."""
    quote = REGISTRY.get("quote")

    assert quote.answers_to({}) is Answers.PUBLIC
    assert quote.answers_to({"search": "tea"}) is Answers.PRIVATE
