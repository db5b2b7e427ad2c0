"""The headers of every answer, and the one host name people use."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


POWERS_OFF = ", ".join(
    f"{power}=()"
    for power in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
        "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
PERMISSIONS = f"{POWERS_OFF}, publickey-credentials-get=(self), publickey-credentials-create=(self)"

Answer = Callable[[HttpRequest], HttpResponse]


def no_trace(get_response: Answer) -> Answer:
    """Nothing personal stays in a browser or between, unless the page says it is public."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if response.headers["Cache-Control"] == "no-store":
            # What is never kept needs no rule for keeping it, and the rule would say whether a session was read.
            del response.headers["Vary"]
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def by_name_not_number(get_response: Answer) -> Answer:
    """Sends 127.0.0.1 to localhost, keeping the path: a passkey refuses an address made of numbers."""

    def answer(request: HttpRequest) -> HttpResponse:
        host, _, port = request.META.get("HTTP_HOST", "").partition(":")
        if host == "127.0.0.1" and request.method == "GET":
            there = f"localhost:{port}" if port else "localhost"
            return HttpResponseRedirect(f"{request.scheme}://{there}{request.get_full_path()}")
        return get_response(request)

    return answer
