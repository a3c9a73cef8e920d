"""A table that is kept as text tells what a dictionary would, and the lists kept so tell what their files hold."""

import gzip
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spellchecker import SpellChecker

from content.long_tables import LongTable
from content.runs import _FILE, runs
from content.text import fold
from content.vocabulary import COVERED, frequencies

WORDS = st.text(st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), max_size=5)


@given(st.dictionaries(WORDS, st.integers(0, 99), max_size=40), st.lists(WORDS, max_size=10), st.sampled_from([0, 2]))
def test_it_tells_what_a_dictionary_would(held: dict[str, int], others: list[str], remembered: int) -> None:
    """Whatever it is asked for, once or again, and however many lines were announced."""
    table = LongTable(((k, str(v)) for k, v in held.items()), len(held) // 2, int, remembered=remembered)

    assert dict(table.items()) == held
    assert len(table) == len(held)
    for word in [*held, *others] * 2:
        assert (table.get(word), word in table) == (held.get(word), word in held)
    assert table.get("never in it", 7) == 7


@pytest.mark.parametrize("asked", ["a\t1", "a\n", "\ud800", ""])
def test_what_no_key_can_be_is_not_there(asked: str) -> None:
    """Nothing of a line is taken for a key, and half a character stops nobody."""
    table = LongTable([("a", "1"), ("b", "2")], 2, int)

    assert asked not in table
    with pytest.raises(KeyError):
        table[asked]


@pytest.mark.parametrize("language", COVERED)
def test_the_words_of_a_language_are_those_of_its_list(language: str) -> None:
    """Each folded word is said as often as the most frequent one of those that fold to it."""
    known = SpellChecker(language=language, distance=1).word_frequency
    expected: dict[str, int] = {}
    for word in known.words():
        expected[fold(word)] = max(known[word], expected.get(fold(word), 0))

    assert dict(frequencies(language).items()) == expected


def test_what_follows_each_other_is_what_was_counted() -> None:
    """Every line of the file, and the sum of each."""
    with gzip.open(_FILE, "rt", encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("# ")]
    for line in lines:
        before, _, counts = line.rstrip("\n").partition("\t")
        parts = counts.split(" ")
        expected = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
        assert runs().after[before] == expected
        assert runs().totals[before] == sum(expected.values())
    assert len(runs().after) == len(runs().totals) == len(lines)


def test_it_takes_hardly_more_than_its_text() -> None:
    """A dictionary of the same words takes five times as much, without the words."""
    table = frequencies("en")
    assert isinstance(table, LongTable)
    text = sum(len(f"{word}\t{said}\n".encode()) for word, said in table.items())

    assert table.bytes < 1.2 * text
    assert sys.getsizeof(dict.fromkeys(range(len(table)))) > table.bytes
