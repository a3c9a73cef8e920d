"""What `make release` proves: archives have all and nothing else, an audit that nobody answered is no good news."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.release.archives import build, check_contents, tracked
from tests.release.audit import KNOWN, NOT_ASKED, judged
from tests.release.commands import ROOT, ReleaseFailed, run
from tests.release.papers import declared, without_addresses, write_licences, write_sums

FINE = {"name": "aiohttp", "version": "3.1", "vulns": []}
SKIPPED = {"name": "rich", "skip_reason": "not found"}
ILL = {"name": "yarl", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs the checkout's own history"
)
def test_the_wheel_has_every_file_of_the_project_and_no_other(tmp_path: Path) -> None:
    """Built from the source archive, which therefore has them too; the same bytes at every call."""
    expected = tracked()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (_, one), (_, two) = build(tmp_path / "one"), build(tmp_path / "two")

    assert check_contents(one, expected) == len(expected) > 500
    assert one.read_bytes() == two.read_bytes()
    with pytest.raises(ReleaseFailed, match=r"lacks bot/missing\.py"):
        check_contents(one, {**expected, "bot/missing.py": b""})
    with pytest.raises(ReleaseFailed, match=r"other bytes of bot/__init__\.py"):
        check_contents(one, {**expected, "bot/__init__.py": b""})
    with pytest.raises(ReleaseFailed, match="though the project has not"):
        check_contents(one, {name: data for name, data in expected.items() if name != "bot/__init__.py"})
    with zipfile.ZipFile(one) as wheel:
        told = [n.partition("/licenses/")[2] for n in wheel.namelist() if "/licenses/" in n]
    assert {"LICENSE", "bot/meaning/english/LICENSE", "bot/meaning/minilm/NOTICE"} <= set(told)


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        (json.dumps({"dependencies": [FINE]}), 0, "Nothing is known against 1 packages"),
        (json.dumps({"dependencies": [FINE, SKIPPED]}), NOT_ASKED, "does not know them: rich"),
        (json.dumps({"dependencies": [SKIPPED]}), NOT_ASKED, "cannot be reached"),
        (json.dumps({"dependencies": []}), NOT_ASKED, "cannot be reached"),
        (json.dumps({"dependencies": [FINE, ILL, SKIPPED]}), KNOWN, "yarl 1.0: PYSEC-1, mended in 1.1"),
        ("", NOT_ASKED, "cannot be reached"),
        ("[]", NOT_ASKED, "cannot be reached"),
    ],
)
def test_an_audit_says_whether_it_was_one(told: str, code: int, words: str) -> None:
    """A service that is away, or a copy of it that knows nothing, is told as that."""
    found, lines = judged(told)

    assert found == code
    assert words in " ".join(lines)


def test_the_bill_points_at_no_server_and_every_licence_is_told(tmp_path: Path) -> None:
    """Who names none is no part of a release."""
    text = {"license": {"name": "file", "text": {"encoding": "base64", "content": "VGVybXM="}}}
    quoth = {"name": "quoth", "licenses": [{"expression": "MIT"}], "externalReferences": [{"url": "https://x.example"}]}
    part = {"name": "tea", "version": "2", "licenses": [{"license": {"id": "ISC"}}], "evidence": {"licenses": [text]}}
    bill = without_addresses({"metadata": {"component": quoth}, "components": [part]})

    assert "example" not in json.dumps(bill)
    assert write_licences(bill, tmp_path) == 2
    assert "tea 2: ISC\nTerms" in (tmp_path / "LICENCES.txt").read_text()
    assert declared({"name": "tea"}) == []
    with pytest.raises(ReleaseFailed, match="these are: milk"):
        write_licences({**bill, "components": [{"name": "milk"}]}, tmp_path)


def test_digests_are_those_of_sha256sum(tmp_path: Path) -> None:
    """They can be checked with what everybody has."""
    (tmp_path / "a.whl").write_bytes(b"a")
    write_sums(tmp_path)
    write_sums(tmp_path)

    assert run("sha256sum", "-c", "SHA256SUMS", what="sha256sum", folder=tmp_path) == "a.whl: OK\n"


def test_a_program_that_fails_is_told() -> None:
    """With the last of what it said."""
    with pytest.raises(ReleaseFailed, match="asking failed with code 3:\nno such thing"):
        run("sh", "-c", "echo no such thing >&2; exit 3", what="asking")
