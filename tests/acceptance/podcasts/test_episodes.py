"""A podcast that is followed: its episodes with a transcript come in by themselves, once."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.chat.messages import Listing
from bot.feeds.episodes import look_at_due
from bot.feeds.wording import MOST_LAST
from bot.library.followed import EACH_LOOK, RECENT
from bot.library.quota import Quota
from bot.library.rows.feeds import FeedRows
from bot.privacy.rows.departures import DepartureRows
from bot.storage.tables.feeds import feed as feeds
from tests.acceptance.podcasts.show import HOUR, Ears, Show, hours, packs, say
from tests.acceptance.podcasts.test_trouble import limited
from tests.builders import HERE, NOON
from tests.searched import places
from tests.world import World, words


async def test_an_episode_comes_in_at_once_and_the_next_by_itself(world: World, show: Show) -> None:
    """Under its own title; what was there before stays out; once an hour at most the feed is asked for."""
    show.publish("ladder")
    told = await say(world, "quotes follow", feed=show.link)

    assert isinstance(told, Listing)
    assert told.title == "“The long table” is followed from now on"
    assert "“About the ladder”: Imported “about-the-ladder”" in words(told)
    assert await packs(world) == ["about-the-ladder"]
    show.publish("window")
    await hours(world, 0.9)
    assert (await packs(world), show.looks) == (["about-the-ladder"], 1)
    await hours(world, 1)
    assert (await packs(world), show.looks) == (["about-the-ladder", "about-the-window"], 2)
    library = await world.services.libraries.library(HERE.workspace_id)
    source = library.pack("about-the-window").info.source
    assert (source.title, source.date) == ("About the window", f"{NOON + timedelta(days=2):%Y-%m-%d}")


async def test_what_did_not_change_is_not_sent_again(world: World, show: Show) -> None:
    """The server is asked with the tag it gave."""
    await say(world, "quotes follow", feed=show.link)
    for hour in (1, 2, 3):
        await hours(world, hour)
    asked = [r for r in show.web.asked if r.path == "/feed.xml"]
    assert ["If-None-Match" in r.headers for r in asked] == [False, False, True, True]


async def test_two_processes_bring_an_episode_in_once(world: World, show: Show) -> None:
    """Whoever holds the lease; each transcript is fetched once."""
    await say(world, "quotes follow", feed=show.link, last="0")
    show.publish("ladder")
    await world.at(HOUR)
    looked = await asyncio.gather(*(look_at_due(world.services) for _ in range(4)))

    assert sum(looked) == 1
    assert await packs(world) == ["about-the-ladder"]
    assert sum(request.path == "/ladder.vtt" for request in show.web.asked) == 1


@pytest.mark.parametrize("taken_over", [True, False])
async def test_a_look_whose_lease_was_lost_keeps_nothing(world: World, show: Show, taken_over: bool) -> None:
    """One that was followed no more meanwhile, or taken over."""
    await say(world, "quotes follow", feed=show.link, last="0")
    show.publish("ladder")
    await world.at(HOUR)
    answer = show.web.pages["/ladder.vtt"]

    async def lost_meanwhile(request):  # type: ignore[no-untyped-def]
        if taken_over:
            other = update(feeds).values(lease="another's")
            await world.services.store.write(lambda tx: tx[FeedRows]._connection.execute(other))
        else:
            await say(world, "quotes unfollow", feed="1")
        return await answer(request)

    show.web.pages["/ladder.vtt"] = lost_meanwhile
    await look_at_due(world.services)
    assert await packs(world) == []


async def test_of_a_workspace_that_is_erased_meanwhile_nothing_is_left(world: World, show: Show) -> None:
    """Not even that something was fetched for it."""
    with limited(world, Quota()):
        await say(world, "quotes follow", feed=show.link, last="0")
        show.publish("ladder")
        await world.at(HOUR)
        answer = show.web.pages["/ladder.vtt"]

        async def erased_meanwhile(request):  # type: ignore[no-untyped-def]
            while await world.services.store.write(lambda tx: tx[DepartureRows].erase(HERE.workspace_id, 500)):
                pass
            return await answer(request)

        show.web.pages["/ladder.vtt"] = erased_meanwhile
        await look_at_due(world.services)
    assert await places(world.services.store, HERE.workspace_id) == set()


async def test_many_new_ones_come_in_over_hours(world: World, show: Show) -> None:
    """A few by each look, the oldest first."""
    await say(world, "quotes follow", feed=show.link, last="0")
    for number in range(EACH_LOOK + 1):
        show.publish(f"table{number}")
    await hours(world, 1)
    assert await packs(world) == [f"about-the-table{number}" for number in range(EACH_LOOK)]
    await hours(world, 2)
    assert len(await packs(world)) == EACH_LOOK + 1


async def test_several_come_in_at_once_where_that_is_asked(world: World, show: Show) -> None:
    """The newest ones."""
    for word in ("ladder", "window", "lamp"):
        show.publish(word)
    await say(world, "quotes follow", feed=show.link, last=str(MOST_LAST))
    assert await packs(world) == ["about-the-ladder", "about-the-window", "about-the-lamp"]


async def test_a_transcript_that_comes_later_is_taken(world: World, show: Show) -> None:
    """Days after its episode; for one that was old when it began to be followed it is too late."""
    show.publish("ladder", text=False)
    await say(world, "quotes follow", feed=show.link, last="0")
    await hours(world, 1)
    show.add_transcript("ladder")
    await hours(world, 24)
    assert await packs(world) == ["about-the-ladder"]


async def test_old_episodes_that_get_transcripts_stay_out(world: World, show: Show) -> None:
    """Nobody wants three hundred packs in a night."""
    show.publish("ladder", text=False)
    await world.at((RECENT.days + 3) * 24 * HOUR)
    await say(world, "quotes follow", feed=show.link, last="0")
    show.add_transcript("ladder")
    await hours(world, (RECENT.days + 4) * 24)
    assert await packs(world) == []


async def test_the_newest_episode_comes_first_in_daily_posts_for_a_week(world: World, show: Show, ears: Ears) -> None:
    """Then it is a pack like all others."""
    for word in ("ladder", "window"):
        show.publish(word)
    await say(world, "quotes follow", feed=show.link, last="2")
    await say(world, "daily set", time="18:00", timezone="UTC", style="quote")
    ears.told.clear()
    for day in range(7):
        await world.at((day * 24 + 6) * HOUR)
    posted = [text for who, text in ears.told if (not who and "window" in text) or "ladder" in text]
    assert len(posted) >= 2
    first = ["window" in text for text in posted]
    assert first[0]
    assert first == sorted(first, reverse=True)
