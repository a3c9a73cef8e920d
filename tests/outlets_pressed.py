"""Roads of a text that hang on a moment: an evening of several, a game at its time, a block, a pack that rests, a
channel that was closed; and every button that was offered on any of them.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.app.catalogue import PRESSES
from bot.chat.forms import Form
from bot.chat.incoming import Place, PressId, User
from bot.chat.messages import is_refusal
from bot.delivery.clock import VirtualClock
from bot.games.rows.games import GameRows
from bot.games.verbs import ANSWER, HINT, REMOVE, REMOVED, TYPE, TYPED
from bot.library.rows.packs import PackRows
from bot.privacy.wording import FORGET
from bot.storage.tables.delivery import post
from bot.storage.transaction import Rows
from tests import outlets
from tests.builders import HERE
from tests.outlets import NAME, Eyes, Offered, Walk
from tests.world import World

# So many buttons of a verb are tried: what the others show is alike.
MOST = 6
NUMBER = {"mode": "closest", "pack": "interview-in-brief"}
PLAYERS, ROUNDS = 5, 3
SAMPLE = "the-round-table"
# What is pressed while a round takes answers; what ends it comes after that.
PLAYING = frozenset({ANSWER, TYPE, TYPED, HINT})
HOUR = 3600.0
Road = Callable[[Walk], Awaitable[None]]


async def evening(walk: Walk) -> None:
    """Several who are called like it type it, wrong, in a thread; the reveal, the board with who won, a kept mix."""
    await walk.ask("quiz add", question="How many cups does the kettle hold?", right="twelve or so")
    for mode, options in (
        ("hand-written", {"thread": "yes", "pack": "questions"}), ("closest", {"pack": "interview-in-brief"}),
        ("bluff", {"teams": "balanced", "pack": SAMPLE}),
    ):  # fmt: skip
        there = replace(HERE, channel=f"evening {mode}")
        game = {"mode": mode, "rounds": "2", "pace": "relaxed", "begin": "", **options}
        await walk.ask("quiz start", place=there, **game)  # type: ignore[arg-type]
        await _played(walk, await _where(walk, there), mode)
    await walk.ask("quiz preset save", name="friday", rounds="2")
    await walk.ask("quiz preset list")


async def _where(walk: Walk, there: Place) -> Place:
    """The place of the newest game in a channel: perhaps a thread."""
    table = await walk.world.services.store.read(lambda tx: tx[GameRows].newest(there, threads=True))
    assert table is not None
    return table.game.place


async def _played(walk: Walk, place: Place, mode: str) -> None:
    """Everybody answers every round, some by buttons; the host takes one ending away."""
    texts = [(walk.text, *walk.others)[n % (1 + len(walk.others))] for n in range(PLAYERS)]
    players = [User(id=f"u-{n}", name=f"{text[: NAME - 2]} {n}") for n, text in enumerate(texts)]
    for who in players:
        walk.look("quiz join", await walk.world.ask(who, "quiz join", place=place))
    await walk.ask("quiz begin", place=place)
    for _ in range(ROUNDS):
        await press(walk, PLAYING)
        for n, who in enumerate(players):
            given = str(10**n) if mode == "closest" else f"{n} {texts[n]}"[:200]
            walk.look("quiz answer", await walk.world.ask(who, "quiz answer", place=place, text=given))
        await press(walk, {REMOVE, REMOVED, TYPE})
        await walk.ask("quiz skip", place=place)
    await walk.ask("quiz stop", place=place)


async def reminded(walk: Walk) -> None:
    """A live game at its time: what is set, the reminder, who is in; then its channel is closed, and a daily post's."""
    there = replace(HERE, channel="reminded")
    at = walk.world.services.clock.now() + timedelta(minutes=30)
    await walk.ask(
        "quiz start", place=there, at=f"{at:%H:%M}", timezone="UTC", days="daily", rounds="1", pack=SAMPLE, begin=""
    )
    await walk.ask("daily set", place=there, time=f"{at:%H:%M}", timezone="UTC", style="guess", pack=SAMPLE)
    await walk.ask("daily show", place=there)
    await _later(walk, 1500)
    await walk.ask("quiz join", place=there)
    await walk.ask("quiz join", place=there, host=False)
    await _later(walk, 600)
    await walk.ask("quiz stop", place=there)
    walk.eyes.closed.add(there.channel)
    await _later(walk, 24 * HOUR)


async def _later(walk: Walk, seconds: float) -> None:
    clock = walk.world.services.clock
    assert isinstance(clock, VirtualClock)
    clock.move_to(clock.now() + timedelta(seconds=seconds))
    await walk.world.engine.due.tick(walk.world.outbox.platforms)
    await walk.world.outbox.flush()
    walk.look("later", await walk.world.ask(walk.host, "quoth home"))


async def blocked(walk: Walk) -> None:
    """Words and speakers that are asked about first: too common, unknown, written otherwise; and the list."""
    for options in (
        {"words": "the"}, {"words": walk.text[:200]}, {"speaker": walk.text[:NAME]}, {"speaker": f"{walk.text[:40]} Q"},
    ):  # fmt: skip
        await walk.ask("quotes block", **options)  # type: ignore[arg-type]
    await walk.ask("quotes block")
    await walk.ask("quotes unblock", what=walk.text[:200])


async def resting(walk: Walk) -> None:
    """A pack of that name rests, and is asked for; then it is removed, and asked for again."""
    library = await walk.world.services.libraries.library(HERE.workspace_id)
    for pack in [p.info for p in library.in_use if not (p.info.sample or p.info.book)][:1]:
        number = await _first(walk, pack.id)
        for command in ("quotes disable", "quotes remove"):
            await walk.ask(command, pack=pack.name)
            for asked, options in (("quiz start", {"pack": pack.name}), ("quote", {"search": f"#{number}"})):
                await walk.ask(asked, **options)  # type: ignore[arg-type]
            await walk.ask("quotes packs")
            await walk.ask("quotes enable", pack=pack.name)


async def _first(walk: Walk, pack_id: int) -> int:
    """The number of a pack's first quote, 0 where it has none."""
    (held,) = await walk.world.services.store.read(lambda tx: tx[PackRows].load((pack_id,)))
    return next((quote.number for quote in held.quotes), 0)


async def daily(walk: Walk) -> None:
    """Every style of a daily post, guessed at, played, resolved and shown."""
    for style, asked in (("quote", {}), ("guess", {}), ("guess", NUMBER), ("quiz", {})):
        options = {"pack": SAMPLE, **asked}
        there = replace(HERE, channel=f"daily {style} {len(options)}")
        await walk.ask("daily set", place=there, time="09:00", timezone="UTC", style=style, **options)  # type: ignore[arg-type]
        for _ in range(2):
            await walk.ask("daily now", place=there)
            await press(walk)
        await walk.ask("daily show", place=there)


async def pages(walk: Walk) -> None:
    """What only managers and lists offer: menus, kept mixes, labels that may be one voice, more of what was found."""
    for command in ("quoth menu", "quoth home", "quiz preset list", "quotes packs", "quotes list", "quotes add",
                    "quotes import", "quiz list", "settings show", "privacy link", "quotes merge"):  # fmt: skip
        await walk.ask(command)
    await walk.ask("whosaid", words="the plan is on fire and nobody reads it")
    await walk.ask("quotes merge", pack="talk", into=" ".join(walk.text.split())[:NAME])
    await walk.ask("privacy link", speaker="Ben", member="u-mallory")
    await walk.ask("quotes speaker", speaker="Ben", name=walk.text[:NAME])


async def press(walk: Walk, only: Collection[str] = ()) -> None:
    """Every button and form that was offered so far, and what these offer: of each verb as many as are not refused."""
    verbs = only or frozenset(PRESSES) - {FORGET}
    while waiting := [
        offered for verb, some in walk.eyes.offered.items() if verb in verbs for offered in some
        if offered not in walk.tried and walk.done[verb] < walk.each and walk.tries[verb] < MOST
    ]:  # fmt: skip
        for offered in waiting:
            await _press(walk, offered)


async def _press(walk: Walk, offered: Offered) -> None:
    """By everybody; a form, and one that a button opens, is sent with the text of whoever sends it in every field."""
    meant, form = PressId.parse(offered.id), walk.eyes.forms.get(offered.id)
    assert meant is not None
    walk.tried.add(offered)
    if walk.done[meant.verb] >= walk.each or walk.tries[meant.verb] >= MOST:
        return
    walk.tries[meant.verb] += 1
    taken = False
    for who in walk.everybody:
        filled = walk.filled(form, who.text) if form else {}
        shown = await walk.press_as(who, offered.id, offered.place, offered.message, **filled)
        if isinstance(shown, Form):
            await walk.press_as(who, shown.id, offered.place, offered.message, **walk.filled(shown, who.text))
        taken = not is_refusal(shown) if who.manages else taken
    walk.done[meant.verb] += taken


async def forgotten(walk: Walk) -> None:
    """At last both are."""
    for host in (False, True):
        await walk.ask("privacy forget", host=host)
        await walk.press(str(PressId(FORGET, "me")), host=host)


# What one text alone goes through, what several people play together, who are called like one each, and the end.
ALONE = (*outlets.WRITTEN, outlets.mixes, *outlets.READ, pages, resting, blocked)
TOGETHER = (outlets.games, evening, daily, reminded)
ROADS = (
    *outlets.WRITTEN, outlets.played, *outlets.READ, evening, daily, pages, reminded, resting, blocked, forgotten
)  # fmt: skip


async def walked(world: World, eyes: Eyes, text: str) -> Walk:
    """All of them, one after the other; after each what was offered there is pressed."""
    return await walked_by(Walk(world, eyes, text), ROADS)


async def walked_by(walk: Walk, roads: Sequence[Road]) -> Walk:
    """Some of them."""
    for road in roads:
        await road(walk)
        await press(walk)
        walk.posts.update(await walk.world.services.store.read(lambda tx: tx[Kinds].all()))
    return walk


class Kinds(Rows):
    """Of what kinds the posts are."""

    def all(self) -> Sequence[str]:
        """Each once."""
        return self._connection.execute(select(post.c.kind).distinct()).scalars().all()
