"""What `quoth doctor` says."""

from pathlib import Path
from urllib.parse import urlsplit

from bot.chat.counts import counted
from bot.chat.messages import Mark
from bot.meaning.model import About

SIGNS = {Mark.RIGHT: "✓", Mark.WRONG: "✗", Mark.PLAIN: "–"}


def database(url: str) -> str:
    """The database can be used; never shows a password."""
    return f"The database works: {where(url)}."


def where(url: str) -> str:
    """Where a database is."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return f"SQLite in {parts.path[1:]}"
    return f"PostgreSQL on {parts.hostname or 'the local socket'}"


BY_WORDS = "Quotes are found by words alone: QUOTH_EMBEDDER is off."


SHIPPED_SERVES = "Until then the model that comes with Quoth serves."


def by_meaning(shipped: About, stronger: About | None = None, *, ranks: bool = False) -> str:
    """What tells which quotes mean the same, and whether it also `ranks` them."""
    at_work = stronger or shipped
    how = "found by words and by meaning, and ranked anew" if ranks else "found by words and by meaning"
    told = f"Quotes are {how} ({at_work.name}, language {at_work.language or 'any'})."
    return f"{told} Until it has read a workspace's packs, {shipped.name} serves there." if stronger else told


def open_to_others(path: Path) -> str:
    """Somebody else could read it."""
    mode = 700 if path.is_dir() else 600
    return f"Everybody on this machine can read {path}: chmod {mode} {path} keeps it yours."


def waits(why: str) -> str:
    """A file in a drop folder that does not become a pack."""
    return f"Not imported from its folder: {why}"


def left_out(most: int) -> str:
    """Only so many are asked about."""
    return f"Of the places with a schedule only the next {most} were looked at."


def verdict(wrong: int, *, served: bool) -> str:
    """The last line; `served` when a platform is set up."""
    if not wrong and not served:
        return "Nothing has to be mended. quoth play needs no platform; for quoth run set one up."
    if not wrong:
        return "Nothing has to be mended. quoth run starts the bot."
    return counted(wrong, "thing has to be mended.", "things have to be mended.")
