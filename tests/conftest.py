"""What several tests use: the command line, a plan made by hand, and notices from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PLANPARSE_SHARED") or ROOT.parent / "shared")

NOTICE = """云溪区人民政府办公室关于印发便民服务提升工作方案的通知
云政办发〔2024〕8号

各镇人民政府、街道办事处，区有关部门：

现将《便民服务提升工作方案》印发给你们，请认真组织实施。

云溪区人民政府办公室
2024年3月5日

便民服务提升工作方案

为方便群众办事，制定本方案。

一、总体要求

坚持便民利民，到2025年，高频事项全部实现就近办理。

二、重点任务

（一）优化办事流程。精简申请材料，公开办理时限。（牵头单位：区行政审批局；配合单位：区司法局、财政局）

（二）建设社区服务站。2024年10月底前建成20个社区服务站。（责任单位：区民政局、区住房城乡建设局，各镇人民政府、街道办事处）

三、保障措施

加强督促检查，及时总结推广经验。
"""

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project."""
    return ROOT


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A file that holds a short notice."""
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def cli() -> Run:
    """Runs the command line in a process of its own: ``cli("extract", path, input=b"…", env={…})``."""

    def run(*arguments: object, env: dict[str, str] | None = None, **options: Any) -> Any:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PLANPARSE_"))}
        options.setdefault("input", b"")
        return subprocess.run(
            [sys.executable, "-m", "planparse", *map(str, arguments)],
            capture_output=True,
            check=False,
            timeout=60,
            env={**inherited, "LANG": "C.UTF-8", **(env or {})},
            **options,
        )

    return run


@pytest.fixture(scope="session")
def made_plan() -> Any:
    """A plan made by hand, with every kind of value that a writer meets."""
    from planparse.plan import (
        Deadline,
        Diagnostic,
        Generator,
        Measure,
        Metadata,
        Paragraph,
        Plan,
        Responsibility,
        Section,
        SourceInfo,
        Task,
        UnitMention,
    )

    units = (
        UnitMention(name="区教育局", raw="区教育局", span=(20, 24), role="lead", lead_basis="word", unit="u1"),
        UnitMention(name="区财政局", raw="财政局", span=(25, 28), role="support", unit="u2", confidence=0.5),
    )
    clause = Responsibility(quote="（区教育局牵头，财政局配合）", span=(19, 32), rule="lead_verb", units=units)
    due = Deadline(due="2024-06", text="2024年6月底前", span=(12, 19), rule="by_month")
    measure = Measure(id="m1", text="公开办理时限。\n同步公布收费标准: 见 #1。", span=(10, 19), deadlines=(due,))
    task = Task(id="t1", path=(1, 1), number="（一）", heading="yes", span=(8, 32), measures=(measure,),
                responsibilities=(clause,))
    section = Section(id="s1", path=(1,), number="一、", level=1, heading="2024", span=(4, 32), tasks=(task,))
    odd = ("~", "- 不是列表", "引号\"与'", "\u3000\u3000缩进\n\n \n结尾 ", "制表\t符", "\u2028行\u0085", "", "\ufeff")
    return Plan(
        generator=Generator(name="planparse", version="0", rules="0"),
        source=SourceInfo(name="a.txt", media_type="text/plain", sha256="0", encoding="utf-8", reader="text", length=32),
        metadata=Metadata(title="关于便民服务的通知", issuers=("云溪区人民政府",), spans={"title": ((0, 9),)}),
        title="便民服务方案",
        preamble=tuple(Paragraph(text=text, span=(0, 1)) for text in odd),
        sections=(section,),
        diagnostics=(Diagnostic(code="outline.restored", severity="info", message="a number was restored"),),
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The directory of real notices, which is no part of the project."""
    if not (SHARED / "eval").is_dir():
        pytest.skip(f"no real notices at {SHARED}: set PLANPARSE_SHARED")
    return SHARED


@pytest.fixture(scope="session")
def eval_notices(shared: Path) -> list[Path]:
    """The notices that were annotated by hand."""
    return _files(shared / "eval" / "notices")


@pytest.fixture(scope="session")
def corpus_notices(shared: Path) -> list[Path]:
    """Real notices without annotations, in the formats that can be read."""
    from planparse import readers

    suffixes = set(readers.SUFFIXES)
    if find_spec("pypdfium2") is None:  # an extra that need not be installed
        suffixes.discard(".pdf")
    return [path for path in _files(shared / "corpus") if path.suffix in suffixes and path.stem != "README"]


def _files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.iterdir() if path.is_file() and not path.name.startswith("."))
