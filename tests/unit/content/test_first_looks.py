"""What is looked for before a pattern is tried hides nothing that the pattern finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.items import numbers
from content.quotes import independence, refusals, shown

PATTERNS = {
    "advertisements": (refusals._ADVERTISEMENT, refusals._ADVERTISED),
    "announcements": (refusals._ANNOUNCEMENT, refusals._ANNOUNCED),
    "words that cannot be understood": (refusals._unclear(), tuple("[(<{")),
    "what was said before": (independence._DEMONSTRATES, independence._DEMONSTRATED),
    "what somebody recalls": (independence._RECALLS, independence._RECALLED),
    "and so on": (independence._AND_SO_ON, independence._SO_GOES_ON),
    "spaces": (shown._SPACES, shown._LOOSE_MARKS),
    "spaces before marks": (shown._BEFORE_MARK, shown._LOOSE_MARKS),
}


@pytest.mark.parametrize("name", PATTERNS)
@given(data=st.data())
def test_what_a_pattern_finds_is_seen_at_first_look(name: str, data: st.DataObject) -> None:
    pattern, parts = PATTERNS[name]
    text = data.draw(st.from_regex(re.compile(pattern.pattern, re.ASCII)))
    assert any(part in text for part in parts), text


@given(st.from_regex(re.compile(shown._HINT.pattern, re.ASCII)))
def test_what_may_be_left_out_is_seen_at_first_look(text: str) -> None:
    assert shown._is_hinted(text) is (shown._HINT.search(text) is not None)


@given(st.sampled_from("er erm never perhaps over-er er, under um number".split()), st.sampled_from(("", "so ", "so-")))
def test_a_sound_is_a_word_of_its_own(said: str, before: str) -> None:
    text = f"{before}{said} it burnt"
    assert shown._is_hinted(text) is (shown._HINT.search(text) is not None)


@pytest.mark.parametrize(
    "text", ["12 plans", "twelve plans", "forty-five", "Ninety of them", "two hundred", "a million"]
)
def test_numbers_that_can_be_asked_for_are_seen_at_first_look(text: str) -> None:
    assert numbers._may_count(text)


@given(st.integers(12, 10**12 - 1))
def test_numbers_in_words_are_seen_at_first_look(value: int) -> None:
    said = _spelt(value)
    assert numbers.value_of(said) is None or numbers._may_count(said)


def _spelt(value: int) -> str:
    """Its largest part as people say it: "forty-five thousand"."""
    ones = {v: k for k, v in numbers._ONES.items()}
    tens = {v: k for k, v in numbers._TENS.items()}
    scale = next((n for n in ("billion", "million", "thousand", "hundred") if value >= numbers._SCALES[n]), "")
    count = value // numbers._SCALES.get(scale, 1) % 100 or 1
    ten, one = count // 10 * 10, count % 10
    word = ones.get(count) or "-".join(filter(None, (tens.get(ten), ones.get(one))))
    return f"{word} {scale}".strip()
