"""What goes with a release: a bill of materials (CycloneDX), and the licences of all that is installed with it."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.release.commands import ROOT, TOOLS, ReleaseFailed, run

BILL, LICENCES, SUMS = "quoth.cdx.json", "LICENCES.txt", "SHA256SUMS"


def write_bill(inside: Path, into: Path) -> Mapping[str, Any]:
    """What that environment holds, each with version and licence, no address of a server; it is valid CycloneDX."""
    told = run(
        TOOLS / "cyclonedx-py", "environment", "--gather-license-texts", "--output-reproducible", "--pyproject",
        ROOT / "pyproject.toml", "--mc-type", "application", inside, what="cyclonedx-py",
    )  # fmt: skip
    bill: dict[str, Any] = without_addresses(json.loads(told))
    (into / BILL).write_text(json.dumps(bill, indent=1) + "\n")
    return bill


def without_addresses(part: Any) -> Any:
    """The same without what points at servers: a component is told by its name, version and purl."""
    if isinstance(part, dict):
        return {k: without_addresses(v) for k, v in part.items() if k != "externalReferences"}
    return [without_addresses(each) for each in part] if isinstance(part, list) else part


def write_licences(bill: Mapping[str, Any], into: Path) -> int:
    """One text with the licence of Quoth and of everything in the bill; returns of how many. Raises ReleaseFailed."""
    components = [bill["metadata"]["component"], *bill["components"]]
    if lacking := [c["name"] for c in components if not declared(c)]:
        raise ReleaseFailed(f"nobody says under which licence these are: {', '.join(lacking)}")
    (into / LICENCES).write_text("\n".join(part for each in components for part in _told(each)), encoding="utf-8")
    return len(components)


def declared(component: Mapping[str, Any]) -> Sequence[str]:
    """The licences that a component names."""
    told = component.get("licenses", [])
    return [e.get("expression") or e["license"].get("id") or e["license"].get("name", "") for e in told]


def _told(component: Mapping[str, Any]) -> Iterator[str]:
    yield "=" * 80
    yield f"{component['name']} {component.get('version', '')}: {', '.join(declared(component))}"
    for evidence in component.get("evidence", {}).get("licenses", []):
        text = evidence.get("license", {}).get("text", {})
        if text.get("encoding") == "base64":
            yield base64.b64decode(text["content"]).decode("utf-8", "replace")


def write_sums(into: Path) -> None:
    """A digest of every other file there, as sha256sum -c reads it."""
    files = sorted(p for p in into.iterdir() if p.name != SUMS)
    lines = (f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files)
    (into / SUMS).write_text("".join(lines))
