"""What is told of a round in numbers, and that what taste would refuse is made, but nothing wrong."""

import pytest

from content.items import MADE, Bank, Refused, candidates, gathered
from content.items.features import FORMS, LOOSE, features_of, form_of
from content.items.features.line import Line, line, owned
from content.model import Pack, Quote, Rejected, Speaker, Turn
from tests.builders import offered, quote

ADA, BEN, INES = Speaker(name="Ada Novak"), Speaker(name="Ben Osei"), Speaker(name="Ines Moreau")


def told(text: str) -> dict[str, float]:
    """The features of a line."""
    return dict(line(Bank([quote(text)], [ADA]), Line(text)))


@pytest.mark.parametrize(
    ("text", "feature", "expected"),
    [
        ("I painted the harbour kettles red and then I cried.", "own", 1),
        ("The harbour kettles are painted red every winter.", "own", 0),
        ("We painted the harbour kettles red.", "ours", 1),
        ("I think maybe the kettles are probably red.", "hedges", 3),
        ("I totally agree with the harbour captain there.", "of-the-talk", 1),
        ("Then they painted it for them, and it was red.", "points", 4),
        ("They painted it.", "points-first", 2),
        ("That's so true of it.", "leans", 1),
        ("because the kettles were red.", "tied", 1),
        ("because the kettles were red.", "begins-small", 1),
        ("Is the kettle red? I never knew.", "asks", 1),
        ("Is the kettle red? I never knew.", "ends-asking", 0),
        ("You can paint your kettle red, you know.", "yours", 3),
        ("The kettle has 40 lids, said Ines at Postgres.", "figures", 1),
        ("My kettle was red!", "exclaims", 1),
        ("My kettle was… well, red.", "breaks-off", 1),
        ("My kettle was red. It broke. I cried.", "sentences", 3),
        ("I was painting today in the harbour.", "here-and-now", 1),
        ("If I was drawing it would like a child.", "begins-with-self", 0),
        ("I was drawing a child.", "begins-with-self", 1),
    ],
)
def test_what_is_told_of_a_line(text: str, feature: str, expected: float) -> None:
    """Each by one example."""
    assert told(text)[feature] == expected


def test_a_slip_is_rougher_than_what_people_say() -> None:
    """Common words that nobody says one after the other."""
    slip, sound = told("I if the was would a like of they"), told("I would not like to be there")

    assert slip["odd-pairs"] > sound["odd-pairs"] == 0
    assert slip["fluency"] < sound["fluency"]


def test_whose_words_they_are() -> None:
    """Words that somebody comes back to are theirs; those of another are not."""
    mine = [quote(f"My kettle number {n} is from Lisbon.", turn=n) for n in range(3)]
    theirs = [quote(f"The lantern number {n} is red.", turn=10 + n, speaker=BEN.name) for n in range(5)]
    bank = Bank([*mine, *theirs], [ADA, BEN])
    own = dict(owned(bank, Line.of(mine[0].text, mine[0])))
    foreign = dict(owned(bank, Line("The lantern of my dreams.", ADA.name)))

    assert own["own-words"] > own["others-words"] == pytest.approx(1.79, abs=0.01)  # "number" is said by both.
    assert foreign["own-share"] < 0 < foreign["others-words"]


PANEL = [
    *(quote(f"I painted harbour {w} in Postgres with my own uncle.", turn=2 * n) for n, w in enumerate(
        ("kettles", "lanterns", "captains", "ladders"))),
    *(quote(f"I rowed my {w} to the harbour with 40 captains, I think.", turn=20 + n, speaker=BEN.name)
      for n, w in enumerate(("umbrella", "lantern", "piano", "wardrobe"))),
    *(quote(f"They say that {w} are nobody's business here.", turn=40 + n, speaker=INES.name)
      for n, w in enumerate(("umbrellas", "poets", "pianos", "sandals"))),
]  # fmt: skip
VOICES = [ADA, BEN, INES]


def test_what_readers_like_less_is_made_all_the_same() -> None:
    """For its worth to choose from: every line of the panel, and every name in it."""
    bank = Bank(PANEL, VOICES, "en")
    made = {form_of(i): i for q in PANEL for kind in MADE for i in candidates(bank, kind, q)}
    asked = [i for q in PANEL for i in candidates(bank, "who-said", q)]

    assert len(asked) == len(PANEL)
    assert "missing-word" in made


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (quote("Ben Osei painted the harbour kettles red, as he does.", turn=90), "names-a-voice"),
        (quote("My kettle is red, red, and I mean -- the the", turn=90), "broken-speech"),
        (quote("Option two: the harbour kettles are painted red.", turn=90), "read-out"),
        (quote("I painted the harbour kettles red all night.", turn=90, speaker="A Waiter"), "hardly-known-voice"),
    ],
)
def test_what_is_wrong_is_refused(said: Quote, rule: str) -> None:
    """Whose words they are, and whether they can be read, is no matter of taste."""
    made = offered(Bank([*PANEL, said], VOICES, "en"), "who-said", said)

    assert isinstance(made, Refused)
    assert made.rule == rule


def test_each_form_has_features_in_one_order(round_table: Pack) -> None:
    """Of every item that the shipped talk gives, whatever it asks; they are finite numbers, and the same for a form."""
    bank = Bank(round_table.quotes, round_table.speakers, "en", "The Round Table")
    names: dict[str, list[str]] = {}
    judged = {form.split()[0] for form in (*FORMS, "odd-one-out")}
    made = [(i, q) for q in round_table.quotes for kind in MADE if kind in judged for i in candidates(bank, kind, q)]
    for item, asked in made:
        found = features_of(bank, item, asked)
        assert list(found) == names.setdefault(form_of(item), list(found)), form_of(item)
        assert all(abs(value) < 1000 for value in found.values())

    assert names.keys() <= {*FORMS, "odd-one-out"}
    assert len(names) >= 4


def test_numbers_and_counts_have_features_of_their_own() -> None:
    """Whether the number is exact, round and said of something; a count is told by what is asked."""
    said = "I sold about 4,000 harbour kettles to my uncle."
    often = " ".join(["I painted a kettle, I mean, and we rowed away to the harbour again."] * 40)
    turns = [Turn(speaker=ADA.name, text=said), Turn(speaker=ADA.name, text=often)]
    bank = Bank([quote(said)], [ADA], "en")
    left: list[Rejected] = []
    found = {form_of(i): features_of(bank, i, None) for i in gathered(bank, turns, left)}

    number = found["closest typed"]
    assert (number["exact"], number["round"], number["size"], number["somebodys"]) == pytest.approx(
        (0, 0.75, 3.602, 1), abs=0.01
    )
    assert "closest count" not in found or found["closest count"]["times"] > 1
    assert found.keys() <= LOOSE.keys()
