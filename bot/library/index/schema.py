"""What the index keeps of a quote, and the queries on it. Queries are built from terms, never parsed from text."""

from collections.abc import Callable, Iterable, Sequence

from tantivy import Document, Index, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from bot.library.lookup import trigrams

# Raised when the fields or what is written into them change: folders of another version are not opened.
VERSION = 2
NUMBER, PACK, WORDS, GRAMS, EDITION, SIZE = "number", "pack", "words", "grams", "edition", "size"
_GRAM = 3
# The rarest trigrams of a search; more cost time and find nothing new.
_MOST_GRAMS = 24
_WORD_BOOST = 2.0
# Trigrams of pairs of characters (unspaced scripts) and of words alike.
_SPACE = " "

SCHEMA = (
    SchemaBuilder()
    .add_integer_field(NUMBER, fast=True)
    .add_integer_field(PACK, indexed=True, stored=True)
    .add_text_field(WORDS, tokenizer_name="whitespace", index_option="freq")
    .add_text_field(GRAMS, tokenizer_name=GRAMS, index_option="freq")
    .add_text_field(EDITION, tokenizer_name="raw", index_option="basic", stored=True)
    .add_integer_field(SIZE, stored=True)
    .build()
)


def prepare(index: Index) -> Index:
    """The index with its tokenizers, which must be registered every time one is opened."""
    index.register_tokenizer(GRAMS, TextAnalyzerBuilder(Tokenizer.ngram(_GRAM, _GRAM)).build())
    return index


def text_document(number: int, pack_id: int, words: Sequence[str]) -> Document:
    """A quote or a passage."""
    joined = _SPACE.join(words)
    document = Document()
    document.add_integer(NUMBER, number)
    document.add_integer(PACK, pack_id)
    document.add_text(WORDS, joined)
    document.add_text(GRAMS, joined)
    return document


def pack_document(pack_id: int, edition: str, size: int) -> Document:
    """A note that a pack is in the index, committed together with its quotes; it holds no words."""
    document = Document()
    document.add_integer(PACK, pack_id)
    document.add_text(EDITION, edition)
    document.add_integer(SIZE, size)
    return document


def notes() -> Query:
    """All notes of packs."""
    return Query.regex_query(SCHEMA, EDITION, ".+")


def of_pack(pack_id: int) -> Query:
    """Everything of one pack."""
    return Query.term_query(SCHEMA, PACK, pack_id)


def holding(wanted: Iterable[str], packs: Query | None) -> Query:
    """The texts of those packs (None: of all) with all of these words."""
    parts = [(Occur.Must, Query.term_query(SCHEMA, WORDS, word, "freq")) for word in dict.fromkeys(wanted)]
    return Query.boolean_query(parts if packs is None else [*parts, (Occur.Must, packs)])


def within(pack_ids: Iterable[int]) -> Query:
    """A filter that adds nothing to any score."""
    return Query.const_score_query(Query.term_set_query(SCHEMA, PACK, list(pack_ids)), 0.0)


def alike(wanted: Sequence[str], gram_frequency: Callable[[str], int], packs: Query | None) -> Query | None:
    """Quotes with any of these words or of their rarest trigrams; None when there is nothing to look for."""
    grams = {g: held for g in trigrams(_SPACE.join(wanted)) if (held := gram_frequency(g))}
    rarest = sorted(grams, key=grams.__getitem__)[:_MOST_GRAMS]
    words = [Query.term_query(SCHEMA, WORDS, word, "freq") for word in dict.fromkeys(wanted)]
    parts = [(Occur.Should, Query.boost_query(word, _WORD_BOOST)) for word in words]
    parts += [(Occur.Should, Query.term_query(SCHEMA, GRAMS, gram, "freq")) for gram in rarest]
    if not parts:
        return None
    wide = Query.boolean_query(parts)
    return wide if packs is None else Query.boolean_query([(Occur.Must, wide), (Occur.Must, packs)])
