"""A quote as it is typed on one line → its parts: "words" by Name, “words” — Name, words by Name; date= and link=."""

import re

QUOTE, BY, DATE, LINK = "quote", "by", "date", "link"
# An option at the end of the line. An address may hold any sign; other values go on to the option before.
_OPTION = re.compile(
    rf"(?:^|\s)(?:({LINK})=(\S+)|({QUOTE}|{BY}|{DATE})=(?:\"([^\"]*)\"|“([^”]*)”|([^\s=\"“”][^=\"“”]*)))\s*$",
    re.IGNORECASE,
)
_DASH = r"[-–—―~]+"
_SAID_BY = rf"(?:{_DASH}\s*)?(?:as\s+)?(?:said\s+)?by\b"
_SIGN = rf"(?:{_SAID_BY}|{_DASH})"
# Behind marks these can only lead to a name; without marks words go on with them.
_BEHIND = rf"(?:{_SAID_BY}|(?:{_DASH}\s*)?(?:says|said|from)\b|{_DASH})"
# Words between marks, and what stands behind them; the name may stand between marks too.
_MARKED = (
    re.compile(rf"\"([^\"]+)\"\s*(?:{_BEHIND}\s*\"?([^\"]*)\"?)?", re.DOTALL | re.IGNORECASE),
    re.compile(rf"[\"“„«](.+)[\"”“»]\s*(?:{_BEHIND}\s*)?(.*)", re.DOTALL | re.IGNORECASE),
    re.compile(rf"['‘](.+)['’]\s*(?:{_BEHIND}\s*)(.*)", re.DOTALL | re.IGNORECASE),
)
# Marks with nothing between them.
_EMPTY = re.compile(rf"[\"“„«]\s*[\"”“»]\s*(?:{_BEHIND}\s*)?(.*)", re.IGNORECASE)
# Somebody before a colon: by a mention, or by a name where the words stand between marks.
_MENTIONED = re.compile(r"(@[\w.-]*\w|<@!?\w+(?:\|[^>]*)?>)[ \t]*:[ \t]*(\S.*)")
_SAYING = re.compile(r"([A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,2})\s*:\s*[\"“„«]([^\"“”„«»]+)[\"”“»]")
# A day behind the name: "Ada Novak, 2021", "Ada Novak (2021-05-04)".
_DATED = re.compile(r"(.*[^\s,])\s*(?:,\s*(\d{4}(?:-\d\d){0,2})|[(\[](\d{4}(?:-\d\d){0,2})[)\]])")
# The same in words; a mere weekday may be a name: Joe Friday.
_LATELY = re.compile(
    r"(.*[^\s,])[\s,]+(today|yesterday|(?:on|last)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day)", re.IGNORECASE
)
# A name alone, of somebody whose words are still to be typed.
_ONLY_BY = re.compile(r"by\s+([A-Z@<]\S*(?:\s+\S+){0,3})")
# Without marks a name is only what is written as one: at most five words, the first with a capital or an @.
_BARE = re.compile(rf"(.*\S)\s+{_SIGN}\s+(\S+(?:\s+\S+){{0,4}})", re.DOTALL | re.IGNORECASE)

# What stands between the words and “by” belongs to neither.
_LEADING_ON = re.compile(rf"(?:(?<=[.!?,…])|\s+{_DASH})\s*(?:said)?\Z|\s+{_DASH}\Z", re.IGNORECASE)


def read_typed(line: str) -> dict[str, str]:
    """The parts by the names of their options; those that are not there are left out."""
    options: dict[str, str] = {}
    line = line.strip()
    while found := _OPTION.search(line):
        name = (found[1] or found[3]).casefold()
        options.setdefault(name, _unmarked((found[2] or found[4] or found[5] or found[6] or "").strip()))
        line = line[: found.start()].rstrip()
    alone = _ONLY_BY.fullmatch(line)
    text, name = ("", alone[1]) if alone else led(line) or parted(line)
    told = {QUOTE: text, BY: name} | options
    return {key: value for key, value in told.items() if value}


def _unmarked(value: str) -> str:
    """A value without the single marks around it; words of several quotations keep theirs."""
    inner = value[1:-1]
    return inner.strip() if re.fullmatch(r"['‘].+['’]", value) and not re.search(r"\s['‘]|['’]\s", inner) else value


def parted(text: str) -> tuple[str, str]:
    """The words and who said them, "" for nobody, of what is written as a quotation; other words are as they are."""
    text = text.strip()
    if empty := _EMPTY.fullmatch(text):
        return "", empty[1].strip()
    for marked in _MARKED:
        if found := marked.fullmatch(text):
            return found[1].strip(), (found[2] or "").strip()
    found = _BARE.fullmatch(text)
    if found and (found[2][0].isupper() or found[2][0] in "@<"):
        return _LEADING_ON.sub("", found[1]).strip(), found[2].strip()
    return text, ""


def led(text: str) -> tuple[str, str] | None:
    """The words and who is named before them, with a colon, where they are typed as a quote: in a message a mention is
    whom it speaks to. None for other words; of several lines each has its own.
    """
    text = text.strip()
    if mentioned := _MENTIONED.fullmatch(text):
        words = mentioned[2].strip()
        inner = next((found for marked in _MARKED[:2] if (found := marked.fullmatch(words)) and not found[2]), None)
        return (inner[1].strip() if inner else words), mentioned[1]
    saying = _SAYING.fullmatch(text)
    return (saying[2].strip(), saying[1]) if saying else None


def as_quotation(text: str) -> tuple[str, str]:
    """The same of what begins with a quotation mark; other words stay, and nobody is named."""
    text = text.strip()
    words, name = parted(text) if text[:1] in '"“„«' else (text, "")
    return (words, name) if words and name else (text, "")


def dated(name: str) -> tuple[str, str]:
    """The name, and the day behind it, "" for none."""
    if lately := _LATELY.fullmatch(name.strip()):
        return lately[1], lately[2]
    found = _DATED.fullmatch(name.strip())
    return (found[1], found[2] or found[3]) if found else (name, "")
