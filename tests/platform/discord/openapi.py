"""Discord's own OpenAPI description, applied to what we send: unknown keys are refused, snowflakes may be numbers."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
from jsonschema.validators import extend

from tests.shared import DISCORD_API


def check(method: str, path: str, body: Any) -> None:
    """Raise jsonschema.ValidationError for a body that Discord would refuse; AssertionError for an unknown path.

    Where the description is not at hand nothing is looked at; tests that are about it are skipped there.
    """
    if body is not None and DISCORD_API.is_file():
        _validator(method.lower(), _template(path)).validate(body)


@cache
def _spec() -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(DISCORD_API.read_text(encoding="utf-8"))
    for schema in spec["components"]["schemas"].values():
        _refuse_unknown_keys(schema)
        _say_values(schema)
    spec["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
    return spec


def _say_values(schema: Any) -> None:
    """One of several constants is one of their values, which is looked at in one step."""
    if isinstance(schema, dict):
        if "oneOf" in schema and all(isinstance(one, dict) and "const" in one for one in schema["oneOf"]):
            schema["enum"] = [one["const"] for one in schema.pop("oneOf")]
        for value in schema.values():
            _say_values(value)
    elif isinstance(schema, list):
        for value in schema:
            _say_values(value)


def _refuse_unknown_keys(schema: Any) -> None:
    """Objects are closed; nothing in this description extends one by allOf but plain numbers and texts."""
    if isinstance(schema, dict):
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for value in schema.values():
            _refuse_unknown_keys(value)
    elif isinstance(schema, list):
        for value in schema:
            _refuse_unknown_keys(value)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Paths as patterns; those with fewer blanks are tried first, so "@original" is no message id."""
    templates = sorted(_spec()["paths"], key=lambda t: t.count("{"))
    return [(re.compile(re.sub(r"\{[^}]*\}", "[^/]+", t) + "$"), t) for t in templates]


@cache
def _template(path: str) -> str:
    found = next((t for pattern, t in _patterns() if pattern.match(path)), None)
    assert found is not None, f"Discord has no path {path}"
    return found


@cache
def _validator(method: str, template: str) -> jsonschema.Draft202012Validator:
    operation = _spec()["paths"][template].get(method)
    assert operation is not None, f"Discord has no {method} {template}"
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return _Validator({**schema, "components": _spec()["components"]})


def _one_of(validator: Any, choices: list[Any], value: Any, schema: dict[str, Any]) -> Iterator[Any]:
    """As the standard has it, without those that are of another `type` by their first word: these cannot fit."""
    fitting = [choice for choice in choices if _may_fit(choice, value)] or choices
    yield from jsonschema.Draft202012Validator.VALIDATORS["oneOf"](validator, fitting, value, schema)


def _may_fit(choice: dict[str, Any], value: Any) -> bool:
    if not isinstance(value, dict) or "$ref" not in choice:
        return True
    named = _spec()["components"]["schemas"][choice["$ref"].rpartition("/")[2]]
    values = named.get("properties", {}).get("type", {}).get("enum")
    return values is None or "type" not in value or value["type"] in values


_Validator = extend(jsonschema.Draft202012Validator, {"oneOf": _one_of})
