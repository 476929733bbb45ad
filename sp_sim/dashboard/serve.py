"""`sp-sim serve`: the pages, for this machine unless said otherwise."""

from __future__ import annotations

from importlib.util import find_spec

import click

from sp_sim.errors import Problem, Problems

NEEDED = ("starlette", "jinja2", "uvicorn", "python_multipart")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Whom to listen for.")
@click.option(
    "--name", "names", multiple=True, metavar="HOSTNAME",
    help="A name under which others reach this machine; needed where HOST is not loopback.",
)  # fmt: skip
def command(port: int, host: str, names: tuple[str, ...]) -> None:
    """Ask what if in a browser; stop with Ctrl-C.

    Only this machine can see the pages unless HOST is another address. There is no log-in: on a
    network, put it behind something that has one, and that speaks HTTPS.
    """
    check_installed()
    if host not in LOOPBACK and not names:
        message = f"--host {host} lets others in: say under which --name they reach this machine"
        raise click.UsageError(message)
    import uvicorn  # noqa: PLC0415 - only when pages are served

    from sp_sim.dashboard.app import create_app  # noqa: PLC0415 - as above

    click.echo(f"sp_sim is at http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    hosts = (*LOOPBACK, *names)
    uvicorn.run(
        create_app(hosts=hosts), host=host, port=port, log_level="warning", server_header=False,
        limit_concurrency=200, timeout_keep_alive=15,
    )  # fmt: skip


def check_installed(needed: tuple[str, ...] = NEEDED) -> None:
    """Raise `Problems` where the parts that serve pages are not installed."""
    lacking = [name for name in needed if find_spec(name) is None]
    if lacking:
        problem = Problem(
            file="sp-sim serve", message=f"the dashboard needs {', '.join(lacking)}",
            rule="the dashboard's own parts are an extra, so that others need not install them",
            remedy="install them: pip install 'sp_sim[dashboard]'",
        )  # fmt: skip
        raise Problems([problem])
