"""The packs of a library: which are in use, and which one is meant by a name."""

from collections.abc import Sequence
from functools import cached_property

from bot.library.contents import LibraryContents
from bot.library.model import PackSummary, StoredPack, named
from bot.library.refusals import NoSuchPack
from content.items import HAND_WRITTEN, known_kind


class NamedPacks:
    """What there is to choose from, without a word of what was said."""

    def __init__(self, packs: Sequence[StoredPack], contents: LibraryContents) -> None:
        self.packs: dict[int, PackSummary] = {
            p.info.id: PackSummary(
                info=p.info, speakers=p.speakers, size=len(p.quotes),
                questions=sum(known_kind(item) == HAND_WRITTEN for item in p.items),
            )
            for p in packs if p.info.removed_at is None
        }  # fmt: skip
        self._contents = contents

    @cached_property
    def in_use(self) -> tuple[PackSummary, ...]:
        """The packs for look-ups and random, quiz and daily use: samples only until there is a real one."""
        return tuple(self.packs[p.info.id] for p in self._contents.in_use)

    @property
    def resting_samples(self) -> tuple[str, ...]:
        """The names of the samples that are not in use because there are packs of somebody's own."""
        used = {p.info.id for p in self.in_use}
        return tuple(p.info.name for p in self.packs.values() if p.info.sample and p.info.id not in used)

    def pack(self, name: str) -> PackSummary:
        """The pack that somebody means: of that name, else of that title. Raises NoSuchPack."""
        found = named([p.info for p in self.packs.values()], name)
        if found is None:
            raise NoSuchPack(name=name, known=[p.info.name for p in self.packs.values()])
        return self.packs[found.id]

    def named(self, name: str) -> str:
        """The name of the pack that is meant by its name or title, "" where that is none."""
        found = named([p.info for p in self.packs.values()], name)
        return found.name if found else ""

    def called(self, name: str) -> PackSummary:
        """The pack of that very name, as games and schedules keep it. Raises NoSuchPack."""
        found = self.pack(name)
        if found.info.name != name:
            raise NoSuchPack(name=name, known=[p.info.name for p in self.packs.values()])
        return found

    def chosen(self, name: str, *, samples: bool = False) -> tuple[PackSummary, ...]:
        """The pack of that very name; for "" all that are in use, with those `samples` that rest. Raises NoSuchPack."""
        if name:
            return (self.called(name),)
        return (*self.in_use, *(self.pack(sample) for sample in self.resting_samples if samples))
