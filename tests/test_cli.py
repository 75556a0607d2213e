"""The command line, on real files."""

import inspect
import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from time import monotonic, sleep

import pytest
import typer
from typer.testing import CliRunner

from dashboard import cli, extract_command, serve_command
from dashboard.cli import app
from extraction import extract
from extraction.lexicon import LexiconError

BULLETIN = "رصد المرصد السوري مقتل 3 مدنيين بينهم طفلة في قصف على قرية الشعفة اليوم السبت 5 كانون الثاني 2019.\n"
UNREADABLE = {
    "empty.txt": (b"", "is empty."),
    "binary.txt": (bytes(range(256)) * 20, "is not a text file."),
    "damaged.txt": (BULLETIN.encode() + b"\xd9", "is damaged: byte"),
    "unknown.txt": (bytes(range(128, 256)) * 4, "is in an encoding that could not be told"),
}


def run(*arguments, **options):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


@pytest.fixture
def bulletin(tmp_path):
    file = tmp_path / "نشرة.txt"
    file.write_text(BULLETIN, encoding="utf-8", newline="")
    return file


def test_json_of_one_file_is_the_report(bulletin):
    result = run("extract", bulletin, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == extract(BULLETIN).model_dump(mode="json")
    assert [figure["count"]["value"] for figure in json.loads(result.stdout)["casualties"]] == [3, 1]


def test_json_of_many_files_is_an_array_that_names_them(bulletin, tmp_path):
    second = tmp_path / "b.txt"
    second.write_bytes(BULLETIN.encode("cp1256"))
    result = run("extract", second, bulletin, "--format", "json")
    assert result.exit_code == 0
    reports = json.loads(result.stdout)
    assert [report["file"] for report in reports] == [str(second), str(bulletin)]
    assert reports[0]["casualties"] == reports[1]["casualties"] != []


def test_json_lines_of_a_folder_in_order_of_names(bulletin, tmp_path):
    (tmp_path / "a.TXT").write_bytes(BULLETIN.encode("utf-16"))
    (tmp_path / "notes.json").write_text("no bulletin", encoding="utf-8")
    result = run("extract", tmp_path, "--format", "jsonl")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [Path(line["file"]).name for line in lines] == ["a.TXT", "نشرة.txt"]
    assert lines[0]["report"]["id"] == lines[1]["report"]["id"]


def test_a_folder_with_one_file_is_still_an_array(bulletin):
    reports = json.loads(run("extract", bulletin.parent, "--format", "json").stdout)
    assert [report["file"] for report in reports] == [str(bulletin)]


def test_standard_input(bulletin):
    result = run("extract", "-", "--format", "json", input=BULLETIN.encode("cp1256"))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["report"]["chars"] == len(BULLETIN)
    assert run("extract", "-", input=b"").stderr == "standard input is empty.\n"


def test_the_table_shows_sentences_and_the_words_they_come_from(bulletin, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    result = run("extract", bulletin)
    assert result.exit_code == 0
    assert "Report's date: 2019-01-05 (stated)" in result.stdout
    assert "3 civilians killed" in result.stdout
    assert "Of 3 civilians (C1): 1 child killed" in result.stdout


def test_the_table_cannot_be_steered_by_the_bulletin(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("مقتل 7\x1b[2J [red]مدنيين[/red] في حلب", encoding="utf-8")
    result = run("extract", file)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout


def test_the_date_is_given_to_every_report(bulletin):
    result = run("extract", bulletin, "--date", "2019-01-06", "--format", "json")
    report = json.loads(result.stdout)["report"]
    assert (report["date"], report["date_basis"]) == ("2019-01-06", "given")


@pytest.mark.parametrize("date", ["5/1/2019", "2019-02-30", "yesterday", ""])
def test_a_wrong_date_is_a_clear_error(bulletin, date):
    result = run("extract", bulletin, "--date", date)
    assert result.exit_code == 2
    assert "write year-month-day" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_named_and_the_others_are_done(bulletin, name):
    data, sentence = UNREADABLE[name]
    file = bulletin.with_name(name)
    file.write_bytes(data)
    result = run("extract", file, bulletin, "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{file} {sentence}")
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [str(bulletin)]


@pytest.mark.parametrize("format", ["table", "json", "jsonl"])
def test_a_missing_file_leaves_nothing_on_standard_output(tmp_path, format):
    result = run("extract", tmp_path / "none.txt", "--format", format)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"{tmp_path / 'none.txt'} does not exist.\n"


def test_a_folder_without_bulletins_is_an_error(tmp_path, bulletin):
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run("extract", empty, bulletin, "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == f"{empty} is a folder without files that can be read.\n"
    assert len(result.stdout.splitlines()) == 1


def test_a_text_over_the_limit_is_a_clear_error(tmp_path, bulletin):
    file = tmp_path / "long.txt"
    file.write_text("ا" * 5_000_001, encoding="utf-8")
    result = run("extract", file, bulletin, "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"The text of {file} is longer than 5 million characters")
    assert len(result.stdout.splitlines()) == 1


def test_a_wrong_lexicon_is_named_with_its_line(bulletin, monkeypatch, capsys):
    def fail(*_):
        raise LexiconError("parties.csv, line 5: code is 'sdff'")

    monkeypatch.setattr(extract_command, "extract", fail)
    monkeypatch.setattr(sys, "argv", ["rasd", "extract", str(bulletin)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 1
    assert capsys.readouterr().err == "A lexicon is wrong: parties.csv, line 5: code is 'sdff'\n"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name):
    found = cli.COMMANDS[name].load()
    said = found.info.help if isinstance(found, typer.Typer) else inspect.cleandoc(found.__doc__).partition("\n\n")[0]
    assert cli.COMMANDS[name].help == " ".join(said.split())
    listed, own = run("--help").stdout, run(name, "--help").stdout
    assert name in listed
    assert f" {name} [OPTIONS]" in own


HEAVY = {"sqlalchemy", "alembic", "pyarrow", "pandas", "numpy", "streamlit", "plotly", "xlsxwriter", "camel_tools.utils.charsets"}


@pytest.mark.parametrize("words", [["--help"], ["extract", "{file}"], ["gazetteer", "suggest", "الشعفه"], ["evaluate", "{folder}"]])
def test_a_command_waits_for_no_library_of_another(words, bulletin):
    words = [word.format(file=bulletin, folder=bulletin.parent) for word in words]
    code = f"import sys; from dashboard.cli import app; app({words!r}, standalone_mode=False); print('loaded', *sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(result.stdout.rpartition("loaded ")[2].split())
    assert "dashboard.cli" in loaded
    assert not loaded & HEAVY


def test_serving_options_before_another_command_are_refused(bulletin):
    result = run("--port", "9000", "extract", bulletin)
    assert result.exit_code == 2
    assert "rasd serve --port" in result.stderr


def test_a_taken_port_is_a_clear_error():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--no-browser", "--port", port)
    assert result.exit_code == 1
    assert result.stderr == f"Port {port} is taken or not allowed; choose another: rasd serve --port NUMBER\n"


def test_the_next_free_port_is_used_when_the_usual_one_is_taken(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        usual = taken.getsockname()[1]
        monkeypatch.setattr(serve_command, "DEFAULT_PORT", usual)
        assert usual < serve_command._free_port(None) < usual + serve_command.PORTS_TRIED


@pytest.mark.parametrize("command", [[], ["serve"]])
def test_the_dashboard_answers_on_this_computer_only(command, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", "from dashboard.cli import main; main()", *command, "--no-browser", "--port", str(port)],
        cwd=tmp_path,  # any folder will do
        # As on a machine where Streamlit never ran and would ask for an e-mail address.
        env={**os.environ, "HOME": str(tmp_path), "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _page(server, port, seconds=60) == 200
        with pytest.raises(OSError):  # a server that listens on every address would answer on this one
            socket.create_connection(("127.0.0.2", port), timeout=2)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _page(server, port, seconds):
    """The status of the dashboard's first page, once it answers."""
    until = monotonic() + seconds
    while monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                return page.status
        except OSError:
            sleep(0.2)
    return None
