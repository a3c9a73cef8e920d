"""Names, sections and titles of a pack as lists show them: one line each, whatever a file holds or somebody typed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from content.model import Pack, Quote, Speaker, Turn

Said = TypeVar("Said", Turn, Quote)


def in_lines(pack: Pack) -> Pack:
    """The same pack; nothing of what was said is changed."""
    if not any(map(_breaks, _names(pack))):
        return pack
    speakers = {_line(one.name): one for one in reversed(pack.speakers)}
    return replace(
        pack,
        source=replace(pack.source, title=_line(pack.source.title), licence=_line(pack.source.licence)),
        speakers=tuple(
            Speaker(name=name, aliases=tuple(map(_line, one.aliases)), blurb=_line(one.blurb))
            for name, one in reversed(speakers.items())
        ),
        turns=tuple(map(_said, pack.turns)),
        quotes=tuple(map(_said, pack.quotes)),
        left=tuple(replace(one, speaker=one.speaker and _line(one.speaker)) for one in pack.left),
    )


def _names(pack: Pack) -> Iterable[str]:
    yield from (pack.source.title, pack.source.licence)
    for speaker in pack.speakers:
        yield from (speaker.name, speaker.blurb, *speaker.aliases)
    for turn in pack.turns:
        yield from (turn.speaker or "", turn.section)
    for quote in pack.quotes:
        yield from (quote.speaker or "", quote.section)


def _said(one: Said) -> Said:
    return replace(one, speaker=one.speaker and _line(one.speaker), section=_line(one.section))


def _breaks(name: str) -> bool:
    return len(name.splitlines()) > 1


def _line(name: str) -> str:
    return " ".join(name.split())
