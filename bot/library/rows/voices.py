"""Labels of a pack that somebody said are one person: followed by later imports, and parted again on request."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.library.rows.counters import REVISION, bump
from bot.library.rows.pack_values import item_of, item_values, speaker_of, speaker_values
from bot.library.rows.silence import must_be_quotable
from bot.storage.rows import thawed_item
from bot.storage.tables.desk import voice
from bot.storage.tables.library import item, pack, quote, speaker, turn
from bot.storage.transaction import Rows
from content.model import Pack, Speaker
from content.one_person import counts, joined, one_speaker


@dataclass(frozen=True, slots=True)
class JoinedVoice:
    """Two labels that are one person: `moved` turns are under `name` that were under `label`. `fresh`: nobody was
    called `name` before. In a `book` it is quotes that moved, and `id` is the first of the decisions.
    """

    id: int
    label: str
    name: str
    moved: int
    fresh: bool = False
    book: bool = False


class VoiceRows(Rows):
    """Who is one person with whom in a pack."""

    def names(self, pack_id: int) -> list[str]:
        """The speakers of a pack, in their order."""
        rows = select(speaker.c.name).where(speaker.c.pack_id == pack_id).order_by(speaker.c.position)
        return list(self._connection.execute(rows).scalars())

    def join(self, pack_id: int, label: str, name: str, user_id: str, at: datetime) -> JoinedVoice:
        """Put what `label` said under `name`: `label` is a speaker of that pack, `name` is or becomes one.

        Raises NeverQuoted.
        """
        bump(self._connection, REVISION, 1)
        must_be_quotable(self._connection, pack_id, name)
        apart = self._apart(pack_id, label, name)
        if name not in self.names(pack_id):
            self._set_speakers(pack_id, (*self._speakers(pack_id), Speaker(name=name)))
            apart["fresh"] = True
        self._say(pack_id, apart["turns"], apart["quotes"], name)
        self._set_speakers(pack_id, one_speaker(self._speakers(pack_id), label, name))
        for held in apart["items"]:
            gone = (item.c.pack_id == pack_id) & (item.c.item_id == held["id"])
            self._connection.execute(delete(item).where(gone))
        row = {"pack_id": pack_id, "label": label, "name": name, "user_id": user_id, "at": at, "apart": apart}
        made = self._connection.execute(insert(voice).values(row)).inserted_primary_key
        assert made is not None
        return JoinedVoice(made[0], label, name, len(apart["turns"]))

    def part(self, voice_id: int, packs: list[int], at: datetime) -> JoinedVoice | None:
        """Undo that; None for what is undone already, or is in none of these packs."""
        bump(self._connection, REVISION, 1)
        ours = (voice.c.id == voice_id) & voice.c.pack_id.in_(packs) & voice.c.undone_at.is_(None)
        row = self._connection.execute(select(voice).where(ours)).first()
        if row is None:
            return None
        apart = row.apart
        self._connection.execute(update(voice).where(voice.c.id == voice_id).values(undone_at=at))
        self._say(row.pack_id, apart["turns"], apart["quotes"], row.label)
        kept = [
            replace(s, aliases=tuple(a for a in s.aliases if a not in (row.label, *apart["aliases"])))
            for s in self._speakers(row.pack_id)
            if not (apart.get("fresh") and s.name == row.name)
        ]
        former = Speaker(name=row.label, aliases=tuple(apart["aliases"]), blurb=apart["blurb"])
        self._set_speakers(row.pack_id, (*kept, former))
        for held in apart["items"]:
            values = item_values(row.pack_id, held["position"], thawed_item(held["frozen"]))
            self._connection.execute(insert(item).values(values))
        return JoinedVoice(row.id, row.label, row.name, len(apart["turns"]), fresh=bool(apart.get("fresh")))

    def _apart(self, pack_id: int, label: str, name: str) -> dict[str, Any]:
        theirs = (turn.c.pack_id == pack_id) & (turn.c.speaker == label)
        said = (quote.c.pack_id == pack_id) & (quote.c.speaker == label)
        items = self._connection.execute(select(item).where(item.c.pack_id == pack_id)).all()
        held = next(s for s in self._speakers(pack_id) if s.name == label)
        return {
            "turns": list(self._connection.execute(select(turn.c.position).where(theirs)).scalars()),
            "quotes": list(self._connection.execute(select(quote.c.quote_id).where(said)).scalars()),
            "items": [
                {"id": row.item_id, "position": row.position, "frozen": row.frozen}
                for row in items if counts(item_of(row), label, name)
            ],
            "aliases": list(held.aliases), "blurb": held.blurb,
        }  # fmt: skip

    def _say(self, pack_id: int, turns: list[int], quotes: list[str], who: str) -> None:
        for at in range(0, len(turns), _AT_ONCE):
            here = (turn.c.pack_id == pack_id) & turn.c.position.in_(turns[at : at + _AT_ONCE])
            self._connection.execute(update(turn).where(here).values(speaker=who))
        for at in range(0, len(quotes), _AT_ONCE):
            here = (quote.c.pack_id == pack_id) & quote.c.quote_id.in_(quotes[at : at + _AT_ONCE])
            for row in self._connection.execute(
                select(quote.c.number, quote.c.made).where(here, quote.c.made.is_not(None))
            ):
                made = update(quote).where(quote.c.number == row.number).values(made={**row.made, "speaker": who})
                self._connection.execute(made)
            self._connection.execute(update(quote).where(here).values(speaker=who))
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(decided=pack.c.decided + 1))

    def _speakers(self, pack_id: int) -> list[Speaker]:
        rows = select(speaker).where(speaker.c.pack_id == pack_id).order_by(speaker.c.position)
        return [speaker_of(row) for row in self._connection.execute(rows)]

    def _set_speakers(self, pack_id: int, speakers: tuple[Speaker, ...]) -> None:
        self._connection.execute(delete(speaker).where(speaker.c.pack_id == pack_id))
        values = [speaker_values(pack_id, n, one) for n, one in enumerate(speakers)]
        self._connection.execute(insert(speaker), values)


# So many places are named in one statement.
_AT_ONCE = 500


def labels_made_one(connection: Connection, pack_id: int) -> frozenset[str]:
    """The labels of a pack that are somebody else's since somebody said so."""
    rows = select(voice.c.label).where(voice.c.pack_id == pack_id, voice.c.undone_at.is_(None))
    return frozenset(connection.execute(rows).scalars())


def standing(connection: Connection, pack_id: int) -> Sequence[Row[Any]]:
    """Which labels of a pack are one person, in the order in which somebody said so."""
    rows = select(voice)
    mine = rows.where(voice.c.pack_id == pack_id, voice.c.undone_at.is_(None)).order_by(voice.c.id)
    return connection.execute(mine).all()


def followed(held: Iterable[Row[Any]], pack_id: int, new: Pack) -> tuple[Pack, dict[int, dict[str, Any]]]:
    """A new edition of a pack in which those are one who were said to be, and what parts them again, by their ids."""
    parts = dict[int, dict[str, Any]]()
    for row in held:
        names = {s.name: s for s in new.speakers}
        if row.label not in names:
            continue
        fresh = row.name not in names
        if fresh:
            new = replace(new, speakers=(*new.speakers, Speaker(name=row.name)))
        parts[row.id] = {
            "turns": [n for n, t in enumerate(new.turns) if t.speaker == row.label],
            "quotes": [q.id for q in new.quotes if q.speaker == row.label],
            "items": [
                {"id": i.id, "position": n, "frozen": item_values(pack_id, n, i)["frozen"]}
                for n, i in enumerate(new.items) if counts(i, row.label, row.name)
            ],
            "aliases": list(names[row.label].aliases), "blurb": names[row.label].blurb, "fresh": fresh,
        }  # fmt: skip
        new = joined(new, row.label, row.name)
    return new, parts


def keep_parts(connection: Connection, parts: Mapping[int, dict[str, Any]]) -> None:
    """What parts them is that edition's."""
    for voice_id, apart in parts.items():
        connection.execute(update(voice).where(voice.c.id == voice_id).values(apart=apart))
