"""Lines that name organs: signatures, joint signatures, page heads."""

import re

_TAIL = (
    "局|厅|部|院|委|委员会|政府|办公室|办事处|工作处|联合会|总工会|工会|工商联|协会|学会|商会|中心|法院|检察院|"
    "支队|大队|总队|派出所|司法所|管理所|事务所|公证处|公证机构|监狱|看守所|学校|大学|学院|银行|公司|集团|管理处|"
    "党组|党委|县委|市委|省委|区委|共青团|妇联|残联|领导小组|指挥部|工作组|妇女联合会|残疾人联合会|仲裁委|"
    "信访局|税务局|分局|服务站|工作站|联席会议|联席会议办公室|领导小组办公室|军区|武装部|人大|政协"
)
_ORGAN = re.compile(rf"[\u4e00-\u9fff]{{2,32}}?(?:{_TAIL})(?:[（(][\u4e00-\u9fff]{{2,12}}[）)])?")
_STAMP = re.compile(r"[（(](?:盖章|印章|公章|章|代章)[）)]")
_SEPARATOR = re.compile(r"[\s　、，]+")
_VERB = re.compile(
    r"^(?:关于|转发|印发|批转|经(?!济|开|贸)|由|请|各|本(?!溪)|现|对(?!外)|在|将(?!乐)|为|并|负责|加强|抄送|根据|按照)"
)


def organs_in(text: str) -> tuple[str, ...]:
    """The organs of a line that names organs and nothing else, in order; () for any other line."""
    text = _STAMP.sub("", text).strip()
    if not text or len(text) > 160 or _VERB.match(text):
        return ()
    names = [name for name in _SEPARATOR.split(text) if name]
    if names and all(_ORGAN.fullmatch(name) for name in names):
        return tuple(names)
    whole = re.sub(r"\s+", "", text)
    if len(names) > 1 and max(map(len, names)) <= 2 and _ORGAN.fullmatch(whole):
        return (whole,)
    return ()


def leading_organs(title: str) -> tuple[str, ...]:
    """The organs a title begins with before 关于 or 印发."""
    head, found, _ = title.partition("关于")
    return organs_in(head) if found else ()
