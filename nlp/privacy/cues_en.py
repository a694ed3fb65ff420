"""Where in an English sentence a person stands: patterns only, judged in names_en_context.py."""

from __future__ import annotations

import re

# U+0100-U+024F alternates capitals and small letters: it counts as both.
U, L = r"A-ZÀ-ÖØ-Þ\u0100-\u024f", r"a-zß-öø-ÿ\u0100-\u024f"
CAP = rf"(?:(?:Mc|Mac|O'|D')?[{U}][{L}]+(?:['-](?!s(?![{L}]))[{U}{L}][{L}]*)*)"
_PARTICLE = r"(?:van|von|der|den|de|da|del|dos|di|bin|al|el|la|le|ter|ten|af|zu|du|y)"
NAME = (
    rf"(?:{CAP}(?: {{1,2}}(?:(?!I (?:am|was|would|have|had|will|can|could|want|need|got|did"
    rf"|do)\b)[{U}]\.?(?![{L}])|(?:{_PARTICLE} ){{0,2}}{CAP})){{0,3}})"
)
B, E = rf"(?<![{U}{L}0-9_.@/\\#$-])", rf"(?![{U}{L}0-9_@/\\])"
# What only people do, are and have.
_SAYS = (
    r"(?:says?|said|told|tells|asked|asks|replied|explained|explains|answered|wrote|writes|called"
    r"|emailed|texted|phoned|rang|thinks|thought|knows|knew|lives|lived|works|worked|resides"
    r"|moved to"
    r"|married|died|was born|studied|helped|assured|promised|claims|claimed|refused|sent me|gave me"
    r"|apologi[sz]ed|mentioned|suggested|insisted|laughed|smiled|shouted|yelled|talked|recommended"
    r"|spoke|informed|began|had given|explained to|has to (?:get|go)|listed (?:his|her|their)"
    r"|confirmed|agreed|believes|wants|wanted|hopes|complained|joined|retired|resigned"
    r"|has left|left (?:us|me|a|the)|(?:has been|was|is|seemed|sounded) (?:very |so |really "
    r"|super |extremely )?"
    r"(?:rude|kind|reliable|impulsive|responsible|professional|knowledgeable|careless|helpful"
    r"|friendly|great|amazing|wonderful|polite|patient|nice|lovely|unhappy|upset|angry"
    r"|on (?:leave|holiday|vacation|parental|sick|call)|out (?:sick|of (?:the )?office|today"
    r"|until)|away|sick"
    r"|pregnant|retired|off (?:sick|today))"
    r"|is (?:my|his|her|our|their|your) |(?:and|nor|or) I\b"
    r"|(?:in|from) (?:support|billing|sales|accounts?|accounting|finance|HR|IT|legal|marketing"
    r"|reception"
    r"|logistics|customer|technical|your|our|the)\b)"
)
_OWNED = (
    r"(?:kid|child|children|address|phone|e-?mail|account|name|number|daughter|son|wife"
    r"|husband|mother"
    r"|father|mom|mum|dad|brother|sister|house|home|birthday|card|order|ticket|request|message"
    r"|office"
    r"|desk|boss|manager|friend|family|laptop|passport|profile|subscription|reply|response"
    r"|work|team|car"
    r"|login|seat|licen[cs]e|calendar|inbox|mailbox|invoice|refund|parcel|appointment"
    r"|permissions?|access"
    r"|contract|signature|behalf|shift|salary|surname|badge|machine|screen|patients?)"
)
_RELATION = (
    r"(?:kid|child|son|daughter|wife|husband|partner|fianc[ée]e?|boss|friend|colleague|co-?worker"
    r"|neighbou?r|mother|father|mom|mum|dad|brother|sister|aunt|uncle|cousin|nephew|niece"
    r"|grandmother"
    r"|grandfather|assistant|manager|doctor|lawyer|landlord|landlady|roommate|flatmate|accountant"
    r"|bookkeeper|engineer|technician|admin|administrator|director|intern|tenant|nurse|teacher"
    r"|tutor"
    r"|secretary|supervisor|representative|rep|agent|advisor|contact|buyer|client|guest"
    r"|student|patient"
    r"|employee|teammate|developer|designer)"
)
STRONG = (
    # who is spoken of as somebody's somebody: "our accountant, Odile", "my late uncle Bram"
    re.compile(
        rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|[Tt]he) "
        rf"(?:[a-z-]+ ){{0,2}}{_RELATION},? ({NAME}){E}"
    ),
    # after what is done to people alone
    re.compile(
        rf"\b(?:says?|said|asked?|told|tell|replied|wrote|explained|thank|thanked|shout-?out to"
        rf"|kudos to"
        rf"|credit to|props to|thanks to|named (?:him|her|them)|I'm|I am|am called|call me"
        rf"|known as|aka"
        rf"|a\.k\.a\.|signed|hired|interview with|[Ss]p(?:oke|eak|oken|eaking) (?:to|with)|talk"
        rf"(?:ed|ing)? (?:to|with)"
        rf"|chat(?:ted|ting)? with|call with|phone with|meeting with|heard from|message from"
        rf"|email from"
        rf"|call from|letter from|hearing from|on behalf of|[Cc][Cc]:?|[Nn]either|assigned to"
        rf"|escalated to"
        rf"|signed (?:off |for )?by|prepared by|approved by|placed by|requested by|reported by"
        rf"|handled by"
        rf"|written by|performed by|belongs to|belonging to|in the name of|replaced by"
        rf"|interpreter for"
        rf"|surname (?:is|was|from)|name (?:is|was|from)|[Aa]ccording to|instead of|a certain"
        rf"|take over from|[Nn]ame'?s|somebody called|someone called|(?:issued|registered"
        rf"|handed|addressed|transferred|reassigned?) to"
        rf"|(?:[Gg]ive|given|gave|showed?|sent|send|handed|paid)(?=(?: \S+){{1,2}} (?:his|her"
        rf"|their|access|permissions?|rights|credit|admin)\b))"
        rf" [\"'“(]?({NAME}){E}"
    ),
    re.compile(rf"{B}({NAME}),? (?:[A-Z]{{2,4}} lead, )?{_SAYS}"),
    re.compile(rf"{B}({NAME})(?=(?:'s|s') (?:\w+ )?{_OWNED}\b)"),
    re.compile(
        rf"(?:^|[.!?,>\n] ?)(?:[Hh]ey,? |[Hh]i,? |[Hh]ello,? )?({NAME}) (?=here\b(?:[.,!]|$"
        rf"| from))",
        re.MULTILINE,
    ),
    re.compile(
        rf"\b(?:[Rr]emove|[Aa]dd|[Ii]nvite|[Dd]elete|[Rr]eplace) ({NAME})(?=,| from| to| as"
        rf"| \(|\.? ?he\b|\.? ?she\b)"
    ),
    re.compile(
        rf"\b(?:call|phone|ring|ask for|contact|reach|email|text) ({NAME})(?= back\b"
        rf"| on \ue000| at \ue000|[.]?$)",
        re.MULTILINE,
    ),
    re.compile(rf"\b[Tt]he ({NAME}) (?=family|household|couple)"),
    re.compile(rf"\bas [\"“]({NAME})(?=[\"”])"),
    re.compile(
        rf"^[ >]*({NAME})(?= wrote:| joined the chat| has left the conversation"
        rf"| \([^)\n]{{2,30}}\) (?:said|reported|asked|wrote|called))",
        re.MULTILINE,
    ),
    re.compile(rf"^[ >]*\[?\d{{1,2}}:\d\d(?::\d\d)?(?: [AP]M)?\]? ?({NAME})(?=:)", re.MULTILINE),
    re.compile(
        rf"(?i:\b(?:attendees|participants|approved by|prepared by|signed by|checked by|owner"
        rf"|author|by)): ({NAME}){E}"
    ),
    re.compile(rf"\ue000; ({NAME}){E}|{B}({NAME})(?=; \ue000)"),
    re.compile(rf"(?:^|[,\t|;]\"?)({NAME})(?=\"?[,\t|;]\"?\ue000)", re.MULTILINE),
    re.compile(rf"^[ >]*/({NAME})[ ]*\Z", re.MULTILINE),
    # who is spoken to: "Danial, can I", "Don't go, Derrick!", "Remember me, Kelly?"
    re.compile(
        rf"(?:^|[.!?\n\"“] ?)({NAME}), (?=(?:can|could|please|would you|will you|do you|did you"
        rf"|are you|what|when|where|why|how|I|we|thanks|thank)\b)"
    ),
    re.compile(rf"(?<=[{L}]), ({NAME})(?=[!?])"),
    # a speaker at the beginning of a line
    re.compile(rf"^[ >]*({NAME}): ?(?=[\"“])", re.MULTILINE),
    # beside a name that was found: "Torpy and <NAME>", "Erik, <NAME>", "from <NAME> to Om"
    re.compile(
        rf"\ue000(?:,? (?:and|&|or|nor|to|with|but|then) |, |/| vs\.? |,? and remove |,? but )"
        rf"({NAME}){E}(?! (?:Inc|LLC|Ltd))"
    ),
    re.compile(rf"{B}({NAME})(?=(?:,? (?:and|&|or|nor) |, |/| vs\.? )\ue000)"),
    re.compile(
        rf"(?i:\b(?:last|first|maiden|given|family|full|middle) name\??(?: is|:)? |\bname\?:? ?"
        rf"(?:is |to )?)"
        rf"({NAME}){E}"
    ),
    re.compile(
        rf"(?:^|[.!?] )(?:Could|Can|Would|Did|Does|Is|Has|Should) ({NAME})"
        rf"(?= (?:get|have|see|use|please|also|still|be able|allowed|come|call|log|sign)\b)",
        re.MULTILINE,
    ),
    re.compile(
        rf"^[ >]*(?:Hi|Hello|Hey|Dear),? ({NAME})(?= and (?:team|all|everyone)\b)", re.MULTILINE
    ),
    re.compile(rf"(?i:\b(?:call|phone|ring|text|reach)) ({NAME})(?= (?:at|on) \ue000)"),
    # a dash and a name close a message
    re.compile(rf"^[ >]*[-–—~] ?({NAME})[ ]*\Z", re.MULTILINE),
    re.compile(rf"(?:^|[\s(])(?:Sr|Sra|Srta|Don|Doña|Mons|Fr|Sig|Sr\.ª|Mlle)\.? ({NAME}){E}"),
)
# Things stand here as well: the word has to be a listed name or formed as one, or two words.
WEAK = (
    re.compile(
        rf"\b(?:by|with|from|featuring|met|meet|thank you|thanks|seen|heard|hear|ask for|contact"
        rf"|see|add|for|including|to|of|and|is|does|did|was|has|do|are|ask|let|show|hi|hello|hey"
        rf"|but|that|remove|love|leave me) "
        rf"({NAME}){E}"
    ),
    re.compile(
        rf"{B}({NAME}) (?:at|of|from|and|has|is|was|will|had|did|would|just|to|on|can|can't"
        rf"|cannot|left|needs|set"
        rf"|both)\b"
    ),
    re.compile(rf"{B}({NAME})(?='s [a-z])"),
    re.compile(rf"{B}({NAME}) from {CAP}"),
    re.compile(
        rf"^[ >*|?]*({NAME})(?: (?:MD|DDS|DVM|PhD|Jr\.?|Sr\.?|II|III))?[ ,]*$", re.MULTILINE
    ),
)
# "Seifert, Guntram": as lists and exports have it
TURNED = re.compile(
    rf"(?:^|(?<=[=:>|\n\"(\t;] )|(?<=[=:>|\n\"(\t;]))({CAP}), ({CAP})(?= (?:is|was|has"
    rf"|appears|shows|cannot|\()"
    rf"|[ ]*(?:$|[|;\t\")]))",
    re.MULTILINE,
)
CAPITALS = re.compile(
    rf"(?i:\b(?:cardholder|card holder|passenger|guest|name(?: on (?:the )?card)?|holder"
    rf"|beneficiary|traveller|traveler"
    rf"|patient|payee|regards|sincerely(?: yours)?|yours(?: truly| sincerely)?|thanks|best"
    rf"|cheers|signed))[ :,=\n-]{{1,4}}"
    rf"([{U}]{{2,}}(?:[-'][{U}]{{2,}})?(?: [{U}]{{2,}}(?:[-'][{U}]{{2,}})?){{1,2}})"
    rf"(?![{U}{L}0-9])"
)
SPEAKER = re.compile(rf"^[ >]*({NAME}): ", re.MULTILINE)
DIALOGUE = re.compile(r"^[ >]*\ue000+: ", re.MULTILINE)
TWO = re.compile(rf"{B}({CAP}) and ({CAP}){E}(?= (?:were|are|have|had|both|will|did|went|said))")
DEGREE = re.compile(
    r"(?<=\ue000)( (?:MD|DDS|DVM|PhD|Ph\.D\.|Esq\.?|Jr\.?|Sr\.?|II|III|IV))(?![A-Za-z])"
)
# "Maja S Hermansen", "Sari J. Paavolainen": nobody writes anything else so
INITIAL = re.compile(rf"{B}({CAP} (?!I\b)[{U}]\.? (?:{_PARTICLE} ){{0,2}}{CAP}){E}")
PAIR = re.compile(rf"{B}(?=({CAP}) ((?:{_PARTICLE} ){{0,2}}{CAP}){E})")
NOBLE = re.compile(rf"{B}({CAP} (?:(?:van|von|der|den|de|ten|ter|zu) )+{CAP}){E}")
LOWER_PAIR = re.compile(rf"(?<![{L}'’-])([{L}]{{3,15}})( (?:[{L}]\.? )?)([{L}]{{3,20}})(?![{L}-])")
ENDS = re.compile(
    r"(?:ov|sson|dóttir|dottir|sdottir|ova|eva|ović|ević|ić|wicz|czyk|ski|ska|sky|skaya|enko|chuk"
    r"|nen|ström|strom|quist"
    r"|qvist|gård|gaard|escu|idis|akis|poulos|opoulou|yan|adze|shvili|datter|sen|mann|stein|ez|ães"
    r"|inho|etti|elli|ini"
    r"|ák|ová|szky|ffy|ović|ekar|šek|ček|řík|uk|yev|ieff|off|oğlu|oglu|zadeh|pour|sma|stra|inga)$"
)
CODE = re.compile(r"[{}]|;[ ]*$|\w=\S|[=!]=|::|->|\w\(\)|Exception|https?://|\w/\w+/\w")
LOWER = re.compile(rf"(?<![{L}0-9'’@._/-])[{L}]{{4,15}}(?![{L}0-9@_/-]|\.[a-z])")
LOWER_CALLED = re.compile(
    rf"\b(?:name is|call me|calls? me|named|i am|i'm|im|its|it's"
    rf"|this is) ([{L}]{{3,15}}(?: [{L}]{{4,20}})?)(?= but|[ ,.!?]*$|[,.!?])",
    re.MULTILINE,
)
CAPITAL_PAIR = re.compile(
    rf"(?<![{U}{L}0-9_.-])(?<![{U}] )([{U}]{{3,}} [{U}]{{3,}})(?![{U}{L}0-9_-]| [{U}]{{2}})"
)
LOWER_SAYS = re.compile(
    rf"(?:^|[.!?,\n] ?|\b(?:hi|hello|hey),? )(?:this is |it's |its |i'm |im )?([{L}]{{3,15}}"
    rf"(?: [{L}]{{3,15}})?)"
    r"(?= here\b(?:[,.!]|$)| (?:from (?:the|your|our|\w+ing)\b))",
    re.MULTILINE,
)
