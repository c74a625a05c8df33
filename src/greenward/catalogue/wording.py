"""The thing that a wording names, without its quantity, price, specification and the words of a project's title."""

import re
import unicodedata
from collections.abc import Mapping

CJK = "\u3400-\u9fff"
_ASIDE = re.compile(r"[(（\[【《<][^)）\]】》>]*[)）\]】》>]")
_BREAK = re.compile(r"[,，;；。:：\n\t|]+|\s[-–—]\s|--+")
ASIDE = "\x00"
_NUMBER = "一二三四五六七八九十两双单"
_COUNT = "台套个件把张只组批箱包盒支根米块扇樘付副辆部架条棵本册卷桶袋瓶吨株座面间樘具双对人份令"
_AMOUNT = re.compile(
    rf"(约|共|共计|合计|总计|各|单价|预算|总价|不超过|不低于|[x×*@])?\s*[¥￥$]?\d[\d.,]*\s*(万|千)?"
    rf"(元|万元|人民币|[{_COUNT}](?![机柜床桌椅板面灯座门窗])|平方米|平方|平米|㎡|m2|立方米|公斤|千克|kg|吨)(/[{_COUNT}])?",
    re.ASCII,
)
_MEASURE = re.compile(
    r"\d+\s*(g|gb|t|tb)\s*(内存|运存|显存|硬盘|固态硬盘|固态|ssd|hdd|ddr\d?|存储)|\d[\d.]*\s*(x|×|\*)\s*\d[\d.]*(\s*(x|×|\*)\s*\d[\d.]*)?\s*(mm|cm|m|米|厘米|毫米)?"
    r"|[φφΦde]*\d[\d.]*\s*(英寸|寸|吋|匹|升|毫升|瓦|千瓦|kw|kva|kg|mm|cm|ml|℃|度|kwh|hz|gb|tb|mb|m3|立方|伏|安|克|目|级能效|核|线程"
    r"|inch|inches|litre|liter|btu|gsm|pages|ppm|dpi|lm|流明|年|门|层|盘位|路|芯|口|座|抽|门|斗|位|人位|孔|米)",
)
_SHAPE = re.compile(rf"(?<=[\s柜架箱桌])[{_NUMBER}]+[门层斗抽人座位格屉](?=\s|$)")
_VERBS = (
    r"(关于|拟|申请|计划|需|需要|请|急需|购置|购买|采购|新购|添置|新增|增配|增购|增加|更换|更新|更替|补充|补购|配置|配备|购|订购"
    r"|询价|招标|选购|定制|定做|置办|集中|批量|统一|紧急)"
)
_START = re.compile(rf"^{_VERBS}+(?=.)")
_END = re.compile(
    r"(的|等|等等|若干|一批|一套|一台|一组|一项|一件|两台|两套|三台|各一台|采购需求|采购项目|采购计划|采购清单|采购意向|采购公告|政府采购|集中采购|公开招标|竞争性磋商|竞争性谈判"
    r"|询价|招标|项目|采购|购置|购买|更新|更换|补充|添置|新增|配置|配备|扩容|及安装服务|及安装调试|及调试|及维保|含安装调试|及安装|和安装|与安装|含安装|采购安装|及配套|及附件|的申请|的请示|的报告|的函|申请|供货|供应|定点|二次|第二次|第一批|第二批|第三批|第一包|第二包|标段|包件"
    r"|公告|需求|清单|计划|类|产品|系列|整机|新品|物资|用品|设备|标配|国产|进口|信创|原装|正品|一级能效|二级能效|能效|节能|节能型|环保|环保型|办公|家用|商用|学生用|教师用|专用|使用|用)$"
)
_HEADS = re.compile(
    r"\b(for|with|in|at|on|to|from|by|including|incl|without|per|under|within|between|inside|against|w)\b"
)
_BUNDLE = re.compile(
    r"^((the|a|an|some|new|our|one|two|purchase|procurement|supply|acquisition|delivery|buying|order|batch|lot|set|pair|box|boxe|pack"
    r"|ream|roll|bag|unit|piece|pc|case|carton|package|replacement|x|no) )+(of )?"
)
_TAIL = re.compile(
    r"( (purchase|procurement|project|supply|acquisition|order|tender|requirement|unit|set|system|equipment|device|x|pc"
    r"|new|l|ml|kg|g|mm|cm|m|inch|in|w|kw|v|litre|liter|gb|tb|drawer|door|seat|black|white|grey|gray|mono|colour|color|standard|type|model|series|brand|large|small|medium"
    r"|high|low|quality|usb-c|usb|hdmi|vga|ips|\W*\d\S*|\S*\d\W*))+$"
)
_SIGNS = re.compile(r"(?<=[a-z])[-/.](?=[a-z])|[_'’`\"“”\\\\!?~^&#]")
_LATIN = re.compile(r"[a-z0-9]")


def normal(words: str, simplified: Mapping[int, str]) -> str:
    """Return words in the form in which they are compared: NFKC, folded, simplified, Latin words singular.

    Blanks stay between Latin words alone.
    """
    text = unicodedata.normalize("NFKC", words).casefold().translate(simplified)
    text = _SIGNS.sub(" ", text)
    text = re.sub(rf"\s*([{CJK}])\s*", r"\1", text)
    return " ".join(_singular(token) for token in text.split())


def asides(words: str) -> tuple[str, str]:
    """Return the wording with a mark for what stands in brackets, and the whole of it as context."""
    text = unicodedata.normalize("NFKC", words).casefold()
    return _ASIDE.sub(ASIDE, text).strip(f" {ASIDE}") or text, text


def phrases(text: str) -> list[str]:
    """Return the parts of a wording between its marks, the first of which names the thing as a rule."""
    return [part.strip() for part in _BREAK.split(text) if part.strip()]


def bare(phrase: str) -> str:
    """Return a phrase without amounts, measures and the words of a project's title."""
    text = _AMOUNT.sub(" ", phrase)
    text = _SHAPE.sub(" ", _MEASURE.sub(" ", text)).strip(" *x×@-–—~·.、/#")
    for _ in range(6):
        shorter = _START.sub("", _END.sub("", text.strip()).strip()).strip(" *x×-、.")
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def english_heads(phrase: str) -> list[str]:
    """Return the parts of an English phrase that may end in its head noun, the likeliest first.

    The head stands before the first preposition as a rule: "toner for a printer"; "USB to HDMI adapter" is rarer.
    """
    starts = [hit.start() for hit in _HEADS.finditer(phrase) if hit.start()] + [len(phrase)]
    return [_english_head(phrase[:start]) for start in starts]


def _english_head(phrase: str) -> str:
    text = re.sub(r"^\W*\d[\d.,]*\s*(x|pcs?|units?|sets?|no\.?|nos\.?)?\s+(?=[a-z])", "", phrase.strip())
    before, of, after = text.partition(" of ")
    if of and _BUNDLE.match(f"{before.strip()} "):
        text = after
    elif of:
        text = before
    text = re.split(r"\band\b|&", text)[0].strip() or text
    return _TAIL.sub("", f" {_BUNDLE.sub('', text + ' ').strip()}").strip() or text


def is_latin(sign: str) -> bool:
    """Return whether a sign belongs to a Latin word or number."""
    return bool(_LATIN.match(sign))


def _singular(token: str) -> str:
    if len(token) < 4 or not token.isascii() or not token.isalpha():
        return token
    for ending, other in (
        ("shelves", "shelf"),
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
    ):
        if token.endswith(ending):
            return token.removesuffix(ending) + other
    return token if token.endswith(("ss", "us", "is")) else token.removesuffix("s")
