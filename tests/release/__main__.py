"""`make release`: all of it but the upload. What is in dist/ at the end was built, installed alone and tried."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bot import __version__
from tests.release import audit, papers
from tests.release.archives import build, check_contents, tracked
from tests.release.commands import ROOT, ReleaseFailed, run, say
from tests.release.installing import PYTHONS, check_locks, find_python, install, prove

DIST = ROOT / "dist"


def main() -> int:
    """0 when everything is as it must be; else one sentence, and dist/ as far as it came."""
    parser = argparse.ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("--draft", action="store_true", help="of a checkout that is not ready to be released")
    chosen = parser.parse_args()
    try:
        _ready(draft=chosen.draft)
        _release()
    except ReleaseFailed as failed:
        sys.stderr.write(f"No release: {failed}\n")
        return 1
    return 0


def _ready(*, draft: bool) -> None:
    """Whether this is the checkout to be released."""
    wrong = []
    if run("git", "status", "--porcelain", what="git status"):
        wrong.append("the checkout has changes that are not committed: commit them, or put them away.")
    if f"## [{__version__}]" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        wrong.append(f"CHANGELOG.md has no section [{__version__}]: move what is under Unreleased there.")
    for sentence in wrong if draft else ():
        say(f"A draft only: {sentence}")
    if wrong and not draft:
        raise ReleaseFailed(" ".join(wrong) + " make release DRAFT=1 tries it all the same.")


def _release() -> None:
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    sdist, wheel = build(DIST)
    say(f"Built {sdist.name} and, from it, {wheel.name}: {check_contents(wheel, tracked())} files, as they are here.")
    for version in PYTHONS:
        check_locks(version)
    say(f"The locks hold for Python {', '.join(PYTHONS)}, without a compiler.")
    _tried(sdist, wheel)
    shutil.copy(ROOT / "requirements.lock", DIST)
    papers.write_sums(DIST)
    say("Audit:")
    if audit.main() == audit.KNOWN:
        raise ReleaseFailed("something is known against what would be shipped.")
    say(f"Ready in {DIST.name}/: {', '.join(sorted(p.name for p in DIST.iterdir()))}. Nothing was uploaded.")


def _tried(sdist: Path, wheel: Path) -> None:
    """Each archive alone in fresh environments, the wheel in every Python that is here."""
    there = {version: find_python(version) for version in PYTHONS}
    here = ".".join(map(str, sys.version_info[:2]))
    for archive, version in [(sdist, here), *((wheel, v) for v in PYTHONS if there[v])]:
        with tempfile.TemporaryDirectory() as folder:
            inside = install(archive, there[version] or sys.executable, Path(folder))
            prove(inside, Path(folder))
            say(f"{archive.name} plays, installed alone in Python {version}.")
            if archive == wheel and version == here:
                told = papers.write_licences(papers.write_bill(inside, DIST), DIST)
                say(f"{papers.BILL} and {papers.LICENCES} tell of {told} packages.")
    if missing := [version for version in PYTHONS if not there[version]]:
        say(f"Not tried, for want of it on this machine: Python {', '.join(missing)}.")


if __name__ == "__main__":
    sys.exit(main())
