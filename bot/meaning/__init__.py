"""Texts as directions: what means the same points the same way, whatever its words. Knows nothing of quotes."""

from bot.meaning.model import About, Embedder, ModelProblem

__all__ = ["About", "Embedder", "ModelProblem"]
