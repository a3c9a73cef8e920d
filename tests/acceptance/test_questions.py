"""Questions of one's own among several people: who may, who decides, who was quicker, and what is being asked."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.chat.forms import Form
from bot.chat.messages import ClosedRound, Listing, OpenRound, Reply
from bot.games.own_questions import SUGGESTIONS_A_DAY
from bot.games.rows.games import GameRows
from bot.library.bringing_wording import BROUGHT
from tests.builders import ALICE, BOB, HERE, THERE
from tests.cheating import channel
from tests.world import World, opened, refused, words

QUIZ: dict[str, Any] = {"question": "Who waters the plants?", "right": "Hugo", "wrong": "Ines; Ada; Ben"}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Alice manages; Bob does not."""
    async with opened(tmp_path) as made:
        yield made


async def press(world: World, on: Reply, label: str, *, manager: bool = True, **fields: Any) -> Reply:
    """Alice presses the button of that label (Bob where nobody manages)."""
    assert isinstance(on, Listing)
    button = next(b for b in on.buttons if b.label.startswith(label))
    return await world.press(ALICE if manager else BOB, button.id, manager=manager, **fields)


async def test_who_plays_reads_no_question_that_may_still_come(world: World) -> None:
    """Neither in the list nor by its number, in that game of written questions; who does not play reads them, and
    whoever does once it is over.
    """
    for number in range(1, 4):
        await world.ask(ALICE, "quiz add", manager=True, question=f"Who waters plant {number}?", right=f"Hugo{number}")
    await world.ask(ALICE, "quiz start", manager=True, mode="hand-written", rounds="3", pace="relaxed")
    await world.ask(BOB, "quiz join")

    told = words(await world.ask(BOB, "quiz list", manager=True))
    assert "Hugo" not in told
    assert told.count("(kept back while a game may ask it)") == 3
    for one in "123":
        read = refused(await world.ask(BOB, "quiz edit", manager=True, number=one))
        assert "being asked" in read or "may come in the game that you play" in read
    await world.ask(ALICE, "quiz stop", manager=True)
    assert words(await world.ask(BOB, "quiz list", manager=True)).count("Hugo") == 3


async def test_a_part_of_one_answer_counts_and_who_answered_is_told_so(world: World) -> None:
    """Whatever they type afterwards, the first one stands; what fits no answer is refused as long as they gave none."""
    wrong = "a lamp that hums; a door"
    await world.ask(ALICE, "quiz add", manager=True, question="What sings?", right="a brass kettle", wrong=wrong)
    await world.ask(
        ALICE, "quiz start", manager=True, mode="hand-written", pack="questions", rounds="1", pace="relaxed"
    )
    await world.ask(BOB, "quiz join")

    assert "is not among the answers" in refused(await world.ask(BOB, "quiz answer", text="a piano"))
    assert "a brass kettle" in words(await world.ask(BOB, "quiz answer", text="I think the answer is kettle"))
    assert "Your answer stands" in refused(await world.ask(BOB, "quiz answer", text="a piano"))


async def test_a_member_suggests_and_a_manager_decides(world: World) -> None:
    """Until then nobody is asked; whoever suggested it sees what became of it, and nobody else's."""
    told = await world.ask(BOB, "quiz add", **QUIZ)
    assert "Question 1 waits for a manager" in words(told)
    assert "is for managers" in refused(await world.press(BOB, "q1.admit.1:1.0"))
    await world.ask(BOB, "quiz add", question="Who made this?", right="Ada")
    nothing = await world.ask(ALICE, "quiz start", mode="hand-written", pack="questions")
    assert "There is no pack “questions” here" in refused(nothing)
    listed = await world.ask(ALICE, "quiz list", manager=True)
    assert "Look at suggestions (2)" in words(listed)
    first = await press(world, listed, "Look at")
    assert "Question 1 is suggested by Bob · 2 suggestions" in words(first)
    second = await press(world, first, "Take it in")
    assert "✓ Question 1 is in.\nWho made this?" in words(second)
    assert "No suggestion waits\nQuestion 2 is declined." in words(await press(world, second, "Decline"))
    assert "Alice has decided about question 1 already" in refused(await press(world, first, "Take it in"))
    mine = words(await world.ask(BOB, "quiz list"))
    assert "2 questions that you suggested" in mine
    assert "2. Who made this? — Ada · by Bob, Sun 1 Mar 2026 · declined" in mine
    assert "is for managers" in refused(await world.ask(BOB, "quiz edit", number="1"))
    started = await world.ask(ALICE, "quiz start", mode="hand-written", pack="questions")
    assert "The game is on: 1 round of “Written question”" in words(started)


async def test_nothing_is_lost_where_two_change_one(world: World) -> None:
    """The slower one sees what stands and what they wrote, and takes either."""
    await world.ask(ALICE, "quiz add", manager=True, **QUIZ)
    shown = await world.ask(ALICE, "quiz edit", manager=True, number="1")
    form = await press(world, shown, "Change")
    assert isinstance(form, Form)
    assert [f.value for f in form.fields] == [QUIZ["question"], "Hugo", "Ines; Ada; Ben", ""]
    filled: dict[str, Any] = {f.name: f.value for f in form.fields}
    quick = await world.press(BOB, form.id, manager=True, **filled | {"right": "Hugo; our Hugo"})
    assert "✓ Question 1 is changed" in words(quick)
    slow = await world.press(ALICE, form.id, manager=True, **filled | {"question": "Who waters them on Mondays?"})
    told = words(slow)
    assert "Bob changed question 1 while you wrote" in told
    assert "Right: Hugo; our Hugo" in told
    assert "You wrote:\nWho waters them on Mondays?" in told
    assert "Right: Hugo; our Hugo" in words(await world.ask(ALICE, "quiz edit", manager=True, number="1"))
    taken = words(await press(world, slow, "Take mine"))
    assert "Who waters them on Mondays?\nRight: Hugo\n" in taken
    assert "earlier moment" in refused(await press(world, slow, "Take mine"))
    old = await press(world, shown, "Delete")
    assert "Question 1: in play" in words(old), "who deletes what reads otherwise by now sees it first"
    assert "is deleted" in words(await press(world, old, "Delete"))


async def test_what_is_emptied_in_a_form_is_emptied(world: World) -> None:
    """Whether the platform sends it as nothing or not at all; what is refused is told at its field."""
    await world.ask(ALICE, "quiz add", manager=True, **QUIZ, explanation="Since May.")
    form = await press(world, await world.ask(ALICE, "quiz edit", manager=True, number="1"), "Change")
    assert isinstance(form, Form)
    changed = await world.press(ALICE, form.id, manager=True, question=QUIZ["question"], right="Hugo")
    assert "No answers to choose from: it is typed" in words(changed)
    assert "At the reveal" not in words(changed)
    wrong: Sequence[tuple[dict[str, Any], str]] = (
        ({"question": "Who?", "right": " ; "}, "right"), ({"question": "", "right": "I"}, "question"),
        ({"question": "Who?", "right": "x" * 201}, "right"),
        ({"question": "Who?", "right": "I", "wrong": "you"}, "wrong"),
        ({"question": "Who?", "right": "I", "wrong": "a;b;c;d"}, "wrong"),
        ({"question": "Who?", "right": ";".join(map(str, range(20)))}, "right"),
    )  # fmt: skip
    for fields, about in wrong:
        told = await world.press(ALICE, "q1.wrote.new.0", manager=True, **fields)
        assert refused(told)
        assert told.field == about, fields  # type: ignore[union-attr]


async def test_who_may_write_is_a_setting_and_has_an_end(world: World) -> None:
    """Managers may leave it to themselves; a member suggests so many a day."""
    for n in range(SUGGESTIONS_A_DAY):
        assert "waits" in words(await world.ask(BOB, "quiz add", question=f"What is {n}?", right=f"{n} or so"))
    assert f"{SUGGESTIONS_A_DAY} questions a day" in refused(await world.ask(BOB, "quiz add", **QUIZ))
    await world.at(86_500)
    assert "waits" in words(await world.ask(BOB, "quiz add", **QUIZ))
    await world.ask(ALICE, "settings set", manager=True, name="restricted", value="+questions")
    told = refused(await world.ask(BOB, "quiz add", question="And now?", right="no"))
    assert told.endswith("or open it to all: /settings set restricted -questions")
    assert "is for managers" in refused(await world.press(BOB, "q1.write.new.0"))


async def test_what_is_being_asked_is_told_to_nobody(world: World) -> None:
    """Not in the list, not in a form, not under another number; a deletion does not end the round."""
    await world.ask(ALICE, "quiz add", manager=True, **QUIZ)
    await world.ask(ALICE, "quiz start", mode="hand-written", pack="questions", rounds="1", pace="relaxed")
    for place in (HERE, THERE):
        assert "1. (kept back while a game may ask it)" in words(
            await world.ask(ALICE, "quiz list", place=place, manager=True)
        )
        edit = await world.ask(ALICE, "quiz edit", place=place, manager=True, number="1")
        assert refused(edit) == "Question 1 is being asked right now. It can be changed after the reveal."
    assert "Question 1 is deleted" in words(await world.ask(ALICE, "quiz delete", manager=True, number="1"))
    table = await world.table()
    assert table.round is not None
    assert set(table.round.item.options) == {"Hugo", "Ines", "Ada", "Ben"}


async def test_samples_go_on_beside_questions_of_ones_own(world: World) -> None:
    """A workspace with nothing but questions still has quotes to show; a transcript of its own ends that."""
    await world.ask(ALICE, "quiz add", manager=True, **QUIZ)
    library = await world.services.libraries.library(HERE.workspace_id)
    assert {p.info.name for p in library.in_use} == {"the-round-table", "interview-in-brief", "questions"}
    talk = "Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of it."
    shown = await world.press(ALICE, f"q1.{BROUGHT}.new.0", manager=True, text=talk, name="plans")
    await world.brought(ALICE, shown)
    library = await world.services.libraries.library(HERE.workspace_id)
    assert {p.info.name for p in library.in_use} == {"plans", "questions"}
    started = await world.ask(ALICE, "quiz start", place=channel("mix"), mode="mixed", pace="solo", rounds="1")
    assert isinstance(started, OpenRound | ClosedRound), words(started)
    assert await world.services.store.read(lambda tx: tx[GameRows].running(HERE)) is None
