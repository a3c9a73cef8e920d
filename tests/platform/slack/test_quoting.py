"""Messages of a workspace that become quotes: what Slack tells of them, and which of its channels are private."""

from tests.platform.slack.conftest import World
from tests.platform.slack.test_talking import seen
from tests.platform.slack.workspace import BOT, BOT_USER, Shown

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
