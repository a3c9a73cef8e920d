"""How items do: statistics, reports, accepted forms."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import delete, func, insert, select

from bot.chat.incoming import Place
from bot.games.model import ScoreKind
from bot.games.rating import ItemStat, RatingStep
from bot.storage.rows import at_place, in_workspace, inserted, place_values
from bot.storage.rows import insert as insert_or
from bot.storage.tables.games import (
    answer,
    game,
    item_report,
    item_stat,
    learned,
    rating_step,
    round_,
    score_event,
)
from bot.storage.transaction import Rows


class ItemRows(Rows):
    """How items do in a workspace."""

    def stats(self, workspace_id: str) -> dict[str, ItemStat]:
        """Everything known, by item id."""
        rows = self._connection.execute(select(item_stat).where(item_stat.c.workspace_id == workspace_id))
        return {
            r.item_id: ItemStat(
                item_id=r.item_id, rating=r.rating, answers=r.answers, right=r.right, right_sum=r.right_sum,
                wrong_sum=r.wrong_sum, review=r.review or "",
            )
            for r in rows
        }  # fmt: skip

    def put_stat(self, workspace_id: str, stat: ItemStat) -> None:
        """Keep what is known of an item."""
        values = asdict(stat)
        new = insert_or(self._connection, item_stat).values(workspace_id=workspace_id, **values)
        del values["item_id"]
        self._connection.execute(new.on_conflict_do_update(index_elements=["workspace_id", "item_id"], set_=values))

    def report(self, place: Place, item_id: str, user_id: str) -> int:
        """Note that somebody reported an item; returns how many people did in the workspace."""
        inserted(self._connection, item_report, {**place_values(place), "item_id": item_id, "user_id": user_id})
        return self.reports(place.workspace_id, item_id)

    def reports(self, workspace_id: str, item_id: str) -> int:
        """How many people of a workspace reported an item."""
        ours = in_workspace(item_report, workspace_id)
        counted = select(func.count()).select_from(item_report).where(ours, item_report.c.item_id == item_id)
        return int(self._connection.execute(counted).scalar_one())

    def reported_in(self, workspace_id: str) -> frozenset[str]:
        """Items that were reported anywhere in a workspace."""
        rows = select(item_report.c.item_id).where(in_workspace(item_report, workspace_id))
        return frozenset(self._connection.execute(rows).scalars())

    def reported(self, place: Place) -> frozenset[str]:
        """Items that were reported in that place."""
        rows = select(item_report.c.item_id).where(at_place(item_report, place))
        return frozenset(self._connection.execute(rows).scalars())

    def learn(self, workspace_id: str, item_id: str, form: str) -> None:
        """Accept that form of an answer from now on."""
        inserted(self._connection, learned, {"workspace_id": workspace_id, "item_id": item_id, "form": form})

    def unlearn(self, workspace_id: str, item_id: str, form: str) -> None:
        """Accept it no longer, unless an over-rule in another round that was not undone says so too."""
        elsewhere = (
            select(answer.c.round_id)
            .join(round_, round_.c.id == answer.c.round_id)
            .join(game, game.c.id == round_.c.game_id)
            .join(score_event, (score_event.c.round_id == round_.c.id) & (score_event.c.user_id == answer.c.user_id))
            .where(
                in_workspace(game, workspace_id), round_.c.item_id == item_id,
                ~round_.c.void, score_event.c.kind == ScoreKind.OVERRULE, answer.c.text == form,
            )
        )  # fmt: skip
        mine = (learned.c.workspace_id == workspace_id) & (learned.c.item_id == item_id) & (learned.c.form == form)
        self._connection.execute(delete(learned).where(mine, ~elsewhere.exists()))

    def keep_steps(self, round_id: str, steps: Sequence[RatingStep]) -> None:
        """Keep what each answer of a round changed in ratings."""
        if steps:
            self._connection.execute(insert(rating_step), [{"round_id": round_id, **asdict(s)} for s in steps])

    def take_steps(self, round_id: str) -> tuple[RatingStep, ...]:
        """The same back, once."""
        taken = delete(rating_step).where(rating_step.c.round_id == round_id)
        rows = self._connection.execute(
            taken.returning(*(rating_step.c[f.name] for f in fields(RatingStep)))
        ).mappings()
        return tuple(RatingStep(**row) for row in rows)

    def learned(self, workspace_id: str, item_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The forms learned for these items."""
        mine = (learned.c.workspace_id == workspace_id) & learned.c.item_id.in_(item_ids)
        forms: dict[str, list[str]] = defaultdict(list)
        for row in self._connection.execute(select(learned).where(mine).order_by(learned.c.form)):
            forms[row.item_id].append(row.form)
        return {item_id: tuple(found) for item_id, found in forms.items()}
