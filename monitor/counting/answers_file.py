"""A file of answers: the anonymous answers of one school to one survey, as a Parquet table that any engine reads.

`:class` (a dictionary of labels, `""` for none), `:contributor` (int32, only where forms are of families: the same for
those of one family) and one int8 column per column of the codebook. 0 is "no answer" and nothing is ever NULL. A column
that is missing is "no answer" for everybody. The rows are in an order that tells nothing, and the metadata name the
questionnaire. A batch of rows becomes a `Tally` here, by the one kernel.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from monitor.anonymous import AnonymousAnswers
from monitor.counting.adding import Total
from monitor.counting.engines import Part
from monitor.counting.tally import NO_GROUP, Tally, tally
from monitor.definition.codebook import CodeColumn, codebook
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.errors import FileRefused, Place
from monitor.progress import Progress
from monitor.stores import opened
from monitor.texts import _

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

CLASS, FAMILY = ":class", ":contributor"
"""Columns with names that no item can have."""
SURVEY, SURVEY_HASH = b"schoolklimaat.survey", b"schoolklimaat.survey_hash"
ROW_GROUP = 65_536
"""Rows that are read and counted together."""


def answers_bytes(answers: AnonymousAnswers, survey: Survey) -> bytes:
    """The file of answers, its rows in the order given; withdrawal codes are left out."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    labels = pa.array(["", *answers.groups], pa.string())
    columns = {CLASS: pa.DictionaryArray.from_arrays(answers.group.astype(np.int16), labels)}
    if answers.contributor is not None:
        columns[FAMILY] = answers.contributor
    columns |= {one.name: answers.codes[one.name] for one in codebook(survey) if one.name in answers.codes}
    table = pa.table(columns).replace_schema_metadata({SURVEY: survey.id, SURVEY_HASH: survey.hash})
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", row_group_size=ROW_GROUP)
    return sink.getvalue()


def count_part(
    part: Part, survey: Survey, scales: Sequence[DerivedScale] = (), *, progress: Progress | None = None
) -> Tally:
    """The tally of a part, read row group by row group: what every engine runs, wherever it does.

    Raises:
        FileRefused: the file is gone or damaged, is of another questionnaire, or holds what is no answer to this one.
        InputRefused: the place where it lies cannot be reached.
    """
    total, done = Total(), 0
    with _file_of(part) as file:
        _require_survey(file.schema_arrow, survey, part.file)
        for rows in _batches(file, part):
            total.add(tally_of_rows(rows, survey, scales, file=part.file))
            done += rows.num_rows
            if progress is not None:
                progress(done, part.rows)
    if not done:
        total.add(tally(_nobody(survey), survey, scales))
    return total.tally()


def tally_of_rows(
    rows: "pa.RecordBatch | pa.Table", survey: Survey, scales: Sequence[DerivedScale] = (), *, file: str = ""
) -> Tally:
    """The tally of some rows of a file of answers; the forms of a family are all among them, or none.

    Raises:
        FileRefused: something in it is missing (NULL), of another kind or no code of the questionnaire.
    """
    return tally(_answers(rows, survey, file), survey, scales)


def answers_of(part: Part, survey: Survey) -> AnonymousAnswers:
    """The answers of one school themselves, for what no count tells: how well the questions of a scale hang together.

    Raises:
        FileRefused: as for `count_part`.
    """
    with _file_of(part) as file:
        _require_survey(file.schema_arrow, survey, part.file)
        return _answers(file.read(use_threads=False), survey, part.file)


def rows_by_group(part: Part) -> tuple[int, ...] | None:
    """How many forms each row group of a file has; None where it can only be counted whole, because of families.

    Raises:
        FileRefused: the file is gone or damaged.
    """
    with _file_of(part) as file:
        if FAMILY in file.schema_arrow.names:
            return None
        return tuple(file.metadata.row_group(number).num_rows for number in range(file.num_row_groups))


def _answers(rows: "pa.RecordBatch | pa.Table", survey: Survey, file: str) -> AnonymousAnswers:
    import numpy as np
    import pyarrow as pa

    asked = {one.name: one for one in codebook(survey)}
    given = rows.schema.names
    for name in given:
        if name not in (CLASS, FAMILY, *asked):
            raise _no_answers(file, name, _("The questionnaire has no such column."))
    groups, group = _classes(rows, file) if CLASS in given else ((), np.zeros(rows.num_rows, dtype=np.int16))
    codes = {name: _codes(rows, asked[name], file) for name in given if name in asked}
    family = _numbers(rows, FAMILY, pa.int32(), file) if FAMILY in given else None
    return AnonymousAnswers(survey.id, groups, group, codes, family)


def _classes(rows: "pa.RecordBatch | pa.Table", file: str) -> "tuple[tuple[str, ...], np.ndarray]":
    """The labels of the classes that occur, and which of them each row has: 0 for none."""
    import numpy as np
    import pyarrow as pa

    column = rows.column(CLASS)
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if column.type == pa.string():
        column = column.dictionary_encode()
    if not (pa.types.is_dictionary(column.type) and column.type.value_type == pa.string()):
        raise _no_answers(file, CLASS, _("It must hold texts: the label of a class, or an empty text."))
    if column.null_count:
        raise _null(file, CLASS)
    which, labels = column.indices.to_numpy(), column.dictionary.to_pylist()
    seen = [label for label, forms in zip(labels, np.bincount(which, minlength=len(labels)), strict=True) if forms]
    if None in seen:
        raise _null(file, CLASS)
    groups = sorted({*seen} - {NO_GROUP})
    number = {label: place for place, label in enumerate((NO_GROUP, *groups))}
    return tuple(groups), np.array([number.get(label, 0) for label in labels], dtype=np.int32)[which]


def _codes(rows: "pa.RecordBatch | pa.Table", column: CodeColumn, file: str) -> "np.ndarray":
    """The codes of a column of the codebook, all of which it has."""
    import numpy as np
    import pyarrow as pa

    codes = _numbers(rows, column.name, pa.int8(), file)
    if codes.view(np.uint8).max(initial=0) > column.not_shown:  # what is below nought is far above it here
        told = _("It must hold codes of the questionnaire: 0 (no answer) to {most}.")
        raise _no_answers(file, column.name, told.format(most=column.not_shown))
    return codes


def _numbers(rows: "pa.RecordBatch | pa.Table", name: str, kind: "pa.DataType", file: str) -> "np.ndarray":
    column = rows.column(name)
    if column.type != kind:
        raise _no_answers(file, name, _("It must hold whole numbers ({kind}).").format(kind=kind))
    if column.null_count:
        raise _null(file, name)
    numbers: np.ndarray = column.to_numpy()
    return numbers


@contextmanager
def _file_of(part: Part) -> "Iterator[pq.ParquetFile]":
    """The file of a part, opened; whatever is wrong with it is told by its name."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with _source(part) as source:
            yield pq.ParquetFile(source, pre_buffer=False)  # else pieces are read in ahead of the count
    except FileNotFoundError:
        raise FileRefused(
            _("The answers of the school {school} are gone.").format(school=part.school), remedy=_again(),
            place=Place(file=part.file),
        ) from None  # fmt: skip
    except (pa.ArrowException, OSError) as fault:
        raise FileRefused(
            _("The answers of the school {school} are damaged or not whole.").format(school=part.school),
            remedy=_again(), place=Place(file=part.file),
        ) from fault  # fmt: skip


@contextmanager
def _source(part: Part) -> Iterator[IO[bytes]]:
    if isinstance(part.source, bytes):
        yield io.BytesIO(part.source)
        return
    with opened(part.source) as file:
        yield file


def _batches(file: "pq.ParquetFile", part: Part) -> "Iterator[pa.RecordBatch | pa.Table]":
    """The rows of a part, piece by piece; in one piece where forms are of families, which must stay together."""
    if FAMILY not in file.schema_arrow.names:
        yield from file.iter_batches(ROW_GROUP, row_groups=part.row_groups, use_threads=False)
        return
    if part.row_groups is not None:
        raise ValueError("a file with families is counted whole")
    yield file.read(use_threads=False)


def _require_survey(schema: "pa.Schema", survey: Survey, file: str) -> None:
    """Check that a file says it is of this questionnaire, word for word."""
    found = (schema.metadata or {}).get(SURVEY_HASH, b"").decode(errors="replace")
    if found != survey.hash:
        raise other_questionnaire(file, found, survey.hash)


def other_questionnaire(file: str, found: str, expected: str) -> FileRefused:
    """The refusal of answers that were given to another questionnaire, or to another version of it."""
    told = _("The answers are of another version of the questionnaire: {found} instead of {expected}.")
    return FileRefused(
        told.format(found=found or "-", expected=expected),
        remedy=_("Have the school and the network use the same definition file, and contribute in a new dataset."),
        place=Place(file=file),
    )


def _no_answers(file: str, column: str, told: str) -> FileRefused:
    message = _("This column does not hold answers to this questionnaire.")
    return FileRefused(f"{message} {told}", remedy=_again(), place=Place(file=file, column=column))


def _null(file: str, column: str) -> FileRefused:
    return _no_answers(
        file, column, _("A value is missing (NULL); no answer is written as 0, no class as an empty text.")
    )


def _again() -> str:
    return _("Have the file written again by `schoolklimaat contribute`, or put it back from a backup.")


def _nobody(survey: Survey) -> AnonymousAnswers:
    """The answers of nobody: a file without rows has a tally too."""
    import numpy as np

    return AnonymousAnswers(survey.id, (), np.zeros(0, dtype=np.int16), {})
