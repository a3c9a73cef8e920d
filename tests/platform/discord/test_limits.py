"""What Discord asks to wait for: each limit its own time, over real sockets and by discord.py's own waiting."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
from discord.http import Route

from adapters.discord import flight, messenger, wire
from adapters.discord.messenger import DiscordMessenger
from bot.chat.incoming import Place
from bot.chat.messages import Notice
from bot.errors import DeliveryError, DeliveryUnknown
from tests.platform.discord.server import TOKEN, Fault, LocalDiscord

HELLO, POST = Notice(text="Hello."), "/channels/*/messages"
# What this process gives a request that is under way; limits in these tests last longer.
UNDER_WAY, LIMIT = 1.5, 2.0


class Hall:
    """A channel on a Discord of one's own, and the messenger of a client that has logged in there."""

    def __init__(self, server: LocalDiscord, client: discord.Client) -> None:
        guild = server.world.create_guild("Workshop", owner_id=server.world.make_user("ann").id)
        self.server, self.channel = server, server.world.create_channel(guild.id, "general")
        self.messenger = DiscordMessenger(lambda: client)
        self.place = Place(platform="discord", workspace=str(guild.id), channel=str(self.channel.id))

    @property
    def standing(self) -> int:
        """How many messages stand there."""
        return len(self.server.messages(self.channel.id))


@pytest.fixture
async def hall(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hall]:
    """Logged in; the gateway is not needed."""
    monkeypatch.setattr(messenger, "SECONDS", UNDER_WAY)
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    async with LocalDiscord().open() as server:
        wire.use_servers(server.environ["DISCORD_API_BASE"], "")
        intents = discord.Intents.none()
        async with discord.Client(intents=intents, max_ratelimit_timeout=30.0, http_trace=flight.trace()) as client:
            await client.login(TOKEN)
            yield Hall(server, client)


def slow(seconds: float, *, times: int = 1, everywhere: bool = False) -> Fault:
    """Discord asks for patience."""
    body = {"retry_after": seconds, "global": everywhere, "message": "slow"}
    return Fault("POST", POST, 429, times=times, body=body)


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_limit_may_last_longer_than_a_request(hall: Hall, everywhere: bool) -> None:
    """It is waited out, and nothing stays locked, as it would for good if a wait for all of Discord were broken off."""
    hall.server.faults.append(slow(LIMIT, everywhere=everywhere))
    await hall.messenger.post(hall.place, HELLO, "a")
    await hall.messenger.post(hall.place, HELLO, "b")

    assert hall.standing == 2


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (slow(0.02, times=5), 0.02),
        (Fault("POST", POST, 429, body={"retry_after": 3.5}, headers={"Retry-After": "3"}), 3.0),
        (Fault("POST", POST, 429, body={"retry_after": 3.5}, headers={}), 3.5),
        (Fault("POST", POST, 429, headers={"Retry-After": "soon"}), messenger.RETRY_SECONDS),
        (Fault("POST", POST, 429, headers={}), messenger.RETRY_SECONDS),
        (slow(45.0), 45.0),
        (Fault("POST", POST, 401), messenger.LOCKED_OUT_SECONDS),
    ],
)
async def test_a_limit_waits_its_own_time(hall: Hall, fault: Fault, seconds: float) -> None:
    """Five in a row as well as one that is not Discord's own, in its header or its body; only a 401 locks out."""
    hall.server.faults.append(fault)
    with pytest.raises(DeliveryError) as raised:
        await hall.messenger.post(hall.place, HELLO, "a")

    assert type(raised.value) is DeliveryError
    assert raised.value.retry_after == seconds
    assert hall.standing == 0


async def test_a_request_that_hangs_is_given_up(hall: Hall) -> None:
    """Nobody knows then whether it arrived; the next one goes out."""
    answers = asyncio.Event()
    hall.server.faults.append(Fault("POST", POST, 500, done=True, held=answers))
    with pytest.raises(DeliveryUnknown):
        await hall.messenger.post(hall.place, HELLO, "a")
    answers.set()
    await hall.messenger.post(hall.place, HELLO, "b")

    assert hall.standing == 2
