"""Who may look and who may decide, with a real login through an OpenID provider on loopback."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.desk.access import may_decide

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SECRETS = """
[auth]
redirect_uri = "{desk}/oauth2callback"
cookie_secret = "a-cookie-secret-for-tests-only-0123456789"
client_id = "koe-desk"
client_secret = "a-client-secret-for-tests-only"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
READER = "閲覧のみの権限です"


@pytest.fixture(scope="module")
def guarded(
    tmp_path_factory: pytest.TempPathFactory,
    account: Path,
    serve: Callable[..., Any],
    start_desk: Callable[..., Any],
    a_free_port: Callable[[], int],
) -> Iterator[str]:
    """The address of a desk behind a login; hanako@example.com is a reviewer."""
    if importlib.util.find_spec("authlib") is None:
        pytest.skip("Streamlit's login needs Authlib: pip install streamlit[auth]")
    folder = tmp_path_factory.mktemp("guarded")
    shutil.copytree(account.parent, folder / "account")
    config = folder / "account" / account.name
    with config.open("a", encoding="utf-8") as settings:
        settings.write('\n[desk]\nreviewers = ["Hanako@example.com"]\n')
    at, provider_at = a_free_port(), a_free_port()
    where = {"desk": f"http://127.0.0.1:{at}", "provider": f"http://127.0.0.1:{provider_at}"}
    (config.parent / ".streamlit").mkdir()
    secrets = config.parent / ".streamlit" / "secrets.toml"
    secrets.write_text(SECRETS.format(**where), encoding="utf-8")
    command = [str(HERE / "oidc_provider.py"), str(provider_at)]
    health = "/.well-known/openid-configuration"
    with (
        serve(command, provider_at, folder / "provider.log", health),
        start_desk(config, port=at) as base,
    ):
        yield base


def signed_in(reader: Any, mail: str) -> Any:
    """A page of the desk, through the provider's own page and back."""
    page = reader.browser.new_page(locale="ja-JP")
    page.goto(reader.base)
    reader.presses(page.get_by_role("button", name="サインイン"))
    reader.presses(page.get_by_role("link", name=mail))
    page.wait_for_selector("h1:has-text('small'), h1:has-text('Kakeibo')")
    reader.drawn(page)
    return page


def test_nobody_sees_a_voice_before_they_sign_in(
    guarded: str, reader_at: Callable[[str], Any]
) -> None:
    page = reader_at(guarded).browser.new_page(locale="ja-JP")
    for path in ("", "voices", "topic?n=1"):
        page.goto(f"{guarded}/{path}")
        page.get_by_role("button", name="サインイン").wait_for()
        assert page.locator(".koe-voice, h1, [data-testid='stSidebarNav']").count() == 0
    page.close()


def test_who_is_no_reviewer_reads_everything_and_decides_nothing(
    guarded: str, reader_at: Callable[[str], Any]
) -> None:
    reader = reader_at(guarded)
    page = signed_in(reader, "taro@example.com")
    silent = ("", "topics", "voices", "figures", "operations")
    for path in ("topic?n=1", "labels", "answers?n=1", *silent):
        page.goto(f"{guarded}/{path}")
        if path not in silent:
            page.get_by_text(READER).first.wait_for()
        page.wait_for_selector("h1")
        reader.drawn(page)
        assert page.locator('[data-testid="stForm"]').count() == 0, path
    reader.presses(page.get_by_role("button", name="サインアウト"))
    page.get_by_role("button", name="サインイン").wait_for()
    page.close()


def test_a_reviewer_decides_under_the_name_they_signed_in_with(
    guarded: str, reader_at: Callable[[str], Any]
) -> None:
    reader = reader_at(guarded)
    page = signed_in(reader, "hanako@example.com")
    page.goto(f"{guarded}/topic?n=1")
    reader.presses(page.get_by_text("このトピックについて決める").first)
    page.get_by_label("日本語の名前", exact=True).fill("署名つきの名前")
    form = reader.form(page, "実行")
    assert form.get_by_label("決める人", exact=True).count() == 0, "the login says who"
    form.get_by_label("理由（残ります）", exact=True).fill("わかりやすく")
    reader.presses(form.get_by_role("button", name="実行", exact=True))
    page.wait_for_selector("h1:has-text('署名つきの名前')")
    reader.drawn(page)
    reader.presses(page.get_by_text("これまでの決定"))
    page.wait_for_selector("text=hanako: わかりやすく")
    assert "hanako@example.com" not in page.content(), "the address is kept nowhere"
    page.close()


def test_only_reviewers_decide_in_whatever_case_their_address_is_written() -> None:
    assert may_decide("Hanako@Example.com", ("hanako@example.com",))
    assert not may_decide("taro@example.com", ("hanako@example.com",))
    assert not may_decide("", ("",))


def test_a_desk_that_others_could_reach_needs_a_login(
    empty_account: Path, koe: Callable[..., Any]
) -> None:
    told = koe("desk", "--config", empty_account, "--address", "0.0.0.0")
    assert told.code == 2
    assert "no login is set up" in told.err
