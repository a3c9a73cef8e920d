"""By reading: quotes, look-ups, lists, exports, what is offered while one types."""

from collections.abc import Mapping

from bot.chat.commands import Completes
from bot.chat.incoming import Request
from bot.chat.messages import Candidates, File, Listing, Notice
from bot.cli.whosaid_ import as_json, as_text
from bot.feeds.episodes import look_at_due
from bot.library import withholding
from bot.library.export_files import ANKI, FORMATS, QUOTH, written
from bot.library.followed import Followed
from bot.library.lookups import look_up
from bot.library.model import DecidedBy
from bot.library.rows.feeds import FeedRows
from bot.workspace.welcome import arrival, welcome
from tests.builders import ALICE, BOB, HERE
from tests.cheating import SAMPLES, TWIN, Scene, channel
from tests.contract.walks import PLACES, harmless
from tests.world import words

_TYPED: Mapping[Completes, tuple[str, str]] = {
    Completes.QUOTE: ("quote", "search"),
    Completes.PACK: ("quiz start", "pack"),
    Completes.PLAYER: ("quiz accept", "player"),
    Completes.ZONE: ("daily set", "timezone"),
    Completes.MODE: ("quiz start", "mode"),
    Completes.TOPIC: ("quoth help", "topic"),
    Completes.PRESET: ("quiz preset use", "name"),
}


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


async def exported(scene: Scene) -> None:
    """Every pack in every format, by somebody who manages; a deck for Anki holds what the quiz for Moodle does."""
    for place in PLACES:
        for pack in (SAMPLES, TWIN, "interview-in-brief"):
            for kind in (f for f in FORMATS if f != ANKI):
                reply = await scene.ask("quotes export", place=place, manager=True, format=kind, pack=pack)
                scene.seen += reply.data.decode().splitlines() if isinstance(reply, File) else []


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
