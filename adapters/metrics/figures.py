"""bot.metrics.Metrics kept in a registry of Prometheus. No label names a guild, a channel or a person."""

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from typing_extensions import override

from bot.metrics import Fate, Metrics, Outcome, Way

# In seconds: what people feel, and three seconds, after which both platforms give up.
FELT = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0)
# How late what nobody waits for may be, from a second to an hour.
LATE = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0)
# How long a turn of the event loop comes too late.
LAG = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
DAILY = "daily"


class PrometheusMetrics(Metrics):
    """Counts. Every instrument there is, is made here."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self.about = Info("quoth", "Which Quoth this is.", registry=own)

        self._answered = {
            way: Counter(name, told, ("platform", what, "outcome"), registry=own)
            for way, name, what, told in (
                (Way.REQUEST, "quoth_requests", "command", "Commands that were worked on."),
                (Way.PRESS, "quoth_presses", "press", "Buttons and forms that were worked on."),
            )
        }
        self._acknowledged, self._recorded, self._told = (
            Histogram(f"quoth_{name}_seconds", told, ("platform",), buckets=FELT, registry=own)
            for name, told in (
                ("acknowledged", "From a request to its acknowledgement."),
                ("recorded", "From the start of work on a request until what it changed is kept."),
                ("told", "From a request until its answer is shown."),
            )
        )
        self._posted = Counter("quoth_posts", "Tries to send a post.", ("platform", "kind", "status"), registry=own)
        self._delivered = Counter("quoth_deliveries", "Daily posts.", ("platform", "status"), registry=own)
        self._lagged = Histogram(
            "quoth_post_lag_seconds", "From when a post was due until it stood.", ("platform", "kind"), buckets=LATE,
            registry=own,
        )  # fmt: skip
        self._closed = Histogram(
            "quoth_round_close_late_seconds", "How late rounds closed by themselves.", buckets=LATE, registry=own
        )
        self._waits = Counter("quoth_rate_limit_waits", "Waits for a rate limit.", ("platform",), registry=own)
        self._waited = Counter(
            "quoth_rate_limit_wait_seconds", "Time waited for rate limits.", ("platform",), registry=own
        )
        self._searched = Counter("quoth_searches", "Look-ups by words.", ("verdict",), registry=own)
        self._imported = Counter("quoth_imports", "Transcripts that were read.", ("outcome",), registry=own)
        self._transacted = Histogram(
            "quoth_database_seconds", "From when a transaction was asked for until it ended.", ("way",), buckets=FELT,
            registry=own,
        )  # fmt: skip
        self._failed = Counter("quoth_database_errors", "Transactions the database failed at.", ("kind",), registry=own)
        self._ran = Gauge(
            "quoth_job_last_success_timestamp_seconds", "When a job last ended well.", ("job",), registry=own
        )
        self._pruned = Counter("quoth_pruned_rows", "Rows whose time was over.", ("table",), registry=own)
        self._backup = Gauge(
            "quoth_backup_last_success_timestamp_seconds", "Of when the newest scheduled backup is.", registry=own
        )
        self.lag = Histogram(
            "quoth_event_loop_lag_seconds", "How late turns of the event loop come.", buckets=LAG, registry=own
        )

        platform = ("platform",)
        self.ready = Gauge("quoth_ready", "Whether a part works: the database, each platform.", ("part",), registry=own)
        self.outbox = Gauge("quoth_outbox_depth", "Posts that are due.", platform, registry=own)
        self.oldest = Gauge("quoth_oldest_due_age_seconds", "Since when the oldest is due.", platform, registry=own)
        self.due = Gauge("quoth_deliveries_due", "Daily posts that are due.", platform, registry=own)
        self.oldest_delivery = Gauge(
            "quoth_deliveries_oldest_due_age_seconds", "Since when the oldest is due.", platform, registry=own
        )
        self.games = Gauge("quoth_games_active", "Games that are not over.", platform, registry=own)
        self.schedules = Gauge("quoth_schedules_on", "Schedules of daily posts.", platform, registry=own)
        state = ("state",)
        self.feeds = Gauge(
            "quoth_feeds", "Feeds: followed, failing when looked at last, due to be looked at.", state, registry=own
        )
        self.installations = Gauge(
            "quoth_installations", "Slack workspaces that added the bot: there, or with tokens that ended.", state,
            registry=own,
        )  # fmt: skip
        self.shards = Gauge("quoth_shards", "Discord's shards: there, or free, held by nobody.", state, registry=own)
        self.libraries = Gauge("quoth_libraries", "Libraries in memory.", registry=own)
        self.packs = Gauge("quoth_library_packs", "Packs in memory.", registry=own)
        self.texts = Gauge("quoth_library_texts", "Quotes and passages in memory.", registry=own)
        self.indexed = Gauge("quoth_index_texts", "Quotes and passages in the index.", registry=own)
        self.proposals = Gauge(
            "quoth_proposals", "Documents that were read and wait for a word, or that gave way to others.", state,
            registry=own,
        )  # fmt: skip
        self.proposed = Gauge("quoth_proposals_bytes", "What those that wait take in memory.", registry=own)
        self.meant = Gauge("quoth_vectors_bytes", "What texts mean, in memory or mapped.", registry=own)

    @override
    def answered(self, platform: str, way: Way, name: str, outcome: Outcome, seconds: float) -> None:
        self._answered[way].labels(platform, name, outcome.value).inc()
        self._recorded.labels(platform).observe(seconds)

    @override
    def acknowledged(self, platform: str, seconds: float) -> None:
        self._acknowledged.labels(platform).observe(seconds)

    @override
    def told(self, platform: str, seconds: float) -> None:
        self._told.labels(platform).observe(seconds)

    @override
    def posted(self, platform: str, kind: str, fate: Fate) -> None:
        self._posted.labels(platform, kind, fate.value).inc()
        if kind == DAILY and fate is not Fate.EDITED:
            self._delivered.labels(platform, fate.value).inc()

    @override
    def lagged(self, platform: str, kind: str, seconds: float) -> None:
        self._lagged.labels(platform, kind).observe(seconds)

    @override
    def closed(self, seconds: float) -> None:
        self._closed.observe(seconds)

    @override
    def waited(self, platform: str, seconds: float) -> None:
        self._waits.labels(platform).inc()
        self._waited.labels(platform).inc(seconds)

    @override
    def searched(self, verdict: str) -> None:
        self._searched.labels(verdict).inc()

    @override
    def imported(self, outcome: str) -> None:
        self._imported.labels(outcome).inc()

    @override
    def database_answered(self, way: str, seconds: float) -> None:
        self._transacted.labels(way).observe(seconds)

    @override
    def database_failed(self, kind: str) -> None:
        self._failed.labels(kind).inc()

    @override
    def ran(self, job: str, at: datetime) -> None:
        self._ran.labels(job).set(at.timestamp())

    @override
    def pruned(self, table: str, rows: int) -> None:
        self._pruned.labels(table).inc(rows)

    @override
    def backed_up(self, at: datetime) -> None:
        self._backup.set(at.timestamp())
