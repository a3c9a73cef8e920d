"""A quote as people type it, and the day they mean."""

from datetime import date

import pytest

from bot.app.catalogue import REGISTRY
from bot.chat.parser import parse
from bot.library.days import lies_ahead, read_day, spoken_day
from bot.library.typed_quotes import as_quotation, dated, parted, read_typed

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('"Tea first." by Ada Novak', {"quote": "Tea first.", "by": "Ada Novak"}),
        ("“Don’t panic — ever…” — Ada", {"quote": "Don’t panic — ever…", "by": "Ada"}),
        ('"Tea "now", please" by Ada', {"quote": 'Tea "now", please', "by": "Ada"}),
        ('"Tea" - "Ada N."', {"quote": "Tea", "by": "Ada N."}),
        ("'Tea' by Ada", {"quote": "Tea", "by": "Ada"}),
        ("Tea first by Ada Novak", {"quote": "Tea first", "by": "Ada Novak"}),
        ("Tea is liked by people", {"quote": "Tea is liked by people"}),
        ("What I stand by", {"quote": "What I stand by"}),
        ("Tea first – @maya", {"quote": "Tea first", "by": "@maya"}),
        ("Tea first by <@U1|maya>", {"quote": "Tea first", "by": "<@U1|maya>"}),
        ("“Tea”", {"quote": "Tea"}),
        ('quote="Tea first" by=Ada Novak date=2026-02', {"quote": "Tea first", "by": "Ada Novak", "date": "2026-02"}),
        ("quote='Don't stew the tea.' by='Ada Novak'", {"quote": "Don't stew the tea.", "by": "Ada Novak"}),
        ("quote='Tea' is not 'jam' by=Ada", {"quote": "'Tea' is not 'jam'", "by": "Ada"}),
        (
            '"Tea" by Ada date=yesterday link=https://x.org/?a=b&c=d',
            {"quote": "Tea", "by": "Ada", "date": "yesterday", "link": "https://x.org/?a=b&c=d"},
        ),
        ("by Ada Novak", {"by": "Ada Novak"}),
        ("by the way it is late", {"quote": "by the way it is late"}),
        ("Ada: one\nBen: two", {"quote": "Ada: one\nBen: two"}),
        ("", {}),
        ('"We don\'t have bugs" said by Bob yesterday', {"quote": "We don't have bugs", "by": "Bob yesterday"}),
        ("“Tea first.” — said by Bob", {"quote": "Tea first.", "by": "Bob"}),
        ('"Tea first" from Priya', {"quote": "Tea first", "by": "Priya"}),
        ('"Tea first" — from Priya', {"quote": "Tea first", "by": "Priya"}),
        ('"Tea first," said Priya Nair', {"quote": "Tea first,", "by": "Priya Nair"}),
        ("Tea first — by Priya", {"quote": "Tea first", "by": "Priya"}),
        ("Tea first. Said by Priya", {"quote": "Tea first.", "by": "Priya"}),
        ("Tea is what she said by Priya", {"quote": "Tea is what she said", "by": "Priya"}),
        ("Greetings from Paris", {"quote": "Greetings from Paris"}),
        ('"" by', {}),
        ("“” — Bob", {"by": "Bob"}),
        ("@bob: meetings are where minutes go", {"quote": "meetings are where minutes go", "by": "@bob"}),
        ('<@U1|bob>: "Tea first"', {"quote": "Tea first", "by": "<@U1|bob>"}),
        ('Bob Smith: "Tea first"', {"quote": "Tea first", "by": "Bob Smith"}),
        ("Rule one: tea first", {"quote": "Rule one: tea first"}),
        ("@bob: one\n@ben: two", {"quote": "@bob: one\n@ben: two"}),
    ],
)
def test_a_line_is_its_parts(line: str, told: dict[str, str]) -> None:
    """Marks of every kind, or none; nothing of the words is changed."""
    assert read_typed(line) == told


@pytest.mark.parametrize("before", ["/quotes add ", "quotes  add ", "/quoth quotes add ", "/QUOTES Add "])
def test_what_is_typed_stays_as_it_was_typed(before: str) -> None:
    """Dashes, dots and spaces of its own too, which elsewhere are made plain."""
    parsed = parse(f"{before}“Ｗell —  it’s ½ done…” by Ada", REGISTRY)

    assert (parsed.command, parsed.options["quote"]) == ("quotes add", "Ｗell —  it’s ½ done…")


@pytest.mark.parametrize("line", ["/quotes delete 12", "/quotes delete #12", "/quotes delete number=12"])
def test_a_number_is_typed_with_its_sign_or_without(line: str) -> None:
    """As it stands under a quote."""
    assert REGISTRY.get("quotes delete").check(parse(line, REGISTRY).options) == {"number": "12"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"Tea first." — Ida Roth', ("Tea first.", "Ida Roth")),
        ("Tea first.", ("Tea first.", "")),
        ("“Tea first.”", ("Tea first.", "")),
    ],
)
def test_a_quotation_names_somebody_or_not(text: str, told: tuple[str, str]) -> None:
    """The words without their marks."""
    assert parted(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"Tea first." — Ida Roth', ("Tea first.", "Ida Roth")),
        ("“Tea first.”", ("“Tea first.”", "")),
        ("Tea first by Ida Roth", ("Tea first by Ida Roth", "")),
        ("@ida: can you make tea", ("@ida: can you make tea", "")),
    ],
)
def test_in_a_field_of_its_own_only_a_whole_quotation_names_somebody(text: str, told: tuple[str, str]) -> None:
    """Other words are what was said."""
    assert as_quotation(text) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Tom Okafor", ("Tom Okafor", "")),
        ("Tom Okafor, 2021", ("Tom Okafor", "2021")),
        ("Tom Okafor, 2021-05", ("Tom Okafor", "2021-05")),
        ("Tom Okafor (2021-05-04)", ("Tom Okafor", "2021-05-04")),
        ("Tom Okafor [2021]", ("Tom Okafor", "2021")),
        ("Replicant 2049", ("Replicant 2049", "")),
        ("Bob yesterday", ("Bob", "yesterday")),
        ("Bob, last Friday", ("Bob", "last Friday")),
        ("Joe Friday", ("Joe Friday", "")),
        ("yesterday", ("yesterday", "")),
        ("Tom, the younger", ("Tom, the younger", "")),
        ("2021", ("2021", "")),
    ],
)
def test_a_day_behind_a_name_is_no_part_of_it(name: str, told: tuple[str, str]) -> None:
    """As people write who said something, and when."""
    assert dated(name) == told


@pytest.mark.parametrize(
    ("typed", "day", "shown"),
    [
        ("2026-03-01", "2026-03-01", "1 March 2026"),
        ("27.2.2026", "2026-02-27", "27 February 2026"),
        ("1 March 2024", "2024-03-01", "1 March 2024"),
        ("march 1, 2024", "2024-03-01", "1 March 2024"),
        ("2025-07", "2025-07", "July 2025"),
        ("2019", "2019", "2019"),
        ("today", "2026-03-01", "1 March 2026"),
        ("Yesterday", "2026-02-28", "28 February 2026"),
    ],
)
def test_a_day_is_read_and_shown(typed: str, day: str, shown: str) -> None:
    """However it is written."""
    assert read_day(typed, TODAY) == day
    assert spoken_day(day) == shown
    assert not lies_ahead(day, TODAY)


@pytest.mark.parametrize("typed", ["someday", "31.2.2026", "12", "20261", "٢٠٢٦", "-2026", "2026-13"])
def test_what_is_no_day(typed: str) -> None:
    """Nothing is guessed."""
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize(("day", "ahead"), [("2026-03-02", True), ("2026-04", True), ("2026", False), ("2027", True)])
def test_a_day_to_come(day: str, ahead: bool) -> None:
    """As far as it is known."""
    assert lies_ahead(day, TODAY) is ahead
