"""What the journal's verbs are called, and the particulars that stand beside them."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants import roles

VERBS = {
    "create": _("新建"),
    "edit": _("修改"),
    "delete": _("删除"),
    # People and the tenant
    "create_user": _("新建用户"),
    "change_user": _("修改用户资料"),
    "grant_role": _("授予角色"),
    "revoke_role": _("撤销角色"),
    "require_second_factor": _("设置二次验证要求"),
    "reset_second_factor": _("重置二次验证"),
    "enter_tenant": _("平台运维进入"),
    "leave_tenant": _("平台运维离开"),
    "visit_expired": _("平台运维到时离开"),
    # Policies
    "policy_imported": _("导入政策文件"),
    "policy_updated": _("重新导入政策文件"),
    "policy_amended": _("政策文件被修改"),
    "policy_repealed": _("政策文件被废止"),
    "policy_expired": _("政策文件到期失效"),
    # Papers
    "paper_issued": _("签发文书"),
    "paper_replaced": _("文书被替换"),
    "paper_revoked": _("撤销文书"),
    "paper_signed": _("在文书上签名"),
    "paper_complete": _("文书签齐"),
    "template_uploaded": _("上传文书模板"),
    "template_reverted": _("恢复内置文书模板"),
    # Procedures of the county's own
    "draft_begun": _("开始修改程序"),
    "draft_submitted": _("提交程序修改"),
    "draft_withdrawn": _("撤回程序修改"),
    "draft_approved": _("批准程序修改"),
    "draft_returned": _("退回程序修改"),
    "draft_dropped": _("放弃程序修改"),
    "procedure_enacted": _("启用程序"),
    "procedure_restored": _("恢复程序的版本"),
    # Registers of the directory
    "import_register": _("导入名册"),
    "export_register": _("导出名册"),
    # The working-day calendar
    "fill_calendar": _("填入放假安排"),
    "declare_calendar": _("标记年度安排已录全"),
    "reopen_calendar": _("取消年度安排的标记"),
    # Notices
    "notice_reworded": _("修改提醒用语"),
    "notice_reverted": _("恢复默认的提醒用语"),
    "quiet_hours_set": _("设置免打扰时段"),
    "notice_sent_again": _("重新发送提醒"),
    # Registers of organisations and people
    "standing_changed": _("变更机构状态"),
    "left_register": _("办理退出"),
    "returned_to_register": _("恢复在册"),
    "membership_ended": _("办理离任"),
    "filing_list_taken": _("导出调解员备案名单"),
    # Complaints and signs of invented cases
    "name_complained": _("登记被投诉人"),
    "finding_answered": _("核查异常线索"),
    "calls_drawn": _("抽取电话回访名单"),
    "call_noted": _("登记电话回访结果"),
    # Booking
    "book": _("预约"),
    "cancel": _("取消预约"),
    "move": _("改期"),
    "arrived": _("登记到场"),
    "done": _("办完"),
    "no_show": _("记为没有来"),
    "prefer": _("列为优先接待"),
    "prefer_no_more": _("取消优先接待"),
    "remark": _("记事"),
    "hours_kept": _("修改每周时间"),
    "feed_made": _("建立日历订阅"),
    "feed_revoked": _("停用日历订阅"),
    # Duty rosters and waiting lists
    "roster_planned": _("排班"),
    "roster_published": _("抄送值班名单"),
    "roster_called_off": _("取消值班"),
    "shift_change_asked": _("报告不能值班"),
    "shift_replaced": _("换人值班"),
    "shift_on_duty": _("值班签到"),
    "shift_done": _("登记值班结束"),
    "shift_absent": _("登记值班缺勤"),
    "wait": _("排上候补"),
    "stop_waiting": _("退出候补"),
    # Video mediation
    "mediation_planned": _("安排视频调解"),
    "mediation_rescheduled": _("改视频调解的时间"),
    "mediation_cancelled": _("取消视频调解"),
    "mediation_invited": _("生成视频调解邀请码"),
    "mediation_invitation_sent": _("发送视频调解邀请"),
    "mediation_seat_added": _("增加视频调解席位"),
    "mediation_seat_taken_out": _("撤下视频调解席位"),
    "mediation_help": _("在视频调解中请求支援"),
    "mediation_recorded": _("保存视频调解录像"),
    "mediation_watched": _("观看视频调解录像"),
    "minutes_confirmed": _("确认调解笔录"),
    "mediation_drawn_up": _("生成视频调解协议"),
    "mediation_ended": _("结束视频调解"),
    # What people said about the work
    "voice_said": _("收到群众评价"),
    "voice_recorded": _("代为登记群众评价"),
    "voice_asked": _("发短信请群众评价"),
    # Dossier review
    "review_announced": _("公告案卷评查"),
    "review_drawn": _("抽取案卷"),
    "review_assigned": _("分配案卷评查"),
    "review_published": _("公布案卷评查结果"),
    "review_answered": _("答复案卷评查申述"),
    # Cases
    "look": _("查看当事人完整信息"),
    "look_from_above": _("上级查看上报的案件"),
    "export_case": _("导出案件全部数据"),
    "export_cases": _("导出案件列表"),
    # Subsidies
    "subsidies_compiled": _("汇总编制补贴"),
    "subsidies_set": _("修改补贴明细"),
    "subsidies_listed": _("编制补贴发放表"),
    "subsidies_exported": _("导出银行发放表"),
    "subsidies_paid": _("登记补贴发放"),
    "subsidies_clawed_back": _("追回补贴"),
    # Rankings
    "ranking.counted": _("统计排名"),
    "ranking.counted_again": _("重新统计排名"),
    "ranking.withdrawn": _("作废排名"),
    "ranking.opened": _("通报排名并开放异议"),
    "ranking.objected": _("对排名提出异议"),
    "ranking.answered": _("答复排名异议"),
    "ranking.published": _("公布排名"),
    "ranking.adopted": _("确定排名公式"),
    # What Wagtail logs, see tenants/mirror.py
    "wagtail.create": _("新建"),
    "wagtail.edit": _("修改"),
    "wagtail.delete": _("删除"),
    "wagtail.rename": _("改名"),
    "wagtail.copy": _("复制"),
    "wagtail.copy_for_translation": _("复制为译文"),
    "wagtail.create_alias": _("建立镜像页"),
    "wagtail.convert_alias": _("镜像页转为普通页"),
    "wagtail.move": _("移动"),
    "wagtail.reorder": _("调整顺序"),
    "wagtail.revert": _("恢复旧版本"),
    "wagtail.publish": _("发布"),
    "wagtail.publish.schedule": _("定时发布"),
    "wagtail.publish.scheduled": _("按时发布"),
    "wagtail.unpublish": _("撤下"),
    "wagtail.unpublish.scheduled": _("按时撤下"),
    "wagtail.schedule.cancel": _("取消定时发布"),
    "wagtail.lock": _("锁定"),
    "wagtail.unlock": _("解锁"),
    "wagtail.moderation.approve": _("审核通过"),
    "wagtail.moderation.reject": _("审核退回"),
    "wagtail.workflow.start": _("提交审核"),
    "wagtail.workflow.approve": _("审核通过"),
    "wagtail.workflow.reject": _("审核退回"),
    "wagtail.workflow.resume": _("重新提交审核"),
    "wagtail.workflow.cancel": _("撤回审核"),
    "wagtail.view_restriction.create": _("设置访问限制"),
    "wagtail.view_restriction.edit": _("修改访问限制"),
    "wagtail.view_restriction.delete": _("取消访问限制"),
    "wagtail.apitoken.create": _("建立接口令牌"),
    "wagtail.apitoken.revoke": _("吊销接口令牌"),
    "wagtail.comments.create": _("添加批注"),
    "wagtail.comments.edit": _("修改批注"),
    "wagtail.comments.delete": _("删除批注"),
    "wagtail.comments.resolve": _("解决批注"),
    "wagtail.comments.create_reply": _("回复批注"),
    "wagtail.comments.edit_reply": _("修改批注回复"),
    "wagtail.comments.delete_reply": _("删除批注回复"),
    # Legal aid
    "consultation_corrected": _("更正咨询记录"),
    "consultation_withdrawn": _("撤销咨询记录"),
    "consultation_called_back": _("咨询已回复"),
    "duty_statement_confirmed": _("确认月度值班统计"),
    "hours_confirmed": _("确认公益服务时间"),
    "hours_returned": _("退回公益服务时间"),
    "volunteer_accepted": _("同意律师加入名册"),
    "volunteer_declined": _("未同意律师加入名册"),
}

PARTICULARS = {
    "role": _("角色"),
    "roles": _("角色"),
    "reason": _("原因"),
    "until": _("有效至"),
    "username": _("用户名"),
    "fields": _("修改的内容"),
    "changed": _("修改的内容"),
    "file": _("文件"),
    "by": _("依据"),
    "on": _("日期"),
    "message": _("说明"),
    "comment": _("意见"),
    "code": _("核验码"),
    "seat": _("身份"),
    "method": _("方式"),
    "count": _("件数"),
    "format": _("格式"),
    "register": _("名册"),
    "added": _("新增"),
    "amended": _("修改"),
    "unchanged": _("不变"),
    "faulty": _("有问题"),
    "with_phones": _("含不公开的电话"),
    "filters": _("筛选条件"),
    "before": _("原来的时间"),
    "party": _("当事人编号"),
    "standing": _("状态"),
    "text": _("用语"),
    "former": _("原来的人"),
    "successor": _("改由"),
    "lines": _("变动的人数"),
    "digest": _("校验码"),
    "upheld": _("异议成立"),
}
_FIELDS = {"username": _("用户名"), "name": _("姓名"), "phone": _("手机号码"), "password": _("密码")}


def called(verb: str) -> str:
    return str(VERBS.get(verb, verb))


def particulars(data: dict[str, Any]) -> list[tuple[str, str]]:
    """What a line adds, as people read it; empty values are left out."""
    return [(str(PARTICULARS.get(name, name)), _told(name, value)) for name, value in data.items() if value]


def _told(name: str, value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    if name in ("role", "roles"):
        values = [roles.ROLES[key].label if key in roles.ROLES else key for key in values]
    elif name == "fields":
        values = [_FIELDS.get(key, key) for key in values]
    elif name == "before":
        values = [f"{timezone.localtime(datetime.fromisoformat(str(moment))):%Y-%m-%d %H:%M}" for moment in values]
    elif name == "until":
        values = [str(moment)[:16].replace("T", " ") for moment in values]
    return "、".join(str(one) for one in values)
