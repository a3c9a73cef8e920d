"""Settling that two labels of a pack are one person, by a button, and undoing it."""

from collections.abc import Sequence

from bot.chat.incoming import Press, PressId, Request
from bot.chat.messages import Reply
from bot.chat.refusals import BadOption
from bot.library import voices_wording as wording
from bot.library.model import PackInfo
from bot.library.pack_names import own_pack
from bot.library.refusals import AlreadyOne, NoSuchVoice
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import JoinedVoice, VoiceRows
from bot.library.services import Services, admit
from bot.library.speaker_names import begun_by
from bot.storage.transaction import Transaction
from content.one_person import pairs_of
from content.text import clean, fold


async def press_one(services: Services, press: Press, meant: PressId) -> Reply:
    """Both labels are one person: only in a pack of this workspace, and only while they may be."""

    def join(tx: Transaction) -> JoinedVoice | None:
        admit(tx, press)
        asked = [
            int(part) for part in meant.subject.split(":") if part.isdecimal() and part.isascii() and len(part) < 10
        ]
        if len(asked) != 3 or asked[0] not in _packs(tx, press):
            return None
        pack_id, label, name = asked
        names = tx[VoiceRows].names(pack_id)
        if max(label, name) >= len(names) or (names[label], names[name]) not in pairs_of(names):
            return None
        return tx[VoiceRows].join(pack_id, names[label], names[name], press.user.id, press.at)

    done = await services.store.write(join)
    return wording.stale() if done is None else wording.joined(done)


async def press_two(services: Services, press: Press, meant: PressId) -> Reply:
    """They are two after all."""

    def part(tx: Transaction) -> list[JoinedVoice]:
        admit(tx, press)
        ids = [part for part in meant.subject.split(":") if part.isdecimal() and part.isascii() and len(part) < 10]
        parted = (tx[VoiceRows].part(int(one), _packs(tx, press), press.at) for one in ids)
        return [done for done in parted if done is not None]

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
        voices = {info: tx[VoiceRows].names(info.id) for info in own}
        known = next((v for names in voices.values() for v in names if fold(v) == fold(name)), name)
        found = [(info, _called(names, said), _called(names, name) or known) for info, names in voices.items()]
        if not any(label for _, label, _ in found):
            spoken = sorted({v for names in voices.values() for v in names})
            raise NoSuchVoice(name=said, known=spoken, like=begun_by(said, spoken), called=name)
        joined = [
            (info, tx[VoiceRows].join(info.id, label, called, request.user.id, request.at))
            for info, label, called in found if label and label != called
        ]  # fmt: skip
        if not joined:
            raise AlreadyOne(name=known)
        return joined

    return wording.joined_in(await services.store.write(join))


def _called(names: Sequence[str], wanted: str) -> str:
    """The one of these names that is written so, "" for none."""
    return next((n for n in names if fold(n) == fold(wanted)), "")


def _packs(tx: Transaction, press: Press) -> list[int]:
    """The packs that are this workspace's own."""
    return [info.id for info in tx[PackRows].owned(press.place.workspace_id)]
