"""Daily posts in the menu."""

from bot.chat.entries import Entry, When

ENTRIES = (
    Entry(key="daily", label="Daily posts", command="daily show", when=When.IDLE),
    Entry(key="daily-skip", label="Skip the next post", command="daily skip"),
    Entry(
        key="daily-set", label="Post daily…", command="daily set", ask=("time", "timezone", "days", "style", "pack"),
        when=When.IDLE,
    ),
)  # fmt: skip
