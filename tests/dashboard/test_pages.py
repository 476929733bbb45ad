import pytest

from tests.dashboard.site import SMALL, small, words

PAGES = [
    "/",
    "/where",
    f"/what-if?{SMALL}",
    f"/why?{SMALL}",
    f"/who?{SMALL}",
    f"/watch?{SMALL}",
    "/accessibility",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_and_may_load_nothing_from_elsewhere(site, address):
    reply = site.get(address)

    assert 200 == reply.status_code
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
    assert "nosniff" == reply.headers["x-content-type-options"]
    assert "no-referrer" == reply.headers["referrer-policy"]
    assert "DENY" == reply.headers["x-frame-options"]
    assert "http://" not in reply.text.replace("http://127.0.0.1", "")
    assert "https://" not in reply.text


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_language_a_title_one_heading_and_a_way_past_the_menu(site, address):
    text = site.get(address).text

    assert '<html lang="en-GB">' in text
    assert 1 == text.count("<h1>")
    assert "<title>" in text
    assert 'class="skip" href="#main"' in text
    assert 'id="main"' in text


def test_style_and_script_are_served_by_us(site):
    assert 200 == site.get("/static/style.css").status_code
    assert "url(" not in site.get("/static/style.css").text
    assert 200 == site.get("/static/live.js").status_code


def test_a_page_that_is_not_there_says_so_in_words(site):
    reply = site.get("/nowhere")

    assert 404 == reply.status_code
    assert "Page not found" in words(reply)


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"]
)
def test_no_address_leads_to_other_files(site, path):
    reply = site.get(path)

    assert 404 == reply.status_code
    assert "create_app" not in reply.text


def test_another_host_is_not_answered(site):
    assert 400 == site.get("/", headers={"host": "evil.example"}).status_code


def test_an_endless_address_is_refused(site):
    assert 414 == site.get("/what-if?base=" + "x" * 20_000).status_code


def test_what_breaks_tells_nothing_of_the_machine(site):
    site.app.state.room.workshop.answers = None

    reply = site.get(small())

    assert 500 == reply.status_code
    assert "our fault" in words(reply)
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert "Traceback" not in reply.text
    assert ".py" not in reply.text


def test_side_by_side_says_each_measure_with_its_band_and_a_verdict(site):
    told = words(site.get(small()))

    for measure in (
        "Referrals per 1,000",
        "Typical wait",
        "closed as planned",
        "exhaustion",
        "leaving",
    ):
        assert measure in told
    assert "95% band" in told
    assert any(word in told for word in ("better", "worse", "inconclusive", "the same"))
    assert "With B instead of A" in told


def test_a_scenario_against_itself_is_the_same_in_everything(site):
    told = words(site.get(f"/what-if?{SMALL}&base=baseline&b=baseline"))

    assert "are the same; the typical wait and completion are inconclusive." in told  # in 27 weeks
    assert "it is the base again" in told


def test_six_scenarios_stand_side_by_side_and_no_seventh(site):
    five = "".join(
        f"&{letter}=in-practices&{letter}.champions.hours_per_week={n + 2}"
        for n, letter in enumerate("bcdef")
    )

    reply = site.get(f"/what-if?{SMALL}&base=head-office{five}")

    assert 200 == reply.status_code
    assert "F: in-practices, 1 lever moved" in words(reply)
    assert "Add a scenario" not in words(reply)
