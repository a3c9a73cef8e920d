"""Daily posts: commands, what the tick makes, how it is shown, guesses."""

from bot.engine.daily.posts import KINDS

__all__ = ["KINDS"]
