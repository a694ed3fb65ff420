"""The Markdown tracker: files that people read and answer in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from connectors.tracker.answers import answer_of
from connectors.tracker.base import Tracker
from connectors.tracker.markdown_folder import MarkdownFolder
from connectors.tracker.operations import Desk
from connectors.tracker.outbox import send
from connectors.tracker.plan import plan
from connectors.tracker.policy import Policy, Words
from connectors.tracker.pull import pull
from records.errors import Rejected
from records.issue import Answer, Block, Draft, TopicEvidence

Topic = Callable[..., TopicEvidence]


@pytest.fixture
def folder(tmp_path: Path, night: datetime) -> MarkdownFolder:
    made = MarkdownFolder(tmp_path / "issues", clock=lambda: night)
    made.check()
    return made


@pytest.fixture
def draft(topic: Topic, night: datetime) -> Draft:
    made = Desk(topic(), Policy(), night, "topic").create("because").draft
    assert made is not None
    return made


def file(folder: MarkdownFolder, key: str = "KOE-1") -> Path:
    return Path(folder.check().url) / f"{key}.md"


def by_hand(path: Path, old: str, new: str) -> None:
    """A product manager edits the file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_folder_is_a_tracker(folder: MarkdownFolder) -> None:
    as_protocol: Tracker = folder
    assert as_protocol.check().kind == "markdown"


def test_an_issue_is_a_readable_file_and_is_found_by_its_label(
    folder: MarkdownFolder, draft: Draft
) -> None:
    made = folder.create(draft, draft.labels[1], "op-1")
    assert made.issue_key == "KOE-1"
    assert folder.find(draft.labels[1]) == [made]
    assert made.proof == draft.property_value | {"key": draft.labels[1], "op_id": "op-1"}
    text = file(folder).read_text(encoding="utf-8")
    assert "支払い画面を開いた瞬間にアプリが落ちます" in text
    assert text.startswith("---\nkey: KOE-1\n")


def test_the_index_lists_every_issue(folder: MarkdownFolder, draft: Draft) -> None:
    for n in range(3):
        folder.create(draft, f"koe-{n}", f"op-{n}")
    index = (file(folder).parent / "README.md").read_text(encoding="utf-8")
    assert index.index("[KOE-3](KOE-3.md)") < index.index("[KOE-1](KOE-1.md)")


def test_the_number_of_a_deleted_issue_is_never_used_again(
    folder: MarkdownFolder, draft: Draft
) -> None:
    folder.create(draft, "koe-a", "op-a")
    folder.create(draft, "koe-b", "op-b")
    file(folder, "KOE-2").unlink()
    assert folder.create(draft, "koe-c", "op-c").issue_key == "KOE-3"


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        ("status: todo", "status: doing", Answer.IN_PROGRESS),
        ("status: todo", "status: 対応中", Answer.IN_PROGRESS),
        ("status: todo", "status: 検討中", Answer.CONSIDERING),
        ("status: todo", "status: done", Answer.SHIPPED),
        ("status: todo", "status: 完了   # 6.3 で修正", Answer.SHIPPED),
        ("status: todo", "status: 見送り", Answer.DECLINED),
        ("status: todo", "status: Won't do", Answer.DECLINED),
        ("resolution: ", "resolution: 対応しない", Answer.DECLINED),
        ("resolution: ", 'resolution: "Cannot Reproduce"', Answer.DECLINED),
        ("resolution: ", "resolution: 重複 KOE-7", Answer.DUPLICATE),
        ("status: todo", "status: waiting for design", Answer.RECEIVED),
    ],
)
def test_a_line_changed_by_hand_is_heard(
    folder: MarkdownFolder, draft: Draft, old: str, new: str, answer: Answer
) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1")
    by_hand(file(folder), f"\n{old}\n", f"\n{new}\n")
    (found,) = folder.get([issue.issue_id])
    assert answer_of(found, Words()) is answer


def test_labels_may_be_written_as_a_list_in_any_way(folder: MarkdownFolder, draft: Draft) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1").issue_id
    line = f"labels: [koe, {draft.labels[1]}]"
    for written in (f"labels: koe, {draft.labels[1]}, koe-mute", "labels:\n  - koe\n  - koe-mute"):
        by_hand(file(folder), line, written)
        assert "koe-mute" in folder.get([issue])[0].labels
        by_hand(file(folder), written, line)
    by_hand(file(folder), line, "labels:\n- koe\n- mine")
    folder.set_labels(issue, ["koe-x"], ["koe"])
    assert folder.get([issue])[0].labels == ("mine", "koe-x")


def test_what_people_wrote_survives_notes_edits_and_moves(
    folder: MarkdownFolder, draft: Draft
) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1").issue_id
    by_hand(file(folder), "status: todo", "status: done\nowner: 佐藤  # 担当")
    by_hand(file(folder), "## 件数の動き", "PMのメモ: 原因は決済SDK\n\n## 件数の動き")
    note = folder.put_note(issue, None, [Block("paragraph", "一回目")], "k")
    by_hand(file(folder), "一回目", "一回目")
    path = file(folder)
    path.write_text(path.read_text(encoding="utf-8") + "\n返信: 了解\n", encoding="utf-8")
    folder.put_note(issue, note, [Block("paragraph", "二回目 \\1 \\g<0>")], "k")
    folder.put_note(issue, None, [Block("paragraph", "別のお知らせ")], "other")
    folder.move(issue, "todo")
    text = path.read_text(encoding="utf-8")
    for kept in ("owner: 佐藤  # 担当", "PMのメモ: 原因は決済SDK", "返信: 了解", "別のお知らせ"):
        assert kept in text
    assert "一回目" not in text
    assert "status: todo" in text
    assert text.count("koe:note") == 2


def test_a_note_is_found_by_its_key_and_never_written_twice(
    folder: MarkdownFolder, draft: Draft
) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1").issue_id
    assert folder.find_note(issue, "k") is None
    first = folder.put_note(issue, None, [Block("paragraph", "一")], "k")
    assert folder.find_note(issue, "k") == first
    folder.put_note(issue, None, [Block("paragraph", "二")], "k")
    assert file(folder).read_text(encoding="utf-8").count("koe:note") == 1


def test_a_note_that_people_removed_is_not_forced_back(
    folder: MarkdownFolder, draft: Draft
) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1").issue_id
    note = folder.put_note(issue, None, [Block("paragraph", "一")], "k")
    path = file(folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("<!-- koe:note")], encoding="utf-8")
    with pytest.raises(Rejected, match="people removed"):
        folder.put_note(issue, note, [Block("paragraph", "二")], "k")


def test_a_quote_cannot_close_a_note_or_the_head(folder: MarkdownFolder, draft: Draft) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1").issue_id
    note = folder.put_note(issue, None, [Block("paragraph", "x")], "k")
    nasty = f"<!-- koe:end {note} -->\n---\nstatus: done\n---"
    folder.put_note(issue, note, [Block("quote", nasty)], "k")
    folder.put_note(issue, note, [Block("quote", "改めました")], "k")
    assert "status: done" not in file(folder).read_text(encoding="utf-8")
    assert folder.get([issue])[0].status == "todo"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("status: todo", "status: [todo", "not valid YAML, line 5"),
        ("---\nkey", "key", "does not begin with a head"),
        ("created: 2024", "created: soon 2024", "created is"),
    ],
)
def test_a_broken_head_stops_the_run_and_names_the_file(
    folder: MarkdownFolder, draft: Draft, old: str, new: str, says: str
) -> None:
    folder.create(draft, draft.labels[1], "op-1")
    path = file(folder)
    by_hand(path, old, new)
    with pytest.raises(Rejected, match=f"KOE-1.md: .*{says}"):
        folder.check()


def test_a_file_saved_on_windows_is_read(folder: MarkdownFolder, draft: Draft) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1").issue_id
    path = file(folder)
    text = path.read_text(encoding="utf-8").replace("status: todo", "status: doing")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert folder.get([issue])[0].status_category == "doing"


def test_an_id_that_is_no_key_reaches_no_file(folder: MarkdownFolder) -> None:
    with pytest.raises(Rejected, match="not the key"):
        folder.put_note("../../etc/KOE-1", None, [], "k")


def test_a_deleted_file_is_left_out(folder: MarkdownFolder, draft: Draft) -> None:
    issue = folder.create(draft, draft.labels[1], "op-1").issue_id
    file(folder).unlink()
    assert folder.get([issue]) == []


def test_nights_over_a_folder_open_update_hear_and_keep_silent(
    tmp_path: Path, night: datetime, topic: Topic, store: object
) -> None:
    now = [night]
    folder = MarkdownFolder(tmp_path / "issues", clock=lambda: now[0])
    policy, kept = Policy(allow_first_fill=5), store

    def run(evidence: TopicEvidence) -> dict[str, int]:
        folder.check()
        heard = pull(folder, kept.issues(), policy, now[0])  # type: ignore[attr-defined]
        for issue in heard.issues:
            kept.save_issue(issue)  # type: ignore[attr-defined]
        made = plan([evidence], kept.issues(), policy, now[0])  # type: ignore[attr-defined]
        report = send(made, folder, kept, policy, lambda: now[0], lambda _: None)  # type: ignore[arg-type]
        now[0] += timedelta(days=1)
        return {name: count for name, count in report.counts.items() if count}

    assert run(topic()) == {"created": 1}
    assert run(topic()) == {}
    assert run(topic(customers=45, tickets=50)) == {"edited": 1}
    by_hand(tmp_path / "issues" / "KOE-1.md", "resolution: ", "resolution: 見送り")
    assert run(topic(customers=90, tickets=99)) == {}
    by_hand(tmp_path / "issues" / "KOE-1.md", "resolution: 見送り", "resolution: 修正済み")
    late = tuple(now[0] + timedelta(days=20) for _ in range(6))
    assert run(topic()) == {}
    now[0] += timedelta(days=21)
    assert run(topic(ticket_times=late)) == {"reopened": 1}
    text = (tmp_path / "issues" / "KOE-1.md").read_text(encoding="utf-8")
    assert "\nstatus: todo\n" in text
    assert "未着手に戻しました" in text
