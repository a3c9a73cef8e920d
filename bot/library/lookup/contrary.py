"""Whether a search says the opposite of what was said: everybody reads it, where nobody does."""

from collections.abc import Sequence

from bot.likeness.edits import LIGHT_WORDS

# Words that deny, and words that say it of all, as `terms` has them.
_DENY = frozenset(
    "no not never nobody none nothing nowhere neither nor without cannot cant dont doesnt didnt isnt arent wasnt "
    "werent wont wouldnt couldnt shouldnt havent hasnt hadnt aint "
    "nicht nichts nie niemals niemand kein keine keiner keinen ohne jamais rien personne aucun aucune "
    "nunca nadie nada ningun ninguna".split()
)
_ALL = frozenset(
    "all every everybody everyone everything everywhere always each "
    "alle alles jeder jede jedes immer toujours tous toutes siempre todos todas todo".split()
)
_PAIRS = (
    "more less, before after, up down, first last, good bad, easy hard, win lose, true false, right wrong, old new, "
    "fast slow, faster slower, cheap expensive, love hate, start stop, begin end, same different, increase decrease, "
    "best worst, better worse, large small, big small, high low, open closed, early late, most least, many few, "
    "possible impossible, with without, always never, everybody nobody, everyone nobody, all none, everything nothing, "
    "inside outside, remember forget, buy sell, rich poor"
)
_NONE: frozenset[str] = frozenset()
_OPPOSITES: dict[str, set[str]] = {}
for _one, _other in map(str.split, _PAIRS.split(", ")):
    _OPPOSITES.setdefault(_one, set()).add(_other)
    _OPPOSITES.setdefault(_other, set()).add(_one)
# So many words around one tell whether it is denied; right before it a denial is meant for it.
_AROUND, _BEFORE = 6, 3
# What a word of a search is about stands so near it.
_BEHIND, _AHEAD = 3, 2


def contradicts(wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a word of the search stands in the text in its opposite, or is denied there and not here."""
    known = set(said)
    for place, word in enumerate(wanted):
        if word not in known and _OPPOSITES.get(word, _NONE) & known and _is_opposed(place, wanted, said):
            return True
        if (word in _DENY or word in _ALL) and _is_turned(place, wanted, said):
            return True
    return False


def _is_opposed(place: int, wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the opposite of that word stands beside what the word stands beside."""
    near = set(_beside(place, wanted))
    opposites = _OPPOSITES[wanted[place]].difference(wanted)
    return any(
        word in opposites and near.intersection(said[max(0, at - _BEHIND) : at + _BEHIND + 1])
        for at, word in enumerate(said)
    )


def _is_turned(place: int, wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether what that word denies is not denied in the text, or what it says of all is."""
    anchor = next((word for word in _beside(place, wanted) if word in said), None)
    if anchor is None:
        return False
    denies = wanted[place] in _DENY
    return all(
        _DENY.isdisjoint(_around(said, at)) if denies else _is_denied(said, at)
        for at, word in enumerate(said) if word == anchor
    )  # fmt: skip


def _beside(place: int, wanted: Sequence[str]) -> list[str]:
    """The telling words near one, those behind it first."""
    near = (*wanted[place + 1 : place + 1 + _BEHIND], *reversed(wanted[max(0, place - _AHEAD) : place]))
    return [word for word in near if word not in LIGHT_WORDS and word not in _DENY and word not in _ALL]


def _around(said: Sequence[str], at: int) -> Sequence[str]:
    return said[max(0, at - _AROUND) : at + _AROUND + 1]


def _is_denied(said: Sequence[str], at: int) -> bool:
    return not _DENY.isdisjoint(said[max(0, at - _BEFORE) : at]) and _ALL.isdisjoint(_around(said, at))
