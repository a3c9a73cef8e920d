"""Why words are no quote: rules with a name each, asked in the order that explains best."""

import re
from collections import deque
from collections.abc import Sequence
from functools import cache

from content.language import is_english
from content.model import Speaker
from content.persons import titles
from content.quotes.passages import LONGEST, SHORTEST
from content.quotes.sentences import dangles
from content.tables import table
from content.text import fold, is_balanced, length, words

# The rules, and what each refuses.
RULES = {
    "too-short": "short remarks",
    "too-long": "sentences of over 40 words",
    "asks": "questions",
    "capitals": "passages in capitals",
    "incomplete": "fragments",
    "dangling-start": "passages that lean on what was said before",
    "own-name": "passages with the speaker's own name",
    "names-participant": "passages that name somebody present",
    "near-duplicate": "repetitions",
    "pleasantry": "pleasantries",
    "advertisement": "advertisements",
    "announcement": "announcements of the show itself",
    "unclear": "passages that could not be understood",
    "read-out": "paragraphs that were read out",
    "dropped": "passages that were dropped by hand",
}
# What helps where a rule left out most of a talk.
HELP = {
    "too-short": "Its turns are short remarks; a talk in which people say whole sentences gives more.",
    "too-long": "Its sentences run on without an end; a transcript with punctuation would give far more, and most "
    "services offer it as an option.",
    "incomplete": "Its sentences have no end; a transcript with punctuation would give far more, and most services "
    "offer it as an option.",
    "asks": "Nearly everything in it asks; a transcript that holds the answers gives more.",
    "capitals": "It is written in capitals, as nobody would be quoted; a transcript in ordinary spelling gives more.",
    "unclear": "Much of it could not be understood when it was written down; a better transcript gives more.",
}
SAME = 92.0
# Texts whose lengths differ by more characters are not the same; of many with the same rare word, the latest are known.
_BUCKET, _REMEMBERED = 24, 200
LONGEST_LISTED = 120
# So many letters are no name.
_SHOUT = 20
_LARGE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ADVERTISEMENT = re.compile(
    r"\b(?:sponsor(?:ed|s)?|promo code|(?:get|for|save) (?:a|your|an? \w+) discount|discount on (?:your|the|all|our)|"
    r"discount for (?:our|all) \w+|subscribe|sign up (?:at|for)|free trial|brought to you by|"
    r"dot com|head over to|(?:find|follow|reach) (?:me|us|my work|our work) (?:on|at)|my (?:twitter|handle)|"
    r"(?:twitter|user ?name|handle) is @?\w+|get yourself an? (?:t-?shirt|ticket|sticker)|"
    r"(?:coupon|promo|discount) codes?|(?:buy|get|grab) (?:a|your) tickets?|"
    r"(?:i'm|i am|we're|we are) on (?:twitter|mastodon|github|linkedin),? (?:as |at |under |@)\w+|"
    r"can be found (?:at |on )?[\w-]+\.(?:com|org|io|net|fm|dev|ai)|we(?:'re| are) (?:\w+ )?hiring|"
    r"free (?:stickers|t-?shirts?)|take a listen|check (?:it|us|them) out at|"
    r"(?:head|go) (?:on )?(?:over )?to [\w-]+\.(?:com|org|io|net|fm|dev|ai))\b|\b\d+ ?(?:%|percent) off\b(?! the top)|"
    r"\b(?:use|enter) (?:the |my |our )?code (?:[\"“'‘]|[a-z]+\d)"
)
# Without one of these nothing is advertised, and nothing announced; to look for them costs less.
_ADVERTISED = (
    "sponsor", "promo", "discount", "subscribe", "sign up", "free trial", "brought to", "dot com", "head over", "find ",
    "follow ", "reach ", "twitter", "handle", "user", "get yourself",
    "coupon", "ticket", "hiring", "free ", "take a listen", "check ", "head ", "go ", "% ", "percent",
    "use ", "enter ", "found ", "mastodon", "github", "linkedin",
)  # fmt: skip
_ANNOUNCED = (
    " break", " back", "stick around", "this episode", "this podcast", "joined", "joining", "shout", "today's",
    "week's", "thank", "tune", "we talk", "we also talk",
)  # fmt: skip
_ANNOUNCEMENT = re.compile(
    r"\b(?:(?:when|after) we (?:come|get) back(?: from|,? we(?:'ll| will))|after (?:the|this|a short|a quick) break|"
    r"take a (?:short|quick|little|brief) break|stick around(?=[.!]|$)|(?:in|on|of|for) this (?:episode|podcast)|"
    r"we(?:'re| are) (?:joined|back) (?:\w+ ){0,2}(?:by|with)|joining (?:us|me) (?:today|now)|shout[ -]?outs?|"
    r"(?:today's|(?:this|next|last) week's) (?:episode|show|guest)|(?:thanks|thank you) for (?:having|listening|"
    r"joining|tuning)|tune in|stay tuned)\b|^we (?:also )?talk(?:ed)? about (?:how|why|what|whether)\b"
)
# "Not only … but" without the rest.
_HALF = re.compile(r"\bnot only\b(?!.*(?:\bbut\b|\balso\b|[;:–—-] |, (?:it|they|he|she|we|you|i|there)\b))")
# Words are missing there: “[unintelligible 00:06:06.28]”, a time alone in brackets, “<inaudible>”, “(??)”.
_MISSING = (
    r"\[(?:\?|[^\[\]]{0,80}\d{1,3}:\d{2})[^\]]*\]|\(\?+\)|"
    r"[\[(<{](?:u\w{0,3}intel\w*|inaud\w*|indistinct|unclear|cross[ -]?talk|OTHERS)\b[^\])>}]*[\])>}]"
)
_GREETING = re.compile(
    r"(?:guten (?:morgen|tag|abend)|hallo|herzlich willkommen|vielen dank|danke|meine (?:sehr geehrten )?damen und "
    r"herren, guten|bonjour|bonsoir|bienvenue|merci|hola|buenos días|buenas (?:tardes|noches)|bienvenidos|gracias)\b"
)
# No sentence begins with these.
_NO_BEGINNING = frozenset("=!#&*/|+~^%>)[]},;:\\")
_EDGES = ".,;:!?\"'()[]-"
_ENDS, _CLOSING = tuple(".!?…。！？"), "\"”’')]"
# Somebody breaks off there, or searches for words.
_BROKEN = re.compile(r"-{2,}|\.{3}|…|[–—]\s*[\"”’')\]]*$")
_PLEASANTRY = re.compile(
    r"(?:good (?:morning|afternoon|evening)|hello|hi|hey|thank you|thanks|welcome (?:to|back)|"
    r"nice to (?:meet|see)|good to (?:be|see)|that(?: is|.s) a (?:good|great) question|my pleasure)\b"
)


@cache
def _unclear() -> re.Pattern[str]:
    """What stands where words are missing, in any language that is known."""
    others = "|".join(held.replace(" ", "|") for kind, _, held in table("stage_marks") if kind == "unclear")
    return re.compile(_MISSING.replace("OTHERS", others), re.IGNORECASE)


class Refusing:
    """The rules for one transcript."""

    def __init__(self, speakers: Sequence[Speaker], language: str = "", *, listed: bool = False) -> None:
        self._form = _listed if listed else (_english if is_english(language) else _any_language)
        self._listed = listed
        self._names = {s.name: _name_words(s) for s in speakers}
        self._anybody = frozenset().union(*self._names.values())
        self._small = frozenset(fold(w) for s in speakers for w in s.name.split() if w.islower())

    def rule_against(self, text: str, speaker: str | None) -> str | None:
        """The name of the first rule that refuses this text, None if it may be a quote."""
        if not self._listed and _is_shouted(text):
            return "capitals"
        return self._form(text.lower()) or (None if self._listed else self._naming(text, speaker))

    def _naming(self, text: str, speaker: str | None) -> str | None:
        found = self._anybody.intersection(words(text))
        if found and not text.islower():
            # “general” is no General: a name is written large, but for those who write their own name small.
            small = {word for word in text.split() if word.islower()}
            found = found.difference(w for w in found - self._small if _stands_in(w, text, small))
        if not found:
            return None
        return "own-name" if found & self._names.get(speaker or "", set()) else "names-participant"


def may_stand_beside(text: str, language: str = "") -> bool:
    """Whether a sentence may be told beside a quote, whatever it is worth alone: it is whole and clear, in one
    go, and advertises and announces nothing.
    """
    low = text.lower().replace("’", "'")
    if _is_shouted(text) or _unclear().search(low) or not low.rstrip(_CLOSING).endswith(_ENDS) or not is_balanced(low):
        return False
    if low[0] in _NO_BEGINNING or _GREETING.match(low) or _BROKEN.search(low):
        return False
    return not is_english(language) or not (
        _PLEASANTRY.match(low) or _ADVERTISEMENT.search(low) or _ANNOUNCEMENT.search(low)
    )


class Repeated:
    """Remembers what was told to find what says the same again."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int], deque[str]] = {}

    def before(self, text: str) -> bool:
        """Whether nearly the same was told before; it is remembered if not."""
        from rapidfuzz import fuzz, process

        folded = fold(text)
        marks = sorted(sorted(set(folded.split())), key=len, reverse=True)[:3]
        size = len(folded) // _BUCKET
        near = [(mark, s) for mark in marks for s in (size - 1, size, size + 1)]
        if any(process.extractOne(folded, self._seen.get(k, ()), scorer=fuzz.ratio, score_cutoff=SAME) for k in near):
            return True
        for mark in marks:
            self._seen.setdefault((mark, size), deque(maxlen=_REMEMBERED)).append(folded)
        return False


def _listed(text: str) -> str | None:
    """A quote that somebody chose is refused only where it could not be shown."""
    if _unclear().search(text):
        return "unclear"
    return "too-long" if length(text) > LONGEST_LISTED else None


def _is_shouted(text: str) -> bool:
    """Whether it is written in capitals; an acronym or two are not."""
    large = len(text) - len(text.encode().translate(None, _LARGE)) if text.isascii() else sum(map(str.isupper, text))
    if large <= 0.8 * _SHOUT:
        return False
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) > _SHOUT and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _any_language(text: str) -> str | None:
    if any(map(text.__contains__, "[(<{")) and _unclear().search(text):
        return "unclear"
    size = length(text)
    if size < SHORTEST:
        return "too-short"
    if size > LONGEST:
        return "too-long"
    if not text.rstrip(_CLOSING).endswith(_ENDS) or not is_balanced(text) or text[0] in _NO_BEGINNING:
        return "incomplete"
    return "pleasantry" if _GREETING.match(text) else None


def _english(text: str) -> str | None:
    text = text.replace("’", "'")
    if rule := _any_language(text):
        return rule
    if dangles(text):
        return "dangling-start"
    if "not only" in text and _HALF.search(text):
        return "incomplete"
    if _PLEASANTRY.match(text):
        return "pleasantry"
    advertises = any(map(text.__contains__, _ADVERTISED)) and _ADVERTISEMENT.search(text)
    if advertises:
        return "advertisement"
    announces = any(map(text.__contains__, _ANNOUNCED)) and _ANNOUNCEMENT.search(text)
    return "announcement" if announces else None


def _name_words(speaker: Speaker) -> set[str]:
    return {w for name in (speaker.name, *speaker.aliases) for w in words(name) if len(w) > 2 and w not in titles()}


def _stands_in(word: str, text: str, small: set[str]) -> bool:
    """Whether a word stands in a text in small letters alone."""
    if not any(fold(w).strip(_EDGES) == word for w in small):
        return False
    return not any(fold(w).strip(_EDGES) == word for w in text.split() if not w.islower())
