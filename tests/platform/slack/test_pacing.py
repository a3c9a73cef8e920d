"""One message a second in a channel, each channel by itself, counted from the one before and from the start."""

import asyncio

import pytest

from adapters.slack.pacer import Pacer
from adapters.slack.trouble import seconds_asked
from tests import virtual

GAP = 0.08


async def sent(pacer: Pacer, channel: str, times: list[float]) -> None:
    """A message."""
    async with pacer.turn("T1", channel):
        times.append(asyncio.get_running_loop().time())


async def test_messages_to_a_channel_keep_their_distance() -> None:
    """Five at once in one channel, one in another; the first waits too: who sent before the start is not known."""
    begun = asyncio.get_running_loop().time()
    pacer, here, there = Pacer(GAP), list[float](), list[float]()
    await asyncio.gather(*(sent(pacer, "C1", here) for _ in range(5)), sent(pacer, "C2", there))
    gaps = [later - earlier for earlier, later in zip([begun, *here], here, strict=False)]

    assert min(gaps) >= GAP * 0.99
    assert there[0] < here[1]


async def test_slack_s_own_patience_is_kept() -> None:
    """A channel rests as long as Slack asked for."""
    pacer, times = Pacer(0.0), list[float]()
    begun = asyncio.get_running_loop().time()
    pacer.hold("T1", "C1", GAP)
    await sent(pacer, "C1", times)

    assert times[0] - begun >= GAP * 0.99


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120.0), ("0.2", 1.0), ("-5", 1.0), ("soon", 1.0), ("nan", 1.0), ("inf", 1.0), ("", 1.0), ("1e20", 3600.0)],
)
def test_how_long_slack_asks_to_wait(said: str, seconds: float) -> None:
    """Whatever stands in the header: a second at least, an hour at most."""
    assert seconds_asked({"Retry-After": said}) == seconds


def test_the_posts_of_games_go_before_answers() -> None:
    """Eight answers wait in a channel for their turns; a post comes after the one that is next."""

    async def busy() -> list[str]:
        pacer, order = Pacer(1.0), list[str]()

        async def say(what: str, *, answer: bool) -> None:
            async with pacer.turn("T1", "C1", answer=answer):
                order.append(what)

        answers = [asyncio.ensure_future(say(f"answer {n}", answer=True)) for n in range(8)]
        await asyncio.sleep(0.5)
        posts = [asyncio.ensure_future(say(f"post {n}", answer=False)) for n in range(2)]
        await asyncio.gather(*answers, *posts)
        return order

    rest = [f"answer {n}" for n in range(1, 8)]
    assert virtual.run(busy()) == ["answer 0", "post 0", "post 1", *rest]
