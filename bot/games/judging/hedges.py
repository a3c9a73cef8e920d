"""What people put around an answer: "is it …?", "I think …", "…, I guess", spoiler bars and quotation marks."""

import re

_WRAPPING = " \t\n\"“”'‘’*_~|"
_STOPS = " \t\n,:;.!?"
_ANSWER = (
    "the answer is",
    "my answer is",
    "answer is",
    "my guess is",
    "my answer",
    "my guess",
    "answer",
    "final answer",
)
_DOUBT = (
    "i think", "i guess", "i believe", "i say", "i'd say", "i would say", "i'm pretty sure", "i am pretty sure",
    "pretty sure", "i'm not sure but", "i am not sure but", "not sure but", "no idea but", "maybe", "perhaps",
    "probably", "possibly", "surely", "definitely", "obviously", "certainly", "i reckon", "i bet", "i suppose",
    "prob", "probs", "prolly", "def", "defo", "idk but", "idk maybe", "no clue but", "guessing", "my bet is",
    *(f"{who} {verb}" for who in ("i'm", "im", "i am", "i'll", "ill", "i will", "i'd", "id", "let's", "lets", "gonna")
      for verb in ("go with", "going with", "gonna go with", "say", "saying", "gonna say", "going to say", "guess")),
)  # fmt: skip
_VERBS = ("is", "was", "must be", "could be", "might be", "has to be")
_IS_IT = (
    *(f"{who} {verb}" for who in ("it", "that", "this") for verb in _VERBS),
    "is it", "was it", "could it be", "is that", "was that", "it's", "that's", "who is", "who's", "who was", "what is",
    "what's", "what was", "must be", "must have been", "could be", "might be", "has to be",
    "that would be", "it would be", "gotta be", "it's gotta be", "that'd be", "it'd be", "that'll be", "it'll be",
    "it will be", "got to be", "it's got to be", "has got to be", "its", "thats", "its gotta be", "whats", "you need",
    "we need",
)  # fmt: skip
_SOUNDS = (
    "well",
    "um",
    "uh",
    "er",
    "hmm",
    "oh",
    "ok",
    "okay",
    "ooh",
    "ah",
    "aha",
    "erm",
    "uhm",
    "hm",
    "yay",
    "omg",
    "easy",
    "lol",
    "haha",
    "idk",
)
# A question that expects yes.
_EXPECTS_YES = re.compile(r"^(?:is|was|could|would|must)n'?t (?:it|that|he|she) (?:be )?(?=\w.*\?\s*$)", re.IGNORECASE)
# A sound that somebody held: ummm, oooh, hmmmm.
_HELD_SOUND = re.compile(r"^(?:u+h*m+|h+m+|o+h+|a+h+|e+r+m*)[\s,.!…]+(?=\w)", re.IGNORECASE)
_BEFORE = tuple(sorted((*_ANSWER, *_DOUBT, *_IS_IT, *_SOUNDS, "that"), key=len, reverse=True))
_AFTER = tuple(sorted((
    *(d for d in _DOUBT if not d.endswith("but")), "for sure", "of course", "not sure", "but not sure", "i'm not sure",
    "but i'm not sure", "if i'm not mistaken", "if i am not mistaken", "if i remember right", "if i remember correctly",
    "or something", "or something like that", "right", "please", "lol", "haha", "btw", "by the way",
    "duh", "ofc", "obvs", "idk", "omg", "haha", "hahaha", "lmao", "i reckon", "i bet", "no doubt", "100%",
    "imo", "tbh", "i'm sure", "im sure", "i am sure", "at all", "im not sure", "but im not sure",
), key=len, reverse=True))  # fmt: skip
_MOST = 4
# "vinegar, no?"
_ASKED_BACK = re.compile(r",\s*(?:no|yes|yeah|eh|right|innit|isn't it|is it|or)\s*\?+\s*$", re.IGNORECASE)


def strip_hedges(answer: str) -> str:
    """The answer without question forms, doubts and wrapping around it, at most four pieces from either end."""
    said = _ASKED_BACK.sub("", answer.replace("’", "'"))
    said = _bare(_EXPECTS_YES.sub("", _HELD_SOUND.sub("", said.strip(_WRAPPING))))
    for _ in range(_MOST):
        said = _without_head(said)
    for _ in range(_MOST):
        said = _without_tail(said)
    return said


def _without_head(said: str) -> str:
    low = said.lower()
    if not low.startswith(_BEFORE):
        return said
    for lead in _BEFORE:
        if (
            low.startswith(lead)
            and said[: len(lead)].lower() == lead
            and said[len(lead) : len(lead) + 1] in tuple(" ,:")
        ):
            return _bare(said[len(lead) :].lstrip(_STOPS)) or said
    return said


def _without_tail(said: str) -> str:
    low = said.lower()
    if not low.endswith(_AFTER):
        return said
    for tail in _AFTER:
        if (
            low.endswith(tail)
            and said[-len(tail) :].lower() == tail
            and said[-len(tail) - 1 : -len(tail)] in tuple(" ,")
        ):
            return _bare(said[: -len(tail)]) or said
    return said


def _bare(text: str) -> str:
    return text.strip(_WRAPPING).rstrip(_STOPS + _WRAPPING)
