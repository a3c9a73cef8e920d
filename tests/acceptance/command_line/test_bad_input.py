"""Bad input is one sentence, the exit code says so, and nothing is changed."""

from pathlib import Path

import pytest

from tests.acceptance.command_line.quoth import Quoth
from tests.furnished import furnish

BAD: list[tuple[list[str], str, dict[str, str], str]] = [
    (["import", "missing.txt"], "", {}, "there is no such file"),
    (["import", "."], "", {}, "it is a folder"),
    (["import", "empty.txt"], "", {}, "it is empty"),
    (["import", "binary.txt"], "", {}, "it is no text file"),
    (["import", "prose.txt"], "", {}, "no line names a speaker"),
    (["import", "talk.txt", "missing.txt"], "", {}, "there is no such file"),
    (["inspect", "bad.toml"], "", {}, "not valid TOML"),
    (["play", "--transcript", "missing.txt"], "", {}, "there is no such file"),
    (["play"], "", {"DATABASE_URL": "oracle://x"}, "DATABASE_URL is not understood"),
    (["play"], "", {"DATABASE_URL": "nonsense"}, "DATABASE_URL is not understood"),
    (["play"], "", {"DATABASE_URL": "sqlite:///talk.txt"}, "no SQLite database"),
    (["play"], "", {"DATABASE_URL": "postgresql://u:pw@127.0.0.1:1/d"}, "cannot be reached"),
    (["play"], "", {"QUOTH_SEED": "lucky"}, "QUOTH_SEED"),
    (["dance"], "", {}, "there is no command “dance”"),
    (["import"], "", {}, "FILE"),
    (["whosaid", "x" * 401], "", {}, "over 400 characters"),
    (["import", "bad\udcff.txt"], "", {}, "is not written in UTF-8"),
    (["import", "talk.txt", "--name", "x\udcff"], "", {}, "is not written in UTF-8"),
    (["whosaid", "x\udcff"], "", {}, "is not written in UTF-8"),
    (["import", "talk.txt", "--workspace", "slak:T0LOCAL"], "", {}, "is none that Quoth knows"),
    (["import", "talk.txt", "--workspace", "nonsense", "--new-workspace"], "", {}, "cannot be one"),
    (["import", "talk.txt", "--workspace", "slack:" + "T" * 400, "--new-workspace"], "", {}, "cannot be one"),
    (["admin", "posts"], "", {}, "there is no database"),
    (["export", "--workspace", "slack:T1"], "", {}, "is none that Quoth knows"),
    (["remove", "talk", "--workspace", "slack:T1"], "", {}, "is none that Quoth knows"),
    (["play"], "", {"DATABASE_URL": "postgresql://[::1"}, "DATABASE_URL is not understood"),
    (["judge", "-"], "no json\n", {}, "line 1 of the input is no JSON"),
    (["judge", "-"], '{"key": "x"}\n', {}, "lacks"),
    (["judge", "-"], '{"key": "x", "answer": "y", "prompts": ["z"]}\n', {}, '"prompts" is an object'),
    (["judge", "--key", "x"], "", {}, "--answer"),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "environ", "sentence"), BAD, ids=lambda v: " ".join(v)[:40] if isinstance(v, list) else ""
)
def test_bad_input_is_one_sentence(
    quoth: Quoth, talk: Path, tmp_path: Path, arguments: list[str], stdin: str, environ: dict[str, str], sentence: str
) -> None:
    """Exit code 2, nothing printed to standard output, no traceback, nothing stored."""
    for name, content in [
        ("empty.txt", b""),
        ("binary.txt", b"\x00\x01\x02"),
        ("prose.txt", b"Just prose."),
        ("bad.toml", b"x ="),
    ]:
        (tmp_path / name).write_bytes(content)
    done = quoth(*arguments, stdin=stdin, **environ)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert "quotes packs" not in done.stderr
    # What it left is looked into; where it left nothing, a database with the samples alone.
    furnish(tmp_path / "data" / "quoth" / "quoth.db")
    assert "talk" not in quoth("play", stdin="/quotes packs\n").stdout


@pytest.mark.usefixtures("furnished")
def test_a_mistyped_workspace_takes_nothing_from_the_real_one(quoth: Quoth, talk: Path) -> None:
    """The packs that the only workspace has stay its own; those there are are named, and a new one only when asked."""
    asked = ("import", "talk.txt", "--workspace", "slack:T0LOCAL")
    assert quoth(*asked, "--new-workspace").returncode == 0
    before = quoth("export", "--workspace", "slack:T0LOCAL").stdout

    mistyped = quoth("import", "talk.txt", "--workspace", "slak:T0LOCAL")

    assert mistyped.returncode == 2
    assert "slack:T0LOCAL" in mistyped.stderr
    assert quoth("export", "--workspace", "slak:T0LOCAL").returncode == 2
    assert quoth("export", "--workspace", "slack:T0LOCAL").stdout == before
    assert quoth(*asked).returncode == 0


def test_all_mistakes_in_the_settings_are_told_at_once(quoth: Quoth) -> None:
    """One line each."""
    done = quoth("play", QUOTH_SEED="lucky", QUOTH_LOG_LEVEL="LOUD", DATABASE_URL="nonsense")

    assert done.returncode == 2
    assert [line.split(" is")[0] for line in done.stderr.splitlines()] == [
        "quoth: DATABASE_URL", "quoth: QUOTH_SEED", "quoth: QUOTH_LOG_LEVEL",
    ]  # fmt: skip


def test_settings_may_come_from_files(quoth: Quoth, tmp_path: Path) -> None:
    """DATABASE_URL_FILE for secrets, .env for the rest; the environment wins."""
    (tmp_path / "secret").write_text(f"sqlite:///{tmp_path}/here.db\n")
    (tmp_path / ".env").write_text("QUOTH_SEED=lucky\n")

    assert "QUOTH_SEED" in quoth("play").stderr
    assert quoth("play", QUOTH_SEED="7", DATABASE_URL_FILE=str(tmp_path / "secret")).returncode == 0
    assert (tmp_path / "here.db").exists()


def test_run_without_a_platform_says_what_to_set(quoth: Quoth) -> None:
    """One sentence, exit code 1."""
    done = quoth("run")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("quoth: no platform is set up: set DISCORD_TOKEN")
    assert done.stderr.count("\n") == 1


def test_sharing_the_work_needs_postgresql(quoth: Quoth) -> None:
    """A file has one process; one sentence, exit code 2, also for a role that there is not."""
    for role in ("ingress", "worker"):
        done = quoth("run", "--role", role, DISCORD_TOKEN="x")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"quoth: --role {role} shares the work with other processes, and those need")
        assert done.stderr.count("\n") == 1
    assert quoth("run", "--role", "king").returncode == 2
