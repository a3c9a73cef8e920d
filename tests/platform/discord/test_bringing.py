"""A transcript that is attached to a message of the server: it comes in by the message's menu."""

from bot.library.rows.packs import PackRows
from tests.platform.discord.stage import Stage, said

TALK = "\n".join(
    f"{name}: Whoever mends the {thing} by night finds that every {thing} is patient and nobody else is."
    for name, thing in zip(["Ada Novak", "Ben Osei"] * 3, "ladder kettle map bridge engine garden".split(), strict=True)
).encode()


async def packs(stage: Stage) -> list[str]:
    """The server's own packs."""
    whose = f"discord:{stage.guild.id}"
    owned = await stage.engine.services.store.read(lambda tx: tx[PackRows].owned(whose))
    return [p.name for p in owned]


async def test_a_transcript_comes_in_by_its_message(stage: Stage) -> None:
    """The report is for whoever brought it in; of several files it is the one that looks like a transcript."""
    files = [("photo.png", b"\x89PNG"), ("mending.txt", TALK)]
    message = await stage.bob.send(stage.channel, "The talk of today.", attachments=files)
    told = await stage.alice.context_menu(stage.channel, "Bring this in", message)

    assert "“mending” can come in" in said(told)
    assert told.ephemeral
    assert await packs(stage) == []
    assert "Imported “mending”" in said(await stage.press(stage.alice, "Bring it in"))
    assert await packs(stage) == ["mending"]


async def test_each_button_of_a_report_settles_its_own_pair(stage: Stage) -> None:
    """Also when another one was settled before; pressed again it says that nothing changed."""
    names = ("Oswin Tarr", "oswin tar", "Dagmar Pell", "Oswin T.", "Dagmar Pell (chair)", "Oswin Tarr")
    club = "\n".join(
        f"{name}: {line.partition(': ')[2]}" for name, line in zip(names, TALK.decode().split("\n"), strict=True)
    )
    message = await stage.bob.send(stage.channel, attachments=[("club.txt", club.encode())])
    await stage.alice.context_menu(stage.channel, "Bring this in", message)
    await stage.press(stage.alice, "Bring it in")
    report = stage.newest("Oswin Tarr and oswin tar are one", by=stage.alice)

    for pair in ("Oswin Tarr and oswin tar", "Oswin Tarr and Oswin T.", "Dagmar Pell and Dagmar Pell (chair)"):
        assert f"{pair} are one person from now on" in said(await stage.alice.click(report, label=f"{pair} are one"))
    assert "Nothing changed" in said(await stage.alice.click(report, label="Oswin Tarr and Oswin T. are one"))


async def test_what_cannot_be_brought_in(stage: Stage) -> None:
    """No file, none that can be read, and nobody but managers."""
    plain = await stage.bob.send(stage.channel, "Nothing but words.")
    assert "No file is attached" in said(await stage.alice.context_menu(stage.channel, "Bring this in", plain))
    photo = await stage.bob.send(stage.channel, attachments=[("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(99))])
    assert "photo.png: " in said(await stage.alice.context_menu(stage.channel, "Bring this in", photo))
    night = await stage.bob.send(stage.channel, attachments=[("night.txt", b"Nobody said a word until morning.")])
    told = said(await stage.alice.context_menu(stage.channel, "Bring this in", night))
    assert "no line names a speaker in a way I know" in told
    assert "“Who speaks”" not in told
    good = await stage.bob.send(stage.channel, attachments=[("mending.txt", TALK)])
    assert "for managers" in said(await stage.bob.context_menu(stage.channel, "Bring this in", good))
    assert await packs(stage) == []
