"""What is shown of what was said: words are left out and none is changed."""

import pytest

from content.model import Speaker, Turn
from content.quotes import select_quotes

SPEAKERS = (Speaker(name="Ines Moreau"), Speaker(name="Hugo Prinz"))


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("So the plan caught fire before anybody had read it.", "The plan caught fire before anybody had read it."),
        ("And, um, nobody ever read it, you know, to its very end.", "Nobody ever read it to its very end."),
        ("Well, I would rather read the plan in winter.", "I would rather read the plan in winter."),
        ("Like I said, I would rather read the plan in winter.", "I would rather read the plan in winter."),
        ("So plans are read in winter and burnt in spring.", "Plans are read in winter and burnt in spring."),
        (
            "So many plans are read in winter and burnt in spring.",
            "So many plans are read in winter and burnt in spring.",
        ),
        ("Well before noon the last plan was on fire.", "Well before noon the last plan was on fire."),
        ("No, nobody ever reads the plan to its end.", "No, nobody ever reads the plan to its end."),
        ("Nobody, if if you ask me, reads the the plan in winter.", "Nobody, if you ask me, reads the plan in winter."),
        ("Nobody burns plans, but it, it was a plan for for us.", "Nobody burns plans, but it was a plan for for us."),
        (
            "If I was drawing it, it would burn before the winter.",
            "If I was drawing it, it would burn before the winter.",
        ),
        ("What the plan really is, is a letter to the winter.", "What the plan really is, is a letter to the winter."),
        ("I will tell you, you never read the plan in winter.", "I will tell you, you never read the plan in winter."),
        ("…so you burn the plan before I can read it.", "You burn the plan before I can read it."),
        ("— probably nobody but Ada ever read that plan.", "Probably nobody but Ada ever read that plan."),
        (".NET was on fire before anybody had read the plan.", ".NET was on fire before anybody had read the plan."),
        ("And -- I mean, nobody ever burns the plan of a winter.", "Nobody ever burns the plan of a winter."),
        ("you burnt the plan before Ada had read it all.", "You burnt the plan before Ada had read it all."),
        ("it burns before anybody has read it. That is Ada.", "It burns before anybody has read it. That is Ada."),
        ("eBPF was on fire before anybody had read the plan.", "eBPF was on fire before anybody had read the plan."),
        ("Mm-hm, so the plan burnt before Ada had read it.", "The plan burnt before Ada had read it."),
        ("I moved the plan to .NET , and it burnt if a != b.", "I moved the plan to .NET, and it burnt if a != b."),
        ("Ada is s\\*\\*\\* at plans, and nobody ever burns one.", "Ada is s*** at plans, and nobody ever burns one."),
        ("npm was on fire before anybody had read the plan.", "npm was on fire before anybody had read the plan."),
        ("Nobody ever burns  plans\tin winter, said I....", "Nobody ever burns plans in winter, said I..."),
        ("Nobody knew that that plan was about the winter.", "Nobody knew that that plan was about the winter."),
    ],
)
def test_ties_to_what_was_said_before_are_not_shown(said: str, quoted: str | None) -> None:
    """Nor are sounds and asides; the original stays. What would mean something else without them is left alone."""
    selection = select_quotes([Turn(speaker="Ines Moreau", text=said)], SPEAKERS)

    assert [(q.text, q.original) for q in selection.quotes] == ([(quoted, said)] if quoted else [])
