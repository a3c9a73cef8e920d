"""What people paste: pages between the words, names in any spelling, tables, lines whose speaker is not sure."""

import pytest

from content.account import FURNITURE, account_of
from content.errors import NoTranscript
from content.formats.framed import without_frame
from content.formats.paper import page_lines
from content.model import Transcript
from content.packs import pack_from_transcript
from content.reader import parse_transcript

WHO = ("Ada Novak", "Ben Osei", "Ines Moreau")
SAID = (
    "The lift stopped between two floors.", "I have the key and lack the door.", "Then we take the stairs.",
    "Who carries the piano?", "I carried it the last time.", "Nobody thanked you.",
    "The piano did not thank me either.", "It is a quiet piano.", "Then nobody plays it.",
)  # fmt: skip
TALK = [f"{WHO[n % 3]}: {said}" for n, said in enumerate(SAID)]


def read(*lines: str) -> Transcript:
    """What is read of these lines."""
    return parse_transcript("\n".join(lines), "talk")


def said(found: Transcript) -> list[tuple[str | None, str]]:
    """The turns."""
    return [(t.speaker, t.text) for t in found.turns]


@pytest.mark.parametrize(
    "printed",
    [
        "page {} of 3", "Page {} of 3", "- Seite {} von 3 -", "Page {} sur 3", "Página {} de 3", "p. {}/3", "Page {}",
        "- {} -", "{}", "Minutes of the house    {}", "{} | Minutes of the house", "Minutes of the house, page {}",
    ],
)  # fmt: skip
def test_numbers_of_pages_are_nobodys_words(printed: str) -> None:
    """Between the words, whoever spoke before; the account says what became of them."""
    lines = [line for n in range(3) for line in (*TALK[3 * n : 3 * n + 3], printed.format(n + 1))]
    found = read(*lines)

    assert said(found) == [(WHO[n % 3], text) for n, text in enumerate(SAID)]
    pack = pack_from_transcript(found, name="talk")
    assert [line.rule for line in account_of(pack, "\n".join(lines)) if line.use == FURNITURE] == ["page"] * 3


def test_what_is_printed_above_every_number_goes_with_it() -> None:
    """A running head has no number of its own."""
    lines = [line for n in range(3) for line in (*TALK[3 * n : 3 * n + 3], "HOUSE MINUTES", f"Page {n + 1} of 3")]

    assert [text for _, text in said(read(*lines))] == list(SAID)


@pytest.mark.parametrize(
    "lines",
    [
        ("12", "7", "9"),  # no pages: they do not count up
        ("Speaker 1", "Speaker 2", "Speaker 3"),
        ("Question 1", "Question 2", "Question 3"),
        ("Turn to page 3 of 8.", "Turn to page 4 of 8.", "Turn to page 5 of 8."),
        ("one", "two", "three"),
    ],
)
def test_other_lines_with_numbers_are_no_pages(lines: tuple[str, ...]) -> None:
    """However often they stand there."""
    assert page_lines([part for line in lines for part in (line, "So it is.")]) == frozenset()


def test_numbers_that_follow_each_other_directly_were_counted_by_somebody() -> None:
    """Between two pages something stands."""
    assert page_lines(["Ada: I count.", "1", "2", "3"]) == frozenset()


@pytest.mark.parametrize(
    ("spelt", "called"),
    [
        (("ADA", "Ada", "ada"), "Ada"),
        (("Ada novak", "ADA NOVAK", "Ada Novak"), "Ada Novak"),
        (("ada", "ada", "ADA"), "ada"),  # nobody writes it as names are written: what stands there more often
        (("DR. NOVAK", "Dr. Novak", "DR. NOVAK"), "Dr. Novak"),
        (("inès", "Inès", "INÈS"), "Inès"),
    ],
)
def test_a_name_in_several_spellings_is_one_person(spelt: tuple[str, ...], called: str) -> None:
    """Nobody is told of it, for nothing is left to mend."""
    found = read(*(f"{who}: {text}" for n, text in enumerate(SAID[:6]) for who in ("Ben", spelt[n // 2])[n % 2 :][:1]))

    assert [s.name for s in found.speakers] == ["Ben", called]
    assert not found.problems


def test_other_layouts_have_one_spelling_as_well() -> None:
    """Captions, chats, tables."""
    found = read(*(f"{('Ada', 'Ben', 'ADA')[n % 3]}  0:{n}0\n{text}\n" for n, text in enumerate(SAID[:6])))

    assert [s.name for s in found.speakers] == ["Ada", "Ben"]


@pytest.mark.parametrize(
    ("label", "starts"),
    [
        ("{} (09:1{} AM):", [None] * 9),
        ("{} [12.05.2026, 09:1{}]:", [None] * 9),
        ("{}, (0:1{}):", [float(10 + n) for n in range(9)]),
        ("{} 0:1{}:", [float(10 + n) for n in range(9)]),
        ("{} 9:1{} AM:", [None] * 9),
        ("{} - 0:1{}:", [float(10 + n) for n in range(9)]),
    ],
)
def test_a_time_behind_a_name_is_no_part_of_it(label: str, starts: list[float | None]) -> None:
    """One of the day is no second of the recording."""
    found = read(*(f"{label.format(WHO[n % 3], n)} {text}" for n, text in enumerate(SAID)))

    assert said(found) == [(WHO[n % 3], text) for n, text in enumerate(SAID)]
    assert [t.start for t in found.turns] == starts


def test_a_name_before_a_dash_ends_at_the_dash() -> None:
    """A colon in the sentence behind it makes no longer name."""
    lines = [f"{WHO[n % 3]} - {text}" for n, text in enumerate(SAID)]
    found = read(*lines, "Ada Novak - Then that is the plan: we move the piano.")

    assert [s.name for s in found.speakers] == list(WHO)
    assert said(found)[-1] == ("Ada Novak", "Then that is the plan: we move the piano.")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ada Novak; I never said that.", "begins with “Ada Novak”, but not as names stand here"),
        ("ada > I never said that.", "begins with “ada”, but not as names stand here"),
        ("Ben - I never said that.", "begins with “Ben”, but not as names stand here"),
        ("Ben Osei    I never said that.", "begins with “Ben Osei”, but not as names stand here"),
        ("ben osei 0:15 I never said that.", "begins with “ben osei”, but not as names stand here"),
        ("??: I never said that.", "“??” stands before a colon and was taken for nobody"),
        ("zed x: I never said that.", "“zed x” stands before a colon and was taken for nobody"),
        ("(everybody talks at once)", "a paragraph between what people say counts as nobody's"),
    ],
)
def test_a_line_whose_speaker_is_not_sure_is_told_and_nobodys(line: str, problem: str) -> None:
    """It is not given to whoever spoke before."""
    found = read(*TALK[:4], line, *TALK[4:])

    assert (None, line) in said(found)
    assert [(p.line, problem in p.text) for p in found.problems] == [(5, True)]


@pytest.mark.parametrize("line", ["Ben, did you carry it?", "Ada said so."])
def test_who_is_spoken_to_or_of_does_not_begin_a_turn(line: str) -> None:
    """Such a paragraph goes on with what was said before it."""
    found = read(*TALK[:4], line)

    assert said(found)[-1] == ("Ada Novak", f"{SAID[3]}\n{line}")


@pytest.mark.parametrize("line", ["Ben Osei: And then?", "Ben Osei - And then?"])
def test_below_names_in_lines_of_their_own_a_name_before_words_is_not_sure(line: str) -> None:
    """Whoever has the floor there is not given its words."""
    lines = [part for n, text in enumerate(SAID[:6]) for part in (f"{WHO[n % 3]}  0:{n}0", text)]
    found = read(*lines, line)

    assert said(found)[-1] == (None, line)
    assert [p.line for p in found.problems] == [13]


def test_a_name_alone_whose_time_is_missing_begins_a_turn() -> None:
    """Where the others have one."""
    lines = [part for n, text in enumerate(SAID[:6]) for part in (f"{WHO[n % 3]}: 0:{n}0", text)]
    found = read(*lines, "Ben Osei:", "And then?")

    assert said(found)[-1] == ("Ben Osei", "And then?")


@pytest.mark.parametrize(
    ("heads", "delimiters"),
    [
        ("time{0}who{0}what", "\t;|,"),
        ("Zeit{0}Sprecher{0}Wortlaut", "\t;|,"),
        ("Temps{0}Intervenant{0}Propos", "\t;|,"),
        # Without such a head a tab parts what chats are saved in.
        ("a{0}b{0}c", ";|,"),
        ("", ";|,"),
    ],
)
def test_tables_are_read_by_what_their_columns_hold(heads: str, delimiters: str) -> None:
    """Whatever these are called, if they are called anything."""
    for delimiter in delimiters:
        rows = [delimiter.join((f"0:{n}0", WHO[n % 3], text)) for n, text in enumerate(SAID[:6])]
        found = read(*([heads.format(delimiter)] if heads else []), *rows)

        assert [(t.speaker, t.text, t.start) for t in found.turns] == [
            (WHO[n % 3], text, 10.0 * n) for n, text in enumerate(SAID[:6])
        ]
        assert not found.problems


def test_a_row_without_a_name_is_nobodys_where_all_others_have_one() -> None:
    """And told; a row without words is told as well."""
    rows = [f"0:{n}0\t{WHO[0] if n < 3 else WHO[n % 3]}\t{text}" for n, text in enumerate(SAID)]
    found = read("time\twho\twhat", *rows[:4], "0:35\t\tThere is a piano.", *rows[4:], "1:40\tBen Osei\t")

    assert (None, "There is a piano.") in said(found)
    assert [p.line for p in found.problems] == [12, 6]


@pytest.mark.parametrize("delimiter", [", ", "; "])
def test_sentences_with_commas_are_no_table(delimiter: str) -> None:
    """However regular they are."""
    lines = [f"{WHO[n % 3]}{delimiter}the piano is heavy and the lift is slow{delimiter}as ever" for n in range(8)]
    with pytest.raises(NoTranscript):
        read(*lines)


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "({}) ", "#{}: ", "[{}] "])
def test_the_numbers_of_a_list_are_no_part_of_its_names(number: str) -> None:
    """They count up from line to line."""
    found = read(*(number.format(n + 1) + line for n, line in enumerate(TALK)))

    assert said(found) == [(WHO[n % 3], text) for n, text in enumerate(SAID)]


def test_numbers_that_do_not_count_up_are_left() -> None:
    """They may be anything."""
    text = "\n".join(f"{7 * n}. {line}" for n, line in enumerate(TALK))

    assert without_frame(text) == (text, frozenset())


def test_what_stands_around_a_quoted_transcript_is_nobodys() -> None:
    """The mail's own words, its signature."""
    found = read("Dear Ben:", "here it is.", *(f"> {line}" for line in TALK), "I agree!", "--", "Ada")

    assert [pair for pair in said(found) if pair[0]] == [(WHO[n % 3], text) for n, text in enumerate(SAID)]
    assert {text for who, text in said(found) if who is None} == {"Dear Ben:", "here it is.", "I agree!", "--", "Ada"}


def test_quotations_in_a_talk_are_left() -> None:
    """Where names stand before the lines that quote nobody."""
    text = "\n".join([*TALK, "> A piano is furniture that remembers.", "> It says so: twice.", "> So it is."])

    assert without_frame(text) == (text, frozenset())


def test_a_text_whose_speakers_are_not_sure_is_told_with_what_was_seen() -> None:
    """Which labels, how often, where, and how to say that they are people."""
    lines = ["So it began.", "No one asked.", "Brick: it is heavy.", "It was late.", "Dust: it is light.", "It rained."]
    with pytest.raises(NoTranscript) as refused:
        read(*lines)

    assert refused.value.line == 3
    assert "who speaks in it is not sure: before a colon stands “Brick” (in line 3) and “Dust” (in line 5)" in str(
        refused.value
    )
    assert '--map "Brick=Brick"' in str(refused.value)
