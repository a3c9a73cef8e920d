"""Which pack an import is an edition of, and whether it may be: looked up, nothing is changed."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import case, or_, select

from bot.library.model import OWN_QUESTIONS, Audience, Imported, InBook, Outcome, PackFile, PackInfo, is_same
from bot.library.rows.book_overlap import without_known
from bot.library.rows.pack_queries import PackQueries
from bot.library.rows.pack_values import info, said, speaker_of
from bot.library.rows.silence import SilenceRows
from bot.library.rows.voices import labels_made_one
from bot.storage.careful import readable
from bot.storage.tables.base import INSTALLATION
from bot.storage.tables.library import item, pack, quote, speaker
from bot.storage.tables.merges import merge
from bot.storage.tables.privacy import forgotten
from content.model import Pack
from content.omission import left_out

# So many packs that are called alike are looked through, the newest first.
_MOST_NAMESAKES = 20


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A pack that is to be kept for a workspace (None: the installation).

    `named` says that somebody chose its name, `apart` are packs of which it is no edition however like it they are,
    `file` is the dropped file it came from.
    """

    pack: Pack
    workspace_id: str | None
    audience: Audience
    named: bool = False
    apart: Collection[int] = ()
    file: PackFile | None = None

    @property
    def owner(self) -> str:
        """Whose it will be, as the rows say it."""
        return self.workspace_id or INSTALLATION

    @cached_property
    def said(self) -> str:
        """What was said in it, as a digest: reckoned once, and of a long one while nobody waits for the database."""
        return said(self.pack)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a pack that comes in is: `pack` is what of it may be kept and `said` its digest, `meant` the pack it is an
    edition of, `done` is there where nothing is to be kept; the file is noted for one pack, for another not any more.
    """

    pack: Pack
    said: str
    meant: PackInfo | None = None
    done: Imported | None = None
    followed: int | None = None
    unfollowed: int | None = None
    in_book: InBook | None = None


class PackChoices(PackQueries):
    """What is known here of a pack that comes in."""

    def choose(self, coming: Coming) -> Choice:
        """Which pack it is an edition of, as PackRows.save tells."""
        owner, file, apart = coming.owner, coming.file, coming.apart
        new = self._without_forgotten(coming.pack, owner)
        if self._twin(owner, new.name, said(new)) is None:
            new, in_book = without_known(self._connection, owner, new)
            if in_book is not None:
                return self._beside_book(coming, new, in_book)
        told = coming.said if new is coming.pack else said(new)
        if (composed_of_it := self._composed_of(owner, told)) is not None:
            return Choice(pack=new, said=told, done=Imported(outcome=Outcome.DUPLICATE, info=composed_of_it))
        unfollowed = None
        meant = self._owned(owner, pack.c.file == file.path) if file is not None else None
        if meant is not None and self._is_in_a_merge(meant.id):
            # What is of several files follows none of them: a new edition is a pack of its own.
            unfollowed, meant = meant.id, None
        if meant is None:
            twin = self._twin(owner, new.name, told)
            if twin is None or twin.removed_at is not None:
                meant = self._namesake(owner, new, apart) or twin
            elif twin.id in apart or file is not None:
                # What is there was brought in on purpose; from now on the file is followed.
                followed = None if twin.id in apart else twin.id
                done = Imported(outcome=Outcome.DUPLICATE, info=twin)
                return Choice(pack=new, said=told, done=done, followed=followed, unfollowed=unfollowed)
            else:
                meant = twin
        if meant is not None and file is not None and meant.removed_at is not None:
            done = Imported(outcome=Outcome.REMOVED, info=meant)
            return Choice(pack=new, said=told, done=done, followed=meant.id, unfollowed=unfollowed)
        if coming.named and (other := self._owned(owner, pack.c.name == new.name)) not in (None, meant):
            assert other is not None
            return Choice(pack=new, said=told, done=Imported(outcome=Outcome.TAKEN, info=other), unfollowed=unfollowed)
        return Choice(pack=new, said=told, meant=meant, unfollowed=unfollowed)

    def _beside_book(self, coming: Coming, new: Pack, in_book: InBook) -> Choice:
        """What the workspace's own book does not know is a pack beside it, or another edition of that."""
        told, owner = said(new), coming.owner
        if not new.quotes and not new.items:
            book = self._owned(owner, pack.c.name == in_book.name)
            assert book is not None
            done = Imported(outcome=Outcome.DUPLICATE, info=book, in_book=in_book)
            return Choice(pack=new, said=told, done=done)
        meant = self._twin(owner, new.name, told) or self._namesake(owner, new, coming.apart)
        return Choice(pack=new, said=told, meant=meant, in_book=in_book)

    def mark(self, owner: str) -> object:
        """What stays the same as long as nothing changed by which a pack that comes in there is chosen or compared."""
        kept = pack.c.removed_at.is_(None) | (pack.c.said != "")
        ours = select(pack).where(pack.c.workspace_id == owner, kept).order_by(pack.c.id)
        whose = {owner, *self._alone(owner)}
        salts = select(forgotten.c.salt).where(forgotten.c.workspace_id.in_(whose)).order_by(forgotten.c.id)
        rows = [tuple(map(str, row)) for row in self._connection.execute(ours)]
        return rows, list(self._connection.execute(salts).scalars())

    def _composed_of(self, owner: str, told: str) -> PackInfo | None:
        """The pack into which one went, or that another went into, in which the same was said."""
        same = or_(merge.c.from_said == told, merge.c.into_said == told) & merge.c.undone_at.is_(None)
        rows = select(merge.c.into_id).join(pack, pack.c.id == merge.c.into_id)
        found = self._connection.execute(rows.where(same, pack.c.workspace_id == owner)).scalars().first()
        while found is not None and told:
            info = self._get(found)
            if info.removed_at is None:
                return info
            further = select(merge.c.into_id).where(merge.c.from_id == found, merge.c.undone_at.is_(None))
            found = self._connection.execute(further).scalar()
        return None

    def _is_in_a_merge(self, pack_id: int) -> bool:
        either = or_(merge.c.from_id == pack_id, merge.c.into_id == pack_id) & merge.c.undone_at.is_(None)
        return self._connection.execute(select(merge.c.id).where(either)).first() is not None

    def kept_voices(self, new: Pack, workspace_id: str | None) -> dict[str, str]:
        """Which of its labels were chosen to be somebody else's in the pack that it is an edition of: label → name.

        Without those that were made one later on: they follow by themselves, and can be parted (rows.voices).
        """
        owner = workspace_id or INSTALLATION
        held = self._twin(owner, new.name, said(new)) or self._namesake(owner, new, ())
        if held is None:
            return {}
        rows = select(speaker).where(speaker.c.pack_id == held.id).order_by(speaker.c.position)
        voices, labels = (
            readable(self._connection, rows, speaker.c.position, speaker_of),
            {s.name for s in new.speakers} - labels_made_one(self._connection, held.id),
        )
        return {label: s.name for s in voices for label in s.aliases if label in labels and label != s.name}

    def _without_forgotten(self, new: Pack, owner: str) -> Pack:
        """What a workspace's members asked to forget is not kept; nor in the installation's packs where it is alone."""
        alone = self._alone(owner)
        is_forgotten = SilenceRows(self._connection, writes=False).is_forgotten(owner, *alone)
        return new if is_forgotten is None else left_out(new, is_forgotten)

    def _twin(self, owner: str, name: str, told: str) -> PackInfo | None:
        """The pack in which the same was said; of several the one of that name, then one that is not removed."""
        away = select(merge.c.from_id).where(merge.c.undone_at.is_(None))
        same = (pack.c.workspace_id == owner) & (pack.c.said == told) & (pack.c.said != "")
        same &= pack.c.id.not_in(away)
        first = case((pack.c.name == name, 0), (pack.c.removed_at.is_(None), 1), else_=2)
        row = self._connection.execute(select(pack).where(same).order_by(first, pack.c.id)).first()
        return None if row is None else info(row)

    def _namesake(self, owner: str, new: Pack, apart: Collection[int]) -> PackInfo | None:
        """The pack of that name, or of that name with a number, that has some of the same quotes or items."""
        names = pack.c.name == new.name, pack.c.name.startswith(new.name + "-", autoescape=True)
        ours = (pack.c.workspace_id == owner) & pack.c.removed_at.is_(None) & ~pack.c.book & or_(*names)
        composed = select(merge.c.into_id).where(merge.c.undone_at.is_(None))
        ours &= (pack.c.fingerprint != OWN_QUESTIONS) & pack.c.id.not_in(composed)
        first = select(pack).where(ours).order_by(case((names[0], 0), else_=1), pack.c.id.desc()).limit(_MOST_NAMESAKES)
        known = [found for row in self._connection.execute(first) if (found := info(row)).id not in apart]
        alike = (p for p in known if p.name.removeprefix(new.name).removeprefix("-").isdecimal() or p.name == new.name)
        return next((p for p in alike if is_same(self._ids(p.id), new)), None)

    def _ids(self, pack_id: int) -> list[str]:
        quotes = select(quote.c.quote_id).where(quote.c.pack_id == pack_id, quote.c.removed_at.is_(None))
        items = select(item.c.item_id).where(item.c.pack_id == pack_id)
        return list(self._connection.execute(quotes.union_all(items)).scalars())

    def _alone(self, owner: str) -> list[str]:
        """The one workspace that there is, where the installation's packs are meant."""
        real = self._real_workspaces() if owner == INSTALLATION else []
        return real if len(real) == 1 else []
