"""A design file says what it means, or every problem at once with its line and its remedy."""

import pytest

from sp_sim.errors import Problems
from sp_sim.experiments.design import KINDS
from sp_sim.experiments.design_file import is_design, load_design, shipped
from sp_sim.scenario import paths
from tests.experiments.sweeps import a_design_file

SHIPPED = sorted(shipped().glob("*.yaml"))
FACTORS = "factors:\n  support.supervised_share: {from: 0, to: 1}\n  awareness.start: prior\n"
SOUND = {
    "grid": "kind: grid\nfactors:\n  support.supervised_share: {from: 0, to: 1, steps: 5}\n",
    "latin-hypercube": f"kind: latin-hypercube\npoints: 12\n{FACTORS}",
    "sobol": f"kind: sobol\npoints: 8\nsecond_order: true\n{FACTORS}",
    "morris": f"kind: morris\ntrajectories: 5\nlevels: 6\n{FACTORS}",
    "one-at-a-time": f"kind: one-at-a-time\n{FACTORS}",
    "csv": "kind: csv\nfile: points.csv\n",
}
POINTS = "scenario,workforce.posts,location.site_by_weekday\nbaseline,2,practice|practice|practice|practice|practice\n"


def written(folder, text, points=POINTS):
    (folder / "points.csv").write_text(points, encoding="utf-8")
    path = folder / "design.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(folder, text, points=POINTS):
    with pytest.raises(Problems) as raised:
        load_design(written(folder, text, points))
    return raised.value.problems


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_design_is_sound_and_short(path):
    design = load_design(path.stem)

    assert path.stem == design.name
    assert design.asks.endswith("?")
    assert 0 < design.runs <= 100_000
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40


def test_a_design_of_every_kind_is_shipped():
    assert set(KINDS) == {load_design(path).kind for path in SHIPPED}
    assert "designs" not in paths.names()


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        ("grid", 5),
        ("latin-hypercube", 12),
        ("sobol", 48),
        ("morris", 15),
        ("one-at-a-time", 5),
        ("csv", 1),
    ],
)
def test_a_sound_design_has_its_points(tmp_path, kind, points):
    path = written(tmp_path, SOUND[kind])
    design = load_design(path)

    assert (kind, points, 104, 4) == (design.kind, design.points, design.weeks, design.replications)
    assert is_design(path)
    assert not is_design(paths.shipped() / "baseline.yaml")


def test_points_of_a_csv_are_values_of_their_parameters(tmp_path):
    design = load_design(written(tmp_path, SOUND["csv"]))

    assert ("baseline", 2, ("practice",) * 5) == design.point(0)


def test_a_pattern_is_every_uncertain_parameter_that_fits(tmp_path):
    text = 'kind: morris\ntrajectories: 2\nfactors:\n  burnout.*: prior\n  "*.base": prior\n'
    keys = load_design(written(tmp_path, text.replace('  "*.base": prior\n', ""))).keys

    assert "burnout.base" in keys
    assert all(key.startswith("burnout.") for key in keys)
    assert any("varies burnout.base again" in p.message for p in problems_of(tmp_path, text))


def test_scenarios_and_areas_come_from_the_folder_of_the_design(tmp_path):
    a_design_file(tmp_path)
    (tmp_path / "mine.yaml").write_text("asks: Mine?\nworkforce:\n  posts: 2\n", encoding="utf-8")
    text = "kind: grid\nfactors:\n  scenario: [mine, head-office]\n  area: [village.csv, box]\n"
    design = load_design(written(tmp_path, text))

    assert ["mine", "head-office"] == list(design.scenarios)
    assert ["village.csv", "box"] == list(design.areas)
    assert 4 == design.points


@pytest.mark.parametrize(
    ("text", "line", "said", "remedy"),
    [
        ("factors:\n  awareness.start: prior\n", 1, "is missing", "kind: grid"),
        ("kind: gird\n" + FACTORS, 1, "is no kind of design", 'did you mean "grid"?'),
        (SOUND["grid"] + "pionts: 3\n", 4, "is not a key of a design", "delete the line"),
        (SOUND["grid"] + "points: 3\n", 4, "of latin-hypercube, sobol", "delete the line"),
        (SOUND["grid"] + "weeks: 0\n", 4, "must be a whole number", "write weeks: 104"),
        (SOUND["grid"] + "weeks: many\n", 4, "must be a whole number", "write weeks: 104"),
        (SOUND["grid"] + "name: 3\n", 4, "must be text", "quotation marks"),
        (SOUND["grid"] + "scenario: baselien\n", 4, "names no scenario", 'did you mean "baseline"?'),
        (SOUND["grid"] + "area: gone.csv\n", 4, "names no area file", "area: box"),
        (SOUND["sobol"].replace("true", "maybe"), 3, "must be true or false", "false"),
        (SOUND["sobol"].replace("8", "9"), 2, "has 2, 4, 8, 16", "use 8 or 16"),
        ("kind: sobol\n" + FACTORS, 1, "is missing", "write `points: ...`"),
        ("kind: csv\n", 1, "is missing", "write `file: ...`"),
        ("kind: grid\n", 1, "has nothing to vary", "section.name"),
        ("kind: grid\nfactors: all\n", 2, "must be a group", "indent them"),
        ("kind: grid\nfactors:\n  wages: [1]\n", 3, "is not a parameter", "sp-sim scenario baseline"),
        ("kind: grid\nfactors:\n  posts: [1]\n", 3, "is not a parameter", '"workforce.posts"'),
        ("kind: grid\nfactors:\n  workforce.posts: [1, 1]\n", 3, "has a value twice", "list them"),
        ("kind: grid\nfactors:\n  workforce.posts: []\n", 3, "is empty", "list them"),
        ("kind: grid\nfactors:\n  workforce.posts: [1, two]\n", 3, "must be a whole number", "write"),
        ("kind: grid\nfactors:\n  workforce.posts: 3\n", 3, "must be values, a range or prior", "[low"),
        ("kind: grid\nfactors:\n  workforce.posts: prior\n", 3, "has no prior", "{from"),
        ("kind: grid\nfactors:\n  scenario: baseline\n", 3, "must be a list of names", "[one"),
        ("kind: grid\nfactors:\n  scenario: [baselin]\n", 3, "names no scenario", "did you mean"),
        ("kind: grid\nfactors:\n  awareness.start: {from: 0, to: 1}\n", 3, "says no steps", "steps: 5"),
        ("kind: grid\nfactors:\n  awareness.start: {from: 1, to: 0, steps: 2}\n", 3, "not rise", "exchange"),
        ("kind: grid\nfactors:\n  awareness.start: {from: 0, steps: 2}\n", 3, "no whole range", "to: high"),
        ("kind: grid\nfactors:\n  awareness.start: {from: 0, to: 1, step: 2}\n", 3, "not a word", "steps"),
        ("kind: grid\nfactors:\n  awareness.start: {from: 0, to: 1, steps: 1}\n", 3, "in its limits", "5"),
        ("kind: grid\nfactors:\n  awareness.start: {from: 0, to: 2, steps: 3}\n", 3, "1 or less", "0.02"),
        ("kind: grid\nfactors:\n  location.site_by_weekday: {from: 0, to: 1}\n", 3, "words for", "list"),
        ("kind: grid\nfactors:\n  nothing.*: prior\n", 3, "fits no uncertain", "name one"),
        ("kind: grid\nfactors:\n  burnout.*: [1, 2]\n", 3, "values of its own", "prior"),
        ("kind: csv\nfile: gone.csv\n", 2, "cannot be read", "check the name"),
        ("kind: csv\nfile: 3\n", 2, "must be a name", "points.csv"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line(tmp_path, text, line, said, remedy):
    told = problems_of(tmp_path, text)
    (problem,) = [one for one in told if said in one.message]

    assert line == problem.line
    assert remedy in problem.remedy
    assert problem.rule


@pytest.mark.parametrize(
    ("points", "line", "said"),
    [
        ("", None, "has no points"),
        ("workforce.posts\n", None, "has no points"),
        ("wages\n3\n", 1, "is not a parameter"),
        ("workforce.posts,workforce.posts\n1,2\n", 1, "is there twice"),
        ("workforce.posts\n1\ntwo\n", 3, "must be a whole number"),
        ("workforce.posts\n1\n1,2\n", 3, "has 2 cells, and there are 1 keys"),
        ("scenario\nbaselin\n", 2, "names no scenario"),
    ],
)
def test_what_is_wrong_with_points_is_told_at_their_line(tmp_path, points, line, said):
    told = problems_of(tmp_path, SOUND["csv"], points)

    (problem,) = [one for one in told if said in one.message]
    assert line is None or (line == problem.line and problem.file.endswith("points.csv"))


def test_every_problem_is_told_at_once(tmp_path):
    text = "kind: grid\nweeks: 0\nscenario: no\nfactors:\n  wages: [1]\n  workforce.posts: [x]\n"

    assert [2, 3, 5, 6] == [problem.line for problem in problems_of(tmp_path, text)]


def test_problems_of_a_scenario_that_is_named_are_told_too(tmp_path):
    (tmp_path / "mine.yaml").write_text("workforce:\n  posts: many\n", encoding="utf-8")
    told = problems_of(tmp_path, SOUND["grid"] + "scenario: mine\n")

    assert any(problem.file.endswith("mine.yaml") and problem.line == 2 for problem in told)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "kind: &a grid\n", "kind: [\n"])
def test_what_is_no_yaml_of_ours_is_refused(tmp_path, text):
    assert problems_of(tmp_path, text)


def test_a_design_that_is_not_there_is_refused():
    with pytest.raises(Problems, match='did you mean "what-matters"'):
        load_design("what-maters")
