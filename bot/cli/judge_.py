"""`quoth judge`: judge an answer as the quiz would."""

import argparse
import json
import sys
from typing import Any

from bot.errors import QuothError
from bot.games.judging import Judgement, judge


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("input", nargs="?", choices=["-"], help="- reads one JSON object a line")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--key", help="the right answer")
    parser.add_argument("--accept", action="append", default=[], metavar="FORM", help="another right form; repeatable")
    parser.add_argument(
        "--rival", action="append", default=[], metavar="NAME", help="what else it could be; repeatable"
    )
    parser.add_argument("--reject", action="append", default=[], metavar="FORM", help="a wrong form; repeatable")
    parser.add_argument("--answer", help="what the player said")


def run(chosen: argparse.Namespace) -> int:
    """Print a verdict and its reason for each answer."""
    if chosen.input == "-":
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                _print(judge(**_case(line, number)), as_json=True)
        return 0
    if chosen.key is None or chosen.answer is None:
        raise QuothError("judge needs --key and --answer, or - to read JSON lines; quoth judge --help shows how.")
    judged = judge(
        key=chosen.key, accept=chosen.accept, rivals=chosen.rival, reject=chosen.reject, answer=chosen.answer
    )
    _print(judged, as_json=chosen.json)
    return 0


def _print(judged: Judgement, *, as_json: bool) -> None:
    shown = {"verdict": str(judged.verdict), "reason": judged.reason} | ({"ask": judged.ask} if judged.ask else {})
    text = json.dumps(shown) if as_json else f"{judged.verdict} ({judged.reason})"
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _case(line: str, number: int) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except ValueError as error:
        raise QuothError(f"line {number} of the input is no JSON: write one object a line.") from error
    if not isinstance(case, dict) or not all(isinstance(case.get(k), str) for k in ("key", "answer")):
        raise QuothError(f'line {number} of the input lacks "key" or "answer": both are texts.')
    lists = {k: case.get(k) or [] for k in ("accept", "rivals", "reject")}
    if not all(isinstance(v, list) and all(isinstance(x, str) for x in v) for v in lists.values()):
        raise QuothError(f'line {number} of the input: "accept", "rivals" and "reject" are lists of texts.')
    prompts = case.get("prompts") or {}
    if not isinstance(prompts, dict) or not all(isinstance(asked, str) for asked in prompts.values()):
        raise QuothError(f'line {number} of the input: "prompts" is an object of answers and the questions asked back.')
    return {"key": case["key"], "answer": case["answer"], "prompts": prompts, **lists}
