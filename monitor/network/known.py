"""Which schools a network has, and what they are called: for its accounts, each of which is of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from monitor.between.results import NetworkResults
from monitor.network.settings import Network, is_code


@dataclass(frozen=True)
class KnownSchools:
    """The schools with a release in the network, and those that its settings name under a region.

    A school may so be invited before its first wave is closed; one that is taken away from both is gone at once.
    """

    network: Network

    def has(self, code: str) -> bool:
        """Whether the network has this school now."""
        return code in self._named or (is_code(code) and self.releases_of(code).parent.is_dir())

    def named(self) -> Mapping[str, str]:
        """What each school is called, by its code, as its newest wave has it; else the code."""
        codes = sorted({*self._named, *self.network.schools()})
        told = {one.code: one.name for wave in self._waves() for one in self.results.schools(*wave)}
        return {code: told.get(code, code) for code in codes}

    def releases_of(self, code: str) -> Path:
        """Where the releases of a school lie."""
        return self.network.releases_of(code)

    @cached_property
    def results(self) -> NetworkResults:
        """What is released of the network."""
        return NetworkResults.load(self.network.root)

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(code for codes in self.network.settings.network.regions.values() for code in codes)

    def _waves(self) -> list[tuple[str, str]]:
        return sorted(self.results.waves(), key=lambda wave: wave[1])
