"""By playing: games, daily posts, questions that people write."""

from typing import Any

from bot.chat.forms import Form
from bot.chat.incoming import Place, PressId
from bot.chat.messages import ClosedRound, Listing, OpenRound, Reply
from bot.games.choice import modes
from tests import proofs
from tests.builders import ALICE
from tests.cheating import MINE, SAMPLES, TWIN, Scene, channel
from tests.contract.walks import PLACES

ROUNDS = 6


async def games(scene: Scene, *, pack: str, place: Place, mode: str = "mixed", rounds: int = ROUNDS) -> None:
    """From reveal to reveal, as far as there is anything to ask."""
    there = {"place": channel(f"{mode}-{pack}", place), "manager": True}
    await scene.ask("quiz start", **there, mode=mode, pack=pack, pace="relaxed", rounds=str(rounds))  # type: ignore[arg-type]
    for _ in range(rounds):
        await scene.ask("quiz answer", **there, text="A")  # type: ignore[arg-type]
        await scene.ask("quiz skip", **there)  # type: ignore[arg-type]
    await scene.ask("quiz stop", **there)  # type: ignore[arg-type]


async def mixes(scene: Scene) -> None:
    """A game of a kept mix, at both places."""
    for place in PLACES:
        there = {"place": channel("mix", place), "manager": True}
        await scene.ask("quiz preset save", **there, name="mix", pace="relaxed", rounds=str(ROUNDS))  # type: ignore[arg-type]
        await scene.ask("quiz preset use", **there, name="mix")  # type: ignore[arg-type]
        for _ in range(ROUNDS):
            await scene.ask("quiz skip", **there)  # type: ignore[arg-type]
        await scene.ask("quiz stop", **there)  # type: ignore[arg-type]


async def of_every_mode(scene: Scene) -> None:
    """A few rounds of each, at both places."""
    for mode in modes():
        for place in PLACES:
            await games(scene, pack=SAMPLES if place is MINE else TWIN, place=place, mode=mode)


async def alone(scene: Scene) -> None:
    """Every round of games played alone is answered, and so revealed."""
    for place in PLACES:
        for pack in (SAMPLES, TWIN):
            shown = await scene.ask("quiz start", place=place, pace="solo", pack=pack, rounds=str(2 * ROUNDS))
            for _ in range(2 * ROUNDS):
                shown = await answered(scene, shown, place)
            await scene.ask("quiz stop", place=place)


async def answered(scene: Scene, shown: Reply, place: Place) -> Reply:
    """The next round after the one that is shown."""
    if isinstance(shown, OpenRound):
        given = "A" if shown.options else "tea"
        shown = await scene.ask("quiz answer", place=place, text=given)
        if not isinstance(shown, ClosedRound):
            shown = await scene.ask("quiz answer", place=place, text="coffee")
    if isinstance(shown, ClosedRound) and shown.buttons:
        return await scene.press(shown.buttons[0].id, place=place)
    return shown


async def daily(scene: Scene, *, command: str) -> None:
    """Every style, posted and resolved again and again; what is asked is named as the next one."""
    for turn, (style, mode) in enumerate((("quote", ""), ("guess", ""), ("quiz", ""), ("guess", "closest"))):
        for place in (channel(f"daily-{style}{mode}"), channel(f"daily-{style}{mode}", MINE)):
            here = {"place": place, "manager": True}
            asked = {"mode": mode} if mode else {}
            await scene.ask("daily set", **here, time="09:00", timezone="UTC", pack=SAMPLES, style=style, **asked)  # type: ignore[arg-type]
            numbers = scene.numbers[::4] if proofs.are_whole() else scene.asked[turn % 2 :: 2]
            for number in numbers if command == "daily next" and style != "quiz" else [0] * ROUNDS:
                if command == "daily next":
                    await scene.ask(command, **here, number=str(number))  # type: ignore[arg-type]
                    await scene.ask("daily show", **here)  # type: ignore[arg-type]
                await scene.ask("daily now", **here)  # type: ignore[arg-type]
            await scene.ask("daily off", **here)  # type: ignore[arg-type]


async def own_questions(scene: Scene) -> None:
    """Somebody wrote down what is being asked: whoever manages may not look there."""
    for secret in [s for s in scene.secrets if s.item.stem and s.item.key]:
        texts: dict[str, Any] = {
            "question": secret.item.stem,
            "right": secret.item.key,
            "explanation": secret.item.stimulus[:400],
        }
        await scene.world.ask(ALICE, "quiz add", manager=True, **texts)
    for place in PLACES:
        shown = await scene.ask("quiz list", place=place, manager=True)
        while isinstance(shown, Listing) and (more := [b for b in shown.buttons if b.label == "More"]):
            shown = await scene.press(more[0].id, place=place, manager=True)
        for number in range(1, len(scene.secrets) + 1):
            await scene.ask("quiz edit", place=place, manager=True, number=str(number))
            form = await scene.press(str(PressId("write", str(number))), place=place, manager=True)
            if isinstance(form, Form):
                scene.seen += [field.value for field in form.fields]
