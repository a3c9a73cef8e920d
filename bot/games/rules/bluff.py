"""A round whose options the players write: endings first, then a choice among them and the true one.

writing   everybody makes up an ending in private; who writes again replaces theirs
turn      with two endings or more players choose, with fewer the round is given up
choosing  as in every round, but nobody takes their own
"""

import random
import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.incoming import User
from bot.chat.refusals import PressIsStale
from bot.games.judging import Verdict
from bot.games.model import (
    Fake,
    GameSnapshot,
    GameState,
    MarkKind,
    Pace,
    Phase,
    PlayerView,
    Round,
    RoundMark,
    RoundState,
    Rules,
    Turnout,
)
from bot.games.refusals import (
    ChooseFirst,
    EndingGone,
    EndingHasLink,
    EndingSaysNothing,
    EndingsFull,
    EndingTaken,
    EndingTooLong,
    NotTheHost,
    OwnEnding,
    WritingIsOver,
)
from bot.games.rules.answers import judge_answer, newcomer, open_round
from bot.games.rules.events import (
    Event,
    FakeRemoved,
    FakeWritten,
    Marked,
    PlayerChanged,
    RoundTurned,
)
from bot.games.rules.last_call import are_known
from bot.games.rules.lobby import host_name
from bot.games.rules.round_end import close, noticed, seconds_for
from content.edits import is_stretch
from content.items import kind_of
from content.items.halves import in_the_players_manner
from content.model import Item
from content.text import clean, words

WRITING_SECONDS = 60
# With the true one as many as there are letters, and rows of buttons on a phone.
MOST_FAKES, FEWEST_FAKES = 7, 2
LONGEST_ENDING = 80
# Two endings that differ by these alone are one.
_LIGHT = frozenset("a an the has have had is are was were be been that this just really very so".split())
_LINK = re.compile(r"://|\bwww\.|<[@#!]|\bdiscord\.gg/", re.IGNORECASE)


def is_written(item: Item) -> bool:
    """Whether players write the options of that item."""
    return kind_of(item).written


def is_writing(seen: GameSnapshot | PlayerView) -> bool:
    """Whether endings are written in its round now."""
    return seen.round is not None and seen.round.phase is Phase.WRITING


def writing_seconds(rules: Rules) -> int:
    """Time to make up an ending: twice what the host set for an answer, else a minute; 0 where there is no clock."""
    if rules.pace is not Pace.NORMAL:
        return 0
    return 2 * rules.seconds if rules.seconds else WRITING_SECONDS


def write(seat: PlayerView, user: User, text: str, at: datetime) -> list[Event]:
    """Make up an ending. The same refusal meets one that is true and one that is written: it tells neither.

    Raises what `open_round` raises, WritingIsOver, EndingSaysNothing, EndingTooLong, EndingHasLink, EndingTaken or
    EndingsFull.
    """
    asked = open_round(seat, at, answered=True)
    if asked.phase is not Phase.WRITING:
        raise WritingIsOver
    ending = in_the_players_manner(clean(text))
    told = words(ending)
    if not ending or len({c for word in told for c in word if c.isalnum()}) < 2:
        raise EndingSaysNothing(letter=len(text.strip().strip(".)")) == 1 and text.strip()[0].isalnum())
    if len(ending) > LONGEST_ENDING:
        raise EndingTooLong(limit=LONGEST_ENDING)
    if holds_link(ending):
        raise EndingHasLink
    others = [fake for fake in seat.fakes if fake.user_id != user.id]
    if any(is_near(asked.item, fake.text, ending) for fake in others) or is_true(asked.item, ending):
        raise EndingTaken
    # It only says the beginning of the line again.
    if is_stretch(asked.item.stimulus, ending):
        raise EndingTaken
    if len(others) >= MOST_FAKES:
        raise EndingsFull(most=MOST_FAKES)
    new = Fake(round_id=asked.id, user_id=user.id, text=ending, at=at)
    return [*newcomer(seat, user), FakeWritten(new)]


def is_true(item: Item, ending: str) -> bool:
    """Whether that is how it really ends, or so near that it would be taken for it."""
    return is_near(item, item.key, ending)


def is_near(item: Item, one: str, other: str) -> bool:
    """Whether two endings of that line are the same but for a slip or words that hardly tell."""
    if heavy(one) == heavy(other):
        return True
    asked = replace(item, options=(), key=one, accept=item.accept if one == item.key else ())
    return judge_answer(asked, other).verdict is not Verdict.REJECT


def holds_link(text: str) -> bool:
    """Whether a link, a mention or an invitation stands in it: what somebody typed is not posted with one."""
    return _LINK.search(text) is not None


def heavy(text: str) -> list[str]:
    """The words that tell something, in their order; all of them where none does."""
    told = words(text)
    return [word for word in told if word not in _LIGHT] or list(told)


def turn(table: GameSnapshot, at: datetime) -> list[Event]:
    """End the writing: the endings and the true one become the options, and the clock begins anew.

    With fewer than two endings there is nothing to choose from: the round is given up, and nobody loses by it. Raises
    what `close` raises.
    """
    asked = table.round
    if asked is None or len(table.fakes) < FEWEST_FAKES or asked.state is not RoundState.OPEN:
        return close(table, at)
    options = [asked.item.key, *(fake.text for fake in table.fakes)]
    random.Random("\n".join((asked.item.id, *options))).shuffle(options)
    item = replace(asked.item, options=tuple(options))
    seconds = seconds_for(item, table.game.rules)
    closes_at = at + timedelta(seconds=seconds) if seconds else None
    turned = replace(
        asked,
        item=item,
        phase=Phase.CHOOSING,
        seconds=seconds,
        opens_at=at,
        closes_at=closes_at,
        ready_at=None,
        left=None,
    )
    seen = [p for p in noticed(table, at) if p != table.player(p.user_id)]
    return [RoundTurned(turned), *(PlayerChanged(table.game.id, p) for p in seen)]


def all_wrote(round_: Round, rules: Rules, turnout: Turnout) -> bool:
    """Whether the writing may end before its time: everybody who joined has written, and nobody may still come in."""
    if round_.state is not RoundState.OPEN or rules.pace is Pace.RELAXED or turnout.missing:
        return False
    return are_known(round_, rules, turnout)


def check_choice(seat: PlayerView, user: User, text: str, at: datetime) -> None:
    """Raises what `open_round` raises, ChooseFirst for whoever was shown which are made up, OwnEnding for what a player
    wrote themselves, EndingGone for what the host removed.
    """
    open_round(seat, at, answered=True)
    if seat.looked:
        raise ChooseFirst(seen=True)
    chosen = next((fake for fake in seat.fakes if fake.text == text), None)
    if chosen is not None and chosen.removed:
        raise EndingGone
    if chosen is not None and chosen.user_id == user.id:
        raise OwnEnding


def removable(table: GameSnapshot, user: User, *, manager: bool) -> list[Fake]:
    """The endings that the host may take away, as they stand among the options.

    Who plays has to choose before they see them, and the one they chose stays: else they would be told the true one.
    Whoever saw them answers no more (`look`).
    Raises NotTheHost, PressIsStale where nobody chooses now, or ChooseFirst.
    """
    asked = table.round
    if not manager and user.id != table.game.host:
        raise NotTheHost(host=host_name(table))
    choosing = asked is not None and asked.phase is Phase.CHOOSING and asked.state is RoundState.OPEN
    if asked is None or not choosing or table.game.state is GameState.OVER:
        raise PressIsStale
    player, chosen = table.player(user.id), table.answer_of(user.id)
    if player is not None and player.joined and chosen is None:
        raise ChooseFirst
    there = [fake for fake in table.fakes if not fake.removed and (chosen is None or fake.text != chosen.text)]
    return sorted(there, key=lambda fake: asked.item.options.index(fake.text))


def look(table: GameSnapshot, user: User, *, manager: bool) -> list[Event]:
    """See which endings are made up. Raises what `removable` raises."""
    removable(table, user, manager=manager)
    assert table.round is not None
    return [Marked(RoundMark(round_id=table.round.id, user_id=user.id, kind=MarkKind.LOOKED))]


def remove(table: GameSnapshot, user: User, place: int, *, manager: bool) -> list[Event]:
    """Take away the ending that stands there among the options. Raises what `removable` raises, or EndingGone."""
    found = removable(table, user, manager=manager)
    assert table.round is not None
    options = table.round.item.options
    text = options[place] if place < len(options) else ""
    taken = next((fake for fake in found if fake.text == text), None)
    if taken is None:
        raise EndingGone
    return [FakeRemoved(replace(taken, removed=True))]
