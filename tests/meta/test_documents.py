"""The project's own documents stay true: every command in them runs, every table agrees with the registry."""

import asyncio
import csv
import io
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.app.catalogue import REGISTRY
from bot.storage.backups import back_up
from bot.storage.database import open_store
from tests import warm
from tests.shared import DISCORD_API, INTERVIEW, SHARED, SLACK_MANIFEST

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "OPERATING.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TALK = README.split("```text")[2].split("```")[0].lstrip()
EDITS = README.split("```toml")[1].split("```")[0].lstrip()


def shell_lines(document: str = README) -> list[str]:
    """Every command in a document, without its remark. (`quoth run` serves until it is stopped: see tests/platform.)"""
    blocks = re.findall(r"```sh\n(.*?)```", document, re.DOTALL)
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture
def shell(tmp_path: Path) -> Callable[[str], str]:
    """Runs a line of the README in a folder as a newcomer would have it; what it prints."""
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "searches.txt").write_text("regrets in the minutes\n")
    (tmp_path / "answers.jsonl").write_text('{"key": "tea", "answer": "tea"}\n')
    shutil.copy(ROOT / ".env.example", tmp_path)
    quoth = tmp_path / ".venv" / "bin" / "quoth"
    quoth.parent.mkdir(parents=True)
    quoth.write_text(warm.program("bot"))
    quoth.chmod(0o755)
    environ = {**os.environ, "PATH": f"{quoth.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}

    def run(line: str) -> str:
        database = f"sqlite:///{tmp_path}/quoth.db"
        if line.startswith(("quoth backup", "quoth restore", "quoth admin")):
            # Something is kept already, and a backup of it is there.
            asyncio.run(_kept(f"sqlite:///{tmp_path}/kept.db"))
            back_up(f"sqlite:///{tmp_path}/kept.db", tmp_path / "quoth.backup", lambda _done, _of: None)
            database = database.replace("quoth.db", "kept.db") if "restore" not in line else database
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, input="", capture_output=True, text=True, check=False, encoding="utf-8",
            env={**environ, "DATABASE_URL": database},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


async def _kept(url: str) -> None:
    await (await open_store(url)).close()


SERVING = ("make ", "quoth run", ".venv/bin/quoth run")


@pytest.mark.parametrize(
    "line",
    list(dict.fromkeys(line for line in shell_lines(README + OPERATING) if not line.startswith(SERVING))),
)
def test_every_command_in_the_readme_runs(line: str, shell: Callable[[str], str]) -> None:
    """And in what operators read; whatever was done before."""
    assert shell(line) or line.startswith("install ")


def test_settings_are_copied_for_nobody_else_to_read(shell: Callable[[str], str], tmp_path: Path) -> None:
    """In each platform's chapter; the doctor has nothing to say about them."""
    copying = [line for line in shell_lines() if ".env.example" in line]
    assert len(copying) == 2
    for line in copying:
        (tmp_path / ".env").unlink(missing_ok=True)
        shell(line)
        assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
        assert "can read" not in shell("quoth doctor")


def test_the_example_of_the_readme_works_as_it_is_written(shell: Callable[[str], str], tmp_path: Path) -> None:
    """The transcript gives quotes, the search finds one, and every edit does what its remark says."""
    example = shell_lines(README.split("## Your own transcripts")[1].split("\n## ")[0])
    assert [line.split()[1] for line in example] == ["inspect", "import", "export", "play", "whosaid"]
    first = {line: shell(line) for line in example}
    assert first["quoth whosaid until it burns"].startswith(
        "“Nobody reads the plan until the day it burns, and then everybody does.”\n  — Ines Moreau, #"
    )

    (tmp_path / "talk.edits.toml").write_text(EDITS, encoding="utf-8")
    assert "Note:" not in shell("quoth import talk.txt")
    quotes = {(q["quote"], q["speaker"], q["source"]) for q in csv.DictReader(io.StringIO(shell("quoth export talk")))}
    assert quotes == {
        ("Nobody reads the plan until the day it burns.", "Ines Moreau", "On plans"),
        ("I read it every day.", "Ines Moreau", "On plans"),
    }
    assert shell("quoth whosaid until it burns").startswith("“Nobody reads the plan until the day it burns.”\n")


@pytest.mark.parametrize("document", [README, OPERATING, CONTRIBUTING], ids=["README", "OPERATING", "CONTRIBUTING"])
def test_make_commands_exist(document: str) -> None:
    """Targets of the Makefile, none of them forgotten in its `.PHONY`."""
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))

    assert {line.split()[1] for line in shell_lines(document) if line.startswith("make ")} <= targets
    assert targets == set(makefile.split(".PHONY:")[1].splitlines()[0].split())


def test_pytest_commands_for_contributors_name_what_is_there() -> None:
    """Paths and options: pytest itself is asked, without running anything."""
    commands = [line for line in shell_lines(CONTRIBUTING) if "pytest" in line]
    commands += re.findall(r"`(\.venv/bin/python -m pytest [^`]*)`", CONTRIBUTING)

    assert len(commands) >= 3
    for command in commands:
        line = command.replace(".venv/bin/python", sys.executable).split()
        done = subprocess.run([*line, "--collect-only", "-p", "no:cacheprovider"], cwd=ROOT, check=False)
        assert done.returncode == 0, command


def test_contributors_learn_of_every_input_of_others() -> None:
    """CONTRIBUTING.md names each file that QUOTH_SHARED may hold."""
    assert all(f"`{path.relative_to(SHARED)}`" in CONTRIBUTING for path in (INTERVIEW, DISCORD_API, SLACK_MANIFEST))


def test_the_command_table_is_the_registry_s() -> None:
    """Name, options and summary of every command, in order; printed here when it differs."""
    table = "\n".join(f"| `{c.usage}` | {c.summary} |" for c in REGISTRY)

    assert README.split("<!-- commands -->\n")[1].split("<!-- /commands -->")[0].strip() == table


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "OPERATING.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"),
        *(".env.example", "Dockerfile"),
    ],
)
def test_the_documents_are_there(name: str) -> None:
    """Nothing a newcomer looks for is missing or empty."""
    assert (ROOT / name).stat().st_size > 200


@pytest.mark.parametrize("document", [README, OPERATING], ids=["README", "OPERATING"])
def test_a_stranger_reads_lines_of_a_readable_width(document: str) -> None:
    """Rows of tables have none; and what a document links to is there."""
    assert [line for line in document.splitlines() if len(line) > 130 and not line.startswith("|")] == []
    linked = re.findall(r"\]\((?!https?://)([^)#]+)\)", document)
    assert linked
    assert [path for path in linked if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", [README, OPERATING], ids=["README", "OPERATING"])
def test_knobs_that_documents_name_are_read(document: str) -> None:
    """A setting nobody reads would be looked for in vain."""
    settings = (ROOT / "bot" / "app" / "configuration.py").read_text()
    named = set(re.findall(r"\bQUOTH_[A-Z_]+[A-Z]\b", document))

    assert named
    assert {knob for knob in named if f'"{knob}"' not in settings} == set()


def test_env_example_names_known_knobs() -> None:
    """What one may uncomment is what the settings read."""
    settings = (ROOT / "bot" / "app" / "configuration.py").read_text()
    knobs = re.findall(r"(?m)^# ([A-Z_]+)=", (ROOT / ".env.example").read_text())

    assert knobs
    assert all(f'"{knob}"' in settings for knob in knobs)


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs the checkout's own history"
)
def test_nothing_lies_at_the_top_that_does_not_belong_there() -> None:
    """What a play session exports goes to the folder it is played in."""
    told = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {path.partition("/")[0] for path in told.splitlines()}
    known = {
        *("adapters", "bot", "content", "models", "tests", ".ci"),
        *("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "GLOSSARY.md", "LICENSE", "OPERATING.md", "README.md"),
        *("Dockerfile", "Makefile", "compose.yaml", "pyproject.toml", ".env.example"),
        *(".dockerignore", ".gitignore", ".pre-commit-config.yaml"),
    }

    assert {name for name in top - known if not name.startswith("requirements")} == set()


def test_locks_hold_versions_and_hashes_only() -> None:
    """No address of any server, every requirement pinned."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "://" not in text
        pinned = re.findall(r"(?m)^([a-z0-9-]+)==", text)
        assert pinned
        assert len(re.findall(r"(?m)^[a-z]", text)) == len(pinned)
        assert text.count("--hash=sha256:") >= len(pinned)


def test_locks_that_are_installed_together_agree() -> None:
    """`make play` gives pip two of them at once, and `make venv` a third after these: with two versions of a package in
    them there is no environment that holds both.
    """
    named = [ROOT / f"requirements{which}.lock" for which in ("", "-build", "-meaning", "-dev", "-release")]
    versions: dict[str, set[tuple[str, ...]]] = {}
    for lock in named:
        held: dict[str, list[str]] = {}
        for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", lock.read_text("utf-8")):
            held.setdefault(name, []).append(version)
        for name, each in held.items():
            versions.setdefault(name, set()).add(tuple(sorted(each)))

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs the checkout's own history"
)
def test_no_path_of_a_machine_in_tracked_files() -> None:
    """Files speak of Quoth alone."""
    pattern = r"/(home|root|Users)/[a-z]"
    found = subprocess.run(["git", "grep", "-nIE", pattern], cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.stdout == ""


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    """Paths from the root, in backticks."""
    named = re.findall(r"`((?:bot|content|adapters|tests)/[\w./]+)`", (ROOT / document).read_text("utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
