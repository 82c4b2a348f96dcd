"""The number formats of Word: a counter → what stands on paper (ST_NumberFormat, ISO/IEC 29500-1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planparse.numerals import to_chinese

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_SIMPLE_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
_TRADITIONAL_LEGAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
_JAPANESE_LEGAL = ("零壱弐参四伍六七八九", "拾百千萬")
_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789"}


def format_number(value: int, style: str, custom: str = "") -> str:
    """`value` as the number format `style` writes it; a format that is not known writes figures.

    `custom` is the pattern of the format ``custom``, such as ``01, 02, 03, ...``.

    >>> [format_number(n, "chineseCountingThousand") for n in (1, 10, 11, 20, 101, 110)]
    ['一', '十', '十一', '二十', '一百零一', '一百一十']
    >>> [format_number(n, "chineseCounting") for n in (10, 21, 100, 102)]
    ['十', '二十一', '一〇〇', '一〇二']
    >>> [format_number(12, s) for s in ("ideographDigital", "decimalEnclosedCircle", "decimalFullWidth", "bogus")]
    ['一二', '⑫', '１２', '12']
    """
    if style == "custom":
        width = len(custom.partition(",")[0].strip())
        return str(value).zfill(min(width, 9))
    writer = _WRITERS.get(style)
    return writer(value) if writer and value >= 0 else str(value)


def _one_by_one(value: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(value))


def _counting(value: int) -> str:
    """Counted up to 99, figure by figure beyond."""
    return to_chinese(value) if 0 < value < 100 else _one_by_one(value)


def _counting_thousand(value: int) -> str:
    if not 0 < value < 100_000_000:
        return _one_by_one(value)
    high, low = divmod(value, 10_000)
    if not high:
        return to_chinese(low)
    gap = "零" if 0 < low < 1000 else ""
    return to_chinese(high) + "万" + gap + (to_chinese(low) if low else "")


def _japanese(value: int) -> str:
    """As in Japan: no 一 before 十, 百 and 千, no zero between."""
    if not 0 < value < 10_000:
        return _one_by_one(value)
    return to_chinese(value).replace("零", "").replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _legal(figures: str, places: str) -> Callable[[int], str]:
    """Figures for cheques, which no stroke can alter."""

    def write(value: int) -> str:
        if not 0 < value < 100_000:
            return "".join(figures[int(d)] for d in str(value))
        out, gap = "", False
        for power in range(4, -1, -1):
            digit = value // 10**power % 10
            if digit:
                out += ("零" if gap and out else "") + figures[digit] + (places[power - 1] if power else "")
                gap = False
            elif out:
                gap = True
        return out

    return write


def _range(first: int, last: int, zero: int = 0) -> Callable[[int], str]:
    """Characters that stand in order in Unicode from `first` for 1 on; figures beyond `last`."""

    def write(value: int) -> str:
        if value == 0 and zero:
            return chr(zero)
        return chr(first + value - 1) if 1 <= value <= last else str(value)

    return write


def _circled(value: int) -> str:
    if value <= 20:
        return _range(0x2460, 20, 0x24EA)(value)
    if value <= 35:
        return _range(0x3251, 15)(value - 20)
    return _range(0x32B1, 15)(value - 35) if value <= 50 else str(value)


def _of(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)


def _sixty(value: int) -> str:
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 1 <= value <= 60 else str(value)


def _letters(value: int) -> str:
    """Letters as Word counts: a … z, aa, bb …"""
    return chr(97 + (value - 1) % 26) * min((value - 1) // 26 + 1, 30) if value else ""


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        while value >= worth:
            out, value = out + sign, value - worth
    return out


def _ordinal(value: int) -> str:
    tail = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{tail}"


_WRITERS: Mapping[str, Callable[[int], str]] = {
    # Chinese
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting_thousand,
    "chineseLegalSimplified": _legal(*_SIMPLE_LEGAL),
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting_thousand,
    "taiwaneseDigital": _one_by_one,
    "ideographDigital": _one_by_one,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _sixty,
    "ideographLegalTraditional": _legal(*_TRADITIONAL_LEGAL),
    "ideographEnclosedCircle": _range(0x3280, 10),
    # Figures in East-Asian dress
    "decimalFullWidth": lambda v: str(v).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda v: str(v).translate(_FULL_WIDTH),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _range(0x2488, 20),
    "decimalEnclosedParen": _range(0x2474, 20),
    "decimalZero": lambda v: f"{v:02d}",
    "numberInDash": lambda v: f"- {v} -",
    # Japanese and Korean
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _one_by_one,
    "japaneseLegal": _legal(*_JAPANESE_LEGAL),
    "koreanDigital2": _one_by_one,
    "aiueo": _of("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
    "aiueoFullWidth": _of("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"),
    "iroha": _of("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ"),
    "irohaFullWidth": _of("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"),
    "ganada": _of("가나다라마바사아자차카타파하"),
    "chosung": _of("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    # Latin
    "decimal": str,
    "upperRoman": lambda v: _roman(v).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda v: _letters(v).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "hex": lambda v: f"{v:X}",
    "chicago": lambda v: "*†‡§"[(v - 1) % 4] * min((v - 1) // 4 + 1, 30) if v else "",
    "none": lambda _: "",
}
