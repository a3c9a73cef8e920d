"""What a reveal adds to a quote: how the talk went on, or what had been asked; and what is never told so."""

from dataclasses import replace

import pytest

from bot.games.aside_wording import aside
from bot.games.history import History
from bot.library.blocked import Blocked
from bot.library.library import Library, View
from bot.library.model import Aside, NumberedQuote, Scene, StoredPack
from bot.library.withheld import Withheld
from content.model import Item, Quote, Source, Speaker, Turn
from content.passages import Passages
from tests.builders import pack, quote, stored
from tests.unit.core.shelf import A, B, about

LINE = "A backup that nobody has restored is a rumour with a price."
TALK = (
    Turn(speaker=B, text="Let us talk about that. What is a backup worth to you?"),
    Turn(speaker=A, text=f"{LINE} We pay for four of them."),
    Turn(speaker=B, text="Yeah. And which of the four have you tried?"),
)


def talk(*turns: Turn, asked: str = "", others: tuple[Quote, ...] = (), dropped: tuple[str, ...] = ()) -> StoredPack:
    """A talk in which that line is a quote."""
    said = turns or TALK
    at = next(place for place, turn in enumerate(said) if LINE in turn.text)
    quotes = (replace(quote(LINE, turn=at, speaker=A), asked=asked), *others)
    made = replace(
        pack("talk", LINE), source=Source(title="Talk"), turns=said, quotes=quotes,
        speakers=(Speaker(name=A), Speaker(name=B)),
    )  # fmt: skip
    return replace(stored(1, made), passages=Passages(said, quotes, language="en", dropped=dropped))


def told(held: StoredPack, withheld: Withheld | None = None) -> Aside | None:
    """What is told beside that line."""
    view = View(Library([held]), Library([held])._contents, withheld or Withheld())
    return view.aside(view.number(1))


CUT = (TALK[0], replace(TALK[1], text=LINE), TALK[2])


def test_what_somebody_else_said_comes_first_then_the_question_then_how_it_went_on() -> None:
    """The speaker's own next sentence is the last choice."""
    assert told(talk()) == Aside("We pay for four of them.", A)
    asked = talk(asked="What is a backup worth to you?")
    assert told(asked) == Aside("What is a backup worth to you?", B, asked=True)
    assert told(talk(*CUT, asked="What is a backup worth to you?")) == Aside("Which of the four have you tried?", B)


def test_a_quote_that_follows_is_told_as_it_stands_and_not_asked_any_more() -> None:
    """As somebody put it right."""
    second = replace(quote("We pay for four of them.", turn=1, speaker=A), text="We pay for five of them.", edited=True)
    beside = told(talk(others=(second,)))

    assert beside == Aside("We pay for five of them.", A, quote_id=second.id)
    assert second.id in History.of([], [beside]).game_quotes
    # A sample's are few.
    sample = talk(others=(second,))
    assert told(replace(sample, info=replace(sample.info, sample=True))) is None


@pytest.mark.parametrize(
    "said",
    [
        "We pay for four of them, and head over to our sponsor.", "After the break we pay for four of them.",
        "We pay for -- no, wait.", "We pay for four of", "So we pay for four [unintelligible 00:06:06] of them.",
        "His salary pays for four of them.", "Thank you for that.", " ".join(["word"] * 31) + ".",
    ],
)  # fmt: skip
def test_what_nobody_enjoys_is_not_told(said: str) -> None:
    """Advertisements, announcements, what breaks off or is unclear, delicate matters, thanks, a speech."""
    assert told(talk(Turn(speaker=A, text=f"{LINE} {said}"))) is None


ASKED = "What is a backup worth to you?"


@pytest.mark.parametrize(
    "withheld",
    [
        Withheld(blocked=Blocked(speakers=frozenset({"ben osei"}))),
        Withheld(blocked=Blocked(phrases=frozenset({"four", "worth"}))),
        Withheld([about("Now which of the four have you tried?", "four"), about(ASKED, "backup")]),
    ],
)  # fmt: skip
def test_nothing_leaves_that_is_withheld_or_blocked(withheld: Withheld) -> None:
    """Be it how the talk went on or what was asked."""
    assert told(talk(*CUT, asked=ASKED)) is not None
    assert told(talk(*CUT, asked=ASKED), withheld) is None


def test_nothing_leaves_that_was_dropped_or_said_by_somebody_who_is_not_quoted() -> None:
    """Nor what follows a line whose speaker was put right: nobody can tell whose that is."""
    held = talk(*CUT, asked=ASKED)
    assert told(talk(*CUT, asked=ASKED, dropped=(ASKED, "And which of the four have you tried?"))) is None
    assert told(held.seen_as(replace(held.info, silent=frozenset({B})))) is None
    (own,) = held.quotes
    moved = replace(talk(), quotes=(replace(own, quote=replace(own.quote, speaker=B)),))
    assert told(moved) is None


@pytest.mark.parametrize(
    ("beside", "line"),
    [
        (Aside("Which have you tried?", B), "Then Ben Osei: “Which have you tried?”"),
        (Aside("We pay for four.", A), "And then: “We pay for four.”"),
        (Aside("What is it worth?", B, asked=True), "The question was: “What is it worth?”"),
        # The round asked for it.
        (Aside("Is it a rumour?", B), ""), (None, ""),
    ],
)  # fmt: skip
def test_the_line(beside: Aside | None, line: str) -> None:
    """Short, and never what the round told."""
    asked = Item(id="i", kind="who-answered", stimulus=LINE, stem="Who answered?", key="Is it a rumour?")
    numbered = NumberedQuote(number=1, pack_id=1, quote=quote(LINE, speaker=A))

    assert aside(beside, numbered, asked) == line
    assert not aside(beside, numbered, replace(asked, explanation="It was Ben."))


def test_what_stood_above_the_line_is_not_told_again() -> None:
    """Then how it went on is; a question that did not stand there is told as ever."""
    held = talk(*CUT, asked="What is a backup worth to you?")
    view = View(Library([held]), Library([held])._contents, Withheld())
    above = Scene("… What is a backup worth to you?", B, went_on=False)

    assert view.aside(view.number(1), above) == Aside("Which of the four have you tried?", B)
    asked = talk(asked="What is a backup worth to you?")
    view = View(Library([asked]), Library([asked])._contents, Withheld())
    assert view.aside(view.number(1), above) == Aside("We pay for four of them.", A)
    assert view.aside(view.number(1), Scene("Let us talk.", B, went_on=False)) == Aside(
        "What is a backup worth to you?", B, asked=True
    )
