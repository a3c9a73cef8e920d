"""Which words become quotes: every rule is shown refusing."""

import pytest

from content.model import Speaker, Turn
from content.quotes import select_quotes
from content.quotes.passages import passages
from content.quotes.worthiness import worthiness

SPEAKERS = (Speaker(name="Ines Moreau"), Speaker(name="Hugo Prinz"))
GOOD = "Nobody reads the plan until the day it catches fire."


def kept(*texts: str, speaker: str = "Ines Moreau") -> tuple[list[str], list[str]]:
    """The quotes of one turn a text, and the rules that refused the rest."""
    selection = select_quotes([Turn(speaker=speaker, text=t) for t in texts], SPEAKERS)
    return [q.text for q in selection.quotes], [left.rule for left in selection.left]


def test_a_good_sentence_is_kept() -> None:
    """Word for word."""
    assert kept(GOOD) == ([GOOD], [])


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("So the plan caught fire before anybody had read it.", "The plan caught fire before anybody had read it."),
        ("And, um, nobody ever read it, you know, to its very end.", "Nobody ever read it to its very end."),
        ("Yeah. Well, I would rather read the plan in winter.", "I would rather read the plan in winter."),
        ("Like I said, I would rather read the plan in winter.", "I would rather read the plan in winter."),
        ("So plans are read in winter and burnt in spring.", "Plans are read in winter and burnt in spring."),
        ("So many plans are read in winter and burnt in spring.", None),
        ("Well before noon the last plan was on fire.", None),
        ("No, nobody ever reads the plan to its end.", None),
    ],
)
def test_ties_to_what_was_said_before_are_not_shown(said: str, quoted: str | None) -> None:
    """Nor are sounds and asides; the original stays. What would mean something else without them is left alone."""
    selection = select_quotes([Turn(speaker="Ines Moreau", text=said)], SPEAKERS)

    assert [(q.text, q.original) for q in selection.quotes] == ([(quoted, said)] if quoted else [])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Far too short.", "too-short"),
        ("word " * 41 + "end.", "too-long"),
        ("The plan that nobody ever read to its very", "incomplete"),
        ("This is what nobody had ever told us before.", "dangling-start"),
        ("For example, nobody had ever read the plan before.", "dangling-start"),
        ("People call me Moreau when the plan catches fire.", "own-name"),
        ("Everybody knows that Hugo reads the plan at night.", "names-participant"),
        ("Thank you so much for having me on the show.", "pleasantry"),
        ("Listeners who subscribe today get a discount on the plan.", "advertisement"),
        ("Nobody reads the [unintelligible] until the day it burns.", "unclear"),
    ],
)
def test_each_rule_refuses(text: str, rule: str) -> None:
    """One text, one named rule."""
    assert kept(text) == ([], [rule])


def test_near_duplicates_are_refused() -> None:
    """The same sentence with another comma is not worth two numbers."""
    again = "Nobody reads the plan, until the day it catches fire!"

    assert kept(GOOD, again) == ([GOOD], ["near-duplicate"])


def test_a_sentence_that_leans_on_the_last_comes_with_it() -> None:
    """Joined to one self-contained quotation, as it stands in the paragraph."""
    text = f"{GOOD} Then they all want a copy. The copies burn just as well as the original did."

    assert [p.text for p in passages(text)] == [
        f"{GOOD} Then they all want a copy.",
        "The copies burn just as well as the original did.",
    ]


def test_nobody_s_words_are_no_quotes() -> None:
    """Narration has no speaker to attribute it to."""
    assert select_quotes([Turn(speaker=None, text=GOOD)], SPEAKERS).quotes == ()


def test_ids_depend_on_the_words_alone() -> None:
    """A quote keeps its id when the turns around it, its section or its speaker's name change."""
    one = select_quotes([Turn(speaker="Ines Moreau", text=GOOD)], SPEAKERS).quotes[0]
    turns = [
        Turn(speaker="Hugo Prinz", text="We had coffee before the meeting, as always."),
        Turn(speaker="I. M.", text=GOOD, section="New"),
    ]
    other = select_quotes(turns, (*SPEAKERS, Speaker(name="I. M."))).quotes[1]

    assert one.id == other.id


def test_unspaced_scripts_are_measured_in_characters() -> None:
    """A Japanese sentence of thirty characters is long enough."""
    text = "計画というものは燃え上がるその日まで誰一人として読もうとしない。"

    assert kept(text) == ([text], [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("I believe that every plan burns better than it reads.", "opinion"),
        ("The plan was read less than it was burned.", "contrast"),
        ("Of 300 plans in the archive 299 are ashes.", "concrete"),
        ("Who in this room has ever really read it?", "question"),
        ("We burn the plans in the garden and all that stuff.", "vague"),
        ("I guess that we could burn it in the garden.", "leans-back"),
        ("Like I said, we burn the plans in the garden.", "about-the-talk"),
        ("Like I said, it’s... We burn the plans in the garden.", "broken-off"),
    ],
)
def test_scores_have_reasons(text: str, reason: str) -> None:
    """Each feature that moved a score is named."""
    score, reasons = worthiness(text)

    assert reason in reasons
    assert 0 <= score <= 1


@pytest.mark.parametrize(
    ("name", "said", "rule"),
    [
        ("Secretary Rice", "The secretary of the club never once read the plan.", None),
        ("General Draft", "A draft of the general plan burned before the morning.", None),
        ("Mark Orr", "Every archivist leaves a mark on the plan before lunch.", None),
        ("Mark Orr", "Nobody had asked Mark about the plan before it burned.", "own-name"),
        ("mark orr", "Nobody had asked mark about the plan before it burned.", "own-name"),
    ],
)
def test_a_name_bans_itself_and_no_ordinary_word(name: str, said: str, rule: str | None) -> None:
    """Titles ban nothing; what is an ordinary word as well bans only where it is written as a name."""
    selection = select_quotes([Turn(speaker=name, text=said)], (Speaker(name=name),))

    assert [left.rule for left in selection.left] == ([rule] if rule else [])
