"""👍 and 👎 under a reveal: one person, one vote a round; the same press again takes it back."""

from bot.chat.incoming import Press, PressId
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.delivery.rows import PostRows
from bot.games import round_wording as wording
from bot.games.model import GameState, RoundState
from bot.games.rows.liking import LikingRows
from bot.games.use_cases.effects import COUNT_SECONDS, FINAL, show_again
from bot.games.use_cases.quiz import table_of
from bot.games.verbs import LIKED
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction


async def press_like(services: Services, press: Press, meant: PressId) -> Reply:
    """Count a vote on a round that was resolved here, and show it on its reveal. Raises PressIsStale."""

    def vote(tx: Transaction) -> Reply:
        user = admit(tx, press)
        table, asked = table_of(tx, press, meant.subject)
        if asked.state is not RoundState.CLOSED or asked.void:
            raise PressIsStale
        value = 1 if meant.verb == LIKED else -1
        holds = tx[LikingRows].cast(table.game.place, asked, user.id, value, press.at)
        if not press.alone:
            show_again(tx, asked, press.at, spacing=COUNT_SECONDS)
            if table.game.state is GameState.OVER:
                # What was liked last may be the quote of the night.
                tx[PostRows].touch(f"board:{table.game.id}:{FINAL}", press.at, spacing=COUNT_SECONDS)
        return wording.liked(holds)

    return await services.store.write(vote)
