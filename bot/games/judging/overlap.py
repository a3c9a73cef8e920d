"""How much of a phrase was said: which words fit which, what is missing, added and out of place."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.games.judging.abbreviations import is_clipped
from bot.games.judging.dates import is_calendar, is_season
from bot.games.judging.forms import is_inflection, is_kin
from bot.games.judging.lexicon import ENGLISH, Lexicon
from bot.games.judging.normal import ARTICLES, NEGATIONS
from bot.games.judging.vocabulary import is_counterpart, is_opposite, is_slip
from bot.likeness.edits import LIGHT_WORDS, as_said, distance, is_doubled_otherwise, is_typo
from bot.likeness.figures import is_number
from bot.likeness.marks import telling
from content.vocabulary import frequencies, weight

# Small words that change nothing; the other light ones tell from where, to whom or who.
FREE_WORDS = frozenset(
    "a an the is are was were be been being am do does did that this just very really so then there".split()
)
_HARMLESS = frozenset("down away along actually truly indeed ever".split())
_ABBREVIATED = 4


class Fit(IntEnum):
    """How a word that was said fits one that was wanted, in order of doubt."""

    NONE = 0
    ANOTHER = 1  # near, but a word of its own
    KIN = 2  # quick, quickly
    MISSPELT = 3
    INFLECTED = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a key an answer holds: weighted share 0–1, heavy words missing and added, share of those in order.

    `turned`: a small word that tells something (to, from, I, you) is another, or is there too much; `lacking`: one is
    left out. `other_end`: both end in words that the other does not hold ("goes out", "goes on"). `opposite`: a word
    is there in its opposite ("possible", "impossible"). `worst` is the least certain fit among those held.
    """

    coverage: float
    missing: int
    added: int
    order: float
    turned: bool
    lacking: bool
    other_end: bool
    opposite: bool
    worst: Fit


def light_words(language: str) -> frozenset[str]:
    """The words of a language that weigh little; of other languages than English, the articles alone."""
    return LIGHT_WORDS if language == "en" else ARTICLES[language]


def fit(said: str, wanted: str, lexicon: Lexicon = ENGLISH) -> Fit:
    """How one word fits another; numbers and negations fit only themselves."""
    if said == wanted:
        return Fit.SAME
    if telling(said) != telling(wanted) or any(is_number(t) or t in NEGATIONS for t in (said, wanted)):
        return Fit.NONE
    if wanted in lexicon.codes and not _is_numbered_word(wanted, lexicon.language):
        return Fit.ANOTHER if is_typo(said, wanted) or said == wanted + "s" else Fit.NONE
    if len(said) == 1 and len(wanted) >= _ABBREVIATED and wanted[0] == said and said not in LIGHT_WORDS:
        return Fit.ANOTHER
    if is_opposite(said, wanted, lexicon.language) or is_counterpart(said, wanted, lexicon.language):
        return Fit.NONE
    if is_inflection(said, wanted, lexicon.language):
        return Fit.KIN if is_season(wanted) and wanted + "s" != said else Fit.INFLECTED
    if is_kin(said, wanted, lexicon.language):
        return Fit.KIN
    if is_clipped(said, wanted):
        return Fit.ANOTHER
    if not is_typo(said, wanted) and as_said(said) != as_said(wanted) and not is_doubled_otherwise(said, wanted):
        return Fit.NONE
    if is_calendar(wanted) and distance(said, wanted) > 1:
        return Fit.ANOTHER
    return Fit.MISSPELT if is_slip(said, wanted, lexicon) else Fit.ANOTHER


def _is_numbered_word(code: str, language: str) -> bool:
    """Whether it is a word that everybody knows with a number behind it: Python3."""
    word = code.rstrip("0123456789")
    return len(word) > _ABBREVIATED and word in frequencies(language)


def overlap(key: Sequence[str], answer: Sequence[str], lexicon: Lexicon = ENGLISH) -> Overlap:
    """Compare two lists of tokens; each token of the answer serves once, a repeated one in its turn."""
    left, places, held = list(enumerate(answer)), dict[str, list[int]](), 0.0
    light = light_words(lexicon.language)
    worst, kept, gone = Fit.SAME, list[str](), list[str]()
    for token in key:
        fits, found = _best(left, token, lexicon)
        if found is None:
            gone.append(token)
            continue
        left.remove(found)
        worst = min(worst, fits)
        if token not in ARTICLES[lexicon.language]:
            kept.append(token)
            insort(places.setdefault(token, []), found[0])
        held += weight(token, lexicon.language)
    total = sum(weight(token, lexicon.language) for token in key) or 1.0
    heavy = [t for _, t in left if t not in light and t not in _HARMLESS]
    missing = sum(t not in light for t in gone)
    more, fewer = ([t for t in side if t in light and t not in FREE_WORDS] for side in ((t for _, t in left), gone))
    ends = bool(gone) and gone[-1] == key[-1] and bool(left) and left[-1][0] == len(answer) - 1
    opposite = any(is_opposite(said, token, lexicon.language) for said in heavy for token in gone)
    order = _in_order([places[token].pop(0) for token in kept])
    turned = bool(fewer and more) or any(t != "and" for t in more)
    lacking = any(t != "and" for t in fewer)
    return Overlap(held / total, missing, len(heavy), order, turned, lacking, ends, opposite, worst)


def _best(left: Sequence[tuple[int, str]], token: str, lexicon: Lexicon) -> tuple[Fit, tuple[int, str] | None]:
    same = next((p for p in left if p[1] == token), None)
    if same is not None:
        return Fit.SAME, same
    fits = [(fit(p[1], token, lexicon), -p[0], p) for p in left]
    best, _, found = max(fits, default=(Fit.NONE, 0, None))
    return (best, found) if best is not Fit.NONE else (best, None)


def _in_order(places: list[int]) -> float:
    """The share of these places that stand in the key's order (longest increasing run)."""
    best: list[int] = []
    for place in places:
        best.append(1 + max((b for b, p in zip(best, places, strict=False) if p < place), default=0))
    return max(best, default=1) / max(1, len(places))
