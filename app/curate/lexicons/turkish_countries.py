"""What Turkish texts call countries: other names than that of the CLDR, peoples that are no forms of the name, and
capitals.

A line is ``CODE: names | peoples | capitals``.
"""

TABLE = """
AE: BAE | | Abu Dabi, Abu Dhabi
AF: | Afgan | Kabil
AL: | Arnavut | Tiran
AM: | Ermeni | Erivan
AO: | | Luanda
AR: | | Buenos Aires
AT: | | Viyana
AU: | | Canberra, Kanberra
AZ: Azerbaycan Cumhuriyeti | Azeri | Bakü
BA: Bosna | Boşnak | Saraybosna
BD: | | Dakka
BE: | | Brüksel
BF: | | Ouagadougou, Vagadugu
BG: | Bulgar | Sofya
BH: | | Manama
BI: | | Gitega, Bujumbura
BJ: | | Cotonou
BN: Brunei Sultanlığı | | Bandar Seri Begavan
BO: | | La Paz
BR: | | Brasilia
BW: Botswana | | Gaborone
BY: Beyaz Rusya | | Minsk
CA: | | Ottava, Ottawa
CD: Kongo Demokratik Cumhuriyeti, Demokratik Kongo Cumhuriyeti, KDC | | Kinşasa
CF: | | Bangui
CG: Kongo Cumhuriyeti | | Brazavil
CH: | | Bern
CI: Fildişi Sahili, Fildişi Sahilleri | | Abidjan
CL: | | Santiago
CM: Kamerun Cumhuriyeti | | Yaounde
CN: Çin Halk Cumhuriyeti, ÇHC | | Pekin
CO: | | Bogota
CU: | | Havana
CV: Yeşil Burun Adaları | | Praia
CY: Güney Kıbrıs Rum Yönetimi, GKRY | |
CZ: Çek Cumhuriyeti | Çek | Prag
DE: | Alman | Berlin
DJ: | |
DK: | | Kopenhag
DZ: | |
EC: | | Quito
EE: | Eston | Tallinn, Tallin
EG: Mısır Arap Cumhuriyeti | | Kahire
ER: | | Asmara
ES: | İspanyol | Madrid
ET: | | Addis Ababa
FI: | Fin | Helsinki
FR: | Fransız | Paris
GA: | | Libreville
GB: İngiltere, Britanya | İngiliz, Britanyalı | Londra
GE: | Gürcü | Tiflis
GH: Gana | | Akra
GM: | | Banjul
GN: | | Conakry, Konakri
GR: | Yunan | Atina
GW: | | Bissau
HR: | Hırvat | Zagreb
HU: | Macar | Budapeşte
ID: | | Cakarta
IE: | | Dublin
IL: | | Kudüs, Tel Aviv
IN: | Hint | Yeni Delhi
IQ: Irak Cumhuriyeti | | Bağdat
IR: İran İslam Cumhuriyeti | | Tahran
IS: | | Reykjavik
IT: | İtalyan | Roma
JO: | | Amman
JP: | Japon | Tokyo
KE: | | Nairobi
KG: Kırgız Cumhuriyeti | Kırgız | Bişkek
KH: | | Phnom Penh
KM: Komorlar Birliği | |
KP: | | Pyongyang
KR: Güney Kore Cumhuriyeti, Kore Cumhuriyeti | Koreli | Seul
KW: | |
KZ: Kazakistan Cumhuriyeti | Kazak | Astana, Nur-Sultan
LA: | | Vientiane
LB: | | Beyrut
LK: | | Kolombo
LR: | | Monrovia
LT: | | Vilnius
LU: | | Lüksemburg
LV: | Leton | Riga
LY: | | Trablus
MA: Fas Krallığı | | Rabat
MD: Moldova Cumhuriyeti | | Kişinev
ME: | | Podgorica, Podgoritsa
MG: | | Antananarivo
MK: Makedonya | Makedon | Üsküp
ML: | | Bamako
MM: | | Nepido
MN: | Moğol | Ulanbator, Ulan Batur
MR: | | Nuakşot
MT: | | Valetta
MW: Malawi | | Lilongwe
MX: | | Meksiko, Mexico City
MY: | | Kuala Lumpur
MZ: | | Maputo
NA: | | Windhoek
NE: | | Niamey
NG: | | Abuja
NL: | | Lahey, Amsterdam
NO: | | Oslo
NP: | | Katmandu
NZ: | | Wellington
OM: | | Maskat
PE: | | Lima
PH: | | Manila
PK: | | İslamabad
PL: Polonya | Leh | Varşova
PS: Filistin, Filistin Devleti | |
PT: | Portekizli | Lizbon
PY: | | Asuncion
QA: Katar Devleti | | Doha
RO: | Rumen | Bükreş
RS: | Sırp | Belgrad
RU: Rusya Federasyonu | Rus | Moskova, Kremlin
RW: | | Kigali
SA: Suudi Arabistan Krallığı | Suudi | Riyad
SD: | | Hartum
SE: | İsveçli | Stokholm
SI: | Sloven | Ljubljana
SK: | Slovak | Bratislava
SL: | | Freetown
SN: | | Dakar
SO: | | Mogadişu
SS: | | Cuba
SY: | | Şam
TD: | | Encemine, N'Djamena
TG: | | Lome
TH: | | Bangkok
TJ: | Tacik | Duşanbe
TM: | Türkmen | Aşkabat
TN: | |
TR: Türkiye Cumhuriyeti | Türk | Ankara
TZ: | | Darüsselam, Dodoma
UA: | | Kiev, Kiyev
UG: | | Kampala
US: ABD, Amerika | Amerikan, Amerikalı | Vaşington, Washington
UY: | | Montevideo
UZ: Özbekistan Cumhuriyeti | Özbek | Taşkent
VE: | | Karakas
VN: | | Hanoi
XK: | | Priştine
YE: | | Sana
ZA: Güney Afrika Cumhuriyeti | | Pretoria
ZM: | | Lusaka
ZW: Zimbabve | | Harare
"""
