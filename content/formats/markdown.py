"""Markdown with **Name:** before what they say, as podcasts publish it: emphasis, links and escapes are no speech."""

import re
from collections import Counter

from content.formats import paragraphs
from content.formats.document import Document
from content.formats.times import CLOCK
from content.model import Transcript

NAME = "markdown"
_BOLD_LABEL = re.compile(
    rf"^[ \t]*(\*\*|__)(?:[\[(]?{CLOCK}[\])]?[ \t]+)?(?:(?!\1)[^*\n:]){{1,60}}(?:[:：]\1|\1[ \t]?[:：])", re.MULTILINE
)
# Any sign of ASCII can be escaped: https://spec.commonmark.org/0.31.2/#backslash-escapes
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?:[^()\s]|\([^()\s]{0,200}\)){1,2000}(?:[ \t]\"[^\"\n]{0,300}\")?\)")
# Such a link, such an escape and such a tag is one in any text.
_ADDRESSED = re.compile(r"!?\[([^\[\]\n]{1,300})\]\(https?://(?:[^()\n]|\([^()\n]{0,200}\)){1,2000}\)")
_ESCAPED = re.compile(r"\\([\[\]()#+!<>~$&-])")
_BOLD_TAG = re.compile(r"^([ \t]*)<(b|strong)>([^<>\n]{1,90}?)(:?)</\2>(?=[ \t]?(:?))", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"</?(strike|del|s|br|sub|sup|small|mark|em|strong|span|font)(?: [^<>\n]{0,200})?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*\\])\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_\\])(_{1,2})(?=[^\s_])([^_\n]{1,300}?)(?<=[^\s_\\])\1(?![\w_])")
_CODE = re.compile(r"`([^`\n]{1,300})`")
# What must stand in a text for a mark to be in it, the mark, and what stays of it.
_MARKS = (
    ("![", _IMAGE, r"\1"),
    ("](", _LINK, r"\1"),
    ("*", _EMPHASIS, r"\2"),
    ("_", _UNDERLINED, r"\2"),
    ("`", _CODE, r"\1"),
    ("\\", _ESCAPE, r"\1"),
)


def recognises(document: Document) -> bool:
    """Whether at least two paragraphs begin with a bold label."""
    found = _BOLD_LABEL.finditer(document.text)
    return next(found, None) is not None and next(found, None) is not None and paragraphs.recognises(document)


def read(document: Document) -> Transcript:
    """The turns, in plain words."""
    return paragraphs.read(document, plain)


def plain(text: str) -> str:
    """Markdown's words without its marks."""
    for sign, mark, kept in _MARKS:
        if sign in text:
            text = mark.sub(kept, text)
    return text


def unmarked(text: str, *, cues: bool) -> str:
    """Any text with its links as the words that are linked, and without tags and escapes that nobody says.

    In captions (`cues`) tags are no marks of a page: their readers know them.
    """
    if "](" in text:
        text = _ADDRESSED.sub(r"\1", text)
    if "</" in text and not cues:
        text = _BOLD_TAG.sub(_in_bold, text)
    if "</" in text or "/>" in text or "<br" in text:
        text = _without_tags(text)
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _without_tags(text: str) -> str:
    """Without the tags that are closed somewhere: in a chat people are called <mark> and <Sub>."""
    found = Counter((tag[1].lower(), tag[0][1] == "/") for tag in _TAG.finditer(text))
    closed = {name for name, _ in found if name == "br" or 2 * found[name, True] >= found[name, False]}
    return _TAG.sub(lambda tag: tag[0] if tag[1].lower() not in closed else " " if tag[1].lower() == "br" else "", text)


def _in_bold(tag: re.Match[str]) -> str:
    """A label that a page sets in bold, as Markdown does it; what is in bold and no label stays."""
    return f"{tag[1]}**{tag[3].strip()}{tag[4]}**" if tag[4] or tag[5] else tag[0]
