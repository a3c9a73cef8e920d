"""A paragraph in the pieces that a passage may begin and end with: sentences, and the clauses of English ones."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from content.language import is_english
from content.quotes.sentences import sentences
from content.text import length

# A part of a sentence that is shorter says nothing by itself.
LEAST = 8
# So many characters before and after a place tell what it is.
_REACH = 240
_SUBJECT = (
    r"(?:i|you|we|they|it|he|she|there|nobody|everybody|everyone|people|someone|somebody|nothing|everything|"
    r"(?:the|a|an|my|our|your|this|every|most|all|no|in|for|at|on) \w+|(?:that|what|it|there|he|she)['’]s|"
    r"(?:i|you|we|they)['’](?:m|re|ve|ll|d)|if|when|what|sometimes|don['’]t|never)\b"
)
# Where a clause ends, and the word that ties the next one to it.
_BREAK = re.compile(
    rf"(?P<mark>[,;:]|\.\.\.|…| --?|—) (?:(?P<tie>but|and|so|because|yet)[, ]+)?(?P<next>{_SUBJECT})?", re.IGNORECASE
)
# What may be left out at the end of a sentence: something added, no part of what was said before.
_ADDED = re.compile(
    r"(?:but|so|because|and (?:i|you|we|they|it|he|she|that|there|then|so)\b|which|you know|right\b|"
    r"or (?:whatever|something|anything)|like\b|if you will|and (?:stuff|things|so on|whatever|all that)|"
    r"i (?:think|guess|mean|suppose)|if that makes sense|yeah)",
    re.IGNORECASE,
)
# Who leaves this out leaves nothing out.
_NOTHING = re.compile(
    r"[,;:.…—\- ]*(?:you know|right|or (?:whatever|something|anything)(?: like that)?|if you will|"
    r"i (?:think|guess|suppose)|and (?:(?:stuff|things)(?: like that)?|so on|so forth|whatever|all that)|"
    r"if that makes sense|yeah)[,.?!…]",
    re.IGNORECASE,
)
# The first clause of such a sentence waits for the second.
_WAITING = re.compile(
    r"(?:(?:and|but|so|because|like|well),? )*(?:if|when|while|because|since|although|though|even|as|once|unless|"
    r"whether|not only|rather than|instead of|by \w+ing|\w+ing)\b",
    re.IGNORECASE,
)
# A clause that only qualifies; its sentence is not at its end.
_ASIDE = re.compile(
    r"[,;:—-] *(?:and |but |or )?(?:if|when|while|because|since|although|though|as|once|unless|who|which|whose|where|"
    r"even|especially|for example|for instance|like|not|\w+ing)\b[^,;:—]*$",
    re.IGNORECASE,
)
# "…, and I've witnessed, has happened": what seems to begin there is put in between, and the verb is another one's.
_INSERTED = re.compile(
    rf"{_SUBJECT}(?: [\w'’]+){{0,3}}, (?:is|was|are|were|has|have|had|does|did|can|could|will|would)\b"
    r"(?! (?:i|you|we|they|it|he|she|there)\b)",
    re.IGNORECASE,
)
# "…, and everything, you see", "but what five years do": no clause begins here.
_NO_CLAUSE = re.compile(
    r"(?:nobody|everybody|everyone|people|someone|somebody|nothing|everything|i|you|we|they|it|he|she|there),|"
    r"what (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
_CONTRARY = re.compile(r"[,;:.…—\- ]*but\b", re.IGNORECASE)
# What "but" adds to this is the half that it is about.
_HALF = re.compile(r"\b(?:not|(?:is|was|are|were|do|does|did)n['’]t) (?:only|just|merely|so much)\b", re.IGNORECASE)


class Piece(NamedTuple):
    """Characters `at` to `end` of a paragraph.

    A passage may begin at `begins` where that is not None, and end at `end` where it `closes`. `whole_start` and
    `whole_end` tell that a sentence begins and ends there.
    """

    at: int
    end: int
    begins: int | None
    closes: bool
    whole_start: bool
    whole_end: bool


def pieces(paragraph: str, language: str = "en", parts: Sequence[str] | None = None) -> list[Piece]:
    """The pieces from the beginning of the paragraph to its end; `parts` are its sentences, where they are at hand."""
    found: list[Piece] = []
    at, english = 0, is_english(language)
    for sentence in sentences(paragraph, language) if parts is None else parts:
        at = paragraph.index(sentence, at)
        found += _clauses(sentence, at) if english else [_sentence(at, at + len(sentence))]
        at += len(sentence)
    return found


def is_filling(paragraph: str, at: int) -> bool:
    """Whether what goes on at this place says nothing more: "…, and stuff like that, you know"."""
    return _NOTHING.match(paragraph, at) is not None


def _sentence(at: int, end: int) -> Piece:
    return Piece(at, end, at, closes=True, whole_start=True, whole_end=True)


def _clauses(sentence: str, at: int) -> list[Piece]:
    if length(sentence) < 2 * LEAST:
        return [_sentence(at, at + len(sentence))]
    found: list[Piece] = []
    start, begins = 0, 0
    for end, following, has_subject in _breaks(sentence):
        closes = _is_whole(sentence, end)
        opens = has_subject and length(sentence[following : following + _REACH]) >= LEAST
        if not (closes or opens):
            continue
        whole = start == 0
        found.append(Piece(at + start, at + end, at + begins if begins >= 0 else None, closes, whole, whole_end=False))
        start, begins = end, following if opens else -1
    whole = start == 0
    last = Piece(at + start, at + len(sentence), at + begins if begins >= 0 else None, True, whole, True)  # noqa: FBT003
    return [*found, last]


def _is_whole(sentence: str, end: int) -> bool:
    """Whether the sentence could have ended there, and what follows is only added."""
    head = sentence[max(0, end - _REACH) : end]
    return (
        _ADDED.match(sentence[end : end + _REACH].lstrip(",;:.…-— ")) is not None
        and length(head) >= LEAST
        and not _WAITING.match(sentence[:_REACH])
        and not _ASIDE.search(head)
        and not (_HALF.search(head) and _CONTRARY.match(sentence, end))
    )


def _breaks(sentence: str) -> Iterator[tuple[int, int, bool]]:
    """Where a clause ends, where the next begins after what ties it, and whether it has a subject of its own."""
    for found in _BREAK.finditer(sentence):
        subject = found["next"] is not None
        opens = subject and found["tie"] is not None and _is_clause(sentence, found.start("next"))
        yield found.start(), found.start("next") if subject else found.end(), opens


def _is_clause(sentence: str, at: int) -> bool:
    """Whether what begins like one is one."""
    return not _INSERTED.match(sentence, at) and not _NO_CLAUSE.match(sentence, at)
