"""Games in the menu."""

from bot.chat.entries import Entry, When
from bot.games.verbs import DELETE_MIX, KEEP_MIX

ENTRIES = (
    Entry(key="start", label="Start a quiz", command="quiz start", when=When.IDLE),
    Entry(key="short", label="Three rounds", command="quiz start", options={"rounds": "3"}, when=When.IDLE),
    Entry(
        key="as-i-like", label="A quiz as I like it…", command="quiz start",
        ask=("mode", "rounds", "seconds", "teams", "pace"), when=When.IDLE,
    ),
    Entry(key="alone", label="Play alone", command="quiz start", options={"pace": "solo"}, when=When.IDLE),
    Entry(key="join", label="Join", command="quiz join", when=When.LOBBY | When.GAME),
    Entry(key="begin", label="Begin", command="quiz begin", when=When.LOBBY, host=True),
    Entry(key="answer", label="Answer…", command="quiz answer", ask=("text",), when=When.GAME),
    Entry(key="hint", label="Hint", command="quiz hint", when=When.GAME),
    Entry(key="skip", label="Skip", command="quiz skip", when=When.GAME),
    Entry(key="scores", label="Scores", command="quiz scores", when=When.LOBBY | When.GAME),
    Entry(key="pause", label="Pause", command="quiz pause", when=When.RUNNING, host=True),
    Entry(key="resume", label="Go on", command="quiz resume", when=When.PAUSED, host=True),
    Entry(key="stop", label="Stop", command="quiz stop", when=When.LOBBY | When.GAME, host=True),
    Entry(key="accept", label="That was right…", command="quiz accept", when=When.GAME, host=True),
    Entry(key="void", label="Undo the round", command="quiz void", when=When.GAME, host=True),
    Entry(key="questions", label="Our own questions", command="quiz list", when=When.IDLE),
    Entry(key="question", label="Write a question…", command="quiz add"),
    Entry(key="question-edit", label="Change a question…", command="quiz edit", ask=("number",)),
    Entry(key="question-delete", label="Delete a question…", command="quiz delete", ask=("number",)),
    Entry(key="mixes", label="Kept mixes", command="quiz preset list", when=When.IDLE),
    Entry(
        key=KEEP_MIX, label="Keep a mix…", command="quiz preset save", ask=("name", "mode", "rounds", "seconds", "pace")
    ),
    Entry(key=DELETE_MIX, label="Delete a mix…", command="quiz preset delete", ask=("name",)),
    Entry(key="use-mix", label="Play a mix…", command="quiz preset use", ask=("name",)),
)  # fmt: skip
