"""`quoth inspect FILE`: what a transcript would become; nothing is stored."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.cli.progress import Progress, ticking
from bot.cli.transcript_options import add_options, chosen_reading
from content.account import account_of, counted
from content.delicate import warnings
from content.formats.account import BARE, RULES
from content.items import Bank, kind_of, make_items
from content.model import Item, Pack
from content.packs import read_file
from content.reader import read_text
from content.text import clean

# Of so many quotes all items are made; of more only those of every second one, or third …
MOST_TRIED = 2000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a transcript or a pack file")
    parser.add_argument("--json", action="store_true", help="everything, as one JSON object")
    parser.add_argument("--items", action="store_true", help="list the quiz items too")
    add_options(parser)


def run(chosen: argparse.Namespace) -> int:
    """Print what is in the file."""
    from bot.cli import wording

    progress = Progress(sys.stderr)
    with ticking(progress, lambda seconds: wording.inspecting(chosen.file.name, seconds)):
        pack = read_file(chosen.file, how=chosen_reading(chosen))
        account = _account(pack, chosen.file, chosen.limit_mb)
        items = items_of(_tried(pack))
    progress.clear()
    if chosen.json:
        json.dump(as_json(pack, items, account), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        from bot.library.inspection_wording import report

        tried = len(_tried(pack).quotes)
        sys.stdout.write("\n".join(report(pack, items, account, list_items=chosen.items, tried=tried)) + "\n")
    return 0


def _account(pack: Pack, path: Path, limit_mb: int) -> dict[str, int]:
    """How many lines of the file became what; nothing of a pack that was written by hand."""
    if not pack.format or not path.is_file():
        return {}
    return counted(account_of(pack, clean(read_text(path, limit_mb=limit_mb)[0])))


def _tried(pack: Pack) -> Pack:
    """The pack with no more quotes than items can be made of while somebody waits, from all over it."""
    return replace(pack, quotes=pack.quotes[:: -(-len(pack.quotes) // MOST_TRIED)]) if pack.quotes else pack


def items_of(pack: Pack) -> list[Item]:
    """The hand-written items of a pack and all that can be made of its quotes."""
    bank = Bank(pack.quotes, pack.speakers, pack.language, pack.source.title)
    return [*pack.items, *(item for quote in pack.quotes for item in make_items(bank, quote))]


def as_json(pack: Pack, items: list[Item], account: dict[str, int]) -> dict[str, Any]:
    """The form that other programs read; an unimported file's quotes count from 1."""
    return {
        "source": {
            "title": pack.source.title,
            "date": pack.source.date,
            "licence": pack.source.licence,
            "link": pack.source.link,
        },
        "speakers": [_speaker(pack, s.name, s.aliases) for s in pack.speakers],
        "turns": [
            {"speaker": t.speaker, "section": t.section, "start": t.start, "text": t.text, "line": t.line}
            for t in pack.turns
        ],
        "quotes": [
            {
                "id": q.id, "number": number, "speaker": q.speaker, "section": q.section, "text": q.text,
                "score": round(q.score, 4),
                "reasons": [
                    {"name": name, "weight": round(weight, 4)}
                    for name, weight in zip(q.reasons, q.weights, strict=True)
                ],
                "warnings": list(warnings(q.text, pack.language, q.speaker)),
            }
            for number, q in enumerate(pack.quotes, 1)
        ],
        "items": [_item(i) for i in items],
        "problems": [{"line": p.line, "text": p.text} for p in pack.problems],
        "problem_list": _problems(pack),
        "items_of_quotes": len(_tried(pack).quotes),
        "account": account,
        "furniture": [{"rule": f.rule, "lines": list(f.lines)} for f in pack.furniture],
        "headings": list(pack.headings),
    }  # fmt: skip


def _problems(pack: Pack) -> list[dict[str, Any]]:
    """What is wrong, with the option that mends it, and what was left out of the words by which rule."""
    told = [{"line": p.line, "problem": p.text, "remedy": f'--map "{p.mend}"' if p.mend else ""} for p in pack.problems]
    left = [
        {"line": f.lines[0], "problem": f"left out as {f.rule} ({RULES[f.rule]}): {len(f.lines)} lines", "remedy": ""}
        for f in pack.furniture
        if f.rule not in BARE
    ]
    return [*told, *left]


def _speaker(pack: Pack, name: str, aliases: tuple[str, ...]) -> dict[str, Any]:
    spoken = [t.text for t in pack.turns if t.speaker == name]
    return {
        "name": name,
        "aliases": list(aliases),
        "turns": len(spoken),
        "words": sum(len(text.split()) for text in spoken),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "stimulus": item.stimulus,
        "stem": item.stem,
        "options": list(item.options),
        "key": None if kind_of(item).poll else item.key,
        "accept": list(item.accept),
        "quote_id": item.quote_id,
        **({"quote_ids": list(item.quote_ids)} if item.quote_ids else {}),
        **({"number": item.number, "unit": item.unit} if item.number is not None else {}),
    }
