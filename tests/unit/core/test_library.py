"""The library of a workspace: which packs are meant, what of them is shown, and by which roads."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.library.index import QuoteIndex
from bot.library.library import Library, View
from bot.library.lookup import Found, NotFound, Result, Unsure
from bot.library.model import (
    UNDO_TIME,
    NumberedQuote,
    Said,
    StoredPack,
    passage_key,
    passage_place,
)
from bot.library.refusals import BeingAsked, NoSuchPack, NothingToShow, NumberRemoved, NumberUnknown
from bot.library.withheld import NOTHING, Withheld
from content.items import Refused
from content.model import Item, Source, Speaker, Turn
from content.packs import read_file
from content.passages import Passages
from content.shipped import shipped_folder
from tests.builders import NOON, pack, quote, quotes_of, stored
from tests.positions import stored as numbered

A, B = "Ada Novak", "Ben Osei"
READS = "Nobody reads the plan until the day it burns."
FIRST = "Tea first, decisions later, regrets in the minutes."
TALK = (
    Turn(speaker=A, text=f"We keep it in a drawer. {READS} That is how it is.", section="Plans"),
    Turn(speaker=B, text="The lamp went out in March, and nobody noticed."),
)


def plans(**facts: object) -> StoredPack:
    """Two voices: of Ada's turn one sentence is a quote, and Ben's is none."""
    made = replace(
        pack("plans", READS), source=Source(title="On Plans"), turns=TALK, speakers=(Speaker(name=A), Speaker(name=B))
    )
    kept = replace(stored(1, made), passages=Passages(TALK, made.quotes), removed=frozenset({5}))
    return replace(kept, **facts)  # type: ignore[arg-type]


TEA = stored(2, pack("tea", FIRST, "The kettle is on again.", speaker=B), first=11)
TEA = replace(TEA, speakers=(Speaker(name=B),))
EVENING = stored(3, pack("evening", "The lamp by the door is never out.", speaker=A, sample=True), first=21)
GONE = stored(4, pack("gone", "This was removed with its pack."), first=31)
GONE = replace(GONE, info=replace(GONE.info, removed_at=NOON), removed=frozenset({31}), quotes=())


def library(*packs: StoredPack) -> Library:
    """These packs, searched as ever; without any, all of the above."""
    return Library(packs or (plans(), TEA, EVENING, GONE), QuoteIndex().over)


def view(*packs: StoredPack, open_items: tuple[Item, ...] = ()) -> View:
    """What people see of it while these are asked."""
    return library(*packs).without(Withheld(open_items) if open_items else NOTHING)


def about(text: str, key: str = "plan") -> Item:
    """A gap in a quote."""
    return Item(
        id="gap", kind="missing-word", stimulus=text.replace(key, "_____"), stem="Which word?", key=key,
        quote_id=quote(text).id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "name"),
    [("plans", "plans"), ("PLANS", "plans"), ("on plans", "plans"), ("evening", "evening"), ("tea ", "tea")],
)
def test_a_pack_is_meant_by_its_name_or_its_title(said: str, name: str) -> None:
    """In small letters or large ones."""
    assert library().pack(said).info.name == library().named(said) == name


def test_of_equal_names_the_newest_is_meant() -> None:
    """A name before a title, whoever is newer."""
    twin = stored(7, pack("tea"), first=71)
    titled = stored(8, replace(pack("other"), source=Source(title="Plans")), first=81)

    assert library(TEA, twin).pack("tea").info.id == 7
    assert library(plans(), titled).pack("plans").info.id == 1
    assert library(titled, plans()).pack("plans").info.id == 1


@pytest.mark.parametrize(
    "look",
    [
        lambda known: known.pack("nowhere"), lambda known: known.called("nowhere"), lambda known: known.chosen("gone"),
        # What games and schedules keep is a name, no title.
        lambda known: known.called("On Plans"), lambda known: known.chosen("On Plans"),
    ],
)  # fmt: skip
def test_a_pack_that_is_not_there_is_refused_with_those_that_are(look: Callable[[Library], object]) -> None:
    """Samples too, and none that was removed."""
    with pytest.raises(NoSuchPack) as refused:
        look(library())
    assert refused.value.facts["known"] == ["plans", "tea", "evening"]
    assert library().named("nowhere") == ""


def test_samples_rest_while_there_is_a_pack_of_somebody_s_own() -> None:
    """They can still be named."""
    known = library()

    assert [p.info.name for p in known.in_use] == [p.info.name for p in known.chosen("")] == ["plans", "tea"]
    assert known.resting_samples == ("evening",)
    assert [p.info.name for p in known.chosen("evening")] == ["evening"]
    alone = library(EVENING, GONE)
    assert [p.info.name for p in alone.in_use] == ["evening"]
    assert alone.resting_samples == ()
    assert not library(GONE).in_use


def test_what_a_number_tells() -> None:
    """How many there are, whose, of which pack; the blurb of whoever said it."""
    host = Speaker(name=B, blurb="keeps the kettle")
    tea = replace(TEA, speakers=(Speaker(name=A), host))
    nobody = stored(5, pack("sayings", "What boils over is nobody's."), first=51)
    nobody = replace(nobody, quotes=tuple(replace(q, quote=replace(q.quote, speaker=None)) for q in nobody.quotes))
    known = library(plans(), tea, EVENING, GONE, nobody)
    kettle = quotes_of(known, "tea")[1]

    assert known.size == 5
    assert [n for n in range(60) if known.has(n)] == [1, 11, 12, 21, 51]
    # The sample is not in use.
    assert (known.said_by(A), known.said_by(B), known.said_by("Ines Moreau")) == (1, 2, 0)
    assert known.info(kettle).name == "tea"
    assert known.speaker(kettle) == host
    assert known.speaker(quotes_of(known, "sayings")[0]) is None
    assert [known.revealed(n) for n in (12, None, 13)] == [kettle, None, None]


def test_everybody_is_known_once() -> None:
    """With what they are called anywhere in the packs in use."""
    one, other = (
        replace(s, speakers=(Speaker(name=A, aliases=al),)) for s, al in ((TEA, ("Ada",)), (plans(), ("AN", "Ada")))
    )

    assert [(s.name, s.aliases) for s in library(one, other, EVENING).speakers] == [(A, ("AN", "Ada"))]


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(5, NumberRemoved), (31, NumberRemoved), (6, NumberUnknown), (0, NumberUnknown), (1, BeingAsked)],
)
def test_a_number_that_shows_nothing_says_why(number: int, refusal: type[Refusal]) -> None:
    """Removed, never there, or being asked right now."""
    seen = view(open_items=(about(READS),))

    with pytest.raises(refusal):
        seen.number(number)
    assert seen.get(number) is None
    assert seen.number(12).quote.text == "The kettle is on again."


def test_what_is_asked_is_not_chosen_either() -> None:
    """Not ranked, not drawn, not made an item of; its number is counted all the same."""
    quiet, seen = view(), view(open_items=(about(READS),))
    packs = seen.library.in_use

    assert [q.number for q in quiet.ranked(packs)] == [1, 11, 12]
    assert [q.number for q in seen.ranked(packs)] == [11, 12]
    assert [n for n, _ in seen.numbers(packs)] == [1, 11, 12]
    assert {seen.draw(random.Random(seed)).number for seed in range(30)} == {11, 12}
    with pytest.raises(NothingToShow):
        seen.draw(random.Random(1), pack="plans")


def scored(*scores: float, verbatim: tuple[bool, ...] = ()) -> View:
    """A pack of quotes with these scores, numbered from 1, each of another voice."""
    made = pack("talk", *(f"Line number {n} of the minutes." for n in range(len(scores))))
    quotes = tuple(
        NumberedQuote(
            number=n,
            pack_id=1,
            quote=replace(q, score=score, speaker=f"V{n}", verbatim=verbatim[n - 1] if verbatim else True),
        )
        for n, (q, score) in enumerate(zip(made.quotes, scores, strict=True), 1)
    )
    return view(replace(stored(1, made), quotes=quotes))


def test_the_better_ones_are_drawn_more_often() -> None:
    """Of those not seen lately; where all were, the one seen longest ago; of one speaker, where one is wanted."""
    seen = scored(0.9, 0.1, 0.1)
    drawn = [seen.draw(random.Random(seed)).number for seed in range(60)]

    assert drawn.count(1) > 40
    assert {seen.draw(random.Random(seed), seen=(1, 3)).number for seed in range(9)} == {2}
    assert seen.draw(random.Random(1), seen=(3, 1, 2)).number == 2
    assert seen.draw(random.Random(1), speaker="V3").number == 3
    with pytest.raises(NothingToShow):
        seen.draw(random.Random(1), speaker="V9")


def test_of_a_long_talk_hardly_any_poor_line_is_drawn() -> None:
    """Of scores as a talk has them, nine of ten draws are from the better half, and not always the same ones."""
    seen = scored(*(0.3 + 0.006 * n for n in range(100)))
    drawn = [seen.draw(random.Random(seed)).number for seed in range(200)]

    assert sum(number > 50 for number in drawn) > 180
    assert len(set(drawn)) > 30


def test_what_was_really_said_is_drawn_before_claims() -> None:
    """Only where that is wanted, and only as long as there is any."""
    mixed, claims = scored(0.9, 0.1, verbatim=(False, True)), scored(0.9, 0.1, verbatim=(False, False))

    assert {mixed.draw(random.Random(seed), verbatim=True).number for seed in range(20)} == {2}
    assert 1 in {mixed.draw(random.Random(seed)).number for seed in range(20)}
    assert 1 in {claims.draw(random.Random(seed), verbatim=True).number for seed in range(20)}


WRITTEN = Item(
    id="boils", kind="hand-written", stimulus="", stem="What boils?", key="the kettle",
    options=("the kettle", "the lamp", "the sea"), quote_id=quote("The kettle is on again.").id,
)  # fmt: skip


def test_written_items_come_with_the_number_of_their_quote() -> None:
    """None without one; none that tells what is asked, or is about it; in a random order where chance is given."""
    free = replace(WRITTEN, id="free", stem="What sings?", key="the sea", quote_id=None)
    kept = replace(TEA, items=(WRITTEN, free))
    packs = view(kept).library.in_use
    told = [(item.id, number) for item, number in view(kept).written(packs)]

    assert told == [("boils", 12), ("free", None)]
    orders = {tuple(i.id for i, _ in view(kept).written(packs, random.Random(seed))) for seed in range(9)}
    assert orders == {("boils", "free"), ("free", "boils")}
    asked = view(kept, open_items=(about("The kettle is on again.", "kettle"),))
    assert [item.id for item, _ in asked.written(packs)] == ["free"]
    # The same quote in another pack has a number of its own.
    twin = replace(stored(6, pack("twin", "The kettle is on again.", speaker=B), first=61), items=(WRITTEN,))
    seen = view(kept, twin)
    assert [n for _, n in seen.written([seen.library.pack("twin")])] == [61]
    assert [(i.id, n) for i, n, _ in seen.offers("hand-written", seen.library.in_use, random.Random(1))][-1] == (
        "boils",
        61,
    )


def test_what_can_be_asked_of_a_kind() -> None:
    """Made of the quotes, of as many as may be tried; nothing that would tell what is open."""
    talk = numbered(read_file(shipped_folder() / "the-round-table.md"), 1)
    quiet = view(talk)
    packs, rng = quiet.library.in_use, random.Random(1)
    every = {number: item for item, number, _ in quiet.offers("who-said", packs, rng)}
    number, item = next(iter(every.items()))

    assert len(every) > 70
    assert all(offered.kind == "who-said" for offered in every.values())
    assert 0 < len(list(quiet.offers("who-said", packs, rng, 9))) <= 9
    made = quiet.make("who-said", number or 0)
    assert not isinstance(made, Refused)
    assert made.key == item.key
    asked = view(talk, open_items=(item,))
    assert number not in {n for _, n, _ in asked.offers("who-said", packs, rng)}
    assert isinstance(asked.make("who-said", number or 0), Refused)


@pytest.mark.parametrize(
    ("typed", "name"), [("Ada", A), ("ada novak", A), ("Osei", B), ("Novik", A), ("the plan", None), ("", None)]
)
def test_one_speaker_is_meant_by_a_name(typed: str, name: str | None) -> None:
    """In part, with a typo; words name nobody."""
    assert view().by_speaker(typed) == name


def test_nobody_is_meant_by_a_name_of_two() -> None:
    """Both are called Ada."""
    both = replace(TEA, speakers=(Speaker(name="Ada Novak"), Speaker(name="Ada Moreau")))

    assert view(both).by_speaker("Ada") is None


def test_what_is_in_no_quote_is_a_passage() -> None:
    """Under a key that no quote has, found by its id; with what was said around it in the same breath."""
    seen = view()
    keys = [passage_key(1, place) for place in range(3)]
    told = [seen.said(key) for key in keys]

    assert [said.passage.text for said in told if said] == [
        "We keep it in a drawer.", "That is how it is.", "The lamp went out in March, and nobody noticed.",
    ]  # fmt: skip
    drawer = told[0]
    assert isinstance(drawer, Said)
    assert seen.meant(keys[0]) == drawer == seen.find(1, drawer.passage.id)
    assert seen.around(drawer) == ("", "We keep it in a drawer.", f" {READS} That is how it is.")
    assert seen.meant(12) == seen.number(12)
    assert seen.find(1, "nothing") is seen.find(9, drawer.passage.id) is seen.said(passage_key(1, 3)) is None
    assert seen.said(passage_key(9, 0)) is None


def test_a_passage_beside_what_is_asked_tells_nothing_of_it() -> None:
    """Nor is the passage itself shown while that is what is asked."""
    seen = view(open_items=(about(READS),))
    drawer = seen.said(passage_key(1, 0))
    assert drawer is not None
    assert seen.around(drawer) == ("", "We keep it in a drawer.", "")

    lamp = view(open_items=(about(TALK[1].text, "March"),))
    assert lamp.said(passage_key(1, 2)) is None
    with pytest.raises(BeingAsked):
        lamp.meant(passage_key(1, 2))


@pytest.mark.parametrize(("pack_id", "place"), [(0, 0), (1, 0), (1, 7), (3, (1 << 24) - 1), (2**40, 5)])
def test_a_key_tells_pack_and_place(pack_id: int, place: int) -> None:
    """And is below 0, where no number is."""
    assert passage_key(pack_id, place) < 0
    assert passage_place(passage_key(pack_id, place)) == (pack_id, place)


def keys(result: Result) -> list[int]:
    """What was found, best first."""
    match result:
        case Found(match=best, others=others):
            return [best.key, *(m.key for m in others)]
        case Unsure(matches=matches):
            return [m.key for m in matches]
        case NotFound():
            return []


WEEK = tuple(f"On {day} the kettle is on again." for day in ("Monday", "Tuesday", "Wednesday", "Thursday"))


def weekly() -> View:
    """Three lines of Ben's and one of Ada's that say much the same."""
    made = stored(1, pack("week", *WEEK, speaker=B))
    ada = replace(made.quotes[3], quote=replace(made.quotes[3].quote, speaker=A))
    return view(replace(made, quotes=(*made.quotes[:3], ada), speakers=(Speaker(name=A), Speaker(name=B))))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("the kettle is on again by Ada Novak", [4]), ("from Ben Osei: the kettle is on again", [1, 2, 3]),
        ("what did Ada say about the kettle", [4]), ("the kettle is on again", [1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_a_search_that_names_somebody_is_of_their_words(typed: str, found: list[int]) -> None:
    """The others' are not looked at."""
    assert sorted(keys(weekly().search(typed, 9))) == found


def test_pages_of_those_that_share_the_words() -> None:
    """So many at a time, from where the last page ended; how many there are is told each time."""
    first, second = (weekly().search("the kettle is on again", 3, begin=begin) for begin in (0, 3))

    assert isinstance(first, Unsure)
    assert isinstance(second, Unsure)
    assert (first.sharing, len(first.matches), second.sharing, len(second.matches)) == (4, 3, 4, 1)
    assert sorted([*keys(first), *keys(second)]) == [1, 2, 3, 4]


def test_of_several_that_hold_the_words_quotes_come_first() -> None:
    """Then passages; last those that only say again what a quote says."""
    said = (
        "The kettle is on fire and nobody came to look at it for an hour.", "The kettle is on.",
        "The kettle is on the table in the hall, where it has been since March.", "The kettle is on again.",
    )  # fmt: skip
    turns = tuple(Turn(speaker=A, text=text) for text in said)
    made = stored(1, replace(pack("talk", *said[2:]), turns=turns))
    held = replace(made, passages=Passages(turns[:2]))

    assert keys(view(held).search("the kettle is", 9)) == [2, 1, passage_key(1, 0), passage_key(1, 1)]


def test_like_a_quote_is_another_of_another_turn() -> None:
    """Nothing of the same breath, no second copy of it, nothing that is asked."""
    lamp, burns = "Nobody reads the plan until the lamp is out.", "Nobody reads the plan until it burns."
    made = stored(1, pack("week", lamp, burns, lamp, "Tea first."))

    def alike(number: int, *, together: bool = False, open_items: tuple[Item, ...] = ()) -> list[int]:
        turns = [0, 0 if together else 1, 2, 3]
        quotes = (replace(q, quote=replace(q.quote, turn=n)) for n, q in zip(turns, made.quotes, strict=True))
        return sorted(view(replace(made, quotes=tuple(quotes)), open_items=open_items).alike(number, 9))

    assert alike(1) == [2]
    assert alike(1, together=True) == []
    assert alike(4) == []
    with pytest.raises(NumberUnknown):
        alike(99)
    with pytest.raises(BeingAsked):
        alike(2, open_items=(about(burns, "burns"),))


def test_what_was_removed_can_be_brought_back_for_a_day() -> None:
    """As whoever removes it is told."""
    assert timedelta(hours=24) == UNDO_TIME


def test_the_texts_of_a_pack_come_by_places() -> None:
    """Quotes by their numbers, then passages; equal texts under equal keys are one edition."""
    kept = plans()
    every = list(kept.texts(0, kept.size))

    assert kept.size == 4
    assert [key for key, _ in every] == [1, *(passage_key(1, place) for place in range(3))]
    assert [text for _, text in every][:2] == [READS, "We keep it in a drawer."]
    assert [*kept.texts(0, 2), *kept.texts(2, 3), *kept.texts(3, 9)] == every
    assert plans().edition == kept.edition != TEA.edition
    assert plans(quotes=tuple(replace(q, number=2) for q in kept.quotes)).edition != kept.edition
