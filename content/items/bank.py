"""What items are made with: the words of a pack, how often they stand there, and who speaks how much."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from content.completeness import is_disfluent
from content.items.lines import lines_of
from content.items.names import counted, makes_of
from content.items.numbers import all_values
from content.items.question import is_question
from content.items.remembered import Remembered
from content.items.rules import Offer, Refused
from content.items.stems import stems
from content.items.tails import Cut, cuts
from content.language import is_english, language_of
from content.model import Quote, Speaker
from content.near_names import perhaps_one
from content.persons import titles
from content.runs import runs
from content.text import fold, words

if TYPE_CHECKING:
    from content.items.features.line import Line
    from content.items.words import Place

LEAST_QUOTES, SHORT_NAME = 3, 5
ASKER_SHARE, HOST_SHARE = 0.6, 0.25
# Turns of a guest answer a question in one of four or five, those of a host hardly ever.
FEWEST_ANSWERS, LEAST_ANSWERED, ANSWERED_LESS = 4, 0.15, 0.35
GUEST_SHARE, FEWEST_OF_TRADE, TRADE_SHARE, OFTENER = 0.55, 5, 0.02, 4.0
MOST_MADE = 5000
# What is long is kept of the latest few quotes, while one kind after the other asks about them.
MOST_TOLD = 16
GERMAN = "de"

# Words of names that are none by themselves, beside titles.
_PARTICLES = frozenset("the and von van der".split())
# A label that stands for nobody in particular.
_STAND_IN = re.compile(
    r"(?:(?:unknown|unidentified|male|female|new|another|other) )?(?:speaker|voice|participant|person|guest|host|man|"
    r"woman|interviewer|interviewee|moderator|narrator|announcer|questioner)s?(?: ?#?\w{1,2})?$|"
    r"(?:audience|everyone|everybody|all|both|several|crowd|unknown|clip|break|jingle|music|ad|advertisement|sponsor|"
    r"q|a|question|answer|caller|operator|recording|lyrics|chorus|transcriber)\b|song$",
    re.IGNORECASE,
)


class Bank:
    """The material of one pack. Built once, never changed; what is costly is done at its first use.

    `among` says whose voices stand beside each other where they are not of one pack: a line is another item then.
    """

    among = ""

    def __init__(
        self, quotes: Sequence[Quote], speakers: Sequence[Speaker], language: str = "", title: str = ""
    ) -> None:
        self.quotes = tuple(q for q in quotes if q.verbatim)
        self.speakers = tuple(speakers)
        self.language = language
        self.title = title
        # What was made, for the next time somebody asks; of many, the latest.
        self.made: Remembered[tuple[str, Quote], tuple[Offer, ...] | Refused] = Remembered(MOST_MADE)

        # The names that can be asked for in a text, what can be swapped in a quote; what is told of a line, and where
        # it can be cut.
        self.named: Remembered[str, tuple[Place, ...]] = Remembered(MOST_MADE)
        self.swaps: Remembered[Quote, tuple[tuple[Place, str], ...]] = Remembered(MOST_MADE)
        self.told_of: Remembered[Line, tuple[tuple[str, float], ...]] = Remembered(MOST_TOLD)
        self._cuts_of: Remembered[str, tuple[Cut, ...]] = Remembered(MOST_TOLD)

        # What rounds and lines are worth, by the id of the item.
        self.worths: Remembered[tuple[str, bool], float] = Remembered(MOST_MADE)

    @property
    def weighed(self) -> bool:
        """Whether the worth of a round tells what is asked (content/items/worth.py), so that all that can be asked
        rightly is made; in other languages than English rules of taste choose.
        """
        return is_english(self.language)

    @cached_property
    def by_id(self) -> Mapping[str, Quote]:
        """The quotes by their ids."""
        return {q.id: q for q in self.quotes}

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many quotes a word stands."""
        return Counter(w for q in self.quotes for w in set(words(q.text)))

    @cached_property
    def size(self) -> int:
        """How many words the quotes have."""
        return sum(len(words(q.text)) for q in self.quotes)

    @cached_property
    def told(self) -> frozenset[str]:
        """The folded words of the title and of everybody's names: everybody reads them."""
        return frozenset(words(" ".join((self.title, *(n for s in self.speakers for n in (s.name, *s.aliases))))))

    @cached_property
    def names(self) -> Counter[str]:
        """In how many quotes a name stands."""
        return counted((q.text for q in self.quotes), nouns_are_large=self.nouns_are_large)

    def times_said(self, name: str) -> int:
        """How often the quotes say it, wherever it stands."""
        return self._said_on_end.count(f" {' '.join(words(name))} ")

    @cached_property
    def _said_on_end(self) -> str:
        return " | ".join(f" {' '.join(words(q.text))} " for q in self.quotes)

    @cached_property
    def written_small(self) -> frozenset[str]:
        """The words, folded, that stand somewhere in small letters."""
        found = (w for q in self.quotes for w in re.findall(r"[^\W\d_]+", q.text) if w.islower())
        return frozenset(map(fold, found))

    @cached_property
    def makes(self) -> Mapping[str, Sequence[str]]:
        """Names and those of the same make."""
        return makes_of(q.text for q in self.quotes)

    @property
    def nouns_are_large(self) -> bool:
        """Whether every noun is written like a name."""
        return self.language == GERMAN

    def are_nouns_large(self, text: str) -> bool:
        """The same in one quote, which may be German in a talk of another language."""
        return self.nouns_are_large or language_of((text,)) == GERMAN

    def alike(self, word: str) -> Sequence[str]:
        """The words with the same first letter and as many letters."""
        return self._alike.get((word[0], len(word)), ())

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = {}
        for word in self.frequency:
            found.setdefault((word[0], len(word)), []).append(word)
        return found

    @cached_property
    def values(self) -> tuple[frozenset[float], ...]:
        """The numbers of each quote that has some."""
        found = (frozenset(all_values(q.text, self.language)) for q in self.quotes)
        return tuple(held for held in found if held)

    @cached_property
    def stem_uses(self) -> Counter[str]:
        """In how many quotes a stem stands."""
        return Counter(s for q in self.quotes for s in stems(q.text))

    @cached_property
    def stems_by(self) -> Mapping[str, Counter[str]]:
        """In how many quotes of each speaker a stem stands."""
        found: dict[str, Counter[str]] = {}
        for quote in self.quotes:
            found.setdefault(quote.speaker or "", Counter()).update(stems(quote.text))
        return found

    @cached_property
    def words_by(self) -> Mapping[str, Counter[str]]:
        """In how many quotes of each speaker a word stands."""
        found: dict[str, Counter[str]] = {}
        for quote in self.quotes:
            found.setdefault(quote.speaker or "", Counter()).update(set(words(quote.text)))
        return found

    @cached_property
    def words_of(self) -> Counter[str]:
        """How many words that is for each speaker."""
        return Counter({name: told.total() for name, told in self.words_by.items()})

    def nearness(self, name: str, text: str) -> float:
        """How much somebody speaks of what a text is about, each stem the more the rarer it is here."""
        held = self.stems_by.get(name, Counter())
        return sum(math.log(len(self.quotes) / self.stem_uses[s]) * math.log1p(held[s]) for s in stems(text) if held[s])

    def uses_by(self, name: str | None, stem: str) -> int:
        """In how many quotes of somebody a stem stands."""
        held = self.stems_by.get(name or "")
        return held[stem] if held else 0

    @cached_property
    def questions(self) -> Mapping[str, tuple[int, str | None]]:
        """The questions that quotes here answer, each with the turn and the speaker of its answer."""
        return {q.asked: (q.turn, q.speaker) for q in reversed(self.quotes) if q.asked}

    @cached_property
    def last_turn(self) -> int:
        """The turn of the last quote; -1 where there is none."""
        return max((q.turn for q in self.quotes), default=-1)

    @cached_property
    def holding(self) -> Mapping[str, Sequence[Quote]]:
        """The quotes in which each stem stands."""
        found: dict[str, list[Quote]] = {}
        for quote in self.quotes:
            for stem in stems(quote.text):
                found.setdefault(stem, []).append(quote)
        return found

    @cached_property
    def opening(self) -> frozenset[str]:
        """The ids of the first quotes of all turns."""
        return frozenset({q.turn: q.id for q in reversed(self.quotes)}.values())

    def cuts_of(self, quote: Quote) -> list[Cut]:
        """The places where a quote can be cut, best first."""
        found = self._cuts_of.get(quote.text)
        if found is None:
            found = self._cuts_of[quote.text] = tuple(cuts(quote.text, english=is_english(self.language)))
        return list(found)

    @cached_property
    def cuts(self) -> tuple[tuple[Quote, Cut], ...]:
        """Every quote that was said to its end, with each place where it can be cut."""
        return tuple((q, cut) for q in self.quotes if not is_disfluent(q.text) for cut in self.cuts_of(q))

    @cached_property
    def said_by(self) -> Counter[str]:
        """How many quotes each speaker has."""
        return Counter(q.speaker for q in self.quotes if q.speaker)

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """Speakers with enough quotes to be known by them, without those who only ask and those who are nobody.

        Of labels that may be one person ("Ada", "Ada-", "Ada Novak") only the one that said more is a voice.
        """
        known = [s.name for s in self.speakers if self.said_by[s.name] >= LEAST_QUOTES and not _STAND_IN.match(s.name)]
        known.sort(key=lambda name: -self.said_by[name])
        apart: list[str] = []
        for name in known:
            if not any(perhaps_one(name, other) for other in apart):
                apart.append(name)
        return tuple(s.name for s in self.speakers if s.name in apart and s.name not in self.askers)

    @cached_property
    def lines(self) -> Mapping[str, Mapping[str, float]]:
        """The ids of the quotes that can stand among others as a line, each with a vector of what it is about."""
        return lines_of(self)

    def names_somebody(self, said: Sequence[str]) -> bool:
        """Whether one of these words is a speaker's name, in any form: "Bryan's", "bryan", "Chris" for Christopher."""
        found = {w.removesuffix("'s").removesuffix("'") for w in said}
        return not self._called.isdisjoint(found) or not self._called_short.isdisjoint(found)

    @cached_property
    def _called(self) -> frozenset[str]:
        called = words(" ".join(n for s in self.speakers for n in (s.name, *s.aliases)))
        return frozenset(w for w in called if len(w) > 2 and w not in titles() | _PARTICLES)

    @cached_property
    def _called_short(self) -> frozenset[str]:
        return frozenset(name[:size] for name in self._called for size in range(SHORT_NAME, len(name)))

    @cached_property
    def askers(self) -> frozenset[str]:
        """Speakers most of whose quotes are questions: nobody takes their words for a guest's."""
        return self._asking(ASKER_SHARE)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Speakers many of whose quotes are questions, or who are asked so much less than others that they must be
        the ones who ask: a question is taken for theirs by itself.
        """
        turns = {name: {q.turn for q in self.quotes if q.speaker == name} for name in self.said_by}
        answered = {name: len({q.turn for q in self.quotes if q.speaker == name and q.asked}) for name in turns}
        share = {name: answered[name] / len(turns[name]) for name in turns}
        most = max((share[name] for name in turns if answered[name] >= FEWEST_ANSWERS), default=0.0)
        quiet = {name for name in turns if share[name] < ANSWERED_LESS * most}
        return self._asking(HOST_SHARE) | frozenset(quiet if most > LEAST_ANSWERED else ())

    @cached_property
    def guests(self) -> tuple[str, ...]:
        """The voices that are no hosts."""
        return tuple(name for name in self.voices if name not in self.hosts)

    @cached_property
    def guest(self) -> str:
        """Who speaks more than all others together, "" where nobody does: what the talk is about is theirs."""
        [(name, count)] = self.said_by.most_common(1) or [("", 0)]
        return name if count > GUEST_SHARE * self.said_by.total() else ""

    @cached_property
    def trade(self) -> frozenset[str]:
        """The stems of what the guest speaks of all the time and other talks do not: by it a stranger knows them."""
        return self._spoken_of(self.guest)

    @cached_property
    def common(self) -> frozenset[str]:
        """The stems of what several voices here speak of all the time: no line is one voice's for it."""
        count = Counter(stem for name in self.voices for stem in self._spoken_of(name))
        return frozenset(stem for stem, voices in count.items() if voices > 1)

    def _spoken_of(self, name: str) -> frozenset[str]:
        """What somebody speaks of all the time and other talks do not; only in English that is known."""
        if not is_english(self.language):
            return frozenset()
        said = [w for q in self.quotes if q.speaker == name for w in set(words(q.text))]
        count, usual = Counter(s for w in said for s in stems(w)), Counter[str]()
        for word in set(said):
            usual.update(dict.fromkeys(stems(word), runs().after[""].get(word, 0)))
        least = max(FEWEST_OF_TRADE, TRADE_SHARE * self.said_by[name])
        oftener = OFTENER * len(said) / runs().totals[""]
        return frozenset(s for s, n in count.items() if n >= max(least, oftener * usual[s]))

    def _asking(self, share: float) -> frozenset[str]:
        asked = Counter(q.speaker for q in self.quotes if is_question(q.text))
        count = Counter(q.speaker for q in self.quotes)
        return frozenset(name for name in count if name and asked[name] > share * count[name])
