"""What is being asked now, of whom, and where somebody was seen: what the rule of withholding reads."""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from content.model import Item


class OpenItems(Protocol):
    """Items that take answers or are about to: of rounds, of daily guesses and quizzes."""

    def asked(self, workspace_ids: Collection[str], people: Collection[str] | None) -> tuple[Item, ...]:
        """Everything open in these workspaces.

        What somebody is asked alone is open for these people only, with None for everybody.
        """
        ...

    def announced(self, workspace_id: str) -> tuple[frozenset[str], frozenset[int]]:
        """The quotes that posts which wait to be sent there will tell: ids of those resolved, numbers of daily ones."""
        ...

    def hold(self, workspace_ids: Collection[str]) -> None:
        """Choose alone in these workspaces until the transaction ends."""
        ...

    def see(self, workspace_id: str, user_id: str, day: date, *, forget: date, manages: bool = False) -> None:
        """Note that somebody was there on that day, perhaps as a manager; what is older than the day `forget` goes."""
        ...

    def whereabouts(self, platform: str, people: Collection[str], since: date) -> frozenset[str]:
        """Ids of the workspaces of a platform where one of them was seen since that day, or sits in an open game."""
        ...
