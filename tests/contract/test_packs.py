"""What storage promises about packs, seen from two workspaces."""

import asyncio
from dataclasses import replace

import pytest

from bot.library.model import Audience, Imported, Outcome
from bot.library.rows.packs import PackRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content.model import Item, Pack
from tests.builders import NOON, later, pack

ONE, OTHER = "slack:T1", "discord:77"


async def keep(
    store: Store, new: Pack, owner: str | None = ONE, audience: Audience = Audience.WORKSPACE, *, named: bool = False
) -> Imported:
    """Import a pack."""
    return await store.write(
        lambda tx: tx[PackRows].save(new, workspace_id=owner, audience=audience, at=NOON, named=named)
    )


async def seen_by(store: Store, workspace: str) -> list[str]:
    """The names of the packs a workspace may see."""
    return [p.name for p in await store.read(lambda tx: tx[PackRows].visible(workspace))]


async def test_a_pack_comes_back_as_it_was_stored(store: Store) -> None:
    """Source, speakers, quotes, hand-written items and turns survive the way through the database."""
    made = Item(id="i1", kind="hand-written", stimulus="", stem="Who?", key="me", options=("me", "you", "they"))
    new = pack("talk")
    new = Pack(**{f: getattr(new, f) for f in new.__slots__} | {"items": (made,)})
    done = await keep(store, new)

    (stored,) = await store.read(lambda tx: tx[PackRows].load([done.info.id]))

    assert [q.quote for q in stored.quotes] == list(new.quotes)
    assert stored.speakers == new.speakers
    assert stored.items == (made,)
    assert stored.info.source == new.source
    turns = await store.read(lambda tx: tx[PackRows].turns(done.info.id, 1, 5))
    assert [t.text for t in turns] == [new.turns[1].text]


async def test_a_pack_is_seen_by_its_own_workspace_only(store: Store) -> None:
    """Nothing leaks to another workspace, however it is named there."""
    await keep(store, pack("ours", "Only we know that the kettle is haunted."), ONE)
    await keep(store, pack("theirs", "Their kettle is haunted as well, by ours."), OTHER)

    assert await seen_by(store, ONE) == ["ours"]
    assert await seen_by(store, OTHER) == ["theirs"]
    assert await seen_by(store, "terminal:local") == []


async def test_a_granted_pack_is_seen_by_both_workspaces(store: Store) -> None:
    """Granting adds a reader and takes nothing from the owner."""
    done = await keep(store, pack("ours"), ONE)
    await store.write(lambda tx: tx[PackRows].grant(done.info.id, OTHER))

    assert await seen_by(store, ONE) == ["ours"]
    assert await seen_by(store, OTHER) == ["ours"]
    assert await seen_by(store, "terminal:local") == []


async def test_a_public_pack_is_seen_by_everybody(store: Store) -> None:
    """Packs of the installation belong to no workspace."""
    done = await keep(store, pack("all"), None, Audience.PUBLIC)

    assert done.info.workspace_id is None
    assert await seen_by(store, ONE) == await seen_by(store, OTHER) == ["all"]


async def test_importing_again_changes_nothing(store: Store) -> None:
    """The same name and content: UNCHANGED, and the revision stays."""
    first = await keep(store, pack())
    before = await store.read(lambda tx: tx[PackRows].revision())
    second = await keep(store, pack())

    assert first.outcome is Outcome.ADDED
    assert second.outcome is Outcome.UNCHANGED
    assert await store.read(lambda tx: tx[PackRows].revision()) == before


async def test_the_same_content_under_a_new_name_is_a_duplicate(store: Store) -> None:
    """It names the pack that holds it; another workspace may import it all the same."""
    await keep(store, pack("first"))
    again = await keep(store, pack("second"))
    elsewhere = await keep(store, pack("second"), OTHER)

    assert (again.outcome, again.info.name) == (Outcome.DUPLICATE, "first")
    assert again.info.source.title == "First"
    assert elsewhere.outcome is Outcome.ADDED
    assert await seen_by(store, ONE) == ["first"]


async def test_numbers_stay_when_a_pack_changes(store: Store) -> None:
    """Quotes that stay keep their number, new ones get the next, those left out leave a tombstone; none is reused."""
    old = ("The first sentence stays.", "The second sentence goes away.", "The third sentence stays too.")
    new = ("The first sentence stays.", "A fourth sentence comes in.", "The third sentence stays too.")
    done = await keep(store, pack("talk", *old))
    other = await keep(store, pack("more", "Another pack takes the next number."))
    changed = await keep(store, pack("talk", *new))

    (stored,) = await store.read(lambda tx: tx[PackRows].load([done.info.id]))
    (more,) = await store.read(lambda tx: tx[PackRows].load([other.info.id]))
    assert {q.number: q.quote.text for q in stored.quotes} == {1: new[0], 3: new[2], 5: new[1]}
    assert stored.removed == {2}
    assert [q.number for q in more.quotes] == [4]
    assert (changed.outcome, changed.kept, changed.new, changed.gone) == (Outcome.UPDATED, 2, 1, 1)


async def test_a_quote_that_returns_gets_its_number_back(store: Store) -> None:
    """A tombstone is lifted when the same words come again."""
    both = ("The first sentence stays.", "The second sentence goes away.")
    for said in (both, both[:1], both):
        done = await keep(store, pack("talk", *said))

    (stored,) = await store.read(lambda tx: tx[PackRows].load([done.info.id]))
    assert [q.number for q in stored.quotes] == [1, 2]
    assert stored.removed == frozenset()


async def test_importers_at_once_share_one_sequence(store: Store) -> None:
    """Twenty imports at the same time: every number once, none left out."""
    packs = [pack(f"p{i}", f"Sentence {i} of many is said once.", f"Sentence {i} has a sister.") for i in range(20)]
    await asyncio.gather(*(keep(store, p, ONE if i % 2 else OTHER) for i, p in enumerate(packs)))

    stored = await store.read(lambda tx: tx[PackRows].load(range(1, 21)))
    assert sorted(q.number for p in stored for q in p.quotes) == list(range(1, 41))


async def test_a_use_case_that_fails_leaves_nothing(store: Store) -> None:
    """One use case is one transaction: what it did before it failed is undone."""

    def fail(tx: Transaction) -> None:
        tx[PackRows].save(pack(), workspace_id=ONE, audience=Audience.PUBLIC, at=later(1))
        raise RuntimeError("the power went out")

    with pytest.raises(RuntimeError):
        await store.write(fail)

    assert await seen_by(store, ONE) == []
    assert await store.read(lambda tx: tx[PackRows].revision()) == 0


async def test_an_offered_pack_is_on_where_there_is_one_workspace(store: Store) -> None:
    """A second workspace chooses for itself, and the first keeps what it had; a person alone sees public packs."""
    done = await keep(store, pack("drop"), None, Audience.OFFERED)
    for workspace in ("terminal:local", "discord:user-5", ONE):
        await store.write(lambda tx, w=workspace: tx[PackRows].meet(w, NOON))  # type: ignore[misc]
    assert await seen_by(store, ONE) == ["drop"]
    assert await seen_by(store, "discord:user-5") == []
    await store.write(lambda tx: tx[PackRows].meet(OTHER, later(1)))

    assert await seen_by(store, ONE) == ["drop"]
    assert await seen_by(store, OTHER) == []
    assert [p.name for p in await store.read(lambda tx: tx[PackRows].shelved(OTHER))] == ["drop"]
    await store.write(lambda tx: tx[PackRows].switch(done.info.id, OTHER, on=True))
    assert await seen_by(store, OTHER) == ["drop"]
    assert await store.read(lambda tx: tx[PackRows].shelved(OTHER)) == ()


async def test_a_pack_can_be_switched_off_and_on(store: Store) -> None:
    """For one workspace only, whoever's it is; the libraries notice."""
    public = await keep(store, pack("public"), None, Audience.PUBLIC)
    before = await store.read(lambda tx: tx[PackRows].revision())
    await store.write(lambda tx: tx[PackRows].switch(public.info.id, ONE, on=False))

    assert await store.read(lambda tx: tx[PackRows].revision()) > before
    assert await seen_by(store, ONE) == []
    assert [p.name for p in await store.read(lambda tx: tx[PackRows].shelved(ONE))] == ["public"]
    assert await seen_by(store, OTHER) == ["public"]
    await store.write(lambda tx: tx[PackRows].switch(public.info.id, ONE, on=True))
    assert await seen_by(store, ONE) == ["public"]


async def test_language_and_question_survive(store: Store) -> None:
    """What items are made with is as it was when the pack came in."""
    new = pack("talk")
    asked = replace(new, language="de", quotes=tuple(replace(q, asked="Is it haunted?") for q in new.quotes))
    done = await keep(store, asked)
    (stored,) = await store.read(lambda tx: tx[PackRows].load([done.info.id]))

    assert stored.info.language == "de"
    assert {q.quote.asked for q in stored.quotes} == {"Is it haunted?"}
