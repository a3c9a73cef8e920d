"""Packs: bringing them in, listing them, switching them on and off."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypedDict

from bot.chat.incoming import Incoming, Press, PressId, Request, Upload
from bot.chat.messages import Reply
from bot.chat.plain import line
from bot.chat.refusals import BadOption, PressIsStale
from bot.chat.traits import traits_of
from bot.library import bringing_wording as wording
from bot.library.file_refusals import CannotRead, FileTooLarge, GaveWay, NoFile, NothingAttached, WaitsNoLonger
from bot.library.import_report import card_of, standing, will_stand
from bot.library.import_wording import Mending
from bot.library.link_refusals import IsFeed
from bot.library.links import bare, is_link
from bot.library.model import Audience, Imported, Outcome, PackFile, PackInfo
from bot.library.pack_intake import foresee, stored
from bot.library.proposals import Proposal
from bot.library.refusals import NameTaken
from bot.library.rows.pack_choice import Coming
from bot.library.rows.pack_editions import Prepared
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import VoiceRows
from bot.library.services import Services, admit
from bot.library.unwatched import unwatched
from bot.library.uploads import fetch_upload, read_again, read_upload
from bot.library.voices_wording import buttons as joining
from bot.storage.careful import left_out
from bot.storage.transaction import Transaction
from content.document_options import Reading
from content.errors import ContentError
from content.feeds import looks_like_feed
from content.model import Pack
from content.shipped import shipped_packs
from content.sufficiency import require_content


class Ways(TypedDict):
    """How the report of an import tells what can be chosen otherwise."""

    mending: Mending
    naming: str


async def bring(services: Services, request: Request) -> Reply:
    """Import a file that came with the command, or what its link leads to; without one, the way to hand it over."""
    upload, link = request.uploads.get(wording.FILE), bare(request.options.get(wording.LINK, ""))
    if upload is not None and link:
        raise BadOption(option=wording.LINK, value=link, expected="a link or a file, one of the two")
    if link:
        request = replace(request, options={**request.options, wording.LINK: link})
        upload = await fetch_upload(services, request, link)
    if upload is None:
        traits = traits_of(request.place.platform)
        return wording.invitation(types_paths=traits.types_paths, attaches=traits.attaches)
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


async def press_take_in(services: Services, press: Press, meant: PressId) -> Reply:
    """Keep what was read and waited for that word. Raises WaitsNoLonger, GaveWay and NameTaken."""
    proposal = await services.proposals.find(_whose(press), meant.subject)
    if proposal is None:
        raise GaveWay if services.proposals.had_no_room(_whose(press), meant.subject) else WaitsNoLonger

    coming = _coming(press, proposal)

    def keep(tx: Transaction, prepared: Prepared | None) -> Imported:
        admit(tx, press)
        return _done(tx[PackRows].keep(coming, press.at, prepared), proposal.pack)

    done = await stored(services.store, coming, press.at, keep)
    done = await _with_standing(services, press.place.workspace_id, done, proposal.pack)
    services.proposals.drop(*_whose(press), meant.subject)
    card = await asyncio.to_thread(card_of, done, proposal.pack, proposal.card)
    ones = joining(done.info.id, await services.store.read(lambda tx: tx[VoiceRows].names(done.info.id)))
    samples = await _resting(services, press, done.info)
    if not traits_of(press.place.platform).edits:
        # What was read a moment ago still stands there.
        return wording.came_in(done, card, samples=samples, buttons=ones)
    return wording.report(
        done, proposal.pack, card, **_ways(proposal), samples=samples, kept=proposal.chosen, buttons=ones
    )


async def press_leave(services: Services, press: Press, meant: PressId) -> Reply:
    """Let it go, as nobody wants it. Raises WaitsNoLonger."""
    gone = services.proposals.had_no_room(_whose(press), meant.subject)
    if not services.proposals.drop(*_whose(press), meant.subject) and not gone:
        raise WaitsNoLonger
    return wording.left()


async def store(
    services: Services, pack: Pack, *, workspace_id: str | None, audience: Audience | None = None,
    named: bool = False, apart: Collection[int] = (), file: PackFile | None = None,
) -> Imported:  # fmt: skip
    """Keep a pack, for one workspace or (None) for everyone; importing again changes only what changed.

    The rest is as in PackRows.save. Raises NameTaken.
    """
    meant = audience or (Audience.WORKSPACE if workspace_id else Audience.PUBLIC)
    coming = Coming(pack=pack, workspace_id=workspace_id, audience=meant, named=named, apart=apart, file=file)
    at = services.clock.now()
    done = await stored(
        services.store, coming, at, lambda tx, prepared: _done(tx[PackRows].keep(coming, at, prepared), pack)
    )
    return await _with_standing(services, workspace_id or "", done, pack)


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
    speaker = line(given.get(wording.SPEAKER, ""))
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
    proposal = Proposal(
        pack=read.pack, card=read.card, named=name is not None, chosen=kept, given=dict(given), typed=upload.typed,
        by_form=_by_form(incoming),
    )  # fmt: skip
    return await _propose(services, incoming, proposal)


async def _propose(services: Services, incoming: Incoming, proposal: Proposal) -> Reply:
    """Ask whether it may come in, with its report; where nothing would change that is said. Raises NameTaken."""
    meant = await _tried(services, incoming, proposal)
    await services.store.write(lambda tx: admit(tx, incoming))
    card = await asyncio.to_thread(card_of, meant, proposal.pack, proposal.card)
    if not meant.changed:
        return wording.report(meant, proposal.pack, card, **_ways(proposal), kept=proposal.chosen)
    subject = await services.proposals.hold(_whose(incoming), proposal)
    return wording.proposal(meant, proposal.pack, card, subject, **_ways(proposal), kept=proposal.chosen)


async def _tried(services: Services, incoming: Incoming, proposal: Proposal) -> Imported:
    """What the import would do. Raises NameTaken."""
    whose, pack = incoming.place.workspace_id, proposal.pack
    foreseen = await foresee(services.store, _coming(incoming, proposal), incoming.at)
    done = _done(foreseen.done, pack)
    if not _tells_standing(done):
        return done
    with unwatched():
        return replace(done, standing=await services.store.read(lambda tx: will_stand(tx, whose, foreseen, pack)))


def _coming(incoming: Incoming, proposal: Proposal) -> Coming:
    return Coming(
        pack=proposal.pack, workspace_id=incoming.place.workspace_id, audience=Audience.WORKSPACE,
        named=proposal.named,
    )  # fmt: skip


def _ways(proposal: Proposal) -> Ways:
    """How a name is given, and what mends labels, where it came from."""
    if proposal.by_form:
        return {"mending": wording.in_form, "naming": "Another name"}
    given, typed = proposal.given, proposal.typed
    before = [given[wording.SPEAKERS]] if given.get(wording.SPEAKERS) else []
    return {
        "naming": wording.again(given, typed, name="{}"),
        "mending": lambda mends: wording.again(given, typed, speakers=", ".join([*before, *mends])),
    }


def _whose(incoming: Incoming) -> tuple[str, str]:
    return incoming.place.workspace_id, incoming.user.id


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


def _done(done: Imported, pack: Pack) -> Imported:
    """What an import did. Raises NameTaken where nothing could be done."""
    if done.outcome is Outcome.TAKEN:
        raise NameTaken(name=pack.name)
    return done


def _tells_standing(done: Imported) -> bool:
    return done.changed or done.outcome is Outcome.UNCHANGED


async def _with_standing(services: Services, workspace_id: str, done: Imported, pack: Pack) -> Imported:
    """With what stands of it."""
    if not _tells_standing(done):
        return done
    with unwatched():
        return replace(done, standing=await services.store.read(lambda tx: standing(tx, workspace_id, done, pack)))


def _by_form(incoming: Incoming) -> bool:
    """Whether it was filled into a form, which can be filled in again."""
    return isinstance(incoming, Press) and incoming.about is None


def _map(text: str) -> dict[str, str]:
    """ "SPEAKER_00=Ada, SPEAKER_01=Ben" as a speaker map. Raises BadOption."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if any(not (label.strip() and name.strip()) for label, _, name in pairs):
        raise BadOption(option=wording.SPEAKERS, value=text, expected="SPEAKER_00=Ada, SPEAKER_01=Ben")
    return {line(label): line(name) for label, _, name in pairs}
