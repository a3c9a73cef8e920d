"""`make bench`: the measurements, one after the other, each beside its alternative."""

import asyncio

from tests.benchmarks import (
    attacks,
    blind,
    bluff_kills,
    daily,
    daily_kills,
    discord_,
    evenings,
    exported,
    fleet_kills,
    flood,
    forgotten,
    games,
    guarding,
    hostile,
    imports,
    intake,
    judging,
    kills,
    live_kills,
    live_process_kills,
    lookups,
    meanings,
    openings,
    places,
    positions,
    retention,
    rush,
    shards,
    slack_,
    slack_workspaces,
    startup,
    strictness,
    throughput,
    withheld,
    workspaces,
    worth,
    writes,
)


def main() -> None:
    """Print every table."""
    startup.main()
    lookups.main()
    meanings.main()
    strictness.main()
    openings.main()
    workspaces.main()
    imports.main()
    asyncio.run(intake.main())
    judging.main()
    attacks.main()
    positions.main()
    blind.main()
    worth.main()
    asyncio.run(writes.main())
    games.main()
    evenings.main(["--games", "1", "--players", "3"])
    withheld.main()
    hostile.main()
    forgotten.main()
    exported.main()
    asyncio.run(kills.main())
    asyncio.run(bluff_kills.main())
    asyncio.run(live_kills.main())
    asyncio.run(live_process_kills.main())
    asyncio.run(fleet_kills.main(["--roles", "3,2", "--rough"]))
    asyncio.run(shards.main())
    asyncio.run(throughput.main())
    asyncio.run(slack_workspaces.main())
    asyncio.run(places.main())
    daily.main()
    daily_kills.main()
    retention.main()
    asyncio.run(slack_.main())
    asyncio.run(flood.main())
    asyncio.run(guarding.main())
    asyncio.run(discord_.main())
    asyncio.run(rush.main())


if __name__ == "__main__":
    main()
