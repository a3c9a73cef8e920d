"""Kept mixes: keep one, play it, take it away, list them."""

from dataclasses import replace

from bot.chat.commands import nearest
from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import NoItems, PressIsStale
from bot.games import preset_wording as wording
from bot.games.mix import options_of
from bot.games.model import MISSED
from bot.games.preset_refusals import NoSuchPreset, PresetNameBad, PresetOfAnother, PresetsFull
from bot.games.presets import MOST, NAME, NOT_KEPT, Preset, key_of, name_of
from bot.games.rows.games import GameRows
from bot.games.rows.presets import PresetRows
from bot.games.use_cases import quiz
from bot.games.use_cases.supply import check
from bot.library.library import Library
from bot.library.services import Services, admit, new_id
from bot.storage.transaction import Transaction

ALIKE = 0.6


async def save(services: Services, request: Request) -> Reply:
    """Keep the options under a name; without any, those of the game that is or was played here last.

    Raises PresetNameBad, NoSuchPack, PresetsFull, PresetOfAnother.
    """
    name, whose = name_of(request.options[NAME]), request.place.workspace_id
    if not name:
        raise PresetNameBad(name=request.options[NAME])
    options = {o: value for o, value in request.options.items() if o != NAME and o not in NOT_KEPT}
    library = await services.libraries.library_for(request.place)
    chosen = quiz.named_pack(options.get("pack", ""), library, request.command)
    asks = await _asks_something(services, library, replace(request, options=options))

    def keep(tx: Transaction) -> Reply:
        user = admit(tx, request)
        before = tx[PresetRows].get(whose, name)
        if before is not None:
            _check(before, request)
        elif tx[PresetRows].count(whose) >= MOST:
            raise PresetsFull(most=MOST)
        last = None if options else tx[GameRows].newest(request.place, threads=True)
        kept = Preset(
            id=before.id if before else new_id(), name=name, user_id=user.id, at=request.at,
            options=options_of(last.game.rules) if last else options | ({"pack": chosen} if chosen else {}),
        )  # fmt: skip
        tx[PresetRows].put(whose, kept)
        return wording.saved(kept, before=before, played=last is not None, asks=asks)

    return await services.store.write(keep)


async def _asks_something(services: Services, library: Library, request: Request) -> bool:
    """Whether a game of these options would have a question now; what somebody got wrong is theirs alone."""
    if MISSED in request.options.get("mode", "").split(","):
        return True
    try:
        await check(services, library, request.place, quiz.rules_of(request, library), request.at)
    except NoItems:
        return False
    return True


async def use(services: Services, request: Request) -> Reply:
    """Begin a game with the options of that mix. Raises NoSuchPreset, and whatever beginning one raises."""
    kept = await services.store.read(lambda tx: _found(tx, request, "use"))
    return await quiz.start(services, _beginning(request, kept))


async def press_use(services: Services, press: Press, meant: PressId) -> Reply:
    """The same by the button of a mix. Raises PressIsStale for one that is gone."""
    presets = await services.store.read(lambda tx: tx[PresetRows].all(press.place.workspace_id))
    kept = next((p for p in presets if p.id == meant.subject), None)
    if kept is None:
        raise PressIsStale
    request = Request(
        key=press.key, place=press.place, user=press.user, at=press.at, alone=press.alone, manager=press.manager,
        groups=press.groups, who=press.who, zone=press.zone, problem=press.problem, command="quiz preset use",
    )  # fmt: skip
    return await quiz.start(services, _beginning(request, kept))


async def delete(services: Services, request: Request) -> Reply:
    """Take a mix away; who kept it may, and managers. Raises NoSuchPreset, PresetOfAnother."""

    def take_away(tx: Transaction) -> Reply:
        admit(tx, request)
        kept = _found(tx, request, "delete")
        _check(kept, request)
        tx[PresetRows].remove(request.place.workspace_id, kept.name)
        return wording.deleted(kept)

    return await services.store.write(take_away)


async def list_(services: Services, request: Request) -> Reply:
    """The mixes of this workspace."""
    return wording.listed(await services.store.read(lambda tx: tx[PresetRows].all(request.place.workspace_id)))


def _beginning(request: Request, kept: Preset) -> Request:
    return replace(request, command="quiz start", options=dict(kept.options))


def _found(tx: Transaction, request: Request, verb: str) -> Preset:
    """The mix that is named. Raises NoSuchPreset."""
    name, presets = request.options[NAME], tx[PresetRows].all(request.place.workspace_id)
    by_key = {key_of(p.name): p for p in presets}
    if found := by_key.get(key_of(name)):
        return found
    near = nearest(key_of(name), list(by_key), ALIKE)
    raise NoSuchPreset(
        name=name, known=[p.name for p in presets], nearest=by_key[near].name if near else "", verb=verb
    )  # fmt: skip


def _check(kept: Preset, request: Request) -> None:
    if kept.user_id != request.user.id and not request.manager:
        raise PresetOfAnother(name=kept.name)
