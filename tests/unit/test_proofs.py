"""What of a large proof is tried by `make test`, and by `make proofs`."""

from collections.abc import Iterator

import pytest

from tests import proofs


@pytest.fixture
def whole() -> Iterator[None]:
    """As `make proofs` runs."""
    before = proofs.are_whole()
    proofs.make_whole(whole=True)
    yield
    proofs.make_whole(whole=before)


@pytest.fixture
def drawn_from() -> Iterator[None]:
    """As `make test` runs."""
    before = proofs.are_whole()
    proofs.make_whole(whole=False)
    yield
    proofs.make_whole(whole=before)


@pytest.mark.usefixtures("drawn_from")
def test_what_must_be_there_is_and_of_the_others_one_in_so_many() -> None:
    """Always the same ones, in their order; of a few still one."""
    first, again = (proofs.drawn(range(100), one_in=10, always=(7, 93)) for _ in range(2))

    assert first == again == sorted(first)
    assert {7, 93} <= {*first}
    assert len(first) == 2 + 10
    assert len(proofs.drawn("abc", one_in=10)) == 1
    assert proofs.drawn("", one_in=10) == []


@pytest.mark.usefixtures("whole")
def test_a_whole_proof_leaves_nothing_out() -> None:
    """Whatever would be drawn."""
    assert proofs.drawn("abc", one_in=3, always="b") == ["a", "b", "c"]
