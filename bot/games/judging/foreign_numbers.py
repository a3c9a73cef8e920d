"""Numbers as German, French and Spanish write them, turned into digits: "vingt et un", "dreiundzwanzig", "1.000"."""

import re

from bot.games.judging.foreign_clock import with_clock, without_quarters

_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.])")
_ORDINAL = re.compile(r"(?<!\w)(\d+)(?:ème|eme|ère|ere|er|re|nd|nde|e|º|ª|°|\.(?=\s\w))(?!\w)")
_SCALES = {"1000": "thousand", "1000000": "million", "1000000000": "billion", "1000000000000": "trillion"}
_SCALED = re.compile(rf"(?<=\d\s)(?:{'|'.join(_SCALES)})(?![\d.,])")
_LANGUAGES = ("de", "fr", "es")
# The words for one are articles as well and stay words, but for the ordinals and one all alone.
_ABOVE_ONE = 1.5
_FIRST = re.compile(r"(?<!\w)(?:erste[nmrs]?|premi(?:er|ère|ere)s?|primer[oa]?s?)(?!\w)", re.IGNORECASE)
_ONE = re.compile(r"\s*(?:eins|une?|un[oa])\s*", re.IGNORECASE)
# A billion is a million millions there; a milliard is the billion of English.
_LONG_SCALES = re.compile(
    r"(?<!\w)(?:(milliards?|milliarden?|mrd\.?)|billion(?:s|en)?|bill[oó]n(?:es)?)(?!\w)", re.IGNORECASE
)
_ENGLISH = re.compile(r"(?<!\w)(?:an?|one|two|three|four|five|ten|hundred)(?!\w)", re.IGNORECASE)
# "cuarto" is "fourth" too, which the reader of numbers takes it for.
_FOURTHS = re.compile(r"(?<!\w)(?:tres|3)\scuartos(?!\w)", re.IGNORECASE)
# Before a noun it is cut short; the reader of numbers takes that for "three".
_THIRD = re.compile(r"(?<!\w)(\w*)tercer(?!\w)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+\.")


# "zweieinhalb" and above; "deux millions et demi", "dos millones y medio" after the numbers are read.
_HALF_MORE = re.compile(r"(?<!\w)(?:(\w+?)(?:und)?einhalb|anderthalb)(?!\w)", re.IGNORECASE)
_HALF_SCALE = re.compile(
    r"(?<![\w.,])(?:(\d{1,3})\s)?(\d{1,3}(0{6,12}))\s(?:et\sdemie?|y\smedi[oa])(?!\w)", re.IGNORECASE
)
_TENS = {
    word: f"{tens}0"
    for tens, word in enumerate("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), 2)
}
_NO_WORD = r"(?P<century>(?!))?(?P<word>(?!))?"
_DECADES = {
    "de": re.compile(
        rf"(?<!\w)(?:(?P<figures>(?:\d\d)?\d0)|(?P<century>neunzehnhundert|achtzehnhundert)?(?P<word>{'|'.join(_TENS)}))"
        r"ern?(?:[\s-]?jahren?)?(?!\w)", re.IGNORECASE
    ),
    "fr": re.compile(rf"(?<!\w)ann[ée]es\s(?P<figures>(?:\d\d)?\d0){_NO_WORD}(?!\w)", re.IGNORECASE),
    "es": re.compile(
        rf"(?<!\w)(?:d[ée]cada\sde\s)?los\s(?:a[ñn]os\s)(?P<figures>(?:\d\d)?\d0){_NO_WORD}(?!\w)", re.IGNORECASE
    ),
}  # fmt: skip
# The parts of a number, in the words of English.
_PARTS = {
    code: tuple((re.compile(rf"(?<!\w)(?:{written})(?!\w)", re.IGNORECASE), spelt) for written, spelt in parts)
    for code, parts in {
        "de": (
            ("anderthalb|eineinhalb", "3⁄2"), ("(?:zwei|2)einhalb", "5⁄2"), ("(?:drei|3)einhalb", "7⁄2"),
            (r"(?<=\d )drittel", "thirds"), (r"(?<=\d )viertel", "quarters"), (r"(?<=\d )achtel", "eighths"),
            ("dreiviertel", "3⁄4"), ("ein drittel", "1⁄3"), ("ein viertel", "1⁄4"),
            ("ein(?:e|en)? halbe?[rsn]?|(?:die )?hälfte", "1⁄2"),
        ),
        "fr": (
            ("et demie?", "and a half"), (r"(?<=\d )tiers", "thirds"), (r"(?<=\d )quarts", "quarters"),
            ("un tiers", "1⁄3"), ("un quart", "1⁄4"), ("(?:un )?demie?|(?:la )?moitié", "1⁄2"),
        ),
        "es": (
            ("y medi[ao]", "and a half"), (r"(?<=\d )tercios", "thirds"), (r"(?<=\d )cuartos", "quarters"),
            ("un tercio", "1⁄3"), ("un cuarto", "1⁄4"), ("medi[ao]|(?:la )?mitad", "1⁄2"),
        ),
    }.items()
}  # fmt: skip


def _half_more(half: re.Match[str], number: str) -> str:
    """ "zwölfeinhalb" as a fraction; what begins with no number as it is."""
    return f"{2 * int(number) + 1}⁄2" if number.isdecimal() else half[0]


def _with_half(scaled: re.Match[str]) -> str:
    """ "deux millions et demi", of which the millions are in figures already."""
    count = int(scaled[1] or 1)
    return f"{count * int(scaled[2]) + 5 * 10 ** (len(scaled[3]) - 1)}"


def _decade(said: re.Match[str]) -> str:
    digits = next((d for d in (said["figures"], *map(_TENS.get, (said["word"] or "").lower().split())) if d), "")
    century = {"neunzehnhundert": "19", "achtzehnhundert": "18"}.get((said["century"] or "").lower(), "")
    return f"{century}{digits}s"


def in_digits(text: str, language: str) -> str:
    """The text with its numbers in the way English figures are written; English as it is."""
    if language not in _LANGUAGES:
        return text
    from text_to_num import alpha2digit

    text = _GROUPS.sub(lambda m: m[0].replace(".", ""), text)
    if not _ENGLISH.search(text):
        text = _LONG_SCALES.sub(lambda m: "1000000000 " if m[1] else "1000000000000 ", text)
    if language == "es":
        text = _THIRD.sub(r"\1tercero", _FOURTHS.sub("3⁄4", text))
    if language == "de" and "halb" in text.lower():
        text = _HALF_MORE.sub(lambda m: _half_more(m, alpha2digit(m[1] or "ein", language, 0)), text)
    text = without_quarters(text, language)
    written = set(_DIGITS.findall(text))
    text = "1" if _ONE.fullmatch(text) else _FIRST.sub("1th", alpha2digit(text, language, _ABOVE_ONE))
    text = _HALF_SCALE.sub(_with_half, with_clock(text, language))
    text = _DECADES[language].sub(_decade, text)
    text = _SCALED.sub(lambda m: _SCALES[m[0]], text)
    # German ordinals come as "3.", which a full stop after a number looks like too.
    text = _DIGITS.sub(lambda m: m[0] if m[0] in written else f"{m[0][:-1]}th", text)
    for part, spelt in _PARTS[language]:
        text = part.sub(spelt, text)
    return _ORDINAL.sub(r"\1th", text)
