"""What use cases ask of installations: the database, the keys and the clock in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from bot.installations.model import Installation, Installed, Tokens
from bot.installations.rows import InstallationRows, InstallStateRows
from bot.storage.store import Clock, Store

if TYPE_CHECKING:
    from bot.installations.keys import Keys

STATE_SECONDS = 600
# More people than these are not on their way to add the bot at once, unless somebody plays tricks.
MOST_STATES = 5000


@dataclass(frozen=True, slots=True)
class Register:
    """The installations of one database."""

    store: Store
    keys: "Keys"
    clock: Clock

    async def find(self, workspace_id: str) -> Installation | None:
        """The one of a workspace, whether the bot is there or not."""
        return await self.store.read(lambda tx: tx[InstallationRows].find(workspace_id))

    async def all(self) -> tuple[Installation, ...]:
        """Every one, those that left included."""
        return await self.store.read(lambda tx: tx[InstallationRows].all())

    async def install(self, about: Installed, tokens: Tokens, by: str) -> bool:
        """Keep what somebody added; False where the bot was there already, which then has its new tokens alone."""
        seal, at = self.keys.seal(about.workspace_id, tokens), self.clock.now()
        return await self.store.write(lambda tx: tx[InstallationRows].install(about, seal, tokens, by, at))

    async def issue_state(self) -> str | None:
        """What one browser may come back with, once, for ten minutes; None while too many are on their way."""
        state, at = token_urlsafe(32), self.clock.now()
        kept = await self.store.write(
            lambda tx: tx[InstallStateRows].issue(state, at, seconds=STATE_SECONDS, most=MOST_STATES)
        )
        return state if kept else None

    async def use_state(self, state: str) -> bool:
        """Use it up; False for one that was used, is over, or never was."""
        at = self.clock.now()
        return await self.store.write(lambda tx: tx[InstallStateRows].use(state, at))

    async def ending(self, within: timedelta) -> Sequence[Installation]:
        """Those whose tokens end so soon, and that nobody sees to now."""
        at = self.clock.now()
        return await self.store.read(lambda tx: tx[InstallationRows].ending(at + within, at))

    async def claim(self, kept: Installation, lease: str, seconds: float) -> bool:
        """Be the one who gets its next tokens; False where somebody else is, or has."""
        at = self.clock.now()
        until = at + timedelta(seconds=seconds)
        return await self.store.write(lambda tx: tx[InstallationRows].claim(kept, lease, at, until))

    async def renew(self, kept: Installation, lease: str, tokens: Tokens) -> bool:
        """Keep its next tokens; False where it has others by now, or left."""
        seal = self.keys.seal(kept.about.workspace_id, tokens)
        return await self.store.write(lambda tx: tx[InstallationRows].renew(kept, lease, seal, tokens))

    async def give_back(self, kept: Installation, lease: str, until: datetime) -> None:
        """It did not work: let nobody try before that."""
        await self.store.write(lambda tx: tx[InstallationRows].give_back(kept, lease, until))
