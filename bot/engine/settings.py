"""/settings: what a workspace's managers chose, and who may use which command because of it."""

from dataclasses import replace

from bot.commands import Command, Permission, Registry
from bot.core.daily.zones import find_zone
from bot.core.refusals import BadOption, NotAManager
from bot.engine.services import Services, admit
from bot.messages import Place, Reply, Request
from bot.ports import Transaction
from bot.wording import settings as wording

MANAGERS, RESTRICTED, TIMEZONE = "managers", "restricted", "timezone"
INFLECTIONS, COOLDOWN = "inflections", "cooldown"
NAMES = (MANAGERS, RESTRICTED, TIMEZONE, INFLECTIONS, COOLDOWN)
LONGEST_COOLDOWN = 1000
ACCEPTED, PROMPTED = "accept", "prompt"
NONE = ("none", "nobody", "off", "-")
CHANGES_DAILY = "daily set, daily off, daily skip, daily now, daily next"
# On Slack whoever is in a channel arranges what is posted there, unless a manager restricts it.
_DEFAULTS = {MANAGERS: "", RESTRICTED: CHANGES_DAILY, TIMEZONE: "", INFLECTIONS: ACCEPTED, COOLDOWN: "200"}
# Discord shows a command of managers only to those it holds for managers.
_HIDES = ("discord",)
_ON_PLATFORM = {("slack", RESTRICTED): ""}


def default(place: Place, name: str) -> str:
    """What holds where nobody chose."""
    return _ON_PLATFORM.get((place.platform, name), _DEFAULTS[name])


def choice(tx: Transaction, place: Place, name: str) -> str:
    """What holds in that workspace."""
    return tx.choices.all(place.workspace_id).get(name, default(place, name))


def exact_forms(tx: Transaction, place: Place) -> bool:
    """Whether another inflection of the right word is asked back about in that workspace."""
    return choice(tx, place, INFLECTIONS) == PROMPTED


def cooldown(tx: Transaction, place: Place) -> int:
    """How many of the quotes that a channel saw last are not drawn there again."""
    return int(choice(tx, place, COOLDOWN))


async def entitle(services: Services, command: Command[Services], request: Request) -> Request:
    """The request with its manager's rights, if they are one. Raises NotAManager where only a manager may."""
    if request.manager:
        return request
    whose = request.place.workspace_id
    chosen = await services.shared.read(whose, lambda tx: tx.choices.all(whose))
    managers = _words(chosen.get(MANAGERS, default(request.place, MANAGERS)))
    if request.user.id in managers:
        return replace(request, manager=True)
    restricted = _words(chosen.get(RESTRICTED, default(request.place, RESTRICTED)))
    if command.permission is Permission.MANAGER or command.name in restricted or command.name.split()[0] in restricted:
        raise NotAManager(command=command.name)
    return request


async def show(services: Services, request: Request) -> Reply:
    """All settings."""
    chosen = await services.store.read(lambda tx: tx.choices.all(request.place.workspace_id))
    return wording.listing({name: chosen.get(name, default(request.place, name)) for name in _DEFAULTS})


async def set_(services: Services, registry: Registry[Services], request: Request) -> Reply:
    """Change one."""
    name = request.options["name"]
    value = _checked(name, request.options["value"].strip(), registry, request)

    def keep(tx: Transaction) -> None:
        admit(tx, request)
        tx.choices.put(request.place.workspace_id, name, value)

    await services.store.write(keep)
    return wording.was_set(name, value, hidden=request.place.platform in _HIDES)


def _checked(name: str, value: str, registry: Registry[Services], request: Request) -> str:
    if name == INFLECTIONS:
        if value.casefold() not in (ACCEPTED, PROMPTED):
            raise BadOption(option=name, value=value, expected=f"{ACCEPTED} or {PROMPTED}")
        return value.casefold()
    if name == COOLDOWN:
        return str(_count(value))
    if value.casefold() in NONE:
        return ""
    if name == TIMEZONE:
        return find_zone(value, request.at)
    if name == MANAGERS:
        return ", ".join(w.strip("<@!>").partition("|")[0] for w in _words(value))
    known = {c.name for c in registry} | {c.name.split()[0] for c in registry}
    words = [w.removeprefix("/").casefold() for w in _words(value)]
    for word in words:
        if word not in known:
            raise BadOption(option=name, value=word, expected="commands, for example: daily, quiz start")
    return ", ".join(words)


def _count(value: str) -> int:
    """A cooldown. Raises BadOption."""
    if value.casefold() in NONE:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and int(value) <= LONGEST_COOLDOWN):
        raise BadOption(option=COOLDOWN, value=value, expected=f"a number of quotes from 0 to {LONGEST_COOLDOWN}")
    return int(value)


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]
