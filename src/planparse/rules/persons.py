"""What the name of a person looks like, where the names of units are expected."""

from __future__ import annotations

from planparse.rules.rulebook import HAN, Rule

# The hundred surnames that more than eight in ten Chinese bear (Ministry of Public Security, 2020).
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方"
    "白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_UNIT_ENDS = "局委办厅部会院署社处室科所队组站股镇乡村区县市州校园场馆厂店司团联街"
_OFFICE = "(?:局长|主任|书记|县长|市长|区长|镇长|乡长|处长|科长|同志)"

PERSON = Rule(
    name="person",
    pattern=rf"^(?:[{_SURNAMES}][某×XＸ*]{{1,2}}|[{_SURNAMES}]{HAN}{{0,2}}{_OFFICE})$",
    examples=("李某某", "王局长", "刘某", "张三同志"),
    rejects=("张三", "市财政局", "团委", "高新区", "石桥", "武警", "金融办"),
    note="a surname with a title, or with what stands for a name",
)
LIKELY = Rule(
    name="likely_person",
    pattern=rf"^(?!.*[{_UNIT_ENDS}]$)[{_SURNAMES}]{HAN}{{1,2}}$",
    examples=("张三", "李建国"),
    rejects=("市财政局", "高新区", "安保站", "龙山镇"),
    note="two or three characters, the first a common surname: places and offices look so too (石桥, 武警, 高速), so something beside it has to say so",
)
RULES = (PERSON, LIKELY)
