"""Who a speaker is, who is never quoted, and whose words no import brings back."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.chat.identity import is_forgotten as is_nobody
from bot.library.book_refusals import NeverQuoted
from bot.library.model import PackInfo
from bot.library.rows.counters import REVISION, bump
from bot.library.rows.pack_values import speaker_of
from bot.library.silence import digest, told_by, voices
from bot.storage.careful import readable
from bot.storage.rows import insert as insert_or
from bot.storage.rows import not_left
from bot.storage.tables.base import person
from bot.storage.tables.book import added
from bot.storage.tables.desk import decision
from bot.storage.tables.library import pack, quote, speaker
from bot.storage.tables.privacy import forgotten, link
from bot.storage.transaction import Rows
from content.decisions import Deciding
from content.model import Speaker
from content.text import fold

# Asked with every quote that is drawn, so it is built once.
_AWAY = select(link.c.folded).join(
    person, (person.c.workspace_id == link.c.workspace_id) & (person.c.user_id == link.c.user_id)
).where(
    link.c.workspace_id == bindparam("workspace_id"), person.c.gone_at.is_not(None), ~person.c.quoted_still
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A speaker who is a member, as somebody said; `called` is what they are called on their platform."""

    name: str
    user_id: str
    linked_by: str
    at: datetime
    called: str = ""


class SilenceRows(Rows):
    """Links between speakers and members, and what follows from them for packs."""

    def links(self, workspace_id: str) -> tuple[Link, ...]:
        """All of a workspace, by name."""
        rows = self._connection.execute(select(link).where(link.c.workspace_id == workspace_id).order_by(link.c.folded))
        return tuple(
            Link(name=r.name, user_id=r.user_id, linked_by=r.linked_by, at=r.at, called=r.called) for r in rows
        )

    def put_link(self, workspace_id: str, new: Link) -> None:
        """Say who a speaker is, in the place of what was said before."""
        bump(self._connection, REVISION, 1)
        row = {"name": new.name, "user_id": new.user_id, "linked_by": new.linked_by, "at": new.at, "called": new.called}
        put = insert_or(self._connection, link).values(workspace_id=workspace_id, folded=fold(new.name)[:200], **row)
        self._connection.execute(put.on_conflict_do_update(index_elements=["workspace_id", "folded"], set_=row))

    def remove_link(self, workspace_id: str, name: str) -> None:
        """Nobody is that speaker any more."""
        bump(self._connection, REVISION, 1)
        here = (link.c.workspace_id == workspace_id) & (link.c.folded == fold(name)[:200])
        self._connection.execute(delete(link).where(here))

    def opted_out(self, workspace_id: str) -> frozenset[str]:
        """The ids of those who are never quoted there."""
        rows = select(person.c.user_id).where(person.c.workspace_id == workspace_id, person.c.opted_out)
        return frozenset(self._connection.execute(rows).scalars())

    def opt_out(self, workspace_id: str, user_id: str, *, out: bool) -> None:
        """Quote somebody never, or again."""
        bump(self._connection, REVISION, 1)
        self._put(workspace_id, user_id, {"opted_out": out})

    def untold(self, workspace_id: str) -> frozenset[str]:
        """The ids of those who are not told there that they were quoted: who muted that, who never is, who left."""
        quiet = person.c.opted_out | person.c.muted | person.c.gone_at.is_not(None)
        rows = select(person.c.user_id).where(person.c.workspace_id == workspace_id, quiet)
        return frozenset(self._connection.execute(rows).scalars())

    def linked(self, platforms: Sequence[str]) -> list[tuple[str, str, bool]]:
        """Everybody who is a speaker in a workspace of these platforms that the bot did not leave: workspace, user,
        whether they are known to be gone.
        """
        rows = select(link.c.workspace_id, link.c.user_id, person.c.gone_at).join(
            person, (person.c.workspace_id == link.c.workspace_id) & (person.c.user_id == link.c.user_id), isouter=True
        )
        found = self._connection.execute(
            rows.where(not_left(link)).distinct().order_by(link.c.workspace_id, link.c.user_id)
        ).all()
        return [
            (r.workspace_id, r.user_id, r.gone_at is not None)
            for r in found if r.workspace_id.partition(":")[0] in platforms and not is_nobody(r.user_id)
        ]  # fmt: skip

    def absent(self, workspace_id: str) -> Mapping[str, bool]:
        """The ids of those who are gone from there, with whether a manager has them quoted all the same."""
        rows = select(person.c.user_id, person.c.quoted_still).where(
            person.c.workspace_id == workspace_id, person.c.gone_at.is_not(None)
        )
        return {row.user_id: bool(row.quoted_still) for row in self._connection.execute(rows)}

    def put_absent(self, workspace_id: str, user_id: str, gone_at: datetime | None) -> None:
        """Somebody is gone since then, or is there (None)."""
        self._put(workspace_id, user_id, {"gone_at": gone_at, "quoted_still": False})

    def quote_absent(self, workspace_id: str, user_id: str, *, still: bool) -> None:
        """Quote somebody who is gone, or not any more."""
        self._put(workspace_id, user_id, {"quoted_still": still})

    def away(self, workspace_id: str) -> frozenset[str]:
        """What the speakers are known by, folded, who are neither posted nor asked about, because they are gone."""
        return frozenset(self._connection.execute(_AWAY, {"workspace_id": workspace_id}).scalars())

    def _put(self, workspace_id: str, user_id: str, values: dict[str, Any]) -> None:
        new = insert_or(self._connection, person).values(workspace_id=workspace_id, user_id=user_id, **values)
        self._connection.execute(new.on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_=values))

    def members(self, workspace_id: str, name: str, infos: Sequence[PackInfo]) -> frozenset[str]:
        """The ids of the members who are that speaker, or one in that dialogue, under any alias in these packs."""
        linked: dict[str, set[str]] = {}
        for one in self.links(workspace_id):
            linked.setdefault(one.user_id, set()).add(fold(one.name))
        if not linked or not name:
            return frozenset()
        told, speakers = told_by(Speaker(name=name)), self._all_speakers(infos)
        return frozenset(i for i, labels in linked.items() if not told.isdisjoint(voices(labels, speakers)))

    def must_be_quotable(self, workspace_id: str, name: str) -> None:
        """Raises NeverQuoted for the name of somebody who opted out there, or was forgotten."""
        out, is_forgotten = self.opted_out(workspace_id), self.is_forgotten(workspace_id)
        linked = {fold(one.name) for one in self.links(workspace_id) if one.user_id in out} if out else frozenset[str]()
        told = told_by(Speaker(name=name))
        if not told.isdisjoint(linked) or (is_forgotten is not None and any(map(is_forgotten, told))):
            raise NeverQuoted(name=name)

    def labels(self, workspace_id: str, user_id: str, infos: Sequence[PackInfo]) -> frozenset[str]:
        """Every label, folded, that tells a member as a speaker of these packs; nothing where nobody said so."""
        linked = {fold(one.name) for one in self.links(workspace_id) if one.user_id == user_id}
        return voices(linked, self._all_speakers(infos)) if linked else frozenset()

    def named(self, infos: Sequence[PackInfo], labels: Collection[str]) -> Mapping[int, frozenset[str]]:
        """The names of the speakers of each of these packs whom one of these labels tells."""
        told = {i: frozenset(s.name for s in some if not told_by(s).isdisjoint(labels))
                for i, some in self.speakers(infos).items()}  # fmt: skip
        return {i: names for i, names in told.items() if names}

    def silent(self, workspace_id: str, infos: Sequence[PackInfo]) -> Mapping[int, frozenset[str]]:
        """The speakers of each of these packs who are not quoted there: who opted out, and who was forgotten.

        Who did so where a pack is from is quoted from it nowhere.
        """
        told = dict(self._silent(workspace_id, infos))
        for owner in {i.workspace_id for i in infos} - {None, workspace_id}:
            for pack_id, names in self._silent(owner or "", [i for i in infos if i.workspace_id == owner]).items():
                told[pack_id] = told.get(pack_id, frozenset()) | names
        return told

    def unquoted(self, workspace_id: str, infos: Sequence[PackInfo]) -> Mapping[int, frozenset[int]]:
        """The quotes of each of these books that are known to be of members who opted out there, whoever is named."""
        out, books = self.opted_out(workspace_id), [i.id for i in infos if i.book and i.workspace_id == workspace_id]
        if not (out and books):
            return {}
        rows = select(added.c.pack_id, added.c.number).where(added.c.pack_id.in_(books), added.c.author.in_(out))
        found: dict[int, set[int]] = {}
        for pack_id, number in self._connection.execute(rows):
            found.setdefault(pack_id, set()).add(number)
        return {pack_id: frozenset(numbers) for pack_id, numbers in found.items()}

    def silent_among(self, workspace_id: str, speakers: Sequence[Speaker]) -> frozenset[str]:
        """Who of these speakers of a pack of that workspace, be it kept or not, are not quoted there."""
        return self._of_these(workspace_id, {0: speakers}).get(0, frozenset())

    def _silent(self, workspace_id: str, infos: Sequence[PackInfo]) -> Mapping[int, frozenset[str]]:
        if not self.opted_out(workspace_id) and self.is_forgotten(workspace_id) is None:
            return {}
        return self._of_these(workspace_id, self.speakers(infos))

    def _of_these(self, workspace_id: str, speakers: Mapping[int, Sequence[Speaker]]) -> Mapping[int, frozenset[str]]:
        out = self.opted_out(workspace_id)
        linked = {fold(one.name) for one in self.links(workspace_id) if one.user_id in out} if out else set()
        is_forgotten = self.is_forgotten(workspace_id)
        if not linked and is_forgotten is None:
            return {}
        labels = voices(linked, [one for some in speakers.values() for one in some])

        def is_silent(one: Speaker) -> bool:
            labelled = told_by(one)
            return not labelled.isdisjoint(labels) or (is_forgotten is not None and any(map(is_forgotten, labelled)))

        told = {i: frozenset(s.name for s in some if is_silent(s)) for i, some in speakers.items()}
        return {i: names for i, names in told.items() if names}

    def speakers(self, infos: Sequence[PackInfo]) -> Mapping[int, Sequence[Speaker]]:
        """Who speaks in these packs, those too whom a quote was given to by hand, or whom a book quotes."""
        ids = [i.id for i in infos]
        rows = select(speaker).where(speaker.c.pack_id.in_(ids)).order_by(speaker.c.pack_id, speaker.c.position)
        found: dict[int, list[Speaker]] = {}
        for pack_id, one in readable(self._connection, rows, speaker.c.pack_id, _of_pack):
            found.setdefault(pack_id, []).append(one)
        given = select(decision.c.pack_id, decision.c.text).where(
            decision.c.pack_id.in_(ids), decision.c.what == Deciding.SPEAKER
        )
        for pack_id, name in self._connection.execute(given.distinct()):
            found.setdefault(pack_id, []).append(Speaker(name=name))
        # Books have no rows of speakers; nor has a pack that lost them, where who is never quoted still is not.
        for pack_id, name in self._quoted([i.id for i in infos if i.book or i.id not in found]):
            found.setdefault(pack_id, []).append(Speaker(name=name))
        return found

    def _quoted(self, packs: Sequence[int]) -> list[tuple[int, str]]:
        """Whom these packs quote, those too who were named before somebody put that right."""
        if not packs:
            return []
        named = select(quote.c.pack_id, quote.c.speaker).where(quote.c.pack_id.in_(packs), quote.c.speaker.is_not(None))
        changed = select(quote.c.pack_id, quote.c.made).where(quote.c.pack_id.in_(packs), quote.c.made.is_not(None))
        found = {(row.pack_id, row.speaker) for row in self._connection.execute(named.distinct())}
        before = ((row.pack_id, row.made.get("speaker")) for row in self._connection.execute(changed))
        return sorted(found.union((pack_id, name) for pack_id, name in before if name))

    def forget(self, workspace_id: str, labels: Iterable[str], user_id: str, at: datetime) -> None:
        """Keep of these labels, folded, and of who asked only by what they are known again."""
        bump(self._connection, REVISION, 1)
        rows = []
        for label in sorted(labels):
            salt = token_hex(16)
            rows.append({
                "workspace_id": workspace_id, "salt": salt, "label": digest(label, salt),
                "asked": digest(user_id, salt), "at": at,
            })  # fmt: skip
        if rows:
            self._connection.execute(insert(forgotten), rows)

    def remember(self, workspace_id: str, user_id: str) -> int:
        """Let imports keep again what somebody says who was forgotten; returns how many labels those are."""
        theirs = self._asked_by(workspace_id, user_id)
        if theirs:
            bump(self._connection, REVISION, 1)
            self._connection.execute(delete(forgotten).where(forgotten.c.id.in_(theirs)))
        return len(theirs)

    def was_forgotten(self, workspace_id: str, user_id: str) -> bool:
        """Whether somebody asked for that there, and did not end it."""
        return bool(self._asked_by(workspace_id, user_id))

    def _asked_by(self, workspace_id: str, user_id: str) -> list[int]:
        rows = self._connection.execute(select(forgotten).where(forgotten.c.workspace_id == workspace_id)).all()
        return [row.id for row in rows if row.asked == digest(user_id, row.salt)]

    def is_forgotten(self, *workspace_ids: str) -> Callable[[str], bool] | None:
        """What tells a label of somebody who was forgotten in one of these workspaces; None where nobody was."""
        wanted = select(forgotten.c.salt, forgotten.c.label).where(forgotten.c.workspace_id.in_(workspace_ids))
        rows = self._connection.execute(wanted).all()
        if not rows:
            return None
        return lambda label: any(digest(label, row.salt) == row.label for row in rows)

    def _all_speakers(self, infos: Sequence[PackInfo]) -> list[Speaker]:
        return [one for some in self.speakers(infos).values() for one in some]


def _of_pack(row: Any) -> tuple[int, Speaker]:
    return row.pack_id, speaker_of(row)


def must_be_quotable(connection: Connection, pack_id: int, name: str) -> None:
    """Raises NeverQuoted for the name of somebody whose words are not to be kept in that pack."""
    owner = select(pack.c.workspace_id).where(pack.c.id == pack_id)
    if name and (whose := connection.execute(owner).scalar_one()):
        SilenceRows(connection, writes=False).must_be_quotable(whose, name)
