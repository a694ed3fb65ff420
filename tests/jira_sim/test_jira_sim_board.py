"""The board page: what a person sees and clicks."""

from typing import Any

import pytest

from app.jira_sim import render_adf, render_wiki

EVIL = "<script>alert(1)</script>"


def press(sim: Any, key: str, do: str, **form: str) -> Any:
    where = f"/browse/{key}/act"
    return sim.http.post(where, data={"do": do} | form, follow_redirects=True)


def test_the_board_shows_each_issue_in_the_column_of_its_category(sim: Any) -> None:
    for name in ("起票", "着手", "完了"):
        sim.create(summary=f"{name}した課題")
    sim.act("KOE-2", "transition", to="indeterminate")
    sim.act("KOE-3", "close", resolution="Won't Do")
    page = sim.http.get("/").text
    columns = page.split('<section class="column ')[1:]
    assert [c.split('"')[0] for c in columns] == ["new", "indeterminate", "done"]
    assert all(f"/browse/KOE-{n}" in column for n, column in enumerate(columns, 1))
    assert "Won&#x27;t Do" in columns[2]


def test_the_board_speaks_japanese_and_english(cloud: Any) -> None:
    assert "未着手" in cloud.http.get("/", headers={"Accept-Language": "ja,en"}).text
    assert "To Do" in cloud.http.get("/?lang=en", headers={"Accept-Language": "ja"}).text


def test_everything_on_the_pages_is_escaped(sim: Any) -> None:
    key = sim.create([EVIL.replace(" ", "")], summary=EVIL, description=sim.text(EVIL))
    sim.act(key, "comment", text=EVIL, author=EVIL)
    for path in ("/", f"/browse/{key}"):
        answer = sim.http.get(path)
        assert "<script" not in answer.text
        assert "&lt;script&gt;" in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_person_comments_moves_and_closes_by_buttons(sim: Any) -> None:
    key = sim.create()
    assert "確認します" in press(sim, key, "comment", text="確認します", author="佐藤").text
    press(sim, key, "transition:3", author="佐藤")
    page = press(sim, key, "close:10001", text="今年は見送り", author="佐藤").text
    assert "今年は見送り" in page
    fields = sim.get(f"issue/{key}")["fields"]
    assert fields["resolution"]["name"] == "Won't Do"
    assert fields["comment"]["comments"][0]["author"]["displayName"] == "佐藤"


def test_labels_versions_duplicates_and_deletion_have_buttons(sim: Any) -> None:
    first, key = sim.create(), sim.create(["koe-x"])
    press(sim, key, "add_label", label="koe-mute")
    press(sim, key, "remove_label:koe-x")
    press(sim, key, "fix_version", version="4.2", release_date="2026-10-15")
    press(sim, key, "edit", summary="新しい要約")
    press(sim, key, "duplicate", of=first)
    fields = sim.get(f"issue/{key}")["fields"]
    assert (fields["labels"], fields["summary"]) == (["koe-mute"], "新しい要約")
    assert fields["resolution"]["name"] == "Duplicate"
    assert press(sim, key, "delete").url.path == "/"


def test_a_refused_click_says_why_and_keeps_the_page(sim: Any) -> None:
    key = sim.create()
    answer = press(sim, key, "add_label", label="two words")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "contains spaces" in answer.text
    assert press(sim, key, "nonsense").status_code == 400


def test_an_unknown_issue_has_a_page_that_leads_back(sim: Any) -> None:
    answer = sim.http.get("/browse/KOE-99")
    assert answer.status_code == 404
    assert 'href="/?lang=' in answer.text


def test_the_page_says_which_faults_are_on(cloud: Any) -> None:
    assert 'role="status"' not in cloud.http.get("/").text
    cloud.faults.index_lag = 15
    cloud.faults.drop_after_commit()
    assert "index_lag=15" in cloud.http.get("/").text
    assert "drop after" in cloud.http.get("/").text


def text_node(words: str, *marks: Any) -> Any:
    return {"type": "text", "text": words, "marks": list(marks)}


def test_adf_is_shown_as_clean_html_and_a_script_address_is_no_link() -> None:
    good = {"type": "link", "attrs": {"href": "https://koe.example/?a=1&b=2"}}
    bad = {"type": "link", "attrs": {"href": "javascript:alert(1)"}}
    paragraph = {"type": "paragraph", "content": [text_node("声", good), text_node("x", bad)]}
    quote = {"type": "blockquote", "content": [paragraph]}
    cell = {"type": "tableCell", "content": [paragraph]}
    table = {"type": "table", "content": [{"type": "tableRow", "content": [cell]}]}
    shown = render_adf.html({"type": "doc", "version": 1, "content": [quote, table]})
    assert '<a href="https://koe.example/?a=1&amp;b=2" rel="noreferrer noopener">声</a>x' in shown
    assert "javascript" not in shown
    assert "<blockquote><p>" in shown
    assert "<td><p>" in shown


@pytest.mark.parametrize(
    ("wiki", "html"),
    [
        ("h2. お客様の声", "<h4>お客様の声</h4>"),
        ("{quote}\n困っています\n{quote}", "<blockquote><p>困っています</p></blockquote>"),
        ("bq. spins", "<blockquote><p>spins</p></blockquote>"),
        ("*太字* と _斜体_", "<p><strong>太字</strong> と <em>斜体</em></p>"),
        ("* a\n** b\n* c", "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>"),
        ("# one", "<ol><li>one</li></ol>"),
        (r"\{quote\} \*x\* \[~user\] \!img\!", "<p>{quote} *x* [~user] !img!</p>"),
        ("{code}\n<b>*x*</b>\n{code}", "<pre><code>&lt;b&gt;*x*&lt;/b&gt;</code></pre>"),
        ("[javascript:alert(1)]", "<p>[javascript:alert(1)]</p>"),
        ("a\\\\b", "<p>a<br>b</p>"),
        ("----", "<hr>"),
        ("{quote}never closed", "<blockquote><p>never closed</p></blockquote>"),
    ],
)
def test_wiki_text_is_shown_as_clean_html(wiki: str, html: str) -> None:
    assert render_wiki.html(wiki) == html


def test_a_wiki_table_and_link_are_shown() -> None:
    shown = render_wiki.html("||週||件数||\n|W40|[見る|https://koe.example/t1]|")
    assert "<tr><th>週</th><th>件数</th></tr>" in shown
    assert '<a href="https://koe.example/t1"' in shown
