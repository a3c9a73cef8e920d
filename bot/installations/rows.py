"""Installations and who is on the way to make one, in the database."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from bot.installations.model import Installation, Installed, Seal, Tokens
from bot.storage.rows import inserted
from bot.storage.tables.installations import install_state, installation
from bot.storage.transaction import Rows

_ABOUT = ("workspace_id", "name", "team", "enterprise", "whole", "bot_user", "bot_id", "scopes")
_KEPT = ("sealed", "key_mark", "expires_at", "granted", "installed_by", "installed_at", "left_at")


class InstallationRows(Rows):
    """One row a workspace, which stays when the bot is removed there, without tokens, until all of it goes."""

    def find(self, workspace_id: str) -> Installation | None:
        """The one of a workspace, whether the bot is there or not."""
        found = select(installation).where(installation.c.workspace_id == workspace_id)
        if self._writes:
            found = found.with_for_update()
        row = self._connection.execute(found).first()
        return _installation(row) if row else None

    def all(self) -> tuple[Installation, ...]:
        """Every one, those that left included."""
        rows = self._connection.execute(select(installation).order_by(installation.c.workspace_id))
        return tuple(map(_installation, rows))

    def install(self, about: Installed, seal: Seal, tokens: Tokens, by: str, at: datetime) -> bool:
        """Keep what somebody added; False where the bot is there already, which then has its new tokens alone."""
        before = self.find(about.workspace_id)
        given = {name: getattr(about, name) for name in _ABOUT} | _sealed(seal, tokens)
        if before is None:
            new = {**given, "granted": 1, "installed_by": by, "installed_at": at, "left_at": None}
            if inserted(self._connection, installation, {**new, "lease": None, "lease_until": None}):
                return True
            before = self.find(about.workspace_id)  # somebody else was quicker
            assert before is not None
        if not before.is_there:
            given |= {"installed_by": by, "installed_at": at, "left_at": None}
        self._change(about.workspace_id, {**given, "granted": before.granted + 1})
        return not before.is_there

    def leave(self, workspace_id: str, at: datetime) -> bool:
        """The bot was removed there: its tokens go. False if that is known."""
        there = installation.c.workspace_id == workspace_id, installation.c.left_at.is_(None)
        gone = {"left_at": at, "sealed": "", "key_mark": "", "expires_at": None, "lease": None, "lease_until": None,
                "granted": installation.c.granted + 1}  # fmt: skip
        return bool(self._connection.execute(update(installation).where(*there).values(gone)).rowcount)

    def seal_anew(self, kept: Installation, seal: Seal) -> bool:
        """The same tokens sealed with another key, unless there are others by now."""
        same = installation.c.workspace_id == kept.about.workspace_id, installation.c.granted == kept.granted
        values = {"sealed": seal.sealed, "key_mark": seal.key_mark}
        return bool(self._connection.execute(update(installation).where(*same).values(values)).rowcount)

    def ending(self, before: datetime, at: datetime) -> tuple[Installation, ...]:
        """Those whose tokens end before that, and that nobody sees to now."""
        free = installation.c.lease_until.is_(None) | (installation.c.lease_until <= at)
        rows = select(installation).where(installation.c.expires_at < before, free, installation.c.left_at.is_(None))
        return tuple(map(_installation, self._connection.execute(rows.order_by(installation.c.expires_at))))

    def claim(self, kept: Installation, lease: str, at: datetime, until: datetime) -> bool:
        """Be the one who gets its next tokens, until then; False where somebody else is, or has."""
        free = installation.c.lease_until.is_(None) | (installation.c.lease_until <= at)
        same = installation.c.workspace_id == kept.about.workspace_id, installation.c.granted == kept.granted
        values = {"lease": lease, "lease_until": until}
        return bool(self._connection.execute(update(installation).where(*same, free).values(values)).rowcount)

    def renew(self, kept: Installation, lease: str, seal: Seal, tokens: Tokens) -> bool:
        """Keep its next tokens; False where it has others by now, or left."""
        same = installation.c.workspace_id == kept.about.workspace_id, installation.c.granted == kept.granted
        mine = installation.c.lease == lease
        values = {**_sealed(seal, tokens), "granted": kept.granted + 1, "lease": None, "lease_until": None}
        return bool(self._connection.execute(update(installation).where(*same, mine).values(values)).rowcount)

    def give_back(self, kept: Installation, lease: str, until: datetime) -> None:
        """It did not work: let nobody try before that."""
        mine = installation.c.workspace_id == kept.about.workspace_id, installation.c.lease == lease
        self._connection.execute(update(installation).where(*mine).values(lease=None, lease_until=until))

    def _change(self, workspace_id: str, values: dict[str, Any]) -> None:
        self._connection.execute(update(installation).where(installation.c.workspace_id == workspace_id).values(values))


class InstallStateRows(Rows):
    """Who is on the way to add the bot. What their browser has stands here as a digest alone."""

    def issue(self, state: str, at: datetime, *, seconds: int, most: int) -> bool:
        """Let it be used once, so long; False where `most` are on their way. What is over goes."""
        self.clear(at)
        if self._connection.execute(select(func.count()).select_from(install_state)).scalar_one() >= most:
            return False
        return inserted(
            self._connection, install_state, {"digest": _digest(state), "until": at + timedelta(seconds=seconds)}
        )

    def clear(self, at: datetime) -> int:
        """Let those go that are over; returns how many."""
        return self._connection.execute(delete(install_state).where(install_state.c.until <= at)).rowcount

    def use(self, state: str, at: datetime) -> bool:
        """Use it up; False for one that was used, is over, or never was."""
        mine = install_state.c.digest == _digest(state), install_state.c.until > at
        return bool(self._connection.execute(delete(install_state).where(*mine)).rowcount)


def _digest(state: str) -> str:
    return sha256(state.encode("utf-8", "replace")).hexdigest()


def _sealed(seal: Seal, tokens: Tokens) -> dict[str, Any]:
    return {"sealed": seal.sealed, "key_mark": seal.key_mark, "expires_at": tokens.expires_at}


def _installation(row: Row[Any]) -> Installation:
    about = Installed(**{name: getattr(row, name) for name in _ABOUT})
    return Installation(about=about, **{name: getattr(row, name) for name in _KEPT})
