"""Sentences, and which of them lean on the one before."""

import re
from collections.abc import Iterator

from sentencex import segment

CHUNK = 10_000
_FIRST_WORD = re.compile(r"[\w'’]+")
# A sentence that begins like this leans on the one before it.
DANGLING = frozenset(
    "this that these those it its it's that's they them their they're he she his her which who whose such also too and "
    "but so or nor because therefore thus hence however moreover furthermore besides instead otherwise then similarly "
    "likewise conversely additionally meanwhile obviously consequently accordingly specifically yes no yeah yep right "
    "ok okay sure exactly well actually both neither here there's another especially".split()
)
# These only ask.
_ASKING = frozenset({"which", "who", "whose"})
_DANGLING_PHRASES = (
    "for example", "for instance", "in addition", "in contrast", "in other words", "in this", "in that", "in fact",
    "to this", "to that", "to achieve this", "at this", "at that", "on the other hand", "as a result", "of course",
    "in short", "after all", "the same", "the other", "the latter", "the former", "as i said", "as we", "by this",
    "of these", "of those", "in these", "with this", "if so", "if not",
    "just like", "just to", "on that", "for that", "after that", "before that", "with that", "like that",
    "so that", "not only that",
    "not too", "not so", "not that", "not much", "not really", "not necessarily", "i don't know, but",
    "i think that's", "i think that is", "i think this is", "i guess that's", "i love that", "i like that", "i agree",
    "i totally agree", "i would totally agree", "i'd agree",
    "on the contrary", "in turn", "tied to", "in here", "again,", "secondly", "thirdly",
)  # fmt: skip


def sentences(paragraph: str, language: str = "en") -> list[str]:
    """The sentences of a paragraph, each as it stands there."""
    return [s for chunk in _chunks(paragraph) for part in segment(language or "en", chunk) if (s := part.strip())]


def _chunks(paragraph: str) -> Iterator[str]:
    """The paragraph in pieces that can be cut in a bounded time; nobody speaks in paragraphs as long as that."""
    at = 0
    while len(paragraph) - at > CHUNK:
        end = max(paragraph.rfind(". ", at, at + CHUNK) + 1, paragraph.rfind(" ", at + CHUNK - 1000, at + CHUNK))
        end = end if end > at else at + CHUNK
        yield paragraph[at:end]
        at = end
    yield paragraph[at:]


def dangles(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    if sentence.startswith(("...", "…")):
        return True
    folded = sentence.lstrip("\"“'‘( ").replace("’", "'").casefold()
    first = _FIRST_WORD.match(folded)
    if first is None or (first[0] in _ASKING and sentence.rstrip('"”’)').endswith("?")):
        return False
    return first[0] in DANGLING or folded.startswith(_DANGLING_PHRASES)
