"""How settings are put into words."""

from collections.abc import Mapping

from bot.messages import Listing, Mark, Notice

_MEANING = {
    "managers": "who may do what managers do, besides the platform's own managers",
    "restricted": "commands that only managers may use",
    "timezone": "the zone of daily posts for which nobody named one",
    "inflections": "what a typed answer is that has another ending than the right word: accept, or prompt to ask back",
    "cooldown": "how many of the quotes that a channel saw last are not drawn there again",
}


def listing(chosen: Mapping[str, str]) -> Listing:
    """Every setting with what it means."""
    lines = tuple(f"{name}: {value or 'none'} · {_MEANING[name]}" for name, value in chosen.items())
    return Listing(
        title="Settings", lines=lines, closing="/settings set restricted daily,quiz changes one; none empties it."
    )


def was_set(name: str, value: str, *, hidden: bool = False) -> Notice:
    """The receipt of /settings set; `hidden`: the platform shows /settings to its own managers alone."""
    how = " They find the settings under /quoth settings." if hidden and name == "managers" and value else ""
    return Notice(text=f"{name} is now {value or 'none'}: {_MEANING[name]}.{how}", mark=Mark.RIGHT)
