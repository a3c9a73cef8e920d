"""From one key to the next: what every key seals, and all tokens sealed anew with the first."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.errors import QuothError
from bot.installations.model import Installation
from bot.installations.rows import InstallationRows
from bot.storage.store import Store

if TYPE_CHECKING:
    from bot.installations.keys import Keys


async def sealed_by(store: Store) -> Counter[str]:
    """How many installations each key seals, by the mark of the key."""
    return Counter(kept.key_mark for kept in await _kept(store))


async def rotate(store: Store, keys: "Keys") -> int:
    """Seal all tokens with the first key; returns how many were sealed with another one.

    Raises KeyMissing, SealBroken before anything is changed. It may run beside the bot, and be run again.
    """
    before = [kept for kept in await _kept(store) if not keys.is_newest(kept)]
    opened = [(kept, keys.open(kept)) for kept in before]
    done = 0
    for kept, tokens in opened:
        seal = keys.seal(kept.about.workspace_id, tokens)
        done += await store.write(lambda tx, kept=kept, seal=seal: tx[InstallationRows].seal_anew(kept, seal))  # type: ignore[misc]
    return done


def unreadable(there: Sequence[Installation], keys: "Keys") -> list[QuothError]:
    """What stands against using these installations, each in a sentence."""
    found = []
    for kept in there:
        try:
            keys.open(kept)
        except QuothError as error:
            found.append(error)
    return found


async def _kept(store: Store) -> list[Installation]:
    return [kept for kept in await store.read(lambda tx: tx[InstallationRows].all()) if kept.is_there]
