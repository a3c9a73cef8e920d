"""Whether a text is a page of the web, or a piece of one: its marks would be read as words."""

import re
from itertools import islice

_PAGE = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_BLOCK = "p|div|li|ul|ol|h[1-6]|tr|td|table|section|article|blockquote|main|body"
_BEGINS = re.compile(rf"\s*</?(?:{_BLOCK})(?:\s[^<>]{{0,300}})?>", re.IGNORECASE)
_ENDS = re.compile(rf"</(?:{_BLOCK})>|<br ?/?>", re.IGNORECASE)
# So many of its first lines tell, of a few at least; most of them begin with a block, and as many end one.
_LINES, _FEWEST, _MOSTLY = 200, 3, 0.5


def is_page(text: str) -> bool:
    """Whether it is a whole page, or most of its lines are blocks of one (“<p>…</p>”)."""
    return _PAGE.match(text) is not None or ("</" in text and _is_piece(text))


def _is_piece(text: str) -> bool:
    lines = list(islice((line for line in text.split("\n") if line.strip()), _LINES))
    begun = sum(_BEGINS.match(line) is not None for line in lines)
    ended = sum(_ENDS.search(line) is not None for line in lines)
    return len(lines) >= _FEWEST and min(begun, ended) > _MOSTLY * len(lines)
