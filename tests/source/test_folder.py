"""Which files are read, what they are called, and what happens to the rest when some have errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook.problems import format_problems
from journeybook.source import load
from journeybook.source.journeys import FIRST_JOURNEY

if TYPE_CHECKING:
    from conftest import Content


def test_a_bad_file_hides_no_other_file(sound: Content) -> None:
    sound.write("journeys/a.yml", "title: [\n")
    sound.write("journeys/b.yml", "title: x: y\n")
    sound.write("organization/words.yml", "- a\n")
    handbook, problems = sound.load()
    assert [(p.span.file, p.code) for p in problems] == [
        ("content/journeys/a.yml", "yaml-syntax"),
        ("content/journeys/b.yml", "yaml-syntax"),
        ("content/organization/words.yml", "wrong-kind"),
    ]
    assert list(handbook.journeys) == ["buying/first-bill"]
    assert handbook.unreadable == {"a": "content/journeys/a.yml", "b": "content/journeys/b.yml"}


def test_a_journey_whose_reference_is_wrong_is_unreadable_too(sound: Content) -> None:
    sound.write_journey(top="owner: nobody")
    handbook, _ = sound.load()
    assert handbook.unreadable == {"buying/new-phone": "content/journeys/buying/new-phone.yml"}
    assert "buying/new-phone" not in handbook.journeys


def test_references_to_an_unreadable_journey_are_not_checked(content: Content) -> None:
    content.write_journey("feels: 9", name="broken")
    content.write_journey("caused_by: [broken#whatever]", top="replaced_by: broken", name="sound")
    assert content.codes() == ["feeling-out-of-range"]


def test_references_into_a_file_with_errors_are_not_checked(content: Content) -> None:
    content.write("organization/teams.yml", "retail: {nme: Retail}\n")
    content.write_journey("owner: care")
    assert content.codes() == ["unknown-key"]


@pytest.mark.parametrize("text", ["{", "\t", "a: b: c", "retail: x: y"])
def test_nor_into_a_file_that_is_no_yaml(text: str, content: Content) -> None:
    content.write("organization/teams.yml", text)
    content.write_journey("owner: care")
    assert len(content.codes()) == 1


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n"])
def test_without_records_any_id_is_taken(text: str | None, content: Content) -> None:
    if text is not None:
        content.write("organization/teams.yml", text)
    content.write_journey("owner: care")
    assert content.handbook().label("team", "care") == "Care"


@pytest.mark.parametrize("folder", ["", "journeys", "organization"])
def test_no_journeys_is_an_error_with_the_first_journey_in_it(folder: str, content: Content) -> None:
    (content.path / folder).mkdir(parents=True)
    problem = content.problem()
    assert (problem.code, str(problem.span)) == ("no-journeys", "content/journeys:1:1")
    assert FIRST_JOURNEY in (problem.help or "")


def test_the_first_journey_that_is_shown_can_be_read(content: Content) -> None:
    content.write("journeys/new-phone.yml", FIRST_JOURNEY)
    assert list(content.handbook().journeys) == ["new-phone"]


def test_journeys_come_in_the_order_of_their_paths(content: Content) -> None:
    for name in ("using/z", "buying-more/a", "buying/b", "buying/a", "a"):
        content.write_journey(name=name)
    assert list(content.handbook().journeys) == ["a", "buying/a", "buying/b", "buying-more/a", "using/z"]


def test_what_is_no_journey_is_left_alone(content: Content) -> None:
    content.write_journey()
    for name in (".hidden.yml", ".git/x.yml", "notes.md", "draft.ymll", "x.yml~", "table.csv"):
        content.write(f"journeys/{name}", "nothing of ours")
    assert list(content.handbook().journeys) == ["buying/new-phone"]


def test_both_endings_are_read(content: Content) -> None:
    content.write_journey().rename(content.path / "journeys" / "buying" / "new-phone.yaml")
    content.write("organization/teams.yaml", "care: {name: Care}\n")
    content.write("organization/settings.yml", "warnings: {no-owner: off, unused-record: off}\n")
    handbook = content.handbook()
    assert list(handbook.journeys) == ["buying/new-phone"]
    assert list(handbook.teams) == ["care"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("team.yml", "did you mean `teams.yml`?"),
        ("Teams.yml", "did you mean `teams.yml`?"),
        ("teams.YML", "did you mean `teams.yml`?"),
        ("improvement.yml", "did you mean `improvements.yml`?"),
        ("index.yml", "known files: personas.yml, channels.yml"),
        ("uk/shops.yml", "known files: personas.yml, channels.yml"),
    ],
)
def test_other_files_of_the_organization_are_errors(name: str, hint: str, content: Content) -> None:
    content.write_journey()
    content.write(f"organization/{name}", "care: {name: Care}\n")
    problem = content.problem()
    assert problem.code == "unknown-file"
    assert (problem.help or "").startswith(hint)


def test_a_file_of_the_organization_may_hold_more_than_a_journey(content: Content) -> None:
    content.write_journey()
    content.write("organization/words.yml", "".join(f"word-{n}: What it means.\n" for n in range(60_000)))
    assert len(content.handbook().words) == 60_000


def test_two_files_of_a_kind_are_an_error_that_names_both(content: Content) -> None:
    content.write_journey()
    content.write("organization/teams.yml", "")
    content.write("organization/teams.yaml", "")
    problem = content.problem()
    assert problem.code == "duplicate-file"
    assert {problem.span.file, problem.notes[0].span.file} == {
        "content/organization/teams.yml",
        "content/organization/teams.yaml",
    }


def test_links_that_lead_out_of_the_content_are_not_followed(content: Content) -> None:
    elsewhere = content.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.yml").write_text("title: Secret\n", encoding="utf-8")
    content.write_journey(name="real")
    folder = content.path / "journeys"
    (folder / "secret.yml").symlink_to(elsewhere / "secret.yml")
    (folder / "everything").symlink_to(elsewhere, target_is_directory=True)
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "same.yml").symlink_to(folder / "real.yml")
    handbook, problems = content.load()
    assert sorted(handbook.journeys) == ["real", "same"]
    assert [(p.code, Path(p.span.file).name) for p in problems] == [
        ("link-not-followed", "again"), ("link-not-followed", "everything"), ("link-not-followed", "secret.yml"),
    ]  # fmt: skip


def test_folders_of_ours_beside_the_content_are_a_doubt(content: Content) -> None:
    content.write_journey()
    for name in ("evidence/2026/walk.yml", "journeys/notes.md", "organization/.hidden.yml", "elsewhere/walk.yml"):
        content.write(f"../{name}", "journey: new-phone\n")
    problem = content.problem()
    assert (problem.code, problem.severity, problem.span.file) == ("folder-not-read", "warning", "evidence")
    assert problem.help == "move what is in it to content/evidence"
    content.write("organization/settings.yml", "warnings: {folder-not-read: off}\n")
    assert content.codes() == []


def test_nothing_lies_beside_content_that_is_the_root(content: Content) -> None:
    content.write_journey(top="owner: retail")
    content.write("../evidence/walk.yml", "journey: new-phone\n")
    assert load(content.path, root=content.path)[1] == ()
    (content.root / "evidence" / "walk.yml").unlink()
    (content.root / "evidence").rmdir()
    content.write_evidence("finds-us: {feels: 1}")
    (content.root / "evidence").symlink_to(content.path / "evidence", target_is_directory=True)
    assert content.codes() == []


def test_an_image_behind_a_link_that_leads_out_is_outside(content: Content) -> None:
    (content.root / "secret.png").write_bytes(b"")
    content.write_journey("image: {file: shot.png, alt: x}")
    (content.path / "shot.png").symlink_to(content.root / "secret.png")
    assert content.codes() == ["image-outside"]


def test_files_outside_the_root_are_named_in_full(content: Content, tmp_path: Path) -> None:
    content.write("journeys/a.yml", "")
    _, problems = load(content.path, root=tmp_path / "site")
    assert problems[0].span.file == (tmp_path / "content/journeys/a.yml").as_posix()


def test_files_are_named_from_the_working_directory_by_default(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.write("journeys/a.yml", "")
    monkeypatch.chdir(content.root)
    _, problems = load(Path("content"))
    assert problems[0].span.file == "content/journeys/a.yml"


def test_settings_silence_warnings_and_no_errors(sound: Content) -> None:
    sound.write_journey("feels: 9")
    sound.write("organization/settings.yml", "warnings: {unused-record: off}\n")
    assert sound.codes() == ["feeling-out-of-range"]
    sound.write("organization/settings.yml", "warnings: {unused-record: on}\n")
    sound.write_journey()
    assert set(sound.codes()) == {"no-owner", "unused-record"}


def test_drafts_and_retired_journeys_need_no_owner(sound: Content) -> None:
    sound.write("organization/settings.yml", "warnings: {unused-record: off}\n")
    for status in ("draft", "retired"):
        sound.write_journey(top=f"status: {status}")
        assert sound.codes() == []


def test_problems_are_the_same_each_time(sound: Content) -> None:
    for golden in sorted((Path(__file__).parent / "problems").glob("journey-*.yml")):
        sound.write(f"journeys/{golden.stem}.yml", golden.read_bytes())
    first = format_problems(sound.load()[1])
    assert first == format_problems(sound.load()[1])
    assert first.count("error:") > 100
