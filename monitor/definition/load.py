"""Reads the definition files, and tells all faults of a file at once, each with its line.

The only door to YAML. `load_survey_file` gives the surveys of a file; `load_yaml` and `load_as` serve the
other files in `surveys/`.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from monitor.definition.benchmarks import Benchmark, benchmarks_of
from monitor.definition.check import problems
from monitor.definition.faults import Fault, Path, Problem, refused
from monitor.definition.model import Survey
from monitor.definition.resolve import resolve
from monitor.definition.shape import fit
from monitor.definition.source import BenchmarkFile, CommonFile, SurveyFile
from monitor.definition.subject import Subject
from monitor.shipped import surveys_folder
from monitor.texts import _

MAX_BYTES = 2_000_000
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class YamlFile:
    """The content of a YAML file, and the line (from 1) of every value in it."""

    name: str
    data: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int | None:
        """The line of a value, or of the nearest thing around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def where(self, path: Path) -> str:
        """The path in words: list places by the id or code of what stands there."""
        words, value = [], self.data
        for part in path:
            value = _step(value, part)
            name = value.get("id", value.get("code")) if isinstance(value, dict) else None
            words.append(str(part) if isinstance(part, str) else str(name or part + 1))
        return " > ".join(words)

    def fault(self, problem: Problem) -> Fault:
        """The problem with its line."""
        return Fault(self.name, self.line(problem.path), self.where(problem.path), problem.message)


def _step(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def load_yaml(path: FilePath | str) -> YamlFile:
    """The content of a YAML file with the line of every value.

    Raises:
        DefinitionRefused: no such file, not YAML, a key twice, or an alias (`*name`).
    """
    file = FilePath(path)
    text = _text_of(file)
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise refused([Fault(file.name, line, "", _broken_yaml())]) from None
    except (YAMLError, RecursionError, ValueError):
        raise refused([Fault(file.name, None, "", _broken_yaml())]) from None
    reader = _NodeReader(file.name)
    data = reader.read(node, ()) if node is not None else None
    if reader.faults:
        raise refused(reader.faults)
    return YamlFile(file.name, data, reader.lines)


def _broken_yaml() -> str:
    return _(
        "This cannot be read as YAML. Look at the indentation, quotes, brackets and colons here. "
        "A sentence with a colon in it stands between quotes."
    )


def _text_of(file: FilePath) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise refused([Fault(file.name, None, "", _("The file is too large to be a definition."))])
        return file.read_text(encoding="utf-8-sig")
    except OSError:
        raise refused([Fault(file.name, None, "", _("There is no such file, or it cannot be opened."))]) from None
    except UnicodeDecodeError:
        raise refused([Fault(file.name, None, "", _("The file is not text in UTF-8. Save it as UTF-8."))]) from None


class _NodeReader:
    """Turns YAML nodes into plain values and remembers their lines."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()
        self._constructor = YAML(typ="safe", pure=True).constructor

    def read(self, node: Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._seen:
            self._refuse(node, path, _("Aliases (*name) are not read here. Write the content out."))
            return None
        self._seen.add(id(node))
        match node:
            case MappingNode():
                return self._mapping(node, path)
            case SequenceNode():
                return [self.read(child, (*path, place)) for place, child in enumerate(node.value)]
            case _:
                return self._scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            if key in values:
                self._refuse(key_node, path, _('The key "{key}" stands here twice. Keep one.').format(key=key))
                continue
            values[key] = self.read(value_node, (*path, key))
        return values

    def _scalar(self, node: Node) -> Any:
        if str(node.tag).endswith((":int", ":float", ":bool", ":null")):
            return self._constructor.construct_object(node)
        return node.value

    def _refuse(self, node: Node, path: Path, message: str) -> None:
        where = " > ".join(str(part if isinstance(part, str) else part + 1) for part in path)
        self.faults.append(Fault(self.name, node.start_mark.line + 1, where, message))


@dataclass(frozen=True)
class FittedFile(Generic[Model]):
    """A YAML file in the shape of a model, with the lines to point at."""

    yaml: YamlFile
    value: Model


def fit_file(path: FilePath | str, model: type[Model]) -> FittedFile[Model]:
    """A YAML file in the shape of a model, for further checks that need its lines.

    Raises:
        DefinitionRefused: with every fault of the file.
    """
    file = load_yaml(path)
    fitted = fit(file.data, model)
    if fitted.problems or fitted.value is None:
        raise refused(_in_order([file.fault(problem) for problem in fitted.problems]))
    return FittedFile(file, fitted.value)


def load_as(path: FilePath | str, model: type[Model]) -> Model:
    """A YAML file in the shape of a model; for the files that are no survey.

    Raises:
        DefinitionRefused: with every fault of the file.
    """
    return fit_file(path, model).value


@cache
def load_common() -> CommonFile:
    """The terms, scales and option sets that all surveys may use."""
    return load_as(surveys_folder() / "common.yaml", CommonFile)


@cache
def load_benchmarks() -> tuple[Benchmark, ...]:
    """The figures from elsewhere that may stand beside those of a school."""
    return benchmarks_of(load_as(surveys_folder() / "benchmarks.yaml", BenchmarkFile))


def check_survey_file(path: FilePath | str) -> tuple[Fault, ...]:
    """Every fault of a survey file, in the order of its lines; empty when it can be used."""
    return _read_survey_file(path)[1]


def load_survey_file(path: FilePath | str) -> tuple[Survey, ...]:
    """The surveys of a file: one, or one per variant.

    Raises:
        DefinitionRefused: with every fault of the file.
    """
    source, faults = _read_survey_file(path)
    if faults or source is None:
        raise refused(faults)
    return resolve(source, load_common())


def _read_survey_file(path: FilePath | str) -> tuple[SurveyFile | None, tuple[Fault, ...]]:
    file = load_yaml(path)
    fitted = fit(file.data, SurveyFile)
    found = list(fitted.problems)
    if fitted.value is not None:
        known = frozenset(benchmark.id for benchmark in load_benchmarks())
        for problem in problems(Subject(fitted.value, load_common(), known)):
            if problem.about not in fitted.broken:
                found.append(Problem(fitted.original(problem.path), problem.message))
    return fitted.value, _in_order([file.fault(problem) for problem in dict.fromkeys(found)])


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.line or 0))
