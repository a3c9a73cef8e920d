"""Who speaks, in small texts of many programs: unit/cases/labels.json holds the texts and the turns in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from content.errors import ContentError
from content.reading import parse_transcript

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "labels.json").read_text("utf-8"))
# These are not read yet; whoever teaches a reader one of them takes its name out.
PENDING = {
    "display names before a colon in captions", "bracketed stand-ins", "parenthesised stand-ins", "broadcast captions",
    "names in cue ids", "Zoom's chat, tabs", "Zoom's chat, from and to, with a private message", "bold name and time",
    "front matter, then name and time", "name, then time in parentheses", "questions and answers", "relay chat",
    "WhatsApp on an iPhone", "Slack, copied", "minutes are no speakers", "a link is no speaker",
}  # fmt: skip


def row(case: dict[str, Any]) -> Any:
    """A case as a parameter."""
    pending = pytest.mark.xfail(reason="not read yet", raises=(AssertionError, ContentError), strict=True)
    return pytest.param(case, id=case["name"], marks=pending if case["name"] in PENDING else ())


@pytest.mark.parametrize("case", [row(case) for case in CASES])
def test_everybody_has_their_own_words(case: dict[str, Any]) -> None:
    """Speakers and words of every turn; times, sections and the title where the case names them."""
    found = parse_transcript(case["text"], "x")

    assert [[t.speaker, t.text] for t in found.turns] == case["turns"]
    assert [t.start for t in found.turns] == case.get("starts", [t.start for t in found.turns])
    assert list(dict.fromkeys(t.section for t in found.turns if t.section)) == case.get("sections", [])
    assert found.source.title == case.get("title", "x")
