"""What can be written by hand beside plain questions: a number, two truths and a lie, an opinion; the samples."""

import random
from collections import Counter

import pytest

from bot.games.choice import FAIR
from bot.games.forms import form_of
from bot.library.library import Library
from bot.library.withheld import NOTHING
from content.errors import BadPack
from content.items import KINDS
from content.packs import read_pack
from content.shipped import shipped_packs
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
        (NUMBER.replace("closest", "who-said").format("40"), "is of no kind “who-said”"),
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
            forms[_form(form_of(item), frozenset(item.options))] += worth >= FAIR

    assert sum(count >= 3 for count in forms.values()) >= 6
    if name == "the-round-table":
        assert sum(count >= 14 for count in forms.values()) >= 6
    assert sum(forms.values()) >= 15


def _form(form: str, options: frozenset[str]) -> str:
    """A question of yes or no is asked in a way of its own."""
    return f"{form} true or false" if options == {"True", "False"} else form
