"""How settings are put into words."""

from collections.abc import Mapping, Sequence

from bot.chat import titles
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import PressId
from bot.chat.messages import Button, Listing, Mark, Notice
from bot.chat.principals import Principal, principals

CHOOSE, CHOSEN, PEOPLE = "managers", "chosen", "people"
MOST_MANAGERS = 25
# How each is chosen, by an example.
EXAMPLES = {
    "managers": "/settings set managers NAME", "restricted": "/settings set restricted quiz",
    "timezone": "/settings set timezone Europe/Berlin", "inflections": "/settings set inflections prompt",
    "cooldown": "/settings set cooldown 50", "reviewed-only": "/settings set reviewed-only yes",
    "suggestions": "/settings set suggestions yes",
}  # fmt: skip
_VALUES = {("inflections", "accept"): "right all the same", ("inflections", "prompt"): "asked back"}
_MEANING = {
    "managers": "who manages besides the platform's own managers",
    "restricted": "what only managers may start; playing, answering and reading are open to all",
    "timezone": "the zone of daily posts for which nobody named one",
    "inflections": "what becomes of a typed answer that has another ending than the right word",
    "reviewed-only": "whether daily posts are only of quotes that a manager kept or added",
    "suggestions": "whether what members add waits at the desk (/quotes review) until a manager keeps it",
    "cooldown": "how many of the quotes that a channel saw last are not drawn there again",
}


def listing(chosen: Mapping[str, str], *, all_manage: bool = False) -> Listing:
    """Every setting with what it means; `all_manage`: in this place everybody is a manager."""
    lines = tuple(
        f"{titles.setting(name)}: {_shown(name, value)} · {_MEANING[name]} · {EXAMPLES[name]}"
        for name, value in chosen.items()
    )
    return Listing(
        title="Settings",
        lines=lines,
        closing="/settings set restricted -daily opens daily posts to all; the value none empties a setting."
        + (" In a terminal everybody manages." if all_manage else ""),
        buttons=(Button(id=str(PressId(CHOOSE, "form")), label="Who manages…"),),
    )


def brief(chosen: Mapping[str, str]) -> list[str]:
    """What was chosen, a line each, for those who know what they chose."""
    return [f"{titles.setting(name)}: {_shown(name, value)}" for name, value in chosen.items()]


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
        instead="/settings set managers NAME",
    )  # fmt: skip


def was_set(
    name: str, value: str, *, hidden: bool = False, all_manage: bool = False, daily: bool = False
) -> Notice:  # fmt: skip
    """The receipt of /settings set; `hidden`: the platform shows /settings to its own managers alone; `all_manage`: in
    this place everybody is one; `daily`: something is posted here, in the zone it was set with.
    """
    how = " They find the settings under /quoth settings." if hidden and name == "managers" and value else ""
    if all_manage and name in ("managers", "restricted") and value:
        how += " In a terminal everybody manages, so it changes nothing here."
    if daily and name == "timezone" and value:
        how += " What is posted daily already keeps its zone; /daily show tells which."
    return Notice(
        text=f"“{titles.setting(name)}” is now: {_shown(name, value)} ({_MEANING[name]}).{how}", mark=Mark.RIGHT
    )


def is_so(name: str, value: str) -> Notice:
    """What somebody chose was chosen before."""
    return Notice(text=f"It is so already: “{titles.setting(name)}” is {_shown(name, value)}. Nothing was changed.")


def _shown(name: str, value: str) -> str:
    if name != "managers":
        return _VALUES.get((name, value), value) or "none"
    return ", ".join(_named(p) for p in principals(value)) or "none"


def _named(principal: Principal) -> str:
    """By name, and by id where two could have one name."""
    if not principal.name or principal.name.casefold() == principal.id:
        return principal.name or principal.id
    return f"{principal.name} ({'everybody with that role, ' * principal.is_group}{principal.id})"
