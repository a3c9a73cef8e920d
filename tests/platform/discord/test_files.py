"""Attachments over a real network: they come whole, however it is, or one sentence says why they did not."""

import json
from pathlib import Path

from tests.platform.delivery import Delivery
from tests.platform.discord.stage import Stage, said, words
from tests.platform.discord.test_process import Scene, scene

SIZE = 200
TALK = "\n".join(
    f"{'Ada Novak' if n % 2 else 'Ben Osei'}: Whoever mends ladder number {n} by night learns what it owes to patience."
    for n in range(SIZE)
).encode()  # fmt: skip
GOOD = {
    **{f"{piece} bytes at a time": [Delivery(TALK, piece=piece)] for piece in (1024, 4096, 16384)},
    "nobody says how long it is": [Delivery(TALK, sized=False)],
    "reset in the middle, once": [Delivery(TALK, stop=9000, reset=True), Delivery(TALK)],
    "ended in the middle, once": [Delivery(TALK, stop=9000, sized=False), Delivery(TALK)],
    "a server that fails once": [Delivery(b"{}", status="502 Bad Gateway"), Delivery(TALK)],
}
BAD = {
    "only 9,000 of": Delivery(TALK, stop=9000, sized=False),
    "could not be fetched": Delivery(TALK, stop=9000, reset=True),
    "not there any more": Delivery(status="404 Not Found"),
    "not allowed to read": Delivery(status="403 Forbidden"),
    "to sign in": Delivery(b"<!doctype html><html>This content is no longer available.</html>", kind="text/html"),
}


async def brought(on: Scene, *deliveries: Delivery) -> str:
    """What Ann is told."""
    record = await on.server.bring(on.guild, on.channel, on.ann, len(TALK), *deliveries)
    return words(on.server.answer(record))


async def test_a_file_comes_whole(tmp_path: Path) -> None:
    """In whatever pieces; what a network lost is fetched again."""
    async with scene(tmp_path, QUOTH_IMPORTS_PER_HOUR="100") as on:
        await on.bot.start()
        for deliveries in GOOD.values():
            assert f"from {SIZE} turns" in await brought(on, *deliveries)
        code, logged = await on.bot.end()

    assert code == 0
    assert "Traceback" not in logged


async def test_a_file_that_does_not_come_changes_nothing(tmp_path: Path) -> None:
    """One sentence, no pack, no traceback."""
    async with scene(tmp_path) as on:
        await on.bot.start()
        for why, delivery in BAD.items():
            assert why in await brought(on, delivery)
        assert "talk" not in await on.say("quotes packs")
        code, logged = await on.bot.end()

    assert code == 0
    assert "Traceback" not in logged


async def test_a_file_that_somebody_asked_for_is_handed_out(tmp_path: Path) -> None:
    """Through the real client, as one file of the message that only they see."""
    async with scene(tmp_path) as on:
        await on.bot.start()
        told = await on.say("privacy export")
        code, logged = await on.bot.end()

    assert "Everything that is kept about you here" in told
    assert json.loads(on.server.handed["privacy.json"])["user"] == str(on.ann.id)
    assert code == 0
    assert "Traceback" not in logged


async def test_a_form_takes_files_as_large_as_the_command_does(stage: Stage) -> None:
    """A form comes back without the limit it was shown with; nothing is called too large that is not."""
    await stage.alice.slash(stage.channel, "quotes import")
    opened = await stage.press(stage.alice, "Bring a transcript")
    sent = await stage.alice.submit_modal(opened, {"file": ("noise.bin", bytes(11 * 1024 * 1024))})

    assert "noise.bin" in said(sent)
    assert "larger than" not in said(sent)
