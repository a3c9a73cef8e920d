"""What `quoth doctor` says."""

from urllib.parse import urlsplit

from bot.messages import Mark

SIGNS = {Mark.RIGHT: "✓", Mark.WRONG: "✗", Mark.PLAIN: "–"}


def database(url: str) -> str:
    """The database can be used; never shows a password."""
    parts = urlsplit(url)
    where = f"SQLite in {parts.path[1:]}" if parts.scheme == "sqlite" else f"PostgreSQL on {parts.hostname}"
    return f"The database works: {where}."


def verdict(wrong: int) -> str:
    """The last line."""
    if not wrong:
        return "Nothing has to be mended. quoth run starts the bot; quoth play needs no platform."
    return "1 thing has to be mended." if wrong == 1 else f"{wrong} things have to be mended."
