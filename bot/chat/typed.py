"""What people type, as it stands in a sentence; a platform shows it in its own form (bot.app.spoken)."""

_PLAIN = frozenset("-_.:/+@#")


def given(option: str, value: str) -> str:
    """An option with its value: `pack=talk`, `pack="my talk"`; on one line, as a command is."""
    value = " ".join(value.split())
    plain = value and all(c.isalnum() or c in _PLAIN for c in value) and value[-1].isalnum()
    quote = "'" if '"' in value else '"'
    return f"{option}={value}" if plain else f"{option}={quote}{value}{quote}"
