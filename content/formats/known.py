"""The formats of transcripts that are known, and which one a document is written in."""

from collections.abc import Callable
from dataclasses import dataclass

from content.formats import (
    any_json,
    aws,
    chats,
    columns,
    csv_list,
    fortune,
    headers,
    json_list,
    markdown,
    message_exports,
    paragraphs,
    podcast,
    srt,
    utterances,
    vtt,
    whisper,
    youtube,
)
from content.formats.document import Document
from content.model import Transcript


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which transcripts are written down; `of_lines`: it is told by what most of its lines look like."""

    name: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Transcript]
    of_lines: bool


# Those that tell themselves by a sign come before those of lines.
_OF_SIGNS = (vtt, aws, youtube, message_exports, whisper, podcast, utterances, any_json, json_list)
_OF_LINES = (srt, csv_list, fortune, chats, columns, headers, markdown, paragraphs)
FORMATS = tuple(
    Format(module.NAME, module.recognises, module.read, module in _OF_LINES) for module in (*_OF_SIGNS, *_OF_LINES)
)


def format_of(document: Document) -> Format | None:
    """The format this document is written in, None if it is none of ours."""
    return next((f for f in FORMATS if f.recognises(document)), None)
