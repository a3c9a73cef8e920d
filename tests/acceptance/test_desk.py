"""The desk: who may decide, what is dealt to whom, and that a decision holds everywhere at once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.app.catalogue import PRESSES
from bot.chat.forms import Form
from bot.chat.incoming import PressId, User
from bot.chat.messages import Listing, Notice, Reply
from bot.daily.rows import DailyRows
from bot.daily.rules.model import DeliveryState
from bot.delivery.clock import VirtualClock
from bot.library.imports import store
from bot.library.rows.packs import PackRows
from bot.workspace.permission import COMMAND_OF_PRESS
from content.model import Pack
from tests.acceptance.test_doubts import Mail, doubt
from tests.builders import ALICE, BOB, HERE, later, pack
from tests.world import World, opened, refused, words

CAROL = User(id="carol", name="Carol")
GOOD = ("A heron waits longer than any committee.", "Ducks hold short meetings.", "Owls read the minutes at night.")
DESK = sorted(verb for verb, command in COMMAND_OF_PRESS.items() if command == "quotes review")


def scored(*scores: float) -> Pack:
    """The birds, worth so much."""
    made = pack("birds", *GOOD)
    quotes = tuple(replace(q, score=s, reasons=("an image",)) for q, s in zip(made.quotes, scores, strict=True))
    return replace(made, quotes=quotes)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """One pack of the workspace: its second quote is the best, its third the worst."""
    async with opened(tmp_path, Mail()) as made:
        await store(made.services, scored(0.5, 0.9, 0.1), workspace_id=HERE.workspace_id)
        yield made


async def number(world: World, text: str) -> int:
    """The number of a quote."""
    library = await world.services.libraries.library(HERE.workspace_id)
    return next(n for n in range(1, 500) if (q := library.revealed(n)) and q.quote.text == text)


async def review(world: World, user: User = ALICE, **options: Any) -> Listing:
    """What lies on the desk."""
    reply = await world.ask(user, "quotes review", manager=True, **options)
    assert isinstance(reply, Listing), words(reply)
    return reply


async def press(world: World, on: Reply, label: str, user: User = ALICE, **fields: Any) -> Reply:
    """A button of a card, or a form sent."""
    if isinstance(on, Form):
        return await world.press(user, on.id, manager=True, **fields)
    assert isinstance(on, Listing | Notice), words(on)
    button = next(b for b in on.buttons if b.label.startswith(label))
    return await world.press(user, button.id, manager=True)


async def test_the_best_comes_first(world: World) -> None:
    """Each with what stands around it, why it was chosen, and how far one is."""
    shown = await review(world)
    told = words(shown)

    assert shown.title == f"#{await number(world, GOOD[1])} · 0 of the best 3 looked at"
    assert f"Before: {GOOD[0]}" not in told
    assert "Before: Ada Novak: A heron waits longer than any committee." in told
    assert "After: Ada Novak: Owls read the minutes at night." in told
    assert "What speaks for it: an image" in told
    shown = await press(world, shown, "Keep")  # type: ignore[assignment]
    assert f"· 1 of the best 3 looked at\n✓ #{await number(world, GOOD[1])} is kept." in words(shown)
    shown = await press(world, await press(world, shown, "Keep"), "Drop")  # type: ignore[assignment]
    assert (shown.title, [b.label for b in shown.buttons]) == ("3 quotes looked at", ["Undo"])
    assert "Every quote was looked at." in words(shown)


async def test_a_dropped_quote_is_nowhere(world: World) -> None:
    """Not found, not shown, not asked, not posted, though it was to be posted next; an undo brings it back."""
    about = await number(world, GOOD[1])
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC", pack="birds")
    await world.ask(ALICE, "daily next", manager=True, number=str(about))
    shown = await press(world, await review(world), "Drop")

    assert f"#{about} was taken out" in refused(await world.ask(BOB, "quote", search=str(about)))
    assert "Ducks hold" not in words(await world.ask(BOB, "whosaid", words="ducks hold short meetings"))
    drawn = [words(await world.ask(BOB, "quote")) for _ in range(20)]
    assert not any("Ducks hold" in text for text in drawn)
    await world.ask(ALICE, "daily now", manager=True)
    (to,) = await world.services.store.read(lambda tx: tx[DailyRows].at(HERE))
    posted = await world.services.store.read(lambda tx: tx[DailyRows].recent(to.id, 5))
    assert [d.state for d in posted] == [DeliveryState.SENT]
    assert posted[0].number not in (None, about)
    await press(world, shown, "Undo")
    assert "Ducks hold" in words(await world.ask(BOB, "quote", search=str(about)))


async def test_nobody_is_dealt_what_another_looks_at(world: World) -> None:
    """Three at once get three; a fourth is told; after ten minutes it is free again."""
    three = await asyncio.gather(*(review(world, User(id=f"u{i}", name=f"U{i}")) for i in range(3)))
    assert len({shown.title for shown in three}) == 3
    fourth = await review(world)
    assert "Others look at the last 3 quotes." in words(fourth)
    assert [b.label for b in fourth.buttons] == []
    assert isinstance(world.services.clock, VirtualClock)
    world.services.clock.move_to(later(599))
    assert "Others look" in words(await review(world))
    world.services.clock.move_to(later(600))
    assert (await review(world)).title.startswith(f"#{await number(world, GOOD[1])} ")


async def test_what_another_decided_meanwhile_stays(world: World) -> None:
    """A card that lay too long changes nothing; the next one is dealt."""
    old = await review(world)
    assert isinstance(world.services.clock, VirtualClock)
    world.services.clock.move_to(later(700))
    await press(world, await review(world, CAROL), "Keep", CAROL)
    about = await number(world, GOOD[1])
    told = await press(world, old, "Drop")

    assert f"#{about} was kept by Carol meanwhile; that stays." in words(told)
    assert "Ducks hold" in words(await world.ask(BOB, "quote", search=str(about)))


async def test_skipped_ones_come_last(world: World) -> None:
    """The longest ago first; an undo brings the last one back at once."""
    titles = []
    shown: Reply = await review(world)
    for _ in range(4):
        assert isinstance(shown, Listing)
        titles.append(shown.title.split()[0])
        shown = await press(world, shown, "Skip")
        assert isinstance(world.services.clock, VirtualClock)
        world.services.clock.move_to(later(60 * len(titles)))
    order = [f"#{await number(world, text)}" for text in (GOOD[1], GOOD[0], GOOD[2], GOOD[1])]
    assert titles == order
    back = await press(world, shown, "Undo")
    assert "is here again" in words(back)
    assert isinstance(back, Listing)
    assert back.title.startswith(f"{order[0]} ")


async def test_doubted_quotes_come_first(world: World) -> None:
    """Also one that was kept; whoever doubts is named, and a decision answers."""
    worst = await number(world, GOOD[2])
    await world.ask(CAROL, "quotes packs", manager=True)
    await world.services.attendance.settle()
    await doubt(world, BOB, worst)
    shown = await review(world)

    assert shown.title.startswith(f"#{worst} ")
    assert "Wrong speaker? Bob asked whether that is really Ada Novak's." in words(shown)
    assert isinstance(world.services.clock, VirtualClock)
    world.services.clock.move_to(later(60))
    form = await press(world, shown, "Fix the speaker")
    assert isinstance(form, Form)
    asked = await press(world, form, "", name="Ben Osei")
    assert isinstance(asked, Notice)
    assert "“Ben Osei” is nobody in" in asked.text
    now = await press(world, asked, "Make Ben Osei a voice")
    assert f"✓ #{worst} is now Ben Osei's." in words(now)
    assert "Wrong speaker?" not in words(now)
    assert "— Ben Osei" in words(await world.ask(BOB, "quote", search=str(worst)))
    assert "Ben Osei" in words(await world.ask(BOB, "quote", search="ben osei"))


@pytest.mark.parametrize("typed", ["p", "-", "Ben Osei", "🙂"])
async def test_who_is_chosen_has_to_be_there(world: World, typed: str) -> None:
    """A letter in the form makes nobody a voice."""
    about = await number(world, GOOD[1])
    voice = str(PressId("voiced", f"{about}:0"))
    before = words(await world.ask(BOB, "quote", search=str(about)))
    assert refused(await world.press(ALICE, voice, manager=True, speaker=typed))
    assert words(await world.ask(BOB, "quote", search=str(about))) == before


@pytest.mark.parametrize("typed", ["s", "Ben Osei", "Anne-Marie d’Été", "Любовь Орлова", "陳大文"])
async def test_a_new_voice_is_asked_for_before_it_is_made(world: World, typed: str) -> None:
    """Nothing is changed until then; the button keeps the name, whatever letters it has."""
    about = await number(world, GOOD[1])
    voice = str(PressId("voiced", f"{about}:0"))
    asked = await world.press(ALICE, voice, manager=True, name=typed)
    assert isinstance(asked, Notice)
    assert all(len(button.id) <= 100 for button in asked.buttons)
    assert f"— {typed}" not in words(await world.ask(BOB, "quote", search=str(about)))
    made = await world.press(ALICE, asked.buttons[0].id, manager=True)
    assert f"is now {typed}'s" in words(made)


@pytest.mark.parametrize("typed", ["ada NOVAK", "ada"])
async def test_a_known_voice_is_found_however_it_is_written(world: World, typed: str) -> None:
    """By its name in the list's own spelling, or another label of the same voice."""
    about = await number(world, GOOD[1])
    voice = str(PressId("voiced", f"{about}:0"))
    told = await world.press(ALICE, voice, manager=True, name=typed)
    assert "is nobody in" not in words(told)


async def test_what_the_form_cannot_take_is_refused(world: World) -> None:
    """Nothing changes."""
    form = await press(world, await review(world), "Fix the words")
    assert isinstance(form, Form)
    assert form.fields[0].value == GOOD[1]
    about = await number(world, GOOD[1])
    assert "Drop takes a quote away" in refused(await press(world, form, "", wording="  "))
    assert "1000" in refused(await press(world, form, "", wording="x" * 1001)).replace(",", "")
    voice = str(PressId("voiced", f"{about}:0"))
    assert "another name" in refused(await world.press(ALICE, voice, manager=True))
    assert "60" in refused(await world.press(ALICE, voice, manager=True, name="N" * 61))
    assert GOOD[1] in words(await world.ask(BOB, "quote", search=str(about)))
    assert "nothing of yours to take back" in refused(await world.press(ALICE, "q1.undo.0:0.0", manager=True))


async def test_words_are_put_right_in_one_line(world: World) -> None:
    """Blank lines of a form are none of the quote's."""
    about = await number(world, GOOD[1])
    worded = str(PressId("worded", f"{about}:0"))
    await world.press(ALICE, worded, manager=True, wording="Ducks hold\n\n  short meetings,\nthey say.\n")
    assert "“Ducks hold short meetings, they say.”" in words(await world.ask(BOB, "quote", search=str(about)))


async def test_words_sent_back_as_they_are_change_nothing(world: World) -> None:
    """And say so; the same quote is dealt again."""
    dealt = await world.ask(ALICE, "quotes review", manager=True)
    assert isinstance(dealt, Listing)
    fix = next(button.id for button in dealt.buttons if button.label == "Fix the words…")
    form = await world.press(ALICE, fix, manager=True)
    assert isinstance(form, Form)
    again = await world.press(ALICE, form.id, manager=True, wording=form.fields[0].value)
    assert isinstance(again, Listing)
    assert "Nothing is different, so" in again.lines[0]
    assert again.title == dealt.title


async def test_a_press_that_comes_twice_decides_once(world: World) -> None:
    """The second is the same one, and takes nothing else with it."""
    keep = str(PressId("keep", f"{await number(world, GOOD[1])}:0"))
    await world.press(ALICE, keep, manager=True, key="the same")
    told = refused(await world.press(ALICE, keep, manager=True, key="the same"))

    assert told
    assert "· 1 of the best 3 looked at" in (await review(world)).title


@pytest.mark.parametrize("verb", DESK)
async def test_only_managers_decide(world: World, verb: str) -> None:
    """Each press asks for the rights of the command, by the settings and by the platform."""
    assert verb in PRESSES
    about = await number(world, GOOD[1])
    subject = str(PressId(verb, f"{about}:0"))
    fields = {"wording": "Ducks are dull.", "name": "Ben Osei"}

    assert "managers" in refused(await world.press(BOB, subject, **fields))  # type: ignore[arg-type]
    assert GOOD[1] in words(await world.ask(BOB, "quote", search=str(about)))
    await world.ask(ALICE, "settings set", manager=True, name="managers", value="bob")
    assert "managers" not in words(await world.press(BOB, subject, **fields))  # type: ignore[arg-type]


async def test_the_command_too(world: World) -> None:
    """Who manages nothing sees no desk."""
    assert "managers" in refused(await world.ask(BOB, "quotes review"))


async def test_what_is_asked_now_is_neither_dealt_nor_decided(world: World) -> None:
    """It waits until its round is over; its words are in no neighbour's lines."""
    place = replace(HERE, channel="quiz")
    await world.ask(ALICE, "quiz start", place=place, mode="who-said", pack="the-round-table", pace="relaxed")
    table = await world.table(place)
    assert table.round is not None
    asked = table.round.quote_number
    assert asked is not None
    library = await world.services.libraries.library(HERE.workspace_id)
    secret = library.revealed(asked)
    assert secret is not None
    shown: Reply = await review(world, pack="the-round-table")
    for _ in range(library.pack("the-round-table").size):
        assert secret.quote.text not in words(shown)
        shown = await press(world, shown, "Skip")
    for verb in ("keep", "drop", "words", "voice"):
        assert "asked right now" in refused(await world.press(ALICE, str(PressId(verb, f"{asked}:0")), manager=True)), (
            verb
        )


async def test_packs_of_others_are_theirs_to_decide(world: World) -> None:
    """Those for all workspaces are reviewed by managers only while there is no other; a foreign press is refused."""
    await store(world.services, pack("for-all", "Everybody shares this line."), workspace_id=None)
    about = await number(world, "Everybody shares this line.")
    assert (await review(world, pack="for-all")).title.startswith(f"#{about} ")
    await world.services.store.write(lambda tx: tx[PackRows].meet("slack:T1", later(0)))

    assert "whoever runs Quoth" in refused(await world.ask(ALICE, "quotes review", manager=True, pack="for-all"))
    drop = str(PressId("drop", f"{about}:0"))
    assert "whoever runs Quoth" in refused(await world.press(ALICE, drop, manager=True))


async def test_what_is_delicate_carries_a_warning(world: World) -> None:
    """In words, beside why it was chosen; it bars nothing."""
    made = pack("talks", "My salary was worth less than that damn chair of mine.")
    await store(world.services, replace(made, language="en"), workspace_id=HERE.workspace_id)
    shown = await review(world, pack="talks")

    assert "Careful: pay and strong language" in words(shown)
    assert "is kept" in words(await press(world, shown, "Keep"))
