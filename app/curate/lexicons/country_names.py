"""The names of all countries by language, of the Unicode CLDR. Made by ``seed/country_names.py``: change that.

A line is ``CODE: name``.
"""

KAZAKH = """
AD: Андорра
AE: Біріккен Араб Әмірліктері
AF: Ауғанстан
AG: Антигуа және Барбуда
AI: Ангилья
AL: Албания
AM: Армения
AO: Ангола
AQ: Антарктида
AR: Аргентина
AS: Америкалық Самоа
AT: Аустрия
AU: Аустралия
AW: Аруба
AX: Аланд аралдары
AZ: Әзірбайжан
BA: Босния және Герцеговина
BB: Барбадос
BD: Бангладеш
BE: Бельгия
BF: Буркина-Фасо
BG: Болгария
BH: Бахрейн
BI: Бурунди
BJ: Бенин
BL: Сен-Бартелеми
BM: Бермуд аралдары
BN: Бруней
BO: Боливия
BQ: Бонэйр, Синт-Эстатиус және Саба
BR: Бразилия
BS: Багам аралдары
BT: Бутан
BW: Ботсвана
BY: Беларусь
BZ: Белиз
CA: Канада
CC: Кокос
CD: Конго
CF: Орталық Африка Республикасы
CG: Конго-Браззавиль Республикасы
CH: Швейцария
CI: Кот-д’Ивуар
CK: Кук аралдары
CL: Чили
CM: Камерун
CN: Қытай
CO: Колумбия
CR: Коста-Рика
CU: Куба
CV: Кабо-Верде
CW: Кюрасао
CX: Рождество аралы
CY: Кипр
CZ: Чехия
DE: Германия
DJ: Джибути
DK: Дания
DM: Доминика
DO: Доминикан Республикасы
DZ: Алжир
EC: Эквадор
EE: Эстония
EG: Мысыр
EH: Батыс Сахара
ER: Эритрея
ES: Испания
ET: Эфиопия
FI: Финляндия
FJ: Фиджи
FK: Фолкленд аралдары
FM: Микронезия
FO: Фарер аралдары
FR: Франция
GA: Габон
GB: Ұлыбритания
GD: Гренада
GE: Грузия
GF: Француз Гвианасы
GG: Гернси
GH: Гана
GI: Гибралтар
GL: Гренландия
GM: Гамбия
GN: Гвинея
GP: Гваделупа
GQ: Экваторлық Гвинея
GR: Грекия
GS: Оңтүстік Георгия және Оңтүстік Сандвич аралдары
GT: Гватемала
GU: Гуам
GW: Гвинея-Бисау
GY: Гайана
HK: Сянган АӘА
HN: Гондурас
HR: Хорватия
HT: Гаити
HU: Венгрия
ID: Индонезия
IE: Ирландия
IL: Израиль
IM: Мэн аралы
IN: Үндістан
IQ: Ирак
IR: Иран
IS: Исландия
IT: Италия
JE: Джерси
JM: Ямайка
JO: Иордания
JP: Жапония
KE: Кения
KG: Қырғызстан
KH: Камбоджа
KI: Кирибати
KM: Комор аралдары
KN: Сент-Китс және Невис
KP: Солтүстік Корея
KR: Оңтүстік Корея
KW: Кувейт
KY: Кайман аралдары
KZ: Қазақстан
LA: Лаос
LB: Ливан
LC: Сент-Люсия
LI: Лихтенштейн
LK: Шри-Ланка
LR: Либерия
LS: Лесото
LT: Литва
LU: Люксембург
LV: Латвия
LY: Ливия
MA: Марокко
MC: Монако
MD: Молдова
ME: Черногория
MF: Сен-Мартен
MG: Мадагаскар
MH: Маршалл аралдары
MK: Солтүстік Македония
ML: Мали
MM: Мьянма
MN: Моңғолия
MO: Макао АӘА
MP: Солтүстік Мариана аралдары
MQ: Мартиника
MR: Мавритания
MS: Монтсеррат
MT: Мальта
MU: Маврикий
MV: Мальдив аралдары
MW: Малави
MX: Мексика
MY: Малайзия
MZ: Мозамбик
NA: Намибия
NC: Жаңа Каледония
NE: Нигер
NF: Норфолк аралы
NG: Нигерия
NI: Никарагуа
NL: Нидерланд
NO: Норвегия
NP: Непал
NR: Науру
NU: Ниуэ
NZ: Жаңа Зеландия
OM: Оман
PA: Панама
PE: Перу
PF: Француз Полинезиясы
PG: Папуа — Жаңа Гвинея
PH: Филиппин аралдары
PK: Пәкістан
PL: Польша
PM: Сен-Пьер және Микелон
PN: Питкэрн аралдары
PR: Пуэрто-Рико
PS: Палестина аймақтары
PT: Португалия
PW: Палау
PY: Парагвай
QA: Катар
RE: Реюньон
RO: Румыния
RS: Сербия
RU: Ресей
RW: Руанда
SA: Сауд Арабиясы
SB: Соломон аралдары
SC: Сейшель аралдары
SD: Судан
SE: Швеция
SG: Сингапур
SH: Әулие Елена аралы
SI: Словения
SJ: Шпицберген және Ян-Майен
SK: Словакия
SL: Сьерра-Леоне
SM: Сан-Марино
SN: Сенегал
SO: Сомали
SR: Суринам
SS: Оңтүстік Судан
ST: Сан-Томе және Принсипи
SV: Сальвадор
SX: Синт-Мартен
SY: Сирия
SZ: Эсватини
TC: Теркс және Кайкос аралдары
TD: Чад
TG: Того
TH: Таиланд
TJ: Тәжікстан
TK: Токелау
TL: Тимор-Лесте
TM: Түрікменстан
TN: Тунис
TO: Тонга
TR: Түркия
TT: Тринидад және Тобаго
TV: Тувалу
TW: Тайвань
TZ: Танзания
UA: Украина
UG: Уганда
US: Америка Құрама Штаттары
UY: Уругвай
UZ: Өзбекстан
VA: Ватикан
VC: Сент-Винсент және Гренадин аралдары
VE: Венесуэла
VG: Британдық Виргин аралдары
VI: АҚШ-тың Виргин аралдары
VN: Вьетнам
VU: Вануату
WF: Уоллис және Футуна
WS: Самоа
XK: Косово
YE: Йемен
YT: Майотта
ZA: Оңтүстік Африка
ZM: Замбия
ZW: Зимбабве
"""

RUSSIAN = """
AD: Андорра
AE: ОАЭ
AF: Афганистан
AG: Антигуа и Барбуда
AI: Ангилья
AL: Албания
AM: Армения
AO: Ангола
AQ: Антарктида
AR: Аргентина
AS: Американское Самоа
AT: Австрия
AU: Австралия
AW: Аруба
AX: Аландские о-ва
AZ: Азербайджан
BA: Босния и Герцеговина
BB: Барбадос
BD: Бангладеш
BE: Бельгия
BF: Буркина-Фасо
BG: Болгария
BH: Бахрейн
BI: Бурунди
BJ: Бенин
BL: Сен-Бартелеми
BM: Бермудские о-ва
BN: Бруней
BO: Боливия
BQ: Бонэйр, Синт-Эстатиус и Саба
BR: Бразилия
BS: Багамы
BT: Бутан
BW: Ботсвана
BY: Беларусь
BZ: Белиз
CA: Канада
CC: Кокосовые о-ва
CF: Центрально-Африканская Республика
CH: Швейцария
CI: Кот-д’Ивуар
CK: о-ва Кука
CL: Чили
CM: Камерун
CN: Китай
CO: Колумбия
CR: Коста-Рика
CU: Куба
CV: Кабо-Верде
CW: Кюрасао
CX: о-в Рождества
CY: Кипр
CZ: Чехия
DE: Германия
DJ: Джибути
DK: Дания
DM: Доминика
DO: Доминиканская Республика
DZ: Алжир
EC: Эквадор
EE: Эстония
EG: Египет
EH: Западная Сахара
ER: Эритрея
ES: Испания
ET: Эфиопия
FI: Финляндия
FJ: Фиджи
FK: Фолклендские о-ва
FM: Федеративные Штаты Микронезии
FO: Фарерские о-ва
FR: Франция
GA: Габон
GB: Великобритания
GD: Гренада
GE: Грузия
GF: Французская Гвиана
GG: Гернси
GH: Гана
GI: Гибралтар
GL: Гренландия
GM: Гамбия
GN: Гвинея
GP: Гваделупа
GQ: Экваториальная Гвинея
GR: Греция
GS: Южная Георгия и Южные Сандвичевы о-ва
GT: Гватемала
GU: Гуам
GW: Гвинея-Бисау
GY: Гайана
HK: Гонконг
HN: Гондурас
HR: Хорватия
HT: Гаити
HU: Венгрия
ID: Индонезия
IE: Ирландия
IL: Израиль
IM: о-в Мэн
IN: Индия
IQ: Ирак
IR: Иран
IS: Исландия
IT: Италия
JE: Джерси
JM: Ямайка
JO: Иордания
JP: Япония
KE: Кения
KG: Киргизия
KH: Камбоджа
KI: Кирибати
KM: Коморы
KN: Сент-Китс и Невис
KP: КНДР
KR: Республика Корея
KW: Кувейт
KY: о-ва Кайман
KZ: Казахстан
LA: Лаос
LB: Ливан
LC: Сент-Люсия
LI: Лихтенштейн
LK: Шри-Ланка
LR: Либерия
LS: Лесото
LT: Литва
LU: Люксембург
LV: Латвия
LY: Ливия
MA: Марокко
MC: Монако
MD: Молдова
ME: Черногория
MF: Сен-Мартен
MG: Мадагаскар
MH: Маршалловы о-ва
MK: Северная Македония
ML: Мали
MM: Мьянма
MN: Монголия
MO: Макао
MP: Северные Марианские о-ва
MQ: Мартиника
MR: Мавритания
MS: Монтсеррат
MT: Мальта
MU: Маврикий
MV: Мальдивы
MW: Малави
MX: Мексика
MY: Малайзия
MZ: Мозамбик
NA: Намибия
NC: Новая Каледония
NE: Нигер
NF: о-в Норфолк
NG: Нигерия
NI: Никарагуа
NL: Нидерланды
NO: Норвегия
NP: Непал
NR: Науру
NU: Ниуэ
NZ: Новая Зеландия
OM: Оман
PA: Панама
PE: Перу
PF: Французская Полинезия
PG: Папуа — Новая Гвинея
PH: Филиппины
PK: Пакистан
PL: Польша
PM: Сен-Пьер и Микелон
PN: о-ва Питкэрн
PR: Пуэрто-Рико
PS: Палестинские территории
PT: Португалия
PW: Палау
PY: Парагвай
QA: Катар
RE: Реюньон
RO: Румыния
RS: Сербия
RU: Россия
RW: Руанда
SA: Саудовская Аравия
SB: Соломоновы о-ва
SC: Сейшельские о-ва
SD: Судан
SE: Швеция
SG: Сингапур
SH: о-в Св. Елены
SI: Словения
SJ: Шпицберген и Ян-Майен
SK: Словакия
SL: Сьерра-Леоне
SM: Сан-Марино
SN: Сенегал
SO: Сомали
SR: Суринам
SS: Южный Судан
ST: Сан-Томе и Принсипи
SV: Сальвадор
SX: Синт-Мартен
SY: Сирия
SZ: Эсватини
TC: Тёркс и Кайкос
TD: Чад
TG: Того
TH: Таиланд
TJ: Таджикистан
TK: Токелау
TL: Восточный Тимор
TM: Туркменистан
TN: Тунис
TO: Тонга
TR: Турция
TT: Тринидад и Тобаго
TV: Тувалу
TW: Тайвань
TZ: Танзания
UA: Украина
UG: Уганда
US: Соединенные Штаты
UY: Уругвай
UZ: Узбекистан
VA: Ватикан
VC: Сент-Винсент и Гренадины
VE: Венесуэла
VG: Виргинские о-ва
VI: Виргинские о-ва
VN: Вьетнам
VU: Вануату
WF: Уоллис и Футуна
WS: Самоа
XK: Косово
YE: Йемен
YT: Майотта
ZA: Южно-Африканская Республика
ZM: Замбия
ZW: Зимбабве
"""

TURKISH = """
AD: Andorra
AE: Birleşik Arap Emirlikleri
AF: Afganistan
AG: Antigua ve Barbuda
AI: Anguilla
AL: Arnavutluk
AM: Ermenistan
AO: Angola
AQ: Antarktika
AR: Arjantin
AS: Amerikan Samoası
AT: Avusturya
AU: Avustralya
AW: Aruba
AX: Åland Adaları
AZ: Azerbaycan
BA: Bosna-Hersek
BB: Barbados
BD: Bangladeş
BE: Belçika
BF: Burkina Faso
BG: Bulgaristan
BH: Bahreyn
BI: Burundi
BJ: Benin
BL: Saint Barthelemy
BM: Bermuda
BN: Brunei
BO: Bolivya
BQ: Karayip Hollandası
BR: Brezilya
BS: Bahamalar
BT: Butan
BW: Botsvana
BY: Belarus
BZ: Belize
CA: Kanada
CC: Cocos
CF: Orta Afrika Cumhuriyeti
CH: İsviçre
CI: Côte d’Ivoire
CK: Cook Adaları
CL: Şili
CM: Kamerun
CN: Çin
CO: Kolombiya
CR: Kosta Rika
CU: Küba
CV: Cabo Verde
CW: Curaçao
CX: Christmas Adası
CY: Kıbrıs
CZ: Çekya
DE: Almanya
DJ: Cibuti
DK: Danimarka
DM: Dominika
DO: Dominik Cumhuriyeti
DZ: Cezayir
EC: Ekvador
EE: Estonya
EG: Mısır
EH: Batı Sahra
ER: Eritre
ES: İspanya
ET: Etiyopya
FI: Finlandiya
FJ: Fiji
FK: Falkland Adaları
FM: Mikronezya
FO: Faroe Adaları
FR: Fransa
GA: Gabon
GB: Birleşik Krallık
GD: Grenada
GE: Gürcistan
GF: Fransız Guyanası
GG: Guernsey
GH: Gana
GI: Cebelitarık
GL: Grönland
GM: Gambiya
GN: Gine
GP: Guadeloupe
GQ: Ekvator Ginesi
GR: Yunanistan
GS: Güney Georgia ve Güney Sandwich Adaları
GT: Guatemala
GU: Guam
GW: Gine-Bissau
GY: Guyana
HK: Çin Hong Kong ÖİB
HN: Honduras
HR: Hırvatistan
HT: Haiti
HU: Macaristan
ID: Endonezya
IE: İrlanda
IL: İsrail
IM: Man Adası
IN: Hindistan
IQ: Irak
IR: İran
IS: İzlanda
IT: İtalya
JE: Jersey
JM: Jamaika
JO: Ürdün
JP: Japonya
KE: Kenya
KG: Kırgızistan
KH: Kamboçya
KI: Kiribati
KM: Komorlar
KN: Saint Kitts ve Nevis
KP: Kuzey Kore
KR: Güney Kore
KW: Kuveyt
KY: Cayman Adaları
KZ: Kazakistan
LA: Laos
LB: Lübnan
LC: Saint Lucia
LI: Liechtenstein
LK: Sri Lanka
LR: Liberya
LS: Lesotho
LT: Litvanya
LU: Lüksemburg
LV: Letonya
LY: Libya
MA: Fas
MC: Monako
MD: Moldova
ME: Karadağ
MF: Saint Martin
MG: Madagaskar
MH: Marshall Adaları
MK: Kuzey Makedonya
ML: Mali
MM: Myanmar
MN: Moğolistan
MO: Çin Makao ÖİB
MP: Kuzey Mariana Adaları
MQ: Martinik
MR: Moritanya
MS: Montserrat
MT: Malta
MU: Mauritius
MV: Maldivler
MW: Malavi
MX: Meksika
MY: Malezya
MZ: Mozambik
NA: Namibya
NC: Yeni Kaledonya
NE: Nijer
NF: Norfolk Adası
NG: Nijerya
NI: Nikaragua
NL: Hollanda
NO: Norveç
NP: Nepal
NR: Nauru
NU: Niue
NZ: Yeni Zelanda
OM: Umman
PA: Panama
PE: Peru
PF: Fransız Polinezyası
PG: Papua Yeni Gine
PH: Filipinler
PK: Pakistan
PL: Polonya
PM: Saint Pierre ve Miquelon
PN: Pitcairn Adaları
PR: Porto Riko
PS: Filistin Bölgeleri
PT: Portekiz
PW: Palau
PY: Paraguay
QA: Katar
RE: Reunion
RO: Romanya
RS: Sırbistan
RU: Rusya
RW: Ruanda
SA: Suudi Arabistan
SB: Solomon Adaları
SC: Seyşeller
SD: Sudan
SE: İsveç
SG: Singapur
SH: Saint Helena
SI: Slovenya
SJ: Svalbard ve Jan Mayen
SK: Slovakya
SL: Sierra Leone
SM: San Marino
SN: Senegal
SO: Somali
SR: Surinam
SS: Güney Sudan
ST: Sao Tome ve Principe
SV: El Salvador
SX: Sint Maarten
SY: Suriye
SZ: Esvatini
TC: Turks ve Caicos Adaları
TD: Çad
TG: Togo
TH: Tayland
TJ: Tacikistan
TK: Tokelau
TL: Timor-Leste
TM: Türkmenistan
TN: Tunus
TO: Tonga
TR: Türkiye
TT: Trinidad ve Tobago
TV: Tuvalu
TW: Tayvan
TZ: Tanzanya
UA: Ukrayna
UG: Uganda
US: Amerika Birleşik Devletleri
UY: Uruguay
UZ: Özbekistan
VA: Vatikan
VC: Saint Vincent ve Grenadinler
VE: Venezuela
VG: Britanya Virjin Adaları
VI: ABD Virjin Adaları
VN: Vietnam
VU: Vanuatu
WF: Wallis ve Futuna
WS: Samoa
XK: Kosova
YE: Yemen
YT: Mayotte
ZA: Güney Afrika
ZM: Zambiya
ZW: Zimbabve
"""
