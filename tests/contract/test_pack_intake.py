"""A large pack is stored in slices that nobody sees: whole at the last of them, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from sqlalchemy import Connection, Table, delete, func, select

from bot.errors import StorageAway
from bot.library import pack_intake
from bot.library.model import Audience, Outcome
from bot.library.rows import laid_packs
from bot.library.rows.pack_choice import Coming
from bot.library.rows.pack_contents import PAGE
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import SilenceRows
from bot.storage.soundness import damage
from bot.storage.store import Store
from bot.storage.tables.library import pack, quote, speaker, turn
from bot.storage.transaction import Rows, Transaction
from content.model import Pack, Quote, Source, Speaker, Turn
from tests.builders import NOON

T = TypeVar("T")
OWNER = "discord:1"
SLICES = 4


class Counts(Rows):
    """How many rows there are, and whether they hold together."""

    def all(self) -> dict[str, int]:
        """Of each table of packs."""
        return {t.name: self._connection.execute(select(func.count()).select_from(t)).scalar_one()
                for t in (pack, quote, speaker, turn)}  # fmt: skip

    def delete_all(self, table: Table) -> int:
        """Delete all rows of a table."""
        return self._connection.execute(delete(table)).rowcount

    def damage(self) -> str:
        """What a doctor says."""
        return damage(self._connection)


def talk(length: int = PAGE * (SLICES - 1) + 10, name: str = "long") -> Pack:
    """A pack of so many turns, with a quote of each."""
    said = [f"Sentence number {n} of the {name} talk is told by heart." for n in range(length)]
    return Pack(
        name=name, source=Source(title=name), fingerprint=name, speakers=(Speaker(name="Ada"),),
        turns=tuple(Turn(speaker="Ada", text=text) for text in said),
        quotes=tuple(
            Quote(id=f"{name}{n}", turn=n, speaker="Ada", text=text, original=text) for n, text in enumerate(said)
        ),
    )  # fmt: skip


class Dying(Store):
    """A store whose process dies at that write."""

    def __init__(self, inner: Store, at: int) -> None:
        self.inner, self.left = inner, at

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """As the other one does."""
        self.left -= 1
        if self.left <= 0:
            raise StorageAway("gone")
        return await self.inner.write(work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """As the other one does."""
        return await self.inner.read(work)

    async def check(self) -> None:
        """As the other one does."""
        await self.inner.check()

    async def close(self) -> None:
        """The other one is closed by whoever opened it."""


def coming(new: Pack) -> Coming:
    """The pack, for one workspace."""
    return Coming(pack=new, workspace_id=OWNER, audience=Audience.WORKSPACE)


async def kept(store: Store, new: Pack) -> Outcome:
    """What storing it does."""
    wanted = coming(new)
    done = await pack_intake.stored(store, wanted, NOON, lambda tx, ready: tx[PackRows].keep(wanted, NOON, ready))
    return done.outcome


async def test_each_slice_is_short_and_none_is_seen_before_the_last(store: Store) -> None:
    """Whoever looks meanwhile sees no pack; afterwards all of it is there, its numbers in the transcript's order."""
    sizes, seen = [], []

    class Looking(Dying):
        async def write(self, work: Callable[[Transaction], T]) -> T:
            before = await store.read(lambda tx: tx[Counts].all())
            done = await store.write(work)
            after = await store.read(lambda tx: tx[Counts].all())
            sizes.append(sum(after.values()) - sum(before.values()))
            seen.append([p.name for p in await store.read(lambda tx: tx[PackRows].owned(OWNER))])
            return done

    assert await kept(Looking(store, 0), talk()) is Outcome.ADDED
    assert max(sizes) <= 3 * PAGE
    assert seen[:-1] == [[]] * (SLICES + 1)
    assert seen[-1] == ["long"]
    (info,) = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    (stored,) = await store.read(lambda tx: tx[PackRows].load([info.id]))
    assert tuple(q.quote for q in stored.quotes) == talk().quotes
    assert [q.number for q in stored.quotes] == list(range(stored.quotes[0].number, stored.quotes[-1].number + 1))
    assert await store.read(lambda tx: tx[Counts].damage()) == ""


@pytest.mark.parametrize("at", range(1, SLICES + 3))
async def test_a_death_at_any_slice_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Once nobody goes on with it: no row, no number; and it can be stored anew."""
    before = await store.read(lambda tx: tx[Counts].all())
    with pytest.raises(StorageAway):
        await kept(Dying(store, at), talk())
    assert await store.read(lambda tx: tx[PackRows].owned(OWNER)) == ()
    assert await store.read(lambda tx: tx[Counts].damage()) == ""

    await pack_intake.clear(store)
    left = await store.read(lambda tx: tx[Counts].all())
    assert (left == before) == (at == 1)
    monkeypatch.setattr(laid_packs, "ABANDONED", -laid_packs.ABANDONED)
    await pack_intake.clear(store)

    assert await store.read(lambda tx: tx[Counts].all()) == before
    assert await kept(store, talk()) is Outcome.ADDED
    assert await store.read(lambda tx: tx[Counts].damage()) == ""


async def test_numbers_that_others_followed_stay_taken(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what a dead process laid by nothing is left but numbers, where somebody had later ones by then."""
    with pytest.raises(StorageAway):
        await kept(Dying(store, 4), talk())
    await kept(store, talk(3, "short"))
    monkeypatch.setattr(laid_packs, "ABANDONED", -laid_packs.ABANDONED)
    await pack_intake.clear(store)

    assert await store.read(lambda tx: tx[Counts].damage()) == ""
    assert [p.name for p in await store.read(lambda tx: tx[PackRows].owned(OWNER))] == ["short"]

    def words(tx: Transaction) -> list[str]:
        rows = tx[Counts]._connection.execute(select(quote.c.text).where(quote.c.text.like("%long talk%")))
        return list(rows.scalars())

    assert await store.read(words) == []


async def test_who_is_forgotten_meanwhile_is_not_kept(store: Store) -> None:
    """What was laid by for it is let go, and looked at anew."""
    wanted = coming(talk())

    async def meanwhile() -> None:
        await store.write(lambda tx: tx[SilenceRows].forget(OWNER, ["ada"], "U1", NOON))

    class Forgetting(Dying):
        async def write(self, work: Callable[[Transaction], T]) -> T:
            self.left -= 1
            if self.left == 0:
                await meanwhile()
            return await store.write(work)

    await pack_intake.stored(
        Forgetting(store, 3), wanted, NOON, lambda tx, ready: tx[PackRows].keep(wanted, NOON, ready)
    )

    def said(connection: Connection) -> list[str]:
        return list(connection.execute(select(turn.c.text).where(turn.c.speaker == "Ada")).scalars())

    assert await store.read(lambda tx: said(tx[Counts]._connection)) == []


async def test_of_two_processes_that_store_the_same_one_does(store: Store) -> None:
    """The other sees it when it comes to the end, and lets go what it laid by."""

    class Overtaken(Dying):
        async def write(self, work: Callable[[Transaction], T]) -> T:
            self.left -= 1
            if self.left == 0:
                assert await kept(store, talk()) is Outcome.ADDED
            return await store.write(work)

    assert await kept(Overtaken(store, SLICES + 2), talk()) is Outcome.UNCHANGED
    counts = await store.read(lambda tx: tx[Counts].all())
    assert counts["turn"] >= len(talk().turns)
    assert len(await store.read(lambda tx: tx[PackRows].owned(OWNER))) == 1
    assert await store.read(lambda tx: tx[Counts].damage()) == ""


async def test_of_a_large_edition_only_what_differs_is_written(store: Store) -> None:
    """A turn that became another, a quote that went: two rows, and numbers stay."""
    first = talk()
    await kept(store, first)
    (info,) = await store.read(lambda tx: tx[PackRows].owned(OWNER))
    numbers = {q.quote.id: q.number for q in (await store.read(lambda tx: tx[PackRows].load([info.id])))[0].quotes}
    turns = (first.turns[0], replace(first.turns[1], text="Nobody said that before."), *first.turns[2:])
    new = replace(first, turns=turns, quotes=first.quotes[:-1], fingerprint="next")

    foreseen = await pack_intake.foresee(store, coming(new), NOON)
    assert foreseen.done.outcome is Outcome.UPDATED
    assert (foreseen.done.kept, foreseen.done.new, foreseen.done.gone) == (len(first.quotes) - 1, 0, 1)
    assert foreseen.edition is not None
    told = foreseen.edition.told
    assert (len(told.contents["turns"].come), len(told.changed), len(told.fresh)) == (1, 1, 0)

    assert await kept(store, new) is Outcome.UPDATED
    (after,) = await store.read(lambda tx: tx[PackRows].load([info.id]))
    assert {q.quote.id: q.number for q in after.quotes} == {
        i: n for i, n in numbers.items() if i != first.quotes[-1].id
    }
    assert (await store.read(lambda tx: tx[PackRows].turns(info.id, 1, 1)))[0].text == "Nobody said that before."
