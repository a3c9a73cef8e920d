"""What is typed while a round is open and is meant as no answer: that somebody comes in, or does not know."""

import re

from content.model import Item
from content.text import words

_BEFORE = "ok|okay|yes|yeah|yep|hey|hi|hello|sure|cool|oh|and|well|wait|please"
_AFTER = "too|as well|also|please|now|then|pls|plz"
_COMING = (
    "im in|i am in|im in on this|me too|me 2|me as well|me in|count me in|deal me in|let me in|let me join|let me play|"
    "add me|sign me up|put me in|i join|ill join|i will join|im joining|i am joining|i play|ill play|i will play|"
    "im playing|i am playing|i want in|i want to join|i want to play|i wanna join|i wanna play|id like to join|"
    "id like to play|can i join|can i play|may i join|im down|im game|ich auch|bin dabei|ich bin dabei|"
    "moi aussi|yo tambien"
)
_COMES_IN = re.compile(rf"(?:(?:{_BEFORE}) )*(?:{_COMING})(?: (?:{_COMING}|{_AFTER}))*")
# A sound while one thinks; held as long as one likes.
_SOUND = r"h+m+|u+h+m*|u+m+|e+r+m*|e+h+m*|a+h+|o+h+|m+h*m+|ä+h+m*"
_UNKNOWN = (
    "dunno|i dunno|idk|idek|no idea|no clue|not a clue|i have no idea|i have no clue|ive no idea|i dont know|dont know|"
    "i do not know|i dont remember|i cant remember|i forgot|beats me|not sure|im not sure|who knows|no clue at all|"
    "no idea at all|let me think|weiss nicht|weiß nicht|ich weiss nicht|ich weiß nicht|keine ahnung|aucune idee|"
    "aucune idée|je ne sais pas|ni idea|no se|no sé"
)
_SHRUG = re.compile(
    rf"(?:(?:{_BEFORE}|lol|sorry|honestly|but) )*(?:{_SOUND}|{_UNKNOWN})(?: (?:{_SOUND}|{_UNKNOWN}|lol|sorry|tbh|haha|"
    r"man|yet|honestly|really))*"
)


def comes_in(text: str) -> bool:
    """Whether somebody says that they take part: im in, me too, count me in."""
    return bool(_COMES_IN.fullmatch(_told(text)))


def is_shrug(text: str) -> bool:
    """Whether somebody says that they think, or do not know: hmmm, idk, no clue lol."""
    return bool(_SHRUG.fullmatch(_told(text)))


def is_an_answer(item: Item, text: str) -> bool:
    """Whether these very words are an answer of that item, right or wrong: “Me too” may be an option."""
    forms = (item.key, *item.accept, *item.rivals, *item.reject, *item.options, *(form for form, _ in item.prompts))
    return _told(text) in map(_told, forms)


def _told(text: str) -> str:
    return " ".join(words(text.replace("’", "'"))).replace("'", "")
