"""Which item a round asks: the kinds mixed, nothing asked here before as long as there is something new."""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum
from functools import partial
from math import ceil

from bot.chat.refusals import NoItems
from bot.games.chance import shuffled
from bot.games.crowds import Crowds, cost_of_nearness
from bot.games.evening import fits, party_form, party_rounds
from bot.games.forms import form_of, kind_in
from bot.games.history import History
from bot.games.liking import BY_FORM, UNWANTED
from bot.games.model import MISSED, MIXED, Difficulty, Pace, Rules
from bot.games.offers import PATIENCE, Choice, Offers
from bot.games.rating import bands_away
from bot.library.library import View
from bot.library.model import PackSummary
from content.items import KINDS, kind_of, known_kind
from content.items.worth import HIGH, LAST, LEAST, is_written
from content.language import is_english
from content.model import Item

# Whether a game has enough to ask is found out among so many quotes.
COUNTED = 2000
GAMES = 3
# So many quotes are looked through while people wait for a game; the others when they are come to.
WAITED = 1200
# What a mixed game asks, and of each form at most so many in ten rounds. Of 447 rounds of workspaces with six talks
# strangers called 74 % of lines fair, 68 % of numbers and 60 % of typed names.
MIX: Mapping[str, int] = {
    "who-said": 6, "closest typed": 2, "missing-word typed": 3, "missing-word": 2,
    "hand-written": 5, "hand-written typed": 5,
}  # fmt: skip
TEN = 10
# A form is worth so much less each time that it was asked in a game, and one to press so much more in its first round:
# a game begins easily.
WORN, EASY = 0.03, 0.1
# A form that had its share of the rounds so far is worth less by so much: readers of evenings met both numbers of a
# game in its first four rounds.
AHEAD = 0.08
# More of these than their share come when there is nothing else.
LAST_OF_ALL = ("closest typed",)
# What strangers tell by its sense, or nobody can tell, hardly ever is worth it: of 32 readings of odd lines 32 % were
# called fair. Where it is, it comes after the others.
SELDOM = ("odd-one-out", "finish-the-quote", "which-question", "true-or-swapped")
FORMS = (*MIX, *SELDOM)
# Of what was dealt at that worth readers called fewer fair than of lines: 39 % of 101 typed names, 48 % of 25 numbers,
# 73 % of 106 lines. Each of these is worth more before it comes.
DEARER = {"missing-word typed": 0.08, "closest typed": 0.08}
# Of 322 two-truths, mash-ups and who-answered a reader called 19 % fair: whoever wants them plays them by themselves. A
# talk of a few minutes that gives nothing else has a short game of them.
FOR_WANT = ("in-order", "mash-up", "two-truths", "who-answered")
# A mixed game ends rather than ask what too few of those who listened would find fair; of a talk that gives
# little, so many rounds come whatever they are worth.
FAIR, SHORTEST = 0.6, 5
# Of what is worth so much readers called 80 % of lines fair (91 % with what was said right before), 76 % of names and
# numbers; of what is worth less 44, 61 and 0 % (238 readings). It comes first, from so many packs.
GOOD, AMONG = 0.72, 8
# Of lines that are worth so much readers called 84 % fair (354 readings), of those between GOOD and that 73 % (429).
GOOD_LINE: Mapping[str, float] = {"who-said": 0.8}
# Of bluffs that one wants to end so much strangers called 61 % fair, of the others 31 %, of everything else in the same
# games 82 % (three readings of 55 bluffs): there is one in about two talks.
SPLENDID = 0.9
# Eight of ten rounds of one kind wear players out, however good each is: after two of them another one may be worth no
# more than is fair. Of 16 that came so while they might be worth less, readers called 44 % fair (of all 226: 59 %).
CHANGE = FAIR
# The best of so many packs comes next, packs by chance each time: the first that gives something fair is seldom the one
# that gives something good, and more would have to be looked through while people wait.
BESIDE = 4


class _Turn(Enum):
    """What may be asked: lines that were not read here, items that were not asked, those of long ago, any."""

    NEW, UNASKED, LONG_AGO, ANY = range(4)


def modes() -> tuple[str, ...]:
    """What `mode` may be: mixed, one of the kinds of item there are, or what somebody got wrong."""
    return (MIXED, *KINDS, MISSED)


def choose(view: View, rules: Rules, history: History, rng: random.Random) -> Choice:
    """The next item under these rules, its options freshly shuffled so that over a game the right one moves about.

    Raises NoItems (and NoSuchPack).
    """
    packs = list(view.library.chosen(rules.pack, samples=rules.samples))
    rng.shuffle(packs)
    nearest: tuple[int, Choice] | None = None
    pages = [_offers(view, packs, rng, history, page) for page in range(_pages(packs, rules, history.sample))]
    offered, places = pages[0], pages[0].places(history)
    # Once all was asked here, what was asked longest ago comes again first.
    for turn, looked_at in [(t, p) for t in _Turn for p in (pages if t in (_Turn.NEW, _Turn.UNASKED) else pages[:1])]:
        barred = history.asked_lately if turn is _Turn.LONG_AGO else frozenset[str]()
        for choice in _all_offers(looked_at, packs, rules.mode, history):
            again = turn in (_Turn.LONG_AGO, _Turn.ANY)
            if not history.allows(choice.item, again=again) or choice.item.id in barred:
                continue
            if history.tells(choice.item) and (turn is _Turn.NEW or _is_spoilt(choice.item, rules)):
                continue
            if turn in (_Turn.NEW, _Turn.UNASKED) and (
                history.was_told(choice.item) or _goes_on(view, choice, history, places)
            ):
                continue
            away = bands_away(rules.difficulty, history.band(choice.item))
            if nearest is None or away < nearest[0]:
                nearest = away, choice
            if not away:
                break
        if nearest is not None:
            asked = nearest[1] if rules.difficulty is not Difficulty.EASY else _eased(nearest[1], offered, history)
            return replace(asked, item=shuffled(asked.item, history.game_places, rng))
    nothing = rules.mode == MIXED or next(_all_offers(offered, packs, MIXED, History()), None) is None
    samples = [view.library.pack(name) for name in view.library.resting_samples if nothing]
    asking = [p.info.name for p in samples if next(_all_offers(offered, [p], rules.mode, history), None) is not None]
    raise NoItems(mode=rules.mode, pack=rules.pack, samples=asking)


def _offers(view: View, packs: Sequence[PackSummary], rng: random.Random, history: History, page: int = 0) -> Offers:
    """What these packs offer together."""
    return Offers(view, rng, history, page, forms=FORMS, beside=len(packs) > 1)


def _pages(packs: Sequence[PackSummary], rules: Rules, sample: str) -> int:
    """How many samples there are of the largest pack: when the first one is used up the next is looked through."""
    if not sample or MIXED not in rules.mode.split(","):
        return 1
    return max((-(-pack.size // PATIENCE) for pack in packs), default=1) or 1


def _eased(choice: Choice, offered: Offers, history: History) -> Choice:
    """What is typed with options instead, where the same can be asked so."""
    forms = () if choice.item.options else offered.with_options(choice)
    return next((other for other in forms if history.allows(other.item, again=True)), choice)


def _goes_on(view: View, choice: Choice, history: History, places: Sequence[int]) -> bool:
    """Whether its line stands beside one that this game asked about, or below it: who said that was told."""
    if choice.number is None or not kind_of(choice.item).heard:
        return False
    if any(abs(choice.number - place) <= 1 for place in places):
        return True
    quote = view.get(choice.number)
    scene = None if quote is None else view.scene(choice.item, quote)
    return scene is not None and not history.game_quotes.isdisjoint(scene.quote_ids)


def _is_spoilt(item: Item, rules: Rules) -> bool:
    """Whether nobody can be fooled any more: everybody read how the line ends. Who wants nothing else gets it."""
    return kind_of(item).written and rules.mode == MIXED


def sample_of(workspace_id: str, at: datetime) -> str:
    """Which quotes are looked through there: others every day, so that what was told of one today is told already."""
    return f"{workspace_id} {at:%Y-%m-%d}"


def look_through(view: View, rules: Rules, sample: str) -> None:
    """What a round chooses from, looked through beforehand: then choosing it takes milliseconds.

    Of many packs only as many as people can wait for. Raises NoSuchPack.
    """
    packs, kinds = view.library.chosen(rules.pack, samples=rules.samples), rules.mode.split(",")
    looked_at, offered = 0, _offers(view, packs, random.Random(sample), History(sample=sample))
    for pack in packs:
        for form in (*MIX, *SELDOM) if MIXED in kinds else ():
            offered.of(form, pack)
        for kind in () if MIXED in kinds else kinds:
            next(offered.all(kind, pack), None)
        looked_at += min(pack.size, PATIENCE)
        if looked_at > WAITED:
            break


def how_many(view: View, rules: Rules, kept_out: frozenset[str], sample: str = "") -> int:
    """How many of a game's rounds have something to ask, at most as many as the rules want.

    Told by the shortest of a few games; packs too large to be looked through are taken to have enough. Raises
    NoSuchPack.
    """
    packs = view.library.chosen(rules.pack, samples=rules.samples)
    if sum(p.size for p in packs) > COUNTED:
        return rules.rounds
    nothing = History(kept_out=kept_out, sample=sample)
    return min(_played(view, packs, rules, nothing, random.Random(game)) for game in range(GAMES))


def _several(rules: Rules) -> int:
    """As many players as anything takes: how many will play is not known yet. Alone nobody plays what takes several."""
    return 1 if rules.pace is Pace.SOLO else max(KINDS[kind].players for kind in KINDS)


def _played(view: View, packs: Sequence[PackSummary], rules: Rules, nothing: History, rng: random.Random) -> int:
    """The rounds of one game that takes whatever fits first."""
    several = _several(rules)
    history, asked = replace(nothing, players=several), list[tuple[Item, str]]()
    offered = _offers(view, packs, rng, nothing)
    while len(asked) < rules.rounds:
        offers = _all_offers(offered, packs, rules.mode, history)
        choice = next((offer for offer in offers if history.allows(offer.item, again=True)), None)
        if choice is None:
            break
        asked.append((choice.item, _text(view, choice.number)))
        history = replace(History.of(asked), kept_out=nothing.kept_out, players=several)
    return len(asked)


def _text(view: View, number: int | None) -> str:
    numbered = None if number is None else view.get(number)
    return "" if numbered is None else numbered.quote.text


def _all_offers(offered: Offers, packs: Sequence[PackSummary], mode: str, history: History) -> Iterator[Choice]:
    """What could be asked, in the order of the turn."""
    kinds = mode.split(",")
    if MIXED not in kinds:
        playable = [kind for kind in kinds if fits(kind, history.players)]
        for kind in sorted(playable, key=lambda k: _turn(k, history.game_forms)):
            yield from _of_samples(offered, packs, [kind], history.game_forms)
            for pack in packs:
                yield from offered.all(kind, pack)
        return
    yield from _with_each_other(offered, packs, history)
    scored = [kind for kind in KINDS if not KINDS[kind].poll]
    yield from _of_samples(offered, packs, scored, history.game_forms)
    yield from _mixed(offered, packs, history)


def _with_each_other(offered: Offers, packs: Sequence[PackSummary], history: History) -> Iterator[Choice]:
    """What is played with each other, where it is its turn."""
    form = party_form(history.players)
    ahead = party_rounds(form, history.game_forms, history.rounds) if form else 0
    if not form or not ahead or history.liked.get(form, 0.0) <= UNWANTED:
        return
    places = offered.places(history)
    crowds = Crowds.of(offered.library, places, several=len(packs) > 1)
    # Readers of evenings met three bluffs of one talk in a game, where others had some as well.
    found = [
        crowds.charged(choice)
        for pack in packs[:AMONG] for choice in offered.of(form, pack) if _is_splendid(choice, pack)
    ]  # fmt: skip
    if sum(history.allows(c.item, again=True) and not history.tells(c.item) for c in found) >= ahead:
        yield from offered.best_first(
            found, lambda choice: choice.worth + choice.luck - choice.cost - cost_of_nearness(choice, places)
        )


def _is_splendid(choice: Choice, pack: PackSummary) -> bool:
    """Whether it may come for all: a line cut in two is dull unless one wants to end it."""
    cut = kind_of(choice.item).written and not is_written(choice.item) and is_english(pack.info.language)
    return not cut or choice.worth >= SPLENDID


def _of_samples(
    offered: Offers, packs: Sequence[PackSummary], kinds: Collection[str], asked: Sequence[str]
) -> Iterator[Choice]:
    """Of samples what was written for them comes before what is made of them, since who plays them never heard them:
    the kind asked least, never one twice in a row, and something to press first. What people wrote comes with it. The
    sample in which most people speak comes before the others: it is the one to laugh at.
    """
    samples = sorted((pack for pack in packs if pack.info.sample), key=lambda pack: -len(pack.speakers))
    own = [pack for pack in packs if not pack.info.sample]
    for group in ([*samples[:1], *own], *([pack] for pack in samples[1:])) if samples else ():
        yield from _in_order(offered.written(kinds, group), asked)


def _in_order(written: Sequence[Choice], asked: Sequence[str]) -> Sequence[Choice]:
    """Of kinds that were asked as often any comes next."""
    places = {kind: place for place, kind in enumerate(dict.fromkeys(known_kind(choice.item) for choice in written))}

    def turn(choice: Choice) -> tuple[bool, tuple[bool, int], int]:
        kind = known_kind(choice.item)
        return not (asked or choice.item.options), _turn(kind, asked), places[kind]

    return sorted(written, key=turn)


def _mixed(offered: Offers, packs: Sequence[PackSummary], history: History) -> Iterator[Choice]:
    """What a mixed game asks next: what is good, no kind three times in a row; else what is worth most, and no kind
    twice in a row nor too often while there is another that is worth asking.
    """
    asked = history.game_forms
    spent = [form for form in LAST_OF_ALL if _has_enough(form, asked)]
    places = offered.places(history)
    crowds = Crowds.of(offered.library, places, several=len(packs) > 1)
    last = LAST if len(asked) < SHORTEST else FAIR
    for wanted, least in ((MIX, GOOD), (MIX, LEAST), (SELDOM, HIGH), (MIX, last), (LAST_OF_ALL, LEAST)):
        # Of what is good no more comes of a form than it may have, nor a kind three times in a row.
        over = [form for form in wanted if least == GOOD and (_has_enough(form, asked) or _is_worn(form, asked))]
        others = [form for form in wanted if form not in (*spent, *over) or wanted is LAST_OF_ALL]
        for turn, forms in enumerate(_in_turn(others, asked)):
            change = wanted is MIX and least != GOOD and not turn and _is_alike(asked)
            floors = {form: _floor(form, least, change=change) for form in forms}
            for some in _few(packs[:AMONG] if least == GOOD else packs):
                offers = [
                    crowds.charged(choice)
                    for pack in some for f in forms for choice in offered.of(f, pack) if choice.worth >= floors[f]
                ]  # fmt: skip
                yield from offered.best_first(offers, partial(_standing, history=history, places=places))
    for form in sorted(FOR_WANT, key=asked.count) if len(asked) < SHORTEST else ():
        for pack in packs:
            yield from offered.of(form, pack)


def _few(packs: Sequence[PackSummary]) -> Iterator[Sequence[PackSummary]]:
    """The packs, some beside each other at a time."""
    for first in range(0, len(packs), BESIDE):
        yield packs[first : first + BESIDE]


def _floor(form: str, least: float, *, change: bool) -> float:
    """What an item of a form is worth at least; less where the last two rounds were of one other kind."""
    if least == GOOD and form in GOOD_LINE:
        return GOOD_LINE[form]
    return min(least, CHANGE) if change else least + DEARER.get(form, 0.0)


def _in_turn(forms: Collection[str], asked: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """Those of these forms that may come next, then those asked enough by now, then those of the last kind."""
    last = kind_in(asked[-1]) if asked else ""
    others = [form for form in forms if kind_in(form) != last]
    enough = [form for form in others if _has_enough(form, asked)]
    return [f for f in others if f not in enough], enough, [f for f in forms if kind_in(f) == last]


def _is_alike(asked: Sequence[str]) -> bool:
    """Whether the last two rounds were of one kind: then another one may be worth a little less."""
    return len(asked) > 1 and kind_in(asked[-1]) == kind_in(asked[-2])


def _is_worn(form: str, asked: Sequence[str]) -> bool:
    """Whether the last two rounds were of its kind."""
    return _is_alike(asked) and kind_in(form) == kind_in(asked[-1])


def _has_enough(form: str, asked: Sequence[str]) -> bool:
    """Whether it was asked as often as it may be by now."""
    tens = 1 + len(asked) // TEN
    return form in MIX and asked.count(form) >= tens * MIX[form]


def _is_ahead(form: str, asked: Sequence[str]) -> bool:
    """Whether it had its share of as many rounds as there are with the next one."""
    return form in MIX and asked.count(form) >= ceil(MIX[form] * (len(asked) + 1) / TEN)


def _standing(choice: Choice, history: History, places: Sequence[int]) -> float:
    """What it is worth to ask this now and here."""
    form = form_of(choice.item)
    easy = EASY if not history.game_forms and choice.item.options else 0.0
    tired = WORN * history.game_forms.count(form) + AHEAD * _is_ahead(form, history.game_forms)
    liked = BY_FORM * history.liked.get(form, 0.0)
    return choice.worth + choice.luck + easy + liked - tired - choice.cost - cost_of_nearness(choice, places)


def _turn(kind: str, asked: Sequence[str]) -> tuple[bool, int]:
    """Of several kinds that which was asked least comes next, and the last one comes last."""
    so_far = list(map(kind_in, asked))
    return so_far[-1:] == [kind], so_far.count(kind)
