"""Quoth on Discord beside a bare bot of discord.py, both as processes on real sockets, on one machine.

200 people use a command at the same moment: how long until Discord has the acknowledgement, and until what they said is
recorded and told. Then what an idle bot weighs that is in a thousand servers.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from simcord.interactions import base_payload

from tests.benchmarks.recorded import Recorded
from tests.platform.discord.server import COMMAND, LocalDiscord

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE, REPEATS, GUILDS, CHANNELS, ROLES = 200, 5, 1000, 20, 10
QUOTH = ("-m", "bot", "run")
PONG = ("-m", "tests.benchmarks.pong")
# discord.py compares the content type whole.
JSON = {"Content-Type": "application/json"}
# What stands then, as much of it as discord.py looks at.
EDITED = json.dumps({
    "id": "1", "channel_id": "1", "type": 20, "flags": 0, "content": "", "pinned": False, "tts": False,
    "mention_everyone": False, "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "attachments": [],
    "embeds": [], "mentions": [], "mention_roles": [], "components": [],
    "author": {"id": "1", "username": "bot", "discriminator": "0000", "avatar": None},
}).encode()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rush:
    """Seconds from the moment all used a command: until acknowledged, recorded and told, each sorted."""

    acknowledged: list[float]
    recorded: list[float]
    told: list[float]


class Stopwatch(LocalDiscord):
    """Notes when interactions are acknowledged and when their replies stand, and spends no time on anything else."""

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.acknowledged: dict[str, float] = {}
        self.told: dict[str, float] = {}

    def _answered(self, request: web.Request, path: str, body: Any) -> web.Response:
        kind, first, second, *_ = [*path.strip("/").split("/"), "", ""]
        now = time.perf_counter()
        if kind == "interactions":
            self.acknowledged[second] = now
            if body["type"] == 4:
                self.told[second] = now
            reply = {"id": first, "type": COMMAND, "response_message_id": first}
            return web.Response(body=json.dumps({"interaction": reply}).encode(), headers=JSON)
        if kind == "webhooks":
            self.told[second] = now
            return web.Response(body=EDITED, headers=JSON)
        return super()._answered(request, path, body)


@asynccontextmanager
async def running(server: LocalDiscord, folder: str, arguments: Sequence[str]) -> AsyncIterator[Process]:
    """A bot as a process, ready."""
    environ = {
        **server.environ, "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": folder, "HTTP_PORT": "0",
        "DATABASE_URL": f"sqlite:///{folder}/quoth.db",
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "ignore", *arguments, cwd=ROOT, env=environ, stdout=PIPE
    )
    assert process.stdout is not None
    while not (await process.stdout.readline()).startswith((b"ready discord", b"ready\n")):
        assert process.returncode is None
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


async def at_once(server: Stopwatch, scene: "Scene", data: dict[str, Any], recorded: Recorded | None) -> Rush:
    """All people use a command at the same moment."""
    made = [scene.interaction(user, data) for user in scene.people]
    start = time.perf_counter()
    kept = asyncio.create_task(_nothing() if recorded is None else recorded.all_of(len(made), start))
    for _, payload in made:
        server.world.emit("INTERACTION_CREATE", payload)
    await server.until(lambda: all(record.token in server.told for record, _ in made))
    return Rush(
        sorted(server.acknowledged[record.token] - start for record, _ in made),
        await kept,
        sorted(server.told[record.token] - start for record, _ in made),
    )


async def _nothing() -> list[float]:
    return []


class Scene:
    """A guild with many people in it."""

    def __init__(self, server: LocalDiscord) -> None:
        self.world = server.world
        owner = self.world.make_user("owner")
        self.guild = self.world.create_guild("Hall", owner_id=owner.id)
        self.channel = self.world.create_channel(self.guild.id, "general")
        self.people = [self.world.make_user(f"p{i}") for i in range(AT_ONCE)]
        for user in self.people:
            self.world.add_member(self.guild.id, user.id, roles=[], announce=False)

    def interaction(self, user: Any, data: dict[str, Any]) -> Any:
        """One of them uses a command: the record and the payload."""
        return base_payload(
            self.world, type=COMMAND, channel_id=self.channel.id, guild_id=self.guild.id, user_id=user.id, data=data
        )


def command(name: str, **options: str) -> dict[str, Any]:
    """A slash command as Discord sends it."""
    first, *rest = name.split()
    given: list[dict[str, Any]] = [{"name": k, "type": 3, "value": v} for k, v in options.items()]
    for word in rest:
        given = [{"name": word, "type": 1, "options": given}]
    return {"id": "1", "name": first, "type": 1, "options": given}


async def commands() -> None:
    """The two bots, one after the other, the same load."""
    pong = await _pong()
    lookup = await _quoth(command("whosaid", words="backups can smell fear"))
    answer = await _quoth(command("quiz answer", text="B"), game=True)
    print(f"\nDiscord, {AT_ONCE} slash commands at once, the best of {REPEATS} (milliseconds)")
    print("                                acknowledged p50   p99   recorded p50   p99     told p50   p99")
    for name, rush in (("bare discord.py, pong", pong), ("quoth, /whosaid", lookup), ("quoth, /quiz answer", answer)):
        print(
            f"  {name:30}{_ms(rush.acknowledged, 0.5):12}{_ms(rush.acknowledged, 0.99):6}"
            f"{_ms(rush.recorded, 0.5):15}{_ms(rush.recorded, 0.99):6}{_ms(rush.told, 0.5):13}{_ms(rush.told, 0.99):6}"
        )
    ratio = _at(answer.acknowledged, 0.99) / _at(pong.acknowledged, 0.99)
    print(f"  quoth acknowledges in {ratio:.2f} × the time of the bare bot (p99)")


async def _pong() -> Rush:
    server = Stopwatch()
    async with server.open():
        scene = Scene(server)
        with tempfile.TemporaryDirectory() as folder:
            async with running(server, folder, PONG):
                return _best([await at_once(server, scene, command("ping"), None) for _ in range(REPEATS)])


async def _quoth(data: dict[str, Any], *, game: bool = False) -> Rush:
    server = Stopwatch()
    async with server.open():
        scene = Scene(server)
        with tempfile.TemporaryDirectory() as folder:
            async with running(server, folder, QUOTH):
                rushes = []
                for number in range(1, REPEATS + 1):
                    if game:
                        await _open_round(server, scene, number)
                    recorded = Recorded(folder, "answer") if game else None
                    rushes.append(await at_once(server, scene, data, recorded))
                return _best(rushes)


def _best(rushes: Sequence[Rush]) -> Rush:
    return min(rushes, key=lambda rush: _at(rush.acknowledged, 0.99))


async def _open_round(server: Stopwatch, scene: Scene, number: int) -> None:
    """A new round that everybody may answer."""
    start = command("quiz start", begin="now", mode="who-said", seconds="600")
    _, payload = scene.interaction(scene.people[0], start if number == 1 else command("quiz skip"))
    server.world.emit("INTERACTION_CREATE", payload)
    heading = f"Round {number} of"
    await server.until(lambda: any(heading in str(m.components) for m in scene_messages(server, scene)))
    await asyncio.sleep(1.0)


def scene_messages(server: LocalDiscord, scene: Scene) -> list[Any]:
    """What the bot posted."""
    return server.messages(scene.channel.id)


async def memory() -> None:
    """Idle bots in a thousand guilds, and in one."""
    weights = {}
    for guilds in (1, GUILDS):
        for name, arguments in (("bare discord.py", PONG), ("quoth", QUOTH)):
            async with LocalDiscord(strict=False).open() as server:
                _crowd(server, guilds)
                with tempfile.TemporaryDirectory() as folder:
                    async with running(server, folder, arguments) as process:
                        await asyncio.sleep(2.0)
                        weights[name, guilds] = _resident(process.pid)
    print(f"\nIdle memory (MiB resident); each guild has {CHANNELS} channels and {ROLES} roles")
    print(f"                      1 guild   {GUILDS} guilds   a guild (KiB)")
    for name in ("bare discord.py", "quoth"):
        one, many = weights[name, 1], weights[name, GUILDS]
        print(f"  {name:18}{one / 1024:10.0f}{many / 1024:14.0f}{(many - one) / (GUILDS - 1):16.1f}")


def _crowd(server: LocalDiscord, guilds: int) -> None:
    owner = server.world.make_user("owner")
    for number in range(guilds):
        guild = server.world.create_guild(f"Guild {number}", owner_id=owner.id)
        for channel in range(CHANNELS):
            server.world.create_channel(guild.id, f"channel-{channel}")
        for role in range(ROLES):
            server.world.create_role(guild.id, f"role-{role}")


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def _at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def _ms(values: list[float], share: float) -> str:
    return f"{_at(values, share) * 1000:6.0f}" if values else "     –"


async def main() -> None:
    """Print both tables."""
    await commands()
    await memory()


if __name__ == "__main__":
    asyncio.run(main())
