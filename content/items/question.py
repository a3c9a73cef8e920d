"""Whether something asks."""


def is_question(text: str) -> bool:
    """Whether it ends by asking."""
    return text.rstrip("”\"'’").endswith(("?", "？"))
