"""The registries: every command, button and kind of post there is, as the themes bring them."""

from collections.abc import Mapping

from bot.chat.commands import Registry
from bot.chat.incoming import Request
from bot.chat.messages import Reply
from bot.chat.presses import Presses
from bot.daily import commands as daily
from bot.daily import posts as daily_posts
from bot.daily import presses as daily_presses
from bot.delivery.post_kinds import GONE, PostKind
from bot.delivery.rows import TAKEN
from bot.feeds import commands as feeds
from bot.feeds import posts as feed_posts
from bot.games import commands as games
from bot.games import posts as game_posts
from bot.games import presses as game_presses
from bot.library import commands as library
from bot.library import menu as library_menu
from bot.library import presses as library_presses
from bot.library.services import Services
from bot.people import commands as people
from bot.people import posts as people_posts
from bot.people import presses as people_presses
from bot.privacy import commands as privacy
from bot.privacy import linked_notes, quoted_notes
from bot.privacy import menu as privacy_menu
from bot.privacy import presses as privacy_presses
from bot.workspace import commands as workspace
from bot.workspace import doubts
from bot.workspace import help as help_
from bot.workspace import presses as workspace_presses


async def _help(services: Services, request: Request) -> Reply:
    """Help for everything or for one topic."""
    return help_.page(REGISTRY, request.options.get("topic", ""))


# In the order in which help tells of them.
REGISTRY: Registry[Services] = Registry(
    (
        *library.LOOKUPS,
        *daily.PLAYING,
        *people.BOARDS,
        *daily.HOSTING,
        *games.WRITING,
        *games.PRESETS,
        *daily.SCHEDULES,
        *library.BOOK,
        *library.PACKS,
        *feeds.FEEDS,
        *privacy.PRIVACY,
        *people.PRIVACY,
        *workspace.pages(_help),
    )
)
PRESSES: Presses[Services] = {
    **game_presses.PRESSES,
    **library_presses.PRESSES,
    **daily_presses.PRESSES,
    **people_presses.PRESSES,
    **privacy_presses.PRESSES,
    **workspace_presses.PRESSES,
}
# What can be done with a message of the chat.
MESSAGE_MENUS = (*library_menu.MESSAGES, *privacy_menu.MESSAGES)
POSTS: Mapping[str, PostKind] = {
    **game_posts.KINDS,
    **daily_posts.KINDS,
    **people_posts.KINDS,
    **feed_posts.KINDS,
    **doubts.KINDS,
    **linked_notes.KINDS,
    **quoted_notes.KINDS,
    TAKEN: GONE,
}
