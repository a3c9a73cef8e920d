"""What would tell an open item (its quote, its key, the sources of its options, wherever they stand) and what not."""

import json
import random
import sys
import tracemalloc
from dataclasses import asdict, replace

import pytest

from bot.library.index import QuoteIndex
from bot.library.library import Library
from bot.library.lookup import Found, NotFound, Unsure
from bot.library.refusals import BeingAsked, NothingToShow
from bot.library.rows import open_items
from bot.library.withheld import NOTHING, Withheld, traces_of
from content.items.rules import SWAPPED, TRUE
from content.model import Item
from tests.builders import pack, stored

SAID = "Tea first, decisions later, and regrets go into the minutes of the following week."
ENDING = Item(
    id="e", kind="finish-the-quote", stimulus="Tea first, decisions later, and …", stem="How does it go on?",
    key="regrets go into the minutes of the following week.",
    options=("regrets go into the minutes of the following week.", "the kettle is nobody's but the night shift's."),
    quote_id="q",
)  # fmt: skip
GAP = Item(
    id="g", kind="missing-word", stimulus=SAID.replace("decisions", "_____"),
    stem="Which word is missing?", key="decisions", options=("decisions", "answers", "orders"), quote_id="q",
)  # fmt: skip
WHO = Item(
    id="w", kind="who-said", stimulus=SAID, stem="Who said this?", key="Anna Maria Moreau",
    options=("Anna Maria Moreau", "Ben van der Osei"), quote_id="q",
)  # fmt: skip
CHANGED = Item(
    id="s", kind="true-or-swapped", stimulus=SAID.replace("regrets", "biscuits"), stem="Was it said like this?",
    key=SWAPPED, options=(TRUE, SWAPPED), quote_id="q", explanation="“biscuits” was swapped in for “regrets”.",
)  # fmt: skip
WRITTEN = Item(
    id="h", kind="hand-written", stimulus="", stem="What comes first?", key="tea", options=("tea", "jam", "ink"),
    explanation="Ines said that tea comes first and that decisions follow later in the day.",
)  # fmt: skip
MANY = Item(
    id="m", kind="who-said", stem="Who said this?", key="森", options=("森", "林", "原"), quote_id="q",
    stimulus="My oldest bug is older than my daughter. It has a name, it has a birthday, and nobody may fix it, "
    "because three customers and one lighthouse depend on what it does to the clock every other spring.",
)  # fmt: skip
NUMBER = Item(
    id="n", kind="closest", stimulus="We counted _____ spoons that year.", stem="Which number was it?",
    key="forty-two", number=42, unit="spoons", quote_id="q",
)  # fmt: skip
COUNTER = Item(
    id="c", kind="closest", stimulus="", key="31", number=31, unit="times",
    stem="How often does Ada Novak say “honestly” in this talk, in about 4,100 words? The nearer, the more points.",
)  # fmt: skip
JAPANESE = Item(
    id="j", kind="who-said", stimulus="図書館の雨漏りは、夏の終わりにだけ静かになります。", stem="誰？", key="森",
    quote_id="q", options=("森", "林", "原"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("item", "text"),
    [
        *((item, SAID) for item in (ENDING, GAP, WHO, CHANGED)),
        # Another edition of the same passage, a longer one, a part of it, and the turn in which it was said.
        (GAP, "tea first; decisions later, and regrets go in the minutes of the following week!"),
        (WHO, f"As I always say on Mondays when nobody listens to me. {SAID} And then there is cake for everybody."),
        (WHO, "Decisions later, and regrets go into the minutes."),
        # Cut otherwise in another pack: most of it is of another quote, and a few words in a row are of this.
        (
            WHO,
            f"{'Nobody came to the meeting about the kettle, and it went well. ' * 3}And regrets go into the minutes.",
        ),
        (GAP, f"Tea first, decisions later, and on with it. {'Nobody came to the meeting about the kettle. ' * 3}"),
        # The gap and two words before it, or two behind it, tell what stands in it.
        (GAP, f"It was tea first, decisions later that day. {'Nobody came to the meeting about the kettle. ' * 3}"),
        (GAP, f"I come first, decisions later, and then home. {'Nobody came to the meeting about the kettle. ' * 3}"),
        (MANY, "The lamp by the door. It has a name, it has a birthday, and it has a chair of its own in my kitchen."),
        (CHANGED, f"{'Nobody came. ' * 80}{SAID}{' Nobody left.' * 80}"),
        # The next passage begins with the ending; an option is the ending of another quote.
        (ENDING, "Regrets go into the minutes of the following week. That is how we learned to laugh about them."),
        (ENDING, "Whoever drinks from it after midnight knows that the kettle is nobody's but the night shift's."),
        (ENDING, "After midnight everybody knows that the kettle is nobody's but the night watch's."),
        (NUMBER, "In the end there were forty-two of them, and every one was a spoon."),
        (WRITTEN, "Tea comes first, and decisions follow later in the day, as Ines said."),
        (JAPANESE, "でも図書館の雨漏りは、夏の終わりにだけ静かになりますから。"),
    ],
)
def test_what_tells_an_open_item(item: Item, text: str) -> None:
    """In any pack and on any road."""
    assert Withheld([item]).hides_text(text)


@pytest.mark.parametrize("item", [ENDING, GAP, WHO, CHANGED, WRITTEN, JAPANESE, MANY, NUMBER, COUNTER])
@pytest.mark.parametrize(
    "text",
    [
        "", "Tea.", "Tea first.", "The kettle is on.", "Anna Maria Moreau met Ben van der Osei at the market.",
        "Decisions follow whoever makes them, and regrets follow the rest of the following week.",
        "It has a name for every day of the week.",
        "We made a few decisions, later and louder than ever in this house.",
        "Honestly, forty people came.", "図書館のことができます。",
        "Yes, word for word", "No, a word is swapped", "Asked of Anna Maria Moreau.", "会議は雨の日にだけ静かです。",
    ],
)  # fmt: skip
def test_what_does_not(item: Item, text: str) -> None:
    """Single words, names and a few words in common are no secret."""
    assert not Withheld([item]).hides_text(text)
    assert not NOTHING.hides_text(text or SAID)


def test_how_often_something_is_said_is_not_told_while_it_is_asked() -> None:
    """Some that hold it are shown as ever, and not how many there are, nor the next of them."""
    said = [f"Well, honestly, number {i} was never mine, and nobody asked." for i in range(9)]
    index = QuoteIndex()
    library = Library([stored(1, pack("talk", *said))], index.over)
    asked, quiet = library.without(Withheld([COUNTER])), library.without(NOTHING)

    for words in ("honestly", "Ada Novak honestly", "well, honestly"):
        told = asked.search(words, 25)
        assert isinstance(told, Unsure)
        assert (len(told.matches), told.sharing) == (3, 0)
        assert asked.search(words, 3, begin=3) == told
    told = quiet.search("honestly", 25)
    assert isinstance(told, Unsure)
    assert told.sharing == 9
    told = asked.search("nobody asked", 25)
    assert isinstance(told, Unsure)
    assert told.sharing == 9


def test_a_quote_put_right_by_hand_is_known_by_the_transcript_too() -> None:
    """Where it is asked, and where another pack has the passage as it was said."""
    ours, theirs = pack("talk", "Tea comes first."), pack("again", SAID)
    edited = replace(ours.quotes[0], original=SAID, edited=True)
    library = Library([stored(1, replace(ours, quotes=(edited,)), 1), stored(2, theirs, 2)])

    assert library.without(Withheld([replace(WHO, quote_id="r")])).get(1) is None
    assert library.without(Withheld([replace(WHO, quote_id=edited.id, stimulus=edited.text)])).get(2) is None
    assert library.without(Withheld([COUNTER])).get(1) is not None


def test_what_may_not_be_asked_besides() -> None:
    """The item itself, another about its quote, one that shows it, one that asks for an option's source."""
    other = Item(id="o", kind="missing-word", stimulus="A heron waits for the _____.", stem="Which?", key="committee")
    same_quote = replace(other, quote_id="q")
    same_text = replace(other, stimulus=SAID.replace("decisions", "_____"), key="decisions")
    apart = replace(ENDING, id="o", quote_id="r", stimulus="After midnight everybody knows that …")
    home, kettle = "we all go home early.", ENDING.options[1]
    offers_it = replace(apart, key=home, options=(home, ENDING.key))
    asks_for_an_option = replace(apart, key=kettle, options=(kettle, home))
    both_true = replace(CHANGED, id="o", quote_id="r", stimulus="Nobody reads the plan until it is on fire.")
    withheld = Withheld([ENDING])

    assert all(map(withheld.hides_item, (ENDING, same_quote, same_text, offers_it, asks_for_an_option)))
    assert not withheld.hides_item(other)
    assert not Withheld([CHANGED]).hides_item(both_true)
    assert not NOTHING.hides_item(ENDING)


def test_a_written_item_is_not_asked_when_its_reveal_would_tell() -> None:
    """Its own words say nothing, but the quote that is shown with the answer does."""
    ours = pack("talk", "Decisions later, and regrets go into the minutes, as they do every week.", "A heron waits.")
    harmless = Item(id="h", kind="hand-written", stimulus="", stem="What comes later?", key="decisions",
                    options=("decisions", "tea", "cake"), quote_id=ours.quotes[0].id)  # fmt: skip
    library = Library([stored(1, replace(ours, items=(harmless,)))])

    assert not Withheld([WHO]).hides_item(harmless)
    assert list(library.without(Withheld([WHO])).written(library.packs.values())) == []
    assert list(library.without(NOTHING).written(library.packs.values())) == [(harmless, 1)]


def test_a_view_has_no_road_to_it() -> None:
    """By number, at random, by words, in items; the same passage in another pack neither; the rest is there."""
    ours = pack("talk", SAID, "A heron waits longer than any committee.")
    theirs = pack("again", "Tea first. Decisions later, and regrets go into the minutes of the following week, always.")
    index = QuoteIndex()
    library = Library([stored(1, ours, 1), stored(2, theirs, 3)], index.over)
    view = library.without(Withheld([replace(WHO, quote_id=ours.quotes[0].id)]))

    for number in (1, 3):
        assert view.get(number) is None
        with pytest.raises(BeingAsked):
            view.number(number)
    assert view.number(2).quote.text.startswith("A heron")
    with pytest.raises(NothingToShow):
        view.draw(random.Random(1), pack="again")
    assert isinstance(view.search("decisions later and regrets go into the minutes"), NotFound)
    assert isinstance(view.search("a heron waits longer"), Found)
    assert isinstance(library.without(NOTHING).search("decisions later and regrets go into the minutes"), Unsure)
    assert {q.number for q in map(view.get, (1, 2, 3)) if q} == {2}
    told = library.revealed(1)
    assert told is not None
    assert told.quote.text == SAID


def test_what_is_remembered_of_rounds_stays_small() -> None:
    """Every round asks an item of its own: however many long ones were asked, a process grows by some megabytes."""
    spoken = " ".join(f"word{n}" for n in range(60))
    item = replace(WHO, id="long", stimulus=spoken)
    tracemalloc.start()
    try:
        kept = traces_of(item)
        bytes_each, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    most = traces_of.cache_info().maxsize
    assert kept.said
    assert most is not None
    assert most * bytes_each < 16_000_000


def test_what_is_open_is_gone_through_once_however_many_texts_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of quotes asks for each of its texts; while fifty rounds are open that would be the most of its work."""
    hashed: list[str] = []

    def noted(item: Item) -> int:
        hashed.append(item.id)
        return hash(item.id)

    rounds = Withheld([replace(WHO, id=f"round {n}", quote_id=f"quote {n}") for n in range(50)])
    monkeypatch.setattr(Item, "__hash__", noted)
    assert not any(rounds.hides_text(f"nothing of the kind {n}") for n in range(100))
    assert len(hashed) <= 10 * len(rounds.opened)


def test_items_are_known_again_by_their_ids() -> None:
    """So that nobody goes through all of an item's texts to find what is remembered of it; equal is what is equal."""
    other = replace(WHO, stem="Whose words are these?")
    assert hash(other) == hash(WHO)
    assert other != WHO
    assert hash(replace(WHO)) == hash(WHO)


def test_what_items_look_like_is_remembered_within_a_bound() -> None:
    """Each round's is one of its own: an evening of thousands leaves a few megabytes."""
    frozen = json.dumps(asdict(replace(WHO, id="long", stimulus="word " * 300, explanation="word " * 300)))
    tracemalloc.start()
    try:
        kept = open_items._item(frozen)
        bytes_each, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    most = open_items._item.cache_info().maxsize
    assert kept
    assert most is not None
    assert most * (bytes_each + sys.getsizeof(frozen)) < 8_000_000
