"""What storage promises about the outbox: every post once, in order, by one sender at a time."""

import asyncio
from datetime import datetime

from bot.chat.incoming import MessageRef, Place
from bot.delivery.posts import Post
from bot.delivery.rows import TAKEN, PostRows
from bot.storage.store import Store
from tests.builders import ELSEWHERE, HERE, NOON, THERE, later

ALL = ["terminal", "slack"]


async def ask(store: Store, key: str, place: Place = HERE, at: datetime = NOON) -> bool:
    """Ask for a post."""
    return await store.write(lambda tx: tx[PostRows].add(key, place, "round", key, not_before=at))


async def claim(store: Store, at: datetime = NOON, lease: float = 30, limit: int = 10) -> tuple[Post, ...]:
    """Claim what is due."""
    return await store.write(lambda tx: tx[PostRows].claim(ALL, at, lease=lease, limit=limit))


async def settle(store: Store, post: Post, message: str = "m1") -> None:
    """Say that it stands."""
    await store.write(lambda tx: tx[PostRows].settle(post, MessageRef(place=post.place, id=message)))


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

    assert await store.write(lambda tx: tx[PostRows].claim(["terminal"], NOON, lease=30)) == ()
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
    await store.write(lambda tx: tx[PostRows].touch("a", NOON))
    (sent,) = await claim(store)
    assert sent.ref is None
    await settle(store, sent)
    assert await claim(store) == ()

    await store.write(lambda tx: tx[PostRows].touch("a", NOON))
    (again,) = await claim(store)
    assert again.ref == MessageRef(place=HERE, id="m1")
    assert again.nonce == sent.nonce


async def test_a_touch_while_sending_is_not_lost(store: Store) -> None:
    """The version that was rendered is settled, the newer one is still to be shown."""
    await ask(store, "a")
    (sent,) = await claim(store)
    await store.write(lambda tx: tx[PostRows].touch("a", NOON))
    await settle(store, sent)

    assert [p.version for p in await claim(store)] == [2]


async def test_a_dead_sender_is_replaced_and_cannot_settle_any_more(store: Store) -> None:
    """A lease ends by time; who comes back after that finds it taken."""
    await ask(store, "a")
    (dead,) = await claim(store, lease=-1)
    (heir,) = await claim(store)
    await settle(store, dead, "from the dead")
    await settle(store, heir, "from the heir")
    await store.write(lambda tx: tx[PostRows].touch("a", NOON))

    (shown,) = await claim(store)
    assert dead.nonce == heir.nonce
    assert shown.ref == MessageRef(place=HERE, id="from the heir")


async def test_a_post_can_fail_or_be_put_off(store: Store) -> None:
    """A failed post is never tried again and blocks nobody; a released one comes back at its new time."""
    await ask(store, "bad")
    await ask(store, "good")
    (bad,) = await claim(store)
    await store.write(lambda tx: tx[PostRows].fail(bad, "the channel is gone"))
    (good,) = await claim(store)
    await store.write(lambda tx: tx[PostRows].release(good, not_before=later(5)))

    assert await claim(store) == ()
    assert await store.read(lambda tx: tx[PostRows].waiting(ALL, NOON)) is False
    assert await store.read(lambda tx: tx[PostRows].waiting(ALL, later(5))) is True
    assert [p.key for p in await claim(store, later(5))] == ["good"]


async def test_what_was_surely_not_sent_needs_no_look_before_the_next_try(store: Store) -> None:
    """A platform that asked for patience took nothing; one that did not answer may have."""
    await ask(store, "refused")
    await ask(store, "silent", THERE)
    refused, silent = await claim(store)
    await store.write(lambda tx: tx[PostRows].release(refused, not_before=later(5), unsent=True))
    await store.write(lambda tx: tx[PostRows].release(silent, not_before=later(5)))

    assert {p.key: p.tries for p in await claim(store, later(5))} == {"refused": 0, "silent": 1}


async def test_workspaces_that_are_passed_over_keep_their_posts(store: Store) -> None:
    """However long those are due, the others' are claimed; next time they are as well."""
    for key, place in [("a", HERE), ("b", THERE), ("c", ELSEWHERE)]:
        await ask(store, key, place)
    passing = {HERE.workspace_id}
    others = await store.write(lambda tx: tx[PostRows].claim(ALL, NOON, lease=30, limit=10, passing=passing))

    assert [p.key for p in others] == ["c"]
    assert [p.key for p in await claim(store)] == ["a", "b"]


def at_message(message: str, place: Place = HERE) -> MessageRef:
    """A message in a place."""
    return MessageRef(place=place, id=message)


async def adopt(store: Store, key: str, ref: MessageRef, at: datetime = NOON) -> Post | None:
    """Somebody pressed that message."""
    return await store.write(lambda tx: tx[PostRows].adopt(key, ref, at))


async def test_a_doubted_post_waits_and_holds_nothing_up(store: Store) -> None:
    """What is younger in its place goes out; once its time is over it is claimed again, and known as doubted."""
    await ask(store, "a")
    await ask(store, "b")
    [first] = await claim(store)
    assert not first.doubted
    await store.write(lambda tx: tx[PostRows].doubt(first, later(30)))
    [second] = await claim(store)
    assert second.key == "b"
    await settle(store, second)
    assert not await store.read(lambda tx: tx[PostRows].waiting(ALL, later(29)))
    [again] = await claim(store, later(30))

    assert (again.doubted, again.tries, again.ref) == (True, 1, None)


async def test_a_pressed_message_is_adopted_once(store: Store) -> None:
    """In its own place; whatever became of sending it: in doubt, given up, or on its way at this moment."""
    for key in ("doubted", "failed", "sending"):
        await ask(store, key)
        [post] = await claim(store)
        if key == "doubted":
            await store.write(lambda tx, p=post: tx[PostRows].doubt(p, later(30)))  # type: ignore[misc]
        elif key == "failed":
            await store.write(lambda tx, p=post: tx[PostRows].fail(p, "nobody can tell"))  # type: ignore[misc]
        assert await adopt(store, key, at_message("m9", THERE)) is None
        adopted = await adopt(store, key, at_message(f"m-{key}"))
        assert adopted is not None
        assert adopted.ref == at_message(f"m-{key}")
        assert await adopt(store, key, at_message("m2")) is None
        assert not await store.write(lambda tx, p=post: tx[PostRows].settle(p, at_message("m3")))  # type: ignore[misc]
        [edit] = await claim(store)
        assert (edit.key, edit.ref, edit.shown, edit.doubted) == (key, at_message(f"m-{key}"), 0, False)
        await settle(store, edit, f"m-{key}")
    assert await adopt(store, "nothing", at_message("m1")) is None
    assert await claim(store, later(99)) == ()


async def test_a_press_is_adopted_by_one_of_many(store: Store) -> None:
    """Twenty people press at once."""
    await ask(store, "a")
    await claim(store)
    taken = await asyncio.gather(*(adopt(store, "a", at_message("m1")) for _ in range(20)))

    assert sum(post is not None for post in taken) == 1


async def test_a_deleted_post_is_sent_anew_once(store: Store) -> None:
    """Under a nonce that no platform knows yet, by the one who holds the claim; the second time it is not."""
    await ask(store, "a")
    [first] = await claim(store)
    await settle(store, first)
    for seconds, anew in ((1, True), (2, False)):
        await store.write(lambda tx, s=seconds: tx[PostRows].touch("a", later(s)))  # type: ignore[misc]
        [edit] = await claim(store, later(seconds))
        done = [await store.write(lambda tx, p=edit: tx[PostRows].send_anew(p, NOON)) for _ in range(2)]  # type: ignore[misc]
        assert done == [anew, False]
        if anew:
            [again] = await claim(store)
            assert (again.ref, again.tries) == (None, 0)
            assert again.nonce != first.nonce
            assert len(again.nonce) <= 25
            await settle(store, again, "m2")
        else:
            assert await store.write(lambda tx, p=edit: tx[PostRows].fail(p, "deleted"))  # type: ignore[misc]


async def test_what_was_taken_down_is_deleted_and_never_sent_again(store: Store) -> None:
    """What stands is claimed once more, to be deleted; what was never sent is not; a touch changes nothing."""
    await store.write(lambda tx: tx[PostRows].add("stands", HERE, "round", "r1", not_before=NOON))
    await store.write(lambda tx: tx[PostRows].add("waits", THERE, "round", "r2", not_before=later(60)))
    (sent,) = await store.write(lambda tx: tx[PostRows].claim(["terminal"], NOON, lease=2))
    await store.write(lambda tx: tx[PostRows].settle(sent, MessageRef(place=HERE, id="m1")))

    assert await store.write(lambda tx: tx[PostRows].take_down("stands", NOON))
    assert await store.write(lambda tx: tx[PostRows].take_down("waits", NOON))
    assert not await store.write(lambda tx: tx[PostRows].take_down("unknown", NOON))

    (gone,) = await store.write(lambda tx: tx[PostRows].claim(["terminal"], later(90), lease=2, limit=9))
    assert (gone.kind, gone.ref) == (TAKEN, MessageRef(place=HERE, id="m1"))
    assert gone.ref is not None
    ref = gone.ref
    await store.write(lambda tx: tx[PostRows].settle(gone, ref))
    for key in ("stands", "waits"):
        await store.write(lambda tx, key=key: tx[PostRows].touch(key, NOON))  # type: ignore[misc]
    assert await store.write(lambda tx: tx[PostRows].claim(["terminal"], later(900), lease=2, limit=9)) == ()


async def test_any_message_of_ours_can_be_taken_down(store: Store) -> None:
    """An answer to somebody is no post: it becomes one that is to be deleted, once."""
    answer = MessageRef(place=HERE, id="m7")
    for _ in range(2):
        await store.write(lambda tx: tx[PostRows].take_down_message(answer, NOON))

    (gone,) = await store.write(lambda tx: tx[PostRows].claim(["terminal"], NOON, lease=2, limit=9))

    assert (gone.kind, gone.ref) == (TAKEN, answer)
