"""What kind of word a word is, as far as a short list of common words and the spelling of long ones can tell.

A word is listed under the one kind that it nearly always has; words that are often two things (work, point, order) are
left out, so that options stand in the sentence as well as the key does.
"""

from functools import lru_cache

_NOUNS = """
ability account advice afternoon agreement airport alarm album animal apple archive argument army article artist
atlas attitude audience author bakery ball banana basket bathroom beach bean beard beauty bedroom beer bell
bicycle bird birthday biscuit boat book boss bottle box boy bread breakfast brick bridge brother bucket budget
building bus business butter cabin cake camera candle captain carpet castle cat category cathedral ceiling
cellar century ceremony chair chapter cheese chicken child church circus citizen city clay client climate cloud
coast coat coffee colleague college committee community company computer concept concert context corner corridor
cottage country courage cousin creature crime crisis criticism culture cupboard customer data daughter deadline
death debate decade dentist desert desk detail diary dictionary difference dinner dinosaur director disaster
doctor dog door dozen drawer dream driver economy editor education egg elephant emotion employee encyclopedia
enemy energy engine engineer envelope environment error event evidence example executive expert explanation
factory failure family farm farmer father festival fiction field film finger fire flood flour flower fog folder
food foot forest fortune foundation freedom friend fruit funeral furniture future game garden gate gender
generation gentleman ghost girl glass glove goal goat gold government grammar grandmother grass grave ground
guest guitar hair hammer hat headline health heart heaven height hero history hobby holiday honesty horse
hospital hotel hour house humour husband idea illness imagination income industry infrastructure ingredient
insect instinct instrument insurance intelligence internet island jacket jewel joke journalist journey judge
jungle jury justice key keyboard king kitchen knife knowledge laboratory ladder lady lake lamp language laptop
law lawyer leader leather lemon lesson letter liberty library lion literature loneliness lunch luxury machine
magazine manager manuscript map market marriage master mathematics meal meaning medicine meeting memory metaphor
method midnight milk mirror moment money monkey month mood moon morning mother motivation mountain mouth museum
music mystery nation neighbour newspaper night noise notebook novel number ocean office oil onion opera opinion
opportunity orchestra orchard outcome oven owner pain painting palace paper paragraph parent parliament
passenger passport patience pattern peace pen pencil pepper percentage person perspective philosophy photograph
piano picture pilot pipe planet pocket poem poet poetry police policy politician pond pool population power
prayer precision predecessor preference president price priest princess principle prison privacy problem
profession professor profit property psychology pump pupil puzzle pyramid quality queen question rabbit radio
railway rain reader reality reason recipe refrigerator religion reputation restaurant rice river road rock roof
room rule sailor salad salary sand satellite sausage savings scale scenery schedule scholar school science
scientist sea secret secretary sentence servant shelf ship shirt shoe shop silence sister skeleton skill sky
soap society soil soldier solution song soul soup space species spider spoon station statistic statue stomach
stone storm story stranger strategy street strength student suitcase summer sun supper surgeon system table
talent task taste taxi tea teacher technique technology telephone temperature temple tennis theatre theme theory
thief throat thunder ticket tiger tooth tower town toy tradition tragedy train treasure tree truck trumpet truth
umbrella uncle universe university valley van vegetable vehicle victim village violin visitor vocabulary voice
volcano wagon wall war wardrobe wealth weapon weather wedding week weekend weight wheel wife wilderness window
wine winter wisdom woman wood world writer year youth zoo algorithm architecture assistant bug code database
dataset developer framework interface parameter programmer prototype server software token computation domain
researcher workflow performance coherence mechanism metric obstacle variety behavior evaluator chatbot advantage
catalogue rescue
"""
_ADJECTIVES = """
able academic accurate active actual aggressive ancient angry annual anxious artificial available average awful
bad beautiful big bitter blind bold boring brave brief bright brilliant broad busy calm careful careless casual
cautious certain cheap chemical childish civil classical clear clever cold comfortable common complete complex
complicated conscious considerable consistent constant convenient cool corporate correct crazy creative crucial
cruel curious current daily dangerous dead deep delicate democratic dependent desperate different difficult
digital dirty dramatic dry eager early easy economic effective efficient elaborate electric elegant emotional
empty enormous essential eternal ethical exact excellent excited exotic expensive experimental explicit external
extraordinary extreme fair faithful famous fancy fast fatal favourite financial flexible foolish foreign formal
fragile frequent fresh friendly fundamental funny general generous gentle genuine global grateful great guilty
handsome happy hard harmless healthy heavy helpful historical holy honest hostile huge human humble hungry ideal
identical illegal immediate important impossible impressive independent indirect individual industrial
inevitable informal initial innocent intense interesting internal international invisible jealous kind large
late lazy legal literary local logical lonely long loose loud lovely loyal lucky magical massive mature
mechanical medical mental mild minor modern modest moral muddy musical mutual mysterious narrow national natural
neat negative nervous neutral nice noble noisy normal obscure obvious odd official old optimal ordinary organic
original outdoor painful pale parallel patient peaceful perfect permanent personal philosophical physical plain
pleasant polite political poor popular positive possible powerful practical precious precise pregnant primitive
private productive professional profound proper proud psychological public pure quick quiet random rapid rare
raw realistic reasonable relevant reliable religious reluctant remarkable remote responsible rich ridiculous
rigid romantic rough rude sacred sad safe scientific secure sensible sensitive separate serious severe shallow
sharp short shy significant silent silly similar simple sincere single skeptical slow small smart smooth social
soft solid sophisticated spiritual spontaneous stable steady strange strict strong stubborn stupid subtle
successful sudden sufficient suitable superior suspicious sweet talented technical temporary tender terrible
theoretical thick thin tidy tight tiny tired tough traditional tragic transparent tropical true typical ugly
unable unique universal unusual urgent useful useless usual vague valid valuable various vast verbal violent
visible vital vivid vulnerable warm weak wealthy wet wide wild wise wonderful wooden worthy wrong young
autonomous coherent multimodal prosperous specialized technological specific entire competitive intelligent
contextual basic
"""
# Verbs that take an object, so that one can stand where another stood.
_VERBS = """
accept achieve admire admit adopt advise affect allow announce annoy apply appreciate approve arrange assign
assume attract avoid believe borrow bother break bring build burn buy calculate carry celebrate choose clean
collect combine compare confirm confuse consider contain convince create criticize damage decorate defend define
delay deliver demonstrate deny deploy describe deserve destroy detect determine develop discover discuss
distinguish distribute disturb dominate draw drink drive earn eat eliminate embrace emphasize encounter
encourage enjoy ensure enter establish estimate evaluate exaggerate examine expand explain explore express feed
feel fill find finish follow forget forgive gather generalize generate give grow guarantee handle hate hide
ignore illustrate imagine imitate implement imply impress improve include increase indicate influence inform
inherit inspire install integrate interpret interrupt introduce invade invent investigate invite join justify
keep kill label learn lose maintain manage maximize measure melt memorize mention minimize modify monitor move
multiply neglect notice obey observe obtain occupy oppose optimize organize overcome pay perceive perform permit
persuade polish possess postpone predict prefer prepare preserve prevent produce promise promote pronounce
propose protect prove provide publish punish pursue realize receive recognize recommend reconstruct recover
reduce refuse regret reject release remember remind remove repair repeat replace represent require rescue
resemble resist resolve respect restore reveal ruin sacrifice satisfy search select sell send serve simplify
solve spend stand steal stimulate suggest surprise survive suspend swallow throw tolerate transform translate
trust try understand unpack want warn waste write
"""
# Verbs without one: they tell how a sentence goes on, and are never asked for.
_ALONE = """
agree appear apologize argue arrive be become begin behave belong collapse come compete complain concentrate continue
cooperate cry decide depend differ disagree disappear do emerge escape exist expect fail fall fly get go guess happen
have hear help hesitate hope insist interact keep know laugh leave let listen live look make move occur pass play rely
remain respond retire run say see seem show sing sit sleep speak start stay stop struggle succeed suffer swim take talk
tell tend think try use vanish wait walk wander want watch work worry
"""
# Whose past differs from what stands after "has" or "was": they are options for each other only.
_PASTS = {
    "break": "broke", "choose": "chose", "draw": "drew", "drink": "drank", "drive": "drove", "eat": "ate",
    "forget": "forgot", "forgive": "forgave", "give": "gave", "grow": "grew", "hide": "hid", "overcome": "overcame",
    "steal": "stole", "throw": "threw", "write": "wrote",
}  # fmt: skip
_SAME_PASTS = {
    "bring": "brought", "build": "built", "buy": "bought", "feed": "fed", "feel": "felt", "find": "found",
    "keep": "kept", "lose": "lost", "pay": "paid", "sell": "sold", "send": "sent", "spend": "spent", "stand": "stood",
    "understand": "understood",
}  # fmt: skip
_MASS = frozenset("advice coffee courage data education energy evidence flour furniture gold honesty health humour insurance intelligence justice knowledge literature loneliness mathematics milk money music patience peace poetry privacy rain rice sand savings scenery silence soap software soil tea thunder weather wealth wisdom youth".split())  # fmt: skip # noqa: E501
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
    nouns, adjectives, verbs = _NOUNS.split(), _ADJECTIVES.split(), _VERBS.split()
    kinds: dict[str, str] = {}
    kinds |= {plural(n): "nouns" for n in nouns if n not in _MASS}
    kinds |= {plural(v): "verbs" for v in verbs}
    kinds |= {_adverb(a): "adverb" for a in adjectives}
    kinds |= {with_ending(v, "ing"): "verbing" for v in verbs}
    kinds |= {past(v): "verbed" for v in verbs if v not in _PASTS}
    kinds |= dict.fromkeys(_PASTS.values(), "past")
    kinds |= dict.fromkeys(nouns, "noun") | dict.fromkeys(_MASS, "mass")
    kinds |= (
        dict.fromkeys(_ALONE.split(), "alone") | dict.fromkeys(verbs, "verb") | dict.fromkeys(adjectives, "adjective")
    )
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
