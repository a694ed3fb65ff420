"""Whether kana is built as Japanese names are: タケ + ムラ, ヒロ + ヨシ.

No dictionary lists names by their reading, but most surnames are two of some hundred parts, and
so are most given names. Plain words are built the same way (ヤマカワ, アキヤマ), so this decides
only where something else says that a name stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FIRST = """
アイ アオ アカ アキ アサ アズマ アベ アマ アラ アリ イイ イガ イケ イシ イズミ
イソ イタ イチ イデ イト イナ イヌ イノ イマ イリ イワ ウエ ウシ ウチ ウノ
ウミ ウメ ウラ エノ エビ エ オ オオ オカ オガ オキ オク オサ オダ オノ オビ カ
カキ カサ カジ カタ カツ カト カド カナ カネ カミ カメ カヤ カラ カリ カワ
カン キ キシ キタ キノ キム キヨ クサ クシ クボ クマ クラ クリ クロ クワ ケ コ
コウ コバ コモリ コン サ サイ サエ サカ サカキ サキ サクラ ササ サト サナ サワ
シ シオ シゲ シバ シノ シマ シミ シモ シラ シロ シン スエ スガ スギ スズ スド
スミ セ セキ セト セリ ソノ タ タイ タカ タキ タケ タジ タダ タチ タテ タナ
タニ タネ タマ タムラ タン チ チバ ツカ ツキ ツジ ツダ ツチ ツツ ツノ ツボ
テヅカ テラ ト トミ トヨ トリ ドイ ナ ナカ ナガ ナツ ナミ ナリ ナワ ニイ ニシ
ニワ ヌマ ネ ネギ ノ ノグチ ノザ ノナ ハ ハガ ハギ ハシ ハス ハセ ハタ ハッ
ハナ ハマ ハヤ ハラ ハリ ハル ヒ ヒガシ ヒサ ヒノ ヒラ ヒロ フカ フク フジ
フナ フル ベツ ホシ ホソ ホリ ホン マ マエ マキ マサ マス マチ マツ マノ マル
ミ ミズ ミゾ ミツ ミナ ミナミ ミネ ミヤ ミヨシ ムカイ ムネ ムラ モト モモ モリ
モロ ヤ ヤギ ヤス ヤスダ ヤナギ ヤナ ヤブ ヤマ ユ ユア ヨコ ヨシ ヨネ ワカ
ワシ ワタ ワダ
""".split()  # noqa: SIM905
_LAST = """
イ イケ イシ ウエ ウチ ウミ ウラ エ オ オカ オキ カ カタ カド カベ カミ カワ
ガワ キ ギ クボ クマ クラ グチ クチ コ ゴ サカ ザカ サキ ザキ サト ザト サワ
ザワ シ シタ ジ シマ ジマ シロ ジロ スギ スエ セ ソノ ゾノ タ ダ ダイ タカ
タキ ダキ タケ タニ ダニ ツ ツカ ヅカ ツキ ツボ デ テラ デラ ト ド トミ トモ
トリ ドリ ナ ナカ ナガ ナミ ナリ ニシ ヌマ ネ ノ ノウエ ノブ ハシ バシ ハタ
バタ ハマ ハラ バラ バヤシ ヒラ ビラ フジ ブチ フチ フネ ベ ホ ボ ボリ ホリ マ
マエ マキ マタ マチ マツ ミ ミズ ミゾ ミチ ミヤ ムラ ムロ メ モト モリ ヤ ヤス
ヤマ ユ ヨシ ワ ワキ ワタ ワラ トウ ドウ イン オリ ガキ カキ ガミ ゲ ゴウ
ジョウ ダテ
""".split()  # noqa: SIM905
_GIVEN_FIRST = """
アイ アオ アカ アキ アケ アサ アス アツ アヤ イ イチ イク イサ イズ イツ ウ エ
エイ エミ エリ オサ カ カイ カオ カズ カツ カナ カホ カン キ キク キミ キョウ
キヨ クニ クミ ケイ ケン ゲン コ コウ ゴ サ サキ サク サダ サチ サト サヤ サユ
シ シゲ シズ シュウ シュン ジュン ショウ ジョウ シン スミ セイ セツ ソウ タ
タイ タエ タカ タク タケ タツ タマ タミ チ チエ チカ チサ チズ ツ ツネ ツヨ
テツ テル ト トキ トシ トミ トモ トヨ ナ ナオ ナカ ナガ ナツ ナナ ナミ ナリ ノ
ノブ ノリ ハ ハツ ハナ ハヤ ハル ヒ ヒサ ヒデ ヒト ヒナ ヒロ フミ フサ フユ ホ
ホシ マ マイ マキ マサ マス マナ マユ マリ ミ ミサ ミズ ミチ ミツ ミナ ミホ
ミユ ムツ ムネ メイ メグ モト モモ モリ ヤス ユ ユイ ユウ ユカ ユキ ユミ ユリ
ヨ ヨウ ヨシ ヨリ ラ ラン リ リエ リカ リク リョウ リン ルイ ルミ レイ レン ワ
ワカ
""".split()  # noqa: SIM905
_GIVEN_LAST = """
アキ イ イチ ウ エ エイ オ オミ カ カズ カツ カネ キ キチ キヨ コ ゴ サ サオ
サク サト サブロウ シ シゲ ジ シロウ ジロウ ジュ スケ ズ ゾウ タ タカ タケ
タツ タネ タロウ チ チカ ツ ツグ ツネ テル ト トキ トシ トモ ナ ナオ ナミ ナリ
ネ ノ ノブ ノリ ハ ハル ヒコ ヒサ ヒデ ヒト ヒロ フミ ヘイ ホ マ マサ ミ ミチ
ミツ ム ムネ メ モト モリ ヤ ヤス ユキ ヨ ヨシ ラ リ ル ロウ ワ ウタ タカ トヨ
オリ エミ スミ カコ ナコ ノスケ ノシン ダイ ガ セ ジュン コウ ショウ キコ リコ
ミコ ナエ カエ サエ サミ
""".split()  # noqa: SIM905


def _built(first: list[str], last: list[str]) -> re.Pattern[str]:
    longest = sorted(set(first), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest)})(?:{'|'.join(set(last))})")


_SURNAME, _GIVEN = _built(_FIRST, _LAST), _built(_GIVEN_FIRST, _GIVEN_LAST)
_TO_KATA = str.maketrans({code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)})


@lru_cache(maxsize=16_384)
def is_surname_shape(kana: str) -> bool:
    """``"タケムラ"``, ``"たけむら"`` -> True."""
    return len(kana) >= 2 and _SURNAME.fullmatch(kana.translate(_TO_KATA)) is not None


@lru_cache(maxsize=16_384)
def is_given_shape(kana: str) -> bool:
    """``"ヒロヨシ"``, ``"ひろよし"`` -> True."""
    return len(kana) >= 2 and _GIVEN.fullmatch(kana.translate(_TO_KATA)) is not None
