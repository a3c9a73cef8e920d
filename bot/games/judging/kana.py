"""Japanese syllables for comparison: セン and せん are one word, かき and がき are two."""

import unicodedata

_KATAKANA, _TO_HIRAGANA = range(ord("ァ"), ord("ヷ")), 0x60
_VOICED = "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔ"
# Folding takes the voicing marks away, so a voiced syllable stands as a letter that nothing else is written with.
_LETTERS = {ord(kana): 0xA000 + place for place, kana in enumerate(_VOICED)}
_SYLLABLES = {
    code: _LETTERS.get(code - _TO_HIRAGANA, code - _TO_HIRAGANA) for code in _KATAKANA
} | _LETTERS  # fmt: skip


def in_hiragana(text: str) -> str:
    """The text with katakana as hiragana and voiced syllables kept apart; texts without kana as they are."""
    if text.isascii() or not any("\u3040" <= c <= "\u30ff" or "\uff66" <= c <= "\uff9f" for c in text):
        return text
    return unicodedata.normalize("NFKC", text).translate(_SYLLABLES)
