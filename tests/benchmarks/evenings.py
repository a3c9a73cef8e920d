"""`python -m tests.benchmarks.evenings`: whole evenings of simulated people, printed as their channel sees them.

Without talks they play the samples; each TALK is brought in and played by itself. `--games` deals so many games, each
on the next talk; `--together` brings all of them into one workspace, as a team has them, and plays there; `--rounds`,
`--seed`, `--players 3`, `--mode`; `--endings FILE` has what the players write (JSON: the beginning of a line → name →
ending). A table at the end tells messages, waits and kinds.
"""

import asyncio
import json
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.library.appraisals import Appraisals
from bot.library.imports import store
from bot.library.pack_directions import PackDirections
from bot.library.stronger import Stronger
from bot.meaning.choice import choose, shipped_reranker
from content.packs import read_file
from tests.evenings import CHANNEL, FOUR, Channel, Evening, Person, Table
from tests.world import opened


async def evening(
    talks: Sequence[Path], *, seed: int, players: int = 4, people: Sequence[Person] = FOUR,
    endings: Mapping[str, Mapping[str, str]] | None = None, **options: str,
) -> Evening:  # fmt: skip
    """One game on those talks, or on the samples, in a place of its own."""
    with tempfile.TemporaryDirectory() as folder:
        channel, appraisals = Channel(), Appraisals(shipped_reranker())
        embedding = Stronger(PackDirections(choose("").embedder), None, None, appraisals)
        async with opened(Path(folder), channel, platform=CHANNEL.platform, embedding=embedding) as world:
            channel.world = world
            world.services.rng.seed(seed)
            for number, talk in enumerate(talks, 1):
                pack = replace(read_file(talk), name=f"talk-{number}")
                await store(world.services, pack, workspace_id=CHANNEL.workspace_id)
            # As with a bot that runs for some minutes, what reads the quotes has read them.
            await world.services.libraries.library(CHANNEL.workspace_id)
            await appraisals.settle()
            if len(talks) == 1:
                options["pack"] = "talk-1"
            return await Table(world, channel, people[:players], seed, endings).play(**options)


def main(argv: Sequence[str] | None = None) -> None:
    """Print them."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("talks", nargs="*", type=Path)
    parser.add_argument("--games", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--players", type=int, default=4)
    parser.add_argument("--mode", default="")
    parser.add_argument("--endings", type=Path)
    parser.add_argument("--together", action="store_true")
    chosen = parser.parse_args(argv)
    endings = json.loads(chosen.endings.read_text("utf-8")) if chosen.endings else None
    options = {"rounds": str(chosen.rounds)} | ({"mode": chosen.mode} if chosen.mode else {})
    rows, workspaces = [], [chosen.talks] if chosen.together or not chosen.talks else [[talk] for talk in chosen.talks]
    for number in range(chosen.games):
        talks = workspaces[number % len(workspaces)]
        name = ", ".join(talk.stem for talk in talks) or "samples"
        played = asyncio.run(
            evening(talks, seed=chosen.seed + number, players=chosen.players, endings=endings, **options)
        )
        sys.stdout.write("\n".join([f"=== {number + 1} · {name}", *played.lines, "\n"]))
        rows.append((name, played))
    print(table(rows))


def table(rows: Sequence[tuple[str, Evening]]) -> str:
    """What was measured, a line a game."""
    lines = ["talk                             rounds  messages a round  boards  waited s (worst)  kinds"]
    for name, played in rows:
        most, worst = max(played.messages, default=0), max(played.waited, default=0.0)
        kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(played.kinds).most_common())
        lines.append(f"{name[:32]:32} {played.rounds:6} {most:17} {played.boards:7} {worst:17.0f}  {kinds}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
