"""The place that an issuer governs, and how high it stands."""

from __future__ import annotations

from planparse.patterns import compiled

_AUTONOMOUS = {
    "内蒙古": "内蒙古",
    "广西壮族": "广西",
    "西藏": "西藏",
    "宁夏回族": "宁夏",
    "新疆维吾尔": "新疆",
}
_PLACE = (
    r"(?P<province>[^\W\d]{2,3}省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|(?:北京|上海|天津|重庆)市)?"
    r"(?P<city>[^\W\d]{2,12}?自治州|[^\W\d]{2,4}?地区|[^\W\d]{2,4}盟|[^\W\d]{2,6}?市|[^\W\d]{2,5}州(?=人民|委|政))?"
    r"(?P<county>[^\W\d]{2,14}?自治[县旗]|[^\W\d]{1,5}?[县区旗市](?!域|级))?"
    r"(?P<town>[^\W\d]{2,5}?(?:镇|乡|街道)(?=人民|党|办))?"
)
_NO_COUNTY = (
    "园区",
    "开发区",
    "实验区",
    "示范区",
    "试验区",
    "合作区",
    "保税区",
    "风景区",
    "高新区",
    "自贸区",
    "度假区",
    "功能区",
)
# A zone that is no county: 某综合实验区, 某科技园区. Its name is a place, its level is not known.
_ZONE = (
    r"(?!自治区|各|本)([^\W\d]{2,4}?)(?:综合|经济|高新|科技|工业|自由贸易|旅游|国家级|现代)[^\W\d]{0,10}?"
    r"(?:实验区|开发区|园区|示范区|试验区|合作区|保税区|风景区|度假区|新区)"
)
_NATIONAL = (
    r"\A(?:中共中央|国务院|国家|中央|全国|最高人民|财政部|教育部|公安部|中国人民银行"
    r"|(?:(?![省县州盟旗区]|市(?!场))[^\W\d]){2,10}(?:(?<!指挥)部|总局|总署)(?:办公厅)?\Z)"
)
_PEOPLES = (
    "壮族|回族|维吾尔|苗族|侗族|瑶族|土家族|布依族|彝族|白族|傣族|哈尼族|藏族|羌族|蒙古族|蒙古|朝鲜族|哈萨克|柯尔克孜|满族|畲族|黎族|"
    "仫佬族|毛南族|水族|仡佬族|傈僳族|拉祜族|佤族|纳西族|景颇族|土族|撒拉族|东乡族|保安族|裕固族|达斡尔族|锡伯|塔吉克|各族"
)


def places_in(name: str) -> tuple[str, ...]:
    """The places at the head of an issuer's name, without 省, 市, 县 and the names of peoples.

    >>> places_in("淄博市张店区人民政府"), places_in("广西壮族自治区人民政府办公厅"), places_in("国务院")
    (('淄博', '张店'), ('广西',), ())
    """
    return tuple(bare for _, bare in _read(name))


def level_of(name: str) -> str | None:
    """The level of an issuer, by its name: national, province, city, county, township.

    >>> [level_of(n) for n in ("国务院办公厅", "山东省发展和改革委员会", "北京市大兴区人民政府", "宁波市财政局", "张店区人民政府")]
    ['national', 'province', 'county', 'city', 'county']
    >>> [level_of(n) for n in ("市场监管总局", "住房和城乡建设部办公厅", "张店区防汛指挥部", "淄博市委宣传部")]
    ['national', 'national', 'county', 'city']
    """
    found = _read(name)
    if found:
        return found[-1][0] or None
    return "national" if compiled(_NATIONAL).search(name) else None


def _read(name: str) -> list[tuple[str, str]]:
    name = compiled(r"\A(?:中共|中国共产党|国家税务总局|中国人民银行)").sub("", name)
    if compiled(_NATIONAL).search(name):
        return []
    found = compiled(_PLACE).match(name)
    if found is None:
        return []
    places = []
    for level in ("province", "city", "county", "town"):
        value = found[level]
        if not value or value.endswith(_NO_COUNTY):
            continue
        bare = _bare(value)
        if bare:
            places.append(("township" if level == "town" else level, bare))
    if not places:
        zone = compiled(_ZONE).match(name)
        places = [("", zone[1])] if zone else []
    return places


def _bare(value: str) -> str:
    for long, short in _AUTONOMOUS.items():
        if value.startswith(long):
            return short
    stem = compiled(r"(?:自治区|自治州|自治县|自治旗|地区|街道|省|市|县|区|旗|州|盟|镇|乡)\Z").sub("", value)
    return compiled(rf"(?<=[^\W\d]{{2}})(?:{_PEOPLES})+\Z").sub("", stem)
