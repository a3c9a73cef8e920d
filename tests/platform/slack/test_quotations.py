"""Messages of a workspace that become quotes: what Slack tells of them, and which of its channels are private."""

from aiohttp import web

from adapters.slack.directory import SlackDirectory
from bot.chat.incoming import Place
from bot.library.imports import store
from bot.library.library import Library
from content.packs import read_file
from tests.platform.slack.conftest import World
from tests.platform.slack.test_talking import KETTLE, seen
from tests.platform.slack.workspace import BOT, BOT_USER, TEAM, Shown

WORDS = "The merger is called Marmalade."


async def keep(world: World, message: Shown, **filled: str) -> Shown:
    """What Bob reads once he quoted it as it stands."""
    before = len(world.slack.shown)
    await world.people.shortcut("bob", message, "quote-this")
    form = await seen(world, "view", after=before)
    stands = {b["block_id"]: b["element"].get("initial_value") or "" for b in form.message["blocks"]}
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, **{**stands, **filled})
    return await seen(world, "ephemeral", after=before)


async def ask(world: World, line: str, channel: str = "CGENERAL") -> str:
    """What Alice, who manages, is told."""
    before = len(world.slack.shown)
    await world.people.command("alice", line, channel=channel)
    return (await seen(world, "ephemeral", after=before)).text


async def test_what_is_no_quote(world: World) -> None:
    """The bot's own messages, and files without words."""
    for message, told in (
        (world.slack.say("quoth", "“Tea.” — Ada", user=BOT_USER, bot_id=BOT), "is one of mine"),
        (world.slack.say("alice", "", files=[{"id": "F1"}]), "only a file"),
        (world.slack.say("alice", ":shrug:".replace(":shrug:", "…")), "no words"),
        (world.slack.say("alice", "Tea.", is_ephemeral=True), "Nobody but you sees"),
    ):
        before = len(world.slack.shown)
        await world.people.shortcut("bob", message, "quote-this")
        assert told in (await seen(world, "ephemeral", after=before)).text


async def filled_in(world: World, message: Shown) -> list[str]:
    """What stands in the form for a message: the words, and who said them."""
    before = len(world.slack.shown)
    await world.people.shortcut("alice", message, "quote-this")
    form = await seen(world, "view", after=before)
    stands = {b["block_id"]: b["element"].get("initial_value") or "" for b in form.message["blocks"]}
    return [stands["quote"], stands["by"]]


async def test_what_is_repeated_is_given_to_nobody_who_did_not_say_it(world: World) -> None:
    """Whoever quotes or shares somebody said only their own words."""
    share = {"is_share": True, "author_id": "UALICE", "author_name": "Alice", "text": WORDS}
    assert await filled_in(world, world.slack.say("bob", "", attachments=[share])) == [WORDS, "Alice"]
    assert await filled_in(world, world.slack.say("bob", f"&gt; {WORDS}\nI knew it.")) == ["I knew it.", "Bob"]
    assert await filled_in(world, world.slack.say("bob", f"&gt; {WORDS}\n— Ida Roth")) == [WORDS, "Ida Roth"]


async def test_what_a_message_mentions_reads_as_it_does_there(world: World) -> None:
    """People, user groups and channels by their names; a private channel tells none."""
    world.slack.groups["S0HOSTS"] = ("hosts", ["UBOB"])
    world.slack.channel("board", "alice", private=True)
    text = "Ask <@UALICE>, <!subteam^S0HOSTS> or <!here> in <#CGENERAL>, not in <#CBOARD|>."
    words, _ = await filled_in(world, world.slack.say("bob", text))
    assert words == "Ask @Alice, @hosts or @here in #general, not in #unknown-channel."


async def test_who_said_what_the_bot_wrote_stands_there(world: World) -> None:
    """Looking it up would tell no more, and what is being asked is not told."""
    message = world.slack.say("quoth", "“Tea.” — Ada", user=BOT_USER, bot_id=BOT)
    before = len(world.slack.shown)
    await world.people.shortcut("bob", message, "who-said-this")
    assert "is one of mine: who said it stands in it" in (await seen(world, "ephemeral", after=before)).text


async def test_a_message_that_is_deleted_meanwhile(world: World) -> None:
    """Slack is asked for its address; the form stays open with what was filled in."""
    message = world.slack.say("alice", WORDS)
    before = len(world.slack.shown)
    await world.people.shortcut("bob", message, "quote-this")
    form = await seen(world, "view", after=before)
    del world.slack.channels["CGENERAL"].messages[message.message["ts"]]
    ack = await world.people.fill("bob", form.message, quote=WORDS, by="Alice")

    assert "was deleted meanwhile" in str(ack.body["errors"])
    assert "Marmalade" not in await ask(world, "/whosaid the merger is called Marmalade")


async def test_a_private_channel_keeps_its_quotes(world: World) -> None:
    """Whether the bot is in it or not; nobody finds them elsewhere, and what is shared with others stays there too."""
    world.slack.channel("board", "alice", "bob", private=True)
    world.slack.channel("cabal", "alice", "bob", private=True, bot=False)
    world.slack.channel("guests", "alice", "bob", shared=True)
    for channel, name in (("CBOARD", "Marmalade"), ("CCABAL", "Quince"), ("CGUESTS", "Damson")):
        message = world.slack.say("alice", f"The merger is called {name}.", channel)
        assert "so it stays here" in (await keep(world, message)).text, channel
        assert name in await ask(world, f"/whosaid the merger is called {name}", channel)
        assert name not in await ask(world, f"/whosaid the merger is called {name}")
    assert "is in the book" in (await keep(world, world.slack.say("alice", "Tea first."))).text
    assert "Tea first." in await ask(world, "/whosaid tea first", "CBOARD")


async def test_who_is_quoted_is_told_in_direct_messages(world: World) -> None:
    """Once, with Remove and Undo; Mute ends it."""
    before = len(world.slack.shown)
    await keep(world, world.slack.say("alice", WORDS))
    note = await seen(world, "message", after=before, has="Bob quoted you as #")
    assert (note.channel, WORDS in note.text) == (world.slack.direct("UALICE").id, True)
    before = len(world.slack.shown)
    await world.people.press("alice", note, "Remove")
    out = await seen(world, "ephemeral", after=before, has="is out")
    assert "Marmalade" not in await ask(world, "/whosaid the merger is called Marmalade")
    await world.people.press("alice", out, "Undo")
    await seen(world, "replaced", after=before, has="is back")
    assert "Marmalade" in await ask(world, "/whosaid the merger is called Marmalade")

    await world.people.press("alice", note, "Mute")
    await seen(world, "ephemeral", after=before, has="told no more")
    before = len(world.slack.shown)
    await keep(world, world.slack.say("alice", "Tea first, then the rest."))
    assert "You are not told when somebody quotes you" in await ask(world, "/privacy show")
    assert not [shown for shown in world.slack.shown[before:] if "quoted you" in shown.text]


async def test_who_cannot_be_written_to_is_tried_once(world: World) -> None:
    """The quote is kept; Slack is not asked again."""
    refused = {"ok": False, "error": "cannot_dm_bot"}
    world.slack.failures["chat.postMessage"] = [lambda: web.json_response(refused)]
    assert "is in the book" in (await keep(world, world.slack.say("alice", WORDS))).text
    await world.slack.until(lambda: not world.slack.failures["chat.postMessage"])
    world.slack.failures.clear()
    assert "Marmalade" in await ask(world, "/whosaid the merger is called Marmalade")
    assert not [shown for shown in world.slack.shown if "quoted you" in shown.text]


async def test_who_is_of_another_company_reads_public_packs_only(world: World) -> None:
    """In a channel shared by Slack Connect: nothing tells there what is the workspace's own."""
    await store(world.engine.services, read_file(KETTLE), workspace_id="slack:" + TEAM)
    kept = await keep(world, world.slack.say("alice", "The merger is called Marmalade."))
    number = kept.text.split(" is in the book")[0].rpartition("#")[2]
    world.slack.channel("guests", "alice", "bob", shared=True)

    for line in ("/whosaid the merger is called Marmalade", f"/quote {number}", "/quotes packs", "/quotes list"):
        told = await ask(world, line, "CGUESTS")
        assert "Marmalade" not in told, line
        assert "kettle" not in told.casefold(), line
    assert "kettle" in (await ask(world, "/quiz start pack=kettle rounds=1 begin=now", "CGUESTS")).casefold()
    assert not [s for s in world.slack.shown if s.kind == "message" and s.channel == "CGUESTS"]
    assert "There is no pack" in await ask(world, "/daily set 09:00 timezone=UTC pack=kettle", "CGUESTS")
    assert "smell fear" in await ask(world, "/whosaid backups can smell fear", "CGUESTS")
    assert "Marmalade" in await ask(world, "/whosaid the merger is called Marmalade")


async def test_a_channel_that_becomes_shared_gets_no_more_of_the_workspace(world: World) -> None:
    """What was set there before is not posted; while Slack does not answer, it is what it was."""
    pack = read_file(KETTLE)
    await store(world.engine.services, pack, workspace_id="slack:" + TEAM)
    directories = world.engine.services.directories
    place = Place(platform="slack", workspace=TEAM, channel="CGENERAL")
    libraries = world.engine.services.libraries

    def names(library: Library) -> set[str]:
        return {pack.info.name for pack in library.packs.values()}

    assert "kettle" in names(await libraries.library_for(place))
    slack = next(iter(directories._by_platform.values()))
    assert isinstance(slack, SlackDirectory)
    slack._shared.clear()
    down = {"ok": False, "error": "internal_error"}
    world.slack.failures["conversations.info"] = [lambda: web.json_response(down)]
    assert "kettle" in names(await libraries.library_for(place))
    world.slack.channels["CGENERAL"].shared = True
    world.slack.failures.clear()
    slack._shared.clear()
    assert "kettle" not in names(await libraries.library_for(place))
    assert "the-round-table" in names(await libraries.library_for(place))
    world.slack.failures["conversations.info"] = [lambda: web.json_response(down)] * 3
    fresh = Place(platform="slack", workspace=TEAM, channel="CNEVERSEEN")
    assert await directories.is_shared(fresh) is None
    assert "kettle" not in names(await libraries.library_for(fresh))
    assert await libraries.library_once_told(fresh) is None
    world.slack.failures.clear()
    for open_ in (Place(platform="slack", workspace=TEAM, channel="CNOTINIT"), Place.of_user("slack", TEAM, "UALICE")):
        assert await directories.is_shared(open_) is False
