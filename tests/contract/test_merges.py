"""What storage promises about packs made one: numbers stay, nothing is there twice, and they part as they were."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.library.cache import LibraryCache
from bot.library.merges import UNDO
from bot.library.model import UNDO_TIME, Audience, DecidedBy, Imported, Outcome, PackFile, PackInfo, StoredPack
from bot.library.refusals import NumberRemoved
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.merges import MergeRows
from bot.library.rows.packs import PackRows
from bot.library.rows.votes import VoteRows
from bot.library.withheld import NOTHING
from bot.storage.store import Store
from content.decisions import Deciding
from content.model import Pack, Source
from content.packs import read_file
from tests.builders import NOON, later, pack

FIXTURES = Path(__file__).parents[1] / "unit" / "content" / "fixtures"
OWNER = "slack:T1"
BOTH, FIRST, SECOND = "Tea first, decisions later.", "Nobody reads the plan.", "The kettle is haunted."
TALK, PLANS = pack("talk", FIRST, BOTH), pack("plans", BOTH, SECOND, speaker="Ben Osei")


async def keep(store: Store, made: Pack, *, file: str = "", seconds: float = 0) -> Imported:
    """Import it."""
    return await store.write(
        lambda tx: tx[PackRows].save(
            made,
            workspace_id=OWNER,
            audience=Audience.WORKSPACE,
            at=later(seconds),
            file=PackFile(path=file, digest=str(seconds)) if file else None,
        )
    )


async def loaded(store: Store, pack_id: int) -> tuple[StoredPack, object]:
    """A pack with its turns, but for what tells that it was changed."""
    (held,) = await store.read(lambda tx: tx[PackRows].load((pack_id,)))
    turns = await store.read(lambda tx: tx[PackRows].turns(pack_id, 0, 10**6))
    told = (
        replace(held.info, decided=0), held.speakers, held.quotes, held.items, held.removed, held.dropped, held.doubles,
        turns, list(held.passages),
    )  # fmt: skip
    return held, told


async def merge(store: Store, one: PackInfo, into: PackInfo, seconds: float = 10) -> int:
    """Make them one; the id of that."""
    return (await store.write(lambda tx: tx[MergeRows].merge(one, into, "U1", later(seconds)))).id


async def part(store: Store, merge_id: int, into: PackInfo, seconds: float) -> bool:
    """Part them."""
    since = later(seconds) - UNDO
    return await store.write(lambda tx: tx[MergeRows].part(merge_id, [into.id], since, later(seconds))) is not None


async def test_both_are_one_and_every_number_answers(store: Store) -> None:
    """What is in both is there once; its other number shows it; the votes for either count, one a person."""
    one, into = (await keep(store, TALK)).info, (await keep(store, PLANS)).info
    for user, number in (("U1", 2), ("U2", 2), ("U2", 3)):
        await store.write(lambda tx, u=user, n=number: tx[VoteRows].cast(OWNER, n, u, 1, NOON))  # type: ignore[misc]
    await merge(store, one, into)
    (held, _) = await loaded(store, into.id)

    assert [(q.number, q.quote.text, q.quote.turn, q.quote.section) for q in held.quotes] == [
        (1, FIRST, 2, "Talk"), (3, BOTH, 0, ""), (4, SECOND, 1, ""),
    ]  # fmt: skip
    assert [s.name for s in held.speakers] == ["Ben Osei", "Ada Novak"]
    assert [p.name for p in await store.read(lambda tx: tx[PackRows].owned(OWNER))] == ["plans"]
    assert await store.read(lambda tx: tx[PackRows].removed(OWNER)) == ()
    assert (await store.read(lambda tx: tx[VoteRows].tallies(OWNER)))[3].up == 2
    libraries = LibraryCache(store)
    view = (await libraries.library(OWNER)).without(NOTHING)
    assert [view.number(n).number for n in (1, 2, 3, 4)] == [1, 3, 3, 4]
    assert view.library.has(2)
    assert [q.number for q in (view.library.revealed(2),) if q] == [3]
    await libraries.close()


@pytest.mark.parametrize("other", ["harbour-office.md", "lighthouse-again"])
async def test_parted_they_are_as_they_were(other: str, store: Store) -> None:
    """To the last field, with what was decided before; a quote that the other had left out is left out again."""
    talk = read_file(FIXTURES / "lighthouse.md")
    second = read_file(FIXTURES / other) if other.endswith(".md") else replace(
        talk, name="again", quotes=talk.quotes[::2], turns=(*talk.turns, *talk.turns[:1]),
        source=Source(title="Again", link="https://x.example/?t={seconds}"),
    )  # fmt: skip
    one = (await keep(store, talk)).info
    into = (await keep(store, replace(second, name="other-talk"))).info
    by = DecidedBy("U1", "Maya")
    for number, what, text in ((1, Deciding.KEEP, ""), (2, Deciding.DROP, ""), (3, Deciding.WORDS, "Put right here.")):
        await store.write(lambda tx, n=number, w=what, t=text: tx[DecisionRows].decide(n, w, t, by, later(1)))  # type: ignore[misc]
    before = [(await loaded(store, p.id))[1] for p in (one, into)]
    merge_id = await merge(store, one, into)
    assert len((await loaded(store, into.id))[0].quotes) > 20
    assert await part(store, merge_id, into, 500)

    assert [(await loaded(store, p.id))[1] for p in (one, into)] == before
    assert not await part(store, merge_id, into, 500)
    assert await store.write(lambda tx: tx[DecisionRows].undo("U1", {one.id}, later(600))) is Deciding.WORDS


async def test_it_is_undone_only_as_long_as_that_is_whole(store: Store) -> None:
    """Not after ten minutes, not after something was decided since."""
    one, into = (await keep(store, TALK)).info, (await keep(store, PLANS)).info
    merge_id = await merge(store, one, into)
    assert not await part(store, merge_id, into, 10 + UNDO.total_seconds() + 1)
    await store.write(lambda tx: tx[DecisionRows].decide(1, Deciding.KEEP, "", DecidedBy("U1", "Maya"), later(20)))
    assert not await part(store, merge_id, into, 30)
    (held, _) = await loaded(store, into.id)
    assert held.quotes[0].quote.review == "keep"


async def test_no_import_takes_anything_out_of_it(store: Store) -> None:
    """The file of either is here already; a new edition of one is a pack of its own, and nothing is lost."""
    one, into = (await keep(store, TALK, file="/t/talk.txt")).info, (await keep(store, PLANS, file="/t/plans.txt")).info
    await merge(store, one, into)
    (before, _) = await loaded(store, into.id)
    for made, file in ((TALK, ""), (PLANS, ""), (TALK, "/t/talk.txt"), (PLANS, "/t/plans.txt")):
        again = await keep(store, made, file=file, seconds=20)
        assert (again.outcome, again.info.id) == (Outcome.DUPLICATE, into.id)
    longer = pack("plans", BOTH, SECOND, "One thing more.", speaker="Ben Osei")
    for file in ("/t/plans.txt", ""):
        new = await keep(store, longer, file=file, seconds=30)
        assert (new.outcome, new.info.name) == (Outcome.ADDED if file else Outcome.DUPLICATE, "plans-2")
    assert (await loaded(store, into.id))[0].quotes == before.quotes
    await store.write(lambda tx: tx[PackRows].purge(NOON + UNDO_TIME + timedelta(seconds=11)))
    assert (await loaded(store, into.id))[0].quotes == before.quotes


async def test_one_after_the_other_numbers_still_answer(store: Store) -> None:
    """Of three that become one, and with what is removed as a whole."""
    third = pack("third", BOTH, "And one of its own.")
    one, two, into = [(await keep(store, made)).info for made in (TALK, PLANS, third)]
    await merge(store, one, two)
    (two,) = [p for p in await store.read(lambda tx: tx[PackRows].owned(OWNER)) if p.name == "plans"]
    merge_id = await merge(store, two, into, 20)
    libraries = LibraryCache(store)
    view = (await libraries.library(OWNER)).without(NOTHING)
    assert [view.number(n).number for n in range(1, 7)] == [1, 5, 5, 4, 5, 6]
    assert (await keep(store, TALK, seconds=30)).info.id == into.id
    assert await part(store, merge_id, into, 40)
    view = (await libraries.library(OWNER)).without(NOTHING)
    assert [view.number(n).number for n in range(1, 7)] == [1, 3, 3, 4, 5, 6]
    await store.write(lambda tx: tx[PackRows].remove(two.id, later(50)))
    view = (await libraries.library(OWNER)).without(NOTHING)
    for number in (1, 2, 3, 4):
        with pytest.raises(NumberRemoved):
            view.number(number)
    await libraries.close()
