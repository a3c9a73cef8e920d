"""Looks at feeds: what is new in one comes in, each episode once, whoever looks; what goes wrong is told, once."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from typing import Any

from bot.chat.identity import is_forgotten
from bot.chat.incoming import Place
from bot.delivery.rows import PostRows
from bot.errors import StorageError
from bot.feeds import wording
from bot.feeds.model import Brought, Looked
from bot.feeds.wording import TROUBLE
from bot.library import bringing_wording as bringing
from bot.library.file_refusals import ImportsUsedUp, ReadersBusy
from bot.library.followed import TRIES, Followed, new_ones, next_look, waits
from bot.library.import_report import card_of, standing
from bot.library.link_refusals import PASSING, CannotFetch
from bot.library.links import NOTHING_KNOWN, Fetched
from bot.library.model import Audience, Imported, PackFile
from bot.library.pack_intake import stored
from bot.library.reader.model import ReadDocument, ReadingJob
from bot.library.rows.feeds import FeedRows
from bot.library.rows.pack_choice import Coming
from bot.library.rows.pack_editions import Prepared
from bot.library.rows.packs import PackRows
from bot.library.services import Services
from bot.library.uploads import enter_for
from bot.storage.outgoing import NOTE
from bot.storage.transaction import Transaction
from content.document_options import Reading
from content.errors import ContentError
from content.feeds import Episode, Feed
from content.sufficiency import require_content
from content.text import slug

# A process that looks at a feed and dies lets go of it after so long; a live one holds on before each step.
LEASE_SECONDS = 900.0
AT_ONCE = 3
# Of an episode so many of its transcripts are tried, the best first.
OFFERED = 4
NAME_LIMIT = 60
# What passes by itself is told when it happened so often in a row, the rest at once.
PATIENCE = 3
_CANNOT = (CannotFetch, ContentError, ReadersBusy)
_log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Somebody else looks at it now, or it is followed no more."""


async def look_at_due(services: Services) -> int:
    """Look at every feed that is due, a few at once; returns how many there were."""
    looked = 0
    while held := await services.store.write(
        lambda tx: tx[FeedRows].claim(services.clock.now(), lease=LEASE_SECONDS, limit=AT_ONCE)
    ):
        await asyncio.gather(*(_look_safely(services, feed) for feed in held))
        looked += len(held)
    return looked


async def look(services: Services, feed: Followed, found: Feed | None = None) -> Looked:
    """Look at a feed whose lease is held; `found` is what is in it where that is known. Raises LeaseLost."""
    try:
        fetched = None if found is not None else await _fetched(services, feed)
        if fetched is not None and not fetched.unchanged:
            found = await services.reader.read_feed(fetched.name, fetched.data, feed.link, who=_who(feed))
    except _CANNOT as error:
        await services.store.write(partial(_failed, services, feed, error))
        return Looked(problems=(wording.why(error),))
    looked = await _bring_new(services, feed, found) if found is not None else Looked()
    # What was not brought in yet is not known: then the feed is asked for whole.
    kept = {"etag": fetched.known.etag, "modified": fetched.known.modified} if fetched is not None else {}
    await services.store.write(lambda tx: _settled(tx, services, feed, looked, kept, found))
    return looked


async def _look_safely(services: Services, feed: Followed) -> None:
    try:
        await look(services, feed)
    except LeaseLost:
        _log.info("feed %d is looked at by another process, or followed no more", feed.id)
    except StorageError:
        raise
    except Exception:  # noqa: BLE001 - whatever is wrong with one feed, the others are looked at
        _log.exception("feed %d could not be looked at; it is tried again later", feed.id)
        later = next_look(feed.failures + 1, services.clock.now())
        await services.store.write(
            lambda tx: tx[FeedRows].settle(feed, next_at=later, values={"failures": feed.failures + 1})
        )


async def _fetched(services: Services, feed: Followed) -> Fetched:
    known = NOTHING_KNOWN if waits(feed) else feed.known
    try:
        return await services.fetcher.fetch(feed.link, limit=bringing.LIMIT, known=known)
    except CannotFetch as refused:
        raise refused.of_feed() from None


async def _bring_new(services: Services, feed: Followed, found: Feed) -> Looked:
    brought, problems, lasts = [], [], False
    for episode in new_ones(feed, found):
        try:
            brought.append(await _bring(services, feed, episode))
        except ImportsUsedUp as full:
            problems.append(f"“{episode.title}”: {full.sentence()}")
            lasts = True
            break
        except _CANNOT as error:
            problems.append(f"“{episode.title}”: {wording.why(error)}")
            lasts = lasts or not _passes(error)
            await services.store.write(partial(_tried, feed, episode.id))
    return Looked(brought=tuple(brought), problems=tuple(problems), lasts=lasts)


async def _bring(services: Services, feed: Followed, episode: Episode) -> Brought:
    """Bring an episode in by the best of its transcripts that can be read. Raises what the first of them raised."""
    first: Exception | None = None
    for link in episode.transcripts[:OFFERED]:
        await _hold(services, feed)
        try:
            return await _bring_by(services, feed, episode, link)
        except _CANNOT as error:
            first = first or error
    assert first is not None
    raise first


async def _bring_by(services: Services, feed: Followed, episode: Episode, link: str) -> Brought:
    fetched = await services.fetcher.fetch(link, limit=bringing.LIMIT)
    key = f"{TROUBLE}:{feed.id}:{episode.id}"
    await services.store.write(partial(_enter, services, feed, key, len(fetched.data)))
    nobody = feed.speaker == bringing.NOBODY
    how = Reading(
        speaker=None if nobody else feed.speaker or None, unattributed=nobody, limit_mb=bringing.LIMIT // 1_000_000
    )
    job = ReadingJob(where=fetched.name, data=fetched.data, name=slug(episode.title)[:NAME_LIMIT], how=how)
    read = await services.reader.read(job, who=_who(feed))
    require_content(read.pack, fetched.name)
    digest = blake2b(fetched.data, digest_size=18).hexdigest()
    done = await _kept(services, feed, episode, read, PackFile(path=link, digest=digest))
    return Brought(episode=episode, done=done, card=await asyncio.to_thread(card_of, done, read.pack, read.card))


def _enter(services: Services, feed: Followed, key: str, size: int, tx: Transaction) -> None:
    """Let it count, unless what was fetched is nobody's any more. Raises ImportsUsedUp or LeaseLost."""
    if not tx[FeedRows].hold(feed, lease=LEASE_SECONDS):
        raise LeaseLost
    enter_for(tx, services, feed.workspace_id, key, size)


async def _kept(services: Services, feed: Followed, episode: Episode, read: ReadDocument, file: PackFile) -> Imported:
    """Store an episode's pack and note that it is done, both or neither. Raises LeaseLost."""
    source = replace(
        read.pack.source, title=episode.title, link=read.pack.source.link or episode.link,
        date=read.pack.source.date or _day(episode),
    )  # fmt: skip
    pack, at = replace(read.pack, source=source), services.clock.now()
    coming = Coming(pack=pack, workspace_id=feed.workspace_id, audience=Audience.WORKSPACE, file=file)

    def keep(tx: Transaction, prepared: Prepared | None) -> Imported:
        if not tx[FeedRows].hold(feed, lease=LEASE_SECONDS):
            raise LeaseLost
        done = tx[PackRows].keep(coming, at, prepared)
        tx[FeedRows].bring(feed, episode.id, done.info.id, at)
        return done

    done = await stored(services.store, coming, at, keep)
    return replace(done, standing=await services.store.read(lambda tx: standing(tx, feed.workspace_id, done, pack)))


def _tried(feed: Followed, episode: str, tx: Transaction) -> None:
    """It could not be used; after so many tries it is left."""
    if not tx[FeedRows].hold(feed, lease=LEASE_SECONDS):
        raise LeaseLost
    if tx[FeedRows].try_again(feed, episode) >= TRIES:
        tx[FeedRows].bring(feed, episode, None, feed.next_at)


def _settled(
    tx: Transaction, services: Services, feed: Followed, looked: Looked, known: dict[str, Any], found: Feed | None
) -> None:
    at, anew = services.clock.now(), {"etag": "", "modified": ""}
    if not looked.problems:
        # More than come in at once come in by the next look, for which the feed is asked for whole.
        left = found is not None and bool(_left(tx, feed, found))
        values = {"failures": 0, "problem": "", "told": False, **(anew if left else known)}
        tx[FeedRows].settle(feed, next_at=next_look(0, at), values=values)
        return
    tell = _is_to_be_told(feed, lasts=looked.lasts)
    values = {"failures": feed.failures + 1, "problem": looked.problems[0], "told": feed.told or tell, **anew}
    if tx[FeedRows].settle(feed, next_at=next_look(0, at), values=values) and tell:
        _tell(tx, feed, at)


def _left(tx: Transaction, feed: Followed, found: Feed) -> Sequence[Episode]:
    now = tx[FeedRows].get(feed.id)
    return new_ones(now, found) if now is not None else ()


def _failed(services: Services, feed: Followed, error: Exception, tx: Transaction) -> None:
    """The feed itself could not be had or read."""
    at, failures = services.clock.now(), feed.failures + 1
    wait = float(error.facts.get("wait", 0.0)) if isinstance(error, CannotFetch) else 0.0
    tell = _is_to_be_told(feed, lasts=not _passes(error))
    values = {"failures": failures, "problem": wording.why(error), "told": feed.told or tell}
    if tx[FeedRows].settle(feed, next_at=next_look(failures, at, wait), values=values) and tell:
        _tell(tx, feed, at)


def _passes(error: Exception) -> bool:
    return isinstance(error, ReadersBusy) or (isinstance(error, CannotFetch) and error.why in PASSING)


def _is_to_be_told(feed: Followed, *, lasts: bool) -> bool:
    """Of one more failure."""
    return not feed.told and (lasts or feed.failures + 1 >= PATIENCE)


def _tell(tx: Transaction, feed: Followed, at: datetime) -> None:
    """Write privately to whoever follows it, unless they were forgotten."""
    if is_forgotten(feed.by.user_id):
        return
    platform, _, name = feed.workspace_id.partition(":")
    person = Place.of_user(platform, name, feed.by.user_id)
    tx[PostRows].add(f"{TROUBLE}:{feed.id}:{at.timestamp():.0f}", person, TROUBLE, str(feed.id), not_before=at,
                     priority=NOTE)  # fmt: skip


async def _hold(services: Services, feed: Followed) -> None:
    if not await services.store.write(lambda tx: tx[FeedRows].hold(feed, lease=LEASE_SECONDS)):
        raise LeaseLost


def _who(feed: Followed) -> str:
    return f"feeds of {feed.workspace_id}"


def _day(episode: Episode) -> str:
    if episode.at is None:
        return ""
    try:
        return datetime.fromtimestamp(episode.at, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
