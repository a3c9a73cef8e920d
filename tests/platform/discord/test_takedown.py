"""“Take down” in the menu of a message: whatever the bot wrote in a channel goes, in threads too."""

from typing import Any

import pytest
from simcord import MemberActor

from tests.platform.discord.stage import Stage, said

LABEL = "Take down"


async def take_down(stage: Stage, who: MemberActor, message: Any) -> str:
    """What they are told who choose it in the menu of a message."""
    told = said(await who.context_menu(stage.channel, LABEL, message))
    await stage.settle()
    return told


async def test_an_open_round_goes_for_its_host(stage: Stage) -> None:
    """Nobody else; the next one follows."""
    await stage.bob.slash(stage.channel, "quiz start", mode="who-said", rounds=3, begin="now")
    await stage.settle()
    asked = stage.newest("Skip")
    carol = stage.guild.add_member(stage.env.create_user("carol", global_name="Carol"))

    assert "Only whoever is quoted there" in await take_down(stage, carol, asked)
    assert "is taken down" in await take_down(stage, stage.bob, asked)
    assert not any("Round 1 of 3" in shown for shown in stage.shown())
    assert any("Round 2 of 3" in shown for shown in stage.shown())


async def test_a_shared_quote_goes_for_its_speaker(stage: Stage) -> None:
    """What stands on it tells whose words it shows."""
    await stage.alice.slash(stage.channel, "quotes add", quote="Tea first, then the rest.", by=f"<@{stage.bob.id}>")
    await stage.press(stage.alice, "Share")
    shared = stage.newest(LABEL)
    carol = stage.guild.add_member(stage.env.create_user("carol", global_name="Carol"))

    assert "Only whoever is quoted there" in await take_down(stage, carol, shared)
    assert "is taken down" in await take_down(stage, stage.bob, shared)
    assert stage.shown() == []


@pytest.mark.parametrize("by", ["alice", "bob"])
async def test_somebody_s_own_message_stays(stage: Stage, by: str) -> None:
    """A manager moderates by Discord's own means."""
    message = await getattr(stage, by).send(stage.channel, "Tea first.")
    assert "is not one of mine" in await take_down(stage, stage.alice, message)
