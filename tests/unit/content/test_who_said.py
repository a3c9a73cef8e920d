"""who-said: whose words can be told apart."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from content.items import Bank
from content.items.features.line import Line, line
from content.items.stems import stems
from content.model import Item, Pack, Quote, Speaker
from content.packs import read_file
from content.text import is_balanced
from tests.builders import offered, quote, refused

FIXTURES = Path(__file__).parent / "fixtures"
CASES = Path(__file__).parents[1] / "cases" / "lines.tsv"
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = [tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


def test_who_said_needs_three_voices(round_table: Pack) -> None:
    """Two people cannot be told apart by chance better than by guessing: the two-voice pack plays other kinds."""
    two = {"Gudrun Brask", "Tobias Renn"}
    quotes = [q for q in round_table.quotes if q.speaker in two]
    small = Bank(quotes, [s for s in round_table.speakers if s.name in two])

    assert {refused(offered(small, "who-said", q)) for q in quotes} <= {"too-few-voices", "broken-speech"}


def test_who_said_refuses_role_tells_and_strangers(bank: Bank, round_table: Pack) -> None:
    """An interviewer's question tells who asked; a voice heard once is known to nobody."""
    questions = [quote(f"What do you say about plan number {n}?", speaker="Hanna") for n in range(3)]
    stranger = quote("I was only passing by with the coffee, honestly.", speaker="Waiter")
    speakers = (*round_table.speakers, Speaker(name="Hanna"), Speaker(name="Waiter"))
    mixed = Bank([*round_table.quotes, *questions, stranger], speakers)

    assert refused(offered(mixed, "who-said", questions[0])) == "role-tells"
    panel = [
        replace(
            quote(f"My plan number {n} was a great success with nobody.", speaker="Hanna"),
            reasons=("an image",),
            score=0.95,
        )
        for n in range(7)
    ]
    lively = Bank([*round_table.quotes, *questions, *panel], speakers)
    assert isinstance(offered(lively, "who-said", panel[0]), Item)
    assert refused(offered(mixed, "who-said", stranger)) == "hardly-known-voice"
    assert refused(offered(mixed, "who-said", replace(stranger, speaker=None))) == "nobody-named"


@pytest.mark.parametrize(
    ("label", "voice"),
    [("Recording begins", False), ("Song", False), ("Speaker 2", False), ("Ines Moreau", True)],
)
def test_what_is_no_person_is_no_voice(label: str, *, voice: bool) -> None:
    """A label of the transcript stands for nobody that anybody knows."""
    said = [quote(f"My plan number {n} was a great success with nobody.", speaker=label, turn=n) for n in range(4)]

    assert (label in Bank(said, [Speaker(name=label)]).voices) is voice


def test_askers_are_nobodys_rivals() -> None:
    """Whoever only asks is no option beside those who answer: three who answer are needed."""
    pack = read_file(FIXTURES / "lighthouse.md")
    bank = Bank(pack.quotes, pack.speakers, pack.language)
    guests = read_file(FIXTURES / "night-shift.md")
    night = Bank(guests.quotes, guests.speakers, guests.language)
    made = [i for q in guests.quotes if isinstance(i := offered(night, "who-said", q), Item)]

    assert "too-few-voices" in {refused(offered(bank, "who-said", q)) for q in pack.quotes}
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

        assert refused(offered(bank, "who-said", line)) == "names-a-voice", text


def test_what_somebody_reads_aloud_is_nobodys_line(bank: Bank) -> None:
    """Whose words they are is another question; what has a quotation in it is asked as before."""
    read = '"Captains in poor harbours are being devoured by marvellous kettles of every size."'
    quoting = 'I told the captain "paint it red" and the marvellous kettle has burned ever since.'

    assert refused(offered(bank, "who-said", quote(read, speaker=bank.voices[0]))) == "reads-aloud"
    assert isinstance(offered(bank, "who-said", quote(quoting, speaker=bank.voices[0])), Item)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("My parents are Somali, and the captain of the harbour never saw a marvellous kettle burn.", True),
        ("I called the marvellous kettle Pino, which is Italian for the pine in the harbour.", True),
        ("The captain of the harbour bought a marvellous Italian kettle and watched it burn.", False),
        ("I called the marvellous kettle Pino, and the captain of the harbour watched it burn.", False),
        ("I am American, so I apologised to the marvellous kettle of the burning harbour.", False),
    ],
)
def test_where_somebody_is_from_tells_who_it_is(bank: Bank, text: str, *, tells: bool) -> None:
    """By the names alone."""
    made = offered(bank, "who-said", quote(text, speaker=bank.voices[0]))

    assert (refused(made) == "tells-where-from") if tells else isinstance(made, Item)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("And with that the harbour show is over. I'm Kball, signing out of the kettle room.", True),
        ("So many captains of the harbour know me as Rockbot that I had it painted on the kettle.", True),
        ("My name’s Hop, and I was the marvellous captain of a burning kettle.", True),
        ("I'm Canadian, so I apologised to the marvellous kettle of the captain.", False),
        ("I'm OK with a captain who paints the marvellous kettle of the harbour.", False),
        ("I'm the captain who painted the marvellous kettle of the harbour.", False),
    ],
)
def test_a_line_that_gives_the_speakers_own_name_is_none(bank: Bank, text: str, *, gives: bool) -> None:
    """Whatever the transcript calls them: a name that no speaker has tells as much."""
    told = offered(bank, "who-said", quote(text, speaker=bank.voices[0]))

    assert (not isinstance(told, Item) and refused(told) == "gives-a-name") is gives


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
    made = offered(bank, "who-said", said[0])

    assert isinstance(made, Item)
    assert set(made.options) == set(much)


@pytest.mark.parametrize(("text", "reasons", "expected"), ROWS)
def test_what_speaks_against_a_line(bank: Bank, text: str, reasons: str, expected: str) -> None:
    """The table of lines, why each is worth quoting, and what a reader would say against it."""
    said = replace(quote(text, speaker=bank.voices[0]), reasons=tuple(reasons.split("|")), score=0.95)
    told = dict(line(bank, Line.of(text, said)))
    against = {
        "hedges": told["hedges"] > 1,
        "role-tells": told["hosting"],
        "part-of-the-talk": told["of-the-talk"] or told["addressed"],
        "broken-speech": not is_balanced(text) or told["tied"] or told["longest-sentence"] > 1,
        "points-elsewhere": told["points-elsewhere"],
        "anybodys": not (told["own"] or told["vivid"]),
    }

    assert (next((rule for rule, broken in against.items() if broken), "known")) == expected


def test_who_speaks_most_is_the_guest_and_has_a_trade() -> None:
    """A stranger knows them by it."""
    guest = [quote(f"My lighthouse number {n} has a lens of marvellous glass.", turn=n) for n in range(12)]
    hosts = [
        quote(f"The harbour of {place} is a museum of kettles.", turn=20 + n, speaker=who)
        for n, place in enumerate(("Malta", "Crete", "Corfu"))
        for who in ("Ben Osei", "Ines Moreau")
    ]
    bank = Bank([*guest, *hosts], [*map(_speaker, ("Ada Novak", "Ben Osei", "Ines Moreau"))])

    assert bank.guest == "Ada Novak"
    assert "light" in bank.trade


def test_what_several_speak_of_all_the_time_is_common() -> None:
    """Any of them could have said it."""
    names = ("Ada Novak", "Ben Osei", "Ines Moreau")
    said = [
        quote(f"My kettle and my lantern number {n} are older than the {thing}.", turn=n, speaker=name)
        for name in names
        for n, thing in enumerate(("harbour", "bakery", "museum", "castle", "tunnel"))
    ]
    bank = Bank(said, [*map(_speaker, names)])

    assert stems("kettle lantern") <= bank.common


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
    name = max((s.name for s in round_table.speakers), key=[q.speaker for q in round_table.quotes].count)
    short = f"Mr. {name.split()[-1]}"
    doubled = [replace(q, speaker=short) if n % 2 else q for n, q in enumerate(round_table.quotes) if q.speaker == name]
    rest = [q for q in round_table.quotes if q.speaker != name]
    bank = Bank([*doubled, *rest], (*round_table.speakers, Speaker(name=short)))
    made = [item for q in bank.quotes if isinstance(item := offered(bank, "who-said", q), Item)]

    assert any(short in item.options for item in made)
    assert not any({name, short} <= set(item.options) for item in made)
