"""Workspaces that somebody added the bot to by a page of this Quoth: their tokens, sealed, and who adds one now."""
