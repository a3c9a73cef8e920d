"""“Take down”: who may, what becomes of the message, and that it never comes back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.incoming import ChatMessage, MessageRef, Place, PressId, User
from bot.chat.messages import ClosedRound, Notice, OpenRound, QuoteCard, Reply, Scoreboard, is_refusal
from bot.errors import DeliveryError, MessageGone
from bot.games.rows.games import GameRows
from bot.library.wording import TAKE_DOWN, UP
from tests.builders import ALICE, BOB, HERE, NOON
from tests.world import Silent, World, opened, refused, words

SPEAKERS = ("Ansel Quill", "Tobias Renn")
ANSEL = User(id="u-ansel-3", name="Ansel Quill")


class Wall(Silent):
    """What stands in a channel."""

    def __init__(self) -> None:
        self.standing: dict[str, Reply] = {}
        self.posted: list[str] = []
        self.edited: list[str] = []
        self.trouble: list[DeliveryError] = []

    async def post(self, place: Place, reply: Reply, nonce: str) -> MessageRef:
        """Stands from now on."""
        assert nonce not in self.posted
        self.posted.append(nonce)
        self.standing[nonce] = reply
        return MessageRef(place=place, id=nonce)

    async def edit(self, ref: MessageRef, reply: Reply) -> None:
        """Another text."""
        if ref.id not in self.standing:
            raise MessageGone("there is no such message")
        self.edited.append(ref.id)
        self.standing[ref.id] = reply

    async def delete(self, ref: MessageRef) -> None:
        """Gone."""
        if self.trouble:
            raise self.trouble.pop()
        if self.standing.pop(ref.id, None) is None:
            raise MessageGone("there is no such message")

    def newest(self, kind: type[Reply]) -> str:
        """The id of the last message of that kind."""
        return next(i for i in reversed(self.posted) if isinstance(self.standing.get(i), kind))


@pytest.fixture
def wall() -> Wall:
    """Empty."""
    return Wall()


@pytest.fixture
async def world(tmp_path: Path, wall: Wall) -> AsyncIterator[World]:
    """The samples, and nobody playing."""
    async with opened(tmp_path, wall) as made:
        yield made


async def take(world: World, who: User, message: str, number: int, *, manager: bool = False) -> Reply:
    """Press the button on that message."""
    return await world.press(who, str(PressId(TAKE_DOWN, str(number))), message=message, manager=manager)


async def daily(world: World, wall: Wall) -> tuple[str, int]:
    """A daily quote of Alice's: its message and number."""
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC", pack="the-round-table")
    await world.ask(ALICE, "daily now", manager=True)
    await world.at(5)
    message = wall.newest(QuoteCard)
    card = wall.standing[message]
    assert isinstance(card, QuoteCard)
    return message, card.number


async def test_whoever_set_it_takes_it_down_and_it_never_comes_back(world: World, wall: Wall) -> None:
    """Others are told why they may not; votes do not bring it back."""
    message, number = await daily(world, wall)

    assert "Only whoever is quoted there" in refused(await take(world, BOB, message, number))
    assert message in wall.standing
    assert "is taken down" in words(await take(world, ALICE, message, number))
    assert message not in wall.standing
    posted = len(wall.posted)
    await world.press(BOB, str(PressId(UP, f"{number}:x")))
    for seconds in (10, 600, 4000):
        await world.at(seconds)
    await take(world, ALICE, message, number, manager=True)
    assert (len(wall.posted), wall.edited) == (posted, [])


async def test_who_is_quoted_takes_it_down_and_the_quote_out(world: World, wall: Wall) -> None:
    """Once they are linked; nobody else can press the second button."""
    await world.ask(ANSEL, "privacy link", speaker="Ansel Quill")
    number = 37
    await world.press(BOB, str(PressId("share", str(number), 4)))
    taken = await take(world, ANSEL, "m-9", number)
    assert isinstance(taken, Notice)
    assert taken.buttons[0].label == f"Take #{number} out for good"

    assert "is not yours to take out" in refused(await world.press(BOB, taken.buttons[0].id))
    assert f"#{number} is out" in words(await world.press(ANSEL, taken.buttons[0].id))
    assert "was taken out" in refused(await world.ask(BOB, "quote", search=str(number)))


async def test_who_shared_it_takes_it_down(world: World, wall: Wall) -> None:
    """That message; not another one that shows the same quote, and nobody else."""
    found = await world.ask(BOB, "quote", search="#37")
    assert isinstance(found, QuoteCard)
    shared = await world.press(BOB, found.buttons[1].id)
    assert isinstance(shared, QuoteCard)
    assert "shares" in shared.lead
    button = next(b.id for b in shared.more if b.label == "Take down")

    assert "started or shared it" in refused(await take(world, BOB, "m-8", 37))
    assert "started or shared it" in refused(await world.press(ANSEL, button, message="m-9"))
    assert "is taken down" in words(await world.press(BOB, button, message="m-9"))


async def test_a_manager_takes_any_message_down(world: World, wall: Wall) -> None:
    """An answer as well, which is no post of the outbox; of one that is away nothing is made anew."""
    wall.standing["m-1"] = Notice(text="an answer")

    assert "is taken down" in words(await take(world, BOB, "m-1", 12, manager=True))
    assert "m-1" not in wall.standing
    await take(world, BOB, "m-2", 12, manager=True)
    await world.at(4000)
    assert wall.posted == []


async def test_a_platform_that_waits_is_asked_again(world: World, wall: Wall) -> None:
    """It is kept until it is done."""
    message, number = await daily(world, wall)
    wall.trouble = [DeliveryError("told to wait", retry_after=5)]

    await take(world, ALICE, message, number)
    assert message in wall.standing
    await world.at(60)

    assert message not in wall.standing


async def test_a_round_that_is_taken_down_counts_for_nothing(world: World, wall: Wall) -> None:
    """The game goes on with the next one."""
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="3", pack="the-round-table")
    message = wall.newest(OpenRound)
    first = (await world.table()).round
    assert first is not None

    await take(world, ALICE, message, 0)

    assert message not in wall.standing
    table = await world.table()
    assert table.round is not None
    assert table.round.number == 2
    rounds = await world.services.store.read(lambda tx: tx[GameRows].rounds(table.game.id))
    assert [r.void for r in rounds] == [True, False]
    assert wall.newest(OpenRound) != message


def taking(reply: Reply) -> str:
    """The id of the button that takes a reveal or a board down."""
    assert isinstance(reply, ClosedRound | Scoreboard)
    more = reply.quote.more if isinstance(reply, ClosedRound) and reply.quote else reply.more
    return next(button.id for button in more if button.label == "Take down")


async def test_a_reveal_goes_for_its_speaker_and_its_host(world: World, wall: Wall) -> None:
    """Nobody else; points stay, the round counts, and the next one is there as before."""
    await world.ask(ANSEL, "privacy link", speaker="Ansel Quill")
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="10", pack="the-round-table")
    revealed = ""
    for n in range(1, 11):
        table = await world.table()
        assert table.round is not None
        message, key = wall.newest(OpenRound), table.round.item.key
        letter = "ABCD"[table.round.item.options.index(key)]
        await world.ask(BOB, "quiz answer", text=letter)
        await world.ask(ALICE, "quiz skip")
        if key == "Ansel Quill":
            revealed = message
            break
        await world.at(30 * n)
    reveal = wall.standing[revealed]
    points = {p.name: p.points for p in (await world.table()).players}

    assert "Only whoever is quoted there" in refused(await world.press(BOB, taking(reveal), message=revealed))
    taken = await world.press(ANSEL, taking(reveal), message=revealed)
    assert "is taken down" in words(taken)
    assert revealed not in wall.standing
    rounds = await world.services.store.read(
        lambda tx: tx[GameRows].rounds(tx[GameRows].newest(HERE).game.id)  # type: ignore[union-attr]
    )
    assert not any(r.void for r in rounds)
    assert {p.name: p.points for p in (await world.table()).players} == points
    await world.at(400)
    assert revealed not in wall.standing


async def test_a_board_goes_for_whoever_it_quotes(world: World, wall: Wall) -> None:
    """The quote of the night is theirs; the points of the game stay where they are."""
    await world.ask(ALICE, "quiz start", mode="who-said", rounds="4", pack="the-round-table")
    for n in range(1, 5):
        table = await world.table()
        assert table.round is not None
        place = table.round.item.options.index(table.round.item.key)
        await world.ask(ALICE, "quiz answer", text="ABCD"[place])
        await world.ask(BOB, "quiz answer", text="ABCD"[place - 1])
        for seconds in (20, 40):
            await world.at(60 * (n - 1) + seconds)
    message = wall.newest(Scoreboard)
    board = wall.standing[message]
    named = words(board).partition("Quote of the night: “")[2].partition("” — ")[2].split("\n")[0]
    assert named
    others = {name for name in SPEAKERS if name != named}

    for name in others:
        other = User(id=f"u-{name}", name=name)
        await world.ask(other, "privacy link", speaker=name)
        assert "Only whoever is quoted there" in refused(await world.press(other, taking(board), message=message))
    speaker = User(id="u-speaker", name=named)
    await world.ask(speaker, "privacy link", speaker=named)
    assert "is taken down" in words(await world.press(speaker, taking(board), message=message))
    assert message not in wall.standing
    points = next(line for line in words(board).split("\n") if "Alice: " in line).partition("Alice: ")[2]
    assert int(points) > 400
    assert f"Alice: {points}" in words(await world.ask(ALICE, "quiz leaderboard"))
    await world.at(4000)
    assert message not in wall.standing


async def test_a_board_goes_for_managers_and_the_host(world: World, wall: Wall) -> None:
    """Each alone."""
    for who, manager in ((ALICE, False), (BOB, True)):
        await world.ask(ALICE, "quiz start", mode="who-said", rounds="1", pack="the-round-table")
        await world.ask(ALICE, "quiz stop")
        message = wall.newest(Scoreboard)
        assert "is taken down" in words(
            await world.press(who, taking(wall.standing[message]), message=message, manager=manager)
        )
        assert message not in wall.standing


async def test_where_messages_have_no_ids_nothing_is_taken_down(world: World) -> None:
    """A message that one person sees goes by itself."""
    assert "Nothing can be taken away here" in refused(await take(world, ALICE, "", 12, manager=True))


def of_ours(message: str, *buttons: str, hidden: bool = False) -> ChatMessage:
    """A message of the bot's that somebody points at."""
    bot = User(id="quoth", name="Quoth")
    return ChatMessage(id=message, text="", author=bot, at=NOON, own=True, by_bot=True, hidden=hidden, buttons=buttons)


async def point(world: World, who: User, about: ChatMessage, *, manager: bool = False) -> Reply:
    """“Take down” in the menu of a message."""
    reply = await world.take(who, TAKE_DOWN, about, manager=manager)
    await world.outbox.flush()
    return reply


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("quiz start", {"mode": "who-said", "rounds": "3"}),
        ("quiz start", {"mode": "who-said", "rounds": "3", "begin": ""}),
        ("daily set", {"time": "09:00", "timezone": "UTC", "style": "guess"}),
    ],
    ids=["an open round", "a lobby", "an announcement"],
)
async def test_any_message_goes_by_its_menu(world: World, wall: Wall, command: str, options: dict[str, str]) -> None:
    """For whoever caused it, though no button stands on it; others do nothing, and what changes brings it not back."""
    await world.ask(ALICE, command, manager=True, **{"pack": "the-round-table", **options})  # type: ignore[arg-type]
    message = wall.posted[-1]

    assert "Only whoever is quoted there" in refused(await point(world, BOB, of_ours(message)))
    assert message in wall.standing
    assert "is taken down" in words(await point(world, ALICE, of_ours(message)))
    assert message not in wall.standing
    await world.ask(BOB, "quiz join")
    for seconds in (10, 60):
        await world.at(seconds)
    assert message not in wall.standing
    assert wall.posted.count(message) == 1


async def test_an_open_guess_goes_by_its_menu_and_takes_no_answers(world: World, wall: Wall) -> None:
    """For whose words it asks, while it is open; it is not resolved in public either."""
    await world.ask(
        ALICE, "daily set", manager=True, time="09:00", timezone="UTC", style="guess", pack="the-round-table"
    )
    await world.ask(ALICE, "daily now", manager=True)
    await world.at(5)
    message = wall.newest(OpenRound)
    asked = wall.standing[message]
    assert isinstance(asked, OpenRound)
    for name in (option.text for option in asked.options):
        await world.ask(User(id=f"u-{name}", name=name), "privacy link", speaker=name)
    taken = [
        name for name in (option.text for option in asked.options)
        if not is_refusal(await point(world, User(id=f"u-{name}", name=name), of_ours(message)))
    ]  # fmt: skip

    assert len(taken) == 1
    assert message not in wall.standing
    assert is_refusal(await world.press(BOB, asked.options[0].button.id, message=message))


async def test_of_an_answer_its_own_button_tells_whose_words_it_shows(world: World, wall: Wall) -> None:
    """The message is no post of ours; the menu does for its speaker what the button does."""
    await world.ask(ANSEL, "privacy link", speaker="Ansel Quill")
    about = of_ours("m-9", "q1.another.37.0", str(PressId(TAKE_DOWN, "37")))
    wall.standing["m-9"] = Notice(text="an answer")

    assert "Only whoever is quoted there" in refused(await point(world, BOB, about))
    taken = await point(world, ANSEL, about)
    assert isinstance(taken, Notice)
    assert taken.buttons[0].label == "Take #37 out for good"
    assert "m-9" not in wall.standing


async def test_what_the_menu_takes_down_is_the_bot_s_and_seen_by_all(world: World, wall: Wall) -> None:
    """No message of somebody else, by a manager neither, though it shares one of the bot; none that one person sees."""
    wall.standing["m-1"] = Notice(text="somebody else's")
    for about in (replace(of_ours("m-1"), own=False), replace(of_ours("m-1"), by_bot=False)):
        assert "is not one of mine" in refused(await point(world, ALICE, about, manager=True))
    assert "Nothing can be taken away here" in refused(
        await point(world, ALICE, of_ours("m-1", hidden=True), manager=True)
    )
    assert "m-1" in wall.standing
