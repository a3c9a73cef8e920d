"""What a message of a chat says, and who said it: its author in their own words, or somebody whom it only quotes."""

import re
from itertools import accumulate
from operator import or_

from bot.library.typed_quotes import as_quotation, parted
from content.text import clean

# A quoted line; three signs quote all that follows.
_CITED, _FROM_HERE = (">", "&gt;"), (">>>", "&gt;&gt;&gt;")
_MARKS = re.compile(r"^(?:\s*(?:>|&gt;))+\s?")
# Who is quoted, on a line of its own: "— Ada Novak".
_NAMED = re.compile(r"\s*[-–—―~]+\s*\S.*")
# Custom emoji are written as words between colons.
_EMOJI = re.compile(r":[\w+-]+:")


def has_words(text: str) -> bool:
    """Whether anything is said in it: signs and emoji say nothing."""
    return any(c.isalnum() for c in _EMOJI.sub("", clean(text)))


def said_in(text: str, author: str) -> tuple[str, str]:
    """The words and the name of who said them, "" where the message does not tell it.

    Of a message that quotes somebody and says something of its own, the own words are its author's.
    """
    lines = clean(text).strip().split("\n")
    open_ended = accumulate((line.lstrip().startswith(_FROM_HERE) for line in lines), or_)
    cited = [open_ or line.lstrip().startswith(_CITED) for line, open_ in zip(lines, open_ended, strict=True)]
    theirs = [_MARKS.sub("", line).rstrip() for line, is_cited in zip(lines, cited, strict=True) if is_cited]
    own = [line for line, is_cited in zip(lines, cited, strict=True) if not is_cited and has_words(line)]
    if has_words("\n".join(theirs)) and all(map(_NAMED.fullmatch, own)) and len(own) <= 1:
        words, name = _named("\n".join([*theirs, *own]).strip())
        if name or not own:
            return words, name
    said = "\n".join(line for line, is_cited in zip(lines, cited, strict=True) if not is_cited).strip()
    words, name = as_quotation(said or text.strip())
    return words, name or author


def _named(words: str) -> tuple[str, str]:
    """Whose words somebody else only repeats is for whoever keeps them to say, unless a name stands with them."""
    first, _, last = words.rpartition("\n")
    stands = words[:1] in '"“„«' or (first and _NAMED.fullmatch(last))
    return parted(words) if stands else (words, "")
