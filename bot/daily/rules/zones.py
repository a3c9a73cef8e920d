"""Time zones as people name them. Only IANA names are kept: a city or common name of one zone is that zone, anything
else gets proposals, never a guess.

The proposals for names in daily use are ours; the zones themselves are those of the tz database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.chat.refusals import SAY_ZONE, ZoneUnknown
from content.text import fold

PROPOSALS = 3
# Fewer letters begin too many names.
_LEAST_LETTERS = 3
# Where no offset has to be compared, any moment will do.
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)
# Names without a place in them do not follow the clocks of any place.
_PLACELESS = ("Etc", "SystemV", "posix", "right")
_UTC = frozenset(
    {"etc/utc", "etc/uct", "etc/universal", "etc/zulu", "etc/gmt", "etc/greenwich", "uct", "universal", "zulu"}
)
# Where the middle of a named zone's people lives; an abbreviation alone would not follow summer time.
_NICKNAMES = {
    "pacific": ("America/Los_Angeles",), "pst": ("America/Los_Angeles",), "pdt": ("America/Los_Angeles",),
    "pt": ("America/Los_Angeles",), "mountain": ("America/Denver", "America/Phoenix"),
    "mst": ("America/Denver", "America/Phoenix"), "mdt": ("America/Denver",), "central": ("America/Chicago",),
    "cst": ("America/Chicago", "Asia/Shanghai"), "cdt": ("America/Chicago",), "eastern": ("America/New_York",),
    "est": ("America/New_York",), "edt": ("America/New_York",), "et": ("America/New_York",),
    "gmt": ("Europe/London", "UTC"), "bst": ("Europe/London",), "wet": ("Europe/Lisbon",),
    "cet": ("Europe/Berlin", "Europe/Paris"), "cest": ("Europe/Berlin", "Europe/Paris"),
    "eet": ("Europe/Athens", "Europe/Helsinki"), "eest": ("Europe/Athens", "Europe/Helsinki"),
    "met": ("Europe/Berlin",), "msk": ("Europe/Moscow",), "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "jst": ("Asia/Tokyo",), "kst": ("Asia/Seoul",), "hkt": ("Asia/Hong_Kong",), "sgt": ("Asia/Singapore",),
    "aest": ("Australia/Sydney", "Australia/Brisbane"), "aedt": ("Australia/Sydney",),
    "acst": ("Australia/Adelaide", "Australia/Darwin"), "awst": ("Australia/Perth",),
    "nzst": ("Pacific/Auckland",), "nzdt": ("Pacific/Auckland",), "hst": ("Pacific/Honolulu",),
    "akst": ("America/Anchorage",), "utc": ("UTC",), "z": ("UTC",), "zulu": ("UTC",),
    "germany": ("Europe/Berlin",), "france": ("Europe/Paris",), "spain": ("Europe/Madrid",),
    "italy": ("Europe/Rome",), "india": ("Asia/Kolkata",), "japan": ("Asia/Tokyo",), "china": ("Asia/Shanghai",),
    "uk": ("Europe/London",), "england": ("Europe/London",), "korea": ("Asia/Seoul",),
    "san francisco": ("America/Los_Angeles",), "seattle": ("America/Los_Angeles",), "boston": ("America/New_York",),
    "washington": ("America/New_York",), "miami": ("America/New_York",), "atlanta": ("America/New_York",),
    "texas": ("America/Chicago",), "dallas": ("America/Chicago",), "austin": ("America/Chicago",),
    "munich": ("Europe/Berlin",), "hamburg": ("Europe/Berlin",), "barcelona": ("Europe/Madrid",),
    "milan": ("Europe/Rome",), "geneva": ("Europe/Zurich",), "mumbai": ("Asia/Kolkata",),
    "delhi": ("Asia/Kolkata",), "bangalore": ("Asia/Kolkata",), "beijing": ("Asia/Shanghai",),
    "rio de janeiro": ("America/Sao_Paulo",), "montreal": ("America/Toronto",),
}  # fmt: skip
# Cities whose clocks agree with an offset, one for each, tried in this order.
_REPRESENTATIVES = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Phoenix",
    "America/Chicago", "America/New_York", "America/Halifax", "America/Sao_Paulo", "Atlantic/Azores", "Europe/London",
    "Europe/Berlin", "Europe/Athens", "Africa/Cairo", "Africa/Johannesburg", "Europe/Moscow", "Asia/Dubai",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Asia/Shanghai", "Asia/Tokyo",
    "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from UTC in minutes, as somebody wrote it."""

    minutes: int


@cache
def names() -> dict[str, str]:
    """Every zone that may be kept, by its folded name: UTC and those called after a place."""
    kept = (n for n in available_timezones() if n == "UTC" or ("/" in n and n.partition("/")[0] not in _PLACELESS))
    return {_folded(name): name for name in sorted(kept)}


def find_zone(text: str, at: datetime) -> str:
    """The IANA name that was written, in its own spelling. Raises ZoneUnknown with up to three proposals.

    `at` is the moment at which an offset is compared with what clocks show.
    """
    found = _named(text)
    if len(found) != 1:
        raise ZoneUnknown(zone=text, proposals=proposals(text, at))
    return found[0]


def is_zone(text: str) -> bool:
    """Whether it names one zone, or is a common name of a few."""
    return bool(_named(text))


def is_whole_zone(text: str) -> bool:
    """Whether it is the name of a zone, and can be nothing else: Europe/Berlin."""
    return "/" in text and is_zone(text)


def may_be_zone(word: str) -> bool:
    """Whether it looks like the name of a zone, or begins one, though perhaps none is called so."""
    wanted = _folded(word)
    sounds = len(wanted) >= _LEAST_LETTERS and any(k.rpartition("/")[2].startswith(wanted) for k in names())
    return "/" in word or word[:1].isupper() or sounds or _offset(wanted) is not None


def check_zone(text: str, say: str = SAY_ZONE) -> None:
    """Raises ZoneUnknown for what is no zone and cannot be compared with any clock; `say` is how one is written, with
    {}.
    """
    if _offset(_folded(text)) is None:
        try:
            find_zone(text, _ANY_TIME)
        except ZoneUnknown as unknown:
            raise ZoneUnknown(**unknown.facts, say=say) from None


def _named(text: str) -> tuple[str, ...]:
    """The zones of that very name: one by the tz database, one or more by their city, or in common use."""
    wanted = _folded(text).removeprefix("in ").removesuffix(" time")
    if exact := "UTC" if wanted in _UTC else names().get(wanted):
        return (exact,)
    if wanted in _NICKNAMES:
        return _NICKNAMES[wanted]
    return tuple(_common_first(name for key, name in names().items() if key.rpartition("/")[2] == wanted))


def proposals(text: str, at: datetime) -> tuple[str, ...]:
    """The zones that may be meant by a city, a common name or an offset, best first."""
    wanted = _folded(text)
    if not wanted:
        return ()
    offset = _offset(wanted)
    if offset is not None:
        return tuple(_at_offset(offset, at))[:PROPOSALS]
    if named := _named(text):
        return named[:PROPOSALS]
    return tuple(complete(wanted))[:PROPOSALS] if len(wanted) >= _LEAST_LETTERS else ()


def complete(text: str) -> list[str]:
    """The zones that fit what was typed so far: whole names and cities that begin so, then those that contain it."""
    wanted = _folded(text)
    if not wanted:
        return list(_REPRESENTATIVES)
    cities = [name for key, name in names().items() if key.rpartition("/")[2].startswith(wanted)]
    begin = [name for key, name in names().items() if key.startswith(wanted)]
    nick = [name for key, known in _NICKNAMES.items() if key.startswith(wanted) for name in known]
    inside = [name for key, name in names().items() if wanted in key]
    return list(dict.fromkeys((*_common_first(cities), *nick, *begin, *inside)))


def _common_first(found: Iterable[str]) -> list[str]:
    return sorted(found, key=lambda name: (name not in _REPRESENTATIVES, len(name), name))


def _folded(text: str) -> str:
    return fold(text.replace("_", " ").replace("/", " / ")).replace(" / ", "/").strip()


def _offset(text: str) -> Offset | None:
    """+2, UTC+2, gmt-05:30, +0530."""
    bare = text.removeprefix("utc").removeprefix("gmt").strip().replace("−", "-")
    if len(bare) < 2 or bare[0] not in "+-":
        return None
    digits = bare[1:].replace(":", "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 4:
        return None
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return Offset((60 * hours + minutes) * (-1 if bare[0] == "-" else 1))


def _at_offset(offset: Offset, at: datetime) -> Iterable[str]:
    wanted = timedelta(minutes=offset.minutes)
    every = (*_REPRESENTATIVES, *names().values())
    return dict.fromkeys(name for name in every if at.astimezone(ZoneInfo(name)).utcoffset() == wanted)
