"""Who speaks, in small texts of many programs: unit/cases/labels.json holds the texts and the turns in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from content.reading import parse_transcript

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "labels.json").read_text("utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_everybody_has_their_own_words(case: dict[str, Any]) -> None:
    """Speakers and words of every turn; times, sections and the title where the case names them."""
    found = parse_transcript(case["text"], "x")

    assert [[t.speaker, t.text] for t in found.turns] == case["turns"]
    assert [t.start for t in found.turns] == case.get("starts", [t.start for t in found.turns])
    assert list(dict.fromkeys(t.section for t in found.turns if t.section)) == case.get("sections", [])
    assert found.source.title == case.get("title", "x")
