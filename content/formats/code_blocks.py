"""Code that stands in a text between fences, as in notes of programmers: nobody said it."""

import re
from collections.abc import Sequence

_FENCES = ("```", "~~~")
# Some put notes between fences so that their lines stay as they are: most of these are words as people say them.
_CODE = re.compile(r"[{}=;<>|\\]|\(\)|\w\(|\w\.\w+\(|^\s*(?://|#|\*|/\*)")
_FEWEST_WORDS, _FEW = 5, 0.4
# What is fenced from its beginning to its end is a text that somebody put there whole.
_MOST = 0.5


def code_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines, from 1, of blocks between fences, the fences among them; a fence that is never closed begins none."""
    found: set[int] = set()
    begun, fence = 0, ""
    for number, line in enumerate(lines, 1):
        mark = line.lstrip()[:3]
        if not fence and mark in _FENCES and mark not in line.lstrip()[3:]:
            begun, fence = number, mark
        elif fence and mark == fence:
            found.update(range(begun, number + 1) if _is_code(lines[begun : number - 1]) else ())
            fence = ""
    filled = sum(bool(line.strip()) for line in lines) if found else 0
    return frozenset(found if len(found) <= _MOST * filled else ())


def _is_code(block: Sequence[str]) -> bool:
    filled = [line for line in block if line.strip()]
    prose = sum(len(line.split()) >= _FEWEST_WORDS and _CODE.search(line) is None for line in filled)
    return prose <= _FEW * len(filled)
