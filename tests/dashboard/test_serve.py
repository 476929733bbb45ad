import pytest

from sp_sim.cli.main import main
from sp_sim.dashboard import serve
from sp_sim.errors import Problems


def test_without_the_extra_it_says_how_to_install_it():
    with pytest.raises(Problems) as caught:
        serve.check_installed(("starlette", "no_such_part"))

    assert "no_such_part" in str(caught.value)
    assert "pip install 'sp_sim[dashboard]'" in str(caught.value)


def test_others_are_let_in_only_under_a_name(capsys):
    assert 2 == main(["serve", "--host", "0.0.0.0"])  # noqa: S104 - it is refused

    assert "--name" in capsys.readouterr().err


def test_a_port_that_cannot_be_is_refused(capsys):
    assert 2 == main(["serve", "--port", "0"])
