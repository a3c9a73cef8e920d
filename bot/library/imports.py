"""Packs: bringing them in, listing them, switching them on and off."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.chat.incoming import Incoming, Press, PressId, Request, Upload
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption, PressIsStale
from bot.chat.traits import traits_of
from bot.library import bringing_wording as wording
from bot.library import wording as quotes_wording
from bot.library.file_refusals import CannotRead, FileTooLarge, NoFile, NothingAttached
from bot.library.import_report import card_of, standing
from bot.library.link_refusals import IsFeed
from bot.library.links import bare, is_link
from bot.library.model import Audience, Imported, Outcome, PackFile, PackInfo, named
from bot.library.refusals import NameTaken, NoSuchPack
from bot.library.removal import bring_back
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import VoiceRows
from bot.library.services import Services, admit
from bot.library.uploads import fetch_upload, read_again, read_upload
from bot.library.voices_wording import buttons as joining
from bot.storage.careful import left_out
from bot.storage.transaction import Transaction
from content.errors import ContentError
from content.feeds import looks_like_feed
from content.model import Pack
from content.packs import require_content
from content.reader import Reading
from content.shipped import shipped_packs


async def listing(services: Services, request: Request) -> Reply:
    """The packs this workspace uses, and those it could switch on."""
    library = await services.libraries.library_for(request.place)
    shelved, removed = await services.store.read(
        lambda tx: (tx[PackRows].shelved(request.place.workspace_id), tx[PackRows].removed(request.place.workspace_id))
    )
    return quotes_wording.packs(library, shelved, removed, manager=request.manager)


async def bring(services: Services, request: Request) -> Reply:
    """Import a file that came with the command, or what its link leads to; without one, the way to hand it over."""
    upload, link = request.uploads.get(wording.FILE), bare(request.options.get(wording.LINK, ""))
    if upload is not None and link:
        raise BadOption(option=wording.LINK, value=link, expected="a link or a file, one of the two")
    if link:
        request = replace(request, options={**request.options, wording.LINK: link})
        upload = await fetch_upload(services, request, link)
    if upload is None:
        return wording.invitation(types_paths=traits_of(request.place.platform).types_paths)
    return await _import(services, request, upload, request.options)


async def press_bring(services: Services, press: Press, meant: PressId) -> Reply:
    """The form for a transcript."""
    return wording.form()


async def press_brought(services: Services, press: Press, meant: PressId) -> Reply:
    """What was put into that form: a file, or pasted text. Raises NoFile."""
    upload = press.uploads.get(wording.FILE)
    text = press.fields.get(wording.TEXT, "")
    if upload is not None:
        return await _import(services, press, upload, press.fields)
    if not text.strip():
        raise NoFile
    if is_link(text):
        return await _import(services, press, await fetch_upload(services, press, text), press.fields)
    return await _import_pasted(services, press, text)


async def press_bring_this(services: Services, press: Press, meant: PressId) -> Reply:
    """The transcript that is attached to a message. Raises NothingAttached, and PressIsStale without one."""
    if press.about is None:
        raise PressIsStale
    upload = press.uploads.get(wording.FILE)
    if upload is None:
        raise NothingAttached
    return await _import(services, press, upload, {})


async def enable(services: Services, request: Request) -> Reply:
    """Use a pack here that was offered, switched off or removed. Raises NoSuchPack."""
    workspace_id, wanted = request.place.workspace_id, request.options["pack"]
    away, shelved = await services.store.read(
        lambda tx: (
            named(tx[PackRows].removed(workspace_id), wanted),
            named(tx[PackRows].shelved(workspace_id), wanted),
        )
    )
    if away is not None and shelved is None:
        return await bring_back(services, request, away.id)
    return await _switch(services, request, on=True)


async def disable(services: Services, request: Request) -> Reply:
    """Do not use a pack here any more; it stays as it is for everybody else. Raises NoSuchPack."""
    return await _switch(services, request, on=False)


async def press_back(services: Services, press: Press, meant: PressId) -> Reply:
    """Undo a removal by its button. Raises TooLateToUndo."""
    return await bring_back(services, press, int(meant.subject[:9]) if meant.subject.isdecimal() else 0)


async def store(
    services: Services, pack: Pack, *, workspace_id: str | None, audience: Audience | None = None,
    named: bool = False, apart: Collection[int] = (), file: PackFile | None = None,
) -> Imported:  # fmt: skip
    """Keep a pack, for one workspace or (None) for everyone; importing again changes only what changed.

    The rest is as in PackRows.save. Raises NameTaken.
    """
    meant = audience or (Audience.WORKSPACE if workspace_id else Audience.PUBLIC)
    at = services.clock.now()
    return await services.store.write(
        lambda tx: _kept(
            tx,
            workspace_id,
            tx[PackRows].save(
                pack, workspace_id=workspace_id, audience=meant, at=at, named=named, apart=apart, file=file
            ),
            pack,
        )
    )


async def store_samples(services: Services) -> None:
    """Keep the shipped packs, for everyone to see; those that are there already, or were removed, are left alone."""
    known, removed = await services.store.read(
        lambda tx: ({p.fingerprint for p in tx[PackRows].owned(None)}, {p.name for p in tx[PackRows].gone("")})
    )
    for shipped in shipped_packs():
        if shipped.version not in known and shipped.name not in removed:
            with left_out("pack", shipped.name):
                await store(services, shipped.pack(), workspace_id=None)


async def _import(services: Services, incoming: Incoming, upload: Upload, given: Mapping[str, str]) -> Reply:
    if upload.size > wording.LIMIT or (upload.size and not upload.data):
        raise FileTooLarge(name=upload.name, limit=wording.LIMIT // 1_000_000)
    if looks_like_feed(upload.data):
        raise IsFeed(link=given.get(wording.LINK, ""))
    speaker = given.get(wording.SPEAKER, "").strip()
    how = Reading(
        speaker=speaker if speaker and speaker != wording.NOBODY else None, unattributed=speaker == wording.NOBODY,
        speakers=_map(given.get(wording.SPEAKERS, "")),
        limit_mb=wording.LIMIT // 1_000_000,
    )  # fmt: skip
    name = given.get(wording.NAME, "").strip() or None
    if name and not any(c.isalnum() for c in name):
        raise BadOption(option=wording.NAME, value=name, expected="one with letters or figures, such as talk")
    try:
        read = await read_upload(services, incoming, upload, name=name, how=how)
        kept = {} if how.speakers else await _kept_voices(services, incoming, read.pack)
        if kept:
            how = replace(how, speakers=kept)
            read = await read_again(services, incoming, upload, name=name, how=how)
        require_content(read.pack, upload.name or wording.PASTED)
    except ContentError as error:
        link = given.get(wording.LINK, "")
        handed = wording.LINK if link else wording.FILE if incoming.uploads else wording.TEXT
        form = _by_form(incoming)
        raise CannotRead(error=error, option=handed, typed=upload.typed, link=link, form=form) from None
    pack = read.pack

    def keep(tx: Transaction) -> Imported:
        admit(tx, incoming)
        done = tx[PackRows].save(
            pack, workspace_id=incoming.place.workspace_id, audience=Audience.WORKSPACE, at=incoming.at,
            named=name is not None,
        )  # fmt: skip
        return _kept(tx, incoming.place.workspace_id, done, pack)

    done = await services.store.write(keep)
    card = await asyncio.to_thread(card_of, done, pack, read.card)
    ones = joining(done.info.id, await services.store.read(lambda tx: tx[VoiceRows].names(done.info.id)))
    samples = await _resting(services, incoming, done.info) if not card.kinds and not card.written_items else ()
    if _by_form(incoming):
        return wording.report(
            done, pack, card, mending=wording.in_form, naming="Another name", samples=samples, kept=kept, buttons=ones
        )  # fmt: skip
    before = [given[wording.SPEAKERS]] if given.get(wording.SPEAKERS) else []
    return wording.report(
        done, pack, card, samples=samples, kept=kept, buttons=ones,
        naming=wording.again(given, upload.typed, name="{}"),
        mending=lambda mends: wording.again(given, upload.typed, speakers=", ".join([*before, *mends])),
    )  # fmt: skip


async def _kept_voices(services: Services, incoming: Incoming, pack: Pack) -> dict[str, str]:
    """What was chosen for the labels of the pack that this is another edition of."""
    return await services.store.read(lambda tx: tx[PackRows].kept_voices(pack, incoming.place.workspace_id))


async def _resting(services: Services, incoming: Incoming, info: PackInfo) -> tuple[str, ...]:
    """The samples that nobody plays unasked because of that pack alone."""
    library = await services.libraries.library(incoming.place.workspace_id)
    return library.resting_samples if [p.info.id for p in library.in_use] == [info.id] else ()


async def _import_pasted(services: Services, press: Press, text: str) -> Reply:
    """Text from a form, which may have been cut there."""
    data = text.encode()
    name = press.fields.get(wording.NAME, "").strip() or wording.PASTED
    upload = Upload(name=name, size=len(data), data=data)
    full = wording.is_full(text)
    try:
        reply = await _import(services, press, upload, press.fields)
    except CannotRead as refused:
        raise CannotRead(**refused.facts, full=full) from None
    return wording.perhaps_cut(reply) if full else reply


async def _switch(services: Services, request: Request, *, on: bool) -> Reply:
    workspace_id, wanted = request.place.workspace_id, request.options["pack"]

    def turn(tx: Transaction) -> Reply:
        admit(tx, request)
        used, resting = tx[PackRows].visible(workspace_id), tx[PackRows].shelved(workspace_id)
        known, others = (resting, used) if on else (used, resting)
        found = named(known, wanted)
        if found is None and (already := named(others, wanted)):
            return wording.used_already(already, on=on)
        if found is None:
            raise NoSuchPack(name=wanted, known=[p.name for p in known], others=[p.name for p in others])
        tx[PackRows].switch(found.id, workspace_id, on=on)
        return wording.switched(found, on=on)

    return await services.store.write(turn)


def _kept(tx: Transaction, workspace_id: str | None, done: Imported, pack: Pack) -> Imported:
    """What an import did, and what stands of it. Raises NameTaken where nothing could be done."""
    if done.outcome is Outcome.TAKEN:
        raise NameTaken(name=pack.name)
    told = done.changed or done.outcome is Outcome.UNCHANGED
    return replace(done, standing=standing(tx, workspace_id or "", done, pack)) if told else done


def _by_form(incoming: Incoming) -> bool:
    """Whether it was filled into a form, which can be filled in again."""
    return isinstance(incoming, Press) and incoming.about is None


def _map(text: str) -> dict[str, str]:
    """ "SPEAKER_00=Ada, SPEAKER_01=Ben" as a speaker map. Raises BadOption."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if any(not (label.strip() and name.strip()) for label, _, name in pairs):
        raise BadOption(option=wording.SPEAKERS, value=text, expected="SPEAKER_00=Ada, SPEAKER_01=Ben")
    return {label.strip(): name.strip() for label, _, name in pairs}
