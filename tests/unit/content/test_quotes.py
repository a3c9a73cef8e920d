"""Which words become quotes: every rule is shown refusing."""

from itertools import product
from time import process_time

import pytest

from content.items import Bank
from content.items.counters import counted_words
from content.model import Speaker, Turn
from content.quotes import select_quotes
from content.quotes.measures import COUNTS, measure, together
from content.quotes.passages import passages
from content.quotes.pieces import pieces
from content.quotes.talk import talk_of
from content.tables import table
from content.text import fold

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
    ("text", "rule"),
    [
        ("Far too short.", "too-short"),
        ("word " * 41 + "end.", "too-long"),
        ("The plan that nobody ever read to its very", "incomplete"),
        ("This is used for that, so we use it in the file there.", "dangling-start"),
        ("For example, you can just use this for the input there.", "dangling-start"),
        ("Which of these versions do you use for the input there?", "asks"),
        ("NOBODY READS THE PLAN UNTIL THE DAY IT CATCHES FIRE.", "capitals"),
        ("People call me Moreau when the plan catches fire.", "own-name"),
        ("Everybody knows that Hugo reads the plan at night.", "names-participant"),
        ("Thank you so much for having me on the show.", "pleasantry"),
        ("Listeners who subscribe today get a discount on the plan.", "advertisement"),
        ("Everybody who listens to this can get a discount on the plan today.", "advertisement"),
        ("My Twitter username is @kettlewatch, or you search for the kettle people there.", "advertisement"),
        ("You can find my work on the usual pages for people who collect kettles.", "advertisement"),
        ("Use the code “kettle” at the counter and every plan is yours for the winter.", "advertisement"),
        ("Whoever says kettle at the door gets 20% off the plans of the whole winter.", "advertisement"),
        ("If you’ve never burnt a plan, head to plans.org and see how it is done.", "advertisement"),
        ("Everybody who burns plans for a living should know that we're always hiring.", "advertisement"),
        ("Sign it and we will send everybody in the harbour free stickers of the kettle.", "advertisement"),
        ("I'm on Twitter @kettle, one word, and nobody has read the plan.", "advertisement"),
        ("Our plan for the winter can be found at kettle-plans.com by everybody.", "advertisement"),
        ("When we come back from the break somebody tells of the plan that burnt.", "announcement"),
        ("We're joined today by somebody who never read a plan to its end.", "announcement"),
        ("I want to give a shout-out to everybody who ever burnt a plan.", "announcement"),
        ("In today's episode somebody burns the very plan that nobody ever read.", "announcement"),
        ("When we get back we'll hear what became of the plan that burnt.", "announcement"),
        ("We're gonna take a short break before somebody burns another plan.", "announcement"),
        ("We also talked about how plans burn and why nobody ever reads them.", "announcement"),
        ("Somebody explains in this episode why every plan ends in the fire.", "announcement"),
        ("The plan is that you have not only a kettle for the winter.", "incomplete"),
        ("Nobody reads the [unintelligible] until the day it burns.", "unclear"),
        ("Nobody reads the [Uintelligible] until the day it burns.", "unclear"),
        ("Nobody reads the (inaudible) until the day it burns.", "unclear"),
        ("Nobody reads the <indistinct> until the day it burns.", "unclear"),
        ("Nobody reads the [single seed 7:52] until it burns.", "unclear"),
        ("= nobody reads the plan until the day it burns.", "incomplete"),
        ("Nobody reads the (??) until the very day it burns.", "unclear"),
        ("Nobody reads the [\\00:06:06.28] until the day it burns.", "unclear"),
        ("Nobody reads the [00:32: 14.03] until the day it burns.", "unclear"),
    ],
)
def test_each_rule_refuses(text: str, rule: str) -> None:
    """One text, one named rule."""
    assert kept(text) == ([], [rule])


def test_no_quote_begins_where_something_is_put_in_between() -> None:
    """Its verb belongs to what stood before: the whole sentence is told, or nothing."""
    said = (
        "Honestly, sometimes the best plan in any harbour office I've seen, and I've witnessed, has burnt at the very "
        "times when there's a lull in winter and a space to breathe for the captains and for all of their kettles."
    )

    assert not [text for text in kept(said)[0] if text.startswith("I've witnessed")]


@pytest.mark.parametrize(
    ("read", "rules"),
    [
        (f"*{GOOD}*", ["read-out"]),
        (f"“{GOOD}”", ["read-out"]),
        (f'"{GOOD}"', ["read-out"]),
        (f"> {GOOD}", ["read-out"]),
        (GOOD, []),
        (f"*Nobody* has a plan. {GOOD}", ["too-short"]),
    ],
)
def test_a_paragraph_that_was_read_out_is_nobodys_quote(read: str, rules: list[str]) -> None:
    """Whoever reads it did not say it."""
    first = "I remember very well what the last captain told us of the plan."

    quoted, left = kept(f"{first}\n{read}")

    assert left == rules
    assert (GOOD in " ".join(quoted)) is (rules != ["read-out"])


def test_near_duplicates_are_refused() -> None:
    """The same sentence with another comma is not worth two numbers."""
    again = "Nobody reads the plan, until the day it catches fire!"

    quoted, left = kept(GOOD, again)

    assert (len(quoted), left) == (1, ["near-duplicate"])


def test_a_quote_begins_and_ends_where_it_is_best() -> None:
    """A clause after "but" and what is only added may be left out."""
    said = (
        "There it is used for that kind of thing in this version of it, but nobody ever reads a plan before it burns."
    )
    added = (
        "Nobody ever reads a plan until the house is on fire, and stuff like that, you know, in that kind of context."
    )

    assert "Nobody ever reads a plan before it burns." in kept(said)[0]
    assert kept(added)[0] == ["Nobody ever reads a plan until the house is on fire …"]


@pytest.mark.parametrize(
    "said",
    [
        "Nobody burns a plan for half off the price of the kettle.",
        "The harbour wants to burn the plan, but first they want a discount.",
        "If I'm on Twitter too much, no plan of mine burns before the winter.",
        "A plan like this takes 20% off the top of every winter.",
        "The code of the harbour is older than the plan, and people use code words for it.",
        "Captains go to sea, and nobody comes back from the break in the ice.",
        "You need not only a plan but a kettle that you would burn it under.",
        "A plan not only burns, it also warms the captain who wrote it.",
    ],
)
def test_what_only_sounds_like_an_offer_is_kept(said: str) -> None:
    """Word for word."""
    assert kept(said) == ([said], [])


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("I walked through all of the harbour, and everything, you know, was going to burn in winter.", False),
        ("I walked through all of the harbour, and everything that you know was going to burn.", True),
        ("I walked through it for the new captains, but what five years of old captains have kept is a kettle.", False),
        ("I walked through it for the new captains, but what the old captains have kept is a kettle.", True),
    ],
)
def test_no_passage_begins_where_no_clause_does(said: str, begins: bool) -> None:
    """What looks like a subject there is none."""
    assert (len({p.begins for p in pieces(said)} - {None}) > 1) is begins


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("The captain of the harbour is not just somebody who burns plans, but the one who keeps the kettle.", False),
        ("The captain of the harbour isn’t only here to burn the old plans, but to keep the kettle.", False),
        ("The captain of the harbour is somebody who burns the old plans, but people keep the kettle.", True),
        ("The captain of the harbour is not somebody who burns the plans, but I know people who do.", True),
    ],
)
def test_no_passage_ends_before_the_half_that_it_is_about(said: str, ends: bool) -> None:
    """Not only X but Y is one thing that is said."""
    assert any(p.closes for p in pieces(said)[:-1]) is ends


@pytest.mark.parametrize(
    ("speaker", "said", "rule"),
    [
        ("Dr Will Host", "Every host who will ask must burn the plan at night.", None),
        ("Dr Will Host", "We all knew that Will would burn the plan at night.", "names-participant"),
        ("Grant Field", "Nobody will grant that the whole field burns at night.", None),
    ],
)
def test_titles_and_ordinary_words_are_no_names(speaker: str, said: str, rule: str | None) -> None:
    """Somebody who is called like a word bans it only where it is written as a name."""
    selection = select_quotes([Turn(speaker="Ines Moreau", text=said)], (*SPEAKERS, Speaker(name=speaker)))

    assert [left.rule for left in selection.left] == ([rule] if rule else [])


def test_an_address_alone_is_no_advertisement() -> None:
    """People speak of the web."""
    said = "Everybody who ever burned a plan at https://plans.example was wrong."

    assert kept(said) == ([said], [])


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


def test_each_quote_says_why_in_words() -> None:
    """At most three reasons, strongest first, in words of a reader."""
    quotes = select_quotes([Turn(speaker="Ines Moreau", text=GOOD)], SPEAKERS).quotes

    assert len(quotes[0].reasons) == 3
    assert all(reason in {row[2] for row in table("quote_reasons")} for reason in quotes[0].reasons)
    assert list(quotes[0].weights) == sorted(quotes[0].weights, reverse=True)
    assert quotes[0].weights[-1] > 0


@pytest.mark.parametrize(
    ("language", "better", "worse"),
    [
        (
            "de",
            "Niemand liest den Plan, bis das ganze Haus in Flammen steht!",
            "Hast du denn den Plan von gestern gelesen?",
        ),
        ("fr", "Personne ne lit le plan avant que la maison ne soit en feu!", "Est-ce que tu as lu le plan du projet?"),
        ("es", "Nadie lee el plan hasta que toda la casa está en llamas!", "¿Y tú has leído ya el plan del proyecto?"),
    ],
)
def test_other_languages_are_ranked_too(language: str, better: str, worse: str) -> None:
    """By what needs no English; and no two scores are equal for want of features."""
    plain = "W" + better[1:].replace("!", ".").replace(" ", " x ", 1)
    turns = [Turn(speaker="Ines Moreau", text=t) for t in (plain, better)]
    scores = [q.score for q in select_quotes(turns, SPEAKERS, language=language).quotes]

    assert len(set(scores)) == len(scores)
    assert select_quotes([Turn(speaker="Ines Moreau", text=worse)], SPEAKERS, language=language).quotes == ()


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


@pytest.mark.parametrize("said", [f"{GOOD} ", "and so we went there, but the plan was burned, ", "“a. ", "word "])
def test_a_text_that_is_longer_costs_no_more_for_each_word(said: str) -> None:
    """Four times as much takes four times as long; what grows with its square takes sixteen times."""

    def once(times: int) -> float:
        begun = process_time()
        select_quotes([Turn(speaker="Ines Moreau", text=said * times)], SPEAKERS)
        return process_time() - begun

    def cost(times: int) -> float:
        # What is swept up in between is not its cost.
        return min(once(times) for _ in range(3))

    once(50)
    assert cost(2000) < 10 * max(cost(500), 0.01)


@pytest.mark.parametrize("said", ["so? ", "yes. ", "a b. "])
def test_of_sentences_of_a_word_few_passages_are_made(said: str) -> None:
    """However many there are; what people say has a passage in fifty letters."""
    paragraph = said * 1000

    assert sum(1 for _ in passages(paragraph, talk_of(()))) < len(paragraph) / 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I think that the 3 kettles cost $40, which is, you know, a lot!", "Nobody at NASA or in Bergen paid that."),
        ("We never knew -- nobody told us; so we waited...", "“The harbour” was closed (again): who'd have thought?"),
        ("At the end of the day it's not so much a boat as a barge", ", and the barge has no engine at all."),
    ],
)
def test_what_is_counted_of_a_passage_is_what_is_counted_of_its_pieces(one: str, other: str) -> None:
    """Pieces are counted once, however many passages they are in."""
    talk = talk_of([Turn(speaker="Ines Moreau", text=f"{one} {other}")])
    apart, whole = together(measure(one, talk), measure(other, talk)), measure(f"{one} {other}", talk)

    assert apart.words == whole.words
    assert apart.heaviest == whole.heaviest
    assert list(map(float, apart.counts)) == pytest.approx(list(map(float, whole.counts)))
    assert sum(whole.counts) > len(whole.words)


def test_words_and_signs_are_counted() -> None:
    """Each by its name."""
    said = "I never sort of paid $40 for the NASA kettle in Bergen, did you?"
    found = dict(zip(COUNTS, measure(said, talk_of([Turn(speaker="Ines Moreau", text=said)])).counts, strict=True))

    told = {"self": 1, "no": 1, "you": 1, "hedge": 1, "digit": 1, "money": 1, "acronym": 1, "capital": 1, "?": 1}
    assert {name: found[name] for name in told} == told


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Größe – “Señor Łukasz’s” café…", 'grosse - "senor lukasz\'s" cafe...'),
        ("Größe – “Señor Łukasz’s” café… 漢 ﬁn", 'grosse - "senor lukasz\'s" cafe... 漢 fin'),
        ("na\u0303o\u00a0 é", "nao e"),
        ("a´b ″", "a b ''"),
    ],
)
def test_a_folded_text_is_the_same_by_the_short_way_and_the_long_one(text: str, folded: str) -> None:
    """Marks and letters that are always folded alike are looked up; one other letter, and all is worked out."""
    assert fold(text) == folded
    assert fold(f"{text}漢") == f"{folded}漢"


def test_what_many_voices_say_again_and_again_is_counted_in_a_time_that_grows_with_the_talk() -> None:
    """Four times as many words that are said often, in four times as many turns."""

    def cost(times: int) -> float:
        known = ["".join(letters) for letters in product("bdfgkl", "aeiou", "bdfgkl", "aeiou")][:times]
        turns = [
            Turn(speaker=SPEAKERS[n % 2].name, text=f"the {word} and the {word} it is.")
            for word in known for n in range(14)
        ]  # fmt: skip
        begun = process_time()
        list(counted_words(Bank([], SPEAKERS, "en"), turns))
        return process_time() - begun

    cost(20)
    assert cost(480) < 10 * max(cost(120), 0.01)


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        (
            "Our move to the new system has been finished since my daughter learned to walk. She drives now.",
            "Our move to the new system has been finished since my daughter learned to walk. She drives now.",
        ),
        (
            "Our move to the new system has been finished since my daughter learned to walk. Any questions?",
            "Our move to the new system has been finished since my daughter learned to walk.",
        ),
    ],
)
def test_a_few_last_words_that_lean_are_the_point(said: str, quoted: str) -> None:
    """What stands by itself at the end of a turn is left out as ever."""
    speakers = (Speaker(name="Ada Novak"), Speaker(name="Ben Osei"))
    turns = (Turn(speaker="Ada Novak", text=said), Turn(speaker="Ben Osei", text="We ship it on Friday, as ever."))

    found = select_quotes(turns, speakers, language="en").quotes

    assert quoted in {q.text for q in found}
