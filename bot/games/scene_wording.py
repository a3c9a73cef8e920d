"""What stands above a line that is asked about."""

from bot.library.model import Scene


def scene(told: Scene | None) -> str:
    """What was said right before it, so that whoever listened remembers; "" for nothing."""
    if told is None:
        return ""
    if told.went_on:
        return f"Right before that, the same voice: “{told.text}”"
    asked = told.text.rstrip("”\"').").endswith("?")
    return f"Somebody had just asked: “{told.text}”" if asked else f"Somebody else had just said: “{told.text}”"
