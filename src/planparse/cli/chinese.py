"""The help and the usage errors in Chinese. English stands where it belongs, at the commands."""

from __future__ import annotations

import re

# By command, then by parameter name; "" is the command itself. {formats} and {suffixes} are filled in.
HELP: dict[str, dict[str, str]] = {
    "planparse": {
        "": """把政府方案类通知转换为经过校验的数据。

        每个单位、牵头单位、时限和引用文件都注明其在通知原文中的位置和所用规则。

        \b
        示例：
          planparse extract notice.txt
          planparse extract notices/ -o plans/
          planparse diff draft.docx final.docx
          planparse schema
          planparse formats
        """,
        "version": "显示版本号。",
    },
    "extract": {
        "": """读取通知，输出其中的方案。

        \b
        不加 -o 时结果写到标准输出：
          一份通知输出一个 JSON 对象；
          多份通知或目录输出 JSON Lines（--to yaml 时为多文档 YAML）；
          在终端上且未加 --to 时显示摘要。
        -o 为文件时写入该文件，格式由后缀决定，--to 优先。
        -o 为目录时每份通知写一个 NAME.json。已存在的目录、
          以 / 结尾的名称、多份通知时不带后缀的名称，均视为目录。
        目录中只读取以 {suffixes} 结尾的文件。

        \b
        示例：
          planparse extract notice.txt
          planparse extract notice.html -o plan.yaml
          planparse extract notices/ -o plans/
          curl -s https://example.org/notice.html | planparse extract - --to json

        \b
        退出码：
          0  完成                  4    超出限制
          2  命令行有误            5    结果无法写入
          3  通知无法读取          130  被中断
        批量处理时跳过有问题的通知，最后返回最大的退出码。
        """,
        "notices": "文件或目录；- 表示标准输入。",
        "output": "输出文件；或目录，每份通知一个文件。",
        "to": "格式：{formats}。",
        "tracked": "修订：final 视为全部接受（默认），original 视为全部拒绝。",
    },
    "diff": {
        "": """比较方案的两个版本：谁的职责变了，怎么变的。

        每一侧可以是任何可读格式的通知、extract 输出的方案，或当前目录所在 git 仓库中的 版本:路径。
        仅因其他变化而顺延的序号只计数，不列出。

        程度分为 breaking（删除任务，变更或取消牵头单位，取消或推后时限，降低目标值）、warning 和 note；
        指定一种程度时，更重的也包括在内。

        \b
        示例：
          planparse diff draft.docx final.docx
          planparse diff HEAD~1:plans/plan.txt plans/plan.txt --fail-on breaking
          planparse diff old.json new.json --to html -o changes.html

        \b
        退出码：
          0  没有达到 --fail-on 的变化   4    超出限制
          1  有达到 --fail-on 的变化     5    结果无法写入
          2  命令行有误                  130  被中断
          3  有一侧无法读取
        """,
        "old": "通知、方案（JSON、YAML）或 版本:路径。",
        "new": "较新的版本，同上；- 表示标准输入。",
        "output": "输出文件。",
        "to": "格式：{diff_formats}。",
        "fail_on": "使退出码为 1 的程度或类型，可用逗号分隔或重复；any（默认）或 never。",
        "waivers": "已认可的变化；默认读取当前目录的 .planparse-waivers.yaml。",
    },
    "trace": {
        "": """查看下级方案如何承接上级方案。

        列出 LOWER 承接了 UPPER 的哪些任务（一项可由几项承接）、未承接哪些、自有哪些，以及两侧的责任单位。
        两侧的写法与 diff 相同。

        \b
        示例：
          planparse trace province.html county.docx
          planparse trace province.json county.json --to csv -o trace.csv

        \b
        退出码：
          0  完成                4    超出限制
          2  命令行有误          5    结果无法写入
          3  有一侧无法读取      130  被中断
        """,
        "upper": "上级方案。",
        "lower": "落实它的下级方案。",
        "output": "输出文件。",
        "to": "格式：{trace_formats}。",
    },
    "textconv": {
        "": """把通知显示为便于逐行比较的文本：提纲、句子、单位和日期各占一行。

        不加 --numbers 时省略序号，插入一项任务不会使后面各行都变。用作 git 的比较驱动：

        \b
        设置：
          git config diff.planparse.textconv "planparse textconv"
          echo '*.docx diff=planparse' >> .gitattributes

        \b
        示例：
          planparse textconv notice.txt

        无法读取时只输出一行说明，退出码为 0，否则 git 会中止。
        """,
        "notice": "通知或方案，由 git 交来。",
        "numbers": "同时显示序号。",
    },
    "schema": {
        "": """输出方案或比较结果的 JSON Schema（2020-12 版）。

        \b
        示例：
          planparse schema > plan.schema.json
          planparse schema diff > diff.schema.json
        """,
        "model": "plan 为方案（默认），diff 为比较结果。",
    },
    "formats": {
        "": """列出本机可以读取的格式，以及其余格式如何启用。

        文件按内容识别，后缀只作参考；后缀决定读取目录时收取哪些文件。

        \b
        示例：
          planparse formats
          planparse formats --to json
        """,
        "to": "输出方式：text（默认）或 json。",
    },
}
SHARED = {"lang": "消息的语言，默认随系统区域设置。", "help": "显示本说明。"}

# What typer itself prints around our texts.
FRAME = (
    (re.compile(r"^Usage:", re.M), "用法："),
    (re.compile(r"^Options:", re.M), "选项："),
    (re.compile(r"^Arguments:", re.M), "参数："),
    (re.compile(r"^Commands:", re.M), "命令："),
    (re.compile(r"Show this message and exit\."), SHARED["help"]),
    (re.compile(r"\[required\]"), "［必填］"),
)

# Usage errors, as typer words them.
USAGE = (
    (re.compile(r"^Missing command"), "缺少命令"),
    (re.compile(r"^Missing (?:argument|option|parameter)\s*"), "缺少参数 "),
    (re.compile(r"^No such option:\s*"), "没有这个选项："),
    (re.compile(r"\(Possible options: (.{1,80})\)"), r"（是否为 \1）"),
    (re.compile(r"^No such command\s*"), "没有这个命令："),
    (re.compile(r"^Invalid value for (.{1,60}?): (.{1,60}?) is not one of (.*)$"), r"\1 的值 \2 无效，可选 \3"),
    (re.compile(r"^Option (.{1,40}?) requires an argument"), r"选项 \1 缺少取值"),
    (re.compile(r"^Option (.{1,40}?) does not take a value"), r"选项 \1 不带取值"),
    (re.compile(r"^Got unexpected extra arguments?(?:\(s\))?\s*"), "多余的参数："),
    (re.compile(r"Did you mean (.{1,60}?)\?"), r"是否为 \1？"),
)


def help_for(command: str, parameter: str) -> str | None:
    """The Chinese text for a parameter of a command, or for the command itself (`parameter` "").

    >>> help_for("schema", "lang")
    '消息的语言，默认随系统区域设置。'
    """
    return HELP.get(command, {}).get(parameter) or SHARED.get(parameter)


def frame(text: str) -> str:
    """A help page with the headings that typer adds put into Chinese."""
    return _replace(FRAME, text)


def usage(message: str) -> str:
    """A usage error of typer in Chinese; as it is where its wording is not known.

    >>> usage("No such option: --form")
    '没有这个选项：--form'
    """
    return _replace(USAGE, message)


def _replace(table: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    for pattern, chinese in table:
        text = pattern.sub(chinese, text)
    return text
