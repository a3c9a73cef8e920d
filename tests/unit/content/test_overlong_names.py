"""A name that is longer than any name is told, and its words are nobody's: in every layout, and never lost."""

import json
from collections.abc import Callable

import pytest

from content.reader import parse_transcript

SAID = ("The lift is slow.", "It always was.", "Nobody timed it.", "I did.", "Twice, in the rain.", "And I was late.")
Remarks = list[tuple[str, str]]
LAYOUTS: dict[str, Callable[[Remarks], str]] = {
    "paragraphs": lambda said: "\n\n".join(f"{who}: {text}" for who, text in said),
    "bold": lambda said: "\n\n".join(f"**{who}:** {text}" for who, text in said),
    "bold alone": lambda said: "".join(f"**{who}**\n\n{text}\n\n" for who, text in said),
    "bold and time": lambda said: "".join(f"**{who}** *0:0{n}*\n\n{text}\n\n" for n, (who, text) in enumerate(said)),
    "beside a time": lambda said: "".join(f"{who}  0:0{n}\n{text}\n\n" for n, (who, text) in enumerate(said)),
    "before a time": lambda said: "".join(f"{who} (0:0{n}) {text}\n\n" for n, (who, text) in enumerate(said)),
    "captions": lambda said: "WEBVTT\n\n" + "".join(
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n{who}: {text}\n\n" for n, (who, text) in enumerate(said)
    ),
    "voices": lambda said: "WEBVTT\n\n" + "".join(
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n<v {who}>{text}\n\n" for n, (who, text) in enumerate(said)
    ),
    "chat": lambda said: "".join(f"00:00:0{n}\t{who}:\t{text}\n" for n, (who, text) in enumerate(said)),
    "table": lambda said: "speaker,words\n" + "".join(f'"{who}","{text}"\n' for who, text in said),
    "segments": lambda said: json.dumps(
        {"segments": [{"start": n, "text": text, "speaker": who} for n, (who, text) in enumerate(said)]}
    ),
    "records": lambda said: json.dumps([{"start": n, "body": text, "who": who} for n, (who, text) in enumerate(said)]),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", ["A" + "d" * 300, "Ada Novak " * 30 + "X"], ids=["one word", "many words"])
def test_a_name_of_301_characters_is_told_and_loses_nothing(name: str, layout: str) -> None:
    """Whoever spoke before says nothing of it, and whoever comes next is named again."""
    names = ("Ada", "Ben", "Ada", "Ben", name, "Ada")
    found = parse_transcript(LAYOUTS[layout](list(zip(names, SAID, strict=True))), "x")

    assert [next(t.speaker for t in found.turns if text in t.text) for text in SAID] == [*names[:4], None, "Ada"]
    assert sum("too long for a name" in problem.text for problem in found.problems) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "What I would like to say about all of that, because it has been on my mind for such a long time now, is: no",
        "DAS WAR SO. " * 8 + "UND: dann kam der Aufzug",
        "Ada Novak, Ben Osei, Mara Lind, Ines Moreau, Tom Byrd and Ida Quist were there on that long evening: all",
    ],
)
def test_a_long_sentence_with_a_colon_is_no_name(sentence: str) -> None:
    """It goes on with what its speaker says."""
    found = parse_transcript(f"Ada: The lift is slow.\n\nBen: It was.\n\n{sentence}\n\nAda: I see.\n\nBen: Yes.", "x")

    assert next(t.speaker for t in found.turns if sentence.rsplit(":", maxsplit=1)[-1] in t.text) == "Ben"
    assert found.problems == ()
