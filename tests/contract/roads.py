"""Every road by which a quote could leave or be chosen, each walked by somebody who wants to know what is being asked.

A road is walked where nothing is asked itself: in another channel of the same workspace, alone, in direct messages.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot.chat.commands import Completes
from bot.chat.forms import Form
from bot.chat.incoming import ChatMessage, Place, PressId, Request, User
from bot.chat.messages import Candidates, ClosedRound, File, Listing, Notice, OpenRound, QuoteCard, Reply
from bot.cli.whosaid_ import as_json, as_text
from bot.feeds.episodes import look_at_due
from bot.games.choice import modes
from bot.games.rows.games import GameRows
from bot.library import withholding
from bot.library.export_files import ANKI, FORMATS, QUOTH, written
from bot.library.followed import Followed
from bot.library.lookups import look_up
from bot.library.model import DecidedBy
from bot.library.rows.feeds import FeedRows
from bot.library.wording import WRONG
from bot.workspace import menu
from bot.workspace.welcome import arrival, welcome
from tests.builders import ALICE, BOB, HERE, NOON
from tests.cheating import MINE, SAMPLES, TWIN, Scene, channel
from tests.world import words

Road = Callable[[Scene], Awaitable[None]]
PLACES = (channel("elsewhere"), MINE)
ROUNDS = 6


async def harmless(scene: Scene, *, command: str, **options: str) -> None:
    """A command that is given once in each place."""
    for place in PLACES:
        await scene.ask(command, place=place, manager=True, **options)


async def quotes(scene: Scene) -> None:
    """At random, by number, by speaker, by words."""
    for place in PLACES:
        for typed in [*scene.searches, *(f"#{n}" for n in scene.numbers), *[""] * 40]:
            await scene.ask("quote", place=place, search=typed)


async def who_said(scene: Scene) -> None:
    """By all the words there are, and by some of them: what may be meant is looked at whole."""
    for place in PLACES:
        for typed in (*scene.searches, *(" ".join(t.split()[::2]) for t in scene.searches)):
            reply = await scene.ask("whosaid", place=place, words=typed)
            while isinstance(reply, Candidates):
                for candidate in reply.candidates:
                    await scene.press(candidate.button.id, place=place)
                reply = await scene.press(reply.more.id, place=place) if reply.more else Notice(text="")


async def games(scene: Scene, *, pack: str, place: Place, mode: str = "mixed", rounds: int = ROUNDS) -> None:
    """From reveal to reveal, as far as there is anything to ask."""
    there = {"place": channel(f"{mode}-{pack}", place), "manager": True}
    await scene.ask("quiz start", **there, mode=mode, pack=pack, pace="relaxed", rounds=str(rounds))  # type: ignore[arg-type]
    for _ in range(rounds):
        await scene.ask("quiz answer", **there, text="A")  # type: ignore[arg-type]
        await scene.ask("quiz skip", **there)  # type: ignore[arg-type]
    await scene.ask("quiz stop", **there)  # type: ignore[arg-type]


async def mixes(scene: Scene) -> None:
    """A game of a kept mix, at both places."""
    for place in PLACES:
        there = {"place": channel("mix", place), "manager": True}
        await scene.ask("quiz preset save", **there, name="mix", pace="relaxed", rounds=str(ROUNDS))  # type: ignore[arg-type]
        await scene.ask("quiz preset use", **there, name="mix")  # type: ignore[arg-type]
        for _ in range(ROUNDS):
            await scene.ask("quiz skip", **there)  # type: ignore[arg-type]
        await scene.ask("quiz stop", **there)  # type: ignore[arg-type]


async def of_every_mode(scene: Scene) -> None:
    """A few rounds of each, at both places."""
    for mode in modes():
        for place in PLACES:
            await games(scene, pack=SAMPLES if place is MINE else TWIN, place=place, mode=mode)


async def alone(scene: Scene) -> None:
    """Every round of games played alone is answered, and so revealed."""
    for place in PLACES:
        for pack in (SAMPLES, TWIN):
            shown = await scene.ask("quiz start", place=place, pace="solo", pack=pack, rounds=str(2 * ROUNDS))
            for _ in range(2 * ROUNDS):
                shown = await answered(scene, shown, place)
            await scene.ask("quiz stop", place=place)


async def answered(scene: Scene, shown: Reply, place: Place) -> Reply:
    """The next round after the one that is shown."""
    if isinstance(shown, OpenRound):
        given = "A" if shown.options else "tea"
        shown = await scene.ask("quiz answer", place=place, text=given)
        if not isinstance(shown, ClosedRound):
            shown = await scene.ask("quiz answer", place=place, text="coffee")
    if isinstance(shown, ClosedRound) and shown.buttons:
        return await scene.press(shown.buttons[0].id, place=place)
    return shown


async def daily(scene: Scene, *, command: str) -> None:
    """Every style, posted and resolved again and again; what is asked is named as the next one."""
    for style, mode in (("quote", ""), ("guess", ""), ("quiz", ""), ("guess", "closest")):
        for place in (channel(f"daily-{style}{mode}"), channel(f"daily-{style}{mode}", MINE)):
            here = {"place": place, "manager": True}
            asked = {"mode": mode} if mode else {}
            await scene.ask("daily set", **here, time="09:00", timezone="UTC", pack=SAMPLES, style=style, **asked)  # type: ignore[arg-type]
            for number in scene.numbers[::4] if command == "daily next" and style != "quiz" else [0] * ROUNDS:
                if command == "daily next":
                    await scene.ask(command, **here, number=str(number))  # type: ignore[arg-type]
                    await scene.ask("daily show", **here)  # type: ignore[arg-type]
                await scene.ask("daily now", **here)  # type: ignore[arg-type]
            await scene.ask("daily off", **here)  # type: ignore[arg-type]


async def pressed(scene: Scene, *, verb: str) -> None:
    """On every number there is around what is asked, and on every round."""
    tables = await scene.world.services.store.read(
        lambda tx: [tx[GameRows].running(channel(f"open-{kind}")) for kind in ("who-said", "closest")]
    )
    rounds = [t.round.id for t in tables if t and t.round]
    for place in PLACES:
        for subject in [*map(str, scene.numbers), *rounds, "new"]:
            reply = await scene.press(str(PressId(verb, subject)), place=place, text="tea")
            if isinstance(reply, Form):
                await scene.press(reply.id, place=place, text="Ada Novak: Nobody reads the plan until it is on fire.")


async def doubted(scene: Scene) -> None:
    """Each number by somebody else, so that nobody comes to their limit; Alice, who manages, is told."""
    for place in PLACES:
        for number in scene.numbers:
            doubter = User(id=f"doubter-{number}", name="Dora")
            reply = await scene.world.press(doubter, str(PressId(WRONG, str(number))), place=place)
            scene.seen.append(words(reply))
    assert any("Dora asks whether" in text for _, text in scene.ears.told)


async def desk(scene: Scene) -> None:
    """Everything is looked at, by somebody who manages."""
    for place in PLACES:
        for pack in (SAMPLES, TWIN, ""):
            shown = await scene.ask("quotes review", place=place, manager=True, **({"pack": pack} if pack else {}))
            for _ in range(2 * len(scene.numbers)):
                if isinstance(shown, Listing) and len(shown.buttons) > 1:
                    shown = await scene.press(shown.buttons[4].id, place=place, manager=True)


async def reviewed(scene: Scene, *, verb: str) -> None:
    """On what is being asked, by somebody who manages; what their press changes is theirs to know."""
    for place in PLACES:
        for number in scene.numbers:
            reply = await scene.press(str(PressId(verb, f"{number}:0")), place=place, manager=True)
            if isinstance(reply, Form):
                scene.seen += [field.value for field in reply.fields]
            await scene.press(str(PressId("undo", "0:0")), place=place, manager=True)


async def own_questions(scene: Scene) -> None:
    """Somebody wrote down what is being asked: whoever manages may not look there."""
    for secret in [s for s in scene.secrets if s.item.stem and s.item.key]:
        texts: dict[str, Any] = {
            "question": secret.item.stem,
            "right": secret.item.key,
            "explanation": secret.item.stimulus[:400],
        }
        await scene.world.ask(ALICE, "quiz add", manager=True, **texts)
    for place in PLACES:
        shown = await scene.ask("quiz list", place=place, manager=True)
        while isinstance(shown, Listing) and (more := [b for b in shown.buttons if b.label == "More"]):
            shown = await scene.press(more[0].id, place=place, manager=True)
        for number in range(1, len(scene.secrets) + 1):
            await scene.ask("quiz edit", place=place, manager=True, number=str(number))
            form = await scene.press(str(PressId("write", str(number))), place=place, manager=True)
            if isinstance(form, Form):
                scene.seen += [field.value for field in form.fields]


async def exported(scene: Scene) -> None:
    """Every pack in every format, by somebody who manages; a deck for Anki holds what the quiz for Moodle does."""
    for place in PLACES:
        for pack in (SAMPLES, TWIN, "interview-in-brief"):
            for kind in (f for f in FORMATS if f != ANKI):
                reply = await scene.ask("quotes export", place=place, manager=True, format=kind, pack=pack)
                scene.seen += reply.data.decode().splitlines() if isinstance(reply, File) else []


async def added(scene: Scene) -> None:
    """Words of what is asked, by somebody who does not know whose they are: what is like them is shown."""
    for place in PLACES:
        for typed in scene.searches:
            reply = await scene.ask("quotes add", place=place, quote=" ".join(typed.split()[:5]))
            if isinstance(reply, Candidates):
                for candidate in reply.candidates:
                    await scene.press(candidate.button.id, place=place)


async def lists(scene: Scene) -> None:
    """Whole, and narrowed by words of what is asked and by speakers, page after page."""
    for place in PLACES:
        replies = [
            await scene.ask("quotes list", place=place),
            await scene.ask("quotes list", place=place, speaker="Ines"),
            *[await scene.ask("quotes list", place=place, words=" ".join(t.split()[:3])) for t in scene.searches],
        ]
        for first in replies:
            page = first
            while isinstance(page, Listing) and page.buttons and page.buttons[-1].label == "Older":
                page = await scene.press(page.buttons[-1].id, place=place)


async def numbered(scene: Scene, *, command: str) -> None:
    """By every number there is around what is asked, by somebody who manages and somebody who does not."""
    for place in PLACES:
        for number in scene.numbers:
            for manager in (False, True):
                reply = await scene.ask(command, place=place, manager=manager, number=str(number))
                if isinstance(reply, Form):
                    scene.seen += [field.value for field in reply.fields]
                elif isinstance(reply, Notice) and reply.buttons:
                    await scene.press(reply.buttons[0].id, place=place, manager=manager)


async def corrected(scene: Scene, *, verb: str) -> None:
    """The forms and buttons of the book on every number there is around what is asked."""
    for place in PLACES:
        for subject in [s for n in scene.numbers for s in (f"{n}", f"{n}:{'0' * 16}", f"a{n}", f"d{n}")]:
            for choice in (0, 1):
                reply = await scene.press(
                    str(PressId(verb, subject, choice)), place=place, manager=True, quote="Tea, and no jam.", by="Ada"
                )
                if isinstance(reply, Form):
                    scene.seen += [field.value for field in reply.fields]


async def pointed(scene: Scene, *, verb: str) -> None:
    """At messages that say what is asked, in part or whole."""
    for place in PLACES:
        for text in (*scene.searches, *(f"> {t}" for t in scene.searches)):
            about = ChatMessage(id="17.1", text=text, author=User(id="alice", name="Alice"), at=NOON)
            reply = await scene.world.take(BOB, verb, about, place=place)
            scene.seen.append(words(reply))
            if isinstance(reply, Form):
                filled = await scene.press(reply.id, place=place, quote="Tea, and no jam.", by="Ada", to="last")
                assert isinstance(filled, QuoteCard | Notice | Candidates)


async def by_menu(scene: Scene, *, verb: str) -> None:
    """Every entry; what it asks for is what is being asked."""
    for place in PLACES:
        for key, entry in menu.ENTRIES.items():
            if key == "daily-set" or verb == menu.DO:
                await scene.press(str(PressId(verb, key)), place=place)
                continue
            for typed in scene.searches if entry.ask == ("words",) else ["tea"]:
                await scene.press(str(PressId(verb, key)), place=place, **dict.fromkeys(entry.ask, typed))  # type: ignore[arg-type]


async def followed(scene: Scene) -> None:
    """A feed that nobody can have: whoever follows it is told so."""
    await harmless(scene, command="quotes follow")
    services, at = scene.world.services, scene.world.services.clock.now()
    new = Followed(
        id=0, workspace_id=HERE.workspace_id, link="https://example.org/feed.xml", title="The long table", speaker="",
        by=DecidedBy(ALICE.id, ALICE.name), at=at, since=at, next_at=at,
    )  # fmt: skip
    await services.store.write(lambda tx: tx[FeedRows].follow(new, lease=0))
    await look_at_due(services)
    await scene.world.outbox.flush()
    assert any("The long table" in text for _, text in scene.ears.told)
    await harmless(scene, command="quotes follow")


async def typed(scene: Scene, *, what: Completes) -> None:
    """While it is typed, where games are played as well."""
    if what is Completes.PRESET:
        await scene.ask("quiz preset save", place=PLACES[0], name="friday", rounds="2")
    for place in (*PLACES, channel("open-who-said")):
        for text in [*scene.searches, ""]:
            request = Request(
                key="typing", place=place, user=BOB, at=scene.world.services.clock.now(), command=_TYPED[what][0]
            )
            for found in await scene.world.engine.complete(request, _TYPED[what][1], text[:100]):
                scene.seen.append(found.label)


async def greeting(scene: Scene) -> None:
    """In the terminal, where nobody gave a name."""
    for _ in range(40):
        for reply in await welcome(scene.world.services, channel("terminal")):
            scene.seen.append(words(reply))
        scene.seen.append(words(await arrival(scene.world.services, HERE)))


async def command_line(scene: Scene) -> None:
    """Searches and exports in every format."""
    for text in (*scene.searches, *(" ".join(t.split()[::2]) for t in scene.searches)):
        view, result = await look_up(scene.world.services, HERE.workspace_id, text, 5)
        scene.seen += [as_json(view, result), as_text(view, result)]
    view = await withholding.shown_to_anybody(scene.world.services, HERE.workspace_id)
    packs = list(view.library.packs.values())
    for kind in (f for f in FORMATS if f not in (ANKI, QUOTH)):
        scene.seen += written(kind, view, packs).decode().splitlines()


_TYPED: Mapping[Completes, tuple[str, str]] = {
    Completes.QUOTE: ("quote", "search"),
    Completes.PACK: ("quiz start", "pack"),
    Completes.PLAYER: ("quiz accept", "player"),
    Completes.ZONE: ("daily set", "timezone"),
    Completes.MODE: ("quiz start", "mode"),
    Completes.TOPIC: ("quoth help", "topic"),
    Completes.PRESET: ("quiz preset use", "name"),
}

COMMANDS: Mapping[str, Sequence[Road]] = {
    "quote": [quotes],
    "whosaid": [who_said],
    "quiz start": [
        *(partial(games, pack=pack, place=PLACES[0], rounds=24) for pack in (SAMPLES, TWIN)),
        partial(games, pack="interview-in-brief", place=PLACES[0], mode="hand-written", rounds=24),
        of_every_mode,
        partial(games, pack=SAMPLES, place=PLACES[0], rounds=10),
        partial(harmless, command="quiz start", at="16:00", days="fri", timezone="UTC"),
    ],
    "daily set": [partial(harmless, command="daily set", time="09:00", timezone="UTC", style="guess")],
    "daily now": [partial(daily, command="daily now")],
    "daily next": [partial(daily, command="daily next")],
    "quiz answer": [alone],
    "quoth help": [partial(harmless, command="quoth help"), partial(harmless, command="quoth help", topic="quote")],
    "quiz accept": [partial(harmless, command="quiz accept", player="Alice")],
    "quiz add": [partial(harmless, command="quiz add"), own_questions],
    "quiz edit": [own_questions],
    "quiz delete": [partial(harmless, command="quiz delete", number="1")],
    "quotes review": [desk],
    "quiz preset save": [partial(harmless, command="quiz preset save", name="friday", rounds="2")],
    "quiz preset use": [mixes],
    "quiz preset delete": [partial(harmless, command="quiz preset delete", name="friday")],
    "quiz preset list": [partial(harmless, command="quiz preset list")],
    "quotes enable": [partial(harmless, command="quotes enable", pack=TWIN)],
    "quotes disable": [partial(harmless, command="quotes disable", pack=TWIN)],
    "quotes export": [exported],
    "quotes remove": [partial(harmless, command="quotes remove", pack=TWIN)],
    "quotes rename": [partial(harmless, command="quotes rename", pack=TWIN, name="other")],
    "quotes speaker": [partial(harmless, command="quotes speaker", speaker="Ansel Quill", name="Ansel")],
    "quotes block": [partial(harmless, command="quotes block"), partial(harmless, command="quotes block", words="zzz")],
    "quotes unblock": [partial(harmless, command="quotes unblock", what="zzz")],
    "quotes merge": [partial(harmless, command="quotes merge", pack=TWIN, into=SAMPLES)],
    "privacy optout": [partial(harmless, command="privacy optout", switch="off")],
    "privacy unlink": [partial(harmless, command="privacy unlink", speaker="Ada Novak")],
    "quotes add": [added],
    "quotes edit": [partial(numbered, command="quotes edit")],
    "quotes delete": [partial(numbered, command="quotes delete")],
    "quotes list": [lists],
    "quotes follow": [followed],
    "quotes unfollow": [partial(harmless, command="quotes unfollow", feed="1")],
    "quotes best": [partial(harmless, command="quotes best"), partial(harmless, command="quotes best", period="week")],
    "quotes history": [partial(numbered, command="quotes history")],
    "privacy hide": [partial(harmless, command="privacy hide", switch="on")],
    "settings set": [partial(harmless, command="settings set", name="cooldown", value="0"), quotes],
    **{
        name: [partial(harmless, command=name)]
        for name in (
            "quiz join", "quiz begin", "quiz hint", "quiz pause", "quiz resume", "quiz scores", "quiz leaderboard",
            "quiz season",
            "quiz stats", "quiz report", "quiz void", "quiz skip", "quiz stop", "daily show", "daily off",
            "daily skip", "quotes packs", "quiz list", "quotes import", "settings show",
            "quoth menu", "quoth home", "quoth about", "privacy show", "privacy export", "privacy forget",
            "privacy link",
        )
    },
}  # fmt: skip

# What a press of the registry's engine may be. Guesses and quizzes are answered where they are asked: see test_own.
PRESSED: Mapping[str, Road] = {
    **{
        verb: partial(pressed, verb=verb)
        for verb in (
            "answer", "type", "typed", "hint", "skip", "join", "begin", "next", "context", "another", "show", "share",
            "more", "alike", "guess", "play", "result", "bring", "brought", "menu", "managers", "chosen", "back",
            "takein", "leave",
            "type-guess", "typed-guess",
            "accept", "voice", "voiced", "new", "up", "down", "remove", "removed", "again", "rematch", "mine", "tell",
            "leaders", "one", "two", "pin", "draft", "season", "close", "reopen",
            "write", "wrote", "insist", "questions", "suggested", "admit", "decline", "unwrite", "rewrite",
            "unblock", "block-sure", "part", "forget", "takedown", "takeout", "mute", "absent", "preset", "liked",
            "disliked",
        )
    },
    WRONG: doubted,
    **{verb: partial(reviewed, verb=verb) for verb in ("keep", "drop", "words", "worded", "later", "undo")},
    **{
        verb: partial(corrected, verb=verb)
        for verb in (
            "quoted", "book-added", "book-sure", "book-edit", "book-edited", "book-undo", "book-back", "book-page",
        )
    },
    **{verb: partial(pointed, verb=verb) for verb in ("quote-this", "who-said-this", "bring-this")},
    menu.DO: partial(by_menu, verb=menu.DO),
    menu.ASKED: partial(by_menu, verb=menu.ASKED),
}  # fmt: skip

# By which of these roads each kind of post goes out.
POSTED: Mapping[str, str] = {
    "round": "quiz start", "board": "quiz start", "lobby": "quiz start", "thread": "quiz start",
    "unseen": "quiz start", "daily": "daily now", "daily-set": "daily set", "daily-low": "daily now",
    "daily-game": "quiz start", "daily-unplayed": "quiz start",
    "daily-paused": "daily set", "daily-empty": "daily now", "doubt": "press wrong", "season": "press close",
    "doubt-lost": "press wrong", "feed": "quotes follow", "taken": "press takedown", "quoted": "press book-added",
    "linked": "privacy link",
}  # fmt: skip

ROADS: Mapping[str, Road] = {
    **{f"/{name} {i}": road for name, roads in COMMANDS.items() for i, road in enumerate(roads)},
    **{f"press {verb}": road for verb, road in PRESSED.items()},
    **{f"typing {what}": partial(typed, what=what) for what in Completes},
    "greeting": greeting,
    "command line": command_line,
}
