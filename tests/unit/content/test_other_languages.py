"""German, French and Spanish talks: what leans back, where sentences end, and who only greets."""

import pytest

from content.model import Speaker, Turn
from content.quotes import select_quotes
from content.quotes.sentences import dangles, sentences


@pytest.mark.parametrize(
    ("language", "text", "leans"),
    [
        ("de", "Aber niemand liest den Plan, bevor er brennt.", True),
        ("de", "Denn niemand liest den Plan, bevor er brennt.", True),
        ("de", "Das ist der Plan, den niemand liest.", True),
        ("de", "Das Leben im Hafen ist kürzer als jeder Plan.", False),
        ("de", "Niemand liest den Plan, bevor er brennt.", False),
        ("de", "Die Pläne brennen im Winter am besten.", False),
        ("fr", "Mais personne ne lit le plan avant qu’il brûle.", True),
        ("fr", "C’est le plan que personne ne lit.", True),
        ("fr", "Il l’a brûlé avant la fin de l’hiver.", True),
        ("fr", "Il faut brûler le plan avant la fin de l’hiver.", False),
        ("fr", "Personne ne lit le plan avant qu’il brûle.", False),
        ("es", "Pero nadie lee el plan antes de que arda.", True),
        ("es", "Así que nadie lee el plan antes de que arda.", True),
        ("es", "Nadie lee el plan antes de que arda.", False),
        ("it", "Ma nessuno legge il piano.", False),
        ("en", "But nobody reads the plan.", True),
        ("", "But nobody reads the plan.", True),
    ],
)
def test_what_leans_on_the_sentence_before(language: str, text: str, leans: bool) -> None:
    """By its first word, in the languages that are looked at; of others nothing is known."""
    assert dangles(text, language) is leans


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Am 3. März brannte der Plan. Es war kalt.", ["Am 3. März brannte der Plan.", "Es war kalt."]),
        ("Zum 60. Jahrestag kam niemand. Wir blieben.", ["Zum 60. Jahrestag kam niemand.", "Wir blieben."]),
        ("Das war 1998. Wir blieben.", ["Das war 1998.", "Wir blieben."]),
        ("Wir kamen am 3.", ["Wir kamen am 3."]),
    ],
)
def test_a_day_s_point_ends_no_german_sentence(text: str, parts: list[str]) -> None:
    """Every part as it stands there."""
    assert sentences(text, "de") == parts


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Guten Morgen, liebe Leute vom Hafen, und herzlich willkommen!"),
        ("fr", "Bonjour à tous les gens du port et à tous ceux qui nous lisent !"),
        ("es", "Gracias a todos los capitanes del puerto por haber venido este invierno."),
    ],
)
def test_a_greeting_is_no_quote(language: str, said: str) -> None:
    """In their languages as in English."""
    selection = select_quotes(
        [Turn(speaker="Ines Moreau", text=said)], (Speaker(name="Ines Moreau"),), language=language
    )

    assert [left.rule for left in selection.left] == ["pleasantry"]


def test_what_leans_back_is_told_with_what_it_leans_on() -> None:
    """Or not at all, where something better stands."""
    said = (
        "Wir haben im Winter alle Pläne des Hafens verbrannt. Trotzdem bleibt uns nichts anderes übrig, als jedes Jahr "
        "einen neuen zu schreiben."
    )
    selection = select_quotes([Turn(speaker="Ines Moreau", text=said)], (Speaker(name="Ines Moreau"),), language="de")

    assert [q.text for q in selection.quotes] == [said]
