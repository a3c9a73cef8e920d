"""TOML that people write by hand: read within limits, cleaned, and refused with its line."""

import re
import tomllib
from typing import Any

from content.errors import ContentError
from content.text import clean, clean_all

# Nothing of ours is nested deeper than [item.prompt]. A key costs the square of its parts, in memory as in time.
MOST_PARTS = 16
_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DOTTED = re.compile(rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+")
_ENDS_KEY = re.compile(r"[ \t]*+[=\]]")


def read_toml(text: str, where: str, refused: type[ContentError]) -> dict[str, Any]:
    """The tables of a TOML file, every text in them cleaned. Raises `refused` in one sentence for what is none."""
    text = clean(text)
    if (line := _endless_key(text)) is not None:
        raise refused(where, "its keys have too many parts", line=line, remedy="Mend that place")
    try:
        read: dict[str, Any] = clean_all(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise refused(where, f"it is not valid TOML: {error}", remedy="Mend that place") from None
    except RecursionError:
        raise refused(
            where, "it is nested too deep", remedy="Write [[claim]] and [[item]] one below the other"
        ) from None
    except ValueError as error:
        raise refused(where, f"a number or date in it cannot be read: {error}", remedy="Mend that place") from None
    return read


def _endless_key(text: str) -> int | None:
    """The line of the first key with more parts than any of ours."""
    if text.count(".") < MOST_PARTS:
        return None
    for found in _DOTTED.finditer(text):
        if found[0].count(".") >= MOST_PARTS and _ENDS_KEY.match(text, found.end()):
            return text.count("\n", 0, found.start()) + 1
    return None
