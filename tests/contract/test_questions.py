"""What storage promises about questions of one's own: numbers stay, nobody overwrites another, imports leave them."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.app.retention import Retention
from bot.app.rows.admin import AdminRows
from bot.games.own_questions import QuestionState, Written
from bot.games.rows.items import ItemRows
from bot.games.rows.questions import QuestionRows
from bot.library.cache import LibraryCache
from bot.library.model import UNDO_TIME, Audience, DecidedBy, Outcome
from bot.library.rows.packs import PackRows
from bot.storage.backups import back_up, restore
from bot.storage.database import open_store
from bot.storage.store import Store
from content.model import Item
from tests.builders import NOON, later, pack
from tests.world import World

ADA, BEN = DecidedBy("U1", "Ada"), DecidedBy("U2", "Ben")
OWNER = "slack:T1"
KETTLE = Written(question="What is our kettle called?", right="Bertha").item()
PLANTS = Written(
    question="Who waters the plants?", right="Hugo", wrong="Ines; Ada; Ben", explanation="Since May."
).item()


async def add(store: Store, item: Item, *, waiting: bool = False, seconds: float = 0) -> int:
    """One question; its number."""
    added = await store.write(lambda tx: tx[QuestionRows].add(OWNER, item, ADA, later(seconds), waiting=waiting))
    return added.number


async def played(store: Store) -> list[Item]:
    """What the workspace's library asks of its own."""
    library = LibraryCache(store)
    packs = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    loaded = await store.read(lambda tx: tx[PackRows].load([p.id for p in packs]))
    await library.close()
    return [item for one in loaded for item in one.items]


async def test_questions_are_played_by_their_own_items_and_suggestions_are_not(store: Store) -> None:
    """Numbers are given in order, also by many at once; they are one pack, which says so."""
    numbers = await asyncio.gather(*(add(store, replace(KETTLE, id=f"i{n}"), waiting=n % 2 == 1) for n in range(6)))

    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert {item.id for item in await played(store)} == {"i0", "i2", "i4"}
    (own,) = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    assert (own.name, own.is_own_questions, own.audience) == ("questions", True, Audience.WORKSPACE)


async def test_of_two_who_change_one_the_second_is_told(store: Store) -> None:
    """What the first wrote stands; the item keeps its id; what a host accepted of another answer goes."""
    number = await add(store, PLANTS)
    await store.write(lambda tx: tx[ItemRows].learn(OWNER, PLANTS.id, "the gardener"))
    about = await store.read(lambda tx: tx[QuestionRows].get(OWNER, number))
    assert about is not None
    first, second = replace(PLANTS, stem="Who waters them?"), replace(PLANTS, key="Ines")
    assert await store.write(lambda tx: tx[QuestionRows].change(OWNER, about, first, ADA, later(1)))
    assert not await store.write(lambda tx: tx[QuestionRows].change(OWNER, about, second, BEN, later(2)))

    stands = await store.read(lambda tx: tx[QuestionRows].get(OWNER, number))
    assert stands is not None
    assert (stands.item, stands.changed, stands.version) == (first, ADA, 2)
    assert await played(store) == [first]
    assert await store.read(lambda tx: tx[ItemRows].learned(OWNER, [PLANTS.id])) == {PLANTS.id: ("the gardener",)}
    assert await store.write(lambda tx: tx[QuestionRows].change(OWNER, stands, second, BEN, later(3)))
    assert await store.read(lambda tx: tx[ItemRows].learned(OWNER, [PLANTS.id])) == {}


async def test_what_is_deleted_comes_back_and_a_suggestion_is_settled_once(store: Store) -> None:
    """Under its number, which nobody else gets."""
    kettle, plants = await add(store, KETTLE), await add(store, PLANTS, waiting=True)

    async def settle(number: int, state: QuestionState) -> bool:
        about = await store.read(lambda tx: tx[QuestionRows].get(OWNER, number))
        assert about is not None
        return await store.write(lambda tx: tx[QuestionRows].settle(OWNER, about, state, BEN, later(5)))

    assert await settle(kettle, QuestionState.DELETED)
    assert await played(store) == []
    assert await settle(plants, QuestionState.IN)
    assert await settle(kettle, QuestionState.IN)
    assert {i.key for i in await played(store)} == {"Hugo", "Bertha"}
    assert await settle(kettle, QuestionState.DELETED)
    assert await add(store, replace(KETTLE, id="other")) == 3


async def test_no_import_makes_another_edition_of_them(store: Store) -> None:
    """A file of that name is a pack of its own, and with that name chosen it is refused."""
    await add(store, KETTLE)
    for named in (False, True):
        done = await store.write(
            lambda tx, named=named: tx[PackRows].save(  # type: ignore[misc]
                replace(pack("questions"), items=(KETTLE,)),
                workspace_id=OWNER,
                audience=Audience.WORKSPACE,
                at=NOON,
                named=named,
            )
        )
        assert (done.outcome, done.info.name) == (
            (Outcome.TAKEN, "questions") if named else (Outcome.ADDED, "questions-2")
        )
    (own, _) = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    loaded = await store.read(lambda tx: tx[PackRows].load((own.id,)))
    assert loaded[0].items == (KETTLE,)


async def test_a_removed_pack_takes_them_along_and_their_words_go_with_it(store: Store) -> None:
    """For a day they can come back; then nothing of them is left but numbers."""
    await add(store, KETTLE)
    (own,) = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    everything = tuple(QuestionState)
    await store.write(lambda tx: tx[PackRows].remove(own.id, NOON))
    assert await store.read(lambda tx: tx[QuestionRows].all(OWNER, everything)) == []
    assert await store.read(lambda tx: tx[QuestionRows].count(OWNER, everything)) == 0
    await store.write(lambda tx: tx[PackRows].bring_back(own.id))
    assert len(await store.read(lambda tx: tx[QuestionRows].all(OWNER, everything))) == 1
    assert await store.read(lambda tx: tx[QuestionRows].count(OWNER, everything)) == 1
    assert await store.read(lambda tx: tx[QuestionRows].count(OWNER, (QuestionState.WAITING,))) == 0
    await store.write(lambda tx: tx[PackRows].remove(own.id, NOON))
    await store.write(lambda tx: tx[PackRows].purge(NOON + UNDO_TIME + timedelta(seconds=1)))

    assert await store.read(lambda tx: tx[QuestionRows].all(OWNER, everything)) == []
    assert await add(store, PLANTS) == 2


async def test_the_words_of_deleted_questions_go_after_a_day(world: World) -> None:
    """Numbers stay, those that are played or wait stay as they are."""
    store = world.services.store
    gone, stays = await add(store, KETTLE), await add(store, PLANTS, waiting=True)
    about = await store.read(lambda tx: tx[QuestionRows].get(OWNER, gone))
    assert about is not None
    await store.write(lambda tx: tx[QuestionRows].settle(OWNER, about, QuestionState.DELETED, ADA, later(0)))
    await world.at(86_000)
    retention = Retention(world.services, steady=lambda: world.services.clock.now().timestamp())
    await retention.run()
    held = await store.read(lambda tx: tx[QuestionRows].get(OWNER, gone))
    assert held is not None
    assert held.item == KETTLE
    await world.at(86_500)
    await retention.run()

    after = await store.read(lambda tx: [tx[QuestionRows].get(OWNER, n) for n in (gone, stays)])
    assert [one.item if one else None for one in after] == [None, PLANTS]


async def test_backups_and_leaving_take_them_along(fresh_url: str, tmp_path: Path) -> None:
    """A backup holds them to the last field; a workspace that is deleted leaves none."""
    store = await open_store(fresh_url)
    await add(store, KETTLE)
    await add(store, PLANTS, waiting=True)
    before = await store.read(lambda tx: tx[QuestionRows].all(OWNER, tuple(QuestionState)))
    file = tmp_path / "quoth.backup"
    await asyncio.to_thread(back_up, fresh_url, file, lambda _done, _of: None)
    while await store.write(lambda tx: tx[AdminRows].forget_workspace(OWNER, 100)):
        pass
    assert await store.read(lambda tx: tx[QuestionRows].all(OWNER, tuple(QuestionState))) == []
    await store.close()
    target = tmp_path / "restored.db"
    await asyncio.to_thread(restore, file, f"sqlite:///{target}", lambda _done, _of: None)
    restored = await open_store(f"sqlite:///{target}")
    assert await restored.read(lambda tx: tx[QuestionRows].all(OWNER, tuple(QuestionState))) == before
    await restored.close()


async def test_a_hidden_name_stands_beside_no_question(store: Store) -> None:
    """Theirs alone."""
    number = await add(store, KETTLE)
    await store.write(lambda tx: tx[QuestionRows].forget_name(OWNER, ADA.user_id, "a teammate"))
    held = await store.read(lambda tx: tx[QuestionRows].get(OWNER, number))

    assert held is not None
    assert (held.added.name, held.changed.name) == ("a teammate", "a teammate")
