"""Lines of guests of several talks beside each other: who is asked for among whom."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.chat.refusals import NoItems
from bot.games.choice import choose
from bot.games.history import History
from bot.games.model import Rules
from bot.library.beforehand import NotLookedThrough, sparing
from bot.library.guest_groups import FEWEST, TALKS, GuestGroups
from bot.library.library import Library, View
from bot.library.model import StoredPack
from bot.library.withheld import NOTHING
from content.items import KINDS
from content.model import Item, Source, Speaker
from tests.builders import pack, quote, stored

HOST, INES, TOBI, RAFAEL = "Hanna Vale", "Ines Moreau", "Tobi Lang", "Rafael Quintana"
KIND = "who-said"
SAID: Mapping[str, tuple[str, ...]] = {
    INES: (
        "My grandmother kept a lighthouse alone for thirty years, and she taught me to read by its lamp.",
        "I once sailed into the harbour of Bergen with no engine and a very frightened cat.",
        "We painted the whole keeper's house red because the paint was cheaper than the white one.",
    ),
    TOBI: (
        "I baked four hundred loaves every night until my hands forgot how to do anything else.",
        "My first oven came out of a ship, and it still smelled of coal and herring.",
        "We sold the burnt bread to a painter who said that it was the best charcoal in town.",
    ),
    RAFAEL: (
        "I drove the night tram for eleven years, and nobody ever asked me where it slept.",
        "My father repaired clocks, so at home it was five different times at once.",
        "We found a piano on the last tram once, and its owner never came back for it.",
    ),
}
ASKED = (
    "What did your grandmother do there?", "How did you come to that?", "What happened after the storm?",
    "Who taught you that?", "Where did it all begin for you?", "What would you do otherwise today?",
)  # fmt: skip


def talk(number: int, *guests: str, host: str = HOST, language: str = "en") -> StoredPack:
    """A host asks, these people tell; everybody's first sentence says how they are."""
    told = [text for guest in guests for text in SAID[guest]]
    voices = [guest for guest in guests for _ in SAID[guest]]
    lines = [(host, text) for text in ASKED] + list(zip(voices, told, strict=True))
    quotes = tuple(
        replace(quote(text, turn=turn, speaker=speaker), score=0.9) for turn, (speaker, text) in enumerate(lines)
    )
    made = replace(
        pack(f"talk-{number}", *[text for _, text in lines]), quotes=quotes, source=Source(title=f"Talk {number}"),
        speakers=tuple(Speaker(name=name) for name in dict.fromkeys((host, *guests))),
    )  # fmt: skip
    kept = stored(number, made, first=100 * number)
    return replace(kept, info=replace(kept.info, language=language))


def view(*talks: StoredPack, members: Mapping[int, Mapping[str, str]] | None = None) -> View:
    """All there is to read of these talks."""
    return Library(talks, members=members or {}).without(NOTHING)


def asked(found: View, *, beside: bool = True) -> list[Item]:
    """Whose line it is, of every pack, as several are asked about together or one alone."""
    packs = list(found.library.in_use)
    return [item for item, _, _ in found.offers(KIND, packs, random.Random(1), beside=beside)]


THREE = (talk(1, INES), talk(2, TOBI), talk(3, RAFAEL))


def test_the_guest_of_a_talk_is_asked_for_among_guests_of_others() -> None:
    """Of one talk alone nothing can be asked: its host is known by asking."""
    found = asked(view(*THREE))

    assert {item.key for item in found} == {INES, TOBI, RAFAEL}
    assert {frozenset(item.options) for item in found} == {frozenset((INES, TOBI, RAFAEL))}
    assert not asked(view(*THREE), beside=False)


def test_a_talk_with_voices_to_choose_from_asks_for_its_own() -> None:
    """Who sat at one table is told apart there."""
    found = asked(view(talk(1, INES, TOBI, RAFAEL), talk(2, TOBI), talk(3, RAFAEL)))

    assert {item.key for item in found} <= {INES, TOBI, RAFAEL}
    assert all(item.options for item in found)
    assert {i.id for i in found} == {i.id for i in asked(view(talk(1, INES, TOBI, RAFAEL)), beside=False)}


def test_who_is_heard_in_several_talks_is_no_guest_of_one() -> None:
    """Two are left then, which is no choice."""
    assert not asked(view(*THREE, talk(4, INES)))


@pytest.mark.parametrize(
    ("talks", "sizes"),
    [(1, []), (2, [2]), (TALKS, [TALKS]), (TALKS + 1, [TALKS + 1]), (TALKS + FEWEST, [TALKS, FEWEST])],
)
def test_groups_are_of_a_few_talks(talks: int, sizes: list[int]) -> None:
    """None is too small to choose from, if there are others."""
    packs = [talk(n, INES) for n in range(1, talks + 1)]
    groups = GuestGroups(packs)
    found = {tuple(p.info.id for p in groups.beside(one.info.id)) for one in packs} - {()}

    assert sorted(map(len, found), reverse=True) == sizes


def test_groups_are_of_one_language() -> None:
    """Nobody takes a German line for somebody's who spoke English."""
    german = [replace(one, info=replace(one.info, language="de")) for one in (talk(4, TOBI), talk(5, RAFAEL))]
    groups = GuestGroups([talk(1, INES), *german])

    assert not groups.beside(1)
    assert [one.info.id for one in groups.beside(4)] == [4, 5]


def test_samples_and_books_are_in_no_group() -> None:
    """What people wrote down of each other is no talk."""
    sample = replace(THREE[0], info=replace(THREE[0].info, sample=True))
    book = replace(THREE[1], info=replace(THREE[1].info, book=True))

    assert not any(GuestGroups([sample, book, THREE[2]]).beside(number) for number in (1, 2, 3))


def test_members_of_other_talks_are_asked_for_by_their_own_names() -> None:
    """As those of its own."""
    found = asked(view(*THREE, members={1: {INES: "ines.m"}, 2: {TOBI: "baker"}}))

    assert {frozenset(item.options) for item in found} == {frozenset(("ines.m", "baker", RAFAEL))}


def test_nobody_is_offered_who_is_not_quoted() -> None:
    """Whoever will not be quoted is no answer either."""
    silent = THREE[0].seen_as(replace(THREE[0].info, silent=frozenset({INES})))

    assert not asked(view(silent, *THREE[1:]))


def test_such_an_item_is_found_again() -> None:
    """What somebody got wrong is asked anew as it was."""
    found = view(*THREE)
    item, number, _ = next(found.offers(KIND, list(found.library.in_use), random.Random(1), beside=True))

    assert found.again(found.library.in_use, KIND, item.id, number) == item


def test_the_other_talks_are_not_read_while_a_transaction_writes() -> None:
    """What that costs is made beforehand."""
    found, rng = view(*THREE), random.Random(1)
    offers = found.offers(KIND, list(found.library.in_use), rng, beside=True)
    with sparing(rng, most=3), pytest.raises(NotLookedThrough) as first:
        next(offers)
    first.value.prepare()
    with sparing(rng, most=3):
        assert next(found.offers(KIND, list(found.library.in_use), rng, beside=True))


def test_a_game_of_one_talk_asks_nobody_elses_guests() -> None:
    """They could be told by not having been there; a game of all talks asks for them."""
    found, rng = view(*THREE), random.Random(1)

    assert set(choose(found, Rules(rounds=3, mode=KIND), History(), rng).item.options) == {INES, TOBI, RAFAEL}
    with pytest.raises(NoItems):
        choose(found, Rules(rounds=3, mode=KIND, pack="talk-1"), History(), rng)


def test_which_kinds_ask_so() -> None:
    """Whose line it is, and nothing else."""
    assert [kind.name for kind in KINDS.values() if kind.beside] == [KIND]
