"""Word lists for made-up people, shops and addresses, and the little phrases that join two matters.

Surnames that are also prefectures or cities, or everyday words, are left out: a test that looks for
a name in stored text must not stumble over an innocent one. Agents share no name with customers.
"""

from __future__ import annotations

JA_SURNAMES = """\
高橋 タカハシ takahashi|渡辺 ワタナベ watanabe|伊藤 イトウ ito|中村 ナカムラ nakamura
小林 コバヤシ kobayashi|加藤 カトウ kato|吉田 ヨシダ yoshida|山田 ヤマダ yamada
佐々木 ササキ sasaki|山本 ヤマモト yamamoto|松本 マツモト matsumoto|井上 イノウエ inoue
木村 キムラ kimura|斎藤 サイトウ saito|山崎 ヤマザキ yamazaki|阿部 アベ abe
橋本 ハシモト hashimoto|石井 イシイ ishii|前田 マエダ maeda|藤田 フジタ fujita
後藤 ゴトウ goto|小川 オガワ ogawa|岡田 オカダ okada|村上 ムラカミ murakami
長谷川 ハセガワ hasegawa|近藤 コンドウ kondo|坂本 サカモト sakamoto|遠藤 エンドウ endo
藤井 フジイ fujii|西村 ニシムラ nishimura|福田 フクダ fukuda|太田 オオタ ota
三浦 ミウラ miura|藤原 フジワラ fujiwara|松田 マツダ matsuda|岡本 オカモト okamoto
中川 ナカガワ nakagawa|原田 ハラダ harada|竹内 タケウチ takeuchi|石田 イシダ ishida
森田 モリタ morita|柴田 シバタ shibata|酒井 サカイ sakai|工藤 クドウ kudo
横山 ヨコヤマ yokoyama|宮本 ミヤモト miyamoto|内田 ウチダ uchida|高木 タカギ takagi
安藤 アンドウ ando|谷口 タニグチ taniguchi|丸山 マルヤマ maruyama|今井 イマイ imai
河野 コウノ kono|藤本 フジモト fujimoto|村田 ムラタ murata|武田 タケダ takeda
杉山 スギヤマ sugiyama|増田 マスダ masuda|平田 ヒラタ hirata|菅原 スガワラ sugawara
久保田 クボタ kubota|野口 ノグチ noguchi|松井 マツイ matsui|榎本 エノモト enomoto
沢田 サワダ sawada|小野寺 オノデラ onodera|五十嵐 イガラシ igarashi|髙島 タカシマ takashima"""

JA_GIVEN = """\
美咲 ミサキ misaki|翔太 ショウタ shota|陽子 ヨウコ yoko|健一 ケンイチ kenichi|由美 ユミ yumi
大輔 ダイスケ daisuke|恵子 ケイコ keiko|拓也 タクヤ takuya|真由美 マユミ mayumi
和也 カズヤ kazuya|優子 ユウコ yuko|直樹 ナオキ naoki|智子 トモコ tomoko|浩二 コウジ koji
千尋 チヒロ chihiro|雄介 ユウスケ yusuke|明日香 アスカ asuka|隆 タカシ takashi
さくら サクラ sakura|修 オサム osamu|麻衣 マイ mai|誠 マコト makoto|久美子 クミコ kumiko
亮 リョウ ryo|彩香 アヤカ ayaka|哲也 テツヤ tetsuya|和子 カズコ kazuko|蓮 レン ren
文子 フミコ fumiko|悠斗 ユウト yuto|節子 セツコ setsuko|颯太 ソウタ sota|幸子 サチコ sachiko
陸 リク riku|結衣 ユイ yui|勝 マサル masaru|葵 アオイ aoi|茂 シゲル shigeru|陽菜 ヒナ hina
博 ヒロシ hiroshi|七海 ナナミ nanami|清 キヨシ kiyoshi|里奈 リナ rina|正雄 マサオ masao
沙織 サオリ saori|慎吾 シンゴ shingo|奈々 ナナ nana|裕太 ユウタ yuta|香織 カオリ kaori
康平 コウヘイ kohei|理恵 リエ rie|光男 ミツオ mitsuo|絵里 エリ eri|一郎 イチロウ ichiro
美穂 ミホ miho|俊介 シュンスケ shunsuke|瞳 ヒトミ hitomi|達也 タツヤ tatsuya
みどり ミドリ midori|剛 ツヨシ tsuyoshi|志保 シホ shiho|航 ワタル wataru
千代子 チヨコ chiyoko|孝之 タカユキ takayuki"""

EN_NAMES = (  # given names, surnames with katakana; paired within a group, as one person's
    (
        "Alastair アラステア Beatrice ベアトリス Callum カラム Dorothea ドロシア Fergus ファーガス "
        "Imogen イモージェン Rosalind ロザリンド Tristan トリスタン Winifred "
        "ウィニフレッド Gareth ガレス",
        "Ashdown アッシュダウン Braithwaite ブレイスウェイト Cartmell カートメル "
        "Dunmore ダンモア Entwistle エントウィッスル "
        "Fairclough フェアクラフ Hargreave ハーグリーブ Pemberly ペンバリー "
        "Thistlewood シスルウッド Wexcombe ウェックスコム",
    ),
    (
        "Brandon ブランドン Kaylee ケイリー Dustin ダスティン Marissa マリッサ Tyrone タイロン "
        "Shelby シェルビー Colton コルトン Janelle ジャネル Darnell ダーネル Brianna ブリアナ",
        "Abernathy アバナシー Calloway キャロウェイ Delacroix デラクロワ Hendershot "
        "ヘンダーショット Lindgren リンドグレン "
        "McAllister マカリスター Ostrowski オストロウスキ Stoddard ストダード "
        "Vandermeer ヴァンダーミーア Whitlock ウィットロック",
    ),
    (
        "Priya プリヤ Arjun アルジュン Kavitha カヴィタ Rohan ローハン Deepika ディーピカ "
        "Suresh スレーシュ Ananya アナンヤ Vikram ヴィクラム Lakshmi ラクシュミ "
        "Harpreet ハルプリート",
        "Balasubramanian バラスブラマニアン Chatterjee チャタジー Deshpande "
        "デシュパンデ Gopalan ゴーパラン Iyengar アイヤンガー "
        "Kulkarni クルカルニ Mukherjee ムカジー Raghavan ラガヴァン Srinivasan "
        "スリニヴァサン Venkatesh ヴェンカテシュ",
    ),
    (
        "Xiaoming シャオミン Yuting ユーティン Haoran ハオラン Meilin メイリン Zhiwei ジーウェイ "
        "Jiayi ジアイー Wenjie ウェンジエ Lihua リーホア Guoqiang グオチアン Shuang シュアン",
        "Zhang チャン Huang ホアン Zheng ジェン Liang リアン Ouyang オウヤン "
        "Jiang ジアン Cheng チェン Zhou ジョウ Xiong シオン Deng デン",
    ),
    (
        "Minjun ミンジュン Seoyeon ソヨン Jihoon ジフン Hayoon ハユン Dongwoo ドンウ "
        "Eunji ウンジ Sangmin サンミン Yejin イェジン Kyungsoo ギョンス Nayoung ナヨン",
        "Kwon クォン Hwang ファン Shin シン Baek ペク Noh ノ "
        "Jung チョン Yoon ユン Seo ソ Choi チェ Moon ムン",
    ),
    (
        "Thuy トゥイ Minh ミン Quang クアン Linh リン Phuong フオン "
        "Duc ドゥック Hoai ホアイ Trang チャン Khoa コア Ngoc ゴック",
        "Nguyen グエン Tran トラン Pham ファム Hoang ホアン Vuong ヴオン "
        "Truong チュオン Dinh ディン Luong ルオン Huynh フイン Trinh チン",
    ),
    (
        "Maricel マリセル Jomar ジョマール Rowena ロウェナ Renato レナート Cherry-Ann チェリーアン "
        "Dindo ディンド Liezl リーズル Arvin アービン Jocelyn ジョセリン Rodel ロデル",
        "Dimaculangan ディマクランガン Magbanua マグバヌア Villanueva ビリャヌエバ "
        "Catacutan カタクタン Pangilinan パンギリナン "
        "Salonga サロンガ Macaraeg マカラエグ Bautista バウティスタ Lacson ラクソン "
        "Tolentino トレンティーノ",
    ),
    (
        "Thiago チアゴ Juliana ジュリアナ Rafael ラファエル Camila カミラ Leandro レアンドロ "
        "Beatriz ベアトリス Mateo マテオ Ximena ヒメナ Joaquín ホアキン Lucía ルシア",
        "Albuquerque アルブケルケ Cavalcanti カヴァルカンティ Figueiredo "
        "フィゲイレド Guimarães ギマランイス Nascimento ナシメント "
        "Echeverría エチェベリア Montenegro モンテネグロ Ibáñez イバニェス Zambrano "
        "サンブラノ Quiñones キニョネス",
    ),
    (
        "Oluwaseun オルワセウン Chiamaka チアマカ Kwabena クワベナ Thandiwe "
        "タンディウェ Emeka エメカ "
        "Zanele ザネレ Abena アベナ Tendai テンダイ Folake フォラケ Sipho シポー",
        "Adeyemi アデイェミ Okonkwo オコンクウォ Mensah メンサー Ndlovu ンドロブ Balogun バログン "
        "Mthembu ムテンブ Asante アサンテ Chukwu チュクウ Ogunleye オグンレイェ Dlamini ドラミニ",
    ),
    (
        "Siobhán シボーン Matthias マティアス Ingrid イングリッド Wojciech "
        "ヴォイチェフ Annika アニカ "
        "Giacomo ジャコモ Saoirse シアシャ Henrik ヘンリック Anneliese アンネリーゼ "
        "Tomasz トマシュ",
        "Lindqvist リンドクヴィスト Kowalczyk コワルチク Brandstetter "
        "ブラントシュテッター O'Shaughnessy オショーネシー Ferrante フェランテ "
        "Haugland ハウグラン Kaczmarek カチマレク Vogelsang フォーゲルザング "
        "Castellani カステラーニ Rasmussen ラスムセン",
    ),
)

AGENTS = {  # language → (id, full name, name used in text)
    "ja": (
        (9001, "早川 真理", "早川"),
        (9002, "三宅 隼人", "三宅"),
        (9003, "水野 春香", "水野"),
        (9004, "大久保 圭", "大久保"),
        (9005, "栗原 直子", "栗原"),
        (9006, "飯島 徹", "飯島"),
        (9007, "桑田 梓", "桑田"),
    ),
    "en": (
        (9101, "Hannah Kerrigan", "Hannah"),
        (9102, "Marcus Odell", "Marcus"),
        (9103, "Yuki Tanabe", "Yuki"),
        (9104, "Elena Vasquez", "Elena"),
        (9105, "Ravi Menon", "Ravi"),
    ),
}
SOLE_AGENT = {
    ("ja", "invoice_receipt"): 9005,
    ("ja", "merchant_start"): 9005,
    ("en", "csv_export"): 9104,
}

COMPANIES = {
    "ja": (
        "みなと青果店",
        "パン工房こむぎ色",
        "有限会社ふじみ書店",
        "喫茶あじさい",
        "合同会社ひだまり",
        "株式会社北斗クリーニング",
        "居酒屋とんぼ",
        "美容室シエル屋根裏",
        "株式会社さざなみ水産",
        "花のアトリエ結",
        "鮨処いそべ丸",
        "手打ちそば利久庵",
        "やまびこ薬局",
        "株式会社銀杏並木企画",
        "自転車屋くるり",
        "ラーメン麺福堂",
        "カフェ・ド・こもれび",
        "焼肉てっちゃん亭",
        "有限会社やよい文具",
        "整体院ほぐし庵",
        "雑貨店つむぎ屋",
        "株式会社青空ケータリング",
        "民宿うみねこ荘",
        "ヨガスタジオ凪の間",
        "弁当のまるみつ屋",
        "株式会社つばめ印刷舎",
        "豆腐工房しらゆき",
        "ペットサロンぽんぽこ",
        "駄菓子屋すずらん堂",
        "合同会社キッチンカー日和",
    ),
    "en": (
        "Harbour Lane Coffee",
        "Little Maple Bakery",
        "Blue Heron Bookshop",
        "Kita Curry House",
        "Studio Tsubame",
        "Yamanoue Yoga LLC",
        "Three Cranes Guesthouse",
        "Sunny Patch Flowers",
        "Lantern Street Bar",
        "Momiji Bikes",
        "Old Pier Fish & Chips",
        "Persimmon Dental Office",
        "Paper Kite Stationery",
        "Nagi Language School",
        "Taco Tsuru",
        "Moss & Stone Ceramics",
        "Green Gate Grocers",
        "Foxglove Hair Salon",
        "Aoba Craft Beer",
        "Riverbend Dry Cleaning",
        "Spice Route Foods KK",
        "Happy Paws Grooming",
        "Second Bell Records",
        "Umi Surf Rentals",
    ),
}
SHOPS = {
    "ja": (
        "スーパーまるふく",
        "みどりドラッグ駅前店",
        "コンビニ「ハナマル」",
        "パン屋のこむぎ堂",
        "ホームセンターだいく",
        "100円ショップいちまる",
        "定食屋かもめ",
        "書店つきのわ",
        "八百屋みつばち",
        "家電のひかり館",
        "フードコートのうどん屋",
        "カフェくるみの木",
        "焼き鳥よしべえ",
        "道の駅しらかば",
        "ガソリンスタンド南口店",
    ),
    "en": (
        "Marufuku supermarket",
        "the Hanamaru convenience store",
        "Midori Drug near the station",
        "Kamome Diner",
        "Walnut Tree Cafe",
        "the Ichimaru 100 yen shop",
        "Hikari Electronics",
        "a ramen place called Menpuku",
        "Tsukinowa Books",
        "Daiku home center",
        "the bakery Komugi-do",
        "Southgate Petrol",
        "Shirakaba farm shop",
    ),
}
DEVICES = {
    "iOS": (
        "iPhone 13",
        "iPhone 14",
        "iPhone 15",
        "iPhone 16",
        "iPhone SE",
        "iPhone 15 Pro",
        "iPhone 17",
    ),
    "Android": (
        "Pixel 7a",
        "Pixel 8",
        "Pixel 9a",
        "Android 14",
        "Android 15",
        "Pixel 8a",
        "Android 13",
    ),
}

PREFECTURES = """\
160 東京都 新宿区 Shinjuku-ku,Tokyo|154 東京都 世田谷区 Setagaya-ku,Tokyo
125 東京都 葛飾区 Katsushika-ku,Tokyo|183 東京都 府中市 Fuchu-shi,Tokyo
220 神奈川県 横浜市西区 Nishi-ku,Yokohama,Kanagawa|251 神奈川県 藤沢市 Fujisawa-shi,Kanagawa
330 埼玉県 さいたま市大宮区 Omiya-ku,Saitama|350 埼玉県 川越市 Kawagoe-shi,Saitama
277 千葉県 柏市 Kashiwa-shi,Chiba|460 愛知県 名古屋市中区 Naka-ku,Nagoya,Aichi
444 愛知県 岡崎市 Okazaki-shi,Aichi|530 大阪府 大阪市北区 Kita-ku,Osaka
590 大阪府 堺市堺区 Sakai-ku,Sakai,Osaka|651 兵庫県 神戸市中央区 Chuo-ku,Kobe,Hyogo
604 京都府 京都市中京区 Nakagyo-ku,Kyoto|810 福岡県 福岡市中央区 Chuo-ku,Fukuoka
802 福岡県 北九州市小倉北区 Kokurakita-ku,Kitakyushu,Fukuoka
060 北海道 札幌市中央区 Chuo-ku,Sapporo,Hokkaido|070 北海道 旭川市 Asahikawa-shi,Hokkaido
980 宮城県 仙台市青葉区 Aoba-ku,Sendai,Miyagi|950 新潟県 新潟市中央区 Chuo-ku,Niigata
420 静岡県 静岡市葵区 Aoi-ku,Shizuoka|730 広島県 広島市中区 Naka-ku,Hiroshima
700 岡山県 岡山市北区 Kita-ku,Okayama|760 香川県 高松市 Takamatsu-shi,Kagawa
860 熊本県 熊本市中央区 Chuo-ku,Kumamoto|900 沖縄県 那覇市 Naha-shi,Okinawa
380 長野県 長野市 Nagano-shi,Nagano|920 石川県 金沢市 Kanazawa-shi,Ishikawa"""
TOWNS = """\
若葉台 Wakabadai|緑が丘 Midorigaoka|桜木町 Sakuragicho|栄町 Sakaecho|旭町 Asahicho
本町 Honcho|泉ヶ丘 Izumigaoka|松風町 Matsukazecho|東雲町 Shinonomecho|花園 Hanazono
南新田 Minamishinden|北沢見台 Kitasawamidai|富士見台 Fujimidai"""
BUILDINGS = (
    ("", ""),
    ("", ""),
    ("", ""),
    ("コーポさくら", "Corpo Sakura"),
    ("グリーンハイツ", "Green Heights"),
    ("メゾン若草", "Maison Wakakusa"),
    ("サンライズ", "Sunrise Mansion"),
    ("ひまわり荘", "Himawari-so"),
)

SUPPORT_EMAIL = "support@mikanpay.example"
BOT = (9900, {"ja": "みかんペイ自動応答", "en": "Mikan Pay Assistant"})
