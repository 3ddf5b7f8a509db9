"""What was measured over time against its target, and whether it proves an improvement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from analysis_samples import make_journey
from evidence_samples import analyse_seen, make_evidence, make_measures, saw

if TYPE_CHECKING:
    from journeybook.analysis import Check

DONE = {"id": "i", "title": "I", "fixes": ["t"], "status": "done", "done_on": "2026-08-01"}


class TestProof:
    lower = make_measures(speed={"better": "lower", "unit": "s"})
    higher = make_measures(speed={"unit": "s"})

    def prove(self, records: Any, *values: tuple[str, str], moment: str | None = None, **proof: str) -> Check:
        evidence = [
            make_evidence("analytics", day, measures={"speed": value})
            if moment is None
            else saw("analytics", day, moment, measures={"speed": value})
            for day, value in values
        ]
        journey = make_journey(
            {"id": "t"}, {"id": "u"}, improvements=[{**DONE, "proves_it": {"measure": "speed", **proof}}]
        )
        found = analyse_seen(journey, *evidence, records=records).improvements[0].check
        assert found is not None
        return found

    @pytest.mark.parametrize(
        ("after", "lower", "higher"),
        [("1.9 s", "reached", "no-better"), ("2", "reached", "no-better"), ("2.5", "better", "no-better"),
         ("3", "no-better", "no-better"), ("3.5", "no-better", "better")],
    )  # fmt: skip
    def test_by_the_measures_direction(self, after: str, lower: str, higher: str) -> None:
        values = (("2026-08-01", "3 s"), ("2026-08-02", "9"), ("2026-09-01", after))
        assert self.prove(self.lower, *values, to="2").proven == lower
        assert self.prove(self.higher, *values, to="4 s").proven == higher

    def test_what_it_is_said_to_have_been_stands_in_for_what_was_not_measured(self) -> None:
        found = self.prove(self.lower, ("2026-09-01", "2.5"), **{"from": "3", "to": "2"})
        assert (found.measured_before, found.measured_after, found.proven) == (3, 2.5, "better")
        measured = self.prove(self.lower, ("2025-01-01", "4"), ("2026-09-01", "2.5"), **{"from": "3"})
        assert (measured.measured_before, measured.proven) == (4, "better")

    def test_without_a_value_after_it_is_too_few(self) -> None:
        assert self.prove(self.lower, ("2026-08-01", "1"), to="2").proven == "too-few"
        assert self.prove(self.lower, to="2").proven == "too-few"

    def test_without_a_value_before_only_what_is_reached_can_be_said(self) -> None:
        assert self.prove(self.lower, ("2026-09-01", "1"), to="2").proven == "reached"
        assert self.prove(self.lower, ("2026-09-01", "3"), to="2").proven == "too-few"

    def test_it_is_looked_for_where_it_fixes_then_in_the_journey_then_elsewhere(self) -> None:
        journey = make_journey(
            {"id": "u", "measures": {"speed": "9"}}, {"id": "t", "measures": {"speed": "8"}},
            improvements=[{**DONE, "proves_it": {"measure": "speed"}}],
        )  # fmt: skip

        def find(*moments: str | None) -> str | None:
            evidence = [
                saw("analytics", "2026-09-01", moment, measures={"speed": "1"})
                if moment
                else make_evidence("analytics", "2026-09-02", measures={"speed": "2"})
                for moment in moments
            ]
            check = analyse_seen(journey, *evidence).improvements[0].check
            assert check is not None
            assert check.measure is not None
            return check.measure.moment

        assert find() == "t"
        assert find("u") == "u", "what was measured goes before what was only written"
        assert find("u", None) is None
        assert find("u", None, "t") == "t"

    def test_an_improvement_without_a_proof_has_none(self) -> None:
        found = analyse_seen(make_journey({"id": "t"}, improvements=[DONE])).improvements[0].check
        assert found is not None
        assert (found.measure, found.proven) == (None, None)


class TestMeasures:
    records = make_measures(speed={"better": "lower", "unit": "s", "target": "2"}, rate={"unit": "%", "target": "70%"})

    def series(self, *evidence: Any, **fields: Any) -> list[Any]:
        journey = make_journey({"id": "t", "after": {"wait": "1 h"}}, {"id": "u"}, **fields)
        return list(analyse_seen(journey, *evidence, records=self.records).measures)

    def test_what_only_the_author_wrote_is_a_series_without_points(self) -> None:
        (found,) = self.series(measures={"rate": "70%"})
        assert (found.points, found.authored, found.target, found.meets_target, found.trend) == ((), 70, 70, True, None)

    def test_values_by_day_and_of_the_evidences_own_day(self) -> None:
        by_day = {"2026-09-30": "3.4 s", "2026-08-31": "3.8"}
        (found,) = self.series(
            saw("analytics", "2026-10-05", measures={"speed": by_day}),
            saw("walk", "2026-10-03", measures={"speed": "2.8 s"}),
        )
        assert [(p.date.isoformat(), p.number, p.evidence.method) for p in found.points] == [
            ("2026-08-31", 3.8, "analytics"), ("2026-09-30", 3.4, "analytics"), ("2026-10-03", 2.8, "walk"),
        ]  # fmt: skip
        assert (found.moment, found.trend, found.meets_target) == ("t", "better", False)

    def test_the_later_evidences_value_of_a_day_stands(self) -> None:
        late = make_evidence("analytics", "2026-10-09", id="a", measures={"rate": {"2026-10-01": "60%"}})
        early = make_evidence("analytics", "2026-10-01", id="z", measures={"rate": "50%"})
        same = make_evidence("analytics", "2026-10-09", id="b", measures={"rate": {"2026-10-01": "61%"}})
        assert [p.number for p in self.series(late, early)[0].points] == [60]
        assert [p.number for p in self.series(same, late, early)[0].points] == [61]

    def test_what_is_later_than_the_edition_or_has_nobody_behind_it_is_left_out(self) -> None:
        assert (
            self.series(
                make_evidence("analytics", "2026-11-02", measures={"rate": {"2026-10-01": "60%"}}),
                make_evidence("analytics", "2026-11-01", measures={"rate": {"2026-11-02": "60%"}}),
                make_evidence("survey", "2026-10-01", measures={"rate": "60%"}, sample="0"),
            )
            == []
        )

    def test_a_measure_is_no_matter_of_the_review_period(self) -> None:
        (found,) = self.series(make_evidence("analytics", "2025-01-01", measures={"rate": "60%"}))
        assert len(found.points) == 1

    @pytest.mark.parametrize(
        ("measure", "values", "trend", "meets"),
        [
            ("speed", ["3", "9", "2"], "better", True),
            ("speed", ["2", "3"], "worse", False),
            ("rate", ["60", "80"], "better", True),
            ("rate", ["80", "60"], "worse", False),
            ("rate", ["70", "90", "70.0000000001"], "same", True),
            ("other", ["1", "2"], "better", None),
        ],
    )
    def test_trend_and_target_by_direction(
        self,
        measure: str,
        values: list[str],
        trend: str,
        meets: bool | None,  # noqa: FBT001 - the expectation
    ) -> None:
        evidence = [make_evidence("analytics", f"2026-10-0{n}", measures={measure: v}) for n, v in enumerate(values, 1)]
        (found,) = self.series(*evidence)
        assert (found.trend, found.meets_target) == (trend, meets)

    def test_order(self) -> None:
        measured = {"measures": {"zeal": "1", "speed": "1"}}
        observations = {"u": measured, "t/after": measured, "t": measured}
        found = self.series(
            make_evidence("analytics", "2026-10-01", measures={"apt": "1", "rate": "1"}, observations=observations),
            measures={"rate": "1", "early": "2"},
        )
        assert [(s.measure.id, s.moment) for s in found] == [
            ("rate", None), ("early", None), ("apt", None), ("speed", "t"), ("zeal", "t"), ("speed", "t/after"),
            ("zeal", "t/after"), ("speed", "u"), ("zeal", "u"),
        ]  # fmt: skip
