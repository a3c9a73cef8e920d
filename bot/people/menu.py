"""Boards, statistics and reports in the menu."""

from bot.chat.entries import Entry, When

REPORTS = (Entry(key="report", label="Bad question", command="quiz report", when=When.GAME),)
BOARDS = (
    Entry(key="board", label="Leaderboard", command="quiz leaderboard", when=When.IDLE),
    Entry(key="stats", label="My stats", command="quiz stats", when=When.IDLE),
)
