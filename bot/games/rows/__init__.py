"""The rows of games."""
