"""What a link that somebody gave leads to: the port. What fetches stands outside, for it speaks HTTP."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote, urlsplit

from typing_extensions import override

from bot.library.link_refusals import CannotFetch

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a server said of a document when it was fetched last, so that it need not send it again."""

    etag: str = ""
    modified: str = ""


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: all of its bytes, under the name that its address ends in, and what to ask with the next time.

    `unchanged`: it is what it was the last time, and nothing was sent.
    """

    name: str
    data: bytes
    known: Known = NOTHING_KNOWN
    unchanged: bool = False


class Fetcher(Protocol):
    """Fetches from the open internet alone."""

    async def fetch(self, link: str, *, limit: int, known: Known = NOTHING_KNOWN) -> Fetched:
        """The document at a link, whole, of at most `limit` bytes. Raises CannotFetch."""
        ...


class FetchesNothing(Fetcher):
    """Where no link is followed."""

    @override
    async def fetch(self, link: str, *, limit: int, known: Known = NOTHING_KNOWN) -> Fetched:
        """Raises CannotFetch."""
        raise CannotFetch(why="off", host=host_of(link))


def host_of(link: str) -> str:
    """Who a link leads to, as people read it; "" where it names nobody."""
    try:
        return urlsplit(link.strip()).hostname or ""
    except ValueError:
        return ""


def bare(text: str) -> str:
    """A link without what chats put around it: `<https://example.org|example.org>`."""
    text = text.strip()
    return text[1:-1].partition("|")[0].strip() if text.startswith("<") and text.endswith(">") else text


def is_link(text: str) -> bool:
    """Whether a text is one link of the web and nothing else."""
    text = bare(text)
    return text.casefold().startswith(("http://", "https://")) and len(text.split()) == 1 and bool(host_of(text))


def name_at(link: str) -> str:
    """What a document at that address is called: the last part of its path, else its host."""
    try:
        path = unquote(urlsplit(link).path)
    except ValueError:
        path = ""
    last = next((part for part in reversed(path.split("/")) if any(c.isalnum() for c in part)), "")
    # The ending says what it is, so a long name is cut before it.
    stem, dot, ending = last.rpartition(".")
    if dot and len(ending) <= 5 and len(last) > _LONGEST_NAME:
        last = f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
    return last[:_LONGEST_NAME] or host_of(link)
