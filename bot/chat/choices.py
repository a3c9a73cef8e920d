"""What somebody means who names one of a few choices, or a number: by its name, its title, or how these begin."""

import re
from collections.abc import Sequence

from bot.chat import titles
from bot.likeness.figures import in_figures

# Fewer letters than these begin too many words.
LEAST_LETTERS = 3
_JOINTS = re.compile(r"[\s_\-‐‑–]+")


def exact(option: str, value: str, choices: Sequence[str]) -> str:
    """The choice of that name or title, however its words are joined; "" for none."""
    wanted = _bare(value)
    return next((c for c in choices if wanted in (_bare(c), _bare(titles.value(option, c)))), "") if wanted else ""


def meant(option: str, value: str, choices: Sequence[str]) -> str:
    """The same, or the only choice whose name or title begins so; "" for none and where several do. A number is no
    beginning: “two” is how many.
    """
    found, wanted = exact(option, value, choices), _bare(value)
    if found or len(wanted) < LEAST_LETTERS or whole_number(value):
        return found
    begin = [c for c in choices if _bare(c).startswith(wanted) or _bare(titles.value(option, c)).startswith(wanted)]
    return begin[0] if len(begin) == 1 else ""


def whole_number(value: str) -> str:
    """A whole number in digits, of digits or one of its words (ten); "" for what is none."""
    text = value.strip().casefold()
    if text.isascii() and text.isdigit():
        return text
    if not all(part.isalpha() for part in text.split("-")):
        return ""
    found = in_figures(text.split("-"))
    return found[0] if len(found) == 1 and found[0].isascii() and found[0].isdigit() else ""


def _bare(text: str) -> str:
    return _JOINTS.sub("", text.casefold().replace("?", ""))
