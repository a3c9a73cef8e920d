"""bluff: where a line is cut so that one wants to end it, and how its true ending is shown."""

from dataclasses import replace

import pytest

from content.items import Bank, make_item
from content.items.bluff import surprise, wish
from content.items.halves import halves_of, in_the_players_manner
from content.model import Item, Speaker
from tests.builders import quote, refused

CUT = [
    (
        "I keep every angry letter, because nobody else reads the last page.",
        "because",
        "nobody else reads the last page",
    ),
    ("We shipped on Fridays until the bakery refused to sell us cake.", "until", "the bakery refused to sell us cake"),
    ("A plan is worthless unless I'm allowed to ignore its author.", "unless", "I'm allowed to ignore its author"),
    ("Debugging at night is like ironing a shirt in the dark.", "is like", "ironing a shirt in the dark"),
    ("The whole meeting felt like a funeral for a spreadsheet!", "felt like", "a funeral for a spreadsheet"),
    ("My brother wrote the manual instead of mending the door.", "instead of", "mending the door"),
    ("The cheapest way out of a meeting is to pull the plug of the kettle.", "is to", "pull the plug of the kettle"),
    ("The worst part of my garden is the neighbour and his trumpet.", "is", "the neighbour and his trumpet"),
    ("If somebody moves the kettle, the whole office goes on strike.", "kettle,", "the whole office goes on strike"),
    (
        "Our captain ended up selling umbrellas to the harbour police.",
        "ended up",
        "selling umbrellas to the harbour police",
    ),
    (
        "We kept the yellow telephone because nobody dared to unplug the monster. Kettles sing there.",
        "because",
        "nobody dared to unplug the monster",
    ),
]


@pytest.mark.parametrize(("text", "connective", "ending"), CUT)
def test_a_line_is_cut_where_one_wants_to_go_on(text: str, connective: str, ending: str) -> None:
    """The head ends with the word that asks for more; the ending is as somebody would type it."""
    line = replace(quote(text), score=1.0)
    made = make_item(Bank([line], []), "bluff", line)

    assert isinstance(made, Item)
    assert made.stimulus.endswith(f" {connective} …")
    assert (made.key, made.options) == (ending, ())
    assert made.accept[0] in text


@pytest.mark.parametrize(
    "text",
    [
        "I keep every letter, because I can.",  # two words are no ending
        "I keep every letter, because " + "really " * 9 + "everybody loves letters.",  # too long to be typed
        "I keep letters because they are paper, the box is full.",  # the sentence goes on after its clause
        "Because I keep letters, everybody writes to me on Fridays.",
        "I do not know if anybody reads the letters.",
        "I keep every letter because the letter was expensive.",  # the head tells it
        "I keep every letter (because nobody burns the paper).",
        "Nobody reads the plan and everybody carries it home.",
        "I keep every single letter because Ada wrote the manual.",  # a speaker's name
        "What the harbour tells everybody is like 430 captains burning.",  # nothing is likened to anything
        "What the harbour tells everybody is like not a burning kettle.",
        "It depends on if somebody feeds the parrot of the captain.",  # the head says nothing yet
        "I keep every angry letter because then lawyers visit the bakery.",  # nobody would type “then”
        "I keep every angry letter, and then do like a bonfire of envelopes.",  # nobody does it; it is filled
        "I keep every angry letter because nobody collects these yellow envelopes.",  # which ones was said before
        "I keep every angry letter because Maud Trelawney collects envelopes.",  # a name that nobody invents
        "So I keep every angry letter because nobody else reads envelopes.",
        "When the captains ask them, the whole bakery hides behind the kettle.",  # whom was said before
        "If you look at bakeries like ours, the whole harbour hides behind it.",
        "I keep every angry letter because nobody else reads the last page...",  # the rest was left unsaid
        "If this is your famous bakery, the whole harbour buys umbrellas.",  # which one was said before
        "We sailed at dawn. Once they found the parrot, the whole harbour bought umbrellas.",
        "The only thing that is left is the hoodie of the baker.",  # that is said of a thing inside
        "The best place to write - anything the captain wrote was in need of paper.",
        "The captain burns every letter when the parrot is ill, half the harbour.",  # what comes of it was said before
        "If you write letters to bakeries, about yellow envelopes.",  # that is no clause
    ],
)
def test_what_nobody_wants_to_end_is_left_alone(text: str) -> None:
    """Each with its reason."""
    made = make_item(Bank([quote(text)], [Speaker(name="Ada Novak", aliases=("Ada",))]), "bluff", quote(text))

    assert refused(made) == "no-ending-to-invent"


def test_it_tells_whose_line_is_ended() -> None:
    """Where more than one spoke; it gives no ending away."""
    names = ("Ada Novak", "Ben Osei")
    lines = [replace(quote(text), speaker=name, score=1.0) for name in names for text, *_ in CUT * 3]
    told = [
        make_item(Bank(said, [Speaker(name=name) for name in names]), "bluff", lines[0])
        for said in (lines, lines[: len(CUT)])
    ]

    assert [getattr(made, "stem", "") for made in told] == ["How did Ada Novak end this?", "How does it end?"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # What anybody would have written is found at once among what people invent.
        ("I keep every angry letter, because we had a lot of questions about the code.", "plain-ending"),
        # One thing alone is no ending, nor is one that was left open.
        ("I keep every angry letter, because they are targeted.", "no-ending-to-invent"),
        ("Workshops here are always longer than conference letters are.", "no-ending-to-invent"),
        ("As Ada always says, keep the letters until the bakery burns down.", "names-its-speaker"),
    ],
)
def test_better_none_than_dull(text: str, rule: str) -> None:
    """Endings surprise, and nobody is told whose line it is."""
    line = replace(quote(text), score=0.7)

    assert refused(make_item(Bank([line], [Speaker(name="Ada Novak")]), "bluff", line)) == rule


def test_what_surprises_is_worth_more() -> None:
    """By whoever knows which words follow each other elsewhere."""
    (plain,) = halves_of("I keep every angry letter, because we had a lot of questions about the code.", "en")
    (odd,) = halves_of("I keep every angry letter, because backups can smell fear.", "en")

    assert surprise(odd) > surprise(plain) + 3


def test_one_wants_to_end_short_lines_of_people_themselves() -> None:
    """Of lines that are as good a short one before a long one, and both before what somebody only explains."""
    lines = [
        "I keep every angry letter, because backups can smell fear.",
        "As everybody who sat in the kitchen at night can tell I keep every letter, because backups can smell fear.",
        "The bakery keeps every angry letter that was ever written to it, because backups can smell fear.",
    ]  # fmt: skip
    wishes = []
    for text in lines:
        line = replace(quote(text), score=0.8)
        made = make_item(Bank([line], []), "bluff", line)
        assert isinstance(made, Item)
        wishes.append(wish(made, line))

    assert wishes == sorted(wishes, reverse=True)
    assert wishes[0] > wishes[1] > wishes[2]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich hebe jeden Brief auf, weil niemand sonst die letzte Seite liest.", "de"),
        ("On garde chaque lettre parce que personne ne lit la dernière page.", "fr"),
        ("Guardamos cada carta porque nadie lee la última página.", "es"),
    ],
)
def test_other_languages_have_their_words(text: str, language: str) -> None:
    """And none of another language's."""
    assert len(halves_of(text, language)) == 1
    assert halves_of(text, "en") == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Nobody reads it.", "nobody reads it"), ("I never asked…", "I never asked"), ("...", ""), ("", ""),
        ("I'd rather not!", "I'd rather not"), ("NASA called first.", "NASA called first"), (" a  b ", "a b"),
    ],
)  # fmt: skip
def test_the_players_manner(said: str, shown: str) -> None:
    """First letter small, no full stop; what is large for another reason stays so."""
    assert in_the_players_manner(said) == shown
