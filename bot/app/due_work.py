"""What happens by itself when its time has come: rounds close, lobbies end, daily posts are made and resolved."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.daily.rows import DailyRows
from bot.daily.use_cases import tick, zonedata
from bot.games.rows.games import GameRows
from bot.games.use_cases import deadlines
from bot.library.services import Services
from bot.storage.careful import left_out


class DueWork:
    """Due rows are the truth: each call looks at those of some platforms, and may be made any number of times.

    Where other processes hear people, what ends what they may do is done `patience` later: what they did in time, which
    another process works on, counts.
    """

    def __init__(self, services: Services, patience: timedelta = timedelta()) -> None:
        self._services, self._patience = services, patience

    async def catch_up(self, platforms: list[str]) -> None:
        """Do everything in games whose time has come: begin after lobbies, close rounds."""
        services, at = self._services, self._services.clock.now()
        lobbies, rounds = await services.store.read(
            lambda tx: (
                tx[GameRows].due_lobbies(platforms, at), tx[GameRows].due_rounds(platforms, at - self._patience)
            )
        )  # fmt: skip
        for game_id in lobbies:
            with left_out("game", game_id):
                await deadlines.begin_due(services, game_id, at)
        for round_id in rounds:
            with left_out("round", round_id):
                await deadlines.close_due(services, round_id, at)
        await self._count_closed(rounds)

    async def _count_closed(self, rounds: Sequence[str]) -> None:
        """How late those are that closed; one that waits for an answer is counted once it did."""
        if rounds:
            now = self._services.clock.now()
            for over in await self._services.store.read(lambda tx: tx[GameRows].ended(rounds)):
                self._services.metrics.closed(max(0.0, (now - over).total_seconds()))

    async def tick(self, platforms: list[str]) -> int:
        """Make the daily posts that are due; returns how many rows were worked on."""
        return await tick.tick(self._services, platforms, self._services.clock.now(), patience=self._patience)

    async def next_in_games(self, platforms: list[str]) -> datetime | None:
        """When the next round is closed or the next lobby ends by itself."""
        following = await self._services.store.read(lambda tx: tx[GameRows].next_due(platforms))
        return None if following is None else following + self._patience

    async def follow_zones(self) -> int:
        """Recompute every next post if the rules of time zones changed since the last time; returns how many moved."""
        return await zonedata.follow(self._services, zonedata.version())

    async def next_due(self, platforms: list[str]) -> datetime | None:
        """When something happens by itself next: a round closes, a lobby ends, a daily post or its answer is due."""
        games, daily = await self._services.store.read(
            lambda tx: (tx[GameRows].next_due(platforms), tx[DailyRows].next_due(platforms))
        )
        return min((moment for moment in (games, daily) if moment is not None), default=None)
