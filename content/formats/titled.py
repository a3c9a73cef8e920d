"""Hearings are printed with what somebody is called, and a point: “Senator Quist. Thank you.”, “The Chairman. …”."""

import re
from collections import Counter
from collections.abc import Iterable

from content.formats.labels import ASKED, Labelled

_NAME = r"(?:[A-Z]|[dDlLO]['’])[^\s.,:;?!]*(?:[ -][A-Z][^\s.,:;?!]*){0,3}(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
_TITLE = (
    r"(?:Mr|Ms|Mrs|Dr|Prof|Hon|Sen|Rep|Gen|Adm|Col|Capt|Maj|Lt|Sgt)\.|Miss|Senator|Representative|Chair(?:man|woman)?|"
    r"Secretary|General|Admiral|Colonel|Ambassador|Judge|Justice|Governor|Director|Commissioner|Mayor|Professor|Doctor"
)
_OFFICE = (
    r"(?:The )?(?:Acting )?(?:Vice )?(?:Chair(?:man|woman|person)?|President|Speaker|Clerk|Presiding Officer|Witness|"
    r"Moderator|CHAIR(?:MAN|WOMAN|PERSON)?|PRESIDENT|SPEAKER|CLERK|PRESIDING OFFICER)(?: [A-Z][A-Za-z'’-]+)?"
)
_LABEL = re.compile(rf"((?:{_TITLE}) {_NAME}|{_OFFICE})(?: [\[(][^\[\]()\n]{{1,40}}[\])])?\.[ \t]+(?=\S)")
_BEGINNING = frozenset("MDPHSRGACLJVTFW")
_FEWEST, _OFTEN = 6, 3


def are_titled(lines: Iterable[str]) -> bool:
    """Whether lines begin with several such labels, and those come again."""
    found = Counter(m[1] for line in lines if line[:1] in _BEGINNING and (m := _LABEL.match(line)) is not None)
    often = [label for label, count in found.items() if count >= _OFTEN]
    return len(often) > 1 and sum(found.values()) >= _FEWEST


def titled_label(paragraph: str) -> Labelled | None:
    """The label of a paragraph of such a text."""
    match = _LABEL.match(paragraph) if paragraph[:1] in _BEGINNING else None
    return Labelled(match[1], paragraph[match.end() :].strip(), mark=ASKED) if match else None
