"""A real browser and a real server on this machine, for the tests that need both."""

import contextlib
import os
import shutil
import socket
import threading
import time

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def browser_or_skip():
    """Return playwright's entry and the way to a browser; skip, with the reason, where there is none."""
    reason = "no browser tests: pip install 'sp_sim[browser]'"
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    told = os.environ.get("SP_SIM_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.sync_playwright, told


@contextlib.contextmanager
def a_browser():
    """Give a browser; skip where none can be started."""
    start, path = browser_or_skip()
    with start() as play:
        try:
            browser = play.chromium.launch(executable_path=path, args=FLAGS)
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is the reason
            first = str(error).splitlines()[0]
            pytest.skip(f"no chromium here (set SP_SIM_CHROMIUM to one): {first}")
        yield browser
        browser.close()


@contextlib.contextmanager
def a_server(app):
    """Give the address at which the app is served by a thread."""
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(30)


def is_soon_in_focus(page, selector):
    """Fail unless the element has the keyboard's focus, which a script may give it a moment later."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_be_focused()
