"""/quoth help and /quoth about, from the registry alone."""

from bot import __version__
from bot.chat.choices import meant
from bot.chat.commands import Registry
from bot.chat.incoming import Request
from bot.chat.messages import Notice, Reply
from bot.chat.refusals import NoSuchCommand
from bot.library.services import Services
from bot.workspace import games_wording
from bot.workspace import help_wording as wording
from content.items import KINDS

EVERYTHING = "all"
# What sentences of ours point to.
TOLD = (EVERYTHING, "kinds", "quiz start")
# All kinds of question, and how they are scored.
_GAMES = frozenset({"modes", "mode", "kinds", "kind", "rules", "scoring", "points"})
# What people call a topic that is called otherwise here.
_CALLED = {
    "game": "quiz", "games": "quiz", "questions": "quiz", "pack": "quotes", "packs": "quotes",
    "transcript": "quotes import", "transcripts": "quotes import", "search": "whosaid", "who said": "whosaid",
    "schedule": "daily",
}  # fmt: skip


def page(registry: Registry[Services], topic: str) -> Reply:
    """The topics; for one of them, or a word of a command, how these are written. Raises NoSuchCommand."""
    words = topic.strip().removeprefix("/").casefold()
    if not words:
        return wording.overview()
    if words == EVERYTHING:
        return wording.page(tuple(registry), whole=True)
    if words in _GAMES:
        return games_wording.page(list(KINDS))
    words = _CALLED.get(words, words)
    found = [c for c in registry if (c.name + " ").startswith(words + " ")]
    found = found or [c for c in registry if words in c.name.split()]
    if not found and (kind := meant("mode", words, tuple(KINDS))):
        return games_wording.page([kind])
    if not found:
        raise NoSuchCommand(word=topic, nearest=registry.nearest(words))
    return wording.page(found, whole=False)


async def about(services: Services, request: Request) -> Reply:
    """What this is, which version, and how much it knows here."""
    library = await services.libraries.library_for(request.place)
    resting = sum(library.pack(name).size for name in library.resting_samples)
    return Notice(text=wording.about(__version__, library.size, len(library.packs), resting=resting))
