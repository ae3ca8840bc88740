"""What lies in the archive beside the sealed files: how to reckon the edition again. It is no part of the seal."""

from django.utils import timezone

from services.calendar.half_years import half_year
from services.cases.wording import on_record
from services.ranking.models import Edition

TEXT = on_record("""\
%(tenant)s %(name)s %(period)s
统计期 %(since)s 至 %(until)s，%(published)s 公布。

这里有什么
  formula.json   公式：各项指标、比重、封顶、最低件数、依据
  inputs.csv     每人一行原始计数，只有代码，没有姓名，也没有当事人
  ranking.csv    名次、得分、各项数值和区间，与网页一致
  recompute.py   照公式重算的程序，只用 Python 自带的库

怎样重算（装有 Python 3.8 以上，不用联网）
  1. 解压到一个文件夹，在里面运行：python3 recompute.py > mine.csv
  2. 比较 mine.csv 和 ranking.csv，应当一字不差：cmp mine.csv ranking.csv

怎样核对校验码
  (echo "%(before)s"; sha256sum formula.json inputs.csv ranking.csv recompute.py) | sha256sum
  得到的应当是 %(digest)s
  引号里是上一期的校验码，第一期为空。本文件只作说明，不计入校验码。
""")


def readme(edition: Edition, tenant_name: str) -> str:
    period = half_year(edition.since)
    return TEXT % {
        "tenant": tenant_name,
        "name": edition.formula["name"],
        "period": str(period),
        "since": edition.since.isoformat(),
        "until": edition.until.isoformat(),
        "published": timezone.localdate(edition.published_at).isoformat(),
        "before": edition.before.digest if edition.before else "",
        "digest": edition.digest,
    }
