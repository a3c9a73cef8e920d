"""What storage promises about votes: one a person, and they stay with the quote."""

from dataclasses import replace

from bot.chat.incoming import Place
from bot.library.model import Audience
from bot.library.rows.packs import PackRows
from bot.library.rows.shown import ShownRows
from bot.library.rows.votes import PASSED, SHARED, VoteRows
from bot.library.votes import NO_VOTES, Tally
from bot.storage.store import Store
from tests.builders import HERE as PLACE
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


async def gesture(store: Store, number: int, who: str, value: int) -> None:
    """They shared it or went on at once."""
    await store.write(lambda tx: tx[VoteRows].note_gesture(HERE, number, who, value, later(1)))


async def test_what_somebody_did_is_their_voice_until_they_vote(store: Store) -> None:
    """The later of two holds; a vote takes its place, and nothing takes the place of a vote."""
    for who, value in (("U1", SHARED), ("U1", SHARED), ("U2", SHARED), ("U2", PASSED), ("U3", PASSED)):
        await gesture(store, 7, who, value)
    assert await store.read(lambda tx: tx[VoteRows].of(HERE, 7)) == Tally(shared=1, passed=2)

    assert await cast(store, 7, "U3", 1) == 1
    await gesture(store, 7, "U3", PASSED)
    await cast(store, 8, "U1", -1)
    await gesture(store, 8, "U1", SHARED)
    assert await store.read(lambda tx: tx[VoteRows].tallies(HERE)) == {
        7: Tally(up=1, shared=1, passed=1), 8: Tally(down=1),
    }  # fmt: skip

    assert await cast(store, 7, "U3", 1) == 0
    assert await store.read(lambda tx: tx[VoteRows].of(HERE, 7)) == Tally(shared=1, passed=1)


async def test_what_was_shown_since_is_told_for_its_place(store: Store) -> None:
    """From that moment on; not what another place saw."""
    await store.write(lambda tx: tx[ShownRows].add(PLACE, 7, later(60)))

    async def since(place: Place, number: int, seconds: float) -> bool:
        return await store.read(lambda tx: tx[ShownRows].was_since(place, number, later(seconds)))

    assert [await since(PLACE, 7, s) for s in (0, 60, 61)] == [True, True, False]
    assert not await since(PLACE, 8, 0)
    assert not await since(replace(PLACE, channel="elsewhere"), 7, 0)


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
