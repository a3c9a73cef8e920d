"""Following a podcast, and following it no more."""

from collections.abc import Sequence

from bot.chat.incoming import Request
from bot.chat.messages import Reply
from bot.chat.traits import traits_of
from bot.feeds import wording
from bot.feeds.episodes import LEASE_SECONDS, LeaseLost, look
from bot.feeds.model import Looked
from bot.feeds.refusals import FeedsFull, FollowedAlready, NoAddress, NoSuchFeed, NoTranscripts
from bot.library.file_refusals import CannotRead
from bot.library.followed import MOST, Followed, begun, next_look
from bot.library.link_refusals import CannotFetch
from bot.library.links import bare, is_link
from bot.library.model import DecidedBy
from bot.library.rows.feeds import FeedRows, digest_of
from bot.library.rows.silence import SilenceRows
from bot.library.services import Services, admit
from bot.library.uploads import fetch_upload
from bot.storage.transaction import Transaction
from content.errors import ContentError
from content.feeds import Feed


async def follow(services: Services, request: Request) -> Reply:
    """Follow a feed from now on, its newest episode included; alone: the feeds that are followed.

    Raises NoAddress, CannotFetch, CannotRead, NoTranscripts, FollowedAlready, FeedsFull, NeverQuoted and what imports
    raise.
    """
    workspace_id, link = request.place.workspace_id, bare(request.options.get(wording.FEED, ""))
    speaker = request.options.get(wording.SPEAKER, "").strip()
    if not link and not speaker:
        return wording.listing(await services.store.read(lambda tx: tx[FeedRows].all(workspace_id)))
    if not is_link(link):
        raise NoAddress(name=link or speaker)
    if changed := await services.store.write(lambda tx: _other_speaker(tx, request, link, speaker)):
        return wording.other_speaker(changed)
    try:
        handed = await fetch_upload(services, request, link)
        who = f"{request.place.platform}:{request.user.id}"
        found = await services.reader.read_feed(handed.name, handed.data, link, who=who)
    except CannotFetch as refused:
        raise refused.of_feed() from None
    except ContentError as error:
        raise CannotRead(error=error, option=wording.FEED) from None
    if not any(episode.transcripts for episode in found.episodes):
        raise NoTranscripts(title=found.title, episodes=len(found.episodes))
    held = await services.store.write(lambda tx: _begin(tx, request, link, speaker, found))
    try:
        looked = await look(services, held, found)
    except LeaseLost:
        # Somebody was quick to follow it no more.
        looked = Looked()
    return wording.followed(held, looked, by_itself=not traits_of(request.place.platform).types_paths)


async def unfollow(services: Services, request: Request) -> Reply:
    """Follow a feed no more; what came in stays. Raises NoSuchFeed."""
    workspace_id, wanted = request.place.workspace_id, bare(request.options[wording.FEED])

    def end(tx: Transaction) -> Followed:
        admit(tx, request)
        feeds = tx[FeedRows].all(workspace_id)
        meant = _meant(feeds, wanted)
        if meant is None:
            raise NoSuchFeed(name=wanted, known=[feed.title for feed in feeds])
        tx[FeedRows].unfollow(workspace_id, meant.id)
        return meant

    return wording.unfollowed(await services.store.write(end))


def _other_speaker(tx: Transaction, request: Request, link: str, speaker: str) -> Followed | None:
    """A feed that is followed, with another speaker from now on. Raises FollowedAlready, FeedsFull for one more, and
    NeverQuoted.
    """
    workspace_id = request.place.workspace_id
    tx[SilenceRows].must_be_quotable(workspace_id, speaker)
    feeds = tx[FeedRows].all(workspace_id)
    known = next((feed for feed in feeds if digest_of(feed.link) == digest_of(link)), None)
    if known is None:
        if len(feeds) >= MOST:
            raise FeedsFull(limit=MOST)
        return None
    changed = tx[FeedRows].change_speaker(workspace_id, link, speaker, request.at) if speaker else None
    if changed is None:
        raise FollowedAlready(title=known.title)
    admit(tx, request)
    return changed


def _begin(tx: Transaction, request: Request, link: str, speaker: str, found: Feed) -> Followed:
    workspace_id, at = request.place.workspace_id, request.at
    user = admit(tx, request)
    if tx[FeedRows].count(workspace_id) >= MOST:
        raise FeedsFull(limit=MOST)
    last = int(request.options.get(wording.LAST, wording.USUAL_LAST))
    new = Followed(
        id=0, workspace_id=workspace_id, link=link, title=found.title, speaker=speaker, at=at, since=at,
        by=DecidedBy(request.user.id, user.name), next_at=next_look(0, at), episodes=begun(found, last, at),
    )  # fmt: skip
    held = tx[FeedRows].follow(new, lease=LEASE_SECONDS)
    if held is None:
        raise FollowedAlready(title=found.title)
    return held


def _meant(feeds: Sequence[Followed], wanted: str) -> Followed | None:
    """The feed that is called so: by its title, its address, or its place in the list."""
    for feed in feeds:
        if wanted.casefold() in (feed.title.casefold(), feed.link.casefold()):
            return feed
    place = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 4 else 0
    return feeds[place - 1] if 0 < place <= len(feeds) else None
