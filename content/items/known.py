"""Whether a line is one that people are known by: it stands alone, and somebody speaks of themselves or vividly.

What anybody says, what belongs to the talk itself and what points elsewhere tells nobody's voice. Most of this is known
of English alone.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from content.model import Quote
from content.text import words
from content.vocabulary import weight

# Anybody says "I think it's just a matter of taste": words are counted by what they weigh beyond the common ones.
COMMON = 0.4
# What several kinds ask of a line is told once; of so many lines, the latest.
_REMEMBERED = 256
# Whoever says this has the microphone.
_HOSTS = re.compile(
    r"\b(?:with me|with us|joining (?:me|us)|joined by|my co-?hosts?|welcome|(?:my|our|your|today's) guests?|"
    r"(?:this|the|our) (?:show|episode|conversation|segment)|listeners?|viewers?|"
    r"(?:the|your|this|a|an|our) (?:\w+ )?podcast|(?:your|our|the) audience|guests|how i got (?:into|here|started)|"
    r"(?:link|links) (?:it|this|that|them|to|up)|we['’]ll link|(?:into|in) the chat|my e-?mail|"
    r"let me (?:ask|\w+ly|describe|explain|introduce|read)|this has been|i'm dropping|let's say|"
    r"my (?:next|last|first) question|"
    r"(?:each|every one|both|all) of you|let's (?:start|begin|move on|hear|learn|dive|talk|get|jump|play)|"
    r"tell us|(?:^|(?<=[.!?…] ))(?:give|show|help|take|walk) us|ask (?:another|the next|one more) question|"
    r"(?:we are|we're) back|conversation (?:today|here)|shout[- ]?outs?|hard stop|tune in|subscribe|url|"
    r"after the break|on the air|check (?:it|this|that) out|show ?notes|\w\.com|"
    r"before we (?:dive|get|go|jump|start))\b",
    re.IGNORECASE,
)
# Anybody hedges, thanks, agrees, and speaks to the others of what they do.
_HEDGES = re.compile(
    r"\b(?:i (?:think|guess|mean|don't know|would say)|kind of|sort of|probably|maybe|a little bit|i'm not sure|"
    r"in terms of|basically|actually|obviously|or something|whatever)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:thanks?|thank you|congrat\w*|sorry|good (?:point|question)|you(?:'re| are) (?:right|welcome)|as you said|"
    r"(?:i|we|totally|completely|fully|wholeheartedly|definitely|also|would|i'd) (?:would )?agree|"
    r"(?:i )?(?:don['’]t|do not|can['’]t|cannot|won['’]t|wouldn['’]t) disagree|"
    r"i(?:['’](?:ll|d|m))? (?:will |would |want to |going to |gonna |just |really |also |definitely )*"
    r"(?:mirror|echo|second|reiterate|piggyback|add|plus one|resonate)\b(?!-| (?:a|an|the|my|our|more|new|some|\d)\b)|"
    r"i['’]m with (?:you|\w+ on)|same here|plus one|\+1|to your point|(?:like|as) (?:you|he|she|they|we|i) said|"
    r"(?:you|we|i) (?:just |also )?(?:mentioned|alluded)|appreciate (?:it|you|that)|"
    r"correct me|(?:applaud|hook) you|"
    r"what you(?:'re| are| were) (?:saying|telling|doing)|you guys|(?:in|for) (?:a|one) (?:second|moment|minute)|"
    r"your (?:own )?(?:website|book|talk|laugh|company|project|comments?|team|wife|husband|blog|answer|point)|"
    r"you (?:just )?(?:wrote|said|told|did|were|had|founded|built|made|talked|started|grew|decided))\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:of course,? )?(?:one|two|three|first|second|third|another|the (?:first|second|third|other|last|next|sum))\b",
    re.IGNORECASE,
)
# The lead-in to what somebody then said, or would say: "I also have an unpopular opinion."
_LEADS_IN = re.compile(
    r"\bunpopular opinions?\b|\b(?:i|we)(?:['’]ve)? (?:also |do |actually |just )*(?:have|had|got|have got) "
    r"(?:a|an|another|one|two|three|some|so many|a few|a couple of) (?:\w+ )?"
    r"(?:opinion|question|thought|comment|point|story|example|confession|announcement|answer|hot take|take|idea|thing)"
    r"s?[^\w,]*(?:$|about (?:it|that|this)\b)|\bhere['’]s (?:my|the|an?|what)\b",
    re.IGNORECASE,
)
# Who is meant by it was there: of two hosts and a guest one is ruled out.
_ADDRESSED = re.compile(
    r"\b(?:for|to|with|from|of|about|on|at) (?:you|yours|yourself)[ ]*(?:guys|all|two|both)?(?:[.,!?;:…]|\s?[-–—]|$)|"
    r"\b(?:one|some|both|all|any|either|two) of you\b|\bthis (?:guy|man|lady|woman|gentleman|person)(?:['’]s)?\b|"
    r"\b(?:like|likes|liked|love|loved|enjoy|enjoyed|read|saw|heard|watched) (?:\w+ ){0,2}your\b|"
    r"\bwhy you (?:like|liked|love|loved|did|do|made|built|chose|wanted|started|wrote)\b|"
    r"\byou['’](?:ve|d) (?:been|got|done|written|made|built|said|worked|had)\b|\bi (?:want|wanted) to ask you\b",
    re.IGNORECASE,
)
# "While billionaires decide how they spend it." waits for what is not said.
_WAITS = re.compile(
    r"(?:someone|somebody|something|anyone|people|those|things) (?:who|that|which)\b[^,:–—]*?[.!…]+ [A-Z]|"
    r"(?:while|although|though|since|because|whereas|even though|even if|unless|until)\b[^,:–—]*[.!…]",
    re.IGNORECASE,
)
# What is left of an answer: "I do... I think", "I am. My".
_LEFT_OVER = re.compile(
    r"(?:i|we|it|they|he|she|you|there) (?:do|did|does|am|are|is|was|were|have|had|has|would|could|can|will|might|know|"
    r"see|guess|think|agree|understand|remember|like|love|don['’]t know|ca|wo)(?:n['’]t)?"
    r"(?: (?:too|not|both|either|so|also|that))?"
    r"(?:\.+|…|,|!|;| -)",
    re.IGNORECASE,
)
_TIED = re.compile(
    r"(?:then|because|which|so|otherwise|and|but|or|also|same|there you|anyway|now|meanwhile|again|as opposed|instead|"
    r"definitely not|speaking of|whereas|at least|as far as|either way|to be (?:honest|fair)|in that|like|"
    r"number|go ahead|let's|next|for example|regarding|versus|that|this|these|those|it|here|there|"
    r"(?:that|it|here|there)['’]s)\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"(?:\.\.+|…|-)[\"”’]?$")
# What points to something else: of a long thought that stands alone hardly any word does.
_POINTS = frozenset(
    "it it's it'll this that that's these those they they're they've them their there's there he he's she she's him "
    "her his".split()
)
MOST_POINTS, LONG = 1, 18
_THAT_THING = re.compile(
    r"\banother one of\b|\b(?:that|the) same (?:thing|issue|way|reason|idea|problem)\b|"
    # "Access to this table": which?
    r"\b(?:to|of|with|for|about|into|from) (?:this|that) (?!year|week|month|day|morning|point|world|time|country|kind|"
    r"sort|is|was|i|we|you|they|he|she|it|matter|said|reason|are|were|can|will|would|has|have|had)[a-z]+\b|"
    r"\b(?:that|this|those|these) (?:things?|one|ones|stuff|way|part|kind(?! of))\b|"
    # "How true that will remain", "I think that as a rule has served me well": no word ties it to what stands before.
    r"\b(?:think|believe|guess|know|true|long|well|much|often|liked?|loved?|hated?) (?:that|this) "
    r"(?:as an? \w+ (?:has|is|was|will|can)|will|would|is|was|has|can|could|might)\b|"
    r"^(?:[^\s.?!]+ ){1,11}that[.;!?]|\b(?:of|in|with|for|to) (?:that|this) (?:like|is|and|but)\b|"
    # "For me at least, it was super-complicated."
    r"^(?:for|to|with) \w+(?: \w+){0,2}, (?:it|that|this|they)\b|"
    r"^(?:i|we)(?: \w+)? (?:liked?|loved?|hated?|prefer|used?|need|want|wanted|did|do|tried) that "
    r"(?:a|an|the|so|much|more|better|one|very|too|all|in|for|at|on|with|when|because|and)\b",
    re.IGNORECASE,
)
# "Those pressures exist at all times": which?
_THOSE = re.compile(r"\b(?:those|these) (?:\w+ )??(\w{4,}s)\b", re.IGNORECASE)
# Somebody who does more than to think something speaks of themselves.
_OPINION = re.compile(
    r"\bin my (?:opinion|view|experience|mind)\b|\bmy (?:opinion|understanding|view|way of seeing)\b", re.IGNORECASE
)
_OWN = re.compile(
    r"\b(?:me|my|mine|myself|i(?:['’](?:m|ve|d|ll))?) (?!(?:do |don['’]t |will |would |just |really |still |can )*(?:"
    r"think|guess|mean|see|admit|(?:have )?seen|(?:have )?noticed?|recommend|believe|find|say|said|know|"
    r"feel like|agree|understand|suspect|hope|imagine|wonder|want to add|"
    r"like that)\b)\w",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:our|ours|us|we(?:['’](?:re|ve|d|ll))?) (?!(?:do |don['’]t |would |just |really |still |can |all |already )*"
    r"(?:think|guess|see|believe|know|knew|say|said|should|look|live in a)\b)\w",
    re.IGNORECASE,
)
# What somebody else says, or might.
_SPEECH = re.compile(r"[\"“][^\"“”]*[\"”]")
_SENTENCE = re.compile(r"[.?!…]+[\s\"”’)]+")
_CLAUSE = re.compile(r"[.?!;…]+[\s\"”’)]+|\s[-–—]\s")
# What is worth quoting for one of these reasons (content/data/quote_reasons.tsv) is remembered with who said it.
_VIVID = frozenset(("a strong word", "an image", "a comparison", "somebody else's voice", "a confession", "a story"))
_LIFE = re.compile(
    r"\b(?:i|we) (?:work|worked|teach|taught|started|founded|wrote|built|run|ran|lead|led|joined|studied)\b|"
    r"\bmy (?:company|job|wife|husband|partner|girlfriend|boyfriend|sons?|daughters?|kids?|mom|mother|dad|father|team|"
    r"book|blog|brother|sister|dog|cat|house|boss|first)\b",
    re.IGNORECASE,
)
# A sentence of more words runs on: hardly anybody could say what it was about.
LONGEST_SENTENCE = 32


@lru_cache(maxsize=_REMEMBERED)
def told(text: str) -> float:
    """How much is told there beyond what anybody says."""
    return sum(max(0.0, weight(word) - COMMON) for word in set(words(text)))


@lru_cache(maxsize=_REMEMBERED)
def is_hosting(text: str) -> bool:
    """Whether whoever says this leads the talk."""
    return bool(_HOSTS.search(text))


@lru_cache(maxsize=_REMEMBERED)
def hedging(text: str) -> int:
    """How often it says that it may be so."""
    return len(_HEDGES.findall(text))


@lru_cache(maxsize=_REMEMBERED)
def is_part_of_talk(text: str) -> bool:
    """Whether it thanks, answers to or counts up what others said: it is about this talk."""
    return bool(_COURTESY.search(text) or _LISTED.match(text) or _LEADS_IN.search(text))


@lru_cache(maxsize=_REMEMBERED)
def is_addressed(text: str) -> bool:
    """Whether it speaks to one of the others: who that is was not who spoke."""
    return bool(_ADDRESSED.search(text))


@lru_cache(maxsize=_REMEMBERED)
def is_tied(text: str) -> bool:
    """Whether it goes on from what was said before, or is not said to its end."""
    return any((_TIED.match(text), _OPEN_END.search(text), _LEFT_OVER.match(text), _WAITS.match(text)))


@lru_cache(maxsize=_REMEMBERED)
def points_elsewhere(text: str) -> bool:
    """Whether too many of its words stand for something that is not there."""
    said = words(text)
    if _THAT_THING.search(text) or any(_is_new(text, those) for those in _THOSE.finditer(text)):
        return True
    return pointing(said) > MOST_POINTS + (len(said) > LONG)


def pointing(said: Sequence[str]) -> int:
    """How many of these words stand for something else."""
    return sum(word in _POINTS for word in said)


def _is_new(text: str, those: re.Match[str]) -> bool:
    """Whether what is pointed at was not named before."""
    return those[1].casefold()[:5] not in text[: those.start()].casefold()


@lru_cache(maxsize=_REMEMBERED)
def speaks_of_self(text: str) -> bool:
    """Whether somebody tells of themselves, and not only what they think."""
    return bool(_OWN.search(_OPINION.sub("", _SPEECH.sub("", text))))


@lru_cache(maxsize=_REMEMBERED)
def tells_own_life(text: str) -> bool:
    """Whether somebody tells of their work or of those they live with."""
    return bool(_LIFE.search(text))


def tells_own(text: str, at: int) -> bool:
    """Whether somebody, or several, do something in the clause at that place, and not only think it."""
    begin = max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0)
    end = _CLAUSE.search(text, at)
    clause = _OPINION.sub("", text[begin : end.start() if end else len(text)]).replace("Let me", "")
    return bool(_OWN.search(clause) or _OURS.search(clause))


def is_vivid(quote: Quote) -> bool:
    """Whether it is worth quoting for what people remember."""
    return not _VIVID.isdisjoint(quote.reasons)


@lru_cache(maxsize=_REMEMBERED)
def longest_sentence(text: str) -> int:
    """How many words its longest sentence has."""
    return max(len(sentence.split()) for sentence in _SENTENCE.split(text))


@lru_cache(maxsize=_REMEMBERED)
def speaks_of_us(text: str) -> bool:
    """Whether somebody tells of what several did, and not only what they think."""
    return bool(_OURS.search(_SPEECH.sub("", text)))
