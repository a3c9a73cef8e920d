"""Answers in one form: contractions undone, numbers as one token each, words in a list."""

import re

from bot.games.judging.clock import TIME, in_times, spelt_times
from bot.games.judging.dates import in_dates, spelt_dates
from bot.games.judging.foreign_numbers import in_digits
from bot.games.judging.measures import in_units, is_unit, is_unit_form
from bot.games.judging.signs import spelt_out
from bot.likeness.figures import SCALES, figure, in_figures, is_number, worth
from bot.likeness.marks import MARKED, with_marks
from bot.likeness.roman import roman
from content.text import fold

_CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us",
    "it's": "it is", "that's": "that is", "there's": "there is", "what's": "what is", "who's": "who is",
    "he's": "he is", "she's": "she is", "i'm": "i am", "gonna": "going to", "wanna": "want to", "ain't": "is not",
    # As people type them.
    **{f"{verb}nt": f"{verb} not" for verb in "do does did is are was were has have had could should would".split()},
    "cant": "can not", "wont": "will not", "im": "i am", "thats": "that is", "aint": "is not",
    "mt": "mount", "ok": "okay", "noone": "nobody", "ww1": "world war 1", "wwi": "world war 1", "ww2": "world war 2",
    "wwii": "world war 2",
}  # fmt: skip
# Words of other languages as well ("im Juni").
_ENGLISH = frozenset({"im", "cant", "wont"})
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'d", " would"))
_UNITS = {
    "$": "dollars", "€": "euros", "£": "sterling", "¥": "yen", "%": "percent", "°": "degrees", "bucks": "dollars",
    "usd": "dollars", "eur": "euros", "gbp": "sterling",
    "centigrade": "celsius",
}  # fmt: skip
_MONEY = tuple("$€£¥")
# A sign before a number, a unit's mark, a time, a fraction, a word with a mark of its own, digits with what follows
# unspaced, or a word.
_PIECE = re.compile(rf"(?<!\w)-(?=[$€£¥]?\d)|[$€£¥%°]|{TIME}|\d+⁄\d+|{MARKED}|\d+(?:[.,]\d+)*[^\W\d_]*|\w+(?:'\w+)*")
_RANGE = re.compile(r"(?<!\S)(?:from (-?\d\S*) (?:to|till|until)|between (-?\d\S*) and) (-?\d\S*)(?!\S)")
# "An hour and a half", "two hours and a half".
_AND_HALF = re.compile(r"(?<!\S)(\w+) (\w+) and a half(?!\S)")
_OF_A = frozenset({"of", "a", "an", "one"})
_MORE = re.compile(r"(?<!\S)(?:over|at most)(?= -?\d)")
_ALMOST = re.compile(r"(?<!\S)almost(?= -?\d)")
_LESS = re.compile(r"(?<!\S)(?:fewer than|under|below)(?= -?\d)")
_AT_LEAST = re.compile(
    r"(?<!\S)(?:(?:no|not) (?:less|fewer) than (-?\d[\d.]*)|(-?\d[\d.]*) or (?:more|over|above))(?!\S)"
)
_AT_MOST = re.compile(r"(?<!\S)(?:(?:no|not) more than (-?\d[\d.]*)|(-?\d[\d.]*) or (?:less|fewer|under|below))(?!\S)")
_OUT_OF = re.compile(r"(?<=\S )out of(?= -?\d)")
_EACH = re.compile(r"(?<!\S)per(?= (?:day|week|month|year|hour|minute|second|night|person|head)(?!\S))")
_SOME = re.compile(r"(?<!\S)a (?:few|little)(?!\S)")
_ELIDED = re.compile(r"(?<!\w)([lmtdsnjc]|qu)'(?=\w)")
# German: endings that tell nothing but the case, and what is said in one word.
_ONE_FORM = dict.fromkeys(("keine", "keinen", "keinem", "keiner", "keines"), "kein")
_APART = {
    written: f"{written[:-1]} {article}"
    for many, article in (("vorm hinterm uberm unterm", "dem"), ("aufs furs durchs ums ans", "das"))
    for written in many.split()
}  # fmt: skip
# Spoken French says the second half of a negation alone.
_NE, _NEGATED = frozenset({"ne", "n"}), frozenset({"pas", "jamais", "rien", "aucun", "aucune"})
_WHOLE = {"d": "de", "qu": "que", "j": "je", "m": "me", "t": "te", "s": "se"}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
ARTICLES = {
    "en": frozenset({"a", "an", "the", "teh", "hte"}),
    "de": frozenset("der die das dem den des ein eine einen einem einer eines".split()),
    "fr": frozenset("le la les un une des du l d'un d'une".split()),
    "es": frozenset("el la los las un una unos unas".split()),
}
NEGATIONS = frozenset(
    "not never no none nobody nothing nor neither without nowhere hardly scarcely barely seldom rarely "
    "nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne pas jamais ne aucun aucune rien sans "
    "nunca nadie nada ningun ninguna ninguno sin nao sem ninguem non mai nessuno niente senza niet geen nooit niets "
    "inte ikke aldrig ingen ingenting не нет ни никогда никто ничего ничто без нельзя".split()
)


def tokens(text: str, language: str = "en") -> list[str]:
    """The folded words of a phrase, contractions undone, numbers as digits, units as words."""
    spread: list[str] = []
    unit = ""
    plain = in_digits(spelt_dates(spelt_out(text), language), language)
    folded = fold(plain.replace("&", " and "))
    if language == "en" and "and a half" in folded:
        folded = _AND_HALF.sub(_half_before, folded)
    if language == "fr":
        folded = _ELIDED.sub(lambda m: _WHOLE.get(m[1], m[1]) + " ", folded)
    pieces = _PIECE.findall(spelt_times(folded))
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=False):
        if piece in _MONEY and after[:1].isdigit():
            unit = _UNITS[piece]
            continue
        spread += _pieces(piece, language)
        if unit and after not in SCALES:
            spread.append(unit)
            unit = ""
    if language == "fr" and _NEGATED.intersection(spread):
        spread = [word for word in spread if word not in _NE]
    counted = in_figures(in_times(_per_cent(with_marks(spread)), language))
    return in_dates(in_ranges(_measured(in_units(_without_of(counted)))))


def readings(text: str, language: str = "en") -> list[list[str]]:
    """The tokens of a phrase, and those with Roman numerals as numbers where it may hold some."""
    parts = text.split()
    values = [0 if w in ("I", "i") and place == 0 else roman(w.strip(".,;:!?\"'()")) for place, w in enumerate(parts)]
    meant = [v if v and (len(parts) == 1 or w.isupper()) else 0 for w, v in zip(parts, values, strict=True)]
    plain = tokens(text, language)
    if not any(meant):
        return [plain]
    return [plain, tokens(" ".join(str(v) if v else w for w, v in zip(parts, meant, strict=True)), language)]


def numbers(found: list[str]) -> list[str]:
    """The numbers among tokens, sorted."""
    return sorted(t for t in found if is_number(t))


def negations(found: list[str]) -> int:
    """How many tokens negate."""
    return sum(t in NEGATIONS for t in found)


def undone(word: str) -> list[str]:
    """A word without its contraction: "isn't" → "is", "not"."""
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word].split()
    for ending, full in _ENDINGS:
        if word.endswith(ending) and word != ending:
            return (word.removesuffix(ending) + full).split()
    return [word.removesuffix("'s")]


def _pieces(piece: str, language: str) -> list[str]:
    if piece == "-":
        return ["minus"]
    if piece in _UNITS:
        return [_UNITS[piece]]
    if "⁄" in piece or ":" in piece:
        return [piece.replace("⁄", "/")]
    if digits := _DIGITS.match(piece):
        return [_UNITS.get(t, t) for t in figure(digits[0], piece[digits.end() :])]
    if language != "en" and piece in _ENGLISH:
        return [piece]
    if language == "de":
        return undone(_ONE_FORM.get(piece, piece)) if piece not in _APART else _APART[piece].split()
    return undone(piece)


def in_ranges(found: list[str]) -> list[str]:
    """ "from 10 to 20" and "between 10 and 20" as "10 to 20"; "a few" is not "few"."""
    joined = " ".join(found)
    if "per" in found:
        joined = _EACH.sub("a", joined)
    if "few" in found or "little" in found:
        joined = _SOME.sub("some", joined)
    if found == ["o", "k"]:
        return ["okay"]
    if "no" in found and "one" in found:
        joined = joined.replace("no one", "nobody")
    if "than" in found or "or" in found:
        joined = _AT_LEAST.sub(lambda m: f"at least {m[1] or m[2]}", joined)
        joined = _AT_MOST.sub(lambda m: f"up to {m[1] or m[2]}", joined)
    if "almost" in found:
        joined = _ALMOST.sub("nearly", joined)
    if "fewer" in found or "under" in found or "below" in found:
        joined = _LESS.sub("less than", joined)
    if "over" in found or "most" in found:
        joined = _MORE.sub(lambda m: "more than" if m[0] == "over" else "up to", joined)
    if "out" in found:
        joined = _OUT_OF.sub("in", joined)
    if "from" in found or "between" in found:
        joined = _RANGE.sub(lambda m: f"{m[1] or m[2]} to {m[3]}", joined)
    return joined.split()


def _measured(found: list[str]) -> list[str]:
    """What has a unit is a measure, whose last zeros say nothing: $2.50 is $2.5."""
    return [worth(t) if is_unit(after) else t for t, after in zip(found, [*found[1:], ""], strict=False)]


def _without_of(found: list[str]) -> list[str]:
    """ "one tenth of a percent" as a tenth percent: what comes between a part and its unit is left out."""
    for place in range(1, len(found) - 1):
        if "/" not in found[place - 1] or found[place] not in _OF_A:
            continue
        unit = next((w for w in range(place, min(place + 3, len(found))) if found[w] not in _OF_A), 0)
        if unit and is_unit_form(found[unit]):
            return [*found[:place], *found[unit:]]
    return found


def _half_before(found: re.Match[str]) -> str:
    """ "An hour and a half" as "one and a half hour", as it is where no unit stands there."""
    many, unit = found[1], found[2]
    return f"{'one' if many in ('a', 'an') else many} and a half {unit}" if is_unit_form(unit) else found[0]


def _per_cent(found: list[str]) -> list[str]:
    return " ".join(found).replace("per cent", "percent").split() if "cent" in found else found
