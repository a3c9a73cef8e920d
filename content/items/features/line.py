"""What a reader would say of a line that was said, in numbers: whether it stands alone, is somebody's, and is vivid."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from content.completeness import has_dangling_reference
from content.items import known
from content.items.bank import Bank
from content.items.names import names_in
from content.items.question import is_question
from content.items.stems import stems
from content.lexicon import word_kind
from content.model import Quote
from content.runs import runs
from content.text import words
from content.vocabulary import weight
from content.worth import worth_of

Told = Iterator[tuple[str, float]]

_PAST = re.compile(r"\b(?:was|were|had|did|went|came|got|took|made|said|told|used to|\w{3,}ed)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"[.?!…]+(?=\s|$)")
_OPEN = ("..", "…", "-", "—")
_SELF = frozenset("i i'm i've i'd i'll my me we we're we've we'd we'll our".split())
_YOURS = frozenset("you you're you've you'd you'll your yours yourself".split())
_HERE = frozenset("here now today tonight yesterday tomorrow".split())
# Two words that would stand together so often by chance, and do it so many times less, are a slip, or words of two
# sentences.
_EXPECTED, _AVOIDED = 10.0, 0.1
# A stem of a line that so many quotes hold tells nobody.
MOST_USES = 8
# What is not known of a passage that is no quote.
PLAIN = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """Words that were said: by whom ("" for nobody known), in which turn (-1 for none known), and how good a quote
    they are (0 to 1).
    """

    text: str
    speaker: str = ""
    turn: int = -1
    score: float = PLAIN
    vivid: bool = False

    @classmethod
    def of(cls, text: str, quote: Quote | None) -> "Line":
        """These words of a quote."""
        if quote is None:
            return cls(text)
        return cls(text, quote.speaker or "", quote.turn, quote.score, known.is_vivid(quote))


def line(bank: Bank, said: Line) -> Sequence[tuple[str, float]]:
    """Of a line in any kind of round."""
    found = bank.told_of.get(said)
    if found is None:
        found = bank.told_of[said] = tuple(_line(bank, said))
    return found


def _line(bank: Bank, said: Line) -> Told:
    text, told = said.text, words(said.text)
    size = max(1, len(told))
    yield "score", said.score
    yield "vivid", said.vivid
    yield "length", math.log(size)
    yield "told", known.told(text)
    yield "told-a-word", known.told(text) / size
    yield "worth", sum(map(worth_of, told)) / size
    yield "best-word", max(map(worth_of, told), default=0.0)
    yield "rarest", max(map(weight, told), default=0.0)
    yield "things", sum(word_kind(w) in ("noun", "nouns", "mass") for w in told) / size
    yield "hedges", min(3, known.hedging(text))
    yield "of-the-talk", known.is_part_of_talk(text)
    yield "addressed", known.is_addressed(text)
    yield "hosting", known.is_hosting(text)
    yield "tied", known.is_tied(text)
    yield "points", min(4, known.pointing(told))
    yield "points-first", known.pointing(told[:3])
    yield "points-elsewhere", known.points_elsewhere(text)
    yield "leans", has_dangling_reference(text, told)
    yield "own", known.speaks_of_self(text)
    yield "ours", known.speaks_of_us(text)
    yield "past", bool(_PAST.search(text))
    yield "names", min(3, len(names_in(text, nouns_are_large=bank.nouns_are_large)))
    yield "figures", any(c.isdigit() for c in text)
    yield "yours", min(3, sum(w in _YOURS for w in told))
    yield "here-and-now", any(w in _HERE for w in told)
    yield "begins-with-self", told[:1] != [] and told[0] in _SELF
    yield "begins-small", text[:1].islower()
    yield "odd-pairs", min(3, _unheard(told))
    chances = _chances(told)
    yield "fluency", sum(chances) / len(chances)
    yield "roughest-place", min(map(sum, zip(chances, chances[1:], chances[2:], strict=False)), default=0.0) / 3
    yield "asks", "?" in text
    yield "ends-asking", is_question(text)
    yield "quotation", '"' in text or "“" in text
    yield "exclaims", "!" in text
    yield "breaks-off", ".." in text or "…" in text or " -- " in text or text.endswith(_OPEN)
    yield "sentences", min(4, len(_SENTENCES.findall(text)))
    yield "longest-sentence", known.longest_sentence(text) / known.LONGEST_SENTENCE


def _unheard(said: Sequence[str]) -> int:
    """How many pairs of common words stand there that people avoid to say one after the other."""
    known = runs()
    single, total = known.after[""], known.totals[""]
    found = 0
    for one, other in pairwise(said):
        by_chance = single.get(one, 0) * single.get(other, 0) / total
        found += by_chance >= _EXPECTED and known.after.get(one, {}).get(other, 0) < _AVOIDED * by_chance
    return found


def _chances(said: Sequence[str]) -> list[float]:
    """The logarithms of how likely each word follows those before it, as others speak."""
    known = runs()
    return [math.log(known.chance(word, *said[max(0, at - 2) : at])) for at, word in enumerate(said)] or [0.0]


def owned(bank: Bank, said: Line) -> Told:
    """How much the telling words of a line are its speaker's in the rest of the talk, and how much another's."""
    rare = [s for s in stems(said.text) if bank.stem_uses[s] <= MOST_USES]
    mine = sum(bank.uses_by(said.speaker, s) - 1 for s in rare)
    every = sum(bank.stem_uses[s] - 1 for s in rare)
    share = bank.said_by[said.speaker] / max(1, bank.said_by.total())
    yield "own-words", math.log1p(max(0, mine))
    yield "others-words", math.log1p(max(0, every - mine))
    yield "own-share", (max(0, mine) + share) / (max(0, mine, every) + 1) - share
    yield "subject", len(stems(said.text) & bank.trade)
    yield "everybodys-subject", len(stems(said.text) & bank.common)
