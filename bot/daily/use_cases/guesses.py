"""Answering a daily guess or quiz: privately, once each, until it is resolved."""

from bot.chat.incoming import Press, PressId, User
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale, TooLong
from bot.daily import wording
from bot.daily.refusals import DailyIsOver
from bot.daily.rows import DailyRows
from bot.daily.rules.model import DeliveryView, Guess, Style
from bot.daily.rules.streaks import Streak, streak
from bot.daily.use_cases.deliveries import HISTORY, POST
from bot.delivery.rows import PostRows
from bot.games.judging import Verdict
from bot.games.refusals import AlreadyAnswered
from bot.games.rules.answers import judge_answer
from bot.games.verbs import TYPED_FIELD
from bot.library.services import Services, admit, share_once
from bot.storage.transaction import Transaction
from content.model import Item

COUNT_SECONDS = 5.0


async def press_guess(services: Services, press: Press, meant: PressId) -> Reply:
    """Answer one item; after it comes the next, if there is one."""
    delivery_id, _, position = meant.subject.partition(":")
    if not position.isdigit():
        raise PressIsStale

    def give(tx: Transaction) -> Reply:
        user = admit(tx, press)
        sheet = _open(tx, press, delivery_id)
        asked = _item(sheet, int(position), meant.choice)
        choice = asked.options[meant.choice]
        given = Guess(
            delivery_id=delivery_id, position=int(position), user_id=user.id, name=user.name, choice=choice,
            right=choice == asked.key, at=press.at,
        )  # fmt: skip
        _keep(tx, press, sheet, given)
        after = tx[DailyRows].sheet(delivery_id)
        assert after is not None
        if after.delivery.style is Style.QUIZ:
            return _next(tx, after, user)
        return wording.guessed(after, choice, wording.LETTERS[meant.choice], _streak(tx, after, user))

    return await services.store.write_with_others(give)


async def press_type(services: Services, press: Press, meant: PressId) -> Reply:
    """The form for a number. Raises DailyIsOver, AlreadyAnswered."""

    def ask_for_it(tx: Transaction) -> Reply:
        sheet = _asks_a_number(tx, press, meant)
        if mine := sheet.of(press.user.id):
            raise AlreadyAnswered(answer=mine[0].choice)
        return wording.form(sheet)

    return await services.store.read(ask_for_it)


async def press_typed(services: Services, press: Press, meant: PressId) -> Reply:
    """The number that was typed into it. Raises TooLong, NotANumber, DailyIsOver, AlreadyAnswered."""
    text = press.fields.get(TYPED_FIELD, "").strip()
    if len(text) > wording.GUESS_LIMIT:
        raise TooLong(limit=wording.GUESS_LIMIT, what=TYPED_FIELD)

    def give(tx: Transaction) -> Reply:
        user = admit(tx, press)
        sheet = _asks_a_number(tx, press, meant)
        asked = sheet.delivery.items[0].item
        right = judge_answer(asked, text).verdict is Verdict.ACCEPT
        _keep(tx, press, sheet, Guess(
            delivery_id=sheet.delivery.id, position=0, user_id=user.id, name=user.name, choice=text, right=right,
            at=press.at,
        ))  # fmt: skip
        return wording.guessed_number(sheet, text, _streak(tx, sheet, user))

    return await services.store.write_with_others(give)


def _asks_a_number(tx: Transaction, press: Press, meant: PressId) -> DeliveryView:
    sheet = _open(tx, press, meant.subject.partition(":")[0])
    if sheet.delivery.items[0].item.number is None or sheet.delivery.items[0].item.options:
        raise PressIsStale
    return sheet


def _keep(tx: Transaction, press: Press, sheet: DeliveryView, given: Guess) -> None:
    """Keep an answer, and show below the post how many there are. Raises AlreadyAnswered: the first one counts."""
    if not tx[DailyRows].put_guess(given):
        mine = sheet.of(given.user_id)
        raise AlreadyAnswered(answer=next(g.choice for g in mine if g.position == given.position))
    if not press.alone:
        tx[PostRows].touch(f"{POST}:{given.delivery_id}", press.at, spacing=COUNT_SECONDS)


async def press_play(services: Services, press: Press, meant: PressId) -> Reply:
    """The first question of a quiz that this person has not answered."""

    def begin(tx: Transaction) -> Reply:
        return _next(tx, _open(tx, press, meant.subject), press.user)

    return await services.store.read(begin)


async def press_result(services: Services, press: Press, meant: PressId) -> Reply:
    """Tell the channel once that one has played, and nothing about the answer. Raises AlreadyShared and
    PressIsStale.
    """

    def share(tx: Transaction) -> Reply:
        user = admit(tx, press)
        sheet = _sheet(tx, press, meant.subject)
        if not sheet.of(user.id):
            raise PressIsStale
        share_once(tx, press)
        return wording.result_line(sheet, user.name, _streak(tx, sheet, user))

    return await services.store.write(share)


def _next(tx: Transaction, sheet: DeliveryView, user: User) -> Reply:
    answered = {g.position for g in sheet.of(user.id)}
    left = [p for p in range(len(sheet.delivery.items)) if p not in answered]
    return wording.question(sheet, left[0]) if left else wording.played(sheet, _streak(tx, sheet, user))


def _open(tx: Transaction, press: Press, delivery_id: str) -> DeliveryView:
    sheet = _sheet(tx, press, delivery_id)
    if not sheet.delivery.open:
        raise DailyIsOver(withdrawn=not tx[DailyRows].is_answered(delivery_id))
    return sheet


def _sheet(tx: Transaction, press: Press, delivery_id: str) -> DeliveryView:
    """A delivery that asks, in the workspace of the press. Raises PressIsStale."""
    sheet = tx[DailyRows].sheet(delivery_id)
    if sheet is None or not sheet.delivery.items:
        raise PressIsStale
    if sheet.subscription.place.workspace_id != press.place.workspace_id:
        raise PressIsStale
    return sheet


def _item(sheet: DeliveryView, position: int, choice: int) -> Item:
    if position >= len(sheet.delivery.items):
        raise PressIsStale
    asked = sheet.delivery.items[position].item
    if choice >= len(asked.options):
        raise PressIsStale
    return asked


def _streak(tx: Transaction, sheet: DeliveryView, user: User) -> Streak:
    return streak(tx[DailyRows].played(sheet.subscription.id, user.id, HISTORY))
