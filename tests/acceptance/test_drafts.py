"""A form that is not taken gives back what was typed into it: every form there is."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.commands import Answers
from bot.chat.drafts import DRAFT
from bot.chat.forms import FieldKind, Form
from bot.chat.incoming import PressId
from bot.chat.messages import Notice, Reply
from bot.library.imports import store
from bot.workspace.menu import DO, ENTRIES
from content.model import Item
from tests.builders import ALICE, BOB, HERE, pack
from tests.world import World, opened, refused, words

LINES = ("A heron waits longer than any committee.", "Ducks hold short meetings.", "Owls read the minutes at night.")
ENTRIES_ASKING = sorted(key for key, entry in ENTRIES.items() if entry.ask)
# How each form is opened, and what is refused when it is sent; what a menu asks for is walked by its entries.
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "bring": ("new", {"text": "no speaker here", "name": "Herons", "speakers": "Ada"}),
    "managers": ("form", {"people": "<@U1>, @everyone"}),
    "words": ("quote", {"wording": "x" * 5_000}),
    "voice": ("quote", {"name": "x" * 500}),
    "type": ("round", {"text": "y" * 300}),
}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A workspace with a pack, whose question is answered by typing."""
    made = pack("birds", *LINES)
    asked = Item(id="typed", kind="hand-written", stimulus="", stem="Who is late?", key="heron")
    async with opened(tmp_path) as there:
        await store(there.services, replace(made, items=(asked,)), workspace_id=HERE.workspace_id)
        yield there


async def subject(world: World, what: str) -> str:
    """What a form is about."""
    if what == "quote":
        library = await world.services.libraries.library(HERE.workspace_id)
        return next(f"{n}:0" for n in range(1, 500) if (q := library.revealed(n)) and q.quote.text == LINES[1])
    if what == "round":
        await world.ask(ALICE, "quiz start", mode="hand-written", pack="birds", pace="relaxed", rounds="1")
        round_ = (await world.table()).round
        assert round_ is not None
        return round_.id
    return what


def typed_into(form: Form) -> dict[str, str]:
    """What stands in its fields."""
    return {f.name: ", ".join(f.chosen) if f.kind is FieldKind.PEOPLE else f.value for f in form.fields}


async def send(world: World, form: Reply, **fields: Any) -> Notice:
    """The refusal of a form that was sent."""
    assert isinstance(form, Form), words(form)
    reply = await world.press(BOB, form.id, manager=True, **fields)
    refused(reply)
    assert isinstance(reply, Notice)
    return reply


async def reopened(world: World, on: Notice) -> Form:
    """The form that the last button of a refusal opens."""
    form = await world.press(BOB, on.buttons[-1].id, manager=True)
    assert isinstance(form, Form), words(form)
    return form


def test_every_form_is_walked() -> None:
    """A new form needs its line here; no command opens one by itself yet."""
    openers = {verb for verb, (answers, _) in PRESSES.items() if answers is Answers.FORM}

    assert openers - {DRAFT} == set(FORMS)
    assert all(command.answers_to({}) is not Answers.FORM for command in REGISTRY)


@pytest.mark.parametrize("verb", FORMS)
async def test_what_was_typed_stands_in_the_form_again(world: World, verb: str) -> None:
    """By the button of the refusal; by the button that opened it first; and once it was taken no more."""
    what, fields = FORMS[verb]
    press_id = str(PressId(verb, await subject(world, what)))
    first = await world.press(BOB, press_id, manager=True)

    told = await send(world, first, **fields)
    again = await reopened(world, told)
    assert isinstance(first, Form)
    assert again.id == first.id
    kept = typed_into(again)
    assert {name: kept[name] for name in fields if name != "people"} == {
        name: text for name, text in fields.items() if name != "people"
    }
    if "people" in fields:
        assert kept["people"].split(", ")[0] == "U1"
    assert typed_into(again) == typed_into(await world.press(BOB, press_id, manager=True))  # type: ignore[arg-type]
    other = await world.press(ALICE, press_id, manager=True)
    assert isinstance(other, Form)
    assert typed_into(other) == typed_into(first)


@pytest.mark.parametrize("key", ENTRIES_ASKING)
async def test_what_a_menu_asked_for_stands_there_again(world: World, key: str) -> None:
    """Each of its forms; what can be chosen is chosen again."""
    if key == "answer":
        await subject(world, "round")
    first = await world.press(BOB, str(PressId(DO, key)), manager=True)
    assert isinstance(first, Form)
    fields = {f.name: f.choices[0] if f.choices else "z" * 600 for f in first.fields}

    again = await reopened(world, await send(world, first, **fields))

    assert typed_into(again) == fields


async def test_what_was_taken_is_not_typed_again(world: World) -> None:
    """A draft ends with the form that is taken."""
    press_id = str(PressId("words", await subject(world, "quote")))
    first = await world.press(BOB, press_id, manager=True)
    await send(world, first, wording="x" * 5_000)
    assert isinstance(first, Form)
    await world.press(BOB, first.id, manager=True, wording="Ducks hold very short meetings.")

    opened_again = await world.press(BOB, press_id, manager=True)

    assert isinstance(opened_again, Form)
    assert typed_into(opened_again) == {"wording": "Ducks hold very short meetings."}


async def test_words_that_are_asked_about_are_fixed_and_not_typed_anew(world: World) -> None:
    """“Fix them again…” opens what was typed."""
    first = await world.press(BOB, str(PressId("words", await subject(world, "quote"))), manager=True)
    assert isinstance(first, Form)
    asked = await world.press(BOB, first.id, manager=True, wording="Nobody feeds the walrus after eight.")
    assert isinstance(asked, Notice)

    assert typed_into(await reopened(world, asked)) == {"wording": "Nobody feeds the walrus after eight."}


async def test_where_the_form_is_not_known_the_refusal_holds_what_was_typed(world: World) -> None:
    """It was opened in another process, or before a restart."""
    told = await world.press(BOB, str(PressId("voiced", await subject(world, "quote"))), manager=True, name="q" * 900)

    assert refused(told).endswith("You had typed: " + "q" * 900)


async def test_nobody_opens_the_draft_of_another(world: World) -> None:
    """Its button is theirs alone."""
    first = await world.press(BOB, str(PressId("bring", "new")), manager=True)
    told = await send(world, first, text="no speaker here")

    refused(await world.press(ALICE, told.buttons[-1].id, manager=True))


async def test_an_answer_to_a_round_that_is_over_is_said_and_not_asked_for_again(world: World) -> None:
    """What it was about is gone."""
    first = await world.press(BOB, str(PressId("type", await subject(world, "round"))))
    assert isinstance(first, Form)
    await world.ask(ALICE, "quiz skip")
    told = await world.press(BOB, first.id, text="the heron, surely")

    assert "You had typed: the heron, surely" in refused(told)
    assert isinstance(told, Notice)
    assert not told.buttons
