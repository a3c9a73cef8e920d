"""The board of a season that was closed, for the channel in which that was done."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.chat.messages import Reply, Scoreboard
from bot.delivery.post_kinds import PostKind
from bot.delivery.posts import Post
from bot.library.services import Services
from bot.library.wording import take_down
from bot.people import season_wording as wording
from bot.people.rows import PeopleRows, SeasonRows
from bot.people.seasons import POST
from bot.settings import model as settings
from bot.storage.transaction import Transaction


async def _season(services: Services, post: Post) -> Reply | None:
    number, _, closed = post.subject.partition(":")
    whose = post.place.workspace_id

    def look(tx: Transaction) -> Reply | None:
        closed_at = datetime.fromisoformat(closed)
        meant = next((s for s in tx[SeasonRows].all(whose) if s.closed_at == closed_at), None)
        if meant is None:
            # Undone before anybody read it.
            return wording.goes_on(int(number)) if post.ref is not None else None
        points = tx[PeopleRows].points(whose, None, meant.began_at, meant.closed_at)
        board = wording.final(meant, points, settings.choice(tx, post.place, settings.TIMEZONE) or "UTC")
        return replace(board, more=(take_down(),)) if isinstance(board, Scoreboard) else board

    return await services.store.read(look)


KINDS: Mapping[str, PostKind] = {POST: PostKind(render=_season)}
