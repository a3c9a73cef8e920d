"""The HTTP server over real sockets: alive, ready, and mounted paths with capped bodies."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp
import pytest

from adapters.http.server import HttpServer
from bot.delivery.platform import HttpAnswer, Mount
from bot.errors import ConfigError

LIMIT = 1000


async def echo(headers: Mapping[str, str], body: bytes) -> HttpAnswer:
    """Answers with what it got."""
    return HttpAnswer(status=200, body=body, headers={"X-Seen": headers.get("X-Sent", "")})


@asynccontextmanager
async def serving(parts: Mapping[str, bool | list[str]]) -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    """A server on a free port and somebody who asks it."""

    async def readiness() -> Mapping[str, bool | list[str]]:
        return parts

    server = HttpServer("127.0.0.1", 0, readiness, [Mount(path="/slack/events", handle=echo, limit=LIMIT)])
    port = await server.start()
    try:
        async with aiohttp.ClientSession() as session:
            yield session, f"http://127.0.0.1:{port}"
    finally:
        await server.close()


async def test_livez_depends_on_nothing() -> None:
    """A platform's outage must not restart the process."""
    async with serving({"database": False}) as (session, base), session.get(base + "/livez") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")


@pytest.mark.parametrize(("discord", "status"), [(True, 200), (False, 503)])
async def test_readyz_tells_part_by_part(discord: bool, status: int) -> None:
    """503 as soon as one of them is not."""
    parts = {"database": True, "discord": discord}
    async with serving(parts) as (session, base), session.get(base + "/readyz") as answer:
        assert (answer.status, await answer.json()) == (status, parts)


async def test_readyz_tells_more_when_it_is_asked_to() -> None:
    """Beside what works; none of it stands against anything."""

    async def readiness() -> Mapping[str, bool]:
        return {"database": True}

    async def details() -> Mapping[str, object]:
        return {"version": "1.2", "backup_age_seconds": None, "odd": False}

    server = HttpServer("127.0.0.1", 0, readiness, [], details=details)
    base = f"http://127.0.0.1:{await server.start()}/readyz"
    try:
        async with aiohttp.ClientSession() as session:
            async with session.get(base) as answer:
                assert await answer.json() == {"database": True}
            async with session.get(f"{base}?verbose") as answer:
                assert answer.status == 200
                assert await answer.json() == {
                    "database": True, "version": "1.2", "backup_age_seconds": None, "odd": False,
                }  # fmt: skip
    finally:
        await server.close()


async def test_readyz_names_what_is_still_being_read() -> None:
    """People are heard meanwhile."""
    parts: Mapping[str, bool | list[str]] = {"database": True, "reading": ["talk.txt"]}
    async with serving(parts) as (session, base), session.get(base + "/readyz") as answer:
        assert (answer.status, await answer.json()) == (200, parts)


async def test_a_mounted_path_gets_the_whole_body_and_the_headers() -> None:
    """Byte for byte, as signatures need it."""
    body = "payload=ü%20".encode()
    async with (
        serving({}) as (session, base),
        session.post(base + "/slack/events", data=body, headers={"X-Sent": "7"}) as answer,
    ):
        assert (answer.status, await answer.read(), answer.headers["X-Seen"]) == (200, body, "7")


async def test_too_large_a_body_is_refused() -> None:
    """Whether its length is told beforehand or not."""

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100

    async with serving({}) as (session, base):
        for data in (b"x" * (LIMIT + 1), pieces()):
            async with session.post(base + "/slack/events", data=data) as answer:
                assert answer.status == 413


async def test_a_taken_port_is_one_sentence() -> None:
    """It names the knobs."""

    async def readiness() -> Mapping[str, bool]:
        return {}

    async with serving({}) as (_, base):
        with pytest.raises(ConfigError, match="HTTP_PORT"):
            await HttpServer("127.0.0.1", int(base.rsplit(":", 1)[1]), readiness, []).start()


async def test_every_address_of_a_name_has_the_same_port() -> None:
    """What "localhost" means here, be it one address or two."""

    async def readiness() -> Mapping[str, bool]:
        return {}

    server = HttpServer("localhost", 0, readiness, [])
    port = await server.start()
    try:
        async with aiohttp.ClientSession() as session, session.get(f"http://localhost:{port}/livez") as answer:
            assert answer.status == 200
    finally:
        await server.close()
