"""What links lead to: whole, in time, of a size, and never inside this host's own network."""

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override
from yarl import URL

from adapters.fetcher import AT_ONCE, HOPS, GuardedFetcher, following, is_open
from bot.library.link_refusals import CannotFetch
from bot.library.links import Fetched, FetchesNothing, Known, is_link, name_at
from tests.platform.web import OPEN, Web, a_web, bomb, fetcher

LIMIT = 5_000_000
SAID = b"Ada Novak: Nobody reads the plan until the day it catches fire.\n"


@pytest.fixture
async def served() -> AsyncIterator[Web]:
    """A web of our own."""
    async with a_web() as made:
        yield made


async def why(link: str, by: GuardedFetcher | None = None) -> str:
    """Why that is not fetched."""
    with pytest.raises(CannotFetch) as refused:
        await (by or fetcher()).fetch(link, limit=LIMIT)
    assert refused.value.sentence()
    return refused.value.why


async def test_what_lies_there_comes_whole(served: Web) -> None:
    """Under its own name, without cookies, and with a word on who asks."""
    served.put("/talks/plan b.vtt", SAID, "text/vtt", ETag='"7"', **{"Set-Cookie": "who=you"})
    served.lead("/short", served.at("/talks/plan%20b.vtt"))
    for each in (served.at("/talks/plan%20b.vtt"), served.at("/short")):
        assert await fetcher().fetch(each, limit=LIMIT) == Fetched(
            name="plan b.vtt", data=SAID, known=Known(etag='"7"')
        )
    assert all("Cookie" not in request.headers for request in served.asked)
    assert served.asked[0].headers["User-Agent"].startswith("Quoth/")


async def test_what_did_not_change_is_not_sent(served: Web) -> None:
    """The server is told what it said the last time."""
    link = served.put("/feed", SAID, ETag='"7"')
    first = await fetcher().fetch(link, limit=LIMIT)
    again = await fetcher().fetch(link, limit=LIMIT, known=first.known)

    assert (again.unchanged, again.data) == (True, b"")


INSIDE = [
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://0.0.0.0:{port}/",
    "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:{port}/", "http://[::1%25lo]:{port}/",
    "http://[fe80::1%25lo]:{port}/", "http://[::]:{port}/", "http://①②⑦.0.0.1:{port}/",
]  # fmt: skip


@pytest.mark.parametrize("link", INSIDE)
async def test_nothing_inside_is_asked(served: Web, link: str) -> None:
    """However its address is written, and whoever leads there."""
    inside = link.format(port=served.port)
    assert await why(inside, GuardedFetcher()) == "barred"
    served.lead("/on", inside)
    assert await why(served.at("/on")) == "barred"
    assert [request.path for request in served.asked] == ["/on"]


@pytest.mark.parametrize("link", ["http://2130706433:{port}/", "http://0x7f000001:{port}/", "http://127.1:{port}/"])
async def test_an_address_in_other_figures_is_none(served: Web, link: str) -> None:
    """A system would take them for 127.0.0.1."""
    assert await why(link.format(port=served.port)) in ("barred", "away", "address")
    assert served.asked == []


class Turning(AbstractResolver):
    """Names that mean something else each time they are asked for: one address, or several with commas."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The next of them."""
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
            )
            for address in self.addresses.pop(0).split(",")
        ]

    @override
    async def close(self) -> None:
        """Nothing is held."""


async def test_a_name_that_turns_round_leads_nowhere(served: Web) -> None:
    """It meant the open internet when it was first asked for; what is connected to is what was looked at."""
    served.lead("/on", f"http://turning.example:{served.port}/in")
    served.put("/in", SAID)
    names = Turning("127.0.0.2", "127.0.0.1")
    link = f"http://turning.example:{served.port}/on"
    assert await why(link, fetcher(resolver=lambda: names)) == "barred"
    assert [request.path for request in served.asked] == ["/on"]


@pytest.mark.parametrize("addresses", ["127.0.0.1,127.0.0.2", "127.0.0.2,127.0.0.1"])
async def test_of_several_addresses_only_an_open_one_is_connected_to(served: Web, addresses: str) -> None:
    """Nor is the barred one to blame for what becomes of the connection to the other."""
    link, came_to = f"http://several.example:{served.port}", []

    async def told(request: web.Request) -> web.Response:
        assert request.transport is not None
        came_to.append(request.transport.get_extra_info("sockname")[0])
        return web.Response(body=SAID)

    served.pages["/in"] = told
    assert (await fetcher(resolver=lambda: Turning(addresses)).fetch(f"{link}/in", limit=LIMIT)).data == SAID
    assert came_to == ["127.0.0.2"]
    served.stream("/half", 1, size=100_000)
    assert await why(f"{link}/half", fetcher(resolver=lambda: Turning(addresses))) == "cut"
    assert await why(f"{link}/in", fetcher(resolver=lambda: Turning("127.0.0.1,10.0.0.1"))) == "barred"


async def test_no_proxy_of_the_environment_is_asked(served: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would open what it likes."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, served.at("/proxy", "127.0.0.1"))
    link = served.put("/in", SAID)
    assert (await fetcher().fetch(link, limit=LIMIT)).data == SAID
    assert [request.path for request in served.asked] == ["/in"]


@pytest.mark.parametrize(
    ("address", "open_"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True), ("127.0.0.1", False),
        ("10.1.2.3", False), ("100.64.0.1", False), ("169.254.169.254", False), ("192.168.1.1", False),
        ("0.0.0.0", False), ("224.0.1.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
        ("fe80::1", False), ("fd00::1", False), ("fec0::1", False), ("ff0e::1", False), ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True), ("64:ff9b::a00:1", False), ("64:ff9b::5db8:d822", True),
        ("2002:a00:1::", False), ("2001:0:0:0:0:0:f5ff:fffe", False), ("64:ff9b:1::a00:1", False),
        ("192.0.0.192", False), ("168.63.129.16", False), ("::ffff:168.63.129.16", False), ("192.88.99.1", False),
        ("3fff::1", False), ("2001:db8::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_open(address: str, open_: bool) -> None:
    """Those that are one machine's in the open internet, also where one of version 4 is wrapped in one of version 6."""
    assert is_open(ipaddress.ip_address(address)) is open_


async def test_what_takes_too_long_is_left(served: Web) -> None:
    """Be it that a server says nothing, or a letter now and then."""
    drip = served.stream("/drip", None, pause=0.05)
    assert await why(drip, fetcher(seconds=0.5)) == "slow"
    silent = served.stream("/silent", None, pause=30)
    assert await why(silent, fetcher(quiet=0.3)) in ("cut", "away")


async def test_waiting_for_others_is_not_the_servers_fault(served: Web) -> None:
    """Only so many are fetched at once; who comes after slow ones has all of the time."""
    link = served.put("/in", SAID)
    slow = served.stream("/drip", None, pause=0.05)
    by = fetcher(seconds=2.0)
    others = [asyncio.create_task(why(slow, by)) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)
    assert (await by.fetch(link, limit=LIMIT)).data == SAID
    assert await asyncio.gather(*others) == ["slow"] * AT_ONCE


FLOODS = {
    "headers": b"X: " + b"y" * 60 + b"\r\n", "one header": b"y" * 70, "nothing yet": b"HTTP/1.1 100 Continue\r\n\r\n",
    "a chunk's name": b"1;" + b"y" * 70, "a place": b"Location: http://127.0.0.2/" + b"y" * 60,
}  # fmt: skip


@pytest.mark.parametrize("flood", FLOODS)
async def test_a_flood_before_the_body_is_left(flood: str) -> None:
    """None of it is kept."""
    begins = {
        "headers": b"HTTP/1.1 200 OK\r\n", "one header": b"HTTP/1.1 200 OK\r\nX: ", "nothing yet": b"",
        "a chunk's name": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "a place": b"HTTP/1.1 302 Found\r\n",
    }  # fmt: skip

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(begins[flood])
            while True:
                writer.write(FLOODS[flood] * 1000)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(pour, str(OPEN), 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert await why(f"http://{OPEN}:{port}/", fetcher(seconds=1.0)) in ("away", "cut", "slow")


@pytest.mark.parametrize(
    ("told", "wait"), [("120", 120), ("nan", 0), ("inf", 0), ("1e300", 0), ("-5", 0), ("9" * 5000, 0), ("soon", 0)]
)
async def test_how_long_a_server_asks_for_patience(served: Web, told: str, wait: float) -> None:
    """In seconds; what is no such number is none."""
    with pytest.raises(CannotFetch) as refused:
        await fetcher().fetch(served.fail("/x", 503, **{"Retry-After": told}), limit=LIMIT)
    assert refused.value.facts["wait"] == wait


async def test_what_is_too_large_is_left(served: Web) -> None:
    """Be it told, untold, without an end, or packed."""
    told = served.stream("/told", 1, size=200_000_000)
    assert await why(told) == "large"
    assert await why(served.stream("/untold", 4000)) == "large"
    assert await why(served.stream("/endless", None)) == "large"
    packed = bomb(200_000_000)
    assert len(packed) < 1_000_000
    assert await why(served.put("/bomb", packed, **{"Content-Encoding": "gzip"})) == "large"


async def test_what_is_packed_comes_unpacked(served: Web) -> None:
    """Some servers pack whatever they are asked for."""
    link = served.put("/packed.txt", bomb(1 << 20), **{"Content-Encoding": "gzip"})
    assert (await fetcher().fetch(link, limit=LIMIT)).data == bytes(1 << 20)
    assert await why(served.put("/broken", b"not packed", **{"Content-Encoding": "gzip"})) in ("cut", "away")


async def test_what_breaks_off_is_not_taken(served: Web) -> None:
    """Half a transcript is none."""
    assert await why(served.stream("/half", 1, size=100_000)) == "cut"


async def test_round_and_round_ends(served: Web) -> None:
    """So many steps are taken."""
    assert await why(served.lead("/round", "/round")) == "round"
    assert len(served.asked) == HOPS + 1
    for step in range(HOPS):
        served.lead(f"/{step}", f"/{step + 1}")
    served.put(f"/{HOPS}", SAID)
    assert (await fetcher().fetch(served.at("/0"), limit=LIMIT)).data == SAID


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "gone"), (410, "gone"), (401, "closed"), (403, "closed"), (429, "busy"), (503, "busy"), (500, "status"),
     (204, "status")],
)  # fmt: skip
async def test_what_a_server_says_instead(served: Web, status: int, reason: str) -> None:
    """Each in its own sentence."""
    assert await why(served.fail("/x", status, **{"Retry-After": "120"})) == reason


async def test_sound_and_pictures_are_no_text(served: Web) -> None:
    """What people give most by mistake is the episode itself."""
    assert await why(served.put("/e.mp3", b"ID3", "audio/mpeg")) == "kind"


@pytest.mark.parametrize(
    "link",
    ["ftp://example.org/x", "file:///etc/passwd", "http://", "https:///x", "talk.vtt", "http://exa mple.org", "",
     "javascript:alert(1)", "http://[::1"],
)  # fmt: skip
async def test_what_is_no_link_is_refused(link: str) -> None:
    """In a sentence that names it."""
    assert await why(link) == "address"
    assert not is_link(link)


async def test_a_port_that_cannot_be_is_refused() -> None:
    """As what is no link at all."""
    assert await why("http://example.org:99999/") == "address"


async def test_a_link_with_a_password_is_not_opened() -> None:
    """It would stand in the open."""
    assert await why("https://ada:secret@example.org/feed") == "secret"


async def test_a_protected_line_is_not_left(served: Web) -> None:
    """Asked of the rule: nothing here speaks TLS. Nor does a redirect leave the web."""
    with pytest.raises(CannotFetch) as refused:
        following(URL("https://example.org/a"), "http://example.org/b")
    assert refused.value.why == "open"
    assert following(URL("http://example.org/a"), "https://example.org/b") == URL("https://example.org/b")
    served.lead("/ftp", "ftp://example.org/x")
    assert await why(served.at("/ftp")) == "address"


async def test_where_nobody_fetches_it_is_said() -> None:
    """Programs without a network."""
    with pytest.raises(CannotFetch):
        await FetchesNothing().fetch("https://example.org", limit=1)


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://example.org/a/talk.vtt?x=1#y", "talk.vtt"), ("https://example.org/", "example.org"),
        ("https://example.org/a/%C3%A9t%C3%A9.srt", "été.srt"), ("https://example.org/a/--/", "a"),
        (f"https://example.org/{'x' * 200}.json", "x" * 75 + ".json"), ("https://example.org/..%2F..%2Fetc", "etc"),
    ],
)  # fmt: skip
def test_a_document_is_called_by_its_address(link: str, name: str) -> None:
    """Never by a path."""
    assert name_at(link) == name
