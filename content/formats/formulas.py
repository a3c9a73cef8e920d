"""What a spreadsheet would run instead of showing it."""

# It begins with one of these; a Japanese or Chinese one reads them in full width too.
_FIRST = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula(value: str) -> bool:
    """Whether a spreadsheet would run it, or would once apostrophes before it are taken away."""
    return value.lstrip("'").startswith(_FIRST)
