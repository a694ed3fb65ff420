"""Words by which a customer says "and now something else", Japanese and English."""

from __future__ import annotations

import re

_N = r"(?:もう|あと|他に|ほかに)"
_JAPANESE = (
    r"(?:それと|それから|あと|また)?[、,]?(?:これは)?別(?:の)?(?:件|話|問題|質問)(?:です"
    r"|なの?です|になり|なん(?:です)?|で(?:す|も|恐縮|失礼)?)?(?:ますが|が|けど|けれど|ですが)?"
    r"|話(?:は|が)?(?:変わり|かわり|変わる)(?:ますが|ました|んですが|のですが)?"
    r"|全然関係ない(?:話)?(?:です|んです|ですが)*(?:が|けど)?"
    rf"|(?:(?:あと|それと|最後に|すみません[、,]?|ついでに)[、,]?{_N}?|{_N})[、,]?(?:一つ"
    rf"|ひとつ|１つ|1つ|一点|１点|1点|一件|１件|1件)(?:だけ|あるのですが|あるんですが|質問(?:が"
    rf"|です|なのですが)?|お願い(?:が|します)?|聞きたい\w*|確認\w*|あります|ございます|ですが"
    rf"|なのですが|お伺い\w*)*"
    r"|ついでに(?:聞きたいの|質問なの|お聞きしたいの|言うと|言えば)?(?:ですが|です|もう一つ)?"
    r"|ちなみに(?=[^。]{4,}(?:か|[?？]))|余談(?:です|ですが)"
    r"|それと(?![同はも])|それから(?=[、,])|あと(?=[、,]|これ|は[、,])|さらに(?=[、,])"
    r"|加えて(?=[、,])|(?:また|なお)[、,](?=別|もう|他|ほか|違う|こちら)"
    r"|追伸|P\.?S\.?(?=[\s:.])|この際(?:なので|だから|ですので)(?:言わせて(?:もらうと"
    r"|いただくと)|書きますが)?|(?:一|二|三|四)(?:つ目|点目)(?:は|に|として|です(?:が)?)?"
    r"|第(?:一|二|三)に"
    r"|次に(?=[、,])|その他(?=[、,])|その他に(?=[、,])|他にも(?=[、,])"
)
_ENGLISH = (
    r"(?:(?:and|oh|but|also|plus|so)[,\s]+){0,3}(?:also(?=[\s]*[,:-])|also(?=\s+(?:i|my|the|can"
    r"|could|is|how|when|why|what|please|there|your|we|it would)\b)"
    r"|(?:another|one more|one other|a second|second|last|one last|a different|an unrelated"
    r"|a separate|third)(?: small| quick| separate| different| unrelated)?"
    r" (?:thing|issue|question|matter|point|problem|request|topic)(?: (?:pls|please|though|is"
    r"|is that|i have|while i'm here|i noticed|to mention))?"
    r"|by the way|btw|separately|on (?:another|a different|a separate|an unrelated) (?:note"
    r"|matter|topic|subject)|(?:and )?while (?:i have you|i'm here|i am here|we're at it"
    r"|i'm at it|i'm writing)"
    r"|(?:this is )?(?:unrelated|not related)(?: to (?:the |my |this )?\w+)?(?:[,\s]+but)?"
    r"|besides(?: that| this)?(?=\s*[,:])|apart from (?:that|this)|aside from (?:that|this)"
    r"|additionally|in addition(?=\s*,)"
    r"|furthermore|secondly|thirdly|firstly|second(?=\s*[,:])|third(?=\s*[,:])|lastly"
    r"|finally(?=\s*,)|next(?=\s*[,:])|p\.?s\.?(?=[\s:.])"
    r"|since i'?a?m (?:writing|here)(?: anyway| already)?|different (?:topic|subject|question"
    r"|matter)|other than that)"
)
_JOINT = r"[\s　]*[、,，:：。.!！~～\-—–;；]*[\s　]*"
SHIFT = re.compile(
    rf"[※*\s]*(?:(?:{_JAPANESE}){_JOINT}|(?:{_ENGLISH})\b(?:{_JOINT}(?:a )?(?:different"
    rf"|separate) (?:problem|matter|issue|question))?{_JOINT})+",
    re.IGNORECASE,
)
