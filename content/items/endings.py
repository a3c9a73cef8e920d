"""Endings that tell what kind of word a word is, as far as spelling can."""

_ENDINGS = (
    "ation", "ition", "ments", "ment", "ness", "ities", "ity", "ings", "ing", "ions", "ion", "ious", "ous", "able",
    "ible", "ally", "ly", "ized", "ated", "ed", "ers", "er", "ies", "ive", "ful", "ical", "al", "ance", "ence", "ant",
    "ent", "est", "ss", "es", "s", "y", "e",
)  # fmt: skip


def ending(word: str) -> str:
    """The longest known ending of a word, "" if it has none."""
    return next((e for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 2), "")
