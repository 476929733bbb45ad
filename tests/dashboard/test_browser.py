import re

import pytest

from sp_sim.dashboard import levers
from sp_sim.dashboard.app import create_app
from sp_sim.dashboard.workshop import Workshop
from tests.dashboard.browser import a_browser, a_server, is_soon_in_focus
from tests.dashboard.site import SMALL, another

pytestmark = pytest.mark.browser

BOTH = f"{SMALL}&base=head-office&b=in-practices"
LONG = "area=synthetic&practices=3&made=3&pcn=all&weeks=104&base=head-office&b=in-practices"
PAGES = {
    "start": "/",
    "where": f"/where?{BOTH}",
    "what if": f"/what-if?{BOTH}",
    "levers moved": f"/what-if?{BOTH}&b.champions.network=true&b.location.site_by_weekday=home,home,home,home,home",
    "a wrong lever": f"/what-if?{BOTH}&b.champions.hours_per_week=lots",
    "why": f"/why?{BOTH}",
    "why, worked out": f"/why?{BOTH}&go=shares",
    "why, what would turn it": f"/why?{BOTH}&go=breakeven",
    "what if, three scenarios": f"/what-if?{BOTH}&c=baseline",
    "who": f"/who?{BOTH}",
    "watch": f"/watch?{BOTH}&week=5",
    "a person's life": f"/watch?{BOTH}&person=P1",
    "a worker's life": f"/watch?{BOTH}&post=SYN01/1",
    "accessibility": "/accessibility",
    "not there": "/nowhere",
}


@pytest.fixture(scope="module")
def browser():
    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def server(browser):
    with a_server(create_app(workshop=Workshop(workers=2, in_process=True))) as address:
        yield address


@pytest.fixture
def open_page(browser, server):
    """Open an address at a width, with scripts or without; whatever is asked of others is noted."""
    contexts = []

    def opened(address, *, width=1280, scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(server + address)
        return page

    yield opened
    for context in contexts:
        context.close()


def settled(page):
    """Wait until nothing more is being worked out."""
    page.wait_for_function(
        "() => !document.querySelector('[data-wait], [data-finer], [aria-busy=true]')",
        timeout=60_000,
    )


def everything_open(page):
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wrong_and_nothing_is_asked_of_others(open_page, server, name):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(PAGES[name])
    settled(page)
    everything_open(page)

    found = Axe().run(page)

    assert 0 == found.violations_count, found.generate_report()
    assert [] == [url for url in page.asked if not url.startswith(server)]


@pytest.mark.parametrize("name", PAGES)
def test_at_320_pixels_nothing_runs_out_of_the_page(open_page, name):
    page = open_page(PAGES[name], width=320)
    settled(page)
    everything_open(page)

    assert 320 >= page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("name", ["where", "what if", "who", "watch", "why"])
def test_every_control_can_be_reached_and_is_seen_when_it_is(open_page, name):
    page = open_page(PAGES[name])
    settled(page)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a:not([tabindex]), button, input:not([type=hidden]), select, summary')]"
        ".filter(one => one.checkVisibility()).length"
    )
    seen = set()
    for _ in range(wanted + 12):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(() => { const at = document.activeElement; const box = at.getBoundingClientRect();"
            " const all = [...document.querySelectorAll('*')];"
            " return [all.indexOf(at), at.tagName, getComputedStyle(at).outlineStyle, box.width] })()"
        )
        if told[1] in ("A", "BUTTON", "INPUT", "SELECT", "SUMMARY"):
            assert "none" != told[2], told
            seen.add(told[0])

    assert wanted <= len(seen)


def test_the_first_key_leads_past_the_menu(open_page):
    page = open_page(PAGES["what if"])
    page.keyboard.press("Tab")

    assert "Skip to main content" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    is_soon_in_focus(page, "#main")


def test_a_lever_is_moved_with_the_keyboard_and_the_page_answers_by_itself(open_page):
    page = open_page(PAGES["what if"])
    settled(page)
    page.get_by_text("Champions", exact=True).focus()
    page.keyboard.press("Enter")
    field = page.locator("[name='b.champions.hours_per_week']")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("4")

    page.wait_for_url(re.compile(r"b\.champions\.hours_per_week=4.*pairs=200"), timeout=60_000)

    assert "1 lever moved" in page.locator("#answer").inner_text()
    assert "200 pairs of runs" in page.locator("#answer").inner_text()
    assert page.evaluate("document.activeElement.name") == "b.champions.hours_per_week"


@pytest.mark.slow
@pytest.mark.parametrize("key", levers.LEVERS)
def test_every_lever_is_moved_once_and_stays_in_the_address(open_page, key):
    page = open_page(f"/what-if?{SMALL}&base=baseline&b=baseline")
    page.route(re.compile("pairs=200"), lambda route: route.abort())  # its refinement says no more
    param = levers.LEVERS[key]
    name = f"b.{key}.0" if param.kind == "choices" else f"b.{key}"
    field = page.locator(f"[name='{name}']:not([type=hidden])")
    page.locator("details.group", has=field).locator("summary").focus()
    page.keyboard.press("Enter")
    field.focus()
    was = field.input_value()
    if param.is_number and param.kind != "switch":
        page.keyboard.press("Control+A")
        page.keyboard.type(levers.said(another(param)))
    else:
        page.keyboard.press("ArrowDown")
        if field.input_value() == was:
            page.keyboard.press("ArrowUp")
    now = field.input_value()

    page.wait_for_url(re.compile(rf"b\.{re.escape(key)}="), timeout=60_000)
    settled_address = page.url

    assert was != now
    assert "1 lever moved" in page.locator("#answer").inner_text()
    page.goto(settled_address)
    assert now == page.locator(f"[name='{name}']:not([type=hidden])").input_value()


def test_without_scripts_a_lever_is_moved_and_the_answer_refined(open_page):
    page = open_page(PAGES["what if"], scripts=False)
    page.get_by_text("Champions", exact=True).click()
    page.locator("[name='b.champions.hours_per_week']").fill("4")
    page.get_by_role("button", name="Show what follows").last.click()

    assert "b.champions.hours_per_week=4" in page.url
    assert "1 lever moved" in page.locator("#answer").inner_text()
    page.get_by_text("Refine to 200 pairs").click()
    assert "200 pairs of runs" in page.locator("#answer").inner_text()


def test_a_link_shows_another_person_the_same_numbers(open_page, server):
    page = open_page(PAGES["levers moved"])
    settled(page)
    link, told = page.url.removeprefix(server), page.locator("#answer").inner_text()

    assert told == open_page(link, scripts=False).locator("#answer").inner_text()


def test_a_broken_upload_is_told_and_told_first_to_who_cannot_see(open_page):
    page = open_page(PAGES["where"])
    broken = {
        "name": "area.csv",
        "mimeType": "text/csv",
        "buffer": b"practice_code,pcn_code\nA,B\n",
    }
    page.locator("#f-upload").set_input_files(broken)
    page.get_by_role("button", name="Send the files").click()

    assert "There is a problem" in page.locator("#summary").inner_text()
    is_soon_in_focus(page, "#summary")
    assert page.title().startswith("Error: ")


def test_who_is_drawn_can_be_clicked_and_is_no_second_stop_for_the_keyboard(open_page):
    page = open_page(f"/watch?{BOTH}&week=20")
    settled(page)
    for shape in ("circle", "rect"):
        drawn = page.locator("svg.scene a", has=page.locator(shape)).first
        name = drawn.locator("title").text_content().removeprefix("Read the life of ")
        drawn.click()
        page.get_by_role("heading", name=f"The life of {name}").wait_for()

    told = page.evaluate(
        "(() => { const ways = (at) => [...document.querySelectorAll(at)];"
        " const listed = ways('.chips a').map((one) => one.getAttribute('href'));"
        " return ways('svg.scene a').map((one) =>"
        " [one.tabIndex, listed.includes(one.getAttribute('href'))]) })()"
    )
    assert len(told) > 1
    assert [[-1, True]] * len(told) == told


def test_the_weeks_play_and_pause(open_page):
    page = open_page(PAGES["watch"])
    settled(page)
    page.get_by_role("button", name="Play the weeks").click()
    page.wait_for_url(re.compile("week=7"), timeout=30_000)
    page.get_by_role("button", name="Pause").click()

    assert page.get_by_role("button", name="Play the weeks").is_visible()


def test_what_is_wrong_with_a_page_would_be_found(open_page):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page("/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x><input>'")

    assert Axe().run(page).violations_count >= 2


def heard_by(page):
    """Note, from now on, whatever is put where announcements are made."""
    page.evaluate(
        "window.heard = []; new MutationObserver(() => heard.push("
        "document.getElementById('told').textContent)).observe("
        "document.getElementById('told'), { childList: true, characterData: true, subtree: true })"
    )


def heard(page):
    return [words for words in page.evaluate("window.heard") if words]


def test_a_moved_lever_is_answered_aloud_in_a_sentence_and_what_stays_the_same_stays(open_page):
    page = open_page(PAGES["what if"])
    settled(page)
    page.evaluate("document.querySelectorAll('#answer td, #answer h2').forEach(one => one.was = 1)")
    heard_by(page)
    page.get_by_text("Champions", exact=True).click()
    page.locator("[name='b.champions.hours_per_week']").fill("4")
    page.wait_for_url(re.compile(r"b\.champions\.hours_per_week=4.*pairs=200"), timeout=60_000)

    assert 1 <= len(heard(page)) <= 2
    assert all(re.fullmatch(r"With B instead of A, [^.\d]+\.", words) for words in heard(page))
    assert 0 == page.evaluate(
        "[...document.querySelectorAll('#answer td, #answer h2')].filter(one => !one.was).length"
    )


def test_what_is_typed_wrongly_is_said_in_one_piece_and_the_field_keeps_the_focus(open_page):
    page = open_page(PAGES["what if"])
    settled(page)
    heard_by(page)
    page.get_by_text("Champions", exact=True).click()
    page.locator("[name='b.champions.hours_per_week']").fill("lots")
    page.locator("#summary").wait_for()

    assert ["There is a problem. Hours per week must be a number, like 1."] == heard(page)
    assert "b.champions.hours_per_week" == page.evaluate("document.activeElement.name")


def test_a_job_under_way_leaves_the_reader_in_place_and_says_when_it_is_ready(open_page):
    page = open_page(f"/why?{LONG}")
    settled(page)
    page.get_by_text("Measure it").click()
    page.get_by_text("Ask again how far it is").wait_for()
    heard_by(page)
    page.evaluate("document.querySelector('#part-grades table').was = 1")
    page.get_by_text("Through involvement").first.wait_for(timeout=60_000)

    assert "Ready: through what." == heard(page)[-1]
    assert 1 == page.evaluate("document.querySelector('#part-grades table').was")
