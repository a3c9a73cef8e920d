"""What stands of a pack that was just brought in: the report tells that, and not what a file holds."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.library.model import Imported
from bot.library.pack_intake import Foreseen
from bot.library.rows.pack_queries import StandingQuote
from bot.library.rows.packs import PackRows
from bot.library.rows.silence import SilenceRows
from bot.storage.transaction import Transaction
from content.decisions import with_voices
from content.model import Pack, Speaker
from content.omission import tells
from content.report import ReportCard, report_card


def standing(tx: Transaction, workspace_id: str, done: Imported, pack: Pack) -> Pack:
    """The pack without what was dropped, and without what people said who are not quoted there; what managers kept is
    marked so. The very same where all of it stands.
    """
    silent = tx[SilenceRows].silent(workspace_id, [done.info]).get(done.info.id, frozenset())
    speakers = tx[SilenceRows].speakers([done.info]).get(done.info.id, ())
    return _standing(pack, tx[PackRows].standing(done.info.id), silent, speakers)


def will_stand(tx: Transaction, workspace_id: str, foreseen: Foreseen, pack: Pack) -> Pack:
    """The same of what is not kept yet."""
    edition = foreseen.edition
    kept = foreseen.choice.pack if edition is None else replace(edition.new, quotes=edition.shown)
    speakers = with_voices(kept.speakers, kept.quotes)
    silent = tx[SilenceRows].silent_among(workspace_id, speakers)
    return _standing(pack, {q.id: StandingQuote(q.speaker, q.review) for q in kept.quotes}, silent, speakers)


def _standing(
    pack: Pack, kept: Mapping[str, StandingQuote], silent: Collection[str], among: Collection[Speaker]
) -> Pack:
    quotes = tuple(
        replace(quote, review=kept[quote.id].review) for quote in pack.quotes
        if quote.id in kept and kept[quote.id].speaker not in silent
    )  # fmt: skip
    if quotes == pack.quotes:
        return pack
    gone = {quote.id for quote in pack.quotes}.difference(quote.id for quote in quotes)
    heard = {speaker.name for speaker in among}.difference(silent)
    speakers = tuple(s for s in pack.speakers if not heard.isdisjoint((s.name, *s.aliases)))
    names = {s.name for s in pack.speakers}.difference(s.name for s in speakers)
    items = tuple(item for item in pack.items if not tells(item, gone, names))
    return replace(pack, quotes=quotes, speakers=speakers, items=items)


def card_of(done: Imported, pack: Pack, card: ReportCard) -> ReportCard:
    """The report card of what stands; `card` is that of all of it."""
    stands = done.standing or pack
    return card if stands.quotes == pack.quotes else report_card(stands)
