"""Settling that two labels of a pack are one person, by a button, and undoing it."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption
from bot.library import book_names
from bot.library import voices_wording as wording
from bot.library.book_model import UNDO_TIME
from bot.library.model import DecidedBy, PackInfo
from bot.library.pack_names import own_pack
from bot.library.refusals import AlreadyOne, NoSuchVoice
from bot.library.rows.book import BookRows
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import JoinedVoice, VoiceRows
from bot.library.services import Services, admit
from bot.library.speaker_names import begun_by
from bot.storage.transaction import Transaction
from content.one_person import pairs_of
from content.text import clean, fold

# What one button joins: a pack, and the signs of two of its voices.
_ASKED = re.compile("(?P<pack>[0-9]{1,9}):(?P<label>[0-9a-f]{16}):(?P<name>[0-9a-f]{16})")
# What one button undoes: what joined two voices, or the first of some decisions.
_ID = re.compile(rf"{wording.IN_BOOK}?[0-9]{{1,9}}")


async def press_one(services: Services, press: Press, meant: PressId) -> Reply:
    """Both labels are one person: only in a pack of this workspace, and only while they may be."""

    def join(tx: Transaction) -> JoinedVoice | None:
        admit(tx, press)
        if (asked := _ASKED.fullmatch(meant.subject)) is None or int(asked["pack"]) not in _packs(tx, press):
            return None
        pack_id = int(asked["pack"])
        for label, name in pairs_of(tx[VoiceRows].names(pack_id)):
            if (wording.sign_of(label), wording.sign_of(name)) == (asked["label"], asked["name"]):
                return tx[VoiceRows].join(pack_id, label, name, press.user.id, press.at)
        return None

    done = await services.store.write(join)
    return wording.stale() if done is None else wording.joined(done)


async def press_two(services: Services, press: Press, meant: PressId) -> Reply:
    """They are two after all."""

    def part(tx: Transaction) -> list[JoinedVoice]:
        admit(tx, press)
        ids = [part for part in meant.subject.split(":") if _ID.fullmatch(part)]
        parted = [
            book_names.take_back(tx, int(one[1:]), press.user.id, press.at, UNDO_TIME)
            if one[0] == wording.IN_BOOK
            else tx[VoiceRows].part(int(one), _packs(tx, press), press.at)
            for one in ids
        ]
        return sorted((done for done in parted if done is not None), key=lambda done: done.book)

    done = await services.store.write(part)
    return wording.parted(done[0]) if done else wording.stale()


async def speaker(services: Services, request: Request) -> Reply:
    """Somebody is somebody else, or called otherwise, in every pack of this workspace or in one.

    Raises NoSuchPack, NoSuchVoice, AlreadyOne, BadOption.
    """
    said, name = (" ".join(clean(request.options[n]).split()) for n in (wording.SPEAKER, wording.NAME))
    for option, text in ((wording.SPEAKER, said), (wording.NAME, name)):
        if not any(c.isalnum() for c in text):
            raise BadOption(option=option, value=text, expected=wording.EXAMPLE, example=True)

    def join(tx: Transaction) -> list[tuple[PackInfo, JoinedVoice]]:
        admit(tx, request)
        own = tx[PackRows].told_in(request.place)
        if wanted := request.options.get("pack"):
            own = (own_pack(tx, request.place, wanted),)
        voices = {info: _names(tx, info) for info in own}
        known = next((v for names in voices.values() for v in names if fold(v) == fold(name)), name)
        found = [(info, _called(names, said), _called(names, name) or known) for info, names in voices.items()]
        if not any(label for _, label, _ in found):
            spoken = sorted({v for names in voices.values() for v in names})
            like = [v for v in begun_by(said, spoken) if v != known]
            raise NoSuchVoice(name=said, known=spoken, like=like, called=name)
        joined = [
            (info, _join(tx, info, (label, called), DecidedBy(request.user.id, request.user.name), request.at))
            for info, label, called in found if label and label != called
        ]  # fmt: skip
        if not joined:
            raise AlreadyOne(name=known)
        return joined

    return wording.joined_in(await services.store.write(join))


def _names(tx: Transaction, info: PackInfo) -> list[str]:
    """Who speaks in a pack."""
    return list(dict.fromkeys(tx[BookRows].speakers(info.id).values())) if info.book else tx[VoiceRows].names(info.id)


def _join(tx: Transaction, info: PackInfo, voice: tuple[str, str], by: DecidedBy, at: datetime) -> JoinedVoice:
    """In the book quote by quote, in other packs turn by turn."""
    label, name = voice
    if info.book:
        return book_names.rename(tx, info, label, name, by, at)
    return tx[VoiceRows].join(info.id, label, name, by.user_id, at)


def _called(names: Sequence[str], wanted: str) -> str:
    """The one of these names that is written so, "" for none."""
    return next((n for n in names if fold(n) == fold(wanted)), "")


def _packs(tx: Transaction, press: Press) -> list[int]:
    """The packs that are this workspace's own."""
    return [info.id for info in tx[PackRows].owned(press.place.workspace_id)]
