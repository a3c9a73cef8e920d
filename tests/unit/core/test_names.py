"""Speaker names are matched; ordinary words are not."""

import pytest

from bot.core.names import SpeakerName, match_speaker

SPEAKERS = (
    SpeakerName("Maya Okafor", ("Maya's iPhone",)),
    SpeakerName("Paul Graham"),
    SpeakerName("Paul Allen"),
    SpeakerName("Guido van Rossum"),
)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Maya Okafor", ("Maya Okafor",)),
        ("okafor", ("Maya Okafor",)),
        ("Okafro", ("Maya Okafor",)),
        ("maya", ("Maya Okafor",)),
        ("Maya's iPhone", ("Maya Okafor",)),
        ("paul", ("Paul Graham", "Paul Allen")),
        ("Graham, Paul", ("Paul Graham",)),
        ("van rossum", ("Guido van Rossum",)),
        ("training", ()),
        ("data", ()),
        ("paul and the others", ()),
        ("", ()),
        ("ma", ()),
    ],
)
def test_who_is_meant(query: str, names: tuple[str, ...]) -> None:
    """Full, part, typo, alias; several when equally near; nobody for other words."""
    assert match_speaker(query, SPEAKERS) == names
