"""Who never heard the talk thinks of some names by the words around a gap, and of others hardly ever."""

from pathlib import Path

import pytest

from content import associations as shipped
from content.associations import Associations, associations
from content.items.stems import stems
from models import associations as made


@pytest.mark.parametrize(
    ("heard", "name"),
    [
        ("the very famous documentation, the hard way, for deploying containers on clusters", "kubernetes"),
        ("a smart speaker that answers when you ask it to play some music in the kitchen", "alexa"),
        ("we read and wrote the tables of our relational database with its extensions", "postgres"),
    ],
)
def test_what_everybody_would_think_of_comes_first(heard: str, name: str) -> None:
    """A few hundred of eight thousand names come before it at most; among other words it stands further back."""
    before, share = associations().standing(name, stems(heard))
    otherwise, less = associations().standing(name, stems("our grandmother grew tomatoes behind the harbour"))

    assert before < otherwise
    assert share > less


def test_a_name_that_nobody_counted_comes_last() -> None:
    """Behind every name that is known, and with no share."""
    assert associations().standing("kettlewatch", stems("a lamp in the harbour")) == (len(associations().names), 0.0)


def test_the_order_and_the_shares_are_those_of_all_names() -> None:
    """Of three names: by how often each was said, and how often it stood beside what is heard."""
    known = Associations({"ada": 0, "ben": 1, "ines": 2}, [8, 4, 4], {"lamp": 5, "rope": 4},
        {"lamp": ([1], [4]), "rope": ([0, 2], [1, 1])}, 40)  # fmt: skip

    assert [known.standing(name, {"unheard"})[0] for name in ("ada", "ben")] == [0, 1]
    assert known.standing("ben", {"lamp"})[0] == 0
    for heard in ({"lamp"}, {"lamp", "rope"}, set[str]()):
        assert sum(known.standing(name, heard)[1] for name in known.names) == pytest.approx(1.0)


def test_counts_hold_what_was_said_in_several_talks_and_no_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name of three talks with the words beside it; neither what one talk names, nor what seldom stood beside it."""
    monkeypatch.setattr(made, "fold_of", lambda _talk: 0)
    for number in range(4):
        turns = [
            "**Ada Novak:** We always repaired the lanterns of Kettlewatch in the harbour, whatever the weather was.",
            f"**Ben Osei:** And I never heard of Ropehouse{'' if number else ' Nine'} until somebody painted it green.",
        ]
        (tmp_path / f"talk-{number}.md").write_text("\n\n".join(turns), "utf-8")
    (tmp_path / "README.md").write_text("**Ada Novak:** A word about Marlow and the lanterns.", "utf-8")
    output = tmp_path / "counts.gz"

    assert made.main([str(tmp_path), "--but", "README", "--licence", "Ours.", "-o", str(output)]) == 0
    monkeypatch.setattr(shipped, "_FILE", output)
    counts = associations.__wrapped__()

    assert set(counts.names) == {"kettlewatch", "ropehouse"}
    assert counts.sentences == 8
    assert {"lante", "harbo"} <= set(counts.words)
    assert "green" not in counts.words, "three times beside a name are too few"
