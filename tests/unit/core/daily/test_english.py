"""/daily set as people say it."""

import pytest

from bot.app.catalogue import REGISTRY
from bot.chat.parser import parse
from bot.chat.refusal_wording import refusal
from bot.chat.refusals import BadOption, ZoneUnknown
from bot.daily.rules.english import read_schedule
from bot.daily.rules.typed_times import may_be_evening, read_days, read_time
from bot.daily.rules.zones import find_zone
from tests.builders import NOON

SAID = [
    ("09:00 in New York", "09:00", "", "America/New_York"),
    ("9am monday to friday", "09:00", "mon-fri", ""),
    ("9am every day", "09:00", "all", ""),
    ("every day at 9", "09:00", "all", ""),
    ("9 o’clock", "09:00", "", ""),
    ("every weekday at 9", "09:00", "weekdays", ""),
    ("9am mo-fr", "09:00", "mon-fri", ""),
    ("half past nine", "09:30", "", ""),
    ("09:00 Berlin", "09:00", "", "Europe/Berlin"),
    ("09:00 berlin time", "09:00", "", "Europe/Berlin"),
    ("9am on fridays", "09:00", "fri", ""),
    ("each morning at 8:30", "08:30", "all", ""),
    ("daily 9am", "09:00", "all", ""),
    ("9am from mon to fri", "09:00", "mon-fri", ""),
    ("every working day at quarter to ten in Berlin", "09:45", "weekdays", "Europe/Berlin"),
    ("mon, wed and fri at nine", "09:00", "mon,wed,fri", ""),
    ("9 in the evening", "21:00", "", ""),
    ("at 9 in the morning every day in new york please", "09:00", "all", "America/New_York"),
    ("9am mon till thu", "09:00", "mon-thu", ""),
    ("9am, mondays to thursdays please", "09:00", "mon-thu", ""),
    ("monday morning at 9", "09:00", "mon", ""),
    ("9am except weekends", "09:00", "mon-fri", ""),
    ("weekdays 9am but not on fridays", "09:00", "mon-thu", ""),
    ("9am without weekends", "09:00", "mon-fri", ""),
    ("weekdays 9am excluding mondays", "09:00", "tue-fri", ""),
    ("quarter to ten, not on fridays", "09:45", "mon-thu,sat,sun", ""),
    ("not on fridays at 9am weekdays", "09:00", "mon-thu", ""),
    ("half nine on weekdays", "09:30", "weekdays", ""),
    ("half nine pm", "21:30", "", ""),
    ("9am mondays 17:30", None, None, None),
]


@pytest.mark.parametrize(("typed", "time", "days", "zone"), SAID)
def test_ordinary_english_is_a_schedule(typed: str, time: str | None, days: str, zone: str) -> None:
    """Little words are little words; two times are one too many."""
    if time is None:
        with pytest.raises(BadOption) as refused:
            parse(f"/daily set {typed}", REGISTRY)
        assert "17:30" in refusal(refused.value).text
        return
    command = REGISTRY.get("daily set")
    options = command.check(parse(f"/daily set {typed}", REGISTRY).options)

    assert read_time(options["time"]) == read_time(time)
    assert ("days" in options) == bool(days)
    assert not days or read_days(options["days"]) == read_days(days)
    assert ("timezone" in options) == bool(zone)
    assert not zone or find_zone(options["timezone"], NOON) == zone


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("quiz 9am closes at 17:00 5 questions", {"style": "quiz", "time": "9am", "closes": "17:00", "rounds": "5"}),
        ("9am quiz rounds 5", {"time": "9am", "style": "quiz", "rounds": "5"}),
        ("guess at noon reveal 17:00", {"style": "guess", "time": "at noon", "reveal": "17:00"}),
        ("9am pack talk", {"time": "9am", "pack": "talk"}),
        ("9am GMT+2", {"time": "9am", "timezone": "GMT+2"}),
        ("friday 4pm as a quiz", {"days": "friday", "time": "4pm", "style": "quiz"}),
        ("4pm quiz with 3 questions", {"time": "4pm", "style": "quiz", "rounds": "3"}),
        ("9am guess answer at 5pm", {"time": "9am", "style": "guess", "reveal": "5pm"}),
    ],
)
def test_other_options_stand_among_the_words(typed: str, options: dict[str, str]) -> None:
    """By their names, or by what they count."""
    assert read_schedule(typed.split()) == options


HALF_UNDERSTOOD = [
    "9am starting monday", "9am from monday", "from monday on at 9am", "9am beginning friday", "9am until friday",
    "9am next monday", "9am this friday", "9am every second monday", "first monday at 9am", "once a week 9am",
    "9am every 2 days", "9am for 2 weeks", "9am by friday", "9am since monday", "9am tomorrow", "9am in 3 days",
    "9am fortnightly mondays", "9am mon-fri from monday", "9am start monday", "mondays from next week 9am",
    "9am fridays until december", "9am except", "9am every evening",
    "9am quiz 5 questions 4", "9am quiz rounds 5 and 4", "9am quiz guess",
]  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["9am every other day", "9am talk", "tell me", "9am to", "9am from", "9am by", *HALF_UNDERSTOOD]
)
def test_what_is_not_understood_is_named_with_an_example(typed: str) -> None:
    """It is no time zone by guess, and the example works as it stands."""
    with pytest.raises(BadOption) as refused:
        parse(f"/daily set {typed}", REGISTRY)
    said = refusal(refused.value).text
    example = said.partition("for example: ")[2]

    assert "time zone" not in said
    assert REGISTRY.get("daily set").check(parse(example, REGISTRY).options)


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ("9am every friday for the team quiz", "/daily set 09:00 days=friday style=quiz"),
        ("once a week at 4pm", "/daily set 16:00 days=mon"),
        ("17:00 something in Berlin", "/daily set 17:00 days=mon-fri timezone=Berlin"),
        ("9am starting monday", "/daily set 09:00 days=mon-fri"),
        ("fridays 9am and 5pm", "/daily set 09:00 days=fridays"),
    ],
)
def test_the_example_is_of_what_was_meant(typed: str, example: str) -> None:
    """With the time, days and kind that were understood."""
    with pytest.raises(BadOption) as refused:
        read_schedule(typed.split())
    assert refusal(refused.value).text.endswith(example)


@pytest.mark.parametrize(
    ("typed", "evening"),
    [("7", True), ("half past nine", True), ("nine", True), ("9:30", False), ("09", False), ("7am", False),
     ("9 in the morning", False), ("19", False), ("noon", False), ("0900", False)],
)  # fmt: skip
def test_an_hour_alone_may_be_meant_for_the_evening(typed: str, evening: bool) -> None:
    """Who writes it is told how that is written."""
    assert may_be_evening(typed) is evening


@pytest.mark.parametrize("name", ["Narnia", "berl", "CET", "GMT+2"])
def test_a_zone_that_is_none_is_met_with_a_command_that_works(name: str) -> None:
    """The whole command, not half of it."""
    with pytest.raises(ZoneUnknown) as refused:
        find_zone(name, NOON)
    said = refusal(refused.value).text
    command = said[said.index("/daily") :]

    find_zone(parse(command, REGISTRY).options["timezone"], NOON)
