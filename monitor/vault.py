"""The encrypted answers of each wave: one file per wave, one key per wave, anonymous answers only.

A file is sealed (`monitor.sealed`, as `SKV1`) and holds a Parquet table: `import` (int16, which import brought the
row), `group` (int16) and one int8 column per column of the codebook. Only while the wave is open the table has
besides, where there are any, `:contributor` (int32: the same for forms of one family), `:withdrawal_0` to
`:withdrawal_3` (uint64: the keyed hash of the row's withdrawal code) and, beside its groups, the hashes of codes that
were used; and a second Parquet table follows it, with the marks by which a respondent is known again (`import` and
uint64 columns, in an order of their own), its length (8 bytes, little-endian) and `SKM1`. The wave's key is kept by
the catalogue, wrapped (RFC 3394) with the key of the workspace: without either key the file is noise, so destroying
the wave's key destroys its answers (crypto-shredding).
"""

import hashlib
import io
import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.anonymous import COUNTED_BEFORE, AnonymousAnswers
from monitor.durable import sync_folder
from monitor.keys import key_for
from monitor.marks import WIDTH, Marks
from monitor.only_while_open import from_columns, joined_contributors, joined_withdrawal, to_columns
from monitor.sealed import SealedFile
from monitor.shuffled import shuffled

if TYPE_CHECKING:
    import numpy as np

MAGIC = b"SKV1"
_MARKED = b"SKM1"


@dataclass(frozen=True)
class VaultFile:
    """The answers of one wave on disk."""

    folder: Path
    wave: str
    key: bytes

    @property
    def path(self) -> Path:
        """The file that counts."""
        return self.folder / f"{self.wave}.parquet.enc"

    @property
    def sealed(self) -> SealedFile:
        """The same as a file that only its key opens."""
        return SealedFile(self.path, MAGIC, self.wave, self.key)

    @property
    def proposed(self) -> Path:
        """The file that will count once the catalogue says so."""
        return self.sealed.proposed

    def key_for(self, purpose: str) -> bytes:
        """A key for one purpose, which is gone with the wave's."""
        return key_for(purpose, self.key)

    def read(self, named: str | None) -> dict[int, AnonymousAnswers]:
        """The answers per import, from the file with the SHA-256 that the catalogue names (`None`: no answers yet).

        Raises:
            WorkspaceRefused: the file is gone, damaged or an older one, or the key is another one.
        """
        return {} if named is None else _from_parquet(_parts(self.sealed.open(named))[0])

    def read_marks(self, named: str | None) -> dict[int, Marks]:
        """The marks per import, in the same file; none of a wave that is closed.

        Raises:
            WorkspaceRefused: as for `read`.
        """
        table = b"" if named is None else _parts(self.sealed.open(named))[1]
        return _from_marks_table(table) if table else {}

    def read_withdrawn(self, named: str | None) -> frozenset[bytes]:
        """The hashes of the withdrawal codes that were used, in the same file; none of a wave that is closed.

        Raises:
            WorkspaceRefused: as for `read`.
        """
        return frozenset() if named is None else _withdrawn(_parts(self.sealed.open(named))[0])

    def propose(
        self,
        answers: dict[int, AnonymousAnswers],
        marks: dict[int, Marks] | None = None,
        withdrawn: Collection[bytes] = (),
    ) -> str:
        """Write answers beside the file that counts; gives the SHA-256 that the catalogue must name.

        As long as the wave is open the marks go with them, and the hashes of withdrawal codes that were used.
        """
        table = _to_parquet(answers, withdrawn)
        return self.sealed.propose(table + (_marked(marks) if marks else b""))

    def read_proposed(self) -> dict[int, AnonymousAnswers]:
        """The answers as they were just written beside the file that counts."""
        return _from_parquet(_parts(self.sealed.decrypt(self.proposed.read_bytes()))[0])

    def proposed_sha256(self) -> str | None:
        """The SHA-256 of the file that lies beside the one that counts, if there is one."""
        return self.sealed.proposed_sha256()

    def drop_proposal(self) -> None:
        """Remove what was written beside the file that counts."""
        self.sealed.drop_proposal()

    def settle(self, named: str | None) -> None:
        """Make the file on disk the one that the catalogue names (`None`: no file at all)."""
        self.sealed.settle(named)


def remove_files(folder: Path, wave: str) -> None:
    """Take away everything that the vault holds of a wave, finished or not; a wave's name has no full stop in it."""
    left = [path for path in folder.glob("*") if path.name.startswith(f"{wave}.")]
    for path in left:
        path.unlink(missing_ok=True)
    if left:
        sync_folder(folder)


def together(answers: dict[int, AnonymousAnswers], survey: str) -> AnonymousAnswers:
    """The answers of all imports of a wave as one, shuffled again, with whose forms are of one family."""
    return replace(_joined(answers, survey)[1], withdrawal=None)


def in_order_of(key: bytes, answers: dict[int, AnonymousAnswers], survey: str) -> AnonymousAnswers:
    """The answers as `together` gives them, in an order that this key alone gives, and gives again.

    Whoever lacks the key learns nothing from the order; who has it writes the same file twice. Families have numbers
    by the order in which they come, and none where every form is of somebody else.
    """
    import numpy as np

    whole = _in_a_row(answers, survey)[1]
    drawn = np.frombuffer(hashlib.shake_256(key).digest(8 * len(whole)), dtype="<u8")
    ordered = replace(whole.at(np.argsort(drawn, kind="stable")), withdrawal=None)
    if ordered.contributor is None:
        return ordered
    numbers, first, place, times = np.unique(
        ordered.contributor, return_index=True, return_inverse=True, return_counts=True
    )
    if (times == 1).all() and COUNTED_BEFORE not in numbers:
        return replace(ordered, contributor=None)
    first[numbers == COUNTED_BEFORE] = len(ordered)  # has no number of its own, so it takes none
    rank = np.argsort(np.argsort(first)) + 1
    rank[numbers == COUNTED_BEFORE] = COUNTED_BEFORE
    return replace(ordered, contributor=rank[place].astype(np.int32))


def _joined(answers: dict[int, AnonymousAnswers], survey: str) -> "tuple[np.ndarray, AnonymousAnswers]":
    """All answers in one shuffled table, and beside it which import brought each row (int16)."""
    import numpy as np

    brought, whole = _in_a_row(answers, survey)
    order = np.array(shuffled(range(len(whole))), dtype=np.intp)
    return brought[order], whole.at(order)


def _in_a_row(answers: dict[int, AnonymousAnswers], survey: str) -> "tuple[np.ndarray, AnonymousAnswers]":
    """All answers in one table, import after import, and beside it which import brought each row (int16)."""
    import numpy as np

    parts = list(answers.values())
    groups = tuple(dict.fromkeys(label for part in parts for label in part.groups))

    def join(columns: "list[np.ndarray]") -> "np.ndarray":
        return np.concatenate(columns or [np.zeros(0, np.int16)])

    names = dict.fromkeys(name for part in parts for name in part.codes)
    codes = {name: join([part.codes.get(name, np.zeros(len(part), np.int8)) for part in parts]) for name in names}
    brought = join([np.full(len(part), number, np.int16) for number, part in answers.items()])
    group = join([_renumbered(part, groups) for part in parts])
    return brought, AnonymousAnswers(survey, groups, group, codes, joined_contributors(parts), joined_withdrawal(parts))


def _renumbered(part: AnonymousAnswers, groups: tuple[str, ...]) -> "np.ndarray":
    import numpy as np

    numbers = np.array([0, *(1 + groups.index(label) for label in part.groups)], dtype=np.int16)
    renumbered: np.ndarray = numbers[part.group]
    return renumbered


def _to_parquet(answers: dict[int, AnonymousAnswers], withdrawn: Collection[bytes]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    survey = next((part.survey for part in answers.values()), "")
    brought, joined = _joined(answers, survey)
    used = {"withdrawn": sorted(code.hex() for code in withdrawn)} if withdrawn else {}
    about = json.dumps({"survey": survey, "groups": list(joined.groups), **used})
    table = pa.table({"import": brought, "group": joined.group, **to_columns(joined), **joined.codes})
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"schoolklimaat": about}), buffer, compression="zstd")
    return buffer.getvalue()


def _from_parquet(content: bytes) -> dict[int, AnonymousAnswers]:
    import numpy as np
    import pyarrow.parquet as pq

    table = pq.ParquetFile(io.BytesIO(content)).read()
    about = json.loads(table.schema.metadata[b"schoolklimaat"])
    columns = {name: table.column(name).to_numpy() for name in table.column_names}
    brought, group = columns.pop("import"), columns.pop("group")
    beside = from_columns(columns)
    whole = AnonymousAnswers(about["survey"], tuple(about["groups"]), group, columns, *beside)
    return {int(number): whole.at(brought == number) for number in np.unique(brought)}


def _withdrawn(content: bytes) -> frozenset[bytes]:
    import pyarrow.parquet as pq

    about = json.loads(pq.read_schema(io.BytesIO(content)).metadata[b"schoolklimaat"])
    return frozenset(bytes.fromhex(code) for code in about.get("withdrawn", ()))


def _marked(marks: dict[int, Marks]) -> bytes:
    """The marks as they follow the answers: a table, its length and how it is known."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    brought = np.concatenate([np.full(len(part), number, np.int16) for number, part in marks.items()])
    table = np.concatenate([part.table for part in marks.values()])
    buffer = io.BytesIO()
    columns = {f"mark_{place}": table[:, place] for place in range(WIDTH)}
    pq.write_table(pa.table({"import": brought, **columns}), buffer, compression="none", use_dictionary=False)
    return buffer.getvalue() + buffer.tell().to_bytes(8, "little") + _MARKED


def _parts(content: bytes) -> tuple[bytes, bytes]:
    """The table of the answers, and that of the marks (nothing if there are none)."""
    if not content.endswith(_MARKED):
        return content, b""
    end = len(content) - len(_MARKED) - 8
    start = end - int.from_bytes(content[end : end + 8], "little")
    return content[:start], content[start:end]


def _from_marks_table(content: bytes) -> dict[int, Marks]:
    import numpy as np
    import pyarrow.parquet as pq

    table = pq.ParquetFile(io.BytesIO(content)).read()
    brought = table.column("import").to_numpy()
    marks = np.column_stack([table.column(f"mark_{place}").to_numpy() for place in range(WIDTH)])
    return {int(number): Marks(marks[brought == number]) for number in np.unique(brought)}
