"""Answering a round and taking its hint. Each reads only the player's own seat, however many play."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat.incoming import Incoming, Press, PressId, Request
from bot.chat.messages import Button, Reply
from bot.chat.refusal_wording import refusal
from bot.chat.refusals import BadOption, PressIsStale, TooLong
from bot.games import bluff_wording, round_wording
from bot.games import rules as play
from bot.games.judging.options import option_meant
from bot.games.model import GameSnapshot, GameState, Pace, Phase, PlayerView, Round, Turnout
from bot.games.refusals import (
    AlreadyAnswered,
    EndingHasLink,
    EndingSaysNothing,
    EndingTaken,
    EndingTooLong,
    NoGame,
    NotAmongAnswers,
    RoundIsClosed,
    WritingIsOver,
)
from bot.games.rows.games import GameRows
from bot.games.rules.answers import is_final
from bot.games.rules.unmeant import comes_in, is_an_answer
from bot.games.use_cases import fakes, quiz, solo
from bot.games.use_cases.effects import apply, keep_close
from bot.games.use_cases.progress import show_progress
from bot.games.use_cases.quiz import no_game
from bot.games.verbs import ANSWER_LIMIT, TYPE, TYPED_FIELD
from bot.library.services import Services, Work, admit
from bot.storage.transaction import Transaction
from content.items import kind_of

# Whoever answers so long after a game began here means that game.
LATELY = timedelta(hours=3)
ASKED_AGAIN = (EndingHasLink, EndingSaysNothing, EndingTaken, EndingTooLong)


async def answer(services: Services, request: Request) -> Reply:
    """Answer the open round in typed words; a letter means the option it stands before. Who only says that they take
    part joins.
    """
    if comes_in(said := request.options["text"]):
        seat = await services.store.read(lambda tx: _seat(tx, request))
        if not _may_answer(seat, said):
            return await quiz.come_in(services, request)
    library = await services.libraries.library_for(request.place)

    def give(work: Work) -> Reply:
        user = admit(work.tx, request)
        seat = _seat(work.tx, request)
        _not_for_the_last(work.tx, seat, request)
        text = _option(seat, request.at, request.options["text"])
        return _answer(work, seat, replace(request, user=user), text)

    return await services.write(library, request.at, give)


async def press_answer(services: Services, press: Press, meant: PressId) -> Reply:
    """Answer a round by its button. The round is read from the database: an old or foreign button is refused."""
    library = await services.libraries.library_for(press.place)

    def give(work: Work) -> Reply:
        user = admit(work.tx, press)
        seat, round_ = _seat_in(work.tx, press, meant.subject)
        if meant.choice >= len(round_.item.options):
            raise PressIsStale
        return _answer(work, seat, replace(press, user=user), round_.item.options[meant.choice])

    return await services.write(library, press.at, give)


async def press_type(services: Services, press: Press, meant: PressId) -> Reply:
    """The form for a typed answer."""

    def ask_for_it(tx: Transaction) -> Round:
        seat, _ = _seat_in(tx, press, meant.subject)
        return play.open_round(seat, press.at)

    return round_wording.form(await services.store.read(ask_for_it))


async def press_typed(services: Services, press: Press, meant: PressId) -> Reply:
    """What was typed into that form; an ending that cannot be taken is asked for again. Raises TooLong and
    BadOption.
    """
    text = press.fields.get(TYPED_FIELD, "")
    if len(text) > ANSWER_LIMIT:
        raise TooLong(limit=ANSWER_LIMIT, what=TYPED_FIELD)
    if comes_in(text):
        seat, _ = await services.store.read(lambda tx: _seat_in(tx, press, meant.subject))
        if not _may_answer(seat, text):
            return await quiz.come_in(services, press)
    library = await services.libraries.library_for(press.place)

    def give(work: Work) -> Reply:
        user = admit(work.tx, press)
        seat, _ = _seat_in(work.tx, press, meant.subject)
        if not (text.strip() or play.is_writing(seat)):
            raise BadOption(option=TYPED_FIELD, value="", expected="/quiz answer tea")
        return _answer(work, seat, replace(press, user=user), _option(seat, press.at, text))

    try:
        return await services.write(library, press.at, give)
    except ASKED_AGAIN as refused:
        again = Button(id=str(PressId(TYPE, meant.subject)), label=bluff_wording.AGAIN)
        return replace(refusal(refused), buttons=(again,))


async def hint(services: Services, request: Request) -> Reply:
    """Help with the open round, for half the points."""
    return await _hint(services, request, lambda tx: _seat(tx, request))


async def press_hint(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by the round's button."""
    return await _hint(services, press, lambda tx: _seat_in(tx, press, meant.subject)[0])


async def _hint(services: Services, incoming: Incoming, find: Callable[[Transaction], PlayerView]) -> Reply:
    def take(tx: Transaction) -> Round:
        user = admit(tx, incoming)
        seat = find(tx)
        apply(tx, play.hint(seat, user, incoming.at))
        return play.open_round(seat, incoming.at)

    return round_wording.hint(await services.store.write(take))


def _seat(tx: Transaction, incoming: Incoming) -> PlayerView:
    """The player's seat in the game that is not over here, else in the one they play alone. Raises NoGame."""
    user = incoming.user
    seat = tx[GameRows].seat(incoming.place, user.id) or tx[GameRows].seat(solo.place_of(incoming.place, user), user.id)
    if seat is None:
        last = tx[GameRows].newest(incoming.place, threads=True)
        if last is not None and last.game.state is not GameState.OVER:
            raise no_game(last, incoming)
        over = last is not None and incoming.at < last.game.started_at + LATELY
        raise NoGame(over=over, answer=play.told_lately(last.round, incoming.at) if last and over else "")
    return seat


def _may_answer(seat: PlayerView, text: str) -> bool:
    """Whether words by which somebody comes in can be an answer all the same: an option's, or the ending of who is in
    already.
    """
    if seat.round is None or seat.game.state is GameState.LOBBY:
        return False
    plays = seat.player is not None and seat.player.plays
    return (plays and play.is_writing(seat)) or is_an_answer(seat.round.item, text)


def _not_for_the_last(tx: Transaction, seat: PlayerView, request: Request) -> None:
    """While the last answer is read, what was typed may be meant for that round. Raises RoundIsClosed."""
    asked = seat.round
    if asked is None or asked.ready_at is None or request.at >= asked.ready_at:
        return
    before = tx[GameRows].last_closed(seat.game.id)
    closed = before.round if before is not None else None
    if closed is not None and closed.id != asked.id and play.is_meant_for(closed, request.options["text"]):
        raise RoundIsClosed(answer=closed.item.key)


def _seat_in(tx: Transaction, press: Press, round_id: str) -> tuple[PlayerView, Round]:
    """The seat at a round that a press in its place may mean, or at a solo game of their own. Raises PressIsStale."""
    seat = tx[GameRows].seat_in_round(round_id, press.user.id)
    if seat is None or seat.round is None:
        raise PressIsStale
    if seat.game.place != press.place and not solo.is_mine(seat.game, press.user):
        raise PressIsStale
    return seat, seat.round


def _answer(work: Work, seat: PlayerView, given: Incoming, text: str) -> Reply:
    tx = work.tx
    if play.is_writing(seat):
        return fakes.put_ending(work, seat, given, text)
    play.check_choice(seat, given.user, text, given.at)
    events = play.answer(seat, given.user, text, given.at)
    apply(tx, events)
    asked, rules = play.open_round(seat, given.at, answered=True), seat.game.rules
    mine = next(event.answer for event in events if isinstance(event, play.AnswerGiven))
    if rules.pace is Pace.SOLO and is_final(mine):
        return solo.reveal(work, _table(tx, asked))
    turnout = tx[GameRows].turnout(asked.id)
    over = _close_early(work, seat, asked, turnout, given)
    if not given.alone:
        show_progress(tx, seat.game, asked, turnout, given)
    prompt = None if is_final(mine) else play.judge_answer(asked.item, mine.text, exact_forms=rules.exact_forms)
    goes_on = is_final(mine) and play.offers_next(asked, seat.game, turnout, given.user)
    changes = rules.changes and not over
    return round_wording.recorded(
        asked, mine.text, prompt, work.services.rng, goes_on=goes_on, changes=changes, last=over
    )


def _close_early(work: Work, seat: PlayerView, round_: Round, turnout: Turnout, given: Incoming) -> bool:
    """Close the round, or move its deadline, when nobody is waited for any more; returns whether it is closed."""
    if seat.game.state is GameState.PAUSED:
        return False
    at = work.at
    early = play.early_close(round_, seat.game.rules, turnout, at)
    if early is None:
        return False
    if early <= at:
        table = _table(work.tx, round_)
        keep_close(work, table, play.close(table, at), key=given.key)
        return True
    if round_.closes_at is None or early < round_.closes_at:
        apply(work.tx, [play.closes_at(round_, early)])
    return False


def _table(tx: Transaction, round_: Round) -> GameSnapshot:
    table = tx[GameRows].table_of_round(round_.id)
    assert table is not None
    return table


def _option(seat: PlayerView, at: datetime, text: str) -> str:
    """The option of the open round meant by its letter or its own words; the text as it is when there are none."""
    round_ = play.open_round(seat, at, answered=True)
    options = round_.item.options
    if not options:
        return text
    written, choosing = kind_of(round_.item).written, round_.phase is Phase.CHOOSING
    meant = option_meant(
        text,
        options,
        round_wording.LETTERS,
        names=kind_of(round_.item).names,
        parts=not (written or choosing),
        called=round_.item.called,
    )
    if meant:
        return meant
    if choosing and len(text.strip().strip(".)")) > 1:
        raise WritingIsOver
    if seat.answer is not None and is_final(seat.answer) and not seat.game.rules.changes:
        raise AlreadyAnswered(answer=seat.answer.text)
    gone = {fake.text for fake in seat.fakes if fake.removed}
    letters = [round_wording.LETTERS[place] for place, option in enumerate(options) if option not in gone]
    raise NotAmongAnswers(option=TYPED_FIELD, value=text, letters=letters)
