"""Packs that are made one, and parted again as long as nothing changed in between."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from bot.library.model import PackInfo
from bot.library.rows import pack_removal
from bot.library.rows.counters import REVISION, bump
from bot.library.rows.pack_values import speaker_of, speaker_values
from bot.storage.tables.desk import decision, vote
from bot.storage.tables.library import item, pack, quote, speaker, turn
from bot.storage.tables.merges import double, merge
from bot.storage.transaction import Rows
from content.decisions import Deciding
from content.ids import fingerprint
from content.model import Speaker

_LIVES = quote.c.removed_at.is_(None)


@dataclass(frozen=True, slots=True)
class Merged:
    """What was done: so many quotes moved, so many were in both."""

    id: int
    moved: int
    doubles: int


class MergeRows(Rows):
    """One row a merge. The pack that goes into the other is hidden, and keeps what parts them until it is purged."""

    def merge(self, one: PackInfo, into: PackInfo, user_id: str, at: datetime) -> Merged:
        """Put everything of `one` into the other: numbers and ids stay, what is in both is kept once, and its other
        number answers with it. What was said in `one` stands under its title, without times of another recording.
        """
        bump(self._connection, REVISION, 1)
        title = "" if one.source.title == into.source.title else one.source.title
        timed = one.source.link == into.source.link
        offset = self._copy_turns(one.id, into.id, title, timed=timed)
        said = {
            i: self._connection.execute(select(pack.c.said).where(pack.c.id == i)).scalar_one()
            for i in (one.id, into.id)
        }
        row = {
            "from_id": one.id, "into_id": into.id, "from_said": said[one.id], "into_said": said[into.id],
            "user_id": user_id, "at": at, "apart": {},
        }  # fmt: skip
        made = self._connection.execute(insert(merge).values(row)).inserted_primary_key
        assert made is not None
        merge_id = int(made[0])
        apart: dict[str, Any] = {
            "offset": offset,
            "speakers": self._join_speakers(one.id, into.id),
            "items": self._copy_items(one.id, into.id),
        }
        apart |= self._move_quotes(one.id, into.id, merge_id, title, offset, timed=timed)
        pack_removal.remove(self._connection, one.id, at)
        both = {"said": fingerprint("merged", said[into.id], said[one.id]), "decided": pack.c.decided + 1}
        self._connection.execute(update(pack).where(pack.c.id == into.id).values(both))
        apart["decided"] = self._decided(into.id)
        self._connection.execute(update(merge).where(merge.c.id == merge_id).values(apart=apart))
        return Merged(merge_id, len(apart["moved"]), len(apart["doubles"]))

    def part(self, merge_id: int, packs: list[int], since: datetime, at: datetime) -> tuple[int, int] | None:
        """Undo one that was done after that moment; returns the ids of both packs. None where it is too late, it was
        undone, or something changed in the pack since.
        """
        bump(self._connection, REVISION, 1)
        ours = (
            (merge.c.id == merge_id) & merge.c.into_id.in_(packs) & merge.c.undone_at.is_(None) & (merge.c.at >= since)
        )
        row = self._connection.execute(select(merge).where(ours)).first()
        if row is None or self._decided(row.into_id) != row.apart.get("decided"):
            return None
        if not pack_removal.bring_back(self._connection, row.from_id):
            return None
        apart = row.apart
        self._connection.execute(delete(turn).where(turn.c.pack_id == row.into_id, turn.c.position >= apart["offset"]))
        self._connection.execute(delete(speaker).where(speaker.c.pack_id == row.into_id))
        former = [speaker_values(row.into_id, n, Speaker(name=s["name"], aliases=tuple(s["aliases"]), blurb=s["blurb"]))
                  for n, s in enumerate(apart["speakers"])]  # fmt: skip
        if former:
            self._connection.execute(insert(speaker), former)
        for item_id in apart["items"]:
            self._connection.execute(delete(item).where(item.c.pack_id == row.into_id, item.c.item_id == item_id))
        self._move_back(row.from_id, apart, row.at)
        self._connection.execute(delete(double).where(double.c.merge_id == merge_id))
        self._connection.execute(
            update(pack).where(pack.c.id == row.into_id).values(said=row.into_said, decided=pack.c.decided + 1)
        )
        self._connection.execute(update(pack).where(pack.c.id == row.from_id).values(decided=pack.c.decided + 1))
        self._connection.execute(update(merge).where(merge.c.id == merge_id).values(undone_at=at, apart={}))
        return int(row.from_id), int(row.into_id)

    def _copy_turns(self, one: int, into: int, title: str, *, timed: bool) -> int:
        last = select(turn.c.position).where(turn.c.pack_id == into).order_by(turn.c.position.desc()).limit(1)
        found = self._connection.execute(last).scalar()
        offset = 0 if found is None else int(found) + 1
        rows = self._connection.execute(select(turn).where(turn.c.pack_id == one).order_by(turn.c.position)).all()
        values = [
            {
                "pack_id": into, "position": r.position + offset, "speaker": r.speaker, "text": r.text, "line": r.line,
                "section": under(title, r.section), "start": r.start if timed else None,
            }
            for r in rows
        ]  # fmt: skip
        if values:
            self._connection.execute(insert(turn), values)
        return offset

    def _join_speakers(self, one: int, into: int) -> list[dict[str, Any]]:
        """Returns those of the other pack as they were."""
        theirs, held = self._speakers(one), self._speakers(into)
        known = {s.name: s for s in held}
        for new in theirs:
            mine = known.get(new.name, Speaker(name=new.name))
            aliases = tuple(dict.fromkeys((*mine.aliases, *new.aliases)))
            known[new.name] = Speaker(name=new.name, aliases=aliases, blurb=mine.blurb or new.blurb)
        self._connection.execute(delete(speaker).where(speaker.c.pack_id == into))
        values = [speaker_values(into, n, s) for n, s in enumerate(known.values())]
        if values:
            self._connection.execute(insert(speaker), values)
        return [{"name": s.name, "aliases": list(s.aliases), "blurb": s.blurb} for s in held]

    def _copy_items(self, one: int, into: int) -> list[str]:
        """Returns the ids of those that were not there."""
        held = select(item.c.item_id, item.c.position).where(item.c.pack_id == into)
        known = {r.item_id: r.position for r in self._connection.execute(held)}
        rows = self._connection.execute(select(item).where(item.c.pack_id == one).order_by(item.c.position)).all()
        first = max(known.values(), default=-1) + 1
        fresh = [r for r in rows if r.item_id not in known]
        values = [
            {"pack_id": into, "item_id": r.item_id, "position": first + n, "frozen": r.frozen}
            for n, r in enumerate(fresh)
        ]
        if values:
            self._connection.execute(insert(item), values)
        return [r.item_id for r in fresh]

    def _move_quotes(
        self, one: int, into: int, merge_id: int, title: str, offset: int, *, timed: bool
    ) -> dict[str, Any]:  # fmt: skip
        columns = (
            quote.c.number,
            quote.c.quote_id,
            quote.c.turn,
            quote.c.section,
            quote.c.start,
            quote.c.removed_at,
            quote.c.review,
        )
        held = {r.quote_id: r for r in self._connection.execute(select(*columns).where(quote.c.pack_id == into))}
        told = _LIVES | (quote.c.review == Deciding.DROP)
        rows = self._connection.execute(select(*columns).where(quote.c.pack_id == one, told)).all()
        moved, doubles, revived = [], [], []
        for row in rows:
            here = {
                "turn": row.turn + offset,
                "section": under(title, row.section),
                "start": row.start if timed else None,
            }
            same = held.get(row.quote_id)
            if same is None:
                moved.append([row.number, row.turn, row.section, row.start])
                self._connection.execute(
                    update(quote).where(quote.c.number == row.number).values(here | {"pack_id": into})
                )
                continue
            if row.removed_at is not None:
                continue
            doubles.append([row.number, same.number])
            if same.removed_at is not None and same.review != Deciding.DROP:
                # A later edition left it out there: it is said again now.
                revived.append([same.number, same.turn, same.section, same.start])
                live = here | {"removed_at": None}
                self._connection.execute(update(quote).where(quote.c.number == same.number).values(live))
        return {
            "moved": moved, "revived": revived, "doubles": doubles,
            "decisions": self._move_decisions(one, into, {r.quote_id for r in rows} - held.keys()),
            **self._answer_for(merge_id, doubles),
        }  # fmt: skip

    def _move_decisions(self, one: int, into: int, quotes: set[str]) -> list[int]:
        rows = self._connection.execute(select(decision.c.id, decision.c.quote_id).where(decision.c.pack_id == one))
        ids = [row.id for row in rows if row.quote_id in quotes]
        for decision_id in ids:
            self._connection.execute(update(decision).where(decision.c.id == decision_id).values(pack_id=into))
        return ids

    def _answer_for(self, merge_id: int, doubles: list[list[int]]) -> dict[str, Any]:
        """Let the kept number answer for the other, and have its votes: of one person one."""
        votes, led = [], []
        for number, kept in doubles:
            voted = select(vote.c.workspace_id, vote.c.user_id).where(vote.c.number == kept)
            there = {tuple(r) for r in self._connection.execute(voted)}
            mine = self._connection.execute(select(vote.c.workspace_id, vote.c.user_id).where(vote.c.number == number))
            for whose in (tuple(r) for r in mine.all()):
                if whose not in there:
                    self._vote(whose, number, kept)
                    votes.append([*whose, number, kept])
            led += [[n, number] for n in self._connection.execute(
                select(double.c.number).where(double.c.kept == number)).scalars()]  # fmt: skip
            self._connection.execute(update(double).where(double.c.kept == number).values(kept=kept))
            self._connection.execute(insert(double).values(number=number, kept=kept, merge_id=merge_id))
        return {"votes": votes, "led": led}

    def _move_back(self, one: int, apart: dict[str, Any], merged_at: datetime) -> None:
        for number, place, section, start in apart["moved"]:
            was = {"pack_id": one, "turn": place, "section": section, "start": start}
            self._connection.execute(update(quote).where(quote.c.number == number).values(was))
        for number, place, section, start in apart["revived"]:
            was = {"removed_at": merged_at, "turn": place, "section": section, "start": start}
            self._connection.execute(update(quote).where(quote.c.number == number).values(was))
        for decision_id in apart["decisions"]:
            self._connection.execute(update(decision).where(decision.c.id == decision_id).values(pack_id=one))
        for workspace_id, user_id, number, kept in apart["votes"]:
            self._vote((workspace_id, user_id), kept, number)
        for number, kept in apart["led"]:
            self._connection.execute(update(double).where(double.c.number == number).values(kept=kept))

    def _vote(self, whose: tuple[Any, ...], was: int, now: int) -> None:
        this = (vote.c.workspace_id == whose[0]) & (vote.c.user_id == whose[1]) & (vote.c.number == was)
        self._connection.execute(update(vote).where(this).values(number=now))

    def _speakers(self, pack_id: int) -> list[Speaker]:
        rows = select(speaker).where(speaker.c.pack_id == pack_id).order_by(speaker.c.position)
        return [speaker_of(row) for row in self._connection.execute(rows)]

    def _decided(self, pack_id: int) -> int:
        return int(self._connection.execute(select(pack.c.decided).where(pack.c.id == pack_id)).scalar_one())


def under(title: str, section: str) -> str:
    """A section below the title of the pack it came with."""
    return ": ".join(filter(None, (title, section)))
