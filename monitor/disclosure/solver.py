"""The door to HiGHS: bounds and witnesses of a system, from one model that is kept warm.

Whatever the solver returns is rounded and checked in whole numbers (`System.holds`): its tolerances can make us
refuse facts, never accept them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any

from monitor.disclosure.system import System

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]


TOLERANCE = 1e-6
"""How far a bound of the solver may be off; a value so close beyond a bound is still looked for."""


@dataclass(frozen=True)
class Extreme:
    """The least or greatest value of a sum over real or whole unknowns; `witness`: whole unknowns that give it."""

    value: float
    witness: "Integers | None"


class Solver:
    """HiGHS on a system: over real unknowns, which is quick and mostly enough, and over whole ones where it is not.

    `inner`: the system that the first unknowns must satisfy to be a witness, where the others only help to find one;
    those need not be whole.
    """

    def __init__(self, system: System, inner: System | None = None) -> None:
        self._system, self._checked = system, inner or system
        self._real = _Model(system, 0)

    @cached_property
    def _whole(self) -> "_Model":
        return _Model(self._system, len(self._checked.upper))

    def least(self, target: "Integers", *, whole: bool) -> Extreme | None:
        """The least value of a sum, over whole unknowns or (faster, and perhaps lower) over real ones.

        `None`: nothing satisfies the system.
        """
        real = self._extreme(self._real, target)
        if not whole or real is None or self._is_least(real, target):
            return real
        return self._extreme(self._whole, target)

    def with_value(self, target: "Integers", value: int) -> "Integers | None":
        """Whole unknowns that satisfy the system and give a sum this value, or `None`."""
        import numpy as np

        for model in (self._real, self._whole):
            with model.fixed(target, value):
                found = self._extreme(model, np.zeros_like(target))
            if found is None:
                return None
            witness = found.witness
            if witness is not None and int(target[: len(witness)] @ witness) == value:
                return witness
        return None

    def _extreme(self, model: "_Model", target: "Integers") -> Extreme | None:
        import numpy as np

        solved = model.least(target)
        if solved is None:
            return None
        value, values = solved
        unknowns = np.rint(values[: len(self._checked.upper)]).astype(np.int64)
        return Extreme(value, unknowns if self._checked.holds(unknowns) else None)

    def _is_least(self, real: Extreme, target: "Integers") -> bool:
        """Whether whole unknowns give what even real ones cannot go below: then nothing whole goes below it either."""
        witness = real.witness
        if witness is None or target[len(witness) :].any():
            return False
        return int(target[: len(witness)] @ witness) <= ceil(real.value - TOLERANCE)


class _Model:
    """One HiGHS model of a system that is kept warm; the first unknowns must be `whole`."""

    def __init__(self, system: System, whole: int) -> None:
        import highspy
        import numpy as np
        from scipy.sparse import csr_matrix

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
        if whole:
            helping = [highspy.HighsVarType.kContinuous] * (len(system.upper) - whole)
            model.integrality_ = [highspy.HighsVarType.kInteger] * whole + helping
        self._highs.passModel(model)

    def least(self, target: "Integers") -> "tuple[float, NDArray[np.float64]] | None":
        """The least value of a sum and unknowns that give it; `None`: nothing satisfies the model."""
        import highspy
        import numpy as np

        self._highs.changeColsCost(len(self._columns), self._columns, target.astype(float))
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        info: Any = self._highs.getInfo()
        return float(info.objective_function_value), np.array(self._highs.getSolution().col_value)

    @contextmanager
    def fixed(self, target: "Integers", value: int) -> Iterator[None]:
        """The model in which a sum has this value."""
        import numpy as np

        used = np.flatnonzero(target).astype(np.int32)
        row = self._highs.getNumRow()
        self._highs.addRow(value, value, len(used), used, target[used].astype(float))
        try:
            yield
        finally:
            self._highs.deleteRows(1, np.array([row], dtype=np.int32))
