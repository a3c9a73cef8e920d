"""What a slip of the fingers never changes: the digits in a word, and the marks that names of things end in.

HTML5 is not HTML4, C++ is not C, an A+ is no A-.
"""

import re
import unicodedata

from content.text import fold

# After a word "+", "#" and "*" belong to it (C++, C#, A*); a hyphen does only after a single letter (A-).
MARKED = r"\w+(?:\++|#+|\*+)(?!\w)|(?<!\w)[^\W\d_]-(?!\w)"
_MARKED = re.compile(MARKED)
_MARKS = frozenset("+#*-")
_SPELT = {"plus": "+", "sharp": "#", "star": "*", "minus": "-"}
_SKIN_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")


def marked_words(folded: str) -> frozenset[str]:
    """The words of a folded text that end in a mark of their own: {"c++"}."""
    return frozenset(_MARKED.findall(folded))


# What stands before a word of code, or between two: ++i, !done, 10^x. A hashtag, a name with @ and a dash before a
# signature say nothing.
_BEFORE = re.compile(r"\A\s*(\+\+|--|!|\$|~)(?=[^\W\d])")
_BETWEEN = re.compile(r"(?<=\w)\s?([\^=*<>])\s?(?=[^\W\d])|(?<=[^\W\d])\s?([\^=*<>])\s?(?=\w)")


def code_marks(text: str) -> tuple[str, str]:
    """The mark before a text, and those between its words, that make something else of it in code; "" for none."""
    begun = _BEFORE.match(text)
    return begun[1] if begun else "", "".join(one or other for one, other in _BETWEEN.findall(text))


def telling(word: str) -> str:
    """The digits and marks of a word, in order: "5" of "html5", "++" of "c++", "" of most."""
    return "".join(c for c in word if c.isdigit() or c in _MARKS)


def with_marks(found: list[str]) -> list[str]:
    """The words with the marks that are spelt out after a single letter put to it: "c plus plus" is "c++"."""
    out: list[str] = []
    for word in found:
        mark = _SPELT.get(word)
        if mark and out and out[-1][:1].isalpha() and set(out[-1][1:]) <= _MARKS and len(out[-1]) < len("c++"):
            out[-1] += mark
        else:
            out.append(word)
    return out


def has_words(text: str) -> bool:
    """Whether a text holds a letter or a digit."""
    return any(c.isalnum() for c in fold(text))


def symbols(text: str) -> str:
    """A text for comparing what has no letter or digit: without spaces, invisible characters and tones of skin."""
    plain = _SKIN_TONES.sub("", unicodedata.normalize("NFKC", text))
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn", "Cc"))
