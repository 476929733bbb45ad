"""Safety: headers on every answer, a limit to what is sent to us, and who a visitor is."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_UPLOADED = 64_000_000
LONGEST_ADDRESS = 16_000
COOKIE = "sp_sim_visitor"
COOKIE_SECONDS = 8 * 3600
_VISITOR = re.compile(r"[A-Za-z0-9_-]{43}")
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self';"
    " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """Adds the headers to every answer, and refuses addresses and bodies that are too large."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before the pages."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name.encode(): value.encode() for name, value in HEADERS.items()}
                theirs = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                message["headers"] = [*theirs, *ours.items()]
            await send(message)

        refusal = _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        await self.app(scope, _limited(receive), send_with_headers)


def _refusal(scope: Scope) -> Response | None:
    if len(scope.get("query_string", b"")) > LONGEST_ADDRESS:
        return PlainTextResponse("The address is too long.", 414)
    told = dict(scope["headers"]).get(b"content-length", b"0")
    if not told.isdigit() or int(told) > MOST_UPLOADED:
        return PlainTextResponse(TOO_LARGE, 413)
    return None


TOO_LARGE = f"What you sent is larger than {MOST_UPLOADED // 1_000_000} MB."


def _limited(receive: Receive) -> Receive:
    """Return `receive` that ends a body without a told length once it is too large."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > MOST_UPLOADED else message

    return counted


def visitor_of(request: Request) -> str:
    """Return the secret name of whoever asks; blank where they have none."""
    name = request.cookies.get(COOKIE, "")
    return name if _VISITOR.fullmatch(name) else ""


def welcome(request: Request, response: Response, visitor: str) -> None:
    """Give a visitor the cookie by which alone they are known."""
    response.set_cookie(
        COOKIE, visitor, max_age=COOKIE_SECONDS, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def new_visitor() -> str:
    """Return a secret name that nobody can guess."""
    return secrets.token_urlsafe(32)


class Seal:
    """Tokens for forms that change something: right only for the visitor they were made for."""

    def __init__(self) -> None:
        """Make a secret that lives as long as the server."""
        self.secret = secrets.token_bytes(32)

    def token(self, visitor: str) -> str:
        """Return the token of a visitor's forms."""
        return hmac.new(self.secret, visitor.encode(), hashlib.sha256).hexdigest()

    def is_right(self, visitor: str, token: object) -> bool:
        """Tell whether a form was made for this visitor."""
        return (
            bool(visitor)
            and isinstance(token, str)
            and hmac.compare_digest(self.token(visitor).encode(), token.encode())
        )
