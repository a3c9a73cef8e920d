"""Settling that two labels of a pack are one person, by a button, and undoing it."""

from bot.chat.incoming import Press, PressId
from bot.chat.messages import Reply
from bot.library import voices_wording as wording
from bot.library.rows.packs import PackRows
from bot.library.rows.voices import JoinedVoice, VoiceRows
from bot.library.services import Services, admit
from bot.storage.transaction import Transaction
from content.joining import pairs_of


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

    def part(tx: Transaction) -> JoinedVoice | None:
        admit(tx, press)
        known = meant.subject.isdecimal() and meant.subject.isascii() and len(meant.subject) < 10
        return tx[VoiceRows].part(int(meant.subject), _packs(tx, press), press.at) if known else None

    done = await services.store.write(part)
    return wording.stale() if done is None else wording.parted(done)


def _packs(tx: Transaction, press: Press) -> list[int]:
    """The packs that are this workspace's own."""
    return [info.id for info in tx[PackRows].owned(press.place.workspace_id)]
