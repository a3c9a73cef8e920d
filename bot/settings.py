"""The knobs: read once from the environment (and .env) into a frozen Settings; every mistake is told at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import ConfigError

SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg", "postgres")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SECRETS = ("DATABASE_URL",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator chose. `database_url` may hold a password and is never shown."""

    database_url: str
    seed: int | None = None
    log_level: str = "WARNING"

    def __repr__(self) -> str:
        return f"Settings(seed={self.seed}, log_level={self.log_level!r})"


def read(environ: Mapping[str, str]) -> Settings:
    """Settings from these variables. Raises ConfigError with one sentence for each mistake."""
    problems: list[str] = []
    values = {**environ, **_from_files(environ, problems)}
    settings = Settings(
        database_url=_database_url(values.get("DATABASE_URL", ""), problems),
        seed=_seed(values.get("QUOTH_SEED", ""), problems),
        log_level=_log_level(values.get("QUOTH_LOG_LEVEL", ""), problems),
    )
    if problems:
        raise ConfigError(problems)
    return settings


def environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The variables with those of a `.env` file in that folder beneath them."""
    dotenv = folder / ".env"
    if not dotenv.is_file():
        return dict(environ)
    from dotenv import dotenv_values

    return {**{k: v for k, v in dotenv_values(dotenv).items() if v is not None}, **environ}


def default_database() -> Path:
    """Where state is kept unless DATABASE_URL says otherwise: the platform's folder for a user's data."""
    from platformdirs import user_data_path

    return user_data_path("quoth", appauthor=False) / "quoth.db"


def _from_files(environ: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    found = {}
    for name in SECRETS:
        path = environ.get(f"{name}_FILE")
        if not path:
            continue
        try:
            found[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            problems.append(f"{name}_FILE names {path}, which cannot be read: name a readable file or unset it.")
    return found


def _database_url(value: str, problems: list[str]) -> str:
    if not value:
        return f"sqlite:///{default_database()}"
    scheme, sign, _ = value.partition("://")
    if not sign or scheme not in SCHEMES:
        problems.append(
            "DATABASE_URL is not understood: write sqlite:///path/to/file.db or postgresql://user:password@host/name."
        )
    return value


def _seed(value: str, problems: list[str]) -> int | None:
    if not value:
        return None
    if not value.lstrip("-").isdigit():
        problems.append(f"QUOTH_SEED is “{value}”: it takes a whole number, or leave it out.")
        return None
    return int(value)


def _log_level(value: str, problems: list[str]) -> str:
    level = value.upper() or "WARNING"
    if level not in LOG_LEVELS:
        problems.append(f"QUOTH_LOG_LEVEL is “{value}”: it takes one of {', '.join(LOG_LEVELS)}.")
    return level
