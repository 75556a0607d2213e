"""The gate of a shared dashboard: nothing, be it page, file, upload, health check or websocket, is answered without a link.

A pure ASGI middleware, so that no route can be forgotten. The first request carries the key in the address; the gate puts
it into a cookie that scripts cannot read and sends the browser on to the same address without it.
"""

from __future__ import annotations

import logging
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.sharing.addresses import KEY
from dashboard.sharing.links import LONGEST_KEY, Link, Links

log = logging.getLogger(__name__)

COOKIE = "rasd_key"
FAILED_TRIES = RateLimitItemPerMinute(10)
"""Different forged keys from one address in a minute before no new key of it is looked at."""
_ONCE = RateLimitItemPerMinute(1)

CLOSED = 1008  # "policy violation": the websocket's word for no

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rasd · رصد</title><style>body{{font:1.1rem/1.7 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.2rem;
color-scheme:light dark}}</style><h1>Rasd · رصد</h1><p>{en}</p><p lang="ar" dir="rtl">{ar}</p></html>"""
_NO_LINK = _PAGE.format(
    en="This dashboard opens with a link from its owner. The link may be missing, expired or revoked: ask for a new one.",
    ar="تُفتح هذه اللوحة برابط من صاحبها. قد يكون الرابط ناقصاً أو منتهياً أو ملغى: اطلب رابطاً جديداً.",
)
_TOO_MANY = _PAGE.format(
    en="Too many wrong links were tried from this address. Wait a minute, then open your link again.",
    ar="جُرّبت روابط خاطئة كثيرة من هذا العنوان. انتظر دقيقة ثم افتح رابطك من جديد.",
)


class Gate:
    """Lets requests through that carry an open link."""

    def __init__(self, app: ASGIApp, links: Links):
        self.app, self.links = app, links
        self._tries = MovingWindowRateLimiter(MemoryStorage())
        self._let_in: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for name, value in query if name == KEY), None)
        answer: Response | None
        if given is not None:
            link, answer = await self._try(given, scope)
            if link is not None:
                answer = _without_key(scope, query, link, given)
        else:
            link, answer = await self._try(_cookie(scope), scope)
        if answer is not None:
            answer.headers["Cache-Control"] = "no-store"
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, _hardened(send))

    async def _try(self, key: str | None, scope: Scope) -> tuple[Link | None, Response | None]:
        """The link that the key opens, or the answer to one that opens none; forged keys are counted and logged."""
        if key is None:
            return None, HTMLResponse(_NO_LINK, 403)
        address = (scope.get("client") or ("unknown",))[0]
        # Who is in stays in, whatever others behind the same address try; a key not seen before has to wait.
        if key not in self._let_in and not self._tries.test(FAILED_TRIES, address):
            return None, HTMLResponse(_TOO_MANY, 429)
        link = await run_in_threadpool(self.links.opened_by, key)
        if link is not None:
            self._let_in.add(key)
            return link, None
        self._let_in.discard(key)
        # A page left open asks again and again with the key it has: that is one try. A link that was revoked or has expired
        # is no guess at all, and must not shut out those who sit behind the same address with an open one.
        if self._tries.hit(_ONCE, address, key[:LONGEST_KEY]):
            log.warning("a link that opens nothing was tried from %s", address)
            if not self.links.made_here(key):
                self._tries.hit(FAILED_TRIES, address)
        return None, HTMLResponse(_NO_LINK, 403)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _cookie(scope)
        link, refusal = await self._try(key, scope)
        if refusal is not None or not _same_origin(scope):
            await receive()  # the handshake
            await send({"type": "websocket.close", "code": CLOSED})
            return

        async def still_open() -> bool:
            return await run_in_threadpool(self.links.opened_by, key) is not None

        async def receive_while_open() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not await still_open():
                await send({"type": "websocket.close", "code": CLOSED})
                return {"type": "websocket.disconnect", "code": CLOSED}
            return message

        async def send_while_open(message: Message) -> None:
            if message["type"] == "websocket.send" and not await still_open():
                message = {"type": "websocket.close", "code": CLOSED}
            await send(message)

        await self.app(scope, receive_while_open, send_while_open)


def _without_key(scope: Scope, query: list[tuple[str, str]], link: Link, key: str) -> Response:
    """On to the same address without the key, which then stands in no history, bookmark or screenshot."""
    rest = urlencode([(name, value) for name, value in query if name != KEY])
    # Never «//elsewhere»: a path that begins so is another machine's address.
    path = "/" + scope["path"].lstrip("/")
    answer = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303, headers={"Referrer-Policy": "no-referrer"})
    answer.set_cookie(
        COOKIE, key, expires=link.expires_at, httponly=True, secure=scope["scheme"] in ("https", "wss"),
        samesite="lax",  # not strict: a link is opened from a message, and the cookie must come along on the way on
    )
    return answer


def _cookie(scope: Scope) -> str | None:
    cookies = SimpleCookie()
    try:
        cookies.load(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return None
    return cookies[COOKIE].value if COOKIE in cookies else None


def _same_origin(scope: Scope) -> bool:
    """Another site's page must not speak for the visitor, whose browser would send the cookie along."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _hardened(send: Send) -> Send:
    async def send_hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                *message["headers"], (b"referrer-policy", b"no-referrer"), (b"x-content-type-options", b"nosniff"),
                (b"x-frame-options", b"DENY"),
            ]  # fmt: skip
        await send(message)

    return send_hardened
