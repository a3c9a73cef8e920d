"""The registry as Discord's commands: whole, within the limits, and registered only when something changed."""

import json
from pathlib import Path
from typing import Any

from adapters.discord.commands import GROUP, SUBCOMMAND, differ, meant, payloads
from bot.app.catalogue import REGISTRY
from bot.chat.commands import Answers, Command, Completes, Option, Permission, Registry
from bot.chat.messages import Notice, Reply
from bot.workspace.menu import ENTRIES
from tests.platform.discord import openapi
from tests.platform.discord.stage import Stage
from tests.shared import DISCORD_API, needs

README = " ".join((Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8").split())


async def nothing(_: object, __: object) -> Reply:
    """A handler."""
    return Notice(text="Nothing.")


def command(name: str, *options: Option, permission: Permission = Permission.ANYONE) -> Command[Any]:
    """A command of that name."""
    return Command(
        name=name, summary=f"About {name}.", example=f"/{name}", answers=Answers.PRIVATE, handler=nothing,
        options=options, permission=permission,
    )  # fmt: skip


@needs(DISCORD_API)
def test_the_registry_fits() -> None:
    """By Discord's description; at most 100 commands and 8,000 characters in each."""
    made = payloads(REGISTRY)
    openapi.check("PUT", "/applications/1/commands", made)

    assert len(made) <= 100
    assert all(weight(root) <= 8000 for root in made)
    assert all(len(branch["options"]) <= 25 for root in made for branch in root["options"] if branch.get("options"))


def weight(node: Any) -> int:
    """The characters Discord counts: names, descriptions and values."""
    if isinstance(node, dict):
        own = sum(len(str(node.get(key, ""))) for key in ("name", "description", "value"))
        return own + sum(weight(v) for v in node.values())
    return sum(map(weight, node)) if isinstance(node, list) else 0


def test_what_is_not_behind_quoth_stands_in_the_readme() -> None:
    """Discord goes three words deep: a group of commands is left to its own first word, and to the menu."""
    root = next(made for made in payloads(REGISTRY) if made["name"] == "quoth")
    mirrored = {meant(names, REGISTRY) for names in paths(root)}
    left = {command.name for command in REGISTRY} - mirrored
    groups = {" ".join(name.split()[:2]) for name in left}

    assert groups == {"quiz preset"}
    assert all(f"`/{group}` is behind `/quoth` as well" in README for group in groups)
    assert left <= {entry.command for entry in ENTRIES.values()}


def paths(node: dict[str, Any], before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words of every command below that one."""
    names = (*before, node["name"])
    branches = [option for option in node.get("options", ()) if option["type"] in (SUBCOMMAND, GROUP)]
    return [path for branch in branches for path in paths(branch, names)] if branches else [names]


def test_each_kind_of_option_is_native() -> None:
    """Numbers have a range, choices a list, files a slot, the rest a length."""
    every = command(
        "try it",
        Option(name="file", summary="a file", required=True, upload=True, limit=5),
        Option(name="number", summary="a number", minimum=2, maximum=9),
        Option(name="choice", summary="a choice", choices=("on", "off")),
        Option(name="words", summary="words", limit=400, completes=Completes.QUOTE),
    )
    [root] = payloads(Registry([every]))
    openapi.check("PUT", "/applications/1/commands", [root])

    assert root["options"][0]["options"] == [
        {"name": "file", "description": "a file", "required": True, "type": 11},
        {"name": "number", "description": "a number", "required": False, "type": 4, "min_value": 2, "max_value": 9},
        {"name": "choice", "description": "a choice", "required": False, "type": 3,
         "choices": [{"name": "On", "value": "on"}, {"name": "Off", "value": "off"}]},
        {"name": "words", "description": "words", "required": False, "type": 3, "max_length": 400,
         "autocomplete": True},
    ]  # fmt: skip


def test_names_of_three_words_are_groups() -> None:
    """`/quoth pack on` lies in a group."""
    [root] = payloads(Registry([command("quoth help"), command("quoth pack on"), command("quoth pack off")]))
    openapi.check("PUT", "/applications/1/commands", [root])

    assert [(o["type"], o["name"]) for o in root["options"]] == [(1, "help"), (2, "pack")]
    assert [o["name"] for o in root["options"][1]["options"]] == ["on", "off"]
    assert root["options"][1]["description"] == "on, off"


def test_commands_for_managers_are_shown_to_managers() -> None:
    """As long as all under one first word are; a server's owner may change it."""
    only, mixed = payloads(
        Registry(
            [command("tidy up", permission=Permission.MANAGER), command("play"),]
        )
    )  # fmt: skip

    assert only["default_member_permissions"] == 1 << 5
    assert "default_member_permissions" not in mixed


def test_every_command_is_behind_quoth_as_well() -> None:
    """`/quoth quiz start` is `/quiz start`; what is too deep for Discord is left out."""
    registry = Registry([command(name) for name in ("quote", "quiz start", "quiz team add", "quoth help")])
    made = payloads(registry)
    openapi.check("PUT", "/applications/1/commands", made)

    assert [branch["name"] for branch in made[-1]["options"]] == ["help", "quote", "quiz"]
    assert [branch["name"] for branch in made[-1]["options"][2]["options"]] == ["start"]
    picked = (["quoth", "quiz", "start"], ["quoth", "help"], ["quoth", "quote"], ["quiz", "start"], ["quote"])
    assert [meant(names, registry) for names in picked] == ["quiz start", "quoth help", "quote", "quiz start", "quote"]


async def test_commands_are_registered_only_when_they_changed(stage: Stage) -> None:
    """A restart asks, and finds nothing to do."""

    def puts() -> int:
        return sum(r.method == "PUT" for r in stage.env.http_requests)

    assert puts() == 1
    await stage.restart()
    assert puts() == 1


def test_what_discord_adds_is_no_change_but_ours_is() -> None:
    """Ids, versions and left-out defaults do not count; a new word, option or choice does."""
    ours = payloads(Registry([*REGISTRY, command("tidy", permission=Permission.MANAGER)]))
    theirs = json.loads(json.dumps(ours))
    for each in theirs:
        each |= {"id": "1", "version": "2", "application_id": "3", "nsfw": False}
        rights = each.get("default_member_permissions")
        each["default_member_permissions"] = None if rights is None else str(rights)
        for branch in each["options"]:
            if branch.get("required") is False:
                del branch["required"]
            if not branch.get("options"):
                branch.pop("options", None)

    assert not differ(ours, theirs)
    assert not differ(ours, theirs[::-1])
    assert differ(ours, theirs[1:])
    assert differ(ours[1:], theirs)
    changed = json.loads(json.dumps(theirs))
    changed[0]["description"] = "Another."
    assert differ(ours, changed)
    longer = json.loads(json.dumps(theirs))
    longer[0]["options"].append({"type": 3, "name": "more", "description": "More."})
    assert differ(ours, longer)
