"""How settings are put into words."""

from collections.abc import Mapping, Sequence

from bot.core.permission import Principal, principals
from bot.forms import Field, FieldKind, Form
from bot.messages import Button, Listing, Mark, Notice, PressId

CHOOSE, CHOSEN, PEOPLE = "managers", "chosen", "people"
MOST_MANAGERS = 25
_MEANING = {
    "managers": "who may do what managers do, besides the platform's own managers",
    "restricted": "what only managers may start; playing, answering and reading are open to all",
    "timezone": "the zone of daily posts for which nobody named one",
    "inflections": "what a typed answer is that has another ending than the right word: accept, or prompt to ask back",
    "cooldown": "how many of the quotes that a channel saw last are not drawn there again",
}


def listing(chosen: Mapping[str, str]) -> Listing:
    """Every setting with what it means."""
    lines = tuple(f"{name}: {_shown(name, value)} · {_MEANING[name]}" for name, value in chosen.items())
    return Listing(
        title="Settings",
        lines=lines,
        closing="/settings set restricted quiz leaves starting a quiz to managers as well, -daily opens daily posts to "
        "all; none empties a setting.",
        buttons=(Button(id=str(PressId(CHOOSE, "form")), label="Who manages…"),),
    )


def form(managers: Sequence[Principal]) -> Form:
    """Asks who manages, with those who do already."""
    chosen = tuple(f"{'&' * m.is_group}{m.id}" for m in managers)
    return Form(
        id=str(PressId(CHOSEN, "form")),
        title="Who manages",
        fields=(
            Field(
                name=PEOPLE, label="People and groups", limit=MOST_MANAGERS, kind=FieldKind.PEOPLE, required=False,
                hint="Besides the platform's own managers; nobody empties it.", chosen=chosen,
            ),
        ),
        instead="/settings set managers NAME, NAME",
    )  # fmt: skip


def was_set(name: str, value: str, *, hidden: bool = False) -> Notice:
    """The receipt of /settings set; `hidden`: the platform shows /settings to its own managers alone."""
    how = " They find the settings under /quoth settings." if hidden and name == "managers" and value else ""
    return Notice(text=f"{name} is now {_shown(name, value)}: {_MEANING[name]}.{how}", mark=Mark.RIGHT)


def _shown(name: str, value: str) -> str:
    if name != "managers":
        return value or "none"
    return ", ".join(_named(p) for p in principals(value)) or "none"


def _named(principal: Principal) -> str:
    """By name, and by id where two could have one name."""
    if not principal.name or principal.name.casefold() == principal.id:
        return principal.name or principal.id
    return f"{principal.name} ({'everybody with that role, ' * principal.is_group}{principal.id})"
