"""What is kept of players and items across games."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.boards import Answered, Played
from bot.core.rating import ItemStat, Step, Strength
from bot.messages import Place


class People(Protocol):
    """Players across games: who hides, how strong they are, what they scored."""

    def is_hidden(self, workspace_id: str, user_id: str) -> bool:
        """Whether they play under another name."""
        ...

    def hide(self, workspace_id: str, user_id: str, *, hidden: bool, alias: str) -> None:
        """Hide or show somebody from now on; hiding also puts `alias` into the games they played."""
        ...

    def strengths(self, workspace_id: str, user_ids: Sequence[str]) -> dict[str, Strength]:
        """How strong each of them is; a newcomer is average."""
        ...

    def put_strength(self, workspace_id: str, strength: Strength) -> None:
        """Keep a new rating."""
        ...

    def points(self, workspace_id: str, place: Place | None, since: datetime | None) -> list[tuple[str, str, int]]:
        """(user id, name, points) since that moment, in one place or the whole workspace.

        Only games in which two people answered count, and no round that was undone.
        """
        ...

    def answers(self, workspace_id: str, user_id: str, limit: int) -> list[Answered]:
        """Somebody's last answers, newest first; none of a round that is open still, or was undone."""
        ...

    def played(self, workspace_id: str, user_id: str, limit: int) -> list[Played]:
        """The last games somebody took part in that are over, newest first; those played alone are left out."""
        ...


class Items(Protocol):
    """How items do in a workspace."""

    def stats(self, workspace_id: str) -> dict[str, ItemStat]:
        """Everything known, by item id."""
        ...

    def put_stat(self, workspace_id: str, stat: ItemStat) -> None:
        """Keep what is known of an item."""
        ...

    def report(self, place: Place, item_id: str, user_id: str) -> int:
        """Note that somebody reported an item; returns how many people did in the workspace."""
        ...

    def reported(self, place: Place) -> frozenset[str]:
        """Items that were reported in that place."""
        ...

    def learn(self, workspace_id: str, item_id: str, form: str) -> None:
        """Accept that form of an answer from now on."""
        ...

    def unlearn(self, workspace_id: str, item_id: str, form: str) -> None:
        """Accept it no longer, unless an over-rule in another round that was not undone says so too."""
        ...

    def keep_steps(self, round_id: str, steps: Sequence[Step]) -> None:
        """Keep what each answer of a round changed in ratings."""
        ...

    def take_steps(self, round_id: str) -> tuple[Step, ...]:
        """The same back, once."""
        ...

    def learned(self, workspace_id: str, item_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The forms learned for these items."""
        ...
