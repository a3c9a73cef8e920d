"""Boards, statistics and privacy as commands."""

from bot.chat.commands import Answers, Command, Option
from bot.library.services import Services
from bot.people import seasons, use_cases
from bot.people.boards import Period, Scope

BOARDS: tuple[Command[Services], ...] = (
    Command(
        name="quiz leaderboard",
        summary="Who has the most points: this week, this month, this season or of all time.",
        example="/quiz leaderboard all",
        answers=Answers.PRIVATE,
        handler=use_cases.leaderboard,
        options=(
            Option(name="period", summary="the time it covers", choices=tuple(p.value for p in Period)),
            Option(name="scope", summary="the place it covers", choices=tuple(s.value for s in Scope)),
        ),
    ),
    Command(
        name="quiz season",
        summary="The board of the season; managers close it and begin anew.",
        example="/quiz season",
        answers=Answers.PRIVATE,
        handler=seasons.season,
        options=(
            Option(name="number", summary="a season that is over, like 1", minimum=1, maximum=9999),
            Option(name="change", summary="close it, or undo that", choices=(seasons.CLOSING, seasons.UNDOING)),
        ),
    ),
    Command(
        name="quiz stats",
        summary="Your own strengths, by kind and speaker.",
        example="/quiz stats",
        answers=Answers.PRIVATE,
        handler=use_cases.stats,
    ),
    Command(
        name="quiz report",
        summary="The last question was bad: it is not asked here again.",
        example="/quiz report",
        answers=Answers.PRIVATE,
        handler=use_cases.report,
    ),
)

PRIVACY: tuple[Command[Services], ...] = (
    Command(
        name="privacy hide",
        summary="Play under “a teammate” instead of your name, and be on no leaderboard.",
        example="/privacy hide on",
        answers=Answers.PRIVATE,
        handler=use_cases.hide,
        options=(Option(name="switch", summary="on or off", choices=("on", "off")),),
    ),
)
