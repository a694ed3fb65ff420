"""Whether a sentence complains, asks, requests, praises or only sets the scene.

Rules on endings and cue words, because the ending of a Japanese sentence and the first words of an
English one say what it does; what it is *about* is for embeddings. Within a sentence the form
decides (a question about a broken thing is a question); over the sentences of a voice the matter
does: see :func:`kind_of`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from records.voice import Kind

_REQUEST = re.compile(
    r"(?:して|って|いて|えて|けて|せて|めて|べて|れて|ねて|出て|見て|来て|んで|いで|て"
    r"|で)(?:ください|下さい|くださ[れー]|くれ(?:ません|ませ|ないか|る\?|$|[。!！])|ほしい"
    r"|欲しい|もらいたい|いただきたい|頂きたい|もらえ(?:ます|ません|ない)|いただけ(?:ます"
    r"|ません|ない)|頂け(?:ます|ません)|や$|や[。!！])"
    r"|(?:ご|お)(?:対応|確認|検討|教示|回答|連絡|返金|調査|手配|修正|改善"
    r"|教え)[^。]{0,6}(?:ください|下さい|願い|いただ|頂)|(?:対応|修正|改善|追加|検討|復活|廃止"
    r"|返金|交換|修理|削除|変更|キャンセル|再発行|発行|停止|解約|手配|予約"
    r"|用意)[^。]{0,8}(?:お願い|希望|願いたい|求め|してほし|して欲し)"
    r"|(?:て|と|たら|れば|なら)[、,]?(?:とても|大変|より)?(?:嬉しい|うれしい|助か(?:り|る)"
    r"|ありがたい|有り?難い|幸い|最高|便利)|希望(?:します|しています|です|いたします)"
    r"|要望(?:です|します)|べき(?:です|だ|では)"
    r"|(?:が|を|機能(?:が|も)?)(?:ほしい|欲しい)|お願い(?:したい|できます|でき(?:れば|ない)"
    r"|します|いたします|致します)|なんとかして|何とかして"
    r"|(?:が|で|だと|と|も|に|ら|ば)(?:いい|良い|よい|嬉しい|うれしい|理想)(?:です|な|と思"
    r"|のです|んです|かな)|探して|(?:て|で)み?たい|必要(?:です|がある)|てや(?:$|[。!！])|(?:し"
    r"|き|り|み|い|え|け|べ|め|れ|せ|ね)たい(?:です|のです(?:が)?|んです(?:が|けど)?|と思い"
    r"|と考え)?(?:。|$|が|けど)"
)
_REQUEST_EN = re.compile(
    r"(?:^|[.,;!?-]\s*|\b(?:and|so|then|but)\s+)(?:please|pls|plz|kindly)\b|\bplease (?:add|fix"
    r"|make|let|allow|send|cancel|refund|change|give|bring|consider|remove|stop|update|provide"
    r"|support|help)\b"
    r"|\b(?:can|could|would|will) (?:you|u|someone|somebody|anyone|we)\b(?! (?:tell|explain"
    r"|see why|know))|\bi(?:'d| would) (?:like|love|want|prefer|appreciate)\b|\bi(?: really"
    r"| just| also)? (?:want|need|wish)\b"
    r"|\bit would be (?:great|nice|good|helpful|lovely|useful|better)|\b(?:feature"
    r"|change) request\b|\b(?:we|you|it|there|koe) (?:should|ought to|must)\b"
    r"|\bwould be (?:great|nice|helpful|useful)\b"
    r"|^(?:add|make|allow|let|cancel|refund|remove|delete|send|stop|upgrade|improve|support|fix"
    r"|close|provide|update|change|replace|migrate|bump)\b|\bplease$|\bany chance (?:of|you"
    r"|to)\b|\b(?:want|wish) (?:you|to|it|a|my)\b|\bproposed?:",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:か|かな|かね|の|でしょう|ですか|かい|だっけ|っけ)[。\s]*[?？]+|[?？]\s*[^\w]*$|(?:です"
    r"|ます|でしょう|ません|ました|でした|でき|よい|いい|良い|ない)か(?:ね"
    r"|な)?[。!！\s]*[^\w]*$|のか[。\s]*$"
    r"|(?:どうすれば|どうしたら|どのように|どこで|どこから|なぜ|何故|いつ(?:まで|から|頃)?"
    r"|どれ(?:くらい|ぐらい)|いくら|何を)[^。]{0,40}(?:か|の|でしょう|ください|ですが)"
    r"|(?:教え|おしえ|ご教示|ご教授|お聞かせ)[^。]{0,14}(?:ください|下さい|ほしい|欲しい|いただ"
    r"|頂|もらえ|願い|たい|くれ)|知りたい|(?:聞|伺|うかが)いたい|お(?:聞き|伺い|尋ね"
    r"|たずね)(?:し|いた|致)|分から(?:ない|ず)?(?:の(?:で|です))?(?:ので)?教え|(?:方法|やり方"
    r"|仕方|手順)(?:が|は|を)?(?:分かりません|わかりません|わからない|不明|知り)"
)
_QUESTION_EN = re.compile(
    r"\?\W*$|^(?:(?:and|so|but|also|just|ok|well|hi|hello)[, ]+)*(?:how|can|what|when|where|who"
    r"|which|why|is|are|do|does|did|am|was|were|has|have|should|may|might|will)\b(?! (?:not"
    r"|n't))(?=\W+(?:do|does|did|can|could|i|you|my|the|is|are|it|there|we|to|long|much|many"
    r"|will|would|should|this|a|an|any|your|that)\b)"
    r"|\b(?:can|could) (?:i|you (?:tell|explain)|we)\b|\bhow (?:do|can|to|would|should|does"
    r"|long|much|many)\b|\b(?:wonder(?:ing)?|want to know|like to know|need to know|tell me"
    r"|explain|not sure|don'?t (?:know|understand)|no idea|curious|clarify|question is"
    r"|help me understand)\b(?: \w+){0,2} (?:if|how|what|when|where|why|whether|which|who)\b"
    r"|\bis (?:it|there) (?:possible|any|a way)\b|\bwhat (?:is|are|if|happens|should|do)\b",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    r"(?:でき|出来|え|け|れ|せ|め|べ|ね|ら|か|わ|さ|た|ま|が|い|し|き|り|み|ち|に)(?:ません"
    r"|ませんでした|ない(?!か)|なかった|なくな|ず(?:に|、|困))|へん(?:で|わ|ねん|$|[。!！])"
    r"|(?:でき|出来)(?:ず|ない)|できず"
    r"|落ち(?:る|ます|た|て)|フリーズ|固ま(?:る|り|っ)|エラー|不具合|故障|壊れ|バグ|異常|異音"
    r"|誤(?:作動|表示|請求)|失敗|動か|止ま(?:る|り|っ)|真っ白|消え(?:る|た|て|ま)|強制終了"
    r"|クラッシュ|遅(?:い|く|すぎ|れ)|重(?:い|すぎ)|二重|重複|間違|勝手に|ひど(?:い|く)|最悪"
    r"|最低"
    r"|不便|不満|不快|残念|がっかり|困(?:る|り|っ|惑)|迷惑|ストレス|うざ|しつこ|信じられ"
    r"|ありえな|有り得な|納得(?:でき|いか)|おかし|使いにく|使いづら|分かりにく|わかりにく"
    r"|わかりづら|見づら|見にく|面倒|高(?:い|すぎ)|不安|怖|悪(?:い|く|か)|詐欺|腹が立|怒"
    r"|損(?:し|を)|ダメ|だめ|駄目|無駄|足り(?:ない|ま)|まだ(?:届|来|入|反映|です|で)"
    r"|届(?:かない|きません|いて(?:い)?ない)|汚|うるさ|騒が|臭|破損|損傷|漏れ|発生(?:し|する)"
    r"|点灯|警告|ロック(?:する|した|され)|停止(?:し|する)|亀裂|剥(?:が|げ)|錆|外れ|振動|炎上"
    r"|発煙|不良|されず|しづら|しにく|過ぎ(?:ます|る|て)|すぎ(?:ます|る|て)|傷|酷"
)
_COMPLAINT_EN = re.compile(
    r"\b(?:not|n't|cannot|cant|dont|doesnt|didnt|wont|isnt|hasnt|havent|wasnt|wouldnt|never"
    r"|nothing|unable|no longer|without (?:success|luck))\b|n[’']t\b"
    r"|\b(?:crash\w*|freez\w*|frozen|fail\w*|error\w*|bug\w*|broken?|breaks?|stuck|wrong\w*"
    r"|incorrect\w*|missing|lost|stolen|slow\w*|late|delay\w*|terrible|awful|horrible|worst|bad"
    r"|poor|useless|annoy\w*|frustrat\w*|disappoint\w*|unaccept\w*"
    r"|ridiculous|disgust\w*|angry|upset|unhappy|dissatisf\w*|hate|problem\w*|issue\w*|trouble"
    r"|declin\w*|reject\w*|refus\w*|denied|blocked|disappear\w*|vanish\w*|gone|twice|double"
    r"|duplicate\w*|overcharg\w*|charged|unfair|rude|confus\w*|waste|damag\w*"
    r"|leak\w*|nois[ey]\w*|dirty|smell\w*|scam|fraud\w*|too (?:many|much|long|slow|expensive"
    r"|small|big|hard)|still (?:waiting|no|not|pending|hasn|haven|isn)|keeps? \w+ing"
    r"|shuts? down|down again|expired|flaky|vulnerab\w*|deadlock\w*|leak|hangs?|hung|exception"
    r"|npe|oom|regress\w*|conflict\w*|timeout|time-?s? out|timed out|unexpected|ignored?"
    r"|waiting (?:for|over|since|on|a)|sucks?|wtf|joke)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"助か(?:りました|ってい|っています|ってます)|(?:とても|大変|本当に|すごく"
    r"|めっちゃ)?(?:便利|快適|気に入|素晴らし|すばらし|最高|満足|重宝|感動"
    r"|感激)(?!.{0,12}(?:ない|ません|のに|でも))|使いやす(?:い|く)(?!し(?:て|ろ))|大好き"
    r"|嬉しかった|うれしかった|嬉しいです|ファンです|親切(?:な|に|で)|丁寧(?:な|に|で)(?:対応"
    r"|説明|案内|教え|接客)"
    r"|(?:直りま|解決しま|復旧しま|改善しま|直っ|解決でき)(?:し)?た(?!い|ら|か)|(?:使える"
    r"|できる|入れる|見られる|見れる)ように(?:なり|なっ)|うまくいきました"
    r"|無事(?:に)?[^。]{0,16}(?:ました|です)|良(?:かった|くなり)|いい(?:アプリ|サービス)"
    r"|応援して|ありがとう(?!ござい(?:ます|ました)が)|感謝"
)
_PRAISE_EN = re.compile(
    r"\b(?:love|loving|great|awesome|amazing|excellent|fantastic|wonderful|perfect\w*|brilliant"
    r"|happy with|very happy|so happy|pleased|impressed|delighted|enjoy\w*|best|well done"
    r"|good job|great job|nice work|kudos|keep it up|super (?:easy|helpful)|so (?:easy|helpful"
    r"|convenient)|very (?:helpful|useful|convenient|good)|really (?:like|helpful|useful|good)"
    r"|works? (?:now|again|great|perfectly|well|fine|like a charm)|(?:it|that)(?:'s| is"
    r"| has been| got)?(?: all| now)? (?:working|fixed|resolved|solved|sorted|worked)|solved my"
    r"|fixed (?:it|the)|life ?saver|thank you|thanks|highly recommend|polite|friendly"
    r"|kind of you)\b",
    re.IGNORECASE,
)
_SOLVED = re.compile(
    r"(?:直りました|直った|解決(?:し|でき)ました|(?:でき|使え|入れ|見られ)るように(?:なり"
    r"|なっ)(?:まし)?た|無事(?:に)?[^。]{0,12}ました)"
    r"[^\wぁ-ん]*$|\b(?:works? (?:now|again|perfectly|fine)(?: now)?|(?:is|it's|has been|all"
    r"|been) (?:now )?(?:solved|fixed|resolved|sorted)(?: now)?)\W*$",
    re.IGNORECASE,
)
# What a display said is not what the customer says: 「入庫してください」 is no request.
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")
_CONTEXT = re.compile(
    r"(?:(?:機種|端末|OS|バージョン|ブラウザ|環境|注文番号|番号|会員番号|日時|車種|使用(?:端末"
    r"|機種))(?:は|：|:|が)[^。]{1,40}(?:です|になります|でした)?|[^。]{0,30}(?:を|で)(?:使って"
    r"|使用して|利用して)(?:い|おり)?ます|[A-Za-zＡ-Ｚａ-ｚァ-ヴー0-9０-９ .+-]{2,24}です"
    r"|はい[^。]{0,12}|いいえ[^。]{0,12}"
    r"|(?:i am |i'm |we are |we're )?(?:using|on|running) (?:an? |the |my )?[\w .+-]{2,40}"
    r"|(?:my |the )?(?:device|phone|version|os|order|browser|account|reference|model)(?: number"
    r"| id| version| model| no)?(?: is|:) ?[\w .#<>+-]{1,40}|(?:it'?s |it is "
    r"|that'?s )?(?:an? )?(?:iphone|android|pixel|galaxy|ipad|windows|mac|ios)[\w .+-]{0,24}"
    r"|(?:yes|no|yep|nope|sure)[,. ]?[^.]{0,30}|(?:here (?:is|are)|attached|see (?:the )?attach"
    r"|please find)[^.]{0,60}|(?:スクリーンショット|スクショ|画像|写真)[^。]{0,16}(?:添付"
    r"|送り)[^。]{0,10}|添付[^。]{0,30}(?:ました|ます|ください))[。.!！\s]*",
    re.IGNORECASE,
)
_NUDGE = re.compile(
    r"(?:まだ(?:でしょう)?(?:です)?か?[ー〜]*|(?:その後|進捗は?|状況は?)[^。]{0,16}(?:か"
    r"|でしょう|いかが)?|(?:お?返事|返信|回答|連絡)(?:が|は|を)?[^。]{0,14}(?:お?待ち|ない"
    r"|ありません|まだ|いただけ|ください|下さい|見て|来)[^。]{0,16}|(?:確認"
    r"|対応)状況[^。]{0,16}|前にも?(?:送|連絡)[^。]{0,20}|再送(?:です|します|いたします)?"
    r"|【再送】|(?:もう一度|再度)[^。]{0,6}送(?:り|信)[^。]{0,6}"
    r"|any (?:news|updates?|progress)(?: (?:on|about|for|regarding)? ?(?:this|it|my (?:case"
    r"|ticket|issue|request)))?(?: please)?|(?:hello|hi)\?*(?: anyone there)?|anyone there"
    r"|(?:just )?(?:following|checking|chasing|circling)(?: up| in| back)*(?: on"
    r"| with)?[^.]{0,50}|(?:still )?(?:waiting|no (?:answer|reply|response|news))(?: (?:for|on"
    r"|from)? ?(?:a|an|your|you|any)? ?(?:reply|response|answer|support|here|so far|yet))?"
    r"|(?:sending|resending|sent) this (?:again|twice)|resend|could (?:someone|anyone"
    r"|you) (?:please )?(?:have a look|take a look|respond|reply|answer)(?:[, ]+please)?"
    r"|please (?:reply|respond|answer)(?: this time)?|so far)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:なんとか|何とか|どうにか|早く|はやく|早急に|至急|すぐに?|一刻も早く|ちゃんと|とにかく"
    r"|どうか|、|\s)*(?:し|直し|なおし|対応し|確認し|調べ|改善し|修正し|解決し|調査し|教え"
    r"|対処し|助け)て(?:ください|下さい|ほしいです|欲しいです|ほしい|欲しい|もらえますか"
    r"|いただけますか|いただけませんか|くれませんか|や|くれ)?|(?:これは?|これって|何が|原因は"
    r"|どうして|なぜ|どう|どうすれば|どうしたら|何か)[^。]{0,24}(?:です|でしょう|ます|いい|よい"
    r"|良い|よろしい)(?:の)?(?:ですか|でしょうか|か)?|(?:ご?(?:確認|対応|調査|改善|修正|検討"
    r"|連絡|回答|教示))[^。]{0,20}(?:ください|下さい|願\S{0,8}|いただ\S{0,10}|頂\S{0,8}"
    r"|幸い\S{0,4})|困(?:って|り)(?:い|おり)?ます"
    r"|(?:please|can you|could you|kindly|would you)(?: please)? ?(?:please )?(?:fix|help"
    r"|look into|check|advise|investigate|resolve|assist|sort|confirm|explain|tell me"
    r"|let me know|correct|do something)(?:[ ,]+(?:me|us|this|it|that|the|issue|problem|matter"
    r"|bug|with|asap|soon|as|possible|what|to|do|is|going|on|how|about|urgently|quickly|out|why"
    r"|at|your|earliest|convenience|my|please|happening|wrong|can|be|done|if|you|for|when"
    r"|and))*"
    r"|(?:what|how|why|is|can)(?:'s| is| should| can| do| does| did)?(?: (?:i|this|it|going|on"
    r"|do|now|happening|wrong|be|fixed|the|problem|issue|that|there|anything|you|next|about"
    r"|solve|fix|happen|normal|happened|known))+|(?:this|it|that)(?:'s| is)? (?:very |really "
    r"|so |extremely |quite |a )*(?:urgent|frustrating|annoying|unacceptable|ridiculous"
    r"|disappointing|bad|terrible|problem|joke|inconvenient)|help(?: me)?(?: please)?",
    re.IGNORECASE,
)
_ENOUGH = 8  # characters outside quotations that make a sentence of their own
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")


def sentence_kind(text: str) -> Kind:
    """What one sentence does, by its form first: request, question, complaint, praise, context."""
    words = _own_words(text.strip())
    if is_nudge(words) or _CONTEXT.fullmatch(words):
        return Kind.CONTEXT
    asks = _QUESTION.search(words) or _QUESTION_EN.search(words)
    wants = _REQUEST.search(words) or _REQUEST_EN.search(words)
    if wants and not (asks and _QUESTION.search(words) and "教え" in words):
        return Kind.REQUEST
    if asks:
        return Kind.QUESTION
    return _statement_kind(words)


def _own_words(text: str) -> str:
    """The sentence without its quotations, unless little else is left of it."""
    left = _QUOTED.sub("", text)
    return left if len(left) >= _ENOUGH else text


def _statement_kind(words: str) -> Kind:
    praises = _PRAISE.search(words) or _PRAISE_EN.search(words)
    complains = _COMPLAINT.search(words) or _COMPLAINT_EN.search(words)
    if _SOLVED.search(words) or (praises and not complains):
        return Kind.PRAISE
    return Kind.COMPLAINT if complains else Kind.CONTEXT


def is_generic(text: str) -> bool:
    """Whether it asks for help without saying with what ("Please fix", "どうすればいいですか")."""
    return bool(_GENERIC.fullmatch(_ENDS.sub("", text)))


def is_nudge(text: str) -> bool:
    """Whether a sentence only asks for an answer to what was said before ("Any news?")."""
    return bool(_NUDGE.fullmatch(_ENDS.sub("", text)))


def kind_of(sentences: Sequence[str]) -> Kind:
    """What a voice does, from what its sentences do.

    A stated problem outweighs the request or question that follows from it ("It crashes. Can you
    fix it?" complains); without one, what is asked for outweighs what is asked, and both praise.
    A generic sentence decides only where there is no other.
    """
    telling = [text for text in sentences if not is_generic(text)] or list(sentences)
    kinds = {sentence_kind(text) for text in telling}
    for kind in (Kind.COMPLAINT, Kind.REQUEST, Kind.QUESTION, Kind.PRAISE):
        if kind in kinds:
            return kind
    rest = {sentence_kind(text) for text in sentences}
    return next((kind for kind in Kind if kind in rest), Kind.CONTEXT)
