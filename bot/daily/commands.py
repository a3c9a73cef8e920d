"""Daily posts as commands."""

from bot.chat.commands import Answers, Command, Completes, Option
from bot.daily.rules.model import Style
from bot.daily.rules.reading import is_days, is_time
from bot.daily.use_cases import commands as daily
from bot.library.services import Services

STYLES = tuple(s.value for s in Style)
WHICH_DAILY = (
    Option(name="style", summary="which, where several are posted", choices=STYLES),
    Option(name="pack", summary="which, where several are posted", completes=Completes.PACK),
)

SCHEDULES: tuple[Command[Services], ...] = (
    Command(
        name="daily set",
        summary="Post something here every day, or change when.",
        example="/daily set 09:00 timezone=Europe/Berlin days=mon-fri",
        answers=Answers.PRIVATE,
        handler=daily.set_,
        posts_later=True,
        options=(
            Option(name="time", summary="when, like 09:00 or 9am", required=True, reads=is_time),
            Option(name="timezone", summary="whose clock, like Europe/Berlin", completes=Completes.ZONE),
            Option(name="days", summary="like mon-fri, mon,wed,fri or weekends; else every day", reads=is_days),
            Option(name="pack", summary="the pack to draw from, see /quotes packs", completes=Completes.PACK),
            Option(
                name="style",
                summary="a quote; a guess to answer privately; a quiz that all play when awake",
                choices=STYLES,
            ),
            Option(name="reveal", summary="when a guess is resolved; else with the next post"),
            Option(name="rounds", summary="questions in a quiz", minimum=1, maximum=20),
            Option(name="closes", summary="when a quiz closes; else 17:00"),
        ),
    ),
    Command(
        name="daily show",
        summary="The next posts here, and what became of the last ones.",
        example="/daily show",
        answers=Answers.PRIVATE,
        handler=daily.show,
    ),
    Command(
        name="daily off",
        summary="Post no more here; or only what is named.",
        example="/daily off style=guess",
        answers=Answers.PRIVATE,
        handler=daily.off,
        options=WHICH_DAILY,
    ),
    Command(
        name="daily skip",
        summary="Leave the next post out.",
        example="/daily skip",
        answers=Answers.PRIVATE,
        handler=daily.skip_,
        options=WHICH_DAILY,
    ),
    Command(
        name="daily now",
        summary="Post one at once, besides the daily ones.",
        example="/daily now",
        answers=Answers.PRIVATE,
        handler=daily.now,
        posts_later=True,
        options=WHICH_DAILY,
    ),
    Command(
        name="daily next",
        summary="Choose the quote that is posted next.",
        example="/daily next 12",
        answers=Answers.PRIVATE,
        handler=daily.next_,
        options=(
            Option(name="number", summary="the quote's number", required=True, minimum=1, maximum=999_999_999),
            *WHICH_DAILY,
        ),
    ),
)
