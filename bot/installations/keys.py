"""Tokens at rest: sealed with the first key of QUOTH_SECRET_KEYS, opened with any of them (Fernet: AES-128, HMAC)."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import ConfigError
from bot.installations.model import Installation, Seal, Tokens
from bot.installations.refusals import KeyMissing, SealBroken, key_twice, no_key


class Keys:
    """The keys, the first of which seals. Raises ConfigError for what is no key."""

    def __init__(self, keys: Sequence[str]) -> None:
        if wrong := problems(keys):
            raise ConfigError(wrong)
        self.marks = tuple(map(_mark, keys))
        self._all = MultiFernet([Fernet(key) for key in keys])

    def __repr__(self) -> str:
        return f"Keys({', '.join(self.marks)})"

    def seal(self, workspace_id: str, tokens: Tokens) -> Seal:
        """The tokens as nobody can read them without a key. Those of one workspace open as no other's."""
        ends = tokens.expires_at.timestamp() if tokens.expires_at else None
        told = {"of": workspace_id, "bot": tokens.bot, "refresh": tokens.refresh, "ends": ends}
        return Seal(self._all.encrypt(json.dumps(told).encode()).decode(), self.marks[0])

    def open(self, kept: Installation) -> Tokens:
        """The tokens of an installation. Raises KeyMissing, SealBroken."""
        about = kept.about
        if kept.key_mark not in self.marks:
            raise KeyMissing(about.name)
        try:
            told = json.loads(self._all.decrypt(kept.sealed.encode()))
        except (InvalidToken, ValueError):
            raise SealBroken(about.name) from None
        if told.get("of") != about.workspace_id:
            raise SealBroken(about.name)
        ends = None if told["ends"] is None else datetime.fromtimestamp(told["ends"], UTC)
        return Tokens(bot=told["bot"], refresh=told["refresh"], expires_at=ends)

    def is_newest(self, kept: Installation) -> bool:
        """Whether an installation is sealed with the first key."""
        return kept.key_mark == self.marks[0]


def new_key() -> str:
    """A key that nobody has."""
    return Fernet.generate_key().decode()


def problems(keys: Sequence[str]) -> list[str]:
    """What is wrong with keys, each in a sentence that does not show it."""
    found = []
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            found.append(no_key(place))
        else:
            if key in keys[: place - 1]:
                found.append(key_twice(place))
    return found


def _mark(key: str) -> str:
    """What tells keys apart and tells nothing of them."""
    return blake2b(key.encode(), digest_size=4, person=b"quoth key").hexdigest()
