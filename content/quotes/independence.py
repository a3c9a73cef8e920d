"""Whether a passage stands by itself, and who it is about, beyond its single words: further input of the score."""

import re

from content.quotes.features import Place, Shape
from content.quotes.measures import COUNTS, Measure
from content.worth import worth_of_pairs

# It goes on with something that was said before.
_GOES_ON = re.compile(
    r"(?:then|because|another|others?|the (?:others?|last|next|second|third|first|alternative|former|latter|rest|same|"
    r"whole|answer|lesson|result|question)|that means|first|second|next|finally|even|again|however|same|also|anyway|"
    r"still|therefore|instead|initially|and|or|like|for me|in my case|which|where|especially|until|than)\b"
)
# It holds for everybody.
_FOR_ALL = re.compile(
    r"(?:people|everybody|everyone|nobody|no one|life|money|the (?:best|hardest|worst|more)|you (?:can't|don't)|never|"
    r"if you|when you|there's no|there is no|most|every|all|software|code|good|bad)\b"
)
# Somebody tells who they are and what they have.
_INTRODUCES = re.compile(
    r"(?:(?:i'm|i am|i was|we're|we are|i've been|we've got)|my name|i (?:work|do|run|have|use|had|started|joined)|"
    r"we (?:have|use|had|started))\b"
)
# "this approach", "those two", "like that company": what is meant was said before.
_DEMONSTRATES = re.compile(
    r"\b(?:this|these|those) [a-z]+|\b(?:in|on|at|for|of|to|with|by|from|about|like|than|is|was|do|did|does|doing|and|"
    r"but|because|if|when) that (?!(?:is|was|the|i|you|we|they|he|she|it|are|a|people|there)\b)[a-z]+"
)
_RECALLS = re.compile(
    r"\b(?:(?:don't|can't) (?:recall|remember)|i forget|not sure|i don't know (?:if|what|why|how)|something like|"
    r"someone named|what's it called|what was)\b"
)
_AND_SO_ON = re.compile(
    r"\b(?:(?:that|this|those) kinds? of|(?:stuff|things) like that|and (?:stuff|things|so on)|"
    r"or (?:something|whatever)|etc|as well)\b"
)
_SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+")
# Without one of these the pattern finds nothing; to look for them costs less.
_DEMONSTRATED = ("this ", "these ", "those ", " that ")
_RECALLED = ("recall", "remember", "forget", "not sure", "i don't know", "something like", "someone named", "what")
_SO_GOES_ON = ("kind", "stuff", "things", "so on", "or something", "or whatever", "etc", "as well")
_SELF = frozenset({"i", "i'm", "i've", "my"})
_OPENING = "\"“'‘("
_LEAST_TELLING, _SHORT_TURN, _LONG_TURN, _PUNCH, _MOST = 2, 15, 40, 4, 3
_TELLING, _YOU = COUNTS.index("telling"), COUNTS.index("you")


STANDING = (
    "self-sentences", "last-share", "short-end", "asks-you", "goes-on", "for-all", "introduces", "demonstrates",
    "recalls", "and-so-on", "voice-first", "untelling", "short-turn", "middling-turn", "pairs",
)  # fmt: skip


def standing(shape: Shape, measure: Measure, place: Place) -> list[float]:
    """The features of English passages, in the order of STANDING."""
    text = shape.text.lower().replace("’", "'")
    begins, parts, size = text.lstrip(_OPENING), _sentences(text), max(1, len(measure.words))
    firsts = [part.lstrip(_OPENING).partition(" ")[0] for part in parts]
    last = len(parts[-1].split())
    return [
        sum(map(_SELF.__contains__, firsts)) / len(firsts),
        last / size,
        len(parts) > 1 and last <= _PUNCH,
        place.asks * measure.counts[_YOU] / size,
        _GOES_ON.match(begins) is not None,
        _FOR_ALL.match(begins) is not None,
        _INTRODUCES.match(begins) is not None,
        any(map(text.__contains__, _DEMONSTRATED)) and min(_MOST, len(_DEMONSTRATES.findall(text))),
        any(map(text.__contains__, _RECALLED)) and _RECALLS.search(text) is not None,
        any(map(text.__contains__, _SO_GOES_ON)) and _AND_SO_ON.search(text) is not None,
        shape.text.startswith(('"', "“")),
        measure.counts[_TELLING] <= _LEAST_TELLING,
        place.turn <= _SHORT_TURN,
        _SHORT_TURN < place.turn <= _LONG_TURN,
        worth_of_pairs(measure.words) / size,
    ]


def _sentences(text: str) -> list[str]:
    """What stands there up to each mark that ends a sentence, and what is left."""
    found, at = [], 0
    for end in _SENTENCE.finditer(text):
        found.append(text[at : end.start() + 1])
        at = end.end()
    return [*found, text[at:]]
