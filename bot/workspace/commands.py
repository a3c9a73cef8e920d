"""Settings, help and pages as commands."""

from collections.abc import Awaitable, Callable

from bot.chat.commands import Answers, Command, Completes, Option, Permission
from bot.chat.incoming import Request
from bot.chat.messages import Reply
from bot.library.services import Services
from bot.settings.model import NAMES
from bot.workspace import help as help_
from bot.workspace import home, settings, topics
from bot.workspace.settings_wording import EXAMPLES


def pages(help_page: Callable[[Services, Request], Awaitable[Reply]]) -> tuple[Command[Services], ...]:
    """Settings, help and pages; `help_page` tells of the whole registry."""
    return (
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
            examples=EXAMPLES,
            answers=Answers.PRIVATE,
            handler=settings.set_,
            permission=Permission.MANAGER,
            options=(
                Option(name="name", summary="which setting", required=True, choices=NAMES),
                Option(
                    name="value",
                    summary="what it is to be; people with commas between; none empties it",
                    required=True,
                    rest=True,
                    limit=1000,
                    mentions=True,
                ),
            ),
        ),
        Command(
            name="quoth help",
            summary="What there is, by topics; “all” lists every command.",
            example="/quoth help quiz",
            answers=Answers.PRIVATE,
            handler=help_page,
            options=(Option(name="topic", summary="a command", rest=True, completes=Completes.TOPIC, told=help_.TOLD),),
        ),
        Command(
            name="quoth menu",
            summary="Everything that can be done here, by buttons.",
            example="/quoth menu",
            answers=Answers.PRIVATE,
            handler=topics.page,
            options=(Option(name="topic", summary="only of this", choices=tuple(topics.TOPICS)),),
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
    )
