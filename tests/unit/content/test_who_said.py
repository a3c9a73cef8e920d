"""who-said: whose words can be told apart."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from content.items import Bank, Refused, make_item
from content.model import Item, Pack, Quote, Speaker
from content.packs import read_file
from tests.builders import quote, refused

FIXTURES = Path(__file__).parent / "fixtures"
CASES = Path(__file__).parents[1] / "cases" / "lines.tsv"
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def test_who_said_needs_three_voices(round_table: Pack) -> None:
    """Two people cannot be told apart by chance better than by guessing: the two-voice pack plays other kinds."""
    two = {"Gudrun Brask", "Tobias Renn"}
    quotes = [q for q in round_table.quotes if q.speaker in two]
    small = Bank(quotes, [s for s in round_table.speakers if s.name in two])

    assert {refused(make_item(small, "who-said", q)) for q in quotes} <= {"too-few-voices", "leaning-quote"}


def test_who_said_refuses_role_tells_and_strangers(bank: Bank, round_table: Pack) -> None:
    """An interviewer's question tells who asked; a voice heard once is known to nobody."""
    questions = [quote(f"What do you say about plan number {n}?", speaker="Hanna") for n in range(3)]
    stranger = quote("I was only passing by with the coffee, honestly.", speaker="Waiter")
    speakers = (*round_table.speakers, Speaker(name="Hanna"), Speaker(name="Waiter"))
    mixed = Bank([*round_table.quotes, *questions, stranger], speakers)

    assert refused(make_item(mixed, "who-said", questions[0])) == "role-tells"
    panel = [
        replace(
            quote(f"My plan number {n} was a great success with nobody.", speaker="Hanna"),
            reasons=("an image",),
            score=0.95,
        )
        for n in range(7)
    ]
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


def test_a_line_that_names_somebody_of_the_talk_is_none(bank: Bank, round_table: Pack) -> None:
    """In any form: it tells who spoke, or who did not."""
    for text in (
        "Oh, no, Gudrun's wrong about the whole museum of broken plans.",
        "Nobody reads the lists that TOBIAS keeps in the drawer of broken plans.",
        "The museum was for Brask’s benefit, and the drawer for broken plans.",
    ):
        line = quote(text, speaker=bank.voices[0])

        assert refused(make_item(bank, "who-said", line)) == "names-a-voice", text


def test_hedges_are_nobodys(bank: Bank) -> None:
    """Whoever listens to nothing else hears them."""
    line = quote(
        "I think the lighthouse was probably a marvellous museum of broken kettles and haystacks.",
        speaker=bank.voices[0],
    )

    assert refused(make_item(bank, "who-said", line)) == "hedges"


def test_a_voice_is_somebody_and_one_person() -> None:
    """Stand-ins are nobody, and two labels of which one is a part of the other are the same person."""
    names = ("Ada Novak", "Ada", "Ben Osei-", "Speaker 2", "Audience", "Ben Osei", "Moderator")
    said = [
        quote(f"My {name} plan number {n} burned in the harbour.", speaker=name) for name in names for n in range(4)
    ]
    bank = Bank([*said, *_last("Ada Novak", "Ben Osei")], [*map(_speaker, names)])

    assert bank.voices == ("Ada Novak", "Ben Osei")


def test_the_nearest_voices_are_offered() -> None:
    """Four stand beside each other; who said as much as the key comes before who hardly spoke."""
    much, little = ("Ada Novak", "Ben Osei", "Ines Moreau", "Wei Zhang"), ("Hugo Prinz", "Tom Byrd")
    said = [
        quote(f"My harbour captain {name.casefold()[:2]}{n} rows a marvellous kettle.", speaker=name)
        for name in (*much, *little)
        for n in range(20 if name in much else 3)
    ]
    bank = Bank(said, [*map(_speaker, (*little, *much))])
    made = make_item(bank, "who-said", said[0])

    assert isinstance(made, Item)
    assert set(made.options) == set(much)


@pytest.mark.parametrize(("text", "reasons", "expected"), ROWS)
def test_which_lines_people_are_known_by(bank: Bank, text: str, reasons: str, expected: str) -> None:
    """The table of lines, why each is worth quoting, and the rule that refuses it."""
    line = replace(quote(text, speaker=bank.voices[0]), reasons=tuple(reasons.split("|")), score=0.95)
    made = make_item(bank, "who-said", line)

    assert (made.rule if isinstance(made, Refused) else "known") == expected


def test_a_guest_is_not_known_by_their_work() -> None:
    """Nor a host by what any host would say: who speaks most is told by what the talk is about."""
    guest = [quote(f"My lighthouse number {n} has a lens of marvellous glass.", turn=n) for n in range(12)]
    hosts = [
        quote(f"The harbour of {place} is a marvellous museum of kettles.", turn=20 + n, speaker=who)
        for n, place in enumerate(("Malta", "Crete", "Corfu"))
        for who in ("Ben Osei", "Ines Moreau")
    ]
    own = quote("I bought my first kettle from a drunken poet in the snow.", turn=30)
    bank = Bank([*guest, *hosts, own], [*map(_speaker, ("Ada Novak", "Ben Osei", "Ines Moreau"))])

    assert bank.guest == "Ada Novak"
    assert refused(make_item(bank, "who-said", guest[0])) == "guests-trade"
    remarkable = replace(hosts[0], reasons=("an image",), score=0.95)
    assert refused(make_item(bank, "who-said", remarkable)) == "any-host"
    assert isinstance(make_item(bank, "who-said", own), Item)


def test_what_several_speak_of_all_the_time_is_nobodys() -> None:
    """Any of them could have said it; what somebody tells of themselves is theirs all the same."""
    names = ("Ada Novak", "Ben Osei", "Ines Moreau")
    said = [
        quote(f"My kettle and my lantern number {n} are older than the {thing}.", turn=n, speaker=name)
        for name in names
        for n, thing in enumerate(("harbour", "bakery", "museum", "castle", "tunnel"))
    ]
    shared = quote("A kettle without a lantern is a marvellous museum.", turn=9)
    shared = replace(shared, reasons=("an image",), score=0.95)
    own = quote("My marvellous aunt ate a kettle, a haystack and a lantern by night.", turn=9)
    bank = Bank([*said, shared, own], [*map(_speaker, names)])

    assert refused(make_item(bank, "who-said", shared)) == "everybodys-trade"
    assert isinstance(make_item(bank, "who-said", own), Item)


def test_hosts_are_those_who_are_asked_nothing() -> None:
    """Where others answer questions in one turn of four."""
    said = [
        replace(quote(f"My kettle number {n} whistles.", turn=n, speaker=who), asked="Why?" if n % 4 == 0 else "")
        for n, who in enumerate(("Ada Novak", "Ada Novak", "Ben Osei", "Ada Novak") * 6)
    ]

    assert Bank(said, [*map(_speaker, ("Ada Novak", "Ben Osei"))]).hosts == {"Ben Osei"}


def _speaker(name: str) -> Speaker:
    return Speaker(name=name)


def _last(*names: str) -> list[Quote]:
    return [quote(f"My last plan of {name} burned in the harbour.", speaker=name) for name in names]


def test_no_question_offers_two_labels_of_one_person(round_table: Pack) -> None:
    """Until a map settles who is who."""
    name = round_table.speakers[0].name
    short = f"Mr. {name.split()[-1]}"
    doubled = [replace(q, speaker=short) if n % 2 else q for n, q in enumerate(round_table.quotes) if q.speaker == name]
    rest = [q for q in round_table.quotes if q.speaker != name]
    bank = Bank([*doubled, *rest], (*round_table.speakers, Speaker(name=short)))
    made = [item for q in bank.quotes if isinstance(item := make_item(bank, "who-said", q), Item)]

    assert any(short in item.options for item in made)
    assert not any({name, short} <= set(item.options) for item in made)
