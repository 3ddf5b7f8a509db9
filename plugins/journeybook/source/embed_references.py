"""What an embed names: whether journeys, moments, records and figures are there, and can be seen. Used by `embeds`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.model.embeds import BOOK_FIGURES, JOURNEY_FIGURES
from journeybook.source.misfits import find_named, suggest, suggest_named
from journeybook.source.named_records import WORDS, list_names
from journeybook.source.shared import SharedResolver

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.model import Embed, FigureName, Filters, Handbook, Kind
    from journeybook.problems import Report, Span
    from journeybook.source.index import JourneyIndex

_RECORDS: Final[Mapping[str, Kind]] = {"team": "team", "lifecycle": "phase", "persona": "persona", "channel": "channel"}
"""The filters that name records."""


class EmbedResolver:
    """Puts present ids in the place of earlier ones, and reports what leads to nothing that readers could see.

    What stands in files with errors is not judged.
    """

    def __init__(self, handbook: Handbook, index: JourneyIndex, report: Report, *, drafts: bool) -> None:
        """For embeds of `handbook`, whose journeys `index` knows."""
        self._handbook = handbook
        self._index = index
        self._report = report
        self._drafts = drafts

    def resolve(self, embed: Embed) -> Embed:
        """The embed with present ids."""
        place = embed.place
        changes: dict[str, Any] = {}
        if embed.chart is not None:
            changes["chart"] = self._find_journey(embed.chart, place.at("chart"))
            changes["personas"] = self._find_personas(embed, changes["chart"])
        if embed.curve:
            names = enumerate(embed.curve)
            changes["curve"] = tuple(self._find_journey(name, place.at("curve", n)) for n, name in names)
        if embed.touchpoint is not None:
            changes["touchpoint"] = self._find_moment(embed.touchpoint, place.at("touchpoint"))
        for key in ("backlog", "red_points"):
            filters = getattr(embed, key)
            if filters is not None:
                changes[key] = self._resolve_filters(filters)
        if embed.figure is not None:
            changes["figure"] = self._resolve_figure(embed.figure)
        return embed.model_copy(update=changes)

    def _find_journey(self, name: str, span: Span) -> str:
        """The present id of a journey, an error where there is none that readers can see."""
        present, _ = self._index.find(name.strip())
        if not self._index.knows(present):
            names = {journey.id: journey.title for journey in self._handbook.journeys.values()}
            hint = find_named(name, names) or self._index.suggest(name)
            self._report.error("unknown-reference", f"unknown journey `{name}`", span, help=hint)
        self._check_shown(present, span)
        return present

    def _check_shown(self, present: str, span: Span) -> None:
        journey = self._handbook.journeys.get(present)
        if journey is None:
            return
        if journey.status == "retired":
            after = journey.replaced_by
            way_out = f"show the one that took its place: `{after}`" if after else "take the block out"
            self._report.error("embed-hidden", f"`{present}` is retired, and nobody keeps it up", span, help=way_out)
        elif journey.status == "draft" and not self._drafts:
            message = f"`{present}` is a draft, which the published book does not show"
            way_out = "take the block out until the journey is published"
            self._report.error("embed-hidden", message, span, help=way_out)

    def _find_moment(self, name: str, span: Span) -> str:
        present = SharedResolver(self._handbook.journeys, self._index, self._report).refer(name.strip(), span)
        self._check_shown(present.partition("#")[0], span)
        return present

    def _find_personas(self, embed: Embed, journey_id: str) -> tuple[str, ...]:
        journey = self._handbook.journeys.get(journey_id)
        found = []
        for number, name in enumerate(embed.personas):
            present = self._list_renamed("persona").get(name, name)
            if journey is not None and present not in journey.persona_ids:
                labels = {known: self._handbook.label("persona", known) for known in journey.persona_ids}
                hint = suggest_named(name, labels, kind="personas of this journey")
                message, span = f"`{name}` is no persona of this journey", embed.place.at("personas", number)
                self._report.error("unknown-persona", message, span, help=hint)
            found.append(present)
        return tuple(dict.fromkeys(found))

    def _resolve_filters(self, filters: Filters) -> Filters:
        changes: dict[str, tuple[str, ...]] = {
            key: tuple(self._find_record(kind, name, filters.place.at(key, number)) for number, name in named)
            for key, kind in _RECORDS.items()
            if (named := list(enumerate(getattr(filters, key))))
        }
        names = enumerate(filters.journey)
        changes["journey"] = tuple(self._find_journey(name, filters.place.at("journey", n)) for n, name in names)
        self._check_tags(filters)
        return filters.model_copy(update=changes)

    def _find_record(self, kind: Kind, name: str, span: Span) -> str:
        """The present id of a record; where the organization has no file of its kind, any id is taken."""
        renamed, records = self._list_renamed(kind), self._handbook.records(kind)
        present = renamed.get(name, name)
        if records and present not in records and kind not in self._handbook.doubtful:
            word = WORDS.get(kind, kind)
            hint = suggest_named(name, list_names(records), kind=f"{word}s", renamed=renamed)
            self._report.error("unknown-reference", f"unknown {word} `{name}`", span, help=hint)
        return present

    def _list_renamed(self, kind: Kind) -> dict[str, str]:
        return {old: record.id for record in self._handbook.records(kind).values() for old in record.formerly}

    def _check_tags(self, filters: Filters) -> None:
        """A tag is one that some journey has; nothing is said while there are journeys with errors."""
        known = sorted({tag for journey in self._handbook.journeys.values() for tag in journey.tags})
        for number, tag in enumerate(filters.tag):
            if tag not in known and not self._handbook.unreadable:
                hint = suggest(tag, known, kind="tags")
                span = filters.place.at("tag", number)
                self._report.error("unknown-reference", f"no journey has the tag `{tag}`", span, help=hint)

    def _resolve_figure(self, figure: FigureName) -> FigureName:
        own, other = (JOURNEY_FIGURES, BOOK_FIGURES) if figure.journey else (BOOK_FIGURES, JOURNEY_FIGURES)
        if figure.name not in own:
            of = "a journey" if figure.journey else "the whole book"
            hint = suggest(figure.name.replace(" ", "_"), own, kind="figures")
            if figure.name in other:
                hint = "leave `journey` out: it is one of the whole book" if figure.journey else "add `journey: …`"
            span = figure.place.at("name")
            self._report.error("bad-choice", f"there is no figure `{figure.name}` of {of}", span, help=hint)
        if figure.journey is None:
            return figure
        journey = self._find_journey(figure.journey, figure.place.at("journey"))
        return figure.model_copy(update={"journey": journey})
