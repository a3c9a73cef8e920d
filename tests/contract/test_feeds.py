"""What storage promises about feeds: one row a feed and workspace, one look at a time, nothing after a lost lease."""

import asyncio
from datetime import timedelta

from sqlalchemy import update

from bot.library.followed import DONE, Followed
from bot.library.links import Known
from bot.library.model import Audience, DecidedBy
from bot.library.rows.feeds import FeedRows
from bot.library.rows.packs import PackRows
from bot.privacy.rows.departures import DepartureRows
from bot.privacy.rows.privacy import PrivacyRows
from bot.storage.store import Store
from bot.storage.tables.feeds import feed
from content.packs import read_bytes_as_pack
from tests.builders import NOON, later

HERE, THERE = "slack:T1", "slack:T2"
LEASE = 60.0
TALK = b"Ada Novak: Nobody reads the plan until the day it catches fire.\nBen Osei: Then everybody reads it twice.\n"


def one(link: str = "https://example.org/feed.xml", workspace_id: str = HERE) -> Followed:
    """A feed that is due at noon."""
    return Followed(
        id=0, workspace_id=workspace_id, link=link, title="The long table", speaker="", by=DecidedBy("U1", "Ada"),
        at=NOON, since=NOON, next_at=NOON, known=Known(etag='"1"'), episodes={"a": DONE, "b": 1},
    )  # fmt: skip


async def follow(store: Store, new: Followed, *, lease: float = 0) -> Followed | None:
    """One more."""
    return await store.write(lambda tx: tx[FeedRows].follow(new, lease=lease))


async def claim(store: Store, seconds: float = 0, *, limit: int = 10, lease: float = LEASE) -> list[Followed]:
    """Those that are due then."""
    at = later(seconds)
    return list(await store.write(lambda tx: tx[FeedRows].claim(at, lease=lease, limit=limit)))


async def of(store: Store, workspace_id: str = HERE) -> list[Followed]:
    """Those of a workspace."""
    return list(await store.read(lambda tx: tx[FeedRows].all(workspace_id)))


async def test_a_feed_is_followed_once_in_a_workspace(store: Store) -> None:
    """Others follow it for themselves; what was said of it comes back."""
    held = await follow(store, one())
    assert held is not None
    assert (held.episodes, held.known, held.by) == ({"a": DONE, "b": 1}, Known(etag='"1"'), DecidedBy("U1", "Ada"))
    assert await follow(store, one()) is None
    assert await follow(store, one(workspace_id=THERE)) is not None
    assert [f.id for f in await of(store)] == [held.id]
    assert await store.read(lambda tx: tx[FeedRows].count(HERE)) == 1
    assert not await store.write(lambda tx: tx[FeedRows].unfollow(THERE, held.id))
    assert await store.write(lambda tx: tx[FeedRows].unfollow(HERE, held.id))
    assert await of(store) == []
    assert len(await of(store, THERE)) == 1


async def test_one_looks_at_a_time(store: Store) -> None:
    """However many ask at once; a lease that ran out is somebody else's."""
    for number in range(4):
        await follow(store, one(f"https://example.org/{number}"))
    assert await claim(store, -1) == []
    found = await asyncio.gather(*(claim(store, limit=1) for _ in range(8)))
    ids = [f.id for each in found for f in each]
    assert len(ids) == len(set(ids)) == 4
    assert await claim(store) == []


async def test_a_lease_that_is_lost_changes_nothing(store: Store) -> None:
    """Neither an episode nor the end of a look."""
    await follow(store, one())
    (first,) = await claim(store, lease=0)
    (second,) = await claim(store)
    assert not await store.write(lambda tx: tx[FeedRows].hold(first, lease=LEASE))
    await store.write(lambda tx: tx[FeedRows].bring(first, "c", 7, NOON))
    assert not await store.write(lambda tx: tx[FeedRows].settle(first, next_at=later(9), values={"failures": 9}))
    assert (await of(store))[0].episodes == {"a": DONE, "b": 1}

    assert await store.write(lambda tx: tx[FeedRows].hold(second, lease=LEASE))
    await store.write(lambda tx: tx[FeedRows].bring(second, "c", 7, NOON))
    assert await store.write(lambda tx: tx[FeedRows].try_again(second, "b")) == 2
    assert await store.write(lambda tx: tx[FeedRows].settle(second, next_at=later(9), values={"problem": "Gone."}))
    (now,) = await of(store)
    assert (now.episodes, now.brought, now.problem) == ({"a": DONE, "b": 2, "c": DONE}, 1, "Gone.")
    assert await claim(store) == []
    assert [f.id for f in await claim(store, 9)] == [now.id]


async def test_the_newest_packs_are_known_for_a_while(store: Store) -> None:
    """Of each feed one, in its own workspace."""
    held = await follow(store, one(), lease=LEASE)
    assert held is not None
    await store.write(lambda tx: tx[FeedRows].bring(held, "c", 7, NOON))
    await store.write(lambda tx: tx[FeedRows].bring(held, "d", 8, later(1)))
    await store.write(lambda tx: tx[FeedRows].bring(held, "e", None, later(2)))
    for since, whose, found in ((NOON, HERE, {8}), (later(1), HERE, set()), (NOON, THERE, set())):
        assert await store.read(lambda tx, s=since, w=whose: tx[FeedRows].newest(w, s)) == found  # type: ignore[misc]


async def test_another_speaker_lets_what_failed_be_tried_anew(store: Store) -> None:
    """What is settled stays so."""
    await follow(store, one())
    (held,) = await claim(store, lease=LEASE)
    await store.write(lambda tx: tx[FeedRows].try_again(held, "b"))
    changed = await store.write(lambda tx: tx[FeedRows].change_speaker(HERE, held.link, "Ada", later(3)))
    assert changed is not None
    assert (changed.speaker, changed.episodes, changed.next_at) == ("Ada", {"a": DONE, "b": 1}, later(3))
    assert await store.write(lambda tx: tx[FeedRows].change_speaker(HERE, held.link, "Ada", later(3))) is None


async def test_where_the_bot_was_removed_nobody_looks(store: Store) -> None:
    """Until it is back; after its time the feed goes with the rest."""
    pack = read_bytes_as_pack(TALK, "talk.txt")
    await store.write(lambda tx: tx[PackRows].save(pack, workspace_id=HERE, audience=Audience.WORKSPACE, at=NOON))
    await follow(store, one())
    await store.write(lambda tx: tx[DepartureRows].leave(HERE, NOON))
    assert await claim(store) == []
    await store.write(lambda tx: tx[DepartureRows].come_back(HERE))
    assert len(await claim(store)) == 1
    while await store.write(lambda tx: tx[DepartureRows].erase(HERE, 50)):
        pass
    assert await of(store) == []


async def test_who_was_forgotten_follows_nothing_by_name(store: Store) -> None:
    """The feed stays with the others."""
    await follow(store, one())
    await store.write(lambda tx: tx[PrivacyRows].forget(HERE, "U1"))
    (left,) = await of(store)
    assert left.by == DecidedBy("", "a teammate")


async def test_one_that_cannot_be_read_stops_no_other(store: Store) -> None:
    """It is left out of lists and looks."""
    for number in range(2):
        await follow(store, one(f"https://example.org/{number}"))
    broken = update(feed).where(feed.c.link.endswith("0")).values(episodes=[1])
    await store.write(lambda tx: tx[FeedRows]._connection.execute(broken))
    assert [f.link for f in await of(store)] == ["https://example.org/1"]
    assert [f.link for f in await claim(store)] == ["https://example.org/1"]


async def test_leases_end_by_the_clock_of_storage(store: Store) -> None:
    """A look is held no longer than an hour, whatever is asked for."""
    held = await follow(store, one(), lease=10**9)
    assert held is not None
    row = await store.read(lambda tx: tx[FeedRows]._connection.execute(feed.select()).one())
    now = await store.read(lambda tx: tx[FeedRows]._until(0))
    assert timedelta(0) < row.lease_until - now <= timedelta(hours=1)
