"""Answers and hints: the first answer counts, a hint halves what it is worth."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from string import ascii_uppercase

from bot.chat.incoming import User
from bot.games.judging import Judgement, Verdict, judge
from bot.games.judging.nearness import EXACT, Wrong, nearness, read_guess
from bot.games.model import (
    Answer,
    GameSnapshot,
    GameState,
    MarkKind,
    Pace,
    Phase,
    Player,
    PlayerView,
    Round,
    RoundMark,
    RoundState,
)
from bot.games.refusals import (
    AlreadyAnswered,
    GamePaused,
    HintWouldTell,
    LobbyOpen,
    NoGame,
    NotAnAnswer,
    NotANumber,
    RoundIsClosed,
    RoundNotOpen,
)
from bot.games.rules.events import AnswerGiven, Event, Marked, PlayerChanged
from bot.games.rules.unmeant import is_an_answer, is_shrug
from content.items import kind_of
from content.language import language_of
from content.model import Item
from content.text import fold, words

# So long after the close a late answer is told what the reveal tells.
LATELY = timedelta(minutes=1)
# A letter or two may be meant for the next round as well.
LEAST_WORD = 3


def open_round(seen: GameSnapshot | PlayerView, at: datetime, *, answered: bool = False) -> Round:
    """The round that takes answers at that moment, or the refusal that says why there is none.

    What was `answered` before the clock was stopped counts, though it is worked on in the pause.
    """
    if seen.game.state is GameState.LOBBY:
        raise LobbyOpen
    if seen.game.state is GameState.OVER:
        raise NoGame(over=True, answer=told_lately(seen.round, at))
    if seen.round is None:
        raise NoGame
    if seen.round.state is RoundState.PENDING:
        raise RoundNotOpen
    if seen.round.state is RoundState.CLOSED or (seen.round.closes_at is not None and at > seen.round.closes_at):
        raise RoundIsClosed(alone=seen.game.rules.pace is Pace.SOLO, answer=told_lately(seen.round, at))
    if seen.game.state is GameState.PAUSED and not (answered and _before_the_pause(seen.round, at)):
        raise GamePaused
    return seen.round


def told_lately(asked: Round | None, at: datetime) -> str:
    """What the reveal of a round told a moment ago, "" where it told nothing, or long ago."""
    if asked is None or asked.state is not RoundState.CLOSED or asked.void or asked.phase is not Phase.ANSWERS:
        return ""
    late = asked.closes_at is None or at > asked.closes_at + LATELY
    return "" if late or kind_of(asked.item).poll else asked.item.key


def is_meant_for(asked: Round, text: str) -> bool:
    """Whether that is the right answer to a round that is closed, typed as the next one had just been posted."""
    item = asked.item
    if asked.void or item.number is not None or kind_of(item).poll or len(text.strip()) < LEAST_WORD:
        return False
    if item.options:
        return fold(text) == fold(item.key)
    return judge_answer(item, text).verdict is Verdict.ACCEPT


def _before_the_pause(round_: Round, at: datetime) -> bool:
    """Whether that moment was before the clock of the round was stopped."""
    if round_.opens_at is None or round_.left is None or round_.left == round_.seconds:
        return False
    return at <= round_.opens_at + timedelta(seconds=round_.seconds - round_.left)


def answer(seat: PlayerView, user: User, text: str, at: datetime) -> list[Event]:
    """Give an answer. The first by its stamp counts, in whatever order they arrive; after a PROMPT one more try does.
    Where players may change theirs the last counts, its time too.

    Raises LobbyOpen, NoGame, RoundNotOpen, RoundIsClosed, GamePaused, AlreadyAnswered, NotAnAnswer or NotANumber.
    """
    asked, before = open_round(seat, at, answered=True), seat.answer
    if not asked.item.options and _says_nothing(text) and not _says_nothing(asked.item.key):
        raise NotAnAnswer(value=text)
    if is_stray_letter(asked.item, text):
        raise NotAnAnswer(value=text.strip(), letter=True)
    if seat.hinted and (before is None or seat.game.rules.changes) and is_removed(asked, text):
        raise NotAnAnswer(value=text, removed=ascii_uppercase[removed_option(asked)])
    verdict = judge_answer(asked.item, text, exact_forms=seat.game.rules.exact_forms).verdict
    if verdict is Verdict.REJECT and is_shrug(text) and not is_an_answer(asked.item, text):
        raise _no_answer(seat, text)
    given = Answer(round_id=asked.id, user_id=user.id, text=text, verdict=verdict, at=_within(asked, at))
    if seat.game.rules.changes and before is not None and is_final(before):
        return [AnswerGiven(_changed(before, given), change=True)]
    kept = given if before is None else _kept(before, given)
    return [*newcomer(seat, user), AnswerGiven(kept)]


def hint(seat: PlayerView, user: User, at: datetime) -> list[Event]:
    """Take the round's hint; a second time changes nothing. Raises what `answer` raises, or HintWouldTell."""
    asked = open_round(seat, at)
    if not has_hint(asked):
        raise HintWouldTell(written=asked.phase is not Phase.ANSWERS, opinion=kind_of(asked.item).poll)
    if seat.answer is not None and is_final(seat.answer):
        raise AlreadyAnswered(answer=seat.answer.text)
    if seat.hinted:
        return []
    return [*newcomer(seat, user), Marked(RoundMark(round_id=asked.id, user_id=user.id, kind=MarkKind.HINT))]


def has_hint(round_: Round) -> bool:
    """Whether a distractor can be taken away and a choice remains; a typed answer can always be hinted at, but not
    what players write themselves."""
    return len(round_.item.options) != 2 and not kind_of(round_.item).written


def removed_option(round_: Round) -> int:
    """The place of the distractor that the hint removes; the same for everybody."""
    wrong = [i for i, option in enumerate(round_.item.options) if option != round_.item.key]
    return random.Random(round_.item.id).choice(wrong)


def is_removed(round_: Round, text: str) -> bool:
    """Whether it is the option that a hint takes away."""
    return bool(round_.item.options) and has_hint(round_) and text == round_.item.options[removed_option(round_)]


def masked(item: Item) -> str:
    """The key with the first letter of each word shown ("t__ f__ t__"), or its first half where the stem tells that."""
    told = f"“{item.key[0]}”" in item.stem
    return " ".join(_masked(word, len(word) // 2 if told else 1) for word in item.key.split())


def _masked(word: str, shown: int) -> str:
    return word[:shown] + "".join("_" if c.isalnum() else c for c in word[shown:])


def language_of_item(item: Item) -> str:
    """The language in which its answer is judged, "" where nobody can tell."""
    return language_of((item.stimulus or item.stem,))


def judge_answer(item: Item, text: str, *, exact_forms: bool = False) -> Judgement:
    """How an answer to that item is judged: an option must be the key itself, a typed answer may be near it; a
    number is right where it is the number itself.

    Raises NotANumber where one is asked for.
    """
    if item.options:
        right = text == item.key
        return Judgement(Verdict.ACCEPT if right else Verdict.REJECT, "key" if right else "distractor")
    if item.number is not None:
        near = nearness(item.number, guess_of(item, text))
        if near == EXACT:
            return Judgement(Verdict.ACCEPT, "key")
        return Judgement(Verdict.NEAR, "near") if near else Judgement(Verdict.REJECT, "far")
    return judge(
        key=item.key, accept=item.accept, rivals=item.rivals, reject=item.reject, prompts=dict(item.prompts),
        vocabulary=words(item.stimulus), asked=words(item.stem), language=language_of_item(item),
        exact_forms=exact_forms, answer=text,
    )  # fmt: skip


def guess_of(item: Item, text: str) -> Fraction:
    """The number somebody typed. Raises NotANumber."""
    guess = read_guess(text, language_of_item(item))
    if isinstance(guess, Wrong):
        raise NotANumber(value=text, why=guess)
    return guess


def is_final(given: Answer) -> bool:
    """Whether nothing can replace that answer any more."""
    return given.verdict is not Verdict.PROMPT or given.tries > 1


def _kept(before: Answer, given: Answer) -> Answer:
    """Which of two answers stands: `before` was worked on first, `given` may have been given earlier all the same.

    Raises AlreadyAnswered where nothing changes.
    """
    overtaken = given.at < before.at
    if not is_final(before):
        # Of two that both ask back the later one was the second try.
        second = before if overtaken and given.verdict is Verdict.PROMPT else given
        return replace(second, tries=before.tries + 1)
    if not overtaken or given.verdict is Verdict.PROMPT:
        raise AlreadyAnswered(answer=before.text)
    return replace(given, tries=before.tries)


def _changed(before: Answer, given: Answer) -> Answer:
    """The later of two answers, which stands. Raises AlreadyAnswered where nothing changes, or where it is asked back:
    what stands is not given up for it.
    """
    if given.at < before.at or given.text == before.text or given.verdict is Verdict.PROMPT:
        raise AlreadyAnswered(answer=before.text, changes=True)
    return replace(given, tries=before.tries)


def _says_nothing(text: str) -> bool:
    """Whether nothing in it can be read: dots, a face. A key may be made of such signs itself."""
    return not any(c.isalnum() for c in text)


def _no_answer(seat: PlayerView, text: str) -> AlreadyAnswered | NotAnAnswer:
    """What is told of words that say only that somebody does not know."""
    if seat.answer is None or not is_final(seat.answer):
        return NotAnAnswer(value=text, shrug=True)
    return AlreadyAnswered(answer=seat.answer.text, changes=seat.game.rules.changes)


def is_stray_letter(item: Item, text: str) -> bool:
    """Whether a letter was typed as for options, where words are asked for and nothing is called by a letter."""
    said = text.strip().strip(".()[]").casefold()
    if item.options or item.number is not None or len(said) != 1 or not ("a" <= said <= "z"):
        return False
    return all(len(fold(form)) > 1 for form in (item.key, *item.accept, *item.rivals))


def newcomer(seat: PlayerView, user: User) -> list[PlayerChanged]:
    """Somebody who takes part for the first time."""
    if seat.player is not None:
        return []
    return [PlayerChanged(seat.game.id, Player(user_id=user.id, name=user.name, joined=False))]


def _within(round_: Round, at: datetime) -> datetime:
    return at if round_.opens_at is None else max(at, round_.opens_at)
