"""A workspace in which much is being asked, somebody who tries to find it out, and everything that they are shown.

What gives an item away is told here by plain comparison, without a line of the bot's own rule.
"""

import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random

from bot.chat.incoming import MessageRef, Place, User
from bot.chat.messages import Reply
from bot.delivery.clock import VirtualClock
from bot.library.cache import LibraryCache
from bot.library.imports import store as keep
from bot.library.imports import store_samples
from bot.library.library import Library
from bot.library.model import NumberedQuote
from bot.library.pack_directions import PackDirections
from bot.library.rows.open_items import OpenItemRows
from bot.library.services import Services
from bot.meaning.choice import choose
from bot.storage.store import Store
from content.model import Item, Pack
from content.packs import read_bytes_as_pack
from content.shipped import shipped_folder
from content.text import words as words_of
from tests.builders import ALICE, BOB, HERE, NOON
from tests.proofs import drawn
from tests.world import Silent, World, words

# Shown so many words in a row of a quote, or the whole of a shorter option, everybody knows where it is from.
RUN, LEAST = 6, 4
MOST = 500
SAMPLES, TWIN, MINUTES, DIGEST = "the-round-table", "the-square-table", "the-oval-table", "the-short-table"
KINDS = (
    "who-said", "odd-one-out", "finish-the-quote", "closest", "hand-written", "true-or-swapped", "mash-up", "in-order",
)  # fmt: skip
# Of these the options are no words that anybody said.
QUIET = ("who-said", "true-or-swapped", "mash-up", "in-order")
MINE = Place(platform=HERE.platform, workspace=f"user-{BOB.id}", channel="dm")
ABROAD = replace(HERE, workspace="abroad")


def channel(name: str, place: Place = HERE) -> Place:
    """Another channel of that workspace."""
    return replace(place, channel=name)


@dataclass(frozen=True)
class Secret:
    """An open item, its quote, and every run of words by which it would be told."""

    item: Item
    quote: NumberedQuote | None
    runs: frozenset[str]

    @classmethod
    def of(cls, item: Item, library: Library) -> "Secret":
        """With the quote as the library has it."""
        every = [
            q for n in range(1, MOST) if (q := library.revealed(n)) and q.quote.id in (item.quote_id, *item.quote_ids)
        ]
        quote = next((q for q in every if q.quote.id == item.quote_id), None)
        found: set[str] = set()
        for said in (words_of(q.quote.text) for q in every):
            found |= {" ".join(said[i : i + RUN]) for i in range(max(1, len(said) - RUN + 1))} - {""}
        if item.kind not in QUIET:
            found |= {" ".join(words_of(o)) for o in (item.key, *item.options) if len(words_of(o)) >= LEAST}
        return cls(item, quote, frozenset(found))

    def is_in(self, text: str) -> bool:
        """Whether somebody who reads this knows more than they should."""
        shown = _words_in_a_row(text)
        return any(f" {run} " in shown for run in self.runs)


@cache
def _words_in_a_row(text: str) -> str:
    """Each secret is looked for in the same texts."""
    return f" {' '.join(words_of(text))} "


@dataclass
class Listening(Silent):
    """A Messenger that keeps what everybody reads."""

    told: list[tuple[Place, str]] = field(default_factory=list)

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Read by everybody there."""
        self.told.append((place, words(reply)))
        return MessageRef(place=place, id=nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Read as well."""
        self.told.append((ref.place, words(reply)))


@dataclass
class Scene:
    """Bob in a workspace, and what is open there."""

    world: World
    ears: Listening
    library: Library
    secrets: Sequence[Secret] = ()
    seen: list[str] = field(default_factory=list)

    async def ask(self, command: str, *, place: Place = HERE, manager: bool = False, **options: str) -> Reply:
        """What Bob is told."""
        reply = await self.world.ask(BOB, command, place=place, manager=manager, **options)
        self.seen.append(words(reply))
        return reply

    async def press(self, press_id: str, *, place: Place = HERE, manager: bool = False, **fields: str) -> Reply:
        """What his button tells."""
        reply = await self.world.press(BOB, press_id, place=place, manager=manager, **fields)
        self.seen.append(words(reply))
        return reply

    def given_away(self, *, but: Iterable[str] = ()) -> list[tuple[str, str]]:
        """The items that something told, with what told them; items (ids) that Bob was asked himself may be shown."""
        shown = [*self.seen, *(text for _, text in self.ears.told)]
        passed = set(but)
        return [(s.item.kind, text) for s in self.secrets if s.item.id not in passed for text in shown if s.is_in(text)]

    async def open_now(self, workspace_id: str = HERE.workspace_id) -> tuple[Item, ...]:
        """Everything that is open there."""
        return await self.world.services.store.read(lambda tx: tx[OpenItemRows].open_items({workspace_id}, None))

    @property
    def asked(self) -> list[int]:
        """The numbers of the quotes that are asked themselves."""
        return [s.quote.number for s in self.secrets if s.quote]

    @property
    def numbers(self) -> list[int]:
        """The numbers of everything that tells what is asked, in either edition, and of their neighbours; in a proof
        that is not whole those that are asked, and some of the others.
        """
        every = [q for n in range(1, MOST) if (q := self.library.revealed(n))]
        telling = [q.number for q in every if any(s.is_in(q.quote.text) for s in self.secrets)]
        around = sorted({n for number in (*self.asked, *telling) for n in (number - 1, number, number + 1)})
        return drawn(around, one_in=8, always=self.asked)

    @property
    def searches(self) -> list[str]:
        """What Bob would type; in a proof that is not whole each quote, and some of the others."""
        typed: list[str] = []
        always: set[str] = set()
        for secret in self.secrets:
            text = secret.quote.quote.text if secret.quote else secret.item.stimulus
            always.add(text[:390])
            typed += [text[:390], text[: len(text) // 2], text[len(text) // 2 :], secret.item.key]
            typed += [o for o in secret.item.options if len(words_of(o)) >= LEAST]
            typed += [secret.quote.quote.speaker or "x"] if secret.quote else []
        return drawn([t for t in dict.fromkeys(typed) if t.strip()], one_in=4, always=always)


@asynccontextmanager
async def listening(store: Store, *, seed: int = 5) -> AsyncIterator[Scene]:
    """Nothing open yet; the samples, and for everyone another edition of them in which some words differ."""
    ears = Listening()
    libraries = LibraryCache(store, embedding=PackDirections(choose("").embedder))
    services = Services(store=store, libraries=libraries, clock=VirtualClock(NOON), rng=Random(seed))
    await store_samples(services)
    await keep(services, twin(), workspace_id=None)
    await keep(services, minutes(), workspace_id=None)
    await keep(services, digest(), workspace_id=None)
    yield Scene(World(services, ears), ears, await services.libraries.library(HERE.workspace_id))
    await services.attendance.settle()


@cache
def twin() -> Pack:
    """The sample talk as somebody else wrote it down."""
    text = (shipped_folder() / f"{SAMPLES}.md").read_text(encoding="utf-8")
    lines = [
        line.replace(" the ", " that ", 1) if i % 2 else line.replace(" a ", " one ", 1)
        for i, line in enumerate(text.splitlines())
    ]
    return read_bytes_as_pack("\n".join(lines).encode(), f"{TWIN}.md", name=TWIN)


@cache
def minutes() -> Pack:
    """The sample talk once more, of which hardly anything became a quote: its sentences are passages."""
    text = (shipped_folder() / f"{SAMPLES}.md").read_text(encoding="utf-8").replace(" and ", " & ")
    made = read_bytes_as_pack(text.encode(), f"{MINUTES}.md", name=MINUTES)
    return replace(made, quotes=made.quotes[:1])


@cache
def digest() -> Pack:
    """The sample talk shortened: of every few sentences one is left out, so that others are quotes together."""
    text = (shipped_folder() / f"{SAMPLES}.md").read_text(encoding="utf-8")
    lines = [_shortened(line, place % 2) for place, line in enumerate(text.splitlines())]
    return read_bytes_as_pack("\n".join(lines).encode(), f"{DIGEST}.md", name=DIGEST)


def _shortened(line: str, first: int) -> str:
    said = re.split(r"(?<=[.?!]) ", line)
    return " ".join(s for place, s in enumerate(said) if (place + first) % 3 != 1) if len(said) > 2 else line


async def open_everything(scene: Scene) -> None:
    """Alice's games of every kind stand open in as many channels, and a daily guess and a quiz beside them."""
    world = scene.world
    for kind in KINDS:
        pack = SAMPLES if kind != "hand-written" else "interview-in-brief"
        place = channel(f"open-{kind}")
        started = await world.ask(ALICE, "quiz start", place=place, mode=kind, pack=pack, pace="relaxed")
        assert "The game is on" in words(started)
    await _bluff(world)
    for style in ("guess", "quiz"):
        here: Mapping[str, object] = {"place": channel(f"open-{style}"), "manager": True}
        at = {"time": "09:00", "timezone": "UTC"} if style == "guess" else {"time": "08:00", "timezone": "UTC"}
        await world.ask(ALICE, "daily set", **here, **at, pack=SAMPLES, style=style)  # type: ignore[arg-type]
        await world.ask(ALICE, "daily now", **here)  # type: ignore[arg-type]
    await hush(scene)


async def _bluff(world: World) -> None:
    """It takes three; Bob is none of them."""
    place = channel("open-bluff")
    await world.ask(ALICE, "quiz start", place=place, mode="bluff", pack=SAMPLES, pace="relaxed")
    for name in ("Cy", "Dee"):
        await world.ask(User(id=name.lower(), name=name), "quiz join", place=place)
    assert "Off we go" in words(await world.ask(ALICE, "quiz begin", place=place))


async def hush(scene: Scene) -> None:
    """From now on it counts what is shown."""
    scene.secrets = [Secret.of(item, scene.library) for item in await scene.open_now()]
    scene.seen.clear()
    scene.ears.told.clear()
