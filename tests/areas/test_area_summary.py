from sp_sim.areas.area import load
from sp_sim.areas.summary import summarise
from tests.areas.made_up import an_area_file, shares_of

HEADER = "practice_code,pcn_code,registered,gps,share_65_plus,deprivation_fifth"


def lines_of(area):
    return dict(summarise(area).lines())


def test_a_summary_counts_what_is_there(tmp_path):
    rows = ["A,N1,1000,2,0.10,1", "B,N1,3000,,0.30,5", "C,N2,500,1,,", "D,,500,0.5,,5"]
    summary = summarise(load(an_area_file(tmp_path, *rows, header=HEADER)))

    assert (4, 2, 1.5) == (summary.practices, summary.pcns, summary.practices_per_pcn_median)
    assert (1, 500) == (summary.practices_outside_pcns, summary.registered_outside_pcns)
    assert (5000, 500, 3000) == (summary.registered, summary.list_smallest, summary.list_largest)
    assert (500, 750, 1500) == (
        summary.list_lower_quartile,
        summary.list_median,
        summary.list_upper_quartile,
    )
    assert (4.81, 3) == (summary.gps_wte, summary.practices_with_gps_given)
    assert 0.25 == summary.share_65_plus
    assert (None, None, None) == (
        summary.deprivation_score,
        summary.share_rural,
        summary.link_workers_wte,
    )
    assert [1, 0, 0, 0, 2] == list(summary.deprivation_fifths.values())
    assert ("C", "D") == summary.small_lists


def test_a_summary_reads_in_plain_words(tmp_path):
    rows = ["A,N1,1000,2,0.10,1", "B,N1,3000,,0.30,5", "C,N2,500,1,,", "D,,500,0.5,,5"]
    lines = lines_of(load(an_area_file(tmp_path, *rows, header=HEADER)))

    assert "2 (practices each: 1.5 at the median)" == lines["PCNs"]
    assert "1, with 500 patients" == lines["outside any PCN"]
    assert "500 · 750 · 1,500" == lines["list size quartiles"]
    assert "500 and 3,000" == lines["smallest and largest list"]
    assert "4.8; 3 of 4 practices as given, the rest at 2,296 patients a GP" == lines["GPs (wte)"]
    assert "25.0%" == lines["aged 65 and over"]
    assert (
        "1 (least deprived): 1, 2: 0, 3: 0, 4: 0, 5 (most deprived): 2"
        == (lines["practices by deprivation fifth"])
    )
    assert "2: C, D" == lines["lists under 1,000"]
    assert "real practices" == lines["kind"]


def test_a_summary_tells_each_share_by_age_over_the_patients_for_whom_it_is_known(tmp_path):
    header = "practice_code,pcn_code,registered,share_20_39,share_40_64,share_65_plus"
    rows = ["A,N1,1000,0.2,0.3,0.4", "B,N1,3000,0.4,0.35,", "C,N1,4000,,,"]
    summary = summarise(load(an_area_file(tmp_path, *rows, header=header)))
    lines = dict(summary.lines())

    assert (0.35, 0.3375, 0.4) == shares_of(summary)
    assert ("35.0%", "33.8%", "40.0%") == (
        lines["aged 20 to 39"],
        lines["aged 40 to 64"],
        lines["aged 65 and over"],
    )


def test_a_summary_counts_the_link_workers_of_a_pcn_once(tmp_path):
    header = "practice_code,pcn_code,registered,deprivation_score,rural,link_worker_wte"
    rows = ["A,N1,1000,10,no,1.5", "B,N1,3000,30,yes,1.5", "C,N2,1000,,,0", "D,,500,,,"]
    summary = summarise(load(an_area_file(tmp_path, *rows, header=header)))
    lines = dict(summary.lines())

    assert (25.0, 0.75) == (summary.deprivation_score, summary.share_rural)
    assert (1.5, 15.0) == (summary.link_workers_wte, summary.link_workers_wte_per_50000)
    assert (2, 3) == (summary.systems_with_link_workers_known, summary.systems)
    assert (
        "1.5, 15.0 per 50,000 patients where known: 2 of 3 PCNs and lone practices; "
        "shown only, as posts come from the scenario" == (lines["link workers (wte)"])
    )
    assert ("25.0, the mean over patients", "75.0%") == (
        lines["deprivation score"],
        lines["patients of rural practices"],
    )


def test_link_workers_that_are_all_known_are_said_simply(tmp_path):
    header = "practice_code,pcn_code,registered,link_worker_wte"
    area = load(an_area_file(tmp_path, "A,N1,50000,2", header=header))

    told = "2.0, 2.0 per 50,000 patients; shown only, as posts come from the scenario"

    assert told == lines_of(area)["link workers (wte)"]


def test_one_practice_outside_any_network_can_be_summed_up(tmp_path):
    summary = summarise(load(an_area_file(tmp_path, "A,,5000")))

    assert (0, None) == (summary.pcns, summary.practices_per_pcn_median)
    assert (5000, 5000, 5000) == (
        summary.list_lower_quartile,
        summary.list_median,
        summary.list_upper_quartile,
    )
    assert (None, None, None) == shares_of(summary)


def test_what_is_not_known_is_said_to_be_so(tmp_path):
    lines = lines_of(load(an_area_file(tmp_path, "A,N1,5000")))

    assert "1 (practices each: 1 at the median)" == lines["PCNs"]
    assert {"not known"} == {
        lines[age] for age in ("aged 20 to 39", "aged 40 to 64", "aged 65 and over")
    }
    assert "not known" == lines["practices by deprivation fifth"]
    assert "none" == lines["outside any PCN"]
    assert "2.2; not given, so at 2,296 patients a GP" == lines["GPs (wte)"]


def test_gps_that_are_all_given_are_said_to_be_so(tmp_path):
    area = load(an_area_file(tmp_path, "A,N1,5000,2.5,,", header=HEADER))

    assert "2.5, as given" == lines_of(area)["GPs (wte)"]


def test_many_small_lists_are_cut_short(tmp_path):
    rows = [f"P{number:02d},N1,900" for number in range(12)]

    assert lines_of(load(an_area_file(tmp_path, *rows)))["lists under 1,000"] == (
        "12: P00, P01, P02, P03, P04, P05, P06, P07, P08, P09 and 2 more"
    )


def test_the_area_in_the_box_owns_up(tmp_path):
    lines = lines_of(load(None))

    assert "synthetic: made up, no real place" == lines["kind"]
    assert "58.5, drawn about 2,296 patients a GP" == lines["GPs (wte)"]
