"""Words that can stand in for each other: sets of siblings, and pairs that turn what was said into its opposite.

The words of a set fit the same sentences, say different things, and none is odd beside the others. A word stands in
one set. Options and swapped words come from here alone: a word without kin is never asked for.
"""

from collections.abc import Iterator, Mapping

from content.lexicon import past, plural, with_ending

# One set a line. Nouns also stand in the plural, verbs (with an object) in all their forms.
_NOUNS = """
doctor nurse surgeon dentist pharmacist
lawyer accountant engineer architect journalist
teacher professor librarian tutor
carpenter plumber electrician gardener
manager director founder secretary
colleague consultant intern
designer tester administrator analyst
mother father brother sister uncle cousin daughter grandmother grandfather aunt nephew
neighbour stranger visitor
student apprentice beginner graduate newcomer
mentor predecessor successor rival
author poet novelist playwright translator biographer
captain sailor fisherman officer
thief policeman burglar detective
king queen prince emperor
mayor senator governor minister president
dog cat rabbit horse goat donkey
elephant tiger lion monkey crocodile giraffe
spider bee butterfly beetle
castle palace cottage cabin hotel
museum theatre hospital church cathedral prison
factory warehouse workshop laboratory studio
restaurant bakery cafe tavern
kitchen bathroom bedroom cellar attic garage
corridor staircase balcony basement
garden orchard meadow forest
lake pond canal river
island coast harbour beach
village suburb town city
storm flood earthquake drought hurricane
bus taxi truck car bicycle tractor motorcycle van
boat ship ferry yacht
morning afternoon evening
weekend holiday anniversary
desk sofa wardrobe stool
drawer cupboard cabinet
bottle basket bucket suitcase jar barrel
newspaper magazine brochure newsletter
diary logbook calendar
dictionary encyclopedia textbook atlas
paragraph sentence chapter headline footnote
guitar piano violin trumpet drum flute
poem novel opera sculpture
pencil crayon paintbrush
hammer screwdriver wrench saw
knife spoon fork
coat jacket shirt scarf sweater
apple banana lemon cherry peach
onion carrot potato tomato cabbage
cake biscuit sandwich pizza pancake
shoulder knee elbow ankle
wedding funeral birthday retirement
conference lecture meeting seminar
strategy budget schedule roadmap
theory opinion assumption suspicion
radio television camera
agency university corporation
mountain valley desert jungle
passport receipt invoice ticket
experiment survey simulation
candle lamp torch lantern
window door
complaint suggestion request
decision promise proposal
book movie album
website forum wiki blog
house apartment barn tent
train plane helicopter tram
street square alley park
summer winter autumn
hour minute
boss landlord roommate
toddler teenager adult pensioner
man woman
boy girl
husband wife boyfriend girlfriend
actor singer dancer comedian
musician painter photographer sculptor
scientist historian philosopher economist
physicist chemist biologist mathematician
politician diplomat lobbyist
employee contractor shareholder
enemy ally victim witness
hero villain coward
robot drone satellite telescope
law treaty tax petition
rule exception precedent
exam thesis assignment
surprise disappointment relief disaster
lesson warning insult
bridge tunnel railway motorway
pump generator boiler
joke riddle proverb limerick
revolution strike referendum election
salary pension bonus
tragedy comedy mystery
"""
_MASS = """
breakfast lunch dinner supper
butter cheese bread flour sugar honey
coffee tea beer wine milk lemonade
gold silver copper iron
leather cotton wool silk
courage patience honesty humility curiosity
loneliness boredom jealousy anger
freedom justice equality prosperity
mathematics philosophy psychology chemistry biology geography history economics physics
music laughter silence applause
advice praise criticism feedback
accuracy reliability efficiency
effort money energy luck
intelligence creativity personality
poverty inflation unemployment
thunder rain snow fog
hardware software
marketing accounting logistics recruiting
trust fear shame guilt
sleep exercise meditation nutrition
grief pride regret
religion politics fashion
electricity gas oil coal
paperwork homework housework shopping
"""
_ADJECTIVES = """
angry happy sad nervous calm proud jealous lonely excited
brave generous lazy polite rude selfish shy stubborn
hungry thirsty sleepy
boring brilliant ridiculous
wooden plastic metallic
political medical legal financial technical
mathematical philosophical psychological chemical biological
noisy dusty muddy crowded
weekly monthly yearly quarterly
regional national international
social cultural economic environmental
surprised worried annoyed disappointed relieved
popular controversial profitable
reliable flexible portable scalable
professional academic commercial
"""
_VERBS = """
accept reject postpone
buy sell borrow
admire envy pity
repair destroy paint
translate publish memorize
finish cancel restart
improve replace automate
"""
_ADVERBS = """
slowly quickly quietly carefully gradually
always usually often sometimes rarely
probably certainly hopefully apparently
slightly dramatically steadily
"""
_TIMES = """
day week month year
days weeks months years
"""
_NUMBERS = """
three four five six seven eight nine
ten eleven twelve fifteen twenty
thirty forty fifty sixty seventy eighty ninety
"""
_NAMES = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
January February April June July September October November December
Europe Asia Africa Australia
Germany France Italy Spain Portugal Sweden Norway Poland Ireland Russia Ukraine
Japan China India Israel Egypt Korea Vietnam Kenya Nigeria
Brazil Mexico Canada Argentina
American European Asian African Canadian Australian
California Texas Florida Ohio Colorado
Seattle Denver Austin Portland Atlanta
Christmas Easter Thanksgiving Halloween
Mars Venus Jupiter Saturn
Google Microsoft Amazon Apple Facebook Netflix
Bitcoin Ethereum Litecoin
London Paris Berlin Madrid Rome Vienna Tokyo Sydney Boston Chicago
English German French Spanish Italian Portuguese Swedish Japanese Chinese
"""
# What is swapped in says the opposite and is as likely to have been said.
_OPPOSITES = {
    "adjective": """
easy hard, strong weak, early late, large small, deep shallow, wide narrow, cheap expensive, long short, thick
thin, positive negative, internal external, temporary permanent, formal informal, higher lower, bigger smaller, longer
shorter, older younger, stronger weaker, easier harder, faster slower, oldest newest, longest shortest, largest
smallest, fastest slowest, public private, local global, direct indirect, similar
different, major minor, optimistic pessimistic, theoretical practical, objective subjective, predictable unpredictable,
explicit implicit, domestic foreign, urban rural
""",
    "adverb": """
directly indirectly, publicly privately, explicitly implicitly, locally globally
""",
    "noun": "strength weakness, advantage disadvantage, winner loser",
    "nouns": "strengths weaknesses, advantages disadvantages, winners losers",
    "verb": """
remember forget, underestimate overestimate, include exclude, encourage discourage,
strengthen weaken, send receive
""",
    "verbs": """
loves hates, remembers forgets, underestimates overestimates, includes excludes, encourages
discourages, sends receives
""",
    "verbed": """
loved hated, remembered forgot, underestimated overestimated, included excluded, encouraged
discouraged, praised criticized, sent received
""",
    "free": "inside outside",
    "ordinal": "first last",
}


def _sets() -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in _NOUNS.split("\n"):
        yield "noun", tuple(line.split())
        yield "nouns", tuple(plural(noun) for noun in line.split())
    for line in _VERBS.split("\n"):
        yield "verb", tuple(line.split())
        yield "verbs", tuple(plural(verb) for verb in line.split())
        yield "verbing", tuple(with_ending(verb, "ing") for verb in line.split())
        yield "verbed", tuple(past(verb) for verb in line.split())
    flat = {
        "mass": _MASS,
        "adjective": _ADJECTIVES,
        "adverb": _ADVERBS,
        "time": _TIMES,
        "number": _NUMBERS,
        "name": _NAMES,
    }
    for kind, lines in flat.items():
        yield from ((kind, tuple(line.split())) for line in lines.split("\n"))


def _opposites() -> Iterator[tuple[str, str, str]]:
    for kind, pairs in _OPPOSITES.items():
        for pair in pairs.split(","):
            one, other = pair.split()
            yield from ((kind, one, other), (kind, other, one))


SIBLINGS: Mapping[str, tuple[str, ...]] = {w: tuple(o for o in held if o != w) for _, held in _sets() for w in held}
OPPOSITE: Mapping[str, str] = {one: other for _, one, other in _opposites()}
KIND: Mapping[str, str] = {one: kind for kind, one, _ in _opposites()} | {w: k for k, held in _sets() for w in held}
