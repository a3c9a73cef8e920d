"""What there is to ask under the rules of a game: looked through in a thread and outside any transaction."""

import random
from dataclasses import replace
from datetime import datetime

from bot.chat.incoming import Place
from bot.games.choice import choose, how_many, look_through, sample_of
from bot.games.history import History
from bot.games.missed import Met, asks_missed, how_many_missed, kinds_missed
from bot.games.model import Rules
from bot.games.refusals import NothingMissed
from bot.games.rows.items import ItemRows
from bot.games.use_cases.effects import kept_out, missed_by
from bot.library import withholding
from bot.library.library import Library, View
from bot.library.services import Services
from bot.library.unwatched import made
from bot.storage.transaction import Transaction
from content.items import KINDS


async def check(services: Services, library: Library, place: Place, rules: Rules, at: datetime) -> None:
    """Raises NoItems and NoSuchPack now rather than when everybody is there."""
    several, sample = max(kind.players for kind in KINDS.values()), sample_of(place.workspace_id, at)

    def choose_one(view: View) -> None:
        choose(view, rules, History(players=several, sample=sample), random.Random(0))

    await made(withholding.tally, library, choose_one)


async def shortened(services: Services, library: Library, place: Place, rules: Rules, at: datetime) -> Rules:
    """The same with no more rounds than there is something to ask; as they are where there is nothing at all.

    Raises NoSuchPack.
    """

    def kept_out_now(tx: Transaction) -> frozenset[str]:
        return kept_out(tx, place, tx[ItemRows].stats(place.workspace_id))

    reported, sample = await services.store.read(kept_out_now), sample_of(place.workspace_id, at)

    def count(view: View) -> int:
        look_through(view, rules, sample)
        return how_many(view, rules, reported, sample)

    return replace(rules, rounds=await made(withholding.tally, library, count) or rules.rounds)


async def shortened_to_missed(services: Services, library: Library, place: Place, user_id: str, rules: Rules) -> Rules:
    """The same with no more rounds than there is something that this person got wrong. Raises NothingMissed and
    NoSuchPack.
    """

    def look(tx: Transaction) -> tuple[tuple[Met, ...], frozenset[str]]:
        reported = kept_out(tx, place, tx[ItemRows].stats(place.workspace_id))
        return missed_by(tx, place, user_id, rules), reported

    wrong, reported = await services.store.read(look)
    count = await made(withholding.tally, library, lambda view: how_many_missed(view, rules, wrong, reported))
    if not count:
        raise NothingMissed(gone=len(wrong), pack=rules.pack, kinds=kinds_missed(rules))
    return replace(rules, rounds=count)


async def lacking(library: Library, rules: Rules) -> tuple[str, ...]:
    """Of several kinds of question that were chosen those of which there is none."""
    kinds = rules.mode.split(",")
    if len(kinds) == 1 or asks_missed(rules):
        return ()
    ones = [replace(rules, rounds=1, mode=kind) for kind in kinds]

    def none_of(view: View) -> tuple[str, ...]:
        return tuple(one.mode for one in ones if not how_many(view, one, frozenset()))

    return await made(withholding.tally, library, none_of)
