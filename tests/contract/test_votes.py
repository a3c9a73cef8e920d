"""What storage promises about votes: one a person, and they stay with the quote."""

from bot.library.model import Audience
from bot.library.rows.packs import PackRows
from bot.library.rows.votes import VoteRows
from bot.library.voting import NO_VOTES, Tally
from bot.storage.store import Store
from tests.builders import later, pack

HERE, THERE = "slack:T1", "slack:T2"


async def cast(store: Store, number: int, who: str, value: int, workspace: str = HERE) -> int:
    """One press."""
    return await store.write(lambda tx: tx[VoteRows].cast(workspace, number, who, value, later(1)))


async def test_one_person_has_one_vote(store: Store) -> None:
    """The other button changes it, the same one takes it back; workspaces count for themselves."""
    presses = [("U1", 1, 1), ("U2", 1, 1), ("U1", -1, -1), ("U1", -1, 0), ("U3", -1, -1)]
    for who, value, holds in presses:
        assert await cast(store, 7, who, value) == holds
    await cast(store, 7, "U1", 1, THERE)
    await cast(store, 8, "U1", 1)

    assert await store.read(lambda tx: tx[VoteRows].of(HERE, 7)) == Tally(1, 1)
    assert await store.read(lambda tx: tx[VoteRows].of(HERE, 9)) == NO_VOTES
    assert await store.read(lambda tx: tx[VoteRows].tallies(HERE)) == {7: Tally(1, 1), 8: Tally(1, 0)}


async def test_votes_stay_with_a_quote_that_is_imported_again(store: Store) -> None:
    """Also where the talk around it grew, or it was gone for a while."""
    number = 1
    for texts in (("Tea first.", "Plan last."), ("So it began.", "Tea first.", "Plan last."), ("Plan last.",)):
        made = pack("talk", *texts)
        await store.write(
            lambda tx, made=made: tx[PackRows].save(made, workspace_id=HERE, audience=Audience.WORKSPACE, at=later(1))  # type: ignore[misc]
        )
        await cast(store, number, f"U{len(texts)}", 1)
    await store.write(
        lambda tx: tx[PackRows].save(
            pack("talk", "Plan last.", "Tea first."), workspace_id=HERE, audience=Audience.WORKSPACE, at=later(9)
        )
    )
    (info,) = await store.read(lambda tx: tx[PackRows].owned(HERE))
    (held,) = await store.read(lambda tx: tx[PackRows].load((info.id,)))

    assert next(q.number for q in held.quotes if q.quote.text == "Tea first.") == number
    assert await store.read(lambda tx: tx[VoteRows].of(HERE, number)) == Tally(3, 0)
