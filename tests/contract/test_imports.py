"""What storage promises about what was brought in."""

import asyncio
from datetime import timedelta

from bot.library.file_refusals import ImportsUsedUp
from bot.library.quota import DAY, ImportRecord, Quota, check
from bot.library.rows.imports import ImportRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import NOON, later


async def test_what_was_brought_in_is_told_by_person_and_by_workspace(store: Store) -> None:
    """The same request counts once; a person is the same in every workspace."""

    def add(tx: Transaction) -> None:
        tx[ImportRows].add("slack", "k1", "slack:T1", "U1", ImportRecord(NOON, 10))
        tx[ImportRows].add("slack", "k1", "slack:T1", "U1", ImportRecord(NOON, 10))
        tx[ImportRows].add("slack", "k2", "slack:T2", "U1", ImportRecord(later(60), 2**33))
        tx[ImportRows].add("slack", "k3", "slack:T1", "U2", ImportRecord(later(90), 1))
        tx[ImportRows].add("discord", "k1", "discord:1", "U1", ImportRecord(NOON, 5))

    await store.write(add)
    theirs = await store.write(lambda tx: tx[ImportRows].by_user("slack", "U1", NOON - DAY))
    assert sorted(theirs, key=lambda b: b.at) == [ImportRecord(NOON, 10), ImportRecord(later(60), 2**33)]
    assert [b.size for b in await store.read(lambda tx: tx[ImportRows].in_workspace("slack:T1", NOON))] == [1]


async def test_some_is_forgiven_and_old_things_are_forgotten(store: Store) -> None:
    """By its key: as an import, or wholly."""

    def forgive(tx: Transaction) -> None:
        for number in range(3):
            tx[ImportRows].add("slack", f"k{number}", "slack:T1", "U1", ImportRecord(later(number), number))
        tx[ImportRows].forgive("slack", "k1", wholly=False)
        tx[ImportRows].forgive("slack", "k2", wholly=True)

    await store.write(forgive)
    found = await store.read(lambda tx: tx[ImportRows].in_workspace("slack:T1", NOON - DAY))
    assert sorted(found, key=lambda b: b.at) == [ImportRecord(NOON, 0), ImportRecord(later(1), 1, counts=False)]

    tomorrow = NOON + DAY + timedelta(seconds=0.5)
    await store.write(lambda tx: tx[ImportRows].add("slack", "k9", "slack:T1", "U1", ImportRecord(tomorrow, 9)))
    kept = await store.read(lambda tx: tx[ImportRows].in_workspace("slack:T1", NOON - DAY))
    assert sorted(b.size for b in kept) == [1, 9]


async def test_nobody_slips_in_beside_others(store: Store) -> None:
    """Twenty at once of which five may: five do."""

    def enter(number: int, tx: Transaction) -> bool:
        try:
            check(Quota(), tx[ImportRows].by_user("slack", "U1", NOON - DAY), [], 1, NOON)
        except ImportsUsedUp:
            return False
        tx[ImportRows].add("slack", f"k{number}", "slack:T1", "U1", ImportRecord(NOON, 1))
        return True

    entered = await asyncio.gather(*(store.write(lambda tx, n=n: enter(n, tx)) for n in range(20)))  # type: ignore[misc]
    assert sum(entered) == 5
