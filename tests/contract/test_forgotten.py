"""Who was exported, forgotten and brought in again is nowhere: a whole life, made from a seed, on both engines.

Before that every table that can hold somebody held this one; a new table fails here until the life has it.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from random import Random

import pytest

from bot.app.retention import Retention
from bot.chat.forms import Form
from bot.chat.incoming import ChatMessage, Place, PressId, Upload, User
from bot.chat.messages import Button, File, OpenRound, Reply
from bot.daily.wording import GUESS
from bot.installations.keys import Keys, new_key
from bot.installations.model import Installed, Tokens
from bot.installations.register import Register
from bot.library.export_files import CSV, FORTUNE, JSONL, QUOTH
from bot.library.followed import Followed
from bot.library.model import DecidedBy
from bot.library.quota import Quota
from bot.library.reader.here import ReadHere
from bot.library.rows.feeds import FeedRows
from bot.library.wording import SHARE, UP, WRONG
from bot.privacy.rows.kept import KEPT
from bot.privacy.rows.privacy import PrivacyRows
from bot.privacy.wording import FORGET
from tests.builders import ALICE, BOB, HERE, NOON, later
from tests.contract.test_own_words import OTHERS, WHOSE, ZOE, brought, linked, own, talk
from tests.outlets import Eyes
from tests.searched import places_of_each
from tests.world import World, opened_on, words

SEEDS = (241, 242)
TAKEN_ALONG = (QUOTH, CSV, JSONL, FORTUNE)
SAMPLE = "the-round-table"
MINE = "My umbrella negotiates with every weather before it opens."
Step = Callable[["Life"], Awaitable[None]]


class Life:
    """What Zoe does and what others do with her words; everything that anybody was shown."""

    def __init__(self, world: World, eyes: Eyes, seed: int) -> None:
        self.world, self.eyes, self.chance = world, eyes, Random(seed)
        self.talks = [talk(seed), talk(seed + 100), talk(seed + 200, turns=8), talk(seed + 300, turns=8)]

    def is_hers_alone(self, text: str) -> bool:
        """Whether nobody else says it in any of her talks: that stays theirs."""
        turns = [turn for told in self.talks for turn in told.split("\n\n")]
        return not any(text in turn for turn in turns if not turn.startswith(ZOE.name))

    async def zoe(self, command: str, place: Place = HERE, **options: str) -> Reply:
        """Zoe, who manages, gives a command."""
        return await self.world.ask(ZOE, command, place=place, manager=True, **options)

    async def press(self, who: User, button: str, place: Place = HERE, **fields: str) -> Reply:
        """Somebody presses a button or sends a form; everybody manages here."""
        return await self.world.press(who, button, place=place, manager=True, **fields)

    def button(self, label: str) -> str:
        """The newest button that everybody sees whose label begins so."""
        found = (b for reply in reversed(self.eyes.seen) for b in _buttons(reply) if b.label.startswith(label))
        return next(found).id


def _buttons(reply: Reply) -> list[Button]:
    return [*getattr(reply, "buttons", ()), *(getattr(reply, "votes", ()) or ()),
            *(option.button for option in getattr(reply, "options", ()) if isinstance(reply, OpenRound))]  # fmt: skip


async def plays(life: Life) -> None:
    """With others, also what she said herself: hints, answers, skips, a thumb and a report; hosting, and alone."""
    for n, (host, pack) in enumerate(((ALICE, "talk"), (ZOE, SAMPLE))):
        there = replace(HERE, channel=f"games-{n}")
        await life.world.ask(host, "quiz start", place=there, mode="who-said", rounds="2", pack=pack)
        asked = (await life.world.table(there)).round
        assert asked is not None
        await life.zoe("quiz hint", there)
        for user, text in ((ZOE, "ABCD"[asked.item.options.index(asked.item.key)]), (BOB, "A")):
            await life.world.ask(user, "quiz answer", place=there, text=text)
        await life.world.ask(host, "quiz skip", place=there)
        await life.press(ZOE, life.button("👍"), there)
        await life.zoe("quiz report", there)
        await life.world.ask(host, "quiz stop", place=there)
    await life.zoe("quiz start", pace="solo", pack=SAMPLE, rounds="2")
    await life.zoe("quiz answer", text="B")
    await life.zoe("quiz stop")


async def bluffs(life: Life) -> None:
    """She makes up an ending, as two others do."""
    there = replace(HERE, channel="bluff")
    await life.world.ask(ALICE, "quiz start", place=there, mode="bluff", rounds="1", pack=SAMPLE, pace="relaxed")
    for user in (ZOE, BOB):
        await life.world.ask(user, "quiz join", place=there)
    await life.world.ask(ALICE, "quiz begin", place=there)
    for user, ending in ((ZOE, "and the cat agreed"), (BOB, "until Tuesday came"), (ALICE, "whatever the map says")):
        await life.world.ask(user, "quiz answer", place=there, text=ending)
    await life.world.ask(ALICE, "quiz stop", place=there)


async def guesses(life: Life) -> None:
    """She sets a daily question and answers it."""
    there = replace(HERE, channel="daily")
    await life.zoe("daily set", there, time="09:00", timezone="UTC", style="guess", pack=SAMPLE)
    await life.zoe("daily now", there)
    options = (b.id for reply in reversed(life.eyes.seen) for b in _buttons(reply))
    guess = next(each for each in options if each.startswith(f"q1.{GUESS}."))
    await life.press(ZOE, guess, there)


async def votes(life: Life) -> None:
    """On a quote, which she shares, and of which she doubts who said it."""
    number = min(await own(life.world))
    for verb in (UP, WRONG):
        await life.world.press(ZOE, str(PressId(verb, str(number))))
    await life.press(ZOE, str(PressId(SHARE, str(number), 3)))
    await life.press(BOB, str(PressId(UP, str(number))))


async def curates(life: Life) -> None:
    """At the desk, where one is on her table still; two labels are one voice."""
    shown = await life.zoe("quotes review", pack="talk")
    await life.press(ZOE, shown.buttons[0].id)  # type: ignore[union-attr]
    await life.zoe("quotes speaker", speaker=OTHERS[0], name="Benjamin Osei", pack="more")
    await life.zoe("quotes block", words="quarterly synergy")


async def brings(life: Life) -> None:
    """A transcript, and two packs that become one."""
    for name, told in zip(("one", "two"), life.talks[2:], strict=True):
        await upload(life.world, ZOE, f"{name}.txt", told.encode(), name=name)
    await life.zoe("quotes merge", pack="one", into="two")


async def keeps_a_book(life: Life) -> None:
    """She adds quotes, others add hers: by her name, and from a message of hers, of which she is told."""
    await life.zoe("quotes add", quote="A ladder is a queue that somebody stood on its end.", by="Ines Moreau")
    await life.world.ask(BOB, "quotes add", quote=MINE, by="Zoe Thackeray")
    about = ChatMessage(id="17.1", text="Every ferry forgives the weather but me.", author=ZOE, at=NOON)
    form = await life.world.take(BOB, "quote-this", about)
    assert isinstance(form, Form)
    sent = {field.name: field.value for field in form.fields}
    await life.world.press(BOB, form.id, **sent)  # type: ignore[arg-type]


async def writes(life: Life) -> None:
    """A question that she changes again, and a mix that she keeps."""
    await life.zoe("quiz add", question="What is our kettle called?", right="Bertha")
    await life.zoe("quiz edit", number="1", right="Bertha; the old Bertha")
    await life.zoe("quiz preset save", name="friday", rounds="2")


async def arranges(life: Life) -> None:
    """She follows a podcast, added the bot to the workspace, and is named among its managers."""
    services, at = life.world.services, life.world.services.clock.now()
    new = Followed(
        id=0, workspace_id=WHOSE, link="https://feed.invalid/feed.xml", title="Kettles", speaker="Zoe Thackeray",
        by=DecidedBy(ZOE.id, ZOE.name), at=at, since=at, next_at=later(10**7),
    )  # fmt: skip
    await services.store.write(lambda tx: tx[FeedRows].follow(new, lease=0))
    acme = Installed(workspace_id=WHOSE, name="Acme", team="T1", bot_user="UQ", bot_id="BQ", scopes="commands")
    await Register(services.store, Keys((new_key(),)), services.clock).install(acme, Tokens(bot="xoxb-1"), ZOE.id)
    await life.world.ask(ALICE, "settings set", manager=True, name="managers", value=f"{ZOE.id}, alice")


LIFE: tuple[Step, ...] = (plays, bluffs, votes, curates, brings, keeps_a_book, writes)
# What is asked every day holds back the talk from all others, and who manages doubts nobody.
AT_LAST: tuple[Step, ...] = (guesses, arranges)


@pytest.fixture
def eyes() -> Eyes:
    """Nothing was read yet."""
    return Eyes()


@pytest.fixture
async def world(furnished_url: str, eyes: Eyes) -> AsyncIterator[World]:
    """A world in which everything is read, and what people bring in is counted."""
    async with opened_on(furnished_url, eyes) as made:
        changed = {"quota": Quota(imports_per_hour=50), "reader": ReadHere()}
        made.services = made.engine.services = replace(made.services, **changed)  # type: ignore[arg-type]
        yield made


async def upload(world: World, who: User, file_name: str, data: bytes, **options: str) -> Reply:
    """A file that comes in by the chat."""
    file = Upload(name=file_name, size=len(data), data=data)
    asked = world.request(who, "quotes import", manager=True, **options)  # type: ignore[arg-type]
    return await world.brought(who, await world.engine.handle(replace(asked, uploads={"file": file})))


@pytest.mark.parametrize("seed", SEEDS)
async def test_exported_forgotten_and_imported_again_nothing_of_somebody_is_left(
    world: World, eyes: Eyes, seed: int
) -> None:
    """Neither id nor name nor a quote in any column of any table; nor by files that were exported before."""
    life, store = Life(world, eyes, seed), world.services.store
    for number, name in enumerate(("talk", "more")):
        await brought(world, seed + 100 * number, name)
    await linked(world)
    await world.ask(ALICE, "settings set", manager=True, name="managers", value="alice")
    for step in (*life.chance.sample(LIFE, len(LIFE)), *AT_LAST):
        await step(life)
    await world.services.attendance.settle()
    counted = await store.read(lambda tx: tx[PrivacyRows].counts(WHOSE, ZOE.id))
    assert {(kept.table.name, kept.column) for kept, _ in counted} == {(k.table.name, k.column) for k in KEPT}
    told = json.loads((await export(world, "privacy export")).data)["kept"]
    hers = {row["text"] for row in told["quotes"]} | {MINE, "Every ferry forgives the weather but me."}
    said = sorted(filter(life.is_hers_alone, hers))
    files = [(f"{pack}.{kind}", await export(world, "quotes export", format=kind, pack=pack))
             for kind in TAKEN_ALONG for pack in ("talk", "more", "two", "book")]  # fmt: skip
    assert len(said) >= 8
    held = await places_of_each(store, ZOE.id, ZOE.name, *said)
    assert held[ZOE.id] >= {"post.channel", "post.subject", "setting.value", "inbox.request_key", "game.channel"}
    assert [needle for needle, where in held.items() if not where] == []
    await life.press(ZOE, str(PressId(FORGET, "me")))
    await world.services.attendance.settle()
    await nowhere(world, *said)

    for name, file in files:
        told = words(await upload(world, ALICE, file.name, file.data, name=name.replace(".", "-")))
        # What others said comes in; that it holds nothing of hers would prove nothing of a file that cannot be read.
        assert name != f"book.{QUOTH}" or "Imported “book-quoth”" in told, told
    for number, text in enumerate(life.talks):
        await upload(world, BOB, f"talk-{number}.txt", text.encode())
    await world.at(60)
    await Retention(world.services).run()
    await nowhere(world, *said)
    assert await own(world) == {}


async def export(world: World, command: str, **options: str) -> File:
    """The file that Zoe is handed."""
    shown = await world.ask(ZOE, command, manager=True, **options)  # type: ignore[arg-type]
    assert isinstance(shown, File), words(shown)
    return shown


async def nowhere(world: World, *said: str) -> None:
    """Each is looked for alone, so that what is found says what it is."""
    found = await places_of_each(world.services.store, ZOE.id, ZOE.name, *said)
    assert {needle: where for needle, where in found.items() if where} == {}
