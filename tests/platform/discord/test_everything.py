"""Every button and form there is, used once on Discord; a new one needs its line here."""

from bot.app.catalogue import PRESSES
from bot.privacy.absence import look_for_absent
from bot.workspace.menu import MENU
from content.packs import read_bytes_as_pack
from tests.platform.discord.conftest import bring_kettle
from tests.platform.discord.stage import Stage, labels, said, words

TALK = (
    "Ada: Nobody reads the plan until the day it catches fire.\n"
    "Ben: Then everybody wants a copy of the ashes.\nAda: Ducks hold meetings."
)
NORTHS = (
    b"Ida North: The bridge was finished long before anybody had asked for it.\n"
    b"I. North: My aunt kept every receipt and still lost the house to the sea."
)


async def test_every_button_is_pressed(stage: Stage, pressed: set[str]) -> None:
    """On quotes, in a lobby, in rounds of every pace, on daily posts, in the menu and in forms."""
    await _look_up(stage)
    await _play_in_teams(stage)
    await _play_relaxed(stage)
    await _play_a_kept_mix(stage)
    await _bluff(stage)
    await _every_day(stage)
    await _type_an_answer(stage)
    await _bring(stage)
    await _review(stage)
    await _write_questions(stage)
    await _keep_a_book(stage)
    await _quote_messages(stage)
    await _choose_managers(stage)
    await _season(stage)
    await _be_forgotten(stage)

    # The menu itself is a command here; on Slack it is a shortcut as well.
    assert pressed == set(PRESSES) - {MENU}


async def _look_up(stage: Stage) -> None:
    await stage.alice.slash(stage.channel, "settings show")
    await stage.alice.slash(stage.channel, "quote")
    assert "### Around" in said(await stage.press(stage.bob, "Context"))
    assert "A manager gets a private word" in said(await stage.press(stage.bob, "Wrong speaker?"))
    await stage.settle()
    alices = stage.env.backend.messages[stage.env.backend.get_dm_channel(stage.alice.id).id]
    assert "Bob asks whether #" in words(list(alices.values())[-1])
    assert not (await stage.press(stage.bob, "Next")).ephemeral
    await stage.bob.slash(stage.channel, "whosaid", words="nobody")
    assert "numbers 4 to 6" in said(await stage.press(stage.bob, "More"))
    unsure = await stage.bob.slash(stage.channel, "whosaid", words="the plan")
    assert unsure.response is not None
    await stage.press(stage.bob, "#8")
    assert not (await stage.press(stage.bob, "Share")).ephemeral
    assert "👍 1, 👎 0" in said(await stage.press(stage.bob, "👍"))
    await stage.press(stage.bob, "👎")
    assert "👍 0, 👎 1" in words(stage.newest(by=stage.bob))
    await stage.bob.slash(stage.channel, "whosaid", words="half of what I teach I once overheard")
    assert "Half of all estimates" in said(await stage.press(stage.bob, "More like this"))
    await stage.bob.slash(stage.channel, "quoth menu")
    opened = await stage.press(stage.bob, "Who said…")
    assert "Tobias Renn" in said(await stage.bob.submit_modal(opened, {"words": "backups can smell fear"}))


async def _play_in_teams(stage: Stage) -> None:
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, teams="named", mode="who-said")
    await stage.settle()
    await stage.press(stage.bob, "Join blue")
    await stage.press(stage.alice, "Begin")
    await stage.settle()
    assert "half" in said(await stage.press(stage.bob, "Hint"))
    assert "A · " in said(await stage.press(stage.bob, "A"))
    assert "Skipped" in said(await stage.press(stage.alice, "Skip"))
    await stage.settle()
    assert "Your 👍 counts" in said(await stage.press(stage.bob, "👍"))
    assert "Your 👎 counts" in said(await stage.press(stage.alice, "👎"))
    await stage.wait(6)
    assert "👍 1" in labels(stage.newest("👎 1", by=stage.bob))
    await stage.read()


async def _play_relaxed(stage: Stage) -> None:
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pace="relaxed", mode="who-said")
    await stage.settle()
    await stage.press(stage.alice, "Next")
    await stage.settle()


async def _play_a_kept_mix(stage: Stage) -> None:
    kept = await stage.alice.slash(stage.channel, "quiz preset save", name="Friday *lunch*", mode="who-said", rounds=2)
    assert "A mix is called by words" in said(kept)
    kept = await stage.alice.slash(stage.channel, "quiz preset save", name="friday lunch", mode="who-said", rounds=2)
    assert "“friday lunch” is kept: 2 rounds of “Who said it”" in said(kept)
    await stage.bob.slash(stage.channel, "quiz preset list")
    assert "The lobby is open: 2 rounds" in said(await stage.press(stage.bob, "Play friday lunch"))
    await stage.bob.slash(stage.channel, "quiz stop")
    await stage.settle()


async def _bluff(stage: Stage) -> None:
    """Endings by the form, asked for again where they are none; the host takes one away; one message for all of it."""
    carol = stage.guild.add_member(stage.env.create_user("carla", global_name="Carla"))
    await stage.alice.slash(stage.channel, "quiz start", rounds=1, mode="bluff", pack="the-round-table")
    await stage.settle()
    for who in (stage.bob, carol):
        await stage.press(who, "I'm in")
    await stage.press(stage.alice, "Begin")
    await stage.settle()
    before = len(stage.shown())
    opened = await stage.press(stage.bob, "Write an ending")
    again = await stage.bob.submit_modal(opened, {"text": "…"})
    assert "There are no words" in said(again)
    opened = await stage.press(stage.bob, "Write another")
    assert "is in: “@everyone" in said(await stage.bob.submit_modal(opened, {"text": "@everyone went *home*"})).replace(
        "\u200b", ""
    )
    for who, text in ((stage.alice, "the stove was cold"), (carol, "a goat had the key")):
        assert "Your ending is in" in said(await who.slash(stage.channel, "quiz answer", text=text))
    await stage.settle()
    assert "Which ending is the true one?" in stage.shown()[-1]
    assert "@everyone" not in stage.shown()[-1]
    assert "\\*home\\*" in stage.shown()[-1]
    assert len(stage.shown()) == before
    assert "Only the one who started" in said(await stage.press(carol, "Remove an ending"))
    assert "Choose an ending yourself first" in said(await stage.press(stage.alice, "Remove an ending"))
    for letter in "AB":
        if "your own" not in said(await stage.alice.slash(stage.channel, "quiz answer", text=letter)):
            break
    await stage.press(stage.alice, "Remove an ending")
    label = next(label for label in labels(stage.newest(by=stage.alice)) if " · " in label)
    assert "is gone" in said(await stage.press(stage.alice, label))
    await stage.settle()
    assert label.partition(" · ")[2] not in stage.shown()[-1]
    await stage.alice.slash(stage.channel, "quiz skip")
    await stage.settle()
    await stage.read()
    assert " of 3 with " in said(await stage.press(stage.bob, "My result"))
    shared = await stage.press(stage.bob, "Share")
    assert said(shared).startswith("Bob was ")
    assert not shared.ephemeral
    board = said(await stage.press(stage.bob, "Leaderboard"))
    assert "Nobody has points" in board or "1." in board
    for label in ("Rematch", "Play again"):
        assert "The lobby is open" in said(await stage.press(stage.bob, label)), label
        await stage.bob.slash(stage.channel, "quiz stop")
        await stage.settle()
    refused = said(await stage.press(stage.bob, "Take down"))
    assert "Only whoever is quoted there" in refused or "is taken down" in refused
    boards = len([shown for shown in stage.shown() if "The game is over" in shown])
    assert "is taken down" in said(await stage.press(stage.alice, "Take down"))
    await stage.settle()
    assert len([shown for shown in stage.shown() if "The game is over" in shown]) < boards
    await stage.wait(11)  # nobody is answered in public all the time


async def _type_an_answer(stage: Stage) -> None:
    pack = await bring_kettle(stage)
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=pack)
    await stage.settle()
    opened = await stage.press(stage.bob, "Answer")
    await stage.alice.slash(stage.channel, "quiz answer", text="a teaspoon")
    assert "the kettle" in said(await stage.bob.submit_modal(opened, {"text": "the kettle"}))
    await stage.wait(60)
    await stage.alice.slash(stage.channel, "quiz accept")
    assert "Over-ruled" in said(await stage.press(stage.alice, "Alice: “a teaspoon”"))


async def _bring(stage: Stage) -> None:
    await stage.alice.slash(stage.channel, "quotes import")
    opened = await stage.press(stage.alice, "Bring a transcript")
    assert "no line names a speaker" in said(
        await stage.alice.submit_modal(opened, {"text": "Nobody.", "name": "Ashes"})
    )
    opened = await stage.press(stage.alice, "Fill it in again…")
    assert opened.modal is not None
    inputs = [label["component"] for label in opened.modal["components"]]
    assert [i.get("value", "") for i in inputs] == ["", "Nobody.", "Ashes", "", ""]
    sent = await stage.alice.submit_modal(opened, {"file": ("ashes.txt", TALK.encode()), "name": "Ashes"})
    assert "Nothing of it is kept yet" in said(sent)
    assert "Imported “ashes”" in said(await stage.press(stage.alice, "Bring it in"))
    await stage.bob.slash(stage.channel, "whosaid", words="ducks hold meetings")
    assert "Keep as a quote" not in labels(stage.newest(by=stage.bob))
    await stage.alice.slash(stage.channel, "whosaid", words="ducks hold meetings")
    assert "is a quote now" in said(await stage.press(stage.alice, "Keep as a quote"))
    assert "is no quote any more" in said(await stage.press(stage.alice, "Undo"))
    await stage.alice.slash(stage.channel, "quotes remove", pack="ashes")
    back = await stage.press(stage.alice, "Bring it back")
    assert "“ashes” is back" in said(back)
    await stage.alice.slash(stage.channel, "quotes import", file=("norths.txt", NORTHS))
    assert "nothing of it was kept" in said(await stage.press(stage.alice, "Leave it"))
    await stage.alice.slash(stage.channel, "quotes import")
    opened = await stage.press(stage.alice, "Bring a transcript")
    sent = await stage.alice.submit_modal(opened, {"file": ("norths.txt", NORTHS)})
    assert "can come in" in said(sent)
    assert "Imported “norths”" in said(await stage.press(stage.alice, "Bring it in"))
    assert "one person from now on" in said(await stage.press(stage.alice, "Ida North and I. North are one"))
    assert "two people again" in said(await stage.press(stage.alice, "Undo"))
    told = await stage.alice.slash(stage.channel, "quotes merge", pack="norths", into="ashes")
    assert "“norths” is in “ashes” from now on" in said(told)
    assert "are two packs again" in said(await stage.press(stage.alice, "Undo"))
    told = await stage.alice.slash(stage.channel, "quotes block", words="@everyone *synergy*")
    assert "\\*synergy\\*” is found, drawn, asked and posted here no more" in said(told)
    assert "@everyone" not in said(told)
    assert "is blocked here no more" in said(await stage.press(stage.alice, "Undo"))
    asked = await stage.alice.slash(stage.channel, "quotes block", speaker="@everyone *Nobody*")
    assert "so nothing is blocked yet" in said(asked)
    sure = await stage.press(stage.alice, "Block “@everyone *Nobody*”")
    assert "so far there is none" in said(sure)
    assert "@everyone" not in said(sure)
    assert "is blocked here no more" in said(await stage.press(stage.alice, "Undo"))


async def _every_day(stage: Stage) -> None:
    for style, has in (("guess", "Guess of"), ("quiz", "quiz, ")):
        options = {"time": "9am", "timezone": "Europe/Berlin", "pack": "the-round-table", "style": style}
        await stage.alice.slash(stage.channel, "daily set", **options)
        await stage.alice.slash(stage.channel, "daily now", style=style)
        await stage.wait(6)  # what was counted in an older post is shown first
        assert any(has in shown for shown in stage.shown()), stage.shown()[-3:]
        if style == "guess":
            assert "streak" in said(await stage.press(stage.bob, "A"))
            assert not (await stage.press(stage.bob, "Share")).ephemeral
        else:
            await stage.press(stage.bob, "Play")
            await stage.press(stage.bob, "A")
            assert "2 of " in words(stage.newest(by=stage.bob))
    await _a_number(stage)


async def _a_number(stage: Stage) -> None:
    """One guess a day that is typed into a form, in private; the second is told that the first counts."""
    options = {"style": "guess", "pack": "interview-in-brief"}
    zoned = {"time": "9am", "timezone": "Europe/Berlin", "mode": "closest"}
    await stage.alice.slash(stage.channel, "daily set", **options, **zoned)
    await stage.alice.slash(stage.channel, "daily now", **options)
    await stage.wait(6)
    assert any("Guess privately, by a number" in shown for shown in stage.shown()), stage.shown()[-3:]
    sent = await stage.bob.submit_modal(await stage.press(stage.bob, "Guess"), {"text": "about 2,000"})
    assert "The nearest is told with the next one" in said(sent)
    assert not (await stage.press(stage.bob, "Share")).ephemeral
    assert "Your answer stands: about 2,000" in said(await stage.press(stage.bob, "Guess"))


async def _review(stage: Stage) -> None:
    """At the desk, on one private message that changes; what stands is filled into the forms."""
    first = said(await stage.alice.slash(stage.channel, "quotes review", pack="ashes"))
    assert "0 of the best 2 looked at" in first
    opened = await stage.press(stage.alice, "Fix the words…")
    sent = said(await stage.alice.submit_modal(opened, {"wording": "Nobody ever read the plan."}))
    assert "Edited; the transcript says" in sent
    assert "Nobody ever read the plan." in sent
    opened = await stage.press(stage.alice, "Fix the speaker…")
    assert "“Carl” is nobody in" in said(await stage.alice.submit_modal(opened, {"name": "Carl"}))
    assert "is now Carl's" in said(await stage.press(stage.alice, "Make Carl a voice"))
    assert "comes again after the others" in said(await stage.press(stage.alice, "Skip"))
    assert "is kept" in said(await stage.press(stage.alice, "Keep"))
    assert "is dropped" in said(await stage.press(stage.alice, "Drop"))
    assert "is back" in said(await stage.press(stage.alice, "Undo"))
    assert "is for managers" in said(await stage.bob.slash(stage.channel, "quotes review"))


async def test_a_pack_is_handed_over_as_a_file(stage: Stage) -> None:
    """As an attachment that they alone see, with its bytes; to others what is theirs, or a sentence."""
    await stage.alice.slash(stage.channel, "quotes export", format="quoth", pack="the-round-table")
    message = stage.newest(by=stage.alice)
    assert message.ephemeral
    assert "“the-round-table” as Quoth's own format" in words(message)
    (attached,) = message.attachments
    assert attached.filename == "the-round-table.quoth.json"
    assert read_bytes_as_pack(await attached.read(), "talk.json").name == "the-round-table"
    assert "nothing here is known to be yours" in said(await stage.bob.slash(stage.channel, "quotes export"))


async def _write_questions(stage: Stage) -> None:
    """By the form, suggested and taken in; changed by two at once; deleted and brought back."""
    await stage.alice.slash(stage.channel, "quiz list")
    opened = await stage.press(stage.alice, "Write one…")
    written = {"question": "Who waters the plants?", "right": "Hugo", "wrong": "@everyone; *Ada*; Ben"}
    sent = said(await stage.alice.submit_modal(opened, written))
    assert "✓ Question 1 is in" in sent
    assert "@everyone" not in sent
    assert "\\*Ada\\*" in sent
    opened, again = [await stage.press(stage.alice, "Change…") for _ in "12"]
    changed = await stage.alice.submit_modal(opened, written | {"right": "Hugo; Hugh"})
    assert "✓ Question 1 is changed" in said(changed)
    told = said(await stage.alice.submit_modal(again, written | {"question": "Who waters them?"}))
    assert "Alice changed question 1 while you wrote" in told
    assert "Who waters them?" in said(await stage.press(stage.alice, "Take mine instead"))
    assert "is deleted" in said(await stage.press(stage.alice, "Delete"))
    assert "Question 1 is back" in said(await stage.press(stage.alice, "Bring it back"))
    for name in ("kettle", "cat", "bird"):
        told = said(await stage.bob.slash(stage.channel, "quiz add", question=f"Who is the {name}?", right="Ina"))
        assert "waits for a manager" in told
    assert "3 questions that you suggested" in said(await stage.bob.slash(stage.channel, "quiz list"))
    await stage.alice.slash(stage.channel, "quiz list")
    assert "Question 2 is suggested by Bob" in said(await stage.press(stage.alice, "Look at suggestions (3)"))
    assert "✓ Question 2 is in." in said(await stage.press(stage.alice, "Take it in"))
    assert "Question 3 is declined." in said(await stage.press(stage.alice, "Decline"))
    for n in range(8):
        await stage.alice.slash(stage.channel, "quiz add", question=f"How many, {n}?", right=str(n))
    await stage.alice.slash(stage.channel, "quiz list")
    assert "9 to 11" in said(await stage.press(stage.alice, "More"))


async def _keep_a_book(stage: Stage) -> None:
    """A quote is added by a form, once more although it is there, put right, taken out, and brought back."""
    opened = await stage.bob.slash(stage.channel, "quotes add")
    card = said(await stage.bob.submit_modal(opened, {"quote": "The build is green.", "by": f"<@{stage.alice.id}>"}))
    assert "is in the book" in card
    assert "Alice" in card
    number = card.split(" is in the book")[0].rpartition("#")[2]
    await stage.bob.slash(stage.channel, "quotes add", quote="The build is green!", by="Tom")
    assert "is in the book" in said(await stage.press(stage.bob, "Add it all the same"))
    assert "taken out again" in said(await stage.press(stage.bob, "Undo"))
    opened = await stage.bob.slash(stage.channel, "quotes edit", number=int(number))
    await stage.bob.submit_modal(opened, {"quote": "The build was green.", "by": "Alice"})
    opened = await stage.press(stage.bob, "Edit…")
    assert "Nothing is different" in said(
        await stage.bob.submit_modal(opened, {"quote": "The build was green.", "by": "Alice"})
    )
    assert "is taken out" in said(await stage.bob.slash(stage.channel, "quotes delete", number=int(number)))
    assert "1 to 10" in said(await stage.alice.slash(stage.channel, "quotes list", pack="the-round-table"))
    assert "11 to 20" in said(await stage.press(stage.alice, "Older"))
    assert "Bob took it out" in said(await stage.alice.slash(stage.channel, "quotes history", number=int(number)))
    assert "is back" in said(await stage.press(stage.alice, "Bring it back"))


async def _quote_messages(stage: Stage) -> None:
    """A message is kept by its menu, a further one is added to it; a third is looked up."""
    asked = await stage.alice.send(stage.channel, "Who owns the *roadmap*?")
    opened = await stage.bob.context_menu(stage.channel, "Quote this", asked)
    kept = await stage.bob.submit_modal(opened, {"quote": "Who owns the *roadmap*?", "by": "Alice"})
    assert "is in the book" in said(kept)
    await stage.settle()
    alone = stage.alone(stage.alice)
    assert "Bob quoted you as #" in stage.shown(alone.dm_channel)[-1]
    assert "told no more" in said(await stage.press(alone, "Mute", channel=alone.dm_channel))
    answered = await stage.alice.send(stage.channel, "Nobody since May.")
    opened = await stage.bob.context_menu(stage.channel, "Quote this", answered)
    told = await stage.bob.submit_modal(opened, {"to": ["last"], "quote": "Nobody since May.", "by": "Tom"})
    assert "It is added to #" in said(told)
    assert "Tom: Nobody since May." in said(told)
    looked = await stage.alice.send(stage.channel, "a copy of the ashes")
    assert "everybody wants a copy of the ashes" in said(
        await stage.bob.context_menu(stage.channel, "Who said this?", looked)
    )
    file = await stage.bob.send(stage.channel, "Here it is.", attachments=[("pages.txt", TALK.encode())])
    assert "“ashes”" in said(await stage.alice.context_menu(stage.channel, "Bring this in", file))


async def _choose_managers(stage: Stage) -> None:
    """By selects: a member and a role; whoever has the role manages, and names are shown."""
    hosts = stage.guild.create_role("Hosts")
    carol = stage.guild.add_member(stage.env.create_user("carol", global_name="Carol"), roles=[hosts])
    await stage.alice.slash(stage.channel, "settings show")
    opened = await stage.press(stage.alice, "Who manages…")
    sent = said(await stage.alice.submit_modal(opened, {"people": [stage.bob, hosts]}))
    assert "Bob (" in sent
    assert "Hosts (everybody with that role" in sent
    for who in (stage.bob, carol):
        assert "Managers: Bob" in said(await who.slash(stage.channel, "quoth settings show"))
    for nobody in ("nobodyatall", f"<@&{stage.guild.id}>", "@everyone", "<@123456789012345678>"):
        refused = await stage.alice.slash(stage.channel, "settings set", name="managers", value=nobody)
        assert "nobody I can find" in said(refused), nobody


async def _season(stage: Stage) -> None:
    """A manager closes it and takes that back; the board that was posted says so."""
    await stage.alice.slash(stage.channel, "quiz season")
    assert "Points stay on all other boards" in said(await stage.press(stage.alice, "Close it…"))
    assert "Season 2 has begun" in said(await stage.press(stage.alice, "Close season 1"))
    await stage.read()
    assert any("Season 1, up to" in shown for shown in stage.shown())
    assert "it is season 1 still" in said(await stage.press(stage.alice, "Undo"))
    await stage.settle()
    assert any("closing it was undone" in shown for shown in stage.shown())


async def _leave(stage: Stage) -> None:
    """Who left is quoted again when a manager says so."""
    dora = stage.guild.add_member(stage.env.create_user("dora", global_name="Dora Lind"))
    await stage.bob.slash(stage.channel, "quotes add", quote="I only lent it to the fog.", by="Dora Lind")
    linked = await stage.alice.slash(stage.channel, "privacy link", speaker="Dora Lind", member=dora)
    assert "Dora Lind is the member" in said(linked)
    assert await look_for_absent(stage.services, ["discord"]) == 0
    stage.guild.remove_member(dora)
    await stage.env.settle()
    assert await look_for_absent(stage.services, ["discord"]) == 1
    assert "left: neither posted nor asked about" in said(await stage.alice.slash(stage.channel, "privacy link"))
    assert "is posted and asked about again" in said(await stage.press(stage.alice, "Quote Dora Lind again"))


async def _be_forgotten(stage: Stage) -> None:
    """Of what somebody said and another shared; the quote is one that no round and no daily post asks."""
    card = (
        await stage.bob.slash(stage.channel, "quotes add", quote="I water the palms at noon.", by="Pia Roe")
    ).response
    assert card is not None
    number = words(card).split(" is in the book")[0].rpartition("#")[2]
    linked = await stage.alice.slash(stage.channel, "privacy link", speaker="Pia Roe", member=stage.bob)
    assert "Pia Roe is the member" in said(linked)
    await _leave(stage)
    shared = (await stage.bob.click(card, label="Share")).response
    assert shared is not None
    before = len(stage.shown())
    taken = await stage.bob.click(shared, label="Take down")
    assert "is taken down" in said(taken)
    assert taken.response is not None
    await stage.settle()
    assert len(stage.shown()) == before - 1
    assert f"#{number} is out" in said(await stage.bob.click(taken.response, label=f"Take #{number} out for good"))
    handed = await stage.bob.slash(stage.channel, "privacy export")
    assert "Everything that is kept about you" in said(handed)
    assert handed.ephemeral
    assert "cannot be undone" in said(await stage.bob.slash(stage.channel, "privacy forget"))
    assert "nothing here says who you are" in said(await stage.press(stage.bob, "Forget me"))
