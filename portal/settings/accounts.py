"""django-allauth: staff by name and password (with a second factor), citizens by phone and code."""

ACCOUNT_ADAPTER = "tenants.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"phone", "username"}
# Nobody fills this form in; without "password1" allauth takes the password out of the sign-in form.
ACCOUNT_SIGNUP_FIELDS = ["phone*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 300
ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_USER_DISPLAY = "tenants.accounts.display.shown"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

# A county hall stands behind one address: limits per address are wide, limits per phone and account are narrow.
# "send_code", "request_code" and "confirm_code" are ours, the other names allauth's.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "send_code": "1/40s/key,5/h/key,10/d/key",
    "request_code": "60/m/ip,600/h/ip",
    "confirm_code": "120/m/ip",
    "verify_phone": "1/40s/key,10/d/key,60/m/ip",
    "change_phone": "3/m/user",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip",
}

MFA_ADAPTER = "tenants.accounts.mfa.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "枫桥"
# Telephones' clocks differ and people type slowly: the code before and the one after count, too.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "tenants.accounts.forms.ShowFactorForm",
    "reauthenticate": "tenants.accounts.forms.ShowFactorAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = False

LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/accounts/welcome/"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["tenants.accounts.backend.TenantBackend"]

# Halls have shared computers: a session ends with the browser, and after a working day at the latest.
# Citizens may ask to be remembered on a device of their own.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
