"""What packs mean: made in the background, kept in a folder, made anew for another text or model, never in the way."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library import pack_directions
from bot.library.meanings import Asked
from bot.library.model import StoredPack, passage_key
from bot.library.pack_directions import PackDirections
from bot.meaning.table import Table
from content.passages import Passages
from tests.builders import pack, stored
from tests.unit.meaning.models import make_model


class Watched:
    """An embedder that tells what it was asked for."""

    def __init__(self, folder: Path) -> None:
        self._table = Table(make_model(folder))
        self.about = self._table.about
        self.asked: list[str] = []

    def vectors(self, texts: Iterable[str]) -> bytes:
        """The same."""
        said = list(texts)
        self.asked += said
        return self._table.vectors(said)


def spoken(pack_id: int = 1, *texts: str, language: str = "en") -> StoredPack:
    """A pack whose first text is a quote and whose others are passages."""
    made = pack("talk", *(texts or ("Tea for the plan.", "Not fire, not that.", "Coffee for the plans.")))
    kept = stored(pack_id, replace(made, quotes=made.quotes[:1]), first=7)
    return replace(kept, info=replace(kept.info, language=language), passages=Passages(made.turns, made.quotes[:1]))


@pytest.fixture
def embedder(tmp_path: Path) -> Watched:
    """A toy."""
    return Watched(tmp_path / "model")


async def asked(made: PackDirections, packs: list[StoredPack], words: str) -> Asked:
    """What a search means beside them."""
    ask = await made.over(packs)
    assert ask is not None
    return ask(words)


async def test_quotes_and_passages_are_near_what_means_the_like(embedder: Watched) -> None:
    """Under their keys, whatever pack they are in; what is not there is not near."""
    made = PackDirections(embedder)
    packs = [spoken(1), spoken(2, "Fire!", "Not a thing, not one.")]
    tea = await asked(made, packs, "tea?")

    assert [key for key, _ in tea.nearest(2)] == [7, passage_key(1, 1)]
    assert tea.likeness(7) > tea.likeness(passage_key(1, 0))
    assert (tea.likeness(99), tea.likeness(passage_key(1, 9_000))) == (0.0, 0.0)
    await made.close()


async def test_nothing_is_made_twice(embedder: Watched, tmp_path: Path) -> None:
    """By a process, or by the next one, that finds it in the folder."""
    first, folder = PackDirections(embedder, tmp_path / "kept"), tmp_path / "kept"
    held = [spoken()]
    await asyncio.gather(*(first.over(held) for _ in range(5)))
    await first.close()
    assert len(embedder.asked) == 3

    second = PackDirections(embedder, folder)
    near = (await asked(second, [spoken()], "tea")).nearest(1)
    assert [key for key, _ in near] == [7]
    assert len(embedder.asked) == 4
    await second.close()


@pytest.mark.parametrize("spoil", [lambda p: p.write_bytes(b"x"), lambda p: p.unlink()])
async def test_what_is_not_whole_is_made_again(embedder: Watched, tmp_path: Path, spoil: object) -> None:
    """A file that was cut or taken away; of a pack's editions the last one's is kept."""
    folder = tmp_path / "kept"
    for held in (spoken(), spoken(1, "Tea.", "Another edition of the plan.")):
        made = PackDirections(embedder, folder)
        await made.over([held])
        await made.close()
    (path,) = folder.iterdir()
    assert callable(spoil)
    spoil(path)
    embedder.asked.clear()

    made = PackDirections(embedder, folder)
    await made.over([held])
    assert len(embedder.asked) == 2
    await made.close()


async def test_a_folder_that_cannot_be_written_stops_nothing(embedder: Watched, tmp_path: Path) -> None:
    """It is kept in memory, and the log says so."""
    (tmp_path / "file").write_text("in the way")
    made = PackDirections(embedder, tmp_path / "file" / "kept")

    assert (await asked(made, [spoken()], "tea")).nearest(1)
    await made.close()


async def test_a_language_the_model_does_not_know_is_left_to_words(embedder: Watched) -> None:
    """Nothing is made, nobody waits."""
    made = PackDirections(embedder)

    assert await made.over([spoken(language="de")]) is None
    assert await PackDirections().over([spoken()]) is None
    assert embedder.asked == []


async def test_nobody_waits_for_many(embedder: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words answer meanwhile; who wants all of it waits, and the others are told later."""
    monkeypatch.setattr(pack_directions, "SOON", 2)
    made = PackDirections(embedder)
    held = [spoken()]

    assert await made.over(held) is None
    assert await made.over(held, whole=True) is not None
    assert await made.over(held) is not None


async def test_a_model_that_breaks_stops_no_look_up(embedder: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in the log, and words go on."""
    monkeypatch.setattr(embedder, "vectors", lambda texts: 1 // 0)

    assert await PackDirections(embedder).over([spoken()]) is None


async def test_what_a_pack_that_is_gone_means_is_deleted(tmp_path: Path) -> None:
    """The others' stays, and so does what somebody else put into the folder."""
    kept = PackDirections(Watched(tmp_path), tmp_path / "kept")
    await kept.over([spoken(1), spoken(2)], whole=True)
    (tmp_path / "kept" / "notes.txt").write_text("mine")
    assert await kept.kept() == {1, 2}
    await kept.forget(frozenset({2}))
    assert await kept.kept() == {1}
    assert (tmp_path / "kept" / "notes.txt").exists()
    await kept.close()


async def test_what_is_near_is_reckoned_once(embedder: Watched) -> None:
    """For each text, and anew beside other packs; of a text that is not there nothing is known."""
    made = PackDirections(embedder)
    one, two = spoken(1), spoken(2, "Fire!", "Not a thing, not one.")
    alone = await made.over([one])
    assert alone is not None
    assert not alone.has_told(7, 3, 0.0)
    near = alone.near(7, 3, 0.0)
    assert near is not None

    again = await made.over([one])
    assert again is not None
    assert again.has_told(7, 3, 0.0)
    assert again.near(7, 3, 0.0) is near
    assert not again.has_told(7, 3, 0.5)
    both = await made.over([one, two])
    assert both is not None
    assert not both.has_told(7, 3, 0.0)
    assert both.near(99, 3, 0.0) is None
    assert not both.has_told(99, 3, 0.0)
    await made.close()
