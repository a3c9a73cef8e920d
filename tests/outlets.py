"""Every way by which what somebody wrote, or is called, comes to be seen by others; each is walked with one text."""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from typing_extensions import override

from bot.app.catalogue import REGISTRY
from bot.chat.commands import Command
from bot.chat.forms import Form
from bot.chat.incoming import ChatMessage, MessageRef, Place, PressId, Problem, Upload, User
from bot.chat.messages import Button, Candidates, File, Notice, QuoteCard, Reply
from bot.chat.plain import line
from bot.errors import DeliveryError
from bot.feeds.episodes import look_at_due
from bot.library.export_files import CSV, FORMATS
from bot.library.followed import Followed
from bot.library.model import DecidedBy
from bot.library.rows.book import BookRows
from bot.library.rows.feeds import FeedRows
from bot.library.services import Services
from bot.library.wording import WRONG
from tests.builders import HERE, NOON
from tests.hostile import FORMULA, buttons, problems
from tests.world import Silent, World

# So many people and posts are enough to fill a list.
ROUNDS = 2
NAME = 60
CAROL = User(id="u-carol", name="Carol")


@dataclass(frozen=True, slots=True)
class Offered:
    """A button that somebody could press: its id, in which place, and under which message."""

    id: str
    place: Place
    message: str = ""


@dataclass
class Eyes(Silent):
    """A Messenger that keeps what everybody reads, and by its verb what could be pressed there."""

    seen: list[Reply] = field(default_factory=list)
    offered: dict[str, dict[Offered, None]] = field(default_factory=lambda: defaultdict(dict))
    forms: dict[str, Form] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    @override
    async def check(self, place: Place) -> Problem | None:
        return Problem.NOT_ALLOWED if place.channel in self.closed else None

    @override
    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        if place.channel in self.closed:
            raise DeliveryError("closed", retry_after=None)
        self.seen.append(reply)
        self.note(reply, place, nonce)
        return MessageRef(place=place, id=nonce)

    @override
    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        self.seen.append(reply)
        self.note(reply, ref.place, ref.id)

    def note(self, shown: Reply, place: Place, message: str = "") -> None:
        """Keep what can be pressed there."""
        if isinstance(shown, Form):
            self.forms[shown.id] = shown
        for each in pressable(shown):
            if meant := PressId.parse(each):
                self.offered[meant.verb].setdefault(Offered(each, place, message))


def pressable(shown: Any) -> Iterator[str]:
    """The ids of every button in something, and of a form that can be sent."""
    if isinstance(shown, Button | Form):
        yield shown.id
    if isinstance(shown, tuple):
        for each in shown:
            yield from pressable(each)
    elif is_dataclass(shown) and not isinstance(shown, Button):
        for each in fields(shown):
            yield from pressable(getattr(shown, each.name))


@dataclass(frozen=True, slots=True)
class Someone:
    """Who takes part, the text that they are called and write, and whether they manage."""

    user: User
    text: str
    manages: bool = False


@dataclass
class Walk:
    """Two people who are called like a text, one of whom manages, and everything that is shown to anybody.

    Where there are `others`, the second one is called like the first of these, and one more like each of the rest.
    Of each verb so many buttons are pressed.
    """

    world: World
    eyes: Eyes
    text: str
    others: tuple[str, ...] = ()
    each: int = 2
    found: list[str] = field(default_factory=list)
    replies: int = 0
    kinds: set[str] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    tried: set[Offered] = field(default_factory=set)
    tries: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    @property
    def mallory(self) -> User:
        """Who writes it; a platform lets nobody be called longer than this."""
        return User(id="u-mallory", name=self.text[:NAME])

    @property
    def host(self) -> User:
        """Who manages, and is called nearly the same unless there are others."""
        return User(id="u-host", name=self.others[0][:NAME] if self.others else f"{self.text[: NAME - 2]} 2")

    @property
    def everybody(self) -> tuple[Someone, ...]:
        """All of them; who manages is the second."""
        first = Someone(self.mallory, self.text)
        second = Someone(self.host, (*self.others, self.text)[0], manages=True)
        guests = (Someone(User(id=f"u-guest-{n}", name=t[:NAME]), t) for n, t in enumerate(self.others[1:]))
        return first, second, *guests

    async def ask(self, command: str, *, host: bool = True, place: Place = HERE, **options: str) -> Reply:
        """A command, and what is shown for it to anybody."""
        return await self.ask_as(self.everybody[host], command, place, **options)

    async def ask_as(self, who: Someone, command: str, place: Place, **options: str) -> Reply:
        """The same of somebody."""
        reply = await self.world.ask(who.user, command, place=place, manager=who.manages, **options)
        return self._look(command, reply, place)

    async def press(
        self, press_id: str, *, host: bool = True, place: Place = HERE, message: str = "", **fields: str
    ) -> Reply:
        """A press, likewise."""
        return await self.press_as(self.everybody[host], press_id, place, message, **fields)

    async def press_as(self, who: Someone, press_id: str, place: Place, message: str, **fields: str) -> Reply:
        """The same of somebody."""
        reply = await self.world.press(who.user, press_id, place=place, message=message, manager=who.manages, **fields)
        if meant := PressId.parse(press_id):
            self.pressed.add(meant.verb)
        return self._look(press_id[:24], reply, place)

    def look(self, where: str, reply: Reply) -> None:
        """Somebody sees that."""
        self._look(where, reply)

    def filled(self, form: Form, text: str = "") -> Mapping[str, str]:
        """The text, or another one, in every field of a form, as much as each takes."""
        return {f.name: (text or self.text)[: f.limit] for f in form.fields}

    def _look(self, where: str, reply: Reply, place: Place = HERE) -> Reply:
        self.eyes.note(reply, place)
        for each in (reply, *self.eyes.seen):
            self.replies += 1
            self.kinds.add(type(each).__name__)
            self.found += [f"{where}: {problem}" for problem in _looked_at(each)]
        self.eyes.seen.clear()
        return reply


@lru_cache(maxsize=4096)
def _looked_at(reply: Reply) -> tuple[str, ...]:
    """What is wrong with it: what was shown before, be it to others, is not looked at again."""
    return tuple(problems(reply))


def free(command: Command[Services]) -> Iterator[tuple[str, int]]:
    """The options of a command into which anything may be typed, and how much."""
    yield from ((o.name, o.limit) for o in command.options if not (o.choices or o.is_number or o.upload))


async def typed(walk: Walk) -> None:
    """Into every command, whole where it is too much, and as much as each option takes."""
    for command in REGISTRY:
        there = replace(HERE, channel=f"typed {command.name}")
        takes = dict(free(command))
        for options in (dict.fromkeys(takes, walk.text), {n: walk.text[:most] for n, most in takes.items()}):
            for host in (True, False) if takes else ():
                reply = await walk.ask(command.name, host=host, place=there, **options)
                if isinstance(reply, Form):
                    await walk.press(reply.id, host=host, place=there, **walk.filled(reply))
    for name in ("managers", "timezone", "cooldown", "suggestions"):
        await walk.ask("settings set", name=name, value=walk.text)


async def book(walk: Walk) -> None:
    """A quote, its card, lists, history, desk, doubt, forms, notes to who is quoted and to who manages."""
    spoken = f"{walk.text[:700]} is what it is"
    card = await walk.ask("quotes add", host=False, quote=spoken, by=walk.text[:NAME], date="2026-02-03")
    if not isinstance(card, QuoteCard):
        card = await walk.ask("quotes add", host=False, quote=spoken, by=f"A {walk.text[: NAME - 2]}"[:NAME].strip())
    if isinstance(card, Candidates):
        card = await walk.press(card.candidates[0].button.id)
    number = await walk.world.services.store.read(lambda tx: max(tx[BookRows].added_to(range(1, 999)), default=0))
    await walk.ask("privacy link", speaker=walk.text[:NAME], member="u-host")
    await walk.ask("quotes add", host=False, quote=f"Again: {spoken}", by=walk.text[:NAME])
    about = ChatMessage(id="17.1", text=walk.text, author=walk.mallory, at=NOON)
    for verb in ("quote-this", "who-said-this", "bring-this"):
        reply = await walk.world.take(walk.host, verb, about, manager=True)
        walk.pressed.add(verb)
        walk.look(verb, reply)
        if isinstance(reply, Form):
            await walk.press(reply.id, **{f.name: f.value for f in reply.fields})  # type: ignore[arg-type]
    await walk.ask("settings show")
    for verb in (WRONG, "context", "alike", "up", "share", "show", "voice", "words", "later", "takedown"):
        await walk.press(str(PressId(verb, str(number))), host=verb != WRONG)
    for command in ("quotes edit", "quotes history", "quotes delete", "quotes history"):
        shown = await walk.ask(command, number=str(number))
        if command == "quotes delete" and isinstance(shown, Notice) and shown.buttons:
            await walk.press(shown.buttons[0].id)
    await walk.ask("quote", search=f"#{number}")
    await walk.ask("whosaid", words=spoken[:400])
    for options in ({}, {"speaker": walk.text[:NAME]}, {"words": spoken[:300]}):
        await walk.ask("quotes list", **options)  # type: ignore[arg-type]
    for command in ("quotes best", "quotes packs", "quotes review", "quoth home", "quoth menu", "daily show"):
        await walk.ask(command)
    await walk.ask("daily set", time="09:00", timezone="UTC", style="quote")
    await walk.ask("daily now")


async def questions(walk: Walk) -> None:
    """One of somebody's own: as a suggestion, in lists and forms, asked, answered, revealed, disputed."""
    written = {"question": f"What is {walk.text[:400]}?", "right": walk.text[:200], "explanation": walk.text[:400]}
    await walk.ask("quiz add", host=False, **written)  # type: ignore[arg-type]
    shown = await walk.ask("quiz add", **written)  # type: ignore[arg-type]
    if not (isinstance(shown, Notice) and shown.text.startswith("Question")):
        shown = await walk.ask(
            "quiz add",
            **{**written, "right": "tea", "wrong": f"{walk.text[:80].replace(';', ',')};jam;ink"},  # type: ignore[arg-type]
        )
    for command in ("quiz list", "quiz edit"):
        await walk.ask(command, **({"number": "1"} if command == "quiz edit" else {}))  # type: ignore[arg-type]
    for verb in ("questions", "suggested", "admit", "write", "rewrite"):
        reply = await walk.press(str(PressId(verb, "1")))
        if isinstance(reply, Form):
            await walk.press(reply.id, **walk.filled(reply))  # type: ignore[arg-type]


async def mixes(walk: Walk) -> None:
    """A mix that is kept under that name."""
    await walk.ask("quiz preset save", name=walk.text[:40], rounds="2")
    await walk.ask("quiz preset list")
    await walk.ask("quiz preset use", name=walk.text[:40])
    await walk.ask("quiz stop")


async def games(walk: Walk) -> None:
    """Lobby, rounds of several kinds, reveals, boards, statistics, a season."""
    for mode, sides in (("who-said", ("red", "blue")), ("bluff", ()), ("hand-written", ())):
        there = replace(HERE, channel=f"game {mode}")
        teams = "named" if sides else "none"
        await walk.ask("quiz start", place=there, mode=mode, teams=teams, pace="relaxed", rounds=str(ROUNDS), begin="")
        for n, who in enumerate((*reversed(walk.everybody), Someone(CAROL, ""))):
            if who.text:
                await walk.ask_as(who, "quiz join", there, team=who.text[:200])
            await walk.ask_as(who, "quiz join", there, **({"team": sides[n % 2]} if sides else {}))
        await walk.ask("quiz begin", place=there)
        for _ in range(ROUNDS):
            for who in reversed(walk.everybody):
                for text in (who.text[:200], "A"):
                    await walk.ask_as(who, "quiz answer", there, text=text)
            await walk.ask("quiz skip", place=there)
            await walk.ask("quiz scores", place=there)
            await walk.ask("quiz accept", place=there)
        await walk.ask("quiz stop", place=there)
        await walk.ask("quiz report", place=there)
    for command in ("quiz leaderboard", "quiz season", "quiz stats"):
        await walk.ask(command)


async def played(walk: Walk) -> None:
    """Both."""
    await mixes(walk)
    await games(walk)


async def brought(walk: Walk) -> None:
    """A file with an awkward name, title, speakers and words; a feed that is called so and cannot be reached."""
    one = " ".join(walk.text.split())[:200]
    talk = f"{one}: Nobody reads the plan until {one} is on fire.\nBen: And then {one} wants a copy of the ashes.\n" * 3
    data = talk.encode("utf-8", "replace")
    for name in (f"{walk.text[:100]}.txt", walk.text[:200], "talk.csv"):
        file = Upload(name=name, size=len(data), data=data)
        request = replace(
            walk.world.request(walk.host, "quotes import", manager=True, name=walk.text[:NAME]), uploads={"file": file}
        )
        reply = await walk.world.engine.handle(request)
        walk.look("quotes import", reply)
        for button in buttons(reply):
            await walk.press(button.id)
    services = walk.world.services
    new = Followed(
        id=0, workspace_id=HERE.workspace_id, link="https://feed.invalid/feed.xml", title=line(walk.text[:500]),
        speaker=line(walk.text[:NAME]), by=DecidedBy(walk.host.id, line(walk.host.name)), at=services.clock.now(),
        since=NOON, next_at=services.clock.now(),
    )  # fmt: skip
    await services.store.write(lambda tx: tx[FeedRows].follow(new, lease=0))
    await look_at_due(services)
    await walk.world.outbox.flush()
    await walk.ask("quotes follow")
    await walk.ask("quotes unfollow", feed="1")


async def handed_out(walk: Walk) -> None:
    """Every format of an export, and what is kept about somebody."""
    for format_ in FORMATS:
        for options in ({}, {"pack": "book"}):
            shown = await walk.ask("quotes export", format=format_, **options)  # type: ignore[arg-type]
            if isinstance(shown, File) and format_ == CSV:
                walk.found += [f"csv: {each}" for each in table_problems(shown.data.decode())]
    for host in (True, False):
        for command in ("privacy show", "privacy export", "privacy link"):
            shown = await walk.ask(command, host=host)
            if isinstance(shown, File):
                json.loads(shown.data)


async def suggested(walk: Walk) -> None:
    """While something is typed."""
    for command in REGISTRY:
        for option in (o for o in command.options if o.completes):
            request = walk.world.request(walk.host, command.name, manager=True)
            for found in await walk.world.engine.complete(request, option.name, walk.text[:100]):
                if "\n" in found.label or len(found.label) > 100:
                    walk.found.append(f"suggested: {found.label[:99]!r}")


# What is played before a transcript comes in is of the samples.
WRITTEN, READ = (typed, book, questions), (brought, handed_out, suggested)


def table_problems(table: str) -> Iterator[str]:
    """Cells that a spreadsheet takes for a formula."""
    for row in csv.reader(io.StringIO(table)):
        yield from (repr(cell[:60]) for cell in row if FORMULA.match(cell))
