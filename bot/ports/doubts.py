"""Doubts: who said that a quote is not of the speaker it shows."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol


class Doubts(Protocol):
    """One doubt a quote and person in a workspace, and the managers who can be told."""

    def add(self, workspace_id: str, number: int, user_id: str, name: str, at: datetime) -> bool:
        """Keep one; False if that person doubted that quote before. `name` is what they are called."""
        ...

    def name(self, workspace_id: str, number: int, user_id: str) -> str | None:
        """What somebody who doubts that quote is called; None if they do not."""
        ...

    def moments(self, workspace_id: str, user_id: str, since: datetime) -> Sequence[datetime]:
        """When somebody doubted a quote since then, oldest first."""
        ...

    def managers(self, workspace_id: str, since: date) -> Sequence[str]:
        """Ids of those whom the platform called managers there since that day, who was seen last first."""
        ...
