"""What storage promises about kept mixes: one a name in a workspace; what cannot be read is left out."""

from sqlalchemy import update

from bot.games.presets import Preset
from bot.games.rows.presets import PresetRows
from bot.storage.store import Store
from bot.storage.tables.presets import preset
from tests.builders import later

HERE, THERE = "slack:T1", "slack:T2"


def kept(name: str, **options: str) -> Preset:
    """A mix of that name."""
    return Preset(id=f"id-{name}", name=name, options=options, user_id="U1", at=later(1))


async def test_a_name_is_kept_once_in_a_workspace(store: Store) -> None:
    """Another spelling replaces it; workspaces keep their own."""
    for each in (kept("Friday lunch", mode="closest"), kept("numbers"), kept("friday-LUNCH", rounds="3")):
        await store.write(lambda tx, each=each: tx[PresetRows].put(HERE, each))  # type: ignore[misc]
    await store.write(lambda tx: tx[PresetRows].put(THERE, kept("friday lunch")))

    assert await store.read(lambda tx: tx[PresetRows].all(HERE)) == (kept("friday-LUNCH", rounds="3"), kept("numbers"))
    assert await store.read(lambda tx: tx[PresetRows].get(HERE, "FRIDAY  LUNCH")) == kept("friday-LUNCH", rounds="3")
    assert await store.read(lambda tx: tx[PresetRows].count(HERE)) == 2
    await store.write(lambda tx: tx[PresetRows].remove(HERE, "Friday Lunch"))
    assert await store.read(lambda tx: tx[PresetRows].all(HERE)) == (kept("numbers"),)
    assert await store.read(lambda tx: tx[PresetRows].count(THERE)) == 1


async def test_one_that_cannot_be_read_is_left_out(store: Store) -> None:
    """It still takes its room."""
    for each in (kept("a"), kept("b")):
        await store.write(lambda tx, each=each: tx[PresetRows].put(HERE, each))  # type: ignore[misc]
    broken = update(preset).where(preset.c.key == "a").values(options={"rounds": 3})
    await store.write(lambda tx: tx[PresetRows]._connection.execute(broken))

    assert [p.name for p in await store.read(lambda tx: tx[PresetRows].all(HERE))] == ["b"]
    assert await store.read(lambda tx: tx[PresetRows].count(HERE)) == 2
