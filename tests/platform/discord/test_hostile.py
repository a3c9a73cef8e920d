"""Texts that want to break what others see, typed on the simulated Discord, and what Discord receives of them.

A seeded share of the five hundred; all of them are walked without a platform by `make bench`.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from adapters.discord.layout import V2
from tests.hostile import SEED, deceives, discord_problems, strings, texts
from tests.platform.discord.stage import Stage, labels

SHARE = 10
MODAL = 9


def share() -> list[str]:
    """Some, as a platform lets them be typed: it takes no half characters and none without any width alone."""
    chosen = Random(SEED).sample(texts(500), SHARE)
    return [text.replace("\0", "").encode("utf-8", "replace").decode()[:700] for text in chosen]


def received(stage: Stage) -> Iterator[tuple[bool, dict[str, Any]]]:
    """What the bot sent, and whether it was a form."""
    for request in stage.env.http_requests:
        told = request.json if isinstance(request.json, dict) else {}
        payload = told.get("data") if isinstance(told.get("data"), dict) else told
        if payload and "components" in payload:
            yield told.get("type") == MODAL, payload


async def test_nothing_that_discord_receives_is_broken(stage: Stage) -> None:
    """In quotes, cards, lists, forms, direct messages, questions, a round and its reveal."""
    for number, text in enumerate(share()):
        by = f"Ada {text}"[:60].strip()
        await stage.bob.slash(stage.channel, "quotes add", quote=f"{number} {text} is said", by=by)
        if "Share" in labels(stage.newest(by=stage.bob)):
            await stage.press(stage.bob, "Share")
        message = await stage.alice.send(stage.channel, f"Tea {number} and {text}")
        opened = await stage.bob.context_menu(stage.channel, "Quote this", message)
        if opened.modal is not None:
            await stage.bob.submit_modal(opened, {"quote": f"Tea {number} and {text}", "by": "Alice"})
        right = f"{number} {text}"[:80]
        await stage.alice.slash(stage.channel, "quiz add", question=f"What is {number} {text[:300]}?", right=right)
        await stage.alice.slash(stage.channel, "quotes list")
        await stage.settle()
    for command in ("quiz list", "quotes best", "privacy show", "quoth home", "quotes packs"):
        await stage.alice.slash(stage.channel, command)
    await stage.alice.slash(stage.channel, "quiz start", mode="hand-written", pack="questions", rounds=2, begin="now")
    await stage.settle()
    for _ in range(2):
        await stage.bob.slash(stage.channel, "quiz answer", text=share()[0][:200] or "tea")
        await stage.alice.slash(stage.channel, "quiz skip")
        await stage.settle()

    seen = list(received(stage))
    assert len(seen) > 4 * SHARE
    for is_form, payload in seen:
        if is_form:
            assert [why for text in strings(payload) if (why := deceives(text))] == []
        else:
            # An edit leaves out what stands.
            told = {"flags": V2, "allowed_mentions": {"parse": []}, **payload}
            shown = {name: told[name] for name in ("flags", "allowed_mentions", "components")}
            assert list(discord_problems(shown)) == [], payload
