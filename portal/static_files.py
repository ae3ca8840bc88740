from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names carry the content's hash, in the imports of script modules as well: browsers may keep every file."""

    support_js_module_import_aggregation = True
