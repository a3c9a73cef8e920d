"""What storage promises about daily posts: one row for a subscription, date and slot, whoever asks; and settings."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Slot
from bot.daily.rules.model import DAILY, Delivery, DeliveryState, Guess, Style, Subscription, SubscriptionState
from bot.delivery.rows import PostRows
from bot.library.rows.open_items import OpenItemRows
from bot.settings.rows import ChoiceRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from tests.builders import ELSEWHERE, HERE, NOON, THERE, delivery, item, later, subscription

ALL = ["terminal", "slack"]


async def put(store: Store, *changed: Subscription) -> None:
    """Keep subscriptions."""

    def keep(tx: Transaction) -> None:
        for one in changed:
            tx[DailyRows].put(one)

    await store.write(keep)


async def enter(store: Store, new: Delivery) -> bool:
    """Enter a delivery."""
    return await store.write(lambda tx: tx[DailyRows].add_delivery(HERE, new))


async def due(store: Store, *, at: float = 0, limit: int = 10) -> list[str]:
    """Ids of what is due."""
    return [s.id for s in await store.read(lambda tx: tx[DailyRows].due(ALL, later(at), limit=limit))]


def test_builders_are_whole() -> None:
    """What a test does not name is filled in."""
    assert subscription(due=NOON).next == Slot(NOON.date(), NOON)


async def test_a_subscription_comes_back_as_it_was(store: Store) -> None:
    """New and changed, with everything in it."""
    first = subscription(due=NOON)
    whole = replace(
        first, schedule=replace(first.schedule, time=time(23, 59), zone="Asia/Kolkata", days=frozenset({0, 6})),
        reveal=time(17), rounds=5, queued=12, warned=True, state=SubscriptionState.PAUSED, reason="gone", next=None,
    )  # fmt: skip
    await put(store, first)
    assert await store.read(lambda tx: tx[DailyRows].get("s1")) == first
    await put(store, whole)

    assert await store.read(lambda tx: tx[DailyRows].get("s1")) == whole
    assert await store.read(lambda tx: tx[DailyRows].at(HERE)) == (whole,)
    assert await store.read(lambda tx: tx[DailyRows].at(THERE)) == ()
    assert await store.read(lambda tx: tx[DailyRows].get("s2")) is None


async def test_what_is_due_comes_longest_due_first(store: Store) -> None:
    """Only on platforms that are served; nothing that is not scheduled."""
    await put(
        store,
        subscription("late", due=later(-5)),
        subscription("soon", place=THERE, due=later(5)),
        subscription("now", style=Style.GUESS, due=NOON),
        subscription("off", style=Style.QUIZ),
        subscription("slack", place=ELSEWHERE, due=NOON),
    )

    assert await due(store) == ["late", "now", "slack"]
    assert await due(store, limit=1) == ["late"]
    assert await due(store, at=60) == ["late", "now", "slack", "soon"]
    assert [s.id for s in await store.read(lambda tx: tx[DailyRows].due(["slack"], NOON, limit=9))] == ["slack"]
    assert await store.read(lambda tx: tx[DailyRows].next_due(["terminal"])) == later(-5)
    assert await store.read(lambda tx: tx[DailyRows].next_due(["discord"])) is None
    assert [s.id for s in await store.read(lambda tx: tx[DailyRows].scheduled("now", limit=2))] == ["slack", "soon"]


async def test_places_with_a_schedule_are_told_once_each(store: Store) -> None:
    """Those that come next first, then those that are closed to us; none whose schedule was ended."""
    await put(
        store,
        replace(subscription("paused", place=ELSEWHERE), state=SubscriptionState.PAUSED),
        subscription("soon", place=THERE, due=later(5)),
        subscription("late", due=later(-5)),
        subscription("guess", style=Style.GUESS, due=NOON),
        replace(subscription("off", place=replace(HERE, thread="7")), state=SubscriptionState.OFF),
    )

    assert await store.read(lambda tx: tx[DailyRows].places(limit=9)) == (HERE, THERE, ELSEWHERE)
    assert await store.read(lambda tx: tx[DailyRows].places(limit=1)) == (HERE,)


async def test_a_date_and_slot_are_entered_once(store: Store) -> None:
    """Twenty at once: one row; another date or slot is another row."""
    await put(store, subscription())
    entered = await asyncio.gather(*(enter(store, delivery(f"d{n}")) for n in range(20)))
    tomorrow = NOON.date() + timedelta(days=1)

    assert sum(entered) == 1
    assert await enter(store, delivery("tomorrow", day=tomorrow))
    assert await enter(store, delivery("asked", slot="now:k1"))
    assert not await enter(store, delivery("again", slot="now:k1"))
    assert await store.read(lambda tx: tx[DailyRows].entered("s1", NOON.date(), DAILY)) is not None
    assert await store.read(lambda tx: tx[DailyRows].entered("s2", NOON.date(), DAILY)) is None


async def test_processes_on_one_tick_make_one_row_a_key(store: Store) -> None:
    """Each takes what is due, enters it and moves it on, all at once; nothing is made twice and nothing is left."""
    for n in range(30):
        place = replace(HERE, channel=f"c{n}")
        await put(store, subscription(f"s{n}", place=place, due=NOON))

    def tick(tx: Transaction) -> int:
        made = 0
        for taken in tx[DailyRows].due(ALL, NOON, limit=7):
            row = replace(delivery(f"{taken.id}-{id(tx)}"), subscription_id=taken.id)
            made += tx[DailyRows].add_delivery(taken.place, row)
            tx[DailyRows].put(replace(taken, next=Slot(NOON.date() + timedelta(days=1), later(86400))))
        return made

    made = await asyncio.gather(*(store.write(tick) for _ in range(25)))
    rest = [await store.write(tick) for _ in range(5)]

    assert sum(made) + sum(rest) == 30
    assert await due(store) == []


async def test_a_delivery_is_settled_once(store: Store) -> None:
    """Its first outcome stays; what was not sent takes no answers."""
    await put(store, subscription())
    await enter(store, delivery(open_=True))
    gone = [
        await store.write(lambda tx: tx[DailyRows].settle_delivery("d1", DeliveryState.FAILED, "gone", NOON))
        for _ in range(2)
    ]
    (kept,) = await store.read(lambda tx: tx[DailyRows].recent("s1", 5))

    assert gone == [True, False]
    assert (kept.state, kept.reason, kept.settled_at, kept.open) == (DeliveryState.FAILED, "gone", NOON, False)
    assert await store.read(lambda tx: tx[DailyRows].delivery("d1")) == kept


async def test_what_is_asked_is_withheld_until_it_is_closed(store: Store) -> None:
    """In its workspace, from before it is sent."""
    await put(store, subscription())
    await enter(store, replace(delivery(open_=True), reveal_at=later(60)))
    home, away = HERE.workspace_id, ELSEWHERE.workspace_id
    assert await store.read(lambda tx: tx[OpenItemRows].open_items({home}, ())) == (item(),)
    assert await store.read(lambda tx: tx[OpenItemRows].open_items({away}, ())) == ()
    assert await store.read(lambda tx: tx[DailyRows].due_reveals(ALL, later(60), limit=5)) == ()

    await store.write(lambda tx: tx[DailyRows].settle_delivery("d1", DeliveryState.SENT, "", NOON))
    assert await store.read(lambda tx: tx[DailyRows].next_due(ALL)) == later(60)
    assert await store.read(lambda tx: tx[DailyRows].due_reveals(ALL, later(59), limit=5)) == ()
    assert [d.id for d in await store.read(lambda tx: tx[DailyRows].due_reveals(ALL, later(60), limit=5))] == ["d1"]
    assert [d.id for d in await store.read(lambda tx: tx[DailyRows].open_of("s1"))] == ["d1"]
    assert [await store.write(lambda tx: tx[DailyRows].close("d1")) for _ in range(2)] == [True, False]
    assert await store.read(lambda tx: tx[OpenItemRows].open_items({home}, ())) == ()


async def test_what_nobody_could_tell_of_is_recovered_once(store: Store) -> None:
    """Somebody has seen it: it counts as sent from now on, and takes answers if it still may."""
    await put(store, subscription())
    for n, state in enumerate((DeliveryState.UNKNOWN, DeliveryState.UNKNOWN, DeliveryState.FAILED)):
        await enter(store, replace(delivery(f"d{n}", day=NOON.date() + timedelta(days=n), open_=True), due_at=later(n)))
        await store.write(lambda tx, n=n, state=state: tx[DailyRows].settle_delivery(f"d{n}", state, "", NOON))  # type: ignore[misc]
    recovered = [
        await store.write(lambda tx, i=i, o=o: tx[DailyRows].recover(i, open_=o))  # type: ignore[misc]
        for i, o in (("d0", False), ("d1", True), ("d1", True), ("d2", True))
    ]

    assert recovered == [True, True, False, False]
    assert [d.id for d in await store.read(lambda tx: tx[DailyRows].open_of("s1"))] == ["d1"]


async def test_a_guess_counts_once_and_streaks_see_what_stood(store: Store) -> None:
    """By item and person, the earlier stamp of two; posts that failed are not in it."""
    await put(store, subscription())
    for n, state in enumerate((DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.SENT)):
        day = NOON.date() + timedelta(days=n)
        await enter(store, replace(delivery(f"d{n}", day=day, open_=True), due_at=later(n)))
        await store.write(lambda tx, n=n, state=state: tx[DailyRows].settle_delivery(f"d{n}", state, "", NOON))  # type: ignore[misc]
    given = Guess(delivery_id="d2", position=0, user_id="bob", name="Bob", choice="tea", right=True, at=NOON)
    kept = [await store.write(lambda tx: tx[DailyRows].put_guess(given)) for _ in range(2)]

    earlier, late = (replace(given, choice="jam", right=False, at=later(seconds)) for seconds in (-0.01, 0.01))
    moved = [await store.write(lambda tx, g=g: tx[DailyRows].put_guess(g)) for g in (late, earlier)]  # type: ignore[misc]

    assert kept == [True, False]
    assert moved == [False, True]
    assert await store.read(lambda tx: tx[DailyRows].guesses("d2")) == (earlier,)
    assert await store.read(lambda tx: tx[DailyRows].played("s1", "bob", 10)) == (False, True)
    assert await store.read(lambda tx: tx[DailyRows].played("s1", "bob", 1)) == (True,)


async def test_games_go_out_before_daily_posts_and_are_not_held_up_by_them(store: Store) -> None:
    """A daily post that waits for its minute does not stop a round in its channel."""
    for key, priority, at in (("daily", 10, later(60)), ("other daily", 10, NOON), ("round", 0, NOON)):
        place = THERE if key == "other daily" else HERE
        await store.write(
            lambda tx, k=key, w=place, p=priority, t=at: tx[PostRows].add(k, w, "daily", k, not_before=t, priority=p)  # type: ignore[misc]
        )

    claimed = await store.write(lambda tx: tx[PostRows].claim(ALL, NOON, lease=30, limit=5))
    assert [p.key for p in claimed] == ["round", "other daily"]


async def test_settings_are_a_workspace_s_own(store: Store) -> None:
    """The last choice holds."""
    for value in ("bob", "carol"):
        await store.write(lambda tx, v=value: tx[ChoiceRows].put(HERE.workspace_id, "managers", v))  # type: ignore[misc]

    assert await store.read(lambda tx: tx[ChoiceRows].all(HERE.workspace_id)) == {"managers": "carol"}
    assert await store.read(lambda tx: tx[ChoiceRows].all(ELSEWHERE.workspace_id)) == {}


async def test_somebody_s_subscriptions_are_told_across_a_workspace(store: Store) -> None:
    """Theirs and not ended, in whichever channel; nothing of another workspace."""
    mine = subscription("s1", due=later(60))
    there = replace(subscription("s2", due=NOON), place=THERE)
    ended = replace(subscription("s3"), place=THERE, pack="talk", state=SubscriptionState.OFF)
    others = replace(subscription("s4"), pack="other", set_by="bob")
    elsewhere = replace(subscription("s5"), place=ELSEWHERE)
    await put(store, mine, there, ended, others, elsewhere)

    told = await store.read(lambda tx: tx[DailyRows].set_by(HERE.workspace_id, mine.set_by))
    assert [s.id for s in told] == ["s2", "s1"]
    assert await store.read(lambda tx: tx[DailyRows].any_in(HERE.workspace_id))
    assert not await store.read(lambda tx: tx[DailyRows].any_in("terminal:nowhere"))
