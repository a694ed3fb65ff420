"""Short lines that the bank has no list for: joints between matters, agents' later replies."""

from __future__ import annotations

JOINERS = {  # what people write between one matter and the next
    "ja": (
        "それと別件で、",
        "あと、もう一つあるのですが、",
        "話は変わりますが、",
        "ついでに聞きたいのですが、",
        "別の件になりますが、",
        "それから、",
        "もう一点、",
        "あとこれは別の話なんですけど、",
        "P.S. ",
        "追伸：",
        "②",
        "さらに、",
        "すみません、もう一件お願いします。",
        "もうひとつだけ。",
        "※別件です。",
        "この際なので言わせてもらうと、",
    ),
    "en": (
        "Also, another thing: ",
        "On a separate note, ",
        "While I have you: ",
        "Oh and one more thing. ",
        "P.S. ",
        "Second issue: ",
        "Unrelated, but ",
        "And another matter. ",
        "Besides that: ",
        "2) ",
        "Separately - ",
        "One more question pls. ",
        "Not related to the above: ",
        "Since I'm writing anyway: ",
        "By the way, a different problem: ",
    ),
}
NUDGES = {
    "ja": (
        "まだでしょうか。",
        "お返事をお待ちしています。",
        "その後いかがでしょうか。",
        "返信ないんですが見てますか？",
        "まだー？",
        "確認状況を教えてください。",
    ),
    "en": (
        "Any news?",
        "Hello? Anyone there?",
        "Following up on this.",
        "Could someone have a look, please?",
        "still no answer",
        "Just checking that you've received my message.",
    ),
}
RESENT_FIRST = {
    "ja": (
        "再送です。",
        "返事がないのでもう一度送ります。",
        "前にも送りましたが届いていますか。",
        "【再送】",
        "何度もすみません。",
        "",
    ),
    "en": (
        "Sending this again. ",
        "No answer so far, so once more: ",
        "RESEND - ",
        "Not sure my first message got through. ",
        "Sorry if you get this twice. ",
        "",
    ),
}
RESENT_LAST = {
    "ja": ("早めに返事ください。", "まだ返事がありません。", "よろしくお願いします。", ""),
    "en": ("Please reply this time.", "Still waiting.", "Thanks.", ""),
}
SECOND_ANSWER = {  # an agent's later replies, by what can be done about the matter
    ("ja", "process"): (
        "追加の情報をありがとうございます。確認の結果、"
        "本日中に処理が完了する見込みです。完了しましたらこちらからお知らせします。",
        "詳しくお知らせいただき助かります。お客様のアカウントを直接確認し、"
        "こちらで対応を行いました。お手数ですが、もう一度ご確認いただけますか。",
        "先ほど担当チームから、手続きが済んだとの連絡がありました。"
        "反映まで少しお時間をいただく場合がございます。",
        "いただいた内容をもとに、お客様の状況をもう一度確認しております。少々お時間をください。",
        "担当部署に優先して対応するよう伝えました。進展がありしだいご連絡いたします。",
    ),
    ("ja", "repair"): (
        "いただいた内容を開発チームに渡しました。原因がわかりしだいお知らせします。",
        "同じ症状のご報告が複数届いており、まとめて調べております。"
        "お急ぎのところ心苦しいのですが、今しばらくお待ちください。",
        "端末の情報をありがとうございます。こちらでも同じ条件で試しております。",
        "お手数をおかけしました。いただいた画面の様子から、"
        "端末ではなく当社側の問題と考えております。",
    ),
    ("ja", "explain"): (
        "説明が足りず失礼いたしました。"
        "該当の手順を図入りのヘルプにまとめておりますので、あわせてご覧ください。",
        "はい、ご認識のとおりです。ほかに気になる点がございましたらお知らせください。",
        "画面の並びはアプリの版によって少し異なります。見つからない場合は、"
        "上部の検索欄に項目名を入れてみてください。",
        "その点は担当部署に確認しております。明日の夕方までに改めてご連絡いたします。",
    ),
    ("ja", "hear"): (
        "ご意見は内容を変えずに開発チームへ届けました。",
        "いただいたお話は、先ほどの件とあわせて担当部署に伝えております。",
        "おっしゃるとおりだと思います。社内で検討する際の材料として、"
        "お書きいただいた言葉のまま共有いたします。",
        "ただいま担当者が確認中ですので、明日の夕方までに改めてご連絡いたします。",
        "時期はお約束できませんが、改善の候補として登録いたしました。",
    ),
    ("en", "process"): (
        "Thank you, that helps. We expect this to be completed today, and I'll let "
        "you know when it is.",
        "Thanks for the extra information. I've checked your account directly and "
        "made a correction on our side. Could you have another look?",
        "The team has just confirmed that this has been taken care of. It may take a "
        "little while to show.",
        "Got it. I'm re-checking your case with what you've told me. Please bear with us a little.",
        "I've asked the department to give this priority and will update you as soon "
        "as I hear more.",
    ),
    ("en", "repair"): (
        "I've handed this to the developers and will write as soon as the cause is known.",
        "Several customers have reported the same and we're looking at them "
        "together. I'm sorry that it takes a bit longer.",
        "Thanks for the device details. We're trying the same conditions here.",
        "From what you've sent us it looks like a fault on our side, not your phone's.",
    ),
    ("en", "explain"): (
        "Sorry my last message wasn't clear enough. There's a step-by-step guide "
        "with screenshots in our Help Centre as well.",
        "Yes, that's right. Let me know if anything else comes up.",
        "The menus differ a little between versions. If you can't find it, type the "
        "name into the search field at the top.",
        "I'm checking this point with the department and will write again by tomorrow evening.",
    ),
    ("en", "hear"): (
        "Understood. I've forwarded your comments to our developers in your own words.",
        "Thanks for writing again. I've added this to the note I already sent to the team.",
        "That's a fair point, and I've shared it with the product team exactly as you put it.",
        "A colleague is looking into it now and I'll write again by tomorrow evening.",
        "I can't promise a date, but it is on the list of things we want to improve.",
    ),
}
MISC_ANSWER = {
    "ja": (
        "担当部署に確認いたしましたので、"
        "ヘルプの該当ページとあわせてご案内いたします。"
        "ご不明な点が残りましたらお知らせください。",
        "ご質問の件、現在の仕様を確認いたしました。"
        "設定画面の下部にある「その他」からご覧いただけます。",
        "ご質問ありがとうございます。今のところ対応の予定は決まっておりませんが、"
        "ご要望として記録いたしました。",
        "調べましたところ、ご認識のとおりで問題ございません。そのままお使いいただけます。",
    ),
    "en": (
        "I checked this with the team responsible and have linked the matching Help "
        "Centre page below. Let me know if anything is still unclear.",
        "Good question. You'll find this under Settings, in the section called Other.",
        "Thanks for asking. There is no plan for this at the moment, but I've "
        "recorded it as a suggestion.",
        "I looked it up and you are right, nothing needs changing. You can go on as you are.",
    ),
}
MERGED_NOTE = {
    "ja": "このリクエストはリクエスト #{target} に統合されました。",
    "en": "This request was closed and merged into request #{target}.",
}
CHAT_SUBJECT = {"ja": "{name}さんとのチャット", "en": "Conversation with {name}"}
