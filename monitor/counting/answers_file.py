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
from monitor.counting.tally import Tally, tally
from monitor.definition.codebook import codebook
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.errors import FileRefused, Place
from monitor.progress import Progress
from monitor.stores import opened, without_password
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
    """The file of answers, in the order of its rows as given; withdrawal codes are left out."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    labels = pa.DictionaryArray.from_arrays(answers.group.astype(np.int16), pa.array(["", *answers.groups], pa.string()))
    columns = {CLASS: labels}
    if answers.contributor is not None:
        columns[FAMILY] = answers.contributor
    columns |= {one.name: answers.codes[one.name] for one in codebook(survey) if one.name in answers.codes}
    table = pa.table(columns).replace_schema_metadata({SURVEY: survey.id, SURVEY_HASH: survey.hash})
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", row_group_size=ROW_GROUP)
    return sink.getvalue()


def tally_of_rows(
    rows: "pa.RecordBatch | pa.Table", survey: Survey, scales: Sequence[DerivedScale] = (), *, file: str = ""
) -> Tally:
    """The tally of some rows of a file of answers; the forms of a family are all among them, or none.

    Raises:
        FileRefused: something in it is missing (NULL), of another kind or no code of the questionnaire.
    """
    return tally(_answers(rows, survey, file), survey, scales)


def count_part(
    part: Part, survey: Survey, scales: Sequence[DerivedScale] = (), *, progress: Progress | None = None
) -> Tally:
    """The tally of a part, read row group by row group: what every engine runs, wherever it does.

    Raises:
        FileRefused: the file is gone or damaged, is of another questionnaire, or holds what is no answer to this one.
        InputRefused: the place where it lies cannot be reached.
    """
    raise NotImplementedError
