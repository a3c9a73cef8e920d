"""Items that somebody wrote by hand, from the tables of their file: a question, its key, wrong answers, an explanation.

[[item]]
question = "Who said this?"
key = "Ada Novak"
distractors = ["Ben Osei", "Ines Moreau"]   # without them it is typed; accept, reject, rivals, prompt go with it
kind = "who-said"                           # else it is a plain question (content.written_kinds has the others)
claim = "kettle"                            # what it is about: a claim of its pack, by its id,
quote = "words of a quote"                  # or a quote of the transcript that it was written for
shown = "I lost a _____ in March."          # what is shown with it, where that is not the quote itself
explanation = "Told at the reveal."
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from content import written_kinds
from content.errors import BadPack
from content.ids import written_item_id
from content.items import HAND_WRITTEN
from content.items.rules import WHY, refusal, structural_refusal
from content.model import Item, Quote, Speaker
from content.text import fold
from content.toml import read_toml

_NEEDED, _ALLOWED = ("question", "key"), ("explanation", "claim", "kind", "quote", "shown")


def read_items(text: str, where: str, quotes: Sequence[Quote], speakers: Sequence[Speaker]) -> tuple[Item, ...]:
    """The items of a file that was written for these quotes. Raises BadPack with everything that is wrong with it."""
    problems: list[str] = []
    found = items_in(read_toml(text, where, BadPack), {}, quotes, speakers, problems)
    if problems:
        raise BadPack(where, "; ".join(problems), remedy="Mend these places")
    return tuple(found)


def items_in(
    data: dict[str, Any], claims: Mapping[str, Quote], quotes: Sequence[Quote], speakers: Sequence[Speaker],
    problems: list[str],
) -> list[Item]:  # fmt: skip
    """The items and the opinions in a file's data; what is wrong with them is added to the problems."""
    made = [_item(t, claims, quotes, speakers, problems) for t in tables(data, "item", _NEEDED, _ALLOWED, problems)]
    made += [_opinion(t["claim"], claims, problems) for t in tables(data, "opinion", ("claim",), (), problems)]
    return [item for item in made if item is not None]


def tables(
    data: dict[str, Any], kind: str, needed: tuple[str, ...], allowed: tuple[str, ...], problems: list[str]
) -> list[dict[str, Any]]:
    """The tables of that name that have what they need, each a text."""
    found = data.get(kind, [])
    if not isinstance(found, list) or not all(isinstance(t, dict) for t in found):
        problems.append(f"{kind} is written [[{kind}]]")
        return []
    whole = []
    for number, table in enumerate(found, 1):
        missing = [k for k in needed if not isinstance(table.get(k), str) or not table[k].strip()]
        odd = [k for k in allowed if k in table and not isinstance(table[k], str)]
        problems += [f"{kind} {number} lacks {key}" for key in missing]
        problems += [f"the {key} of {kind} {number} is no text in quotation marks" for key in odd]
        if not missing and not odd:
            whole.append(table)
    return whole


def _item(
    table: dict[str, Any], claims: Mapping[str, Quote], quotes: Sequence[Quote], speakers: Sequence[Speaker],
    problems: list[str],
) -> Item | None:  # fmt: skip
    question, key, claim = table["question"], table["key"], table.get("claim")
    if wrong := _wrong_kinds(table):
        problems += [f"the item “{question}” has {each}" for each in wrong]
        return None
    distractors = table.get("distractors", [])
    if claim is not None and claim not in claims:
        problems.append(f"the item “{question}” names the claim “{claim}”, which is not here")
        return None
    about = claims[claim] if claim else _said(table["quote"], quotes) if "quote" in table else None
    if "quote" in table and about is None:
        problems.append(f"the item “{question}” names the quote “{table['quote']}”, which is not here")
        return None
    item = Item(
        id="", kind=table.get("kind", HAND_WRITTEN), stimulus=table.get("shown", ""), stem=question, key=key,
        options=(key, *distractors) if distractors else (), accept=tuple(table.get("accept", ())),
        quote_id=about.id if about else None, explanation=table.get("explanation", ""),
        reject=tuple(table.get("reject", ())), rivals=tuple(table.get("rivals", _others(key, speakers))),
        prompts=tuple(table.get("prompt", {}).items()),
    )  # fmt: skip
    made = written_kinds.of_kind(item, about, quotes)
    if isinstance(made, str):
        problems.append(f"the item “{question}” {made}")
        return None
    item = replace(made, id=written_item_id(made.quote_id or "", made.kind, made.stem, made.stimulus))
    broken = refusal(item, written_kinds.EXEMPT.get(item.kind, ())) if item.options else None
    if rule := broken.rule if broken else structural_refusal(item):
        problems.append(f"the item “{question}” cannot be asked: {WHY[rule]}")
        return None
    return item


def _said(told: str, quotes: Sequence[Quote]) -> Quote | None:
    """The first quote that holds these words."""
    return next((quote for quote in quotes if fold(told) in fold(quote.text)), None)


def _opinion(claim: str, claims: Mapping[str, Quote], problems: list[str]) -> Item | None:
    if claim not in claims:
        problems.append(f"an opinion names the claim “{claim}”, which is not here")
        return None
    return written_kinds.opinion(claims[claim])


def _others(key: str, speakers: Sequence[Speaker]) -> list[str]:
    """Who else could be meant where the key is one of the pack's speakers."""
    names = [s.name for s in speakers]
    return [n for n in names if n != key] if key in names else []


def _wrong_kinds(table: dict[str, Any]) -> list[str]:
    """What in an item is no list of texts, or no table of them, though it has to be."""
    lists = [
        f'{name}, which is written {name} = ["…", "…"]'
        for name in ("distractors", "accept", "reject", "rivals")
        if not isinstance(texts := table.get(name, []), list) or not all(isinstance(text, str) for text in texts)
    ]
    prompt = table.get("prompt", {})
    if isinstance(prompt, dict) and all(isinstance(asked, str) for asked in prompt.values()):
        return lists
    return [*lists, 'prompt, which is written prompt = { "answer" = "Question?" }']
