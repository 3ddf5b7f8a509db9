"""Dates as people write them, and the one that a problem proposes."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from journeybook.model.scalars import read_date


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("20.11.2026", "2026-11-20"),
        ("3.10.2026", "2026-10-03"),
        ("20. 11. 2026", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("11/20/2026", "2026-11-20"),
        ("20-11-2026", "2026-11-20"),
        ("5/5/2026", "2026-05-05"),
        ("3/10/2026", "2027-03-31"),
        ("31.02.2026", "2027-03-31"),
        ("20.11/2026", "2027-03-31"),
        ("20.11.26", "2027-03-31"),
    ],
)
def test_a_date_is_proposed_where_it_can_be_told(written: str, proposed: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_date(written)
    assert (refused.value.context or {})["help"] == f"write year, month and day: `{proposed}`"
