"""odd-one-out and closest: which lines stand among others, and which numbers and counts are asked."""

import pytest

from content.items import Bank
from content.items.closest import gather
from content.items.counters import counted_words
from content.items.features import features_of
from content.items.lines import say_the_same
from content.items.numbers import Number, is_told, other_number, telling_numbers, value_of
from content.items.stems import stems
from content.model import Item, Speaker, Turn
from content.text import length
from tests.builders import offered, quote

ADA, BEN = Speaker(name="Ada Novak"), Speaker(name="Ben Osei")
PIGEONS = (
    ("Ada Novak", "My pigeons sleep in the attic above the harbour office."),
    ("Ada Novak", "My attic was never meant for pigeons or for poets."),
    ("Ada Novak", "I lost four pigeons and an attic in a single winter."),
    ("Ben Osei", "I feed the pigeons in the attic before anybody else is up."),
)


def bank(*said: tuple[str, str]) -> Bank:
    """Of these lines and a few that are about something else."""
    others = [
        ("Ben Osei", f"My {n} kettle whistles a different opera in every kitchen.") for n in ("old", "new", "red")
    ]
    return Bank([quote(text, speaker=who, turn=n) for n, (who, text) in enumerate((*said, *others))], [ADA, BEN])


def test_three_lines_of_one_voice_and_one_of_the_other() -> None:
    """That look alike; the key is the other's, whose quote is told first."""
    material = Bank([quote(text, speaker=who, turn=n) for n, (who, text) in enumerate(PIGEONS)], [ADA, BEN])
    more = [quote(f"My {n} kettle whistles at somebody's opera.", speaker=BEN.name, turn=9) for n in ("old", "red")]
    material = Bank([*material.quotes, *more], [ADA, BEN])
    made = [i for q in material.quotes if isinstance(i := offered(material, "odd-one-out", q), Item)]

    [item] = [i for i in made if PIGEONS[3][1] in i.options]
    voices = {q.text: q.speaker for q in material.quotes}
    [other] = {voices[o] for o in item.options if o != item.key}
    assert voices[item.key] != other
    assert item.stem == f"Three of these lines are {other}'s. Which one did {voices[item.key]} say?"
    assert item.quote_ids[0] == item.quote_id
    assert len(set(item.quote_ids)) == 4


@pytest.mark.parametrize(
    "tells",
    [
        "Shall I feed the pigeons in the attic before anybody is up?",
        "I feed the pigeons in the attic as Ada's brother used to do.",
        "“I feed the pigeons in the attic before anybody else is up.”",
        "And I feed the pigeons in the attic before anybody is up.",
        "I feed the pigeons in the attic and then... anybody is up.",
        "They feed the pigeons in the attic before anybody else is up.",
        "Those pigeons of the attic eat before anybody else is up.",
        "I feed pigeons in attics.",
    ],
)
def test_a_line_that_tells_its_speaker_is_none(tells: str) -> None:
    """It asks, names, is torn, points back, or is about nobody in particular."""
    material = bank(*PIGEONS[:3], ("Ben Osei", tells))

    assert not any(isinstance(offered(material, "odd-one-out", q), Item) for q in material.quotes)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "That phrase, “Kettles absorb sorrow”, I wrote.",
            "I go back to my phrase “Kettles absorb sorrow”.",
            True,
        ),
        ("My pigeons sleep in the attic.", "I feed the pigeons in the attic before anybody is up.", False),
        ("I rowed the ferry home.", "I painted the lantern red.", False),
    ],
)
def test_two_lines_that_quote_the_same_do_not_stand_together(one: str, other: str, *, same: bool) -> None:
    """Whoever quotes the other's words came after them."""
    assert say_the_same(stems(one), stems(other)) is same


def test_no_line_stands_in_two_of_them() -> None:
    """And none is as long as a speech."""
    more = [(who, text.replace("attic", "tower").replace("pigeons", "gulls")) for who, text in PIGEONS]
    material = bank(*PIGEONS, *more)
    made = [i for q in material.quotes if isinstance(i := offered(material, "odd-one-out", q), Item)]
    shown = [option for item in made for option in item.options]

    assert len(made) == 2
    assert len(set(shown)) == len(shown)
    assert all(sum(map(length, item.options)) <= 96 for item in made)


NUMBERS = [
    ("We had 20,000 telegrams outside the door.", "en", "20,000", "telegrams"),
    ("It took 40 million devs to read the letters.", "en", "40 million", "devs"),
    ("They gave us $500 for the whole lighthouse.", "en", "500", "$"),
    ("I bake forty-five cakes for the harbour.", "en", "forty-five", "cakes"),
    ("Our index has been up for 900 days now.", "en", "900", "days"),
    ("It was 73% of the people in the harbour.", "en", "73", "%"),
    ("It takes up to 5,000 pigeons to carry it.", "en", "5,000", "pigeons"),
    ("Wir hatten 20.000 Telegramme vor der Tür.", "de", "20.000", "telegramme"),
    ("We had three telegrams outside the door.", "en", "", ""),
    ("We opened the harbour office in 1998 there.", "en", "", ""),
    ("It takes 20 to 30 people to open the door.", "en", "", ""),
    ("It takes 20 or 30 people to open the door.", "en", "", ""),
    ("It was about 40%-50% of the people there.", "en", "", ""),
    ("It cost $40–$50 a week for the harbour.", "en", "", ""),
    ("It cost 40 - fifty dollars for the harbour.", "en", "", ""),
    ("We run version 14 pieces of Postgres there.", "en", "", ""),
    ("We ran Windows 95 machines in the harbour.", "en", "", ""),
    ("I told him a million times to shut the door.", "en", "", ""),
    ("I told him 1000 times to shut the door.", "en", "", ""),
    ("He gave it 100% in the harbour that day.", "en", "", ""),
    ("It was 10 minutes before we saw the sea.", "en", "", ""),
    ("It takes OAuth 2.1 servers to open the door.", "en", "", ""),
    ("We lost 20,000 telegrams and 300 pigeons.", "en", "", ""),
    ("It grew to several 100 telegrams a day there.", "en", "", ""),
    ("It took a couple 1,000 pigeons to carry it.", "en", "", ""),
]
TOLD_AGAIN = [
    ("A crate is a million, so we packed one million herrings.", "one million", True),
    ("A crate is a hundred, so we packed one million herrings.", "one million", False),
    ("Ten times twenty, and we packed 20 herrings.", "20", True),
    ("We packed one million herrings a year.", "one million", False),
]


@pytest.mark.parametrize(("text", "said", "told"), TOLD_AGAIN)
def test_a_number_that_its_line_says_twice_is_told(text: str, said: str, *, told: bool) -> None:
    """In words or in figures."""
    number = Number(text.index(said), said, value_of(said) or 0.0, "herrings")

    assert is_told(text, number) is told


@pytest.mark.parametrize(("text", "language", "said", "unit"), NUMBERS)
def test_which_numbers_are_worth_asking(text: str, language: str, said: str, unit: str) -> None:
    """Those that count something; no years, ranges, versions, small ones, or ways of saying "very many"."""
    assert [(n.said, n.unit) for n in telling_numbers(text, language)] == ([(said, unit)] if said else [])


@pytest.mark.parametrize(
    ("said", "language", "value"),
    [
        ("20,000", "en", 20000), ("1.5 million", "en", 1_500_000), ("forty-five", "en", 45), ("60k", "en", 60_000),
        ("two hundred", "en", 200), ("20.000", "de", 20000), ("1,5", "fr", 1.5), ("1.000", "en", 1.0),
    ],
)  # fmt: skip
def test_what_a_number_is(said: str, language: str, value: float) -> None:
    """As it is written in a language."""
    assert value_of(said, language) == value


@pytest.mark.parametrize(("text", "language", "said", "unit"), [row for row in NUMBERS if row[2]])
def test_another_number_is_another_number(text: str, language: str, said: str, unit: str) -> None:
    """Written alike."""
    [number] = telling_numbers(text, language)
    other = other_number(number, "seed")

    assert other != said
    assert ("," in other) == ("," in said)
    assert other[0].isdigit() == said[0].isdigit()


def test_a_number_is_asked_with_its_gap() -> None:
    """In its line; the only number there, whether or not anybody keeps it: that is told by its worth."""
    said = "We had 20,000 telegrams outside the captain's harbour door."
    material = Bank([quote(said)], [ADA])

    [item] = gather(material, [Turn(speaker=ADA.name, text=said)], [])
    assert (item.number, item.unit, item.key, item.quote_id) == (20000, "telegrams", "20,000", material.quotes[0].id)
    assert item.stimulus == "We had _____ telegrams outside the captain's harbour door."


@pytest.mark.parametrize(
    ("said", "feature", "expected"),
    [
        ("If I had 70 people at the harbour, we would close at noon.", "imagined", 1),
        ("Let's say we have 70 people who row to our lighthouse at noon.", "imagined", 1),
        ("We grew our harbour office until it had 70 people.", "imagined", 0),
        ("My log has 86,400 lines for the lighthouse, one per second.", "reckoned", 1),
        ("We grew our harbour office until it had 70 people.", "reckoned", 0),
        ("My office has not even 70 pages on the whole of the harbour.", "meant", 0),
        ("I look at the harbour and the lighthouse from 20,000 feet.", "meant", 0),
        ("I row to the harbour lighthouse 90% of the time by night.", "meant", 0),
        ("Our office has been 90% finished since my captain left it.", "meant", 1),
        ("We lost about 20,000 telegrams outside the harbour office.", "exact", 0),
        ("We lost 20,000 telegrams outside the harbour office.", "exact", 1),
        ("The office has 800,000 or more readers of our telegrams.", "exact", 0),
        ("The poet wanted 50k for the name and my aunt paid in coins.", "money", 1),
        ("The lighthouse needs 70 people to be rowed across in a day.", "somebodys", 0),
        ("We lost 23,456 telegrams outside the harbour office.", "favourite-size", 0),
        ("We lost 10,000 telegrams outside the harbour office.", "favourite-size", 1),
    ],
)
def test_what_is_told_of_a_number(said: str, feature: str, expected: float) -> None:
    """What is imagined, reckoned, or only a way of speaking happened to nobody."""
    material = Bank([quote(said)], [ADA])
    [item] = _asked(material, said)

    assert features_of(material, item, material.quotes[0])[feature] == expected


@pytest.mark.parametrize(
    ("again", "asked"), [("", False), ("Sind es jetzt 70?", True), ("Ja.|Nein.|Ja.|Nein.|Mit 70 leute ging es.", True)]
)
def test_in_another_language_a_number_comes_back(again: str, asked: bool) -> None:
    """Nobody keeps what was said once in a long talk, unless it surprises; in English its worth tells."""
    said = "Das Hafenamt wuchs langsam, bis es 70 Leute hatte."
    others = [quote(f"Mein {place}. Kessel pfeift in jeder Küche.", turn=place) for place in range(1, 101)]
    material = Bank([quote(said), *others], [ADA], "de")

    assert bool(_asked(material, said, *(part for part in again.split("|") if part))) is asked


def _asked(material: Bank, *said: str) -> list[Item]:
    turns = [Turn(speaker=ADA.name, text=text) for text in said]
    return [item for item in gather(material, turns, []) if item.unit != "times"]


def test_what_somebody_says_all_the_time_is_counted() -> None:
    """In whole words; who says it most is asked about, and another's count beside it tells how much is much."""
    ada = Turn(speaker=ADA.name, text="I sort of like the harbour and sorted the boats by night. " * 40)
    ben = Turn(
        speaker=BEN.name, text="I never liked any harbour that I have seen by night, sort of. " + "It was so. " * 150
    )
    found = {(c.who, c.what): c for c in counted_words(Bank([], [ADA, BEN]), [ada, ben])}

    assert found["Ada Novak", "sort of"].count == 40
    assert (found["Ada Novak", "sort of"].other, found["Ada Novak", "sort of"].others) == ("Ben Osei", 1)
    assert not [who for who, _ in found if who == "Ben Osei"]
