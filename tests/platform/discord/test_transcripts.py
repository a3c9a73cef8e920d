"""Transcripts that are brought in by a form or handed over as a file."""

import asyncio
from dataclasses import replace

from bot.library.reader.model import ReadingJob
from tests.held_reader import HeldReader
from tests.platform.discord.stage import Stage, labels, said


async def test_a_transcript_is_brought_by_a_form(stage: Stage) -> None:
    """By a file with the command, or by the text pasted into the form that its button opens; managers only."""
    invited = await stage.alice.slash(stage.channel, "quotes import")
    assert invited.ephemeral
    opened = await stage.press(stage.alice, "Bring a transcript")
    assert opened.modal is not None
    assert opened.modal["title"] == "Bring a transcript"
    text = "Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes."
    sent = await stage.alice.submit_modal(opened, {"text": text, "name": "Ashes"})
    assert sent.ephemeral
    assert "“ashes” can come in: little to quote" in said(sent)
    assert "Imported “ashes”: little to quote" in said(await stage.press(stage.alice, "Bring it in"))
    packs = await stage.bob.slash(stage.channel, "quotes packs")
    assert "ashes" in said(packs)
    assert packs.response is not None
    assert "Bring a transcript" not in labels(packs.response)


async def test_who_waits_is_told_so_where_the_report_will_stand(stage: Stage) -> None:
    """Privately, and in one message: the report takes the place of the notice."""
    reader = HeldReader()
    stage.engine.services = replace(stage.services, reader=reader)
    text = b"Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes."
    others = [asyncio.create_task(reader.read(ReadingJob(where="a.txt", data=text), who=f"u{n}")) for n in range(2)]

    async def told_and_let_go() -> None:
        while not any("yours is next" in told for told in stage.private(stage.alice)):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        reader.go.set()

    watched = asyncio.create_task(told_and_let_go())
    done = await stage.alice.slash(stage.channel, "quotes import", file=("ashes.txt", text))
    await asyncio.gather(watched, *others)

    assert "“ashes” can come in" in said(done)
    assert len(stage.private(stage.alice)) == 1
    assert stage.shown() == []


async def test_a_transcript_is_handed_over_as_a_file(stage: Stage) -> None:
    """With the command, or in its form; one that is no transcript is refused by its name."""
    text = b"Ada: Nobody reads the plan until the day it catches fire.\nBen: Then everybody wants a copy of the ashes."
    done = await stage.alice.slash(stage.channel, "quotes import", file=("ashes.txt", text), name="Ashes")
    assert "“ashes” can come in" in said(done)
    assert "Imported “ashes”" in said(await stage.press(stage.alice, "Bring it in"))
    await stage.alice.slash(stage.channel, "quotes import")
    opened = await stage.press(stage.alice, "Bring a transcript")
    sent = await stage.alice.submit_modal(
        opened, {"file": ("more.txt", text + b"\nAda: I kept the cover."), "name": "B"}
    )
    assert sent.ephemeral
    assert "Imported “b”" in said(await stage.press(stage.alice, "Bring it in"))
    bad = await stage.alice.slash(stage.channel, "quotes import", file=("noise.bin", bytes(range(256)) * 40))
    assert "noise.bin" in said(bad)
    listed = said(await stage.bob.slash(stage.channel, "quotes packs"))
    assert "ashes" in listed
    assert "noise" not in listed
