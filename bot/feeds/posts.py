"""What whoever follows a feed is told of it."""

from collections.abc import Mapping

from bot.chat.messages import Reply
from bot.delivery.post_kinds import PostKind
from bot.delivery.posts import Post
from bot.feeds import wording
from bot.library.rows.feeds import FeedRows
from bot.library.services import Services


async def _trouble(services: Services, post: Post) -> Reply | None:
    """What is wrong with it; nothing where it works again by now or is followed no more, nor to who left."""
    if await services.directories.is_there(post.place, post.place.user_id) is False:
        return None
    feed = await services.store.read(lambda tx: tx[FeedRows].get(int(post.subject)))
    return wording.failing(feed) if feed is not None and feed.problem else None


KINDS: Mapping[str, PostKind] = {wording.TROUBLE: PostKind(render=_trouble)}
