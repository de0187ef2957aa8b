"""What one visitor sees of a network: the whole of it, or one school among others that have no names."""

from dataclasses import dataclass

from monitor.between.results import Asked, Beside, NetworkChange, NetworkResults, SchoolChange


@dataclass(frozen=True)
class InNetwork:
    """A network as it is seen by its own people, or (`school`, a code) by those of one of its schools.

    Whatever a page asks here, of another school than the visitor's own it gets a dot without a name at most.
    """

    results: NetworkResults
    name: str
    school: str = ""
    locale: str = "nl-BE"

    def beside(self, survey: str, year: str, asked: Asked, *, by_region: bool = False) -> Beside:
        """The schools beside each other on a share."""
        found = self.results.beside(survey, year, asked, by_region=by_region)
        return found.seen_by(self.school) if self.school else found

    def change(self, survey: str, asked: Asked, from_year: str, to_year: str) -> NetworkChange:
        """What became of the network's share, over the schools that took part and were asked it alike in both years."""
        return self.results.change(survey, asked, from_year, to_year)

    def school_changes(self, survey: str, asked: Asked, from_year: str, to_year: str) -> tuple[SchoolChange, ...]:
        """Which schools changed; of a school alone its own change, tested among those of all."""
        found = self.results.school_changes(survey, asked, from_year, to_year)
        return tuple(one for one in found if self.school in ("", one.school))

    def names(self, survey: str, year: str) -> dict[str, str]:
        """The name of each school by its code; the visitor's own alone where that is all it may see."""
        schools = self.results.schools(survey, year)
        return {one.code: one.name for one in schools if self.school in ("", one.code)}
