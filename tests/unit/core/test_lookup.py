"""Half-remembered words find the quote, and words that nobody said find nothing."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.index import QuoteIndex
from bot.library.lookup import NOTHING_HELD, Found, NotFound, Postings, Result, Unsure, search, strip_lead_in, terms
from bot.library.lookup.rerank import rank
from content.text import words
from tests.benchmarks.corruptions import loosely, remembered
from tests.builders import pack, stored
from tests.shared import INTERVIEW, needs

QUOTES = (
    "A backup that has never been restored is a rumour with a file name.",
    "Half of my work is explaining that temporary is a unit of time.",
    "Tea first, decisions later, regrets in the minutes.",
    "Планы нужны, чтобы знать, от чего мы отступили.",
    "計画は燃えるまで誰も読まない。",
    "A backup plan is a plan that nobody has read before the fire.",
    "من جدّ وجد ومن زرع حصد في آخر الموسم",
    "ไม่มีใครอ่านแผนจนกว่ามันจะไหม้",
    "Der Plan wird erst gelesen, wenn er längst brennt – so ist das in Göttingen.",
    "Nobody reads the plan until the day it catches fire.",
)


def posted(*texts: str) -> Postings:
    """An index in memory over these, numbered from 0."""
    return QuoteIndex().over([stored(1, pack("quotes", *texts), first=0)])


@pytest.fixture(scope="module")
def postings() -> Postings:
    """A small library of several scripts."""
    return posted(*QUOTES)


def best(result: Result) -> int | None:
    """The first match, whatever its certainty."""
    match result:
        case Found(match=match):
            return match.key
        case Unsure(matches=matches):
            return matches[0].key
        case NotFound():
            return None


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("a backup that has never been restored is a rumour with a file name", 0),
        ("a backup that has never", 0),
        ("rumour with a file name", 0),
        ("who said that thing about a backup never restord being a rumor", 0),
        ("temporary unit of time", 1),
        ("regrets in minutes, tea first", 2),
        ("“Tea first, decisions later”", 2),
        ("знать от чего мы отступили", 3),
        ("отступиил от планов", 3),
        ("計画は燃える", 4),
        ("誰も読まない", 4),
        ("backup plan nobody read", 5),
        ("زرع حصد", 6),
        ("ومن زرع حصد", 6),
        ("ไม่มีใครอ่านแผน", 7),
        ("wenn er laengst brennt", 8),
        ("gottingen", 8),
        ("NOBODY READS THE PLAN", 9),
    ],
)
def test_words_find_their_quote(postings: Postings, query: str, key: int) -> None:
    """Exact, by its beginning, fragments, typos, another order, lead-ins, any script."""
    assert best(search(postings, QUOTES.__getitem__, query)) == key


@pytest.mark.parametrize(
    "query", ["", "???", "🙂", '"(', "\u202e\u200b", "quantum llamas on parade", "\u0301" * 10_000, "a" * 10_000]
)
def test_what_nobody_said_is_not_found(postings: Postings, query: str) -> None:
    """Nothing at all, nothing but signs, other words."""
    assert search(postings, QUOTES.__getitem__, query) == NotFound()


def test_without_an_index_nothing_is_held() -> None:
    """A library that is only counted needs none."""
    assert (NOTHING_HELD.size, NOTHING_HELD.frequency("tea")) == (0, 0)
    assert NOTHING_HELD.candidates(["tea"], 9) == []
    assert NOTHING_HELD.holding(["tea"], 9) == []
    assert search(NOTHING_HELD, QUOTES.__getitem__, "tea first") == NotFound()


@pytest.mark.parametrize("query", ["the of and", "a", "is a", "that"])
def test_small_words_make_nothing_stand_out(postings: Postings, query: str) -> None:
    """They are everywhere."""
    assert not isinstance(search(postings, QUOTES.__getitem__, query), Found)


@pytest.mark.parametrize(
    "query",
    [
        "everybody reads the plan until the day it catches fire", "everyone reads the plan until it catches fire",
        "a backup that has always been restored is a rumour", "tea last, decisions later, regrets in the minutes",
    ],
)  # fmt: skip
def test_the_opposite_is_not_found(postings: Postings, query: str) -> None:
    """What was said may be named, but never for sure."""
    assert not isinstance(search(postings, QUOTES.__getitem__, query), Found)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("nobody reads the plan until it catches fire", 9), ("no one reads the plan until the day it catches fire", 9),
        ("a backup never restored is a rumour with a file name", 0),
        ("a backup that hasn't been restored is a rumour", 0),
    ],
)  # fmt: skip
def test_the_same_denial_in_other_words_is_found(postings: Postings, query: str, key: int) -> None:
    """Who says no another way means the same."""
    result = search(postings, QUOTES.__getitem__, query)
    assert isinstance(result, Found)
    assert result.match.key == key


@pytest.mark.parametrize("query", ["s", "n", "s t", "a"])
def test_a_letter_finds_nothing(query: str) -> None:
    """Though a word's ending stands by itself somewhere."""
    texts = ("You are the first one(s) to realize that n is large.", *QUOTES)
    assert not isinstance(search(posted(*texts), texts.__getitem__, query), Found)


@pytest.mark.parametrize(("query", "whole"), [("rumour", False), ("gottingen", False), (QUOTES[0], True)])
def test_nothing_but_the_very_words_is_quite_certain(postings: Postings, query: str, whole: bool) -> None:
    """One word, however rare, is not."""
    result = search(postings, QUOTES.__getitem__, query)
    assert isinstance(result, Found)
    assert (result.match.confidence > 0.99) is whole


@given(st.lists(st.sampled_from("the plan burns and tea plans burnt a no".split()), min_size=3, max_size=9), st.data())
def test_nothing_scores_as_high_as_the_very_words(said: list[str], data: st.DataObject) -> None:
    """Not what holds them and more, has them twice, or in another order, or spells one nearly so."""
    word = st.sampled_from(said)
    others = [
        [*said, data.draw(word)], [data.draw(word), *said], [*said, *said], said[::-1], said[1:],
        [word.replace("plan", "plam") for word in said], data.draw(st.permutations(said)),
    ]  # fmt: skip
    texts = [other for other in others if other != said] + [said]
    first, second, *_ = rank(said, range(len(texts)), texts.__getitem__, posted(*map(" ".join, texts)))

    assert first.key == len(texts) - 1
    assert first.score == pytest.approx(1)
    assert second.score < 1 - 1e-9


def test_one_misspelt_word_is_not_certain(postings: Postings) -> None:
    """It may be another word."""
    assert not isinstance(search(postings, QUOTES.__getitem__, "rumoor"), Found)


def test_a_withheld_quote_is_not_there(postings: Postings) -> None:
    """What may not be shown is neither found nor a rival of the others."""
    held_back = search(postings, QUOTES.__getitem__, "a backup that has never been restored", hides={0}.__contains__)
    without = search(
        postings, QUOTES.__getitem__, "a backup plan is a plan that nobody has read", hides={9}.__contains__
    )

    assert best(held_back) != 0
    assert isinstance(without, Found)


SOUP = (
    "Love does not scale, soup does not scale, and my knees certainly do not.",
    "That is lovely, and it does not scale.",
    *QUOTES,
)


@pytest.mark.parametrize(
    ("query", "left", "sure"),
    [
        # Who remembers the line that left is not sent to somebody else's as if it were that.
        ("love does not scale soup", {0}, False),
        ("my knees do not scale", {0}, False),
        # What stands is found as ever: by its very words, and where it answers better.
        ("lovely and it does not scale", {0}, True),
        ("that is lovely but it does not scale", {0}, True),
        ("that is lovely but it does not scale", set[int](), True),
    ],
)
def test_words_of_a_line_that_left_make_no_other_certain(query: str, left: set[int], sure: bool) -> None:
    """Though nothing else is like them."""
    result = search(posted(*SOUP), SOUP.__getitem__, query, hides=left.__contains__, left=left.__contains__)

    assert isinstance(result, Found) is sure
    assert best(result) != 0


def test_two_quotes_with_the_same_words_are_both_named() -> None:
    """Which one was meant cannot be known."""
    texts = ("We ship on Fridays because we like living.", "We ship on Fridays because we never learn.", *QUOTES)
    result = search(posted(*texts), texts.__getitem__, "we ship on fridays because")

    assert isinstance(result, Unsure)
    assert {m.key for m in result.matches[:2]} == {0, 1}


@pytest.mark.parametrize(
    ("query", "stripped"),
    [
        ("who said that thing about the kettle", "the kettle"),
        ("something like never restored", "never restored"),
        ("that", "that"),
    ],
)
def test_lead_ins_are_stripped(query: str, stripped: str) -> None:
    """But never the whole query."""
    assert strip_lead_in(query) == stripped


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don’t panic!", ["dont", "panic"]),
        ("Ёлка, café", ["елка", "cafe"]),
        ("GPT計画は", ["gpt", "計画", "画は"]),
        ("本", ["本"]),
        ("", []),
    ],
)
def test_terms_of_any_script(text: str, found: list[str]) -> None:
    """Words without marks and apostrophes; pairs of characters where nothing is between words."""
    assert terms(text) == found


def sentences() -> list[str]:
    """The interview's sentences of 8–45 words, in a fixed random order."""
    text = re.sub(r"(?m)^[A-Z]\w+ [A-Z]\w+: ", "", INTERVIEW.read_text(encoding="utf-8"))
    found = [s for p in text.split("\n") for s in re.split(r"(?<=[.!?]) +", p) if 8 <= len(s.split()) <= 45]
    return random.Random(3).sample(sorted(set(found)), len(set(found)))


@needs(INTERVIEW)
def test_the_interview_is_found_by_half_remembered_words() -> None:
    """The right sentence first for at least 97 of 100; held-out sentences are almost never “found”.

    The benchmark does the same on a hundred thousand sentences, and beside other methods.
    """
    said = sentences()
    held_out, known = said[:90], said[90:]
    postings, rng = posted(*known), random.Random(11)
    targets = rng.sample(range(len(known)), 240)
    searches = remembered([known[t] for t in targets], rng, {})
    right = [best(search(postings, known.__getitem__, q.typed)) == t for t, q in zip(targets, searches, strict=True)]
    absent = [search(postings, known.__getitem__, q.typed) for q in remembered(held_out, rng, {})]

    assert sum(right) / len(right) >= 0.97
    assert sum(isinstance(r, Found) for r in absent) / len(absent) <= 0.06


@needs(INTERVIEW)
def test_a_loose_paraphrase_is_named_in_a_library_of_a_few_hundred() -> None:
    """Half of the telling words among others name the right one first, sure or unsure; for what was never said seldom
    anything is named.
    """
    said, rng = sentences(), random.Random(7)
    held_out, known = said[:90], said[90:]
    postings = posted(*known)

    def asked(sentence: str) -> Result:
        return search(postings, known.__getitem__, loosely(words(sentence), words(rng.choice(held_out)), rng).typed)

    named = [best(asked(sentence)) == number for number, sentence in enumerate(known)]
    absent = [asked(sentence) for sentence in held_out]

    assert sum(named) / len(named) >= 0.9
    assert sum(isinstance(r, NotFound) for r in absent) / len(absent) >= 0.85


@needs(INTERVIEW)
@pytest.mark.parametrize(
    ("query", "found"),
    [("it is what it is", False), ("and so it is that we are", False), ("to be or not to be", True)],
)
def test_small_words_stand_out_only_where_they_are_literally_there(query: str, found: bool) -> None:
    """In a library of a few hundred quotes that all hold some of them."""
    known = [*sentences(), "To be or not to be, that is the question here."]

    assert isinstance(search(posted(*known), known.__getitem__, query), Found) is found
