"""A press proves that a message stands and carries its place: so is found what could not be looked for."""

from bot.app.catalogue import POSTS
from bot.chat.incoming import MessageRef, Press, PressId
from bot.daily.refusals import DailyIsOver
from bot.daily.use_cases.deliveries import POST
from bot.daily.wording import GUESS, PLAY, TYPE_GUESS, TYPED_GUESS
from bot.delivery.rows import PostRows
from bot.errors import Refusal
from bot.games.refusals import LobbyOpen, NoGame, RoundIsClosed, RoundNotOpen
from bot.games.verbs import ANSWER, BEGIN, HINT, JOIN, NEXT, SKIP, TYPE, TYPED
from bot.library.services import Services
from bot.storage.transaction import Transaction

# What somebody is told where nobody knew that the message stands, or where its game was given up meanwhile.
DOUBTFUL: tuple[type[Refusal], ...] = (RoundNotOpen, NoGame, RoundIsClosed, LobbyOpen, DailyIsOver)
_ON_A_ROUND = {ANSWER, TYPE, TYPED, HINT, SKIP, NEXT}
_ON_A_LOBBY = {JOIN, BEGIN}
_ON_A_DAILY = {GUESS, TYPE_GUESS, TYPED_GUESS, PLAY}


async def adopt(services: Services, press: Press, meant: PressId, refused: Refusal) -> bool:
    """Take the message that was pressed as the post whose button it shows; whether the press is worth another try.

    A round opens by it; what was given up is shown as it is, without buttons. Of many who press at once one was first.
    """
    key = _key(meant)
    if not key or not press.message:
        return False
    ref = MessageRef(place=press.place, id=press.message)

    def take(tx: Transaction) -> bool:
        post = tx[PostRows].adopt(key, ref, press.at)
        if post is not None:
            POSTS[post.kind].on_published(tx, post, press.at)
        return post is not None

    return await services.store.write(take) or isinstance(refused, RoundNotOpen)


def _key(meant: PressId) -> str:
    """The key of the post that shows such a button, "" for buttons that stand elsewhere."""
    if meant.verb in _ON_A_ROUND:
        return f"round:{meant.subject}"
    if meant.verb in _ON_A_LOBBY:
        return f"lobby:{meant.subject}"
    return f"{POST}:{meant.subject.partition(':')[0]}" if meant.verb in _ON_A_DAILY else ""
