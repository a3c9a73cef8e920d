"""A workspace's own book on both engines: numbers, twins, who may change what, and two who do it at the same time."""

import asyncio
from dataclasses import replace

import pytest

from bot.chat.forms import Form
from bot.chat.messages import Candidates, Listing, Mark, Notice, QuoteCard, Reply
from bot.chat.refusals import PressIsStale
from bot.library.book_model import Change, NewQuote
from bot.library.book_refusals import ChangedSince, TooLateToTakeBack
from bot.library.imports import store as keep
from bot.library.model import Audience, DecidedBy, Outcome
from bot.library.rows.book import BookRows
from bot.library.rows.decisions import DecisionRows
from bot.library.rows.packs import PackRows
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content.decisions import Deciding
from tests.builders import ALICE, BOB, HERE, later, pack
from tests.world import World, refused, words

OWNER = "slack:T1"
MAYA, BEN = DecidedBy("U1", "Maya"), DecidedBy("U2", "Ben")
GREEN = NewQuote(text="The build is green.", speaker="Ida Roth", date="2026-03-01", link="https://example.org/1")
TEA = "Tea first, decisions later, regrets in the minutes."


async def add(store: Store, new: NewQuote = GREEN, by: DecidedBy = MAYA, seconds: float = 0) -> int:
    """Its number."""

    def keep(tx: Transaction) -> int:
        book = tx[BookRows].begin(OWNER, "book", "Our book", later(seconds))
        return tx[BookRows].add(book, new, by, later(seconds))

    return await store.write(keep)


async def test_what_is_added_is_a_quote_like_any_other(store: Store) -> None:
    """With its place and day; the same words once more are another quote; who added it is known."""
    first, second = await add(store), await add(store, by=BEN)
    book = await store.read(lambda tx: tx[BookRows].book(OWNER))
    assert book is not None
    (loaded,) = await store.read(lambda tx: tx[PackRows].load((book.id,)))

    assert [q.number for q in loaded.quotes] == [first, second]
    assert len({q.quote.id for q in loaded.quotes}) == len({q.quote.turn for q in loaded.quotes}) == 2
    assert (loaded.quotes[0].quote.link, loaded.quotes[0].quote.date) == ("https://example.org/1", "2026-03-01")
    assert [s.name for s in loaded.speakers] == ["Ida Roth"]
    assert len(loaded.passages) == 0
    assert await store.read(lambda tx: tx[BookRows].twins(book.id, "the build is GREEN.")) == [first, second]
    assert (await store.read(lambda tx: tx[BookRows].added_to([book.id])))[second].name == "Ben"
    assert await store.read(lambda tx: tx[BookRows].count_since(OWNER, "U1", later(-1))) == 1
    assert await store.read(lambda tx: tx[BookRows].count_since(OWNER, "U1", later(1))) == 0


async def test_an_import_is_never_an_edition_of_the_book(store: Store) -> None:
    """Whatever its name and its words: what people added stays."""
    number = await add(store)
    same = pack("book", GREEN.text)
    done = await store.write(
        lambda tx: tx[PackRows].save(same, workspace_id=OWNER, audience=Audience.WORKSPACE, at=later(1))
    )
    taken = await store.write(
        lambda tx: tx[PackRows].save(same, workspace_id=OWNER, audience=Audience.WORKSPACE, at=later(2), named=True)
    )

    assert (done.outcome, done.info.name) == (Outcome.ADDED, "book-2")
    assert taken.outcome is Outcome.TAKEN
    assert (await store.read(lambda tx: tx[BookRows].standing(number))).text == GREEN.text  # type: ignore[union-attr]


async def test_taking_back(store: Store) -> None:
    """By who did it, for a while, once, and not over what somebody did later."""
    number = await add(store)
    dropped = await store.write(lambda tx: tx[DecisionRows].decide(number, Deciding.DROP, "", MAYA, later(1)))

    async def back(decision: int, by: str, at: float, since: float = 0) -> tuple[int, list[Deciding]]:
        return await store.write(lambda tx: tx[DecisionRows].take_back(decision, by, later(at), later(since)))

    with pytest.raises(PressIsStale):
        await back(dropped, "U2", 2)
    with pytest.raises(TooLateToTakeBack):
        await back(dropped, "U1", 700, since=100)
    assert await back(dropped, "U1", 2) == (number, [Deciding.DROP])
    with pytest.raises(PressIsStale):
        await back(dropped, "U1", 3)
    first = await store.write(
        lambda tx: tx[DecisionRows].decide(number, Deciding.WORDS, "The build is up.", MAYA, later(4))
    )
    await store.write(lambda tx: tx[DecisionRows].decide(number, Deciding.SPEAKER, "Tom", BEN, later(5)))
    await store.write(lambda tx: tx[DecisionRows].decide(number, Deciding.WORDS, "The build is down.", BEN, later(6)))
    with pytest.raises(ChangedSince):
        await back(first, "U1", 7)
    stands = await store.read(lambda tx: tx[BookRows].standing(number))
    assert stands is not None
    assert (stands.text, stands.speaker) == ("The build is down.", "Tom")
    assert await store.read(lambda tx: tx[BookRows].changes(number)) == [
        Change(what=None, text=GREEN.text, name="Maya", at=later(0)),
        Change(what=Deciding.DROP, text="", name="Maya", at=later(1), undone_at=later(2)),
        Change(what=Deciding.WORDS, text="The build is up.", name="Maya", at=later(4), before=GREEN.text),
        Change(what=Deciding.SPEAKER, text="Tom", name="Ben", at=later(5), before=GREEN.speaker or ""),
        Change(what=Deciding.WORDS, text="The build is down.", name="Ben", at=later(6), before="The build is up."),
    ]


async def test_two_who_add_the_same_at_once(world: World) -> None:
    """The second is asked, whoever that is; both may want it."""
    told = await asyncio.gather(*(world.ask(who, "quotes add", quote=TEA, by="Ida Roth") for who in (ALICE, BOB)))
    (asked,) = [reply for reply in told if isinstance(reply, Candidates)]
    assert len([reply for reply in told if isinstance(reply, QuoteCard)]) == 1
    assert asked.more is not None
    again = [await world.press(who, asked.more.id) for who in (ALICE, BOB)]

    assert sum(isinstance(reply, QuoteCard) for reply in again) == 1
    assert sum("earlier moment" in words(reply) for reply in again) == 1


async def test_nobody_but_who_added_it_and_managers(world: World) -> None:
    """Another member may not; a manager may; what came with a transcript is the managers', what is for all nobody's."""
    number = _number(await world.ask(ALICE, "quotes add", quote=TEA, by="Ida Roth"))

    assert "was added by Alice" in refused(await world.ask(BOB, "quotes delete", number=number))
    assert "was added by Alice" in refused(await world.ask(BOB, "quotes edit", number=number))
    assert "/quotes history" in refused(await world.ask(BOB, "quotes history", number=number))
    assert "is taken out" in words(await world.ask(BOB, "quotes delete", number=number, manager=True))
    assert "was taken out" in refused(await world.ask(ALICE, "quotes edit", number=number))
    await world.services.store.write(lambda tx: tx[PackRows].meet("slack:T9", later(0)))
    await world.services.store.write(lambda tx: tx[PackRows].meet("slack:T8", later(0)))
    elsewhere = replace(HERE, platform="slack", workspace="T9")
    shared = await world.ask(ALICE, "quotes delete", number="1", manager=True, place=elsewhere)
    assert "which other workspaces have too" in refused(shared)


async def test_two_who_edit_one_quote(world: World) -> None:
    """The second is told what stands now and has their words back; who changed another field loses nothing."""
    number = _number(await world.ask(ALICE, "quotes add", quote=TEA, by="Ida Roth"))
    forms = [await world.ask(who, "quotes edit", number=number, manager=True) for who in (ALICE, BOB, BOB)]
    assert all(isinstance(form, Form) for form in forms)
    hers, his, only_speaker = (form.id for form in forms if isinstance(form, Form))
    shorter, longer = "Tea first, regrets in the minutes.", "Tea first, decisions later, no regrets at all."
    assert isinstance(await world.press(ALICE, hers, quote=shorter, by="Ida Roth", manager=True), QuoteCard)
    overtaken = await world.press(BOB, his, quote=longer, by="Ida Roth", manager=True)

    assert isinstance(overtaken, Notice)
    assert "was changed by Alice while you wrote" in overtaken.text
    assert shorter in overtaken.text
    assert longer in overtaken.text
    assert shorter in words(await world.ask(BOB, "quote", search=number))
    again = await world.press(BOB, overtaken.buttons[1].id, manager=True)
    assert isinstance(again, Form)
    assert again.fields[0].value == longer
    assert "Tom Okafor" in words(await world.press(BOB, only_speaker, quote=TEA, by="Tom Okafor", manager=True))
    assert longer in words(await world.press(BOB, overtaken.buttons[0].id, manager=True))
    stands = words(await world.ask(ALICE, "quote", search=number))
    assert longer in stands
    history = await world.ask(ALICE, "quotes history", number=number, manager=True)
    assert isinstance(history, Listing)
    assert sum("changed" in line for line in history.lines) == 3
    assert "Tom Okafor" in stands


async def test_adding_editing_and_taking_out_at_once(world: World) -> None:
    """Nobody waits for each other for ever, and everything is done."""
    numbers = [_number(await world.ask(ALICE, "quotes add", quote=f"Note {i}.", by="Tom")) for i in range(4)]
    forms = [await world.ask(ALICE, "quotes edit", number=number) for number in numbers[:2]]
    edits = [
        world.press(ALICE, form.id, quote=f"{form.fields[0].value} Done.", by="Tom")
        for form in forms
        if isinstance(form, Form)
    ]
    told = await asyncio.gather(
        *edits,
        *(world.ask(ALICE, "quotes delete", number=number) for number in numbers[2:]),
        *(world.ask(BOB, "quotes add", quote=f"Remark {i}.", by="Tom") for i in range(3)),
    )

    assert not [reply for reply in told if isinstance(reply, Notice) and reply.mark is Mark.REFUSED]
    listed = words(await world.ask(ALICE, "quotes list", pack="book"))
    assert listed.count("Done.") == 2
    assert listed.count("Remark") == 3


async def test_a_name_can_be_taken_away(world: World) -> None:
    """“-” is nobody; undone, it is whoever it was."""
    number = _number(await world.ask(ALICE, "quotes add", quote=TEA, by="Ida Roth"))
    form = await world.ask(ALICE, "quotes edit", number=number)
    assert isinstance(form, Form)
    changed = await world.press(ALICE, form.id, quote=TEA, by="-")
    assert "(nobody is named)" in words(changed)
    assert isinstance(changed, QuoteCard)
    await world.press(ALICE, changed.buttons[0].id)

    assert "Ida Roth" in words(await world.ask(ALICE, "quote", search=number))


async def test_limits(world: World) -> None:
    """A day's quotes of a member, a thousand characters, a book that rests."""
    for i in range(50):
        reply = await world.ask(BOB, "quotes add", quote=f"Note {i}.")
        assert isinstance(reply, QuoteCard)
    assert "added 50 quotes since yesterday" in refused(await world.ask(BOB, "quotes add", quote="Note 50."))
    assert isinstance(await world.ask(BOB, "quotes add", quote="Note 50.", manager=True), QuoteCard)
    assert "1,000 characters" in refused(await world.ask(BOB, "quotes add", quote="a " * 501))
    await world.ask(ALICE, "quotes disable", pack="book", manager=True)
    assert "/quotes enable pack=book" in refused(await world.ask(ALICE, "quotes add", quote="One more thing."))


async def test_who_hides_is_named_nowhere(world: World) -> None:
    """Neither beside what they added nor beside what they changed."""
    number = _number(await world.ask(ALICE, "quotes add", quote=TEA, by="Ida Roth"))
    await world.ask(ALICE, "privacy hide", switch="on")
    shown = words(await world.ask(BOB, "quotes history", number=number, manager=True))

    assert "a teammate added it" in shown
    assert "Alice" not in shown


async def test_a_book_of_a_few_quotes_takes_no_sample_away(world: World) -> None:
    """One quote is no game; twenty are."""
    await world.ask(ALICE, "quotes add", quote=TEA, by="Ida Roth")
    library = await world.services.libraries.library(HERE.workspace_id)
    assert len(library.in_use) == 3
    for i in range(19):
        reply = await world.ask(ALICE, "quotes add", quote=f"Number {i} of {i * 37} things nobody planned", by="Tom")
        if isinstance(reply, Candidates) and reply.more:
            await world.press(ALICE, reply.more.id)
    library = await world.services.libraries.library(HERE.workspace_id)

    assert [p.info.name for p in library.in_use] == ["book"]


def _number(reply: Reply) -> str:
    assert isinstance(reply, QuoteCard), words(reply)
    return str(reply.number)


async def test_pages_and_what_narrows_them(world: World) -> None:
    """Ten a page, the newest first; a page that is not there any more is the last one."""
    for i in range(12):
        await world.ask(ALICE if i % 2 else BOB, "quotes add", quote=f"Note {i}.", by="Tom" if i < 3 else "Ida Roth")
    first = await world.ask(ALICE, "quotes list", pack="book")
    assert isinstance(first, Listing)
    assert first.title == "12 quotes, 1 to 10"
    assert "Note 11." in first.lines[0]
    (older,) = first.buttons
    second = await world.press(ALICE, older.id)
    assert isinstance(second, Listing)
    assert [line.split("“")[1].split("”")[0] for line in second.lines] == ["Note 1.", "Note 0."]
    assert (await world.ask(ALICE, "quotes list", pack="book", page="9")) == second
    for options, count in (
        ({"added": "me"}, 6),
        ({"added": "bob"}, 6),
        ({"speaker": "Tom"}, 3),
        ({"words": "NOTE 1"}, 3),
    ):
        found = await world.ask(ALICE, "quotes list", pack="book", **options)  # type: ignore[arg-type]
        assert isinstance(found, Listing)
        assert len(found.lines) == count, options
    assert "no pack" in refused(await world.ask(ALICE, "quotes list", pack="nothing"))


async def test_a_packs_name_alone_lists_that_pack(world: World) -> None:
    """Where the name is a word of some quotes as well, that is said, and a button searches for it."""
    await world.ask(ALICE, "quotes add", quote="Tea first.", by="Ida Roth")
    listed = await world.ask(ALICE, "quotes list", words="The-Round-Table")
    assert listed == await world.ask(ALICE, "quotes list", pack="the-round-table")

    number = _number(await world.ask(ALICE, "quotes add", quote="Read the book first.", by="Tom"))
    both = await world.ask(ALICE, "quotes list", words="Book")
    assert isinstance(both, Listing)
    assert both.title == "2 quotes"
    assert both.closing == "“Book” is a pack here; 4 quotes hold these words."
    searched = await world.press(ALICE, both.buttons[-1].id)
    assert isinstance(searched, Listing)
    assert len(searched.lines) == 4
    assert searched.lines[0].startswith(f"#{number} “Read the book first.”")
    assert "1 quote\n" in words(await world.ask(ALICE, "quotes list", words="book", speaker="Tom"))


async def test_the_best_of_a_time(world: World) -> None:
    """More votes first; what is disliked as much as liked, or was voted for before, is not among them."""
    numbers = [_number(await world.ask(ALICE, "quotes add", quote=f"Note {i}.", by="Tom")) for i in range(4)]
    for number, signs in zip(numbers, (("up",), ("up", "up"), ("up", "down"), ()), strict=True):
        for who, sign in zip((ALICE, BOB), signs, strict=False):
            await world.press(who, f"q1.{sign}.{number}.0")
    best = await world.ask(BOB, "quotes best")
    assert isinstance(best, Listing)
    assert [line.split("#")[1].split()[0] for line in best.lines] == [numbers[1], numbers[0]]
    await world.at(31 * 24 * 3600 + 60)
    assert "Nobody voted" in words(await world.ask(BOB, "quotes best", period="month"))
    assert numbers[1] in words(await world.ask(BOB, "quotes best", period="all"))


async def test_quotes_of_imported_packs_are_edited_and_taken_out_too(world: World) -> None:
    """By managers alone, and importing again keeps it; the transcript's own words stay beside what is shown."""
    talk = pack("talk", TEA, "Nobody reads the plan until it is on fire.")
    await keep(world.services, talk, workspace_id=HERE.workspace_id)
    listed = await world.ask(ALICE, "quotes list", pack="talk")
    assert isinstance(listed, Listing)
    plan, tea = (line.split()[0].removeprefix("#") for line in listed.lines)
    assert "came with a transcript" in refused(await world.ask(BOB, "quotes edit", number=tea))
    form = await world.ask(ALICE, "quotes edit", number=tea, manager=True)
    assert isinstance(form, Form)
    told = await world.press(ALICE, form.id, quote="Tea first, regrets in the minutes.", by="Ada", manager=True)
    assert isinstance(told, QuoteCard)
    assert (told.speaker, told.note) == ("Ada Novak", "Edited: its words were put right by hand.")
    await world.ask(ALICE, "quotes delete", number=plan, manager=True)
    changed = replace(talk, source=replace(talk.source, date="2026-02-01"), fingerprint="another")
    await keep(world.services, changed, workspace_id=HERE.workspace_id)

    assert "Tea first, regrets" in words(await world.ask(BOB, "quote", search=tea))
    assert f"#{plan} was taken out" in refused(await world.ask(BOB, "quote", search=plan))
    back = await world.ask(ALICE, "quotes history", number=plan, manager=True)
    assert isinstance(back, Listing)
    await world.press(ALICE, back.buttons[0].id, manager=True)
    assert "on fire" in words(await world.ask(BOB, "quote", search=plan))
    assert "is for managers" in refused(await world.press(BOB, back.buttons[0].id))


async def test_another_workspace_sees_nothing_of_it(world: World) -> None:
    """Neither the words nor that the number is taken."""
    number = _number(await world.ask(ALICE, "quotes add", quote=TEA, by="Ida Roth"))
    abroad = replace(HERE, workspace="abroad")

    for command in ("quotes edit", "quotes delete", "quotes history"):
        told = refused(await world.ask(ALICE, command, number=number, place=abroad, manager=True))
        assert "There is no quote" in told, command
    assert "Tea first" not in words(await world.ask(BOB, "quotes list", place=abroad))
    assert "Tea first" not in words(await world.ask(BOB, "whosaid", words=TEA, place=abroad))


async def test_what_nobody_would_see_is_not_kept(world: World) -> None:
    """Blocked words and speakers, and who is never quoted: not added, suggested or edited in, and said so."""
    card = await world.ask(BOB, "quotes add", quote=TEA, by="Ida Roth")
    assert isinstance(card, QuoteCard)
    await world.ask(ALICE, "quotes block", words="marmalade", manager=True)
    sure = await world.ask(ALICE, "quotes block", speaker="Tom Okafor", manager=True)
    assert isinstance(sure, Notice)
    await world.press(ALICE, sure.buttons[0].id, manager=True)
    await world.ask(BOB, "quotes add", quote="Nobody reads the plan.", by="Alice")
    await world.ask(ALICE, "privacy link", speaker="Alice")
    await world.ask(ALICE, "privacy optout", switch="on")
    hidden = (
        ("The marmalade is out.", "Ida Roth", "blocked its speaker, or words in it"),
        ("The jar is empty.", "Tom Okafor", "blocked its speaker, or words in it"),
        ("The goat never sleeps.", "Alice", "Alice is not quoted here"),
    )
    for look in ("no", "yes"):
        await world.ask(ALICE, "settings set", name="suggestions", value=look, manager=True)
        for text, by, told in hidden:
            assert told in refused(await world.ask(BOB, "quotes add", quote=text, by=by))
    for text, by, told in hidden:
        form = await world.ask(BOB, "quotes edit", number=str(card.number))
        assert isinstance(form, Form)
        assert told in refused(await world.press(BOB, form.id, quote=TEA + " " + text, by=by))
    assert TEA in words(await world.ask(BOB, "quote", search=str(card.number)))
    listed = words(await world.ask(ALICE, "quotes history", number=str(card.number), manager=True))
    assert "marmalade" not in listed
    assert "changed" not in listed
    await world.ask(ALICE, "quotes delete", number=str(card.number), manager=True)
    await world.ask(ALICE, "quotes block", words="decisions later", manager=True)
    told = words(await world.ask(ALICE, "quotes history", number=str(card.number), manager=True))
    assert "(blocked here)" in told
    assert "being asked" not in told
