"""Times, days and zones as people write them."""

from datetime import time

import pytest

from bot.chat.refusals import BadOption, ZoneUnknown
from bot.daily.rules.calendar import EVERY_DAY
from bot.daily.rules.typed_times import read_days, read_time
from bot.daily.rules.zones import complete, find_zone
from tests.builders import NOON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00", time(9)), ("9:05", time(9, 5)), ("9", time(9)), ("17.30", time(17, 30)), ("9h30", time(9, 30)),
        ("9am", time(9)), ("9 AM", time(9)), ("9:15 p.m.", time(21, 15)), ("12am", time(0)), ("12pm", time(12)),
        ("0900", time(9)), ("1730", time(17, 30)), ("930am", time(9, 30)),
        ("９：３０", time(9, 30)), ("9\u202fam", time(9)),
        ("nine", time(9)), ("nine thirty", time(9, 30)), ("ten pm", time(22)), ("9 o'clock", time(9)),
        ("8 Uhr", time(8)), ("at 9", time(9)), ("half past nine", time(9, 30)), ("a quarter to ten pm", time(21, 45)),
        ("ten minutes past 9", time(9, 10)), ("9 in the morning", time(9)), ("9:30 in the evening", time(21, 30)),
        ("noon", time(12)), ("midnight", time(0)), ("00:00", time(0)), ("23:59", time(23, 59)),
    ],
)  # fmt: skip
def test_times(text: str, expected: time) -> None:
    """As clocks show them and as people say them."""
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "25:00",
        "24:00",
        "9:60",
        "noon-ish",
        "13pm",
        "0am",
        "",
        "ninety",
        "half past",
        "half to noonish",
        "nine ninety",
        "-9:00",
        "٩:٠٠",
        "9:5",
    ],
)
def test_no_times(text: str) -> None:
    """Refused with an example."""
    with pytest.raises(BadOption) as refused:
        read_time(text)
    assert (refused.value.facts["option"], refused.value.facts["value"]) == ("time", text)
    assert "09:00" in str(refused.value.facts["expected"])
    with pytest.raises(BadOption) as refused:
        read_time(text, "reveal")
    assert refused.value.facts["option"] == "reveal"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}), ("Mon–Fri", {0, 1, 2, 3, 4}),
        ("mon\u2011fri", {0, 1, 2, 3, 4}), ("fri-mon", {4, 5, 6, 0}), ("tue", {1}),
        ("mon,wed, fridays", {0, 2, 4}), ("weekends", {5, 6}), ("weekdays", {0, 1, 2, 3, 4}), ("all", EVERY_DAY),
        ("mon-wed,sat", {0, 1, 2, 5}), ("Thursday", {3}), ("mo-fr", {0, 1, 2, 3, 4}),
        ("monday to friday", {0, 1, 2, 3, 4}), ("from mon through wed and sat", {0, 1, 2, 5}), ("every day", EVERY_DAY),
        ("every weekday", {0, 1, 2, 3, 4}), ("working days", {0, 1, 2, 3, 4}), ("on fridays", {4}),
        ("mondays and fridays", {0, 4}), ("each morning", EVERY_DAY), ("mon - fri", {0, 1, 2, 3, 4}),
        ("monday morning", {0}), ("friday mornings", {4}), ("mornings", EVERY_DAY), ("mon..wed", {0, 1, 2}),
    ],
)  # fmt: skip
def test_days(text: str, expected: set[int]) -> None:
    """Monday is 0."""
    assert read_days(text) == expected


@pytest.mark.parametrize("text", ["", "m", "t", "mon-", "-fri", "someday", "every other day", "every", "1-5"])
def test_no_days(text: str) -> None:
    """A day is named with two letters at least."""
    with pytest.raises(BadOption) as refused:
        read_days(text)
    assert (refused.value.facts["option"], refused.value.facts["value"]) == ("days", text)
    assert "mon-fri" in str(refused.value.facts["expected"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("London", "Europe/London"), ("new york", "America/New_York"), ("in New York", "America/New_York"),
        ("berlin time", "Europe/Berlin"), ("Pacific", "America/Los_Angeles"), ("EST", "America/New_York"),
        ("Delhi", "Asia/Kolkata"), ("Zürich", "Europe/Zurich"), ("Sao Paulo", "America/Sao_Paulo"),
        ("UTC", "UTC"), ("utc", "UTC"), ("Etc/UTC", "UTC"), ("etc/gmt", "UTC"), ("Zulu", "UTC"),
        ("US/Pacific", "US/Pacific"), ("Asia/Kathmandu", "Asia/Kathmandu"),
    ],
)  # fmt: skip
def test_zones(text: str, expected: str) -> None:
    """IANA names in any spelling, cities, and common names of one zone."""
    assert find_zone(text, NOON) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("CET", "Europe/Berlin"), ("IST", "Asia/Kolkata"), ("UTC+1", "Europe/Berlin"),
        ("GMT+5:30", "Asia/Kolkata"),
        ("-08:00", "America/Los_Angeles"), ("+0900", "Asia/Tokyo"), ("berl", "Europe/Berlin"), ("ber", "Europe/Berlin"),
        # A city that many know for every offset, as clocks are in winter.
        ("-10", "Pacific/Honolulu"), ("-9", "America/Anchorage"), ("-7", "America/Denver"), ("-6", "America/Chicago"),
        ("-5", "America/New_York"), ("-4", "America/Halifax"), ("-3", "America/Sao_Paulo"), ("-1", "Atlantic/Azores"),
        ("+0", "Europe/London"), ("+1", "Europe/Berlin"), ("+2", "Europe/Athens"), ("+3", "Europe/Moscow"),
        ("+4", "Asia/Dubai"), ("+5", "Asia/Karachi"), ("+6", "Asia/Dhaka"), ("+7", "Asia/Bangkok"),
        ("+8", "Asia/Singapore"), ("+10", "Australia/Brisbane"), ("+11", "Australia/Sydney"),
        ("+13", "Pacific/Auckland"),
    ],
)  # fmt: skip
def test_other_names_get_a_proposal(text: str, first: str) -> None:
    """Never a guess: it is named, and asked for again."""
    with pytest.raises(ZoneUnknown) as refused:
        find_zone(text, NOON)
    proposals = refused.value.facts["proposals"]

    assert isinstance(proposals, tuple)
    assert proposals[0] == first
    assert len(proposals) <= 3


# What people call a zone who never heard of the tz database, by the zone that is meant.
CALLED = {
    "America/Los_Angeles": "Pacific, PST, PDT, PT, San Francisco, Seattle",
    "America/Denver": "MDT",
    "America/Chicago": "Central, CDT, Texas, Dallas, Austin",
    "America/New_York": "Eastern, EST, EDT, ET, Boston, Washington, Miami, Atlanta",
    "America/Anchorage": "AKST",
    "America/Toronto": "Montreal",
    "America/Sao_Paulo": "Rio de Janeiro",
    "Pacific/Honolulu": "HST",
    "Europe/London": "BST, UK, England",
    "Europe/Lisbon": "WET",
    "Europe/Berlin": "MET, Germany, Munich, Hamburg",
    "Europe/Paris": "France",
    "Europe/Madrid": "Spain, Barcelona",
    "Europe/Rome": "Italy, Milan",
    "Europe/Zurich": "Geneva",
    "Europe/Moscow": "MSK",
    "Asia/Kolkata": "India, Mumbai, Delhi, Bangalore",
    "Asia/Shanghai": "China, Beijing",
    "Asia/Tokyo": "JST, Japan",
    "Asia/Seoul": "KST, Korea",
    "Asia/Hong_Kong": "HKT",
    "Asia/Singapore": "SGT",
    "Australia/Sydney": "AEDT",
    "Australia/Perth": "AWST",
    "Pacific/Auckland": "NZST, NZDT",
    "UTC": "UTC, Z, Zulu, UCT, Universal, Etc/Universal, Etc/Zulu, Etc/UCT, Etc/Greenwich",
}


@pytest.mark.parametrize(("zone", "name"), [(zone, n) for zone, said in CALLED.items() for n in said.split(", ")])
def test_common_names_of_one_zone_are_that_zone(zone: str, name: str) -> None:
    """An abbreviation means the clocks of the place, summer and winter."""
    assert find_zone(name, NOON) == zone


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("mountain", ("America/Denver", "America/Phoenix")), ("MST", ("America/Denver", "America/Phoenix")),
        ("CST", ("America/Chicago", "Asia/Shanghai")), ("GMT", ("Europe/London", "UTC")),
        ("CET", ("Europe/Berlin", "Europe/Paris")), ("CEST", ("Europe/Berlin", "Europe/Paris")),
        ("EET", ("Europe/Athens", "Europe/Helsinki")), ("EEST", ("Europe/Athens", "Europe/Helsinki")),
        ("IST", ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin")),
        ("AEST", ("Australia/Sydney", "Australia/Brisbane")), ("ACST", ("Australia/Adelaide", "Australia/Darwin")),
        # What is typed in part: cities first, those that many know before the others, then what holds the letters.
        # Two letters begin too much.
        ("be", ()),
        ("new y", ("America/New_York",)), ("york", ("America/New_York",)),
        # An offset is whoever shows it now: in winter, one hour from UTC is Berlin and not London.
        ("UTC-7", ("America/Denver", "America/Phoenix", "America/Boise")),
        ("utc −3:00", ("America/Sao_Paulo", "America/Araguaina", "America/Argentina/Buenos_Aires")),
        ("+5:45", ("Asia/Kathmandu", "Asia/Katmandu")), ("+1245", ()), ("+13:45", ("Pacific/Chatham",)),
        ("+2", ("Europe/Athens", "Africa/Cairo", "Africa/Johannesburg")),
    ],
)  # fmt: skip
def test_what_may_be_several_is_asked_about(name: str, zones: tuple[str, ...]) -> None:
    """At most three of them, the likeliest first."""
    with pytest.raises(ZoneUnknown) as refused:
        find_zone(name, NOON)
    assert refused.value.facts["proposals"] == zones


@pytest.mark.parametrize("text", ["", "Atlantis", "in", "to", "Etc/GMT+3", "+99", "Europe/Atlantis", "x" * 500])
def test_nothing_fits_everything(text: str) -> None:
    """Refused without a proposal, or with one that is a zone."""
    with pytest.raises(ZoneUnknown):
        find_zone(text, NOON)


def test_zones_are_suggested_while_typing() -> None:
    """Cities first; something for nothing typed."""
    assert complete("ber")[0] == "Europe/Berlin"
    assert complete("america/new")[0] == "America/New_York"
    assert "Europe/London" in complete("")
    assert complete("qqq") == []
