"""Items are fair: every rule is shown refusing, and what is made obeys all of them."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from content.items import KINDS, MADE, Bank, Refused, candidates, make_item, offers_about, worth
from content.items.rules import RULES, refusal
from content.items.worth import LAST
from content.model import Item, Pack, Quote, Speaker
from content.packs import read_file
from tests.builders import offered, quote, refused

FIXTURES = Path(__file__).parent / "fixtures"
FAIR = Item(
    id="i", kind="missing-word", stimulus="I would rather have _____.", stem="Which word is missing?", key="tea",
    options=("tea", "jam", "ink"), quote_id="q",
)  # fmt: skip


UNFAIR = {
    "too-few-options": replace(FAIR, options=("tea", "jam")),
    "not-one-right-answer": replace(FAIR, options=("tea", "Tea", "jam")),
    "unanswerable": replace(FAIR, key="\u200b", options=()),
    "uneven-options": replace(FAIR, options=("tea", "jam", "a very long answer indeed")),
    "key-leaks": replace(FAIR, stimulus="Tea is what I want: _____."),
    "too-long": replace(FAIR, stimulus="word " * 70),
    "incomplete-stem": replace(FAIR, stem="which word"),
    "negative-stem": replace(FAIR, stem="Which word is not missing?"),
    "points-back": replace(FAIR, stimulus="Of these two I want _____."),
    "catch-all": replace(FAIR, options=("tea", "none of the", "jam and ink")),
}


def test_a_fair_item_breaks_no_rule() -> None:
    """The measure for the table below."""
    assert refusal(FAIR) is None


@pytest.mark.parametrize("rule", [name for name, _ in RULES])
def test_each_rule_refuses(rule: str) -> None:
    """Every rule has an item that breaks it."""
    broken = dict(RULES)[rule]

    assert broken(UNFAIR[rule])
    assert refusal(UNFAIR[rule]) is not None


def test_every_item_obeys_every_rule(items: list[Item]) -> None:
    """What comes out of the makers is fair by the same rules."""
    assert [refusal(i, KINDS[i.kind].exempt) for i in items if i.kind != "agree"] == [None] * sum(
        i.kind != "agree" for i in items
    )
    assert all(i.key in i.options for i in items if i.options and i.kind != "agree")
    assert {i.kind for i in items if not i.options} <= {"missing-word", "bluff"}


def test_all_kinds_are_made(items: list[Item], round_table: Pack) -> None:
    """And the ids tell them apart; at the round table nobody interviews anybody."""
    count = Counter(i.kind for i in items)

    assert set(count) <= set(MADE) - {"which-question", "who-answered"}
    assert count["who-said"] >= 10
    assert len({i.id for i in items}) == len(items)


def test_making_is_deterministic(round_table: Pack, items: list[Item]) -> None:
    """Another process makes the very same items, options in the same order."""
    again = Bank(round_table.quotes, round_table.speakers)

    assert [item for q in round_table.quotes for k in MADE for item in candidates(again, k, q)] == items


def test_the_key_stands_anywhere(items: list[Item]) -> None:
    """No position is the right one more often than chance allows: chi-square below its 0.1 % point."""
    for size, most in ((3, 13.8), (4, 16.3)):
        places = Counter(i.options.index(i.key) for i in items if len(i.options) == size)
        if not places:
            continue
        fair = sum(places.values()) / size
        assert sum((places[p] - fair) ** 2 / fair for p in range(size)) < most


def test_an_answer_finds_its_question() -> None:
    """The others were asked near by, and are whole questions."""
    pack = read_file(FIXTURES / "lighthouse.md")
    bank = Bank(pack.quotes, pack.speakers, pack.language)
    made = [i for q in pack.quotes if isinstance(i := offered(bank, "which-question", q), Item)]

    assert made
    for item in made:
        assert all(len(o.split()) <= 20 and o.endswith("?") for o in item.options)
        assert item.explanation.startswith("Asked of")


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("", "no-question"),
        ("Why is that so?", "empty-question"),
        ("How do the seals sleep in winter?", "too-few-questions"),
        ("The lamp is lit by itself in the winter, right?", "leaning-question"),
        ("What did Gudrun think of the lamp in the winter?", "leaning-question"),
    ],
)
def test_which_question_refuses(bank: Bank, asked: str, rule: str) -> None:
    """Without a question, with an empty one, one that names somebody else, or where nothing else was asked."""
    answer = replace(quote("The lamp decides for itself, and it has never asked anybody."), asked=asked, turn=999)
    alone = Bank([answer, *bank.quotes], bank.speakers)

    assert refused(offered(alone, "which-question", answer)) == rule


def test_other_languages_play_what_needs_no_english(round_table: Pack) -> None:
    """Words are left out and swapped only where their kind is known."""
    foreign = Bank(round_table.quotes, round_table.speakers, "de")
    made = [offered(foreign, k, q) for k in ("missing-word", "true-or-swapped") for q in foreign.quotes]

    refused_by = {m.rule for m in made if isinstance(m, Refused)}
    assert refused_by <= {"no-telling-word", "no-word-to-swap-in", "too-few-distractors", "points-back"}
    assert all(
        m.key in foreign.makes for m in made if isinstance(m, Item) and m.options and m.kind != "true-or-swapped"
    )
    assert any(isinstance(offered(foreign, "who-said", q), Item) for q in foreign.quotes)


def test_sentences_follow_each_other_in_every_language() -> None:
    """The last sentence of a quote is asked for where nothing is known about its words."""
    said = (
        "港には誰もいませんでした。船長だけが灯台を見ていました。",
        "朝の市場はとても静かです。魚屋は新聞をゆっくり読みます。",
        "夜の雨は止みませんでした。猫が窓辺で長く眠っていました。",
        "父は毎日早く海へ行きました。妹は手紙をたくさん書いています。",
    )
    bank = Bank([quote(text) for text in said], [], "ja")
    made = [i for q in bank.quotes if isinstance(i := offered(bank, "finish-the-quote", q), Item)]

    assert len(made) == len(said)
    assert all(f"{i.stimulus.removesuffix(' …')}{i.key}" in said for i in made)


def test_claims_in_our_words_are_asked_by_hand_only(bank: Bank) -> None:
    """What was not said word for word is no stimulus."""
    claim = quote("Plans burn better than they read, he claimed.", verbatim=False)

    assert {refused(offered(bank, kind, claim)) for kind in MADE} == {"not-verbatim"}


def test_a_quote_alone_gives_little() -> None:
    """Without other quotes only known names are left to choose from."""
    only: Quote = quote("My plan caught fire the moment that I carried it through Portland.")
    lonely = Bank([only], [Speaker(name="Ada Novak")])

    assert {i.kind for k in MADE for i in candidates(lonely, k, only)} == {"missing-word", "true-or-swapped"}
    assert refused(offered(lonely, "who-said", only)) == "too-few-voices"
    assert refused(offered(lonely, "finish-the-quote", only)) in {"too-few-endings", "no-place-to-cut"}


def test_what_is_hardly_worth_asking_is_offered_to_who_asks_for_it(bank: Bank, round_table: Pack) -> None:
    """With its worth; by itself it is not asked."""
    kind = "finish-the-quote"
    offered_ = {q.id: made for q in round_table.quotes if not isinstance(made := offers_about(bank, kind, q), Refused)}
    asked = [make_item(bank, kind, q) for q in round_table.quotes if q.id in offered_]

    assert offered_
    assert all(offer.worth < LAST for made in offered_.values() for offer in made)
    assert {refused(made) for made in asked} == {"hardly-worth-asking"}


def test_of_each_form_the_best_is_offered() -> None:
    """Of several names in a quote; a name that can be pressed may be typed as well."""
    pack = read_file(FIXTURES / "harbour-office.md")
    bank = Bank(pack.quotes, pack.speakers, pack.language, pack.source.title)
    found = 0
    for asked in pack.quotes:
        made = offers_about(bank, "missing-word", asked)
        every = list(candidates(bank, "missing-word", asked))
        for offer in () if isinstance(made, Refused) else made:
            same = [worth(bank, i, asked) for i in every if bool(i.options) is bool(offer.item.options)]
            assert offer.worth == max(same)
            found += 1

    assert found > 10
