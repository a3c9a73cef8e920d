"""Podcast feeds as they are written."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "https://podcastindex.org/namespace/1.0"


def item(
    title: str, *transcripts: tuple[str, str], guid: str = "", date: str = "", link: str = "",
    more: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """An episode; a transcript is its address and type, `more` what else stands in each."""
    told = "".join(
        f"<podcast:transcript url={quoteattr(url)} type={quoteattr(kind)}"
        + "".join(f" {name}={quoteattr(value)}" for name, value in (more or {}).items())
        + "/>"
        for url, kind in transcripts
    )
    tags = {"title": title, "guid": guid or title, "pubDate": date, "link": link}
    return "<item>" + "".join(f"<{n}>{escape(v)}</{n}>" for n, v in tags.items() if v) + told + "</item>"


def feed(items: Sequence[str], *, title: str = "The long table", more: str = "") -> bytes:
    """A whole one."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:podcast="{NAMESPACE}" '
        f'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>{escape(title)}</title>{more}'
        f"{''.join(items)}</channel></rss>"
    ).encode()
