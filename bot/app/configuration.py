"""The knobs: read once from the environment (and .env) into a frozen Settings; every mistake is told at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from bot.app.knobs import Knobs
from bot.app.slack_knobs import lacking_for_slack
from bot.errors import ConfigError

SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg", "postgres")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMATS = ("text", "json")
# By what wake-ups are served: by each process for itself, or by a queue in PostgreSQL.
EMBEDDED, PROCRASTINATE = "embedded", "procrastinate"
TOKENS = ("DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
# Instead of a bot token, where Slack's workspaces add the bot themselves; the client id says so.
FOR_MANY = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "QUOTH_PUBLIC_URL", "QUOTH_SECRET_KEYS")
SECRETS = ("DATABASE_URL", *TOKENS, "SLACK_CLIENT_SECRET", "QUOTH_SECRET_KEYS")
LONGEST_TICK = 3600
MOST_OFTEN, MOST_MB = 10_000, 1_000_000
# A month, in hours.
LONGEST_PAUSE = 744


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator chose. Secrets, and `database_url` that may hold a password, are never shown."""

    database_url: str
    seed: int | None = None
    log_level: str = "WARNING"
    log_format: str = "text"
    discord_token: str = ""
    discord_api_base: str = ""
    discord_gateway_url: str = ""
    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    slack_api_base: str = ""
    slack_client_id: str = ""
    slack_client_secret: str = ""
    public_url: str = ""
    # Keys with commas between; the first seals what is kept, all open it.
    quoth_secret_keys: str = ""
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    transcripts: Path | None = None
    tick_seconds: int = 30
    imports_per_hour: int = 5
    import_mb_per_day: int = 50
    workspace_mb_per_day: int = 500
    memory_mb: int = 1000
    import_memory_mb: int = 1000
    import_seconds: int = 300
    embedder: str = ""
    jobs: str = EMBEDDED
    metrics: tuple[str, int] | None = None
    backup_folder: Path | None = None
    backup_hours: int = 24
    backups_kept: int = 7

    def __repr__(self) -> str:
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.name.upper() not in SECRETS)
        return f"Settings({', '.join(shown)})"

    @property
    def database_path(self) -> Path | None:
        """The file of an SQLite database."""
        scheme, _, rest = self.database_url.partition("://")
        return Path(rest.removeprefix("/").partition("?")[0]) if scheme == "sqlite" else None

    @property
    def is_queued(self) -> bool:
        """Whether a queue in the database serves wake-ups."""
        return self.jobs == PROCRASTINATE

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must never be shown."""
        values = (getattr(self, name.lower()) for name in SECRETS)
        return tuple(value for value in (*values, *self.secret_keys) if value)

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The keys one by one."""
        return tuple(filter(None, (key.strip() for key in self.quoth_secret_keys.split(","))))

    @property
    def is_for_many(self) -> bool:
        """Whether Slack's workspaces add the bot themselves, by a page of this Quoth."""
        return bool(self.slack_client_id)


def read(environ: Mapping[str, str]) -> Settings:
    """Settings from these variables. Raises ConfigError with one sentence for each mistake."""
    problems: list[str] = []
    knobs = Knobs({**environ, **_from_files(environ, problems)}, problems)
    settings = Settings(
        database_url=_database_url(knobs),
        seed=_seed(knobs),
        log_level=knobs.one_of("QUOTH_LOG_LEVEL", LOG_LEVELS, "WARNING", str.upper),
        log_format=knobs.one_of("QUOTH_LOG_FORMAT", LOG_FORMATS, "text", str.lower),
        discord_token=knobs.text("DISCORD_TOKEN"),
        discord_api_base=knobs.url("DISCORD_API_BASE", "http"),
        discord_gateway_url=knobs.url("DISCORD_GATEWAY_URL", "ws"),
        slack_bot_token=knobs.token("SLACK_BOT_TOKEN", "xoxb-"),
        slack_app_token=knobs.token("SLACK_APP_TOKEN", "xapp-"),
        slack_signing_secret=knobs.text("SLACK_SIGNING_SECRET"),
        slack_api_base=knobs.url("SLACK_API_BASE", "http"),
        slack_client_id=knobs.text("SLACK_CLIENT_ID"),
        slack_client_secret=knobs.text("SLACK_CLIENT_SECRET"),
        public_url=knobs.url("QUOTH_PUBLIC_URL", "http"),
        quoth_secret_keys=knobs.text("QUOTH_SECRET_KEYS"),
        http_host=knobs.text("HTTP_HOST") or "127.0.0.1",
        http_port=knobs.number("HTTP_PORT", 0, 65535, 8080),
        transcripts=_named_folder(knobs, "QUOTH_TRANSCRIPTS"),
        tick_seconds=knobs.number("QUOTH_TICK_SECONDS", 1, LONGEST_TICK, 30),
        imports_per_hour=knobs.number("QUOTH_IMPORTS_PER_HOUR", 1, MOST_OFTEN, 5),
        import_mb_per_day=knobs.number("QUOTH_IMPORT_MB_PER_DAY", 1, MOST_MB, 50),
        workspace_mb_per_day=knobs.number("QUOTH_WORKSPACE_MB_PER_DAY", 1, MOST_MB, 500),
        memory_mb=knobs.number("QUOTH_MEMORY_MB", 10, MOST_MB, 1000),
        import_memory_mb=knobs.number("QUOTH_IMPORT_MEMORY_MB", 200, MOST_MB, 1000),
        import_seconds=knobs.number("QUOTH_IMPORT_SECONDS", 1, LONGEST_TICK, 300),
        embedder=knobs.text("QUOTH_EMBEDDER"),
        jobs=knobs.one_of("QUOTH_JOBS", (EMBEDDED, PROCRASTINATE), EMBEDDED, str.lower),
        metrics=knobs.address("QUOTH_METRICS"),
        backup_folder=_named_folder(knobs, "QUOTH_BACKUP_DIR"),
        backup_hours=knobs.number("QUOTH_BACKUP_HOURS", 1, LONGEST_PAUSE, 24),
        backups_kept=knobs.number("QUOTH_BACKUPS_KEPT", 1, MOST_OFTEN, 7),
    )
    if settings.is_queued and settings.database_path:
        problems.append(
            "QUOTH_JOBS is procrastinate, which needs PostgreSQL: name one in DATABASE_URL, or leave QUOTH_JOBS out."
        )
    problems += lacking_for_slack(settings)
    if problems:
        raise ConfigError(problems)
    return settings


def environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The variables with those of a `.env` file in that folder beneath them. Raises ConfigError for an odd file."""
    dotenv = folder / ".env"
    if not dotenv.is_file():
        return dict(environ)
    from dotenv import dotenv_values

    held = dotenv_values(stream=StringIO(dotenv_text(dotenv)))
    return {**{k: v for k, v in held.items() if v is not None}, **environ}


def dotenv_text(path: Path) -> str:
    """What is written in a `.env` file. Raises ConfigError where it is no text, or may not be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            [f"{path} cannot be read ({error.strerror}): let the user that Quoth runs as read it."]
        ) from None
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ConfigError([f"{path} is not written in UTF-8: save it in that encoding (PowerShell: -Encoding utf8)."])
    return text


def default_database() -> Path:
    """Where state is kept unless DATABASE_URL says otherwise: the platform's folder for a user's data."""
    from platformdirs import user_data_path

    return user_data_path("quoth", appauthor=False) / "quoth.db"


def index_folder(database_url: str) -> Path:
    """Where a process keeps its index of that database: beside an SQLite file, else in the user's cache folder."""
    scheme, _, rest = database_url.partition("://")
    if scheme == "sqlite":
        return Path(rest.removeprefix("/").partition("?")[0] + ".index")
    from platformdirs import user_cache_path

    place = rest.rpartition("@")[2]
    return user_cache_path("quoth", appauthor=False) / f"index-{blake2b(place.encode(), digest_size=8).hexdigest()}"


def _from_files(environ: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    found = {}
    for name in SECRETS:
        path = environ.get(f"{name}_FILE")
        if not path:
            continue
        try:
            found[name] = Path(path).read_text(encoding="utf-8-sig").strip()
        except (OSError, ValueError):
            problems.append(f"{name}_FILE names {path}, which cannot be read: name a readable file or unset it.")
        else:
            if not found[name] or "\0" in found[name]:
                problems.append(
                    f"{name}_FILE names {path}, which is empty or no text: write {name} into it, or unset it."
                )
    return found


def _database_url(knobs: Knobs) -> str:
    value = knobs.text("DATABASE_URL")
    if not value:
        return f"sqlite:///{default_database()}"
    scheme, sign, _ = value.partition("://")
    if not sign or scheme not in SCHEMES or not _is_address(value):
        knobs.problems.append(
            "DATABASE_URL is not understood: write sqlite:///path/to/file.db or postgresql://user:password@host/name."
        )
    return value


def _is_address(value: str) -> bool:
    try:
        return urlsplit(value).port != 0
    except ValueError:
        return False


def _seed(knobs: Knobs) -> int | None:
    value = knobs.text("QUOTH_SEED")
    if not value:
        return None
    if not value.removeprefix("-").isdecimal():
        knobs.problems.append(f"QUOTH_SEED is “{value}”: it takes a whole number, or leave it out.")
        return None
    return int(value)


def _named_folder(knobs: Knobs, name: str) -> Path | None:
    value = knobs.text(name)
    if not value:
        return None
    if not Path(value).is_dir():
        knobs.problems.append(f"{name} names {value}, which is no folder: make it, or name another.")
    return Path(value)
