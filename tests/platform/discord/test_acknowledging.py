"""What is answered late, twice, after a restart, or by a bot that has trouble of its own."""

import asyncio
from typing import Any

import pytest
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload

from tests.platform.discord.stage import Stage, labels, said, words

COMPONENT = 3


async def test_without_an_acknowledgement_nothing_is_done(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Too late (10062), or another process was first (40060): the person was told, or will be, by somebody else."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said")
    await stage.settle()
    for status, code in ((404, 10062), (400, 40060), (400, 40060)):
        stage.env.inject_error("POST", "/interactions/*/*/callback", status=status, code=code)
        result = await stage.press(stage.bob, "A")
        assert not result.acknowledged
    assert "could not be acknowledged: 404 (code 10062)" in caplog.text
    assert caplog.text.count("another process has this token") == 1
    assert "40060" not in caplog.text

    receipt = await stage.press(stage.bob, "B")
    assert "Your answer stands" not in said(receipt)
    assert "B · " in said(receipt)


async def test_two_processes_with_one_token_answer_once(stage: Stage) -> None:
    """The same interaction delivered again has no second effect, whatever happens to its acknowledgement."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said")
    await stage.settle()
    emitted: list[Any] = []
    stage.env.backend.subscribers.append(lambda event, payload: emitted.append((event, payload)))
    first = await stage.press(stage.bob, "A")
    again = next(p for e, p in emitted if e == "INTERACTION_CREATE")
    stage.env.backend.emit("INTERACTION_CREATE", again)
    await stage.env.settle()

    assert "A · " in said(first)
    await stage.wait(6)
    assert "1 of 2 have answered" in stage.shown()[0]


async def test_a_reply_that_cannot_be_shown_leaves_its_effect(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """The answer counts: it was recorded; only its receipt is lost."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", mode="who-said")
    await stage.settle()
    stage.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=404, code=10015)
    await stage.press(stage.bob, "A")
    assert "was not shown: 404 (code 10015)" in caplog.text
    await stage.press(stage.bob, "B")
    assert "Your answer stands: " in words(stage.newest(by=stage.bob))


async def test_buttons_work_after_a_restart(stage: Stage, typed: str) -> None:
    """No message, view or form is kept in memory."""
    await stage.alice.slash(stage.channel, "quote", search="#39")
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=typed)
    await stage.settle()
    opened = await stage.press(stage.bob, "Answer")
    await stage.restart()

    assert "### Around" in said(await stage.press(stage.alice, "Context"))
    assert "the kettle" in said(await stage.bob.submit_modal(opened, {"text": "the kettle"}))
    await stage.wait(60)
    await stage.read()
    assert "Final scores" in stage.shown()[-1]


async def test_a_game_outlives_every_interaction(stage: Stage) -> None:
    """Half an hour later its message is edited all the same, and its buttons work."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, mode="who-said", pace="relaxed")
    await stage.settle()
    await stage.press(stage.bob, "A")
    await stage.wait(1800)
    await stage.press(stage.bob, "B")
    assert "Your answer stands" in words(stage.newest(by=stage.bob))
    await stage.press(stage.alice, "Next")
    await stage.settle()

    assert "✅" in stage.shown()[0]


async def test_old_buttons_are_refused_with_a_sentence(stage: Stage) -> None:
    """A round that is closed, and a press from a place where it does not belong."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, mode="who-said")
    await stage.settle()
    old = stage.newest("A")
    custom_id = next(c["custom_id"] for c in old.components[0]["components"][-2]["components"])
    await stage.wait(60)
    await stage.alice.slash(stage.channel, "quote")
    message = stage.newest("Context")
    raw = stage.env.backend.get_message(stage.channel.id, message.id)
    raw.components[0]["components"][-1]["components"][0]["custom_id"] = custom_id
    late = await stage.press(stage.bob, "Context")
    raw.components[0]["components"][-1]["components"][0]["custom_id"] = "somebody:else"
    foreign = await stage.press(stage.bob, "Context")

    assert "round is closed" in said(late) or "No game" in said(late)
    assert "belongs to an earlier moment" in said(foreign)


async def test_trouble_of_our_own_is_said_privately(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A public command that fails leaves nothing in the channel; the person hears it, the log has the cause."""

    async def broken(_: object) -> Any:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(stage.engine, "handle", broken)
    result = await stage.bob.slash(stage.channel, "quote")

    assert stage.shown() == []
    assert result.followups[0].ephemeral
    assert "went wrong on my side" in words(result.followups[0])
    assert "the disk is full" in caplog.text
    assert f"reference {words(result.followups[0]).partition('Reference ')[2][:6]}" in caplog.text


async def test_a_form_that_takes_too_long_is_answered_in_time(
    stage: Stage, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord takes a form for three seconds only."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=typed)
    await stage.settle()

    async def slow(_: object) -> Any:
        await asyncio.sleep(30)

    monkeypatch.setattr(stage.engine, "press", slow)
    message = stage.env.backend.get_message(stage.channel.id, stage.newest("Answer").id)
    answer = message.components[0]["components"][-2]["components"][0]
    record, payload = base_payload(
        stage.env.backend, type=COMPONENT, channel_id=stage.channel.id, guild_id=stage.guild.id,
        user_id=stage.bob.id, data={"custom_id": answer["custom_id"], "component_type": answer["type"]},
    )  # fmt: skip
    payload["message"] = dict(message_payload(stage.env.backend, message))
    stage.env.backend.emit("INTERACTION_CREATE", payload)
    await stage.env.advance_time(2.9)

    assert record.modal is None
    assert record.message_id is not None
    assert "went wrong on my side" in words(stage.env.backend.get_message(record.channel_id, record.message_id))


async def test_a_form_that_cannot_be_opened_says_why(stage: Stage, typed: str) -> None:
    """Privately, at once."""
    await stage.alice.slash(stage.channel, "quiz start", begin="now", rounds=1, pack=typed)
    await stage.settle()
    assert labels(stage.newest())[0] == "Answer"
    await stage.alice.slash(stage.channel, "quiz pause")
    refused = await stage.press(stage.bob, "Answer")

    assert refused.modal is None
    assert refused.ephemeral
    assert "paused" in said(refused)
