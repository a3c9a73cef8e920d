"""What waits for a word takes no more memory than it may: the oldest gives way, and is known as what gave way."""

import random
from dataclasses import dataclass

import pytest

from bot.library.proposals import MOST, OWN, SECONDS, Proposal, Proposals
from content.packs import read_transcript_text
from content.report import report_card

ADA, BEN = ("slack:T1", "ada"), ("slack:T1", "ben")
SIZE = 20_000


@dataclass
class Watch:
    """A clock that stands until it is moved."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def proposal(seed: int = 0, size: int = SIZE) -> Proposal:
    """A talk that cannot be packed smaller than about that many bytes."""
    said = random.Random(seed).randbytes(size).hex()
    pack = read_transcript_text("Ada: Tea comes first.\nBen: And jam.", "talk")
    return Proposal(
        pack=pack, card=report_card(pack), named=False, chosen={}, given={"text": said}, typed="", by_form=False
    )


async def test_it_waits_for_whom_it_was_brought_by() -> None:
    """And for nobody else, until it is dropped."""
    waiting = Proposals()
    subject = await waiting.hold(ADA, proposal())

    assert await waiting.find(BEN, subject) is None
    found = await waiting.find(ADA, subject)
    assert found is not None
    assert found.pack.name == "talk"
    assert waiting.drop(*ADA, subject)
    assert await waiting.find(ADA, subject) is None
    assert (len(waiting), waiting.bytes) == (0, 0)
    assert not waiting.had_no_room(ADA, subject)


async def test_the_oldest_gives_way() -> None:
    """Within the bytes there are, and it is counted; whoever brought it can be told why."""
    waiting = Proposals(room=3 * SIZE)
    first, *others = [await waiting.hold(("slack:T1", f"u{n}"), proposal(n)) for n in range(4)]

    assert waiting.bytes <= 3 * SIZE
    assert waiting.gave_way == 4 - len(waiting) >= 1
    assert await waiting.find(("slack:T1", "u0"), first) is None
    assert waiting.had_no_room(("slack:T1", "u0"), first)
    assert await waiting.find(("slack:T1", "u3"), others[-1]) is not None


async def test_the_newest_stays_however_large() -> None:
    """Nobody is asked about what is gone already."""
    waiting = Proposals(room=10)
    subject = await waiting.hold(ADA, proposal())

    assert await waiting.find(ADA, subject) is not None
    await waiting.hold(BEN, proposal(1))
    assert await waiting.find(ADA, subject) is None
    assert len(waiting) == 1


@pytest.mark.parametrize(("people", "kept"), [(1, OWN), (MOST + 5, MOST)])
async def test_so_many_wait_and_no_more(people: int, kept: int) -> None:
    """One person has room for some; what others brought is left alone."""
    waiting = Proposals()
    subjects = [(("slack:T1", f"u{n % people}"), n) for n in range(max(people, OWN + 3))]
    held = [(whose, await waiting.hold(whose, proposal(n, 10))) for whose, n in subjects]

    assert len(waiting) == kept
    there = [await waiting.find(whose, subject) is not None for whose, subject in held]
    assert there == [False] * (len(held) - kept) + [True] * kept
    assert all(waiting.had_no_room(*one) for one, stands in zip(held, there, strict=True) if not stands)


async def test_after_an_hour_it_is_over() -> None:
    """That is no want of room."""
    watch = Watch()
    waiting = Proposals(timer=watch)
    subject = await waiting.hold(ADA, proposal())
    watch.now = SECONDS - 1
    assert await waiting.find(ADA, subject) is not None
    watch.now = SECONDS

    assert await waiting.find(ADA, subject) is None
    assert (len(waiting), waiting.bytes, waiting.gave_way) == (0, 0, 0)
    assert not waiting.had_no_room(ADA, subject)
