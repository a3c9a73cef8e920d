"""How a document is to be read: what whoever brings it says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LIMIT_MB = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is to be read.

    `speaker` is who speaks where nobody is named; `unattributed` lets a text in that names nobody. `speakers` maps
    labels to names. `limit_mb` caps the file.
    """

    speaker: str | None = None
    unattributed: bool = False
    speakers: Mapping[str, str] = field(default_factory=dict)
    limit_mb: int = LIMIT_MB


PLAIN = Reading()
