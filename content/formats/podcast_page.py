"""Podcast 2.0 HTML: <cite> names who speaks, <time> when, <p> holds what is said; made Podcast 2.0 JSON, and read so.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

import json
import re
from html.parser import HTMLParser
from typing import Any

from content.formats import times

_CITE = re.compile(r"<cite\b[^<>]{0,200}>", re.IGNORECASE)
_SAID = re.compile(r"<p\b", re.IGNORECASE)
# What is not said, whatever stands in it.
_UNSAID = frozenset({"script", "style", "head", "title", "nav"})


def recognises(text: str) -> bool:
    """Whether a page names who speaks, more than once, and has paragraphs."""
    if text.lstrip()[:1] != "<":
        return False
    return len(_CITE.findall(text)) > 1 and _SAID.search(text) is not None


def as_json(text: str) -> str:
    """The same as a document in Podcast 2.0 JSON."""
    page = _Page()
    page.feed(text)
    page.close()
    return json.dumps({"version": "1.0.0", "segments": page.segments}, ensure_ascii=False, indent=0)


class _Page(HTMLParser):
    """Collects who says what; whoever was named last goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.segments: list[dict[str, Any]] = []
        self._speaker = ""
        self._start: float | None = None
        self._within, self._words, self._unsaid = "", "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One of the three begins, or what is not said."""
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag in ("cite", "time", "p"):
            self._end()
            self._within, self._words = tag, ""
        elif tag == "br":
            self._words += " "

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag == self._within:
            self._end()

    def handle_data(self, data: str) -> None:
        """Words of it."""
        if self._within and not self._unsaid:
            self._words += data

    def close(self) -> None:
        """What had no end ends here."""
        super().close()
        self._end()

    def _end(self) -> None:
        said, within = " ".join(self._words.split()), self._within
        self._within = self._words = ""
        if within == "cite":
            self._speaker, self._start = said.rstrip(": "), None
        elif within == "time":
            self._start = times.alone(said)
        elif within == "p" and said:
            self.segments.append({"speaker": self._speaker, "startTime": self._start, "body": said})
