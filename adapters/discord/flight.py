"""Whether a request to Discord is under way, or waits inside discord.py for a rate limit to pass.

What is under way for too long is given up. What waits is left to wait its own time: discord.py bounds it, nothing of
it was sent yet, and whoever interrupts a wait for all of Discord would leave everything locked for good.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp

T = TypeVar("T")


class _Flight:
    """Of one piece of work: since when, on the loop's clock, its request is under way; None while it waits."""

    since: float | None = None


_flying: ContextVar[_Flight | None] = ContextVar("flight to Discord", default=None)


def trace(limited: Callable[[float], None] = lambda _: None) -> aiohttp.TraceConfig:
    """For the client whose requests are watched; `limited` is told for how many seconds Discord asks for patience."""

    async def asked_for_patience(_session: Any, _context: Any, ended: aiohttp.TraceRequestEndParams) -> None:
        if ended.response.status == HTTPStatus.TOO_MANY_REQUESTS:
            limited(_number(ended.response.headers.get("Retry-After", "")))

    config = aiohttp.TraceConfig()
    config.on_request_end.append(asked_for_patience)
    config.on_request_start.append(_begins)
    config.on_request_end.append(_ends)
    config.on_request_exception.append(_ends)
    return config


async def watched(work: Awaitable[T], seconds: float) -> T:
    """Do it. Raises TimeoutError when one of its requests is under way for so long."""
    flight = _Flight()
    task = asyncio.create_task(_within(flight, work))
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=_left(flight, seconds))
            if not task.done() and _left(flight, seconds) <= 0:
                raise TimeoutError
        return task.result()
    finally:
        task.cancel()


async def _within(flight: _Flight, work: Awaitable[T]) -> T:
    _flying.set(flight)
    return await work


def _left(flight: _Flight, seconds: float) -> float:
    return seconds if flight.since is None else flight.since + seconds - asyncio.get_running_loop().time()


async def _begins(*_: Any) -> None:
    if flight := _flying.get():
        flight.since = asyncio.get_running_loop().time()


async def _ends(*_: Any) -> None:
    if flight := _flying.get():
        flight.since = None


def _number(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0
