"""The source archive, and the wheel that is built from it: what is in them."""

import os
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.release.commands import ROOT, TOOLS, ReleaseFailed, run

PACKAGES = ("bot", "content", "adapters")


def build(into: Path) -> tuple[Path, Path]:
    """Both archives, the wheel from what is in the other one, byte for byte the same at every call."""
    sdist = _built("sdist", ROOT, into)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        wheel = _built("wheel", next(Path(folder).iterdir()), into)
    return sdist, wheel


def _built(kind: str, folder: Path, into: Path) -> Path:
    before = set(into.iterdir())
    environ = {**os.environ, "SOURCE_DATE_EPOCH": "1735689600"}
    words = (TOOLS / "python", "-m", "hatchling", "build", "-t", kind, "-d", into)
    run(*words, what=f"building the {kind}", folder=folder, environ=environ)
    (made,) = set(into.iterdir()) - before
    return made


def tracked(root: Path = ROOT) -> Mapping[str, bytes]:
    """Every file of the packages that is part of the project, with what is in it."""
    told = run("git", "ls-files", "-z", *PACKAGES, what="git ls-files", folder=root)
    return {name: (root / name).read_bytes() for name in told.split("\0") if name}


def check_contents(wheel: Path, expected: Mapping[str, bytes]) -> int:
    """Whether the wheel has these files, as they are, and nothing else; returns how many. Raises ReleaseFailed."""
    with zipfile.ZipFile(wheel) as archive:
        held = {n: archive.read(n) for n in archive.namelist() if ".dist-info/" not in n}
    missing = sorted(expected.keys() - held.keys())
    strange = sorted(held.keys() - expected.keys())
    changed = sorted(n for n in expected.keys() & held.keys() if expected[n] != held[n])
    told = {"lacks": missing, "has, though the project has not,": strange, "has other bytes of": changed}
    for wrong, names in told.items():
        if names:
            raise ReleaseFailed(f"the wheel {wrong} {', '.join(names[:5])} ({len(names)} in all)")
    return len(held)
