"""`sp-sim check` and `sp-sim scenario`, from outside."""

import json

import pytest
from click.testing import CliRunner

from sp_sim.cli.check import command as check
from sp_sim.cli.scenario import group as scenario
from sp_sim.errors import Problems


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.yaml").write_text(
        "asks: What if there are nine?\nextends: baseline\nworkforce:\n  posts: 9\n"
    )
    (tmp_path / "bad.yaml").write_text("workforce:\n  posts: 9 posts\n  leave_shar: 0.1\n")
    (tmp_path / "assumes.yaml").write_text(
        "workforce:\n  posts: 9\n  leave_share: 0.2\n"
        "changes:\n  - {week: 26, set: {workforce.posts: 3}}\n"
    )
    return tmp_path


def run(command, *words):
    return CliRunner().invoke(command, words)


def test_check_says_that_good_files_are_good(here):
    result = run(check, "good.yaml", "head-office")

    assert 0 == result.exit_code
    assert ["good.yaml: good (scenario good", "head-office: good (scenario head-office"] == [
        line.split(",")[0] for line in result.stdout.splitlines()
    ]


def test_check_tells_every_problem_of_every_file_and_exits_2(here):
    result = run(check, "bad.yaml", "good.yaml", "absent.yaml")

    assert 2 == result.exit_code
    assert "good.yaml: good" in result.stdout
    assert [
        "bad.yaml:2:10: workforce.posts: must be a whole number (got 9 posts); write 9",
        "    rule: a whole number from 0 to 500 (posts per service)",
        (
            "bad.yaml:3:3: workforce.leave_shar: is not a parameter of workforce;"
            ' did you mean "leave_share"?'
        ),
        "3 problems",
    ] == [
        line
        for line in result.stderr.splitlines()
        if not line.startswith(("absent", "    rule: workforce", "    rule: a scenario is"))
    ]


def test_one_problem_is_one(here):
    assert "1 problem" == run(check, "absent.yaml").stderr.splitlines()[-1]


def test_a_problem_of_a_shared_parent_is_told_once(here):
    (here / "one.yaml").write_text("extends: bad\n")
    (here / "two.yaml").write_text("extends: bad\n")

    assert "2 problems" == run(check, "one.yaml", "two.yaml").stderr.splitlines()[-1]


def test_check_prints_one_document(here):
    result = run(check, "--json", "good.yaml", "bad.yaml")
    told = json.loads(result.stdout)

    assert 2 == result.exit_code
    assert [("good.yaml", "scenario", "good")] == [
        (one["file"], one["kind"], one["name"]) for one in told["files"]
    ]
    assert [("bad.yaml", 2, 10, "write 9"), ("bad.yaml", 3, 3, 'did you mean "leave_share"?')] == [
        tuple(one[name] for name in ("file", "line", "column", "remedy"))
        for one in told["problems"]
    ]


def test_check_reads_areas_too(here):
    from sp_sim.areas.area import load, write

    write(load(None), here / "area.csv")
    (here / "broken.csv").write_text("not,an,area\n1,2,3\n")

    assert "area.csv: good (area " in run(check, "area.csv").stdout
    assert 2 == run(check, "broken.csv").exit_code


def test_explain_tells_who_set_a_value(here):
    result = run(scenario, "explain", "good.yaml", "workforce.posts")

    assert 0 == result.exit_code
    assert (
        "workforce.posts = 9 (posts per service) in good\n  set by        good.yaml:4 (good)\n"
        in (result.stdout)
    )


def test_explain_prints_one_document(here):
    told = json.loads(run(scenario, "explain", "good", "workforce.posts", "--json").stdout)

    assert 9 == told["value"]
    assert [("good.yaml", 9), ("scenarios/baseline.yaml", 0), ("default", 0)] == [
        (one["file"], one["value"]) for one in told["set_by"]
    ]


def test_explain_raises_problems_for_an_unknown_key(here):
    result = run(scenario, "explain", "good", "workforce.post")

    assert isinstance(result.exception, Problems)
    assert 'did you mean "workforce.posts"?' in str(result.exception)


def test_diff_tells_levers_and_assumptions_in_words(here):
    result = run(scenario, "diff", "good", "assumes")

    assert [
        "Levers (somebody may choose them):",
        (
            "  workforce.posts (posts per service): 9 in good, 9, then 3 from week 26 in assumes"
            " (number of link worker posts of the service; 0 takes them from wte_per_50000)"
        ),
        "Assumptions (nobody chooses them):",
        (
            "  workforce.leave_share (share of hours): 0.15 in good, 0.2 in assumes"
            " (share of contracted hours taken as leave)"
        ),
    ] == result.stdout.splitlines()


def test_diff_of_the_two_places_is_one_line(here):
    lines = run(scenario, "diff", "in-practices", "head-office").stdout.splitlines()

    assert 2 == len(lines)
    assert lines[1].startswith(
        "  location.site_by_weekday: practice x5 in in-practices, head_office x5 in head-office ("
    )


def test_diff_of_alike_scenarios_says_so(here):
    assert (
        "baseline and baseline ask the same ("
        in run(scenario, "diff", "baseline", "baseline").stdout
    )


def test_scenarios_of_one_name_are_the_first_and_the_second(here):
    (here / "twin.yaml").write_text("name: good\n")

    assert "9 in the first, 0 in the second" in run(scenario, "diff", "good", "twin").stdout


def test_diff_prints_one_document(here):
    told = json.loads(run(scenario, "diff", "in-practices", "head-office", "--json").stdout)

    assert ("in-practices", "head-office") == (told["base"], told["other"])
    assert ["location.site_by_weekday"] == [one["key"] for one in told["differences"]]


@pytest.mark.parametrize(
    ("name", "file"), [("baseline", "baseline.yaml"), ("schema", "scenario.schema.json")]
)
def test_what_is_published_can_be_printed(checkout, name, file):
    expected = (checkout / "scenarios" / file).read_text(encoding="utf-8")

    assert expected == run(scenario, name).stdout


def test_what_is_published_can_be_written(tmp_path, monkeypatch):
    from sp_sim.scenario import paths

    (tmp_path / "baseline.yaml").write_text("# old\n")
    monkeypatch.setattr(paths, "checkout", lambda: tmp_path)

    result = run(scenario, "baseline", "--write")

    assert 0 == result.exit_code
    assert ["baseline.yaml", "scenario.schema.json"] == sorted(p.name for p in tmp_path.iterdir())
    assert "wrote" in result.stdout


def test_new_starts_a_scenario_that_is_good(here):
    result = run(scenario, "new", "mine")

    assert "mine.yaml is there to be edited; then: sp-sim check mine.yaml\n" == result.stdout
    assert 0 == run(check, "mine.yaml").exit_code


def test_new_does_not_overwrite(here):
    result = run(scenario, "new", "good.yaml")

    assert isinstance(result.exception, Problems)
    assert "good.yaml: is there already" in str(result.exception)
