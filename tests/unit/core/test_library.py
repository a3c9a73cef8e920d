"""The library of a workspace: which packs are meant, what of them is shown, and by which roads."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.library.library import Library, View
from bot.library.model import (
    UNDO_TIME,
    NumberedQuote,
    passage_key,
)
from bot.library.refusals import BeingAsked, NoSuchPack, NothingToShow, NumberRemoved, NumberUnknown
from content.items import Refused
from content.model import Source, Speaker
from content.packs import read_file
from content.shipped import shipped_folder
from tests.builders import pack, quotes_of, stored
from tests.positions import stored as numbered
from tests.unit.core.shelf import EVENING, GONE, READS, TEA, WRITTEN, A, B, about, library, plans, view


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


def test_a_pack_without_a_title_is_read_and_found_by_its_name_in_words() -> None:
    """The name stays what people type."""
    held = plans()
    known = library(replace(held, info=replace(held.info, name="go-time-314", source=Source(title="go-time-314"))))

    assert known.in_use[0].info.title == "Go Time 314"
    assert known.pack("Go Time 314") == known.pack("go-time-314") == known.in_use[0]
