"""What people write around what they have to say, as patterns over a whole sentence.

Each pattern must match the *whole* sentence (blanks, marks and emoji at its ends aside): "thanks"
is boilerplate, "thanks to the update nothing works" is not. Where a phrase only leads into the
matter ("Hi, my card is lost"), :data:`LEADS` cuts it off the front.
"""

from __future__ import annotations

import re

from nlp.text.parts import Part

_N = r"(?:<[A-Z_]+>|[A-Z][\w'’-]+|[一-鿿々ァ-ヴー]{1,8})"
_HONORIFIC = r"(?:さん|様|さま|殿|御中|先生)"
_ORG = r"[^。、\n]{0,30}"
_HOUR = r"(?:morning|afternoon|evening|day)"
_YOROSHIKU = (
    r"(?:以上[、,]?)?(?:それでは|では|引き続き|今後とも?|(?:お忙しい|ご多忙の?)(?:ところ"
    r"|中)(?:恐れ入り|恐縮|申し訳ござい)\w*"
    r"|(?:大変)?お手数(?:を?お?かけ(?:し|いた)\w*|ですが)|恐れ入りますが|恐縮ですが|何卒"
    r"|なにとぞ|どうか|どうぞ|急ぎ|至急"
    r"|ご(?:確認|対応|検討|連絡|回答|返信|返答|教示|査収|調査|回報|指導|協力|高配|理解|対処"
    r"|案内)(?:のほど|の程|いただ\w{0,8}|を|くださ\w{0,4})?"
    r"|お返事(?:を)?|[、,，]|\s|も|の(?:ほど|程))*"
    r"(?:よろしく|宜しく)(?:お?(?:願|ねが)い?(?:申し上げ|いたし|致し|し|申しあげ)?(?:ます"
    r"|ております|す)?(?:ね)?)?(?:です)?"
)
_KOTAE = (
    r"(?:(?:お忙しい|ご多忙の?)(?:ところ|中)\w*[、,]?|(?:大変)?お手数\w*[、,]?"
    r"|恐れ入りますが[、,]?|至急|早急に|早めに|なるべく早く|できれば"
    r"|早急な|お早めの|折り返し[、,]?|一度|また|[、,])*"
    r"(?:ご?(?:確認|対応|連絡|回答|返信|返答|返事|検討|教示|調査|対処)|お?返事)(?:の?(?:ほど"
    r"|程))?(?:を)?"
    r"(?:(?:お|御)(?:願い|待ち)(?:申し上げ|いた|致し|し)?(?:ます|ております|ています)"
    r"|待ち?(?:してい|ってい|っており)ます"
    r"|(?:いただけ|頂け)(?:ますと|れば|たら|ると)(?:幸い|助かり|嬉しい|ありがたい)\w*"
    r"|(?:ください|下さい)(?:ませ)?|(?:いただけ|頂け)ますか)"
)

_JAPANESE: dict[Part, tuple[str, ...]] = {
    Part.GREETING: (
        r"(?:こんにち[はわ]|こんばん[はわ]|おはようございます|はじめまして|初めまして|拝啓|前略"
        r"|もしもし|どうも)"
        rf"(?:[、,\s]*{_ORG}{_HONORIFIC})?",
        rf"[^。、をはがもにで\n]{{0,24}}(?:(?<![同模仕]){_HONORIFIC}|ご担当者\w{{0,4}}"
        rf"|担当者(?:様|さま)|各位|サポート(?:センター|窓口|デスク|チーム)?(?:の)?(?:皆様"
        rf"|皆さま|係)?)",
        rf"(?:いつも|毎度|平素(?:より|は)?|日頃(?:より|は)?|大変|[、,\s]|格別の?"
        rf"|{_N}{_HONORIFIC}[、,]?)*(?:お世話に?なって(?:おり|い)?ます|お世話になります"
        rf"|お世話様です)",
        r"(?:いつも|平素(?:より|は)?|日頃(?:より|は)?|大変"
        r"|格別の?)[^。]{0,24}(?:ありがとうございます|有難うございます|有り難うございます"
        r"|感謝(?:申し上げ|して)\w*|御礼申し上げます)",
        r"(?:突然|初めて|はじめて)の?(?:ご連絡|メール|お問い?合わせ)?(?:を?失礼)?(?:いたし|致し"
        r"|し)?(?:ます|て(?:申し訳|すみ)\w*|です)",
        r"お疲れ(?:さま|様)(?:です|でございます)",
        r"失礼(?:いた|致)?します",
        r"(?:拝啓|謹啓)?[^。]{0,60}お(?:慶|喜|よろこ)び(?:を)?申し上げます",
        r"[^。]{0,10}の候[、,][^。]{0,60}",
    ),
    Part.SIGNATURE: (
        r"[^。]{0,30}(?:スマートフォン|スマホ|携帯|iPhone|iPad|Android|Galaxy|Xperia|アプリ)"
        r"(?:から|より)送信(?:して|され)\w{0,6}",
    ),
    Part.INTRODUCTION: (
        rf"(?:私[、は]*|わたくし[、は]*|先(?:日|ほど|程)(?:お?電話|メール|ご連絡"
        rf"|お問い?合わせ)\S{{0,8}})?{_ORG}(?:<NAME(?:_\d+)?>|{_N})(?:と(?:申|もう)します"
        rf"|と言います"
        rf"|といいます)(?:が)?",
        rf"{_ORG}の?<NAME(?:_\d+)?>(?:です|でございます|と申します)?",
        r"[^。、]{0,24}(?:株式会社|有限会社|合同会社)[^。、]{0,24}(?:です|でございます|と申します)",
        r"(?:いつも|毎日|長年|[0-9０-９]+年(?:ほど|以上)?|以前から)[^。、]{0,16}(?:利用|使用"
        r"|使わせて|愛用)[^。、]{0,12}(?:おり|い)?(?:ます|者です)(?:が)?",
        r"(?:表題|標題|題名|件名)の件(?:について|に関して|です|で)?[^。]{0,12}",
        r"[^。、]{0,20}(?:の件|について|に関して)(?:で|の)?(?:お問い?合わせ|ご連絡|メール"
        r"|質問)?(?:(?:いた|致)?しました|(?:させて)?(?:いただき|頂き)ました|(?:いた|致)?します"
        r"|です)",
        r"(?:お?問い?合わせ|ご?質問|ご?連絡|相談)(?:が(?:あり|ござい)|させて(?:いただき|頂き)"
        r"|いた|致|し)ます",
    ),
    Part.THANKS: (
        r"(?:(?:早速|早々|迅速|丁寧|ご丁寧|さっそく|先日|先ほど)(?:の|な|に)?[^。、]{0,4}|(?:ご"
        r"|お)?(?:返信|回答|連絡|対応|返事|案内|説明|確認|返答|手配|教示|配慮)(?:いただき|頂き"
        r"|くださり|下さり|を|、)*|いつも|どうも|誠に|本当に|色々と?|わざわざ|[、,\s])*"
        r"(?:あり(?:が|ガ)とう(?:ござい(?:ます|ました))?|有(?:難|り難)うござい(?:ます|ました)"
        r"|感謝(?:(?:いた)?します|しております|申し上げます)|サンキュー|あざす)",
        r"(?:了解|承知|かしこまり|わかり|分かり)(?:(?:いた|致)?しました|ました|です)",
    ),
    Part.COURTESY: (
        r"(?:(?:お忙しい|ご多忙の?|ご多用の?)(?:ところ|中|折)|たびたび|度々|何度も|重ね重ね"
        r"|夜分(?:遅く)?に?|突然|いきなり|長文|乱文|早朝から|大変|誠に|本当に|[、,\s])*"
        r"(?:で|に)?(?:すみません|すいません|申し訳(?:ありません|ございません|ない(?:です)?)"
        r"|恐れ入ります|恐縮です|失礼(?:いた|致)?します|ごめんなさい)(?:が)?",
        r"(?:大変)?お手数(?:を)?(?:お)?(?:かけ|掛け)(?:いた|致)?し(?:ます|て(?:申し訳"
        r"|すみません)\w*)(?:が)?",
        r"お手数ですが",
        r"(?:ご迷惑|お手間)\w{0,12}(?:申し訳|すみません)\w*",
    ),
    Part.CLOSING: (
        _YOROSHIKU,
        _KOTAE,
        r"(?:取り急ぎ|とりいそぎ|まずは)[^。]{0,20}(?:まで|です|申し上げます)?",
        r"(?:以上|敬具|草々|かしこ|それでは|では)(?:です|になります|、|失礼します|また)*",
        r"(?:お?電話(?:では?なく|は避けて|以外)|平日|日中|昼間)[^。]{0,12}(?:メールで|電話(?:に"
        r"|は)出(?:ら)?れ)[^。]{0,14}",
        r"(?:ご不明|不明)な点[^。]{0,30}(?:ください|下さい|ませ|お願いします)",
        r"(?:至急|早急に|大至急|急ぎで)?(?:お願い(?:いた|致)?し(?:ます|たいです)|頼みます"
        r"|お願い申し上げます)(?:ね)?",
    ),
}
_ENGLISH: dict[Part, tuple[str, ...]] = {
    Part.GREETING: (
        rf"(?:hi|hello|hey|hiya|yo|dear|greetings|howdy|good {_HOUR}|morning"
        rf"|afternoon)(?:[\s,]+(?:there|all|again|everyone|team|folks|guys|sir|madam|or|/|to"
        rf"|whom|it|may|concern|the|your|"
        r"customer|support|service|services|help|desk|care|sir/madam|mr|mrs|ms|dr"
        r"|and)\b\.?){0,5}(?:[\s,]+(?:<[A-Z_]+>|(?-i:[A-Z][a-z][\w'’-]+))){0,2}",
        r"(?:to whom it may concern|respected sir(?:/| or )?(?:madam)?|<NAME(?:_\d+)?> here)",
        r"(?:i )?hope (?:you(?:'re| are)?|this (?:e-?mail|message|note)?|all is"
        r"|your)[^.]{0,50}(?:well|great|good day|good week|okay|day)",
        r"how are you(?: doing)?(?: today)?",
        r"(?:warm |kind |many )?greetings from [^.!?]{2,40}",
        r"good (?:morning|afternoon|evening|day)[^.!?]{0,40}",
    ),
    Part.SIGNATURE: (r"sent (?:from|via|with) (?:my |a |the )?[^.!?]{2,60}",),
    Part.DISCLAIMER: (
        r"(?:this|the) (?:e-?mail|message|mail)[^.]{0,40}(?:was|has been|is) (?:scanned|checked"
        r"|confidential|intended)[^.]{0,160}",
        r"please (?:verify the sender|consider the environment|notify the sender"
        r"|delete this)[^.]{0,120}",
        r"[^.]{0,80}accepts? no (?:liability|responsibility)[^.]{0,160}",
        r"opinions expressed [^.]{0,60}are those of[^.]{0,120}",
    ),
    Part.INTRODUCTION: (
        r"(?:my name is|this is|i am|i'm|it's) <NAME(?:_\d+)?>(?: (?:here|from|with"
        r"|at)\b[^.]{0,50})?",
        r"my name is [A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?:,? (?:from|with|at|and i)[^.]{0,50})?",
        r"(?:i am|i'm|i've been|we are|we're|we have been|i have been) (?:a |an "
        r"|using )(?:long[- ]?(?:time|standing) |loyal |regular |happy |paying )?(?:customer"
        r"|user|client|subscriber)s?(?: of yours)?(?: (?:for|since|of|at|with)\b[^.]{0,40})?",
        r"i(?:'m| am)? (?:writing|reaching out|contacting you"
        r"|getting in touch)(?: to you)?(?: (?:today|about this|to you))?",
        r"i have (?:a|one|another|some|a few|two|several)(?: quick| small)? (?:question|query"
        r"|request|issue|problem)s?",
    ),
    Part.THANKS: (
        r"(?:ok|okay|great|perfect|cool|many|again|and|but|yes)?[,\s]*(?:thanks|thank you|thx"
        r"|ty|tks|cheers|much appreciated|appreciate it|appreciated|thank u)"
        r"(?:[\s,]+(?:so|very|much|a|lot|again|in|advance|everyone|team|all|you|for|your|the"
        r"|quick|prompt|fast|kind|help|time|reply|response|answer|support|assistance|getting"
        r"|back|to|me|attention|"
        r"looking|into|this|it|patience|consideration|understanding|<[A-Za-z_]+>|anyway|ok|okay"
        r"|and|any|hannah|guys|that|information|info|details|swift|message|email|update)){0,9}",
        r"(?:ok|okay|understood|got it|noted|will do|alright|i see|sure|great|perfect)",
        r"(?:i|we)(?:'d| would)? (?:really |greatly |much )?appreciate (?:your|any|the|it"
        r"|all)(?: (?:help|support|assistance|time|quick|prompt|reply|response|response time"
        r"|on this|with this|kind|in this matter|patience))*",
        r"(?:any|your) (?:help|assistance|advice|support)(?: (?:with this|on this"
        r"|in this matter|here))? (?:is|would be|will be) (?:much |greatly |highly |very "
        r"|really )?(?:appreciated|welcome|great)",
    ),
    Part.COURTESY: (
        r"(?:i'm |i am |so |very |really )*(?:sorry|apologies|i apologi[sz]e|pardon)(?: (?:for"
        r"|to|if|in advance)\b[^.]{0,60}(?:bother|troubl|inconvenien|disturb|long|again|message"
        r"|email|e-mail|twice|question)[^.]{0,30})?",
        r"(?:excuse me|sorry to bother you(?: again)?)",
    ),
    Part.CLOSING: (
        r"(?:with )?(?:kind|best|warm|many)?\s*(?:regards|wishes)(?:[\s,]+(?:<[A-Za-z_]+>"
        r"|[a-z'-]+)){0,3}",
        r"(?:yours )?(?:sincerely|truly|faithfully"
        r"|respectfully)(?: yours)?(?:[\s,]+(?:<[A-Za-z_]+>|[a-z'-]+)){0,3}",
        r"best(?:,? (?:<[A-Za-z_]+>|(?-i:[A-Z][\w'-]+)))?",
        r"(?:i |we )?(?:(?:am|are) )?look(?:ing)? forward to (?:hearing|your|a|seeing)[^.]{0,60}",
        r"(?:please )?(?:answer|reply|contact me|respond)(?: only)? by (?:e-?)?mail[^.]{0,40}",
        r"no further questions",
        r"(?:many )?thanks and (?:kind |best |warm )?regards(?:[\s,]+(?:<[A-Za-z_]+>"
        r"|[a-z'-]+)){0,3}",
        r"have a (?:nice|great|good|lovely|wonderful)[^.]{0,20}",
        r"(?:please |kindly |could you (?:please )?|can you (?:please )?)?(?:get back to me"
        r"|reply|respond|advise|let me know|contact me|help|help me|do the needful|assist"
        r"|look into (?:this|it)|check|confirm|fix (?:this|it)|investigate)(?:[\s,]+(?:as|soon"
        r"|quickly|asap|possible|at|your|earliest|convenience|urgently|today|me|please|when|you"
        r"|can|this|it|the|issue|matter|problem|what|to|do|how|on|with|thanks|thank|and))*",
        r"(?:please )?(?:let me know|feel free to (?:contact|reach))(?: if)?[^.]{0,60}(?:need"
        r"|questions?|information|details|anything)[^.]{0,30}",
        r"(?:awaiting|waiting for) your (?:reply|response|answer)",
        r"(?:take care|bye|see you|talk soon|cheers|respectfully|tia|that's all|that is all)",
    ),
}
_ALL: dict[Part, tuple[str, ...]] = {
    part: _JAPANESE.get(part, ()) + _ENGLISH.get(part, ()) for part in (*_JAPANESE, *_ENGLISH)
}
WHOLE: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile("|".join(f"(?:{one})" for one in ones), re.IGNORECASE))
    for part, ones in _ALL.items()
)

_META = (
    r"お?名前|氏名|フリガナ|ふりがな|カナ|会社名?|貴社名|店舗名|部署名?|役職"
    r"|(?:お)?電話(?:番号)?|携帯(?:電話|番号)?|TEL|FAX|住所|ご住所|郵便番号|生年月日|性別|年齢"
    r"|(?:E-?)?メール(?:アドレス)?|E-?mail(?: address)?|(?:お客様|会員|顧客|契約|注文|受付"
    r"|問い?合わせ|予約|伝票)(?:番号|ID)|アカウント(?:名|ID)?|ユーザー(?:名|ID)"
    r"|(?:ご?利用)?(?:端末|機種|機器|OS|ブラウザ|環境|デバイス)(?:名|情報|バージョン)?"
    r"|アプリ(?:の)?(?:バージョン|ver\.?)|バージョン|型番|製品名|お問い?合わせ種別|種別"
    r"|カテゴリ"
    r"|(?:full |first |last |your )?name|(?:phone|mobile|telephone)(?: number)?|address|company"
    r"|organi[sz]ation|country|device(?: model)?|model|os(?: version)?|platform|browser"
    r"|(?:app )?version|(?:order|ticket|account|customer|case|reference|ref|booking|invoice"
    r"|serial)(?: (?:number|no\.?|id|#))?|category|plan|language|time ?zone|department"
)
_BODY = (
    r"(?:お?問い?合わせ|ご?質問|ご?相談|ご?要望|ご?意見|申告|不具合|依頼|症状)?(?:の)?(?:内容"
    r"|詳細|事項|本文)|件名|題名|本文|ご?質問|ご?要望|ご?意見|症状|備考|コメント|メッセージ"
    r"|(?:your )?(?:message|comments?|description|details|enquiry|inquiry|question|subject"
    r"|issue|problem|feedback|request)(?: details)?"
)
FORM = re.compile(rf"[\[【■◆●・*\s]*(?:{_META})[\]】]?\s*[:：][^。]{{0,60}}", re.IGNORECASE)
EMPTY_FORM = re.compile(rf"[\[【■◆●・*\s]*(?:{_BODY})[\]】\s]*(?:[:：])?", re.IGNORECASE)
_SEP = r"(?:[\s　]*[、,，!！:：.。~～…-]+[\s　]*)"
LEADS = re.compile(
    rf"(?:[\[【■◆●\s]*(?:{_BODY})[\]】]?\s*[:：]\s*"
    rf"|(?:hi|hello|hey|dear|good {_HOUR})(?:[ ]+(?:there|all|again|team|everyone|support|guys"
    rf"|folks|sir|madam|<[A-Z_]+>|(?-i:[A-Z][a-z][\w'-]+))){{0,3}}{_SEP}(?=\w)"
    rf"|(?:hi|hello|hey)(?: there| all| team)?[ ]+(?=(?:i|i'm|i've|my|we|our|the|can|could|is"
    rf"|how|when|why|what|where|do|does|please)\b)"
    rf"|(?:こんにち[はわ]|こんばん[はわ]|おはようございます|はじめまして|初めまして"
    rf"|いつもお世話になって(?:おり|い)ます(?:が)?|お世話になって(?:おり|い)ます(?:が)?){_SEP}"
    r"|(?:お忙しい(?:ところ|中)|ご多忙の?(?:ところ|中)|夜分(?:遅く)?に?|何度も|たびたび|度々"
    r"|突然)?(?:大変|誠に|で)?(?:恐れ入りますが|恐縮(?:です|ではござい(?:ます)?)が"
    r"|申し訳(?:ありません|ございません|ない(?:の)?です)が"
    r"|すみませんが|すいませんが|すみません[、,]|すいません[、,]|お手数ですが"
    r"|お手数を?お(?:かけ|掛け)し?(?:いた)?しますが)[、,\s]*"
    r"|(?:sorry|apologies)(?: to (?:bother|trouble) you(?: again)?)?,? but,?\s+"
    r"|(?:sorry to bother you(?: again)?|excuse me)[,.]?\s+(?=\w)"
    r"|(?:初めて|はじめて)(?:ご連絡|メール|お問い?合わせ)(?:いた|致)?し(?:ます|ています)が[、,]"
    r"|いつも(?:利用|使わせて|愛用)[^。、]{0,14}(?:ます|おります)が[、,]"
    r"|thanks(?: for (?:your|the) (?:\w+ )?(?:reply|response|help|answer|message"
    r"|email))?[,!]? (?:but|however),? )",
    re.IGNORECASE,
)
