"""`quoth whosaid WORDS`: find a half-remembered quote."""

import argparse
import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from bot.library.library import View
from bot.library.lookup import Found, Match, NotFound, Result, Unsure
from bot.library.model import NumberedQuote, PackInfo, Said

LIMIT = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what you remember; - reads one search a line")
    parser.add_argument("--json", action="store_true", help="one JSON object for each search")


def run(chosen: argparse.Namespace) -> int:
    """Print what was found; exit code 0 whether or not anything was."""
    return asyncio.run(_search(chosen))


async def _search(chosen: argparse.Namespace) -> int:
    from adapters.terminal.session import HERE
    from bot.app.configuration import environment, read
    from bot.app.wiring import open_engine
    from bot.cli import wording
    from bot.delivery.clock import SystemClock
    from bot.library.lookups import look_up
    from bot.library.wording import SEARCH_LIMIT

    async with open_engine(read(environment(os.environ, Path.cwd())), SystemClock(), keep_index=True) as engine:
        searches = sys.stdin if chosen.words == ["-"] else [" ".join(chosen.words)]
        for number, line in enumerate(searches, 1):
            words = line.strip()
            if len(words) > SEARCH_LIMIT:
                raise wording.too_long("the search", SEARCH_LIMIT, number if chosen.words == ["-"] else None)
            view, result = await look_up(engine.services, HERE.workspace_id, words, LIMIT)
            sys.stdout.write((as_json if chosen.json else as_text)(view, result) + "\n")
            sys.stdout.flush()
    return 0


def as_json(view: View, result: Result) -> str:
    """One line of JSON: the verdict, up to five matches, best first; where nothing was found, up to three perhaps."""
    verdict, matches = _parts(result)
    perhaps = result.perhaps if isinstance(result, NotFound) else ()
    found, weaker = ([_match(view, m) for m in some] for some in (matches, perhaps))
    return json.dumps({"verdict": verdict, "matches": found, "perhaps": weaker}, ensure_ascii=False)


def as_text(view: View, result: Result) -> str:
    """The same for a person."""
    from bot.cli import wording

    verdict, matches = _parts(result)
    if isinstance(result, NotFound) and result.perhaps:
        verdict, matches = "perhaps", result.perhaps
    sharing = result.sharing if isinstance(result, Unsure) else 0
    return wording.search_result(verdict, [_told(view, m) for m in matches], sharing)


def _told(view: View, match: Match) -> tuple[NumberedQuote | Said, PackInfo, float]:
    meant = view.meant(match.key)
    return meant, view.library.packs[meant.pack_id].info, match.confidence


def _match(view: View, match: Match) -> dict[str, Any]:
    meant = view.meant(match.key)
    quote = meant.quote if isinstance(meant, NumberedQuote) else None
    told = meant.passage if isinstance(meant, Said) else meant.quote
    return {
        "kind": "quote" if quote else "passage", "quote_id": quote and quote.id,
        "passage_id": told.id, "speaker": told.speaker, "text": told.text, "section": told.section,
        "start": told.start, "confidence": round(match.confidence, 4),
        "verbatim": quote is None or quote.verbatim, "sample": view.library.packs[meant.pack_id].info.sample,
    }  # fmt: skip


def _parts(result: Result) -> tuple[str, tuple[Match, ...]]:
    match result:
        case Found(match=best, others=others):
            return "found", (best, *others)
        case Unsure(matches=matches):
            return "unsure", matches
        case NotFound():
            return "not_found", ()
