"""A network of as many schools as are asked for, as its closing leaves it, drawn at once: for screens and their speed.

Its tables have the columns, the order and the row groups that `monitor.network.projection` gives them. A class, its
stage and its school add up before they are rounded, and each is told with the detail that a group of its size may
have. Nothing was audited, and of the first school alone there is a release: no screen reads the manifest of a second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from benchmarks.simulated_schools import SimulatedSchool, simulated_schools
from monitor.between.by_item import FACTS, write_by_item
from monitor.definition.library import survey as shipped_survey
from monitor.definition.model import Item
from monitor.disclosure import release_file
from monitor.disclosure.detail import codes_of, deepest_level, kind_of, published_sets
from monitor.disclosure.release import EVERYONE, Fact, Release
from monitor.network.projection import COLUMNS, ROWS, SCHOOL_COLUMNS, SCHOOLS
from tests.support.releases import LEVELS, POLICY, Wave, release_of

SURVEY, YEARS = "ouders", ("2024-2025", "2025-2026")
KINDS = ("Vrije Basisschool", "GO! Basisschool", "Gemeentelijke Basisschool", "Freinetschool", "Leefschool")
TREES = ("Linde", "Eik", "Beuk", "Els", "Berk", "Wilg", "Esdoorn", "Hazelaar", "Kastanje", "Meidoorn", "Vlier", "Spar")
APART, BY = 0.02, 1.1
"""So many schools are none of the ordinary ones, and by so much, in log odds."""
NO_AUDIT = 3
DETAIL = (POLICY.all_options_from, POLICY.three_options_from, POLICY.k)
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class _Groups:
    """Groups of one level: the school of each (a place), its name and that of what it is a part of."""

    level: str
    school: Whole
    node: NDArray[np.str_]
    parent: NDArray[np.str_]

    @property
    def first(self) -> Whole:
        """Where those begin that are parts of the same group."""
        whole = np.char.add(self.school.astype(str), self.parent)
        return np.flatnonzero(np.append(True, whole[1:] != whole[:-1]))


@dataclass(frozen=True)
class _Counts:
    """Rows of the table of facts that differ in their group and value alone."""

    groups: _Groups
    rows: Whole
    item: str
    kind: str
    options: str
    values: Whole
    base: int


def draw_network(root: Path, schools: int, years: Sequence[str] = YEARS, *, deep: bool = True, seed: int = 7) -> Path:
    """Write what parents of so many schools answered in these years into a folder, as the workspace of a network.

    Not `deep`: without the counts of stages and classes, of which no page of a network reads one.
    """
    simulated = simulated_schools(schools, len(years) + 1, seed)
    tilts = BY * np.random.default_rng(seed).choice([-1, 0, 1], schools, p=[APART / 2, 1 - APART, APART / 2])
    for place, year in enumerate(years):
        levels = tilts + np.array([one.level(SURVEY, place + 1) for one in simulated])
        random = np.random.default_rng((seed, place))
        tree = _tree(simulated)
        in_class = np.array([one.enrolled(SURVEY) // len(one.classes) for one in simulated])
        forms = random.binomial(in_class, 0.62)[tree[0].school]
        drawn = (_of_item(one, tree, forms, levels, random, deep=deep) for one in shipped_survey(SURVEY).items)
        answered = np.bincount(tree[0].school, forms).astype(int).tolist()
        _write_tables(root, year, simulated, answered, _table(simulated, list(chain.from_iterable(drawn))))
    return root


def _write_tables(root: Path, year: str, schools: Sequence[SimulatedSchool], forms: list[int], facts: pa.Table) -> None:
    folder = root / "facts" / f"survey={SURVEY}" / f"year={year}"
    folder.mkdir(parents=True)
    parquet.write_table(facts, folder / FACTS, row_group_size=ROWS, compression="zstd", store_schema=False)
    write_by_item(folder)
    sha256 = _first_release(root, year, schools[0], forms[0], facts)
    same = {"min_values": NO_AUDIT, "survey_hash": shipped_survey(SURVEY).hash, **POLICY.model_dump()}
    told = {
        "school": [one.code for one in schools],
        "name": [f"{KINDS[at % 5]} De {TREES[at % 12]} {at + 1}" for at in range(len(schools))],
        "region": [one.region for one in schools],
        "forms": forms,
        "enrolled": [one.enrolled(SURVEY) for one in schools],
        "manifest_sha256": [sha256, *("0" * 64 for _other in schools[1:])],
        **{name: [value] * len(schools) for name, value in same.items()},
    }
    parquet.write_table(pa.table({name: told[name] for name in SCHOOL_COLUMNS}), folder / SCHOOLS)


def _tree(schools: Sequence[SimulatedSchool]) -> tuple[_Groups, _Groups, _Groups]:
    """Classes, stages and schools: class by class, in the order of their schools and stages."""
    stages = [(at, f"graad-{place}", names) for at, one in enumerate(schools)
              for place, names in enumerate(one.stages.values(), 1)]  # fmt: skip
    classes = [(at, f"klas-{name}", stage) for at, stage, names in stages for name in names]
    whole = [(at, "school", "") for at in range(len(schools))]
    return (
        _groups("class", classes),
        _groups("stage", [(at, stage, "school") for at, stage, _names in stages]),
        _groups("school", whole),
    )


def _groups(level: str, rows: Sequence[tuple[int, str, str]]) -> _Groups:
    school, node, parent = zip(*rows, strict=True)
    return _Groups(level, np.array(school), np.array(node), np.array(parent))


def _of_item(
    item: Item, tree: Sequence[_Groups], forms: Whole, levels: NDArray[np.float64], random: np.random.Generator,
    *, deep: bool,
) -> Iterator[_Counts]:  # fmt: skip
    if kind_of(item) is None:
        return
    deepest = deepest_level(item, shipped_survey(SURVEY)) if deep else "school"
    drawn = _drawn(item, tree[0].school, forms, levels, random)
    for groups in tree:
        if LEVELS.index(groups.level) >= LEVELS.index(deepest):
            yield from _published(item, groups, drawn, random)
        drawn = np.add.reduceat(drawn, groups.first, axis=0)


def _drawn(item: Item, school: Whole, forms: Whole, levels: NDArray[np.float64], random: np.random.Generator) -> Whole:
    """Per class how many gave each answer, and (last column) how many gave any."""
    answered = random.binomial(forms, 0.95)
    favourable = np.array([code in item.favourable for code in item.codes()])
    usual = np.random.default_rng(crc32(item.id.encode())).dirichlet(
        np.full(len(favourable), 4.0)
    )  # the same each year
    chances = usual * np.exp(levels[school, None] * favourable)
    if kind_of(item) == "multiple":
        given = random.binomial(answered[:, None], chances / chances.max(axis=1, keepdims=True))
    else:
        given = random.multinomial(answered, chances / chances.sum(axis=1, keepdims=True))
    return np.column_stack((given, answered))


def _published(item: Item, groups: _Groups, drawn: Whole, random: np.random.Generator) -> Iterator[_Counts]:
    """What is told of the groups of a level, each by its size; of too few answers nothing."""
    answered, base = drawn[:, -1], POLICY.base_sensitive if item.sensitive == 2 else POLICY.base
    more: int | None = None
    for least in DETAIL:
        rows = np.flatnonzero((answered >= least) & (answered < (more or answered.max() + 1)))
        more = least
        for options in published_sets(item, least, POLICY) if len(rows) else ():
            columns = [-1] if options == EVERYONE else [item.codes().index(code) for code in codes_of(options, item)]
            exact = drawn[rows][:, columns].sum(axis=1)
            left = exact % base
            values = exact - left + base * (random.integers(0, base, len(exact)) < left)
            yield _Counts(groups, rows, item.id, str(kind_of(item)), options, values, base)


def _table(schools: Sequence[SimulatedSchool], counts: Sequence[_Counts]) -> pa.Table:
    """The rows of the table of facts, school by school."""
    sizes = [len(one.rows) for one in counts]
    school = np.concatenate([one.groups.school[one.rows] for one in counts])
    columns = {
        "school": pa.DictionaryArray.from_arrays(school, [one.code for one in schools]),
        "region": pa.DictionaryArray.from_arrays(school, [one.region for one in schools]),
        "node": _named([one.groups.node[one.rows] for one in counts]),
        "parent": _named([one.groups.parent[one.rows] for one in counts]),
        **{name: _repeated([getattr(one, name) for one in counts], sizes) for name in ("item", "kind", "options")},
        "value": pa.array(np.concatenate([one.values for one in counts]), pa.int32()),
        "base": pa.array(np.repeat([one.base for one in counts], sizes), pa.int32()),
    }
    table = pa.table({name: columns[name] for name in COLUMNS})
    return table.take(np.argsort(school, kind="stable"))


def _repeated(values: Sequence[str], sizes: Sequence[int]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(np.repeat(np.arange(len(values)), sizes), list(values))


def _first_release(root: Path, year: str, school: SimulatedSchool, forms: int, table: pa.Table) -> str:
    """Write the release of the first school, and give the SHA-256 of its manifest."""
    told = table.filter(pa.compute.equal(table["school"], school.code)).select(list(COLUMNS[2:])).to_pylist()
    facts = tuple(Fact(**row) for row in told)
    manifest = release_of(Wave(SURVEY, year, forms, school.enrolled(SURVEY), groups=False)).manifest
    own = {"school": school.name, "facts_sha256": release_file.facts_sha256(facts)}
    folder = root / "schools" / school.code / "releases" / manifest.wave
    release_file.write_release(folder, Release(manifest.model_copy(update=own), facts))
    return release_file.manifest_sha256(folder)


def _named(names: Sequence[NDArray[np.str_]]) -> pa.Array:
    known, places = np.unique(np.concatenate(names), return_inverse=True)
    return pa.DictionaryArray.from_arrays(places, known)
