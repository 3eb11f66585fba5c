"""How Chinese characters in names are read outside Mandarin: Korea, Hong Kong, Malaysia, Japan.

Common knowledge of the characters that names are made of, not a dictionary: a character that is
absent is read in Mandarin only.
"""

from __future__ import annotations


def _by_character(table: str) -> dict[str, str]:
    """Read `reading:characters` parts; of several readings of one character the first holds."""
    found: dict[str, str] = {}
    for part in table.split():
        reading, _, characters = part.partition(":")
        for character in characters:
            found.setdefault(character, reading)
    return found


KOREAN = _by_character(
    "kim:金 lee:李 park:朴 choi:崔 jung:鄭丁 kang:姜康剛 cho:趙曺 yoon:尹允潤 jang:張章長 lim:林任 "
    "han:韓漢翰 oh:吳五 seo:徐瑞書 shin:申辛信新愼 kwon:權 hwang:黃 ahn:安 song:宋松 ryu:柳 jeon:全田 "
    "hong:洪弘 ko:高 moon:文 yang:梁楊陽 son:孫 bae:裵裴培 baek:白百 heo:許 nam:南男 shim:沈 "
    "yoo:劉兪俞有裕 noh:盧 ha:河夏荷 kwak:郭 sung:成聖性誠星盛城晟 cha:車 joo:朱周柱珠主 "
    "woo:禹友雨宇祐佑 koo:具九求 min:閔民敏旻珉玟 jin:陳珍鎭眞真進振晉辰鎮軫 ji:池志智芝知之 eom:嚴 "
    "chae:蔡彩 won:元源原媛園遠 cheon:千天 bang:方房 kong:孔 hyun:玄賢鉉顯炫弦泫鉉 ham:咸 byun:卞邊 "
    "yeom:廉 yeo:呂余 choo:秋 do:都道度 seok:石錫碩奭 boo:夫富 kil:吉 pyo:表杓 ok:玉 tak:卓 "
    "sang:相尚祥商象翔尙 hun:勳薰訓勛焄 su:秀洙守壽水修樹受 young:永英榮映泳暎瑛寧營榮 "
    "ho:浩鎬虎好晧昊湖皓鎬 jae:在宰載材財 jeong:正貞靜廷禎政定楨晶亭情汀庭珽 hui:熙喜姬希羲嬉煕 "
    "ki:基起奇琪箕棋機騏 yeon:妍娟淵硏燕然蓮姸 mi:美米 kyung:京慶敬景炅庚璟 ja:子慈 soon:順舜純淳 "
    "chul:哲喆澈鐵 kyu:圭奎揆 hwan:煥桓歡 tae:泰太台兌 dong:東棟童 bong:奉鳳 bok:福 "
    "byung:炳秉丙柄柄 chang:昌彰創 chun:春 deok:德 eun:恩銀殷垠 geun:根槿 kuk:國 kwang:光廣 kwi:貴 "
    "hae:海 hak:學鶴 hye:惠慧 hyo:孝 hyuk:赫爀 il:一日 in:仁寅 jong:鍾宗鐘從 jun:俊濬準駿埈 kap:甲 "
    "man:萬 mu:武茂 myung:明命 nak:洛樂 pil:弼 sam:三 sun:善先宣 seung:勝承昇 sik:植式軾 so:昭 "
    "taek:澤宅 ui:義 ung:雄 un:雲運 wan:完 uk:旭郁 yong:龍勇容鎔用墉 yul:律 ye:禮 ae:愛 wi:偉 "
    "kwan:官寬 gun:君軍 bum:範凡 hwa:華花和 sil:實 rim:琳 hoe:會 yup:燁 yul:烈 mok:睦穆 "
    "bin:彬斌 duk:悳 heum:欽 chan:贊燦 doo:斗 gon:坤 hang:恒 jo:祚 rak:洛 sul:設 wol:月 ik:益翼 im:任"
)
"""As South Koreans write their names in Latin letters."""

CANTONESE = _by_character(
    "chan:陳 lee:李 cheung:張章祥昌 wong:黃王 ho:何浩豪好可河荷灝 lam:林藍 ng:吳伍 leung:梁良亮 cheng:鄭 "
    "lau:劉柳 yip:葉業 ma:馬 tang:鄧 choi:蔡 hui:許 tse:謝 kwok:郭國 tsang:曾 chu:朱 tsui:徐 fung:馮峰鋒鳳豐 "
    "law:羅 yeung:楊陽洋揚 chow:周 wu:胡 siu:蕭紹兆少小笑 poon:潘 lo:盧露 yu:余宇如雨瑜裕 tam:譚 "
    "chung:鍾宗忠中松仲 mok:莫 kwan:關君 so:蘇素 fong:方芳 tong:湯唐 yuen:袁源婉遠元玄 liu:廖 ko:高 pang:彭鵬 "
    "shek:石碩 au:歐區 mak:麥 kong:江 wan:溫尹雲韻 fan:范芬凡帆勳 chim:詹 sze:史施思詩 kung:龔 kam:甘金鑑錦 "
    "ngai:倪魏 yau:邱游友有祐佑 hung:洪孔雄鴻紅虹 kan:簡 luk:陸 shum:沈岑 fok:霍 lai:黎賴禮麗 to:杜 hon:韓漢翰 "
    "ting:丁廷婷 shiu:邵 lung:龍 lui:呂雷 man:文敏萬曼民 mo:毛武慕 suen:孫 yam:任 kwong:鄺光廣 yung:翁勇容蓉 "
    "yiu:姚耀 ching:程正貞清青澄 tai:戴泰大太 mui:梅 pak:白柏伯 chui:崔 hong:康 ling:凌玲 sin:冼善仙先倩 "
    "kin:健建堅 keung:強 wai:偉慧惠威衞維 ming:明銘名 wah:華 chi:志智治芝 ka:家嘉 wing:榮永詠穎 tak:德 fai:輝暉 "
    "chun:俊珍春進振鎮 kit:傑潔 mei:美媚 ying:英瑩盈應影 yuk:玉旭育 yuet:月 sang:生 shing:成誠勝承盛 fuk:福 kuen:權 "
    "fu:富 kwai:貴 kei:基琪奇 yan:仁人恩欣甄 yee:怡儀兒義宜 lan:蘭 lin:蓮年 shu:樹 lap:立 tung:東棟通冬 tat:達 "
    "tsz:子梓紫 yin:賢然燕彥妍 chiu:超趙招 hiu:曉 hau:孝巧 hok:學鶴 hoi:海開凱 kai:啟佳 king:瓊景敬 "
    "hing:慶興卿 suet:雪 suk:淑 shun:順信純 sun:新 sum:心森 shan:山珊 tin:天田 tim:添 chuen:銓全泉存 chuk:竹 "
    "cheuk:卓焯灼 yeuk:若 yun:潤 lei:莉利理 lun:倫 lok:樂洛 long:朗 loi:來 luen:聯 lit:烈列 moon:滿 mau:茂 "
    "miu:妙 ning:寧 nim:念 nam:南男 on:安 ping:平萍炳秉 po:寶波保普 pui:培佩沛 pik:碧 sheung:相尚雙常 "
    "sau:壽秀修守 sik:錫 sai:世 shui:水瑞 sing:星昇聖 sung:宋崧 ha:霞夏 heung:香向 hin:顯軒憲 hip:協 "
    "hang:恒恆幸衡 foon:寬歡 fat:法發 fa:花 yat:一日逸 wo:和 kau:球九 kui:駒 lik:力 man:文 sam:三 mun:敏"
)
"""As the government of Hong Kong writes them."""

HOKKIEN = _by_character(
    "tan:陳 lim:林 ng:黃 ong:王 lee:李 teo:張 goh:吳 chua:蔡 koh:許 quek:郭 cheah:謝 yap:葉 yeo:楊 low:劉 "
    "tay:鄭 ang:洪 sim:沈 chew:周 loh:羅 soh:蘇 khoo:邱 ee:余 neo:梁 chong:鍾 foo:胡 tiong:中忠 toh:杜 "
    "sia:謝 hii:許 ling:林 wee:黃 tiew:趙 kho:許 pang:彭 lau:劉 hong:方 chin:陳"
)
"""Family names as they are written in Singapore and Malaysia."""

JAPANESE_FAMILIES = {
    family: reading
    for part in [
        "sato:佐藤",
        "suzuki:鈴木",
        "takahashi:高橋",
        "tanaka:田中",
        "ito:伊藤,伊東",
        "watanabe:渡辺,渡邊,渡部",
        "yamamoto:山本",
        "nakamura:中村",
        "kobayashi:小林",
        "kato:加藤",
        "yoshida:吉田",
        "yamada:山田",
        "sasaki:佐々木",
        "yamaguchi:山口",
        "matsumoto:松本",
        "inoue:井上",
        "kimura:木村",
        "hayashi:林",
        "saito:斎藤,斉藤,齋藤,齊藤",
        "shimizu:清水",
        "yamazaki:山崎",
        "mori:森",
        "abe:阿部,安倍,安部",
        "ikeda:池田",
        "hashimoto:橋本",
        "yamashita:山下",
        "ishikawa:石川",
        "nakajima:中島",
        "maeda:前田",
        "fujita:藤田",
        "ogawa:小川",
        "goto:後藤",
        "okada:岡田",
        "hasegawa:長谷川",
        "murakami:村上",
        "kondo:近藤",
        "ishii:石井",
        "sakamoto:坂本",
        "endo:遠藤",
        "aoki:青木",
        "fujii:藤井",
        "nishimura:西村",
        "fukuda:福田",
        "ota:太田,大田",
        "miura:三浦",
        "fujiwara:藤原",
        "okamoto:岡本",
        "matsuda:松田",
        "nakagawa:中川",
        "nakano:中野",
        "harada:原田",
        "ono:小野,大野",
        "tamura:田村",
        "takeuchi:竹内,武内",
        "kaneko:金子",
        "wada:和田",
        "nakayama:中山",
        "ishida:石田",
        "ueda:上田,植田",
        "morita:森田",
        "hara:原",
        "shibata:柴田",
        "sakai:酒井",
        "kudo:工藤",
        "yokoyama:横山",
        "miyazaki:宮崎",
        "miyamoto:宮本",
        "uchida:内田",
        "takagi:高木",
        "ando:安藤",
        "taniguchi:谷口",
        "otsuka:大塚",
        "maruyama:丸山",
        "imai:今井",
        "koyama:小山",
        "fujimoto:藤本",
        "murata:村田",
        "takeda:武田,竹田",
        "ueno:上野",
        "sugiyama:杉山",
        "masuda:増田",
        "sugawara:菅原",
        "hirano:平野",
        "kojima:小島",
        "chiba:千葉",
        "kubo:久保",
        "matsui:松井",
        "iwasaki:岩崎",
        "sakurai:桜井",
        "kinoshita:木下",
        "noguchi:野口",
        "matsuo:松尾",
        "nomura:野村",
        "kikuchi:菊地,菊池",
        "sano:佐野",
        "onishi:大西",
        "sugimoto:杉本",
        "arai:新井",
        "hamada:浜田",
        "ichikawa:市川",
        "furukawa:古川",
        "mizuno:水野",
        "komatsu:小松",
        "shimada:島田",
        "koizumi:小泉",
        "aso:麻生",
        "hatoyama:鳩山",
        "kan:菅",
        "noda:野田",
        "kishida:岸田",
        "suga:菅",
        "kono:河野",
        "ozawa:小沢",
        "edano:枝野",
        "koike:小池",
        "ishiba:石破",
        "motegi:茂木",
        "hosokawa:細川",
        "mori:森",
        "obuchi:小渕",
        "hata:羽田",
        "tokugawa:徳川",
        "toyoda:豊田",
        "honda:本田",
        "matsushita:松下",
        "kawasaki:川崎",
        "mitsubishi:三菱",
        "sumitomo:住友",
        "toshiba:東芝",
        "hirota:広田",
        "tojo:東條",
        "matsuoka:松岡",
        "matsuura:松浦",
        "nakai:中井",
        "nagai:永井",
        "nishida:西田",
        "okuda:奥田",
        "onuki:大貫",
        "otani:大谷",
    ]
    for reading, _, families in (part.partition(":"),)
    for family in families.split(",")
}
"""Family names that many people of Japan bear."""

JAPANESE = _by_character(
    "ichi:一 ji:二次治司児 zo:三蔵造 ro:郎朗 ta:太多田 taro:太 ken:健賢謙憲研 hiro:博弘宏浩裕広寛洋 yuki:幸雪之行 "
    "ko:子 mi:美実海未 e:恵江枝 yo:代世 ka:香佳花華 na:奈菜 ri:里理梨莉 masa:正雅昌政将 nobu:信伸 "
    "yoshi:義良吉芳喜好善嘉 toshi:俊敏利寿年 aki:明昭秋章彰晃亮 kazu:和数 o:夫男雄生 shi:志史士 "
    "suke:介助輔 hiko:彦 to:人斗登 ki:樹貴喜基紀希輝 shin:晋真慎進新伸 shige:茂重成繁 taka:孝隆高貴崇 "
    "yasu:康安泰靖 tsu:津 nori:典則徳憲 naka:仲 jun:順純淳潤 tetsu:哲鉄 kei:圭敬慶啓 dai:大 ya:也哉矢弥 "
    "sato:聡智 mitsu:光満 tomo:友知朋智 haru:春晴治 kiyo:清 katsu:勝克 shu:修秀周 sho:翔昇祥正 yu:悠優勇雄祐 ryu:竜龍隆 "
    "jiro:二 goro:五 saburo:三 makoto:誠 takeshi:武毅猛 hide:秀英 naoki:直 nao:直尚 fumi:文史 chi:千智 "
    "mayu:繭 ayumi:歩 megumi:恵 akira:彰 yukio:由 yumi:弓 kyo:京恭 sachi:幸 miki:幹 mari:毬 rei:玲 ran:蘭"
)
"""Characters of given names, each in its commonest reading there."""
