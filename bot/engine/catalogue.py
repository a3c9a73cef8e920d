"""The registry: every command there is. A new command is one entry here and its handler."""

from bot.commands import Answers, Command, Completes, Option, Permission, Registry, Urgency
from bot.core.boards import Period, Scope
from bot.core.choosing import modes
from bot.core.daily.model import Style
from bot.core.daily.reading import is_days, is_time
from bot.core.game import Difficulty, Pace, Teams
from bot.engine import answering, correcting, home, hosting, menu, packs, people, quiz, quotes, removing, settings
from bot.engine import help as help_
from bot.engine.daily import commands as daily
from bot.engine.services import Services
from bot.messages import Reply, Request
from bot.wording import bringing
from bot.wording.quotes import SEARCH_LIMIT

MODES = modes()
STYLES = tuple(s.value for s in Style)
WHICH_DAILY = (
    Option(name="style", summary="which, where several are posted", choices=STYLES),
    Option(name="pack", summary="which, where several are posted", completes=Completes.PACK),
)


async def _help(services: Services, request: Request) -> Reply:
    """Help for everything or for one topic."""
    return help_.page(REGISTRY, request.options.get("topic", ""))


REGISTRY: Registry[Services] = Registry(
    [
        Command(
            name="quote",
            summary="A random quote; or the one with that number, by that speaker, with those words.",
            example="/quote 12",
            answers=Answers.PUBLIC,
            answers_with={"search": Answers.PRIVATE},
            handler=quotes.quote,
            options=(
                Option(
                    name="search",
                    summary="a number, a speaker, or words",
                    rest=True,
                    limit=SEARCH_LIMIT,
                    completes=Completes.QUOTE,
                ),
            ),
        ),
        Command(
            name="whosaid",
            summary="Find a half-remembered quote and who said it.",
            example="/whosaid the plan was never written down",
            answers=Answers.PRIVATE,
            handler=quotes.who_said,
            options=(Option(name="words", summary="what you remember", required=True, rest=True, limit=SEARCH_LIMIT),),
        ),
        Command(
            name="quiz start",
            summary="Start a quiz in this channel.",
            example="/quiz start rounds=5",
            answers=Answers.PRIVATE,
            handler=quiz.start,
            posts=True,
            options=(
                Option(name="mode", summary="what is asked", choices=MODES),
                Option(name="rounds", summary="how many", minimum=1, maximum=50),
                Option(name="seconds", summary="time for each answer", minimum=5, maximum=600),
                Option(
                    name="teams",
                    summary="named: choose a team; balanced: teams are dealt",
                    choices=tuple(t.value for t in Teams),
                ),
                Option(name="difficulty", summary="how hard", choices=tuple(d.value for d in Difficulty)),
                Option(
                    name="pace",
                    summary="relaxed: no deadline, the host goes on; solo: privately, whenever you like",
                    choices=tuple(p.value for p in Pace),
                ),
                Option(name="pack", summary="the pack to play, see /quotes packs", completes=Completes.PACK),
                Option(name="thread", summary="yes: play in a thread of its own", choices=("yes", "no")),
            ),
        ),
        Command(
            name="quiz join",
            summary="Take part: rounds wait for your answer.",
            example="/quiz join red",
            answers=Answers.PRIVATE,
            handler=quiz.join,
            urgency=Urgency.FIRST,
            options=(Option(name="team", summary="red, blue, green or gold, in a game with named teams"),),
        ),
        Command(
            name="quiz begin",
            summary="End the lobby: the first round follows.",
            example="/quiz begin",
            answers=Answers.PRIVATE,
            handler=quiz.begin,
            permission=Permission.HOST,
        ),
        Command(
            name="quiz answer",
            summary="Answer the open round, by letter or in words.",
            example="/quiz answer B",
            answers=Answers.UPDATE,
            handler=answering.answer,
            urgency=Urgency.FIRST,
            options=(Option(name="text", summary="your answer", required=True, rest=True),),
        ),
        Command(
            name="quiz hint",
            summary="A hint for the open round, for half the points.",
            example="/quiz hint",
            answers=Answers.PRIVATE,
            handler=answering.hint,
            urgency=Urgency.FIRST,
        ),
        Command(
            name="quiz skip",
            summary="Skip the round: the host at once, the others by vote.",
            example="/quiz skip",
            answers=Answers.PRIVATE,
            handler=hosting.skip,
            urgency=Urgency.FIRST,
        ),
        Command(
            name="quiz pause",
            summary="Let the clock stand still.",
            example="/quiz pause",
            answers=Answers.PRIVATE,
            handler=hosting.pause,
            permission=Permission.HOST,
        ),
        Command(
            name="quiz resume",
            summary="Let the clock go on.",
            example="/quiz resume",
            answers=Answers.PRIVATE,
            handler=hosting.resume,
            permission=Permission.HOST,
        ),
        Command(
            name="quiz scores",
            summary="The scores of the running game.",
            example="/quiz scores",
            answers=Answers.PRIVATE,
            handler=quiz.scores,
        ),
        Command(
            name="quiz leaderboard",
            summary="Who has the most points, this month or of all time.",
            example="/quiz leaderboard all",
            answers=Answers.PRIVATE,
            handler=people.leaderboard,
            options=(
                Option(name="period", summary="the time it covers", choices=tuple(p.value for p in Period)),
                Option(name="scope", summary="the place it covers", choices=tuple(s.value for s in Scope)),
            ),
        ),
        Command(
            name="quiz stats",
            summary="Your own strengths, by kind and speaker.",
            example="/quiz stats",
            answers=Answers.PRIVATE,
            handler=people.stats,
        ),
        Command(
            name="quiz report",
            summary="The last item was bad: it will not be asked here again.",
            example="/quiz report",
            answers=Answers.PRIVATE,
            handler=people.report,
        ),
        Command(
            name="quiz stop",
            summary="End the game; its host or a manager may.",
            example="/quiz stop",
            answers=Answers.PRIVATE,
            handler=hosting.stop,
            permission=Permission.HOST,
        ),
        Command(
            name="quiz accept",
            summary="Over-rule the judge: that player's last answer was right; alone it lists the refused ones.",
            example="/quiz accept",
            answers=Answers.PRIVATE,
            handler=correcting.accept,
            permission=Permission.HOST,
            options=(
                Option(name="player", summary="whose answer", rest=True, person=True, completes=Completes.PLAYER),
            ),
        ),
        Command(
            name="quiz void",
            summary="Undo the last round: everything is as if it had not been played.",
            example="/quiz void",
            answers=Answers.PRIVATE,
            handler=correcting.void,
            permission=Permission.HOST,
        ),
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
        Command(
            name="quotes packs",
            summary="The packs this place can use.",
            example="/quotes packs",
            answers=Answers.PRIVATE,
            handler=packs.listing,
        ),
        Command(
            name="quotes import",
            summary="Bring in a transcript: a file, with a name for the pack if you like.",
            example="/quotes import name=talk",
            answers=Answers.PRIVATE,
            handler=packs.bring,
            urgency=Urgency.LONG,
            permission=Permission.MANAGER,
            options=(
                Option(name="file", summary="the transcript, or a list of quotes", upload=True, limit=bringing.LIMIT),
                Option(name="name", summary="what the pack is called", limit=bringing.NAME_LIMIT),
                Option(name="speaker", summary="who speaks, if nobody is named in it", limit=bringing.NAME_LIMIT),
                Option(name="speakers", summary="what labels mean: SPEAKER_00=Ada, SPEAKER_01=Ben"),
            ),
        ),
        Command(
            name="quotes enable",
            summary="Use a pack here that is offered, was switched off or removed.",
            example="/quotes enable the-round-table",
            answers=Answers.PRIVATE,
            handler=packs.enable,
            permission=Permission.MANAGER,
            options=(Option(name="pack", summary="see /quotes packs", required=True, rest=True),),
        ),
        Command(
            name="quotes disable",
            summary="Let a pack rest here; others keep it.",
            example="/quotes disable the-round-table",
            answers=Answers.PRIVATE,
            handler=packs.disable,
            permission=Permission.MANAGER,
            options=(
                Option(name="pack", summary="see /quotes packs", required=True, rest=True, completes=Completes.PACK),
            ),
        ),
        Command(
            name="quotes remove",
            summary="Take a pack of yours away from everybody; for a day it can be brought back.",
            example="/quotes remove talk",
            answers=Answers.PRIVATE,
            handler=removing.remove,
            permission=Permission.MANAGER,
            options=(
                Option(name="pack", summary="see /quotes packs", required=True, rest=True, completes=Completes.PACK),
            ),
        ),
        Command(
            name="privacy hide",
            summary="Play under “a teammate” instead of your name.",
            example="/privacy hide on",
            answers=Answers.PRIVATE,
            handler=people.hide,
            options=(Option(name="switch", summary="on or off", choices=("on", "off")),),
        ),
        Command(
            name="settings show",
            summary="What the managers chose for this workspace.",
            example="/settings show",
            answers=Answers.PRIVATE,
            handler=settings.show,
            permission=Permission.MANAGER,
        ),
        Command(
            name="settings set",
            summary="Choose: who manages, which commands only managers may use, the time zone.",
            example="/settings set restricted quiz",
            answers=Answers.PRIVATE,
            handler=settings.set_,
            permission=Permission.MANAGER,
            options=(
                Option(name="name", summary="which setting", required=True, choices=settings.NAMES),
                Option(
                    name="value",
                    summary="names with commas between, or none",
                    required=True,
                    rest=True,
                    limit=1000,
                    mentions=True,
                ),
            ),
        ),
        Command(
            name="quoth help",
            summary="All commands, or those of one topic.",
            example="/quoth help quiz",
            answers=Answers.PRIVATE,
            handler=_help,
            options=(Option(name="topic", summary="a command", rest=True, completes=Completes.TOPIC),),
        ),
        Command(
            name="quoth menu",
            summary="Everything that can be done here, by buttons.",
            example="/quoth menu",
            answers=Answers.PRIVATE,
            handler=menu.page,
        ),
        Command(
            name="quoth home",
            summary="Your page: your streak, your last games, what this place knows, what is left to do.",
            example="/quoth home",
            answers=Answers.PRIVATE,
            handler=home.page,
        ),
        Command(
            name="quoth about",
            summary="What this is and how much it knows.",
            example="/quoth about",
            answers=Answers.PRIVATE,
            handler=help_.about,
        ),
    ]
)
