"""The words of a text that carry its meaning, cut to their beginnings so that "rescue" and "rescues" are one."""

from functools import lru_cache

from content.text import words

_SHORT = 3
_EMPTY = frozenset(
    "about after again almost also always another because been before being between both could does doing done "
    "down each even every ever from going have having here into just kind know like little made make many maybe "
    "more most much need never only other others over people quite really same should some something still such "
    "than that their them then there these they thing things think this those through very want were what when "
    "where whether which while will with without would your yours yourself mean feel look talk work good well "
    "better best different anything everything first last come take back said tell there's what's that's you're "
    "don't".split()
)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Beginnings of the words of four letters or more that are not about nothing."""
    return frozenset(_stem(w) for w in words(text) if len(w) > _SHORT and w not in _EMPTY)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    return (word[:-1] if word.endswith("s") and not word.endswith("ss") else word)[:5]
