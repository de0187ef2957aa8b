"""Where coverage need not look: other people's code is not traced, nor the tests that measure nothing new.

Python 3.11 can trace everything or nothing: code of other people that is called with the tracer on is two to three
times as slow, although nothing of it is measured. So the tracer is put aside at the doors of theirs that take most
of the time, and put back behind them. Coverage allows for that (`sys.settrace(sys.gettrace())`).
"""

import functools
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

MARKS = ("slow", "browser", "unmeasured")
FOLDERS = {"attacks", "browser", "dashboards", "oidc"}
FILES = {
    "comments/test_comments_hostile.py",
    "comments/test_masking_corpus.py",
    "comments/test_masking_properties.py",
    "comments/test_unreleased.py",
    "disclosure/test_speed.py",
    "end_to_end/test_bad_input.py",
    "end_to_end/test_canaries.py",
    "end_to_end/test_canaries_each_step.py",
    "end_to_end/test_real_counts.py",
    "end_to_end/test_real_spss.py",
    "end_to_end/test_trend_signs.py",
    "end_to_end/test_truth.py",
    "intake/test_definition_real_files.py",
    "intake/test_draft_properties.py",
    "intake/test_hostile_files.py",
    "intake/test_mapping_properties.py",
    "intake/test_mapping_real_exports.py",
    "intake/test_read_real_exports.py",
    "intake/test_trend_real_exports.py",
    "test_docs.py",
    "test_handleiding.py",
    "test_papers.py",
    "test_texts.py",
}
"""Tests that run, many times over, what quicker ones run as well; or other packages than the measured one."""

DOORS = (
    "alembic.migration:MigrationContext.configure",
    "babel.messages.pofile:read_po",
    "babel.numbers:NumberPattern.apply",
    "hypothesis.internal.conjecture.data:ConjectureData.draw",
    "jsonschema:Draft202012Validator.iter_errors",
    "openpyxl:Workbook.save",
    "openpyxl:load_workbook",
    "openpyxl.worksheet.worksheet:Worksheet.append",
    "openpyxl.worksheet._read_only:ReadOnlyWorksheet.iter_rows",
    "rich.console:Console.print",
    "ruamel.yaml.main:YAML.compose",
    "ruamel.yaml.main:YAML.dump",
    "ruamel.yaml.main:YAML.load",
    "sqlalchemy.orm.session:Session._execute_internal",
    "sqlalchemy.orm.session:Session.get",
    "sqlalchemy.orm.session:Session.flush",
    "sqlalchemy.orm:configure_mappers",
    "typer.main:get_command",
    "werkzeug.routing:Map.update",
)
"""Functions that call nothing of ours."""
LARGE = ("authlib.integrations.requests_client", "dash", "dash_mantine_components", "pandas", "playwright.sync_api",
         "plotly.graph_objects", "pyarrow.parquet", "scipy.stats")  # fmt: skip
"""Packages that take long to import, the longer while they are traced."""


def is_unmeasured(path: PurePath) -> bool:
    """Whether nothing is measured of the tests in a file; its path is seen from the folder of all tests."""
    return path.parts[0] in FOLDERS or path.as_posix() in FILES


def untraced(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with the tracer put aside for as long as it runs."""

    @functools.wraps(function)
    def called(*given: Any, **named: Any) -> Any:
        tracer = sys.gettrace()
        if tracer is None:
            return function(*given, **named)
        sys.settrace(None)
        try:
            return function(*given, **named)
        finally:
            sys.settrace(tracer)

    return called


@contextmanager
def but_for_its_body(test: Any) -> Iterator[None]:
    """While a property is tested the tracer is there for its body alone: Hypothesis is other people's code as well."""
    tracer, property_ = sys.gettrace(), getattr(test, "hypothesis", None)
    if tracer is None or property_ is None:
        yield
        return
    body = property_.inner_test

    @functools.wraps(body)
    def traced(*given: Any, **named: Any) -> Any:
        sys.settrace(tracer)
        try:
            return body(*given, **named)
        finally:
            sys.settrace(None)

    property_.inner_test = traced
    sys.settrace(None)
    try:
        yield
    finally:
        property_.inner_test = body
        sys.settrace(tracer)


def close_doors() -> None:
    """Put the tracer aside at the doors of other people's code, for the rest of this process."""
    for door in DOORS:
        module, _colon, path = door.partition(":")
        owner: Any = importlib.import_module(module)
        *parts, name = path.split(".")
        for part in parts:
            owner = getattr(owner, part)
        setattr(owner, name, untraced(getattr(owner, name)))
    for module in LARGE:
        importlib.import_module(module)
