"""The figures that a school group adds itself: `benchmarks.yaml` in its workspace, with the same shape and checks."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from monitor.definition.benchmarks import Benchmark, benchmarks_of
from monitor.definition.faults import Problem, not_known, refused
from monitor.definition.indicators import measures_of
from monitor.definition.library import surveys
from monitor.definition.load import fit_file, load_benchmarks
from monitor.definition.source import BenchmarkFile, BenchmarkSource, ComparesWith
from monitor.texts import _

OWN_FILE = "benchmarks.yaml"
OTHER = "other"


def own_benchmarks(path: FilePath) -> tuple[Benchmark, ...]:
    """The figures in a school group's file; none without the file.

    Raises:
        DefinitionRefused: with every fault, its file and its line: another shape than `surveys/benchmarks.yaml`, a name
            in use, a source that is not listed, a question or a measure that does not exist.
    """
    if not path.is_file():
        return ()
    file = fit_file(path, BenchmarkFile)
    found = [problem for place in range(len(file.value.benchmarks)) for problem in _problems(file.value, place)]
    if found:
        raise refused([file.yaml.fault(problem) for problem in found])
    return benchmarks_of(file.value)


def _problems(file: BenchmarkFile, place: int) -> Iterator[Problem]:
    source, path = file.benchmarks[place], ("benchmarks", place)
    taken = {one.id for one in load_benchmarks()} | {one.id for one in file.benchmarks[:place]}
    if source.id in taken:
        yield Problem((*path, "id"), _('"{name}" is already in use. Choose another name.').format(name=source.id))
    for part in source.source.split(";"):
        name = part.strip().split(":")[0]
        if name not in file.sources:
            yield Problem((*path, "source"), not_known(name, file.sources))
    for n, pair in enumerate(source.compares_with):
        yield from _pair_problems((*path, "compares_with", n), source, pair)


def _pair_problems(path: tuple[str | int, ...], source: BenchmarkSource, pair: ComparesWith) -> Iterator[Problem]:
    known = {survey.id: survey for survey in surveys()}
    if pair.survey not in known:
        yield Problem((*path, "survey"), not_known(pair.survey, known))
        return
    items = {item.id: item for item in known[pair.survey].items}
    if pair.item not in items:
        yield Problem((*path, "item"), not_known(pair.item, items))
        return
    measures = {measure.id for measure in measures_of(items[pair.item])}
    if source.measure not in measures | {OTHER}:
        yield Problem((*path[:2], "measure"), not_known(source.measure, measures | {OTHER}))
    elif source.measure == OTHER and pair.comparability == "A":
        message = _("A figure that we do not compute ourselves cannot be compared with class A. Write B or C.")
        yield Problem((*path, "comparability"), message)
