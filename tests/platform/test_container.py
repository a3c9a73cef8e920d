"""What the Dockerfile promises, with the same program and environment: it runs, is reached from outside, is healthy."""

import asyncio
import json
import re
import shlex
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import aiohttp

from tests.platform.discord.test_process import scene

ROOT = Path(__file__).resolve().parents[2]
LAST_STAGE = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2].replace("\\\n", "")
# The programs of the image, by those of this environment.
PROGRAMS = {"quoth": [sys.executable, "-W", "ignore::DeprecationWarning", "-m", "bot"], "python": [sys.executable]}


def instruction(name: str) -> str:
    """What stands behind it in the image that is kept."""
    found = re.findall(rf"(?m)^{name} (.*)$", LAST_STAGE)
    assert len(found) == 1, name
    return str(found[0])


def command(written: str) -> list[str]:
    """A command in exec form."""
    program, *arguments = json.loads(written)
    return [*PROGRAMS[program], *arguments]


def environment() -> dict[str, str]:
    """What ENV sets, but for the places of the image."""
    pairs = dict(pair.split("=", 1) for pair in shlex.split(instruction("ENV")))
    assert pairs.pop("DATABASE_URL") == f"sqlite:///{instruction('VOLUME')}/quoth.db"
    return {k: v for k, v in pairs.items() if k != "PATH"}


async def test_the_container_runs_is_reached_and_says_that_it_is_healthy(tmp_path: Path) -> None:
    """127.0.0.2 is no address that HTTP_HOST's default would listen at; the port is the one EXPOSE names."""
    environ = environment()
    assert environ["HTTP_PORT"] == instruction("EXPOSE")
    started = command(json.dumps(json.loads(instruction("ENTRYPOINT")) + json.loads(instruction("CMD"))))
    assert started[-1] == "run"
    async with scene(tmp_path, close_code=0, **{**environ, "HTTP_PORT": "0"}) as on:
        await on.bot.start()
        port = on.bot.http.rpartition(":")[2]
        async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.2:{port}/livez") as answer:
            assert answer.status == 200
        assert await healthy(tmp_path, port, **environ) == 0
        assert (await on.bot.end())[0] == 0
        assert await healthy(tmp_path, port, **environ) == 1


async def healthy(folder: Path, port: str, **environ: str) -> int | None:
    """The exit code of HEALTHCHECK's command; it prints one sentence, and a proxy is nothing to it."""
    process = await asyncio.create_subprocess_exec(
        *command(instruction("HEALTHCHECK").partition(" CMD ")[2]), cwd=folder, stdout=PIPE, stderr=PIPE,
        env={**environ, "HTTP_PORT": port, "PYTHONPATH": str(ROOT), "http_proxy": "http://127.0.0.1:9"},
    )  # fmt: skip
    out, logged = await process.communicate()
    assert (out.count(b"\n"), logged) == (1, b"")
    return process.returncode
