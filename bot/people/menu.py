"""Boards, statistics and reports in the menu."""

from bot.chat.entries import Entry, When

REPORTS = (Entry(key="report", label="Bad question", command="quiz report", when=When.GAME),)
BOARDS = (
    Entry(key="board", label="Leaderboard", command="quiz leaderboard", when=When.IDLE),
    Entry(key="season", label="Season", command="quiz season", when=When.IDLE),
    Entry(key="stats", label="My stats", command="quiz stats", when=When.IDLE),
    Entry(
        key="missed",
        label="What I got wrong",
        command="quiz start",
        options={"mode": "missed", "pace": "solo"},
        when=When.IDLE,
    ),
)
