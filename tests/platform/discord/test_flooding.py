"""One person who asks for much is not heard alone in a channel."""

from tests.platform.discord.stage import Stage, said


async def test_after_three_public_answers_a_person_is_asked_for_a_moment(stage: Stage) -> None:
    """Privately from the first sign on: nobody else sees that something was asked; ten seconds later all is well."""
    for _ in range(3):
        assert "— " in said(await stage.bob.slash(stage.channel, "quote"))
    refused = [await stage.bob.slash(stage.channel, "quote") for _ in range(5)]
    found = await stage.bob.slash(stage.channel, "quote", search="backups can smell fear")
    others = await stage.alice.slash(stage.channel, "quote")

    assert {said(r).startswith("Give it a moment") or said(r) for r in refused} == {True}
    assert len([told for told in stage.private(stage.bob) if told.startswith("Give it a moment")]) == 5
    assert "backups can smell fear" in said(found)
    assert "— " in said(others)
    assert len(stage.shown()) == 4
    await stage.wait(10)
    await stage.bob.slash(stage.channel, "quote")
    assert len(stage.shown()) == 5


async def test_the_button_of_a_quote_is_counted_as_well(stage: Stage) -> None:
    """Next and Share are public answers."""
    await stage.bob.slash(stage.channel, "quote")
    for _ in range(2):
        await stage.press(stage.bob, "Next")
    assert "Give it a moment" in said(await stage.press(stage.bob, "Next"))
    assert len(stage.shown()) == 3
