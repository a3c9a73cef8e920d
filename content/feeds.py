"""Podcast feeds (RSS with the podcast namespace): which episodes there are, and where their transcripts lie.

https://podcasting2.org/docs/podcast-namespace/tags/transcript
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from content.errors import UnreadableFile
from content.text import clean

# So many episodes are looked at, the newest first; a text of a feed is cut at so many characters.
MOST_EPISODES, LONGEST = 5000, 200
LONGEST_LINK = 2000
# The best first: what names its speakers in so many words, then what has times, then what has neither for sure.
_KINDS = {
    "application/json": 0, "application/json+transcript": 0, "text/vtt": 1, "application/x-subrip": 2,
    "application/srt": 2, "text/srt": 2, "text/html": 3, "text/plain": 4,
}  # fmt: skip
_ENDINGS = {".json": 0, ".vtt": 1, ".srt": 2, ".html": 3, ".htm": 3, ".txt": 4}
_WORST = 5
_IT_IS = "Give the address of the podcast's feed itself, not of its page or an episode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode: `id` tells it from the others of its feed, `at` is when it came out in seconds since 1970.

    `transcripts` are links, the one that most can be made of first.
    """

    id: str
    title: str
    link: str
    at: float | None
    transcripts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A podcast, its episodes the newest first."""

    title: str
    episodes: tuple[Episode, ...]


def read_feed(data: bytes, where: str, link: str) -> Feed:
    """The feed in a document that lies at `link`. Raises UnreadableFile; `where` is what the document is called."""
    try:
        root = fromstring(data)
    except DefusedXmlException:
        raise UnreadableFile(where, "it defines entities, which no feed needs", remedy=_IT_IS) from None
    except (ParseError, ValueError, LookupError):
        raise UnreadableFile(where, "it is no podcast feed, or a broken one", remedy=_IT_IS) from None
    channel = next(_called(root, "channel"), None) if _name(root) == "rss" else None
    if channel is None:
        raise UnreadableFile(where, "it is no podcast feed (RSS)", remedy=_IT_IS)
    language = _text(channel, "language").casefold()
    found = [_episode(item, link, language) for item in _called(channel, "item")]
    ordered = sorted(found, key=lambda e: -(e.at or 0.0))[:MOST_EPISODES]
    return Feed(
        title=_text(channel, "title") or urlsplit(link).hostname or where,
        episodes=tuple({e.id: e for e in reversed(ordered)}.values())[::-1],
    )


def looks_like_feed(data: bytes) -> bool:
    """Whether a document begins as a feed does."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<rss" in head


def _episode(item: Element, link: str, language: str) -> Episode:
    page, enclosure = _text(item, "link"), next(_called(item, "enclosure"), None)
    sound = "" if enclosure is None else enclosure.get("url", "")
    title = _text(item, "title")
    known = next((told for told in (_text(item, "guid"), sound, page, title) if told), "")
    return Episode(
        id=blake2b(known.encode("utf-8", "replace"), digest_size=9).hexdigest(),
        title=title or "An episode without a title", link=_whole(page, link), at=_moment(_text(item, "pubDate")),
        transcripts=tuple(_transcripts(item, link, language)),
    )  # fmt: skip


def _transcripts(item: Element, link: str, language: str) -> Iterable[str]:
    offered = []
    for told in _called(item, "transcript"):
        address = _whole(told.get("url", "").strip(), link)
        if "podcast" in told.tag.casefold() and address:
            other = bool(language) and not _same_language(told.get("language", "").casefold(), language)
            offered.append((other, _kind(told.get("type", ""), address), told.get("rel", "") == "captions", address))
    return [address for *_, address in sorted(offered, key=lambda each: each[:3])]


def _same_language(told: str, language: str) -> bool:
    return not told or told.partition("-")[0] == language.partition("-")[0]


def _kind(told: str, address: str) -> int:
    by_name = _ENDINGS.get(PurePosixPath(urlsplit(address).path).suffix.casefold(), _WORST)
    return _KINDS.get(told.partition(";")[0].strip().casefold(), by_name)


def _whole(address: str, link: str) -> str:
    """An address as it stands beside the feed's own; "" for what is none of the web."""
    try:
        whole = urljoin(link, address) if address else ""
        usable = urlsplit(whole).scheme in ("http", "https") and len(whole) <= LONGEST_LINK
    except ValueError:
        return ""
    return whole if usable else ""


def _moment(told: str) -> float | None:
    try:
        return parsedate_to_datetime(told).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _called(within: Element, name: str) -> Iterator[Element]:
    return (child for child in within if _name(child) == name)


def _name(element: Element) -> str:
    """A tag without its namespace."""
    return element.tag.rpartition("}")[2]


def _text(within: Element, name: str) -> str:
    """The text of the first such child that no other namespace has."""
    texts = (child.text for child in _called(within, name) if "}" not in child.tag)
    return " ".join(clean(next(texts, None) or "").split())[:LONGEST]
