"""Sentences, and which of them lean on the one before."""

import re
from collections.abc import Iterable, Iterator

from content.language import is_english

CHUNK = 10_000
_FIRST_WORD = re.compile(r"[\w'’]+")
# A sentence that begins like this leans on the one before it.
DANGLING = frozenset(
    "this that these those it its it's that's they them their they're he she his her which who whose such also too and "
    "but so or nor because therefore thus hence however moreover furthermore besides instead otherwise then similarly "
    "likewise conversely additionally meanwhile obviously consequently accordingly specifically yes no yeah yep right "
    "ok okay sure exactly well actually both neither here there's another especially".split()
)
# The same in other languages: what ties, what points, what answers.
_ELSEWHERE = {
    "de": "und aber oder sondern denn also dann deshalb deswegen darum daher trotzdem sonst außerdem dadurch damit "
    "dabei dazu dafür davon daran darauf darüber da dies diese dieser dieses diesen diesem er sie ihn ihm ihr ihnen "
    "beide jene jener weil sodass ja nein doch genau richtig natürlich auch ebenso somit folglich dort",
    "fr": "et mais ou donc or car alors ensuite puis aussi pourtant cependant sinon ça cela ceci ce cette ces celui "
    "celle ceux il elle ils elles lui leur eux parce oui non voilà voici exactement bref enfin c'est c'était",
    "es": "y e pero o sino pues entonces luego así también tampoco además sin embargo eso esto esa ese esos esas este "
    "esta estos estas él ella ellos ellas porque sí no exacto claro bueno aquello allí ahí",
}
# So does this with the word that follows, and this does not.
_LEANING_PHRASES = tuple(
    "das " + verb + " " for verb in "ist war wäre sind muss kann geht hat haben heißt wird hilft bedeutet macht gilt "
    "darf will sollte".split()
)  # fmt: skip
_EMPTY = ("il faut ", "il y a ", "il n'", "il est ", "il suffit ")
_LEANING = {language: frozenset(listed.split()) for language, listed in _ELSEWHERE.items()}
# Where the day's number stands before a point, no sentence ends.
_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
# A point that a word begins with ends nothing.
_POINT = re.compile(r"(?:^|\s)\.$")
# After somebody's initials comes the name; after “the U.S.” a sentence may end, and before a word that begins one.
_INITIALS = re.compile(
    r"(?:^|\s)(?!(?:U\.S|U\.K|E\.U|D\.C|L\.A|N\.Y|A\.I|T\.V|P\.S|I\.D|I\.T|A\.M|P\.M|A\.D|B\.C)\.)(?:[A-Z]\.){2,3}$"
)
_NAME = re.compile(r" ([A-Z][a-z]+)")
# “Connect.Tech”, “ASP.NET”: a name with a point in it, unless its first word is all that is said, or its second begins.
_DOTTED = re.compile(r"\s[^\w\s]*[A-Z]\w{,30}\.$")
_DOTTED_ON = re.compile(r"([A-Z]\w+)")
_BEGINNINGS = DANGLING | frozenset(
    "the a an i we you in on at for with my our your if when what why how where no".split()
)
# These only ask.
_ASKING = frozenset({"which", "who", "whose"})
_DANGLING_PHRASES = (
    "for example", "for instance", "in addition", "in contrast", "in other words", "in this", "in that", "in fact",
    "to this", "to that", "to achieve this", "at this", "at that", "on the other hand", "as a result", "of course",
    "in short", "after all", "the same", "the other", "the latter", "the former", "as i said", "as we", "by this",
    "of these", "of those", "in these", "with this", "if so", "if not",
    "just like", "just to", "on that", "for that", "after that", "before that", "with that", "like that",
    "so that", "not only that",
    "not too", "not so", "not that", "not much", "not really", "not necessarily", "i don't know, but",
    "i think that's", "i think that is", "i think this is", "i guess that's", "i love that", "i like that", "i agree",
    "i totally agree", "i would totally agree", "i'd agree",
    "on the contrary", "in turn", "tied to", "in here", "again,", "secondly", "thirdly",
)  # fmt: skip


def sentences(paragraph: str, language: str = "en") -> list[str]:
    """The sentences of a paragraph, each as it stands there."""
    # Only an import needs it.
    from sentencex import segment

    found = [s for chunk in _chunks(paragraph) for part in segment(language or "en", chunk) if (s := part.strip())]
    return list(_whole(found, paragraph, ordinals=language == "de"))


def _whole(found: Iterable[str], paragraph: str, *, ordinals: bool) -> Iterator[str]:
    """The sentences, with those together that were cut in “.NET”, “Connect.Tech”, “J.D. Salinger”, or after “am 3.”."""
    begin = at = 0
    cut = False
    for part in found:
        place = paragraph.index(part, at)
        begin, at = begin if cut else place, place + len(part)
        named = _is_dotted(part, paragraph, at) or _is_named_next(part, paragraph, at)
        cut = named or (ordinals and _ORDINAL.search(part) is not None)
        if not cut:
            yield paragraph[begin:at]
    if cut:
        yield paragraph[begin:at]


def _is_dotted(part: str, paragraph: str, at: int) -> bool:
    """Whether a sentence was cut at a point within a name."""
    if not paragraph[at : at + 1].isalnum():
        return False
    if _POINT.search(part) is not None:
        return True
    following = _DOTTED_ON.match(paragraph, at)
    return following is not None and following[1].lower() not in _BEGINNINGS and _DOTTED.search(part) is not None


def _is_named_next(part: str, paragraph: str, at: int) -> bool:
    """Whether a sentence was cut between initials and their name."""
    following = _NAME.match(paragraph, at)
    return following is not None and following[1].lower() not in _BEGINNINGS and _INITIALS.search(part) is not None


def _chunks(paragraph: str) -> Iterator[str]:
    """The paragraph in pieces that can be cut in a bounded time; nobody speaks in paragraphs as long as that."""
    at = 0
    while len(paragraph) - at > CHUNK:
        end = max(paragraph.rfind(". ", at, at + CHUNK) + 1, paragraph.rfind(" ", at + CHUNK - 1000, at + CHUNK))
        end = end if end > at else at + CHUNK
        yield paragraph[at:end]
        at = end
    yield paragraph[at:]


def dangles(sentence: str, language: str = "en") -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    if sentence.startswith(("...", "…")):
        return True
    folded = sentence.lstrip("\"“'‘( ").replace("’", "'").casefold()
    first = _FIRST_WORD.match(folded)
    if first is not None and not is_english(language):
        leans = first[0] in _LEANING.get(language, ()) or (language == "de" and folded.startswith(_LEANING_PHRASES))
        return leans and not folded.startswith(_EMPTY)
    if first is None or (first[0] in _ASKING and sentence.rstrip('"”’)').endswith("?")):
        return False
    return first[0] in DANGLING or folded.startswith(_DANGLING_PHRASES)
