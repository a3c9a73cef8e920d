"""The desk in a shell."""

import stat
from pathlib import Path

import pytest

from tests.acceptance.command_line.quoth import Quoth


@pytest.mark.usefixtures("furnished")
def test_the_desk_in_a_shell(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """A line for each quote; what was decided holds at once, and can be written and followed as an edits file."""
    quoth("import", str(talk))
    typed = "what\nf\nThe kettle saw all of it.\ni\nAda Novak\nAda Novak\nkeep\nd\nk\n"
    done = quoth("review", "talk", stdin=typed)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("looked at\n") == 6
    assert "k keeps it, r drops it" in done.stdout
    assert done.stdout.endswith("Every quote was looked at. /settings set reviewed-only yes posts no others.\n")
    exported = quoth("export", "talk", "--format", "jsonl").stdout
    assert exported.count("\n") == 2

    edits = tmp_path / "talk.edits.toml"
    wrote = quoth("review", "talk", "--write", str(edits))
    assert wrote.stdout.startswith(f"Wrote {edits}: what holds of 3 quotes.")
    assert "--replace writes it anew" in quoth("review", "talk", "--write", str(edits)).stderr
    once = edits.read_text(encoding="utf-8")
    assert stat.S_IMODE(edits.stat().st_mode) == 0o600
    edits.chmod(0o640)
    assert quoth("review", "talk", "--write", str(edits), "--replace").returncode == 0
    assert (edits.read_text(encoding="utf-8"), stat.S_IMODE(edits.stat().st_mode)) == (once, 0o640)
    assert list(tmp_path.glob("talk.edits*")) == [edits]
    quoth("import", str(talk))
    assert quoth("export", "talk", "--format", "jsonl").stdout == exported


@pytest.mark.usefixtures("furnished")
def test_a_desk_that_cannot_be_opened(quoth: Quoth, talk: Path, tmp_path: Path) -> None:
    """One sentence each, and nothing is written."""
    quoth("import", str(talk))
    for arguments, sentence in (
        (["nowhere"], "There is no pack “nowhere” here"),
        (["--write", str(tmp_path / "x.toml")], "an edits file is one pack's"),
        (["talk", "--write", str(tmp_path / "no" / "x.toml")], "cannot be written"),
        (["--workspace", "slack:T1"], ""),
    ):
        done = quoth("review", *arguments, stdin="quit\n")
        assert (done.returncode, done.stderr.startswith("quoth: ")) == ((2, True) if sentence else (0, False)), (
            arguments
        )
        assert sentence in done.stderr
    assert quoth("review", "talk", stdin="undo\nq\n").stdout.count("nothing of yours to take back") == 1
