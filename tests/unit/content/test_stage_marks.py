"""Remarks in brackets that nobody spoke, in several languages: none of them stands in a turn, a quote or an item."""

import pytest

from content.formats.marks import is_stage_mark, without_stage_marks
from content.packs import pack_from_transcript
from content.reader import parse_transcript

REMARKS = {
    "en": ("[laughter]", "(Laughter.)", "(all laugh)", "((laughs))", "[music/applause]", "[prolonged applause]"),
    "es": (
        "[risas]", "(aplausos)", "(Aplausos prolongados)", "(entre risas)", "(se ríe)", "[Música de fondo]",
        "(suspira)", "[señala la pantalla]", "(Aplausos de las señoras y los señores diputados, puestos en pie.)",
    ),
    "de": (
        "(lacht)", "[Gelächter]", "(alle lachen)", "(Lebhafter Beifall)", "[räuspert sich]", "(lange Pause)",
        "(Beifall bei der Fraktion des Hafens sowie bei Abgeordneten der Werft)", "[zeigt auf das Bild]",
    ),
    "fr": ("(rires)", "[Rires dans la salle]", "(il rit)", "(vifs applaudissements)", "[musique]", "(fou rire)"),
    "pt": ("(risos)", "[aplausos]", "(rindo)", "(ri)", "[música de encerramento]", "(longa pausa)"),
    "it": ("(risate)", "[applausi]", "(ride)", "(tutti ridono)", "[musica]", "(lungo silenzio)"),
}  # fmt: skip
SPOKEN = (
    "(ride the bus)", "(rumores que nadie creyó)", "(señala la pantalla)", "[the boss]", "(all of them)", "(se fue)",
    "(they never came)", "(tosca)", "[sic]", "(laughably small)", "(en la sala)",
)  # fmt: skip
SENTENCES = {
    "en": "The goat has the key {} and the mayor has only the door of the old barn.",
    "es": "La cabra tiene la llave {} y el alcalde tiene solamente la puerta del corral.",
    "de": "Die Ziege hat den Schlüssel {} und der Bürgermeister hat nur die Tür vom Stall.",
    "fr": "La chèvre a la clé {} et le maire n'a que la porte de la vieille grange.",
    "pt": "A cabra tem a chave {} e o prefeito tem somente a porta do velho curral.",
    "it": "La capra ha la chiave {} e il sindaco ha soltanto la porta della vecchia stalla.",
}
EACH = [(language, remark) for language, remarks in REMARKS.items() for remark in remarks]


@pytest.mark.parametrize(("language", "remark"), EACH)
def test_a_remark_is_in_no_turn_and_no_quote(language: str, remark: str) -> None:
    """Wherever it stands: the words close over it."""
    said = SENTENCES[language]
    text = f"Ada: {said.format(remark)}\n\nBen: {remark} {said.format('')}\n\nAda: {remark}\n\nBen: {said.format('')}"
    pack = pack_from_transcript(parse_transcript(text, "talk"), name="talk")

    assert is_stage_mark(remark)
    assert {turn.text for turn in pack.turns} == {" ".join(said.format("").split()), said.format("")}
    assert not any(remark in text for quote in pack.quotes for text in (quote.text, quote.original))


@pytest.mark.parametrize("words", SPOKEN)
def test_words_in_brackets_stay(words: str) -> None:
    """What begins with another word, or goes on as no remark does."""
    assert not is_stage_mark(words)
    assert without_stage_marks(f"So {words} it is.") == f"So {words} it is."


@pytest.mark.parametrize(
    "mark",
    [
        "[inaudible]", "[ininteligible]", "(unverständlich)", "[incompréhensible 00:12]", "[ininteligível]",
        "[incomprensibile]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", SENTENCES)
def test_where_words_are_missing_nothing_is_quoted(language: str, mark: str) -> None:
    """The mark stays in the turn, and says so."""
    text = "\n\n".join(f"{who}: {SENTENCES[language].format(mark)}" for who in ("Ada", "Ben", "Ada"))
    pack = pack_from_transcript(parse_transcript(text, "talk"), name="talk")

    assert all(mark in turn.text for turn in pack.turns)
    assert not pack.quotes
