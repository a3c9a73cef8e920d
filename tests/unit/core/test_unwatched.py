"""What stays is not looked through for cycles again and again, and the collector goes on afterwards."""

import gc
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library import import_report, imports
from bot.library.model import Imported
from bot.library.proposals import Proposal, Proposals
from bot.library.reader import children
from bot.library.reader.answers import READ
from bot.library.unwatched import MANY, made, unwatched
from bot.storage.transaction import Transaction
from content.model import Pack, Turn
from content.packs import read_transcript_text
from content.report import report_card
from tests.builders import HERE
from tests.world import opened


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Nothing is left to later tests."""
    gc.collect()
    yield
    gc.unfreeze()
    gc.enable()


def test_much_that_was_made_is_left_alone_for_good() -> None:
    """All of it, in one step or in several."""
    before = gc.get_freeze_count()
    with unwatched():
        assert not gc.isenabled()
        made: list[list[int]] = [[] for _ in range(MANY // 2)]
        made += [[] for _ in range(MANY // 2)]

    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + MANY
    assert len(made) == MANY


def test_a_little_is_left_to_the_collector() -> None:
    """It costs nothing, and nothing is kept for good that need not be."""
    before = gc.get_freeze_count()
    with unwatched():
        made: list[list[int]] = [[] for _ in range(100)]

    assert gc.isenabled()
    assert gc.get_freeze_count() == before
    assert len(made) == 100


def test_who_is_done_first_lets_nobody_look_at_what_another_makes() -> None:
    """Nor does what fails."""
    with unwatched():
        with pytest.raises(ValueError, match="failed"), unwatched():
            raise ValueError("failed")
        assert not gc.isenabled()
    assert gc.isenabled()


async def test_what_a_thread_makes_is_left_alone_as_well() -> None:
    """Whoever waits for it gets it."""
    before = gc.get_freeze_count()

    found = await made(lambda many: [[one] for one in range(many)], MANY)

    assert found[-1] == [MANY - 1]
    assert gc.get_freeze_count() >= before + MANY


def long_talk() -> Pack:
    """A talk of more turns than are left to the collector."""
    short = read_transcript_text("Ada: Tea comes first.\nBen: And jam.", "talk")
    return replace(short, turns=tuple(Turn(speaker="Ada", text=f"Tea number {n}.") for n in range(MANY + 10)))


def test_a_talk_that_a_child_read_is_left_alone() -> None:
    """It would be looked through again and again until it is stored."""
    answer = pickle.dumps((READ, long_talk()))
    before = gc.get_freeze_count()

    found = children._understood(answer, 0, "talk.txt")

    assert len(found.turns) > MANY
    assert gc.get_freeze_count() >= before + MANY


async def test_a_talk_that_waited_for_a_word_is_left_alone() -> None:
    """Once it is taken from what waits."""
    waiting, whose, pack = Proposals(), ("slack:T1", "ada"), long_talk()
    card = report_card(replace(pack, turns=()))
    subject = await waiting.hold(
        whose, Proposal(pack=pack, card=card, named=False, chosen={}, given={}, typed="", by_form=False)
    )
    before = gc.get_freeze_count()

    found = await waiting.find(whose, subject)

    assert found is not None
    assert gc.get_freeze_count() >= before + MANY


async def test_what_stands_of_a_talk_is_told_unwatched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of its quotes is made once more for that."""
    seen: list[bool] = []

    def standing(tx: Transaction, workspace_id: str, done: Imported, pack: Pack) -> Pack:
        seen.append(gc.isenabled())
        return import_report.standing(tx, workspace_id, done, pack)

    monkeypatch.setattr(imports, "standing", standing)
    async with opened(tmp_path) as world:
        seen.clear()
        await imports.store(
            world.services, read_transcript_text("Ada: Tea comes first.\nBen: And jam.", "talk"),
            workspace_id=HERE.workspace_id,
        )  # fmt: skip

    assert seen == [False]
