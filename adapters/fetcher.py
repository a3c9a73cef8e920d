"""Fetching what a link leads to, though anybody may have written the link and anybody may answer.

No address inside the network of this host is ever connected to: each is looked at when its socket is made, so neither
a redirect nor a name that means something else the second time leads there. What comes is bounded in size and time.
"""

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Callable
from typing import Any

import aiohttp
from typing_extensions import override
from yarl import URL

from bot import __version__
from bot.library.link_refusals import CannotFetch
from bot.library.links import NOTHING_KNOWN, Fetched, Fetcher, Known, name_at

SECONDS, QUIET_SECONDS, HOPS = 60.0, 15.0, 5
AT_ONCE = 4
PIECE = 64 * 1024
REDIRECTS, GONE, CLOSED, BUSY = (301, 302, 303, 307, 308), (404, 410), (401, 402, 403), (429, 502, 503, 504)
_HEADERS = {
    "User-Agent": f"Quoth/{__version__} (reads transcripts)",
    "Accept": "text/vtt, application/json, text/plain, application/rss+xml, application/xml, text/*, */*;q=0.5",
}
_NOT_TEXT = {
    "audio/": "sound", "video/": "a film", "image/": "a picture", "font/": "a font", "application/pdf": "a PDF",
    "application/ogg": "sound",
}  # fmt: skip
# Addresses of version 6 in which one of version 4 is wrapped: it is that one that is meant.
_WRAPPED = ipaddress.IPv6Network("64:ff9b::/96")
# Of no use outside either, whatever the version of Python knows: some is where a cloud tells its own machines things.
_KEPT_BACK = tuple(map(ipaddress.ip_network, (
    "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "3fff::/20",
)))  # fmt: skip
_log = logging.getLogger(__name__)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_open(address: Address) -> bool:
    """Whether an address is one of the open internet, and of one machine."""
    if isinstance(address, ipaddress.IPv6Address) and (inner := _within(address)) is not None:
        return is_open(inner)
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    kept_back = any(address in network for network in _KEPT_BACK)
    return address.is_global and not (address.is_multicast or address.is_reserved or site_local or kept_back)


def _within(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _WRAPPED:
        return ipaddress.IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


class GuardedFetcher(Fetcher):
    """Fetches a few documents at once. `admits` says which addresses may be connected to; `seconds` bounds all of it,
    `quiet` how long a server may say nothing.
    """

    def __init__(
        self, admits: Callable[[Address], bool] = is_open, *, seconds: float = SECONDS, quiet: float = QUIET_SECONDS,
        resolver: Callable[[], aiohttp.abc.AbstractResolver] = aiohttp.ThreadedResolver,
    ) -> None:  # fmt: skip
        self._admits, self._seconds, self._resolver = admits, seconds, resolver
        self._patience = aiohttp.ClientTimeout(total=None, connect=quiet, sock_read=quiet)
        self._turns = asyncio.Semaphore(AT_ONCE)

    @override
    async def fetch(self, link: str, *, limit: int, known: Known = NOTHING_KNOWN) -> Fetched:
        address = _address(link)
        host = address.host or ""
        try:
            # What others wait for is nothing that this server does.
            async with self._turns, asyncio.timeout(self._seconds):
                return await self._fetch(address, limit, known)
        except TimeoutError:
            raise CannotFetch(why="slow", host=host, seconds=round(self._seconds)) from None

    async def _fetch(self, address: URL, limit: int, known: Known) -> Fetched:
        door = _Door(self._admits)
        connector = aiohttp.TCPConnector(
            socket_factory=door.socket, use_dns_cache=False, force_close=True, resolver=self._resolver()
        )
        async with aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar(), timeout=self._patience, headers=_HEADERS
        ) as session:
            for _ in range(HOPS + 1):
                host, door.barred = address.host or "", False
                try:
                    async with session.get(address, headers=_conditions(known), allow_redirects=False) as answer:
                        if answer.status not in REDIRECTS:
                            return await _taken(answer, address, limit)
                        address = following(address, answer.headers.get("Location", ""))
                except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                    _log.info("what is at a link of %s did not come: %s", host, type(error).__name__)
                    raise CannotFetch(why=_went_wrong(error, barred=door.barred), host=host) from None
        raise CannotFetch(why="round", host=address.host or "")


def _went_wrong(error: Exception, *, barred: bool) -> str:
    """Of several addresses of a name, one that is barred says nothing once another one took the connection."""
    if barred and isinstance(error, aiohttp.ClientConnectorError):
        return "barred"
    return "cut" if isinstance(error, aiohttp.ClientPayloadError) else "away"


class _Door:
    """Makes the sockets of one fetch; `barred` is true once one was wanted to where nobody goes."""

    def __init__(self, admits: Callable[[Address], bool]) -> None:
        self._admits, self.barred = admits, False

    def socket(self, wanted: tuple[Any, ...]) -> socket.socket:
        """A socket for that address, which is the one that is connected to next. Raises OSError."""
        family, kind, protocol, _, to = wanted
        if not self._admits(ipaddress.ip_address(str(to[0]).partition("%")[0])):
            self.barred = True
            raise OSError("it is no address of the open internet")
        return socket.socket(family=family, type=kind, proto=protocol)


async def _taken(answer: aiohttp.ClientResponse, address: URL, limit: int) -> Fetched:
    """All of a body. Raises CannotFetch."""
    host = address.host or ""
    told = Known(etag=_header(answer, "ETag"), modified=_header(answer, "Last-Modified"))
    if answer.status == 304:
        return Fetched(name=name_at(str(address)), data=b"", known=told, unchanged=True)
    if answer.status != 200:
        raise _refused(answer, host)
    for kind, called in _NOT_TEXT.items():
        if answer.content_type.startswith(kind):
            raise CannotFetch(why="kind", host=host, kind=called)
    if (answer.content_length or 0) > limit:
        raise _too_large(host, limit)
    data = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        data += piece
        if len(data) > limit:
            raise _too_large(host, limit)
    return Fetched(name=name_at(str(address)), data=bytes(data), known=told)


def _refused(answer: aiohttp.ClientResponse, host: str) -> CannotFetch:
    if answer.status in GONE:
        return CannotFetch(why="gone", host=host)
    if answer.status in CLOSED:
        return CannotFetch(why="closed", host=host)
    if answer.status not in BUSY:
        return CannotFetch(why="status", host=host, status=answer.status)
    told = answer.headers.get("Retry-After", "")
    # A moment instead, or what is no number, is passed over.
    wait = int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else 0
    return CannotFetch(why="busy", host=host, status=answer.status, wait=float(wait))


def _too_large(host: str, limit: int) -> CannotFetch:
    return CannotFetch(why="large", host=host, limit=limit // 1_000_000)


def _address(link: str) -> URL:
    """Raises CannotFetch for what is no address, or one with a secret in it."""
    try:
        address = URL(link.strip())
        usable = address.scheme in ("http", "https") and bool(address.host) and address.port is not None
    except ValueError:
        usable = False
    if not usable or any(c.isspace() or not c.isprintable() for c in link.strip()):
        raise CannotFetch(why="address", link=link)
    if address.user or address.password:
        raise CannotFetch(why="secret", host=address.host)
    return address.with_fragment(None)


def following(address: URL, location: str) -> URL:
    """Where a redirect leads: never from a protected line to an open one. Raises CannotFetch."""
    try:
        there = address.join(URL(location))
    except ValueError:
        raise CannotFetch(why="address", link=location) from None
    there = _address(str(there))
    if address.scheme == "https" and there.scheme != "https":
        raise CannotFetch(why="open", host=address.host or "")
    return there


def _conditions(known: Known) -> dict[str, str]:
    told = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in told.items() if value}


def _header(answer: aiohttp.ClientResponse, name: str) -> str:
    """What a server said, if it may be said back to it."""
    value = answer.headers.get(name, "")
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""
