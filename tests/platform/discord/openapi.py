"""Discord's own OpenAPI description, applied to what we send: unknown keys are refused, snowflakes may be numbers."""

import json
import re
from functools import cache
from typing import Any

import jsonschema

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
    spec["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
    return spec


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
    return jsonschema.Draft202012Validator({**schema, "components": _spec()["components"]})
