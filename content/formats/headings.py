"""Headings between the paragraphs of a transcript, with or without a number, and their names."""

import re

_MARKDOWN = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*")
_RULED = re.compile(r"={2,}[ \t]*([^=]+?)[ \t]*={2,}")
_NUMBERED = re.compile(r"[0-9]{1,2}(?:[.)][ \t]*|[ \t]+|(?=[A-Z\"“]))(\D.*)")
_ANCHOR = re.compile(r"[ \t]*\{#[\w:.-]{1,200}\}$")
MOST_WORDS = 12


def marked_heading(paragraph: str) -> str | None:
    """The name of a section that a mark sets off, without its number and its anchor; None for anything else."""
    if paragraph[:1] not in ("#", "="):
        return None
    for pattern in (_MARKDOWN, _RULED):
        if match := pattern.fullmatch(paragraph):
            return _without_number(_ANCHOR.sub("", match[1]))
    return None


def heading(paragraph: str) -> str | None:
    """The name of the section that begins here, without its number; None for an ordinary paragraph."""
    if paragraph[:1] in ("#", "=") and (marked := marked_heading(paragraph)) is not None:
        return marked
    # Most lines are told by their first letter and one small letter.
    if not paragraph or (not paragraph[0].isdigit() and paragraph != paragraph.upper()):
        return None
    words = paragraph.split()
    if not words or len(words) > MOST_WORDS or paragraph.endswith((".", ",", ";", ":", "!", "…", "”.", '."')):
        return None
    if match := _NUMBERED.fullmatch(paragraph):
        return match[1].strip()
    letters = [c for c in paragraph if c.isalpha()]
    shouted = len(letters) > 3 and all(c.isupper() for c in letters) and paragraph[-1] not in "?)]"
    return paragraph if shouted and len(words) > 1 else None


def _without_number(title: str) -> str:
    match = _NUMBERED.fullmatch(title)
    return (match[1] if match else title).strip()
