"""Words that never tell what a matter is: function words, politeness, helpdesk filler.

Kept as our own short lists (not a library's) because a support desk's filler ("please",
"thank", 教える, 問い合わせ) is not in the usual lists, while words those lists do hold
("not", "off", "without") carry the complaint and must stay.
"""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """A word list written as running text."""
    return frozenset(listed.split())


ENGLISH = words(
    """
    a about actually after again all almost already also although always am an and another any
    anybody anyone anything anyway are around as ask at away back be because been before being
    between both bit but by can cannot come could day days did do does doing done during each
    else etc even ever every everything few find first for from further get gets getting give go
    goes going gone got had happen happened happening happens has have having he hello help her
    here hey hi him his how however i if in instead into is issue it its itself just keep kind
    kindly know last let like little long look lot made make making many matter may maybe me
    mean might mine minute more most much must my myself need never new next now of often ok
    okay on once one ones only or other our ours out over own per person please pls possible put
    question quite rather re really reason regard regards right said same saw say see seem seems
    send several shall she should since so some someone something soon sorry still stuff such
    sure take tell than thank thanks that the their them then there these they thing things
    think this those though through thus time times to today together tomorrow tonight too try
    trying turn two under understand until up upon us use used using very via want wanted wants
    was way we week well went were what whatever when where whether which while who whom whose
    why will with within won would yes yesterday yet you your yours yourself ive im id ill youre
    theres thats whats hows
    """
)

JAPANESE = words(
    """
    為る 居る 有る 在る 成る 出来る 言う 思う 下さる 頂く 貰う 呉れる 願う 申す
    致す 御座る 教える 知る 行く 来る 見る 遣る 置く 仕舞う 宜しい 良い 欲しい 無い
    同じ 様 事 物 時 所 為 方 訳 筈 積もり 其れ 此れ 何れ
    其の 此の 何 何処 何時 誰 何故 如何 私 僕 俺 自分 当方 弊社
    貴社 御社 今 今日 昨日 明日 先日 最近 現在 本日 前 後 中 内
    上 下 間 際 場合 程 位 等 他 以上 以下 状態 問い合わせ 質問
    相談 連絡 返信 回答 確認 対応 ご存知 存ずる 済む 御 お願い 宜しく 世話 失礼
    申し訳 有り難い 有り難う すみません 済みません 今回 毎回 一度 再度 少し 全然 全く 又 未だ
    既に 直ぐ とても 凄い 本当 是非 もう 良く 多分 特に 先ず 取り敢えず 感じ 次第
    件 点 形 人 者 皆 さん 出る 掛かる 分かる 気 使う 利用 御利用
    使用 因る 依る 拠る 縁る よる おく 於く 就く 発生 判明 診断 必要 関する 対する
    一 二 三 度 回 日 年 月
    円 分 秒 個 御世話 御願い 御手数 手数 御連絡 御確認 御回答 御返信 御対応 御教示 恐縮 恐れ
    """
)
