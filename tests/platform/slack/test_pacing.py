"""One message a second in a channel, each channel by itself, counted from the one before and from the start."""

import asyncio

from adapters.slack.pacing import Pacer

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
