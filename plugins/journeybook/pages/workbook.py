"""The whole book as one workbook, `data/handbook.xlsx`, for those who count on in a spreadsheet. Used by `render`.

The same bytes each time, for the same content. What stands in its sheets is in `workbook_sheets`.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from journeybook.pages.site import DataFile
from journeybook.pages.workbook_sheets import list_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from journeybook.analysis import Insight
    from journeybook.pages.site import Site
    from journeybook.pages.workbook_sheets import Column, Look, Sheet

PATH: Final = "data/handbook.xlsx"
ROWS: Final = 1_048_576
"""Rows of a sheet in Excel, with the one of the heads; what is more goes on in another sheet."""
CHARACTERS: Final = 32_767
"""Characters of a cell in Excel, where an emoji counts twice; longer text is cut and ends with an ellipsis."""
_OLDEST_DAY: Final = dt.date(1900, 3, 1)
"""Older days are text: Excel knows none before 1900, and holds that year for a leap year."""

_LOOKS: Final[dict[Look, dict[str, Any]]] = {
    "share": {"num_format": "0%"},
    "feeling": {"num_format": "0.0"},
    "count": {"num_format": "#,##0"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
}


def render_workbook(site: Site, insight: Insight) -> DataFile:
    """Write the workbook. `insight` holds published journeys alone."""
    return DataFile(PATH, write_workbook(list_sheets(site, insight), insight.on))


def write_workbook(sheets: Iterable[Sheet], on: dt.date, rows_of_a_sheet: int = ROWS) -> bytes:
    """Write `sheets` into a workbook that was made on the day `on`. Text is never run as a formula, nor made a link."""
    out = io.BytesIO()
    options = {
        "constant_memory": True,  # rows leave for the disk as they come
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as workbook:
        workbook.set_properties({"created": dt.datetime.combine(on, dt.time(), dt.UTC), "title": "Handbook"})
        writer = _Writer(workbook, rows_of_a_sheet)
        for sheet in sheets:
            writer.write_sheet(sheet)
    return out.getvalue()


class _Writer:
    """Writes sheets into one workbook."""

    def __init__(self, workbook: Workbook, rows_of_a_sheet: int) -> None:
        self._workbook = workbook
        self._rows = rows_of_a_sheet
        self._head: Format = workbook.add_format({"bold": True, "bottom": 1, "align": "left"})
        self._looks: Mapping[Look, Format] = {name: workbook.add_format(look) for name, look in _LOOKS.items()}

    def write_sheet(self, sheet: Sheet) -> None:
        """Write a sheet, and as many more as its rows need: `Evidence`, `Evidence 2`."""
        looks = [(column.key, self._looks[column.look] if column.look else None) for column in sheet.columns]
        number, row = 1, 0
        page = self._begin(sheet.name, sheet.columns)
        for cells in sheet.rows:
            if row == self._rows - 1:
                self._end(page, sheet.columns, row)
                number, row = number + 1, 0
                page = self._begin(f"{sheet.name} {number}", sheet.columns)
            row += 1
            for place, (key, look) in enumerate(looks):
                value = cells.get(key)
                if value or value is False or value == 0:  # not where nothing is known, or a list is empty
                    self._write_cell(page, row, place, value, look)
        self._end(page, sheet.columns, row)

    def _begin(self, name: str, columns: Sequence[Column]) -> Worksheet:
        page = self._workbook.add_worksheet(name)
        page.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width)
        for place, column in enumerate(columns):
            page.write_string(0, place, column.key, self._head)
        return page

    @staticmethod
    def _end(page: Worksheet, columns: Sequence[Column], last_row: int) -> None:
        page.autofilter(0, 0, last_row, len(columns) - 1)

    def _write_cell(self, page: Worksheet, row: int, place: int, value: Any, look: Format | None) -> None:
        if isinstance(value, bool):
            page.write_boolean(row, place, value)
        elif isinstance(value, int | float):
            page.write_number(row, place, value, look)
        elif isinstance(value, dt.date) and value >= _OLDEST_DAY:
            page.write_datetime(row, place, dt.datetime.combine(value, dt.time()), look)
        else:
            page.write_string(row, place, _cut(_say(value)))


def _say(value: Any) -> str:
    """A value as text: lists joined by commas, mappings as `key: value`; what is unknown in them is left out."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {part}" for key, part in value.items() if part is not None)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)


def _cut(text: str) -> str:
    """Text that fits into a cell."""
    if len(text) <= CHARACTERS // 2 or len(units := text.encode("utf-16-le")) <= 2 * CHARACTERS:
        return text
    return units[: 2 * (CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"  # half an emoji is left out
