"""Messages of a server that become quotes: what Discord tells of them, and which of its channels are private."""

import discord
from simcord import ChannelHandle

from bot.chat.incoming import Place
from tests.platform.discord.stage import Stage, said

WORDS = "The merger is called Marmalade."


def secret(stage: Stage) -> ChannelHandle:
    """A channel for managers, whom Alice is one of, and for Bob and the bot."""
    me, seen = stage.guild.me, discord.PermissionOverwrite(view_channel=True, send_messages=True)
    assert me is not None
    hidden = discord.PermissionOverwrite(view_channel=False)
    return stage.guild.create_text_channel(
        "secret", overwrites={stage.guild.default_role: hidden, me: seen, stage.alice: seen, stage.bob: seen}
    )


async def keep(stage: Stage, message: discord.Message, channel: ChannelHandle | None = None, **filled: str) -> str:
    """What Bob reads once he quoted it as it stands."""
    opened = await stage.bob.context_menu(channel or stage.channel, "Quote this", message)
    return said(await stage.bob.submit_modal(opened, {"quote": message.content, "by": "Alice", **filled}))


async def test_a_message_is_kept_with_its_link(stage: Stage) -> None:
    """It leads to the message; mentions read as names."""
    message = await stage.alice.send(stage.channel, f"Ask {stage.bob.mention} about <:duck:123456789012345678> first.")
    opened = await stage.bob.context_menu(stage.channel, "Quote this", message)
    told = said(await stage.bob.submit_modal(opened, {"quote": "Ask @Bob about :duck: first.", "by": "Alice"}))

    link = f"https://discord.com/channels/{stage.guild.id}/{stage.channel.id}/{message.id}"
    assert link in str(stage.newest(by=stage.bob).components)
    assert "Edited" not in told


async def test_what_is_no_quote(stage: Stage) -> None:
    """The bot's own messages, private ones of it, and files without words."""
    await stage.alice.slash(stage.channel, "quote")
    card = stage.newest()
    assert "is one of mine" in said(await stage.bob.context_menu(stage.channel, "Quote this", card))
    file = await stage.alice.send(stage.channel, attachments=[("talk.txt", b"Ada: Tea.")])
    assert "only a file" in said(await stage.bob.context_menu(stage.channel, "Quote this", file))
    assert "no words" in said(await stage.bob.context_menu(stage.channel, "Who said this?", file))


async def filled_in(stage: Stage, message: discord.Message) -> list[str]:
    """What stands in the form for a message: the words, and who said them."""
    opened = await stage.alice.context_menu(stage.channel, "Quote this", message)
    assert opened.modal is not None
    fields = {f["component"]["custom_id"]: f["component"].get("value", "") for f in opened.modal["components"]}
    return [fields["quote"], fields["by"]]


async def test_what_is_repeated_is_given_to_nobody_who_did_not_say_it(stage: Stage) -> None:
    """Whoever quotes or passes on said only their own words; Discord tells nobody who wrote what is passed on."""
    passed_on = await stage.bob.forward(await stage.alice.send(stage.channel, WORDS), stage.channel)
    assert await filled_in(stage, passed_on) == [WORDS, ""]
    beside = await stage.bob.send(stage.channel, f"> {WORDS}\nI knew it.")
    assert await filled_in(stage, beside) == ["I knew it.", "Bob"]
    assert await filled_in(stage, await stage.bob.send(stage.channel, f">>> {WORDS}\n— Ida Roth")) == [
        WORDS,
        "Ida Roth",
    ]


async def test_what_a_message_mentions_reads_as_it_does_there(stage: Stage) -> None:
    """Roles and channels by their names, moments by their day; in commands as well."""
    hosts = stage.guild.create_role("hosts")
    text = f"Ask {hosts.mention} or <@&17> in {stage.channel.mention} on <t:1700000000:D>, </quotes add:12>."
    read = "Ask @hosts or @deleted-role in #general on 14 November 2023, /quotes add."
    assert await filled_in(stage, await stage.bob.send(stage.channel, text)) == [read, "Bob"]
    added = said(await stage.bob.slash(stage.channel, "quotes add", quote=text, by="Ida"))
    assert read in added


async def test_who_said_what_the_bot_wrote_stands_there(stage: Stage) -> None:
    """Looking it up would tell no more, and what is being asked is not told."""
    await stage.alice.slash(stage.channel, "quote")
    card = stage.newest()
    told = said(await stage.bob.context_menu(stage.channel, "Who said this?", card))
    assert "is one of mine: who said it stands in it" in told


async def test_a_message_that_is_deleted_meanwhile(stage: Stage) -> None:
    """Discord is asked whether it stands."""
    message = await stage.alice.send(stage.channel, WORDS)
    opened = await stage.bob.context_menu(stage.channel, "Quote this", message)
    await stage.alice.delete(message)

    assert "was deleted meanwhile" in said(await stage.bob.submit_modal(opened, {"quote": WORDS, "by": "Alice"}))
    assert "Marmalade" not in said(await stage.bob.slash(stage.channel, "whosaid", words="called Marmalade"))


async def test_a_private_channel_keeps_its_quotes(stage: Stage) -> None:
    """What @everyone does not see is found there alone; in other channels it is not there, for a manager neither."""
    inside = secret(stage)
    told = await keep(stage, await stage.alice.send(inside, WORDS), inside)
    assert "so it stays here" in told
    assert "Marmalade" in said(await stage.alice.slash(inside, "whosaid", words="the merger is called Marmalade"))
    assert "Marmalade" not in said(
        await stage.alice.slash(stage.channel, "whosaid", words="the merger is called Marmalade")
    )
    kept = await keep(stage, await stage.alice.send(stage.channel, "Tea first."))
    assert "is in the book" in kept


async def test_which_places_are_private(stage: Stage) -> None:
    """Channels by what @everyone sees, private threads to themselves; what is not known stays where it is."""
    inside = secret(stage)
    await stage.settle()
    confines = stage.services.directories.confines
    here = Place(platform="discord", workspace=str(stage.guild.id), channel=str(stage.channel.id))
    thread = stage.env.backend.create_thread(stage.channel.id, "aside", stage.alice.id)
    await stage.settle()

    assert await confines(here) == ""
    assert await confines(Place(platform="discord", workspace=here.workspace, channel=str(inside.id))) == str(inside.id)
    assert await confines(Place(platform="discord", workspace=here.workspace, channel="17")) == "17"
    assert await confines(Place(platform="discord", workspace="18", channel="17")) == "17"
    open_ = Place(platform="discord", workspace=here.workspace, channel=here.channel, thread=str(thread.id))
    assert await confines(open_) == ""
    unknown = Place(platform="discord", workspace=here.workspace, channel=here.channel, thread="19")
    assert await confines(unknown) == "19"
    assert await confines(Place(platform="discord", workspace="user-7", channel="17")) == ""


async def test_who_is_quoted_is_told_in_direct_messages(stage: Stage) -> None:
    """Once; Remove and Undo work there though these belong to no server, and Mute ends it for this one."""
    told = await keep(stage, await stage.alice.send(stage.channel, WORDS))
    number = told.split(" is in the book")[0].rpartition("#")[2]
    alone = stage.alone(stage.alice)
    await stage.settle()
    await stage.wait(4000)
    assert [WORDS in text for text in stage.shown(alone.dm_channel)] == [True]
    assert f"Bob quoted you as #{number}" in stage.shown(alone.dm_channel)[0]

    out = await stage.press(alone, "Remove", channel=alone.dm_channel)
    assert f"#{number} is out" in said(out)
    assert "was taken out" in said(await stage.bob.slash(stage.channel, "quote", search=number))
    assert f"#{number} is back" in said(await stage.press(alone, "Undo", channel=alone.dm_channel))
    assert WORDS in said(await stage.bob.slash(stage.channel, "quote", search=number))

    await keep(stage, await stage.alice.send(stage.channel, "Tea first, then the rest."))
    await stage.settle()
    assert "told no more" in said(await stage.press(alone, "Mute", channel=alone.dm_channel))
    await keep(stage, await stage.alice.send(stage.channel, "Kettles whistle at four."))
    await stage.settle()
    assert len(stage.shown(alone.dm_channel)) == 2
    assert "You are not told when somebody quotes you" in said(await stage.alice.slash(stage.channel, "privacy show"))


async def test_whose_direct_messages_are_closed_is_tried_once(stage: Stage) -> None:
    """The quote is kept, and nothing is sent again."""
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    assert "is in the book" in await keep(stage, await stage.alice.send(stage.channel, WORDS))
    await stage.settle()
    before = len(stage.env.http_requests)
    await stage.wait(90_000)
    assert not [r for r in stage.env.http_requests[before:] if r.method == "POST" and r.path.endswith("/messages")]
    assert stage.shown(stage.alone(stage.alice).dm_channel) == []
