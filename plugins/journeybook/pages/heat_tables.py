"""Heat maps as tables: the map with coloured cells, which Plotly covers on interest, and every cell with its spread.

Used by the page of the lifecycle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from markupsafe import Markup, escape

from journeybook.figures.heat_map import heat_map, say_spread
from journeybook.figures.lifecycle_curve import BESIDE
from journeybook.figures.style import format_feeling
from journeybook.model import plain_text
from journeybook.pages.choices import offer_filter
from journeybook.pages.paging import RowListing, split_rows
from journeybook.pages.pieces import feeling, feeling_class
from journeybook.pages.record_pieces import silent_spread_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.analysis.sides.findings import HeatMap, HeatRow, Spread
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.site import DataFile
    from journeybook.pages.view import View

Side = Literal["journeys", "channels", "personas"]

MOST_ROWS: Final = 40
MOST_CELLS: Final = 200
"""Rows of a map, and cells in it that are not empty; of more rows those with the lowest mean."""
CELLS_SHOWN: Final = 20
"""Rows of the table of all cells on the page itself."""

HEADS: Final[dict[Side, str]] = {"journeys": "Journey", "channels": "Channel", "personas": "Persona"}
_HEADS: Final = Markup(
    '<th scope="col">{}</th><th scope="col">Phase</th><th scope="col">Mean</th>'
    '<th scope="col" class="num">Moments</th><th scope="col">How they feel</th>'
)
_ROW: Final = Markup('<th scope="row"><a href="{}">{}</a></th>')


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of a map: its mean as shown and at how many moments, how it looks, where it leads to."""

    mean: str
    moments: int
    look: str
    href: str


@dataclass(frozen=True, slots=True)
class HeatLine:
    """A row of a map; a cell is None where there is nothing, or nothing known."""

    name: str
    href: str
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A map with all that belongs to it."""

    side: Side
    head: str
    phases: tuple[str, ...]
    lines: tuple[HeatLine, ...]
    total: int
    """Rows in all; the map has the lowest of them."""
    cells: LongTable
    """Every cell of every row, with its spread."""
    choices: Choices
    """What the cells can be filtered by."""


def make_heat_table(here: View, side: Side, found: HeatMap) -> tuple[HeatTable, dict[str, Any], tuple[DataFile, ...]]:
    """The map, its figure for Plotly, and the bare pages of its long table."""
    shown = choose_rows(found.rows)
    phases = tuple(name_phase(here, phase) for phase in found.phases)
    lines = tuple(
        HeatLine(
            name=_name(here, side, row.id),
            href=_lead(here, side, row.id),
            cells=tuple(_cell(here, side, row.id, p, s) for p, s in zip(found.phases, row.cells, strict=True)),
        )
        for row in shown
    )
    figure = heat_map(
        shown,
        lambda r, c: f"{lines[r].name} · {phases[c]}",
        lambda r, c: _lead(here, side, shown[r].id, found.phases[c]),
    )
    listing = RowListing(
        name=f"{side}_by_phase",
        title=f"{side.capitalize()} by phase",
        anchor=f"{side}-by-phase",
        words=("cell", "cells"),
        heads=_HEADS.format(HEADS[side]),
        rows=CELLS_SHOWN,
    )
    table, files = split_rows(here, listing, _list_cells(here, side, found))
    return (
        HeatTable(side, HEADS[side], phases, lines, len(found.rows), table, _offer_phases(here, found)),
        figure,
        files,
    )


def choose_rows(rows: Sequence[HeatRow]) -> tuple[HeatRow, ...]:
    """The rows of a map, in their order: all, or as many as fit, those with the lowest mean of all their moments."""
    kept: set[str] = set()
    room = MOST_CELLS
    for row in sorted(rows, key=lambda row: (mean_of(row), row.id))[:MOST_ROWS]:
        room -= sum(spread is not None for spread in row.cells)
        if room >= 0 or not kept:
            kept.add(row.id)
    return tuple(row for row in rows if row.id in kept)


def mean_of(row: HeatRow) -> float:
    """The mean of all moments of a row, each counting once."""
    known = [spread for spread in row.cells if spread is not None and spread.known]
    return sum((s.mean or 0.0) * s.known for s in known) / (sum(s.known for s in known) or 1)


def name_phase(here: View, phase: str | None) -> str:
    """The name of a phase as plain text, also of what stands beside the lifecycle."""
    return here.label("phase", phase) or BESIDE


def _offer_phases(here: View, found: HeatMap) -> Choices:
    columns = zip(found.phases, zip(*(row.cells for row in found.rows), strict=True), strict=True)
    return (offer_filter(here, "lifecycle", ((phase,) for phase, column in columns for cell in column if cell)),)


def _cell(here: View, side: Side, row: str, phase: str | None, spread: Spread | None) -> HeatCell | None:
    if spread is None or spread.mean is None:
        return None
    href = _lead(here, side, row, phase)
    return HeatCell(format_feeling(spread.mean), spread.known, feeling_class(spread.mean), href)


def _name(here: View, side: Side, row: str) -> str:
    if side == "journeys":
        return plain_text(here.insight.journeys[row].journey.title)
    return here.label("channel", row) if side == "channels" else here.persona(row)


def _lead(here: View, side: Side, row: str, phase: str | None = None) -> str:
    """Where a row leads to, and a cell of it: the journey, or the journeys of that channel or persona in the phase."""
    if side == "journeys":
        return here.journey(row)
    kind: Literal["channel", "persona"] = "channel" if side == "channels" else "persona"
    return here.journeys_with(**{kind: row, "lifecycle": phase}) if phase else here.record(kind, row)


def _list_cells(here: View, side: Side, found: HeatMap) -> list[str]:
    """The table of all cells, row by row, as HTML."""
    rows = []
    for row in found.rows:
        name = _ROW.format(_lead(here, side, row.id), _name(here, side, row.id))
        for phase, spread in zip(found.phases, row.cells, strict=True):
            if spread is not None:
                filter_by = f' data-lifecycle="{phase}"' if phase else ""
                rows.append(
                    f"<tr data-jb-row{filter_by}>{name}<td>{escape(name_phase(here, phase))}</td>"
                    f'<td>{feeling(spread.mean)}</td><td class="num">{spread.known + spread.gaps}</td>'
                    f"<td>{silent_spread_bar(spread)} {say_spread(spread)}</td></tr>"
                )
    return rows
