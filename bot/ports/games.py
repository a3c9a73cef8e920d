"""What is kept of games."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.game import Answer, Game, Player, Round, RoundMark, ScoreEvent, Seat, Table, Turnout
from bot.messages import Place


class Games(Protocol):
    """Games and everything in them. Reads inside a write transaction lock the game until its end."""

    def running(self, place: Place) -> Table | None:
        """The one game that is not over in that place, with its newest round."""
        ...

    def table(self, game_id: str) -> Table | None:
        """That game with its newest round and that round's answers."""
        ...

    def table_of_round(self, round_id: str) -> Table | None:
        """The game of a round with *that* round and its answers, be it the newest or not."""
        ...

    def seat(self, place: Place, user_id: str) -> Seat | None:
        """What `running` tells, for one player only: it costs the same however many play."""
        ...

    def seat_in_round(self, round_id: str, user_id: str) -> Seat | None:
        """What `table_of_round` tells, for one player only."""
        ...

    def turnout(self, round_id: str) -> Turnout:
        """Who is waited for in the game of that round: everybody who joined, and those of them without an answer that
        nothing can replace any more."""
        ...

    def last_closed(self, game_id: str) -> Table | None:
        """That game with the last round that was closed; with its newest round if none was."""
        ...

    def any_in(self, workspace_id: str) -> bool:
        """Whether anybody ever began a game there."""
        ...

    def newest(self, place: Place) -> Table | None:
        """The game that began last in that place, over or not."""
        ...

    def add(self, game: Game) -> bool:
        """Begin a game; False if one holds the place already."""
        ...

    def update(self, game: Game) -> None:
        """Keep a game's state and counts."""
        ...

    def move(self, game: Game) -> None:
        """Keep a game's new place, which no other game holds, and when its lobby ends."""
        ...

    def put_player(self, game_id: str, player: Player) -> None:
        """Add a player or keep their new state."""
        ...

    def add_round(self, new: Round) -> None:
        """Ask the next item."""
        ...

    def open_round(self, opened: Round) -> bool:
        """PENDING → OPEN with its times; False if it was not pending any more."""
        ...

    def change_round(self, changed: Round) -> None:
        """Keep new times of an open round, or that a closed one was undone."""
        ...

    def close_round(self, round_id: str) -> bool:
        """PENDING or OPEN → CLOSED; False if somebody else closed it before: then nothing may be scored again."""
        ...

    def put_answer(self, answer: Answer) -> bool:
        """Record an answer; False if that player has one already that was not given later.

        A second try replaces a PROMPT once.
        """
        ...

    def change_answer(self, changed: Answer) -> None:
        """Keep another verdict and moment of an answer."""
        ...

    def put_mark(self, new: RoundMark) -> bool:
        """Keep a hint or a vote; False if that player has it already."""
        ...

    def add_scores(self, events: Sequence[ScoreEvent]) -> None:
        """Append points; one event a round and player."""
        ...

    def scores(self, game_id: str) -> tuple[ScoreEvent, ...]:
        """All points of a game in the order they were given."""
        ...

    def rounds(self, game_id: str) -> tuple[Round, ...]:
        """All rounds of a game in their order."""
        ...

    def answers(self, game_id: str) -> tuple[Answer, ...]:
        """All answers of a game, round by round."""
        ...

    def asked(self, place: Place) -> frozenset[str]:
        """Ids of the items that were asked in that place, in any game; not in rounds that were undone."""
        ...

    def due_rounds(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """Ids of open rounds whose time is over."""
        ...

    def due_lobbies(self, platforms: Sequence[str], at: datetime) -> tuple[str, ...]:
        """Ids of games whose lobby is over."""
        ...

    def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """When the next open round closes or the next lobby ends."""
        ...
