"""Which passages are quoted: those that overlap compete, and one thought is quoted once."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from content.completeness import has_dangling_reference
from content.edits import Edits
from content.language import is_english
from content.model import Rejected, Speaker, Turn
from content.quotes.measures import Measure, measure
from content.quotes.passages import Passage, passages, shape_of
from content.quotes.pins import holding
from content.quotes.places import Places
from content.quotes.refusals import Refusing, Repeated
from content.quotes.score import Scorer
from content.quotes.sentences import dangles, sentences
from content.quotes.shown import amid, capital, is_a_word, printed, shown
from content.quotes.talk import talk_of
from content.text import length, words

# In spreads of the score: what an end that is no sentence's costs, and what a passage that leans back has to reach.
CUT, LEANING = 0.35, 0.3
# What only asks has to be worth more.
ASKING = 1.0
# What a passage that is e times as long gains over another one that it overlaps.
BONUS = 0.35
# What it costs in other languages to begin with a word that leans back, but for answers: their question is told too.
# The English score knows more of that.
LEANS = 1.0
# What a sentence costs that would stand without the one before it: it may be another thought.
LOOSE = 1.3
_SHORTLY = 60
# What it costs to leave a turn's last few words out that lean on a passage: often they are its point.
POINTLESS, _LAST_FEW = 0.3, range(2, 6)
_QUOTED, _DROPPED = b"\1", b"\2"
# A paragraph that is marked from its beginning to its end, below another one, is somebody else's words.
_READ_OUT = re.compile(r"\s*(?:(?P<mark>[*_]{1,3}|\")(?:(?!(?P=mark)).)+(?P=mark)|“[^“”]+”|>.*)\s*")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A passage of the turn at index `turn`, as it is shown, with its score and what speaks for it."""

    turn: int
    passage: Passage
    text: str
    score: float
    reasons: Mapping[str, float] = field(default_factory=dict)
    pinned: bool = False


@dataclass(slots=True)
class _Candidate:
    passage: Passage
    text: str
    values: list[float]
    score: float


class Chooser:
    """One pass over the turns. `left` are the words that no quote has, each with the rule that refused them."""

    def __init__(
        self, turns: Sequence[Turn], speakers: Sequence[Speaker], language: str, edits: Edits, *, listed: bool
    ) -> None:
        self._turns, self._edits, self._listed = turns, edits, listed
        self._english = is_english(language)
        self._anybody = bool(speakers)
        self._talk = talk_of(turns, language or "en")
        self._places = Places(turns, self._talk)
        self._scorer = Scorer(language)
        self._refusing = Refusing(speakers, language, listed=listed)
        self.left: list[Rejected] = []

    def chosen(self) -> list[Chosen]:
        """The passages that are quoted, in the order they were said."""
        found: list[Chosen] = []
        for index, turn in enumerate(self._turns):
            if self._listed:
                found += self._whole(index)
            elif turn.speaker is not None or not self._anybody:
                found += self._of_turn(index)
        return self._once(found)

    def _once(self, found: Sequence[Chosen]) -> list[Chosen]:
        """Of those that say the same, the best."""
        repeated = Repeated()
        kept: list[Chosen] = []
        for one in sorted(found, key=lambda c: (not c.pinned, -c.score)):
            if repeated.before(one.text) and not one.pinned:
                self._leave(one.turn, one.passage.text, "near-duplicate")
            else:
                kept.append(one)
        return sorted(kept, key=lambda c: (c.turn, c.passage.at))

    def _whole(self, index: int) -> Iterator[Chosen]:
        """A turn that is a quote already."""
        turn = self._turns[index]
        rule = "dropped" if self._edits.drops(turn.text) else None
        if rule := rule or self._refusing.rule_against(turn.text, turn.speaker):
            self._leave(index, turn.text, rule)
            return
        passage = Passage(turn.text, 0, (length(turn.text),))
        yield self._as_chosen(index, self._candidate(index, passage, measure(turn.text, self._talk), turn.text))

    def _of_turn(self, index: int) -> Iterator[Chosen]:
        text, language = self._turns[index].text, self._talk.language
        taken = bytearray(len(text))
        for at, end in holding(text, self._edits.drop, language):
            taken[at:end] = _DROPPED * (end - at)
        for at, end in holding(text, self._edits.pin, language):
            if taken.find(_DROPPED, at, end) < 0:
                taken[at:end] = _QUOTED * (end - at)
                yield self._pinned(index, Passage(text[at:end], at))
        at = 0
        for paragraph in text.split("\n"):
            yield from self._of_paragraph(index, paragraph, at, taken)
            at += len(paragraph) + 1

    def _of_paragraph(self, index: int, paragraph: str, at: int, taken: bytearray) -> Iterator[Chosen]:
        """The best first; what overlaps one that was chosen is out."""
        rules: dict[int, str] = {}
        if at and _READ_OUT.fullmatch(paragraph):
            self._leave(index, paragraph.strip(), "read-out")
            return
        parts = sentences(paragraph, self._talk.language)
        for one in sorted(self._candidates(index, paragraph, at, parts), key=_precedence):
            begin, end = one.passage.at, one.passage.end
            if taken.find(_QUOTED, begin, end) >= 0 or taken.find(_DROPPED, begin, end) >= 0:
                continue
            if rule := self._refusal(one, self._turns[index]):
                rules.setdefault(begin, rule)
                continue
            taken[begin:end] = _QUOTED * (end - begin)
            yield self._as_chosen(index, one)
        self._leave_rest(index, parts, paragraph, at, taken, rules)

    def _refusal(self, one: _Candidate, turn: Turn) -> str | None:
        rule = self._refusing.rule_against(one.text, turn.speaker)
        if rule == "dangling-start" and one.score > LEANING:
            return None
        return "asks" if rule is None and one.score < ASKING and _only_asks(one.text) else rule

    def _candidates(self, index: int, paragraph: str, at: int, parts: Sequence[str]) -> Iterator[_Candidate]:
        for found, counted in passages(paragraph, self._talk, at=at, parts=parts):
            text = shown(found.text) if self._english else found.text
            if found.more:
                text = text.rstrip(" ,;:-—.…") + " …"
            yield self._candidate(index, found, counted, text)

    def _candidate(self, index: int, passage: Passage, counted: Measure, text: str) -> _Candidate:
        place = self._places.of(index, passage.at, passage.end)
        values = self._scorer.values(shape_of(passage, text), counted, place)
        score = self._scorer.score(values) - CUT * passage.cuts
        score -= POINTLESS * self._loses_its_point(index, passage.end)
        if not (self._english or place.answers):
            score -= LEANS * dangles(text, self._talk.language)
        return _Candidate(passage, text, values, score)

    def _loses_its_point(self, index: int, end: int) -> bool:
        """Whether the turn goes on after a passage with a few words that lean on it, and ends: “She drives now.”"""
        if not self._english or len(self._turns[index].text) - end > 2 * _SHORTLY:
            return False
        rest = self._turns[index].text[end:].strip()
        few = len(rest) < _SHORTLY and length(rest) in _LAST_FEW
        return few and has_dangling_reference(rest.lower(), words(rest))

    def _pinned(self, index: int, passage: Passage) -> Chosen:
        text = shown(passage.text) if self._english else passage.text
        return Chosen(index, passage, text, 0.0, pinned=True)

    def _as_chosen(self, index: int, one: _Candidate) -> Chosen:
        reasons = self._scorer.reasons(one.values)
        turn, text = self._turns[index].text, one.text
        if one.passage.cuts or amid(turn[: one.passage.at]) or (self._english and is_a_word(text.split(" ", 1)[0])):
            text = capital(text, turn)
        return Chosen(index, one.passage, printed(text), one.score, reasons)

    def _leave_rest(
        self, index: int, parts: Sequence[str], paragraph: str, at: int, taken: bytearray, rules: Mapping[int, str]
    ) -> None:
        """Sentences of which nothing is quoted, each with the rule that refused it."""
        turn, place = self._turns[index], 0
        for sentence in parts:
            place = paragraph.index(sentence, place)
            begin, end = at + place, at + place + len(sentence)
            place += len(sentence)
            if taken.find(_QUOTED, begin, end) >= 0:
                continue
            if taken.find(_DROPPED, begin, end) >= 0:
                self._leave(index, sentence, "dropped")
                continue
            rule = rules.get(begin) or self._refusing.rule_against(sentence, turn.speaker)
            self._leave(index, sentence, rule or "too-short")

    def _leave(self, index: int, text: str, rule: str) -> None:
        turn = self._turns[index]
        self.left.append(Rejected(turn.speaker, text, rule, turn.line))


def _precedence(one: _Candidate) -> float:
    """The least comes first: the better, and of two that are as good the longer, for more of what was said is kept."""
    return LOOSE * one.passage.loose - one.score - BONUS * math.log(1 + sum(one.passage.sentences))


def _only_asks(text: str) -> bool:
    """Whether every sentence is a question."""
    ends = [end for end in text if end in ".!?…。！？"]
    return bool(ends) and all(end in "?？" for end in ends)
