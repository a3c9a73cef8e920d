"""“Take down”: a message of the bot's goes, by right of whoever is quoted in it, whoever caused it, and managers."""

from dataclasses import dataclass, replace

from bot.chat.incoming import ChatMessage, MessageRef, Press, PressId
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.daily.rows import DailyRows
from bot.daily.use_cases.deliveries import SET
from bot.delivery.rows import PostRows
from bot.games.model import RoundState
from bot.games.posts import best_heard
from bot.games.rows.games import GameRows
from bot.games.use_cases.withdrawal import go_on, void_open
from bot.library.book_model import UNDO_TIME
from bot.library.model import DecidedBy
from bot.library.refusals import NumberRemoved
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.own_words import OwnWordsRows
from bot.library.rows.packs import PackRows
from bot.library.said_by import own_words
from bot.library.services import Services, Work, admit, has_shared
from bot.library.wording import SHARE
from bot.privacy import takedown_wording as wording
from bot.privacy.opt_outs import withdraw
from bot.privacy.quoted_notes import is_number, workspace_meant
from bot.privacy.refusals import NotMineToTakeDown, NotYoursToTakeDown, NotYourWords, NowhereToTakeDown
from bot.privacy.rows.questions import QuestionRows
from bot.storage.transaction import Transaction
from content.decisions import Deciding
from content.model import Item


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells: the numbers of quotes, what it asks, who caused it, the round or daily post it is."""

    numbers: frozenset[int] = frozenset()
    items: tuple[Item, ...] = ()
    host: str = ""
    round_id: str = ""
    delivery_id: str = ""


async def press_take_down(services: Services, press: Press, meant: PressId) -> Reply:
    """The message that the button stands on, or whose menu it was taken from, goes, and is not posted again; points and
    what it told of stay.

    Raises NotYoursToTakeDown, NotMineToTakeDown, or NowhereToTakeDown where messages have no ids.
    """
    message, meant = (press.message, meant) if press.about is None else _pointed(press.about, meant)
    if not message:
        raise NowhereToTakeDown
    ref = MessageRef(place=press.place, id=message)
    library = await services.libraries.library_at(press.place)

    def take(work: Work) -> tuple[int, list[str]]:
        tx = work.tx
        admit(tx, press)
        told, said = _told(work, ref, meant), own_words(tx, press.place.workspace_id, press.user.id)
        mine = told.numbers & said.numbers
        shared = meant.choice > 0 and has_shared(tx, press, str(replace(meant, verb=SHARE)))
        theirs = shared or told.host == press.user.id
        if not (press.manager or mine or any(map(said.asks, told.items)) or theirs):
            raise NotYoursToTakeDown
        tx[PostRows].take_down_message(ref, press.at)
        return min(mine, default=0), _stop_asking(tx, press, told)

    number, games = await services.write(library, press.at, take)
    await go_on(services, games)
    return wording.taken_down(number)


def _pointed(about: ChatMessage, meant: PressId) -> tuple[str, PressId]:
    """The message, and what its own button means where it has one: of an answer only that tells what it shows."""
    if not (about.own and about.by_bot):
        raise NotMineToTakeDown
    pressed = (own for each in about.buttons if (own := PressId.parse(each)) and own.verb == meant.verb)
    return "" if about.hidden else about.id, next(pressed, meant)


async def press_take_out(services: Services, press: Press, meant: PressId) -> Reply:
    """The quote itself goes, by whoever said it, with what asks it now; pressed again that is told again, while it can
    be taken back. Raises NotYourWords, NumberRemoved or PressIsStale.
    """
    if not is_number(meant.subject):
        raise PressIsStale
    number = int(meant.subject)

    def out(tx: Transaction) -> tuple[list[str], int]:
        user, whose = admit(tx, press), workspace_meant(tx, press, meant.subject)
        theirs = tx[PackRows].reviewed_by(whose)
        pack_id = tx[PackRows].pack_of(number)
        stands = tx[BookRows].standing(number)
        if number not in own_words(tx, whose, press.user.id).numbers or pack_id not in theirs or stands is None:
            raise NotYourWords(number=number)
        if stands.removed:
            # Who presses twice still has the way back: on some platforms an answer takes the place of the one before.
            if decided := tx[DecisionRows].dropped_by(number, press.user.id, press.at - UNDO_TIME):
                return [], decided
            raise NumberRemoved(number=number)
        decided = tx[DecisionRows].decide(number, Deciding.DROP, "", DecidedBy(press.user.id, user.name), press.at)
        return withdraw(tx, whose, tx[OwnWordsRows].words({}, {number}), press.at), decided

    games, decided = await services.store.write(out)
    await go_on(services, games)
    return wording.taken_out(number, decided)


def _told(work: Work, ref: MessageRef, meant: PressId) -> Told:
    """What is known of that message; of an answer that is no post, the quote that its button is about."""
    tx = work.tx
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
        told = about | ({number} if number else frozenset())
        return Told(told, (table.round.item,), table.game.host, round_id=table.round.id)
    if kind != "daily" and (table := tx[GameRows].table(subject)) is not None:
        best = best_heard(work, table) if kind == "board" else None
        return Told(about | ({best.number} if best else frozenset()), host=table.game.host)
    if kind == SET and (announced := tx[DailyRows].get(subject)) is not None:
        return Told(about, host=announced.set_by)
    sheet = tx[DailyRows].sheet(subject) if kind == "daily" else None
    if sheet is None:
        return Told(about)
    # The answer to a question shows what was asked.
    shown = sheet if not sheet.delivery.about else tx[DailyRows].sheet(sheet.delivery.about) or sheet
    asked = {a.number for a in shown.delivery.items} | {shown.delivery.number}
    items = tuple(a.item for a in shown.delivery.items)
    return Told(about | {n for n in asked if n}, items, sheet.subscription.set_by, delivery_id=sheet.delivery.id)


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
