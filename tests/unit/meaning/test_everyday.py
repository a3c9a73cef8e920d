"""What anything that is said has in common, and how near is near to a model."""

import pytest

from bot.meaning.choice import choose
from bot.meaning.directions import Directions, middle_of
from bot.meaning.everyday import OF_MINILM, SENTENCES, everyday, scale


def test_the_middle_is_the_mean_of_unit_vectors() -> None:
    """However long each was; shorter, the more they differ; nothing where all say nothing."""
    direction, length = middle_of([bytes([100, 0]), bytes([0, 3])])
    assert direction == bytes([127, 127])
    assert length == pytest.approx(0.5**0.5)
    assert middle_of([bytes([9, 0]), bytes([70, 0])]) == (bytes([127, 0]), 1.0)
    assert middle_of([bytes(2)]) == (bytes(2), 0.0)


def test_some_are_from_all_over() -> None:
    """At most so many; all where they are few."""
    many = Directions(bytes(range(120)), 1)
    assert many.some(30) == [bytes([n]) for n in range(0, 120, 4)]
    assert many[7] == bytes([7])
    assert len(many.some(500)) == 120


def test_how_near_is_near_is_known_of_a_model() -> None:
    """By sentences that have nothing to do with each other; what is told of all-MiniLM-L6-v2 is so."""
    shipped, load = choose("").embedder, choose("minilm").stronger
    assert shipped is not None
    assert load is not None
    assert len({*everyday(shipped)}) == len(SENTENCES) >= 40
    assert scale(shipped).mean > 2 * scale(load()).mean
    assert scale(load()) == pytest.approx(OF_MINILM, abs=0.002)
