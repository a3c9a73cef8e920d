"""What a member said in the packs that are used somewhere: as the speaker they are, or in messages that were quoted."""

from collections.abc import Mapping

from bot.library.model import PackInfo
from bot.library.own_words import OwnWords
from bot.library.rows.book import BookRows
from bot.library.rows.own_words import OwnWordsRows
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import SilenceRows
from bot.storage.transaction import Transaction


def own_names(tx: Transaction, workspace_id: str, user_id: str) -> Mapping[int, frozenset[str]]:
    """The speakers who are a member, by the packs that are used there, be it in one channel alone."""
    infos: tuple[PackInfo, ...] = tx[PackRows].used(workspace_id)
    return tx[SilenceRows].named(infos, tx[SilenceRows].labels(workspace_id, user_id, infos))


def own_words(tx: Transaction, workspace_id: str, user_id: str) -> OwnWords:
    """What a member said in these packs, with what was quoted from their messages."""
    written = tx[BookRows].said_by(workspace_id, user_id)
    return tx[OwnWordsRows].words(own_names(tx, workspace_id, user_id), written)
