"""Which typefaces are 黑体, the black-letter face that marks lead units in print."""

from __future__ import annotations

# What a name holds, in lower case and without blanks. Every face with 黑 in its name is one of the
# kin (方正黑体, 华文细黑, 思源黑体, 方正兰亭黑), save 微软雅黑, a body face of screens that marks nothing.
_NAMES = (
    "黑",
    "heiti",  # SimHei's name in Latin letters, STHeiti, Heiti SC, WenQuanYi
    "simhei",
    "stxihei",  # 华文细黑
    "fzhei",  # 方正黑体: FZHei-B01
    "fzht",  # the same: FZHTK, FZHTJW
    "fzlth",  # 方正兰亭黑
    "fzxh",  # 方正细黑
    "fzdahei",
    "hei_gb2312",
    "heigb2312",
    "sourcehansans",  # 思源黑体
    "notosanscjk",
    "notosanssc",
    "wenquanyizenhei",
    "wenquanyimicrohei",
)
_NOT = ("雅黑", "yahei")


def is_heiti(face: str) -> bool:
    """Is `face`, a font's name in any spelling, 黑体 or its kin?

    >>> [is_heiti(f) for f in ("黑体", "SimHei", "@黑体", "STHeiti Light", "方正黑体_GBK", "FZHTK--GBK1-0")]
    [True, True, True, True, True, True]
    >>> [is_heiti(f) for f in ("仿宋_GB2312", "微软雅黑", "Microsoft YaHei", "方正小标宋简体", "")]
    [False, False, False, False, False]
    """
    name = face.lower().replace(" ", "").replace("-", "")
    return name == "hei" or (any(n in name for n in _NAMES) and not any(n in name for n in _NOT))
