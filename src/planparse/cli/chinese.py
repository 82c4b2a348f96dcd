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
    "schema": {
        "": """输出方案的 JSON Schema（2020-12 版）。

        \b
        示例：
          planparse schema > plan.schema.json
        """,
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
