"""What is committed says nothing of the machine or the network that it was made on."""

import re

import pytest

from tests.house.source import project_files, told

HOSTS = [
    "pypi" + ".org",
    "python" + "hosted",
    "conda." + "anaconda",
    "npm" + "js",
    "proxy.go" + "lang",
]
PLACES = ["/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/", "/ro" + "ot/", "C:" + "\\\\Users"]
GIVEAWAY = re.compile("|".join([*map(re.escape, HOSTS), *(rf"(?<![\w.]){p}" for p in PLACES)]))
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
    ".csv",
    ".json",
    ".cff",
    ".ipynb",
    ".sh",
    "",
}


def giveaways(text):
    return [text[max(0, m.start() - 30) : m.end() + 30] for m in GIVEAWAY.finditer(text)]


@pytest.mark.parametrize("path", [p for p in project_files() if p.suffix in TEXT], ids=told)
def test_a_file_names_no_machine_and_no_registry(path):
    assert [] == giveaways(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("giveaway", [*HOSTS, *(f" {p}x" for p in PLACES[:4]), " C:\\Users\\me"])
def test_a_machine_or_a_registry_would_be_found(giveaway):
    assert giveaways(f"see {giveaway} for more")


def test_an_address_on_the_web_is_no_machine():
    assert [] == giveaways("https://example.org/ho" + "me/page")


def test_pinned_versions_are_exact():
    (path,) = [p for p in project_files() if told(p) == ".ci/constraints.txt"]
    lines = path.read_text(encoding="utf-8").splitlines()

    assert lines
    assert [] == [
        line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)
    ]
