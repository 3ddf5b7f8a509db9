"""The records of one file of the organization by id, as far as they are sound, and what stands of the others.

Used by `organization`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic_core import PydanticCustomError

from journeybook.model import Named, Phase, SharedImprovement, SourceMapping
from journeybook.model.scalars import read_id, shown
from journeybook.source.identity import TakenIds
from journeybook.source.misfits import Classes, report_not_a_mapping, show_as_item, show_as_record
from journeybook.source.reading import read_record, report_cut_texts

if TYPE_CHECKING:
    from journeybook.problems import Report, Span
    from journeybook.source.nodes import Document

N = TypeVar("N", Named, SharedImprovement)


class Records(Generic[N]):
    """The records of one file. `sound` holds those without errors, `partial` what stands of the others."""

    def __init__(self, cls: type[N], what: str, report: Report) -> None:
        """No records yet, of class `cls`, each called `what` in problems."""
        self.sound: dict[str, N] = {}
        self.partial: list[N] = []
        self._cls: type[N] = cls
        self._what = what
        self._report = report
        self._taken = TakenIds(what, report)
        self._classes: Classes = {}
        self._key = "title" if issubclass(cls, SharedImprovement) else "name"

    def read(self, document: Document) -> None:
        """Read the file that holds `document`."""
        if self._cls is Phase:
            self._read_list(document)
        elif isinstance(document.raw, SourceMapping):
            self._read_mapping(document)
        else:
            self._report_no_mapping(document)
            return
        report_cut_texts(document, self._report, self._classes)
        for record in self.sound.values():
            self._taken.keep((old, record.place.at("formerly", number)) for number, old in enumerate(record.formerly))
        self._taken.find_clashes()

    def _report_no_mapping(self, document: Document) -> None:
        what, span = f"the file of {self._what}s", document.place.span
        if isinstance(document.raw, list) and document.raw:
            way_out = f"write each below its id, without a hyphen: {show_as_record(document.raw[0], self._key)}"
        else:
            way_out = f"write each below its id: `an-id: {{{self._key}: …}}`"
        report_not_a_mapping(what, document.raw, span, self._report, way_out)

    def _read_mapping(self, document: Document) -> None:
        for key, span in document.place.keys.items():
            # The key stands for the whole record, also where something is said of it later.
            place = document.place.entry(key)
            raw = document.raw.get(key, SourceMapping({}, place))
            if not isinstance(raw, SourceMapping):
                way_out = f"write it as {show_as_record({'id': key, 'name': raw}, self._key)}"
                report_not_a_mapping(f"`{key}`", raw, document.place.at(key), self._report, way_out)
            elif _is_id(key, span, self._report):
                self._taken.take(key, span, "choose another id")
                self._classes[id(raw.place)] = self._cls
                self._read_record(SourceMapping({**raw, "id": key}, place))

    def _read_list(self, document: Document) -> None:
        if not isinstance(document.raw, list):
            message = f"the lifecycle is a list of phases, found {shown(document.raw)}"
            way_out = "write the phases in order, each as `- {id: buy, name: Buy}`"
            self._report.error("wrong-kind", message, document.place.span, help=way_out)
            return
        for number, raw in enumerate(document.raw):
            place = document.place.find(number)
            if not isinstance(raw, SourceMapping):
                way_out = f"write it as `- {show_as_item(raw)}`"
                report_not_a_mapping("a phase", raw, place.span, self._report, way_out)
                continue
            if "id" not in raw:
                self._report.error("missing-key", "`id` is missing in phase", place.span, help="add `id: …`")
            self._read_record(raw)

    def _read_record(self, raw: SourceMapping) -> None:
        found = read_record(self._cls, raw, self._report, self._classes)
        record = found.record
        if record is None:
            return
        if found.sound and self._cls is Phase and record.id:
            self._taken.take(record.id, raw.place.at("id"), "give it another `id`")
        if found.sound and record.id and record.id not in self.sound:
            self.sound[record.id] = record
        else:
            self.partial.append(record)


def _is_id(key: str, span: Span, report: Report) -> bool:
    try:
        read_id(key)
    except PydanticCustomError as error:
        report.error(error.type, error.message(), span, help=(error.context or {}).get("help"))
        return False
    return True
