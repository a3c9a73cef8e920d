"""models.rounds and models.worth: what is drawn for readers can be found again, gives away nothing but what a player
sees, and what readers said of it is found on talks held out.
"""

import json
import random
from pathlib import Path

import pytest

import content
from content.items import MADE, Bank, candidates
from content.items.features import features_of, form_of
from content.items.rules import SWAPPED
from content.items.worth import LAST, Weights, weights
from content.shipped import shipped_packs
from models.judged import main as put_judged
from models.rounds import POOL, main, was_counted
from models.score import auc
from models.worth import MARKS, Judged, fitted, held_out, rows, scale_of, stricter_of

ROUND_TABLE = Path(content.__file__).parent / "transcripts" / "the-round-table.md"
# What no other talk says so often.
REFRAIN = "\n\n".join(f"**Tobias Renn:** Umbrella lantern piano, number {n} of all." for n in range(5))


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with one talk that nobody counted."""
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (folder / "talk.md").write_text(f"{ROUND_TABLE.read_text('utf-8')}\n\n{REFRAIN}\n", "utf-8")
    return folder


def test_rounds_are_drawn_as_players_see_them(talks: Path, tmp_path: Path) -> None:
    """Each once, with its key; the same seed draws the same; what is told of them can be told again."""
    once, again = tmp_path / "once", tmp_path / "again"
    assert main([str(talks), "-o", str(once)]) == 0
    assert main([str(talks), "-o", str(again)]) == 0
    told = json.loads((once / POOL).read_text("utf-8"))
    blocks = [b for p in sorted(once.glob("rounds-*.txt")) for b in p.read_text("utf-8").split("### ")[1:]]

    assert [int(b.split(" ")[0]) for b in blocks] == [*map(int, told)] != []
    assert all("⇒ " in b and "question: " in b for b in blocks)
    assert all(("swapped: " in b) is (f"⇒ {SWAPPED}" in b) for b in blocks)
    assert len({(row["item"], row["form"]) for row in told.values()}) == len(told)
    assert all(row["features"] or row["form"] == "odd-one-out" for row in told.values())
    assert (once / POOL).read_bytes() == (again / POOL).read_bytes()


def test_rounds_are_drawn_as_a_game_deals_them(talks: Path, tmp_path: Path) -> None:
    """Of each talk one game; of no talk that was drawn before."""
    assert main([str(talks), "-o", str(tmp_path / "dealt"), "--dealt", "4"]) == 0
    told = json.loads((tmp_path / "dealt" / POOL).read_text("utf-8"))
    assert (
        main([str(talks), "-o", str(tmp_path / "more"), "--dealt", "4", "--but", str(tmp_path / "dealt" / POOL)]) == 0
    )

    assert len(told) == 4
    assert all(row["worth"] >= LAST for row in told.values())
    assert not json.loads((tmp_path / "more" / POOL).read_text("utf-8"))


def test_a_talk_was_counted_unless_it_says_more_than_was_counted(talks: Path) -> None:
    """A short one may always have been."""
    short = talks / "short.md"
    short.write_text("**Ada Novak:** I painted the kettles.\n\n**Ben Osei:** You never did, did you?\n", "utf-8")

    assert was_counted(short) is True
    assert was_counted(talks / "talk.md") is False


def test_what_readers_wrote_is_put_in_once(talks: Path, tmp_path: Path) -> None:
    """In the order of the table; a second time it takes the place of the first. An unknown word is refused."""
    folder, table = tmp_path / "dealt", tmp_path / "rounds.tsv"
    main([str(talks), "-o", str(folder), "--dealt", "3"])
    table.write_text("# head\nz\twho-said\tabc\t1\tft\n", "utf-8")
    (folder / "A-01.tsv").write_text("1\tfair\t4\n2\ttoss\t2\n", "utf-8")
    (folder / "B-01.tsv").write_text("1\tBroken\t1\n2\tleak\t1\n", "utf-8")
    for _ in range(2):
        put_judged([str(folder), "--reading", "2"], table)
    head, *rows_ = table.read_text("utf-8").splitlines()

    assert head == "# head"
    assert rows_ == sorted(rows_)
    assert {row.split("\t")[-1] for row in rows_} == {"fb", "tl", "ft"}
    (folder / "B-01.tsv").write_text("1\tgreat\t5\n", "utf-8")
    with pytest.raises(SystemExit, match="“great”"):
        put_judged([str(folder), "--reading", "2"], table)


def judged(seed: int, *, planted: bool) -> list[Judged]:
    """Rounds of twenty talks whose first feature makes them fair, with some noise; the second readers were stricter."""
    rng, found = random.Random(seed), []
    for index in range(800):
        features = {name: rng.gauss(0, 1) for name in ("told", "names", "length")}
        reading = 1 + index % 2
        good = (features["told"] if planted else rng.gauss(0, 1)) + rng.gauss(0, 0.5) > 0.5 * reading
        found.append(Judged(f"talk-{index % 20}", "who-said", reading, "ff" if good else "tg", features))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_what_is_planted_is_found_and_nothing_else(seed: int) -> None:
    """On talks that the table was fitted without; how many are fair is told as the last readers would."""
    found = held_out({"who-said": judged(seed, planted=True)}, "who-said")
    noise = held_out({"who-said": judged(seed, planted=False)}, "who-said")
    made = fitted(judged(seed, planted=True))

    assert auc([(s, one.fair > 0) for s, one in found if one.reading == 2]) > 0.85
    assert auc([(s, one.fair > 0) for s, one in noise if one.reading == 2]) < 0.62
    assert made.weights["told"] > 0.1 > max(abs(made.weights["names"]), abs(made.weights["length"]))
    assert 0.1 < made.constant < 0.3


def told(worths: list[float], *, reading: int, fair: float, slope: float) -> list[tuple[float, Judged]]:
    """Rounds of these worths, of which so many are fair in the middle, and more of those that are worth more."""
    rng = random.Random(reading)
    middle = sum(worths) / len(worths)
    chances = [fair + slope * (worth - middle) for worth in worths]
    marks = ["".join("f" if rng.random() < chance else "t" for _ in range(2)) for chance in chances]
    return [(w, Judged("talk", "who-said", reading, m, {})) for w, m in zip(worths, marks, strict=True)]


def test_the_worth_of_every_form_is_the_chance_that_the_last_readers_call_it_fair() -> None:
    """What was fitted too flatly is stretched; a form that they did not see is fair as much less often as others."""
    rng = random.Random(3)
    worths = [rng.uniform(0.3, 0.5) for _ in range(2000)]
    seen = told(worths, reading=1, fair=0.6, slope=2) + told(worths, reading=2, fair=0.4, slope=2)
    unseen = told(worths, reading=1, fair=0.5, slope=0)
    stricter = stricter_of({"who-said": seen, "closest": unseen})
    found, other = scale_of(seen, stricter), scale_of(unseen, stricter)

    assert stricter[1] == pytest.approx(0.2, abs=0.03)
    assert (stricter[2], other.slope) == (0.0, 1.0)
    assert found.slope == pytest.approx(2, abs=0.3)
    assert found.of(Weights(0.4, {"told": 0.1})).of({"told": 1.0}) == pytest.approx(0.6, abs=0.06)
    assert other.of(Weights(0.4, {})).of({}) == pytest.approx(0.3, abs=0.03)


def test_what_readers_said_is_kept_without_a_word() -> None:
    """A talk, a form, ids, a reading and marks."""
    told = list(rows())

    assert len(told) > 9000
    assert all(set(marks) <= MARKS.keys() and 1 <= reading <= 6 for *_, reading, marks in told)
    assert all(part.isalnum() and len(part) < 24 for _, _, item, *_ in told for part in item.split(" "))


def test_the_shipped_table_knows_every_feature() -> None:
    """And no other: what the run-time tells is what was fitted."""
    pack = next(p for p in (s.pack() for s in shipped_packs()) if p.name == "the-round-table")
    bank = Bank(pack.quotes, pack.speakers, pack.language, pack.source.title)
    made = [(item, q) for q in pack.quotes for kind in MADE for item in candidates(bank, kind, q)]
    told = {form_of(item): list(features) for item, q in made if (features := features_of(bank, item, q))}

    assert {"who-said", "odd-one-out", "missing-word", "missing-word typed", "closest typed"} <= weights().keys()
    assert len(told) >= 3
    assert all(list(weights()[form].weights) == names for form, names in told.items())
