"""What kind of word a word is, as far as a short list of common words and the spelling of long ones can tell.

A word is listed under the one kind that it nearly always has; words that are often two things (work, point, order) are
left out, so that options stand in the sentence as well as the key does.
"""

from functools import lru_cache

from content.tables import column, table

_NOUNS = column("word_kinds", "noun")
_MASS = frozenset(column("word_kinds", "mass"))
_ADJECTIVES = column("word_kinds", "adjective")
# Verbs that take an object, so that one can stand where another stood.
_VERBS = column("word_kinds", "verb")
# Verbs without one: they tell how a sentence goes on, and are never asked for.
_ALONE = column("word_kinds", "alone")
# Whose past differs from what stands after "has" or "was": they are options for each other only.
_PASTS = {row[1]: row[2] for row in table("word_kinds") if row[0] == "past"}
_SAME_PASTS = {row[1]: row[2] for row in table("word_kinds") if row[0] == "same-past"}
_LONG_ENDINGS = (
    ("noun", ("ation", "ition", "ution", "ction", "ment", "ness", "ility", "ivity", "ality", "ology", "ship", "ism")),
    ("nouns", ("ations", "itions", "ctions", "ments", "ilities", "ities", "ologies", "ships", "ists")),
    ("adverb", ("ally", "ently", "antly", "ously", "ively", "ably", "ibly", "fully", "ately", "edly", "ingly")),
    ("adjective", ("ical", "ious", "able", "ible", "ful", "ental", "ional", "istic", "less")),
)  # fmt: skip
_PLURALS = (("man", "men"), ("wife", "wives"), ("knife", "knives"), ("shelf", "shelves"), ("thief", "thieves"))
_DOUBLED = frozenset("begin forget quit refer stop swim plan admit permit".split())


def plural(noun: str) -> str:
    """Several of them; the same ending makes "he reads" of a verb."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    for end, several in _PLURALS:
        if noun.endswith(end):
            return noun.removesuffix(end) + several
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def with_ending(verb: str, end: str) -> str:
    """A verb with "ing" or "ed"."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe")):
        return verb[:-1] + end
    if end == "ed" and verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLED else "") + end


def past(verb: str) -> str:
    """What stands after "has", and for nearly all verbs after "they" too."""
    return _SAME_PASTS.get(verb) or with_ending(verb, "ed")


def _adverb(adjective: str) -> str:
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("le"):
        return adjective[:-1] + "y"
    return adjective + ("ally" if adjective.endswith("ic") else "ly")


def _built() -> dict[str, str]:
    kinds: dict[str, str] = {}
    kinds |= {plural(n): "nouns" for n in _NOUNS if n not in _MASS}
    kinds |= {plural(v): "verbs" for v in _VERBS}
    kinds |= {_adverb(a): "adverb" for a in _ADJECTIVES}
    kinds |= {with_ending(v, "ing"): "verbing" for v in _VERBS}
    kinds |= {past(v): "verbed" for v in _VERBS if v not in _PASTS}
    kinds |= dict.fromkeys(_PASTS.values(), "past")
    kinds |= dict.fromkeys(_NOUNS, "noun") | dict.fromkeys(_MASS, "mass")
    kinds |= dict.fromkeys(_ALONE, "alone") | dict.fromkeys(_VERBS, "verb") | dict.fromkeys(_ADJECTIVES, "adjective")
    return kinds


KINDS = _built()
BY_KIND = {kind: tuple(w for w, k in KINDS.items() if k == kind) for kind in set(KINDS.values())}


@lru_cache(maxsize=10_000)
def word_kind(word: str) -> str:
    """The kind of a small-written word ("noun", "nouns", "mass", "verb", "verbed"…), "" where nobody can tell."""
    if word in KINDS:
        return KINDS[word]
    for kind, endings in _LONG_ENDINGS:
        if any(word.endswith(e) and len(word) > len(e) + 2 for e in endings):
            return kind
    return ""


def of_kind(kind: str) -> tuple[str, ...]:
    """The listed words of a kind."""
    return BY_KIND.get(kind, ())
