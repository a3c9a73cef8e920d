"""Deleting what somebody said from the packs that hold it, and from what was made of it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, or_, select, update

from bot.chat.identity import TEAMMATE
from bot.library.rows.counters import REVISION, bump
from bot.library.rows.pack_removal import EMPTY
from bot.library.rows.pack_values import item_of
from bot.storage.rows import in_workspace, thawed_item
from bot.storage.tables.daily import delivery, guess
from bot.storage.tables.desk import decision, voice, vote
from bot.storage.tables.doubts import doubt
from bot.storage.tables.games import answer, fake, game, learned, round_
from bot.storage.tables.library import item, pack, quote, speaker, turn
from bot.storage.transaction import Rows
from content.decisions import Deciding
from content.ids import said_fingerprint
from content.items import kind_of
from content.leaving_out import tells, texts_of
from content.text import fold

TAKEN_OUT = "(taken out)"
# So many are named in one statement.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What somebody said in some packs: the quotes' numbers and ids, and the texts of these and of the turns."""

    names: frozenset[str]
    numbers: frozenset[int]
    ids: frozenset[str]
    texts: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Whether a text says or names them."""
        folded = fold(text)
        return bool(folded) and (
            any(fold(name) in folded for name in self.names) or any(said and said in folded for said in self.texts)
        )


class ForgettingRows(Rows):
    """The words of speakers, by the packs and the names they have there."""

    def words(self, named: Mapping[int, Collection[str]]) -> OwnWords:
        """What these speakers said: pack → names."""
        numbers, ids, texts = set[int](), set[str](), set[str]()
        for pack_id, names in named.items():
            for row in self._connection.execute(select(quote).where(quote.c.pack_id == pack_id)):
                if row.speaker in names or (row.made or {}).get("speaker") in names:
                    numbers.add(row.number)
                    ids.add(row.quote_id)
                    texts.update((fold(row.text), fold(row.original)))
        every = frozenset(name for names in named.values() for name in names)
        return OwnWords(every, frozenset(numbers), frozenset(ids), frozenset(texts - {""}))

    def told(self, named: Mapping[int, Collection[str]]) -> dict[str, list[dict[str, Any]]]:
        """What these speakers said, to be handed out: their quotes, and their turns as the transcripts have them."""
        quotes: list[dict[str, Any]] = []
        turns: list[dict[str, Any]] = []
        for pack_id, names in named.items():
            name = self._connection.execute(select(pack.c.name).where(pack.c.id == pack_id)).scalar_one()
            own = select(quote.c.number, quote.c.speaker, quote.c.text, quote.c.section, quote.c.removed_at).where(
                quote.c.pack_id == pack_id, quote.c.speaker.in_(names)
            )
            quotes += [
                {"pack": name, "number": r.number, "speaker": r.speaker, "text": r.text, "section": r.section}
                for r in self._connection.execute(own.order_by(quote.c.number)) if r.removed_at is None
            ]  # fmt: skip
            said = select(turn.c.position, turn.c.speaker, turn.c.text).where(
                turn.c.pack_id == pack_id, turn.c.speaker.in_(names)
            )
            turns += [
                {"pack": name, "turn": r.position, "speaker": r.speaker, "text": r.text}
                for r in self._connection.execute(said.order_by(turn.c.position))
            ]
        return {"quotes": quotes, "turns": turns}

    def forget(self, named: Mapping[int, Collection[str]], at: datetime) -> OwnWords:
        """Delete it; of a quote its number is left, which nobody gets again. Returns what it was."""
        bump(self._connection, REVISION, 1)
        said = self.words(named)
        for pack_id, names in named.items():
            self._forget_in(pack_id, frozenset(names), said, at)
        for numbers in _parts(sorted(said.numbers)):
            values = EMPTY | {"removed_at": at}
            self._connection.execute(update(quote).where(quote.c.number.in_(numbers)).values(values))
            for table in (vote, doubt):
                self._connection.execute(delete(table).where(table.c.number.in_(numbers)))
        return said

    def forget_asked(self, workspace_id: str, said: OwnWords) -> None:
        """Take it out of what was asked: rounds, daily questions, forms of answers that were learned."""
        games = select(game.c.id).where(in_workspace(game, workspace_id))
        for row in self._connection.execute(select(round_).where(round_.c.game_id.in_(games))).all():
            frozen = _scrubbed(row.frozen, said)
            if frozen != row.frozen:
                self._connection.execute(update(round_).where(round_.c.id == row.id).values(frozen=frozen))
        for row in self._connection.execute(select(delivery).where(in_workspace(delivery, workspace_id))).all():
            items = [{**one, "item": _scrubbed(one["item"], said)} if "item" in one else one for one in row.items]
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

    def _forget_in(self, pack_id: int, names: frozenset[str], said: OwnWords, at: datetime) -> None:
        there = turn.c.pack_id == pack_id
        own = select(turn.c.position, turn.c.text).where(there, turn.c.speaker.in_(names)).order_by(turn.c.position)
        turns = {row.position: fold(row.text) for row in self._connection.execute(own)}
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
        for row in self._connection.execute(select(decision).where(decision.c.pack_id == pack_id)).all():
            if row.text and any(fold(row.text) in text for text in turns.values()):
                self._connection.execute(delete(decision).where(decision.c.id == row.id))
        for row in self._connection.execute(select(item).where(item.c.pack_id == pack_id)).all():
            if tells(item_of(row), said.ids, names):
                this = (item.c.pack_id == pack_id) & (item.c.item_id == row.item_id)
                self._connection.execute(delete(item).where(this))
        self._retell(pack_id, turns.values())

    def _retell(self, pack_id: int, gone: Iterable[str]) -> None:
        """What is said in the pack now, by which the same transcript is known when it comes again."""
        texts = select(turn.c.text).where(turn.c.pack_id == pack_id).order_by(turn.c.position)
        items = select(item).where(item.c.pack_id == pack_id).order_by(item.c.position)
        made = [item_of(row) for row in self._connection.execute(items)]
        written = [(i.stem, i.key) for i in made if kind_of(i).gather is None]
        told = said_fingerprint(self._connection.execute(texts).scalars(), written)
        held = self._connection.execute(select(pack.c.dropped).where(pack.c.id == pack_id)).scalar_one()
        said = list(gone)
        dropped = [words for words in held if not any(fold(words) in text for text in said)]
        changed = {"said": told, "dropped": dropped, "decided": pack.c.decided + 1}
        self._connection.execute(update(pack).where(pack.c.id == pack_id).values(changed))


def _scrubbed(frozen: Any, said: OwnWords) -> Any:
    """An item as it is kept in a round, without their words and names; whole if it has none."""
    asked = thawed_item(frozen)
    about = not {asked.quote_id, *asked.quote_ids}.isdisjoint(said.ids)
    if not about and not any(map(said.is_in, texts_of(asked))):
        return frozen
    return _mapped(frozen, (lambda _: TAKEN_OUT) if about else lambda text: _nameless(text, said))


def _mapped(frozen: Any, change: Callable[[str], str]) -> Any:
    """With every text of it changed; ids and kinds stay."""
    if isinstance(frozen, str):
        return change(frozen) if frozen else frozen
    if isinstance(frozen, list | tuple):
        return [_mapped(each, change) for each in frozen]
    if isinstance(frozen, dict):
        kept = ("id", "kind", "quote_id", "quote_ids")
        return {name: value if name in kept else _mapped(value, change) for name, value in frozen.items()}
    return frozen


def _nameless(text: str, said: OwnWords) -> str:
    if not said.is_in(text):
        return text
    return TEAMMATE if fold(text) in map(fold, said.names) else TAKEN_OUT


def _parts(all_: list[int]) -> Iterable[list[int]]:
    return (all_[at : at + _AT_ONCE] for at in range(0, len(all_), _AT_ONCE))
