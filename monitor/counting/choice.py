"""Which engine counts: as somebody chose it, before it is begun."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from monitor.counting.engines import Engine
from monitor.errors import CallError
from monitor.texts import _

ENGINES = ("local", "spark")


@dataclass(frozen=True)
class EngineChoice:
    """An engine by its name, and for Spark the address at which it is; `processes`: how many count here at once."""

    name: str = "local"
    master: str | None = None
    processes: int = 1

    def __post_init__(self) -> None:
        """Refuse what no engine is.

        Raises:
            CallError: there is no such engine, or this one has no address.
        """
        if self.name not in ENGINES:
            raise CallError(
                _("There is no engine {name}.").format(name=self.name),
                remedy=_("Choose local (this computer) or spark."),
            )
        if self.master is not None and self.name != "spark":
            raise CallError(
                _("An address of Spark (--master) needs the engine Spark."), remedy=_("Add --engine spark.")
            )

    @contextmanager
    def begun(self) -> Iterator[Engine]:
        """The engine, from its start to its end; what it needs is read in only now.

        Raises:
            CallError: no address that we know.
            EngineRefused: the engine is not installed, or nobody answers at its address.
        """
        if self.name == "spark":
            from monitor.counting.spark import spark_engine

            with spark_engine(self.master) as engine:
                yield engine
            return
        from monitor.counting.local import LocalEngine

        yield LocalEngine(self.processes)


HERE = EngineChoice()
"""This computer, one process."""
