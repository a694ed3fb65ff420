"""A small OpenID provider on loopback: ``python oidc_provider.py PORT``.

Who signs in is chosen by a click, as at a real provider; everything else is the code flow of
OpenID Connect Core 1.0 with RS256 and, where the client asks for it, PKCE (RFC 7636). A code is
good for one exchange, by the client that knows the secret.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sys
import time
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "koe-desk", "a-client-secret-for-tests-only"
PEOPLE = ("hanako@example.com", "taro@example.com")
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CODES: dict[str, dict[str, str]] = {}


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed(claims: dict[str, Any]) -> str:
    """A JSON web token, RS256."""
    head = {"alg": "RS256", "typ": "JWT", "kid": "one"}
    text = ".".join(encoded(json.dumps(part).encode()) for part in (head, claims))
    signature = KEY.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{encoded(signature)}"


def keys() -> dict[str, Any]:
    numbers = KEY.public_key().public_numbers()
    n, e = (encoded(one.to_bytes((one.bit_length() + 7) // 8)) for one in (numbers.n, numbers.e))
    return {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "one", "n": n, "e": e}]}


class Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(url.query).items()}
        if url.path == "/.well-known/openid-configuration":
            self._json(self._metadata())
        elif url.path == "/jwks":
            self._json(keys())
        elif url.path == "/authorize" and asked.get("client_id") == CLIENT:
            self._ask_who(url.query)
        elif url.path == "/chosen" and asked.get("mail") in PEOPLE:
            self._send_back(asked)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        asked = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
        code = CODES.pop(asked.get("code", ""), None)
        if code is None or not self._knows_the_secret(asked) or not _proves(code, asked):
            self._json({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        claims = {
            "iss": self._issuer, "sub": code["mail"], "aud": CLIENT, "iat": now,
            "exp": now + 600, "email": code["mail"], "email_verified": True,
        }  # fmt: skip
        claims |= {"nonce": code["nonce"]} if "nonce" in code else {}
        told = {"access_token": secrets.token_hex(8), "token_type": "Bearer", "expires_in": 600}
        self._json(told | {"id_token": signed(claims)})

    @property
    def _issuer(self) -> str:
        return f"http://{self.headers['Host']}"

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self._issuer,
            "authorization_endpoint": f"{self._issuer}/authorize",
            "token_endpoint": f"{self._issuer}/token",
            "jwks_uri": f"{self._issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _ask_who(self, query: str) -> None:
        links = "".join(
            f'<p><a href="/chosen?{escape(query)}&amp;mail={quote(mail)}">{mail}</a></p>'
            for mail in PEOPLE
        )
        self._answer(f"<h1>Who are you?</h1>{links}".encode(), "text/html; charset=utf-8", 200)

    def _send_back(self, asked: dict[str, str]) -> None:
        code = secrets.token_urlsafe(16)
        CODES[code] = asked
        told = urlencode({"code": code, "state": asked.get("state", "")})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{told}")
        self.end_headers()

    def _knows_the_secret(self, asked: dict[str, str]) -> bool:
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        by_header = self.headers.get("Authorization") == f"Basic {basic}"
        return by_header or asked.get("client_secret") == SECRET

    def _json(self, told: dict[str, Any], status: int = 200) -> None:
        self._answer(json.dumps(told).encode(), "application/json", status)

    def _answer(self, body: bytes, kind: str, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _proves(code: dict[str, str], asked: dict[str, str]) -> bool:
    """Whether it is the client that began this login and goes back where it said."""
    proof = encoded(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
    same_place = code["redirect_uri"] == asked.get("redirect_uri")
    return same_place and code.get("code_challenge") in (None, proof)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
