"""Settings shared by every way of running the portal; what differs stands in the sibling modules."""

from pathlib import Path

from portal.settings.env import all_or_none, comma_separated, database, env, env_bool, mail

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env("VAR_DIR") or BASE_DIR / "var")

# --- Applications -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal",
    "home",
    "services.designer",
    "services.ranking",
    "services.subsidies",
    "services.legal_aid",
    "services.voices",
    "services.reviews",
    "services.anomalies",
    "services.complaints",
    "services.cases",
    "services.booking",
    "services.mediation",
    "services.documents",
    "services.directory",
    "services.notices",
    "services.inputs",
    "services.calendar",
    "search",
    "tenants",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "tenants.admin.apps.TenantUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "channels",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.NoZeroByteMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.csp.PortalCSPMiddleware",
    "tenants.middleware.TenantMiddleware",
    "portal.middleware.DisplayMiddleware",
    "portal.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tenants.admin.gate.AdminGateMiddleware",
    "tenants.admin.guard.AdminGuardMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
ASGI_APPLICATION = "portal.asgi.application"
AUTH_USER_MODEL = "tenants.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ],
        },
    },
]

# --- Stores -----------------------------------------------------------------------------------------------

DATABASES = {"default": database(env("DATABASE_URL"), BASE_DIR)}

REDIS_URL = env("REDIS_URL")
# "shared" holds what every process must see at once: a command that publishes renews the server's pages.
if REDIS_URL:
    _redis = {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": REDIS_URL}
    CACHES = {"default": _redis, "shared": _redis}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 5000},
        },
        "shared": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "shared",
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        },
    }
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# What is handed out only by a view that asks who may see it.
PRIVATE_ROOT = VAR_DIR / "private"
SERVE_MEDIA = True  # in production the web server in front does it
STORAGES = {
    "default": {"BACKEND": "tenants.storage.TenantStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Addresses --------------------------------------------------------------------------------------------

# Every host name that is no tenant's is answered with a plain 404 by the tenant middleware.
ALLOWED_HOSTS = ["*"]
PUBLIC_SCHEME = env("PUBLIC_SCHEME", "http")
PUBLIC_PORT = int(env("PORT", "8000"))
BASE_HOST = env("BASE_HOST", "localhost")
TRUST_PROXY = env_bool("TRUST_PROXY")
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# --- Language and time ------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = ["portal.formats"]

# --- Search -----------------------------------------------------------------------------------------------

ELASTICSEARCH_URL = env("ELASTICSEARCH_URL")
SEARCH_INDEX_DIR = VAR_DIR / "search"
# The database serves only the admin's own search; it finds Han words as phrases of characters.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends.han"}}

# --- Signing in -------------------------------------------------------------------------------------------

from portal.settings.accounts import *  # noqa: E402, F403

# --- Wagtail ----------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "枫桥"
WAGTAILADMIN_BASE_URL = f"{PUBLIC_SCHEME}://{BASE_HOST}" + (
    f":{PUBLIC_PORT}" if PUBLIC_SCHEME == "http" else ""
)
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = True
WAGTAILDOCS_EXTENSIONS = [
    "pdf",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "ppt",
    "pptx",
    "txt",
    "csv",
    "zip",
    "ofd",
    "wps",
    "et",
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.uploads.CheckedDocumentForm"
WAGTAILDOCS_CONTENT_TYPES = {"ofd": "application/ofd"}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_COMMENTS_ENABLED = True

# --- Mail, text messages ----------------------------------------------------------------------------------

globals().update(mail(env("EMAIL_URL")))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "noreply@localhost")
SMS_URL = env("SMS_URL")

# --- Video mediation --------------------------------------------------------------------------------------

# None: from browser to browser, in one network. What each is for stands in docs/deploy.md.
LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET = all_or_none(
    "LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"
)
_turn, TURN_SECRET = all_or_none("TURN_URL", "TURN_SECRET")
TURN_URL = comma_separated(_turn)
STUN_URL = comma_separated(env("STUN_URL"))

# --- Safety -----------------------------------------------------------------------------------------------

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failed"

# Public pages carry neither inline script nor inline style. The Wagtail admin still needs both.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"fengqiao": {"level": "INFO"}},
}
