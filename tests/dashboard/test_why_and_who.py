import time

from tests.dashboard.site import SMALL, another_visitor, words


def finished(site, address):
    """Return the page once its job is done."""
    reply = site.get(address)
    for _ in range(600):
        if "data-wait" not in reply.text:
            return reply
        time.sleep(0.1)
        reply = site.get(str(reply.url))
    message = "the job never ended"
    raise AssertionError(message)


def test_the_shares_of_a_difference_are_worked_out_in_the_background(site):
    address = f"/why?{SMALL}&base=head-office&b=in-practices&b.champions.practices_share=1"
    assert "Split the difference" in words(site.get(address))

    told = words(finished(site, f"{address}&go=shares"))

    assert "Group of settings" in told
    assert "Location" in told
    assert "Champions" in told
    assert "All together" in told


def test_an_answer_that_one_visitor_had_worked_out_is_there_for_the_next(site):
    finished(site, f"/why?{SMALL}&base=head-office&b=in-practices&go=shares")

    told = words(another_visitor(site).get(f"/why?{SMALL}&base=head-office&b=in-practices"))

    assert "All together" in told


def test_what_passes_through_involvement_is_told_by_lever(site):
    told = words(finished(site, f"/why?{SMALL}&base=head-office&b=in-practices&go=conduit"))

    assert "Through involvement" in told
    assert "nan" not in told.split()


def test_two_scenarios_that_are_the_same_leave_nothing_to_explain(site):
    told = words(site.get(f"/why?{SMALL}&base=baseline&b=baseline"))

    assert "there is nothing to explain" in told
    assert "No lever differs" in told


def test_more_than_six_groups_are_not_split(site):
    moved = {
        "champions.network": "true", "involvement.shared_records": "1", "offers.activity_weeks": "9",
        "turnover.notice_weeks": "9", "pathway.missed_limit": "3", "discretion.level": "1",
        "support.peer_share": "1",
    }  # fmt: skip
    more = "".join(f"&b.{key}={value}" for key, value in moved.items())

    told = words(site.get(f"/why?{SMALL}&base=baseline&b=baseline{more}"))

    assert "6 groups or fewer" in told


def test_every_assumption_comes_with_its_grade(site):
    told = words(site.get(f"/why?{SMALL}&base=head-office&b=in-practices"))

    assert "How good the evidence is" in told
    assert "assumption" in told
    assert "analogous" in told


def test_a_job_can_be_cancelled_by_whoever_began_it_and_by_nobody_else(site):
    address = "/why?area=synthetic&practices=8&pcn=all&weeks=208&base=head-office&b=service-1-practice-based"
    begun = site.get(f"{address}&go=conduit")
    if "Cancel" not in words(begun):
        begun = site.get(str(begun.url))
    form = begun.text.split('action="/why/cancel?')[1]
    target = "/why/cancel?" + form.split('"')[0].replace("&amp;", "&")
    given = form.split('name="token" value="')[1].split('"')[0]

    stranger = another_visitor(site)
    stranger.post(target, data={"token": given, "job": "conduit"})
    assert "Cancel" in words(site.get(str(begun.url)))
    site.post(target, data={"token": given, "job": "conduit"})

    told = words(finished(site, str(begun.url)))
    assert "Measure it" in told


def test_who_gains_is_told_by_fifth_and_by_practice(site):
    told = words(site.get("/who?area=synthetic&practices=4&made=2&pcn=all&weeks=27&pairs=2"))

    assert "By deprivation fifth of the practice" in told
    assert "By practice" in told
    assert "Everyone 4 practices" in told
    assert "S00004" in told


def test_a_gap_is_told_with_the_need_that_is_there_without_a_service(site):
    told = words(site.get("/who?area=synthetic&practices=4&made=2&pcn=all&weeks=27&pairs=2"))

    assert "prone to need, service or no service: no gap at all would not be equal care" in told


def test_in_one_practice_there_is_no_gap_to_tell(site):
    assert "there is no gap to tell" in words(site.get(f"/who?{SMALL}"))


def test_who_gains_is_told_by_need_sex_and_age_with_what_the_service_adds(site):
    told = words(site.get("/who?area=synthetic&practices=4&made=2&pcn=all&weeks=60&pairs=4"))

    assert "By kind of need" in told
    assert "Loneliness: too few people to be with" in told
    assert "Money: debt, benefits, work" in told
    assert "By sex" in told
    assert "Women" in told
    assert "By age" in told
    assert "65 and over" in told
    assert "Referrals that led to a first contact" in told
    assert "Wellbeing the service adds after 26 weeks" in told
    assert "are clearly fewer referred with B" in told or "Clearly fewer are referred" in told


def test_what_is_known_of_age_and_of_deprivation_is_said_with_where_it_comes_from(site):
    told = words(site.get(f"/who?{SMALL}"))

    assert "have no age" not in told
    assert "carried over from talking therapies (E041)" in told
    assert "Whether they accept more readily is not known" in told
    assert "in which the least wealthy were referred more often (E010)" in told
    assert "need itself, which is there without any service" in told
