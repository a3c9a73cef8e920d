"""Evenings that simulated people play: each has habits of their own, and what their channel sees is kept as it comes.

Time is virtual and goes by seconds. Nobody knows more than a player does, but who `knows` a key knows it by chance.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.chat.incoming import MessageRef, Place, PressId, User
from bot.chat.messages import ClosedRound, Lobby, OpenRound, Reply, Scoreboard, is_refusal
from bot.delivery.clock import VirtualClock
from bot.games.model import Game, GameSnapshot, GameState, Phase, Round, RoundState
from bot.games.rows.games import GameRows
from bot.games.rules.round_end import READING_MOST
from bot.games.verbs import ANSWER, HINT, JOIN, LIKED, MINE, TYPED, TYPED_FIELD
from content.items import agree
from content.model import Item
from tests.builders import HERE, NOON
from tests.world import Silent, World, words

# Where they play: what was posted is edited there, as everywhere but in the terminal.
CHANNEL = replace(HERE, platform="discord", workspace="1")
# What somebody writes who has to invent an ending, whatever the line is; the one-liners of four people.
ENDINGS = (
    "nobody had asked the cat", "it was cheaper than talking about it", "somebody has to feed the printer",
    "the other half is still in my garage", "that is what the lawyers were told", "we had already ordered the cake",
    "the manual was in Finnish", "it looked so good on the slide", "my mother reads the change log",
    "the intern said it in a nicer voice", "all of us were asleep by then", "it fits on one napkin",
    "people would rather wait than read", "the second version was worse", "you can hear it through the wall",
    "it makes the numbers go up", "there was nobody left to ask", "that is when the invoice came",
    "it works on every second Tuesday", "nobody wants to be the one who turns it off",
    "the old one was held together by a prayer", "someone in accounting has the key",
)  # fmt: skip
# What somebody types who does not know.
SHRUGS = ("somebody else", "pass", "something with cheese", "the other thing", "the usual")
PATIENCE_SECONDS = 3600
# What a question says to one who is waited for by all others.
LAST = "left for the last"


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody plays: whether they know the answer, how long they think (seconds), how often they are silent, take
    a hint or like a round, by how much they are off when they guess a number, and in which round they leave.
    """

    knows: float = 0.5
    thinks: float = 8.0
    silent: float = 0.0
    hints: float = 0.0
    likes: float = 0.1
    off: float = 0.5
    leaves: int = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who plays."""

    user: User
    habits: Habits


def person(name: str, **habits: float) -> Person:
    """Somebody with these habits."""
    return Person(User(id=name.casefold(), name=name), Habits(**habits))  # type: ignore[arg-type]


# One who knows and is quick, one who thinks long, one who is seldom right, one who is not always there.
FOUR = (
    person("Ada", knows=0.55, thinks=9, likes=0.2), person("Ines", knows=0.8, thinks=5, off=0.2),
    person("Ben", knows=0.35, thinks=13, silent=0.08, off=0.9),
    person("Leo", knows=0.4, thinks=7, hints=0.2, likes=0.3),
)  # fmt: skip


class Channel(Silent):
    """What a channel sees, as text: every message, and what becomes of it; a count that changes alone is left out."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.posts: list[tuple[datetime, Reply]] = []
        self.world: World | None = None
        self._shown: dict[str, str] = {}
        # Seconds between each reveal and the message of the next question, or of the board.
        self.apart: list[float] = []
        self._revealed: datetime | None = None
        self._told = ""

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """A new message."""
        self.posts.append((self.now, reply))
        if isinstance(reply, OpenRound | Scoreboard) and self._revealed is not None:
            self.apart.append((self.now - self._revealed).total_seconds())
        ref = MessageRef(place=place, id=f"m{len(self.posts)}")
        self._show(ref, reply, "")
        return ref

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """The same message, changed."""
        if isinstance(reply, ClosedRound) and reply.round_id != self._told:
            self._told, self._revealed = reply.round_id, self.now
        self._show(ref, reply, " (the same message)")

    @property
    def now(self) -> datetime:
        """The present moment."""
        assert self.world is not None
        return self.world.services.clock.now()

    def tell(self, text: str) -> None:
        """A line, with the time since the evening began."""
        minutes, seconds = divmod(int((self.now - NOON).total_seconds()), 60)
        first, *more = text.splitlines()
        self.lines += [f"{minutes:2}:{seconds:02}  {first}", *(f"       {line}" for line in more)]

    def aside(self, text: str) -> None:
        """A line that one player alone sees."""
        self.tell("\n".join(f"    | {line}" for line in text.splitlines()))

    def _show(self, ref: MessageRef, reply: Reply, what: str) -> None:
        told = words(reply)
        # How many have answered or voted changes all the time.
        match reply:
            case OpenRound():
                kept = f"{reply.stem} {reply.options} {LAST in reply.prompt}"
            case ClosedRound():
                kept = words(replace(reply, votes=()))
            case _:
                kept = told
        if self._shown.get(ref.id) == kept:
            return
        self._shown[ref.id] = kept
        whom = f" (to {ref.place.user_id} alone)" if ref.place.user_id else ""
        self.tell(f"Quoth{whom}{what}:\n{told}")


@dataclass
class Evening:
    """One game from its lobby to its board, and what of it can be measured."""

    lines: list[str] = field(default_factory=list)
    rounds: int = 0
    # Messages of each round, without the lobby and the boards.
    messages: list[int] = field(default_factory=list)
    boards: int = 0
    # Seconds that went by in each phase after the last answer that was still to come.
    waited: list[float] = field(default_factory=list)
    # The same where somebody is missing who left.
    waited_for_gone: list[float] = field(default_factory=list)
    # Seconds between the reveal of a round and the clock of the next, and the message of the next or of the board.
    between: list[float] = field(default_factory=list)
    apart: list[float] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    points: dict[str, int] = field(default_factory=dict)


class Table:
    """People at one game."""

    def __init__(
        self, world: World, channel: Channel, people: Sequence[Person], seed: int,
        endings: Mapping[str, Mapping[str, str]] | None = None, place: Place = CHANNEL,
    ) -> None:  # fmt: skip
        """`endings` has, by the beginning of a line, what each writes by their name."""
        self._world, self._channel, self._people, self._place = world, channel, people, place
        self._chance, self._endings = random.Random(seed), endings or {}
        self._done: set[tuple[str, Phase, str]] = set()
        self._when: dict[tuple[str, Phase, str], datetime] = {}
        self._fond: list[tuple[Person, str]] = []
        # Who gave what was asked for in a phase and when; the newest phase, and since when it stands.
        self._given: dict[tuple[str, Phase], dict[str, datetime]] = {}
        self._newest: Round | None = None
        self.evening = Evening()

    async def play(self, **options: str) -> Evening:
        """From the start to the final board."""
        first = len(self._channel.posts)
        host, *others = self._people
        self._channel.tell(f"{host.user.name} types /quiz start {' '.join(f'{k}={v}' for k, v in options.items())}")
        options.setdefault("begin", "")
        await self._answer(host, self._world.ask(host.user, "quiz start", place=self._place, **options))  # type: ignore[arg-type]
        game = (await self._table()).game
        for guest in others:
            await self._pass(self._chance.uniform(2, 5))
            await self._press(guest, str(PressId(JOIN, game.id, 4)), "presses I'm in")
        began = self._channel.now
        while (self._channel.now - began).total_seconds() < PATIENCE_SECONDS:
            table = await self._table()
            if table.game.state is GameState.OVER:
                break
            await self._turn(table)
            await self._pass(1)
        # The board comes when the last reveal is read.
        for _ in range(READING_MOST + 3):
            await self._pass(1)
        await self._result(game)
        await self._measure(game, first)
        return self.evening

    async def _turn(self, table: GameSnapshot) -> None:
        asked = table.round
        await self._follow(asked)
        if asked is None or asked.state is not RoundState.OPEN or asked.opens_at is None:
            return
        for one in self._people:
            key = asked.id, asked.phase, one.user.id
            if key not in self._when:
                thinks = (
                    one.habits.thinks * self._chance.uniform(0.6, 1.6) * (2.5 if asked.phase is Phase.WRITING else 1)
                )
                self._when[key] = asked.opens_at + timedelta(seconds=thinks)
            if key in self._done or self._channel.now < self._when[key]:
                continue
            self._done.add(key)
            await self._act(one, table, asked)

    async def _follow(self, asked: Round | None) -> None:
        """Note what was waited for when a phase is over; whoever liked its round says so."""
        before, self._newest = self._newest, asked
        if before is None or asked is None or (asked.id, asked.phase) == (before.id, before.phase):
            return
        given = self._given.get((before.id, before.phase), {})
        gone = {one.user.id for one in self._people if one.habits.leaves <= before.number}
        if given and len(given.keys() | gone) == len(self._people):
            waited = self.evening.waited_for_gone if gone - given.keys() else self.evening.waited
            waited.append((self._channel.now - max(given.values())).total_seconds())
        if asked.id != before.id:
            for one, round_id in self._fond:
                await self._press(one, str(PressId(LIKED, round_id)), "presses 👍")
            self._fond.clear()
            if asked.ready_at is not None:
                self.evening.between.append((asked.ready_at - self._channel.now).total_seconds())

    async def _act(self, one: Person, table: GameSnapshot, asked: Round) -> None:
        if asked.number >= one.habits.leaves or self._chance.random() < one.habits.silent:
            return
        if asked.phase is Phase.WRITING:
            await self._write(one, asked)
            return
        if asked.phase is Phase.ANSWERS and self._chance.random() < one.habits.hints:
            await self._press(one, str(PressId(HINT, asked.id)), "presses Hint")
        if asked.item.options:
            place = self._choice(one, table, asked)
            reply = await self._choose(one, asked, place)
            if is_refusal(reply):
                # The hint had said that it is not that one.
                reply = await self._choose(one, asked, (place + 1) % len(asked.item.options))
        else:
            reply = await self._fill(one, asked, self._typed(one, asked.item))
        self._note(one, asked, reply)
        if self._chance.random() < one.habits.likes:
            self._fond.append((one, asked.id))

    async def _choose(self, one: Person, asked: Round, place: int) -> Reply:
        return await self._press(one, str(PressId(ANSWER, asked.id, place)), f"presses {'ABCDEFGH'[place]}")

    async def _write(self, one: Person, asked: Round) -> None:
        """An ending; another one where it is taken."""
        own = next(
            (by[one.user.name] for stem, by in self._endings.items() if asked.item.stimulus.startswith(stem)), ""
        )
        for text in (own, *self._chance.sample(ENDINGS, 3)):
            if text and not is_refusal(reply := await self._fill(one, asked, text)):
                self._note(one, asked, reply)
                return

    def _note(self, one: Person, asked: Round, reply: Reply) -> None:
        if not is_refusal(reply):
            self._given.setdefault((asked.id, asked.phase), {})[one.user.id] = self._channel.now

    def _choice(self, one: Person, table: GameSnapshot, asked: Round) -> int:
        options = asked.item.options
        mine = {fake.text for fake in table.fakes if fake.user_id == one.user.id}
        others = [place for place, text in enumerate(options) if text not in mine]
        if asked.item.kind == agree.NAME or asked.item.key not in options:
            return self._chance.choice(others)
        # Nobody knows the true ending; who knows much tells it from an invented one somewhat better.
        knows = one.habits.knows * (0.5 if asked.phase is Phase.CHOOSING else 1.0)
        return options.index(asked.item.key) if self._chance.random() < knows else self._chance.choice(others)

    def _typed(self, one: Person, item: Item) -> str:
        if item.number is not None:
            off = 0.0 if self._chance.random() < one.habits.knows / 3 else one.habits.off
            guess = float(item.number) * 2.718 ** self._chance.gauss(0, off)
            return f"{guess:.0f}" if guess >= 10 or float(item.number).is_integer() else f"{guess:.1f}"
        if self._chance.random() >= one.habits.knows * 0.8:
            return self._chance.choice(SHRUGS)
        if len(item.key) > 5 and self._chance.random() < 0.25:
            slip = self._chance.randrange(2, len(item.key) - 1)
            return item.key[:slip] + item.key[slip + 1 :]
        return item.key

    async def _fill(self, one: Person, asked: Round, text: str) -> Reply:
        return await self._press(one, str(PressId(TYPED, asked.id)), f"types “{text}”", **{TYPED_FIELD: text})

    async def _press(self, one: Person, press_id: str, said: str, **fields: str) -> Reply:
        self._channel.aside(f"{one.user.name} {said}")
        return await self._answer(one, self._world.press(one.user, press_id, place=self._place, **fields))  # type: ignore[arg-type]

    async def _answer(self, one: Person, asked) -> Reply:  # type: ignore[no-untyped-def]
        reply: Reply = await asked
        self._channel.aside(f"Quoth to {one.user.name} alone: {words(reply)}")
        if is_refusal(reply):
            self.evening.refused.append(words(reply))
        return reply

    async def _result(self, game: Game) -> None:
        for one in self._people[:2]:
            await self._press(one, str(PressId(MINE, game.id)), "presses My result")

    async def _pass(self, seconds: float) -> None:
        """Let time go by, second by second."""
        clock = self._world.services.clock
        assert isinstance(clock, VirtualClock)
        await self._world.at((clock.now() - NOON).total_seconds() + seconds)

    async def _table(self) -> GameSnapshot:
        return await self._world.table(self._place)

    async def _measure(self, game: Game, first: int) -> None:
        told, posts = self.evening, [reply for _, reply in self._channel.posts[first:]]
        rounds = await self._world.services.store.read(lambda tx: tx[GameRows].rounds(game.id))
        told.rounds = len(rounds)
        told.kinds = [r.item.kind for r in rounds]
        shown = [r.round_id for r in posts if isinstance(r, OpenRound | ClosedRound)]
        told.messages = [shown.count(r.id) for r in rounds]
        told.boards = len(posts) - len(shown) - sum(isinstance(r, Lobby) for r in posts)
        told.points = {p.name: p.points for p in (await self._table()).players}
        told.lines = self._channel.lines
        told.apart = self._channel.apart
