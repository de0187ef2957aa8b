"""Which schools a network has, and what they are called: for its accounts, each of which is of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from monitor.between.results import NetworkResults
from monitor.disclosure.release_file import MANIFEST
from monitor.errors import WorkspaceRefused
from monitor.network.settings import Network, is_code
from monitor.workspace import SETTINGS


@dataclass(frozen=True)
class KnownSchools:
    """The schools with a release in the network, and those that its settings name under a region.

    A school may so be invited before its first wave is closed; one that is taken away from both is gone at once.
    """

    network: Network

    def has(self, code: str) -> bool:
        """Whether the network has this school now."""
        return code in self._named or (is_code(code) and any(self.releases_of(code).glob(f"*/{MANIFEST}")))

    def named(self) -> Mapping[str, str]:
        """What each school is called, by its code, as its newest wave has it; else the code."""
        codes = sorted(code for code in {*self._named, *self.network.schools()} if self.has(code))
        told = {one.code: one.name for wave in self._waves() for one in self.results.schools(*wave)}
        return {code: told.get(code, code) for code in codes}

    def releases_of(self, code: str) -> Path:
        """Where the releases of a school lie."""
        return self.network.releases_of(code)

    @cached_property
    def results(self) -> NetworkResults:
        """What is released of the network."""
        return NetworkResults.load(self.network.root)

    @property
    def _named(self) -> frozenset[str]:
        """What the settings name now; of settings that cannot be read, nothing."""
        try:
            return _named_at(self.network.root, (self.network.root / SETTINGS).stat().st_mtime_ns)
        except (OSError, WorkspaceRefused):
            return frozenset()

    def _waves(self) -> list[tuple[str, str]]:
        return sorted(self.results.waves(), key=lambda wave: wave[1])


@lru_cache(maxsize=8)
def _named_at(root: Path, _changed: int) -> frozenset[str]:
    """The schools that the settings of a network name, read again when the file changed."""
    return frozenset(code for codes in Network(root).settings.network.regions.values() for code in codes)
