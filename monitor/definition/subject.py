"""A survey file with all that it may point at: what the rules of `monitor.definition.check` look at."""

from dataclasses import dataclass
from functools import cached_property

from monitor.definition.faults import Path
from monitor.definition.resolve import belongs, face, together
from monitor.definition.source import Asked, ItemSource, OptionSource, Shared, SurveyFile


@dataclass(frozen=True)
class Face:
    """An item as one variant asks it, and where in the file that is said."""

    path: Path
    variant: str | None
    asked: ItemSource
    said: Asked
    """What stands at the path itself: the item, or only its override."""


@dataclass(frozen=True)
class Subject:
    """A survey file with all that it may point at."""

    file: SurveyFile
    common: Shared
    benchmarks: frozenset[str]

    @cached_property
    def parts(self) -> Shared:
        """The shared terms, scales and option sets, and the file's own."""
        return together(self.file, self.common)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """Every item, once for each variant that asks it."""
        return tuple(
            Face(
                ("items", place, "overrides", variant) if variant in item.overrides else ("items", place),
                variant,
                face(item, variant),
                item.overrides.get(variant or "", item),
            )
            for place, item in enumerate(self.file.items)
            for variant in (*self.file.survey.variants,) or (None,)
            if belongs(item.variants, variant)
        )

    @cached_property
    def option_lists(self) -> tuple[tuple[Path, tuple[OptionSource, ...]], ...]:
        """Every list of options that is written in this file."""
        scales = [(("scales", name, "options"), scale.options) for name, scale in self.file.scales.items()]
        sets = [(("option_sets", name), options) for name, options in self.file.option_sets.items()]
        inline = [((*f.path, "options"), f.said.options) for f in self.faces if f.said.options]
        return (*scales, *sets, *inline)
