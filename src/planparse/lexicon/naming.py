"""The full name of a unit that a list writes short: what the list gives once, and what the notice knows."""

from __future__ import annotations

from typing import NamedTuple

from planparse.lexicon import grammar
from planparse.lexicon.grammar import Prefix
from planparse.lexicon.lexicon import Lexicon
from planparse.lexicon.notice import Facts, NoticeLexicon
from planparse.patterns import compiled

_SCOPE = "(自治区|[省市县区州盟旗])(?:委|[直级属]|政府|各|有关|相关)"
_HEADLESS = "政府[^机]|委(?:组织|宣传|统战|政法|网信|编|改革|办公)"
# No government has these: 县纪委监委、组织部 is 县委组织部.
_PARTY_ONLY = frozenset(("组织部", "宣传部", "统战部", "政法委", "巡察办", "直属机关工委"))
_GROUP_HEADS = ("各", "有关", "相关", "其他")
_LEVELS_IN_BRACKETS = r"[市县区乡镇旗]\([市县区旗乡镇街道、]{1,8}\)"
_YOUTH = frozenset(("团委", "共青团"))


class Restored(NamedTuple):
    """Characters put back into a name: ``inserted`` stands at offset ``at`` of the full name."""

    kind: str
    inserted: str
    at: int


class Name(NamedTuple):
    """A full name, the identity of its unit within the notice, and what was put back."""

    text: str
    key: str
    collective: bool
    restored: tuple[Restored, ...]
    doubtful: bool = False


def teaches(text: str, notice: NoticeLexicon) -> bool:
    """Is `text`, which stands between separators, a whole name worth learning from?"""
    facts, lexicon = notice.facts(text), notice.lexicon
    if len(facts.bare) > 24 or text.count("(") != text.count(")"):
        return False
    if facts.collective:
        return True
    if facts.prefix is None:
        place = grammar.has_place(facts.bare, lexicon, notice.home)
        return facts.bare in lexicon.national or (place and facts.bare.endswith(lexicon.strong_tails))
    return facts.known or facts.core.endswith(lexicon.tails)


def identity(facts: Facts, lexicon: Lexicon) -> str:
    """One key for all the forms in which a unit is named: 市发改委, 市发展改革委.

    >>> from planparse.lexicon.lexicon import load
    >>> notice = NoticeLexicon(load())
    >>> [identity(notice.facts(name), load()) for name in ("市发改委", "市发展改革委", "市网络经济局")]
    ['市发展和改革委员会', '市发展和改革委员会', '市网络经济局']
    """
    if facts.prefix is not None and facts.core in lexicon.units:
        return facts.prefix.text + lexicon.units[facts.core]
    return lexicon.national.get(facts.bare, facts.bare)


class Carry:
    """Walks the units of one clause in order and hands the level prefix on from name to name."""

    def __init__(self, notice: NoticeLexicon) -> None:
        self.notice = notice
        self.lexicon = notice.lexicon
        self.level = ""
        self.party = ""
        self.firm = False  # is the level that of an office, not of a government or a group?

    def complete(
        self, raw: str, target: str = "", head: str = "", tail: str = "", *, joined: bool = False
    ) -> Name:
        """The full name of what a list writes as `raw`.

        `target` is the name that the notice itself knows for it, `head` and `tail` are what it
        shares with a neighbour; `joined` says that the separator before it is lost.
        """
        bare = self.notice.facts(raw).bare
        text, restored = head + raw + tail, _given(head, raw, tail)
        doubtful = False
        if target and not head and not tail:
            restored = _difference(bare, target)
            text = target + raw[len(bare) :]
            doubtful = any(item.kind == "character" for item in restored)
        facts = self.notice.facts(text)
        if facts.collective:
            self._note_group(text)
            if self.notice.damaged and compiled(_HEADLESS).match(text):
                text, restored = self._prepend(self.notice.dominant_prefix(), text, restored)
        elif facts.prefix is not None:
            self._note(facts.prefix, text)
        else:
            text, restored, doubtful = self._restore_prefix(text, restored, doubtful)
        if joined:
            restored = [Restored("separator", "、", 0), *restored]
        group = (
            facts.collective
            or text.startswith(_GROUP_HEADS)
            or ("(" in text and compiled(_LEVELS_IN_BRACKETS).search(text) is not None)
        )
        return Name(text, identity(self.notice.facts(text), self.lexicon), group, tuple(restored), doubtful)

    def _note(self, prefix: Prefix, text: str) -> None:
        if prefix.party:
            self.party = prefix.text
            level = prefix.text.removesuffix("委").removesuffix("工").removesuffix("党")
        else:
            self.party = ""
            level = prefix.text
        self.firm = not text.endswith("政府")
        if prefix.place and (self.level or text.endswith("政府")):
            return
        self.level = level

    def _note_group(self, text: str) -> None:
        self.party = ""
        match = compiled(_SCOPE).match(text)
        if match and not self.level:
            self.level = match.group(1)

    def _restore_prefix(
        self, text: str, restored: list[Restored], doubtful: bool
    ) -> tuple[str, list[Restored], bool]:
        """A name without a level: the notice's own form first, then the list's level."""
        facts = self.notice.facts(text)
        core = facts.core
        wanted = self.level
        if core in self.lexicon.party and (self.party or (self.level and core in _PARTY_ONLY)):
            wanted = self.party or self.level + "委"
        takes = self.notice.takes_prefix(facts)
        form = self.notice.full_form(core, wanted, firm=self.firm) if takes else None
        if form is None and takes and (facts.known or not self.notice.always_levelled()):
            form = wanted if _fits(core, wanted) else ""
            if not form and self.notice.damaged and core in self.lexicon.units:
                form, doubtful = self.notice.dominant_prefix(), True
        if not form:
            self.party = ""
            return text, restored, doubtful
        if core in _YOUTH and len(form) == 1:
            text = "团" + form + "委" + text[len(core) :]
            return text, [*restored, Restored("prefix", form, 1)], doubtful
        self.party = form if form.endswith("委") else ""
        text, restored = self._prepend(form, text, restored)
        return text, restored, doubtful

    @staticmethod
    def _prepend(form: str, text: str, restored: list[Restored]) -> tuple[str, list[Restored]]:
        if not form:
            return text, restored
        moved = [item._replace(at=item.at + len(form)) for item in restored]
        return form + text, [Restored("prefix", form, 0), *moved]


def _fits(core: str, level: str) -> bool:
    """A 厅 is a province's, whatever level the list gave last, and a town has no bureaus."""
    if level in ("镇", "乡") and core.endswith("局"):
        return False
    return not core.endswith("厅") or core.endswith("办公厅") or level[:1] not in "市县区州盟旗"


def _given(head: str, raw: str, tail: str) -> list[Restored]:
    given = [Restored("head", head, 0)] if head else []
    return given + ([Restored("tail", tail, len(head) + len(raw))] if tail else [])


def _difference(left: str, full: str) -> list[Restored]:
    """What must be put into `left`, whose characters stand in `full` in order, to make `full`.

    >>> _difference("民政", "区民政局")
    [Restored(kind='prefix', inserted='区', at=0), Restored(kind='tail', inserted='局', at=3)]
    """
    if left == full:
        return []
    found: list[Restored] = []
    at = full.find(left)
    if at >= 0:
        if at:
            found.append(Restored("prefix", full[:at], 0))
        if at + len(left) < len(full):
            found.append(Restored("tail", full[at + len(left) :], at + len(left)))
        return found
    k, i = 0, 0
    while i < len(full):
        start = i
        while i < len(full) and (k == len(left) or full[i] != left[k]):
            i += 1
        if i > start:
            kind = "prefix" if start == 0 else "tail" if i == len(full) else "character"
            found.append(Restored(kind, full[start:i], start))
        k, i = k + 1, i + 1
    return found
