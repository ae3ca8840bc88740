from wagtail_modeladmin.options import modeladmin_register

from services.directory.admin import DirectoryAdmin

modeladmin_register(DirectoryAdmin)
