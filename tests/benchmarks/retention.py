"""A year of 2,000 workspaces, by arithmetic from one that was lived through: with what is over deleted, and without."""

import asyncio
import tempfile
from pathlib import Path

from tests.simulated import Kept, Load, life, of_a_year

WORKSPACES, MOST = 2_000, 5e9
# Unfolded nothing ends, so a few days tell how much a day adds; folded, it is as many as rows are kept, and some more.
WITHOUT, WITH = (2, 4), (21, 14)


def main() -> None:
    """Print both."""
    asyncio.run(_main())


async def _main() -> None:
    load = Load()
    print(f"\na year of {WORKSPACES:,} workspaces, each day {load}")
    for prunes, days in ((False, WITHOUT), (True, WITH)):
        first, early, late = await _lived(load, *days, prunes=prunes)
        year = of_a_year(first, early, late, WORKSPACES, prunes=prunes)
        kept = ", ".join(f"{name} {count:,}" for name, count in late.rows.items() if count > 50)
        print(f"  {'deleted when it is over' if prunes else 'nothing deleted'}: {year / 1e9:.1f} GB a year")
        print(f"    after {late.days} days one has {(late.size - first.size) / 1e6:.2f} MB: {kept}", flush=True)
        assert not prunes or year < MOST


async def _lived(load: Load, early: int, more: int, *, prunes: bool) -> tuple[Kept, Kept, Kept]:
    with tempfile.TemporaryDirectory() as folder:
        async with life(Path(folder), 1, load, prunes=prunes) as lived:
            return await lived.begin(), await lived.live(early), await lived.live(more)


if __name__ == "__main__":
    main()
