"""The kinds of organisations that take part in mediation, legal aid and public legal service."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    JUSTICE_BUREAU = "justice_bureau", _("司法局")
    JUDICIAL_OFFICE = "judicial_office", _("司法所")
    MEDIATION_CENTER = "mediation_center", _("人民调解中心")
    VILLAGE_COMMITTEE = "village_mediation_committee", _("村（居）人民调解委员会")
    TOWNSHIP_COMMITTEE = "township_mediation_committee", _("乡镇（街道）人民调解委员会")
    MEDICAL_COMMITTEE = "medical_mediation_committee", _("医疗纠纷人民调解委员会")
    TRAFFIC_COMMITTEE = "traffic_mediation_committee", _("道路交通事故损害赔偿人民调解委员会")
    LABOUR_COMMITTEE = "labour_mediation_committee", _("劳动人事争议调解委员会")
    LAND_COMMITTEE = "land_mediation_committee", _("土地纠纷人民调解委员会")
    PRIVATE_ENTERPRISE_COMMITTEE = "private_enterprise_mediation_committee", _("民营企业人民调解委员会")
    STATE_ENTERPRISE_COMMITTEE = "state_enterprise_mediation_committee", _("国有企业人民调解委员会")
    JOINT_COMMITTEE = "joint_mediation_committee", _("联合人民调解委员会")
    CHAMBER_ORGANISATION = "chamber_mediation_organization", _("商会人民调解组织")
    CAMPUS_COMMITTEE = "campus_mediation_committee", _("校园纠纷人民调解委员会")
    GOVERNMENT_UNIT_COMMITTEE = "government_unit_mediation_committee", _("党政机关人民调解委员会")
    SECTOR_COMMITTEE = "sector_mediation_organization", _("行业性、专业性人民调解组织")
    MEDIATION_GROUP = "mediation_group", _("人民调解小组")
    VENUE_COMMITTEE = "venue_mediation_committee", _("公共场所人民调解委员会")
    STUDIO = "mediation_studio", _("人民调解工作室")
    DISPATCHED_STUDIO = "dispatched_mediation_studio", _("派驻人民调解工作室")
    JOINT_ROOM = "joint_mediation_room", _("联合调解室")
    PERSONAL_STUDIO = "personal_brand_studio", _("个人调解工作室")
    PETITION_WORKROOM = "petition_mediation_workroom", _("人民调解参与信访问题化解工作室")
    LEGAL_AID_CENTER = "legal_aid_center", _("法律援助中心")
    LEGAL_AID_STATION = "legal_aid_station", _("法律援助工作站")
    SERVICE_CENTER = "public_legal_service_center", _("公共法律服务中心")
    SERVICE_STATION = "public_legal_service_station", _("公共法律服务工作站")
    SERVICE_ROOM = "public_legal_service_room", _("公共法律服务工作室")
    NOTARY_OFFICE = "notary_office", _("公证处")
    LAW_FIRM = "law_firm", _("律师事务所")
    LEGAL_SERVICE_OFFICE = "legal_service_office", _("基层法律服务所")
    LAWYERS_ASSOCIATION = "lawyers_association", _("律师协会")
    APPRAISAL_INSTITUTE = "appraisal_institute", _("司法鉴定机构")
    ARBITRATION_COMMISSION = "arbitration_commission", _("仲裁委员会")
    LABOUR_ARBITRATION = "labour_arbitration_body", _("劳动人事争议仲裁机构")
    PROCURATORATE = "procuratorate", _("人民检察院")
    COURT = "basic_court", _("基层人民法院")
    TRIBUNAL = "people_tribunal", _("人民法庭")
    POLICE_STATION = "police_station", _("派出所")
    PETITION_OFFICE = "petition_office", _("信访部门")
    PEACE_OFFICE = "peace_office", _("平安办")
    RESETTLEMENT_OFFICE = "resettlement_office", _("安置帮教办公室")
    SOCIAL_WORK_PROVIDER = "social_work_provider", _("社会工作服务机构")
    PARTNER_UNIT = "partner_unit", _("协作单位")


# Where people's mediators work.
MEDIATES = frozenset(
    kind
    for kind in OrganisationKind.values
    if kind.endswith(("mediation_committee", "mediation_organization", "mediation_studio", "mediation_room"))
) | {
    OrganisationKind.MEDIATION_CENTER,
    OrganisationKind.MEDIATION_GROUP,
    OrganisationKind.PERSONAL_STUDIO,
    OrganisationKind.PETITION_WORKROOM,
}
# Where lawyers and grassroots legal workers practise.
PRACTISES = frozenset(
    {
        OrganisationKind.LAW_FIRM,
        OrganisationKind.LEGAL_SERVICE_OFFICE,
        OrganisationKind.LEGAL_AID_CENTER,
        OrganisationKind.JUSTICE_BUREAU,
        OrganisationKind.PARTNER_UNIT,
    }
)
