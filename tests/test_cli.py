"""The command line from outside: what it prints, where, and how it ends."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import planparse

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full and terminals of Linux")


def message(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """The one line on stderr of a command that failed with `code` and printed nothing else."""
    text = done.stderr.decode()
    assert done.returncode == code, text
    assert text.count("\n") == 1, text
    assert text.startswith("planparse: ")
    assert "Traceback" not in text
    return text


def failed(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    assert done.stdout == b""
    return message(done, code)


# ------------------------------------------------------------------------------ help and version


@pytest.mark.parametrize("options", [["--version"], ["--lang", "zh", "--version"]])
def test_version(cli: Run, options: list[str]) -> None:
    done = cli(*options)
    assert (done.returncode, done.stdout.decode()) == (0, f"planparse {planparse.__version__}\n")


@pytest.mark.parametrize("command", [[], ["extract"], ["diff"], ["trace"], ["textconv"], ["schema"]])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_shows_examples(cli: Run, command: list[str], lang: str) -> None:
    done = cli("--lang", lang, *command, "--help")
    assert done.returncode == 0
    assert done.stderr == b""
    text = done.stdout.decode()
    assert f"  planparse {' '.join(command) or 'extract'} " in text
    assert ("示例" if lang == "zh" else "Example") in text
    assert not any(f"{{{fact}}}" in text for fact in ("formats", "diff_formats", "trace_formats", "suffixes"))


def test_nothing_asked_for(cli: Run) -> None:
    done = cli()
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"extract" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extrakt", "a.txt"],
        ["extract", "--form", "json", "a.txt"],
        ["extract", "a.txt", "--to", "xml"],
        ["extract", "a.txt", "--to"],
        ["extract", "a.txt", "--lang", "fr"],
        ["schema", "a.txt"],
    ],
)
def test_wrong_command_lines(cli: Run, arguments: list[str]) -> None:
    failed(cli(*arguments), 2)


def test_usage_errors_in_chinese(cli: Run) -> None:
    assert "缺少参数" in failed(cli("extract", env={"LANG": "zh_CN.UTF-8"}), 2)
    assert "没有这个选项" in failed(cli("extract", "--form", "--lang", "zh"), 2)


# ------------------------------------------------------------------------------ one notice


def test_one_notice_is_one_json_object(cli: Run, notice: Path) -> None:
    done = cli("extract", notice)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == planparse.write(planparse.extract(notice))
    plan = json.loads(done.stdout)
    assert plan["source"]["name"] == "notice.txt"
    assert plan["metadata"]["document_number"] == "云政办发〔2024〕8号"


def test_units_of_the_notice(cli: Run, notice: Path) -> None:
    plan = planparse.Plan.model_validate_json(cli("extract", notice).stdout)
    found = {
        task.path: [(unit.name, unit.role) for clause in task.responsibilities for unit in clause.units]
        for task in plan.tasks()
    }
    assert found[2, 1] == [("区行政审批局", "lead"), ("区司法局", "support"), ("区财政局", "support")]


def test_yaml(cli: Run, notice: Path) -> None:
    as_yaml = cli("extract", notice, "--to", "yaml").stdout
    assert yaml.safe_load(as_yaml) == json.loads(cli("extract", notice).stdout)


def test_standard_input(cli: Run, notice: Path) -> None:
    done = cli("extract", "-", input=notice.read_bytes())
    assert (done.returncode, done.stderr) == (0, b"")
    plan = json.loads(done.stdout)
    assert plan["source"]["name"] == "stdin"
    assert plan["sections"] == json.loads(cli("extract", notice).stdout)["sections"]


def test_same_input_same_bytes(cli: Run, notice: Path, tmp_path: Path) -> None:
    plain = cli("extract", notice).stdout
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LANG": "zh_CN.GB18030", "LC_ALL": "C"}
    assert cli("extract", notice, env=elsewhere).stdout == plain
    assert cli("extract", "notice.txt", cwd=tmp_path, env={"PYTHONHASHSEED": "0"}).stdout == plain
    assert b"/tmp" not in plain


# ------------------------------------------------------------------------------ output files


def test_file_in_the_format_of_its_suffix(cli: Run, notice: Path, tmp_path: Path) -> None:
    for name in ("plan.json", "plan.yaml", "plan.yml", "plan"):
        done = cli("extract", notice, "-o", tmp_path / name)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    whole = json.loads((tmp_path / "plan.json").read_bytes())
    assert json.loads((tmp_path / "plan").read_bytes()) == whole
    assert yaml.safe_load((tmp_path / "plan.yml").read_bytes()) == whole
    cli("extract", notice, "-o", tmp_path / "plan.yaml", "--to", "json")
    assert json.loads((tmp_path / "plan.yaml").read_bytes()) == whole


def test_a_suffix_that_no_format_has(cli: Run, notice: Path, tmp_path: Path) -> None:
    done = cli("extract", notice, "-o", tmp_path / "plan.out")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert ".out" in done.stderr.decode()
    assert ".json" in done.stderr.decode()
    assert not (tmp_path / "plan.out").exists()
    assert cli("extract", notice, "-o", tmp_path / "plan.out", "--to", "json").returncode == 0


def test_file_is_replaced_whole_and_keeps_its_mode(cli: Run, notice: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    assert cli("extract", notice, "-o", link).returncode == 0
    assert link.is_symlink()
    assert json.loads(target.read_bytes())
    assert target.stat().st_mode & 0o777 == 0o640


def test_directory(cli: Run, notice: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert cli("extract", notice, "-o", tmp_path / "out").returncode == 0
    assert cli("extract", notice, "-o", f"{tmp_path}/new/", "--to", "yaml").returncode == 0
    assert sorted(p.name for p in tmp_path.glob("*/*")) == ["notice.json", "notice.yaml"]


@pytest.mark.parametrize("target", ["missing/plan.json", "missing/deep/", "notice.txt/plan.json"])
def test_output_that_cannot_be_written(cli: Run, notice: Path, tmp_path: Path, target: str) -> None:
    line = failed(cli("extract", notice, "-o", f"{tmp_path}/{target}"), 5)
    assert target.rstrip("/") in line
    assert [p.name for p in tmp_path.iterdir()] == ["notice.txt"]


def test_the_notice_is_not_overwritten(cli: Run, notice: Path) -> None:
    before = notice.read_bytes()
    failed(cli("extract", notice, "-o", notice), 2)
    assert notice.read_bytes() == before


def test_nothing_is_left_of_an_output_without_plans(cli: Run, tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_text("old")
    failed(cli("extract", tmp_path / "missing.txt", "-o", target), 3)
    failed(cli("extract", tmp_path / "missing.txt", "-o", tmp_path / "new.json"), 3)
    assert [p.name for p in tmp_path.iterdir()] == ["plan.json"]
    assert target.read_text() == "old"


@LINUX
def test_full_disk(cli: Run, notice: Path) -> None:
    failed(cli("extract", notice, "-o", "/dev/full"), 5)
    for command in (["extract", str(notice)], ["schema"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "planparse", *command],
                stdout=full, stderr=subprocess.PIPE, check=False,
            )  # fmt: skip
        assert done.returncode == 5
        assert done.stderr.count(b"\n") == 1


def test_reader_that_has_had_enough(notice: Path) -> None:
    command = [sys.executable, "-m", "planparse", "extract", *[str(notice)] * 2, "--to", "json"]
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


# ------------------------------------------------------------------------------ several notices


@pytest.fixture
def folder(tmp_path: Path, notice: Path) -> Path:
    """A directory with three notices, an unknown format and a hidden file."""
    top = tmp_path / "in"
    (top / "sub").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "sub/a.txt", ".hidden.txt", "x.bin"):
        (top / name).write_bytes(notice.read_bytes())
    return top


def test_several_are_json_lines(cli: Run, folder: Path) -> None:
    done = cli("extract", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == ["a.txt", "b.txt", "a.txt"]


def test_several_are_yaml_documents(cli: Run, folder: Path, tmp_path: Path) -> None:
    done = cli("extract", folder / "a.txt", folder / "b.txt", "-o", tmp_path / "all.yaml")
    assert done.returncode == 0
    documents = list(yaml.safe_load_all((tmp_path / "all.yaml").read_bytes()))
    assert [plan["source"]["name"] for plan in documents] == ["a.txt", "b.txt"]


def test_several_into_a_directory(cli: Run, folder: Path, tmp_path: Path) -> None:
    assert cli("extract", folder, "-o", tmp_path / "out").returncode == 0
    made = sorted(p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.*"))
    assert made == ["a.json", "b.json", "sub/a.json"]


def test_names_that_meet(cli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "a.html").write_text("<p>一、总体要求</p>", encoding="utf-8")
    assert cli("extract", folder / "a.txt", folder / "a.html", "-o", tmp_path / "out").returncode == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.html.json", "a.txt.json"]
    failed(cli("extract", folder / "a.txt", folder / "sub/a.txt", "-o", tmp_path / "out"), 2)


def test_a_batch_goes_on_past_bad_notices(cli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "aa.txt").write_bytes(b"")
    done = cli("extract", folder, tmp_path / "missing.txt", "-o", tmp_path / "out")
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 3
    assert len(lines) == 2
    assert "aa.txt" in lines[0]
    assert "missing.txt" in lines[1]
    assert len(list((tmp_path / "out").rglob("*.json"))) == 3


def test_the_highest_code_counts(cli: Run, folder: Path, tmp_path: Path) -> None:
    huge = folder / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(60 * 1024 * 1024)
    (folder / "zz.txt").write_bytes(b"")
    done = cli("extract", folder, "-o", tmp_path / "out")
    assert done.returncode == 4
    assert len(done.stderr.splitlines()) == 2
    assert len(list((tmp_path / "out").rglob("*.json"))) == 3


def test_a_target_in_the_way_spares_the_others(cli: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "a.json").mkdir(parents=True)
    message(cli("extract", folder, "-o", tmp_path / "out"), 5)
    assert (tmp_path / "out" / "b.json").is_file()
    assert (tmp_path / "out" / "sub" / "a.json").is_file()


def test_directory_without_notices(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"x")
    assert ".txt" in failed(cli("extract", tmp_path), 3)
    assert "没有通知" in failed(cli("extract", tmp_path, "--lang", "zh"), 3)


# ------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", 3),
        ("blank.txt", b" \n\n\t", 3),
        ("binary.txt", bytes(range(256)) * 40, 3),
        ("program.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00" * 50, 3),
        ("undecodable.txt", "一、总体要求".encode() + b"\xff\xfe\xff\x80" * 8, 3),
        ("unknown.xyz", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 3),
    ],
)
def test_content_that_is_no_notice(cli: Run, tmp_path: Path, name: str, content: bytes, code: int) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert name in failed(cli("extract", path), code)
    assert failed(cli("extract", path, "--lang", "zh"), code)
    failed(cli("extract", "-", input=content), code)


def test_missing_file(cli: Run, tmp_path: Path) -> None:
    assert "missing.txt" in failed(cli("extract", tmp_path / "missing.txt"), 3)
    assert any("\u4e00" <= c <= "\u9fff" for c in failed(cli("extract", "missing.txt", "--lang", "zh"), 3))


def test_name_that_would_forge_a_message(cli: Run, tmp_path: Path) -> None:
    failed(cli("extract", tmp_path / "a\nplanparse: all is well\x1b[2K.txt"), 3)


@LINUX
def test_name_that_is_no_text(cli: Run, tmp_path: Path, notice: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    try:
        os.link(notice, path)
    except OSError as error:
        pytest.skip(errno.errorcode.get(error.errno or 0, "no such names here"))
    done = subprocess.run([sys.executable, "-m", "planparse", "extract", path], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


def test_too_large(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(60 * 1024 * 1024)  # sparse: takes no room
    assert "huge.txt" in failed(cli("extract", path), 4)


def test_errors_of_our_own_are_one_line_too(monkeypatch: pytest.MonkeyPatch, notice: Path, capfd: Any) -> None:
    from planparse import pipeline
    from planparse.cli.app import run

    def broken(_: object) -> None:
        raise KeyError("unforeseen\nsecond line")

    monkeypatch.setattr(pipeline, "parse", broken)
    monkeypatch.delenv("PLANPARSE_DEBUG", raising=False)
    assert run(["extract", str(notice), "--lang", "en"]) == 3
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "KeyError" in err
    monkeypatch.setenv("PLANPARSE_DEBUG", "1")
    with pytest.raises(KeyError):
        run(["extract", str(notice)])


def test_interrupted(monkeypatch: pytest.MonkeyPatch, notice: Path, tmp_path: Path) -> None:
    from planparse import pipeline
    from planparse.cli.app import run

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "parse", interrupt)
    assert run(["extract", str(notice), "-o", str(tmp_path / "plan.json")]) == 130
    assert [p.name for p in tmp_path.iterdir()] == ["notice.txt"]


# ------------------------------------------------------------------------------ terminal


@LINUX
@pytest.mark.parametrize(("lang", "words"), [("en", ["Outline", "Units"]), ("zh", ["提纲", "牵头"])])
def test_summary_on_a_terminal(notice: Path, lang: str, words: list[str]) -> None:
    import pty

    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "planparse", "extract", str(notice), "--lang", lang],
        stdout=terminal, stderr=subprocess.PIPE, env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
    )  # fmt: skip
    os.close(terminal)
    seen = b""
    while True:
        try:
            piece = os.read(controller, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        seen += piece
    _, errors = process.communicate(timeout=30)
    os.close(controller)
    assert (process.returncode, errors) == (0, b"")
    text = seen.decode()
    for word in [*words, "便民服务提升工作方案", "●区行政审批局", "区司法局", "2024-10"]:
        assert word in text


# ------------------------------------------------------------------------------ real notices


def test_all_real_notices_are_read(corpus_notices: list[Path], cli: Run, tmp_path: Path) -> None:
    done = cli("extract", *corpus_notices, "-o", tmp_path)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert len(list(tmp_path.iterdir())) == len(corpus_notices)
