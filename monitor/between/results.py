"""Network results: what a network's screens read. Every number is a sum of what its schools released, or a school's.

Read by column and predicate from the tables of a wave (`monitor.network.projection`), an item at a time, and kept for
the items that were looked at last; a thousand schools are never loaded whole. A wave that is closed again is read anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from monitor.between.beside import Beside, NetworkSchool, SchoolPoint, beside
from monitor.between.by_item import FACTS, table_of_items
from monitor.between.many_counts import ManyPublished, counts_of, read_item
from monitor.between.observed import asked_otherwise, read_observed
from monitor.definition.derived import DerivedItem
from monitor.definition.differences import Observed
from monitor.definition.indicators import Base, Measure, measures_of
from monitor.definition.model import Item
from monitor.disclosure import release_file
from monitor.disclosure.policy import load_least_schools
from monitor.disclosure.release import Manifest
from monitor.errors import WorkspaceRefused
from monitor.statistics.between_schools.changes import NetworkChange, SchoolChange, network_change, school_changes
from monitor.statistics.between_schools.counts import Counts
from monitor.statistics.between_schools.network import NetworkShare
from monitor.statistics.between_schools.shrunken import LEAST_TO_SHRINK, Shrunken, shrunken
from monitor.statistics.comparable import differences
from monitor.statistics.estimate import LEAST, scales_in
from monitor.statistics.reasons import Reason, because
from monitor.texts import _

__all__ = ["Beside", "NetworkChange", "NetworkResults", "NetworkSchool", "NetworkShare", "SchoolChange", "SchoolPoint"]

SCHOOLS = "schools.parquet"


class Asked(NamedTuple):
    """A share of a wave that is asked for: which, over whom."""

    item: str
    measure: str
    base: Base = "A"


@dataclass(frozen=True)
class NetworkResults:
    """Everything that may be shown about a network."""

    root: Path

    @staticmethod
    def load(root: Path) -> "NetworkResults":
        """The results in the workspace of a network; nothing is read before it is asked for."""
        return NetworkResults(root)

    def waves(self) -> tuple[tuple[str, str], ...]:
        """The waves that were closed, as survey and school year, in order."""
        found = (one.parent for one in (self.root / "facts").glob(f"survey=*/year=*/{SCHOOLS}"))
        return tuple(sorted((one.parent.name.partition("=")[2], one.name.partition("=")[2]) for one in found))

    def edition(self) -> tuple[tuple[str, int], ...]:
        """What tells that a wave was closed, or closed again: its tables and when they were made."""
        tables = (self.root / "facts").glob(f"survey=*/year=*/{SCHOOLS}")
        return tuple(sorted((str(one.parent), one.stat().st_mtime_ns) for one in tables))

    def years(self, survey: str) -> tuple[str, ...]:
        """The school years in which a survey was closed, oldest first."""
        return tuple(year for one, year in self.waves() if one == survey)

    def schools(self, survey: str, year: str) -> tuple[NetworkSchool, ...]:
        """The schools of a wave, in the order of their codes."""
        return tuple(self._wave(survey, year).schools.values())

    def regions(self, survey: str, year: str) -> tuple[str, ...]:
        """The regions that have schools in a wave, by name."""
        return tuple(sorted({one.region for one in self.schools(survey, year)} - {""}))

    def manifest(self, survey: str, year: str) -> Manifest:
        """What was asked in a wave, and how it was protected: the manifest of one of its schools.

        All schools of a wave were asked the same; its groups, enrolment, policy and audit are of that one school.
        """
        return self._wave(survey, year).manifest

    def items(self, survey: str, year: str) -> tuple[Item | DerivedItem, ...]:
        """The items and scales of a wave that have shares, in the order of the questionnaire."""
        return tuple(one for one in self._wave(survey, year).asked.values() if measures_of(one))

    def measures(self, survey: str, year: str, item: str) -> tuple[Measure, ...]:
        """The measures of an item, its headline measure first; none: it was not asked."""
        return self._wave(survey, year).measures(item)

    def text(self, survey: str, year: str, item: str) -> str:
        """The question as it was put, in the words of the reader."""
        wave = self._wave(survey, year)
        return wave.manifest.survey.as_read(wave.asked[item].text, wave.manifest.locale)

    def counts(self, survey: str, year: str, asked: Asked) -> Counts:
        """The released counts behind a share at each school; the schools of which it is not shown are missing."""
        return _counts(self._wave(survey, year), asked)

    def beside(self, survey: str, year: str, asked: Asked, *, by_region: bool = False) -> Beside:
        """The schools beside each other on a share, with the network's figure and the limits of a funnel plot."""
        return _beside(self._wave(survey, year), asked, by_region)

    def share(self, survey: str, year: str, asked: Asked) -> NetworkShare:
        """The share of the network."""
        return self.beside(survey, year, asked).network

    def school(self, survey: str, year: str, asked: Asked, school: str) -> SchoolPoint | None:
        """Where one school lies; None where its share is not shown, or where there are too few schools."""
        return self.beside(survey, year, asked).point(school)

    def change(self, survey: str, asked: Asked, from_year: str, to_year: str) -> NetworkChange:
        """What became of the network's share, over the schools that took part and were asked it alike in both years."""
        return _change(self._wave(survey, from_year), self._wave(survey, to_year), asked)

    def school_changes(self, survey: str, asked: Asked, from_year: str, to_year: str) -> tuple[SchoolChange, ...]:
        """Which schools changed by more than chance; none where the years cannot be compared."""
        return _school_changes(self._wave(survey, from_year), self._wave(survey, to_year), asked)

    def _wave(self, survey: str, year: str) -> "_Wave":
        folder = self.root / "facts" / f"survey={survey}" / f"year={year}"
        try:
            stamps = tuple((folder / name).stat().st_mtime_ns for name in (FACTS, SCHOOLS))
        except OSError:
            message = _("There are no released numbers of {survey} in {year}.").format(survey=survey, year=year)
            raise WorkspaceRefused(message, remedy=_("Choose one of the waves that are closed.")) from None
        return _read_wave(_Wave(self.root, survey, year, stamps))


@dataclass(frozen=True)
class _Wave:
    """The tables of a wave as they were at some moment (`stamps`)."""

    root: Path
    survey: str
    year: str
    stamps: tuple[int, ...]

    @property
    def folder(self) -> Path:
        return self.root / "facts" / f"survey={self.survey}" / f"year={self.year}"

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        import pyarrow.parquet as parquet

        told = parquet.read_table(self.folder / SCHOOLS).to_pylist()
        return {row["school"]: row for row in sorted(told, key=lambda row: str(row["school"]))}

    @cached_property
    def schools(self) -> Mapping[str, NetworkSchool]:
        told = ("name", "region", "forms", "enrolled", "min_values")
        return {
            code: NetworkSchool(**{name: row[name] for name in told}, code=code, k=self._k(code))
            for code, row in self.rows.items()
        }

    def _k(self, code: str) -> int:
        """How many people a group of this school must have; an earlier version did not write it in the table."""
        told = self.rows[code].get("k")
        if told is not None:
            return int(told)
        own = self._manifest_of(code)
        return own.policy.k if own else self._most_k

    @cached_property
    def _most_k(self) -> int:
        """The strictest of all: what a school has to be held to of which it is not known."""
        return max(one.policy.k for one in map(self._manifest_of, self.rows) if one)

    @cached_property
    def alike(self) -> tuple[str, ...]:
        """The schools that were asked what `manifest` says; closing sees to it that it is all of them."""
        return tuple(code for code, row in self.rows.items() if row["survey_hash"] == self.manifest.survey_hash)

    @cached_property
    def manifest(self) -> Manifest:
        """That of the first school of which the manifest is the one that the table was made from."""
        found = next(filter(None, map(self._manifest_of, self.rows)), None)
        if found:
            return found
        raise WorkspaceRefused(
            _("No release of {survey} in {year} fits the table of its schools.").format(
                survey=self.survey, year=self.year
            ),
            remedy=_("Close the wave again: the table is made anew from the releases of the schools."),
        )

    def _manifest_of(self, code: str) -> Manifest | None:
        """The manifest of a school, if it is the one that the table was made from."""
        folder = self.root / "schools" / code / "releases" / f"{self.survey}_{self.year}"
        try:
            if release_file.manifest_sha256(folder) != self.rows[code]["manifest_sha256"]:
                return None
            return Manifest.model_validate_json((folder / release_file.MANIFEST).read_bytes())
        except (WorkspaceRefused, OSError):
            return None

    @cached_property
    def asked(self) -> dict[str, Item | DerivedItem]:
        items = {one.id: one for one in self.manifest.survey.items}
        return {**items, **scales_in(self.manifest)}

    @cached_property
    def as_defined(self) -> Manifest:
        """What all schools were asked: the questionnaire, without what the files of one of them showed beyond it."""
        return self.manifest.model_copy(update={"breaks": ()})

    @cached_property
    def observed(self) -> Mapping[str, Observed]:
        """What the files of each school showed beyond the questionnaire."""
        return read_observed(self.folder)

    def measures(self, item: str) -> tuple[Measure, ...]:
        return measures_of(self.asked[item]) if item in self.asked else ()


@lru_cache(maxsize=32)
def _read_wave(wave: _Wave) -> _Wave:
    """The wave that was read before, as long as its tables are the same."""
    return wave


@lru_cache(maxsize=64)
def _item(wave: _Wave, item: str) -> ManyPublished:
    return read_item(table_of_items(wave.folder), wave.alike, item)


@lru_cache(maxsize=64)
def _counts(wave: _Wave, asked: Asked) -> Counts:
    measure = next((one for one in wave.measures(asked.item) if one.id == asked.measure), None)
    if measure is None:
        why = because("no-measure" if asked.item in wave.asked else "no-item", year=wave.year)
        return Counts.none(dict.fromkeys(wave.schools, why))
    least = [max(LEAST, wave.schools[code].k) for code in wave.alike]
    found = counts_of(_item(wave, asked.item), wave.asked[asked.item], measure, asked.base, least)
    otherwise = dict.fromkeys(set(wave.schools) - set(wave.alike), because("version"))
    return replace(found, missing={**found.missing, **otherwise})


def _differences(before: _Wave, after: _Wave, item: str) -> tuple[Reason, ...]:
    """What makes two years of the whole network incomparable: they were not asked the same by their questionnaires."""
    return differences(before.as_defined, after.as_defined, item)


@lru_cache(maxsize=64)
def _otherwise(before: _Wave, after: _Wave, item: str) -> frozenset[str]:
    """The schools whose own files tell that two years of theirs are not comparable."""
    return asked_otherwise((before.as_defined, before.observed), (after.as_defined, after.observed), item)


def _without(counts: Counts, schools: frozenset[str]) -> Counts:
    return counts.only(np.array([one not in schools for one in counts.schools], bool)) if schools else counts


@lru_cache(maxsize=64)
def _change(before: _Wave, after: _Wave, asked: Asked) -> NetworkChange:
    if reasons := _differences(before, after, asked.item):
        return NetworkChange(0, reasons=reasons)
    otherwise = _otherwise(before, after, asked.item)
    first, second = (_without(_counts(one, asked), otherwise) for one in (before, after))
    both = {*_counts(before, asked).schools} & {*_counts(after, asked).schools}
    return replace(network_change(first, second, least=load_least_schools()), otherwise=len(otherwise & both))


@lru_cache(maxsize=64)
def _school_changes(before: _Wave, after: _Wave, asked: Asked) -> tuple[SchoolChange, ...]:
    if _differences(before, after, asked.item):
        return ()
    otherwise = _otherwise(before, after, asked.item)
    return school_changes(*(_without(_counts(one, asked), otherwise) for one in (before, after)))


@lru_cache(maxsize=64)
def _likely(wave: _Wave, asked: Asked) -> Shrunken | None:
    """The shrunken estimates of the network; the same among all schools and within regions."""
    counts = _counts(wave, asked)
    return shrunken(counts) if len(counts) >= LEAST_TO_SHRINK else None


@lru_cache(maxsize=64)
def _beside(wave: _Wave, asked: Asked, by_region: bool) -> Beside:
    counts, least = _counts(wave, asked), load_least_schools()
    return beside(counts, wave.schools, _likely(wave, asked), by_region=by_region, least=least)
