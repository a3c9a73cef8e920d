"""Which language a transcript is in: by its script, or by the small words that every sentence needs.

Own code, because the packages that tell ninety languages apart bring a model and numpy, and Quoth has to know three
things only: whether its English rules apply, how to measure a length, and what to tell people.
"""

import re
from collections.abc import Iterable
from operator import itemgetter

SAMPLE = 20_000
LEAST_WORDS = 5
LEAST_SHARE = 0.08
_SMALL_WORDS = {
    "en": "the and of to that is was it you we they have not but with this for what are in a i so do",
    "de": "der die das und ist nicht ich wir sie es ein eine zu den mit auf für dass von auch aber wie",
    "fr": "le la les et est pas que je nous vous des une un pour dans il elle avec ce qui mais on du",
    "es": "el la los las y es no que de en un una por con para se lo como pero más del yo muy",
    "it": "il lo la gli e è non che di un una per con sono ma si come più del io anche questo",
    "pt": "o a os as e é não que de em um uma por com para se mas mais do da eu você isso",
    "nl": "de het een en is niet dat ik we ze van op voor met maar ook die aan wat er je",
    "sv": "och att det är inte jag vi som en ett på för med men har av den till så om",
    "pl": "i nie to jest się na że z do w jak co ale tak ja my czy po już dla",
    "tr": "bir ve bu da de ne için çok ama ben o gibi daha var mı değil ile",
}  # fmt: skip
SMALL_WORDS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
# The languages whose sentences need a word.
_NEEDED_BY = {
    word: tuple(code for code, small in SMALL_WORDS.items() if word in small)
    for word in frozenset().union(*SMALL_WORDS.values())
}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "pl": "Polish", "tr": "Turkish", "ja": "Japanese", "ko": "Korean",
    "zh": "Chinese", "th": "Thai", "ru": "Russian", "el": "Greek", "he": "Hebrew", "ar": "Arabic", "hi": "Hindi",
}  # fmt: skip


def language_of(texts: Iterable[str]) -> str:
    """The code of the language ("en"), "" where there is too little to tell or it is none of those known here."""
    sample = _sample(texts)
    letters = 0 if sample.isascii() else len(_LETTERS.findall(sample))
    for code, script in _SCRIPTS if letters else ():
        # Kana are sparse between the characters that Japanese shares with Chinese.
        if len(script.findall(sample)) > (0.1 if code == "ja" else 0.4) * max(letters, 1):
            return code
    words = _WORD.findall(sample.casefold())
    if len(words) < LEAST_WORDS:
        return ""
    counts = dict.fromkeys(SMALL_WORDS, 0)
    for word in words:
        for code in _NEEDED_BY.get(word, ()):
            counts[code] += 1
    (best, found), (_, second) = sorted(counts.items(), key=itemgetter(1), reverse=True)[:2]
    return best if found > LEAST_SHARE * len(words) and found > second else ""


def is_english(language: str) -> bool:
    """Whether the English rules apply: where it is English, and where nobody can tell."""
    return language in ("en", "")


def _sample(texts: Iterable[str]) -> str:
    """The beginning, long enough to tell."""
    taken: list[str] = []
    size = 0
    for text in texts:
        taken.append(text[: SAMPLE - size])
        size += len(taken[-1]) + 1
        if size >= SAMPLE:
            break
    return "\n".join(taken)
