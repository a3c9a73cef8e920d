"""A quote as it is typed on one line → its parts: "words" by Name, “words” — Name, words by Name; date= and link=."""

import re

QUOTE, BY, DATE, LINK = "quote", "by", "date", "link"
# An option at the end of the line. An address may hold any sign; other values go on to the option before.
_OPTION = re.compile(
    rf"(?:^|\s)(?:({LINK})=(\S+)|({QUOTE}|{BY}|{DATE})=(?:\"([^\"]*)\"|“([^”]*)”|([^\s=\"“”][^=\"“”]*)))\s*$",
    re.IGNORECASE,
)
_SIGN = r"(?:by\b|[-–—―~]+)"
# Words between marks, and what stands behind them; the name may stand between marks too.
_MARKED = (
    re.compile(rf"\"([^\"]+)\"\s*(?:{_SIGN}\s*\"?([^\"]*)\"?)?", re.DOTALL | re.IGNORECASE),
    re.compile(rf"[\"“„«](.+)[\"”“»]\s*(?:{_SIGN}\s*)?(.*)", re.DOTALL | re.IGNORECASE),
    re.compile(rf"['‘](.+)['’]\s*(?:{_SIGN}\s*)(.*)", re.DOTALL | re.IGNORECASE),
)
# A day behind the name: "Ada Novak, 2021", "Ada Novak (2021-05-04)".
_DATED = re.compile(r"(.*[^\s,])\s*(?:,\s*(\d{4}(?:-\d\d){0,2})|[(\[](\d{4}(?:-\d\d){0,2})[)\]])")
# A name alone, of somebody whose words are still to be typed.
_ONLY_BY = re.compile(r"by\s+([A-Z@<]\S*(?:\s+\S+){0,3})")
# Without marks a name is only what is written as one: at most five words, the first with a capital or an @.
_BARE = re.compile(rf"(.*\S)\s+{_SIGN}\s+(\S+(?:\s+\S+){{0,4}})", re.DOTALL | re.IGNORECASE)


def read_typed(line: str) -> dict[str, str]:
    """The parts by the names of their options; those that are not there are left out."""
    options: dict[str, str] = {}
    line = line.strip()
    while found := _OPTION.search(line):
        name = (found[1] or found[3]).casefold()
        options.setdefault(name, _unmarked((found[2] or found[4] or found[5] or found[6] or "").strip()))
        line = line[: found.start()].rstrip()
    alone = _ONLY_BY.fullmatch(line)
    text, name = ("", alone[1]) if alone else parted(line)
    told = {QUOTE: text, BY: name} | options
    return {key: value for key, value in told.items() if value}


def _unmarked(value: str) -> str:
    """A value without the single marks around it; words of several quotations keep theirs."""
    inner = value[1:-1]
    return inner.strip() if re.fullmatch(r"['‘].+['’]", value) and not re.search(r"\s['‘]|['’]\s", inner) else value


def parted(text: str) -> tuple[str, str]:
    """The words and who said them, "" for nobody, of what is written as a quotation; other words are as they are."""
    text = text.strip()
    for marked in _MARKED:
        if found := marked.fullmatch(text):
            return found[1].strip(), (found[2] or "").strip()
    found = _BARE.fullmatch(text)
    if found and (found[2][0].isupper() or found[2][0] in "@<"):
        return found[1].strip(), found[2].strip()
    return text, ""


def as_quotation(text: str) -> tuple[str, str]:
    """The same of what begins with a quotation mark; other words stay, and nobody is named."""
    words, name = parted(text) if text.strip()[:1] in '"“„«' else (text, "")
    return (words, name) if words and name else (text.strip(), "")


def dated(name: str) -> tuple[str, str]:
    """The name, and the day behind it, "" for none."""
    found = _DATED.fullmatch(name.strip())
    return (found[1], found[2] or found[3]) if found else (name, "")
