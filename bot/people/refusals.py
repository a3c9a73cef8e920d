"""Why a season is not closed, opened again or shown."""

from typing_extensions import override

from bot.chat.counts import counted
from bot.errors import Refusal


class SeasonOfManagers(Refusal):
    """Only managers close seasons and open them again."""

    says = "Only managers close a season or open it again. /quiz season shows how it stands."


class NoSuchSeason(Refusal):
    """No season has that number. Facts: number, last (the season that goes on)."""

    about = "number"

    @override
    def sentence(self) -> str:
        number, last = self.facts["number"], self.facts["last"]
        there = "The first season goes on" if last == 1 else f"Season {last} goes on, and there was none after it"
        return f"There is no season {number}. {there}: /quiz season shows it."


class SeasonOver(Refusal):
    """Somebody else closed that season a moment ago. Facts: number."""

    @override
    def sentence(self) -> str:
        number = self.facts["number"]
        later = number + 1
        return f"Season {number} is closed already, season {later} goes on. Its board: /quiz season {number}"


class NoSeasonToReopen(Refusal):
    """None was closed lately. Facts: number (of the one closed last, 0 for none), minutes (in which it can be)."""

    @override
    def sentence(self) -> str:
        number, minutes = self.facts["number"], counted(self.facts["minutes"], "minute")
        if not number:
            return "No season was closed here yet, so none can be opened again. /quiz season shows how it stands."
        return (
            f"Season {number} was closed more than {minutes} ago and stays closed. /quiz leaderboard all counts "
            f"everything; its own board: /quiz season {number}"
        )
