"""The judge's case law is in tables: unit/cases/judge*.tsv."""

import csv
import random
import string
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Barrier, Thread
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.games.judging import ANSWER_LIMIT, Verdict, judge, prepare
from bot.games.judging.hedges import strip_hedges
from bot.games.judging.normal import readings
from bot.games.rules import judge_answer
from bot.likeness.marks import symbols
from bot.likeness.person_names import name_words
from content import vocabulary
from content.model import Item
from content.text import fold
from content.vocabulary import COVERED

CASES = sorted((Path(__file__).parents[1] / "cases").glob("judge*.tsv"))
ROSTER = ("Maya Okafor", "Tim Cook", "Jim Beck", "Satya Nadella", "Renée Zellweger", "Paul Graham", "Paul Allen")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def name_of(row: dict[str, str]) -> str:
    """How a row is called in the report."""
    return f"{row['kind']}: {row['key'][:20]}: {row['answer'][:40]}"


@pytest.mark.parametrize("row", [row for path in CASES for row in rows(path)], ids=name_of)
def test_the_case_law(row: dict[str, str]) -> None:
    """Verdict and reason of every row."""
    accept, rivals, reject = (
        [form for form in row.get(column, "").split("|") if form] for column in ("accept", "rivals", "reject")
    )
    judged = judge(key=row["key"], accept=accept, rivals=rivals, reject=reject, answer=row["answer"])

    assert (judged.verdict.value, judged.reason) == (row["verdict"], row["reason"])


@pytest.mark.parametrize(
    "row", [row for path in CASES for row in rows(path) if row.get("expected") == "not-accept"], ids=name_of
)
def test_what_is_not_right_is_not_accepted_in_a_language_that_is_told(row: dict[str, str]) -> None:
    """A pack tells its language, words alone only let it be guessed: neither makes a wrong answer right."""
    rivals = [form for form in row["rivals"].split("|") if form]
    judged = judge(key=row["key"], rivals=rivals, answer=row["answer"], language=row["language"])

    assert judged.verdict is not Verdict.ACCEPT


@pytest.mark.parametrize("row", rows(CASES[0].with_name("items.tsv")), ids=name_of)
def test_the_rulings_on_items(row: dict[str, str]) -> None:
    """Options are taken word for word; what is asked back is the item's own; its words are no misspellings."""
    options, rivals, prompts = (tuple(filter(None, row[c].split("|"))) for c in ("options", "rivals", "prompts"))
    asked_back = tuple((form, ask) for form, _, ask in (p.partition("=") for p in prompts))
    item = Item(
        id="i", kind="hand-written", stimulus=row["stimulus"], stem="Which?", key=row["key"], options=options,
        rivals=rivals, prompts=asked_back,
    )  # fmt: skip

    judged = judge_answer(item, row["answer"])

    assert (judged.verdict.value, judged.reason, judged.ask) == (row["verdict"], row["reason"], row["ask"])


@pytest.mark.parametrize(
    ("key", "answer", "told"),
    [
        ("Brunhilde", "the mixer Brunhilde", ("accept", "exact")),
        ("Brunhilde", "our mixer brunhild", ("accept", "typo")),
        ("Brunhilde", "the mixer called Brunhilde", ("accept", "exact")),
        # The question says nothing of a machine, nor of what is wrong with it.
        ("Brunhilde", "the machine Brunhilde", ("prompt", "added")),
        ("Brunhilde", "the fake Brunhilde", ("prompt", "added")),
        ("Brunhilde", "the mixer Bertha", ("reject", "too-far")),
        ("Brunhilde", "the oven", ("reject", "too-far")),
        ("Brunhilde", "the mixer Gudrun", ("reject", "too-far")),
        ("Brunhilde", "not the mixer Brunhilde", ("reject", "negation")),
        ("Stephen King", "the Larry King", ("reject", "too-far")),
        ("WHO", "the mixer who", ("reject", "too-far")),
    ],
)
def test_a_name_may_stand_behind_what_it_is_the_name_of(key: str, answer: str, told: tuple[str, str]) -> None:
    """As the question says it; by another word it is asked back about, and another name stays wrong."""
    judged = judge(key=key, asked=("what", "is", "our", "mixer", "called"), answer=answer)

    assert (judged.verdict.value, judged.reason) == told


def test_another_name_behind_it_is_the_other() -> None:
    """Among several that are known it is whoever is named."""
    for rivals in (("Gudrun",), ("Mixer",)):
        answer = f"the mixer {rivals[0]}"
        assert judge(key="Brunhilde", rivals=rivals, asked=("mixer",), answer=answer).verdict is Verdict.REJECT


def misspelt(text: str, rng: random.Random) -> str:
    """One letter inside a word left out, changed or swapped with its neighbour."""
    place = rng.choice([i for i in range(1, len(text) - 1) if text[i - 1 : i + 2].isalpha()])
    match rng.randrange(3):
        case 0:
            return text[:place] + text[place + 1 :]
        case 1:
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        case _:
            return text[:place] + rng.choice(string.ascii_lowercase) + text[place + 1 :]


def test_one_typo_in_a_name_is_forgiven() -> None:
    """At least 95 % of full names with one typo, against a whole roster."""
    rng = random.Random(5)
    tries = [(key, misspelt(key, rng)) for key in ROSTER for _ in range(60)]
    accepted = sum(judge(key=k, rivals=ROSTER, answer=said).verdict is Verdict.ACCEPT for k, said in tries)

    assert accepted / len(tries) >= 0.95


def test_another_name_of_the_roster_is_never_accepted() -> None:
    """Full, surname, misspelt: whoever names somebody else is wrong."""
    rng = random.Random(6)
    for key in ROSTER:
        for other in (name for name in ROSTER if name != key):
            for said in (other, other.split()[1], other.upper(), misspelt(other, rng)):
                assert judge(key=key, rivals=ROSTER, answer=said).verdict is not Verdict.ACCEPT, (key, said)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("x" * 201, "too-long"),
        ("e" + "\u0301" * 10_000, "too-long"),
        ("…!?", "empty"),
        ("🙂🙂", "empty"),
        ("\u200b\u202e", "empty"),
        ("", "empty"),
    ],
)
def test_junk_is_refused_quickly(answer: str, reason: str) -> None:
    """Nothing is compared for an answer that says nothing or too much."""
    judged = judge(key="Tim Cook", rivals=ROSTER, answer=answer)

    assert (judged.verdict, judged.reason) == (Verdict.REJECT, reason)


def calls(work: Callable[[], object]) -> int:
    """How many functions some work calls, of Python and of C."""
    counted = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


HOSTILE = (
    "a ", "Tim Cook ", "I think ", "x,", "not ", "e\u0301\u0302\u0303", "\u0301", "1,", "one ", "hundred ", "M", "$",
    "-", "…", "🙂", "'s", "or/", "\u202e",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("key", ["Tim Cook", "we choose to go to the moon", "42", "King Louis XIV"])
def test_work_is_bounded_by_the_longest_answer(piece: str, key: str) -> None:
    """Twice as long an answer costs at most four times as many steps (it is compared with each word of the key and of
    every rival), and the longest one stays under a fixed number of them.
    """
    judge(key=key, rivals=ROSTER, answer="warm")
    half, full = (
        calls(partial(judge, key=key, rivals=ROSTER, answer=(piece * size)[:size]))
        for size in (ANSWER_LIMIT // 2, ANSWER_LIMIT)
    )

    assert full <= 4 * half + 2000
    assert full < 60_000


@pytest.mark.parametrize("piece", HOSTILE)
def test_reading_an_answer_grows_with_its_length(piece: str) -> None:
    """What comes before the comparison is linear even in texts that no answer may be as long as."""
    for read in (strip_hedges, readings, name_words):
        read(piece)
        short, long = (calls(partial(read, piece * size)) for size in (1000, 4000))
        assert long <= 5 * short + 1000, read


def test_more_than_an_answer_is_refused_unread() -> None:
    """Thousands of commas or marks cost the same few steps as one character too many."""
    lengths = (ANSWER_LIMIT + 1, 10_000, 100_000)
    answers = [piece * length for length in lengths for piece in HOSTILE]
    steps = {calls(partial(judge, key="Tim Cook", rivals=ROSTER, answer=answer)) for answer in answers}

    assert len(steps) == 1


@given(
    answer=st.text(max_size=210),
    key=st.sampled_from(("Tim Cook", "42", "a very small room", "cat", "田中", "Louis XIV")) | st.text(max_size=30),
)
def test_no_answer_is_too_odd_to_be_judged(answer: str, key: str) -> None:
    """Whatever is typed gets a verdict; without a letter or digit in it, it is right as the key itself alone."""
    judged = judge(key=key, rivals=ROSTER, answer=answer)

    assert judged.reason
    if not any(c.isalnum() for c in answer + key):
        assert (judged.verdict is Verdict.ACCEPT) <= (symbols(answer) == symbols(key))
    elif not any(c.isalnum() for c in answer):
        assert judged.verdict is Verdict.REJECT


def test_a_question_is_asked_back() -> None:
    """Which of two, by their shared name; or what the item itself wants to know."""
    assert judge(key="Paul Graham", rivals=ROSTER, answer="Paul").ask == "Which Paul?"
    directed = judge(key="Ines Moreau", prompts={"a woman": "Which woman?"}, answer="A woman!")
    assert (directed.verdict, directed.reason, directed.ask) == (Verdict.PROMPT, "directed", "Which woman?")


def test_inflections_are_accepted_or_asked_back_about() -> None:
    """By the setting; another word is wrong either way."""
    for exact_forms, verdict in ((False, Verdict.ACCEPT), (True, Verdict.PROMPT)):
        assert judge(key="walked", exact_forms=exact_forms, answer="walking").verdict is verdict
        assert judge(key="walked", exact_forms=exact_forms, answer="talked").verdict is not Verdict.ACCEPT


def test_no_first_answer_waits_for_a_list_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is prepared is read once, in whatever language somebody answers next."""
    prepare(COVERED)
    monkeypatch.setattr("content.vocabulary._counted", lambda language: pytest.fail(f"read {language} again"))
    for language, key, answer in (("de", "Höhle", "Höle"), ("es", "ventana", "vetana"), ("fr", "chaise", "chaize")):
        assert judge(key=key, answer=answer, language=language).verdict is not Verdict.REJECT


def test_words_are_read_once_for_all_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that want the same list read it together."""
    read: list[str] = []
    together = Barrier(4)

    def counted(language: str) -> dict[str, int]:
        read.append(language)
        return {"palabra": 1}

    def ask() -> None:
        together.wait()
        vocabulary.frequencies("es")

    monkeypatch.setattr("content.vocabulary._READ", {})
    monkeypatch.setattr("content.vocabulary._counted", counted)
    threads = [Thread(target=ask) for _ in range(together.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert read == ["es"]


def test_no_other_answer_of_the_tables_is_accepted() -> None:
    """Whoever types what another row asks for is wrong, whatever the key: each key against forty others as rivals."""
    rng = random.Random(8)
    keys = sorted({row["key"] for path in CASES for row in rows(path)})
    for key in rng.sample(keys, 120):
        rivals = rng.sample(keys, 40)
        for other in rivals:
            judged = judge(key=key, rivals=rivals, answer=other)
            assert judged.verdict is not Verdict.ACCEPT or fold(key) == fold(other), (key, other, judged)
