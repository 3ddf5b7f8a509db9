"""`journeybook walk`, as an author meets it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from journeybook.cli import main
from journeybook.source import load

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = """\
title: "Buying bread: the whole way"
owner: counter
formerly: [shopping/bread]
personas: [regular, stranger]
stages:
  - name: In the shop
    touchpoints:
      - id: queues
        name: Queues
        owner: counter
        channel: {regular: shop, stranger: web}
        does: "Looks at the clock, and at the loaves\\u2028behind"
        questions:
          - "Is there a \\"next\\" sign: yes?"
          - Was it warm?
      - id: pays
        name: Pays
        owner: counter
        channel: shop
"""
CHANNELS = 'shop: {standards: ["Was it warm?", "Was the \\u2028 sum said?"]}\nweb: {standards: Is the price there?}\n'
FILLED = """\
# as it came
journey: shopping/bread
method: mystery-shop
date: 2026-08-01
observations:
  queues: {feels: -1, note: Twelve people}
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786406400")  # 2026-08-11
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "content/journeys/buying/bread.yml", JOURNEY)
    write(tmp_path / "content/organization/channels.yml", CHANNELS)
    write(tmp_path / "content/organization/teams.yml", "counter:\n")
    return tmp_path / "content"


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def run(*arguments: str, given: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments, input=given)
    return done.exit_code, done.output


def files_of(content: Path) -> list[str]:
    return sorted(p.relative_to(content).as_posix() for p in content.rglob("*.yml") if "evidence" in p.parts)


@pytest.mark.parametrize("method", ["walk", "mystery-shop", "gemba", "interview", "survey"])
def test_a_made_file_passes_the_check_with_the_one_doubt_that_nothing_is_observed(content: Path, method: str) -> None:
    code, said = run("walk", "buying/bread", "--method", method, "--date", "2026-08-10", "--by", "counter")
    assert code == 0, said
    assert f"content/evidence/buying/bread/2026-08-10-{method}.yml is made" in said
    assert files_of(content) == [f"evidence/buying/bread/2026-08-10-{method}.yml"]
    code, said = run("check")
    assert code == 0, said
    assert "[nothing-observed]" in said
    assert said.count("warning:") == 1


def test_it_names_every_touchpoint_every_wait_and_every_question(content: Path) -> None:
    assert run("walk", "buying/bread", "--date", "2026-08-10", "--persona", "regular")[0] == 0
    text = (content / "evidence/buying/bread/2026-08-10-walk.yml").read_text(encoding="utf-8")
    assert "persona: regular\n" in text
    assert "\n  # Queues: Looks at the clock, and at the loaves behind\n  queues:\n    feels:\n    expected:\n" in text
    assert "\n  queues/after:\n    feels:\n    took:\n    note:\n" in text
    assert "pays/after" not in text, "nobody waits after the end"
    questions = ('Is there a \\"next\\" sign: yes?', "Was it warm?", "Was the \\u2028 sum said?")
    assert "".join(f'      "{question}":\n' for question in questions) in text
    assert "Is the price there?" not in text, "a regular does not meet us on the web"


def test_what_is_filled_in_arrives(content: Path) -> None:
    assert run("walk", "buying/bread", "--date", "2026-08-10")[0] == 0
    file = content / "evidence/buying/bread/2026-08-10-walk.yml"
    text = file.read_text(encoding="utf-8")
    for empty, filled in (
        ("  queues:\n    feels:", "  queues:\n    feels: -2"),
        ("    expected:", "    expected: false"),
        ('sign: yes?":', 'sign: yes?": no'),
        ('\\u2028 sum said?":', '\\u2028 sum said?": yes'),
        ("  queues/after:\n    feels:\n    took:", "  queues/after:\n    feels: 1\n    took: 1 h 20 min"),
    ):
        assert empty in text
        text = text.replace(empty, filled, 1)
    file.write_text(text, encoding="utf-8")
    code, said = run("check")
    assert (code, "warning" in said) == (0, False), said
    handbook, _ = load(content)
    (evidence,) = handbook.evidence.values()
    assert list(evidence.observations) == ["queues", "queues/after"]
    seen = evidence.observations["queues"]
    assert (seen.feels, seen.expected) == (-2, False)
    assert seen.answers == {'Is there a "next" sign: yes?': "no", "Was the \u2028 sum said?": "yes"}
    assert evidence.observations["queues/after"].took == 4800


def test_gemba_asks_for_no_feeling_and_a_survey_for_how_many(content: Path) -> None:
    for method in ("gemba", "survey"):
        assert run("walk", "buying/bread", "--date", "2026-08-10", "--method", method)[0] == 0
    folder = content / "evidence/buying/bread"
    assert "    feels:\n" not in (folder / "2026-08-10-gemba.yml").read_text(encoding="utf-8")
    assert "\nsample: 0\n" in (folder / "2026-08-10-survey.yml").read_text(encoding="utf-8")


def test_nothing_is_overwritten_and_today_is_the_day(content: Path) -> None:
    day = dt.datetime.now().astimezone().date().isoformat()
    for _ in range(3):
        assert run("walk", "journeys/buying/bread.yml")[0] == 0
    found = files_of(content)
    if len({name[len("evidence/buying/bread/") :][:10] for name in found}) == 1:  # not across midnight
        assert found == [f"evidence/buying/bread/{day}-walk{n}.yml" for n in ("-2", "-3", "")]


def test_an_earlier_id_of_the_journey_will_do(content: Path) -> None:
    assert run("walk", "shopping/bread", "--date", "2026-08-10")[0] == 0
    assert files_of(content) == ["evidence/buying/bread/2026-08-10-walk.yml"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("buying/bred",), "there is no journey buying/bred; did you mean `buying/bread`?"),
        (("buying/bread", "--by", "countr"), "there is no team countr; did you mean `counter`?"),
        (("buying/bread", "--persona", "regulr"), "no persona regulr; did you mean `regular`?"),
        (
            ("buying/bread", "--persona", "first-timer"),
            "the journey buying/bread has no persona first-timer; known personas of this journey: regular, stranger",
        ),
        (("buying/bread", "--method", "review"), "'review' is not one of"),
        (("buying/bread", "--date", "3.10.2026"), "3.10.2026 is not a date: write year, month and day: `2026-10-03`"),
        (("buying/bread", "--date", "31.2.2026"), "write year, month and day: `2026-10-03`"),
        (("buying/bread", "--date", "today"), "today is not a date"),
        (("buying/bread", "--replace"), "one of them, and with a file"),
        ((), "name the journey"),
    ],
)
def test_what_is_not_known_is_said_with_the_way_out(content: Path, arguments: tuple[str, ...], expected: str) -> None:
    code, said = run("walk", *arguments)
    assert code != 0
    assert expected in said
    assert files_of(content) == []


def test_other_broken_files_do_not_matter_and_the_own_one_does(content: Path) -> None:
    write(content / "journeys/broken.yml", "titel: x\n")
    write(content / "evidence/broken.yml", "journey: x\n")
    assert run("walk", "buying/bread", "--date", "2026-08-10")[0] == 0
    filled = write(content.parent / "walk.yml", FILLED)
    assert run("walk", "--from", str(filled))[0] == 0
    code, said = run("walk", "broken")
    assert code == 1
    assert "content/journeys/broken.yml:1:1: error: unknown key `titel`" in said
    assert "mend them first" in said


def test_a_sound_file_goes_to_its_place_byte_for_byte(content: Path) -> None:
    filled = content.parent / "my walk.yml"
    filled.write_bytes(FILLED.replace("\n", "\r\n").encode())
    code, said = run("walk", "--from", str(filled))
    assert code == 0, said
    place = content / "evidence/buying/bread/2026-08-01-mystery-shop.yml"
    assert "is sound and in its place" in said
    assert place.read_bytes() == filled.read_bytes()
    assert filled.exists()


def test_a_second_one_gets_a_number_and_the_same_one_does_not_count_twice(content: Path) -> None:
    assert run("walk", "--from", "-", given=FILLED)[0] == 0
    code, said = run("walk", "--from", "-", given=FILLED)
    assert (code, said) == (0, "content/evidence/buying/bread/2026-08-01-mystery-shop.yml holds the same already\n")
    corrected = FILLED + "  pays: {feels: 1}\n"
    assert run("walk", "buying/bread", "--from", "-", "--another", given=corrected)[0] == 0
    names = ["2026-08-01-mystery-shop-2.yml", "2026-08-01-mystery-shop.yml"]
    assert files_of(content) == [f"evidence/buying/bread/{name}" for name in names]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("queues:", "queus:"), "did you mean `queues`?"),
        (("feels: -1", "feels: -3"), "[feeling-out-of-range]"),
        (("mystery-shop", "gemba"), "`feels` does not go with the method gemba"),
        (("shopping/bread", "buying/milk"), "unknown journey `buying/milk`"),
        (("date: 2026-08-01\n", ""), "[missing-key]"),
        (("{feels", "{ {feels"), "[yaml-syntax]"),
    ],
)
def test_an_unsound_file_stays_out_with_the_words_of_the_check(
    content: Path, change: tuple[str, str], expected: str
) -> None:
    text = FILLED.replace(*change)
    assert text != FILLED
    filled = write(content.parent / "mine.yml", text)
    code, said = run("walk", "--from", str(filled))
    assert code == 1
    assert expected in said
    assert f"{filled}:" in said
    assert files_of(content) == []
    write(content / "evidence/mine.yml", text)
    assert run("check")[1].startswith(said.replace(str(filled), "content/evidence/mine.yml")), "word for word"


def test_a_file_about_another_journey_than_the_named_one_is_refused(content: Path) -> None:
    write(content / "journeys/buying/milk.yml", JOURNEY.replace("formerly: [shopping/bread]\n", ""))
    code, said = run("walk", "buying/milk", "--from", "-", given=FILLED)
    assert code == 1
    assert "is about the journey buying/bread, not buying/milk" in said
    assert files_of(content) == []


@pytest.mark.parametrize("told", [("--method", "survey"), ("--date", "2026-08-02"), ("--by", "counter")])
def test_what_a_filled_file_says_itself_is_not_told_beside_it(content: Path, told: tuple[str, str]) -> None:
    code, said = run("walk", "--from", "-", *told, given=FILLED)
    assert code == 2
    assert "says itself which method, date, team and persona" in said
    assert files_of(content) == []


def test_a_doubt_is_said_and_does_not_keep_it_out(content: Path) -> None:
    code, said = run("walk", "--from", "-", given=FILLED.replace("Twelve people", "Ask ann@bread.example"))
    assert code == 0, said
    assert "standard input:6:" in said
    assert "[personal-data]" in said
    assert "mystery-shop.yml is in its place, with 1 doubt that a strict build does not take\n" in said
    assert len(files_of(content)) == 1


def test_a_journey_with_errors_takes_no_evidence(content: Path) -> None:
    write(content / "journeys/buying/bread.yml", JOURNEY.replace("owner", "onwer"))
    code, said = run("walk", "--from", "-", given=FILLED.replace("shopping/", "buying/"))
    assert code == 1
    assert "has errors of its own" in said
    assert files_of(content) == []


def test_a_file_that_is_in_its_place_is_not_taken_in_again(content: Path) -> None:
    file = write(content / "evidence/a.yml", FILLED)
    code, said = run("walk", "--from", str(file))
    assert code == 1
    assert "is among the evidence already" in said
    assert files_of(content) == ["evidence/a.yml"]


def test_a_method_may_be_written_in_capitals(content: Path) -> None:
    assert run("walk", "buying/bread", "--method", "Gemba", "--date", "2026-08-10")[0] == 0
    assert files_of(content) == ["evidence/buying/bread/2026-08-10-gemba.yml"]


def test_a_persona_of_a_journey_without_any_is_left_out(content: Path) -> None:
    bare = JOURNEY.replace("personas: [regular, stranger]\n", "").replace("{regular: shop, stranger: web}", "shop")
    write(content / "journeys/buying/bread.yml", bare)
    code, said = run("walk", "buying/bread", "--persona", "regular")
    assert (code, said) == (1, "Error: the journey buying/bread has no personas: leave --persona out\n")


PLACE = "evidence/buying/bread/2026-08-01-mystery-shop.yml"
CORRECTED = FILLED.replace("Twelve", "Thirteen")


def test_a_corrected_one_does_not_count_twice(content: Path) -> None:
    place = content / PLACE
    assert run("walk", "--from", "-", given=FILLED)[0] == 0
    code, said = run("walk", "--from", "-", given=CORRECTED)
    assert code == 1
    assert f"content/{PLACE} is from the same day, method, team and persona: --replace puts" in said
    assert place.read_text(encoding="utf-8") == FILLED
    code, said = run("walk", "--from", "-", "--replace", given=CORRECTED)
    assert (code, said) == (0, f"content/{PLACE} is sound and in its place\n")
    assert place.read_text(encoding="utf-8") == CORRECTED
    assert files_of(content) == [PLACE]


def test_one_that_only_looks_otherwise_is_no_doubt_when_it_replaces_the_other(content: Path) -> None:
    assert run("walk", "--from", "-", given=FILLED)[0] == 0
    other = FILLED.replace("# as it came", "# as it went")
    code, said = run("walk", "--from", "-", given=other)
    assert (code, "twice-observed" in said) == (1, False)
    code, said = run("walk", "--from", "-", "--replace", given=other)
    assert (code, said) == (0, f"content/{PLACE} is sound and in its place\n")
    assert files_of(content) == [PLACE]
    code, said = run("walk", "--from", "-", "--another", given=FILLED)
    assert "[twice-observed]" in said
    assert "with 1 doubt" in said


def test_the_one_to_correct_is_found_under_any_name(content: Path) -> None:
    place = write(content / "evidence/first.yml", FILLED)
    assert run("walk", "--from", "-", given=FILLED)[1] == "content/evidence/first.yml holds the same already\n"
    assert run("walk", "--from", "-", "--replace", given=CORRECTED)[0] == 0
    assert files_of(content) == ["evidence/first.yml"]
    assert place.read_text(encoding="utf-8") == CORRECTED


def test_it_is_not_guessed_which_of_two_is_corrected(content: Path) -> None:
    assert run("walk", "--from", "-", given=FILLED)[0] == 0
    assert run("walk", "--from", "-", "--another", given=CORRECTED)[0] == 0
    before = files_of(content)
    for told in ((), ("--replace",)):
        code, said = run("walk", "--from", "-", *told, given=FILLED + "  pays: {feels: 1}\n")
        assert code == 1
        assert "mystery-shop-2.yml are from the same day" in said or "mystery-shop.yml are from the same day" in said
    assert files_of(content) == before


@pytest.mark.parametrize(
    "change",
    [("-01\n", "-02\n"), ("mystery-shop", "walk"), ("date", "by: counter\ndate"), ("date", "persona: regular\ndate")],
)
def test_another_day_method_team_or_persona_is_another_one(content: Path, change: tuple[str, str]) -> None:
    assert run("walk", "--from", "-", given=FILLED)[0] == 0
    other = FILLED.replace(*change)
    assert other != FILLED
    code, said = run("walk", "--from", "-", "--replace", given=other)
    assert code == 1
    assert "nothing is in place from that day, method, team and persona: leave --replace out" in said
    code, said = run("walk", "--from", "-", given=other)
    assert code == 0, said
    assert len(files_of(content)) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("```yaml\n", "```\n"), ("\n\n```\n\n", "\n```\n\n \n"), ("```yaml\n", ""), ("", "```"),
        ("\ufeff````yml \n", "````"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_paste_is_taken_without_its_fences(content: Path, before: str, after: str, line_end: str) -> None:
    pasted = content.parent / "paste.txt"
    pasted.write_bytes((before + FILLED + after).replace("\n", line_end).encode())
    code, said = run("walk", "--from", str(pasted))
    assert code == 0, said
    assert (content / PLACE).read_bytes() == FILLED.replace("\n", line_end).encode()


def test_what_is_wrong_in_a_paste_is_named_where_it_stands(content: Path) -> None:
    wrong = "\n```yaml\n" + FILLED.replace("feels: -1", "feels: -3") + "```\n"
    code, said = run("walk", "--from", "-", given=wrong)
    assert code == 1
    assert "standard input:8:" in said
    assert said.count("error:") == 1
    assert files_of(content) == []


def test_fences_within_a_text_stay(content: Path) -> None:
    text = FILLED + "notes: |\n  ```\n  the receipt\n  ```\n"
    assert run("walk", "--from", "-", given=text)[0] == 0
    assert (content / PLACE).read_text(encoding="utf-8") == text
