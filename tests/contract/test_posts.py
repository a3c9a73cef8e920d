"""What storage promises about the outbox: every post once, in order, by one sender at a time."""

import asyncio
from datetime import datetime

from bot.messages import MessageRef, Place
from bot.ports import Post, Store
from tests.builders import ELSEWHERE, HERE, NOON, THERE, later

ALL = ["terminal", "slack"]


async def ask(store: Store, key: str, place: Place = HERE, at: datetime = NOON) -> bool:
    """Ask for a post."""
    return await store.write(lambda tx: tx.posts.add(key, place, "round", key, not_before=at))


async def claim(store: Store, at: datetime = NOON, lease: float = 30, limit: int = 10) -> tuple[Post, ...]:
    """Claim what is due."""
    return await store.write(lambda tx: tx.posts.claim(ALL, at, lease=lease, limit=limit))


async def settle(store: Store, post: Post, message: str = "m1") -> None:
    """Say that it stands."""
    await store.write(lambda tx: tx.posts.settle(post, MessageRef(place=post.place, id=message)))


async def test_a_key_is_posted_once(store: Store) -> None:
    """Twenty processes ask for the same post: one row, one sender."""
    asked = await asyncio.gather(*(ask(store, "round:1") for _ in range(20)))
    claims = await asyncio.gather(*(claim(store) for _ in range(5)))

    assert sum(asked) == 1
    assert [p.key for posts in claims for p in posts] == ["round:1"]


async def test_a_post_waits_for_its_time_and_its_platform(store: Store) -> None:
    """Nothing is claimed too early or for a platform that nobody here serves."""
    await ask(store, "later", at=later(60))
    await ask(store, "slack", ELSEWHERE)

    assert await store.write(lambda tx: tx.posts.claim(["terminal"], NOON, lease=30)) == ()
    assert [p.key for p in await claim(store, later(60))] == ["slack", "later"]


async def test_posts_of_a_place_keep_their_order(store: Store) -> None:
    """While one is being sent the next of its place waits; other places do not."""
    for key, place in [("a", HERE), ("b", HERE), ("c", THERE)]:
        await ask(store, key, place)

    first = await claim(store)
    assert [p.key for p in first] == ["a", "c"]
    assert await claim(store) == ()
    await settle(store, first[0])
    assert [p.key for p in await claim(store)] == ["b"]


async def test_a_touched_post_is_edited(store: Store) -> None:
    """What stands is shown anew with its message; a post that was touched before it was sent is sent once."""
    await ask(store, "a")
    await store.write(lambda tx: tx.posts.touch("a", NOON))
    (sent,) = await claim(store)
    assert sent.ref is None
    await settle(store, sent)
    assert await claim(store) == ()

    await store.write(lambda tx: tx.posts.touch("a", NOON))
    (again,) = await claim(store)
    assert again.ref == MessageRef(place=HERE, id="m1")
    assert again.nonce == sent.nonce


async def test_a_touch_while_sending_is_not_lost(store: Store) -> None:
    """The version that was rendered is settled, the newer one is still to be shown."""
    await ask(store, "a")
    (sent,) = await claim(store)
    await store.write(lambda tx: tx.posts.touch("a", NOON))
    await settle(store, sent)

    assert [p.version for p in await claim(store)] == [2]


async def test_a_dead_sender_is_replaced_and_cannot_settle_any_more(store: Store) -> None:
    """A lease ends by time; who comes back after that finds it taken."""
    await ask(store, "a")
    (dead,) = await claim(store, lease=-1)
    (heir,) = await claim(store)
    await settle(store, dead, "from the dead")
    await settle(store, heir, "from the heir")
    await store.write(lambda tx: tx.posts.touch("a", NOON))

    (shown,) = await claim(store)
    assert dead.nonce == heir.nonce
    assert shown.ref == MessageRef(place=HERE, id="from the heir")


async def test_a_post_can_fail_or_be_put_off(store: Store) -> None:
    """A failed post is never tried again and blocks nobody; a released one comes back at its new time."""
    await ask(store, "bad")
    await ask(store, "good")
    (bad,) = await claim(store)
    await store.write(lambda tx: tx.posts.fail(bad, "the channel is gone"))
    (good,) = await claim(store)
    await store.write(lambda tx: tx.posts.release(good, not_before=later(5)))

    assert await claim(store) == ()
    assert await store.read(lambda tx: tx.posts.waiting(ALL, NOON)) is False
    assert await store.read(lambda tx: tx.posts.waiting(ALL, later(5))) is True
    assert [p.key for p in await claim(store, later(5))] == ["good"]


async def test_what_was_surely_not_sent_needs_no_look_before_the_next_try(store: Store) -> None:
    """A platform that asked for patience took nothing; one that did not answer may have."""
    await ask(store, "refused")
    await ask(store, "silent", THERE)
    refused, silent = await claim(store)
    await store.write(lambda tx: tx.posts.release(refused, not_before=later(5), unsent=True))
    await store.write(lambda tx: tx.posts.release(silent, not_before=later(5)))

    assert {p.key: p.tries for p in await claim(store, later(5))} == {"refused": 0, "silent": 1}


async def test_workspaces_that_are_passed_over_keep_their_posts(store: Store) -> None:
    """However long those are due, the others' are claimed; next time they are as well."""
    for key, place in [("a", HERE), ("b", THERE), ("c", ELSEWHERE)]:
        await ask(store, key, place)
    passing = {HERE.workspace_id}
    others = await store.write(lambda tx: tx.posts.claim(ALL, NOON, lease=30, limit=10, passing=passing))

    assert [p.key for p in others] == ["c"]
    assert [p.key for p in await claim(store)] == ["a", "b"]
