"""Commands, buttons, forms and suggestions as people use them; each test also checks every request by Discord's API."""

from datetime import timedelta

import discord
import pytest

from adapters.discord import wire
from bot.app.catalogue import REGISTRY
from bot.chat.commands import Command
from bot.chat.incoming import Place, Request, User
from bot.chat.parser import parse
from bot.games.rows.games import GameRows
from bot.library.services import Services
from tests.platform.discord.stage import Stage, labels, said, words


@pytest.mark.parametrize("command", list(REGISTRY), ids=lambda c: c.name)
async def test_every_command_answers_the_way_the_registry_says(stage: Stage, command: Command[Services]) -> None:
    """Its example, as a person would pick it from the list."""
    options = {
        o.name: int(value) if o.is_number else value
        for o in command.options
        if (value := parse(command.example, REGISTRY).options.get(o.name))
    }
    result = await stage.alice.slash(stage.channel, command.name, **options)

    assert result.acknowledged
    assert not result.deferred
    answers = command.answers_to({k: str(v) for k, v in options.items()}).value
    if answers == "form":
        assert result.modal is not None
        return
    shown = result.response or result.followups[-1]
    assert words(shown)
    assert shown.flags.components_v2
    public = answers == "public"
    assert shown.ephemeral is not public


async def test_every_command_can_be_picked(stage: Stage) -> None:
    """All of the registry is offered, behind /quoth too but for names of three words, which find no room there, and
    nothing else; /settings to those who manage the server.
    """
    names = {c.name for c in REGISTRY}
    everything = (
        names
        | {f"quoth {name}" for name in names if not name.startswith("quoth ") and name.count(" ") == 1}
        | {f"quoth {name}" for name in names if " " not in name}
    )
    assert set(stage.alice.available_commands(stage.channel)) == everything
    hidden = {c for c in names if c.startswith("settings ")}
    assert set(stage.bob.available_commands(stage.channel)) == everything - hidden


async def test_a_manager_by_name_finds_the_settings_behind_quoth(stage: Stage) -> None:
    """Others are refused there with a sentence."""
    refused = await stage.bob.slash(stage.channel, "quoth settings show")
    assert "for managers" in said(refused)
    named = await stage.alice.slash(stage.channel, "settings set", name="managers", value=f"<@{stage.bob.id}>")
    assert "under `/quoth settings`" in said(named)
    assert "Managers: " in said(await stage.bob.slash(stage.channel, "quoth settings show"))


async def test_a_quote_its_context_the_next_one_and_sharing(stage: Stage) -> None:
    """A random one for all; a searched one privately, until it is shared."""
    await stage.alice.slash(stage.channel, "quote")
    first = stage.newest()
    assert labels(first) == ["Context", "Next", "Wrong speaker?", "Take down"]
    context = await stage.press(stage.bob, "Context")
    assert context.ephemeral
    assert "### Around" in said(context)
    another = await stage.press(stage.bob, "Next")
    assert not another.ephemeral
    assert words(stage.newest()) != words(first)

    found = await stage.bob.slash(stage.channel, "whosaid", words="backups can smell fear")
    assert found.ephemeral
    assert "Tobias Renn" in said(found)
    before = len(stage.shown())
    await stage.press(stage.bob, "Share")
    assert len(stage.shown()) == before + 1
    assert stage.shown()[-1].startswith("-# Bob shares:")
    assert "backups can smell fear" in stage.shown()[-1]
    assert found.response is not None
    again = await stage.bob.click(found.response, label="Share")
    assert len(stage.shown()) == before + 1
    assert "shared that already" in said(again)


async def test_candidates_are_opened_privately(stage: Stage) -> None:
    """ "Did you mean" has a button for each."""
    unsure = await stage.bob.slash(stage.channel, "whosaid", words="the plan")
    assert unsure.response is not None
    first = labels(unsure.response)[0]
    assert first.startswith("#")
    shown = await stage.press(stage.bob, first)
    assert shown.ephemeral
    assert first.removeprefix("#") in said(shown)


async def test_a_game_from_start_to_end(stage: Stage) -> None:
    """One message a round, edited into its reveal; receipts private; the board at the end."""
    started = await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=2, mode="who-said")
    assert started.ephemeral
    await stage.settle()
    asked = stage.newest()
    assert labels(asked) == ["A", "B", "C", "D", "Hint", "Skip"]
    assert "⏳ <t:" in words(asked)
    hint = await stage.press(stage.bob, "Hint")
    assert hint.ephemeral
    assert "It is not" in said(hint)
    await stage.press(stage.alice, "A")
    receipt = await stage.press(stage.bob, "B")
    assert receipt.ephemeral
    await stage.press(stage.bob, "C")
    assert "Your answer stands" in words(stage.newest(by=stage.bob))
    assert len(stage.private(stage.bob)) == 2  # the hint, and one receipt

    await stage.wait(60)
    reveal = stage.shown()[0]
    assert reveal.startswith("-# Round 1 of 2")
    assert "✅" in reveal
    # The next question comes once that is read.
    await stage.wait(12)
    assert labels(stage.newest("A")) == ["A", "B", "C", "D", "Hint", "Skip"]
    await stage.press(stage.alice, "A")
    await stage.press(stage.bob, "A")
    await stage.wait(60)
    await stage.read()
    assert len(stage.shown()) == 3
    assert "Final scores" in stage.shown()[-1]


async def test_answers_are_counted_in_the_round(stage: Stage) -> None:
    """At most every five seconds."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, mode="who-said", seconds=60)
    await stage.settle()
    await stage.press(stage.alice, "A")
    await stage.settle()
    assert "answered" not in stage.shown()[0]
    await stage.wait(6)
    assert "-# 1 answered" in stage.shown()[0]


async def test_a_typed_answer_by_a_form_and_by_command(stage: Stage, typed: str) -> None:
    """The button opens a form with the question over the field; the form is answered privately."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=typed)
    await stage.settle()
    assert labels(stage.newest())[0] == "Answer"
    opened = await stage.press(stage.bob, "Answer")
    assert opened.modal is not None
    assert opened.modal["title"] == "Round 1"
    assert opened.modal["components"][0]["label"] == "What boils?"
    sent = await stage.bob.submit_modal(opened, {"text": "the kettle"})
    assert sent.ephemeral
    assert "the kettle" in said(sent)
    told = await stage.alice.slash(stage.channel, "quiz answer", text="a pan")
    assert "a pan" in said(told)
    await stage.wait(60)
    assert "✅ **the kettle**" in stage.shown()[0]
    assert "Bob +" in stage.shown()[0]
    assert "Alice +" not in stage.shown()[0]


async def test_a_press_that_waits_for_its_turn_counts(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It came in before the round was skipped; its acknowledgement took its time."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=2, mode="who-said")
    await stage.settle()
    respond = wire.respond

    async def skipped_meanwhile(interaction: discord.Interaction, *given: object) -> None:
        monkeypatch.setattr(wire, "respond", respond)
        here = Place(platform="discord", workspace=str(stage.guild.id), channel=str(stage.channel.id))
        alice = User(id=str(stage.alice.id), name="Alice")
        skip = Request(key="skip", place=here, user=alice, at=stage.clock.now(), command="quiz skip")
        assert "Skipped" in str(await stage.engine.handle(skip))
        await respond(interaction, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(wire, "respond", skipped_meanwhile)
    pressed = await stage.press(stage.bob, "A")
    await stage.settle()
    await stage.wait(12)

    assert "A · " in said(pressed)
    assert "Round 2 of 2" in stage.shown()[-1]


async def test_teams_gather_in_a_lobby(stage: Stage) -> None:
    """Join by button, begin by button."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, teams="named")
    await stage.settle()
    assert labels(stage.newest()) == ["Join red", "Join blue", "Begin"]
    joined = await stage.press(stage.bob, "Join blue")
    assert joined.ephemeral
    await stage.settle()
    assert "**blue**: Bob" in stage.shown()[0]
    refused = await stage.press(stage.bob, "Begin")
    assert "Only the one who started" in said(refused)
    await stage.press(stage.alice, "Begin")
    await stage.settle()
    assert len(stage.shown()) == 2


async def test_solo_is_one_card_that_changes(stage: Stage) -> None:
    """Nobody else sees anything, and nothing piles up."""
    await stage.bob.slash(stage.channel, "quiz start", begin="now", rounds=2, pace="solo", mode="who-said")
    await stage.settle()
    card = stage.newest(by=stage.bob)
    for _ in range(2):
        await stage.press(stage.bob, "A")
        assert "✅" in words(stage.newest(by=stage.bob))
        label = labels(stage.newest(by=stage.bob))[-1]
        await stage.press(stage.bob, label)
    assert stage.newest(by=stage.bob).id == card.id
    assert "Final scores" in words(card)
    assert stage.shown() == []


async def test_relaxed_goes_on_when_the_host_presses(stage: Stage) -> None:
    """No countdown, and the receipt is the host's alone."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pace="relaxed", mode="who-said")
    await stage.settle()
    assert "⏳" not in stage.shown()[0]
    refused = await stage.press(stage.bob, "Next")
    assert "Only the one who started" in said(refused)
    done = await stage.press(stage.alice, "Next")
    assert done.ephemeral
    await stage.settle()
    assert "✅" in stage.shown()[0]


async def test_a_guess_a_day(stage: Stage) -> None:
    """Set by a manager, announced; guessed privately; the answer is a message of its own, and the guess is closed."""
    barred = await stage.bob.slash(stage.channel, "daily set", time="9am", timezone="Europe/Berlin")
    assert "for managers" in said(barred)
    done = await stage.alice.slash(
        stage.channel, "daily set", time="9am", timezone="Europe/Berlin", style="guess", reveal="17:00",
        pack="the-round-table",
    )  # fmt: skip
    assert done.ephemeral
    assert "by your own clock that is <t:" in said(done)
    await stage.settle()
    assert "set by Alice" in stage.shown()[-1]

    await stage.until("Guess of")
    assert labels(stage.newest()) == ["A", "B", "C", "D"]
    guessed = await stage.press(stage.bob, "A")
    assert guessed.ephemeral
    assert "Your streak: 1 post in a row" in said(guessed)
    shared = await stage.press(stage.bob, "Share")
    assert not shared.ephemeral
    assert "Bob made the guess" in stage.shown()[-1]
    await stage.until("The answer stands below")
    assert any(told in stage.shown()[-1] for told in ("1 had it", "1 person guessed"))
    assert "Over: " in stage.shown()[-3]
    assert labels(stage.newest()) == ["Wrong speaker?", "Take down"]


async def test_a_quiz_a_day(stage: Stage) -> None:
    """Play opens the questions privately, one card that changes; the board comes when it closes."""
    await stage.alice.slash(
        stage.channel, "daily set", time="9am", timezone="Europe/Berlin", style="quiz", rounds=2, pack="the-round-table"
    )  # fmt: skip
    await stage.until("quiz,")
    card = await stage.press(stage.bob, "Play")
    assert card.ephemeral
    assert "1 of 2" in said(card)
    await stage.press(stage.bob, "A")
    assert "2 of 2" in words(stage.newest(by=stage.bob))
    await stage.press(stage.bob, "A")
    assert "Both answers are in" in words(stage.newest(by=stage.bob))
    await stage.until("the results")
    assert "Bob" in stage.shown()[-1]


async def test_skip_by_the_host(stage: Stage) -> None:
    """The answer follows."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, mode="who-said")
    await stage.settle()
    skipped = await stage.press(stage.alice, "Skip")
    assert said(skipped) == "Skipped. The answer follows."


async def test_everything_by_buttons(stage: Stage) -> None:
    """The menu does what commands do: at once, or by a form."""
    menu = await stage.bob.slash(stage.channel, "quoth menu")
    assert "Nothing is being played" in said(menu)
    await stage.press(stage.bob, "A quote")
    assert "#" in stage.shown()[-1]
    opened = await stage.press(stage.bob, "Who said…")
    found = await stage.bob.submit_modal(opened, {"words": "backups can smell fear"})
    assert "Tobias Renn" in said(found)
    again = await stage.press(stage.bob, "A quiz as I like it…")
    started = await stage.bob.submit_modal(again, {"mode": ["who-said"], "rounds": "2"})
    assert "2 rounds of “Who said it”" in said(started)


SUGGESTED = [
    ("quote", "search", "mar", "Marguerite Oyelaran"),
    ("quiz start", "pack", "the", "the-round-table"),
    ("quoth help", "topic", "who", "whosaid"),
    ("quoth quiz start", "pack", "the", "the-round-table"),
    ("daily set", "timezone", "ber", "Europe/Berlin"),
]


@pytest.mark.parametrize(("command", "option", "typing", "expected"), SUGGESTED)
async def test_suggestions_while_typing(stage: Stage, command: str, option: str, typing: str, expected: str) -> None:
    """For every kind of option that has them."""
    choices = await stage.bob.autocomplete(stage.channel, command, option, typing)

    assert expected in [c["value"] for c in choices]


async def test_a_suggested_quote_can_be_taken(stage: Stage) -> None:
    """Its label is the quote, its value the number."""
    choices = await stage.bob.autocomplete(stage.channel, "quote", "search", "backups can smell")
    picked = await stage.bob.slash(stage.channel, "quote", search=choices[0]["value"])

    assert choices[0]["name"].startswith("Tobias Renn · sample: ")
    assert "backups can smell fear" in said(picked)


async def test_the_player_to_over_rule_is_a_user(stage: Stage, typed: str) -> None:
    """Of two who are called Alex the one that was picked; by name, and alone, there is a button for each."""
    alexes = [stage.guild.add_member(stage.env.create_user(n, global_name="Alex")) for n in ("alex1", "alex2")]
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=typed)
    await stage.settle()
    for who, text in zip(alexes, ("the cattle", "the metal"), strict=True):
        await who.slash(stage.channel, "quiz answer", text=text)
    await stage.wait(60)
    accepted = await stage.alice.slash(stage.channel, "quiz accept", player=alexes[1])
    await stage.settle()

    assert "Over-ruled: Alex" in said(accepted)
    here = Place(platform="discord", workspace=str(stage.guild.id), channel=str(stage.channel.id))
    table = await stage.services.store.read(lambda tx: tx[GameRows].newest(here))
    assert table is not None
    assert {p.user_id: bool(p.points) for p in table.players if p.name == "Alex"} == {
        str(alexes[0].id): False, str(alexes[1].id): True,
    }  # fmt: skip
    listed = await stage.alice.slash(stage.channel, "quiz accept")
    assert labels(listed.response) == ["Alex: “the cattle”"]
    assert "Over-ruled" in said(await stage.press(stage.alice, "Alex: “the cattle”"))


async def test_receipts_of_a_round_are_one_card(stage: Stage, typed: str) -> None:
    """Typed into the form or by command: whoever answers has one private message there, and it is the last."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=typed, seconds=60)
    await stage.settle()
    asked = stage.newest("Answer")
    for text in ("the kettel", "the kettle", "a pan"):
        await stage.bob.submit_modal(await stage.bob.click(asked, label="Answer"), {"text": text})
        assert len(stage.private(stage.bob)) == 1
    await stage.bob.slash(stage.channel, "quiz answer", text="tea")
    [card] = stage.private(stage.bob)
    assert "Your answer stands" in card


async def test_a_receipt_that_can_no_longer_be_edited_is_followed_by_another(stage: Stage) -> None:
    """After a restart, or where Discord refuses: nobody stays without an answer."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said", pace="relaxed")
    await stage.settle()
    await stage.press(stage.bob, "A")
    stage.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=404, code=10008)
    await stage.press(stage.bob, "B")
    first, second = stage.private(stage.bob)
    assert ("A · " in first, "Your answer stands" in second) == (True, True)
    await stage.restart()
    await stage.press(stage.bob, "C")
    assert len(stage.private(stage.bob)) == 3


async def test_a_live_quiz_at_a_time(stage: Stage) -> None:
    """The reminder has “I'm in” and a countdown; who pressed it plays from the first round, and it stands once."""
    begins = stage.clock.now() + timedelta(minutes=15)
    set_ = await stage.alice.slash(
        stage.channel, "quiz start", at=f"{begins:%H:%M}", timezone="UTC", rounds=1, mode="who-said"
    )
    assert "Set: a live quiz here" in said(set_)
    assert set_.ephemeral
    await stage.settle()
    assert "Live quiz for this channel, set by Alice" in stage.shown()[-1]
    await stage.wait(6 * 60)
    assert stage.shown()[-1].startswith("### Live quiz ")
    assert ":R>" in stage.shown()[-1]
    assert "Bob is in" in said(await stage.press(stage.bob, "I'm in"))
    await stage.settle()
    assert "Bob" in stage.shown()[-1]
    await stage.wait(10 * 60)
    assert sum("Live quiz: 1 round" in shown for shown in stage.shown()) == 1
    assert "Round 1 of 1" in "".join(stage.shown())
