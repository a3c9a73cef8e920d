"""Transcript formats, told by content: one table, one module a format.

A format offers `recognises(text) -> bool` and `read(text, name, speaker) -> Transcript`; the first that recognises a
text reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from content.formats import paragraphs
from content.model import Transcript


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which transcripts are written down."""

    name: str
    recognises: Callable[[str], bool]
    read: Callable[[str, str, str | None], Transcript]


FORMATS = (Format("paragraphs", paragraphs.recognises, paragraphs.read),)


def format_of(text: str) -> Format | None:
    """The format this text is written in, None if it is none of ours."""
    return next((f for f in FORMATS if f.recognises(text)), None)
