"""Who a speaker is: a manager says so, or the member themself under the name they have here."""

from collections.abc import Sequence
from dataclasses import replace

from bot.chat.incoming import Request
from bot.chat.messages import Reply
from bot.chat.plain import line
from bot.library.model import PackInfo
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import Link, SilenceRows
from bot.library.services import Services, admit
from bot.library.silence import known_as
from bot.library.speaker_names import SpeakerName, begun_by, match_speaker
from bot.privacy import link_wording as wording
from bot.privacy.linked_notes import tell_linked
from bot.privacy.refusals import (
    LinkedAlready,
    LinkForgotten,
    LinkHeld,
    ManagersLink,
    NoSuchMember,
    NoSuchSpeaker,
    NotLinked,
)
from bot.storage.transaction import Transaction
from content.model import Speaker
from content.text import fold

# What joins a speaker and a member who are typed in one, how a member begins, and who is meant by oneself.
_IS, _MENTIONS, _ME = ("is", "="), ("@", "<@"), ("me", "myself", "i")


async def link(services: Services, request: Request) -> Reply:
    """Say that a speaker is a member, whoever asks where none is named; without a speaker, who is."""
    whose = request.place.workspace_id
    if "speaker" not in request.options:
        links, absent = await services.store.read(
            lambda tx: (tx[SilenceRows].links(whose), tx[SilenceRows].absent(whose))
        )
        mine = [one for one in links if request.manager or one.user_id == request.user.id]
        return wording.linked_list(mine, absent, manager=request.manager)
    request = await _parted(services, request)
    member, called = await _member(services, request)

    def say(tx: Transaction) -> tuple[str, int]:
        admit(tx, request)
        infos = _seen_by(tx, request)
        speaker = _meant(tx, infos, request.options["speaker"])
        _check(tx, request, speaker, member)
        at = request.at
        new = Link(name=speaker.name, user_id=member, linked_by=request.user.id, at=at, called=line(called))
        tx[SilenceRows].put_link(whose, new)
        tell_linked(tx, request, member)
        return speaker.name, len(_names(tx, infos, speaker))

    name, packs = await services.store.write(say)
    return wording.linked(name, packs, None if member == request.user.id else called)


async def unlink(services: Services, request: Request) -> Reply:
    """A speaker is nobody any more: by a manager, or by who is."""
    whose, typed = request.place.workspace_id, request.options["speaker"]

    def part(tx: Transaction) -> str:
        admit(tx, request)
        found = _linked_as(typed, tx[SilenceRows].links(whose))
        if found.user_id != request.user.id:
            if not request.manager:
                raise ManagersLink(name=found.name)
            if found.user_id in tx[SilenceRows].opted_out(whose):
                raise LinkHeld(name=found.name)
        tx[SilenceRows].remove_link(whose, found.name)
        tell_linked(tx, request, found.user_id)
        return found.name

    return wording.unlinked(await services.store.write(part))


def _linked_as(typed: str, links: Sequence[Link]) -> Link:
    """The link of the speaker who is called so, or alone may be meant. Raises NotLinked."""
    by_name = {one.name: one for one in links}
    near = match_speaker(typed, [SpeakerName(name) for name in by_name])
    found = next((one for one in links if fold(one.name) == fold(typed)), None)
    if found is None and len(near) != 1:
        raise NotLinked(name=typed)
    return found or by_name[near[0]]


async def _parted(services: Services, request: Request) -> Request:
    """The request with speaker and member apart that were typed in one: Ole Brandt is ben, Ole Brandt @ben, and Ole
    Brandt ben where only Ole Brandt speaks.
    """
    words = request.options["speaker"].split()
    last = request.options.get("member", "")
    infos = await services.store.read(lambda tx: _seen_by(tx, request))
    some = await services.store.read(lambda tx: tx[SilenceRows].speakers(infos))
    known = {name for speakers in some.values() for one in speakers for name in known_as(one)}
    if last and fold(" ".join([*words, last])) in known:
        return replace(request, options={"speaker": " ".join([*words, last])})
    if last or fold(" ".join(words)) in known:
        return request
    place = next((n for n, word in enumerate(words) if n and (word in _IS or word.startswith(_MENTIONS))), None)
    if place is None:
        place = next((n for n in range(len(words) - 1, 0, -1) if fold(" ".join(words[:n])) in known), len(words))
    behind = [word for word in words[place:] if word not in _IS]
    options = {"speaker": " ".join(words[:place]), "member": " ".join(behind)}
    return replace(request, options={name: text for name, text in options.items() if text})


async def _member(services: Services, request: Request) -> tuple[str, str]:
    """The id of who is meant, and what they are called there, "" where nobody says. Raises NoSuchMember."""
    named = request.options.get("member", "")
    if not named or named.casefold() in _ME:
        return request.user.id, request.user.name
    found = await services.directories.find(request.place, named)
    if found is None or found.is_group:
        raise NoSuchMember(name=named)
    return found.id, found.name


def _seen_by(tx: Transaction, request: Request) -> tuple[PackInfo, ...]:
    """The packs that can be seen where they ask; somebody's own name is found in every channel's book."""
    infos, own = tx[PackRows].used(request.place.workspace_id), fold(request.user.name)
    inside = {"", request.place.channel, request.place.thread}
    if fold(request.options["speaker"]) == own:
        return infos
    return tuple(info for info in infos if info.channel in inside)


def _meant(tx: Transaction, infos: tuple[PackInfo, ...], typed: str) -> Speaker:
    """The speaker of that name. Raises NoSuchSpeaker."""
    speakers = {one.name: one for some in tx[SilenceRows].speakers(infos).values() for one in some}
    exact = [one for one in speakers.values() if fold(typed) in known_as(one)]
    if exact:
        return exact[0]
    near = match_speaker(typed, [SpeakerName(one.name, one.aliases) for one in speakers.values()])
    if len(near) == 1:
        return speakers[near[0]]
    raise NoSuchSpeaker(name=typed, like=(list(near) or begun_by(typed, list(speakers)))[:3])


def _check(tx: Transaction, request: Request, speaker: Speaker, member: str) -> None:
    """Raises ManagersLink, LinkedAlready, LinkHeld or LinkForgotten."""
    whose, rows = request.place.workspace_id, tx[SilenceRows]
    held = next((one for one in rows.links(whose) if fold(one.name) in known_as(speaker)), None)
    if held is not None and held.user_id != member:
        if held.user_id in rows.opted_out(whose):
            raise LinkHeld(name=speaker.name)
        raise LinkedAlready(name=speaker.name, **({"member": held.user_id} if request.manager else {}))
    is_forgotten = rows.is_forgotten(whose)
    if is_forgotten is not None and any(map(is_forgotten, known_as(speaker))):
        raise LinkForgotten(name=speaker.name)
    own = member == request.user.id and fold(request.user.name) in known_as(speaker)
    if not request.manager and not own:
        raise ManagersLink(name=speaker.name)


def _names(tx: Transaction, infos: tuple[PackInfo, ...], speaker: Speaker) -> dict[int, frozenset[str]]:
    return dict(tx[SilenceRows].named(infos, known_as(speaker)))
