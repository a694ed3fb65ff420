"""Which of the bank's set phrases suit which ticket.

The flat lists of the bank (greetings, notes, thanks ...) were written without a ticket in mind. A wrong
one would make the thread absurd: a shop's greeting from a child, "the money is back" about coupons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from build_bank import FORMAL, Core, curt, possible
from build_people import Customer
from build_topics import BY_KEY, RELEASES

MONEY = {"topup_delay", "charged_twice", "refund_delay"}
LOGIN = {"sms_code", "device_change", "lost_phone", "cancel_account"}
ADVICE = {"device_change", "limit_how", "transfer_fee", "merchant_start", "csv_export", "points_expired", "qr_scan_fail"}
BUGS = {key for key, topic in BY_KEY.items() if topic.request_type == "bug"}
WISHES = {key for key, topic in BY_KEY.items() if topic.request_type in ("request", "complaint", "opinion on support")}
ASKING = {"how-to", "price", "evaluation", "request", "order", "cancellation"}
MENDABLE = {"bug", "account", "how-to", "order", "cancellation"}
NEVER: set[str] = set()
Rules = tuple[tuple[str, set[str]], ...]

NOTE_RULES: Rules = (
    (r"approval|Refund|返金|settlement|承認|void it", MONEY), (r"加盟店に|merchant,|shop's terminal", MONEY | {"qr_scan_fail"}),
    (r"bank's answer|銀行側", {"topup_delay"}), (r"wording", {"wording_accusing"}), (r"carrier", {"sms_code"}),
    (r"ID images", {"ekyc_slow"}), (r"本人確認OK|verified against", LOGIN), (r"カード番号が写", {"card_register_fail", "charged_twice"}),
    (r"known issue|KOE-|開発|再現|reproduce", BUGS), (r"要望", WISHES), (r"duplicate|重複|マージ|merged|過去にも|迷惑メール", NEVER),
    (r"補償|テンプレ", BUGS | WISHES), (r"お怒り|very upset|敬語", BUGS | WISHES),
)
THANKS_RULES: Rules = (
    (r"money'?s back|返金|反映", MONEY), (r"Received with", {"invoice_receipt", "merchant_start"}), (r"setting you", {"too_many_push", "sms_code", "qr_scan_fail"}),
    (r"I'll wait|待ってみ", MONEY | {"ekyc_slow", "crash_on_pay", "invoice_receipt", "merchant_start"}),
    (r"worried|relieved", MONEY | LOGIN), (r"not the answer|being honest", WISHES | {"transfer_fee", "limit_how"}),
    (r"わかって|そういうことでしたか|just what I needed|kind explanation|丁寧に教えて", ADVICE | LOGIN),
    (r"文句", BUGS | WISHES), (r"quick|迅速|神対応|お騒がせ", BUGS | LOGIN | {"invoice_receipt"}), (r"また起きたら", BUGS),
)
DATUM_RULES: Rules = (
    (r"\{card\}", MONEY | {"card_register_fail", "lost_phone"}), (r"\{mynumber\}", {"ekyc_slow", "csv_export", "cancel_account"}),
    (r"\{birthdate\}", LOGIN | {"ekyc_slow", "family_sharing", "limit_how"}), (r"Old number|旧番号", {"device_change", "sms_code"}),
    (r"bank account", MONEY | {"transfer_fee", "cancel_account"}), (r"\{order\}", MONEY | {"coupon_not_applied"}),
    (r"New address|昔の住所", {"ekyc_slow", "device_change", "cancel_account", "card_register_fail"}),
    (r"post something|郵送", {"merchant_start", "invoice_receipt", "cancel_account", "ekyc_slow", "lost_phone"}),
    (r"\{address\}|\{postcode\}|birthday|husband's account|夫の|母の", set(BY_KEY) - {"praise", "wording_accusing", "support_slow", "misc", "too_many_push", "spam"}),
)
FIXED = re.compile(r"直り|治り|解決|使えました|使えるように|でき(まし)?た|出来(まし)?た|開きました|開けました|いけました|無事|大丈夫そう|"
                   r"\b(fix(ed|es)?|works?|worked|working|solved|resolved|sorted|did the trick|could do it|all good|went through)\b", re.I)
SETTLED = re.compile(r"残高に入りました|戻って(い|き)?(てい)?ました|通りました|入れました|読めました|届きました|開けました|見られました|受け取りました|止まりました|なくなりました|"
                     r"No reply needed|You're welcome|went through|it'?s (back|there|arrived|working|fixed)|\bworks now|has arrived|got it now|came back|solved", re.I)
WAITED = re.compile(r"日目|24時間|営業日|日経|日待|一週間|1週間|\b(days|week)\b|since (Monday|yesterday)", re.I)
SORRY = re.compile(r"apologi|sorry|inconvenience|problem|申し訳|お詫び|迷惑|不便", re.I)
THANKS = re.compile(r"ありがとう|thank", re.I)
URGENT = re.compile(r"urgent|help|至急|(?<!取り)急ぎ|今日中|soon|prompt|quick|早めに|助けて", re.I)
ASKS = re.compile(r"help|answer|reply|response|hear|needful|assistance|返信|返事|回答|対応|確認|教|連絡|this time|need anything|trouble|困|電話|足りな|"
                  r"right place|FAQ|chat first|聞き|質問|あのー|English there|期待|査収|取り急ぎ", re.I)
QUESTION = re.compile(r"FAQ|right place|質問です|聞きたい", re.I)
THREAT = re.compile(r"消費生活センター|Hope to get an answer this time", re.I)
LENGTHY = re.compile(r"長文|わかりにくい文章|説明が足りなければ", re.I)
OF_SHOP = re.compile(r"\{company\}|\{shop\}|Merchant|加盟店|Registered office|VIP|当社|those of the company|accounts dept", re.I)
LATER = re.compile(r"again|your reply|additional information|Second Line|再度|たびたび|度々|ご返信ありがとう|先日も|引き続き\{agent\}", re.I)
NEWCOMER = re.compile(r"first time|はじめて|初めて|はじめまして", re.I)
DELAYED = re.compile(r"delay|お待たせ|遅く|遅れ|patience", re.I)
WEEKDAY_DESK = re.compile(r"weekdays|平日", re.I)
MAIL_ONLY = re.compile(r"this mail|in the subject|本メール|このメール|link below|ご返信は7日", re.I)
STAY = re.compile(r"今後とも|serving you again", re.I)
SOLVES = re.compile(r"problem continues|解決しましたら", re.I)
SYSTEMS = (("Android", re.compile(r"android", re.I)), ("iOS", re.compile(r"iphone|ipad", re.I)))
NOT_A_RECEIPT = re.compile(r"ticket has been closed|no reply for", re.I)
AWAY = re.compile(r"\{company\}|\{name\}|不在|out of the office|on leave|undeliverable", re.I)
KANA_ONLY, HALF_WIDTH = re.compile(r"^[ぁ-ゖー　 。、？！?!…\n]+$"), re.compile(r"[ｦ-ﾟ]{5}")
KANSAI = re.compile(r"ねん|やで|へん|やろ|ほな|おおきに|あかん|めっちゃ|もうた|やわ|せんど|世話さん|どない|やんか")


@dataclass(frozen=True)
class Occasion:
    """The ticket and the moment for which words are looked for."""

    who: Customer
    core: Core
    channel: str
    moment: datetime
    wait: float = 0.0  # hours since the customer wrote
    known: bool = False  # an earlier ticket of the same customer exists

    @property
    def topic(self) -> str:
        """Key of the main matter."""
        return self.core.topic

    @property
    def typed(self) -> bool:
        """App and chat: no letters, no signatures."""
        return self.channel in ("chat", "mobile_sdk")


def about(text: str, topic: str, rules: Rules) -> bool:
    """True unless a rule gives these words to other topics."""
    return all(topic in topics for pattern, topics in rules if re.search(pattern, text, re.I))


def owned(text: str, who: Customer) -> bool:
    """Shop words from shops only, and no phone of the other make."""
    wrong = any(name != who.os and pattern.search(text) for name, pattern in SYSTEMS)
    return bool(who.org or not OF_SHOP.search(text)) and not wrong


def same_hand(text: str, core: str) -> bool:
    """Dialect, half-width and kana-only writers keep to their hand from greeting to closing."""
    if KANA_ONLY.match(core):
        return bool(KANA_ONLY.match(text))
    odd = [bool(p.search(text)) and not p.search(core) for p in (HALF_WIDTH, KANSAI)]
    return not any(odd) and not ("　" in text and KANA_ONLY.match(text))


def phrase_fits(text: str, now: Occasion) -> bool:
    """A customer's greeting or closing: tone, hour, haste, channel."""
    core, topic = now.core.text, BY_KEY[now.topic]
    blunt = now.typed or curt(core, now.who.lang)
    banned = [("{agent}", False), ("敬具", False), ("ご査収", False), ("お返事は不要", now.topic in ("praise", "wording_accusing")),
              ("期待して", topic.key in BUGS | WISHES), ("{", not now.typed)]
    return (possible(text, now.moment) and owned(text, now.who) and same_hand(text, core) and not (blunt and FORMAL.search(text))
            and all(allowed for word, allowed in banned if word in text) and not (now.typed and len(text) > 28)
            and not (topic.severity != "high" and URGENT.search(text)) and not (now.topic == "praise" and (ASKS.search(text) or SORRY.search(text)))
            and not (QUESTION.search(text) and topic.request_type not in ASKING) and not (LENGTHY.search(text) and len(core) < 120)
            and not (THREAT.search(text) and topic.key not in BUGS) and not ((NEWCOMER if now.known else LATER).search(text)))


def agent_phrase_fits(text: str, core: str, now: Occasion, first: bool) -> bool:
    """An agent's greeting or closing: nobody apologises for praise, for a delay that was none, or twice in a row."""
    kind = BY_KEY[now.topic].request_type
    harmless = kind not in ("bug", "complaint", "opinion on support")
    twice = any(pattern.search(text) and pattern.search(core[:60]) for pattern in (SORRY, THANKS))
    return (owned(text, now.who) and not twice and not (first and LATER.search(text)) and not (DELAYED.search(text) and now.wait < 20)
            and not (harmless and SORRY.search(text)) and not (WEEKDAY_DESK.search(text) and now.moment.weekday() > 4)
            and not (MAIL_ONLY.search(text) and now.channel != "email") and not (STAY.search(text) and kind == "cancellation")
            and not (SOLVES.search(text) and kind != "bug"))


def thanks_fit(text: str, now: Occasion) -> bool:
    """Nothing is "fixed" that was a wish, nor the crash before its fix is out."""
    early_crash = now.topic == "crash_on_pay" and now.moment.date() < RELEASES[2][0]
    mended = BY_KEY[now.topic].request_type in MENDABLE and not early_crash
    return about(text, now.topic, THANKS_RULES) and same_hand(text, now.core.text) and (mended or not FIXED.search(text)) and possible(text, now.moment)


def receipt_fits(text: str, away: bool, who: Customer) -> bool:
    """Automatic mail: a receipt from the helpdesk, or the customer's own mail system."""
    return bool(AWAY.search(text)) == away and not NOT_A_RECEIPT.search(text) and owned(text, who)
