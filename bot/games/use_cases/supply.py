"""What there is to ask under the rules of a game: looked through in a thread and outside any transaction."""

import random
from dataclasses import replace
from datetime import datetime

from bot.chat.incoming import Place
from bot.chat.refusals import NoItems
from bot.games.choice import choose, how_many, look_through, sample_of
from bot.games.history import History
from bot.games.missed import Met, asks_missed, how_many_missed, kinds_missed
from bot.games.model import MIXED, Rules
from bot.games.refusals import NothingMissed
from bot.games.rows.items import ItemRows
from bot.games.use_cases.effects import kept_out, missed_by
from bot.library import withholding
from bot.library.library import Library, View
from bot.library.services import Services
from bot.library.unwatched import made
from bot.storage.transaction import Transaction
from content.items import KINDS

# So many rounds are a quick game; samples rest in games only where there is enough to ask for one.
QUICK_GAME = 3


async def check(services: Services, library: Library, place: Place, rules: Rules, at: datetime) -> None:
    """Raises NoItems and NoSuchPack now rather than when everybody is there."""
    several, sample = max(kind.players for kind in KINDS.values()), sample_of(place.workspace_id, at)

    def choose_one(view: View) -> None:
        choose(view, tried, History(players=several, sample=sample), random.Random(0))

    tried = rules
    try:
        await made(withholding.tally, library, choose_one)
    except NoItems:
        if (more := _with_samples(library, rules)) is None:
            raise
        tried = more
        await made(withholding.tally, library, choose_one)


async def shortened(services: Services, library: Library, place: Place, rules: Rules, at: datetime) -> Rules:
    """The same with no more rounds than there is something to ask; as they are where there is nothing at all. Where
    what is in use does not give a quick game, samples that rest are asked about too.

    Raises NoSuchPack.
    """

    def kept_out_now(tx: Transaction) -> frozenset[str]:
        return kept_out(tx, place, tx[ItemRows].stats(place.workspace_id))

    reported, sample = await services.store.read(kept_out_now), sample_of(place.workspace_id, at)

    async def fitted(to: Rules) -> Rules:
        def count(view: View) -> int:
            look_through(view, to, sample)
            return how_many(view, to, reported, sample)

        return replace(to, rounds=await made(withholding.tally, library, count))

    fitting, more = await fitted(rules), _with_samples(library, rules)
    if more is not None and fitting.rounds < min(rules.rounds, QUICK_GAME):
        fitting = await fitted(more)
    return replace(fitting, rounds=fitting.rounds or rules.rounds)


def _with_samples(library: Library, rules: Rules) -> Rules | None:
    """The rules of a mixed game with the samples that rest; None where there are none, or something else was chosen."""
    mixed = rules.mode == MIXED and not rules.pack
    return replace(rules, samples=True) if mixed and library.resting_samples else None


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
