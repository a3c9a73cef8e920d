"""The same through packs, the desk, the book and people's own words."""

import pytest

from adapters.slack import app
from bot.privacy.absence import look_for_absent
from tests.platform.slack.conftest import World
from tests.platform.slack.people import buttons
from tests.platform.slack.test_talking import seen
from tests.platform.slack.walk import NORTHS, TALK, press


async def bring(world: World) -> None:
    """A file is handed over in the form; one that is no transcript is refused at its field."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes import")
    form = await press(world, "alice", await seen(world, "ephemeral", after=before), "Bring a transcript", "view")
    noise = await world.people.fill("alice", form.message, file=("noise.bin", bytes(range(256)) * 40))
    assert list(noise.body["errors"]) == ["file"]
    assert "noise.bin" in noise.body["errors"]["file"]
    nobody = await world.people.fill("alice", form.message, text="Nobody is named in this.")
    assert list(nobody.body["errors"]) == ["text"]
    before = len(world.slack.shown)
    with pytest.MonkeyPatch.context() as slow:
        slow.setattr(app, "FORM_SECONDS", 0.0)  # the form was closed before it was known what is wrong with it
        late = await world.people.fill("alice", form.message, text="Nobody is named in this.", name="Ashes")
    assert late.body == {}
    told = await seen(world, "ephemeral", after=before)
    form = await press(world, "alice", told, "Fill it in again", "view")
    stood = [block["element"].get("initial_value", "") for block in form.message["blocks"]]
    assert stood == ["", "Nobody is named in this.", "Ashes", "", ""]
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, file=("ashes.txt", TALK), name="Ashes")
    asked = await seen(world, "ephemeral", after=before, has="“ashes” can come in")
    await press(world, "alice", asked, "Bring it in", "replaced", has="Imported “ashes”")
    for who, offered in (("bob", []), ("alice", ["Keep as a quote"])):
        before = len(world.slack.shown)
        await world.people.command(who, "/whosaid ducks hold meetings")
        found = await seen(world, "ephemeral", after=before, has="Ducks hold meetings.")
        assert [b["text"]["text"] for b in buttons(found.message)] == offered
    kept = await press(world, "alice", found, "Keep as a quote", has="is a quote now")
    await press(world, "alice", kept, "Undo", "replaced", has="is no quote any more")
    for who, offered in (("alice", ["Bring a transcript"]), ("bob", [])):
        before = len(world.slack.shown)
        await world.people.command(who, "/quotes packs")
        packs = await seen(world, "ephemeral", after=before, has="Packs")
        assert "ashes" in packs.text
        assert "noise" not in packs.text
        assert [b["text"]["text"] for b in buttons(packs.message)] == offered
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes remove ashes")
    removed = await seen(world, "ephemeral", after=before, has="“ashes” is removed")
    await press(world, "bob", removed, "Bring it back", "replaced", has="/quotes remove is for managers")
    await press(world, "alice", removed, "Bring it back", "replaced", has="“ashes” is back")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, file=("norths.txt", NORTHS))
    asked = await seen(world, "ephemeral", after=before, has="“norths” can come in")
    await press(world, "alice", asked, "Leave it", "replaced", has="nothing of it was kept")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, file=("norths.txt", NORTHS))
    asked = await seen(world, "ephemeral", after=before, has="“norths” can come in")
    report = await press(world, "alice", asked, "Bring it in", "replaced", has="Imported “norths”")
    settled = await press(world, "alice", report, "Ida North and I. North are one", has="one person from now on")
    await press(world, "alice", settled, "Undo", "replaced", has="two people again")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes merge norths into ashes")
    told = await seen(world, "ephemeral", after=before, has="is in “ashes” from now on")
    await press(world, "alice", told, "Undo", "replaced", has="are two packs again")
    before = len(world.slack.shown)
    await world.people.command("alice", '/quotes block words="@everyone *synergy*"')
    told = await seen(world, "ephemeral", after=before, has="is found, drawn, asked and posted here no more")
    await press(world, "alice", told, "Undo", "replaced", has="is blocked here no more")
    before = len(world.slack.shown)
    await world.people.command("alice", '/quotes block speaker="@everyone *Nobody*"')
    told = await seen(world, "ephemeral", after=before, has="so nothing is blocked yet")
    told = await press(world, "alice", told, "Block", "replaced", has="so far there is none")
    await press(world, "alice", told, "Undo", "replaced", has="is blocked here no more")


async def review(world: World) -> None:
    """At the desk, on one private message that changes; what stands is filled into the forms."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes review ashes")
    card = await seen(world, "ephemeral", after=before, has="0 of the best 2 looked at")
    form = await press(world, "alice", card, "Fix the words", "view")
    assert form.message["blocks"][0]["element"]["initial_value"] in card.text
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, wording="Nobody ever read the plan.")
    card = await seen(world, "replaced", after=before, has="Edited; the transcript says")
    form = await press(world, "alice", card, "Fix the speaker", "view")
    before = len(world.slack.shown)
    empty = await world.people.fill("alice", form.message)
    assert list(empty.body["errors"]) == ["name"]
    await world.people.fill("alice", form.message, name="Carl")
    card = await seen(world, "replaced", after=before, has="“Carl” is nobody in")
    card = await press(world, "alice", card, "Make Carl a voice", "replaced", has="is now Carl's")
    for label, told in (
        ("Skip", "comes again after"), ("Keep", "is kept"), ("Drop", "is dropped"), ("Undo", "is back"),
    ):  # fmt: skip
        card = await press(world, "alice", card, label, "replaced", has=told)
    await press(world, "bob", card, "Keep", "replaced", has="/quotes review is for managers")


async def write_questions(world: World) -> None:
    """By the form, suggested and taken in; changed by two at once; deleted and brought back."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz list")
    listed = await seen(world, "ephemeral", after=before, has="No questions of your own yet")
    form = await press(world, "alice", listed, "Write one", "view")
    written = {"question": "Who waters the plants?", "right": "Hugo", "wrong": "<!everyone>; *Ada*; Ben"}
    refused = await world.people.fill("alice", form.message, **written | {"wrong": "Ada"})
    assert "needs three answers" in refused.body["errors"]["wrong"]
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, **written)
    shown = await seen(world, "ephemeral", after=before, has="✓ Question 1 is in")
    assert "<!everyone>" not in shown.text
    forms = [await press(world, "alice", shown, "Change", "view") for _ in "12"]
    before = len(world.slack.shown)
    await world.people.fill("alice", forms[0].message, **written | {"right": "Hugo; Hugh"})
    await seen(world, "ephemeral", after=before, has="✓ Question 1 is changed")
    before = len(world.slack.shown)
    await world.people.fill("alice", forms[1].message, **written | {"question": "Who waters them?"})
    told = await seen(world, "ephemeral", after=before, has="Alice changed question 1 while you wrote")
    taken = await press(world, "alice", told, "Take mine", "replaced", has="Who waters them?")
    gone = await press(world, "alice", taken, "Delete", has="is deleted")
    await press(world, "alice", gone, "Bring it back", "replaced", has="Question 1 is back")
    for name in ("kettle", "bird"):
        before = len(world.slack.shown)
        await world.people.command("bob", f"/quiz add Who is the {name}? Ina")
        await seen(world, "ephemeral", after=before, has="waits for a manager")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz list")
    listed = await seen(world, "ephemeral", after=before, has="3 questions of your own")
    first = await press(world, "alice", listed, "Look at suggestions (2)", has="is suggested by Bob")
    second = await press(world, "alice", first, "Take it in", "replaced", has="✓ Question 2 is in.")
    await press(world, "alice", second, "Decline", "replaced", has="Question 3 is declined.")
    for n in range(8):
        before = len(world.slack.shown)
        await world.people.command("alice", f"/quiz add How many are {n}? {n}")
        await seen(world, "ephemeral", after=before, has="is in")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz list")
    listed = await seen(world, "ephemeral", after=before, has="1 to 8")
    await press(world, "alice", listed, "More", has="9 to 10")


async def keep_a_book(world: World) -> None:
    """A quote is added by a form, once more although it is there, put right, taken out, and brought back."""
    before = len(world.slack.shown)
    await world.people.command("bob", "/quotes add")
    form = await seen(world, "view", after=before)
    before = len(world.slack.shown)
    empty = await world.people.fill("bob", form.message, quote="…", by="<@UALICE>")
    assert list(empty.body["errors"]) == ["quote"]
    await world.people.fill("bob", form.message, quote="The build is green.", by="<@UALICE>", date="2026-01-02")
    card = await seen(world, "ephemeral", after=before, has="is in the book")
    assert "Alice" in card.text
    before = len(world.slack.shown)
    await world.people.command("bob", '/quotes add "The build is green!" by Tom')
    asked = await seen(world, "ephemeral", after=before, has="here already")
    twice = await press(world, "bob", asked, "Add it all the same", "replaced", has="is in the book")
    await press(world, "bob", twice, "Undo", "replaced", has="taken out again")
    form = await press(world, "bob", card, "Edit", "view")
    assert form.message["blocks"][0]["element"]["initial_value"] == "The build is green."
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, quote="The build was green.", by="Alice")
    changed = await seen(world, "ephemeral", after=before, has="is changed")
    before = len(world.slack.shown)
    number = changed.text.partition("#")[2].split()[0]
    await world.people.command("bob", f"/quotes delete #{number}")
    await seen(world, "ephemeral", after=before, has="is taken out")
    before = len(world.slack.shown)
    await world.people.command("alice", "/quotes list pack=the-round-table")
    page = await seen(world, "ephemeral", after=before, has="1 to 10")
    await press(world, "alice", page, "Older", "replaced", has="11 to 20")
    before = len(world.slack.shown)
    await world.people.command("alice", f"/quotes history {number}")
    history = await seen(world, "ephemeral", after=before, has="Bob took it out")
    await press(world, "alice", history, "Bring it back", "replaced", has="is back")


async def quote_messages(world: World) -> None:
    """A message is kept by its menu, a further one is added to it; a third is looked up."""
    asked = world.slack.say("alice", "Who owns &lt;the&gt; roadmap, <@UBOB>?")
    before = len(world.slack.shown)
    await world.people.shortcut("bob", asked, "quote-this")
    form = await seen(world, "view", after=before)
    values = [block["element"].get("initial_value") for block in form.message["blocks"]]
    assert values[:2] == ["Who owns <the> roadmap, @Bob?", "Alice"]
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, quote=values[0], by=values[1], date=values[2])
    await seen(world, "ephemeral", after=before, has="is in the book")
    note = await seen(world, "message", after=before, has="Bob quoted you as #")
    assert note.channel == world.slack.direct("UALICE").id
    await press(world, "alice", note, "Mute", has="told no more")
    before = len(world.slack.shown)
    await world.people.shortcut("bob", world.slack.say("carla", "Nobody since May."), "quote-this")
    form = await seen(world, "view", after=before)
    before = len(world.slack.shown)
    await world.people.fill("bob", form.message, to="last", quote="Nobody since May.", by="Carla")
    card = await seen(world, "ephemeral", after=before, has="It is added to #")
    assert "Alice: Who owns" in str(card.message)
    assert "https://local.slack.com/archives/CGENERAL/p" in str(card.message)
    before = len(world.slack.shown)
    await world.people.shortcut("bob", world.slack.say("carla", "a copy of the ashes"), "who-said-this")
    await seen(world, "ephemeral", after=before, has="everybody wants a copy of the ashes")
    before = len(world.slack.shown)
    file = world.people.file("pages.txt", TALK)
    await world.people.shortcut("alice", world.slack.say("carla", "Here it is.", files=[file]), "bring-this")
    await seen(world, "ephemeral", after=before, has="“ashes”")


async def choose_managers(world: World) -> None:
    """People by the form, user groups by their mention; those that stand are not lost by the form."""
    world.slack.user("carol")
    world.slack.groups["S0HOSTS"] = ("hosts", ["UCAROL"])
    before = len(world.slack.shown)
    await world.people.command("alice", "/settings set managers <!subteam^S0HOSTS|@hosts>")
    await seen(world, "ephemeral", after=before, has="everybody with that role")
    await world.people.command("alice", "/settings show")
    form = await press(world, "alice", await seen(world, "ephemeral", has="Settings"), "Who manages", "view")
    before = len(world.slack.shown)
    await world.people.fill("alice", form.message, people="UBOB")
    await seen(world, "ephemeral", after=before, has="“Managers” is now: Bob")
    for who in ("bob", "carol"):
        before = len(world.slack.shown)
        await world.people.command(who, "/settings show")
        shown = await seen(world, "ephemeral", after=before)
        assert "Bob (UBOB)" in shown.text, who
        assert "hosts" in shown.text, who
    for nobody in ("nobodyatall", "<!everyone>", "<!channel>", "<@U0GONE|gone>"):
        before = len(world.slack.shown)
        await world.people.command("alice", f"/settings set managers {nobody}")
        assert "nobody I can find" in (await seen(world, "ephemeral", after=before)).text


async def season(world: World) -> None:
    """A manager closes it and takes that back."""
    before = len(world.slack.shown)
    await world.people.command("alice", "/quiz season")
    shown = await seen(world, "ephemeral", after=before, has="Season 1, since")
    asked = await press(world, "alice", shown, "Close it", has="Points stay on all other boards")
    done = await press(world, "alice", asked, "Close season 1", "replaced", has="Season 2 has begun")
    await seen(world, "message", after=before, has="Season 1, up to")
    await press(world, "alice", done, "Undo", "replaced", has="it is season 1 still")


async def leave(world: World) -> None:
    """Who was deactivated is quoted again when a manager says so."""
    services = world.engine.services
    assert await look_for_absent(services, ["slack"]) == 0
    world.slack.users["UBOB"]["deleted"] = True
    assert await look_for_absent(services, ["slack"]) == 1
    before = len(world.slack.shown)
    await world.people.command("alice", "/privacy link")
    shown = await seen(world, "ephemeral", after=before, has="left: neither posted nor asked about")
    await press(world, "alice", shown, "Quote Pia Roe again", "replaced", has="is posted and asked about again")
    del world.slack.users["UBOB"]["deleted"]
    assert await look_for_absent(services, ["slack"]) == 1


async def be_forgotten(world: World) -> None:
    """Of what somebody said and another shared; the quote is one that no round and no daily post asks."""
    before = len(world.slack.shown)
    await world.people.command("bob", "/quotes add 'I water the palms at noon.' by Pia Roe")
    shown = await seen(world, "ephemeral", after=before, has="is in the book")
    number = shown.text.split(" is in the book")[0].rpartition("#")[2]
    await world.people.command("alice", "/privacy link speaker='Pia Roe' member=<@UBOB|bob>")
    await seen(world, "ephemeral", after=before, has="Pia Roe is the member")
    await leave(world)
    shared = await press(world, "bob", shown, "Share", "message", has="shares")
    taken = await press(world, "bob", shared, "Take down", has="is taken down")
    assert (await seen(world, "deleted", after=before)).message["ts"] == shared.message["ts"]
    await press(world, "bob", taken, f"Take #{number} out for good", "replaced", has=f"#{number} is out")
    before = len(world.slack.shown)
    await world.people.command("bob", "/privacy export")
    handed = await seen(world, "file", after=before)
    assert handed.channel == world.slack.direct("UBOB").id
    assert b'"user": "UBOB"' in handed.message["data"]
    await seen(world, "ephemeral", after=before, has="in the direct messages")
    await world.people.command("bob", "/privacy forget")
    asked = await seen(world, "ephemeral", after=before, has="cannot be undone")
    await press(world, "bob", asked, "Forget me", "replaced", has="nothing here says who you are")
