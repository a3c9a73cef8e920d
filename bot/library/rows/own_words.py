"""Deleting what somebody said from the packs that hold it, and from what was made of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, false, or_, select, update

from bot.library.blocked import BlockKind
from bot.library.model import OWN_QUESTIONS
from bot.library.own_words import TAKEN_OUT, OwnWords, scrubbed
from bot.library.rows.counters import REVISION, bump
from bot.library.rows.pack_queries import LAST
from bot.library.rows.pack_removal import EMPTY
from bot.library.rows.pack_values import item_of
from bot.storage.rows import in_workspace, thawed_item
from bot.storage.tables.blocks import block
from bot.storage.tables.book import added
from bot.storage.tables.daily import delivery, guess
from bot.storage.tables.desk import decision, voice, vote
from bot.storage.tables.doubts import doubt
from bot.storage.tables.games import answer, fake, game, learned, round_
from bot.storage.tables.library import item, pack, quote, speaker, turn
from bot.storage.tables.merges import merge
from bot.storage.tables.questions import DELETED, question
from bot.storage.transaction import Rows
from content.decisions import Deciding
from content.ids import said_fingerprint
from content.items import kind_of
from content.omission import are_of, tells
from content.quotes.sentences import sentences
from content.text import fold

# So many are named in one statement.
_AT_ONCE = 500


class OwnWordsRows(Rows):
    """The words of speakers, by the packs and the names they have there."""

    def words(self, named: Mapping[int, Collection[str]], written: Collection[int] = ()) -> OwnWords:
        """What these speakers said (pack → names), with the quotes of these numbers, whoever is named there."""
        numbers, ids, texts = set[int](), set[str](), set[str]()
        rows: list[tuple[Collection[str] | None, Any]] = [
            (names, select(quote).where(quote.c.pack_id == pack_id)) for pack_id, names in named.items()
        ]
        rows += [(None, select(quote).where(quote.c.number.in_(part))) for part in _parts(sorted(written))]
        for names, wanted in rows:
            for row in self._connection.execute(wanted):
                if names is None or row.speaker in names or (row.made or {}).get("speaker") in names:
                    numbers.add(row.number)
                    ids.add(row.quote_id)
                    texts.update((row.text, row.original))
        every = frozenset(name for names in named.values() for name in names)
        return OwnWords(every, frozenset(numbers), frozenset(ids), frozenset(texts - {""}))

    def standing(self, named: Mapping[int, Collection[str]]) -> frozenset[int]:
        """The numbers of the quotes that stand under these names (pack → names) and were not taken out."""
        own = or_(
            false(), *((quote.c.pack_id == pack_id) & quote.c.speaker.in_(names) for pack_id, names in named.items())
        )
        rows = select(quote.c.number).where(own, quote.c.removed_at.is_(None))
        return frozenset(self._connection.execute(rows).scalars())

    def told(
        self, named: Mapping[int, Collection[str]], written: Collection[int] = ()
    ) -> dict[str, list[dict[str, Any]]]:
        """What these speakers said, to be handed out: their quotes, with those of these numbers, and their turns as the
        transcripts have them.
        """
        turns: list[dict[str, Any]] = []
        own = or_(
            false(), *((quote.c.pack_id == pack_id) & quote.c.speaker.in_(names) for pack_id, names in named.items())
        )
        rows = (
            select(quote, pack.c.name)
            .join(pack, pack.c.id == quote.c.pack_id)
            .where(or_(own, quote.c.number.in_(written)), quote.c.removed_at.is_(None))
        )
        quotes = [
            {"pack": r.name, "number": r.number, "speaker": r.speaker, "text": r.text, "section": r.section}
            for r in self._connection.execute(rows.order_by(pack.c.id, quote.c.number))
        ]  # fmt: skip
        for pack_id, names in named.items():
            name = self._connection.execute(select(pack.c.name).where(pack.c.id == pack_id)).scalar_one()
            said = select(turn.c.position, turn.c.speaker, turn.c.text).where(
                turn.c.pack_id == pack_id, turn.c.speaker.in_(names)
            )
            turns += [
                {"pack": name, "turn": r.position, "speaker": r.speaker, "text": r.text}
                for r in self._connection.execute(said.order_by(turn.c.position))
            ]
        return {"quotes": quotes, "turns": turns}

    def forget(
        self, packs: Collection[int], named: Mapping[int, Collection[str]], at: datetime, written: Collection[int] = ()
    ) -> OwnWords:
        """Delete it from these packs, be it only asked about in some, and the quotes of these numbers; of a quote its
        number is left, which nobody gets again. Returns what it was.
        """
        bump(self._connection, REVISION, 1)
        said = self._with_turns(self.words(named, written), named)
        for pack_id in packs:
            self._forget_in(pack_id, frozenset(named.get(pack_id, ())), said)
        self._forget_decided(written)
        self._forget_merged(named)
        for numbers in _parts(sorted(said.numbers)):
            values = EMPTY | {"removed_at": at}
            self._connection.execute(update(quote).where(quote.c.number.in_(numbers)).values(values))
            for table in (vote, doubt):
                self._connection.execute(delete(table).where(table.c.number.in_(numbers)))
            self._connection.execute(update(added).where(added.c.number.in_(numbers)).values(message=""))
        return said

    def _with_turns(self, said: OwnWords, named: Mapping[int, Collection[str]]) -> OwnWords:
        texts = set(said.texts)
        for pack_id, names in named.items():
            theirs = select(turn.c.text).where(turn.c.pack_id == pack_id, turn.c.speaker.in_(names))
            for text in self._connection.execute(theirs).scalars():
                texts.update(each for paragraph in text.split("\n") for each in (paragraph, *sentences(paragraph)))
        return replace(said, texts=frozenset(texts - {""}))

    def _forget_decided(self, written: Collection[int]) -> None:
        """What was changed in these quotes, whoever is named there."""
        for numbers in _parts(sorted(written)):
            rows = select(quote.c.pack_id, quote.c.quote_id).where(quote.c.number.in_(numbers))
            for row in self._connection.execute(rows).all():
                about = (decision.c.pack_id == row.pack_id) & (decision.c.quote_id == row.quote_id)
                self._connection.execute(delete(decision).where(about))
                self._retell(row.pack_id, ())

    def forget_blocked(self, workspace_id: str, labels: Collection[str], said: OwnWords) -> None:
        """Nor is it told as what nobody wants to be shown: there is nothing left to hide."""
        here = block.c.workspace_id == workspace_id
        names = (block.c.kind == BlockKind.SPEAKER) & block.c.folded.in_({fold(one)[:400] for one in labels})
        self._connection.execute(delete(block).where(here, names))
        for row in self._connection.execute(select(block.c.id, block.c.text).where(here)).all():
            if said.sayings.are_in(row.text):
                self._connection.execute(delete(block).where(block.c.id == row.id))

    def forget_asked(self, workspace_id: str, said: OwnWords) -> None:
        """Take it out of what was asked: rounds, daily questions, forms of answers that were learned."""
        games = select(game.c.id).where(in_workspace(game, workspace_id))
        for row in self._connection.execute(select(round_).where(round_.c.game_id.in_(games))).all():
            frozen = scrubbed(row.frozen, said)
            if frozen != row.frozen:
                self._connection.execute(update(round_).where(round_.c.id == row.id).values(frozen=frozen))
        for row in self._connection.execute(select(delivery).where(in_workspace(delivery, workspace_id))).all():
            items = [{**one, "item": scrubbed(one["item"], said)} if "item" in one else one for one in row.items]
            if items != row.items:
                self._connection.execute(update(delivery).where(delivery.c.id == row.id).values(items=items))
        forms = select(learned).where(learned.c.workspace_id == workspace_id)
        for row in self._connection.execute(forms).all():
            if said.is_in(row.form):
                this = (learned.c.item_id == row.item_id) & (learned.c.form == row.form)
                self._connection.execute(delete(learned).where(learned.c.workspace_id == workspace_id, this))
        rounds = select(round_.c.id).where(round_.c.game_id.in_(games))
        daily = select(delivery.c.id).where(in_workspace(delivery, workspace_id))
        # What others answered with, and made up.
        self._blank(answer, answer.c.text, answer.c.round_id.in_(rounds), said)
        self._blank(fake, fake.c.text, fake.c.round_id.in_(rounds), said)
        self._blank(guess, guess.c.choice, guess.c.delivery_id.in_(daily), said)

    def _blank(self, table: Table, column: Any, there: Any, said: OwnWords) -> None:
        keys = list(table.primary_key.columns)
        for row in self._connection.execute(select(*keys, column.label("words")).where(there)).all():
            if said.is_in(row.words):
                this = and_(*(key == value for key, value in zip(keys, row, strict=False)))
                self._connection.execute(update(table).where(this).values({column.name: TAKEN_OUT}))

    def _forget_in(self, pack_id: int, names: frozenset[str], said: OwnWords) -> None:
        gone = self._forget_items(pack_id, said)
        if not names:
            if gone:
                self._retell(pack_id, ())
            return
        there = turn.c.pack_id == pack_id
        own = select(turn.c.position, turn.c.text).where(there, turn.c.speaker.in_(names)).order_by(turn.c.position)
        turns = {row.position: row.text for row in self._connection.execute(own)}
        for places in _parts(sorted(turns)):
            blank = update(turn).where(there, turn.c.position.in_(places))
            self._connection.execute(blank.values(speaker=None, text=""))
            answers = (quote.c.pack_id == pack_id) & quote.c.turn.in_([place + 1 for place in places])
            self._connection.execute(update(quote).where(answers).values(asked=""))
        self._connection.execute(delete(speaker).where(speaker.c.pack_id == pack_id, speaker.c.name.in_(names)))
        labels = voice.c.label.in_(names) | voice.c.name.in_(names)
        self._connection.execute(delete(voice).where(voice.c.pack_id == pack_id, labels))
        gives = (decision.c.what == Deciding.SPEAKER) & decision.c.text.in_(names)
        about = or_(decision.c.quote_id.in_(said.ids), gives)
        self._connection.execute(delete(decision).where(decision.c.pack_id == pack_id, about))
        # What was put right in others' quotes stays, whoever else says these words.
        others = select(quote.c.quote_id).where(quote.c.pack_id == pack_id, quote.c.text != "")
        are_theirs = are_of(turns.values())
        left = select(decision).where(decision.c.pack_id == pack_id, decision.c.quote_id.not_in(others))
        for row in self._connection.execute(left).all():
            if are_theirs(row.text):
                self._connection.execute(delete(decision).where(decision.c.id == row.id))
        self._retell(pack_id, turns.values())

    def _forget_items(self, pack_id: int, said: OwnWords) -> int:
        """What was written to be asked about it, and the questions that people wrote themselves."""
        gone = [
            row.item_id
            for row in self._connection.execute(select(item).where(item.c.pack_id == pack_id)).all()
            if tells(asked := item_of(row), said.ids, said.names) or said.asks(asked)
        ]
        self._connection.execute(delete(item).where(item.c.pack_id == pack_id, item.c.item_id.in_(gone)))
        return len(gone)

    def forget_questions(self, workspace_id: str, said: OwnWords) -> None:
        """Nor do the questions that people wrote themselves say or name it, be they played or not; numbers stay."""
        here = question.c.workspace_id == workspace_id
        for number, version in self.questions_about(workspace_id, said):
            gone = update(question).where(here, question.c.number == number)
            self._connection.execute(gone.values(state=DELETED, frozen=None, version=version + 1))

    def questions_about(self, workspace_id: str, said: OwnWords) -> list[tuple[int, int]]:
        """The questions, by number and version, that people wrote themselves and that say or name it."""
        if not said.names and not said.numbers:
            return []
        here = question.c.workspace_id == workspace_id
        rows = self._connection.execute(select(question).where(here, question.c.frozen.is_not(None))).all()
        asked = [(row.number, row.version, thawed_item(row.frozen)) for row in rows]
        return [(number, version) for number, version, item_ in asked
                if tells(item_, said.ids, said.names) or said.asks(item_)]  # fmt: skip

    def _retell(self, pack_id: int, gone: Iterable[str]) -> None:
        """What is said in the pack now, by which the same transcript is known when it comes again."""
        held = self._connection.execute(select(pack).where(pack.c.id == pack_id)).one()
        are_theirs = are_of(gone)
        dropped = [words for words in held.dropped if not are_theirs(words)]
        # What people add themselves is not known by what was said in it.
        by_hand = held.book or held.fingerprint == OWN_QUESTIONS
        told = held.said if by_hand else self._said(pack_id)
        changed = {"said": told, "dropped": dropped, "decided": pack.c.decided + 1}
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(changed))

    def _said(self, pack_id: int, before: int = LAST, past: Collection[str] = ()) -> str:
        """The digest of what is said in a pack, or of its turns `before` one and its items but for some."""
        texts = select(turn.c.text).where(turn.c.pack_id == pack_id, turn.c.position < before).order_by(turn.c.position)
        items = select(item).where(item.c.pack_id == pack_id, item.c.item_id.not_in(past)).order_by(item.c.position)
        made = [item_of(row) for row in self._connection.execute(items)]
        written = [(i.stem, i.key) for i in made if kind_of(i).gather is None]
        return said_fingerprint(self._connection.execute(texts).scalars(), written)

    def _forget_merged(self, packs: Collection[int]) -> None:
        """Packs that were made one are not parted again by what they said; both are known by what is left of them."""
        ours = (merge.c.from_id.in_(packs) | merge.c.into_id.in_(packs)) & merge.c.undone_at.is_(None)
        for row in self._connection.execute(select(merge).where(ours)).all():
            if "offset" in row.apart:
                left = {"offset": row.apart["offset"], "items": row.apart["items"]}
                told = {"from_said": self._said(row.from_id),
                        "into_said": self._said(row.into_id, left["offset"], left["items"]), "apart": left}  # fmt: skip
                self._connection.execute(update(merge).where(merge.c.id == row.id).values(told))


def _parts(all_: list[int]) -> Iterable[list[int]]:
    return (all_[at : at + _AT_ONCE] for at in range(0, len(all_), _AT_ONCE))
