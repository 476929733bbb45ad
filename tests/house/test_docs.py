"""What is written is true: the ODD is current, commands exist, links lead somewhere."""

import re
import shlex
import subprocess
import sys
import tomllib

import pytest
from click.testing import CliRunner

import sp_sim
from sp_sim.cli.docs import group
from sp_sim.docs import odd
from sp_sim.docs.markdown import table
from sp_sim.draws import Decision
from sp_sim.errors import CouldNotFinishError
from sp_sim.mechanisms.registry import PARAMETERS
from sp_sim.mechanisms.week import WEEK
from tests.house.source import CHECKOUT, project_files, told

README = CHECKOUT / "README.md"
GROUPS = {"scenario", "area", "docs", "results"}
LINK = re.compile(r"\]\(([^)\s#]+)[^)]*\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [p for p in project_files() if p.suffix == ".md" and p.parent.name != "prose"]


def blocks(text, *languages):
    return [body for language, body in BLOCK.findall(text) if language in languages]


def commands(text):
    """Return the `sp-sim` commands of a text's code blocks, as words after the program's name."""
    lines = "\n".join(blocks(text, "", "bash", "sh", "console")).replace("\\\n", " ").splitlines()
    found = [
        re.sub(r"^.*?\bsp-sim\s+", "", line) for line in lines if re.search(r"\bsp-sim\s", line)
    ]
    return [shlex.split(line, comments=True) for line in found]


def faults(words):
    """Return what is wrong with a command: it is unknown, or does not know an option."""
    names = words[: 2 if words[0] in GROUPS else 1]
    program = (
        f"import sys; sys.argv = {['sp-sim', *names, '--help']!r}; "
        "from sp_sim.cli.main import main; sys.exit(main())"
    )
    helped = subprocess.run(
        [sys.executable, "-c", program], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if helped.returncode != 0:
        return [f"sp-sim {' '.join(names)} is not a command"]
    known = set(re.findall(r"--[a-z][\w-]*", helped.stdout))
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    return [f"sp-sim {' '.join(names)} knows no {option}" for option in sorted(options - known)]


def dead_links(path, text):
    targets = [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]
    return [target for target in targets if not (path.parent / target).exists()]


def test_the_odd_is_current():
    kept = (CHECKOUT / "sp_sim" / "docs" / "odd.md").read_text(encoding="utf-8")

    assert kept == odd.odd(), "stale: run `sp-sim docs odd --write`"


def test_the_odd_has_the_seven_elements_in_order():
    headings = re.findall(r"^## (\d)\. (.+)$", odd.odd(), re.MULTILINE)

    assert [str(number) for number in range(1, 8)] == [number for number, _ in headings]
    assert headings[0][1] == "Purpose and patterns"
    assert headings[6][1] == "Submodels"


def test_the_odd_is_printed_on_request():
    told = CliRunner().invoke(group, ["odd"])

    assert told.exit_code == 0
    assert odd.odd() == told.output


def test_the_odd_is_written_whole(tmp_path):
    written = odd.write(tmp_path)

    assert [written] == list(tmp_path.iterdir())
    assert odd.odd() == written.read_text(encoding="utf-8")


def test_where_the_odd_cannot_be_written_it_says_so(tmp_path):
    with pytest.raises(CouldNotFinishError, match=r"odd\.md could not be written: No such file"):
        odd.write(tmp_path / "gone")


def test_every_mechanism_and_parameter_is_in_the_odd():
    text = odd.odd()

    assert [] == [key for key in PARAMETERS if f"`{key}`" not in text]
    assert [] == [phase.name for phase in WEEK if f"| {phase.name} |" not in text]
    assert [] == [decision.name for decision in Decision if f"`{decision.name}`" not in text]


def test_bars_in_a_cell_do_not_break_a_table():
    assert table(("a", "b"), [("x | y", "two\nlines")]) == (
        "| a | b |\n| --- | --- |\n| x \\| y | two lines |"
    )


@pytest.mark.parametrize("words", commands(README.read_text(encoding="utf-8")), ids=" ".join)
def test_a_command_of_the_readme_exists(words):
    assert [] == faults(words)


def test_the_readme_tells_how_to_install_and_to_test():
    text = README.read_text(encoding="utf-8")

    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'" in text
    assert ".venv/bin/pytest" in text


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["fly"], "sp-sim fly is not a command"),
        (["docs", "even"], "sp-sim docs even is not a command"),
        (["docs", "odd", "--loud"], "sp-sim docs odd knows no --loud"),
    ],
)
def test_a_command_that_does_not_exist_would_be_found(words, fault):
    assert [fault] == faults(words)


def test_commands_are_found_in_code_blocks_only():
    text = "run `sp-sim fly`\n```bash\n.venv/bin/sp-sim docs odd --write  # so\npytest\n```\n"

    assert [["docs", "odd", "--write"]] == commands(text)


def test_the_python_of_the_readme_uses_public_names():
    python = "\n".join(blocks(README.read_text(encoding="utf-8"), "python"))
    used = set(re.findall(r"\bsp_sim\.(\w+)", python))

    assert set() == {name for name in used if not hasattr(sp_sim, name)}


@pytest.mark.parametrize("path", PAGES, ids=told)
def test_links_lead_somewhere(path):
    assert [] == dead_links(path, path.read_text(encoding="utf-8"))


def test_a_dead_link_would_be_found():
    text = "[a](README.md) [b](gone.md#here) [c](https://example.org)"

    assert ["gone.md"] == dead_links(README, text)


def test_one_version_is_told_everywhere():
    with (CHECKOUT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    citation = (CHECKOUT / "CITATION.cff").read_text(encoding="utf-8")
    changes = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert version == sp_sim.__version__
    assert f"\nversion: {version}\n" in citation
    assert version == re.search(r"^## (\S+)", changes, re.MULTILINE).group(1)
