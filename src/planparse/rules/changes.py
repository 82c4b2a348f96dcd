"""The kinds of change between two plans: what each is called, and how much it matters.

Severity follows what a reviewer has to act on. `breaking`: a duty, its lead, its date or its target is
given up or weakened. `warning`: a duty is new or has other words, bearers or a stricter date. `note`: to
be known, no duty changes.
"""

from __future__ import annotations

from typing import NamedTuple

SEVERITIES = ("note", "warning", "breaking")  # from the mildest


class ChangeKind(NamedTuple):
    """A row of the table: `name` is stable and what ``--fail-on`` and waivers take."""

    name: str
    severity: str
    english: str
    chinese: str


# fmt: off
KINDS = (
    ChangeKind("task-added", "warning", "task added", "新增任务"),
    ChangeKind("task-removed", "breaking", "task removed", "删除任务"),
    ChangeKind("task-moved", "note", "task moved", "任务移位"),
    ChangeKind("task-split", "warning", "task split", "任务拆分"),
    ChangeKind("task-merged", "warning", "tasks merged", "任务合并"),
    ChangeKind("task-reworded", "warning", "task reworded", "任务表述调整"),
    ChangeKind("measure-added", "warning", "measure added", "新增举措"),
    ChangeKind("measure-removed", "warning", "measure removed", "删除举措"),
    ChangeKind("measure-moved", "note", "measure moved", "举措移位"),
    ChangeKind("measure-reworded", "warning", "measure reworded", "举措表述调整"),
    ChangeKind("lead-changed", "breaking", "lead changed", "牵头单位变更"),
    ChangeKind("lead-removed", "breaking", "lead removed", "取消牵头单位"),
    ChangeKind("lead-added", "warning", "lead added", "增加牵头单位"),
    ChangeKind("lead-rule-added", "warning", "rule for leads added", "新增牵头单位认定规则"),
    ChangeKind("lead-rule-removed", "breaking", "rule for leads removed", "取消牵头单位认定规则"),
    ChangeKind("unit-added", "warning", "unit added", "增加责任单位"),
    ChangeKind("unit-removed", "warning", "unit removed", "减少责任单位"),
    ChangeKind("unit-renamed", "note", "unit renamed", "单位更名"),
    ChangeKind("role-changed", "warning", "role changed", "单位职责变更"),
    ChangeKind("deadline-earlier", "warning", "deadline moved earlier", "时限提前"),
    ChangeKind("deadline-later", "breaking", "deadline moved later", "时限推后"),
    ChangeKind("deadline-added", "warning", "deadline added", "新增时限"),
    ChangeKind("deadline-dropped", "breaking", "deadline dropped", "取消时限"),
    ChangeKind("target-raised", "warning", "target raised", "目标值提高"),
    ChangeKind("target-lowered", "breaking", "target lowered", "目标值降低"),
    ChangeKind("target-changed", "warning", "target changed", "目标值变更"),
    ChangeKind("target-added", "warning", "target added", "新增目标"),
    ChangeKind("target-dropped", "warning", "target dropped", "取消目标"),
    ChangeKind("citation-added", "note", "citation added", "新增引用文件"),
    ChangeKind("citation-removed", "note", "citation removed", "删除引用文件"),
    ChangeKind("citation-changed", "note", "citation changed", "引用文件变更"),
    ChangeKind("section-added", "warning", "section added", "新增章节"),
    ChangeKind("section-removed", "warning", "section removed", "删除章节"),
    ChangeKind("section-moved", "note", "section moved", "章节移位"),
    ChangeKind("section-split", "note", "section split", "章节拆分"),
    ChangeKind("section-merged", "note", "sections merged", "章节合并"),
    ChangeKind("section-reworded", "note", "section reworded", "章节表述调整"),
    ChangeKind("paragraph-added", "note", "paragraph added", "新增段落"),
    ChangeKind("paragraph-removed", "note", "paragraph removed", "删除段落"),
    ChangeKind("paragraph-moved", "note", "paragraph moved", "段落移位"),
    ChangeKind("metadata-changed", "note", "metadata changed", "文件信息变更"),
    ChangeKind("attachment-added", "warning", "attachment added", "新增附件"),
    ChangeKind("attachment-removed", "warning", "attachment removed", "删除附件"),
    ChangeKind("waiver-expired", "warning", "waiver expired", "豁免已过期"),
    ChangeKind("waiver-unused", "warning", "waiver unused", "豁免未使用"),
)
# fmt: on

BY_NAME = {kind.name: kind for kind in KINDS}

# Names of metadata fields for messages, in the words of official documents.
FIELDS = {
    "title": ("title", "标题"),
    "document_number": ("document number", "发文字号"),
    "index_number": ("index number", "索引号"),
    "issuers": ("issuers", "发文机关"),
    "addressees": ("addressees", "主送机关"),
    "date_issued": ("date of issue", "成文日期"),
    "date_published": ("date of publication", "发布日期"),
    "date_effective": ("effective date", "施行日期"),
    "valid_until": ("end of validity", "有效期"),
    "publisher": ("publisher", "发布机构"),
    "subject": ("subject", "主题分类"),
    "status": ("status", "效力状态"),
    "disclosure": ("disclosure", "公开方式"),
    "genre": ("genre", "文种"),
    "region": ("region", "地区"),
    "level": ("level", "层级"),
    "copied_to": ("copied to", "抄送机关"),
    "printed_by": ("printed by", "印发机关"),
    "date_printed": ("date printed", "印发日期"),
    "signed_by": ("signed by", "签发人"),
}

ROLES = {"lead": ("lead", "牵头"), "support": ("support", "配合"), "responsible": ("responsible", "责任")}


def at_least(severity: str, threshold: str) -> bool:
    """Is `severity` the same as `threshold` or graver?

    >>> at_least("breaking", "warning"), at_least("note", "warning")
    (True, False)
    """
    return SEVERITIES.index(severity) >= SEVERITIES.index(threshold)
