"""Which typefaces are 黑体, the black-letter face that marks lead units, on paper and on a screen."""

from __future__ import annotations

# What a name holds, in lower case and without blanks and hyphens. Every face with 黑 in its name is one
# of the kin (方正黑体, 华文细黑, 思源黑体, 方正兰亭黑), save 微软雅黑, a body face of screens that marks nothing.
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
# The kin that web pages are set in from top to bottom: on paper they mark a word, on a page they do not.
_OF_SCREENS = (
    "思源", "sourcehan", "noto", "文泉驿", "wenquanyi", "冬青", "hiragino", "兰亭", "lanting", "fzlth", "细黑", "xihei", "fzxh",
)  # fmt: skip
# Other faces known to hold Chinese, so that the first of either kind decides a list of faces.
_CHINESE = (
    "sim", "fangsong", "kaiti", "yahei", "pingfang", "jhenghei", "mingliu", "dengxian", "sourcehan", "noto", "hiragino",
    "wenquanyi", "lanting", "stsong", "stkai", "stfang", "stxi", "stzhong", "fz", "hysong", "hykai", "hyfang",
)  # fmt: skip


def is_heiti(face: str) -> bool:
    """Is `face`, a font's name in any spelling, 黑体 or its kin?

    >>> [is_heiti(f) for f in ("黑体", "SimHei", "@黑体", "STHeiti Light", "方正黑体_GBK", "FZHTK--GBK1-0")]
    [True, True, True, True, True, True]
    >>> [is_heiti(f) for f in ("仿宋_GB2312", "微软雅黑", "Microsoft YaHei", "方正小标宋简体", "")]
    [False, False, False, False, False]
    """
    name = _folded(face)
    return name == "hei" or (_holds(name, _NAMES) and not _holds(name, _NOT))


def in_heiti(faces: str) -> bool | None:
    """Does a list of faces, as CSS has it, set Chinese characters in 黑体? None: nobody knows.

    >>> [in_heiti(faces) for faces in ("Arial, 黑体", "宋体, SimHei", "Microsoft YaHei", "Arial")]
    [True, False, False, None]
    >>> is_heiti("思源黑体"), in_heiti("思源黑体, 黑体")
    (True, False)
    """
    for face in faces.split(","):
        name = _folded(face.strip(" \"'"))
        if is_heiti(name) and not _holds(name, _OF_SCREENS):
            return True
        if any("\u4e00" <= char <= "\u9fff" for char in name) or _holds(name, _CHINESE):
            return False
    return None


def _folded(face: str) -> str:
    return face.lower().replace(" ", "").replace("-", "")


def _holds(name: str, words: tuple[str, ...]) -> bool:
    return any(word in name for word in words)
