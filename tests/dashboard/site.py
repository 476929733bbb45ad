"""A site and its visitors, in one line each."""

import contextlib
import html
import re

from starlette.testclient import TestClient

from sp_sim.dashboard import levers
from sp_sim.dashboard.app import create_app
from sp_sim.dashboard.workshop import Workshop

SMALL = "area=synthetic&practices=1&made=3&weeks=27&pairs=2"
"""A place and a question that are lived in no time."""


def small(more=""):
    """Return the address of a small what-if, with more in it."""
    return f"/what-if?{SMALL}&base=head-office&b=in-practices{more}"


@contextlib.contextmanager
def a_site(uploads=None, workshop=None):
    """Give a client of a new site; `visitor_of` gives others of the same."""
    shop = Workshop(workers=2, in_process=True) if workshop is None else workshop
    app = create_app(workshop=shop, uploads=uploads)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def another_visitor(client):
    """Return a client of the same site with no cookies."""
    return TestClient(client.app, base_url="http://127.0.0.1")


def words(reply):
    """Return what a page says, without its tags."""
    text = re.sub(r"<(script|style).*?</\1>", " ", reply.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def token(client):
    """Return the token of this visitor's forms."""
    return re.search(r'name="token" value="([0-9a-f]+)"', client.get("/where").text)[1]


def send(client, *files, codes="", **more):
    """Send files (name and content) as this visitor."""
    data = {"token": token(client), "codes": codes} | more
    sent = [("files", (name, content, "text/csv")) for name, content in files]
    return client.post("/where/upload", data=data, files=sent)


def another(param):
    """Return a value of a lever that is not its usual one."""
    if param.kind == "choices":
        return ("home",) * param.length
    if param.kind == "choice":
        return next(one for one in param.choices if one != param.default)
    if param.kind == "switch":
        return not param.default
    low, high = param.limits
    usual = levers.shipped("baseline").values[param.key]
    near = min(usual + 1, high) if usual < high else (usual + low) / 2
    return int(near) if param.kind == "count" else near
