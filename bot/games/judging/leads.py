"""What is said in front of a short answer and changes nothing: "in winter", "on the left" and "im Juni"."""

import re
from collections.abc import Sequence

from bot.games.judging.dates import is_calendar
from bot.games.judging.lexicon import Lexicon
from bot.games.judging.vocabulary import languages_with
from bot.likeness.known_names import is_place
from content.text import fold, words
from content.vocabulary import frequencies

_MOST = 3
# Of other common nouns "at" and "in" may make something else: at once, in time.
_SEASONS = frozenset(
    "winter spring summer autumn fall noon midnight public private dessous dessus hiver été automne verano invierno "
    "otoño primavera".split()
)
_LEADS = "in|on|at|during|to(?= the )|im|am|um|zum|auf|bei|en|au|aux|dans|al|a(?= la )|à"
_LEAD = re.compile(
    rf"(?:{_LEADS})\s+(?P<article>(?:the|der|dem|den|das|die|la|le|les|el|los|las)\s+)?(?=\w)", re.IGNORECASE
)

# "It is" and its like in the languages other than English, and what stands before a noun there.
_COPULAS = {
    "de": r"(?:(?:es|das|er|sie)\s+)?(?:ist|sind|war|waren)\s+",
    "fr": r"(?:c'est|c'était|ce\s+sont|(?:il|elle)\s+est|(?:ils|elles)\s+sont|est|sont)\s+",
    "es": r"(?:es|son|era|eran|está|están|fue|fueron)\s+",
}
_NOUNS = {
    "de": r"(?:der|die|das|den|dem|ein|eine|einen|einem|einer)\s+",
    "fr": r"(?:(?:le|la|les|un|une|des|du|de\s+la)\s+|(?:de\s+)?l')",
    "es": r"(?:el|la|los|las|un|una|unos|unas)\s+",
}
_FRAMES = {
    code: re.compile(rf"(?:{_COPULAS[code]})?(?:{_NOUNS[code]})?(?=\w)", re.IGNORECASE) for code in _COPULAS
}  # fmt: skip
# In what something comes: "a cup of tea".
_VESSEL = re.compile(
    r"(?:an?|some|the)\s+(?:cup|mug|glass|bottle|pint|pot|bowl|slice|plate|can|jar)s?\s+of\s+(?=\w)", re.IGNORECASE
)
# Where something is: "in the garden" is answered by the garden.
_WHERE = re.compile(r"(?:in|on|at|to|into|onto|from) (?:the|an?|my|his|her|our|their) (?P<place>[\w-]+(?: [\w-]+)?)")
# What somebody or something is, before its name: "the mixer Brunhilde", "our dog called Rex".
_DESCRIBED = re.compile(
    r"(?:the|an?|our|my|your|his|her|their|its|this|that)\s+(?P<noun>[^\W\d_]+)(?:\s+(?:called|named))?\s+(?=\w)",
    re.IGNORECASE,
)
_NEGATING = ("in", "im", "ir", "il", "dis", "non")
_ANY_FRAME = re.compile("|".join(f"{_COPULAS[code]}|{_NOUNS[code]}" for code in _COPULAS), re.IGNORECASE)


def without_frame(said: str, lexicon: Lexicon) -> list[str]:
    """The answer without "es ist", "c'est un" or "las" in front, in each language that has all the words of the key.

    With nothing but the words to tell the language, "un" may negate an English word: "un important".
    """
    if lexicon.language != "en":
        languages: tuple[str, ...] = (lexicon.language,)
    elif not lexicon.guessed or not _ANY_FRAME.match(said):
        return []
    else:
        languages = languages_with(tuple(lexicon.right))
    first, second, *_ = *words(said), "", ""
    if is_place(fold(said)):  # El Salvador is not Salvador.
        return []
    if lexicon.guessed and lexicon.language == "en" and _may_negate(first, second):
        return []
    frames = [frame for language in languages if (frame := _FRAMES[language].match(said)) and frame[0]]
    return [said[frame.end() :] for frame in frames]


def _may_negate(first: str, second: str) -> bool:
    """Whether "un possible" may be what English says otherwise, or both are one word of it."""
    tries = (first, *_NEGATING) if first == "un" else (first,)
    return any(begin + second in frequencies() for begin in tries)


def without_vessel(said: str) -> str:
    """What is in it, without the cup it comes in; "" where none is named."""
    vessel = _VESSEL.match(said)
    return said[vessel.end() :] if vessel else ""


def described(said: str) -> tuple[str, str]:
    """What a name is said to be, folded, and the name: mixer, Brunhilde; two empty strings where nothing is."""
    lead = _DESCRIBED.match(said)
    return (fold(lead["noun"]), said[lead.end() :]) if lead else ("", "")


def is_place_of(said: str, own: Sequence[str], rivals: Sequence[str]) -> bool:
    """Whether an answer is the place of a right one, said without "in the", and is in no rival: under the table."""
    told = re.sub(r"^(?:the|an?) ", "", fold(said))
    right = any((where := _WHERE.fullmatch(fold(form))) and where["place"] == told for form in own)
    return right and not any(told in fold(rival) for rival in rivals)


def without_lead(said: str, key: str, language: str) -> str:
    """The answer without what leads in, "" where nothing does, or where it is half of a word: "in valid", "on line".

    Of more than three words a phrase tells something by its first one.
    """
    lead = _LEAD.match(said)
    if lead is None or not (
        lead["article"] or key[:1].isupper() or key[:1].isdigit() or fold(key) in _SEASONS or is_calendar(fold(key))
    ):
        return ""
    if len(key.split()) > _MOST or words(key)[:1] == words(said)[:1]:
        return ""
    first, second, *_ = *words(said), ""
    return "" if first + second in frequencies(language) or not fold(said[lead.end() :]) else said[lead.end() :]
