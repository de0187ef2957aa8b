"""The engine of Spark: the same kernel, mapped over the answers of many schools by a cluster that there is already.

Spark counts nothing itself. It hands each of its processes some parts (`mapInArrow`), those count them as this computer
would (`count_part`), and what comes back are tallies as tables, which are added up here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from monitor.counting import spark_session
from monitor.counting.adding import Total
from monitor.counting.answers_file import count_part
from monitor.counting.engines import Part
from monitor.counting.local import pieces_of
from monitor.counting.long import Long, refusal, refusals
from monitor.counting.tally import Tally
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.errors import FileRefused, InputRefused, Place
from monitor.progress import Progress
from monitor.texts import speaking, spoken

if TYPE_CHECKING:
    import pyarrow as pa

    from monitor.counting.spark_session import SparkSession

AT_ONCE = 250
"""Schools whose counts are asked for together: so many are in memory here, and after so many progress is told."""
TASKS = 64
"""In how many pieces they are handed out at most: more than a machine has cores, since schools differ in size."""
_COMES_BACK = "school string, what int, column string, label string, code int, n long"


@dataclass(frozen=True)
class SparkEngine:
    """Counts by the processes of a session of Spark (`spark_engine` begins and ends one)."""

    session: "SparkSession"

    @property
    def name(self) -> str:
        """How the engine is called in `--engine`."""
        return "spark"

    def tallies(
        self, parts: Sequence[Part], survey: Survey, scales: Sequence[DerivedScale] = (), *,
        progress: Progress | None = None,
    ) -> Iterator[tuple[str, Tally | FileRefused]]:  # fmt: skip
        """The tally of each school (see `Engine`).

        Raises:
            InputRefused: the cluster failed, or cannot reach the place where answers lie.
        """
        of_school: dict[str, list[Part]] = defaultdict(list)
        for one in parts:
            of_school[one.school] += pieces_of(one)
        forms, done = sum(one.rows for one in parts), 0
        schools = iter(of_school.values())
        while some := list(islice(schools, AT_ONCE)):
            asked = [one for of_one in some for one in of_one]
            yield from self._counted(asked, survey, tuple(scales))
            done += sum(one.rows for one in asked)
            if progress:
                progress(done, forms)

    def _counted(
        self, parts: Sequence[Part], survey: Survey, scales: tuple[DerivedScale, ...]
    ) -> Iterator[tuple[str, Tally | FileRefused]]:
        """The tallies of some schools, counted in one go."""
        count = partial(_count, survey=survey, scales=scales, language=spoken())
        with spark_session.told_if_it_fails():
            rows = self.session.createDataFrame(_handed_out(parts)).mapInArrow(count, _COMES_BACK).toArrow()
        refused = {school: _as_error(**told) for school, told in refusals(rows).items()}
        totals: dict[str, Total] = defaultdict(Total)
        for school, counted in Long(survey, scales).tallies(rows):
            totals[school].add(counted)
        for school in dict.fromkeys(one.school for one in parts):
            yield school, refused.get(school) or totals[school].tally()


@contextmanager
def spark_engine(master: str | None = None) -> Iterator[SparkEngine]:
    """The engine of the Spark at this address, from its start to its end; without one, Spark on this computer.

    Raises:
        CallError: no address that we know.
        EngineRefused: Spark or Java is not installed, or nobody answers there.
    """
    with spark_session.session(spark_session.ANY_CORES if master is None else master) as session:
        yield SparkEngine(session)


def _handed_out(parts: Sequence[Part]) -> "pa.Table":
    """What is handed to Spark: a row per part, in pieces that have about equally many forms to count."""
    import pyarrow as pa

    contents = [one.source if isinstance(one.source, bytes) else None for one in parts]
    addresses = [None if isinstance(one.source, bytes) else one.source for one in parts]
    table = pa.table(
        {
            "school": pa.array([one.school for one in parts], pa.string()),
            "address": pa.array(addresses, pa.string()),
            "content": pa.array(contents, pa.binary()),
            "rows": pa.array([one.rows for one in parts], pa.int64()),
            "row_groups": pa.array([one.row_groups for one in parts], pa.list_(pa.int32())),
        }
    )
    enough = max(1, sum(one.rows for one in parts) // TASKS)
    pieces, begin, forms = [], 0, 0
    for end, one in enumerate(parts, 1):
        forms += one.rows
        if forms >= enough or end == len(parts):
            pieces += table.slice(begin, end - begin).to_batches()
            begin, forms = end, 0
    return pa.Table.from_batches(pieces, table.schema)


def _count(
    pieces: "Iterable[pa.RecordBatch]", survey: Survey, scales: tuple[DerivedScale, ...], language: str
) -> "Iterator[pa.RecordBatch]":
    """What runs in a process of Spark: the parts in, the tally of each school as a table out."""
    long = Long(survey, scales)
    with speaking(language):
        for school, parts in groupby(_parts(pieces), key=lambda one: one.school):
            total = Total()
            try:
                for one in parts:
                    total.add(count_part(one, survey, scales))
            except InputRefused as refused:
                yield refusal(school, _as_told(refused))
            else:
                yield long.table(school, total.tally())


def _parts(pieces: "Iterable[pa.RecordBatch]") -> Iterator[Part]:
    for piece in pieces:
        for row in piece.to_pylist():
            groups = row["row_groups"]
            source = row["address"] if row["content"] is None else row["content"]
            yield Part(row["school"], source, row["rows"], None if groups is None else tuple(groups))


def _as_told(refused: InputRefused) -> dict[str, Any]:
    """A refusal as it comes back; what else an error holds stays where it is."""
    of_one_file = isinstance(refused, FileRefused)
    return {"of_one_file": of_one_file, "said": refused.message, "remedy": refused.remedy, **asdict(refused.place)}


def _as_error(said: str, *, of_one_file: bool, remedy: str, **place: Any) -> FileRefused:
    """The refusal again.

    Raises:
        InputRefused: it is of the place where answers lie, and so of every school.
    """
    if not of_one_file:
        raise InputRefused(said, remedy=remedy, place=Place(**place))
    return FileRefused(said, remedy=remedy, place=Place(**place))
