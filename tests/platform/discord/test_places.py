"""Where the bot is spoken to: channels without rights, threads, forum posts, direct messages, users' own installs."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord import ChannelHandle
from simcord.interactions import base_payload

from bot.chat.incoming import Place
from bot.games.rows.games import GameRows
from bot.privacy.rows.departures import DepartureRows
from tests.platform.discord.stage import Stage, labels, said, words

CHAT_INPUT_COMMAND, PRIVATE_CHANNEL = 2, 2


def deny(stage: Stage, **rights: bool) -> ChannelHandle:
    """A channel where the bot lacks these rights."""
    me = stage.guild.me
    assert me is not None
    return stage.guild.create_text_channel("quiet", overwrites={me: discord.PermissionOverwrite(**rights)})


def thread_in(stage: Stage, parent: ChannelHandle) -> ChannelHandle:
    """A thread in a channel, or a post in a forum."""
    made = stage.env.backend.create_thread(parent.id, "a thread", stage.alice.id)
    return ChannelHandle(stage.env, stage.guild, made)


def is_away(stage: Stage, thread_id: int) -> bool:
    """Whether a thread is archived."""
    known = stage.env.backend.channels[thread_id].thread_metadata
    return known is not None and known.archived


async def test_missing_rights_are_told_to_who_asked(stage: Stage) -> None:
    """By the names that stand in the channel's settings; nothing was begun, and a quote works all the same."""
    quiet = deny(stage, send_messages=False)
    refused = await stage.alice.slash(quiet, "quiz start", begin="now")

    assert refused.ephemeral
    assert "I lack Send Messages" in said(refused)
    assert "No game is running" in said(await stage.alice.slash(quiet, "quiz scores"))
    assert not (await stage.alice.slash(quiet, "quote")).ephemeral


async def test_rights_that_go_away_end_the_game_instead_of_sticking(stage: Stage) -> None:
    """Nobody is left in a game that cannot be shown."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now")
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
    await stage.settle()

    assert "Final scores" in said(await stage.alice.slash(stage.channel, "quiz scores"))


async def test_a_thread_is_a_place_of_its_own(stage: Stage) -> None:
    """A game in a thread stays there, and one more may run in its channel."""
    thread = thread_in(stage, stage.channel)
    await stage.alice.slash(thread, "quiz start", begin="now", mode="who-said")
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said")
    await stage.settle()

    assert len(stage.shown(thread)) == len(stage.shown()) == 1
    stranger = await stage.press(stage.bob, "A", channel=thread)
    assert stranger.ephemeral


async def test_a_game_may_have_a_thread_of_its_own(stage: Stage) -> None:
    """It hangs on the one line that the channel keeps, and the game is played in it."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said", rounds=1, thread="yes")
    await stage.settle()

    [opened] = stage.env.backend.get_guild(stage.guild.id).thread_ids
    thread = ChannelHandle(stage.env, stage.guild, stage.env.backend.channels[opened])
    assert (await stage.press(stage.bob, "A", channel=thread)).ephemeral
    await stage.wait(60)
    await stage.read()
    assert "Final scores" in stage.shown(thread)[-1]
    # Discord itself notes in the channel that there is a thread.
    (line,) = filter(None, stage.shown())
    assert line.startswith(f"{thread.name}. The game in the thread of this message is over.")
    assert thread.name is not None
    assert thread.name.startswith("Quiz: 2 packs, ")
    assert is_away(stage, opened)
    # It can be read, and put right.
    assert "Final scores" in said(await stage.bob.slash(stage.channel, "quiz scores"))
    stage.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=50083, message="Thread is archived")
    await stage.alice.slash(thread, "quiz void")
    await stage.settle()
    assert "This round was undone." in stage.shown(thread)[-2]
    assert is_away(stage, opened)


@pytest.mark.parametrize(
    ("right", "name"),
    [("create_public_threads", "Create Public Threads"), ("send_messages_in_threads", "Send Messages in Threads")],
)
async def test_no_thread_is_promised_without_the_right_to_open_it(stage: Stage, right: str, name: str) -> None:
    """Who asked is told which right it takes, and that it goes without; nothing was begun."""
    quiet = deny(stage, **{right: False})
    refused = await stage.alice.slash(quiet, "quiz start", begin="now", thread="yes")
    await stage.settle()

    assert refused.ephemeral
    assert f"I cannot open a thread here: it takes {name}." in said(refused)
    assert stage.shown(quiet) == []
    assert "The game is on" in said(await stage.alice.slash(quiet, "quiz start", begin="now"))


async def test_a_forum_post_is_played_in_like_a_thread(stage: Stage) -> None:
    """The forum itself takes no messages; its posts do."""
    post = thread_in(stage, stage.guild.create_forum_channel("ideas"))
    await stage.alice.slash(post, "quiz start", begin="now", mode="who-said", rounds=1)
    await stage.settle()

    assert labels(stage.newest("A", channel=post))[0] == "A"
    await stage.press(stage.alice, "A", channel=post)
    await stage.wait(60)
    await stage.read()
    assert "Final scores" in stage.shown(post)[-1]


async def test_direct_messages_are_a_workspace_of_ones_own(stage: Stage) -> None:
    """One player is enough there, and everybody is their own manager."""
    carol = stage.env.create_user("carol", global_name="Carol")
    await carol.slash("quiz start", begin="now", rounds=1, mode="who-said")
    await stage.settle()
    assert len(stage.shown(carol.dm_channel)) == 1
    await stage.press(carol, "A", channel=carol.dm_channel)
    await stage.wait(8)
    assert "✅" in stage.shown(carol.dm_channel)[0]
    listed = await carol.slash("quotes packs")
    assert "the-round-table" in said(listed)


async def test_a_quote_asked_in_direct_messages_is_withheld_there_only(stage: Stage) -> None:
    """What one person is asked alone stays on everybody else's road."""
    carol, dave = stage.env.create_user("carol"), stage.env.create_user("dave")
    await carol.slash("quiz start", begin="now", rounds=1, mode="who-said")
    await stage.settle()
    table = await stage.services.store.read(
        lambda tx: tx[GameRows].running(
            Place(platform="discord", workspace=f"user-{carol.id}", channel=str(carol.dm_channel.id))
        )
    )
    assert table is not None
    assert table.round is not None
    number = str(table.round.quote_number)

    assert "being asked right now" in said(await carol.slash("quote", search=number))
    assert "being asked right now" not in said(await dave.slash("quote", search=number))


async def brought_along(stage: Stage, name: str, *options: dict[str, Any], guild_id: int | None = None) -> Any:
    """A command by somebody who has the app where the bot is no member; the message that answers it."""
    data = {"id": "1", "name": name.split(maxsplit=1)[0], "type": 1, "options": list(options)}
    record, payload = base_payload(
        stage.env.backend, type=CHAT_INPUT_COMMAND, channel_id=stage.channel.id, guild_id=stage.guild.id,
        user_id=stage.bob.id, data=data,
    )  # fmt: skip
    payload["authorizing_integration_owners"] = {"1": str(stage.bob.id)}
    if guild_id is None:
        payload["context"] = PRIVATE_CHANNEL
        payload["user"] = payload.pop("member")["user"]
        del payload["guild_id"]
    stage.env.backend.emit("INTERACTION_CREATE", payload)
    await stage.env.settle()
    assert record.message_id is not None
    return stage.env.backend.get_message(record.channel_id, record.message_id)


async def test_a_user_s_own_install_answers_by_the_interaction_alone(stage: Stage) -> None:
    """In a server without the bot, and between people: quotes for all to see, games only alone, with the way on."""
    start = {"type": 1, "name": "start", "options": []}
    for guild_id in (stage.guild.id, None):
        quote = await brought_along(stage, "quote", guild_id=guild_id)
        assert not quote.is_ephemeral
        assert "###" in words(quote) or "> " in words(quote)
        refused = await brought_along(stage, "quiz start", start, guild_id=guild_id)
        assert "`/quiz start pace:solo` plays with you alone" in words(refused)
        alone = {**start, "options": [{"type": 3, "name": "pace", "value": "solo"}]}
        assert "only you see this" in words(await brought_along(stage, "quiz start", alone, guild_id=guild_id))
    await stage.settle()
    assert not any(r.path.endswith("/messages") for r in stage.env.http_requests)


async def test_what_a_server_is_asked_is_withheld_where_somebody_of_it_has_the_app(stage: Stage) -> None:
    """In a server without the bot and between people, from the moment they were seen there until it is over."""
    await stage.alice.slash(stage.channel, "quiz start", mode="who-said", pace="relaxed", begin="now")
    await stage.settle()
    place = Place(platform="discord", workspace=str(stage.guild.id), channel=str(stage.channel.id))
    table = await stage.services.store.read(lambda tx: tx[GameRows].running(place))
    assert table is not None
    assert table.round is not None
    number, asked = str(table.round.quote_number), table.round.item.stimulus
    by_number = {"type": 3, "name": "search", "value": number}
    by_words = {"type": 3, "name": "words", "value": asked}

    assert asked in words(await brought_along(stage, "quote", by_number))
    assert (await stage.press(stage.bob, "A")).ephemeral
    for guild_id in (stage.guild.id, None):
        assert "being asked right now" in words(await brought_along(stage, "quote", by_number, guild_id=guild_id))
        assert asked not in words(await brought_along(stage, "whosaid", by_words, guild_id=guild_id))
    await stage.alice.slash(stage.channel, "quiz stop")
    await stage.settle()
    assert asked in words(await brought_along(stage, "quote", by_number))


async def test_packs_of_a_server_stay_there(stage: Stage, typed: str) -> None:
    """Whoever brings the bot along sees public packs only."""
    here = await stage.bob.slash(stage.channel, "quotes packs")
    listed = {"type": 1, "name": "packs", "options": []}
    elsewhere = await brought_along(stage, "quotes packs", listed, guild_id=stage.guild.id)

    assert typed in said(here)
    assert typed not in words(elsewhere)


async def test_when_invited_the_bot_says_what_to_do_next(stage: Stage) -> None:
    """One message in the first channel it may write to."""
    guild = stage.client.get_guild(stage.guild.id)
    assert guild is not None
    await stage.client.on_guild_join(guild)

    [hello] = stage.shown()
    assert "/quiz start rounds:3" in hello


@pytest.mark.parametrize("takes_messages", [True, False])
async def test_invited_where_it_may_write_nowhere_its_owner_is_told(
    stage: Stage, caplog: pytest.LogCaptureFixture, takes_messages: bool
) -> None:
    """Directly, with the rights by their names; where the owner takes no messages, the log has the sentence."""
    carol = stage.env.create_user("carol")
    shut = stage.env.create_guild("Shut", owner=carol)
    await stage.env.settle()
    if not takes_messages:
        stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    guild = stage.client.get_guild(shut.id)
    assert guild is not None
    await stage.client.on_guild_join(guild)

    told = stage.shown(ChannelHandle(stage.env, None, stage.env.backend.get_dm_channel(carol.id)))
    if takes_messages:
        assert "I was invited to Shut" in told[0]
        assert "Send Messages and Read Message History" in told[0]
    assert len(told) == int(takes_messages)
    assert ("its owner takes no messages" in caplog.text) is not takes_messages


async def test_nothing_is_asked_of_discord_that_needs_a_review(stage: Stage) -> None:
    """No privileged intent, nobody and nothing remembered, and nobody mentioned, ever."""
    client = stage.client
    assert [name for name, on in client.intents if on] == ["guilds"]
    assert client._connection.member_cache_flags == discord.MemberCacheFlags.none()
    assert client._connection.max_messages is None
    await stage.alice.slash(stage.channel, "quote")
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said")
    await stage.settle()
    sent = [r.json for r in stage.env.http_requests if r.json and "components" in r.json]
    assert len(sent) >= 3
    assert all(body["allowed_mentions"] == {"parse": []} for body in sent)


async def test_a_manager_is_who_may_manage_the_server(stage: Stage) -> None:
    """They may do what is otherwise the host's."""
    await stage.bob.slash(stage.channel, "quiz start", begin="now", mode="who-said")
    await stage.settle()
    carol = stage.guild.add_member(stage.env.create_user("carol"))

    assert "Only the one who started this game (Bob)" in said(await carol.slash(stage.channel, "quiz stop"))
    assert "The game is stopped" in said(await stage.alice.slash(stage.channel, "quiz stop"))


async def test_a_guild_that_removed_the_bot_is_noted_until_it_is_back(stage: Stage) -> None:
    """By the event, and at the next start where nobody listened."""
    guild = stage.client.get_guild(stage.guild.id)
    assert guild is not None
    await stage.alice.slash(stage.channel, "quote")
    later = stage.clock.now() + timedelta(days=31)

    async def left() -> list[str]:
        return await stage.services.store.read(lambda tx: tx[DepartureRows].over(later))

    await stage.client.on_guild_remove(guild)
    assert await left() == [f"discord:{guild.id}"]
    await stage.client.on_guild_join(guild)
    assert await left() == []
    await stage.engine.whereabouts.is_in("discord", set())
    assert await left() == [f"discord:{guild.id}"]
    await stage.client.on_shard_ready(0)
    assert await left() == []
