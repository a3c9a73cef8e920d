"""YAML as people write it: every plain scalar is the text that stands there, and what is no YAML is None."""

from typing import Any, ClassVar

import yaml


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads every plain scalar as it is written: 13:30, 010, 1.10, yes and dates are texts, not values."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}


class NotYaml(Exception):
    """It is no YAML from `line` on, from 1; None where that could not be told."""

    def __init__(self, line: int | None) -> None:
        self.line = line
        super().__init__(line)


def read_yaml(text: str) -> Any:
    """The value. Raises NotYaml."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - the loader is a safe one
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _not_yaml(error) from None


def read_entries(text: str) -> list[tuple[int, str, list[str]]]:
    """Of a table every line, key and its texts, one or those of a list, keys that come again among them.

    Raises NotYaml, for anything but a table as well.
    """
    try:
        found = yaml.compose(text, _Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _not_yaml(error) from None
    if not isinstance(found, yaml.MappingNode):
        raise NotYaml(1)
    return [
        (key.start_mark.line + 1, key.value, _texts(value))
        for key, value in found.value
        if isinstance(key, yaml.ScalarNode)
    ]


def _texts(node: Any) -> list[str]:
    held = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [" ".join(part.value.split()) for part in held if isinstance(part, yaml.ScalarNode)]


def _not_yaml(error: Exception) -> NotYaml:
    mark = getattr(error, "problem_mark", None)
    return NotYaml(mark.line + 1 if mark is not None else None)
