"""Who brought in how much lately, kept so that a restart forgives nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.quota import Brought


class Imports(Protocol):
    """The documents of the last day. One transaction after the other asks and adds, on every engine."""

    def by_user(self, platform: str, user_id: str, since: datetime) -> Sequence[Brought]:
        """What somebody brought in since then, in whatever workspace. Holds back others that ask until the end."""
        ...

    def in_workspace(self, workspace_id: str, since: datetime) -> Sequence[Brought]:
        """What was brought in there since then."""
        ...

    def add(self, platform: str, key: str, workspace_id: str, user_id: str, brought: Brought) -> None:
        """One more, known by the key of its request, which counts once; those of more than a day ago are forgotten."""
        ...

    def forgive(self, platform: str, key: str, *, wholly: bool) -> None:
        """Let one not count among the imports; `wholly`: nor by its size."""
        ...
