import io
import zipfile

import pytest

from sp_sim.areas import synthetic
from sp_sim.areas.area import as_csv
from sp_sim.dashboard import safety
from sp_sim.dashboard.uploads import KEPT_SECONDS, Uploads
from tests.areas.made_up import a_lists, a_map, a_size
from tests.dashboard.site import a_site, another_visitor, send, token, words

AREA = as_csv(synthetic.make(practices=2, seed=5)).encode()


def test_an_area_file_is_taken_and_lived(site):
    reply = send(site, ("ours.csv", AREA))

    assert 200 == reply.status_code
    assert "area=upload" in str(reply.url)
    assert "in ours" in words(reply)
    query = reply.url.query.decode()
    assert "What follows" in words(site.get(f"/what-if?{query}&weeks=27&pairs=2"))


def test_nhs_files_are_put_together_and_their_notes_told(site, tmp_path):
    files = [(path.name, path.read_bytes()) for path in (a_map(tmp_path), a_lists(tmp_path))]

    reply = send(site, *files, codes="U1")

    assert "NORTH PCN" in words(reply)
    assert "map.csv, lists.csv" in words(reply)
    assert "file-1" not in reply.text


def test_the_ages_of_each_list_stand_beside_its_practice_or_are_said_not_to_be_known(
    site, tmp_path
):
    lists = a_lists(tmp_path, a_size("A1"), a_size("A2", older=0, younger=20))
    files = [(path.name, path.read_bytes()) for path in (a_map(tmp_path, "A1", "A2"), lists)]

    told = words(send(site, *files))

    assert "Aged 20 to 39 Aged 40 to 64 Aged 65 and over" in told
    assert "0.5 worked out 27% 34% 12%" in told
    assert "0.2 worked out 31% 38% 0%" in told
    assert "worked out not known not known 10%" in words(send(site, ("ours.csv", AREA)))


def test_nobody_else_can_use_an_upload_not_even_with_its_link(site):
    link = str(send(site, ("ours.csv", AREA)).url)
    other = another_visitor(site)

    assert "in ours" in words(site.get(link))
    reply = other.get(link)
    assert "in ours" not in words(reply)
    assert "You have no upload like this here" in words(reply)
    assert 422 == other.get(link.replace("/where", "/what-if")).status_code


def test_whoever_sends_the_same_file_can_use_the_same_link(site):
    link = str(send(site, ("ours.csv", AREA)).url)
    colleague = another_visitor(site)

    assert link == str(send(colleague, ("ours.csv", AREA)).url)


def test_an_upload_can_be_deleted(site):
    link = str(send(site, ("ours.csv", AREA)).url)
    site.post("/where/forget", data={"token": token(site)})

    assert "You have no upload like this here" in words(site.get(link))


def test_an_upload_is_deleted_after_a_while():
    now = [0.0]
    with a_site(uploads=Uploads(clock=lambda: now[0])) as site:
        link = str(send(site, ("ours.csv", AREA)).url)
        now[0] = KEPT_SECONDS + 1.0

        assert "You have no upload like this here" in words(site.get(link))


def test_a_visitor_keeps_three_uploads_and_the_oldest_goes_first():
    now = [0.0]
    kept = Uploads(clock=lambda: now[0])
    names = []
    for seed in range(4):
        now[0] += 1.0
        names.append(kept.keep("ann", synthetic.make(practices=1, seed=seed)))

    assert kept.of("ann", names[0]) is None
    assert all(kept.of("ann", name) is not None for name in names[1:])
    assert kept.of("bob", names[3]) is None
    assert kept.of("", names[3]) is None


@pytest.mark.parametrize("wrong", ["", "0" * 64, None])
def test_a_form_that_was_not_made_for_this_visitor_is_refused(site, wrong):
    token(site)
    data = {} if wrong is None else {"token": wrong}

    reply = site.post("/where/upload", data=data, files=[("files", ("ours.csv", AREA))])

    assert 422 == reply.status_code
    assert "The form was too old" in words(reply)


def test_the_token_of_another_visitor_is_refused(site):
    theirs = token(another_visitor(site))
    token(site)

    reply = site.post("/where/upload", data={"token": theirs}, files=[("files", ("a.csv", AREA))])

    assert 422 == reply.status_code


def zipped():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("area.csv", AREA)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("area.xlsx", zipped(), "is not a CSV file"),
        ("area.csv", zipped(), "area.csv"),
        ("area.csv", b"", "area.csv"),
        ("area.csv", b"\x00\xff\xfe", "area.csv"),
        (
            "area.csv",
            b"practice_code,pcn_code,registered\nA1,U1,many\n",
            "area.csv:2:3: registered",
        ),
        ("area.csv", b"practice_code,pcn_code\nA1,U1\n", "registered"),
        ("area.csv", b"<html><script>alert(1)</script></html>", "area.csv"),
        ("scenario.csv", b"name: x\nextends: baseline\n", "this is a scenario, given as an area"),
    ],
)
def test_a_broken_file_is_told_with_its_own_name_and_what_to_do(site, name, content, told):
    reply = send(site, (name, content))

    assert 422 == reply.status_code
    assert "There is a problem" in words(reply)
    assert told in words(reply)
    assert "sp-sim-" not in reply.text
    assert "file-1" not in reply.text
    assert "<script>alert" not in reply.text


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "..\\..\\boot.csv", "/etc/hosts.csv"])
def test_the_name_of_an_upload_reaches_no_file_system(site, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    reply = send(site, (name, AREA))

    assert 200 == reply.status_code
    assert ".." not in words(reply)
    assert [] == list(tmp_path.iterdir())


def test_no_file_at_all_is_told(site):
    reply = site.post("/where/upload", data={"token": token(site)}, files=[("files", ("", b""))])

    assert "No file was chosen" in words(reply)


def test_what_is_too_large_is_refused_before_it_is_read(site, monkeypatch):
    monkeypatch.setattr(safety, "MOST_UPLOADED", 1000)

    assert 413 == send(site, ("big.csv", b"x" * 2000)).status_code


def test_what_is_too_large_is_refused_when_its_length_is_not_told(site, monkeypatch):
    given = token(site)
    monkeypatch.setattr(safety, "MOST_UPLOADED", 1000)

    def endless():
        for _ in range(100):
            yield b"x" * 100

    kind = {"content-type": "multipart/form-data; boundary=b", "x-token": given}
    reply = site.post("/where/upload", content=endless(), headers=kind)

    assert reply.status_code >= 400
