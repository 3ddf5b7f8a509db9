"""Handoffs between teams on the page of the teams: the picture, and the table with where it hurts customers.

Used by the list of teams, whose template includes `handoffs.html.j2`. Nothing here ranks teams: flows go by their
number of handoffs, teams stand in the order of their records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from journeybook.figures.handoff_flows import choose_flows, draw_handoffs, lay_out_handoffs, name_row
from journeybook.model import plain_text
from journeybook.pages.choices import offer_filter
from journeybook.pages.environment import safe
from journeybook.pages.paging import RowListing, split_rows
from journeybook.pages.pieces import badge
from journeybook.pages.record_pieces import link_team, unfold
from journeybook.pages.view import contact_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeybook.analysis.sides.findings import CrossedHandoff, HandoffFlow
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.site import DataFile
    from journeybook.pages.view import View

ROWS_SHOWN: Final = 20
"""Flows in the table on the page itself."""
PLACES_SHOWN: Final = 3
"""Where a flow hurts: so many moments stand in its row, the others unfold."""
PLACES_UNFOLDED: Final = 12
"""How many of the others; the data has them all."""

HEADS: Final = Markup(
    '<th scope="col">From</th><th scope="col">To</th><th scope="col" class="num">Handoffs</th>'
    '<th scope="col">Where it hurts the customer</th>'
)
_CONTACT: Final = Markup('<p class="who">{}</p>')
_PLACE: Final = Markup('<p>{} <a href="{}">{}</a> <span class="who">{}</span></p>')
_ROW: Final = Markup(
    '<tr id="{}" data-jb-row data-team="{}"{}><th scope="row">{}</th><td>{}</td><td class="num">{}</td><td>{}</td></tr>'
)


@dataclass(frozen=True, slots=True)
class Handoffs:
    """What `handoffs.html.j2` is given as `handoffs`."""

    picture: Markup
    drawn: int
    """Flows in the picture."""
    flows: int
    """Flows in all."""
    count: int
    """Handoffs in all."""
    hurting: int
    """Those of them that hurt."""
    journeys: int
    """The journeys that they lie in."""
    table: LongTable
    choices: Choices


def describe_handoffs(here: View) -> tuple[Handoffs | None, tuple[DataFile, ...]]:
    """The handoffs as seen from the page `here`, and the bare pages of their table; None without any."""
    sides = here.insight.sides
    flows = sides.handoffs
    drawn = choose_flows(flows)
    picture = lay_out_handoffs(drawn, tuple(sides.teams))
    if picture is None:
        return None, ()
    ranked = sorted(flows, key=lambda f: (-len(f.handoffs), -len(f.hurting)))
    listing = RowListing("handoffs", "Handoffs between teams", "handoffs", ("way", "ways"), HEADS, rows=ROWS_SHOWN)
    table, files = split_rows(here, listing, [_write_row(here, flow) for flow in ranked])
    on_page = {(flow.from_team, flow.to_team) for flow in ranked[: table.shown]}

    def lead_to(flow: HandoffFlow) -> str:
        """Its row, or the giving team's page where the row stands on a later page."""
        if (flow.from_team, flow.to_team) in on_page:
            return f"#{name_row(flow)}"
        return here.record("team", flow.from_team, "neighbours")

    drawing = draw_handoffs(picture, lambda team: here.label("team", team), lead_to)
    handoffs = Handoffs(
        picture=safe(drawing),
        drawn=len(drawn),
        flows=len(flows),
        count=sum(len(flow.handoffs) for flow in flows),
        hurting=sum(len(flow.hurting) for flow in flows),
        journeys=len({handoff.journey.journey.id for flow in flows for handoff in flow.handoffs}),
        table=table,
        choices=_offer_choices(here, flows),
    )
    return handoffs, files


def _offer_choices(here: View, flows: Sequence[HandoffFlow]) -> Choices:
    return (offer_filter(here, "team", ((flow.from_team, flow.to_team) for flow in flows)),)


def _write_row(here: View, flow: HandoffFlow) -> str:
    red = Markup(' data-red="1"') if flow.hurting else ""
    hurting = sorted(flow.hurting, key=lambda h: (h.value is None, h.value or 0.0))
    places = tuple(_write_places(here, hurting[: PLACES_SHOWN + PLACES_UNFOLDED]))
    left = len(hurting) - len(places)
    last = Markup('<p class="who">and {} in the data</p>').format(left) if left else None
    where = unfold(places, PLACES_SHOWN, last, len(hurting))
    return str(
        _ROW.format(
            name_row(flow),
            f"{flow.from_team} {flow.to_team}",
            red,
            _write_team(here, flow.from_team),
            _write_team(here, flow.to_team),
            len(flow.handoffs),
            where or Markup('<span class="muted">nowhere</span>'),
        )
    )


def _write_team(here: View, team: str) -> Markup:
    contact = here.contact(team)
    return link_team(here, team) + (_CONTACT.format(contact_link(contact)) if contact else "")


def _write_places(here: View, handoffs: Iterable[CrossedHandoff]) -> Iterable[Markup]:
    """Where each of them hurts: the wait in between, or the touchpoint after it, with how it feels."""
    for handoff in handoffs:
        journey, hurts_at = handoff.journey.journey, handoff.hurts_at
        if hurts_at is not None:
            address, name = here.moment(journey.id, hurts_at.id), plain_text(hurts_at.moment.name)
            yield _PLACE.format(badge(hurts_at), address, name, plain_text(journey.title))
