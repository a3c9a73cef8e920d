"""On which days quotes were said and added, as far as anybody told."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import or_, select

from bot.storage.tables.book import added
from bot.storage.tables.library import pack, quote
from bot.storage.transaction import Rows


class DayRows(Rows):
    """The days of quotes."""

    def said_on(self, packs: Collection[int], days: Collection[date]) -> dict[int, str]:
        """The quotes of these packs that were said on one of these days (of any year): number to the day, in ISO.

        A quote that tells no day of its own has its pack's.
        """
        ends = [f"-{day:%m-%d}" for day in days]
        own = or_(*(quote.c.date.endswith(end, autoescape=True) for end in ends))
        packs_ = or_(*(pack.c.date.endswith(end, autoescape=True) for end in ends)) & (quote.c.date == "")
        rows = select(quote.c.number, quote.c.date, pack.c.date.label("told")).join(pack, pack.c.id == quote.c.pack_id)
        wanted = rows.where(quote.c.pack_id.in_(packs), quote.c.removed_at.is_(None), own | packs_)
        return {row.number: row.date or row.told for row in self._connection.execute(wanted)}

    def added_at(self, packs: Collection[int]) -> dict[int, datetime]:
        """When the quotes of these packs were added by hand."""
        rows = select(added.c.number, added.c.at).where(added.c.pack_id.in_(packs))
        return {row.number: row.at for row in self._connection.execute(rows)}
