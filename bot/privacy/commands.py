"""Privacy as commands."""

from bot.chat.commands import Answers, Command, Option
from bot.library.services import Services
from bot.privacy import links, opt_outs, use_cases
from bot.privacy.wording import ME, WORKSPACE

PRIVACY: tuple[Command[Services], ...] = (
    Command(
        name="privacy show",
        summary="All that is kept about you here, and for how long.",
        example="/privacy show",
        answers=Answers.PRIVATE,
        handler=use_cases.show,
    ),
    Command(
        name="privacy export",
        summary="All of it as a file, for you alone.",
        example="/privacy export",
        answers=Answers.PRIVATE,
        handler=use_cases.export,
    ),
    Command(
        name="privacy forget",
        summary="Delete all of it, after a word of warning; managers everything of this place.",
        example="/privacy forget",
        answers=Answers.PRIVATE,
        handler=use_cases.forget,
        options=(Option(name="what", summary="me, or everything of this place", choices=(ME, WORKSPACE)),),
    ),
    Command(
        name="privacy optout",
        summary="Never be quoted here: what you said vanishes from look-ups, games and daily posts.",
        example="/privacy optout on",
        answers=Answers.PRIVATE,
        handler=opt_outs.opt_out,
        options=(Option(name="switch", summary="on or off", choices=("on", "off")),),
    ),
    Command(
        name="privacy link",
        summary="Say which speaker you are; managers, who another one is. Alone it lists who is who.",
        example='/privacy link speaker="Ada Novak"',
        answers=Answers.PRIVATE,
        handler=links.link,
        options=(
            Option(name="speaker", summary="the name in the transcript", phrase=True),
            Option(name="member", summary="who that is; only managers name another one", person=True),
        ),
    ),
    Command(
        name="privacy unlink",
        summary="A speaker is no member any more.",
        example='/privacy unlink speaker="Ada Novak"',
        answers=Answers.PRIVATE,
        handler=links.unlink,
        options=(Option(name="speaker", summary="the name in the transcript", required=True, rest=True),),
    ),
)
