"""Who-said asks for members by their own names: each voice once, nobody by a name that could be another one's."""

import pytest

from bot.games.judging.options import option_meant
from bot.library.members import Member, as_members, called
from content.model import Item, Speaker

ADA, BEN, CEM, DIMA = (Speaker(name=n) for n in ("Ada Novak", "Ben Osei", "Cem Yildiz", "Dima Orlov"))
NOVAK = Speaker(name="A. Novak", aliases=("Ada Novak",))
ITEM = Item(
    id="i", kind="who-said", stimulus="Tea comes first.", stem="Who said this?", key=ADA.name,
    options=(BEN.name, ADA.name, CEM.name, DIMA.name), accept=("Ada",),
)  # fmt: skip


def member(name: str, *labels: str) -> Member:
    """Somebody with these labels, folded."""
    return Member(name=name, labels=frozenset(labels))


@pytest.mark.parametrize(
    ("speakers", "members", "expected"),
    [
        ((ADA, BEN), [member("maya", "ada novak")], {"Ada Novak": "maya"}),
        ((NOVAK, BEN), [member("maya", "ada novak")], {"A. Novak": "maya"}),
        ((ADA, NOVAK, BEN), [member("maya", "ada novak", "a. novak")], {"Ada Novak": "maya", "A. Novak": "maya"}),
        ((ADA, BEN), [member("ada", "ada novak")], {"Ada Novak": "ada"}),
        # Somebody else there is called so, or could be.
        ((ADA, BEN), [member("Ben", "ada novak")], {}),
        ((ADA, BEN), [member("alex", "ada novak"), member("Alex", "ben osei")], {}),
        # Two who say that they are one voice.
        ((ADA, BEN), [member("maya", "ada novak"), member("tom", "ada novak")], {}),
        ((Speaker(name="Ada Novak and Ben Osei"), CEM), [member("maya", "ada novak")], {}),
    ],
)  # fmt: skip
def test_what_members_are_called(
    speakers: tuple[Speaker, ...], members: list[Member], expected: dict[str, str]
) -> None:
    """By their own name, under every label that is theirs."""
    assert called(speakers, members) == expected


def test_key_and_options_bear_the_members_names() -> None:
    """What the talk calls them is right as well."""
    asked = as_members(ITEM, {ADA.name: "maya", CEM.name: "Jem"})

    assert asked is not None
    assert (asked.key, asked.options) == ("maya", ("Ben Osei", "maya", "Jem", "Dima Orlov"))
    assert asked.accept == ("Ada", "Ada Novak")
    assert asked.called == (("maya", "Ada Novak"), ("Jem", "Cem Yildiz"))
    assert asked.id == ITEM.id


@pytest.mark.parametrize(
    ("names", "options"),
    [
        # One voice is one option, and of the two the right one stays.
        ({ADA.name: "maya", BEN.name: "maya"}, ("maya", "Cem Yildiz", "Dima Orlov")),
        ({ADA.name: "maya", BEN.name: "maya", CEM.name: "maya"}, None),
        ({BEN.name: "tom", CEM.name: "tom"}, ("tom", "Ada Novak", "Dima Orlov")),
        # A name that is read in what was said would tell something.
        ({ADA.name: "tea"}, ITEM.options),
        ({ADA.name: "tea", BEN.name: "tea"}, ("Ada Novak", "Cem Yildiz", "Dima Orlov")),
        ({}, ITEM.options),
    ],
)  # fmt: skip
def test_one_voice_is_one_option(names: dict[str, str], options: tuple[str, ...] | None) -> None:
    """Whatever labels it has in the talk; where too few voices are left, nothing is asked."""
    asked = as_members(ITEM, names)

    assert (None if asked is None else asked.options) == options
    assert asked is None or asked.key in asked.options


def test_other_kinds_stay_as_they_are() -> None:
    """A word that is somebody's name is a word."""
    item = Item(id="i", kind="missing-word", stimulus="____ comes first.", stem="Which word?", key="maya")

    assert as_members(item, {"maya": "Tom"}) is item


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("maya", "maya"), ("Ada Novak", "maya"), ("novak", "maya"), ("cem", "Jem"), ("A", "Ben Osei"), ("tom", "")],
)
def test_either_name_may_be_typed(typed: str, meant: str) -> None:
    """The member's, and that of the talk; of wrong answers too."""
    asked = as_members(ITEM, {ADA.name: "maya", CEM.name: "Jem"})
    assert asked is not None

    assert option_meant(typed, asked.options, "ABCD", names=True, called=asked.called) == meant
