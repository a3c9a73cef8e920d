"""Documents that people send: read by the reader, a few at a time, as much of them as one person may bring in."""

import asyncio
import logging
from contextlib import suppress
from functools import partial

from bot.core import quota
from bot.core.quota import Brought
from bot.core.refusals import ReadersBusy
from bot.engine.services import Services
from bot.messages import Press, Request, Upload
from bot.ports import Transaction
from bot.ports.reading import Read, Work
from bot.wording import bringing as wording
from content.errors import ContentError, TooCostly
from content.reading import Reading

# Telling somebody that they wait must not keep the line waiting.
TELL_SECONDS = 5.0
_log = logging.getLogger(__name__)


async def read_upload(
    services: Services, incoming: Request | Press, upload: Upload, *, name: str | None, how: Reading
) -> Read:
    """What is in a document that somebody sent. Raises ContentError, ImportsUsedUp or ReadersBusy.

    It counts from before it is read, so that a restart forgives nothing; what is refused for what it is in good order
    counts by its size alone, what was not looked at does not count.
    """
    await services.store.write(partial(_enter, services, incoming, upload.size or len(upload.data)))
    work = Work(where=upload.name or wording.PASTED, data=upload.data, name=name, how=how)
    try:
        return await services.reader.read(
            work, who=f"{incoming.place.platform}:{incoming.user.id}", waiting=partial(_tell, incoming)
        )
    except TooCostly:
        raise
    except (ContentError, ReadersBusy) as refused:
        await services.store.write(partial(_forgive, incoming, wholly=isinstance(refused, ReadersBusy)))
        raise


def _enter(services: Services, incoming: Request | Press, size: int, tx: Transaction) -> None:
    if services.quota is None:
        return
    platform, user_id, workspace_id = incoming.place.platform, incoming.user.id, incoming.place.workspace_id
    at = services.clock.now()
    theirs = tx.imports.by_user(platform, user_id, at - quota.DAY)
    quota.check(services.quota, theirs, tx.imports.in_workspace(workspace_id, at - quota.DAY), size, at)
    tx.imports.add(platform, incoming.key, workspace_id, user_id, Brought(at, size))


def _forgive(incoming: Request | Press, tx: Transaction, *, wholly: bool) -> None:
    tx.imports.forgive(incoming.place.platform, incoming.key, wholly=wholly)


async def _tell(incoming: Request | Press, before: int) -> None:
    """Say that others are read first, where something can be said before the reply."""
    if incoming.meanwhile is None:
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(TELL_SECONDS):
            try:
                await incoming.meanwhile(wording.waits(before))
            except Exception:  # noqa: BLE001 - it is read all the same
                _log.warning("somebody whose document waits could not be told so")
