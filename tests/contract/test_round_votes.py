"""What storage promises about votes on rounds: one a person, kept by place and by item; and what rounds tell beside."""

from functools import partial

from bot.games.liking import NO_VOTES, Received, Votes
from bot.games.model import MarkKind, RoundMark
from bot.games.rows.games import GameRows
from bot.games.rows.items import ItemRows
from bot.games.rows.liking import LikingRows
from bot.storage.store import Store
from tests.builders import HERE, THERE, asked, item, later
from tests.contract.test_games import answer, begin_round, put_mark


async def cast(store: Store, who: str, value: int, *, round_id: str = "r1", about: str = "tea") -> int:
    """One press."""
    round_ = asked(round_id, about=item(about))
    return await store.write(lambda tx: tx[LikingRows].cast(HERE, round_, who, value, later(1)))


async def test_one_person_has_one_vote_a_round(store: Store) -> None:
    """The other button changes it, the same one takes it back; an item is told by all its rounds."""
    presses = [("U1", 1, 1), ("U2", 1, 1), ("U1", -1, -1), ("U1", -1, 0), ("U3", -1, -1)]
    for who, value, holds in presses:
        assert await cast(store, who, value) == holds
    await cast(store, "U2", 1, round_id="r2")
    await cast(store, "U2", -1, round_id="r3", about="jam")

    assert await store.read(lambda tx: tx[LikingRows].of("r1")) == Votes(1, 1)
    assert await store.read(lambda tx: tx[LikingRows].of("r9")) == NO_VOTES
    told = await store.read(lambda tx: tx[LikingRows].by_item(HERE.workspace_id))
    assert told == {"item-tea": Votes(2, 1), "item-jam": Votes(0, 1)}
    voted = await store.read(lambda tx: tx[LikingRows].voted(HERE))
    assert voted["r1"] == Received(form="missing-word", votes=Votes(1, 1))
    assert set(voted) == {"r1", "r2", "r3"}
    assert await store.read(lambda tx: tx[LikingRows].voted(THERE)) == {}


async def test_what_was_skipped_reported_and_answered_in_a_place_is_told_of_each_round(store: Store) -> None:
    """And nothing of another place."""
    await begin_round(store)
    await store.write(partial(put_mark, RoundMark(round_id="r1", user_id="alice", kind=MarkKind.SKIP)))
    for who in ("alice", "bob"):
        await store.write(lambda tx, who=who: tx[GameRows].put_answer(answer(user=who)))  # type: ignore[misc]
    await store.write(lambda tx: tx[GameRows].close_round("r1"))
    await store.write(lambda tx: tx[GameRows].add_round(asked("r2", number=2, about=item("jam"))))
    await store.write(lambda tx: tx[ItemRows].report(HERE, "item-jam", "alice"))

    found = await store.read(lambda tx: tx[LikingRows].received(HERE))
    assert found == {
        "r1": Received(form="missing-word", skipped=True, answers=2, right=2),
        "r2": Received(form="missing-word", reported=True),
    }
    assert await store.read(lambda tx: tx[LikingRows].received(THERE)) == {}
    assert await store.read(lambda tx: tx[ItemRows].reported_in(HERE.workspace_id)) == {"item-jam"}
