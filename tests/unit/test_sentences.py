"""Plain sentences mean commands; what is no such sentence means none."""

import pytest

from bot.app.catalogue import REGISTRY
from bot.chat.parser import parse
from bot.chat.refusals import NoSuchCommand
from bot.chat.sentences import as_command

MEANT = [
    ("play a quiz", "quiz start", {}),
    ("let's play", "quiz start", {}),
    ("Let’s play a quick game!", "quiz start", {}),
    ("can we play a quiz with 3 rounds please", "quiz start", {"rounds": "3"}),
    ("start a quiz of 5 rounds", "quiz start", {"rounds": "5"}),
    ("play a quiz with one round", "quiz start", {"rounds": "1"}),
    ("another game", "quiz start", {}),
    ("play again", "quiz start", {}),
    ("stop the game please", "quiz stop", {}),
    ("pause the game", "quiz pause", {}),
    ("who is winning?", "quiz scores", {}),
    ("show me the leaderboard", "quiz leaderboard", {}),
    (
        "post a quote every weekday at half past nine please",
        "daily set",
        {"time": "at half past nine", "days": "every weekday"},
    ),
    ("Could you post a quote every day at 9:00?", "daily set", {"time": "at 9:00", "days": "every day"}),
    ("send us something at noon on fridays", "daily set", {"time": "at noon", "days": "on fridays"}),
    ("post a quiz every friday at 4pm", "daily set", {"style": "quiz", "time": "at 4pm", "days": "every friday"}),
    ("stop posting", "daily off", {}),
    ("give me a quote", "quote", {}),
    ("another quote please", "quote", {}),
    ("show us a quote by Ines", "quote", {"search": "by Ines"}),
    ("who was it that said tea first?", "whosaid", {"words": "tea first"}),
    ("what do you know about me?", "privacy show", {}),
    ("forget me", "privacy forget", {}),
    ("don't quote me", "privacy optout", {"switch": "on"}),
    ("never quote me again", "privacy optout", {"switch": "on"}),
    ("“Lunch is a feature.” — Bob, 2024", "quotes add", {"quote": "Lunch is a feature.", "by": "Bob, 2024"}),
    ('add "The soup was a mistake" by Bob', "quotes add", {"quote": "The soup was a mistake", "by": "Bob"}),
    ("add a quote", "quotes add", {}),
    ("bring in a transcript", "quotes import", {}),
    ("what can you do?", "quoth help", {}),
    ("delete quote 198", "quotes delete", {"number": "198"}),
    ("please remove the quote #12", "quotes delete", {"number": "12"}),
    ("fix quote number 7", "quotes edit", {"number": "7"}),
    ("show me quote 39", "quote", {"search": "39"}),
    ("what is scheduled", "daily show", {}),
    ("skip the next post", "daily skip", {}),
    ("change the daily post to 10", "daily set", {"time": "10"}),
    ("guess the quote every friday at 4pm", "daily set", {"style": "guess", "time": "at 4pm", "days": "every friday"}),
    ("whats that quote about the pigeon", "quote", {"search": "pigeon"}),
    ("how many quotes do you know?", "quoth about", {}),
    ("how do i get my transcript in here", "quoth help", {"topic": "quotes import"}),
    ("who are you?", "quoth about", {}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "command", "options"), MEANT)
def test_a_plain_sentence_means_a_command(line: str, command: str, options: dict[str, str]) -> None:
    """With what it says about it; behind /quoth too."""
    for typed in (line, f"/quoth {line}"):
        parsed = parse(typed, REGISTRY)

        assert parsed.command == command
        assert {k: v for k, v in parsed.options.items() if v} == options


@pytest.mark.parametrize(
    "line",
    [
        "play", "again", "thanks!", "forget it", "don't quote me on that", "the game was fun", "quote marks are hard",
        "forget me not", "stop", "who are you talking about", "post it", "what do you know about Ines", "a quotation",
        "I played a game", "“Lunch is a feature.”", "delete the quote", "remove number", "change the subject to 10",
        "skip the quiz", "delete quote 12 and 13",
    ],
)  # fmt: skip
def test_what_only_sounds_like_one_means_none(line: str) -> None:
    """Nobody is quoted, forgotten or asked to play for want of a word."""
    assert as_command(line) == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("what is the weather like", "what is the weather like"),
        ("“lunch", "lunch"),
        ("sing, please", "sing"),
    ],
)
def test_what_means_nothing_is_named_as_it_was_said(line: str, told: str) -> None:
    """A sentence whole, a word without the marks around it."""
    with pytest.raises(NoSuchCommand) as refused:
        parse(line, REGISTRY)

    assert refused.value.facts["word"] == told


@pytest.mark.parametrize(
    "said", ["x" + " please" * 2000 + " y", "x a" + " " * 9000 + "b", "please," * 2000 + "play a quiz"]
)
def test_what_is_longer_than_anybody_asks_is_no_sentence(said: str) -> None:
    """Else whoever sends such a line would hold everybody up; a long quote is one all the same."""
    assert not as_command(said)
    assert as_command(f"“{'tea ' * 400}” — Maya").startswith("quotes add")
