"""What a reviewer is warned of, in four languages."""

from pathlib import Path

import pytest

from content.delicate import TITLES, warnings
from content.tables import table

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases" / "delicate.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "told", "text"), CASES)
def test_a_passage_is_warned_of(language: str, told: str, text: str) -> None:
    """By its words, whole ones, in its language."""
    assert ",".join(warnings(text, language)) == told.replace("-", "")


def test_a_speaker_is_no_customer() -> None:
    """Whoever says their own name beside a customer."""
    text = "The customer asked for Ada Novak, and for nobody else."

    assert warnings(text, "en") == ("customer",)
    assert warnings(text, "en", "Ada Novak") == ()


def test_every_kind_has_words_in_every_language() -> None:
    """One row each, as what stands in turns of speech has."""
    rows = [(kind, language) for kind, language, _ in table("delicate")]
    kinds = (*TITLES, "persons", "amount", "apart")

    assert sorted(rows) == sorted((kind, language) for kind in kinds for language in ("en", "de", "fr", "es"))
