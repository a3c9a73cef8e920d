"""`quoth doctor` on Discord: its clock, and whether something can be posted where it is scheduled."""

import time
from collections.abc import AsyncIterator
from email.utils import formatdate

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from adapters.discord.examination import examine
from bot.chat.incoming import Place
from bot.chat.messages import Mark
from tests.platform.discord.server import TOKEN, Fault, LocalDiscord
from tests.platform.web import STRANGERS, stranger


@pytest.fixture
async def server() -> AsyncIterator[LocalDiscord]:
    """A local Discord."""
    async with LocalDiscord(strict=False).open() as made:
        yield made


async def told(server: LocalDiscord, *places: Place) -> list[tuple[Mark, str]]:
    """What is found."""
    found = await examine(TOKEN, api_base=server.environ["DISCORD_API_BASE"], places=places)
    return [(f.mark, f.sentence) for f in found]


@pytest.mark.parametrize(("seconds", "where"), [(400, "behind Discord's"), (-90, "ahead of Discord's")])
async def test_a_clock_that_is_off(server: LocalDiscord, seconds: int, where: str) -> None:
    """By how much, and which way."""
    date = formatdate(time.time() + seconds, usegmt=True)
    server.faults.append(Fault("GET", "/gateway", 200, headers={"Date": date}))
    _, (mark, sentence) = await told(server)

    assert mark is Mark.WRONG
    # The header has whole seconds.
    assert any(f"{abs(seconds) + off} seconds {where}" in sentence for off in (-1, 0, 1))


async def test_where_something_is_scheduled(server: LocalDiscord) -> None:
    """Each place that is closed, with what to do; one line when none is."""
    world = server.world
    owner = world.make_user("ann")
    guild = world.create_guild("Workshop", owner_id=owner.id)
    general, quiet = (world.create_channel(guild.id, name) for name in ("general", "quiet"))
    here = [Place(platform="discord", workspace=str(guild.id), channel=str(general.id), thread=t) for t in ("", "7")]
    assert (await told(server, *here))[1:] == [
        (Mark.RIGHT, "The clocks of this machine and of Discord agree."),
        (Mark.RIGHT, "Discord: what is scheduled can be posted (2 places)."),
    ]
    denied = discord.Permissions(send_messages=True, send_messages_in_threads=True)
    world.set_overwrite(quiet.id, Overwrite(guild.id, OverwriteType.ROLE, deny=denied.value))
    closed = [
        Place(platform="discord", workspace=str(guild.id), channel=str(quiet.id)),
        Place(platform="discord", workspace=str(guild.id), channel=str(quiet.id), thread="7"),
        Place(platform="discord", workspace=str(guild.id), channel="123"),
        Place(platform="discord", workspace="456", channel="123"),
        Place.of_user("discord", "789", "5"),
    ]
    wrong = [sentence for mark, sentence in await told(server, *here, *closed) if mark is Mark.WRONG]

    begins = "Discord: nothing can be posted in #quiet of Workshop, where something is scheduled: allow "
    ends = " under Permissions of the channel, or end it there with /daily off."
    *rest, gone, lost = sorted(wrong, key=lambda s: ("is gone" in s) + 2 * ("not in server" in s))
    assert lost.startswith("Discord: the bot is not in server 456, where something is scheduled (1 place): invite it")
    assert rest == [begins + right + ends for right in ("Send Messages", "Send Messages in Threads")]
    assert gone.startswith("Discord: the channel 123 of Workshop, where something is scheduled, is gone: set the")


@pytest.mark.parametrize(("body", "kind"), STRANGERS)
async def test_something_else_answers(body: str, kind: str) -> None:
    """A gateway that wants one to log in, say: nothing is claimed about the token."""
    async with stranger(body, kind) as address:
        found = await examine(TOKEN, api_base=f"{address}/api/v10")

    assert ["cannot be reached" in f.sentence for f in found] == [True]
