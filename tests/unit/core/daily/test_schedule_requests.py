"""What /daily set asks for, by its options."""

from datetime import time

import pytest

from bot.chat.incoming import Request
from bot.chat.refusals import BadOption, ZoneUnknown
from bot.daily.refusals import NotInAQuiz, OptionOfAnother
from bot.daily.rules.model import Style
from bot.daily.use_cases.schedule_requests import ScheduleRequest, read_request
from bot.errors import Refusal
from bot.library.library import Library
from bot.library.refusals import NoSuchPack
from tests.builders import ALICE, HERE, NOON, pack, stored

LIBRARY = Library([stored(1, pack("talk"))])


def asked(**options: str) -> ScheduleRequest:
    """What these options say."""
    request = Request(key="k", place=HERE, user=ALICE, at=NOON, command="daily set", options=options)
    return read_request(request, LIBRARY)


def test_what_is_left_open_stays_open() -> None:
    """A time is enough: a quote, on whatever days, from all packs."""
    assert asked(time="21:00") == ScheduleRequest(
        time=time(21), zone=None, days=None, pack="", style=Style.QUOTE, reveal=None, rounds=None
    )


@pytest.mark.parametrize(
    ("options", "name", "value"),
    [
        ({"time": "9am every weekday"}, "days", frozenset(range(5))),
        ({"time": "9", "timezone": "pm"}, "time", time(21)),
        ({"time": "9", "timezone": "A.M."}, "time", time(9)),
        ({"time": "9am in Berlin"}, "zone", "Europe/Berlin"),
        ({"time": "09:00", "timezone": "berlin"}, "zone", "Europe/Berlin"),
        ({"time": "09:00", "days": "mon,fri"}, "days", frozenset({0, 4})),
        ({"time": "09:00", "days": "except weekends"}, "days", frozenset(range(5))),
        ({"time": "9am but not on fridays"}, "left_out", frozenset({4})),
        ({"time": "9am weekdays but not on fridays"}, "left_out", frozenset()),
        ({"time": "09:00", "pack": "TALK"}, "pack", "talk"),
        ({"time": "09:00", "pack": "none"}, "pack", ""),
        ({"time": "09:00", "style": "guess", "reveal": "17:00"}, "reveal", time(17)),
        ({"time": "09:00", "style": "guess", "closes": "18:00", "reveal": "17:00"}, "reveal", time(18)),
        ({"time": "09:00", "style": "quiz", "rounds": "7"}, "rounds", 7),
        ({"time": "09:00", "style": "guess", "mode": "closest"}, "mode", "closest"),
        # Everything is what it asks by itself.
        ({"time": "09:00", "style": "guess", "mode": "mixed,closest"}, "mode", ""),
        ({"time": "9"}, "morning", True),
        ({"time": "9am"}, "morning", False),
    ],
)
def test_what_is_said_is_read(options: dict[str, str], name: str, value: object) -> None:
    """In words beside the time as well."""
    assert getattr(asked(**options), name) == value


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"time": "soon"}, BadOption),
        ({"time": "09:00", "timezone": "nowhere"}, ZoneUnknown),
        ({"time": "09:00", "pack": "elsewhere"}, NoSuchPack),
        ({"time": "09:00", "rounds": "3"}, OptionOfAnother),
        ({"time": "09:00", "style": "guess", "rounds": "3"}, OptionOfAnother),
        ({"time": "09:00", "mode": "closest"}, OptionOfAnother),
        ({"time": "09:00", "closes": "17:00"}, OptionOfAnother),
        ({"time": "09:00", "style": "quote-of-the-week", "reveal": "17:00"}, OptionOfAnother),
        ({"time": "09:00", "style": "quiz", "mode": "agree"}, NotInAQuiz),
        ({"time": "09:00", "style": "quiz", "mode": "who-said,closest"}, NotInAQuiz),
    ],
)
def test_what_cannot_be_had_is_refused(options: dict[str, str], refusal: type[Refusal]) -> None:
    """Before anything is kept."""
    with pytest.raises(refusal):
        asked(**options)
