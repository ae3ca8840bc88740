"""One address of the demo for each kind of public page: (tenant, path). The counties differ in accent."""

from datetime import date

from services.calendar.half_years import last_finished

ELDER = "elder"
NORMAL = "normal"
MODES = (NORMAL, ELDER)
DESKTOP = 1280
PHONE = 360

# The half-year that the demo published last.
HALF = last_finished(date.today()).code

PAGES = {
    "umbrella home": ("", "/"),
    "county home": ("yunxi", "/"),
    "policy index": ("pingchuan", "/policies/"),
    "filtered policy index": ("pingchuan", "/policies/?validity=repealed"),
    "valid policy": ("yunxi", "/policies/mediation-measures-2024/"),
    "repealed policy": ("yunxi", "/policies/mediation-measures-2021/"),
    "expired policy": ("linhai", "/policies/typhoon-season-2025/"),
    "policy with basis": ("linhai", "/policies/medical-disputes-2025/"),
    "interpretation index": ("linhai", "/interpretations/"),
    "interpretation": ("linhai", "/interpretations/medical-disputes-explained/"),
    "news index": ("pingchuan", "/news/"),
    "news": ("linhai", "/news/legal-aid-fast-2025/"),
    "notice": ("linhai", "/news/saturday-elder-window-2026/"),
    "guide index": ("linhai", "/guides/"),
    "guide": ("linhai", "/guides/apply-mediation/"),
    "case index": ("yunxi", "/cases-told/"),
    "case": ("yunxi", "/cases-told/tea-row-boundary/"),
    "compilation index": ("yunxi", "/compilations/"),
    "compilation": ("yunxi", "/compilations/mediation-volume/"),
    "print volume": ("yunxi", "/compilations/mediation-volume/print/"),
    "services": ("yunxi", "/services/"),
    "umbrella services": ("", "/services/"),
    "service item": ("linhai", "/services/legal-aid/"),
    "blank form": ("pingchuan", "/services/labour-disputes/form/"),
    "application": ("yunxi", "/services/mediation/apply/"),
    "complaint": ("pingchuan", "/services/complaint/apply/"),
    "track": ("yunxi", "/track/"),
    "directory": ("yunxi", "/directory/"),
    "mediators": ("yunxi", "/directory/mediators/?place=990121101&matter=land"),
    "nobody in a list": ("yunxi", "/directory/lawyers/?q=没有这个人"),
    "which township": ("linhai", "/directory/office/"),
    "office of a village": ("yunxi", "/directory/office/990121101202/"),
    "mediator": ("yunxi", "/directory/mediators/1/"),  # the first line of the first register
    "organisation": ("yunxi", "/directory/organisations/6/"),  # behind the four of the city and the bureau
    "book": ("yunxi", "/book/"),
    "pick a time": ("linhai", "/book/land-talk/"),
    "my appointment": ("yunxi", "/book/mine/"),
    "duty": ("pingchuan", "/book/duty/"),
    "lawyer": ("yunxi", "/directory/lawyers/1/"),
    "rankings": ("yunxi", "/rankings/"),
    "edition": ("pingchuan", f"/rankings/lawyers/{HALF}/"),
    "method": ("linhai", "/rankings/method/"),
    "report": ("yunxi", f"/rankings/report/{HALF}/"),
    "reviews": ("pingchuan", "/rankings/reviews/"),
    "round of reviews": ("yunxi", "/rankings/reviews/1/"),
    "allowances": ("linhai", "/rankings/subsidies/"),
    "say how it was": ("yunxi", "/voice/"),
    "standard page": ("yunxi", "/about/"),
    "site map": ("", "/sitemap/"),
    "search with hits": ("yunxi", "/search/?q=调解"),
    "umbrella search": ("", "/search/?q=法律援助"),
    "search without hits": ("yunxi", "/search/?q=量子纠缠飞船"),
    "search without query": ("yunxi", "/search/"),
    "sign in": ("yunxi", "/accounts/login/"),
    "sign in by code": ("yunxi", "/accounts/login/code/"),
    "not found": ("yunxi", "/policies/there-is-no-such-page/"),
}
