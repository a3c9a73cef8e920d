"""What storage promises about doubts, and about who was seen managing."""

from datetime import timedelta

from bot.library.rows.doubts import DoubtRows
from bot.library.rows.open_items import OpenItemRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import NOON, later

DAY = NOON.date()


async def test_a_doubt_is_kept_once(store: Store) -> None:
    """By workspace, quote and person; told in order."""

    def add(tx: Transaction) -> list[bool]:
        given = [("slack:T1", 1, "U1"), ("slack:T1", 1, "U1"), ("slack:T1", 2, "U1"), ("slack:T2", 1, "U1")]
        kept = [tx[DoubtRows].add(*doubt, "Maya", later(i)) for i, doubt in enumerate(given)]
        return [*kept, tx[DoubtRows].add("slack:T1", 1, "U2", "Ben", NOON)]

    assert await store.write(add) == [True, False, True, True, True]
    assert await store.read(lambda tx: tx[DoubtRows].name("slack:T1", 1, "U2")) == "Ben"
    assert await store.read(lambda tx: tx[DoubtRows].name("slack:T1", 3, "U2")) is None
    moments = await store.read(lambda tx: tx[DoubtRows].moments("slack:T1", "U1", NOON - timedelta(hours=1)))
    assert list(moments) == [NOON, later(2)]
    assert list(await store.read(lambda tx: tx[DoubtRows].moments("slack:T1", "U1", NOON))) == [later(2)]


async def test_managers_are_told_by_when_they_were_seen(store: Store) -> None:
    """The last first; one who manages no more the next day is none; on the same day another process may know less."""

    def see(tx: Transaction) -> None:
        forget = DAY - timedelta(days=30)
        for who, days, manages in [
            ("old", 9, True),
            ("new", 1, True),
            ("was", 2, True),
            ("was", 1, False),
            ("late", 1, True),
            ("late", 1, False),
            ("nobody", 1, False),
        ]:
            tx[OpenItemRows].see("slack:T1", who, DAY - timedelta(days=days), forget=forget, manages=manages)
        tx[OpenItemRows].see("slack:T2", "other", DAY, forget=forget, manages=True)

    await store.write(see)
    assert list(await store.read(lambda tx: tx[DoubtRows].managers("slack:T1", DAY - timedelta(days=5)))) == [
        "late",
        "new",
    ]
    assert list(await store.read(lambda tx: tx[DoubtRows].managers("slack:T1", DAY - timedelta(days=9))))[-1] == "old"
