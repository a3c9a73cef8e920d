"""Items are fair: every rule is shown refusing, and what is made obeys all of them."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from content.items import KINDS, Bank, Refused, make_item, make_items
from content.items.gaps import typed_places
from content.items.kin import KIND, SIBLINGS
from content.items.rules import RULES, SWAPPED, TRUE, refusal
from content.items.stems import stems
from content.items.tails import cuts
from content.items.words import alternatives, fitting_places, swaps
from content.leaning import leans
from content.model import Item, Pack, Quote, Speaker
from content.packs import read_file
from content.shipped import shipped_packs
from content.text import words
from tests.builders import quote

FIXTURES = Path(__file__).parent / "fixtures"
WANTED = (
    "I went down to the harbour every morning to watch the ships.",
    "My brother learned to swim in one summer to impress the neighbours.",
    "We closed the museum for a whole week to repair the ceilings.",
    "My aunt bought the oldest bicycle in the village to annoy the landlord.",
    "The monks rang the church bells at midnight to celebrate the winter.",
)
FAIR = Item(
    id="i", kind="missing-word", stimulus="I would rather have _____.", stem="Which word is missing?", key="tea",
    options=("tea", "jam", "ink"), quote_id="q",
)  # fmt: skip


@pytest.fixture(scope="module")
def round_table() -> Pack:
    """The shipped transcript: five voices."""
    return next(p for p in (s.pack() for s in shipped_packs()) if p.name == "the-round-table")


@pytest.fixture(scope="module")
def bank(round_table: Pack) -> Bank:
    """Its material."""
    return Bank(round_table.quotes, round_table.speakers)


@pytest.fixture(scope="module")
def items(round_table: Pack, bank: Bank) -> list[Item]:
    """Everything that can be asked about it."""
    return [item for q in round_table.quotes for item in make_items(bank, q)]


UNFAIR = {
    "too-few-options": replace(FAIR, options=("tea", "jam")),
    "not-one-right-answer": replace(FAIR, options=("tea", "Tea", "jam")),
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
    assert [refusal(i) for i in items] == [None] * len(items)
    assert all(i.key in i.options for i in items if i.options)
    assert {i.kind for i in items if not i.options} == {"missing-word"}


def test_all_kinds_are_made(items: list[Item], round_table: Pack) -> None:
    """Plenty of each, and the ids tell them apart; at the round table nobody interviews anybody."""
    count = Counter(i.kind for i in items)

    assert set(count) == set(KINDS) - {"which-question"}
    assert sum(i.kind == "missing-word" and bool(i.options) for i in items) >= 30
    assert min(count[k] for k in ("missing-word", "true-or-swapped", "who-said")) >= 30
    assert len({i.id for i in items}) == len(items)


def test_making_is_deterministic(round_table: Pack, items: list[Item]) -> None:
    """Another process makes the very same items, options in the same order."""
    again = Bank(round_table.quotes, round_table.speakers)

    assert [item for q in round_table.quotes for item in make_items(again, q)] == items


def test_the_key_stands_anywhere(items: list[Item]) -> None:
    """No position is the right one more often than chance allows: chi-square below its 0.1 % point."""
    for size, most in ((3, 13.8), (4, 16.3)):
        places = Counter(i.options.index(i.key) for i in items if len(i.options) == size)
        fair = sum(places.values()) / size
        assert sum((places[p] - fair) ** 2 / fair for p in range(size)) < most


def test_a_finished_quote_is_the_quote() -> None:
    """Beginning and key together are the words that were said; the other endings are about something else."""
    bank = Bank([quote(text) for text in WANTED], [])
    made = [i for q in bank.quotes if isinstance(i := make_item(bank, "finish-the-quote", q), Item)]

    assert len(made) == len(WANTED)
    for item, text in zip(made, WANTED, strict=True):
        assert f"{item.stimulus.removesuffix(' …')} {item.key}" == text
        assert all(any(text.endswith(option) for text in WANTED) for option in item.options)
        assert all(not stems(a) & stems(b) for a in item.options for b in item.options if a != b)


@pytest.mark.parametrize(
    "text",
    [
        "The plumber lost his favourite hammer and came back to look for that hammer.",
        "My sister painted the whole kitchen and asked me to look at it.",
        "The two pumps in the cellar failed and nobody wanted to repair both pumps.",
        "Everybody in the village agreed that the captain had promised to be there.",
        "We counted the boats in the harbour twice and decided to count to 40.",
    ],
)
def test_an_ending_that_goes_with_its_beginning_only_is_not_asked_for(text: str) -> None:
    """It says a word again, points back, agrees with it, or looks like no other."""
    assert not [cut for cut in cuts(text) if cut.tail.startswith("to ")]


def test_a_missing_word_fills_the_gap(items: list[Item], round_table: Pack) -> None:
    """The key, and only the key, restores the quote."""
    said = {q.id: q.text for q in round_table.quotes}
    for item in (i for i in items if i.kind == "missing-word"):
        assert item.stimulus.replace("_____", item.key) == said[item.quote_id or ""]
        assert not set(words(said[item.quote_id or ""])) & (set(item.options) - {item.key})


def test_a_word_that_is_typed_is_told_by_its_first_letter_and_its_length() -> None:
    """It stands in another quote too, and no other word of the pack begins, ends and is as long."""
    said = "Nobody asked the captain why the kettle was green."
    bank = Bank([quote(said), quote("A kettle is all that the captain needs."), quote("The curtain is green.")], [])
    made = make_item(bank, "missing-word", bank.quotes[0])

    assert [p.word for p in typed_places(bank, said)] == ["kettle"]  # "captain" might be "curtain"
    assert isinstance(made, Item)
    assert (made.stimulus, made.key, made.options) == (
        "Nobody asked the captain why the _____ was green.",
        "kettle",
        (),
    )
    assert made.stem == "Which word is missing? It begins with “k” and has 6 letters."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The lanterns and the lantern hung from the ceiling.", "another word of its family"),
        ("Lantern oil is never cheap.", "at the beginning, where every word is written large"),
        ("We read by lantern-light until noon.", "half of a word"),
        ("Something was wrong, probably somewhere else.", "words that tell nothing"),
        ("They were bloody shitty and brave.", "not in company"),
        ("What would you call the lantern, the lamp?", "said better at once"),
        ("I know about the oil, but the lantern of them!", "nobody can see of what"),
    ],
)
def test_words_that_are_not_typed(text: str, why: str) -> None:
    """Though another quote holds them."""
    again = "Lantern, shitty, wrong, probably, somewhere: I shout lantern and shitty at nobody in the light."

    assert [p.word for p in typed_places(Bank([quote(text), quote(again)], []), text)] == [], why


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Once they encounter a storm, the boats turn round.", True),
        ("Is this reasonable? Nobody in the harbour thinks so.", True),
        ("How much of it is paint and how much of it is rust?", True),
        ("Is it fair to say that nobody reads the plan?", False),
        ("People who say they can swim have never met a seal.", False),
        ("The boats turn round once they encounter a storm.", False),
    ],
)
def test_a_quote_that_points_back_is_not_asked_about(bank: Bank, text: str, back: bool) -> None:
    """What it points at is out of sight; who said it can be asked all the same."""
    rules = {refused(made) for k in KINDS if isinstance(made := make_item(bank, k, quote(text)), Refused)}

    assert leans(text) is back
    assert ("leaning-quote" in rules) is back
    assert "leaning-quote" not in {refused(make_item(Bank([], []), "who-said", quote(text)))}


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Every morning I -- we count the boats in the harbour.", True),
        ("You count the boats in the harbour, and then...", True),
        ("What do you call that...? The boats in the harbour.", True),
        ("“Who counts the boats in the harbour?”", True),
        ("Is, by the way, what we call a harbour without boats.", True),
        ("Is it late? We count them.", False),
        ("We count the boats... Nobody counts the gulls...", False),
    ],
)
def test_what_was_not_said_to_its_end_is_not_asked_about(bank: Bank, text: str, broken: bool) -> None:
    """And its ending is no option either."""
    rules = {refused(made) for k in KINDS if isinstance(made := make_item(bank, k, quote(text)), Refused)}

    assert ("broken-speech" in rules) is broken
    assert not Bank([quote(text)], []).cuts


def test_what_is_swapped_in_is_no_near_synonym() -> None:
    """Nobody remembers whether it was "often" or "usually"."""
    bank = Bank([quote("Our boats usually come home with nobody in the fog.")], [])
    place = next(p for p in fitting_places(bank, bank.quotes[0].text) if p.word == "usually")

    assert set(swaps(bank, bank.quotes[0], place, "true-or-swapped")) == {"sometimes", "rarely"}


def test_a_sibling_is_about_as_frequent() -> None:
    """Beside a common word a rare one would look odd, however well the pack knows it."""
    text = "Nobody told the doctor and nobody told the cat."
    bank = Bank([quote(text), quote("A pharmacist met a pharmacist."), quote("The surgeon slept.")], [])
    place = next(p for p in fitting_places(bank, text) if p.word == "doctor")

    assert alternatives(bank, bank.quotes[0], place, "missing-word")[-1] == "pharmacist"


def test_a_swapped_word_is_of_the_same_kind(items: list[Item], round_table: Pack) -> None:
    """What is shown differs from what was said in one word, or in none; the reveal tells which."""
    said = {q.id: q.text for q in round_table.quotes}
    shown = [i for i in items if i.kind == "true-or-swapped"]
    assert 0.3 < sum(i.key == TRUE for i in shown) / len(shown) < 0.7
    for item in shown:
        pairs = zip(words(item.stimulus), words(said[item.quote_id or ""]), strict=True)
        changed = [pair for pair in pairs if pair[0] != pair[1]]
        assert len(changed) == (item.key == SWAPPED)
        assert all(KIND[a] == KIND[b] and a in item.explanation for a, b in changed if a.islower() and a in KIND)


def test_an_answer_finds_its_question() -> None:
    """It shares a telling word with it, and with no other question on offer."""
    pack = read_file(FIXTURES / "lighthouse.md")
    bank = Bank(pack.quotes, pack.speakers, pack.language)
    made = [i for q in pack.quotes if isinstance(i := make_item(bank, "which-question", q), Item)]

    assert len(made) >= 2
    for item in made:
        assert stems(item.stimulus) & stems(item.key)
        assert all(len(o.split()) <= 20 and o.endswith("?") for o in item.options)
        assert item.explanation.startswith("Asked of")


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ("", "no-question"),
        ("Why is that so?", "empty-question"),
        ("How do the seals sleep in winter?", "answer-does-not-tell"),
        ("Who decides when the lamp is lit?", "echoes-its-question"),
        ("Have you never asked for a brighter winter?", "echoes-its-question"),
        ("Does it ever ask anybody in the village?", "leaning-question"),
        ("Who has seen the lamp in winter?", "too-few-options"),
    ],
)
def test_which_question_refuses(bank: Bank, asked: str, rule: str) -> None:
    """Without a question, with an empty one, where the answer could follow any, where nothing else was asked."""
    answer = replace(quote("The lamp decides for itself, and it has never asked anybody."), asked=asked)

    assert refused(make_item(bank, "which-question", answer)) == rule


def test_other_languages_play_what_needs_no_english(round_table: Pack) -> None:
    """Words are left out and swapped only where their kind is known."""
    foreign = Bank(round_table.quotes, round_table.speakers, "de")
    made = [make_item(foreign, k, q) for k in ("missing-word", "true-or-swapped") for q in foreign.quotes]

    assert {m.rule for m in made if isinstance(m, Refused)} <= {"no-telling-word", "points-back"}
    assert not any(m.options for m in made if isinstance(m, Item))
    assert isinstance(make_item(foreign, "who-said", foreign.quotes[0]), Item)


def test_sentences_follow_each_other_in_every_language() -> None:
    """The last sentence of a quote is asked for where nothing is known about its words."""
    said = (
        "港には誰もいませんでした。船長だけが灯台を見ていました。",
        "朝の市場はとても静かです。魚屋は新聞をゆっくり読みます。",
        "夜の雨は止みませんでした。猫が窓辺で長く眠っていました。",
        "父は毎日早く海へ行きました。妹は手紙をたくさん書いています。",
    )
    bank = Bank([quote(text) for text in said], [], "ja")
    made = [i for q in bank.quotes if isinstance(i := make_item(bank, "finish-the-quote", q), Item)]

    assert len(made) == len(said)
    assert all(f"{i.stimulus.removesuffix(' …')}{i.key}" in said for i in made)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The captain polished the brass lamp before breakfast.", {"breakfast"}),
        ("She reads Python Weekly and lives in South Africa.", set()),
        ("She was able to notice that nobody wrote.", set()),
        ("My pencil engine helped the train station.", set()),
        ("Nobody can exaggerate a storm twice.", {"storm"}),
        ("The nurse and the doctor agreed on a Tuesday.", {"Tuesday"}),
        ("We need two or three boxes.", set()),
        ("The lift took three things: a kettle, a rug, me.", set()),
        ("Even a large dog barks in the long run.", set()),
        ("My lawyer asked about the lawsuit.", set()),
        ("You never meet anybody here, and you rarely ask.", set()),
        ("The year was over, and the director of the bank left.", set()),
    ],
)
def test_which_words_can_be_asked_for(text: str, asked: set[str]) -> None:
    """Words with kin, where their kin could stand as well and nothing near tells them apart."""
    assert {p.word for p in fitting_places(Bank([], []), text)} == asked


def test_a_cut_never_tears_a_bracket() -> None:
    """Half a bracket tells which ending belongs to which beginning."""
    text = "We were able to see the coast (and with it the whole of the harbour) from up there."

    assert all(cut.head.count("(") == cut.head.count(")") for cut in cuts(text))


def test_who_said_needs_three_voices(round_table: Pack) -> None:
    """Two people cannot be told apart by chance better than by guessing: the two-voice pack plays other kinds."""
    two = {"Gudrun Brask", "Tobias Renn"}
    quotes = [q for q in round_table.quotes if q.speaker in two]
    small = Bank(quotes, [s for s in round_table.speakers if s.name in two])

    assert {refused(make_item(small, "who-said", q)) for q in quotes} == {"too-few-voices"}


def test_who_said_refuses_role_tells_and_strangers(bank: Bank, round_table: Pack) -> None:
    """An interviewer's question tells who asked; a voice heard once is known to nobody."""
    questions = [quote(f"What do you say about plan number {n}?", speaker="Host") for n in range(3)]
    stranger = quote("I was only passing by with the coffee, honestly.", speaker="Waiter")
    speakers = (*round_table.speakers, Speaker(name="Host"), Speaker(name="Waiter"))
    mixed = Bank([*round_table.quotes, *questions, stranger], speakers)

    assert refused(make_item(mixed, "who-said", questions[0])) == "role-tells"
    panel = [quote(f"My plan number {n} was a great success with nobody.", speaker="Host") for n in range(7)]
    lively = Bank([*round_table.quotes, *questions, *panel], speakers)
    assert refused(make_item(lively, "who-said", questions[0])) == "role-tells"
    assert isinstance(make_item(lively, "who-said", panel[0]), Item)
    chair = replace(stranger, text="Every one of you gets one experiment, so let's hear the first of them.")
    assert refused(make_item(mixed, "who-said", chair)) == "role-tells"
    assert refused(make_item(mixed, "who-said", stranger)) == "hardly-known-voice"
    anybody = replace(panel[0], text="I do think that it is just a matter of taste, really.")
    assert refused(make_item(lively, "who-said", anybody)) == "says-too-little"
    assert refused(make_item(mixed, "who-said", replace(stranger, speaker=None))) == "nobody-named"


def test_claims_in_our_words_are_asked_by_hand_only(bank: Bank) -> None:
    """What was not said word for word is no stimulus."""
    claim = quote("Plans burn better than they read, he claimed.", verbatim=False)

    assert {refused(make_item(bank, kind, claim)) for kind in KINDS} == {"not-verbatim"}


@pytest.mark.parametrize(
    "text",
    [
        "Nobody reads plans.",
        "One two three four five six seven eight nine.",
    ],
)
def test_quotes_that_cannot_be_cut(text: str) -> None:
    """Too short, or without a place where it would not feel torn."""
    assert cuts(text) == []


def refused(made: Item | Refused) -> str:
    """The rule that refused an item."""
    assert isinstance(made, Refused)
    return made.rule


def test_a_quote_alone_gives_little() -> None:
    """Without other quotes only words of the language are left to choose from."""
    only: Quote = quote("Nobody reads the plan until it catches fire on a Tuesday.")
    lonely = Bank([only], [Speaker(name="Ada Novak")])

    assert {i.kind for i in make_items(lonely, only)} == {"missing-word", "true-or-swapped"}
    assert refused(make_item(lonely, "who-said", only)) == "too-few-voices"
    assert refused(make_item(lonely, "finish-the-quote", only)) in {"too-few-endings", "no-place-to-cut"}


def test_kin_have_one_home() -> None:
    """A word stands in one set, and every word of a set has its kin in it."""
    assert all(word in SIBLINGS[other] for word, others in SIBLINGS.items() for other in others)
    assert all(len(set(others)) == len(others) for others in SIBLINGS.values())


def test_askers_are_nobodys_rivals() -> None:
    """Whoever only asks is no option beside those who answer: three who answer are needed."""
    pack = read_file(FIXTURES / "lighthouse.md")
    bank = Bank(pack.quotes, pack.speakers, pack.language)
    guests = read_file(FIXTURES / "night-shift.md")
    night = Bank(guests.quotes, guests.speakers, guests.language)
    made = [i for q in guests.quotes if isinstance(i := make_item(night, "who-said", q), Item)]

    assert "too-few-voices" in {refused(make_item(bank, "who-said", q)) for q in pack.quotes}
    assert made
    assert all(set(i.options) == {"Rafael Quintana", "Ingrid Solberg", "Tobi Lang"} for i in made)
