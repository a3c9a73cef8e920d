"""Documents that people send: read by the reader, a few at a time, as much of them as one person may bring in."""

import asyncio
import logging
from contextlib import suppress
from functools import partial

from bot.chat.incoming import Incoming, Upload
from bot.library import bringing_wording as wording
from bot.library import quota
from bot.library.file_refusals import ReadersBusy
from bot.library.link_refusals import CannotFetch
from bot.library.links import bare
from bot.library.quota import ImportRecord
from bot.library.reader.model import ReadDocument, ReadingJob
from bot.library.rows.imports import ImportRows
from bot.library.services import Services
from bot.storage.transaction import Transaction
from content.document_options import Reading
from content.errors import ContentError, TooCostly

# Telling somebody that they wait must not keep the line waiting.
TELL_SECONDS = 5.0
# What makes a link that leads to nothing cost as much as one that leads to something.
_COSTLY = frozenset({"large", "slow"})
_log = logging.getLogger(__name__)


async def fetch_upload(services: Services, incoming: Incoming, link: str) -> Upload:
    """What is at a link, as if it had been handed over. Raises CannotFetch or ImportsUsedUp.

    It counts from before it is fetched; what could not be had does not, unless that took long.
    """
    await services.store.write(partial(_enter, services, incoming, 0))
    try:
        found = await services.fetcher.fetch(bare(link), limit=wording.LIMIT)
    except CannotFetch as refused:
        if refused.why not in _COSTLY:
            await services.store.write(partial(_forgive, incoming, wholly=True))
        raise
    return Upload(name=found.name, size=len(found.data), data=found.data)


async def read_upload(
    services: Services, incoming: Incoming, upload: Upload, *, name: str | None, how: Reading
) -> ReadDocument:
    """What is in a document that somebody sent. Raises ContentError, ImportsUsedUp or ReadersBusy.

    It counts from before it is read, so that a restart forgives nothing; what is refused for what it is in good order
    counts by its size alone, what was not looked at does not count.
    """
    await services.store.write(partial(_enter, services, incoming, upload.size or len(upload.data)))
    try:
        return await read_again(services, incoming, upload, name=name, how=how)
    except TooCostly:
        raise
    except (ContentError, ReadersBusy) as refused:
        await services.store.write(partial(_forgive, incoming, wholly=isinstance(refused, ReadersBusy)))
        raise


async def read_again(
    services: Services, incoming: Incoming, upload: Upload, *, name: str | None, how: Reading
) -> ReadDocument:
    """The same of what was counted already. Raises ContentError or ReadersBusy."""
    work = ReadingJob(where=upload.name or wording.PASTED, data=upload.data, name=name, how=how)
    who = f"{incoming.place.platform}:{incoming.user.id}"
    return await services.reader.read(work, who=who, waiting=partial(_tell, incoming))


def _enter(services: Services, incoming: Incoming, size: int, tx: Transaction) -> None:
    if services.quota is None:
        return
    platform, user_id, workspace_id = incoming.place.platform, incoming.user.id, incoming.place.workspace_id
    at = services.clock.now()
    # What was entered before its size was known.
    tx[ImportRows].forgive(platform, incoming.key, wholly=True)
    theirs = tx[ImportRows].by_user(platform, user_id, at - quota.DAY)
    quota.check(services.quota, theirs, tx[ImportRows].in_workspace(workspace_id, at - quota.DAY), size, at)
    tx[ImportRows].add(platform, incoming.key, workspace_id, user_id, ImportRecord(at, size))


def enter_for(tx: Transaction, services: Services, workspace_id: str, key: str, size: int) -> None:
    """Let what comes in by itself count in its workspace, and as nobody's. Raises ImportsUsedUp."""
    if services.quota is None:
        return
    platform, at = workspace_id.partition(":")[0], services.clock.now()
    tx[ImportRows].by_user(platform, "", at)
    quota.check(services.quota, (), tx[ImportRows].in_workspace(workspace_id, at - quota.DAY), size, at)
    tx[ImportRows].add(platform, key, workspace_id, "", ImportRecord(at, size))


def _forgive(incoming: Incoming, tx: Transaction, *, wholly: bool) -> None:
    tx[ImportRows].forgive(incoming.place.platform, incoming.key, wholly=wholly)


async def _tell(incoming: Incoming, before: int) -> None:
    """Say that others are read first, where something can be said before the reply."""
    if incoming.meanwhile is None:
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(TELL_SECONDS):
            try:
                await incoming.meanwhile(wording.waits(before))
            except Exception:  # noqa: BLE001 - it is read all the same
                _log.warning("somebody whose document waits could not be told so")
