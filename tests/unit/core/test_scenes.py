"""What stands above a line that is asked about: what was said right before it; and what never does."""

from dataclasses import replace

import pytest

from bot.games.history import History
from bot.games.scene_wording import scene as line_above
from bot.games.use_cases.scenes import asides_of
from bot.library.blocked import Blocked
from bot.library.library import Library
from bot.library.model import NumberedQuote, Scene, StoredPack
from bot.library.scenes import last_words
from bot.library.withheld import Withheld
from content.model import Item, Turn
from tests.builders import quote
from tests.unit.core.shelf import A, B, about
from tests.unit.core.test_asides import LINE, talk

BEFORE = "What is a backup worth to you?"
WHO = Item(id="w", kind="who-said", stimulus=LINE, stem="Who said this?", key=A, options=(A, B, "Ida Quist"))


def led_by(*said: Turn) -> StoredPack:
    """A talk in which that line comes after these turns, or at the end of the last of them."""
    *others, last = said
    return talk(*others, replace(last, text=f"{last.text} {LINE}") if last.speaker == A else last, *(
        () if last.speaker == A else (Turn(speaker=A, text=LINE),)
    ))  # fmt: skip


def shown(held: StoredPack, withheld: Withheld | None = None, item: Item = WHO) -> Scene | None:
    """What stands above that line."""
    library = Library([held])
    (numbered,) = [q for q in held.quotes if q.quote.text == LINE]
    return library.without(withheld or Withheld()).scene(item, numbered)


def test_it_is_what_was_said_right_before_by_whomever() -> None:
    """The last sentence of somebody else, or of the same voice."""
    assert shown(led_by(Turn(speaker=B, text=f"Let us talk about that. {BEFORE}"))) == Scene(
        f"Let us talk about that. {BEFORE}", B, went_on=False
    )
    own = shown(led_by(Turn(speaker=A, text="We pay for four of them.")))
    assert own == Scene("We pay for four of them.", A, went_on=True)
    # A short one with what its speaker had said before.
    two = shown(led_by(Turn(speaker=B, text="Nobody knows. Let us talk about backups. It was odd.")))
    assert two == Scene("Let us talk about backups. It was odd.", B, went_on=False)
    # Before the first line nobody said anything.
    assert shown(talk(Turn(speaker=A, text=LINE))) is None


def test_of_a_long_sentence_the_end_is_enough_and_people_may_trail_off() -> None:
    """What is left out is marked."""
    long = " ".join(f"word{n}" for n in range(40)) + "."
    told = shown(led_by(Turn(speaker=B, text=long)))
    assert told is not None
    assert told.text.startswith("… word12 ")
    assert told.text.endswith("word39.")
    assert shown(led_by(Turn(speaker=B, text="It is like a lottery..."))) is not None


@pytest.mark.parametrize(
    "said",
    [
        "And now Ada, please.", "So Ben will tell.", "I think Nov knows that.", "Tell us, Anovak.",
        "A rumour has, um -- it has", "His salary pays for four of them.",
        "Please visit our sponsor for more on that.", "What is a [unintelligible 00:06:06] worth?",
    ],
)  # fmt: skip
def test_what_tells_a_name_or_is_not_fit_to_be_read_is_left_out(said: str) -> None:
    """Whoever is called by name there may be the answer."""
    assert shown(led_by(Turn(speaker=B, text=BEFORE))) is not None
    assert shown(led_by(Turn(speaker=B, text=said))) is None


def test_what_holds_a_word_of_an_answer_is_left_out() -> None:
    """Be it an answer that is not a speaker's name: members are asked for by their own."""
    member = replace(WHO, key="Quelle", options=("Quelle", B))
    assert shown(led_by(Turn(speaker=B, text="Have you heard of that lady's yard?")), item=member) is not None
    assert shown(led_by(Turn(speaker=B, text="Have you heard of Quelle's yard?")), item=member) is None


def test_only_where_it_helps() -> None:
    """Not above a gap, which it would tell; samples show what was written for them."""
    held = led_by(Turn(speaker=B, text=BEFORE))
    assert shown(held, item=replace(WHO, kind="closest")) is None
    assert shown(held, item=replace(WHO, kind="missing-word")) is None
    assert shown(replace(held, info=replace(held.info, sample=True))) is None


@pytest.mark.parametrize(
    "withheld",
    [
        Withheld(blocked=Blocked(speakers=frozenset({"ben osei"}))),
        Withheld(blocked=Blocked(phrases=frozenset({"worth"}))),
        Withheld([about("So what is a backup worth to you, Ida?", "backup")]),
    ],
)  # fmt: skip
def test_nothing_is_shown_that_is_withheld_or_blocked(withheld: Withheld) -> None:
    """Another round may ask for it."""
    assert shown(led_by(Turn(speaker=B, text=BEFORE)), withheld) is None


def test_while_a_line_is_asked_about_what_stands_above_it_is_not_told() -> None:
    """Whose it is would tell who said the line; of what shows nothing above it nothing is kept."""
    held = led_by(Turn(speaker=A, text="We pay for four of them."))
    asked = replace(WHO, quote_id=held.quotes[0].quote.id)
    library = Library([held])

    assert library.without(Withheld([asked])).withheld.hides_text("We pay for four of them.")
    closest = replace(asked, kind="closest", key="4")
    assert not library.without(Withheld([closest])).withheld.hides_text("We pay for four of them.")


def test_what_was_shown_is_not_asked_in_the_same_game() -> None:
    """A quote that stood above another one was read."""
    second = quote("We pay for four of them, and none of them works.", turn=0, speaker=B)
    told = shown(talk(Turn(speaker=B, text=second.text), Turn(speaker=A, text=LINE), others=(second,)))

    assert told == Scene(second.text, B, went_on=False, quote_ids=(second.id,))
    assert second.id in History.of([], asides_of(told)).game_quotes


def test_of_two_lines_that_were_shown_neither_is_asked() -> None:
    """A short one stands with what its speaker had said before; both may be quotes."""
    first, second = (
        quote("Nobody has ever thanked a lighthouse for that.", turn=0, speaker=B),
        quote("We pay for four of them.", turn=0, speaker=B),
    )
    said = Turn(speaker=B, text=f"{first.text} {second.text}")
    told = shown(talk(said, Turn(speaker=A, text=LINE), others=(first, second)))

    assert told is not None
    assert set(told.quote_ids) == {first.id, second.id}
    assert {first.id, second.id} <= History.of([], asides_of(told)).game_quotes


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (Scene(BEFORE, B, went_on=False), f"Somebody had just asked: “{BEFORE}”"),
        (Scene("We pay.", B, went_on=False), "Somebody else had just said: “We pay.”"),
        (Scene("We pay.", A, went_on=True), "Right before that, the same voice: “We pay.”"), (None, ""),
    ],
)  # fmt: skip
def test_the_line(told: Scene | None, line: str) -> None:
    """No name, and whether the voice is the same."""
    assert line_above(told) == line


def test_whose_speaker_was_put_right_has_nothing_above() -> None:
    """Nobody can tell then who spoke before."""
    held = led_by(Turn(speaker=A, text="We pay for four of them."))
    (own,) = held.quotes
    moved: NumberedQuote = replace(own, quote=replace(own.quote, speaker=B))
    assert shown(replace(held, quotes=(moved,))) is None


THEN = "And then we found it behind the boiler, where nobody had looked since my uncle retired."
FIRST = "We had been through all of the cellar, and then through the attic with a torch and a dog that barked."
LAST = "which had never been looked after by anybody in all those years, would not see another winter"
LONG = "What the plumber told us on that morning when the whole of the cellar stood in water was that the boiler,"


@pytest.mark.parametrize(
    ("before", "told"),
    [
        # The second sentence alone is short enough; of a long one its last clauses are shown, of one without any its
        # last words.
        (f"{FIRST} {THEN}", THEN), (f"{LONG} {LAST}", f"… {LAST}"),
        (" ".join(f"kettle{n}" for n in range(40)), "… " + " ".join(f"kettle{n}" for n in range(12, 40))),
    ],
)  # fmt: skip
def test_what_is_long_is_shown_from_where_something_begins(before: str, told: str) -> None:
    """Readers met half a clause above a line and could not tell what it was about."""
    assert last_words(before) == told
