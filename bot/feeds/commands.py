"""Following podcasts, as commands."""

from bot.chat.commands import Answers, Command, Option, Permission, Urgency
from bot.feeds import podcasts, wording
from bot.library.book_model import LONGEST_LINK
from bot.library.bringing_wording import NAME_LIMIT
from bot.library.links import is_link
from bot.library.services import Services

FEEDS: tuple[Command[Services], ...] = (
    Command(
        name=wording.FOLLOW,
        summary="Follow a podcast's feed: episodes with a transcript come in by themselves. Alone it lists them.",
        example=wording.FOLLOW_EXAMPLE,
        answers=Answers.PRIVATE,
        handler=podcasts.follow,
        urgency=Urgency.LONG,
        permission=Permission.MANAGER,
        options=(
            Option(name=wording.FEED, summary="where the feed lies", limit=LONGEST_LINK, reads=is_link),
            Option(
                name=wording.LAST, summary="how many of the newest episodes come in at once", minimum=0,
                maximum=wording.MOST_LAST,
            ),
            Option(
                name=wording.SPEAKER, summary="who speaks, if nobody is named in it; - for nobody", limit=NAME_LIMIT
            ),
        ),
    ),
    Command(
        name=wording.UNFOLLOW,
        summary="Follow a feed no more; what came in stays.",
        example="/quotes unfollow 1",
        answers=Answers.PRIVATE,
        handler=podcasts.unfollow,
        permission=Permission.MANAGER,
        options=(Option(name=wording.FEED, summary="its title, address or place in the list", required=True, rest=True,
                        limit=LONGEST_LINK),),
    ),
)  # fmt: skip
