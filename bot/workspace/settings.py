"""/settings: what a workspace's managers chose."""

from contextlib import suppress

from bot.chat.incoming import Incoming, Place, Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.principals import Principal, principals, restrict
from bot.chat.refusals import BadOption, ZoneUnknown
from bot.chat.traits import traits_of
from bot.daily.rows import DailyRows
from bot.daily.rules.zones import find_zone
from bot.library.services import Services, admit
from bot.settings.model import (
    ACCEPTED,
    COOLDOWN,
    INFLECTIONS,
    MANAGERS,
    NAMES,
    NO,
    PROMPTED,
    REVIEWED_ONLY,
    SUGGESTIONS,
    TIMEZONE,
    YES,
    choice,
    default,
    default_restricted,
)
from bot.settings.rows import ChoiceRows
from bot.storage.transaction import Transaction
from bot.workspace import settings_wording as wording
from bot.workspace.refusals import Nobody, NotAManager, NotToRestrict
from bot.workspace.settings_wording import PEOPLE

LONGEST_COOLDOWN = 1000
NONE = ("none", "nobody", "off", "-")


async def show(services: Services, request: Request) -> Reply:
    """All settings."""
    chosen = await services.store.read(lambda tx: tx[ChoiceRows].all(request.place.workspace_id))
    all_manage = traits_of(request.place.platform).all_manage
    return wording.listing(
        {name: chosen.get(name, default(request.place, name)) for name in NAMES}, all_manage=all_manage
    )


async def chosen(services: Services, request: Request) -> dict[str, str]:
    """What is not as it was at first."""
    kept = await services.store.read(lambda tx: tx[ChoiceRows].all(request.place.workspace_id))
    return {name: kept[name] for name in NAMES if name in kept and kept[name] != default(request.place, name)}


async def set_(services: Services, request: Request) -> Reply:
    """Change one."""
    name, value = request.options["name"], request.options["value"].strip()
    if name == MANAGERS:
        return await _keep(services, request, name, await _managers(services, request.place, value))
    now = await services.store.read(lambda tx: choice(tx, request.place, name))
    return await _keep(services, request, name, _checked(name, value, now, request))


async def press_choose(services: Services, press: Press, meant: PressId) -> Reply:
    """The form in which managers are chosen. Raises NotAManager."""
    _must_manage(press)
    chosen = await services.store.read(lambda tx: choice(tx, press.place, MANAGERS))
    return wording.form(principals(chosen))


async def press_chosen(services: Services, press: Press, meant: PressId) -> Reply:
    """Who was chosen in that form. Raises NotAManager, Nobody."""
    _must_manage(press)
    mentioned = press.fields.get(PEOPLE, "").strip() or NONE[0]
    return await _keep(services, press, MANAGERS, await _managers(services, press.place, mentioned))


def _must_manage(press: Press) -> None:
    if not press.manager:
        raise NotAManager(command="settings set", word="")


async def _keep(services: Services, incoming: Incoming, name: str, value: str) -> Reply:
    def keep(tx: Transaction) -> tuple[bool, bool]:
        admit(tx, incoming)
        before = choice(tx, incoming.place, name)
        tx[ChoiceRows].put(incoming.place.workspace_id, name, value)
        return before == value, tx[DailyRows].any_in(incoming.place.workspace_id)

    (as_before, daily), traits = await services.store.write(keep), traits_of(incoming.place.platform)
    if as_before:
        return wording.is_so(name, value)
    return wording.was_set(
        name, value, hidden=traits.hides_commands, all_manage=traits.all_manage, daily=daily
    )  # fmt: skip


async def _managers(services: Services, place: Place, value: str) -> str:
    """The people and groups that are mentioned, as they are kept. Raises Nobody for the first that is none."""
    if value.casefold() in NONE:
        return ""
    found: dict[tuple[str, bool], Principal] = {}
    for word in _words(value):
        principal = await services.directories.find(place, word)
        if principal is None:
            raise Nobody(option="value", name=word)
        found[principal.id, principal.is_group] = principal
    return ", ".join(map(str, found.values()))


def _checked(name: str, value: str, now: str, request: Request) -> str:
    if name == INFLECTIONS:
        if value.casefold() not in (ACCEPTED, PROMPTED):
            raise BadOption(option=name, value=value, expected=f"{ACCEPTED} or {PROMPTED}")
        return value.casefold()
    if name in (REVIEWED_ONLY, SUGGESTIONS):
        return _switch(name, value)
    if name == COOLDOWN:
        return str(_count(value))
    if value.casefold() in NONE:
        return ""
    if name == TIMEZONE:
        return _zone(value, request)
    return _restricted(value, now, request)


def _restricted(value: str, now: str, request: Request) -> str:
    """What is left to managers, with commas or spaces between. Raises NotToRestrict."""
    default = default_restricted(request.place.platform)
    try:
        return restrict(_words(value), default=default, now=now)
    except KeyError as unknown:
        words = [word for word in value.replace(",", " ").split() if word.casefold() != "and"]
        with suppress(KeyError):
            return restrict(words, default=default, now=now)
        raise NotToRestrict(option="value", name=unknown.args[0]) from None


def _switch(name: str, value: str) -> str:
    """Yes or no. Raises BadOption."""
    said = value.casefold()
    if said not in (YES, NO, "on", *NONE):
        raise BadOption(option=name, value=value, expected=f"{YES} or {NO}")
    return YES if said in (YES, "on") else NO


def _zone(value: str, request: Request) -> str:
    """Raises ZoneUnknown with the way to say it here."""
    try:
        return find_zone(value, request.at)
    except ZoneUnknown as unknown:
        raise ZoneUnknown(**unknown.facts, say="/settings set timezone {}", option="value") from None


def _count(value: str) -> int:
    """A cooldown. Raises BadOption."""
    if value.casefold() in NONE:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) <= 4 and int(value) <= LONGEST_COOLDOWN):
        raise BadOption(option=COOLDOWN, value=value, expected=f"a number of quotes from 0 to {LONGEST_COOLDOWN}")
    return int(value)


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]
