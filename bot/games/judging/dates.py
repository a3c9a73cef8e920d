"""Days as people say them, in one order: "4 May", "the 4th of May", "May 4th" and "am 4. Mai" are one day."""

import re

_NAMES = "january february march april may june july august september october november december".split()
_ENGLISH = {name: name for name in _NAMES} | {name[:3]: name for name in _NAMES} | {"sept": "september"}
_FOREIGN = (
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_MONTHS = _ENGLISH | {
    name: month for names in _FOREIGN for name, month in zip(names.split(), _NAMES, strict=True)
}  # fmt: skip
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_GERMAN = {
    name[:2].lower(): name for name in "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
}  # fmt: skip
# Alone they are nothing but a month or a day.
_SHORT = {name[:3]: name for name in (*_NAMES, *_DAYS)} | {"sept": "september", "tues": "tuesday", "thurs": "thursday"}
_GERMAN_DAYS = frozenset({*map(str.lower, _GERMAN.values()), "sonnabend"})
_SHORT |= _GERMAN | {"sonnabend": "Samstag", "samstag": "Sonnabend"}
_SEASONS = frozenset("spring summer autumn fall winter".split())
_LAST_DAY = 31
_OF = frozenset({"of", "de"})
_ISO = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_SLASHED = re.compile(r"(?<![\w/])0?(\d{1,2})/0?(\d{1,2})/(\d{2,4})(?![\w/])")
# Day and month in either order; the year may be its last two figures after slashes, or left out.
_FIGURES = re.compile(r"(?<![\w./-])(\d{1,2})(?:/(\d{1,2})/(\d{4}|\d\d)|-(\d{1,2})-(\d{4}))(?![\w/-]|\.\d)")
_WAYS = {"en": 2}
_NO_YEAR = re.compile(r"(?<![\w./-])(\d{1,2})/(\d{1,2})(?![\w/-]|\.\d)")
_DOTTED = re.compile(r"(?<![\w.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\w.]\d)")
_DAY_DOTTED = re.compile(r"(?<![\w.])(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d)")
_QUARTER = re.compile(r"(?<!\w)Q([1-4])(?:[\s/-]+(?=\d{4}(?!\d))|(?!\w))", re.I)
# Eras, as they are abbreviated.
_BEFORE = re.compile(
    r"(?<=\d)\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?chr\.?|a\.\s?c\.?|av\.?\s?j\.?-?\s?c\.?|"
    r"before christ|before the common era|"
    r"vor christus|avant j[ée]sus[- ]christ|antes de cristo)(?!\w)",
    re.I,
)
_CHRISTIAN = re.compile(r"(?<!\w)(?:AD|A\.D\.|CE)\s(?=\d)|(?<=\d)\s(?:AD|CE)(?!\w)")
_AFTER = re.compile(r"(?<=\d)\s*(?:a\.\s?d\.?|c\.\s?e\.?|n\.?\s?chr\.?|d\.\s?c\.?|ap\.?\s?j\.?-?\s?c\.?)(?!\w)", re.I)


def spelt_dates(text: str, language: str = "en") -> str:
    """The text with dates in figures, and eras, in English words: "1776-07-04" is "july 4th 1776".

    Where English cannot tell day from month they stay figures.
    """
    if not any(map(str.isdigit, text)):
        return text
    text = _SLASHED.sub(r"\1/\2/\3", text)
    text = _ISO.sub(lambda m: _spelt(m[3], m[2], m[1]) or m[0], text)
    text = _FIGURES.sub(lambda m: next(iter(_orders(m, language)), "") if _is_sure(m, language) else m[0], text)
    text = _DOTTED.sub(lambda m: _spelt(m[1], m[2], m[3]) or m[0], text)
    text = _DAY_DOTTED.sub(lambda m: _spelt(m[1], m[2], "") or m[0], text)
    text = _QUARTER.sub(lambda m: f"{m[1]}th quarter{' of ' if m[0][-1] not in '1234' else ''}", text)
    return _CHRISTIAN.sub("", _AFTER.sub("", _BEFORE.sub(" bc", text)))


def possible_days(text: str, language: str) -> list[str]:
    """The texts that a date in figures, with or without its year, may stand for: "7/4" is the 4th of July or the 7th of
    April in English, which is written both ways.
    """
    for written in (_FIGURES, _NO_YEAR):
        if found := written.search(text):
            before, after = text[: found.start()], text[found.end() :]
            return [f"{before}{day}{after}" for day in _orders(found, language)[: _WAYS.get(language, 1)]]
    return []


def without_days(text: str) -> str:
    """The text without its dates in figures."""
    return _NO_YEAR.sub("", _FIGURES.sub("", text))


def is_season(word: str) -> bool:
    """Whether a folded word is a part of the year: a month or a season."""
    return word in _MONTHS or word in _SEASONS


def is_calendar(word: str) -> bool:
    """Whether a folded word is a month or, in English or German, a day of the week."""
    return word in _MONTHS or word in _DAYS or word in _GERMAN_DAYS


def in_full(said: str) -> str:
    """A month or a day of the week in full, where its short form is all that was said; anything else as it is."""
    return _SHORT.get(said.rstrip(".").lower(), said)


def in_dates(found: list[str]) -> list[str]:
    """The tokens with every day of a month as month and ordinal: ["4", "may"] → ["may", "4th"]."""
    out: list[str] = []
    place = 0
    while place < len(found):
        day, month, taken = _date(found, place)
        if taken:
            out += [month, day]
            taken += place + taken < len(found) - 1 and found[place + taken] == "de"
        place += taken or 1
        if not taken and not _links_year(found, place - 1):
            autumn = found[place - 1] == "autumn" and place < len(found) and found[place][:1].isdigit()
            out.append("fall" if autumn else found[place - 1])
    return out


def _links_year(found: list[str], place: int) -> bool:
    """Whether it is nothing but the "of" of "the summer of 1969"."""
    return (
        found[place] == "of"
        and 0 < place < len(found) - 1
        and is_season(found[place - 1])
        and found[place + 1].isdecimal()
        and len(found[place + 1]) in (2, 4)
    )


def _spelt(day: str, month: str, year: str) -> str:
    if not (0 < int(month) <= len(_NAMES) and 0 < int(day) <= _LAST_DAY):
        return ""
    return f"{_NAMES[int(month) - 1]} {int(day)}th {year}".rstrip()


def _orders(found: re.Match[str], language: str) -> list[str]:
    """A date in figures in words: month first where English is spoken, then day first, as far as they exist."""
    one, other, *years = [part for part in found.groups() if part]
    year = years[0] if years else ""
    pairs = [(one, other), (other, one)] if language != "en" else [(other, one), (one, other)]
    days = [_spelt(day, month, year) for day, month in pairs]
    return [*dict.fromkeys(filter(None, days))]


def _is_sure(found: re.Match[str], language: str) -> bool:
    """Whether a date in figures can be one day only."""
    orders = _orders(found, language)
    return len(orders) == 1 or (bool(orders) and language != "en")


def _date(found: list[str], place: int) -> tuple[str, str, int]:
    """The day and month that begin at a place and how many tokens they take; 0 where none does."""
    here, after, last = (found[place + step] if place + step < len(found) else "" for step in range(3))
    if here in _MONTHS:
        if after == "the" and _day(last):
            return _day(last), _MONTHS[here], 3
        return (_day(after), _MONTHS[here], 2) if _day(after) else ("", "", 0)
    if here in _DAYS:
        return _weekday(found, place)
    if not _day(here):
        return "", "", 0
    if after in _OF and last in _MONTHS:
        return _day(here), _MONTHS[last], 3
    return (_day(here), _MONTHS[after], 2) if after in _MONTHS else ("", "", 0)


def _weekday(found: list[str], place: int) -> tuple[str, str, int]:
    """ "Friday the 13th" and "Friday 13", where nothing follows."""
    rest = [said for said in found[place + 1 :] if said != "the"]
    return (_day(rest[0]), found[place], len(found) - place) if len(rest) == 1 and _day(rest[0]) else ("", "", 0)


def _day(said: str) -> str:
    """A day of the month as an ordinal, "" for anything else; "one" is what the digit 1 has become."""
    digits = "1" if said == "one" else said.removesuffix("th")
    return f"{int(digits)}th" if digits.isdecimal() and len(digits) < 3 and 0 < int(digits) <= _LAST_DAY else ""
