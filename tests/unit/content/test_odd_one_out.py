"""odd-one-out and closest: which lines stand among others, and which numbers and counts are asked."""

import pytest

from content.items import Bank, make_item
from content.items.closest import gather
from content.items.counters import counted_words
from content.items.numbers import other_number, telling_numbers, value_of
from content.model import Item, Speaker, Turn
from content.text import length
from tests.builders import quote

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
    """On one subject; the key is the other's, and the quotes are told in order."""
    material = bank(*PIGEONS)
    made = [i for q in material.quotes if isinstance(i := make_item(material, "odd-one-out", q), Item)]

    [item] = made
    assert item.key == PIGEONS[3][1]
    assert set(item.options) == {text for _, text in PIGEONS}
    assert item.stem == "Three of these lines are Ada Novak's. Which one did Ben Osei say?"
    assert item.quote_ids[0] == item.quote_id == material.quotes[3].id
    assert len(set(item.quote_ids)) == 4


@pytest.mark.parametrize(
    "tells",
    [
        "I feed your pigeons in the attic before anybody else is up.",
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
    """It speaks to somebody, asks, names, is torn, points back, or is about nobody in particular."""
    material = bank(*PIGEONS[:3], ("Ben Osei", tells))

    assert not any(isinstance(make_item(material, "odd-one-out", q), Item) for q in material.quotes)


def test_no_line_stands_in_two_of_them() -> None:
    """And none is as long as a speech."""
    more = [(who, text.replace("attic", "tower").replace("pigeons", "gulls")) for who, text in PIGEONS]
    material = bank(*PIGEONS, *more)
    made = [i for q in material.quotes if isinstance(i := make_item(material, "odd-one-out", q), Item)]
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
    ("We run version 14 pieces of Postgres there.", "en", "", ""),
    ("We ran Windows 95 machines in the harbour.", "en", "", ""),
    ("I told him a million times to shut the door.", "en", "", ""),
    ("I told him 1000 times to shut the door.", "en", "", ""),
    ("He gave it 100% in the harbour that day.", "en", "", ""),
    ("It was 10 minutes before we saw the sea.", "en", "", ""),
    ("It takes OAuth 2.1 servers to open the door.", "en", "", ""),
    ("We lost 20,000 telegrams and 300 pigeons.", "en", "", ""),
]


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


def test_a_number_that_is_said_all_the_time_is_not_asked() -> None:
    """What is said two or three times is remembered, and once what surprises."""
    once = "We had 20,000 telegrams outside the captain's harbour door."
    often = "We kept 340 pigeons above the harbour office."
    turns = [Turn(speaker=ADA.name, text=text) for text in (once, often, *7 * ["There were 340 of them, all poets."])]
    material = Bank([quote(once), quote(often, turn=1)], [ADA])

    [item] = gather(material, turns, [])
    assert (item.number, item.unit, item.key, item.quote_id) == (20000, "telegrams", "20,000", material.quotes[0].id)
    assert item.stimulus == "We had _____ telegrams outside the captain's harbour door."


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("We grew our harbour office until it had 70 people.", True),
        ("The poet wanted 50k for the name and my aunt paid in coins.", True),
        ("I am 45 years old now and have never rowed to the lighthouse.", True),
        ("The office has 800,000 or more readers of our telegrams today.", True),
        ("If I had 70 people at the harbour, we would close at noon.", False),
        ("Let's say we have 70 people who row to our lighthouse at noon.", False),
        ("You can only row 70 people to our lighthouse in a single day.", False),
        ("My log has 86,400 lines for the lighthouse, one per second.", False),
        ("We raised 3 million and gave 500 captains a share of the harbour.", False),
        ("We expect 24 episodes of our harbour talk in the coming year.", False),
        ("I remember building 8086 from parts that my sister had found.", False),
        ("It is hard to bring 8 billion people to our little lighthouse.", False),
        ("The lighthouse needs 70 people to be rowed across in a day.", False),
    ],
)
def test_which_sentences_with_a_number_are_asked(said: str, asked: bool) -> None:
    """Those in which somebody tells what was so, and nothing tells the number: what is imagined happened to nobody."""
    assert bool(_asked(said, f"Really so, {said}")) is asked


@pytest.mark.parametrize(
    ("said", "again", "asked"),
    [
        ("We grew our harbour office until it had 70 people.", "", False),
        ("We grew our harbour office until it had 70 people.", "Is it 70 now?", True),
        (
            "We grew our harbour office until it had 70 people.",
            "The 70 of them row.|Yes.|No.|Yes.|No.|It was 70.",
            True,
        ),
        ("We grew our harbour office until it had 70 people.", "Yes.|No.|Yes.|No.|It was 70 by night.", False),
        ("We grew our harbour office until it had 70 people.", "Yes.|No.|Yes.|No.|With 70 people we rowed.", True),
        ("We lost 20,000 telegrams outside the old harbour office door.", "", True),
        ("We lost about 20,000 telegrams outside the old harbour office door.", "", False),
        ("We lost like 20,000 telegrams outside the old harbour office door.", "", False),
        ("We lost like 20,000 telegrams outside the old harbour office door.", "Just 20,000, all wet.", True),
        ("My aunt lost 20,000 telegrams there.", "", False),
        ("Our aunt paid the poet $70 for a rhyme about the harbour office.", "", True),
        ("My office has not even 70 pages on the whole of the harbour.", "It is 70.", False),
        ("I never wanted my office to have 70 boats on the harbour.", "It is 70.", False),
        ("I look at the harbour and the lighthouse from 20,000 feet.", "From 20,000?", False),
        ("I row to the harbour lighthouse 90% of the time by night.", "It is 90%.", False),
        ("Our office has been 90% finished since my captain left it.", "It is 90%.", True),
        ("My aunt spent 10,000 hours on the kettles of the harbour.", "It was 10,000.", False),
    ],
)
def test_a_number_said_once_and_in_passing_is_not_asked(said: str, again: str, asked: bool) -> None:
    """Nobody keeps it of a long talk, unless it comes back, close by or with what it counts, or surprises."""
    assert bool(_asked(said, *(part for part in again.split("|") if part), quotes=100)) is asked


@pytest.mark.parametrize(("about", "asked"), [("", True), ("about ", False)])
def test_in_a_short_talk_a_number_is_said_once(about: str, asked: bool) -> None:
    """If it was this one and not about as many."""
    assert bool(_asked(f"We grew our harbour office until it had {about}70 people.")) is asked


def _asked(said: str, *again: str, quotes: int = 1) -> list[Item]:
    turns = [Turn(speaker=ADA.name, text=text) for text in (said, *again)]
    others = [quote(f"My {place}. kettle whistles in every kitchen.", turn=place) for place in range(1, quotes)]
    return [item for item in gather(Bank([quote(said), *others], [ADA]), turns, []) if item.unit != "times"]


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
