"""What stands before a colon: whether it has the shape of a label, and what its looks tell. Who is a speaker is
decided by how the whole document uses it (grammar.py)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from content.formats.times import CLOCK, DATE, alone, seconds, stamp
from content.tables import column, table
from content.text import fold

_HALF = r"(?P<half>[ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?"
_PLAIN = re.compile(r"(?!#{1,6}\s)([^\s:：>*-][^:：\n]{0,79}?)[ \t]*(?::(?=:\s))?[:：][ \t]*(.*)", re.DOTALL)
_BOLD = re.compile(r"(\*\*|__)[ \t]?(?=\S)([^\n]{1,90}?)[ \t]?(?:[:：][ \t]?\1|\1[ \t]?[:：])[ \t]*(.*)", re.DOTALL)
_BOLD_TIMED = re.compile(rf"(\*\*|__)(?=\S)([^\n]{{1,90}}?)\1:?[ \t]+[*_]?[\[(]?({CLOCK})[\])]?[*_]?[ \t]*", re.DOTALL)
_BRACKETED = re.compile(r"\[([^\[\]\n]{1,100})\][ \t]?:[ \t]*(.*)", re.DOTALL)
_TIMED = re.compile(
    rf"(.{{1,80}}?),?[ \t]*[\[(](?:(?P<date>{DATE})(?:,[ \t]*|[ \t]+))?(?P<clock>{CLOCK}){_HALF}[\])][ \t]*"
    r"(?=\*\*[:：]|[:：])"
)
# The same without brackets: "Ada Novak 0:12: So it began.", "ada, 9:14 AM: so it began".
_BARE_TIMED = re.compile(
    rf"(?!#{{1,6}}\s)([^\s:：>*\[(0-9-][^:：\n]{{0,59}}?),?[ \t]+[-–—|]?[ \t]*(?P<clock>{CLOCK}){_HALF}[ \t]?:"
    r"(?:[ \t]+(?P<said>.*))?",
    re.DOTALL,
)
# What would be a label if it were not too long.
_SMALL = re.compile(r"[ \t][a-z]")
_OVERLONG = re.compile(
    r"(\*\*|__)(?P<bold>[^*\n]{81,1000}?)(?::\1|\1)|"
    rf"(?P<timed>[^:\n]{{81,1000}}?)[ \t]+[\[(]?{CLOCK}[\])]?:?(?=[ \t]|$)|"
    r"(?P<plain>[^:\n]{81,1000}):(?=[ \t]|$)"
)
_NO_NAME = re.compile(r"[.?!,;\"“”=/\\{}<>|。，！？、]")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|(?i:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Rep|Sen|Gov|Hon|Rev|Gen|Capt|Lt|Col|Sgt))\.")
# What people have earned stands behind their names: "Ada Novak, Ph.D.", "Sam Orr, CTO".
_CREDENTIAL = re.compile(r", ?(?:[A-Z][A-Za-z]{0,3}\.? ?){0,2}[A-Z][A-Za-z]{0,2}\.?(?=,|$)")
_SORTED_NAME = re.compile(r"^([^\s,]+), ([^\s,]+)(?= \(|$)")
# Behind these a display name tells where somebody works, or what they want to be called.
_QUESTIONS = re.compile(r"^(Q|A|Question|Answer)(?:[.)]|[ \t]+[-–—])[ \t]+(?=\S)")
_Q_OR_A = ("Q", "A")
_BELONGING = re.compile(r"[ \t]+[|@–—-][ \t]+.*|[ \t]*[(\[][^()\[\]]{1,40}[)\]]")
# As people write their own name in a chat: "ines k.".
_ABBREVIATED = re.compile(r"[^\W\d_]{2,} [^\W\d_]\.")
# These join names, and begin none.
_JOINING = frozenset("and & y e of".split())
_PARTICLES = frozenset("van von der den de la le du di da dos del bin ibn al el of the and & y e".split())
_NUMBERED = re.compile(r"(?:speaker|spk|guest|participant|voice|caller|audience|unknown)[ _-]?\w{0,3}", re.IGNORECASE)
_HANDLE = re.compile("[0-9_]")
# What a text counts of itself: "chapter 1", "part 2.3".
_COUNTED = re.compile(r"(\D+?)[ ]?[0-9]+(?:\.[0-9]+)*")
_CLIPS = ("clip from", "clip of", "voice of")
_NONE: frozenset[str] = frozenset()
_NOBODY = frozenset({"stage", "minutes", "facts"})
_TIMED_LABEL = frozenset("[(0123456789")
# So many labels are looked at once.
_REMEMBERED = 1 << 16
# A label, its marks and a time in brackets are not longer than this.
_REACH = 110
MOST_WORDS, MOST_DISPLAYED = 5, 8
# No name is longer; what stands in a name's place and is, is told.
LONGEST_NAME = 100
# A label before a colon alone is not longer; the words of a sentence have fewer letters on average.
_SHAPED, _LONG_WORDS = 80, 14
PLAIN, BOLD, BRACKETED, ASKED = "plain", "bold", "bracketed", "asked"


@dataclass(slots=True)
class Labelled:
    """A paragraph that begins with something before a colon, and the time in brackets after that, if there is one.

    `mark` is how the label is set off: by its colon alone, in bold, in brackets.
    """

    label: str
    text: str
    start: float | None = None
    mark: str = PLAIN


def shaped_label(paragraph: str) -> Labelled | None:
    """What stands before and after the first colon, whatever the first looks like; None for what is no label at all."""
    first = paragraph[:1]
    if first in ("*", "_") and (found := _bold(paragraph)) is not None:
        return found
    if ":" not in paragraph[:_REACH] and "：" not in paragraph[:_REACH]:
        return None
    start = None
    if ("[" in paragraph[:90] or "(" in paragraph[:90]) and (timed := _TIMED.match(paragraph)):
        start = _moment(timed)
        paragraph = timed[1] + paragraph[timed.end() :]
        if first in ("*", "_") and (found := _bold(paragraph)) is not None:
            found.start = start
            return found
    mark, match = PLAIN, _PLAIN.fullmatch(paragraph)
    if first == "[" and (bracketed := _BRACKETED.fullmatch(paragraph)) is not None:
        mark, match = BRACKETED, bracketed
    if match is None or (mark == PLAIN and _is_no_colon(paragraph, match)):
        return _bare_timed(paragraph)
    label = match[1].strip()
    return _with_time(label, match[2].strip(), start, mark) if label else None


def _bold(paragraph: str) -> Labelled | None:
    if match := _BOLD.fullmatch(paragraph):
        label, text, start = match[2].strip(), match[3].strip(), None
        if label[0] in _TIMED_LABEL:
            start, label = stamp(label)
        if start is None and label[-1] in ")]" and (timed := _TIMED.match(f"{label}:")) is not None:
            label, start = timed[1].strip(), _moment(timed)
        return _with_time(label, text, start, BOLD) if ":" not in label else None
    if (match := _BOLD_TIMED.match(paragraph)) is not None:
        return Labelled(match[2].strip(" \t:"), paragraph[match.end() :], seconds(match[3]), BOLD)
    return None


def _bare_timed(paragraph: str) -> Labelled | None:
    """A label with a time behind it that no brackets set off."""
    match = _BARE_TIMED.fullmatch(paragraph)
    return Labelled(match[1].strip(), (match["said"] or "").strip(), _moment(match)) if match else None


def _moment(match: re.Match[str]) -> float | None:
    """The seconds of a clock; a moment of the day is no second of a recording."""
    held = match.groupdict()
    return None if held.get("date") or held["half"] else seconds(held["clock"])


def overlong_label(text: str) -> str | None:
    """What stands before the first colon, in bold or before a time where it is longer than a label may be, and is no
    sentence; None for all else.

    It has few words, or each is written large as in a name.
    """
    begun = text[: _SHAPED + 1]
    if len(begun) <= _SHAPED or (begun.count(" ") * _LONG_WORDS > _SHAPED and _SMALL.search(begun) is not None):
        return None
    if (match := _OVERLONG.match(text)) is None:
        return None
    label = (match["bold"] or match["timed"] or match["plain"]).strip(":[( \t")
    words = label.split()
    large = all(word.strip("[(")[:1].isupper() for word in words)
    few = len(label) > _LONG_WORDS * len(words)
    return label if words and (large or few) and not re.search(r"[.?!,;][\"”’']?\s", label) else None


def too_long(label: str) -> str:
    """What is told of a name that is longer than any name."""
    return f"“{label[:40]}…” has {len(label)} characters, which is too long for a name; its words count as nobody's"


def _with_time(label: str, text: str, start: float | None, mark: str) -> Labelled:
    """The label; a time that is all the rest of its line is when its words begin."""
    if start is None and text[-1:].isdigit() and text.count(":", 0, 14) == 2 and (clock := alone(text)) is not None:
        return Labelled(label, "", clock, mark)
    return Labelled(label, text, start, mark)


def _is_no_colon(text: str, match: re.Match[str]) -> bool:
    """Whether this colon ends no label: that of "10:15", of an address, of a link in brackets."""
    colon, rest = match.end(1), match.start(2)
    if text.startswith("//", rest) or (text[colon - 1].isdigit() and text[colon + 1 : colon + 2].isdigit()):
        return True
    label = match[1]
    if "`" in label:
        return True
    return ("(" in label or "[" in label) and (
        label.count("(") > label.count(")") or label.count("[") > label.count("]")
    )


def asks_and_answers(lines: Iterable[str]) -> bool:
    """Whether these begin with Q. and A., as in depositions, or with “Q - ”."""
    begun = (line.lstrip() for line in lines)
    found = Counter(m[1][0] for line in begun if line[:1] in _Q_OR_A and (m := _QUESTIONS.match(line)) is not None)
    return found["Q"] > 1 and found["A"] > 0


def asked_label(paragraph: str) -> Labelled | None:
    """The Q or A before a paragraph of such a text."""
    match = _QUESTIONS.match(paragraph)
    return Labelled(match[1], paragraph[match.end() :].strip(), mark=ASKED) if match else None


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """The kinds of each word of the list."""
    found: dict[str, set[str]] = {}
    for kind, word, *_ in table("labels"):
        found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(maxsize=_REMEMBERED)
def _kinds_of(label: str) -> frozenset[str]:
    folded = fold(label)
    if folded.startswith(_CLIPS):
        return frozenset({"stage"})
    if (match := _COUNTED.fullmatch(folded)) is not None and "part" in _kinds().get(match[1], _NONE):
        return frozenset({"document"})
    return _kinds().get(folded, _NONE)


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(column("labels", kind))


def is_stage(label: str) -> bool:
    """Whether a label names no person but a part of the programme."""
    return "stage" in _kinds_of(label)


def is_minutes(label: str) -> bool:
    """Whether it is a word of minutes, before what was decided and not before what somebody said."""
    return "minutes" in _kinds_of(label)


def is_fact(label: str) -> bool:
    """Whether it tells something of the document: when and where it was, what it is about."""
    return "facts" in _kinds_of(label)


def is_floor(label: str) -> bool:
    """Whether it is whoever asks from among those who listen."""
    return "floor" in _kinds_of(label)


def is_of_the_text(label: str) -> bool:
    """Whether it is a word with which a text speaks of itself (“Note:”)."""
    return "document" in _kinds_of(label)


def is_word(label: str) -> bool:
    """Whether a sentence begins like that (“First: the coffee.”)."""
    return "discourse" in _kinds_of(label)


def is_no_person(label: str) -> bool:
    """Whether nobody is called that, however often it stands there."""
    return not _NOBODY.isdisjoint(_kinds_of(label)) or len(label) > LONGEST_NAME


@lru_cache(maxsize=_REMEMBERED)
def reads_as_sentence(label: str) -> bool:
    """Whether it is the beginning of a sentence rather than a name: “I hope that it will be like this”."""
    words = label.split()
    if len(words) > MOST_DISPLAYED or re.search(r"[.?!;,…]\s+[a-z]|[?!;…。，！？、][\"”]?\s", label):
        return True
    if len(words) < 2:
        return label.islower() and fold(label) in _kind("sentence")
    first = fold(words[0])
    begins = first in _kind("discourse") or ("'" in first and first in _kind("sentence"))
    return begins or any(w.islower() and fold(w.strip(",.")) in _kind("sentence") for w in words)


@lru_cache(maxsize=_REMEMBERED)
def could_be_name(label: str) -> bool:
    """Whether a label has the shape of a name: few words, no sentence, no small beginning but in a handle."""
    words = label.split()
    if not 1 <= len(words) <= MOST_WORDS:
        return False
    bare = label
    if "," in label or "." in label:
        bare = label.removesuffix(".") if _ABBREVIATED.fullmatch(label) else label
        bare = _ABBREVIATION.sub("", _CREDENTIAL.sub("", _SORTED_NAME.sub(r"\2 \1", bare)))
    if _NO_NAME.search(bare):
        return False
    if not words[0][0].islower() or _is_handle(label):
        return True
    if len(words) > 1 and not words[0].islower():
        return True
    return (words[0] in _PARTICLES and words[0] not in _JOINING) or _is_chat_name(label)


@lru_cache(maxsize=_REMEMBERED)
def without_belonging(label: str) -> str:
    """A display name without the firm, the role or the pronoun behind it; the whole where nothing would be left."""
    return _BELONGING.sub("", label).strip() or label


def could_be_label(label: str) -> bool:
    """Whether what stands before a colon has the shape of a label, though nobody may be called that."""
    base = without_belonging(label)
    return not is_word(label) and not reads_as_sentence(label) and (could_be_name(base) or len(base.split()) <= 3)


def _is_chat_name(label: str) -> bool:
    """One small word: how people write their own name in a chat."""
    return " " not in label and not is_word(label) and not is_of_the_text(label) and not is_no_person(label)


def is_numbered(label: str) -> bool:
    """Whether a program numbered the voice: “SPEAKER_01”, “Guest 2”."""
    return _NUMBERED.fullmatch(label) is not None


def _is_handle(label: str) -> bool:
    """Whether figures or a first letter make a name of it: not in the middle of a sentence (“first 32 bit mini”)."""
    figures = _HANDLE.search(label) is not None
    known = " " not in label or not label[0].islower() or is_numbered(label)
    return (figures and known) or _ABBREVIATED.fullmatch(label) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_named(label: str) -> bool:
    """Whether every word could be part of a name: written large, a particle, or in a script without case."""
    words = [w for w in label.split() if w.casefold() not in _PARTICLES]
    large = [w for w in words if not w.strip("(\"'").islower() or not w[0].isalpha()]
    return _is_handle(label) or (bool(words) and len(large) == len(words))
