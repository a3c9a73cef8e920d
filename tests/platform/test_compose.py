"""compose.yaml: what it names is there, and its very commands run, as processes, behind a door like its proxy."""

import asyncio
import re
import shlex
import signal
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from bot.app import configuration
from bot.cli import parser
from tests.databases import create_database, postgresql_server
from tests.fleet import Door, Member, environment, launch
from tests.patience import PATIENCE
from tests.platform.slack.local import LocalSlack
from tests.platform.slack.people import Workspace
from tests.platform.slack.workspace import Shown
from tests.platform.test_container import ROOT, instruction

FILE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: Mapping[str, Mapping[str, Any]] = FILE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "quoth"}
CADDY = FILE["configs"]["caddy"]["content"]


def of(profile: str) -> dict[str, Mapping[str, Any]]:
    """The services of a profile that are Quoth."""
    return {name: service for name, service in OURS.items() if profile in service["profiles"]}


@cache
def behind() -> list[str]:
    """The services that its proxy hands requests to."""
    found = re.search(r"reverse_proxy ([^{]+)\{", CADDY)
    assert found is not None
    return [address.removesuffix(f":{instruction('EXPOSE')}") for address in found[1].split()]


def test_each_profile_is_whole() -> None:
    """One process, or two that hear, two that work, a database and a proxy to exactly those that hear."""
    roles = {name: service["command"][1:] for name, service in of("scaled").items()}
    assert [service["command"] for service in of("embedded").values()] == [["run"]]
    assert sorted(map(tuple, roles.values())) == [("--role", "ingress")] * 2 + [("--role", "worker")] * 2
    assert behind() == [name for name, arguments in roles.items() if "ingress" in arguments]
    assert {name for name, service in SERVICES.items() if service["profiles"] == ["scaled"]} - set(roles) == {
        "postgres", "proxy"
    }  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_what_a_service_names_is_there(name: str) -> None:
    """Its command is Quoth's, its settings are known ones that can be read, and who it waits for is a service."""
    service = OURS[name]
    assert parser().parse_args(service["command"]).command == "run"
    known = (ROOT / "bot" / "app" / "configuration.py").read_text()
    assert [knob for knob in service["environment"] if f'"{knob}"' not in known] == []
    settings = configuration.read(
        {k: v.replace("${POSTGRES_PASSWORD:-}", "x") for k, v in service["environment"].items()}
    )
    assert str(settings.http_port) == instruction("EXPOSE")
    assert set(service.get("depends_on", ())) <= SERVICES.keys()
    if settings.database_path:
        assert str(settings.database_path.parent) == instruction("VOLUME")
    else:
        assert f"@postgres/{SERVICES['postgres']['environment']['POSTGRES_DB']}" in settings.database_url


def test_nothing_is_open_to_everybody_and_versions_are_named() -> None:
    """Ports are the machine's own, volumes are declared, and no image is the newest of anything."""
    for service in SERVICES.values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
        assert {volume.partition(":")[0] for volume in service.get("volumes", ())} <= FILE["volumes"].keys()
        assert service["image"] == "quoth" or re.fullmatch(r"[a-z]+:\d+", service["image"])
        assert {each["source"] for each in service.get("configs", ())} <= FILE["configs"].keys()


def test_what_the_readme_says_of_it_is_its_own() -> None:
    """The profiles that are named are there."""
    there = {profile for service in SERVICES.values() for profile in service["profiles"]}
    told = (ROOT / "compose.yaml").read_text()
    for document in ("README.md", "OPERATING.md"):
        named = set(re.findall(r"--profile (\w+)", (ROOT / document).read_text() + told))
        assert named == there


@contextmanager
def database_of(profile: str, folder: Path) -> Iterator[str]:
    """A file, or a server's."""
    if profile == "embedded":
        yield f"sqlite:///{folder}/quoth.db"
        return
    with postgresql_server() as server:
        yield create_database(server)


@asynccontextmanager
async def started(
    profile: str, folder: Path, slack: LocalSlack, database: str
) -> AsyncIterator[tuple[Door, dict[str, Member]]]:
    """Its commands as processes, with settings of this machine where a container has its own."""
    assert "lb_policy first" in CADDY
    door, members = Door(first=True), dict[str, Member]()
    await door.start()
    try:
        for name, service in of(profile).items():
            environ = service["environment"] | environment(folder, database, slack)
            arguments = shlex.split(shlex.join(service["command"]))
            members[name] = await launch(arguments[-1], folder, environ, arguments)
        heard = behind() if profile == "scaled" else list(members)
        door.behind = [members[name].http for name in heard]
        yield door, members
    finally:
        logged = await asyncio.gather(*(member.end() for member in members.values()))
        await door.stop()
    assert "Traceback" not in "".join(logged)


@pytest.mark.parametrize("profile", ["embedded", "scaled"])
async def test_its_commands_serve(tmp_path: Path, profile: str) -> None:
    """A look-up, and a round that is posted: of several that hear by the second, once the first one is dead."""
    slack = LocalSlack(seconds=1.0)
    await slack.start()

    def shows(kind: str, words: str) -> Shown | None:
        return next((s for s in slack.shown if s.kind == kind and words in s.text), None)

    try:
        with database_of(profile, tmp_path) as database:
            async with (
                started(profile, tmp_path, slack, database) as (door, members),
                aiohttp.ClientSession() as http,
            ):
                people = Workspace(slack, url=f"{door.url}/slack/events", http=http)
                await people.command("alice", "/quote 12")
                await slack.until(lambda: shows("ephemeral", "#12") or shows("message", "#12"), PATIENCE)
                assert door.served == [door.behind[0]]
                if profile == "scaled":
                    members[behind()[0]].kill(signal.SIGKILL)
                await people.command("alice", "/quiz start begin=now who-said rounds=1 seconds=60")
                await slack.until(lambda: shows("message", "Round 1 of 1"), PATIENCE)
                assert door.served[-1] == door.behind[-1]
    finally:
        await slack.stop()
    assert slack.complaints == []
