"""Linked members who are gone: found out now and then, and quoted again only when a manager says so."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from bot.chat.incoming import Place, Press, PressId
from bot.chat.messages import Reply
from bot.chat.refusals import PressIsStale
from bot.library.rows.silence import SilenceRows
from bot.library.services import Services, admit
from bot.privacy import link_wording as wording
from bot.privacy.refusals import ManagersDecide
from bot.storage.transaction import Transaction

_log = logging.getLogger(__name__)


async def look_for_absent(services: Services, platforms: Sequence[str]) -> int:
    """Ask of each linked member whether they are there still; returns of how many that changed.

    Who is back is quoted as before; of whom nobody can tell nothing changes.
    """
    changed = 0
    for workspace_id, user_id, absent in await services.store.read(lambda tx: tx[SilenceRows].linked(platforms)):
        platform, _, workspace = workspace_id.partition(":")
        there = await services.directories.is_there(Place.of_user(platform, workspace, user_id), user_id)
        if there is None or there is not absent:
            continue
        at = None if there else services.clock.now()

        await services.store.write(partial(_note, workspace_id, user_id, at))
        changed += 1
    if changed:
        _log.info("%s linked members left or came back", changed)
    return changed


def _note(workspace_id: str, user_id: str, gone_at: datetime | None, tx: Transaction) -> None:
    tx[SilenceRows].put_absent(workspace_id, user_id, gone_at)


async def press_absent(services: Services, press: Press, meant: PressId) -> Reply:
    """A manager has somebody posted and asked about though they left; choice 1 takes that back.

    Raises ManagersDecide, and PressIsStale for who is there.
    """
    if not press.manager:
        raise ManagersDecide
    whose, still = press.place.workspace_id, not meant.choice

    def say(tx: Transaction) -> str:
        admit(tx, press)
        user_id = wording.decoded(meant.subject)
        if user_id not in tx[SilenceRows].absent(whose):
            raise PressIsStale
        tx[SilenceRows].quote_absent(whose, user_id, still=still)
        return " and ".join(one.name for one in tx[SilenceRows].links(whose) if one.user_id == user_id)

    return wording.quoted_though_gone(await services.store.write(say), meant.subject, still=still)
