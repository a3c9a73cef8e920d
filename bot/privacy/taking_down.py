"""“Take down”: a message of the bot's goes, by right of whoever is quoted in it, whoever caused it, and managers."""

from dataclasses import dataclass

from bot.chat.incoming import MessageRef, Press, PressId
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.daily.rows import DailyRows
from bot.delivery.rows import PostRows
from bot.games.model import RoundState
from bot.games.rows.games import GameRows
from bot.games.use_cases.withdrawing import go_on, void_open
from bot.library.model import DecidedBy
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.library.services import Services, admit
from bot.privacy import taking_down_wording as wording
from bot.privacy.opting_out import own_words
from bot.privacy.refusals import NotYoursToTakeDown, NotYourWords, NowhereToTakeDown
from bot.privacy.rows.questions import QuestionRows
from bot.storage.transaction import Transaction
from content.decisions import Deciding

# The kinds of posts whose subject is a game.
_OF_GAMES = ("lobby", "board", "thread")


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells: the numbers of quotes, who caused it, the item and round that it asks."""

    numbers: frozenset[int] = frozenset()
    host: str = ""
    round_id: str = ""
    delivery_id: str = ""


async def press_take_down(services: Services, press: Press, meant: PressId) -> Reply:
    """The message that the button stands on goes, and is not posted again.

    Raises NotYoursToTakeDown, or NowhereToTakeDown where messages have no ids.
    """
    if not press.message:
        raise NowhereToTakeDown
    ref = MessageRef(place=press.place, id=press.message)

    def take(tx: Transaction) -> tuple[int, list[str]]:
        admit(tx, press)
        told = _told(tx, ref, meant)
        mine = told.numbers & own_words(tx, press.place.workspace_id, press.user.id).numbers
        if not (press.manager or mine or (told.host and told.host == press.user.id)):
            raise NotYoursToTakeDown
        tx[PostRows].take_down_message(ref, press.at)
        return min(mine, default=0), _stop_asking(tx, press, told)

    number, games = await services.store.write(take)
    await go_on(services, press.place.workspace_id, games)
    return wording.taken_down(number)


async def press_take_out(services: Services, press: Press, meant: PressId) -> Reply:
    """The quote itself goes as well, by whoever said it. Raises NotYourWords or PressIsStale."""
    if not (meant.subject.isdecimal() and meant.subject.isascii() and len(meant.subject) < 10):
        raise PressIsStale
    number, whose = int(meant.subject), press.place.workspace_id

    def out(tx: Transaction) -> None:
        user = admit(tx, press)
        theirs = tx[PackRows].reviewed_by(whose)
        pack_id = tx[PackRows].pack_of(number)
        if number not in own_words(tx, whose, press.user.id).numbers or pack_id not in theirs:
            raise NotYourWords(number=number)
        tx[DecisionRows].decide(number, Deciding.DROP, "", DecidedBy(press.user.id, user.name), press.at)

    await services.store.write(out)
    return wording.taken_out(number)


def _told(tx: Transaction, ref: MessageRef, meant: PressId) -> Told:
    """What is known of that message; of an answer that is no post, the quote that its button is about."""
    post = tx[PostRows].standing(ref)
    about = frozenset({int(meant.subject)}) if meant.subject.isdecimal() and len(meant.subject) < 10 else frozenset()
    if post is None:
        return Told(about)
    kind, subject = post
    if kind == "round":
        table = tx[GameRows].table_of_round(subject)
        if table is None or table.round is None:
            return Told(about)
        number = table.round.quote_number
        return Told(about | ({number} if number else frozenset()), table.game.host, round_id=table.round.id)
    if kind in _OF_GAMES:
        table = tx[GameRows].table(subject)
        return Told(about, table.game.host if table else "")
    sheet = tx[DailyRows].sheet(subject) if kind == "daily" else None
    if sheet is None:
        return Told(about)
    asked = {a.number for a in sheet.delivery.items} | {sheet.delivery.number}
    return Told(about | {n for n in asked if n}, sheet.subscription.set_by, delivery_id=sheet.delivery.id)


def _stop_asking(tx: Transaction, press: Press, told: Told) -> list[str]:
    """What nobody sees any more takes no answers; returns the ids of games that go on without it."""
    whose = press.place.workspace_id
    if told.delivery_id:
        tx[QuestionRows].close(told.delivery_id)
    if not told.round_id:
        return []
    table = tx[GameRows].table_of_round(told.round_id)
    asked = None if table is None else table.round
    if asked is None or asked.state is RoundState.CLOSED:
        return []
    return void_open(tx, whose, lambda item: item == asked.item, press.at)
