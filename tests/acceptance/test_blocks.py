"""What is blocked is shown by no road: not found, drawn, asked, offered, posted, told beside, reviewed or exported."""

import threading
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.chat.incoming import PressId
from bot.chat.messages import ClosedRound, File, Listing, Mark, Notice, OpenRound, QuoteCard, Reply
from bot.games.choice import modes
from bot.library import contents
from bot.library.blocked import Blocked
from bot.library.hidden_quotes import HiddenByBlock, hidden_by
from bot.library.library import Library
from content.text import fold
from content.text import words as words_of
from tests.builders import ALICE, BOB, HERE, quotes_of
from tests.cheating import channel
from tests.world import World, opened, refused, words

TALK, VOICE, WORD = "the-round-table", "Tobias Renn", "schedule"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A voice and a word are blocked; Alice manages."""
    async with opened(tmp_path) as made:
        await made.ask(ALICE, "quotes block", manager=True, speaker="tobias renn")
        await made.ask(ALICE, "quotes block", manager=True, words=WORD.upper())
        yield made


async def hidden(world: World) -> list[tuple[int, str]]:
    """The quotes that nobody is to see."""
    library = await world.services.libraries.library(HERE.workspace_id)
    every = [q for name in (TALK, "interview-in-brief") for q in quotes_of(library, name)]
    found = [q for q in every if q.quote.speaker == VOICE or WORD in words_of(q.quote.text)]
    assert len(found) > 10
    return [(q.number, fold(q.quote.text)) for q in found]


def shows(reply: Reply) -> list[str]:
    """What a reply tells, folded, line by line."""
    return [fold(words(reply))]


async def test_no_road_shows_what_is_blocked(world: World) -> None:
    """Looked up by number, speaker and words, beside others, in the list that is typed into, at the desk, in files."""
    secret, seen = await hidden(world), list[str]()
    numbers = sorted({n + d for n, _ in secret for d in (-1, 0, 1)})
    for number in numbers:
        reply = await world.ask(BOB, "quote", search=str(number))
        seen += shows(reply)
        if number in dict(secret):
            assert f"#{number} is not shown here" in refused(reply)
        seen += shows(await world.press(BOB, str(PressId("context", str(number)))))
        seen += shows(await world.press(BOB, str(PressId("alike", str(number)))))
    for _, text in secret:
        seen += shows(await world.ask(BOB, "whosaid", words=text[:200]))
        seen += shows(await world.ask(BOB, "quote", search=" ".join(text.split()[::2])))
    for n in range(40):
        seen += shows(await world.ask(BOB, "quote", place=channel(f"c{n}")))
    for typed in ("", "tob", "Tobias", WORD):
        request = world.request(BOB, "quote")
        seen += [fold(s.label) for s in await world.engine.complete(request, "search", typed)]
    shown = await world.ask(ALICE, "quotes review", manager=True, pack=TALK)
    while isinstance(shown, Listing) and len(shown.buttons) > 1 and "looked at" in shown.title and len(seen) < 2000:
        seen += shows(shown)
        shown = await world.press(ALICE, shown.buttons[1].id, manager=True)
        if len(shown.buttons) < 5:  # type: ignore[union-attr]
            break
    for kind in ("csv", "jsonl", "fortune", "gift"):
        file = await world.ask(ALICE, "quotes export", manager=True, format=kind)
        assert isinstance(file, File)
        seen += [fold(line) for line in file.data.decode().splitlines()]

    assert [(n, text) for n, text in secret if any(text in told for told in seen)] == []
    assert not any(WORD in words_of(told) for told in seen if "#" in told and "not shown" not in told)
    assert not any(fold(f"— {VOICE}") in told for told in seen)


async def test_nothing_blocked_is_asked_or_offered(world: World) -> None:
    """In no kind, not as a wrong answer either; what is only told to managers as a whole is."""
    for mode in [m for m in modes() if m not in ("bluff", "agree")]:
        place = channel(f"mode-{mode}")
        shown = await world.ask(BOB, "quiz start", place=place, mode=mode, pack=TALK, pace="solo", rounds="12")
        for _ in range(12):
            if not isinstance(shown, OpenRound):
                break
            told = fold(words(shown))
            assert VOICE.casefold() not in told, mode
            assert WORD not in words_of(told), mode
            answered = await world.ask(BOB, "quiz answer", place=place, text="A" if shown.options else "7")
            if not isinstance(answered, ClosedRound):
                answered = await world.ask(BOB, "quiz answer", place=place, text="8")
            if not isinstance(answered, ClosedRound) or not answered.buttons:
                break
            shown = await world.press(BOB, answered.buttons[0].id, place=place)
        await world.ask(BOB, "quiz stop", place=place)
    whole = await world.ask(ALICE, "quotes export", manager=True, format="quoth", pack=TALK)
    assert isinstance(whole, File)
    assert VOICE in whole.data.decode()


async def test_a_block_is_a_workspace_s_own_and_ends(world: World) -> None:
    """Others see everything; unblocked, all is as before; members cannot block."""
    (number, _), *_ = await hidden(world)
    abroad = channel("x", HERE.of_user("slack", "T9", "U9"))
    assert f"#{number}" in words(await world.ask(BOB, "quote", place=abroad, search=str(number)))
    assert "is for managers" in refused(await world.ask(BOB, "quotes block", words="tea"))
    for what in (VOICE, WORD):
        await world.ask(ALICE, "quotes unblock", manager=True, what=what)
    assert f"#{number}" in words(await world.ask(BOB, "quote", search=str(number)))
    library = await world.services.libraries.library(HERE.workspace_id)
    assert isinstance(library, Library)


async def test_what_cannot_be_blocked_is_told(world: World) -> None:
    """Nothing to compare, the same again, too much."""
    for options in ({"words": "…"}, {"speaker": "?!"}):
        given: dict[str, object] = {"manager": True, **options}
        assert "Write for example" in refused(await world.ask(ALICE, "quotes block", **given))  # type: ignore[arg-type]
    assert "blocked already" in words(await world.ask(ALICE, "quotes block", manager=True, words=f" {WORD}! "))
    for n in range(198):
        await world.ask(ALICE, "quotes block", manager=True, words=f"word{n}")
    assert "200 blocks are as many as there can be" in refused(
        await world.ask(ALICE, "quotes block", manager=True, words="one more")
    )


async def test_what_hides_much_or_nobody_is_asked_about_first(world: World) -> None:
    """Until the button is pressed nothing is blocked; it works once, and for whoever was asked."""
    for options, told, button in (
        ({"words": "the"}, "Nothing is blocked yet", "Block “the” all the same"),
        ({"speaker": "Ansal Quil"}, "Is it Ansel Quill, with", "Block Ansel Quill"),
        ({"speaker": "Nobody Known"}, "so nothing is blocked yet", "Block “Nobody Known”"),
    ):
        asked = await world.ask(ALICE, "quotes block", manager=True, **options)  # type: ignore[arg-type]
        assert told in words(asked)
        assert isinstance(asked, Notice)
        assert asked.mark is Mark.PLAIN
        assert [b.label for b in asked.buttons] == [button]
        listed = await world.ask(ALICE, "quotes block", manager=True)
        assert "Blocked here: 2" in words(listed)
        assert "is for managers" in refused(await world.press(BOB, asked.buttons[0].id))
        done = await world.press(ALICE, asked.buttons[0].id, manager=True)
        assert "here no more" in words(done)
        assert isinstance(done, Notice)
        assert "earlier moment" in refused(await world.press(ALICE, asked.buttons[0].id, manager=True))
        await world.press(ALICE, done.buttons[0].id, manager=True)


async def test_nobody_waits_while_what_is_hidden_is_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in the thread that serves everybody; for a list once, however much is blocked; and what holds stays known."""
    threads: list[str] = []

    def counted(blocks: Sequence[Blocked], *among: Any) -> list[HiddenByBlock]:
        threads.append(threading.current_thread().name)
        return hidden_by(blocks, *among)

    await world.ask(BOB, "quote", search=VOICE)
    monkeypatch.setattr(contents, "hidden_by", counted)
    for options, times in (({}, 1), ({"words": "the"}, 1), ({"speaker": "Ansal Quil"}, 1)):
        threads.clear()
        await world.ask(ALICE, "quotes block", manager=True, **options)  # type: ignore[arg-type]
        assert [name.partition("_")[0] for name in threads] == ["quoth-serving"] * times, options
    threads.clear()
    await world.ask(BOB, "quote", search=VOICE)
    assert threads == []


async def test_part_of_a_name_is_enough(world: World) -> None:
    """A name that one speaker alone has is no doubt."""
    assert "What Ansel Quill said" in words(await world.ask(ALICE, "quotes block", manager=True, speaker="quill"))


async def test_a_dialogue_with_a_blocked_speaker_is_not_shown(world: World) -> None:
    """Their words are in it, whoever else speaks; others of the same name in part are somebody else."""
    told = []
    for said, names in (
        ("Ida: Who owns the roadmap?\nBen Osei: Nobody since May, and it shows.", "Ida and Ben Osei"),
        ("Ida: Who waters the lemon tree?\nBen: Whoever is afraid of the gardener.", "Ida and Ben"),
    ):
        card = await world.ask(BOB, "quotes add", quote=said, by=names)
        assert isinstance(card, QuoteCard)
        told.append(card.number)
    asked = await world.ask(ALICE, "quotes block", manager=True, speaker="Ben Osei")
    if isinstance(asked, Notice) and asked.buttons and asked.buttons[0].label == "Block":
        await world.press(ALICE, asked.buttons[0].id, manager=True)

    assert "is not shown here" in refused(await world.ask(BOB, "quote", search=f"#{told[0]}"))
    assert isinstance(await world.ask(BOB, "quote", search=f"#{told[1]}"), QuoteCard)
