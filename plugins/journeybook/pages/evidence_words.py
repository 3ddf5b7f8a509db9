"""Evidence in words: how it was found out, when, by how many, what came of a change. Used by the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from journeybook.figures.seen_words import say_month
from journeybook.model import COUNTING, MONTH_ONLY, Amount
from journeybook.pages.formats import UNKNOWN, plural, say_short_date, say_signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeybook.analysis import Check, ImprovementInsight, MeasureSeries, Sighting
    from journeybook.model import Evidence, Measure, Method
    from journeybook.pages.view import View

METHODS: Final[dict[Method, tuple[str, str]]] = {
    "survey": ("survey", "surveys"),
    "interview": ("interview", "interviews"),
    "walk": ("walk", "walks"),
    "mystery-shop": ("mystery shop", "mystery shops"),
    "gemba": ("gemba visit", "gemba visits"),
    "complaints": ("complaint", "complaints"),
    "contacts": ("contact", "contacts"),
    "analytics": ("analytics", "analytics"),
    "review": ("review", "reviews"),
}
"""Every method, one and many, in the order in which they are told: customers' own word first."""

VERDICTS: Final = {
    "reached": "worked",
    "better": "better, not yet what was hoped",
    "no-better": "no better",
    "too-few": "too few to say",
}
"""How the book says whether an improvement worked."""


def say_method(evidence: Evidence) -> str:
    """How it was found out, as a heading: `Mystery shop`; `Interviews`, `Complaints` where that is several."""
    one, many = METHODS[evidence.method]
    several = evidence.method in COUNTING or (evidence.method == "interview" and evidence.people > 1)
    return (many if several else one).capitalize()


def say_when(evidence: Evidence) -> str:
    """The day, `3 Oct 2026`; the month alone where the day could find the shift (DESIGN §8)."""
    return (say_month if evidence.method in MONTH_ONLY else say_short_date)(evidence.date)


def count_people(evidence: Iterable[Evidence]) -> int:
    """How many people saw or were asked; not those who were only counted."""
    return sum(piece.people for piece in evidence if piece.method not in COUNTING and piece.counts)


def say_methods(sightings: Sequence[Sighting]) -> str:
    """How a moment was seen: `survey, 3 mystery shops, 742 contacts`."""
    found: dict[Method, int] = {}
    for sighting in sightings:
        method = sighting.evidence.method
        found[method] = found.get(method, 0) + _weigh(sighting)
    return ", ".join(_say_count(method, found[method]) for method in METHODS if method in found)


def _weigh(sighting: Sighting) -> int:
    """What is counted of a method: interviews and visits a person each, complaints as many as there were."""
    method = sighting.evidence.method
    if method in COUNTING:
        return sighting.observation.count or 0
    return 1 if method in {"survey", "gemba"} else sighting.evidence.people


def _say_count(method: Method, count: int) -> str:
    one, many = METHODS[method]
    if method in COUNTING:
        return plural(count, one, many) if count else many
    return one if count == 1 else plural(count, one, many)


def say_series(measure: Measure, series: dict[object, Amount]) -> str:
    """The values of a measure that one piece of evidence brings: the value, or from the first to the last of them."""
    values = [measure.say(amount) for amount in series.values()]
    if len(values) == 1:
        return values[0]
    return f"{values[0]} to {values[-1]}, {len(values)} values" if values else UNKNOWN


def say_amount(measure: Measure, number: float | None) -> str:
    """A value of a measure in its unit; a dash for None."""
    return UNKNOWN if number is None else measure.say(Amount(round(number, 4)))


def say_newest(series: MeasureSeries) -> str:
    """The newest value of a measure; what the author wrote without any."""
    return say_amount(series.measure, series.points[-1].number if series.points else series.authored)


def say_target(series: MeasureSeries) -> str:
    """The target of a measure; a dash without one."""
    return say_amount(series.measure, series.target)


def name_anchor(series: MeasureSeries) -> str:
    """The anchor of a measure on the evidence page: `measure-shop-wait-waits-adviser`."""
    return "-".join(filter(None, ("measure", series.measure.id, (series.moment or "").replace("/", "-"))))


def verdict(item: ImprovementInsight, here: View) -> Markup:
    """Did it work: the verdict, then before, after, what was hoped for, and the measure that was to prove it."""
    check = item.check
    if check is None:
        return Markup()
    hoped = item.improvement.lifts_to
    word = "better" if check.verdict == "better" and hoped is None else VERDICTS[check.verdict]
    said = [*_say_sides(check), *([] if hoped is None else [f"hoped for {say_signed(hoped)}"])]
    weak = check.verdict == "too-few"
    parts = [f"<b{' class=muted' if weak else ''}>{word}</b>: {', '.join(said)}"]
    parts += _say_proof(check, item, here)
    return Markup("; ".join(parts))  # noqa: S704 - names are escaped below, the rest is ours


def _say_sides(check: Check) -> Iterator[str]:
    for side, word in ((check.before, "before"), (check.after, "after")):
        if side.observations:
            yield f"{say_signed(side.mean)} {word} ({plural(side.people, 'person', 'people')})"
        else:
            yield f"nothing seen {word}"


def _say_proof(check: Check, item: ImprovementInsight, here: View) -> Iterator[str]:
    """The measure of `proves_it`, before and after; nothing where it has no value since."""
    proof, series = item.improvement.proves_it, check.measure
    if proof is None or series is None or check.measured_after is None:
        return
    measure = series.measure
    before = f"{say_amount(measure, check.measured_before)} → " if check.measured_before is not None else ""
    wanted = f", wanted {measure.say(proof.to)}" if proof.to else ""
    said = f"{here.label('measure', measure.id)} {before}{say_amount(measure, check.measured_after)}{wanted}"
    yield escape(said)
