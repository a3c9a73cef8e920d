"""“Who you are here was changed”: the private word to a member whom somebody else linked to a speaker, or parted."""

from collections.abc import Mapping

from bot.chat.identity import is_forgotten
from bot.chat.incoming import Place, Request
from bot.chat.messages import Reply
from bot.delivery.post_kinds import PostKind
from bot.delivery.posts import Post
from bot.library.rows.silence import SilenceRows
from bot.library.services import Services
from bot.privacy import link_wording as wording
from bot.storage.outgoing import NOTE, OutgoingRows
from bot.storage.transaction import Transaction

LINKED = "linked"


def tell_linked(tx: Transaction, request: Request, user_id: str) -> None:
    """Ask for a word to that member, unless they did it themselves. No name is kept in it."""
    if user_id == request.user.id or is_forgotten(user_id):
        return
    to = Place.of_user(request.place.platform, request.place.workspace, user_id)
    key = f"{LINKED}:{request.key}:{user_id}"
    tx[OutgoingRows].add(key, to, LINKED, user_id, not_before=request.at, priority=NOTE)


async def _note(services: Services, post: Post) -> Reply | None:
    """Who they are when it is sent."""
    whose, user_id = post.place.workspace_id, post.subject
    links = await services.store.read(lambda tx: tx[SilenceRows].links(whose))
    return wording.linked_by_others([one.name for one in links if one.user_id == user_id])


KINDS: Mapping[str, PostKind] = {LINKED: PostKind(render=_note)}
