"""What can be written by hand beside plain questions: a number, two truths and a lie, an opinion; the samples."""

import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.games.choice import FAIR
from bot.games.forms import form_of
from bot.library.library import Library
from bot.library.withheld import NOTHING
from content.errors import BadPack
from content.items import KINDS
from content.packs import read_pack
from content.shipped import shipped_packs
from models.deals import dealt
from tests.positions import stored

CLAIMS = """
[[claim]]
id = "kettle"
speaker = "Ada Novak"
text = "A kettle is the only colleague who tells everybody when it is done."
[[claim]]
id = "lid"
speaker = "Ben Osei"
text = "Most lids are lost on the day after they were labelled."
[[claim]]
id = "cups"
speaker = "Ada Novak"
text = "About 40 cups have left the kitchen, and three came back."
"""
NUMBER = '[[item]]\nkind = "closest"\nclaim = "cups"\nquestion = "How many cups left the kitchen?"\nkey = "{}"\n'
WHO = (
    '[[item]]\nkind = "who-said"\nclaim = "cups"\nquestion = "Who counts: Ada or Ben?"\n'
    'key = "Ada Novak"\ndistractors = [{}]\n'
)
GAP = '[[item]]\nkind = "missing-word"\nclaim = "cups"\nquestion = "What left?"\nkey = "cups"\nshown = "{}"\n'
LIE = (
    '[[item]]\nkind = "two-truths"\nclaim = "kettle"\nquestion = "Which one of these is made up?"\n'
    'key = "A kettle is the only colleague who never tells anybody when it is done."\ndistractors = [{}]\n'
)
TRUTHS = (
    '"Most lids are lost on the day after they were labelled.", '
    '"About 40 cups have left the kitchen, and three came back."'
)


def test_a_number_two_truths_and_an_opinion_are_read() -> None:
    """As the items of their kinds are that are made of quotes."""
    pack = read_pack(
        CLAIMS + NUMBER.format("1,200") + LIE.format(TRUTHS) + '[[opinion]]\nclaim = "lid"\n', where="p.toml"
    )
    number, lie, opinion = pack.items
    ids = {q.text: q.id for q in pack.quotes}

    assert (number.kind, number.number, number.options, number.accept) == ("closest", 1200.0, (), ("1,200",))
    assert (lie.kind, len(lie.options), lie.key in lie.options) == ("two-truths", 3, True)
    assert set(lie.quote_ids) == set(ids.values())
    assert (opinion.kind, opinion.key, opinion.options) == ("agree", "", ("I agree", "I do not"))
    assert opinion.stimulus in ids


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (NUMBER.format("many"), "key such as"),
        (NUMBER.format("-4"), "key such as"),
        (NUMBER.format("40") + 'distractors = ["50", "60"]\n', "key such as"),
        (LIE.format('"Only one."'), "two truths as its distractors"),
        (NUMBER.replace("closest", "bluff").format("40"), "is of no kind “bluff”"),
        (NUMBER.replace("closest", "who-said").format("40"), "names no quote or claim of the speaker who is its key"),
        (WHO.format('"Ben Osei", "A lid"'), "has speakers of its pack as its distractors"),
        (NUMBER.replace("closest", "odd-one-out").format("40"), "three lines of one voice as its distractors"),
        (
            GAP.format("About 40 _____ have left the hall"),
            "does not show its quote or claim with _____ where the key stands",
        ),
        (
            GAP.replace("missing-word", "finish-the-quote").format("About 50 …"),
            "does not end as its quote or claim does",
        ),
        (
            NUMBER.replace('claim = "cups"', 'quote = "spoons"').format("40"),
            "names the quote “spoons”, which is not here",
        ),
        (NUMBER.replace('"closest"', "7").format("40"), "the kind of item 1 is no text"),
        ('[[opinion]]\nclaim = "spoon"\n', "names the claim “spoon”, which is not here"),
        ("[[opinion]]\n", "opinion 1 lacks claim"),
    ],
)
def test_what_is_wrong_with_one_is_told(written: str, told: str) -> None:
    """And no pack comes of it."""
    with pytest.raises(BadPack) as refused:
        read_pack(CLAIMS + written, where="p.toml")

    assert told in str(refused.value)


@pytest.mark.parametrize("name", ["the-round-table", "interview-in-brief"])
def test_a_sample_has_fifteen_rounds_and_more_of_six_kinds(name: str) -> None:
    """That are worth asking, each of another line than the others of its kind."""
    pack = next(s.pack() for s in shipped_packs() if s.name == name)
    library = Library([stored(pack, 1)])
    view = library.without(NOTHING)
    forms: Counter[str] = Counter()
    for kind in KINDS:
        for item, _, worth in view.offers(kind, list(library.chosen("")), random.Random(1), None):
            forms[form_of(item)] += worth >= FAIR

    assert sum(count >= 3 for count in forms.values()) >= 6
    assert sum(forms.values()) >= 15


@pytest.mark.parametrize("name", ["the-round-table", "interview-in-brief"])
def test_a_first_game_of_a_sample_asks_what_was_written_for_it(name: str) -> None:
    """Fifteen rounds of five kinds or more, none twice in a row, each of another line; and what begins one varies."""
    pack = next(s.pack() for s in shipped_packs() if s.name == name)
    kept = stored(pack, 1)
    library = Library([replace(kept, info=replace(kept.info, sample=True))])
    games = [[item for item, _ in dealt(library, 15, random.Random(seed))] for seed in range(6)]
    firsts = Counter(game[0].stem + game[0].stimulus for game in games)

    for game in games:
        kinds = [item.kind for item in game]
        assert {item.id for item in game} <= {item.id for item in pack.items}
        assert len(game) == 15
        assert len(set(kinds)) >= 5
        assert all(a != b for a, b in pairwise(kinds))
        assert game[0].options
    assert len(firsts) >= 5


def test_a_written_line_is_one_of_its_kind() -> None:
    """It shows its line, and its explanation at the reveal."""
    written = WHO.format('"Ben Osei", "Cleo Lindqvist"') + GAP.format("About 40 _____ have left the kitchen")
    written += (
        '[[claim]]\nid = "pan"\nspeaker = "Cleo Lindqvist"\ntext = "A pan that is never washed is a landscape."\n'
    )
    who, gap = read_pack(CLAIMS + written, where="p.toml").items

    assert (who.kind, who.stimulus) == ("who-said", "About 40 cups have left the kitchen, and three came back.")
    assert (gap.kind, gap.key, gap.options) == ("missing-word", "cups", ())
