"""`litreview links` end to end: what CI sees, over many runs. The web is on loopback."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import pytest

from fakes.web import as_json, reply, serving, titled
from litreview import cli
from litreview.errors import UsageError
from litreview.linkcheck import engine, history, quarantine
from litreview.model import Link, LinkCheck, Verdict


@pytest.fixture
def web(tmp_path, monkeypatch):
    with serving() as found:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(engine, "BACKOFF", 0.05)
        monkeypatch.setenv("LITREVIEW_ALLOW_PRIVATE", "1")
        monkeypatch.setenv("LITREVIEW_DOI_URL", found.url("/doi/", "127.0.0.2"))
        monkeypatch.setenv("LITREVIEW_ARCHIVE_URL", found.url("/wayback/", "127.0.0.3"))
        yield found


def run(*arguments):
    """Exit status and standard output."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = cli.run(["links", *arguments])
    return status, out.getvalue()


def bib(tmp_path, *urls):
    """A bibliography of those addresses."""
    path = tmp_path / "refs.bib"
    entries = (
        f"@misc{{k{n},\n  title = {{T{n}}},\n  year = {{2016}},\n  url = {{{url}}}\n}}\n" for n, url in enumerate(urls)
    )
    path.write_text("".join(entries), encoding="utf-8")
    return path


def verdicts(output):
    return [row["verdict"] for row in json.loads(output)["links"]]


def test_the_printed_address_comes_with_its_verdict(web, tmp_path):
    """The shape that other tools read."""
    web.pages["/a_b"] = reply()
    bib(tmp_path, web.url("/a\\_b"), web.url("/gone"))
    status, output = run("refs.bib", "-f", "json")
    rows = json.loads(output)["links"]
    assert (1, [web.url("/a\\_b"), web.url("/gone")]) == (status, [row["url"] for row in rows])
    assert [("ok", ["k0"], 4), ("broken", ["k1"], 9)] == [
        (r["verdict"], r["keys"], r["where"][0]["line"]) for r in rows
    ]


@pytest.mark.parametrize("name", ["text", "markdown", "github", "junit", "sarif", "csv"])
def test_a_dead_link_is_named_in_every_format(web, tmp_path, name):
    bib(tmp_path, web.url("/gone"))
    assert "/gone" in run("refs.bib", "-f", name)[1]


def test_a_second_run_asks_nothing_that_holds(web, tmp_path):
    """A weekly job must not cost the hosts a thousand requests a week."""
    web.pages["/a"] = reply()
    bib(tmp_path, web.url("/a"), web.url("/gone"))
    first = run("refs.bib", "--state", "links.json", "-f", "json")
    asked = len(web.asked)
    assert (first[0], verdicts(first[1])) == (1, ["ok", "broken"])
    assert (first, asked) == (run("refs.bib", "--state", "links.json", "-f", "json"), len(web.asked))


def test_a_fault_that_may_pass_is_asked_for_again(web, tmp_path):
    """Failures are never cached."""
    web.pages["/a"] = reply(503)
    bib(tmp_path, web.url("/a"))
    assert ["error"] == verdicts(run("refs.bib", "--state", "links.json", "-f", "json")[1])
    web.pages["/a"] = reply()
    assert ["ok"] == verdicts(run("refs.bib", "--state", "links.json", "-f", "json")[1])


def test_a_link_that_was_good_fails_after_three_bad_runs_over_three_days(web, tmp_path):
    """A bad night of a host must not fail a build."""
    web.pages["/a"] = reply()
    bib(tmp_path, web.url("/a"))
    days = ["2026-01-01", "2026-02-01", "2026-02-01", "2026-02-02", "2026-02-03"]
    found = []
    for day in days:
        # Each run is at noon of its day: a proof of death is not asked for twice in an hour.
        found.append(run("refs.bib", "--state", "links.json", "--today", day)[0])
        web.pages["/a"] = reply(404)
    assert [0, 0, 0, 0, 1] == found


@pytest.mark.parametrize(
    "content", ["@misc{a}", "[]", '{"version": 99, "links": {}}', '{"version": 1, "links": {"u": 3}}']
)
def test_a_file_that_is_no_state_is_not_written_over(web, tmp_path, content, capsys):
    """`--state refs.bib` would cost somebody their bibliography."""
    path = bib(tmp_path, web.url("/a"))
    (tmp_path / "other").write_text(content, encoding="utf-8")
    assert (2, content) == (run(str(path), "--state", "other")[0], (tmp_path / "other").read_text(encoding="utf-8"))
    assert "other: is no state file" in capsys.readouterr().err


def test_moves_and_copies_are_written_and_nothing_else(web, tmp_path):
    """`--fix` touches the addresses alone; `--diff` shows it first."""
    copy = "http://web.archive.org/web/20160304050607/http://example.org/gone"
    closest = {"available": True, "url": copy, "timestamp": "20160304050607", "status": "200"}
    web.pages |= {
        "/old": reply(301, b"", Location="/new"),
        "/new": reply(),
        "/gone": reply(404),
        "*": lambda _: as_json({"archived_snapshots": {"closest": closest}}),
    }
    path = tmp_path / "refs.bib"
    before = (
        f'% Ours\r\n@misc{{a, url = {{{web.url("/old")}}}, note = {{é}} }}\r\n@misc{{b,\n  url = "{web.url("/gone")}"}}'
    )
    path.write_bytes(before.encode())
    after = before.replace("/old", "/new").replace(
        '/gone"', f'/gone",\n  archiveurl = {{{copy}}},\n  archivedate = {{2016-03-04}}'
    )
    shown = run("refs.bib", "--diff")[1]
    assert (before.encode(), True) == (path.read_bytes(), f"+  archiveurl = {{{copy}}}" in shown)
    run("refs.bib", "--fix")
    assert after.encode() == path.read_bytes()


def test_a_plan_asks_nothing(web, tmp_path):
    """It says who would be asked, before anything leaves the machine."""
    bib(tmp_path, web.url("/a"), web.url("/b"), "10.5555/x", "mailto:a@example.org")
    status, output = run("refs.bib", "--plan")
    assert (0, [], True) == (status, web.asked, output.startswith("     2  127.0.0.1  pages\n     1  127.0.0.2  DOIs"))


def test_a_pull_request_asks_only_for_what_it_adds(web, tmp_path):
    """The links of ten years are the weekly job's."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    bib(tmp_path, web.url("/old"))
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    web.pages["/new"] = reply()
    bib(tmp_path, web.url("/old"), web.url("/new"))
    status, output = run("refs.bib", "--changed-since", "HEAD", "-f", "json")
    assert (0, ["ok"], ["/new"]) == (status, verdicts(output), web.paths())


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x"])
def test_a_revision_that_there_is_not_is_said(web, tmp_path, revision, capsys):
    bib(tmp_path, web.url("/a"))
    assert 2 == run("refs.bib", f"--changed-since={revision}")[0]
    assert "no such revision" in capsys.readouterr().err


def test_private_addresses_are_for_the_caller_to_allow(web, tmp_path, monkeypatch):
    """Not for a settings file, which a pull request may bring along."""
    monkeypatch.delenv("LITREVIEW_ALLOW_PRIVATE")
    bib(tmp_path, web.url("/a"))
    assert ["skipped"] == verdicts(run("refs.bib", "-f", "json")[1])
    (tmp_path / "litreview.toml").write_text("allow_private = true", encoding="utf-8")
    assert (2, []) == (run("refs.bib")[0], web.asked)
    (tmp_path / "litreview.toml").unlink()
    assert (["broken"], True) == (verdicts(run("refs.bib", "-f", "json", "--allow-private")[1]), len(web.asked) > 0)


def test_a_link_in_quarantine_is_let_be_until_its_day(web, tmp_path):
    bib(tmp_path, web.url("/a"))
    settings = f'[quarantine]\n"{web.url("/*")}" = {{ reason = "the host moves", until = 2026-06-01 }}\n'
    (tmp_path / "litreview.toml").write_text(settings, encoding="utf-8")
    assert ["skipped"] == verdicts(run("refs.bib", "-f", "json", "--today", "2026-05-31")[1])
    assert ["broken"] == verdicts(run("refs.bib", "-f", "json", "--today", "2026-06-01")[1])


@pytest.mark.parametrize("entry", [{"until": "2026-06-01"}, {"reason": "x"}, {"reason": "x", "until": "soon"}])
def test_a_quarantine_without_reason_or_end_is_refused(entry):
    """What is let be for good is never checked again."""
    with pytest.raises(UsageError):
        quarantine.held([Link("u", "u", "url", ())], {"u": entry}, dt.date(2026, 1, 1))


def test_the_rules_of_the_run_are_told(web, tmp_path):
    """A host that answers 429 to the end, and a budget that was spent, are no all-clear."""
    web.pages["/busy"] = reply(429, Retry_After="3600")
    bib(tmp_path, web.url("/busy"))
    assert "LR902" in run("refs.bib")[1]


@pytest.mark.parametrize("name", ["text", "json", "markdown", "github"])
def test_credentials_are_neither_sent_nor_printed(web, tmp_path, name):
    """What a careless export leaked must not stand in the log of a build."""
    bib(tmp_path, web.url("/gone").replace("//", "//ada:secret@"))
    output = run("refs.bib", "-f", name)[1]
    assert (False, True) == ("secret" in output, "/gone" in web.paths())


def test_links_of_a_paper_are_checked_too(web, tmp_path):
    """A reference list, as it stands."""
    web.pages["/a"] = titled("Tides and treaties")
    text = f"Tides rise (Oduya, 2016).\n\nReferences\n\nOduya, F. (2016). Tides and treaties. {web.url('/a')}.\n"
    (tmp_path / "paper.txt").write_text(text, encoding="utf-8")
    assert ["ok"] == verdicts(run("paper.txt", "-f", "json")[1])


def test_a_plain_list_of_links_is_checked_line_by_line(web, tmp_path):
    """Addresses from anywhere, one a line."""
    web.pages["/a"] = reply()
    (tmp_path / "links.txt").write_text(f"# ours\n{web.url('/a')}\n\n{web.url('/gone')} (old)\n", encoding="utf-8")
    rows = json.loads(run("links.txt", "-f", "json")[1])["links"]
    assert [("ok", 2), ("broken", 4)] == [(row["verdict"], row["where"][0]["line"]) for row in rows]


@pytest.fixture
def held():
    """A page that is not answered before the test is over."""
    over = threading.Event()
    yield lambda _: over.wait(60) and None
    over.set()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_killed_leaves_its_state_whole(web, tmp_path, held, sent):
    """And says, on an interrupt, what it knew until then."""
    web.pages |= {"/a": reply(), "/slow": held}
    bib(tmp_path, web.url("/a"))
    run("refs.bib", "--state", "links.json")
    before = (tmp_path / "links.json").read_text(encoding="utf-8")
    web.pages["/b"] = reply()
    bib(tmp_path, web.url("/a"), web.url("/b"), web.url("/slow"))
    # One at a time, so that /b is settled when /slow is asked.
    command = [sys.executable, "-m", "litreview", "links", "refs.bib", "--state", "links.json", "-f", "json"]
    child = subprocess.Popen(
        [*command, "--per-host", "1", "--timeout", "60"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_COLOR": "1"},
    )
    wait_for(web, "/b", "/slow")
    child.send_signal(sent)
    output, _ = child.communicate(timeout=30)
    after = (tmp_path / "links.json").read_text(encoding="utf-8")
    if sent == signal.SIGKILL:
        assert before == after
    else:
        assert (130, ["ok", "ok", "unchecked"]) == (child.returncode, verdicts(output))
        assert [web.url("/a"), web.url("/b")] == sorted(history.load(tmp_path / "links.json"))


def test_an_interrupt_leaves_no_thread_behind(web, tmp_path, held):
    """A thread that goes on asking would keep a script, or a notebook, busy long after it was told to stop."""

    def odd(times):
        return held(times) if times > 1 else b"HTTP/1.1 200 OK\nNot: plain\n\n"  # to be asked again, in a thread

    web.pages |= {"/odd": odd, "/slow": held}
    bib(tmp_path, web.url("/odd"), web.url("/slow"))
    asking = []

    def interrupt():
        wait_for(web, "/odd", "/odd", "/slow")
        asking.extend(ours())
        os.kill(os.getpid(), signal.SIGINT)

    interrupter = threading.Thread(target=interrupt)
    interrupter.start()
    status, output = run("refs.bib", "-f", "json", "--timeout", "60")
    interrupter.join()
    assert (130, ["unchecked", "unchecked"], True) == (status, verdicts(output), bool(asking))
    for thread in asking:
        thread.join(20)
    assert [] == ours()


def ours():
    """The threads that ask, and those that see to it that they end."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("litreview-net")]


def wait_for(web, *paths):
    """Until those paths were asked."""
    end = time.monotonic() + 60
    while Counter(paths) - Counter(web.paths()):
        assert time.monotonic() < end, web.paths()
        time.sleep(0.02)


def test_a_good_answer_holds_for_days_and_not_for_ever():
    """Spread over days, so that not all are asked again at once."""
    now = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    urls = [f"http://example.org/{n}" for n in range(200)]
    checks = {url: LinkCheck(url, Verdict.OK, evidence=("200",)) for url in urls}
    state, _ = history.settled({}, checks, urls, now)
    held = [len(history.known(state, now + dt.timedelta(days=n))) for n in (0, 4.9, 7.5, 10.1)]
    assert (200, 200, True, 0) == (held[0], held[1], 50 < held[2] < 150, held[3])
    assert checks == history.known(json_again(state), now)


def json_again(state):
    """The state as another run reads it."""
    return history._records(json.loads(history.text(state)))
