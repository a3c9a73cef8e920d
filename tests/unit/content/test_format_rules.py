"""The rules that formats share, each by itself: what is a label, an address, a page, a repeated caption."""

from collections import Counter
from collections.abc import Sequence

import pytest

from content.formats.account import RULES, Account
from content.formats.colonless import colonless_labels
from content.formats.cues import Caption, overlaps
from content.formats.cues import captions as captions_in
from content.formats.furniture import is_link, rule_for
from content.formats.grammar import is_labelled_one_by_one
from content.formats.initialled import of_nobody
from content.formats.label_marks import is_custom
from content.formats.labels import ASKED, BOLD, Labelled, is_named, reads_as_sentence
from content.formats.lone_names import lone_names
from content.formats.titled import titled_label
from content.formats.web_pages import is_page


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Ada, and then", True),
        ("Wait! Ada", True),
        ("Why?” Ada", True),
        ("Ada Novak, PhD", False),
        ("Dr. Ada Novak", False),
        ("One Two Three Four Five Six Seven Eight", False),
        ("One Two Three Four Five Six Seven Eight Nine", True),
    ],
)
def test_a_mark_within_makes_a_sentence_of_a_label(label: str, *, sentence: bool) -> None:
    """What ends a sentence or a clause, and goes on behind it; a title or a degree is none."""
    assert reads_as_sentence(label) is sentence


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Ada Novak", True),
        ("Ada van der Berg", True),
        ("ada novak", False),
        ("ada99", True),
        ("SPEAKER_01", True),
        ("speaker 2", True),
        ("Night Owl 7", True),
        ("first 32 bit mini", False),
    ],
)
def test_what_is_named(label: str, *, named: bool) -> None:
    """Words written large, a handle, a numbered voice; figures in the middle of a sentence make no handle."""
    assert is_named(label) is named


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("https://example.org/talk", True),
        ("<https://example.org/talk>", True),
        ("https://example.org/talk was it", False),
        ("see https://example.org/talk", False),
        ("<https", False),
    ],
)
def test_what_is_an_address_and_nothing_else(text: str, *, is_address: bool) -> None:
    """With or without what mails put around it."""
    assert is_link(text) is is_address


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Transcribed by https://otter.ai", "footer"),
        ("This editable transcript was computer generated and might hold errors.", "footer"),
        ("Meeting ended after 00:41:12", "footer"),
        ("Ada Novak started transcription", "footer"),
        ("Ada Novak started transcription " * 4 + "started transcription", None),
        ("-----", "footer"),
        ("--", None),
        ("Minutes by [Ada](mailto:ada@example.org)", "minutes"),
        ("Minutes by [Ada](mailto:ada@example.org", None),
        ("One two three four five six seven eight nine ten eleven [Ada](mailto:ada@example.org)", "minutes"),
        ("One two three four five six seven eight nine ten eleven twelve [Ada](mailto:ada@example.org)", None),
        ("It rained all day.", None),
    ],
)  # fmt: skip
def test_what_nobody_said(text: str, rule: str | None) -> None:
    """Each by the rule that tells it."""
    assert rule_for(text, None) == rule


@pytest.mark.parametrize(
    ("label", "text", "rule"),
    [
        ("Recording", "https://example.org/talk", "link"),
        ("Ada Novak", "https://example.org/talk is where it lies.", None),
        ("Attendees", "Ada, Ben", "minutes"),
        ("Ada Novak", "It rained.", None),
    ],
)
def test_a_label_that_nobody_took_tells_what_its_line_is(label: str, text: str, rule: str | None) -> None:
    """An address, or what minutes tell before anybody speaks."""
    assert rule_for(f"{label}: {text}", Labelled(label, text)) == rule


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        ("<!DOCTYPE html>\n<p>Rain.", True),
        ("<p>Rain.</p>\n<p>Snow.</p>\n<p>Hail.</p>", True),
        ("<p>Rain.</p>\n<p>Snow.</p>", False),
        ("<p>Rain.</p>\n<p>Snow.</p>\nHail.\nFog.", False),
        ("<p>Rain.</p>\n<p>Snow.</p>\n<p>Hail.</p>\nFog.\nWind.", True),
        ("<p>Rain.\n<p>Snow.\n<p>Hail.</p>", False),
        ("Ada: Rain.\nBen: Snow.\nAda: </p> is a tag.", False),
    ],
)
def test_a_page_of_the_web(lines: str, *, page: bool) -> None:
    """A whole one, or a piece of which more than half of the lines, of three at least, begin and end a block."""
    assert is_page(lines) is page


def captions(*lines: str) -> list[Caption]:
    """Cues a second long, with what stands in them; a stroke parts lines."""
    return [Caption(float(n), n + 1.0, n, held.split("|")) for n, held in enumerate(lines, 1)]


@pytest.mark.parametrize(
    ("cues", "rolling"),
    [
        (["a", "a|b", "b|c", "c|d", "d|e"], True),
        # Three at least, and more than half that show a line again.
        (["a|b", "b|c", "c|d"], False),
        (["a|b", "b|c", "c|d", "d|e"], True),
        (["a|b", "b|c", "c|d", "x|e", "y|f", "z|g"], False),
        (["a|b", "b|c", "c|d", "d|e", "y|f", "z|g"], False),
        (["a|b", "b|c", "c|d", "d|e", "e|f", "z|g"], True),
        # One line said again and again is no rolling caption: more than a third have two.
        (["a", "a", "a", "a", "a", "a"], False),
        (["a", "a", "a", "a", "a|b", "a|b"], False),
        (["a", "a", "a", "a|b", "a|b", "a|b"], True),
    ],
)
def test_captions_that_roll(cues: Sequence[str], *, rolling: bool) -> None:
    """Automatic ones show the line before once more above the new one."""
    assert overlaps(captions(*cues)) is rolling


@pytest.mark.parametrize(
    ("labels", "continues", "one_by_one"),
    [
        ([None, None], False, False),
        (["Ada", "Ben"], True, True),
        (["Ada", None], False, False),
        (["Ada", "Ada", "Ada", None], True, True),
        (["Ada", "Ada", None], True, False),
        # Two of sixteen without a label are few, three are not; and of fewer lines nobody can tell.
        (["Ada", "Ben"] * 7 + [None] * 2, False, True),
        (["Ada", "Ben"] * 7 + [None] * 2, True, False),
        (["Ada", "Ben", "Cleo", "Dan"] * 3 + ["Ada"] + [None] * 3, False, False),
        (["Ada", "Ben"] * 6 + [None], False, False),
    ],
)
def test_whether_every_line_is_meant_to_have_a_label(
    labels: Sequence[str | None], *, continues: bool, one_by_one: bool
) -> None:
    """Else an unlabelled one goes on with who spoke before."""
    assert is_labelled_one_by_one(labels, continues=continues) is one_by_one


@pytest.mark.parametrize(
    ("marked", "plain", "custom"),
    [
        ({"Ada": 3, "Ben": 3}, {}, True),
        ({"Ada": 1, "Ben": 1}, {}, False),
        # Names that nobody knows: rivals with known ones stand before a colon alone.
        ({"Zorvax": 3, "Quillon": 3}, {"Ada": 3}, False),
        ({"Ada": 3, "Ben": 3}, {"Ada Novak": 6}, True),
        ({"Ada": 3, "Ben": 3}, {"Cleo": 7, "Anna": 3}, False),
        ({"Ada": 3, "Ben": 3}, {"Zorvax": 9}, True),
        ({"Ada": 3, "Ben": 3}, {"Ada": 13}, False),
        ({"Zorvax Quill": 3, "Moro Tandel": 3}, {}, True),
        ({"Zorvax": 3, "Quillon": 3}, {}, False),
    ],
)
def test_a_mark_that_sets_names_off(marked: dict[str, int], plain: dict[str, int], *, custom: bool) -> None:
    """Persons who come again with it, as many as stand before a colon alone."""
    held = [Labelled(name, "It rained.", mark=BOLD) for name, count in marked.items() for _ in range(count)]

    assert is_custom(held, Counter(plain)) is custom


def test_every_rule_says_what_it_leaves_out() -> None:
    """In a few words, no two alike; what paragraphs and chats are left out by is among them."""
    assert RULES.keys() >= set(
        "minutes facts link footer header time note system action reaction reply omitted".split()
    )
    assert all(words.strip() and words == words.strip() for words in RULES.values())
    assert len(set(RULES.values())) == len(RULES)


@pytest.mark.parametrize(
    ("line", "is_time"),
    [
        ("00:01 -> oops", True),
        ("1:0 → ", True),
        ("It goes -> there", False),
        ("A --> B", False),
        ("x" * 61 + " 0:01 --> 0:02", False),
    ],
)
def test_a_time_that_is_broken(line: str, *, is_time: bool) -> None:
    """It begins a cue without a time, which is told; an arrow alone is a word of somebody's."""
    found, problems = captions_in([line, "It rained."], Account())

    assert [cue.lines for cue in found] == [["It rained."] if is_time else [line, "It rained."]]
    assert bool(problems) is is_time


@pytest.mark.parametrize(
    ("order", "are_names"),
    [
        # At least every second name is another one than that before it.
        ("AABBAAB", True),
        ("AAABBBA", False),
        ("ABABAB", True),
        # Two come three times each.
        ("ABABA", False),
        ("AAAAAA", False),
    ],
)
def test_names_alone_above_what_they_said(order: str, *, are_names: bool) -> None:
    """Whoever speaks gives way to somebody else; headings need not."""
    names = {"A": "Ada Novak", "B": "Ben Osei"}
    lines = [line for sign in order for line in (names[sign], "It rained all day.", "")]

    assert list(lone_names(lines, 0).values()) == ([names[sign] for sign in order] if are_names else [])


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("Senator Quist. Thank you.", "Senator Quist"),
        ("Mr. Osei of Ohio. I yield.", "Mr. Osei of Ohio"),
        ("The Chairman. The committee will come to order.", "The Chairman"),
        ("Dr. Novak [presiding]. Yes.", "Dr. Novak"),
        ("Thank you. Senator Quist.", None),
        ("Senator Quist.", None),
    ],
)
def test_who_speaks_in_a_hearing(paragraph: str, label: str | None) -> None:
    """By what they are called, and a point; it is set off by more than its colon."""
    found = titled_label(paragraph)

    assert (found and found.label) == label
    assert found is None or (found.mark, found.text) == (ASKED, paragraph.rsplit(". ", 1)[1])


@pytest.mark.parametrize(
    ("labels", "nobody"),
    [
        (["AN", "BO", "KM", "TRX"], {"Closures"}),
        (["Ada", "Ben", "Kim", "Tom"], set()),
        (["AN", "BO", "KM"], set()),
        (["AN", "BO", "KM", "TRXYZ"], set()),
    ],
)
def test_in_minutes_of_initials_a_word_is_nobody(labels: list[str], nobody: set[str]) -> None:
    """Which others write small; where people stand by their names it may be one."""
    said = [Labelled(label, "It is hard to have closures there.") for label in labels for _ in range(3)]

    assert of_nobody([*said, Labelled("Closures", "What of them?")]) == nobody


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["Ada", "Ben"], {"Ada", "Ben"}),
        (["Ada Novak", "Ben van Osei"], {"Ada Novak", "Ben van Osei"}),
        (["Ada Maria Jo Novak", "Ben Jan van Osei"], set()),
        (["First", "Second"], set()),
        (["because it", "That's how it"], set()),
        (["Ada"], set()),
    ],
)
def test_labels_before_a_dash(labels: list[str], found: set[str]) -> None:
    """Two at least that come three times, of three words at most, and no beginning of a sentence."""
    lines = [f"{label} - It rained." for label in labels for _ in range(3)]

    assert colonless_labels(lines, lambda line: (None, line)) == found
