"""The door to HiGHS: bounds and witnesses of a system, from one model that is kept warm.

Whatever the solver returns is rounded and checked in whole numbers (`System.holds`): its tolerances can make us
refuse facts, never accept them.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.disclosure.system import System

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Extreme:
    """The least or greatest value of a sum over real or whole unknowns; `witness`: whole unknowns that give it."""

    value: float
    witness: "Integers | None"


class Solver:
    """One HiGHS model of a system.

    `inner`: the system that the first unknowns must satisfy to be a witness, where the others only help to find one;
    those need not be whole.
    """

    def __init__(self, system: System, inner: System | None = None) -> None:
        import highspy
        import numpy as np
        from scipy.sparse import csr_matrix

        self._checked = inner or system
        self._columns = np.arange(len(system.upper), dtype=np.int32)
        make: Any = highspy.Highs  # its constructor has no types
        self._highs = make()
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        rows = csr_matrix(system.matrix)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(system.upper), len(system.bounds)
        model.col_cost_ = np.zeros(len(system.upper))
        model.col_lower_ = np.zeros(len(system.upper))
        model.col_upper_ = np.array(system.upper, dtype=float)
        model.row_lower_, model.row_upper_ = system.low.astype(float), system.high.astype(float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = rows.indptr.astype(np.int32)
        model.a_matrix_.index_ = rows.indices.astype(np.int32)
        model.a_matrix_.value_ = rows.data.astype(float)
        whole, size = highspy.HighsVarType.kInteger, len(self._checked.upper)
        helping = [highspy.HighsVarType.kContinuous] * (len(system.upper) - size)
        model.integrality_ = [whole] * size + helping
        self._highs.passModel(model)

    def least(self, target: "Integers", *, whole: bool) -> Extreme | None:
        """The least value of a sum, over whole unknowns or (faster, and perhaps lower) over real ones.

        `None`: nothing satisfies the system.
        """
        import highspy

        self._highs.setOptionValue("solve_relaxation", not whole)
        self._highs.changeColsCost(len(self._columns), self._columns, target.astype(float))
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        info: Any = self._highs.getInfo()
        return Extreme(float(info.objective_function_value), self._witness())

    def with_value(self, target: "Integers", value: int) -> "Integers | None":
        """Whole unknowns that satisfy the system and give a sum this value, or `None`."""
        import numpy as np

        used = np.flatnonzero(target).astype(np.int32)
        row = self._highs.getNumRow()
        self._highs.addRow(value, value, len(used), used, target[used].astype(float))
        found = self.least(np.zeros_like(target), whole=True)
        self._highs.deleteRows(1, np.array([row], dtype=np.int32))
        witness = found.witness if found else None
        return witness if witness is not None and int(target[: len(witness)] @ witness) == value else None

    def _witness(self) -> "Integers | None":
        import numpy as np

        values = np.array(self._highs.getSolution().col_value)[: len(self._checked.upper)]
        unknowns = np.rint(values).astype(np.int64)
        return unknowns if self._checked.holds(unknowns) else None
