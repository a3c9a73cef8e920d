"""What is missing from a view, or drawn beside what is asked, does not tell who said it."""

import random
from collections import Counter
from dataclasses import replace

from bot.chat.incoming import PressId
from bot.chat.messages import Listing
from bot.games.rows.games import GameRows
from bot.library import withholding
from bot.library.imports import store as keep
from bot.library.library import View
from bot.library.model import NumberedQuote
from bot.storage.store import Store
from bot.storage.transaction import Transaction
from content.packs import read_bytes_as_pack
from tests import cheating
from tests.builders import (
    ALICE,
    HERE,
    THERE,
    asked,
    game,
    item,
    quotes_of,
)
from tests.cheating import SAMPLES, channel
from tests.world import words

TALK = [
    "Ada Novak: The kettle in our kitchen has a birthday, and nobody has ever forgotten it.",
    "Ben Osei: I do too. A plan that nobody reads until it is on fire was never a plan of anybody who was awake.",
    (
        "Ines Moreau: Whoever owns the longest meeting owns the whole week for everybody else. So I left it there. "
        "My oldest bug has a chair of its own, and three customers and one lighthouse depend on it."
    ),
]


async def test_who_speaks_beside_a_quote_does_not_tell_who_said_it(store: Store) -> None:
    """By a first short sentence at the desk, or by a turn that is missing around a quote."""
    async with cheating.listening(store) as scene:
        plan, bug = "A plan that nobody reads", "My oldest bug has a chair"
        made = read_bytes_as_pack("\n\n".join(TALK).encode(), "talk.md", name="talk")
        await keep(scene.world.services, made, workspace_id=HERE.workspace_id)
        library = await scene.world.services.libraries.library(HERE.workspace_id)
        held = [
            q
            for n in range(1, cheating.MOST)
            if (q := library.revealed(n)) and q.pack_id == library.pack("talk").info.id
        ]
        told = {
            words: next(q for q in held if words in q.quote.text) for words in ("kettle", plan, bug, "longest meeting")
        }

        def ask_who_said_them(tx: Transaction) -> None:
            for name in (plan, bug):
                quote = told[name].quote
                about = replace(
                    item(), id=name, kind="who-said", quote_id=quote.id, stimulus=quote.text, key=quote.speaker or ""
                )
                tx[GameRows].add(game(f"g-{name}", place=channel(name)))
                tx[GameRows].add_round(asked(f"r-{name}", game_id=f"g-{name}", about=about))

        await store.write(ask_who_said_them)
        desk = ""
        shown = await scene.ask("quotes review", place=THERE, manager=True, pack="talk")
        while isinstance(shown, Listing) and len(shown.buttons) > 4:
            desk += words(shown)
            shown = await scene.press(shown.buttons[0].id, place=THERE, manager=True)
        around = [
            words(await scene.press(str(PressId("context", str(told[w].number))), place=THERE))
            for w in ("kettle", "longest meeting")
        ]

        assert "kettle" in desk
        # What stands above a line that is asked about is of the same voice, and is as little told.
        assert not [t for t in ("I do too", "left it there", "longest meeting", "Ben Osei", "oldest bug") if t in desk]
        assert "Ben Osei" not in around[0]
        # The words that were asked about stand there, as of any other quote that was a whole turn.
        assert "being asked right now" in around[1]
        assert "oldest bug" not in around[1]


async def test_what_is_never_drawn_does_not_tell_who_said_it(store: Store) -> None:
    """How many quotes everybody has is told: one is missing of each voice that may have said it."""
    async with cheating.listening(store) as scene:
        await scene.world.ask(ALICE, "quiz start", mode="who-said", pack=SAMPLES, pace="relaxed")
        (one,) = await scene.open_now()
        view = await withholding.shown_to_anybody(scene.world.services, HERE.workspace_id)
        missing = {name: view.library.said_by(name) - len(_drawn(view, speaker=name)) for name in one.options}
        sample = Counter(q.quote.speaker for q in quotes_of(view.library, SAMPLES))
        sample.subtract(q.quote.speaker for q in _drawn(view, pack=SAMPLES))

    assert missing[one.key]
    assert len(set(missing.values())) == len({sample[name] for name in one.options}) == 1


def _drawn(view: View, *, speaker: str = "", pack: str = "") -> list[NumberedQuote]:
    """Everything that is drawn until nothing new comes."""
    drawn: list[NumberedQuote] = []
    chance = random.Random(1)
    while (new := view.draw(chance, seen=[q.number for q in drawn], speaker=speaker, pack=pack)) not in drawn:
        drawn.append(new)
    return drawn
