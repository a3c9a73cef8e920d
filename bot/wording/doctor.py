"""What `quoth doctor` says."""

from urllib.parse import urlsplit

from bot.messages import Mark

SIGNS = {Mark.RIGHT: "✓", Mark.WRONG: "✗", Mark.PLAIN: "–"}


def database(url: str) -> str:
    """The database can be used; never shows a password."""
    parts = urlsplit(url)
    where = f"SQLite in {parts.path[1:]}" if parts.scheme == "sqlite" else f"PostgreSQL on {parts.hostname}"
    return f"The database works: {where}."


def verdict(wrong: int, *, served: bool) -> str:
    """The last line; `served` when a platform is set up."""
    if not wrong and not served:
        return "Nothing has to be mended. quoth play needs no platform; for quoth run set one up."
    if not wrong:
        return "Nothing has to be mended. quoth run starts the bot."
    return "1 thing has to be mended." if wrong == 1 else f"{wrong} things have to be mended."
