"""/quoth help and /quoth about, from the registry alone."""

from collections.abc import Iterable

from bot import __version__
from bot.chat.commands import Command, Registry
from bot.chat.messages import Notice, Reply, Request
from bot.chat.refusals import NoSuchCommand
from bot.library.services import Services
from bot.workspace import help_wording as wording


def page(registry: Registry[Services], topic: str) -> Reply:
    """Help for everything, or for the commands that begin with the topic. Raises NoSuchCommand."""
    words = topic.strip().removeprefix("/").casefold()
    found: Iterable[Command[Services]] = registry
    if words:
        found = [c for c in registry if (c.name + " ").startswith(words + " ")]
        if not found:
            raise NoSuchCommand(word=topic, nearest=registry.nearest(words))
    return wording.page(tuple(found), whole=not words)


async def about(services: Services, request: Request) -> Reply:
    """What this is, which version, and how much it knows here."""
    library = await services.libraries.library(request.place.workspace_id)
    return Notice(text=wording.about(__version__, library.size, len(library.packs)))
