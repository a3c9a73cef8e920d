"""One way to clean text on its way in, one way to fold it for comparison, one way to shorten it on its way out."""

import html
import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import Any

_SINGLE_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′ʼ´`"), "'")
_DOUBLE_QUOTES = dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_PLAIN = _SINGLE_QUOTES | _DOUBLE_QUOTES | _DASHES
# Letters that no Unicode decomposition reduces to their plain form.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d"})
# Bidirectional controls, the tag block, invisible spaces, annotations and the byte-order mark hide or reorder what
# people see.
DECEPTIVE = "\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
_DECEPTIVE = re.compile(f"[{DECEPTIVE}]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A run of characters that are no letters, digits or spaces; combining marks are among them.
_RUN = re.compile("[^\\w\\s\x00-\u02ff]{9,}")
# Nobody writes so many marks on one letter, and putting them in order costs the square of their number.
_MOST_MARKS = 8
_MARKS_ABOVE = frozenset({"Mn", "Me"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ESCAPES = re.compile(r"&(?:#39|#0?34|#x27|#x22|#38|quot|apos|amp|lt|gt);", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WORD = re.compile(r"\w+(?:'\w+)*")
# A text of so many letters is no line of a talk.
_SHORT = 300
SENTENCE_END = (".", "!", "?", "…")
# Characters of scripts that put no spaces between words, and how many of them take the place of a word.
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
CHARACTERS_A_WORD = 3


def clean(text: str) -> str:
    """Text as it is kept: NFC, one kind of line end, without control, bidirectional and tag characters."""
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", _RUN.sub(_few_marks, _DECEPTIVE.sub("", text)))


def clean_all(value: Any) -> Any:
    """A value of JSON, TOML or YAML with every text in it cleaned: escapes may stand for what a text may not hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_all(v) for v in value]
    if isinstance(value, dict):
        return {clean_all(k): clean_all(v) for k, v in value.items()}
    return value


def plain_entities(text: str) -> str:
    """Text with the entities of HTML as what they stand for."""
    try:
        return clean(html.unescape(text)) if "&" in text else text
    except ValueError:  # a number of more digits than any character's
        return text


def unescaped(text: str) -> str:
    """A text that was taken out of a page with its escapes, as it was read there; any other text as it is.

    Two escapes of a quotation mark, an apostrophe, an angle or an “&” tell: nobody says these. A line stays one line.
    """
    if next(islice(_ESCAPES.finditer(text), 1, None), None) is None:
        return text
    return _ENTITY.sub(lambda found: " ".join(plain_entities(found[0]).split("\n")), text)


def _few_marks(run: re.Match[str]) -> str:
    """The run without the marks that are piled higher than anybody writes them."""
    kept, piled = [], 0
    for character in run[0]:
        piled = piled + 1 if unicodedata.category(character) in _MARKS_ABOVE else 0
        if piled <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def fold(text: str) -> str:
    """Text for comparison: case, accents, kinds of quotes and dashes, format characters and spaces do not matter."""
    plain = text if text.isascii() else _FOREIGN.sub(_plainly, text)
    return " ".join(plain.replace("`", "'").lower().split()) if plain.isascii() else _folded(text)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", _RUN.sub(_few_marks, text)).casefold().translate(_PLAIN).translate(_LETTERS)
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in ("Mn", "Cf", "Cs"))
    return " ".join("".join(kept).split())


# Letters and marks that are folded to the same ASCII wherever they stand: nearly all of English and its neighbours.
_FOREIGN = re.compile("[^\x00-\x7f]")
_MARKS = "…" + "".join(map(chr, _PLAIN))
_ALWAYS = {
    mark: folded
    for mark in (*(c for c in map(chr, range(0xC0, 0x180)) if c.isalpha()), *_MARKS)
    if (folded := _folded(mark)) and folded.isascii() and mark not in "´″"
}


def _plainly(match: re.Match[str]) -> str:
    return _ALWAYS.get(match[0], match[0])


def keyed(text: str) -> str:
    """What was typed as a keyboard without tricks would have written it: plain spaces, hyphens, full-width signs plain.

    For commands, numbers, times and choices; what people said or look for is folded instead.
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in plain)


def words(text: str) -> list[str]:
    """The folded words of a text; an apostrophe inside a word belongs to it."""
    return list(_words(text)) if len(text) < _SHORT else _words_of(text)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    """The same of a text that somebody may look at again at once, as makers of items do."""
    return tuple(_words_of(text))


def _words_of(text: str) -> list[str]:
    return _WORD.findall(text.replace("`", "'").lower() if text.isascii() else fold(text))


def folded_words(text: str) -> str:
    """The words of a text as they are compared, one space between them."""
    return " ".join(words(text))


def holds(text: str, phrase: str) -> bool:
    """Whether folded words stand whole and in a row among others; where nothing parts words, anywhere."""
    return bool(phrase) and (phrase in text if UNSPACED.search(phrase) else f" {phrase} " in f" {text} ")


def first_words(text: str, count: int) -> list[str]:
    """The first words of a folded text, with the marks that stand at them."""
    if text.isascii():
        return text.replace("`", "'").lower().split(None, count)[:count]
    return fold(text).split(None, count)[:count]


def length(text: str) -> int:
    """How long a text is: words, or for scripts without spaces the words their characters would make."""
    if text.isascii():
        return len(text.split())
    characters = len(UNSPACED.findall(text))
    return characters // CHARACTERS_A_WORD if characters > len(text) // 2 else len(text.split())


# A quotation that begins where another one has not ended, and one that ends where none has begun.
_OPENED_TWICE = re.compile(r'(?:^|\s)"[^"]*\s"\w')
_CLOSED_FIRST = re.compile(r'^(?:[^"]*"[^"]*")*[^"]*[\w.,!?…]"')
_PAIRS = ("“”", "()", "[]")


def is_balanced(text: str) -> bool:
    """Whether every quotation and bracket that is opened is closed, and none is closed that was not opened."""
    if '"' in text and (text.count('"') % 2 or _OPENED_TWICE.search(text) or _CLOSED_FIRST.search(text)):
        return False
    return all(_closes(text, *pair) for pair in _PAIRS if pair[0] in text or pair[1] in text)


def _closes(text: str, opening: str, closing: str) -> bool:
    in_turn = text.find(opening) < text.find(closing) and text.rfind(opening) < text.rfind(closing)
    return in_turn and text.count(opening) == text.count(closing)


def excerpt(text: str, limit: int) -> str:
    """At most `limit` characters: whole sentences if one fits in half of that, else whole words; "…" marks the cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    stop = max(head.rfind(end + " ") for end in SENTENCE_END)
    if stop >= limit // 2:
        return f"{head[: stop + 1]} …"
    return head.rsplit(" ", 1)[0].rstrip(" ,;:-") + " …"


# Within a title these are written small.
_SMALL_WORDS = frozenset("a an and as at but by for from in of on or the to with".split())
_TITLE_PART = re.compile(r"\d{4}[-_]\d{2}[-_]\d{2}(?!\d)|[^-_]+")


def readable_title(title: str) -> str:
    """A title as people read it: where it is no more than the name of a file, that in words (“Go Time 314”)."""
    if any(c.isspace() for c in title) or not ("_" in title or title == title.lower()):
        return title
    found = _TITLE_PART.findall(title)
    said = [w if place and w in _SMALL_WORDS else w[:1].upper() + w[1:] for place, w in enumerate(found)]
    return " ".join(said) or title


def slug(text: str) -> str:
    """A handle to type: folded, letters and digits joined by hyphens, at most 60 characters; else "pack"."""
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-")[:60].strip("-") or "pack"
