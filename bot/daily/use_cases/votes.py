"""👍 and 👎 under a quote that was posted or shared: one person, one vote; the same press again takes it back."""

from bot.chat.incoming import Press, PressId
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.daily.rows import DailyRows
from bot.daily.use_cases.deliveries import POST
from bot.delivery.rows import PostRows
from bot.library.rows.votes import VoteRows
from bot.library.services import Services, admit
from bot.library.wording import UP, voted
from bot.storage.transaction import Transaction

COUNT_SECONDS = 5.0


async def press_vote(services: Services, press: Press, meant: PressId) -> Reply:
    """Count a vote on a quote of this workspace, and show it on the daily post it was given on. Raises PressIsStale."""
    number, _, delivery_id = meant.subject.partition(":")
    workspace_id, value = press.place.workspace_id, 1 if meant.verb == UP else -1
    library = await services.libraries.library_at(press.place)
    if not number.isdecimal() or not library.has(int(number[:9])):
        raise PressIsStale
    kept = library.kept(int(number[:9]))

    def vote(tx: Transaction) -> Reply:
        user = admit(tx, press)
        if delivery_id:
            _check(tx, delivery_id, int(number), workspace_id)
        holds = tx[VoteRows].cast(workspace_id, kept, user.id, value, press.at)
        if delivery_id and not press.alone:
            tx[PostRows].touch(f"{POST}:{delivery_id}", press.at, spacing=COUNT_SECONDS)
        return voted(kept, holds, tx[VoteRows].of(workspace_id, kept))

    return await services.store.write(vote)


def _check(tx: Transaction, delivery_id: str, number: int, workspace_id: str) -> None:
    """Raises PressIsStale where that daily post shows another quote, or is another workspace's."""
    sheet = tx[DailyRows].sheet(delivery_id)
    if sheet is None or sheet.delivery.number != number or sheet.subscription.place.workspace_id != workspace_id:
        raise PressIsStale
