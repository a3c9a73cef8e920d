"""Where somebody was seen, and that what is open elsewhere is not withheld from those who are not there."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from bot.chat.incoming import Place, Press, PressId, Request, User
from bot.delivery.clock import VirtualClock
from bot.library.attendance import Attendance
from bot.library.rows import open_items
from bot.library.rows.open_items import OpenItemRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests import cheating
from tests.builders import (
    BOB,
    NOON,
)
from tests.cheating import ABROAD, MINE, channel
from tests.contract.test_withholding import TODAY
from tests.world import words


async def test_what_is_open_elsewhere_is_not_withheld_from_those_who_are_not_there(store: Store) -> None:
    """In another workspace, for somebody who never was in this one, and in direct messages of theirs."""
    async with cheating.listening(store) as scene:
        await cheating.open_everything(scene)
        await cheating.hush(scene)
        for place in (ABROAD, MINE):
            for secret in scene.secrets:
                if secret.quote:
                    shown = words(await scene.ask("quote", place=place, search=f"#{secret.quote.number}"))
                    assert secret.quote.quote.text in shown


async def test_direct_messages_know_where_somebody_was_seen(store: Store) -> None:
    """For thirty days; a seat in an open game counts for as long as that is open."""
    async with cheating.listening(store) as scene:
        await cheating.open_everything(scene)
        await cheating.hush(scene)
        secret = next(s for s in scene.secrets if s.item.kind == "who-said")
        assert secret.quote is not None
        number = f"#{secret.quote.number}"
        clock = scene.world.services.clock
        assert isinstance(clock, VirtualClock)

        await scene.ask("whosaid", words="anything at all")
        assert "being asked" in words(await scene.ask("quote", place=MINE, search=number))
        clock.move_to(NOON + timedelta(days=30))
        assert "being asked" in words(await scene.ask("quote", place=MINE, search=number))
        clock.move_to(NOON + timedelta(days=31))
        assert secret.quote.quote.text in words(await scene.ask("quote", place=MINE, search=number))

        open_round = channel("open-who-said")
        await scene.world.ask(BOB, "quiz join", place=open_round)
        clock.move_to(NOON + timedelta(days=90))
        assert "being asked" in words(await scene.ask("quote", place=MINE, search=number))
        # Whoever brought the bot along is asked, and so may not see; whoever presses neither.
        stranger = Press(
            key="p", place=MINE, user=User(id="cy", name="Cy"), at=clock.now(),
            id=str(PressId("show", number.removeprefix("#"))),
        )  # fmt: skip
        assert "being asked" in words(await scene.world.engine.press(stranger))


async def test_where_somebody_was_seen_is_kept_for_thirty_days(store: Store) -> None:
    """One row a person and workspace; older ones go."""

    def note(tx: Transaction) -> None:
        forget = TODAY - timedelta(days=30)
        for days, workspace_id in [
            (31, "slack:T0"),
            (30, "slack:T1"),
            (2, "slack:T2"),
            (0, "slack:T2"),
            (1, "slack:T2"),
        ]:
            tx[OpenItemRows].see(workspace_id, "bob", TODAY - timedelta(days=days), forget=forget)
        tx[OpenItemRows].see("discord:7", "bob", TODAY, forget=forget)
        tx[OpenItemRows].see("slack:T3", "eve", TODAY, forget=forget)

    await store.write(note)

    async def seen(days: int) -> frozenset[str]:
        return await store.read(lambda tx: tx[OpenItemRows].whereabouts("slack", {"bob"}, TODAY - timedelta(days=days)))

    assert await seen(400) == {"slack:T1", "slack:T2"}
    assert await seen(0) == {"slack:T2"}
    assert await store.read(lambda tx: tx[OpenItemRows].whereabouts("slack", (), TODAY)) == frozenset()


def somebody(name: str) -> Request:
    """A request of theirs in a channel."""
    place = Place(platform="slack", workspace="T1", channel="C1")
    return Request(key=name, place=place, user=User(id=name, name=name), at=NOON, command="quote", options={})


async def test_those_who_come_together_are_written_down_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rush costs one transaction; and who comes while that is written, another one."""
    writes: list[object] = []
    write = store.write

    async def counted(work: Callable[[Transaction], None]) -> None:
        writes.append(work)
        await write(work)

    monkeypatch.setattr(store, "write", counted)
    attendance = Attendance(store)
    for n in range(100):
        await attendance.note(somebody(f"p{n}"))
    await asyncio.sleep(0)
    await attendance.note(somebody("late"))
    await attendance.settle()

    assert len(writes) == 2
    for name in ("p0", "p99", "late"):
        assert await store.read(lambda tx, n=name: tx[OpenItemRows].whereabouts("slack", {n}, TODAY)) == {"slack:T1"}  # type: ignore[misc]


async def test_what_is_wrong_with_one_keeps_no_other_from_being_written_down(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """They are written down one by one then; the one is tried again when they speak again."""
    see_all, broken = OpenItemRows.see_all, {"bad"}

    def seeing(rows: OpenItemRows, visits: list[tuple[str, str, date, bool]], *, forget: date) -> None:
        if broken & {who for _, who, _, _ in visits}:
            raise ValueError
        see_all(rows, visits, forget=forget)

    monkeypatch.setattr(OpenItemRows, "see_all", seeing)
    attendance = Attendance(store)
    for again in range(2):
        for name in ("good", "bad", "other"):
            await attendance.note(somebody(name))
        await attendance.settle()
        for name, there in (("good", True), ("other", True), ("bad", bool(again))):
            found = await store.read(lambda tx, n=name: tx[OpenItemRows].whereabouts("slack", {n}, TODAY))  # type: ignore[misc]
            assert bool(found) is there
        broken.clear()

    assert caplog.messages == ["who is where could not be written down: ValueError"]


@pytest.mark.parametrize("name", ["_ROUNDS", "_DAILY", "_REVEALS", "_BOARDS", "_DAILY_POSTS", "_WHEREABOUTS"])
def test_no_table_is_read_from_end_to_end(name: str, sqlite_template: Path) -> None:
    """Asked with every request, so each goes by an index that holds what is open and nothing else."""
    statement = getattr(open_items, name)
    values = {
        "platform": "p", "workspace": "w", "workspaces": ["w", "v"], "people": ["u"], "everybody": False,
        "since": "2026-01-01",
    }  # fmt: skip
    bound = statement.params({k: v for k, v in values.items() if k in statement.compile().params})
    query = bound.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with sqlite3.connect(sqlite_template) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    connection.close()

    assert plan
    assert not [step for step in plan if step.startswith("SCAN")]
