"""Who manages and what is restricted: what is kept, and what words make of it."""

import pytest

from bot.chat.principals import Principal, is_among, principals, restrict, restricted_commands

DAILY = "daily set, daily off, daily skip, daily now, daily next"


@pytest.mark.parametrize(
    ("said", "default", "now", "kept"),
    [
        (["quiz"], "daily", "daily", "quiz, daily"),
        (["quiz", "-daily"], "daily", "daily", "quiz"),
        (["-daily"], "daily", "quiz, daily", "quiz"),
        (["+quote"], "daily", "quiz", "quiz, quote"),
        (["quote"], "daily", "quiz", "daily, quote"),
        (["/quiz start"], "", "", "quiz"),
        (["Daily now"], "", "", "daily now"),
        (["-daily now"], "daily", DAILY, "daily set, daily off, daily skip, daily next"),
        (["-quiz"], "daily", "daily", "daily"),
    ],
)
def test_words_add_to_the_default_or_change_what_holds(said: list[str], default: str, now: str, kept: str) -> None:
    """Bare words are the whole choice beside the default; signs change what holds now."""
    assert restrict(said, default=default, now=now) == kept


@pytest.mark.parametrize("word", ["quiz answer", "whosaid", "quiz", "leaderboard", "quiz join", "dayly"])
def test_only_what_starts_something_is_restricted(word: str) -> None:
    """Playing, answering and reading never are."""
    if word == "quiz":
        assert restricted_commands(word) == {"quiz start"}
        return
    with pytest.raises(KeyError):
        restrict([word], default="", now="")
    assert restricted_commands(word) == frozenset()


def test_what_earlier_versions_kept_means_what_it_meant() -> None:
    """Ids without names, and commands one by one."""
    assert principals("bob, 123") == (Principal("bob"), Principal("123"))
    assert restricted_commands(f"{DAILY}, quiz start") == restricted_commands("daily, quiz")


@pytest.mark.parametrize(
    "principal",
    [
        Principal("U1", "Maya"),
        Principal("R2", "Hosts, & friends = all", is_group=True),
        Principal("bob"),
        Principal("7"),
    ],
)
def test_principals_come_back_as_they_were_kept(principal: Principal) -> None:
    """Whatever signs their names hold."""
    (again,) = principals(str(principal))

    assert (again.id, again.is_group) == (principal.id, principal.is_group)
    assert set(again.name.split()) <= set(principal.name.replace(",", " ").split())


@pytest.mark.parametrize(
    ("user", "groups", "manages"), [("U1", (), True), ("U2", (), False), ("U2", ("R1",), True), ("R1", ("U1",), False)]
)
def test_a_group_is_no_person(user: str, groups: tuple[str, ...], manages: bool) -> None:
    """A user id that equals a group's id gives no rights, nor the other way round."""
    managers = (Principal("U1"), Principal("R1", is_group=True))

    assert is_among(managers, user, groups) is manages
