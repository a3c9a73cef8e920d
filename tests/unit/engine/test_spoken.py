"""Commands in sentences: each whole with what belongs to it, and not a word more."""

import pytest

from bot.app.spoken import spoken

SENTENCES = [
    ("Next: /quiz start rounds=3 for a quick game.", ["/quiz start rounds=3"]),
    ("/quotes enable pack=the-round-table. Then play.", ["/quotes enable pack=the-round-table"]),
    ("open it to all: /settings set restricted -quiz", ["/settings set restricted -quiz"]),
    ("/settings set timezone Europe/Berlin sets it", ["/settings set timezone Europe/Berlin"]),
    ("For example: /daily set 09:00 timezone=Europe/Berlin", ["/daily set 09:00 timezone=Europe/Berlin"]),
    ("/daily set 09:00 in the channel goes on.", ["/daily set 09:00"]),
    ("It is written: /quiz join [team]", ["/quiz join [team]"]),
    ("It is written: /daily next <number> [style] [pack]", ["/daily next <number> [style] [pack]"]),
    ("/quote alone shows one; /quote 12 shows that.", ["/quote", "/quote 12"]),
    ("/quiz join red|blue chooses.", ["/quiz join"]),
    ("/privacy hide off undoes it.", ["/privacy hide off"]),
    ("(/quiz leaderboard all)", ["/quiz leaderboard all"]),
    ("/quiz start mixed takes whatever there is", ["/quiz start mixed"]),
    ("/quoth quiz start rounds=3, and/quote", ["/quoth quiz start rounds=3"]),
    ("/quiz answer …", ["/quiz answer …"]),
    ("/quoth help kinds tells how, /quoth help all lists everything.", ["/quoth help kinds", "/quoth help all"]),
    ("/quoth help shows what there is", ["/quoth help"]),
    ("/quote search=the-round-table draws from one.", ["/quote search=the-round-table"]),
    ("/quotes export quoth pack=the-plan hands it out.", ["/quotes export quoth pack=the-plan"]),
    ("/quotes export quoth hands it out.", ["/quotes export quoth"]),
    ("see example.org/quote or a/quote", []),
]


@pytest.mark.parametrize(("text", "commands"), SENTENCES)
def test_commands_are_found_whole(text: str, commands: list[str]) -> None:
    """And the pieces together are the sentence."""
    assert [piece for piece, command in spoken(text) if command] == commands
    assert "".join(piece for piece, _ in spoken(text)) == text
