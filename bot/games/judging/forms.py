"""The forms of one English word: regular endings by rule, irregular ones from a table."""

from bot.games.judging.lemmas import is_degree, is_form
from bot.likeness.edits import LIGHT_WORDS
from content.text import fold, words

_IRREGULAR = """
be am is are was were been being|have has had having|do does did done doing|go goes went gone going
arise arose arisen|awake awoke awoken|bear bore borne born|beat beaten|become became|begin began begun|bend bent
bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built
burn burnt|buy bought|catch caught|choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug
draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt
fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|grind ground|grow grew grown|hang hung
hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant|leap leapt
learn learnt|leave left|lend lent|lie lain|light lit|lose lost|make made|mean meant|meet met
mistake mistook mistaken|overcome overcame|pay paid|prove proven|ride rode ridden|ring rang rung|rise rose risen
run ran|say said|see saw seen|seek sought|sell sold|send sent|sew sewn|shake shook shaken|shine shone|shoot shot
show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken
speed sped|spell spelt|spend spent|spin spun|spring sprang sprung|stand stood|steal stole stolen|stick stuck
sting stung|stink stank stunk|strike struck|string strung|strive strove striven|swear swore sworn|sweep swept
swell swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|understand understood|wake woke woken|wear wore worn|weave wove woven|weep wept|win won
wind wound|withdraw withdrew withdrawn|wring wrung|write wrote written|child children|man men|woman women
person people|mouse mice|louse lice|goose geese|tooth teeth|foot feet|ox oxen|die dying|lie lying|tie tying|die dice
leaf leaves|life lives|wife wives|knife knives|wolf wolves|half halves|self selves|shelf shelves|thief thieves
loaf loaves|calf calves|analysis analyses|crisis crises|thesis theses|basis bases|criterion criteria
phenomenon phenomena|datum data|index indices|matrix matrices|vertex vertices|medium media|bacterium bacteria
cactus cacti|nucleus nuclei|radius radii
"""
_BASES: dict[str, set[str]] = {}
for _line in _IRREGULAR.strip().replace("\n", "|").split("|"):
    for _form in _line.split():
        _BASES.setdefault(_form, set()).add(_line.split()[0])
_NO_PLURALS = ("ss", "us", "is")
_NOT_PLURALS = frozenset({"news", "always", "perhaps", "lens", "series", "species"})
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = "aeiouy"
# "lay" is what one did who lies, and what one does who lays.
_TWO_VERBS = ("lay", "lie")
# Of whom there are he and she.
_BEINGS = {
    "es": frozenset(
        "perr gat nin hij herman ti abuel prim amig novi espos suegr niet sobrin cunad chic muchach maestr alumn "
        "abogad medic enfermer camarer cociner lob os burr pat cerd vecin profesor doctor senor autor director actor "
        "escritor pintor jugador vendedor companer chin rus ingles frances aleman espanol".split()
    ),
    "fr": frozenset(
        "cousin etudiant voisin avocat client president assistant marchand passant habitant amant anglais francais "
        "allemand americain".split()
    ),
}  # fmt: skip
_SEXES = {"es": ("a", "o"), "fr": ("e", "")}
_BOTH = 2
_SHORTEST_TITLE = 2
# Verbs that are other words without their "e".
_OTHERWISE_WORDS = frozenset(
    "age bathe breathe browse cleanse clothe curse erase lapse loathe loose lunge owe paste please puree range route "
    "sheathe soothe tease tense tie tinge unite use taste waste haste".split()
)
_KIN = ("ly", "er", "est", "ness")
SHORTEST_STEM = 3


def is_inflection(one: str, other: str, language: str = "en") -> bool:
    """Whether two different words are forms of one: went/go, mice/mouse, stopped/stops."""
    if language != "en":
        return is_form(one, other, language)
    return one != other and bool(bases(one) & bases(other))


def is_other_title(said: str, key: str, language: str) -> bool:
    """Whether a title, each word but the small ones with a capital, was said in another form than with or without an
    "s": Little Woman.
    """
    found = key.split()
    large = [word for word in found if word.lower() not in LIGHT_WORDS]
    if language != "en" or len(found) < _SHORTEST_TITLE or not large or not all(w[0].isupper() for w in large):
        return False
    right = {word.removesuffix("'s").replace("'", "") for word in words(key)}
    mine = {word.removesuffix("'s") for word in words(said) if word.isalpha() and word not in LIGHT_WORDS}
    if len(large) == 1:  # The Birds
        return mine != right - LIGHT_WORDS
    return not all(word + "s" in right or word.removesuffix("s") in right for word in mine)


def is_of_other_sex(one: str, other: str, language: str) -> bool:
    """Whether two words of Spanish or French are him and her: perro and perra, cousin and cousine."""
    hers, his = _SEXES.get(language, ("", ""))
    singular = [fold(word).removesuffix("s") for word in (one, other)]
    stems = {word.removesuffix(hers if word.endswith(hers) else his) for word in singular}
    told = {word.endswith(hers) for word in singular}
    return len(stems) == 1 and len(told) == _BOTH and bool(stems & _BEINGS.get(language, frozenset()))


def is_kin(one: str, other: str, language: str = "en") -> bool:
    """Whether one is made of the other with an ending that changes what it says: quick/quickly, small/smaller; or is a
    form of it and the basic form of another verb.
    """
    if language != "en":
        return is_degree(one, other, language)
    if _TWO_VERBS[0] in (one, other) and _TWO_VERBS[1] in bases(one) | bases(other):
        return True
    return any(_made_of(long, short) for long, short in ((one, other), (other, one)))


def bases(word: str) -> set[str]:
    """What the word may be a form of, itself included."""
    found = {word} | _BASES.get(word, set())
    if word.endswith("s") and not word.endswith(_NO_PLURALS) and word not in _NOT_PLURALS:
        found |= _singulars(word)
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            found |= _verbs(word.removesuffix(ending))
    if word.endswith("ied"):
        found.add(word[:-3] + "y")
    return {base for b in found if len(b) > 1 for base in (b, *_BASES.get(b, ()))}


def _singulars(word: str) -> set[str]:
    if word.endswith("ies") and len(word) > 4:
        return {word[:-3] + "y", word[:-1]}
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        return {word[:-2], word[:-1]}
    return {word[:-1]}


def _verbs(stem: str) -> set[str]:
    """What a stem before -ed or -ing may come from: "hop" was "hope", "hopp" was "hop"."""
    if len(stem) < SHORTEST_STEM - 1 or not any(c in _VOWELS for c in stem):
        return set()
    if stem + "e" in _OTHERWISE_WORDS:
        return {stem + "e"}
    if len(stem) > SHORTEST_STEM and stem[-1] == stem[-2]:
        return {stem, stem[:-1]}
    return {stem + "e"} if _would_double(stem) else {stem, stem + "e"}


def _would_double(stem: str) -> bool:
    """One syllable that ends in consonant, vowel, consonant doubles the last, so a stem that did not had an e."""
    if len(stem) < SHORTEST_STEM or stem[-1] in _VOWELS + "wx" or stem[-2] not in _VOWELS or stem[-3] in _VOWELS:
        return False
    return sum(c in _VOWELS for c in stem) == 1


def _made_of(long: str, short: str) -> bool:
    for ending in _KIN:
        stem = long.removesuffix(ending)
        if stem != long and len(stem) >= SHORTEST_STEM:
            doubled = stem[-1] == stem[-2] and stem[:-1] == short
            if short in (stem, stem + "e", stem[:-1] + "y" * stem.endswith("i")) or doubled:
                return True
    return False
