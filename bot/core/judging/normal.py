"""Answers in one form: question forms off, contractions undone, number words as digits, words in a list."""

import re

from content.text import fold, words

_QUESTION = re.compile(
    r"(?:(?:well|um|uh|hmm)[ ,]+)?(?:i (?:think|guess|believe|say)(?: that)? )?(?:maybe |perhaps |probably )?"
    r"(?:is it|was it|it is|it was|it's|who is|who's|who was|what is|what's|that is|that's|this is)[ ]+|"
    r"i (?:think|guess|believe|say) |(?:maybe|perhaps|probably) ",
    re.IGNORECASE,
)
_CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us",
    "it's": "it is", "that's": "that is", "there's": "there is", "what's": "what is", "who's": "who is",
    "he's": "he is", "she's": "she is", "i'm": "i am", "gonna": "going to", "wanna": "want to",
    # As people type them.
    **{f"{verb}nt": f"{verb} not" for verb in "do does did is are was were has have had could should would".split()},
    "cant": "can not", "wont": "will not", "im": "i am", "thats": "that is",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'d", " would"))
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {w: str(n) for n, w in enumerate(_UNITS)} | {
    w: str(n) for n, w in zip(range(20, 100, 10), _TENS, strict=True)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1000000, "billion": 1000000000}
ARTICLES = frozenset({"a", "an", "the"})
NEGATIONS = frozenset({"not", "never", "no", "none", "nobody", "nothing", "nor", "neither", "without", "nowhere"})


def strip_question(answer: str) -> str:
    """The answer without "is it …?", "I think …" and spoiler bars around it."""
    said = answer.strip().strip("|").strip()
    match = _QUESTION.match(said.replace("’", "'"))
    if match and match.end() < len(said):
        said = said[match.end() :]
    return said.strip().rstrip("?!. ")


def tokens(text: str) -> list[str]:
    """The folded words of a phrase, contractions undone, numbers as digits."""
    spread: list[str] = []
    plain = fold(text.replace("&", " and "))
    for word in words(re.sub(r"(?<=\d),(?=\d{3})", "", plain)):
        spread += _undone(word).split()
    return _digits(spread)


def numbers(found: list[str]) -> list[str]:
    """The numbers among tokens, in order of size as text."""
    return sorted(t for t in found if t[0].isdigit())


def negations(found: list[str]) -> int:
    """How many tokens negate."""
    return sum(t in NEGATIONS for t in found)


def _undone(word: str) -> str:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + full
    return word.removesuffix("'s")


def _digits(found: list[str]) -> list[str]:
    """Number words as digits; "twenty one" and "three hundred" as one number; "one" alone stays a word."""
    if not any(t in _NUMBERS and t != "one" for t in found):
        return found
    out: list[str] = []
    for token in found:
        value = _NUMBERS.get(token)
        before = out[-1] if out and out[-1].isdigit() else ""
        if value is not None and before.endswith("0") and 0 < int(value) < 10 and len(before) > 1:
            out[-1] = str(int(before) + int(value))
        elif token in _SCALES and before:
            out[-1] = str(int(before) * _SCALES[token])
        else:
            out.append(value or token)
    return out
