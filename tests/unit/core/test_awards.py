"""What a game is remembered for, as tables."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.games import evening_wording
from bot.games.evening_wording import honours, ordinal
from bot.games.judging import Verdict
from bot.games.model import Answer, Fake, Phase, Player, Round, RoundState
from bot.games.rules.awards import Award, BestLie, Honour, Record, awards, best_lie
from tests.builders import NOON, item, later, opened

NAMES = {"a": "Ada", "b": "Ben", "c": "Ines"}
PLAYERS = [Player(user_id=user, name=name, joined=True) for user, name in NAMES.items()]


def rounds(count: int, kind: str = "who-said") -> list[Round]:
    """Closed rounds of that kind, each opened at noon."""
    return [
        replace(opened(f"r{n}", number=n, about=replace(item(), kind=kind)), state=RoundState.CLOSED)
        for n in range(1, count + 1)
    ]


def given(round_id: str, user: str, *, right: bool, seconds: float = 9, text: str = "tea") -> Answer:
    """An answer of somebody's."""
    verdict = Verdict.ACCEPT if right else Verdict.REJECT
    return Answer(round_id=round_id, user_id=user, text=text, verdict=verdict, at=later(seconds))


def answers(**pattern: str) -> list[Answer]:
    """By player a sign for each round: x right, . wrong, - silent."""
    return [
        given(f"r{n}", user, right=sign == "x")
        for user, signs in pattern.items() for n, sign in enumerate(signs, 1) if sign != "-"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "kind", "expected"),
    [
        (answers(a="xxxx", b="x..."), "who-said", [(Honour.STREAK, ("Ada",), 4)]),
        (answers(a="xxxx", b="x..."), "closest", [(Honour.STREAK, ("Ada",), 4)]),
        (answers(a="xx.x", b="x.x."), "who-said", [(Honour.EAR, ("Ada",), 3)]),
        (answers(a="xxx.", b="xxx.", c="...."), "odd-one-out",
         [(Honour.STREAK, ("Ada", "Ben"), 3)]),
        (answers(a="xxx", b="xxx", c="xxx"), "who-said", []),  # everybody has it, so nobody is honoured
        (answers(a="xx", b=".."), "who-said", []),  # too short
        (answers(a="xxxx"), "who-said", []),  # nobody else was there
        (answers(a="x.x.", b="...."), "missing-word", []),
    ],
)  # fmt: skip
def test_streaks_and_ears(
    told: Sequence[Answer], kind: str, expected: list[tuple[Honour, tuple[str, ...], int]]
) -> None:
    """Three in a row, two voices known; several share it, but not everybody."""
    count = max(int(a.round_id[1:]) for a in told)
    made = [a for a in awards(Record(PLAYERS, rounds(count, kind), told)) if a.honour is not Honour.FASTEST]

    assert [(a.honour, a.names, a.amount) for a in made] == expected


def test_the_fastest_is_right_and_had_a_clock() -> None:
    """Wrong answers, undone rounds, guesses at numbers and rounds without a clock make nobody quick."""
    played = rounds(7)
    played[1] = replace(played[1], seconds=0)
    played[2] = replace(played[2], void=True)
    played[3] = replace(played[3], phase=Phase.CHOOSING)
    played[4] = replace(played[4], item=replace(item(), number=7.0))
    quick = [given("r1", "a", right=False, seconds=0.1), given("r1", "b", right=True, seconds=3.25)]
    quick += [given(f"r{n}", "c", right=True, seconds=0.5) for n in (2, 3, 4, 5)]
    made = awards(Record(PLAYERS, played, [*quick, given("r6", "c", right=True, seconds=4)]))

    assert Award(Honour.FASTEST, ("Ben",), 3.25) in made


def test_liars_and_their_lies() -> None:
    """Whom most believed in the whole game; a removed ending, or that of an undone round, is no lie of the night."""
    played = [replace(r, phase=Phase.CHOOSING, void=r.number == 3) for r in rounds(4, "bluff")]
    fakes = [
        Fake(round_id=round_id, user_id=user, text=text, at=NOON, removed=removed)
        for round_id, user, text, removed in (
            ("r1", "a", "ink", False), ("r1", "b", "fog", False), ("r2", "b", "rain", False),
            ("r3", "c", "dust", False), ("r4", "c", "lint", True),
        )
    ]  # fmt: skip
    votes = [("r1", "b", "ink"), ("r1", "c", "ink"), ("r2", "a", "rain"), ("r3", "a", "dust"), ("r3", "b", "dust")]
    told = [given(round_id, user, right=False, text=text) for round_id, user, text in votes]
    record = Record(PLAYERS, played, told, fakes)

    assert best_lie(record) == BestLie("ink", "Ada", 2, votes=2)
    # Their lie tells who lied best.
    assert awards(record) == []
    twice = replace(record, fakes=[*fakes, Fake(round_id="r2", user_id="a", text="hail", at=NOON)])
    twice = replace(twice, answers=[*told, given("r2", "c", right=False, text="hail")])
    assert best_lie(twice) == BestLie("ink", "Ada", 2, votes=3)
    assert evening_wording.best_lie(best_lie(twice)) == [
        "Lie of the night: “ink”, by Ada, believed by 2; the endings of Ada got 3 votes in all."
    ]
    believed_once = replace(record, answers=told[1:])
    assert best_lie(believed_once) is None
    assert awards(believed_once) == [Award(Honour.LIAR, ("Ada", "Ben"), 1)]


def test_right_all_alone() -> None:
    """Where at least two others answered; a few may share it, of many a coin chooses one, and all are no honour."""
    told = answers(a="x..x.", b=".x...", c="...x.")
    made = awards(Record(PLAYERS, rounds(5), told))
    assert [(a.names, a.amount) for a in made if a.honour is Honour.ALONE] == [(("Ada", "Ben"), 1)]
    assert not [a for a in awards(Record(PLAYERS, rounds(3), answers(a="x..", b="..."))) if a.honour is Honour.ALONE]
    many = [*PLAYERS, *(Player(user_id=u, name=u.upper(), joined=True) for u in "defg")]
    tied = Record(many, rounds(3), answers(**dict.fromkeys("abcde", "xxx"), f="...", g="..."))
    lucky, *_ = (a for a in awards(tied) if a.honour is Honour.STREAK)
    assert (len(lucky.names), lucky.others) == (1, 4)
    assert [a for a in awards(tied) if a.honour is Honour.STREAK] == [lucky]
    everyone = awards(Record(PLAYERS, rounds(3), answers(a="x..", b=".x.", c="..x")))
    assert Honour.ALONE not in {a.honour for a in everyone}


def test_what_many_did_once_is_no_honour() -> None:
    """Of three who were right all alone once no coin chooses one."""
    many = [*PLAYERS, *(Player(user_id=u, name=u.upper(), joined=True) for u in "de")]
    told = answers(a="x....", b=".x...", c="..x..", d=".....", e=".....")

    assert Honour.ALONE not in {award.honour for award in awards(Record(many, rounds(5), told))}


def test_nobody_takes_all() -> None:
    """Each award is for somebody who was not named yet."""
    told = [*answers(a="xxxxx", b="xx...", c="....."), given("r6", "b", right=True), given("r6", "a", right=False)]
    told += [given("r6", "c", right=False)]
    made = awards(Record(PLAYERS, rounds(6, "who-said"), told))

    # Ada's streak, her ear and her quickest answer are not told as well; Ben was as quick once.
    assert [(award.honour, award.names) for award in made] == [
        (Honour.ALONE, ("Ada",)), (Honour.FASTEST, ("Ada", "Ben")),
    ]  # fmt: skip


def test_a_lie_that_was_believed_is_none_to_be_right_in() -> None:
    """Right before and after it: twice in a row at most."""
    played = [replace(r, phase=Phase.CHOOSING) if r.number == 2 else r for r in rounds(4, "who-said")]
    told = [*(given(f"r{n}", "a", right=True) for n in (1, 3, 4)), given("r2", "b", right=False, text="ink")]
    fakes = [Fake(round_id="r2", user_id="a", text="ink", at=NOON)]

    assert Record(PLAYERS, played, told, fakes).in_a_row("a") == 2
    # Who found the true ending as well goes on by that.
    assert Record(PLAYERS, played, [*told, given("r2", "a", right=True)], fakes).in_a_row("a") == 4


def test_an_undone_or_given_up_round_is_none_to_be_right_in() -> None:
    """Of five, one is undone and one given up: two of three right."""
    played = rounds(5)
    played[1], played[2] = replace(played[1], void=True), replace(played[2], phase=Phase.WRITING)

    assert Record(PLAYERS, played, answers(a="xx-x.")).right("a") == [True, True, False]


def test_one_line_an_award_and_one_joke() -> None:
    """The last line ends in the joke, the same each time it is told."""
    made = [
        Award(Honour.FASTEST, ("Ada",), 2.04),
        Award(Honour.LIAR, ("Ben", "Ines"), 1),
        Award(Honour.EAR, ("Ada",), 2, others=3),
    ]
    lines = honours(made, "seed")

    assert lines == honours(made, "seed")
    assert lines[:2] == [
        "Fastest: Ada, right after 2.0 seconds.",
        "Best liar: Ben and Ines, whose endings got 1 vote each.",
    ]
    assert lines[2].startswith("Best ear: Ada, who knew the voice twice; 3 more did as well, and a coin chose. ")
    assert honours([], "seed") == []


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
                         (21, "21st"), (102, "102nd"), (111, "111th")],
)  # fmt: skip
def test_ordinals(number: int, said: str) -> None:
    """As they are read."""
    assert ordinal(number) == said
