"""Whose a workspace is: one of many people, or one person's own (direct messages, an app a user brought along)."""

from bot.chat.incoming import Place

OWN = "user-"


def own_workspace(user_id: str) -> str:
    """The workspace of one user alone."""
    return f"{OWN}{user_id}"


def owner(place: Place) -> str:
    """Whose own workspace that is, "" for one of many."""
    return place.workspace.removeprefix(OWN) if place.workspace.startswith(OWN) else ""
