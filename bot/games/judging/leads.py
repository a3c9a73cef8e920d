"""What is said in front of a short answer and changes nothing: "in winter", "on the left", "im Juni", "by Tim Cook"."""

import re

from content.text import fold, words
from content.vocabulary import frequencies

_MOST = 3
_LEADS = "in|on|at|during|by|to(?= the )|im|am|um|zum|auf|bei|en|au|aux|dans|al|a(?= la )|à"
_LEAD = re.compile(rf"(?:{_LEADS})\s+(?:(?:the|der|dem|den|das|die|la|le|les|el|los|las)\s+)?(?=\w)", re.IGNORECASE)


def without_lead(said: str, key: str, language: str) -> str:
    """The answer without what leads in, "" where nothing does, or where it is half of a word: "in valid", "on line".

    Of more than three words a phrase tells something by its first one.
    """
    lead = _LEAD.match(said)
    if lead is None or len(key.split()) > _MOST or words(key)[:1] == words(said)[:1]:
        return ""
    first, second, *_ = *words(said), ""
    return "" if first + second in frequencies(language) or not fold(said[lead.end() :]) else said[lead.end() :]
