"""Packs: bringing them in, listing them, switching them on and off."""

from collections.abc import Mapping

from bot.core.packs import Audience, Imported, PackInfo
from bot.core.refusals import BadOption, CannotRead, FileTooLarge, NoFile, NoSuchPack, NotAManager
from bot.engine.importing import read_upload
from bot.engine.services import Services, admit
from bot.engine.settings import MANAGERS, choice
from bot.messages import Press, PressId, Reply, Request, Upload
from bot.ports import Transaction
from bot.wording import bringing as wording
from bot.wording import quotes as quotes_wording
from content.errors import ContentError
from content.model import Pack
from content.reading import Reading
from content.shipped import shipped_packs
from content.text import fold


async def listing(services: Services, request: Request) -> Reply:
    """The packs this workspace uses, and those it could switch on."""
    library = await services.shelf.library(request.place.workspace_id)
    shelved = await services.store.read(lambda tx: tx.packs.shelved(request.place.workspace_id))
    return quotes_wording.packs(library, shelved)


async def bring(services: Services, request: Request) -> Reply:
    """Import a file that came with the command; without one, the way to hand it over."""
    upload = request.uploads.get(wording.FILE)
    if upload is None:
        return wording.invitation()
    return await _import(services, request, upload, request.options)


async def press_bring(services: Services, press: Press, meant: PressId) -> Reply:
    """The form for a transcript. Raises NotAManager."""
    await services.store.read(lambda tx: _must_manage(tx, press))
    return wording.form()


async def press_brought(services: Services, press: Press, meant: PressId) -> Reply:
    """What was put into that form: a file, or pasted text. Raises NoFile, NotAManager."""
    await services.store.read(lambda tx: _must_manage(tx, press))
    pasted = press.fields.get(wording.TEXT, "").encode()
    upload = press.uploads.get(wording.FILE)
    if upload is None and pasted.strip():
        name = press.fields.get(wording.NAME, "").strip() or wording.PASTED
        upload = Upload(name=name, size=len(pasted), data=pasted)
    if upload is None:
        raise NoFile
    return await _import(services, press, upload, press.fields)


async def enable(services: Services, request: Request) -> Reply:
    """Use a pack here that was offered or switched off. Raises NoSuchPack."""
    return await _switch(services, request, on=True)


async def disable(services: Services, request: Request) -> Reply:
    """Do not use a pack here any more; it stays as it is for everybody else. Raises NoSuchPack."""
    return await _switch(services, request, on=False)


async def store(
    services: Services, pack: Pack, *, workspace_id: str | None, audience: Audience | None = None
) -> Imported:
    """Keep a pack, for one workspace or (None) for everyone; importing again changes only what changed."""
    meant = audience or (Audience.WORKSPACE if workspace_id else Audience.PUBLIC)
    at = services.clock.now()
    return await services.store.write(lambda tx: tx.packs.save(pack, workspace_id=workspace_id, audience=meant, at=at))


async def store_samples(services: Services) -> None:
    """Keep the shipped packs, for everyone to see; those that are there already are left as they are."""
    known = await services.store.read(lambda tx: {p.fingerprint for p in tx.packs.visible("")})
    for shipped in shipped_packs():
        if shipped.version not in known:
            await store(services, shipped.pack(), workspace_id=None)


async def _import(services: Services, incoming: Request | Press, upload: Upload, given: Mapping[str, str]) -> Reply:
    if upload.size > wording.LIMIT or (upload.size and not upload.data):
        raise FileTooLarge(name=upload.name, limit=wording.LIMIT // 1_000_000)
    how = Reading(
        speaker=given.get(wording.SPEAKER, "").strip() or None, speakers=_map(given.get(wording.SPEAKERS, "")),
        limit_mb=wording.LIMIT // 1_000_000,
    )  # fmt: skip
    name = given.get(wording.NAME, "").strip() or None
    try:
        read = await read_upload(services, incoming, upload, name=name, how=how)
    except ContentError as error:
        handed = wording.FILE if incoming.uploads else wording.TEXT
        raise CannotRead(error=error, option=handed) from None
    pack, card = read.pack, read.card

    def keep(tx: Transaction) -> Imported:
        admit(tx, incoming)
        return tx.packs.save(
            pack, workspace_id=incoming.place.workspace_id, audience=Audience.WORKSPACE, at=incoming.at
        )

    return wording.report(await services.store.write(keep), pack, card)


async def _switch(services: Services, request: Request, *, on: bool) -> Reply:
    workspace_id, wanted = request.place.workspace_id, request.options["pack"]

    def turn(tx: Transaction) -> PackInfo:
        admit(tx, request)
        known = tx.packs.shelved(workspace_id) if on else tx.packs.visible(workspace_id)
        found = next((p for p in known if fold(wanted) in (fold(p.name), fold(p.source.title))), None)
        if found is None:
            raise NoSuchPack(name=wanted, known=[p.name for p in known])
        tx.packs.switch(found.id, workspace_id, on=on)
        return found

    return wording.switched(await services.store.write(turn), on=on)


def _map(text: str) -> dict[str, str]:
    """ "SPEAKER_00=Ada, SPEAKER_01=Ben" as a speaker map. Raises BadOption."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if any(not (label.strip() and name.strip()) for label, _, name in pairs):
        raise BadOption(option=wording.SPEAKERS, value=text, expected="SPEAKER_00=Ada, SPEAKER_01=Ben")
    return {label.strip(): name.strip() for label, _, name in pairs}


def _must_manage(tx: Transaction, press: Press) -> None:
    named = choice(tx, press.place, MANAGERS).replace(",", " ").split()
    if not press.manager and press.user.id not in named:
        raise NotAManager(command=wording.COMMAND)
