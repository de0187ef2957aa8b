"""A chart built as a plain dict, against the same chart built as a plotly Figure."""

from benchmarks.measure import Measurement, interleaved
from monitor.report.figures import Dot, dots

_ROWS = tuple(
    Dot(f"{number}A", "n = 18", 0.3 + number / 40, 0.2 + number / 40, 0.4 + number / 40) for number in range(1, 13)
)


def measurements(*, smoke: bool) -> list[Measurement]:
    """The chart benchmark, a hundred charts a run."""
    import plotly.graph_objects as go

    times = 2 if smoke else 100
    return [
        interleaved(
            "figure",
            lambda: [dots(_ROWS) for _ in range(times)],
            "go.Figure",
            lambda: [go.Figure(dots(_ROWS)) for _ in range(times)],
            rounds=1 if smoke else 7,
        )
    ]
