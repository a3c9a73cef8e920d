"""What `quoth db` says."""

from collections.abc import Sequence

from bot.cli.doctor_wording import where

SUMMARIES = {
    "upgrade": "bring the database to this version's schema, or make it; processes of the version before go on",
    "check": "tell which schema the database has and which is needed, and whether every row can be read",
}

QUEUE_IS_READY = "The queue of jobs (Procrastinate) has the tables that are needed."
QUEUE_IS_NOT_READY = "The queue of jobs (Procrastinate) lacks tables that are needed: quoth db upgrade makes them."


def upgraded(url: str, before: str | None, head: str) -> str:
    """After `upgrade`; never shows a password."""
    if before is None:
        return f"{where(url)} was made, with schema {head}."
    if before == head:
        return f"{where(url)} has schema {head} already: nothing was to be done."
    return f"{where(url)} was brought from schema {before} to {head}. Start this version, then end the one before."


def checked(url: str, found: str | None, head: str, wrong: Sequence[str]) -> str:
    """Line by line what `check` found."""
    if found is None:
        return f"{where(url)} is not there yet: quoth db upgrade, or quoth run, makes it with schema {head}."
    lines = [f"{where(url)}: schema {found}; this version needs {head}."]
    if wrong:
        lines += wrong
    elif found != head:
        lines.append(
            "Make a backup (quoth backup FILE), then run quoth db upgrade. Its rows are read once it is at that."
        )
    else:
        lines.append("Every row can be read.")
    return "\n".join(lines)
