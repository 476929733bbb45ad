"""Curves to draw: which equations *How the model thinks* plots, against what, on which lines."""

from __future__ import annotations

from sp_sim.docs.curve import Curve, Line
from sp_sim.mechanisms import (
    awareness,
    benefit,
    burnout,
    champions,
    climate,
    consulting,
    counsellor,
    discretion,
    involvement,
    location,
    management,
    offers,
    pathway,
    referral,
    sickness,
    signposting,
    support,
    training,
    trust,
    turnover,
    wellbeing,
    workforce,
)

WITHOUT = {
    "criteria": "one step at each line that is drawn; the table of numbers says all of it",
    "beginning": "a choice between two starts has no curve",
    "ages": "a band of age is drawn once for life; what it does is drawn with first contacts",
    "needs": "shares are drawn once for life; the table of numbers says all of it",
}
"""Mechanisms that draw nothing, and why."""

SD = "standard deviations"
WEEKS = "weeks"
EXHAUSTED = "exhaustion of the link worker (0 to 54)"
READY = tuple(
    Line(label=f"{words} ({value:+g} sd)" if value else words, given={"readiness": value})
    for words, value in (("middling readiness", 0.0), ("hardly ready", -1.5), ("very ready", 1.5))
)
GP = {
    "awareness": 0.5, "trust": 0.5, "habit": 0.0, "involvement": 0.4, "on_site": 0.6, "known_wait": 4.0,
    "push": 0.0, "support": 0.5, "pressure": 0.0, "unlearned": 0.0,
}  # fmt: skip
"""A GP in the middle, whose practice knows its link worker and waits of four weeks."""

PEOPLE = (
    Curve(
        mechanism="consulting", name="spells", equation=consulting.troubled_weeks, over="prognosis",
        given={"readiness": 0.0},
        low=-2.0, high=2.0, shaded="consulting.prognosis_spread",
        title="People with a good prognosis have shorter spells of trouble",
        across=f"prognosis of the person ({SD})", up="mean length of a spell (weeks)",
        lines=(Line(label="spread as by default"),),
    ),
    Curve(
        mechanism="consulting", name="visits", equation=consulting.consult_odds, over="frequency",
        low=-2.0, high=2.0, is_odds=True, shaded="consulting.frequency_spread",
        title="Frequent attenders come more often when they are troubled",
        across=f"how often the person consults ({SD})", up="chance of a visit (% per week)",
        lines=(Line(label="spread as by default"),),
    ),
)  # fmt: skip

REFERRING = (
    Curve(
        mechanism="referral", name="knowing", equation=referral.gp_offer_odds, over="awareness", low=0.01,
        given=GP, is_odds=True, shaded="referral.per_log_awareness",
        title="A GP who knows the service and trusts it offers it more often",
        across="awareness of the service (0 to 1)", up="chance of an offer at a first visit (%)",
        lines=tuple(Line(label=f"trust {value:g}", given={"trust": value}) for value in (0.5, 0.2, 0.8)),
    ),
    Curve(
        mechanism="referral", name="belonging", equation=referral.gp_offer_odds, over="involvement",
        given=GP, is_odds=True, shaded="referral.per_involvement",
        title="A link worker who belongs is thought of; long known waits put off",
        across="involvement in the practice (0 to 1)", up="chance of an offer at a first visit (%)",
        lines=tuple(
            Line(label=f"{value} weeks of known wait", given={"known_wait": value}) for value in (4, 0, 20)
        ),
    ),
    Curve(
        mechanism="referral", name="recognition", equation=referral.recognition, over="visit_number",
        low=1, high=20, in_counts=True, shaded="referral.per_repeat_visit",
        title="A need is recognised over repeated visits within one spell",
        across="number of the visit within the spell", up="odds of an offer (times those at visit 1)",
        lines=(Line(label="as by default"),),
    ),
    Curve(
        mechanism="referral", name="accepting", equation=referral.accept_odds, over="known_wait", high=26.0,
        given={"trust": 0.5, "skill": 0.5, "service_standing": 0.5, "on_site": 0.6, "band": 1, "female": True},
        is_odds=True,
        shaded="referral.accept_per_week_of_known_wait",
        title="People accept less when they know that they must wait",
        across="known wait (weeks)", up="chance to accept an offer (%)", lines=READY,
    ),
    Curve(
        mechanism="signposting", name="habit", equation=signposting.signpost_chance, over="habit",
        low=-2.0, high=2.0, given={"unlearned": 0.0}, shaded="signposting.base_log_odds",
        title="GPs who are used to offering signpost less",
        across=f"habit of offering ({SD})", up="chance to signpost at a visit without an offer (0 to 1)",
        lines=(
            Line(label="nothing unlearned"),
            Line(label="half unlearned", given={"unlearned": 0.5}),
            Line(label="wholly unlearned", given={"unlearned": 1.0}),
        ),
    ),
    Curve(
        mechanism="awareness", name="growth", equation=awareness.awareness_next, again="awareness",
        follows=("colleagues",), high=156, shaded="awareness.per_colleague",
        title="Colleagues carry the news; champions, presence and telling staff start it",
        across="weeks since the service began", up="mean awareness of a practice (0 to 1)",
        lines=(
            Line(label="two days a week on site", given={"presence": 2.0, "push": 0.0}, start=0.02),
            Line(label="nobody on site", given={"presence": 0.0, "push": 0.0}, start=0.02),
            Line(label="two days and a champion", given={"presence": 2.0, "push": 0.4}, start=0.02),
            Line(label="two days, staff told for an hour a month", start=0.02,
                 given={"presence": 2.0, "push": 0.0, "awareness_staff_training_hours": 12.0}),
        ),
    ),
    Curve(
        mechanism="trust", name="endings", equation=trust.trust_after_good_ending, again="trust", high=20,
        shaded="trust.per_good_ending",
        title="Trust moves with each ending that a GP hears of, and less and less",
        across="endings heard of", up="trust in the service (0 to 1)",
        lines=(
            Line(label="all went well", start=0.5),
            Line(label="all went badly", start=0.5, equation=trust.trust_after_bad_ending),
        ),
    ),
    Curve(
        mechanism="trust", name="waits", equation=trust.trust_after_week, again="trust", high=104,
        shaded="trust.per_week_of_known_wait",
        title="Known waits wear trust down, and silence lets it drift back",
        across=WEEKS, up="trust in the service (0 to 1)",
        lines=(
            Line(label="26 weeks of known wait", given={"known_wait": 26.0}, start=0.5),
            Line(label="8 weeks of known wait", given={"known_wait": 8.0}, start=0.5),
            Line(label="no wait, great trust at first", given={"known_wait": 0.0}, start=0.9),
        ),
    ),
    Curve(
        mechanism="champions", name="push", equation=champions.champion_push, over="hours", high=4.0,
        given={"energy": 0.6, "standing": 0.6, "training": 0.0}, shaded="champions.with_support",
        title="A champion's hours count where the organisation stands behind them",
        across="champion's hours a week", up="push on colleagues (1 is a full hour's)",
        lines=tuple(
            Line(label=f"organisational support {value:g}", given={"support": value})
            for value in (0.5, 0.0, 1.0)
        ),
    ),
    Curve(
        mechanism="champions", name="energy", equation=champions.energy_next, again="energy", high=104,
        given={"network": 0.0}, shaded="champions.energy_speed",
        title="Energy settles where organisational support sustains it",
        across=WEEKS, up="energy (0 to 1)",
        lines=tuple(
            Line(
                label=f"organisational support {value:g}", start=1.0,
                given={"support": value},
            )
            for value in (0.5, 0.0, 1.0)
        ),
    ),
    Curve(
        mechanism="location", name="offers", equation=referral.gp_offer_odds, over="on_site", given=GP,
        is_odds=True, shaded="location.log_rate_ratio_on_site",
        title="What being in the practice does by itself is hardly known",
        across="share of working time in practices (0 to 1)", up="chance of an offer at a first visit (%)",
        lines=(Line(label="as by default"),),
    ),
    Curve(
        mechanism="location", name="travel", equation=location.travel_hours_per_contact, over="on_site",
        shaded="location.travel_hours", title="Contacts away from practices need travel",
        across="share of working time in practices (0 to 1)", up="travel for one contact (hours)",
        lines=tuple(
            Line(label=words, given={"rural": rural})
            for words, rural in (("no practice is rural", 0.0), ("all practices are rural", 1.0))
        ),
    ),
)  # fmt: skip

BELONGING = (
    Curve(
        mechanism="involvement", name="growth", equation=involvement.involvement_next, again="involvement",
        high=156, shaded="involvement.reinforcement",
        given={"brokered": 0.0, "manager": 0.5, "confidence": 0.0, "success": 0.5, "support": 0.5},
        title="Belonging breeds belonging above a threshold; absence lets it fade",
        across="weeks in the practice", up="involvement (0 to 1)",
        lines=(
            Line(label="one day a week on site", given={"presence": 0.2}, start=0.1),
            Line(label="never on site", given={"presence": 0.0}, start=0.1),
            Line(label="three days a week on site", given={"presence": 0.6}, start=0.1),
            Line(label="never on site, inherits 0.6", given={"presence": 0.0}, start=0.6),
        ),
    ),
)  # fmt: skip

CARE = (
    Curve(
        mechanism="pathway", name="waiting", equation=pathway.leave_waiting_odds, over="weeks_waited",
        high=40.0, given={"recovered": False}, is_odds=True, shaded="pathway.leave_waiting_per_week",
        title="The longer people wait, the more of them leave the list",
        across="weeks waited", up="chance to leave the list (% per week)",
        lines=(*READY, Line(label="middling, trouble is over", given={"readiness": 0.0, "recovered": True})),
    ),
    Curve(
        mechanism="pathway", name="first-contact", equation=pathway.first_contact_odds, over="weeks_waited",
        high=40.0, given={"readiness": 0.0, "rural": 0.0}, is_odds=True, shaded="pathway.first_contact_per_week_waited",
        title="First contacts are lost by waiting and won by being there",
        across="weeks waited", up="chance to attend (%)",
        lines=tuple(
            Line(label=words, given={"on_site": on_site, "involvement": involved, "band": band})
            for words, on_site, involved, band in (
                ("three days on site, involvement 0.4", 0.6, 0.4, 1),
                ("the same, aged under 40", 0.6, 0.4, 0),
                ("head office, involvement 0.1", 0.0, 0.1, 1),
                ("always on site, involvement 0.8", 1.0, 0.8, 1),
            )
        ),
    ),
    Curve(
        mechanism="pathway", name="staying", equation=pathway.disengage_odds, over="weeks_unseen", high=26.0,
        given={"exhaustion": 20.0, "skill": 0.4, "prognosis": 0.0, "severity": 0.0, "together": 0.5,
               "involvement": 0.4},
        is_odds=True, shaded="pathway.disengage_per_week_unseen",
        title="People who are not seen drift away",
        across="weeks since the last contact", up="chance to disengage (% per week)", lines=READY,
    ),
    Curve(
        mechanism="counsellor", name="places", equation=counsellor.counsellor_places, in_counts=True,
        over="counsellor_hours_per_week", high=20, title="A counsellor's hours are places for severe cases",
        across="counsellor's hours a week", up="cases at once",
        lines=(
            Line(label="for one service", given={"counsellor_services_sharing": 1.0}),
            Line(label="shared by two services", given={"counsellor_services_sharing": 2.0}),
        ),
    ),
    Curve(
        mechanism="offers", name="connecting", equation=offers.connect_odds, over="readiness", low=-2.0,
        high=2.0, is_odds=True, shaded="offers.connect_base_log_odds",
        title="Whether a contact leads on depends on the person and on the worker",
        across=f"readiness of the person ({SD})", up="chance to seek a place (% per contact)",
        lines=tuple(Line(label=f"skill {value:g}", given={"skill": value}) for value in (0.4, 0.8)),
    ),
    Curve(
        mechanism="offers", name="stopping", equation=offers.stop_odds, over="readiness", low=-2.0, high=2.0,
        is_odds=True, shaded="offers.stop_per_readiness", title="The ready keep coming to activities",
        across=f"readiness of the person ({SD})", up="chance to stop coming (% per week)",
        lines=(Line(label="as by default"),),
    ),
    Curve(
        mechanism="benefit", name="recovery", equation=benefit.recovery_odds, over="skill", is_odds=True,
        given={"involvement": 0.4, "exhaustion": 20.0, "readiness": 0.0, "prognosis": 0.0},
        shaded="benefit.base_log_odds",
        title="How much one contact helps is hardly known",
        across="mental-health skill of the link worker (0 to 1)", up="chance to end the spell (% per contact)",
        lines=tuple(
            Line(label=f"exhaustion {value:g}", given={"exhaustion": value}) for value in (20.0, 0.0, 54.0)
        ),
    ),
    Curve(
        mechanism="wellbeing", name="trouble", equation=wellbeing.burden_in_spell, over="weeks_since", high=52,
        in_counts=True, shaded="wellbeing.sinking_half_life_weeks",
        title="Trouble is felt within weeks, and people get a little used to it",
        across="weeks since the spell of trouble began", up="share of the depth that is felt (0 to 1)",
        lines=(Line(label="as by default"),),
    ),
    Curve(
        mechanism="wellbeing", name="lift", equation=wellbeing.lift_of_service, over="weeks_since", high=104,
        in_counts=True, shaded="wellbeing.lift_share",
        title="What the service lifts fades again",
        across="weeks since the service ended a spell", up="share of the way to the top (0 to 1)",
        lines=(Line(label="as by default"),),
    ),
)  # fmt: skip

WORKERS = (
    Curve(
        mechanism="workforce", name="hours", equation=workforce.hours_of_contact, over="exhaustion", high=54.0,
        given={"travel_hours": 0.14}, shaded="workforce.slower_when_exhausted",
        title="Contacts take longer the more exhausted the worker",
        across=EXHAUSTED, up="hours that a contact takes",
        lines=(
            Line(label="a further contact"),
            Line(label="a first contact", equation=workforce.hours_of_first_contact),
        ),
    ),
    Curve(
        mechanism="training", name="fading", equation=training.skill_next, again="skill", high=104,
        given={"training_hours": 0.0}, shaded="training.half_life_weeks",
        title="What training gives fades within a year unless it is refreshed",
        across="weeks since the first round", up="mental-health skill (0 to 1)",
        lines=(
            Line(label="15 hours once", start=0.4, pulses={"training_hours": (15.0, 0)}),
            Line(label="7.5 hours once", start=0.4, pulses={"training_hours": (7.5, 0)}),
            Line(label="15 hours every 26 weeks", start=0.4, pulses={"training_hours": (15.0, 26)}),
        ),
    ),
    Curve(
        mechanism="support", name="stock", equation=support.support_next, again="support", high=52,
        given={"received": False}, shaded="support.half_life_weeks",
        title="Support from supervision must be topped up",
        across=WEEKS, up="stock of support (0 to 1)",
        lines=tuple(
            Line(label=words, pulses={"received": (True, every)})
            for words, every in (
                ("a session every 5 weeks", 5), ("a session every 12 weeks", 12), ("one session", 0),
            )
        ),
    ),
    Curve(
        mechanism="support", name="received", equation=support.received_odds, over="load", high=3.0,
        is_odds=True, given={"climate": 0.0}, shaded="support.received_per_load",
        title="The overloaded miss the supervision that they are offered",
        across="load (1 is just enough hours)", up="chance to receive a session that is due (%)",
        lines=tuple(
            Line(label=words, given={"climate": value})
            for words, value in (
                ("a service run as most are", 0.0), ("badly run (-1.5 sd)", -1.5), ("well run (+1.5 sd)", 1.5),
            )
        ),
    ),
    Curve(
        mechanism="management", name="span", equation=management.manager_support, over="workers", low=1, high=20,
        in_counts=True, given={"posts": 0, "supervising_hours": 0.0}, shaded="management.hours_for_effect",
        title="A manager's hours are spread over the workers",
        across="link workers in post", up="support for each (0 to 1)",
        lines=tuple(
            Line(label=f"{value:g} hours a week", given={"management_manager_hours_per_week": value})
            for value in (4.0, 7.5, 20.0)
        ),
    ),
    Curve(
        mechanism="climate", name="offered", equation=climate.offered_share, over="climate", low=-2.0, high=2.0,
        shaded="climate.offer_per_sd", title="Well-run services offer supervision to more of their posts",
        across=f"how well the service is run ({SD})", up="share of posts offered supervision (0 to 1)",
        lines=tuple(
            Line(label=f"offered to {100 * value:g}% of all posts", given={"share": value})
            for value in (0.39, 0.2, 0.7)
        ),
    ),
    Curve(
        mechanism="discretion", name="exposure", equation=discretion.exposure, over="discretion_level",
        shaded="discretion.per_exposure",
        title="Without supervision, discretion lets severe cases weigh more",
        across="discretion (0: fixed rules; 1: free)", up="weight of severe cases (times the usual)",
        lines=tuple(
            Line(label=words, given={"support": value})
            for words, value in (("no support", 0.0), ("half of full support", 0.5), ("full support", 1.0))
        ),
    ),
    Curve(
        mechanism="burnout", name="demands", equation=burnout.demands, over="load", high=3.0,
        given={"weight": 0.1, "isolation": 0.4, "conflict": 0.5}, shaded="burnout.per_load",
        title="Load strains once it is more than at ease; being alone strains as well",
        across="load (1 is just enough hours)", up="demands (points of exhaustion)",
        lines=tuple(
            Line(label=words, given={"isolation": value})
            for words, value in (("usual isolation", 0.4), ("among peers", 0.0), ("wholly alone", 1.0))
        ),
    ),
    Curve(
        mechanism="burnout", name="speed", equation=burnout.exhaustion_next, again="exhaustion", high=104,
        shaded="burnout.speed", title="Exhaustion follows strain over months",
        across=WEEKS, up="exhaustion (0 to 54; burnt out at 27)",
        lines=(
            Line(label="strain rises to 35", given={"strain_of_week": 35.0}, start=20.0),
            Line(label="strain falls to 15", given={"strain_of_week": 15.0}, start=35.0),
        ),
    ),
    Curve(
        mechanism="sickness", name="falling", equation=sickness.fall_sick_odds, over="exhaustion", high=54.0,
        is_odds=True, shaded="sickness.per_exhaustion", title="The exhausted fall sick more often",
        across=EXHAUSTED, up="chance to fall sick (% per week)", lines=(Line(label="as by default"),),
    ),
    Curve(
        mechanism="turnover", name="leaving", equation=turnover.leave_odds, over="exhaustion", high=54.0,
        given={"self_efficacy": 0.0}, is_odds=True, shaded="turnover.per_exhaustion",
        title="A job unlike the one expected and exhaustion both drive leaving",
        across=EXHAUSTED, up="chance to give notice (% per week)",
        lines=tuple(
            Line(label=words, given={"discrepancy": value})
            for words, value in (
                ("job about as expected", 0.0), ("better (-1.5 sd)", -1.5), ("worse (+1.5 sd)", 1.5),
            )
        ),
    ),
)  # fmt: skip

CURVES: tuple[Curve, ...] = (*PEOPLE, *REFERRING, *BELONGING, *CARE, *WORKERS)
"""Every curve that is drawn."""
