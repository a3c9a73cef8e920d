"""Many workspaces, each of which somebody added the bot to: its tokens are in the database, sealed."""

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from cachetools import LRUCache
from slack_bolt.authorization import AuthorizeResult
from typing_extensions import override

from adapters.slack import wording
from adapters.slack.admission import Admission, word_against
from adapters.slack.everywhere import LATER_SECONDS, EveryDirectory, EveryMessenger
from adapters.slack.incoming import PLATFORM
from adapters.slack.membership import Installation as Membership
from adapters.slack.oauth import OAuthPages
from adapters.slack.presence import Presence, Presences, Shared
from adapters.slack.renewal import Renewal
from adapters.slack.roll_call import RollCall
from adapters.slack.trouble import ENDED
from bot.chat.directories import Directory
from bot.delivery.platform import Messenger, Mount
from bot.errors import PlatformRefused, QuothError, StorageError
from bot.installations.model import Installation
from bot.installations.register import Register
from bot.installations.rotation import unreadable

# What another process changed of an installation is noticed after so long.
FRESH_SECONDS = 5.0
# So long nobody is heard at the start while tokens are renewed that ended meanwhile; the others follow.
BEGIN_SECONDS = 5.0
# More workspaces than these speak to the bot again and again without their tokens being read anew.
MOST = 5000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMany:
    """The app that workspaces add, where this Quoth is reached from outside, and what is kept of them."""

    client_id: str
    client_secret: str
    public_url: str
    register: Register

    def __repr__(self) -> str:
        return f"OfMany({self.public_url!r})"


@dataclass(slots=True)
class _Known:
    presence: Presence
    granted: int
    fresh_until: float


class ManyWorkspaces(Presences):
    """The bot in every workspace that added it."""

    def __init__(self, shared: Shared, of: OfMany) -> None:
        self._shared, self._of = shared, of
        self._known: LRUCache[str, _Known] = LRUCache(MOST)
        self._looking: dict[str, asyncio.Task[Presence | None]] = {}
        self._sealed: set[str] = set()
        self._calling = RollCall(of.register, shared, self._leave)
        self._connecting, self._begun = Admission(), False
        self._renewal = Renewal(of.register, shared.web(), of.client_id, of.client_secret)
        self._installing = OAuthPages(shared, of.register, of.client_id, of.client_secret, of.public_url, self._added)
        self._messenger, self._directory = EveryMessenger(self.at), EveryDirectory(self.at)

    @property
    @override
    def elsewhere(self) -> str:
        return wording.add_here(self._installing.address)

    @property
    @override
    def messenger(self) -> Messenger:
        return self._messenger

    @property
    @override
    def directory(self) -> Directory:
        return self._directory

    @property
    @override
    def mounts(self) -> Sequence[Mount]:
        return self._installing.mounts

    @override
    def is_open(self) -> bool:
        return self._begun

    @override
    def is_admitted(self) -> bool:
        return not self._connecting.lost

    @override
    async def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        """Whose tokens are used is decided behind Bolt, which needs none."""
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)

    @override
    async def begin(self) -> None:
        """Raises PlatformRefused where no key opens anything that is kept."""
        kept = [each for each in await self._of.register.all() if each.is_there]
        wrong = unreadable(kept, self._of.register.keys)
        if wrong and len(wrong) == len(kept):
            raise PlatformRefused(str(wrong[0]))
        self._calling.expect(kept)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._renew(), BEGIN_SECONDS)
        self._begun = True

    @override
    async def close(self, seconds: float) -> None:
        await self._renewal.close(seconds)

    @override
    async def check(self) -> bool:
        await self._renew()
        for known in list(self._known.values()):
            if known.presence.admission.lost:
                word = await word_against(known.presence.client)
                if word == "":
                    known.presence.admission.regain()
                elif word in ENDED:
                    await self._leave(known.presence.workspace, word)
        await self._calling.go_on()
        return False

    @override
    def lose(self, reason: str) -> None:
        self._connecting.lose(reason)

    @override
    def is_up(self) -> None:
        self._connecting.regain()

    @override
    async def meant(self, team_id: str | None, enterprise_id: str | None) -> Presence | None:
        """A workspace of its own before the organisation it is in."""
        for id_ in filter(None, (team_id, enterprise_id)):
            found = await self.at(id_)
            if (
                found is not None
                and found.installation is not None
                and found.installation.is_meant(team_id, enterprise_id)
            ):
                return found
        return None

    @override
    def stranger(self, team_id: str) -> str:
        return wording.nobody_added(team_id)

    @override
    async def sent_away(self, presence: Presence, reason: str) -> None:
        """Events come in any order: one that is older than the tokens, which work, changes nothing."""
        if await word_against(presence.client) != "":
            await self._leave(presence.workspace, reason)

    async def _leave(self, workspace: str, reason: str) -> None:
        _log.warning("%s", wording.removed(workspace, reason))
        await self._shared.engine.whereabouts.left(f"{PLATFORM}:{workspace}")
        self._known.pop(workspace, None)

    async def at(self, workspace: str) -> Presence | None:
        """The one in a workspace; None where the bot is not, or its tokens cannot be read."""
        known = self._known.get(workspace)
        if known is not None and known.fresh_until > time.monotonic():
            return known.presence
        looking = self._looking.get(workspace)
        if looking is None:
            looking = self._looking[workspace] = asyncio.create_task(self._look(workspace), name=f"slack {workspace}")
            looking.add_done_callback(lambda _: self._looking.pop(workspace, None))
        return await asyncio.shield(looking)

    async def _look(self, workspace: str) -> Presence | None:
        known = self._known.get(workspace)
        try:
            kept = await self._of.register.find(f"{PLATFORM}:{workspace}")
        except StorageError:
            if known is None:
                raise
            return known.presence
        if kept is None or not kept.is_there:
            self._known.pop(workspace, None)
            return None
        if known is None or known.granted != kept.granted:
            presence = await self._new(kept, known)
            if presence is None:
                return None
            known = self._known[workspace] = _Known(presence, kept.granted, 0.0)
        known.fresh_until = time.monotonic() + FRESH_SECONDS
        return known.presence

    async def _new(self, kept: Installation, known: _Known | None) -> Presence | None:
        """With the tokens as they are now; None where no key opens them."""
        about = kept.about
        try:
            tokens = self._of.register.keys.open(kept)
        except QuothError as sealed:
            if about.workspace_id not in self._sealed:
                self._sealed.add(about.workspace_id)
                _log.error("%s", sealed)
            self._known.pop(about.workspace_id.partition(":")[2], None)
            return None
        self._sealed.discard(about.workspace_id)
        if known is not None:
            known.presence.take(tokens.bot)
            known.presence.admission.regain()
            return known.presence
        lost = partial(wording.lost_one, about.name, self._installing.address)
        presence = Presence(self._shared, tokens.bot, Admission(lost, wording.regained(about.name), LATER_SECONDS))
        workspace = about.workspace_id.partition(":")[2]
        presence.identity = AuthorizeResult(
            enterprise_id=about.enterprise or None, team_id=workspace, bot_id=about.bot_id,
            bot_user_id=about.bot_user, bot_token=tokens.bot,
        )  # fmt: skip
        presence.installation = Membership(team_id=workspace, enterprise_id=about.enterprise, whole=about.whole)
        await presence.names.recall(about.workspace_id)
        with suppress(StorageError):  # told by the storage
            await self._shared.engine.whereabouts.is_installed(about.workspace_id)
        return presence

    async def _renew(self) -> None:
        for workspace_id in await self._renewal.renew():
            self._look_anew(workspace_id)

    async def _added(self, workspace_id: str) -> None:
        """Somebody added the bot there this moment."""
        self._look_anew(workspace_id)
        await self._shared.engine.whereabouts.is_back(workspace_id)

    def _look_anew(self, workspace_id: str) -> None:
        known = self._known.get(workspace_id.partition(":")[2])
        if known is not None:
            known.fresh_until = 0.0
