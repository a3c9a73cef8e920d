"""Daily posts when things go wrong: outages, closed channels, a pool that runs out, rights, new zone rules."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.app.catalogue import POSTS
from bot.app.due_work import DueWork
from bot.chat.incoming import MessageRef, Place, Problem
from bot.chat.messages import Listing, Notice, QuoteCard, Reply
from bot.daily.rows import DailyRows
from bot.daily.rules.calendar import Slot
from bot.daily.rules.model import Delivery, Subscription
from bot.daily.use_cases import zonedata
from bot.delivery.messengers import Messengers
from bot.delivery.outbox import Outbox
from bot.errors import DeliveryError, DeliveryUnknown
from bot.library.imports import store
from tests.builders import ALICE, BOB, HERE, NOON, THERE, later, pack
from tests.world import Silent, World, opened, refused, words
from tests.year import dates, posts_by_date

DAY = 86400


class Channel(Silent):
    """Keeps what is posted where; a place may be closed, and the platform may be out of reach."""

    def __init__(self) -> None:
        self.posts: list[tuple[Place, Reply, str]] = []
        self.closed: dict[str, Problem] = {}
        self.out = False
        self.looked = False

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Stands, unless something is in the way."""
        if self.out:
            raise DeliveryError("out of reach", retry_after=60)
        if place.channel in self.closed:
            raise DeliveryError("closed", retry_after=None)
        self.posts.append((place, reply, nonce))
        return MessageRef(place=place, id=nonce)

    async def check(self, place: Place) -> Problem | None:
        """What was set."""
        return self.closed.get(place.channel)

    def quotes(self) -> list[int]:
        """The numbers of the quotes that were posted."""
        return [reply.number for _, reply, _ in self.posts if isinstance(reply, QuoteCard)]

    def notes(self, user: str = "alice") -> list[str]:
        """What was told to somebody privately."""
        return [r.text for p, r, _ in self.posts if p.user_id == user and isinstance(r, Notice)]


async def set_daily(world: World, time: str = "09:00", *, place: Place = HERE, **options: str) -> Reply:
    """A daily post of Alice's, who manages."""
    return await world.ask(
        ALICE, "daily set", manager=True, place=place, time=time, **{"timezone": "UTC", **options}
    )  # fmt: skip


async def subscriptions(world: World, place: Place = HERE) -> tuple[Subscription, ...]:
    """All of a channel."""
    return await world.services.store.read(lambda tx: tx[DailyRows].at(place))


async def ledger(world: World) -> list[Delivery]:
    """What became of the first one's posts, oldest first."""
    (first, *_) = await subscriptions(world)
    return list(await world.services.store.read(lambda tx: tx[DailyRows].recent(first.id, 1000)))[::-1]


def outcomes(deliveries: list[Delivery]) -> list[str]:
    """Date and outcome."""
    return [f"{d.day:%d} {d.state}" + (f" {d.reason}" if d.reason else "") for d in deliveries]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (21.02, ["02 sent"]),  # a minute
        (23, ["02 sent"]),  # two hours: caught up
        (26.9, ["02 sent"]),
        (27.2, ["02 skipped late"]),  # more than six hours
        (21 + 24 + 2, ["02 skipped late", "03 sent"]),
        (21 + 7 * 24 + 1, [*(f"0{d} skipped late" for d in range(2, 9)), "09 sent"]),
    ],
)
async def test_after_an_outage_of_ours(tmp_path: Path, hours: float, expected: list[str]) -> None:
    """Caught up within six hours on the same date; else left out, and said so; never two at once."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        await set_daily(world)
        await world.at(hours * 3600)

        assert outcomes(await ledger(world)) == expected
        assert len(wall.quotes()) == sum("sent" in e for e in expected)


async def test_after_an_outage_of_the_platform(tmp_path: Path) -> None:
    """What is not sent within six hours is not sent at all; the next day is."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        await set_daily(world)
        wall.out = True
        for hour in range(21, 21 + 8):
            await world.at(hour * 3600)
        assert outcomes(await ledger(world)) == ["02 skipped late"]
        wall.out = False
        await world.at(45 * 3600)

        assert outcomes(await ledger(world)) == ["02 skipped late", "03 sent"]
        assert len(wall.quotes()) == 1


async def test_while_the_platform_sent_us_away_nothing_is_due(tmp_path: Path) -> None:
    """Days are not counted as failures: back after a week, this date's post comes, and the channel goes on."""
    wall, here = Channel(), [False]
    async with opened(tmp_path, wall) as world:
        await set_daily(world)
        world.outbox = Outbox(world.services, POSTS, Messengers({HERE.platform: wall}), admitted=lambda _: here[0])
        for day in range(1, 8):
            await world.at(21 * 3600 + day * DAY)
        assert await ledger(world) == []
        assert (wall.posts[1:], wall.notes()) == ([], [])
        here[0] = True
        await world.at(21 * 3600 + 7 * DAY + 60)

        assert outcomes(await ledger(world)) == [*(f"0{d} skipped late" for d in range(2, 9)), "09 sent"]
        assert len(wall.quotes()) == 1


async def test_a_clock_that_jumps(tmp_path: Path) -> None:
    """By an hour or a day, forward and back: no date has two posts, and each has a row once the clock was there."""
    for seed in range(3):
        rng, wall = random.Random(seed), Channel()
        folder = tmp_path / str(seed)
        folder.mkdir()
        async with opened(folder, wall) as world:
            await set_daily(world, rng.choice(["09:00", "00:00", "23:59"]), timezone="America/Los_Angeles")
            true, drift = 0.0, 0.0
            while true < 12 * DAY:
                true += rng.choice([60, 3600, 4 * 3600])
                if rng.random() < 0.1:
                    drift = rng.choice([0, 3600, -3600, DAY, -DAY])
                world.services.clock._now = later(max(0, true + drift))  # type: ignore[attr-defined]
                await world.engine.due.tick(world.outbox.platforms)
                await world.outbox.flush()
            dates = [d.day for d in await ledger(world)]
            sent = [d.day for d in await ledger(world) if d.state.value == "sent"]

        assert len(dates) == len(set(dates)), seed
        assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))], seed
        assert len(dates) >= 11
        assert len(wall.quotes()) == len(sent)


async def test_a_post_nobody_can_tell_of_is_not_sent_again(tmp_path: Path) -> None:
    """It may stand, and it cannot be looked for: one too few is better than one twice."""

    class Silence(Channel):
        async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
            await super().post(place, reply, nonce)
            raise DeliveryUnknown("cut off")

        async def find(self, place: Place, nonce: str) -> MessageRef | None:
            raise DeliveryUnknown("no history")

    wall = Silence()
    async with opened(tmp_path, wall) as world:
        await set_daily(world)
        wall.posts.clear()
        for minute in range(3):
            await world.at(21 * 3600 + 60 * minute)

        assert outcomes(await ledger(world)) == ["02 unknown"]
        assert len(wall.quotes()) == 1
        shown = await world.ask(ALICE, "daily show")
        assert "perhaps posted" in words(shown)


@pytest.mark.parametrize("problem", list(Problem))
async def test_a_channel_that_is_closed_pauses_and_is_told_once(tmp_path: Path, problem: Problem) -> None:
    """Everything there stops; setting it again goes on."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        await set_daily(world)
        await set_daily(world, "09:00", style="guess")
        wall.closed[HERE.channel] = problem
        for day in range(4):
            await world.at(21 * 3600 + day * DAY)

        assert [s.next for s in await subscriptions(world)] == [None, None]
        assert len(wall.notes()) == 2
        assert all("I stopped the daily" in note for note in wall.notes())
        shown = await world.ask(ALICE, "daily show")
        assert "stopped" in words(shown)
        assert refused(await set_daily(world))
        wall.closed.clear()
        await set_daily(world)
        await world.at(21 * 3600 + 4 * DAY)
        assert len(wall.quotes()) == 1


async def test_a_channel_that_is_closed_is_refused_at_once(tmp_path: Path) -> None:
    """Not at nine o'clock."""
    wall = Channel()
    wall.closed[HERE.channel] = Problem.NOT_ALLOWED
    async with opened(tmp_path, wall) as world:
        assert "I cannot post in this channel" in refused(await set_daily(world))
        assert await subscriptions(world) == ()


async def test_one_quote_that_is_refused_does_not_pause(tmp_path: Path) -> None:
    """The channel is open: only that post failed."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        await set_daily(world)

        async def refuse(place: Place, reply: Reply, nonce: str) -> MessageRef:
            raise DeliveryError("bad message", retry_after=None)

        wall.post = refuse  # type: ignore[method-assign]
        await world.at(21 * 3600)
        del wall.post
        await world.at(45 * 3600)

        assert outcomes(await ledger(world)) == ["02 failed", "03 sent"]
        assert wall.notes() == []


async def test_no_quote_comes_twice_before_the_pool_is_used_up(tmp_path: Path) -> None:
    """Then the one from longest ago; whoever set it was told when ten were left, once."""
    wall = Channel()
    texts = tuple(f"Quote number {n} of the kettle." for n in range(14))
    async with opened(tmp_path, wall) as world:
        await store(world.services, pack("kettle", *texts), workspace_id=HERE.workspace_id)
        said = await set_daily(world, pack="kettle")
        assert "It has 14 unseen quotes" in words(said)
        for day in range(20):
            await world.at(21 * 3600 + day * DAY)

        posted = wall.quotes()
        assert len(set(posted[:14])) == 14
        assert posted[14:20] == posted[:6]
        assert len(wall.notes()) == 1
        assert "10 quotes left" in wall.notes()[0]


async def test_an_empty_pack_is_refused(tmp_path: Path) -> None:
    """One that is empty by the morning: the ledger says so, who set it is told once, and it goes on by itself."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        hollow = replace(pack("hollow", "Nothing."), quotes=(), turns=())
        await store(world.services, hollow, workspace_id=HERE.workspace_id)
        assert "“hollow” is empty" in refused(await set_daily(world, pack="hollow"))
        await store(world.services, pack("brief"), workspace_id=HERE.workspace_id)
        await set_daily(world, pack="brief")
        gone = replace(pack("brief"), quotes=(), turns=(), fingerprint="later")
        await store(world.services, gone, workspace_id=HERE.workspace_id)
        await world.at(21 * 3600)
        await world.at(45 * 3600)
        assert outcomes(await ledger(world)) == ["02 skipped empty", "03 skipped empty"]
        (note,) = wall.notes()
        assert "had nothing to post" in note
        again = replace(pack("brief", "Something new."), fingerprint="much later")
        await store(world.services, again, workspace_id=HERE.workspace_id)
        await world.at(69 * 3600)
        assert outcomes(await ledger(world))[-1] == "04 sent"


async def test_two_voices_are_asked_something_else(tmp_path: Path) -> None:
    """The interview's case: who-said needs three; who sets it is told so, and the channel is not told every day."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        said = await set_daily(world, style="guess", pack="interview-in-brief")
        assert "that takes three voices" in words(said)
        await world.at(21 * 3600)
        asked = words(wall.posts[-1][1])

        assert "three voices" not in asked
        assert "Who said this" not in asked


async def test_samples_are_not_posted_unasked(tmp_path: Path) -> None:
    """Where the bot runs for others; by name they are, and a pack of one's own is enough."""
    async with opened(tmp_path, Channel()) as world:
        world.engine.services = replace(world.services, samples_daily=False)
        assert "/daily set 09:00 pack=the-round-table" in refused(await set_daily(world))
        assert isinstance(await set_daily(world, pack="the-round-table"), Notice)
        await store(world.services, pack("talk"), workspace_id=HERE.workspace_id)
        assert "Set: a quote here" in words(await set_daily(world, place=THERE))


async def test_samples_do_not_step_in_for_a_pack_that_was_taken_away(tmp_path: Path) -> None:
    """A schedule that names no pack posts what is in use, but never samples by itself."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        world.engine.services = world.outbox._services = replace(world.services, samples_daily=False)
        world.engine.due = DueWork(world.engine.services)
        await store(world.services, pack("talk"), workspace_id=HERE.workspace_id)
        await set_daily(world)
        await world.ask(ALICE, "quotes disable", manager=True, pack="talk")
        await world.at(21 * 3600)
        assert outcomes(await ledger(world)) == ["02 skipped empty"]
        assert "had nothing to post" in wall.notes()[0]


async def test_fifty_in_a_channel_are_enough(tmp_path: Path) -> None:
    """The next is refused; changing one of them is not."""
    async with opened(tmp_path, Channel()) as world:
        for n in range(50):
            await store(world.services, pack(f"p{n}", f"Only sentence number {n}."), workspace_id=HERE.workspace_id)
            await set_daily(world, pack=f"p{n}")
        assert "50 are posted here daily" in refused(await set_daily(world))
        assert "Changed:" in words(await set_daily(world, "10:00", pack="p7"))
        assert "Set:" in words(await set_daily(world, place=THERE))
        assert isinstance(await world.ask(ALICE, "daily show"), Listing)


async def test_who_may_set_it(tmp_path: Path) -> None:
    """Managers and whom they name; on Slack anybody in the channel, until a manager restricts it."""
    slack = Place(platform="slack", workspace="T1", channel="C1")
    async with opened(tmp_path, Channel()) as world:
        assert "for managers" in refused(await world.ask(BOB, "daily set", time="09:00", timezone="UTC"))
        assert "for managers" in refused(await world.ask(BOB, "settings show"))
        assert "Set:" in words(await world.ask(BOB, "daily set", place=slack, time="09:00", timezone="UTC"))
        await world.ask(ALICE, "settings set", place=slack, manager=True, name="restricted", value="daily, quote")
        assert "for managers" in refused(await world.ask(BOB, "daily off", place=slack))
        assert "for managers" in refused(await world.ask(BOB, "quote", place=slack))
        await world.ask(ALICE, "settings set", manager=True, name="managers", value="bob")
        assert "Set:" in words(await world.ask(BOB, "daily set", time="09:00", timezone="UTC"))
        assert "Settings" in words(await world.ask(BOB, "settings show"))
        assert "Whose clock?" in refused(await world.ask(BOB, "daily set", time="09:00", place=THERE))
        await world.ask(BOB, "settings set", name="timezone", value="Asia/Tokyo")
        assert "(Asia/Tokyo)" in words(await world.ask(BOB, "daily set", time="09:00", place=THERE))


async def test_a_schedule_takes_the_zone_of_its_channel_then_the_workspace_s_then_whoever_sets_it(
    tmp_path: Path,
) -> None:
    """And says which; a game at a set time too."""
    async with opened(tmp_path) as world:

        async def told(place: Place, command: str = "daily set", **options: str) -> str:
            asked = world.request(ALICE, command, manager=True, place=place, **options)
            given = {name: value for name, value in asked.options.items() if name != "begin"}
            return words(await world.engine.handle(replace(asked, zone="Europe/Berlin", options=given)))

        assert "(Europe/Berlin)" in await told(HERE, time="09:00")
        await world.ask(ALICE, "settings set", manager=True, name="timezone", value="Asia/Tokyo")
        assert "(Asia/Tokyo)" in await told(THERE, time="09:00")
        assert "at 10:00 (Europe/Berlin)" in await told(HERE, time="10:00", style="quiz")
        assert "(Europe/Berlin)" in await told(HERE, "quiz start", at="16:00")


async def test_new_zone_rules_move_what_is_scheduled(tmp_path: Path) -> None:
    """The date stays, the moment follows; nothing moves twice, and a zone that is gone stands still."""
    async with opened(tmp_path, Channel()) as world:
        await set_daily(world, timezone="Europe/Berlin")
        await set_daily(world, timezone="UTC", style="guess")
        right, other = (await subscriptions(world))[::-1]
        assert right.next is not None
        stale = replace(right, next=Slot(right.next.date, right.next.at + timedelta(hours=1)))
        lost = replace(other, schedule=replace(other.schedule, zone="Europe/Atlantis"))
        await world.services.store.write(lambda tx: (tx[DailyRows].put(stale), tx[DailyRows].put(lost)))  # type: ignore[func-returns-value]

        assert await zonedata.follow(world.services, "2099a") == 1
        assert (await subscriptions(world))[::-1][0].next == right.next
        assert await zonedata.follow(world.services, "2099a") == 0
        assert zonedata.version()

        # A zone that is not known any more keeps no other channel from its post.
        await world.at(21 * 3600)
        assert outcomes(await ledger(world)) == ["02 sent"]
        sent = await world.services.store.read(lambda tx: tx[DailyRows].recent(right.id, 5))
        assert [d.day for d in sent] == [date(2026, 3, 2)]


async def test_the_same_command_twice_has_one_effect(tmp_path: Path) -> None:
    """A request that is delivered again is told so."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        await set_daily(world)
        world.serial = 100
        await world.ask(ALICE, "daily now", manager=True)
        world.serial = 100
        again = await world.ask(ALICE, "daily now", manager=True)

        assert "done already" in refused(again)
        assert len(wall.quotes()) == 1


async def test_posts_of_one_moment_show_every_quote_once_before_one_comes_again(tmp_path: Path) -> None:
    """Though two of three are one person's."""
    wall = Channel()
    async with opened(tmp_path, wall) as world:
        for name, *said in (("Ada", "Ada said a.", "Ada said b."), ("Ben", "Ben said a.")):
            await store(world.services, pack(name.lower(), *said, speaker=name), workspace_id=HERE.workspace_id)
        await set_daily(world)
        for _ in range(9):
            await world.ask(ALICE, "daily now", manager=True)

        shown = wall.quotes()
        assert len(set(shown)) == 3
        assert [len(set(shown[n : n + 3])) for n in (0, 3, 6)] == [3, 3, 3]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles"])
@pytest.mark.parametrize("month", [3, 10])
async def test_days_without_and_with_two_half_past_twos(zone: str, month: int) -> None:
    """Five weeks around each change of the clocks: one message on every date."""
    first = NOON.replace(month=month)
    posted = await posts_by_date(zone, "02:30", first, 36)
    assert posted == dict.fromkeys(dates(zone, first, 36), 1)
