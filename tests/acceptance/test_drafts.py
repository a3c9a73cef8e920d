"""A form that is not taken gives back what was typed into it: every form there is."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app.catalogue import PRESSES, REGISTRY
from bot.chat.commands import Answers
from bot.chat.drafts import DRAFT, Drafts
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.incoming import ChatMessage, Press, PressId, User
from bot.chat.messages import Mark, Notice, Reply
from bot.daily.rows import DailyRows
from bot.library.imports import store
from bot.workspace.menu import DO, ENTRIES
from content.model import Item
from tests.builders import ALICE, BOB, HERE, NOON, pack
from tests.contract.test_scheduled import Channel
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
    "type-guess": ("guess", {"text": "no number"}),
    "write": ("new", {"question": "Who is late?", "right": "x" * 300}),
    "book-edit": ("number", {"quote": "Ducks hold meetings.", "by": "x" * 500}),
    "quote-this": ("message", {"quote": "Ducks hold meetings.", "date": "some day"}),
}
# The same of the commands that open one by themselves.
COMMANDS: dict[str, tuple[str, dict[str, str]]] = {
    "quiz add": FORMS["write"],
    "quotes add": ("new", {"quote": "Ducks hold meetings.", "date": "some day"}),
    "quotes edit": FORMS["book-edit"],
}
SAID = ChatMessage(id="m-1", text="Ducks are hardly ever late.", author=User(id="u-ada", name="Ada"), at=NOON)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A workspace with a pack, whose question is answered by typing."""
    made = pack("birds", *LINES)
    asked = Item(id="typed", kind="hand-written", stimulus="", stem="Who is late?", key="heron")
    async with opened(tmp_path, Channel()) as there:
        count = replace(asked, id="count", kind="closest", stem="How many ducks are late?", key="340", number=340)
        await store(there.services, replace(made, items=(asked, count)), workspace_id=HERE.workspace_id)
        yield there


async def subject(world: World, what: str) -> str:
    """What a form is about."""
    if what in ("quote", "number"):
        library = await world.services.libraries.library(HERE.workspace_id)
        number = next(n for n in range(1, 500) if (q := library.revealed(n)) and q.quote.text == LINES[1])
        return f"{number}:0" if what == "quote" else str(number)
    if what == "round":
        await world.ask(ALICE, "quiz start", mode="hand-written", pack="birds", pace="relaxed", rounds="1")
        round_ = (await world.table()).round
        assert round_ is not None
        return round_.id
    if what == "guess":
        every = {"time": "12:01", "timezone": "UTC", "style": "guess", "mode": "closest", "pack": "birds"}
        await world.ask(ALICE, "daily set", manager=True, **every)  # type: ignore[arg-type]
        await world.at(60.0)
        (to,) = await world.services.store.read(lambda tx: tx[DailyRows].at(HERE))
        (posted,) = await world.services.store.read(lambda tx: tx[DailyRows].open_of(to.id))
        return f"{posted.id}:0"
    return what


def typed_into(form: Form) -> dict[str, str]:
    """What stands in its fields."""
    return {f.name: ", ".join(f.chosen) if f.kind is FieldKind.PEOPLE else f.value for f in form.fields}


async def open_by(world: World, user: User, verb: str, subject: str) -> Reply:
    """The form behind a button, or in the menu of a message."""
    if subject == "message":
        return await world.take(user, verb, SAID, manager=True)
    return await world.press(user, str(PressId(verb, subject)), manager=True)


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
    """A new form needs its line here, and so does a command that opens one by itself."""
    openers = {verb for verb, (answers, _) in PRESSES.items() if answers is Answers.FORM}

    assert openers - {DRAFT} == set(FORMS)
    assert {command.name for command in REGISTRY if command.answers_to({}) is Answers.FORM} == set(COMMANDS)


@pytest.mark.parametrize("verb", FORMS)
async def test_what_was_typed_stands_in_the_form_again(world: World, verb: str) -> None:
    """By the button of the refusal; by the button that opened it first; and once it was taken no more."""
    what, fields = FORMS[verb]
    about = await subject(world, what)
    first = await open_by(world, BOB, verb, about)

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
    assert typed_into(again) == typed_into(await open_by(world, BOB, verb, about))  # type: ignore[arg-type]
    other = await open_by(world, ALICE, verb, about)
    assert isinstance(other, Form)
    assert typed_into(other) == typed_into(first)


@pytest.mark.parametrize("name", COMMANDS)
async def test_what_was_typed_stands_in_the_form_of_a_command_again(world: World, name: str) -> None:
    """By the button of the refusal, and by the command."""
    what, fields = COMMANDS[name]
    options = {"number": await subject(world, what)} if what == "number" else {}
    first = await world.ask(BOB, name, manager=True, **options)  # type: ignore[arg-type]

    again = await reopened(world, await send(world, first, **fields))

    assert typed_into(again) == {field: fields.get(field, "") for field in typed_into(again)}
    assert await world.ask(BOB, name, manager=True, **options) == again  # type: ignore[arg-type]


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


async def test_who_is_forgotten_leaves_no_draft(world: World) -> None:
    """Nor what they were asked about; what others typed stays."""
    first = await world.press(BOB, str(PressId("bring", "new")), manager=True)
    others = await world.press(ALICE, str(PressId("bring", "new")), manager=True)
    told = await send(world, first, text="no speaker here")
    assert isinstance(others, Form)
    await world.press(ALICE, others.id, manager=True, text="nor here")
    world.services.asides[HERE.workspace_id, BOB.id, "sure", "1"] = "Ducks hold meetings."

    await world.press(BOB, str(PressId("forget", "me")))

    refused(await world.press(BOB, told.buttons[-1].id, manager=True))
    assert not world.services.asides
    kept = await world.press(ALICE, str(PressId("bring", "new")), manager=True)
    assert isinstance(kept, Form)
    assert typed_into(kept)["text"] == "nor here"
    await world.press(ALICE, str(PressId("forget", "workspace")), manager=True)
    emptied = await world.press(ALICE, str(PressId("bring", "new")), manager=True)
    assert isinstance(emptied, Form)
    assert typed_into(emptied)["text"] == ""


def test_a_form_is_known_as_long_as_what_was_typed_into_it() -> None:
    """However long somebody wrote: a quarter of an hour begins with the refusal."""
    now = [0.0]
    drafts = Drafts(lambda: now[0])
    form = Form(id="wrote:new", title="A form", fields=(Field(name="text", label="Text", limit=99),), instead="")
    asked = Press(key="k", place=HERE, user=BOB, at=NOON, id=form.id, fields={"text": "Tea goes first."})
    drafts.opened(asked, form)
    now[0] = 890.0
    drafts.keep(asked)
    told = drafts.given_back(asked, Notice(text="No.", mark=Mark.REFUSED))
    now[0] = 1000.0

    meant = PressId.parse(told.buttons[0].id)
    assert meant is not None
    again = drafts.again(asked, meant.subject)
    assert again is not None
    assert typed_into(again) == {"text": "Tea goes first."}
    elsewhere = replace(asked, place=replace(HERE, workspace="elsewhere"))
    assert drafts.again(elsewhere, meant.subject) is None
