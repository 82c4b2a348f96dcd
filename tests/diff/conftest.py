"""A notice that can be edited: sections of tasks, numbered where they stand."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from planparse.pipeline import parse
from planparse.plan import Plan
from planparse.stages.normalise import plain

_ORDINALS = "一二三四五六七八九十"


@dataclass
class Item:
    """A task: its heading, its sentences, its clause."""

    heading: str
    sentences: list[str]
    clause: str

    def text(self, number: int) -> str:
        return f"（{_ORDINALS[number]}）{self.heading}。{''.join(self.sentences)}（{self.clause}）"


@dataclass
class Draft:
    """A notice as it is being written."""

    sections: list[tuple[str, list[Item]]] = field(default_factory=list)
    title: str = "云溪区便民服务提升工作方案"
    number: str = "云政办发〔2024〕8号"
    preamble: str = "为方便群众办事，制定本方案。"
    closing: str = ""

    def text(self) -> str:
        lines = [f"云溪区人民政府办公室关于印发{self.title}的通知", self.number, "", "各镇人民政府，区有关部门：", ""]
        lines += ["现将方案印发给你们，请认真组织实施。", "", "云溪区人民政府办公室", "2024年3月5日", "", self.title, "", self.preamble]
        for n, (heading, items) in enumerate(self.sections):
            lines += ["", f"{_ORDINALS[n]}、{heading}", *(item.text(k) for k, item in enumerate(items))]
        return "\n".join([*lines, self.closing, ""])

    def plan(self) -> Plan:
        return parse(plain(self.text(), "notice.txt"))

    def copy(self) -> Draft:
        return copy.deepcopy(self)


_ITEMS = {
    "优化办事流程": [
        ("精简申请材料", ["全面清理各类证明，能够共享的材料不再要求群众提交。", "2024年10月底前公布保留的证明清单。"], "牵头单位：区行政审批局；配合单位：区司法局、区财政局"),
        ("压缩办理时限", ["逐项梳理审批环节，合并重复的审核。", "高频事项网上办理率达到90%以上。"], "牵头单位：区行政审批局；配合单位：区市场监督管理局"),
        ("公开服务指南", ["编制通俗易懂的办事指南并在大厅和网站同时公布。", "指南内容随政策调整及时更新。"], "牵头单位：区政府办公室；配合单位：区行政审批局"),
    ],
    "建设服务设施": [
        ("建设社区服务站", ["按照步行十五分钟可达的要求合理布局社区服务站。", "2024年底前建成20个社区服务站。"], "牵头单位：区民政局；配合单位：区住房城乡建设局、区财政局"),
        ("改造老旧大厅", ["对使用超过十五年的服务大厅实施无障碍改造。", "统一设置引导标识和休息区域。"], "牵头单位：区住房城乡建设局；配合单位：区残疾人联合会"),
        ("配置自助终端", ["在银行网点和商业综合体布设自助服务终端。", "建立终端日常巡检和故障报修机制。"], "牵头单位：区大数据局；配合单位：区行政审批局"),
    ],
    "强化人才培养": [
        ("开展业务培训", ["每年组织窗口人员参加综合业务轮训。", "选派骨干到先进地区跟班学习。"], "牵头单位：区人力资源和社会保障局；配合单位：区行政审批局"),
        ("完善激励机制", ["评选年度服务明星并给予通报表扬。", "将群众评价结果纳入绩效考核。"], "牵头单位：区委组织部；配合单位：区人力资源和社会保障局"),
    ],
    "加强数据共享": [
        ("建设共享平台", ["汇聚各部门政务数据资源，形成统一的共享目录。", "推动电子证照在办事场景中的应用。"], "牵头单位：区大数据局；配合单位：区公安局、区税务局"),
        ("保障数据安全", ["落实数据分类分级保护制度。", "定期开展安全检测和应急演练。"], "牵头单位：区委网信办；配合单位：区公安局、区大数据局"),
    ],
    "健全监督评价": [
        ("开展好差评", ["畅通线上线下评价渠道，差评件按时整改回访。", "整改结果向社会公开。"], "牵头单位：区行政审批局；配合单位：区信访局"),
        ("加强督促检查", ["将任务落实情况列入年度督查事项。", "对推进不力的单位予以通报。"], "牵头单位：区政府办公室；配合单位：区审计局"),
    ],
}  # fmt: skip

SPARE = Item("推行上门服务", ["为行动不便的老年人提供预约上门办理。"], "牵头单位：区民政局；配合单位：区行政审批局")


@pytest.fixture
def draft() -> Draft:
    return Draft([(h, [Item(a, list(b), c) for a, b, c in items]) for h, items in _ITEMS.items()])


@pytest.fixture
def spare() -> Item:
    return copy.deepcopy(SPARE)


@pytest.fixture
def told() -> Callable[[Draft, Draft], list[str]]:
    """The kinds of the changes between two drafts."""

    def compare(old: Draft, new: Draft) -> list[str]:
        from planparse.diff.engine import diff

        return [change.kind for change in diff(old.plan(), new.plan()).changes]

    return compare


@pytest.fixture
def git_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who commits, whatever the machine's own configuration says."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "n")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "n@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
