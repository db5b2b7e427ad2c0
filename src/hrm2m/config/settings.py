"""Django's settings, made from the environment; what `demo` and `test` relax is here and nowhere else."""

import os
from pathlib import Path

from hrm2m.config.environment import KEYSTORE, Mode, database, read_environment, read_secret_key
from hrm2m.config.mail_address import read_mail_url
from hrm2m.config.sms_address import checked_secret, read_sms_url


ENVIRONMENT = read_environment()
MODE = ENVIRONMENT.mode
SOURCE = Path(__file__).resolve().parent.parent

DEBUG = False
if MODE is Mode.PRODUCTION:
    SECRET_KEY = read_secret_key(ENVIRONMENT.secret_key_file)
else:
    # Signs cookies of an invented area that anyone may read; a real one never starts without its own.
    SECRET_KEY = "demo-and-test-only: signs nothing that matters"  # noqa: S105

HRM2M_MODE = MODE
HRM2M_HOME = ENVIRONMENT.home
HRM2M_KEYSTORE = ENVIRONMENT.home / KEYSTORE
HRM2M_ROOT_KEY_FILE = Path(os.environ.get("HRM2M_ROOT_KEY_FILE", str(ENVIRONMENT.home / "root.key")))
HRM2M_SPOOL = ENVIRONMENT.home / "spool"
# Where copies go, and the file of public keys that they are sealed to; without a folder the worker process writes none.
HRM2M_BACKUP_FOLDER = os.environ.get("HRM2M_BACKUP_FOLDER", "")
HRM2M_BACKUP_RECIPIENTS = Path(
    os.environ.get("HRM2M_BACKUP_RECIPIENTS", str(ENVIRONMENT.home / "backup.keys"))
)
HRM2M_ORIGIN = ENVIRONMENT.origin

# What comes from a phone is said on this machine only; without a secret nobody is listened to.
HRM2M_SMS_SECRET = checked_secret(ENVIRONMENT.sms_secret)
OF_THE_CARRIER = ["localhost"] if HRM2M_SMS_SECRET else []
ALLOWED_HOSTS = (
    [ENVIRONMENT.host, *OF_THE_CARRIER]
    if MODE is Mode.PRODUCTION
    else ["localhost", "127.0.0.1", "testserver"]
)
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.origin]
ROOT_URLCONF = "hrm2m.config.urls"
WSGI_APPLICATION = "hrm2m.config.wsgi.application"
AUTH_USER_MODEL = "agencies.Worker"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(ENVIRONMENT.database_url)}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "hrm2m.foundation",
    "hrm2m.vault",
    "hrm2m.records.agencies",
    "hrm2m.records.people",
    "hrm2m.records.clocks",
    "hrm2m.records.consent",
    "hrm2m.records.bridges",
    "hrm2m.records.outreach",
    "hrm2m.records.asks",
    "hrm2m.records.danger",
    "hrm2m.records.treatment",
    "hrm2m.records.children",
    "hrm2m.records.worries",
    "hrm2m.records.requests",
    "hrm2m.records.handovers",
    "hrm2m.records.connections",
    "hrm2m.records.enquiries",
    "hrm2m.records.safety",
    "hrm2m.records.referrals",
    "hrm2m.records.emergencies",
    "hrm2m.records.hers",
    "hrm2m.records.whole",
    "hrm2m.pages.kept_forms",
    "hrm2m.pages.hers",
    "hrm2m.pages.sign_in",
    "hrm2m.pages.partner",
]
LANGUAGES = [("en-gb", "English")]
# Every text is marked for translation. Where there is one language, no text is looked up in catalogues that have none
# of it (a twentieth of Today), and no browser is asked which language it prefers.
USE_I18N = len(LANGUAGES) > 1
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hrm2m.pages.base.headers.no_trace",
    "hrm2m.pages.base.headers.by_name_not_number",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    *(["django.middleware.locale.LocaleMiddleware"] if USE_I18N else []),
    "django.middleware.common.CommonMiddleware",
    "hrm2m.pages.base.failures.Failures",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A page's template lies beside its view; those of allauth's pages in a folder of their own.
        "DIRS": [SOURCE / "pages", SOURCE / "pages" / "sign_in" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hrm2m.pages.base.navigation.surroundings",
            ],
            "builtins": ["django.templatetags.i18n", "hrm2m.pages.base.tags"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "hrm2m.pages.base.forms.PageRenderer"

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [SOURCE / "locale"]

# ------------------------------------------------------------------------------------- what browsers are told

OVER_TLS = MODE is Mode.PRODUCTION
STATIC_URL = "/static-files-are-served-by-assets/"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
# Not “no-referrer”: browsers then send “Origin: null”, and a form sent from our own page would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if OVER_TLS else 0
PROXIES = ENVIRONMENT.proxies
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SESSION_ENGINE = "hrm2m.pages.base.sessions"
SESSION_COOKIE_NAME = "__Host-hr_session" if OVER_TLS else "hr_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-hr_form" if OVER_TLS else "hr_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = 7 * 24 * 3600
CSRF_FAILURE_VIEW = "hrm2m.pages.sign_in.views.page_is_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# ------------------------------------------------------------------------------------- signing in

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["hrm2m.pages.sign_in.passwords.WorkerPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "first_name"]},
    },
]
ACCOUNT_ADAPTER = "hrm2m.pages.sign_in.adapters.SignIn"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "hrm2m.pages.sign_in.forms.SignInForm",
    "reauthenticate": "hrm2m.pages.sign_in.forms.PasswordAgainForm",
    "change_password": "hrm2m.pages.sign_in.forms.NewPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Its own limits count in the memory of one process; ours count in the database, exactly.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "hrm2m.pages.sign_in.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "hrm2m.pages.sign_in.forms.CodeForm",
    "reauthenticate": "hrm2m.pages.sign_in.forms.CodeAgainForm",
    "activate_totp": "hrm2m.pages.sign_in.forms.FirstCodeForm",
    "add_webauthn": "hrm2m.pages.sign_in.forms.NewPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "HR M2M"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# A passkey on http://localhost, for the invented area only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OVER_TLS

# ------------------------------------------------------------------------------------- the log

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "hrm2m.pages.base.quiet_log.QuietFormatter"}},
    "handlers": {"quiet": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["quiet"], "level": "WARNING"},
    "loggers": {
        "hrm2m": {"level": "INFO"},
        "django": {"handlers": ["quiet"], "level": "WARNING", "propagate": False},
        # One line for every page that is not there would say nothing and fill the disk.
        "django.request": {"handlers": ["quiet"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["quiet"], "level": "CRITICAL", "propagate": False},
    },
}

MAIL = read_mail_url(ENVIRONMENT.mail_url, ENVIRONMENT.host)
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL.from_address

TEXTS = read_sms_url(ENVIRONMENT.sms_url, port=ENVIRONMENT.port, invented=MODE is not Mode.PRODUCTION)
HRM2M_TEXTS_BY, HRM2M_KANNEL = TEXTS.by, TEXTS.kannel
HRM2M_TEXTS_FOLDER = ENVIRONMENT.home / "texts"
