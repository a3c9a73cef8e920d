"""A command line is read the way it was meant."""

from typing import Any

import pytest

from bot.app.catalogue import REGISTRY
from bot.app.suggestions import _modes
from bot.chat.other_names import ALONE, OTHER_NAMES
from bot.chat.parser import parse
from bot.chat.refusals import BadOption, NoSuchCommand

START = [
    ("", {}),
    ("rounds=5", {"rounds": "5"}),
    ("5", {"rounds": "5"}),
    ("5 20", {"rounds": "5", "seconds": "20"}),
    ("5 rounds=3", {"rounds": "3", "seconds": "5"}),
    ("rounds 5 seconds 20", {"rounds": "5", "seconds": "20"}),
    ("5 rounds 20 seconds", {"rounds": "5", "seconds": "20"}),
    ("20 seconds who-said", {"seconds": "20", "mode": "who-said"}),
    ("WHO-SAID solo", {"mode": "WHO-SAID", "pace": "solo"}),
    ("rounds = 5", {"rounds": "5"}),
    ("rounds:5", {"rounds": "5"}),
    ("--rounds=5 --pace solo", {"rounds": "5", "pace": "solo"}),
    ("pack=“the round table” 3", {"pack": "the round table", "rounds": "3"}),
    ("pack=’tea’", {"pack": "tea"}),
    ("'the round table' 3", {"pack": "the round table", "rounds": "3"}),
    ("„the round table“", {"pack": "the round table"}),
    ("don't", {"pack": "don't"}),
    ("'tis", {"pack": "'tis"}),
    ("teams named pace relaxed", {"teams": "named", "pace": "relaxed"}),
    ("5\u00a0rounds\u00a0solo", {"rounds": "5", "pace": "solo"}),
    ("rounds＝５\u3000seconds=２０", {"rounds": "5", "seconds": "20"}),
    ("—rounds=5 –pace solo", {"rounds": "5", "pace": "solo"}),
    ("who–said", {"mode": "who-said"}),
    ("who-said,Closest 5", {"mode": "who-said,Closest", "rounds": "5"}),
    ("mode=who-said,odd-one-out", {"mode": "who-said,odd-one-out"}),
    ("rounds= 5", {"rounds": "5"}),
    ("rounds =5", {"rounds": "5"}),
    ("rounds: 5 pack= talk", {"rounds": "5", "pack": "talk"}),
    ('pack="rounds: 5"', {"pack": "rounds: 5"}),
    ("pack= rounds=5", {"pack": "", "rounds": "5"}),
    ("ten", {"rounds": "ten"}),
    ("five questions", {"rounds": "5"}),
    ("5 questions twenty secs", {"rounds": "5", "seconds": "20"}),
    ("questions=5", {"rounds": "5"}),
    ("who said it rounds=3", {"mode": "who-said", "rounds": "3"}),
    ("odd one out 3", {"mode": "odd-one-out", "rounds": "3"}),
    ("mode=who said it solo", {"mode": "who said it", "pace": "solo"}),
    ("who-said closest", {"mode": "who-said,closest"}),
    ("finish", {"mode": "finish"}),
    ("pack=my talk 3", {"pack": "my talk", "rounds": "3"}),
    ("pack=the round table solo", {"pack": "the round table", "pace": "solo"}),
    ("the round table solo", {"pack": "the round table", "pace": "solo"}),
    ("3 rounds of missing word", {"rounds": "3", "mode": "missing-word"}),
    ("with 5 questions please", {"rounds": "5"}),
    ("for two players", {"rounds": "two", "pack": "players"}),
    ("at 16:00 fridays 5 rounds", {"at": "16:00", "days": "fridays", "rounds": "5"}),
    ("4pm Europe/Berlin bluff", {"at": "4pm", "timezone": "Europe/Berlin", "mode": "bluff"}),
]


@pytest.mark.parametrize(("typed", "options"), START)
def test_options_in_any_order_and_spelling(typed: str, options: dict[str, str]) -> None:
    """`key=value`, `key value`, `5 rounds`, plain words; straight and typographic quotes."""
    parsed = parse(f"/quiz start {typed}", REGISTRY)

    assert (parsed.command, parsed.options) == ("quiz start", options)
    assert REGISTRY.get("quiz start").check(parsed.options) is not None
    assert parse(f"/quoth quiz start {typed}", REGISTRY) == parsed


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("9am mon-fri", {"time": "9am", "days": "mon-fri"}),
        ("mon-fri 9am", {"time": "9am", "days": "mon-fri"}),
        ("9:30 weekends Europe/Berlin", {"time": "9:30", "days": "weekends", "timezone": "Europe/Berlin"}),
        ("9:30 Europe/Berlin mon,wed guess", {
            "time": "9:30", "days": "mon,wed", "timezone": "Europe/Berlin", "style": "guess",
        }),
        ("9am timezone=New York quiz", {"time": "9am", "timezone": "New York", "style": "quiz"}),
        ("9am guess reveal=half past nine", {"time": "9am", "style": "guess", "reveal": "half past nine"}),
        ("9am days=monday to friday quiz", {"time": "9am", "days": "monday to friday", "style": "quiz"}),
        ("0900 Mon–Fri", {"time": "0900", "days": "Mon-Fri"}),
        ("９：００ daily", {"time": "9:00", "days": "daily"}),
    ],
)  # fmt: skip
def test_what_can_be_only_one_thing_needs_no_name(typed: str, options: dict[str, str]) -> None:
    """Days are days and times are times, in any order."""
    assert parse(f"/daily set {typed}", REGISTRY).options == options


@pytest.mark.parametrize(
    ("line", "command", "options"),
    [
        ("/quoth", "quoth menu", {}),
        ("/quoth help", "quoth help", {"topic": ""}),
        ("/quiz help", "quoth help", {"topic": "quiz"}),
        ("/quiz", "quoth menu", {"topic": "quiz"}),
        ("/quoth daily", "quoth menu", {"topic": "daily"}),
        ("/privacy", "privacy show", {}),
        ("/help quiz", "quoth help", {"topic": "quiz"}),
        ("/whosaid help", "quoth help", {"topic": "whosaid"}),
        ("/quoth home", "quoth home", {}),
        ("/quoth /quote 12", "quote", {"search": "12"}),
        ("/quiz start help", "quoth help", {"topic": "quiz start"}),
        ("/daily set help", "quoth help", {"topic": "daily set"}),
        ("/quotes enable help", "quoth help", {"topic": "quotes enable"}),
        ("help me", "quoth help", {}),
        ("Hello!", "quoth menu", {}),
        ("/quoth hi", "quoth menu", {}),
        ("/quiz answer help", "quiz answer", {"text": "help"}),
        ("/settings cooldown 50", "settings set", {"name": "cooldown", "value": "50"}),
        ("/settings timezone=Europe/Berlin", "settings set", {"name": "timezone", "value": "Europe/Berlin"}),
        ("/settings restricted", "settings set", {"name": "restricted"}),
        ("/QUOTE “tea” = life", "quote", {"search": "“tea” = life"}),
    ],
)
def test_help_and_every_command_behind_quoth(line: str, command: str, options: dict[str, str]) -> None:
    """`help` works everywhere; what is looked up is left as it was typed."""
    parsed = parse(line, REGISTRY)

    assert (parsed.command, {k: v for k, v in parsed.options.items() if v}) == (
        command, {k: v for k, v in options.items() if v},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "refusal", "facts"),
    [
        ("/quiz strat", NoSuchCommand, {"nearest": "quiz start"}),
        ("/qoute 12", NoSuchCommand, {"nearest": "quote"}),
        ("/dialy", NoSuchCommand, {"nearest": "daily"}),
        ("/quizz start", NoSuchCommand, {"nearest": "quiz start"}),
        ("/daily stop", NoSuchCommand, {"nearest": "daily off"}),
        ("/daily cancel", NoSuchCommand, {"nearest": "daily off"}),
        ("/daily pause", NoSuchCommand, {"nearest": "daily off"}),
        ("/daily resume", NoSuchCommand, {"nearest": "daily set"}),
        ("/quotes search tea", NoSuchCommand, {"nearest": "whosaid"}),
        ("/quotes random", NoSuchCommand, {"nearest": "quote"}),
        ("/quiz next", NoSuchCommand, {"nearest": "quiz skip"}),
        ("/quiz end", NoSuchCommand, {"nearest": "quiz stop"}),
        ("/quotes new", NoSuchCommand, {"nearest": "quotes add"}),
        ("/privacy delete", NoSuchCommand, {"nearest": "privacy forget"}),
        ("/privacy xyzzy", NoSuchCommand, {"nearest": ""}),
        ("/daily undo", NoSuchCommand, {"nearest": ""}),
        ("/quiz leave", NoSuchCommand, {"nearest": ""}),
        ("play", NoSuchCommand, {"nearest": "quiz start"}),
        ("stop", NoSuchCommand, {"nearest": "quiz stop"}),
        ("review", NoSuchCommand, {"nearest": "quotes review"}),
        ("/daily 9am", NoSuchCommand, {"nearest": "daily set time=9am"}),
        ("/quiz join red 7", BadOption, {"option": "", "value": "7"}),
        ("/xyzzy", NoSuchCommand, {"nearest": ""}),
        ("/quiz start who-siad", BadOption, {"option": "mode", "nearest": "who-said"}),
        ("/quiz start relaxd", BadOption, {"option": "pace", "nearest": "relaxed"}),
        ("/quiz leaderboard yesterday", BadOption, {"value": "yesterday"}),
        ("/daily next abc", BadOption, {"option": "number", "value": "abc"}),
        ("/quiz start 🙂", BadOption, {"option": "", "value": "🙂"}),
    ],
)
def test_the_nearest_known_word_is_offered(line: str, refusal: type[Exception], facts: dict[str, Any]) -> None:
    """Nothing is guessed that was not typed."""
    with pytest.raises(refusal) as raised:
        parse(line, REGISTRY)

    assert facts.items() <= raised.value.facts.items()  # type: ignore[attr-defined]


def test_a_time_may_be_two_words() -> None:
    """And named options win their place before plain words take theirs."""
    parsed = parse("/daily set 9 am mon-fri timezone=Europe/Berlin", REGISTRY)

    assert parsed.options == {"time": "9am", "days": "mon-fri", "timezone": "Europe/Berlin"}


def test_an_unknown_option_is_met_with_the_nearest() -> None:
    """When it is checked."""
    with pytest.raises(BadOption) as raised:
        REGISTRY.get("quiz start").check({"round": "5"})

    assert raised.value.facts["nearest"] == "rounds"


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("/quotes disable pack=the-round-table", {"pack": "the-round-table"}),
        ("/quotes disable pack:the-round-table", {"pack": "the-round-table"}),
        ('/quotes remove pack="talk"', {"pack": "talk"}),
        ("/quotes remove talk", {"pack": "talk"}),
        ("/quote search=12", {"search": "12"}),
        ("/whosaid words=", {}),
        ("/whosaid searching=12 is what he said", {"words": "searching=12 is what he said"}),
    ],
)
def test_an_option_that_takes_the_whole_line_may_be_named(line: str, options: dict[str, str]) -> None:
    """As every other one; what only looks like a name is a part of it."""
    assert parse(line, REGISTRY).options == options


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("talk.txt speakers=Hugo=Hugo Prinz", {"file": "talk.txt", "speakers": "Hugo=Hugo Prinz"}),
        ('file=talk.txt speakers="Hugo=Hugo Prinz"', {"file": "talk.txt", "speakers": "Hugo=Hugo Prinz"}),
        ("speaker=Ada Lovelace talk.txt", {"file": "talk.txt", "speaker": "Ada Lovelace"}),
        ("name=My Talk speaker=Ada Lovelace", {"name": "My Talk", "speaker": "Ada Lovelace"}),
        ("name= My Talk", {"name": "My Talk"}),
    ],
)
def test_a_value_keeps_its_words(line: str, options: dict[str, str]) -> None:
    """None of them becomes another option by itself."""
    assert parse(f"/quotes import {line}", REGISTRY).options == options


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("finish", "finish-the-quote"), ("Who said it?", "who-said"), ("who said", "who-said"),
        ("odd one out, Closest number", "odd-one-out,closest"), ("true or", "true-or-swapped"),
        ("WHO_SAID", "who-said"),
    ],
)  # fmt: skip
def test_a_choice_is_known_by_its_title_and_its_beginning(typed: str, meant: str) -> None:
    """On every platform, since the option itself reads it."""
    mode = next(o for o in REGISTRY.get("quiz start").options if o.name == "mode")

    assert mode.check(typed) == meant


@pytest.mark.parametrize("typed", ["fi", "chess", "", "m"])
def test_a_beginning_of_nothing_or_of_much_is_no_choice(typed: str) -> None:
    """It is refused with all that can be chosen."""
    mode = next(o for o in REGISTRY.get("quiz start").options if o.name == "mode")

    with pytest.raises(BadOption) as refused:
        mode.check(typed)
    assert "who-said" in str(refused.value.facts["choices"])


def test_of_some_options_several_can_be_chosen() -> None:
    """Each once, in small letters; the one that is none is named with what was meant."""
    mode = next(o for c in REGISTRY if c.name == "quiz start" for o in c.options if o.name == "mode")

    assert mode.check("Who-Said, closest,who-said") == "who-said,closest"
    with pytest.raises(BadOption) as refused:
        mode.check("who-said,chess")
    assert refused.value.facts["value"] == "chess"
    with pytest.raises(BadOption) as near:
        parse("/quiz start who-said,closet", REGISTRY)
    assert near.value.facts["nearest"] == "closest"


def test_a_mode_is_completed_behind_the_ones_before_it() -> None:
    """Only what can be chosen is said back."""
    assert [s.value for s in _modes("who-said, cl")] == ["who-said,closest"]
    assert "who-said,who-said" not in [s.value for s in _modes("who-said,")]
    assert _modes("what is being asked,") == []


def test_other_names_of_commands_lead_to_commands() -> None:
    """To one that there is, and from none that there is."""
    assert set(OTHER_NAMES.values()) <= {command.name for command in REGISTRY}
    assert not set(OTHER_NAMES) & {command.name for command in REGISTRY}
    assert set(ALONE.values()) <= {command.name for command in REGISTRY}
