"""Kept mixes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, delete, func, select

from bot.errors import RowUnreadable
from bot.games.presets import Preset, key_of
from bot.storage.careful import readable, thawing
from bot.storage.rows import insert
from bot.storage.tables.presets import preset
from bot.storage.transaction import Rows


class PresetRows(Rows):
    """The mixes of a workspace, by their names however these are spelled."""

    def all(self, workspace_id: str) -> tuple[Preset, ...]:
        """By name."""
        mine = select(preset).where(preset.c.workspace_id == workspace_id).order_by(preset.c.key)
        return tuple(readable(self._connection, mine, preset.c.key, _preset))

    def get(self, workspace_id: str, name: str) -> Preset | None:
        """That of this name."""
        return next((p for p in self.all(workspace_id) if key_of(p.name) == key_of(name)), None)

    def count(self, workspace_id: str) -> int:
        """How many are kept, whether they can be read or not."""
        mine = select(func.count()).select_from(preset).where(preset.c.workspace_id == workspace_id)
        return int(self._connection.execute(mine).scalar_one())

    def put(self, workspace_id: str, kept: Preset) -> None:
        """Keep a mix; what was kept under its name is replaced."""
        values = {
            "id": kept.id, "name": kept.name, "options": dict(kept.options), "user_id": kept.user_id, "at": kept.at
        }  # fmt: skip
        new = insert(self._connection, preset).values(workspace_id=workspace_id, key=key_of(kept.name), **values)
        self._connection.execute(new.on_conflict_do_update(index_elements=["workspace_id", "key"], set_=values))

    def remove(self, workspace_id: str, name: str) -> None:
        """Forget that of this name."""
        mine = (preset.c.workspace_id == workspace_id) & (preset.c.key == key_of(name))
        self._connection.execute(delete(preset).where(mine))


@thawing
def _preset(row: Row[Any]) -> Preset:
    if not isinstance(row.options, Mapping) or not all(
        isinstance(name, str) and isinstance(value, str) for name, value in row.options.items()
    ):
        raise RowUnreadable
    return Preset(id=row.id, name=row.name, options=dict(row.options), user_id=row.user_id, at=row.at)
