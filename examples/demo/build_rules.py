"""Tables of words: which phrases of the bank belong to which topics, moods and moments."""

from __future__ import annotations

import re

from examples.demo.build_topics import BY_KEY

MONEY = {"topup_delay", "charged_twice", "refund_delay"}
LOGIN = {"sms_code", "device_change", "lost_phone", "cancel_account"}
ADVICE = {
    "device_change",
    "limit_how",
    "transfer_fee",
    "merchant_start",
    "csv_export",
    "points_expired",
    "qr_scan_fail",
}
BUGS = {key for key, topic in BY_KEY.items() if topic.request_type == "bug"}
WISHES = {
    key
    for key, topic in BY_KEY.items()
    if topic.request_type in ("request", "complaint", "opinion on support")
}
ASKING = {"how-to", "price", "evaluation", "request", "order", "cancellation"}
PROCESSED = MONEY | {
    "card_register_fail",
    "sms_code",
    "lost_phone",
    "cancel_account",
    "invoice_receipt",
    "ekyc_slow",
}
MENDABLE = {"bug", "how-to"}
NEVER: set[str] = set()
Rules = tuple[tuple[str, set[str]], ...]
Pairs = tuple[tuple[str, str], ...]

NOTE_RULES: Rules = (
    (r"approvals", {"charged_twice"}),
    (r"Refund|返金|承認|void it", MONEY - {"topup_delay"}),
    (r"加盟店に|merchant,|shop's terminal", MONEY | {"qr_scan_fail"}),
    (r"bank's answer|銀行側", {"topup_delay"}),
    (r"wording", {"wording_accusing"}),
    (r"carrier", {"sms_code"}),
    (r"ID images", {"ekyc_slow"}),
    (r"本人確認OK|verified against", LOGIN),
    (r"カード番号が写", {"card_register_fail", "charged_twice"}),
    (r"known issue|KOE-|開発|再現|reproduce", BUGS),
    (r"要望", WISHES),
    (r"duplicate|重複|マージ|merged|過去にも|迷惑メール", NEVER),
    (r"補償|テンプレ", BUGS | WISHES),
    (r"お怒り|very upset|敬語", BUGS | WISHES),
)
THANKS_RULES: Rules = (
    (r"\bworks?\b|worked|使えるように|できた|いけました", set(BY_KEY) - MONEY),
    (r"money'?s back|返金|反映", MONEY),
    (r"Received with", {"invoice_receipt", "merchant_start"}),
    (r"setting you", {"too_many_push", "sms_code", "qr_scan_fail"}),
    (
        r"I'll wait|待ってみ",
        MONEY | {"ekyc_slow", "crash_on_pay", "invoice_receipt", "merchant_start"},
    ),
    (r"worried|relieved", MONEY | LOGIN),
    (r"not the answer|being honest", WISHES | {"transfer_fee", "limit_how"}),
    (
        r"わかって|そういうことでしたか|just what I needed|kind explanation|丁寧に教えて",
        ADVICE | LOGIN,
    ),
    (r"文句", BUGS | WISHES),
    (r"quick|迅速|神対応|お騒がせ", BUGS | LOGIN | {"invoice_receipt"}),
    (r"また起きたら", BUGS),
)
DATUM_RULES: Rules = (
    (r"\{card\}", MONEY | {"card_register_fail", "lost_phone"}),
    (r"\{mynumber\}", {"ekyc_slow", "csv_export", "cancel_account"}),
    (r"\{birthdate\}", LOGIN | {"ekyc_slow", "family_sharing", "limit_how"}),
    (r"Old number|旧番号", {"device_change", "sms_code"}),
    (r"bank account", MONEY | {"transfer_fee", "cancel_account"}),
    (r"\{order\}", MONEY | {"coupon_not_applied"}),
    (
        r"New address|昔の住所",
        {"ekyc_slow", "device_change", "cancel_account", "card_register_fail"},
    ),
    (
        r"post something|郵送",
        {"merchant_start", "invoice_receipt", "cancel_account", "ekyc_slow", "lost_phone"},
    ),
    (
        r"\{address\}|\{postcode\}|birthday|husband's account|夫の|母の",
        set(BY_KEY)
        - {"praise", "wording_accusing", "support_slow", "misc", "too_many_push", "spam"},
    ),
)
FIXED = re.compile(
    r"直り|治り|解決|使えました|使えるように|でき(まし)?た|出来(まし)?た|開きました|"
    r"開けました|いけました|無事|大丈夫そう|"
    r"\b(fix(ed|es)?|works?|worked|working|solved|resolved|sorted|did the trick|could "
    r"do it|all good|went through)\b",
    re.I,
)
SETTLED = re.compile(
    r"さきほど残高に入り|残高に戻って|戻ってきていました|切り替えたら入れ|読めました|"
    r"通りました！|付いているのを確認|戻していただき|確認完了の|戻っているのを確認|"
    r"止まりました|無事に移せ|変更できました|開けました|完了のメール|"
    r"止まったことを確認|PDFを受け取り|わかりやすい説明|理解しました|話が通じ|"
    r"見られました|"
    r"勉強になり|分けて払う|PDFを確認しました|楽しみに待って|ご検討よろしく|"
    r"わかりました。$|問題ないそう|もういいです|"
    r"came back today|arrived just now|it came|I'm in now|call worked|mode helped|"
    r"Good news|as points, thanks|giving them back|approved tonight|"
    r"Came in today|request route|Much quieter|everything's there|Easier than|went "
    r"through|split it into|leave it open|acting so fast|clear now|"
    r"got it\.$|downloaded|calling me back|did show|No reply needed|You're welcome|"
    r"seriously|passing it on|my vote|possible for now",
    re.I,
)
ANSWERING: Pairs = (  # a follow-up that takes up something, and what the answer must have said
    (
        r"戻していただき|差額のポイント|as points, thanks|giving them back",
        r"付与|as points|added|restored|戻し",
    ),
    (r"仮売上", "仮"),
    (r"ウィジェット", "ウィジェット"),
    (r"キャッシュ", "キャッシュ"),
    (r"通信環境", "通信"),
    (r"coupon route", "coupon"),
    (r"brightness|明るさ", "brightness|明るさ|輝度"),
    (r"as you suggested", "reinstall"),
    (r"営業日と聞いて|順次", "営業日|順次"),
    (r"フィルム|\bfilm\b", "フィルム|film"),
    (r"認証サービスの登録", "本人認証"),
    (r"24時間|24 hours", "24時間|24 hours|一時停止"),
    (r"対象外", "対象外"),
    (r"音声|voice", "音声|voice"),
    (r"拒否|許可リスト|I don't block|setting you mention", "拒否|block"),
    (r"「本日中」", "本日中"),
    (r"窓際|dark table", "照明|光|reflection|dark"),
    (r"authorisation hold", "hold"),
    (r"Light mode", "light mode"),
    (r"different card|別のカード", "cards|カード"),
    (r"screenshot of the bank statement", "statement"),
    (r"next month\"|規約に", "month|規約|有効期限"),
    (r"期間限定", "期間限定"),
    (r"1回につき|220", "220"),
    (r"PDF(を|だけ)|届いたPDF|個別に明細", "PDF"),
    (r"disclosure request", "disclosure"),
    (r"送金機能で", "送金"),
    (r"電話をいただき|calling me back", "電話|call"),
    (r"担当を一人に", "担当"),
    (r"72 hours", "72"),
    (r"案内いただいたページ|引き継ぎコード", "コード|ページ"),
    (r"提携", "提携"),
    (r"「帳票」", "帳票"),
    (r"資料が|brochure", "資料|brochure"),
)
ANSWER_NEEDS: Pairs = (  # an agent's answer that only suits customers who wrote of it
    (r"your loss|heirs|相続|お悔やみ", r"passed away|died|heir|亡|他界|相続"),
    (r"printed QR|掲示されているQR", r"QR|sticker|poster|code sheet|紙|貼"),
    (r"don't recognise|身に覚えのない", r"payment|spent|charged|使われ|不正|身に覚え|\{amount\}"),
    (r"reissued|訂正", r"reissue|correct|name|宛名|訂正|wrong|旧社名"),
    (r"ご契約手続きの状況", "契約|申し?込|審査|書類"),
    (r"再発行いたしました", "宛名|再発行|社名|訂正"),
    (r"minor|16歳|age of 16", r"child|kid|son|daughter|teen|school|子|息子|娘|孫"),
)
ASKS_INFO = re.compile(
    r"お送りください|お知らせください|お送りいただけ|お試しください|ご提出ください|"
    r"could you please|please (tell|send|try)|let us know|have another look",
    re.I,
)
WAITED = re.compile(
    r"[67]日|月末を過ぎ|昨日のお返事|waited|24 hours|日目|24時間|営業日|日経|日待|"
    r"一週間|1週間|\b(days|week)\b|since (Monday|yesterday)",
    re.I,
)
SORRY = re.compile(r"apologi|sorry|inconvenience|problem|申し訳|お詫び|迷惑|不便", re.I)
THANKS = re.compile(r"ありがとう|thank", re.I)
URGENT = re.compile(r"urgent|help|至急|(?<!取り)急ぎ|今日中|soon|prompt|quick|早めに|助けて", re.I)
ASKS = re.compile(
    r"help|answer|reply|response|hear|needful|assistance|返信|返事|回答|対応|確認|教|"
    r"連絡|this time|need anything|trouble|困|電話|足りな|"
    r"right place|FAQ|chat first|聞き|質問|あのー|English there|期待|査収|取り急ぎ",
    re.I,
)
BEGS = re.compile(r"願い|宜しく|よろし|すみません|excuse|sorry|but$|please", re.I)
QUESTION = re.compile(r"FAQ|right place|質問です|聞きたい", re.I)
THREAT = re.compile(r"消費生活センター|Hope to get an answer this time", re.I)
LENGTHY = re.compile(r"長文|わかりにくい文章|説明が足りなければ", re.I)
CASUAL = re.compile(
    r"m\(_ _\)m|🙏|^宜しく|\bthx\b|\bTIA\b|^では。|ほな|Hiya|^Hey|^ども|あのー|cheers", re.I
)
OF_SHOP = re.compile(
    r"\{company\}|\{shop\}|Merchant|加盟店|Registered office|VIP|当社|those of the "
    r"company|accounts dept",
    re.I,
)
LATER = re.compile(
    r"\bagain,|additional|your reply|additional information|Second Line|再度|たびたび|"
    r"度々|ご返信ありがとう|先日も|引き続き\{agent\}",
    re.I,
)
NEWCOMER = re.compile(r"first time|はじめて|初めて|はじめまして", re.I)
DELAYED = re.compile(r"delay|お待たせ|遅く|遅れ|patience", re.I)
AGED = re.compile(r"歳|大学生|高校|学生|孫|年金|成人|student|years old|retired|yo\b|pension", re.I)
PROMPT = re.compile(r"quick|早速|迅速", re.I)
WEEKDAY_DESK = re.compile(r"weekdays|平日", re.I)
MAIL_ONLY = re.compile(r"this mail|in the subject|本メール|このメール|link below|ご返信は7日", re.I)
STAY = re.compile(r"今後とも|serving you again", re.I)
SOLVES = re.compile(r"problem continues|解決しましたら", re.I)
SYSTEMS = (("Android", re.compile(r"android", re.I)), ("iOS", re.compile(r"iphone|ipad", re.I)))
NOT_A_RECEIPT = re.compile(r"ticket has been closed|no reply for", re.I)
AWAY = re.compile(r"\{company\}|\{name\}|不在|out of the office|on leave|undeliverable", re.I)
KANA_ONLY, HALF_WIDTH = re.compile(r"^[ぁ-ゖー　 。、？！?!…\n]+$"), re.compile(r"[ｦ-ﾟ]{5}")
KANSAI = re.compile(
    r"ねん|やで|へん|やろ|ほな|おおきに|あかん|めっちゃ|もうた|やわ|せんど|世話さん|どない|やんか"
)
