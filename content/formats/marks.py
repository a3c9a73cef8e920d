"""What stands in brackets between the words: stage marks that nobody spoke, and times."""

import re
from collections.abc import Iterator

from content.formats.times import CLOCK, SECONDS, seconds

# The first word in the brackets tells a stage mark. "[unintelligible]" and its like stay: words are missing there.
_STAGE_WORDS = (
    "applause|applauds|audience|background|beep|bleep|breath|breathes|cheering|cheers|chuckle|chuckles|chuckling|clap|"
    "clapping|claps|clears|cough|coughing|coughs|cries|crying|exhales|gasp|gasps|giggle|giggles|giggling|groans|inhales|"
    "intro|jingle|laugh|laughing|laughs|laughter|long pause|loud|mumbles|music|musical|noise|outro|pause|pauses|phone|"
    "scoffs|shouts|sigh|sighing|sighs|silence|sings|singing|snaps|sneezes|sniffs|snorts|soft|sound|sound effect|static|"
    "lacht|lachen|alle lachen|gelächter|seufzt|räuspert sich|beifall|applaus|musik|rires?|il rit|elle rit|soupire|"
    "applaudissements|musique|risas|ríe|aplausos|música|risate|applausi|gelach|"
    "theme|upbeat|whispering|whispers|whistles|both laugh|all laugh|everyone laughs|they laugh"
)
_STAGED = rf"(?:{_STAGE_WORDS})(?:[ ,'’-][^\[\]()\n]{{0,40}})?"
_STAGE = re.compile(rf"\(\({_STAGED}\)\)|[\[(]{_STAGED}[\])]|♪[^♪\n]{{0,300}}♪|♪", re.IGNORECASE)
_LAUGH = re.compile(r"laugh|chuckl|giggl", re.IGNORECASE)
_TIME = re.compile(rf"\\?\[({CLOCK})\\?\]|\(({CLOCK})\)|\[({SECONDS})s\]")
_ASIDE = re.compile(r"\([^()]{1,200}\)\.?")
_SPACES = re.compile(r"[ \t\u00a0]{2,}")
_LOOSE = re.compile(r" +([,.;:!?…])")


def without_stage_marks(text: str) -> str:
    """The text without what nobody spoke, and without the double spaces that it leaves."""
    if not ("[" in text or "(" in text or "♪" in text) or not _STAGE.search(text):
        return text
    return _LOOSE.sub(r"\1", _SPACES.sub(" ", _STAGE.sub(" ", text))).strip()


def laughs(text: str) -> tuple[int, ...]:
    """Where somebody laughs, as places in the text without its stage marks."""
    if "augh" not in text and "huckle" not in text and "iggle" not in text:
        return ()
    return tuple(
        len(without_stage_marks(text[: m.start()]).strip()) for m in _STAGE.finditer(text) if _LAUGH.search(m[0])
    )


def is_stage_mark(text: str) -> bool:
    """Whether it is a stage mark and nothing else."""
    return _STAGE.fullmatch(text) is not None


def is_aside(text: str) -> bool:
    """Whether all of it stands in one pair of round brackets: what somebody who wrote it down remarks."""
    return text[:1] == "(" and _ASIDE.fullmatch(text) is not None


def timed_parts(text: str) -> Iterator[tuple[float | None, str]]:
    """The text in the pieces between its time marks, each with the time before it; empty pieces are left out."""
    at, start = 0, None
    if "[" in text or "(" in text:
        for match in _TIME.finditer(text):
            if piece := text[at : match.start()].strip():
                yield start, piece
            at, start = match.end(), seconds(match[match.lastindex or 0])
    if piece := text[at:].strip():
        yield start, piece
