"""By putting right what is there: the desk, the book, doubts, buttons and menus."""

from bot.chat.forms import Form
from bot.chat.incoming import ChatMessage, PressId, User
from bot.chat.messages import Candidates, Listing, Notice, QuoteCard
from bot.games.rows.games import GameRows
from bot.library.wording import WRONG
from bot.workspace import menu
from tests.builders import BOB, NOON
from tests.cheating import SAMPLES, TWIN, Scene, channel
from tests.contract.walks import PLACES
from tests.world import words


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


async def added(scene: Scene) -> None:
    """Words of what is asked, by somebody who does not know whose they are: what is like them is shown."""
    for place in PLACES:
        for typed in scene.searches:
            reply = await scene.ask("quotes add", place=place, quote=" ".join(typed.split()[:5]))
            if isinstance(reply, Candidates):
                for candidate in reply.candidates:
                    await scene.press(candidate.button.id, place=place)


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
