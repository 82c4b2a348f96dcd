"""A list of units cut at its separators, with what its pieces share.

``市、区教育局`` shares a tail, ``济南、青岛市政府`` too, ``各区、县(市)政府`` is one group, and ``等有关部门`` is no unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from planparse.lexicon import grammar
from planparse.lexicon.lexicon import Lexicon, load
from planparse.patterns import compiled
from planparse.rules.rulebook import HAN

_CUT = r"[、,;。/|]|[(〈<〔﹝\[【“]"
_PASSED = f"[{re.escape(grammar.SYMBOLS)}\n ]"
_CLOSE = {"(": ")", "〈": "〉", "<": ">", "〔": "〕", "﹝": "﹞", "[": "]", "【": "】", "“": "”"}
_LONGEST_BRACKET = 40
# A name begins with none of these; 和 begins some (和平区).
_LISTED = r"\d{1,2}[.)、](?=[^\W\d])"  # 1.市教育局: units that a list counts
_LEADING = "(?:以及|及其?|与|暨|和(?=[各省市县区州]))(?=.{2})"
_MOST_TAILS = 4  # 等 in one piece
_LEVEL_ALONE = r"(?:自治区|[省市县区州盟旗](?:\([省市县区州盟旗、]{1,5}\))?)[级直属]?"
_WITH_LEVEL = r"(?:自治区|[省市县区州盟旗](?:\([省市县区州盟旗、]{1,5}\))?)[级直属]?"
_GROUP_GOES_ON = (
    r"(?:省?直[管辖])?(?:自治[区州县]|直辖市|地区|[省市州盟县区旗镇乡]|街道|县级市|(?:开发|功能|管理|新|高新|经开)区|园区|\([省地市州盟县区旗镇乡街道办、]{1,8}\)){1,6}(?:人民政府|政府|党委|管委会|办事处|党委和政府|有关部门|相关部门|政府部门)?"
    r"(?:\([^()]{1,12}\))?"
)
# 各市、县财政局 is one group, 各区、市财政局 a group and a unit: a group goes on downwards.
_RANKS = {"省": 0, "市": 1, "州": 1, "盟": 1, "县": 2, "区": 2, "旗": 2, "镇": 3, "乡": 3}
_CLOSED = (")", "〕", ">")
_NAMED_ZONE = "(?:高新|经开|经济技术开发|高新技术开发|新城?|工业园|风景名胜)区"
_OFFICES = "委办厅局部院"  # 有关委、办、局
_STATIONED = "[省市]?(?:[驻直属]|部属)"
_SHARED_AFTER_ETC = (
    f"等(?:[有相]关|各)*(?:省辖|设区|地级|直管)?([市州县区旗])((?:人民)?政府|管委会|{HAN}{{1,8}}局)$"
)
_PLACE_AND_REST = f"({HAN}{{2,6}}?)(新区|开发区|街道|自治区|[省市县区州旗镇乡])((?:人民)?政府|办事处|管委会|党委|{HAN}{{1,14}}(?:局|委|办|厅|部门|中心|会))$"
_PLACE_ALONE = f"{HAN}{{2,7}}(?:新区|开发区|街道|自治区|[省市县区州旗镇乡])"
# A zone has no government of its own but a committee: 甲高新区、乙新区管委会.
_ZONE = (
    f"(?!各|有关|相关|其他){HAN}{{0,10}}(?:新区|开发区|经开区|经济区|高新区|示范区|试验区|先行区|园区|产业园|工业园|度假区|风景区|名胜区"
    "|保税区|保税港区|合作区|功能区|管理区|投资区|旅游区|片区)"
)
_COMMITTEE = "(?<=[区园])(?:管委会|管理委员会)$"
_OPERATORS = "电信|移动|联通|铁塔|广电网络|广电|网通|邮政|石油|石化|歌华|华数"
_OPERATOR = f"(中国(?:{_OPERATORS})|{_OPERATORS})"
_FIRM_TAIL = f"{HAN}{{0,8}}?(?:分公司|公司|集团)$"
BARE_TAILS = ("政府", "人民政府", "管委会", "管理委员会", "办事处", "街道办事处", "委员会", "有限公司", "有限责任公司", "公司", "分公司", "集团")
_GOVERNMENTS = ("政府", "人民政府", "管委会", "党委")
_SHARED_TAIL = "(?:主管部门|行政部门|部门|局|委|厅|办)$"
_BEFORE_GROUP = "(?:以及|及其|及|和|与|暨)(?=各(?!类|种|项|界)|其他[市省县区有相]|(?:国务院)?[有相]关(?:部门|单位|地区|市|县|区|企业|业务处室))"
_NO_UNIT = "下同|.{0,12}(?:为牵头|为主)(?:单位|部门|责任单位)?.{0,8}|以下.*|.*[:：].*|[0-9年月日底前.—-]+|长期|持续推进|全年"


class Piece(Struct, frozen=True):
    """What stands between two separators.

    `at[i]` is the offset in the list of the i-th character of `text`. `soft` are offsets in `text`
    where the copy has a blank or a break. `head` and `tail` are what it shares with a neighbour,
    `mark` the separator before it.
    """

    text: str
    at: tuple[int, ...]
    soft: frozenset[int] = frozenset()
    head: str = ""
    tail: str = ""
    mark: str = ""

    def cut(self, start: int, end: int) -> Piece:
        """The characters from `start` to `end` as a piece of its own."""
        soft = frozenset(i - start for i in self.soft if start < i < end)
        return replace(self, text=self.text[start:end], at=self.at[start:end], soft=soft)


def split(text: str, dropped: Sequence[tuple[int, int]] = (), soft: Sequence[int] = ()) -> list[Piece]:
    """The pieces of the list `text`, groups joined, tails (等有关单位) gone, shared parts given.

    `dropped` are stretches of `text` to be passed over, `soft` offsets before which a blank stood.

    >>> [p.head + p.text + p.tail for p in split("市、区教育局,济南、青岛市政府及各地区,各区、县(市)政府等")]
    ['市教育局', '区教育局', '济南市政府', '青岛市政府', '各地区', '各区、县(市)政府']
    """
    pieces = _cut(text, dropped, frozenset(soft))
    pieces = _join_groups(pieces)
    pieces = [part for piece in pieces for rest in _without_tail(piece) for part in _before_groups(rest)]
    return _share([piece for piece in pieces if piece.text and not compiled(_NO_UNIT).fullmatch(piece.text)])


def _cut(text: str, dropped: Sequence[tuple[int, int]], soft: frozenset[int]) -> list[Piece]:
    gone: set[int] = set()
    for span in (*dropped, *(note.span() for note in compiled(grammar.NOTE).finditer(text))):
        gone.update(range(*span))
    pieces: list[Piece] = []
    start, at, mark = 0, 0, ""
    while match := compiled(_CUT).search(text, at):
        if match.start() in gone:
            at = match.end()
            continue
        close = _CLOSE.get(match.group())
        if close:
            end = text.find(close, match.end(), match.end() + _LONGEST_BRACKET)
            at = end + 1 if end > 0 else match.end()
            continue
        pieces.append(_piece(text, start, match.start(), gone, soft, mark))
        start = at = match.end()
        mark = match.group()
    pieces.append(_piece(text, start, len(text), gone, soft, mark))
    return [piece for piece in pieces if piece.text]


def _piece(text: str, start: int, end: int, gone: set[int], soft: frozenset[int], mark: str) -> Piece:
    if not gone and not soft and not compiled(_PASSED).search(text, start, end):
        return Piece(text[start:end], tuple(range(start, end)), mark=mark)
    passed = grammar.SYMBOLS + "\n "
    at = tuple(i for i in range(start, end) if text[i] not in passed and i not in gone)
    breaks = set()
    for k in range(1, len(at)):
        between = text[at[k - 1] + 1 : at[k]]
        if "\n" in between and not is_broken(text[start : at[k - 1] + 1], text[at[k] : end]):
            breaks.add(k)
        if at[k] in soft or " " in between:
            breaks.add(k)
    return Piece("".join([text[i] for i in at]), at, frozenset(breaks), mark=mark)


def is_broken(before: str, after: str) -> bool:
    """Does a line break between the two stand inside a name: does no name end before it, or only a tail follow?

    >>> is_broken("横店电子产业", "园区管委会"), is_broken("金华开发区", "管委会"), is_broken("市教育局", "市财政局")
    (True, True, False)
    """
    following = after.split("\n", 1)[0].rstrip("、,;")
    return following in BARE_TAILS or not (before[-1:] in "、,;)〕" or before.endswith(load().tails))


def _join_groups(pieces: list[Piece]) -> list[Piece]:
    """各区、县(市)政府; 中、省驻平单位; 有关部门、单位: a separator that separates no units."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.mark == "、" and _goes_on(joined[-1].text, piece.text):
            before = joined.pop()
            at = (*before.at, before.at[-1] + 1, *piece.at)
            joined.append(replace(before, text=before.text + "、" + piece.text, at=at))
        else:
            joined.append(piece)
    return joined


def _goes_on(before: str, after: str) -> bool:
    if grammar.ends_in_open_group(before) or (before.startswith("各") and grammar.is_level_words(before)):
        body = after.split("等", 1)[0]
        # 各市、州交通运输局 stand side by side.
        lower = before[-1] in _RANKS and body[:1] in _RANKS and before[-1] != body[0] and _RANKS[before[-1]] <= _RANKS[body[0]]
        if before.endswith(_CLOSED) and compiled(_NAMED_ZONE).fullmatch(body):  # 各县(市、区)、高新区: one of its own
            return False
        return lower or compiled(_GROUP_GOES_ON).fullmatch(body) is not None
    if after[:1] in _OFFICES and len(after.split("等", 1)[0]) == 1 and before[-1:] in _OFFICES:
        return True
    if before in ("中", "中央", "省", "部") and compiled(_STATIONED).match(after):
        return True
    bare = after.split("等", 1)[0]
    if bare in _GOVERNMENTS and before.endswith("党委") and grammar.is_collective(before):
        return True
    return bare in ("单位", "企业", "机构", "部门") and before.endswith(("部门", "单位", "机构", "企业"))


def _without_tail(piece: Piece) -> list[Piece]:
    """The piece less a closing 等有关单位, and what is named behind it (及各地区)."""
    parts: list[Piece] = []
    listed = compiled(_LISTED).match(piece.text)
    if listed:
        piece = piece.cut(listed.end(), len(piece.text))
    leading = compiled(_LEADING).match(piece.text)
    if leading and piece.mark:
        piece = piece.cut(leading.end(), len(piece.text))
    for _ in range(_MOST_TAILS if "等" in piece.text else 0):
        shared = compiled(_SHARED_AFTER_ETC).search(piece.text, 1)
        if shared:
            return [*parts, replace(piece.cut(0, shared.start()), tail=shared.group(1) + shared.group(2))]
        tail = grammar.list_tail(piece.text)
        if tail is None:
            break
        parts.append(piece.cut(0, tail[0]))
        match = compiled(grammar.CONJUNCTION).match(piece.text, tail[1])
        piece = piece.cut(match.end() if match else tail[1], len(piece.text))
    if (
        piece.text
        and not piece.text.startswith(("(", ")"))
        and not (piece.text[0] == "等" and len(piece.text) < 13)
    ):
        parts.append(piece)
    return parts


def _before_groups(piece: Piece) -> list[Piece]:
    """税务总局及各地区: a conjunction before a group separates."""
    match = compiled(_BEFORE_GROUP).search(piece.text, 1)
    if not match:
        return [piece]
    after = replace(piece.cut(match.end(), len(piece.text)), mark=match.group())
    return [piece.cut(0, match.start()), *_before_groups(after)]


# ------------------------------------------------------------------------------ shared heads and tails


def _share(pieces: list[Piece]) -> list[Piece]:
    """Hand the tail of a piece back to those before it that lack one, and a head on."""
    lexicon = load()
    pieces = [part for piece in pieces for part in _split_places(piece, lexicon)]
    out = list(pieces)
    for i in range(len(out) - 2, -1, -1):
        piece, following = out[i], out[i + 1]
        if piece.tail or following.mark not in ("、", "和", "及", "与", "以及", "暨"):
            continue
        tail = _tail_for(piece.text, following, lexicon)
        if tail:
            out[i] = replace(piece, tail=tail)
    return _share_heads(out)


def _tail_for(text: str, following: Piece, lexicon: Lexicon) -> str:
    """What `text` takes over from the piece behind it, or the empty string."""
    whole = following.text + following.tail
    if compiled(_LEVEL_ALONE).fullmatch(text):
        match = compiled(_WITH_LEVEL).match(whole)
        rest = whole[match.end() :] if match else ""
        return rest if len(rest) > 1 else ""
    if text not in lexicon.divisions and compiled(_ZONE).fullmatch(text):
        committee = compiled(_COMMITTEE).search(whole)
        return committee.group() if committee else ""
    if text in lexicon.places or (text not in lexicon.units and compiled(_PLACE_ALONE).fullmatch(text)):
        match = compiled(_PLACE_AND_REST).fullmatch(whole)
        if match and _is_place(match.group(1), match.group(2), lexicon, following):
            return match.group(3) if text not in lexicon.places else match.group(2) + match.group(3)
        return ""
    if _names_a_place(text, lexicon):
        match = compiled(_PLACE_AND_REST).fullmatch(whole)
        if match and match.group(3) in _GOVERNMENTS and match.group(2) != "街道":
            return match.group(2) + match.group(3)
    _, core = grammar.split_prefix(text, lexicon)
    is_operator = compiled(_OPERATOR).fullmatch(core) or compiled(_OPERATOR).fullmatch(core[-2:])
    operator = compiled(_OPERATOR).search(whole) if is_operator else None
    if operator:
        rest = whole[operator.end() :]
        return rest if compiled(_FIRM_TAIL).fullmatch(rest) else ""
    if core in lexicon.bodies and core not in lexicon.units and core not in lexicon.party:
        match = compiled(_SHARED_TAIL).search(whole)
        body = grammar.split_prefix(whole[: match.start()], lexicon)[1] if match else ""
        return match.group() if match and body in lexicon.bodies else ""
    return ""


def _names_a_place(text: str, lexicon: Lexicon) -> bool:
    """Could `text` be a short place name that no list of divisions holds?"""
    return (
        1 < len(text) < 5
        and text[0] not in "各有相其"
        and text not in lexicon.bodies
        and not text.endswith(lexicon.tails)
        and text.isalpha()
    )


def _is_place(stem: str, level: str, lexicon: Lexicon, following: Piece) -> bool:
    return (
        stem in lexicon.places
        or stem + level in lexicon.divisions
        or bool(following.tail)
        or level in "镇乡街道"
    )


def _split_places(piece: Piece, lexicon: Lexicon) -> list[Piece]:
    """济南和青岛市政府, 市和区教育局: a conjunction between things that share a tail."""
    match = compiled("以及|和|及|与").search(piece.text, 1)
    if not match:
        return [piece]
    left, end = piece.text[: match.start()], match.end()
    if left in lexicon.places or compiled(_LEVEL_ALONE).fullmatch(left) or left in lexicon.divisions:
        if piece.text[end:].endswith(lexicon.tails):
            return [piece.cut(0, len(left)), replace(piece.cut(end, len(piece.text)), mark=match.group())]
    return [piece]


def _share_heads(pieces: list[Piece]) -> list[Piece]:
    """黄山电信、移动、联通公司: the place of the first goes for all."""
    if not compiled(_OPERATOR).search("、".join([piece.text for piece in pieces])):
        return pieces
    lexicon = load()
    head = ""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        operator = compiled(_OPERATOR).search(piece.text)
        if (
            operator
            and operator.start() == 0
            and head
            and piece.mark == "、"
            and not piece.text.startswith("中国")
        ):
            out[-1] = replace(piece, head=head)
        elif (
            operator
            and piece.text[: operator.start()] in lexicon.places
            and len(piece.text) == operator.end()
        ):
            head = piece.text[: operator.start()]
        else:
            head = ""
    return out
