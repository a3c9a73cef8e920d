"""What people type, as words to search by."""

import re

from content.text import fold, words

QUERY_LIMIT = 400

_LEAD_IN = re.compile(
    r"(?:who (?:said|was it that said)|what was|that (?:thing|quote|line|bit|one)|the (?:thing|quote|line|bit)|"
    r"something (?:like|about)|about|anything about|somebody said|someone said|where (?:he|she|they) said|how|like|"
    r"that|it was)[ :,]+",
    re.IGNORECASE,
)
# Scripts that put no space between words: Han, kana, Hangul, Thai, Lao, Myanmar, Khmer.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)


def terms(text: str) -> list[str]:
    """The folded words a text is searched by, in order; scripts without spaces give pairs of characters."""
    found = words(text.replace("%", " percent ") if "%" in text else text)
    if text.isascii() and "'" not in text and "`" not in text:
        return found
    found = [word.replace("'", "") for word in found]
    return [term for word in found for term in _pieces(word)]


def strip_lead_in(query: str) -> str:
    """The query without "who said that thing about …" before it, at most four such pieces."""
    text = query.strip().strip("\"“”'‘’?").strip()
    for _ in range(4):
        match = _LEAD_IN.match(text)
        if match is None or not fold(text[match.end() :]):
            return text
        text = text[match.end() :]
    return text


def trigrams(text: str) -> list[str]:
    """Every run of three characters, each once."""
    return list(dict.fromkeys(text[i : i + 3] for i in range(len(text) - 2)))


def _pieces(word: str) -> list[str]:
    found: list[str] = []
    for place, run in enumerate(_UNSPACED.split(word)):
        if place % 2:
            found += [run[i : i + 2] for i in range(max(1, len(run) - 1))]
        elif run:
            found.append(run)
    return found
