"""The life of a topic in words, (Japanese, English).

Why something happened is kept as the English sentence that nlp.topics wrote then. A Japanese reader
is told the same with the same figures; a sentence that is not known here stays as it was kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from connectors.page.words import Pair

WORDS: dict[str, Pair] = {
    "life": ("このトピックの経緯", "The life of this topic"),
    "life_born": ("誕生", "born"),
    "life_kept": ("維持", "kept"),
    "life_split": ("分割", "split"),
    "life_merged": ("統合", "merged"),
    "life_retired": ("引退", "retired"),
    "life_gave": ("声を移した", "gave voices"),
    "life_took": ("声を受け取った", "took voices"),
    "moved_on": ("{day}：", "{day}: "),
    "moved_in": ("声{n}件が入りました。", "{n} voices came in. "),
    "moved_in_one": ("声1件が入りました。", "One voice came in. "),
    "moved_out": ("声{n}件が出ました。", "{n} voices left. "),
    "moved_out_one": ("声1件が出ました。", "One voice left. "),
    "moved_merged": ("#{n}の声がすべて入りました。", "all voices of #{n} came in. "),
    "moved_past": (
        "過去の週の件数もそのぶん変わっています。",
        "Earlier weeks are counted anew with them.",
    ),
}
_QUALITY = r"coherence (?P<coherence>[\d.]+), separation (?P<separation>[\d.]+)"
_QUALITY_JA = "まとまり {coherence}、ほかとの違い {separation}"
_AGAIN_JA = "標本を{resamples}回取り直しても"
_NEAREST = (
    r"most of the texts nearest to each \((?P<voters>\d+) at most\) sit t?here, "
    r"in each of (?P<resamples>\d+) resamples"
)
_NEAREST_JA = f"に近い文（最大{{voters}}件）の多くがあり、{_AGAIN_JA}同じでした"
# What nlp.topics writes, and the same in Japanese.
_SENTENCES = tuple(
    (re.compile(rf"(?P<who>(?:.*; )?){english}", re.DOTALL), japanese)
    for english, japanese in (
        (
            rf"(?P<customers>\d+) customers say one thing \({_QUALITY}\)",
            f"お客様{{customers}}人が同じことを伝えています（{_QUALITY_JA}）",
        ),
        (
            "voices of another language about the same matter joined; nothing else changed",
            "同じ内容の、別の言語の声が加わりました。ほかは変わっていません",
        ),
        (
            r"it grew from (?P<before>\d+) to (?P<now>\d+) voices; (?P<texts>\d+) distinct texts "
            "were looked at again and do not fall into parts that are topics of their own",
            "声が{before}件から{now}件に増えたので{texts}通りの文を見直しましたが、別々のトピックには"
            "分かれませんでした",
        ),
        (
            r"of its (?P<all>\d+) voices (?P<stay>\d+) stay, (?P<left>\d+) went to "
            r"(?P<topics>\d+) new topics and (?P<wait>\d+) wait: "
            "it had come to hold several matters",
            "いくつもの内容を含むようになったので分けました。声{all}件のうち{stay}件が残り、{left}件は"
            "新しい{topics}個のトピックに移り、{wait}件は行き先を待っています",
        ),
        (
            r"(?P<came>\d+) voices of #(?P<parent>\d+) say one thing of their own "
            rf"\((?P<customers>\d+) customers, {_QUALITY}\); "
            "it came out again in half of the sample",
            "#{parent}の声{came}件は独自の内容です（お客様{customers}人、"
            f"{_QUALITY_JA}）。標本の半分だけで調べても同じでした",
        ),
        (
            r"in each of (?P<resamples>\d+) resamples its voices fall into the same clusters as "
            r"those of #(?P<stays>\d+) \(likeness (?P<least>[\d.]+)-(?P<most>[\d.]+)\)",
            f"{_AGAIN_JA}、毎回#{{stays}}の声と同じまとまりになりました"
            "（似ている度合い {least}〜{most}）",
        ),
        (
            r"in each of (?P<resamples>\d+) resamples its voices lie scattered over other topics' "
            r"clusters \(two of them share one with a chance under (?P<chance>[\d.]+)\); "
            "they were given to the topics they fit, or wait",
            f"{_AGAIN_JA}、声が毎回ほかのトピックに散らばりました（二つの声が同じまとまりになる確率は"
            "{chance}未満）。声は合うトピックに移り、合うもののない声は行き先を待っています",
        ),
        (
            rf"(?P<went>\d+) voices went to (?P<each>[^:]+): {_NEAREST}",
            f"声{{went}}件が{{each}}に移りました。そこ{_NEAREST_JA}",
        ),
        (
            rf"(?P<came>\d+) voices came from (?P<each>[^:]+): {_NEAREST}",
            f"声{{came}}件が{{each}}から移りました。このトピック{_NEAREST_JA}",
        ),
    )
)


def reason_told(reason: str, side: int) -> str:
    """Why it happened, in the reader's language: ``side`` 0 is Japanese, 1 English."""
    found = _read(reason) if side == 0 else None
    return found[0]["who"] + found[1].format(**found[0]) if found else reason


def moved(row: Mapping[str, Any], number: int) -> tuple[int, int]:
    """How many voices an event of the topic's life brought into topic ``number``, and took out."""
    found = _read(row["reason"])
    if found is None or row["topic_number"] != number:
        return 0, 0
    said = found[0]
    out = ("went", "left", "wait")
    return int(said.get("came", 0)), sum(int(said.get(key, 0)) for key in out)


def _read(reason: str) -> tuple[dict[str, str], str] | None:
    """The figures of a sentence and its Japanese; None for one that is not known."""
    for pattern, japanese in _SENTENCES:
        if match := pattern.fullmatch(reason):
            return match.groupdict(), japanese
    return None
