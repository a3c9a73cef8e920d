"""Daily posts as commands."""

from dataclasses import replace
from functools import partial

from bot.chat.commands import MOST, Answers, Command, Completes, Option
from bot.daily.rules.english import STYLES, check_time, read_schedule
from bot.daily.rules.model import Style
from bot.daily.rules.questions import GUESSED
from bot.daily.rules.typed_times import are_game_days, is_clock, is_days, is_time, read_days, read_game_days, read_time
from bot.daily.rules.zones import check_zone, is_whole_zone
from bot.daily.use_cases import commands as daily
from bot.daily.use_cases import scheduled_games
from bot.games import commands as games
from bot.games.model import MISSED, MIXED
from bot.games.use_cases import controls
from bot.library.services import Services
from content.items import KINDS

_WHICH_PACK = Option(
    name="pack", summary="which, where several are posted; none: the one of all packs", completes=Completes.PACK
)
WHICH_DAILY = (
    Option(name="style", summary="which, where several are posted", choices=tuple(s.value for s in Style)),
    _WHICH_PACK,
)
WHICH_POST = (Option(name="style", summary="which, where several are posted", choices=STYLES), _WHICH_PACK)

_START, *_PLAYING = games.PLAYING
# A game may begin at a time of its own.
PLAYING: tuple[Command[Services], ...] = (
    replace(
        _START,
        handler=scheduled_games.start,
        options=(
            *_START.options,
            Option(
                name="at",
                summary="the time at which it begins, like 16:00; the channel is reminded before",
                reads=is_clock,
                checks=partial(read_time, option="at"),
            ),
            Option(
                name="days",
                summary="with a time: again on these days, like fri; or once, tomorrow",
                reads=are_game_days,
                checks=read_game_days,
            ),
            Option(
                name="timezone",
                summary="with a time: whose clock, like Europe/Berlin",
                completes=Completes.ZONE,
                reads=is_whole_zone,
                checks=partial(check_zone, say="/quiz start at=16:00 timezone={}"),
                also=("zone", "tz"),
            ),
        ),
    ),
    *_PLAYING,
)
# What was set for a day can be called off like a game.
HOSTING: tuple[Command[Services], ...] = tuple(
    replace(command, handler=scheduled_games.stop) if command.handler is controls.stop else command
    for command in games.HOSTING
)

SCHEDULES: tuple[Command[Services], ...] = (
    Command(
        name="daily set",
        summary="Post something here every day, or change when.",
        example="/daily set 09:00 timezone=Europe/Berlin days=mon-fri",
        answers=Answers.PRIVATE,
        handler=daily.set_,
        posts_later=True,
        reads_plain=read_schedule,
        options=(
            Option(name="time", summary="when, like 09:00 or 9am", required=True, reads=is_time, checks=check_time),
            Option(
                name="timezone",
                summary="whose clock, like Europe/Berlin",
                completes=Completes.ZONE,
                checks=check_zone,
                also=("zone", "tz"),
            ),
            Option(
                name="days",
                summary="like mon-fri, mon,wed,fri or weekends; else every day",
                reads=is_days,
                checks=read_days,
            ),
            Option(name="pack", summary="the pack to draw from, see /quotes packs", completes=Completes.PACK),
            Option(
                name="style",
                summary="a quote; a private guess; a quiz for whoever is awake; the week's best liked; one of this day",
                choices=STYLES,
                elsewhere=dict.fromkeys(
                    (Style.GAME.value, Style.ONCE.value, "live"), "A live quiz is set by /quiz start at=16:00 days=fri"
                ),
            ),
            Option(
                name="mode",
                summary="what a guess or quiz asks, like agree or two-truths; else a mix",
                choices=(MIXED, *GUESSED),
                elsewhere={
                    MISSED: f"What you got wrong is asked of you alone: /quiz start mode={MISSED}",
                    **{
                        name: f"Everybody writes an ending in it, so it is played together: /quiz start {name}"
                        for name, kind in KINDS.items()
                        if kind.written
                    },
                },
                several=True,
                completes=Completes.MODE,
            ),
            Option(
                name="reveal",
                summary="when a guess is resolved; else with the next post",
                checks=partial(read_time, option="reveal"),
            ),
            Option(name="rounds", summary="questions in a quiz", minimum=1, maximum=20, also=("questions", "question")),
            Option(name="closes", summary="when a quiz closes; else 17:00", checks=partial(read_time, option="closes")),
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
        options=WHICH_POST,
    ),
    Command(
        name="daily next",
        summary="Choose the quote that is posted next.",
        example="/daily next 12",
        answers=Answers.PRIVATE,
        handler=daily.next_,
        options=(
            Option(name="number", summary="the quote's number", required=True, minimum=1, maximum=MOST),
            *WHICH_POST,
        ),
    ),
)
