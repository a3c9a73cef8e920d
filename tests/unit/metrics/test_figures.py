"""What is counted: under which labels, and that the rules for alerts know the names."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from prometheus_client.metrics_core import Metric

from adapters.metrics import figures
from adapters.metrics.figures import PrometheusMetrics
from bot.app.catalogue import POSTS, PRESSES, REGISTRY
from bot.app.engine import UNKNOWN
from bot.chat.incoming import Press, PressId
from bot.delivery.scheduler import ABSENCE, BACKUP, DROP, FEEDS, FORGET, RETENTION, SWEEP
from bot.games.verbs import ANSWER
from bot.metrics import Fate, Metrics, Outcome, Way
from bot.storage.wakeups import DAILY, DUE, POST
from tests.builders import ALICE, BOB, HERE, NOON
from tests.world import World, opened

ALERTS = Path(figures.__file__).parent / "alerts.yaml"
SUFFIXES = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",), "info": ("_info",)}
# Everything a label may say. Nothing of it grows with guilds, channels or people.
ALLOWED = {
    "platform": {"slack", "discord", "terminal"},
    "command": {UNKNOWN, *(command.name for command in REGISTRY)},
    "press": {UNKNOWN, *PRESSES},
    "outcome": {*Outcome, "read", "unreadable", "costly", "busy", "failed"},
    "kind": {*POSTS, "StorageAway", "StorageUnwritable", "StorageDamaged", "StorageError", "RowUnreadable"},
    "status": set(Fate),
    "verdict": {"found", "unsure", "perhaps", "not_found"},
    "job": None,
    "table": None,
    "part": None,
    "state": {"followed", "failing", "due", "there", "ended", "free"},
    "way": {"read", "write", "check"},
    "le": None,
}
HANDLED = {ABSENCE, BACKUP, DAILY, DROP, DUE, FEEDS, FORGET, POST, RETENTION, SWEEP}
WORD = re.compile(r"[a-z_+][a-z_]{0,30}|[0-9.]+|\+Inf")


def families(metrics: PrometheusMetrics) -> list[Metric]:
    """All there are."""
    return list(metrics.registry.collect())


def value(metrics: PrometheusMetrics, name: str, **labels: str) -> float:
    """What one of them says."""
    return metrics.registry.get_sample_value(name, labels) or 0.0


async def played(world: World) -> None:
    """A game of one round with presses, look-ups, refusals and a daily post."""
    await world.ask(ALICE, "quiz start", rounds="1", mode="who-said")
    asked = (await world.table()).round
    assert asked is not None
    for user in (ALICE, BOB):
        await world.press(user, str(PressId(ANSWER, asked.id, 0)))
    await world.at(300)
    await world.ask(ALICE, "whosaid", words="backups can smell fear")
    await world.ask(ALICE, "whosaid", words="xylophone zebra quasar")
    await world.ask(ALICE, "quote", search="999999")
    await world.ask(ALICE, "Ada Novak's own command")
    await world.press(BOB, "q1.C0000SECRET.G0000SECRET.1")
    await world.ask(ALICE, "daily set", manager=True, time="09:00", timezone="UTC")
    await world.at(timedelta(days=1).total_seconds())


async def test_what_people_do_is_counted_by_platform_name_and_outcome(tmp_path: Path) -> None:
    """And by nothing else: every label of every family says one of a few words, whatever people send."""
    metrics = PrometheusMetrics()
    async with opened(tmp_path, metrics=metrics) as world:
        await played(world)
    told = {"platform": "terminal"}
    assert value(metrics, "quoth_requests_total", **told, command="whosaid", outcome="done") == 2
    assert value(metrics, "quoth_requests_total", **told, command="quote", outcome="refused") == 1
    assert value(metrics, "quoth_requests_total", **told, command=UNKNOWN, outcome="refused") == 1
    assert value(metrics, "quoth_presses_total", **told, press=ANSWER, outcome="done") == 2
    assert value(metrics, "quoth_presses_total", **told, press=UNKNOWN, outcome="refused") == 1
    assert value(metrics, "quoth_recorded_seconds_count", **told) == 9
    assert value(metrics, "quoth_searches_total", verdict="found") == 1
    assert value(metrics, "quoth_searches_total", verdict="not_found") == 1
    assert value(metrics, "quoth_posts_total", **told, kind="round", status="sent") == 1
    assert value(metrics, "quoth_post_lag_seconds_count", **told, kind="round") == 1
    assert value(metrics, "quoth_deliveries_total", **told, status="sent") == 1
    assert value(metrics, "quoth_round_close_late_seconds_count") == 1
    everything(metrics)
    words = {word for family in families(metrics) for sample in family.samples for word in sample.labels.values()}
    assert not {w for w in words if "SECRET" in w or "Ada" in w or w in (ALICE.id, BOB.id, HERE.channel)}


def everything(metrics: PrometheusMetrics) -> None:
    """Each label name is known, and says what it may."""
    assert families(metrics)
    for family in families(metrics):
        for sample in family.samples:
            assert sample.labels.keys() <= ALLOWED.keys(), sample
            for name, said in sample.labels.items():
                allowed = ALLOWED[name]
                assert said in allowed if allowed else WORD.fullmatch(said), sample


async def test_what_fails_is_counted_as_that(tmp_path: Path) -> None:
    """Something of ours broke: the exception goes on to the adapter, and the request counts as failed."""
    metrics = PrometheusMetrics()
    async with opened(tmp_path, metrics=metrics) as world:
        broken = Press(key="k", place=HERE, user=ALICE, at=NOON, id=str(PressId(ANSWER, "r", 0)))
        world.engine._slots = None  # type: ignore[assignment]
        with pytest.raises(AttributeError):
            await world.engine.press(broken)
    assert value(metrics, "quoth_presses_total", platform="terminal", press=ANSWER, outcome="failed") == 1


def test_every_method_of_the_port_counts_somewhere() -> None:
    """Whatever themes tell is shown."""
    metrics = PrometheusMetrics()
    before = {s for f in families(metrics) for s in map(str, f.samples)}
    calls = {
        "answered": ("slack", Way.PRESS, ANSWER, Outcome.DONE, 0.1), "acknowledged": ("slack", 0.1),
        "told": ("slack", 0.1), "posted": ("slack", "round", Fate.FAILED), "lagged": ("slack", "round", 0.1),
        "closed": (0.1,), "waited": ("slack", 0.1), "searched": ("found",), "imported": ("read",),
        "database_failed": ("StorageAway",), "database_answered": ("read", 0.02),
        "ran": ("sweep", NOON), "pruned": ("post", 3), "backed_up": (NOON,),
    }  # fmt: skip
    assert calls.keys() == {name for name in vars(Metrics) if not name.startswith("_")}
    for name, told in calls.items():
        getattr(metrics, name)(*told)
        after = {s for f in families(metrics) for s in map(str, f.samples)}
        assert after - before, name
        before = after
    everything(metrics)


def test_the_rules_for_alerts_use_names_and_labels_that_are_there() -> None:
    """And words that labels may say; each says what is wrong and what to do."""
    known = {
        family.name + suffix: family for family in families(PrometheusMetrics()) for suffix in SUFFIXES[family.type]
    }
    rules = [rule for group in yaml.safe_load(ALERTS.read_text())["groups"] for rule in group["rules"]]
    assert len(rules) > 8
    used = set()
    for rule in rules:
        named = re.findall(r"\bquoth_[a-z_]+", rule["expr"])
        assert named, rule
        assert set(named) <= known.keys(), rule
        grouped = {label for labels in re.findall(r"by \(([^)]*)\)", rule["expr"]) for label in labels.split(", ")}
        matched = set(re.findall(r'[{,]([a-z_]+)=~?"', rule["expr"]))
        assert grouped | matched <= ALLOWED.keys(), rule
        for label, told in re.findall(r'[{,]([a-z_]+)!?=~?"([^"]*)"', rule["expr"]):
            known_words = HANDLED if label == "job" else ALLOWED[label]
            assert known_words is None or set(told.split("|")) <= known_words, rule
        for name in re.findall(r"(?:rate|increase)\((quoth_[a-z_]+)", rule["expr"]):
            assert known[name].type in ("counter", "histogram"), rule
        assert all(rule["expr"].count(a) == rule["expr"].count(b) for a, b in ("()", "[]", "{}")), rule
        assert re.fullmatch(r"[0-9]+[smhd]", rule.get("for", "5m")), rule
        assert all(rule["annotations"][what].endswith(".") for what in ("summary", "remedy"))
        used |= set(named)
    assert "quoth_oldest_due_age_seconds" in used
