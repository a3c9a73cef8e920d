"""Posts reach Discord once: faults, retries, and what is found again."""

import discord
import pytest
import simcord

from adapters.discord.messenger import NONCE_SECONDS
from bot.chat.incoming import Place, Problem
from bot.chat.messages import Notice
from bot.errors import DeliveryError, DeliveryUnknown
from bot.games.posts import ROUND_DOUBT
from tests.platform.discord.stage import Stage, labels, said, words

HELLO = Notice(text="Hello.")


def here(stage: Stage) -> Place:
    """The stage's channel."""
    return Place(platform="discord", workspace=str(stage.guild.id), channel=str(stage.channel.id))


async def test_a_post_carries_its_nonce_and_can_be_found_again(stage: Stage) -> None:
    """By a mark that stays in the message, long after Discord has forgotten the nonce."""
    ref = await stage.messenger.post(here(stage), HELLO, "a" * 24)
    await stage.messenger.post(here(stage), HELLO, "b" * 24)
    sent = stage.env.http_requests[-2].json
    assert sent is not None

    assert (sent["nonce"], sent["enforce_nonce"]) == ("a" * 24, True)
    assert await stage.messenger.find(here(stage), "a" * 24) == ref
    assert await stage.messenger.find(here(stage), "c" * 24) is None


async def test_a_post_is_edited(stage: Stage) -> None:
    """In place."""
    ref = await stage.messenger.post(here(stage), HELLO, "a")
    await stage.messenger.edit(ref, Notice(text="Good-bye."))

    assert stage.shown() == ["Good-bye."]


async def test_a_user_is_written_to_directly(stage: Stage) -> None:
    """The conversation is opened once."""
    place = Place.of_user("discord", str(stage.guild.id), str(stage.bob.id))
    ref = await stage.messenger.post(place, HELLO, "a")
    await stage.messenger.edit(ref, Notice(text="Good-bye."))

    channel = simcord.ChannelHandle(stage.env, None, stage.env.backend.get_dm_channel(stage.bob.id))
    assert stage.shown(channel) == ["Good-bye."]
    assert sum(r.path == "/users/@me/channels" for r in stage.env.http_requests) == 1


FAULTS = [
    (403, 50013, DeliveryError, None),
    (403, 50007, DeliveryError, None),
    (404, 10003, DeliveryError, None),
    (400, 50035, DeliveryError, None),
    (401, 0, DeliveryError, 60.0),
    (429, 0, DeliveryError, 5.0),
    (503, 0, DeliveryUnknown, 5.0),
]


@pytest.mark.parametrize(("status", "code", "kind", "retry_after"), FAULTS)
async def test_what_an_error_of_discord_s_means(
    stage: Stage, status: int, code: int, kind: type[DeliveryError], retry_after: float | None
) -> None:
    """Never again, later, or nobody knows."""
    stage.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    with pytest.raises(DeliveryError) as raised:
        await stage.messenger.post(here(stage), HELLO, "a")

    assert type(raised.value) is kind
    assert raised.value.retry_after == retry_after
    assert "Hello" not in str(raised.value)


async def test_a_round_is_posted_once_whatever_happens_to_the_answer(stage: Stage) -> None:
    """Discord took the message and answered 503: the next try finds it, and the game goes on in it."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said", rounds=1)
    post = stage.messenger.post

    async def taken_but_lost(*given: object) -> None:
        await post(*given)  # type: ignore[arg-type]
        stage.messenger.post = post  # type: ignore[method-assign]
        raise DeliveryUnknown("the answer was lost", retry_after=0.0)

    stage.messenger.post = taken_but_lost  # type: ignore[method-assign,assignment]
    await stage.settle()
    await stage.wait(6)

    assert len(stage.shown()) == 1
    assert "B · " in words((await stage.press(stage.bob, "B")).response)


async def test_without_read_message_history_nothing_is_sent_twice(stage: Stage) -> None:
    """Discord shows no messages then, and does not say so: it is asked again only as long as it knows the nonce."""
    me = stage.guild.me
    assert me is not None
    quiet = stage.guild.create_text_channel(
        "quiet", overwrites={me: discord.PermissionOverwrite(read_message_history=False)}
    )
    await stage.env.settle()
    place = Place(platform="discord", workspace=str(stage.guild.id), channel=str(quiet.id))
    await stage.messenger.post(place, HELLO, "a")

    assert await stage.messenger.find(place, "a") is None
    await stage.env.advance_time(NONCE_SECONDS + 1)
    with pytest.raises(DeliveryUnknown, match="Read Message History"):
        await stage.messenger.find(place, "a")
    await stage.restart()
    with pytest.raises(DeliveryUnknown, match="Read Message History"):
        await stage.messenger.find(place, "a")


async def test_who_knows_nothing_of_rights_takes_no_unreadable_channel_for_empty(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process hears the guild: what is read is believed, nothing only where nothing was ever written."""
    me = stage.guild.me
    assert me is not None
    quiet = stage.guild.create_text_channel(
        "quiet", overwrites={me: discord.PermissionOverwrite(read_message_history=False)}
    )
    empty = stage.guild.create_text_channel("empty")
    await stage.env.settle()
    unreadable, unused = (
        Place(platform="discord", workspace=str(stage.guild.id), channel=str(c.id)) for c in (quiet, empty)
    )
    await stage.messenger.post(unreadable, HELLO, "a")
    stands = await stage.messenger.post(here(stage), HELLO, "b")
    await stage.env.advance_time(NONCE_SECONDS + 1)
    monkeypatch.setattr(stage.client, "get_guild", lambda _: None)

    with pytest.raises(DeliveryUnknown, match="Read Message History"):
        await stage.messenger.find(unreadable, "a")
    assert await stage.messenger.find(unused, "a") is None
    assert await stage.messenger.find(here(stage), "b") == stands
    assert await stage.messenger.find(here(stage), "c") is None


async def test_a_post_that_nobody_can_look_for_is_reported(stage: Stage) -> None:
    """The process dies while a round is posted: the next one ends the game, tells its host, and sends nothing twice.

    A late press takes the buttons of what stood away.
    """
    me = stage.guild.me
    assert me is not None
    quiet = stage.guild.create_text_channel(
        "quiet", overwrites={me: discord.PermissionOverwrite(read_message_history=False)}
    )
    await stage.alice.slash(quiet, "quiz start", begin="now", mode="who-said", rounds=1)
    post = stage.messenger.post

    async def taken_but_lost(*given: object) -> None:
        await post(*given)  # type: ignore[arg-type]
        raise DeliveryUnknown("the answer was lost", retry_after=0.0)

    stage.messenger.post = taken_but_lost  # type: ignore[method-assign,assignment]
    await stage.settle()
    await stage.restart()
    await stage.wait(6)
    assert len(stage.shown(quiet)) == 1
    await stage.wait(ROUND_DOUBT)

    assert ["Final scores" in shown for shown in stage.shown(quiet)] == [False, True]
    hers = simcord.ChannelHandle(stage.env, None, stage.env.backend.get_dm_channel(stage.alice.id))
    assert "Your game" in stage.shown(hers)[0]
    assert "twice" in stage.shown(hers)[0]
    assert "No game" in said(await stage.press(stage.bob, "A", channel=quiet))
    await stage.settle()
    assert "✅" in stage.shown(quiet)[0]
    assert [m for m in stage.env.backend.messages[quiet.id].values() if "A" in labels(m)] == []


async def test_a_press_proves_that_a_round_stands(stage: Stage) -> None:
    """Its answer was lost with the process, and nobody may look: it is adopted, and the game goes on in it."""
    me = stage.guild.me
    assert me is not None
    quiet = stage.guild.create_text_channel(
        "quiet", overwrites={me: discord.PermissionOverwrite(read_message_history=False)}
    )
    await stage.alice.slash(quiet, "quiz start", begin="now", mode="who-said", rounds=1)
    post = stage.messenger.post

    async def taken_but_lost(*given: object) -> None:
        await post(*given)  # type: ignore[arg-type]
        raise DeliveryUnknown("the answer was lost", retry_after=0.0)

    stage.messenger.post = taken_but_lost  # type: ignore[method-assign,assignment]
    await stage.settle()
    await stage.restart()
    await stage.wait(6)
    assert "B · " in said(await stage.press(stage.bob, "B", channel=quiet))
    await stage.settle()
    await stage.wait(60)
    await stage.read()

    shown = stage.shown(quiet)
    assert len(shown) == 2
    assert "✅" in shown[0]
    assert "Final scores" in shown[1]


async def test_a_deleted_round_is_posted_anew_once(stage: Stage) -> None:
    """With its answers; deleted once more, the game ends with a board, and its host is told."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said", rounds=2, seconds=100)
    await stage.settle()
    await stage.press(stage.bob, "A")
    delete(stage)
    await stage.wait(6)
    [anew] = stage.shown()
    assert "1 of 2 have answered" in anew
    await stage.press(stage.alice, "A")
    delete(stage)
    await stage.wait(6)

    assert ["Final scores" in shown for shown in stage.shown()] == [True]
    hers = simcord.ChannelHandle(stage.env, None, stage.env.backend.get_dm_channel(stage.alice.id))
    assert "deleted" in stage.shown(hers)[0]


async def test_a_channel_that_is_deleted_ends_its_game(stage: Stage) -> None:
    """Its host is told directly."""
    doomed = stage.guild.create_text_channel("doomed")
    await stage.env.settle()
    await stage.alice.slash(doomed, "quiz start", begin="now", mode="who-said", rounds=2, seconds=100)
    await stage.settle()
    stage.env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10003)
    await stage.press(stage.bob, "A", channel=doomed)
    await stage.wait(6)

    hers = simcord.ChannelHandle(stage.env, None, stage.env.backend.get_dm_channel(stage.alice.id))
    assert "gone" in stage.shown(hers)[0]


def delete(stage: Stage) -> None:
    """A moderator deletes what the bot posted last."""
    messages = stage.env.backend.messages[stage.channel.id]
    del messages[max(m.id for m in messages.values() if not m.is_ephemeral)]


async def test_what_stands_against_posting(stage: Stage) -> None:
    """Read from what the gateway told."""
    elsewhere = Place(platform="discord", workspace="1", channel="1")
    gone = Place(platform="discord", workspace=str(stage.guild.id), channel="1")

    assert await stage.messenger.check(here(stage)) is None
    assert await stage.messenger.check(elsewhere) is Problem.NOT_HERE
    assert await stage.messenger.check(gone) is Problem.GONE
