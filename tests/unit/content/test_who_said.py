"""who-said: whose words can be told apart."""

from dataclasses import replace
from pathlib import Path

from content.items import Bank, make_item
from content.model import Item, Pack, Speaker
from content.packs import read_file
from tests.builders import quote, refused

FIXTURES = Path(__file__).parent / "fixtures"


def test_who_said_needs_three_voices(round_table: Pack) -> None:
    """Two people cannot be told apart by chance better than by guessing: the two-voice pack plays other kinds."""
    two = {"Gudrun Brask", "Tobias Renn"}
    quotes = [q for q in round_table.quotes if q.speaker in two]
    small = Bank(quotes, [s for s in round_table.speakers if s.name in two])

    assert {refused(make_item(small, "who-said", q)) for q in quotes} == {"too-few-voices"}


def test_who_said_refuses_role_tells_and_strangers(bank: Bank, round_table: Pack) -> None:
    """An interviewer's question tells who asked; a voice heard once is known to nobody."""
    questions = [quote(f"What do you say about plan number {n}?", speaker="Host") for n in range(3)]
    stranger = quote("I was only passing by with the coffee, honestly.", speaker="Waiter")
    speakers = (*round_table.speakers, Speaker(name="Host"), Speaker(name="Waiter"))
    mixed = Bank([*round_table.quotes, *questions, stranger], speakers)

    assert refused(make_item(mixed, "who-said", questions[0])) == "role-tells"
    panel = [quote(f"My plan number {n} was a great success with nobody.", speaker="Host") for n in range(7)]
    lively = Bank([*round_table.quotes, *questions, *panel], speakers)
    assert refused(make_item(lively, "who-said", questions[0])) == "role-tells"
    assert isinstance(make_item(lively, "who-said", panel[0]), Item)
    chair = replace(stranger, text="Every one of you gets one experiment, so let's hear the first of them.")
    assert refused(make_item(mixed, "who-said", chair)) == "role-tells"
    assert refused(make_item(mixed, "who-said", stranger)) == "hardly-known-voice"
    anybody = replace(panel[0], text="I do think that it is just a matter of taste, really.")
    assert refused(make_item(lively, "who-said", anybody)) == "says-too-little"
    assert refused(make_item(mixed, "who-said", replace(stranger, speaker=None))) == "nobody-named"


def test_askers_are_nobodys_rivals() -> None:
    """Whoever only asks is no option beside those who answer: three who answer are needed."""
    pack = read_file(FIXTURES / "lighthouse.md")
    bank = Bank(pack.quotes, pack.speakers, pack.language)
    guests = read_file(FIXTURES / "night-shift.md")
    night = Bank(guests.quotes, guests.speakers, guests.language)
    made = [i for q in guests.quotes if isinstance(i := make_item(night, "who-said", q), Item)]

    assert "too-few-voices" in {refused(make_item(bank, "who-said", q)) for q in pack.quotes}
    assert made
    assert all(set(i.options) == {"Rafael Quintana", "Ingrid Solberg", "Tobi Lang"} for i in made)
