"""What is said in front of a short answer and changes nothing: "in winter", "on the left" and "im Juni"."""

import re

from bot.games.judging.dates import is_calendar
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
