"""Looking up from the engine: each workspace finds its own, nobody's answer depends on what they may not see."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import suggestions
from bot.chat.incoming import PressId
from bot.chat.messages import Candidates, Listing, Notice, Passage, QuoteCard, Reply
from bot.library import library
from bot.library.cache import LibraryCache
from bot.library.imports import store
from bot.library.index import QuoteIndex, Stretch
from bot.library.index.quotes import PackPostings
from bot.library.lookup import Found, NotFound, Result, Unsure
from bot.library.lookups import look_up
from bot.library.speaker_names import SpeakerName, match_speaker
from content.model import Turn
from tests.builders import ALICE, HERE, pack
from tests.patience import PATIENCE
from tests.world import World, opened, words

OURS, THEIRS = HERE.workspace_id, replace(HERE, workspace="elsewhere").workspace_id
HERON = "A heron waits longer than any committee and catches more."


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path) as made:
        yield made


async def found(world: World, workspace_id: str, typed: str) -> Result:
    """What a search finds there."""
    return (await look_up(world.services, workspace_id, typed, 5))[1]


async def test_an_import_is_found_at_once_and_only_where_it_belongs(world: World) -> None:
    """No restart, no waiting; the neighbours find nothing and are as sure of theirs as before."""
    fear = "backups can smell fear"
    before = await found(world, THEIRS, fear)
    assert isinstance(await found(world, OURS, "heron waits longer"), NotFound)

    await store(world.services, pack("birds", HERON, "Fear can smell a backup, said nobody here."), workspace_id=OURS)

    assert isinstance(await found(world, OURS, "the heron waits longer"), Found)
    assert isinstance(await found(world, THEIRS, "the heron waits longer"), NotFound)
    assert await found(world, THEIRS, fear) == before


async def test_a_new_edition_forgets_the_old_words(world: World) -> None:
    """What was left out of a pack is not found any more."""
    await store(world.services, pack("birds", HERON, "Ducks hold short meetings."), workspace_id=OURS)
    await store(world.services, pack("birds", "Ducks hold short meetings."), workspace_id=OURS)

    assert isinstance(await found(world, OURS, "a heron waits longer than any committee"), NotFound)
    assert isinstance(await found(world, OURS, "ducks hold short meetings"), Found)


@pytest.mark.parametrize(
    "typed", ["???", "🙂🙂", "\u202e", "\u0301" * 300, "e" + "\u0301" * 10_000, "'\"; drop table", "zzz:*", "(", "*~zz"]
)
async def test_odd_searches_get_a_plain_answer(world: World, typed: str) -> None:
    """Nothing breaks, nothing is found."""
    assert isinstance(await found(world, OURS, typed), NotFound)


@pytest.mark.parametrize("typed", ["x" * 401, "word " * 200])
async def test_a_search_that_is_too_long_is_refused_before_it_is_read(
    world: World, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal names the limit."""
    monkeypatch.setattr(PackPostings, "candidates", lambda *_: pytest.fail("it was searched for"))

    assert "400" in words(await world.ask(ALICE, "whosaid", words=typed))
    assert "400" in words(await world.ask(ALICE, "quote", search=typed))


class HeldIndex(QuoteIndex):
    """Puts nothing in until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.go = threading.Event(), threading.Event()

    def put(self, stretches: Sequence[Stretch]) -> None:
        """The same, once it may."""
        self.began.set()
        assert self.go.wait(PATIENCE)
        super().put(stretches)


async def test_a_lookup_does_not_wait_while_others_are_indexed(tmp_path: Path) -> None:
    """What is in the index is found while something else goes in, however long that takes; so is the rest later."""
    index = HeldIndex()
    async with opened(tmp_path) as world:
        world.services = replace(world.services, libraries=LibraryCache(world.services.store, index))
        index.go.set()
        assert isinstance(await found(world, OURS, "backups can smell fear"), Found)
        index.go.clear()
        index.began.clear()
        await store(world.services, pack("ponds", "Ducks hold short meetings."), workspace_id=THEIRS)
        theirs = asyncio.create_task(found(world, THEIRS, "ducks hold short meetings"))
        await asyncio.get_running_loop().run_in_executor(None, index.began.wait, PATIENCE)

        assert isinstance(await found(world, OURS, "backups can smell fear"), Found)
        assert not theirs.done()
        index.go.set()
        assert isinstance(await theirs, Found)


async def test_words_that_several_share_name_them_all(world: World) -> None:
    """The best and how many more; a name beside the words asks for that speaker alone."""
    said = [
        f"The {bird} keeps a diary of storms and lends it to nobody." for bird in ("heron", "crane", "stork", "swan")
    ]
    await store(world.services, pack("birds", *said), workspace_id=OURS)
    await store(world.services, pack("more", "My diary of storms is empty.", speaker="Ines Moreau"), workspace_id=OURS)

    shared = await found(world, OURS, "diary of storms")
    assert isinstance(shared, Unsure)
    assert shared.sharing == 5
    assert "2 more do" in words(await world.ask(ALICE, "whosaid", words="diary of storms"))
    for typed in ("diary of storms by Ines", "by Ines: diary of storms", "Moreau diary of storms"):
        told = words(await world.ask(ALICE, "whosaid", words=typed))
        assert "My diary of storms is empty." in told
        assert "heron" not in told


async def test_what_is_like_a_quote_is_shown_under_it(world: World) -> None:
    """Nearest in what is said, with other words, not of the same breath; a quote without any says so."""
    said = (
        "Strong coffee in the morning is what this office runs on.",
        "Without a strong cup of tea nobody at work gets through the morning.",
        "The bridge was painted by a man who could not swim.",
    )
    await store(world.services, pack("drinks", *said), workspace_id=OURS)

    told = words(await like(world, said[0]))
    assert said[1] in told
    assert said[0] not in told
    assert said[2] not in told
    card = await world.ask(ALICE, "whosaid", words=said[2])
    assert isinstance(card, QuoteCard)
    assert "More like this" not in [b.label for b in card.more]
    assert (
        words(await world.press(ALICE, str(PressId("alike", str(card.number)))))
        == "Nothing here comes near to that one."
    )


async def like(world: World, text: str) -> Reply:
    """What “More like this” answers under the quote that is found by its words."""
    card = await world.ask(ALICE, "whosaid", words=text)
    assert isinstance(card, QuoteCard)
    return await world.press(ALICE, next(b.id for b in card.more if b.label == "More like this"))


async def test_a_passage_is_made_a_quote_by_those_who_review(world: World) -> None:
    """Others have no button, and cannot press it; undone it is a passage again; what is asked is none of it."""
    spoken = replace(
        pack("birds", HERON), turns=(Turn(speaker="Ada Novak", text=f"{HERON} Ducks hold meetings. So it is."),)
    )
    await store(world.services, spoken, workspace_id=OURS)
    typed = "ducks hold meetings"
    mine = await world.ask(ALICE, "whosaid", words=typed)
    theirs = await world.ask(ALICE, "whosaid", words=typed, manager=True)
    assert isinstance(mine, Passage)
    assert isinstance(theirs, Passage)
    assert mine.buttons == ()
    (button,) = theirs.buttons
    assert button.label == "Keep as a quote"
    assert "/quotes review is for managers here." in words(await world.press(ALICE, button.id))
    for wrong in ("7", f"{button.id.rpartition('.')[2][:-18]}{'0' * 18}", f"p999999999-{'0' * 18}"):
        refused = words(await world.press(ALICE, str(PressId("pin", wrong)), manager=True))
        assert "earlier moment" in refused or "yours to review" in refused

    kept = await world.press(ALICE, button.id, manager=True)
    assert "is a quote now" in words(kept)
    assert isinstance(kept, Notice)
    card = await world.ask(ALICE, "whosaid", words=typed)
    assert isinstance(card, QuoteCard)
    assert f"#{card.number} is a quote now" in words(kept)
    assert "earlier moment" in words(await world.press(ALICE, button.id, manager=True))

    assert f"#{card.number} is no quote any more" in words(await world.press(ALICE, kept.buttons[0].id, manager=True))
    assert isinstance(await world.ask(ALICE, "whosaid", words=typed), Passage)


async def test_undo_under_a_new_quote_takes_nothing_else_back(world: World) -> None:
    """Where another decision came since, also a button of the desk says what it is about: the last one."""
    spoken = replace(
        pack("birds", HERON), turns=(Turn(speaker="Ada Novak", text=f"{HERON} Ducks hold meetings. So it is."),)
    )
    await store(world.services, spoken, workspace_id=OURS)
    said = await world.ask(ALICE, "whosaid", words="ducks hold meetings", manager=True)
    assert isinstance(said, Passage)
    kept = await world.press(ALICE, said.buttons[0].id, manager=True)
    assert isinstance(kept, Notice)
    desk = await world.ask(ALICE, "quotes review", manager=True, pack="birds")
    assert isinstance(desk, Listing)
    dropped = await world.press(ALICE, desk.buttons[1].id, manager=True)

    assert isinstance(dropped, Listing)
    assert "is dropped" in words(dropped)
    for _ in "12":
        assert "earlier moment" in words(await world.press(ALICE, kept.buttons[0].id, manager=True))
    assert isinstance(await world.ask(ALICE, "whosaid", words="ducks hold meetings"), QuoteCard)
    assert "is back" in words(await world.press(ALICE, dropped.buttons[-1].id, manager=True))
    assert "is no quote any more" in words(await world.press(ALICE, kept.buttons[0].id, manager=True))
    assert "earlier moment" in words(await world.press(ALICE, kept.buttons[0].id, manager=True))


async def test_words_that_several_share_are_paged_through(world: World) -> None:
    """Each once, however the words are typed; a button whose page is gone says so."""
    said = [
        f"The {bird} keeps a diary of storms." for bird in ("heron", "crane", "stork", "swan", "ibis", "rail", "tern")
    ]
    await store(world.services, pack("birds", *said), workspace_id=OURS)

    told, page, button = [], await world.ask(ALICE, "quote", search="“diary of storms.” by Ada"), ""
    while isinstance(page, Candidates):
        told += [candidate.text for candidate in page.candidates]
        button = page.more.id if page.more else ""
        page = await world.press(ALICE, button) if button else Notice(text="")
    assert sorted(told) == sorted(said)
    assert "4 to 6" in words(await world.press(ALICE, "q1.more.diary%20of%20storms.1"))
    assert "earlier moment" in words(await world.press(ALICE, "q1.more.diary%20of%20storms.9"))
    long = await world.ask(ALICE, "quote", search=f"{'that ' * 60}diary of storms")
    assert not isinstance(long, Candidates) or long.more is None


async def test_what_is_no_quote_is_found_and_shown_whole(world: World) -> None:
    """With its neighbours, under a button; what a curator dropped is found nowhere."""
    spoken = replace(
        pack("birds", HERON), turns=(Turn(speaker="Ada Novak", text=f"{HERON} Ducks hold meetings. So it is."),)
    )
    await store(world.services, spoken, workspace_id=OURS)

    told = words(await world.ask(ALICE, "whosaid", words="ducks hold meetings"))
    assert "Ducks hold meetings." in told
    assert "So it is." in told

    await store(world.services, replace(spoken, dropped=("ducks hold",), fingerprint="edited"), workspace_id=OURS)
    assert isinstance(await found(world, OURS, "ducks hold meetings"), NotFound)


async def test_nobody_waits_while_names_are_compared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With those of thousands of voices: by no command, and not while somebody types."""
    threads: list[str] = []

    def compared(query: str, speakers: Sequence[SpeakerName]) -> tuple[str, ...]:
        threads.append(threading.current_thread().name.partition("_")[0])
        return match_speaker(query, speakers)

    monkeypatch.setattr(library, "match_speaker", compared)
    monkeypatch.setattr(suggestions, "match_speaker", compared)
    for command, options in (
        ("quote", {"search": "Ansal Quil"}),
        ("whosaid", {"words": "Ansal Quil"}),
        ("quotes list", {"speaker": "Ansal Quil"}),
        ("quotes list", {"words": "Ansal Quil"}),
        ("quotes block", {"speaker": "Ansal Quil"}),
    ):
        threads.clear()
        await world.ask(ALICE, command, manager=True, **options)  # type: ignore[arg-type]
        assert set(threads) == {"quoth-serving"}, (command, options)
    threads.clear()
    await world.engine.complete(world.request(ALICE, "quote"), "search", "Ansal Quil")
    assert set(threads) == {"quoth-serving"}
