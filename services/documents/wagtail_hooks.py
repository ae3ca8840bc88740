from wagtail_modeladmin.options import modeladmin_register

from services.documents.admin.register import PaperAdmin
from services.documents.admin.templates import TemplateAdmin

modeladmin_register(TemplateAdmin)
modeladmin_register(PaperAdmin)
