"""What the people and things of a country are called in English, and its capital, by the code of the country.

A line is ``CODE: adjectives and peoples | capital and its other spellings``; the plural with -s is added to the former.
A word that means two countries, such as Congolese or Dominican, stands with the one that is meant more often.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from app.domain.text import fold

_LINES = """
AD: Andorran | Andorra la Vella
AE: Emirati, UAE | Abu Dhabi
AF: Afghan | Kabul
AG: Antiguan | Saint John's
AL: Albanian | Tirana
AM: Armenian | Yerevan
AO: Angolan | Luanda
AR: Argentine, Argentinian, Argentinean | Buenos Aires
AT: Austrian | Vienna
AU: Australian | Canberra
AZ: Azerbaijani, Azeri | Baku
BA: Bosnian, Bosnian and Herzegovinian | Sarajevo
BB: Barbadian | Bridgetown
BD: Bangladeshi | Dhaka
BE: Belgian | Brussels
BF: Burkinabe, Burkinabé | Ouagadougou
BG: Bulgarian | Sofia
BH: Bahraini | Manama
BI: Burundian | Gitega
BJ: Beninese | Porto-Novo
BN: Bruneian | Bandar Seri Begawan
BO: Bolivian | La Paz
BR: Brazilian | Brasília, Brasilia
BS: Bahamian | Nassau
BT: Bhutanese | Thimphu
BW: Botswanan, Motswana, Batswana | Gaborone
BY: Belarusian, Belarussian | Minsk
BZ: Belizean | Belmopan
CA: Canadian | Ottawa
CD: Congolese | Kinshasa
CF: Central African | Bangui
CG: Congo-Brazzaville | Brazzaville
CH: Swiss | Bern, Berne
CI: Ivorian, Ivoirian | Yamoussoukro, Abidjan
CL: Chilean | Santiago
CM: Cameroonian | Yaoundé, Yaounde
CN: Chinese | Beijing, Peking
CO: Colombian | Bogotá, Bogota
CR: Costa Rican | San José
CU: Cuban | Havana
CV: Cape Verdean, Cabo Verdean | Praia
CY: Cypriot, Greek Cypriot | Nicosia
CZ: Czech | Prague
DE: German | Berlin
DJ: Djiboutian | Djibouti City
DK: Danish, Dane | Copenhagen
DM: | Roseau
DO: Dominican | Santo Domingo
DZ: Algerian | Algiers
EC: Ecuadorian, Ecuadorean | Quito
EE: Estonian | Tallinn
EG: Egyptian | Cairo
ER: Eritrean | Asmara
ES: Spanish, Spaniard | Madrid
ET: Ethiopian | Addis Ababa
FI: Finnish, Finn | Helsinki
FJ: Fijian | Suva
FM: Micronesian | Palikir
FR: French, Frenchman | Paris
GA: Gabonese | Libreville
GB: British, Briton, UK | London
GD: Grenadian | Saint George's
GE: Georgian | Tbilisi
GH: Ghanaian | Accra
GM: Gambian | Banjul
GN: Guinean | Conakry
GQ: Equatorial Guinean, Equatoguinean | Malabo
GR: Greek, Hellenic | Athens
GT: Guatemalan | Guatemala City
GW: Bissau-Guinean | Bissau
GY: Guyanese | Georgetown
HN: Honduran | Tegucigalpa
HR: Croatian, Croat | Zagreb
HT: Haitian | Port-au-Prince
HU: Hungarian | Budapest
ID: Indonesian | Jakarta
IE: Irish | Dublin
IL: Israeli | Jerusalem
IN: Indian | New Delhi, Delhi
IQ: Iraqi | Baghdad
IR: Iranian | Tehran, Teheran
IS: Icelandic, Icelander | Reykjavík, Reykjavik
IT: Italian | Rome
JM: Jamaican | Kingston
JO: Jordanian | Amman
JP: Japanese | Tokyo
KE: Kenyan | Nairobi
KG: Kyrgyz, Kyrgyzstani, Kirghiz | Bishkek
KH: Cambodian | Phnom Penh
KI: I-Kiribati | South Tarawa
KM: Comorian | Moroni
KN: Kittitian, Nevisian | Basseterre
KP: North Korean | Pyongyang
KR: South Korean, Korean | Seoul
KW: Kuwaiti | Kuwait City
KZ: Kazakh, Kazakhstani, Qazaq | Astana, Nur-Sultan
LA: Laotian, Lao | Vientiane
LB: Lebanese | Beirut
LC: Saint Lucian | Castries
LI: Liechtensteiner | Vaduz
LK: Sri Lankan | Colombo
LR: Liberian | Monrovia
LS: Basotho, Lesothan | Maseru
LT: Lithuanian | Vilnius
LU: Luxembourgish, Luxembourger | Luxembourg City
LV: Latvian | Riga
LY: Libyan | Tripoli
MA: Moroccan | Rabat
MC: Monégasque, Monegasque | Monaco-Ville
MD: Moldovan, Moldavian | Chișinău, Chisinau
ME: Montenegrin | Podgorica
MG: Malagasy, Madagascan | Antananarivo
MH: Marshallese | Majuro
MK: Macedonian, North Macedonian | Skopje
ML: Malian | Bamako
MM: Burmese, Myanma | Naypyidaw
MN: Mongolian, Mongol | Ulaanbaatar, Ulan Bator
MR: Mauritanian | Nouakchott
MT: Maltese | Valletta
MU: Mauritian | Port Louis
MV: Maldivian | Malé
MW: Malawian | Lilongwe
MX: Mexican | Mexico City
MY: Malaysian | Kuala Lumpur
MZ: Mozambican | Maputo
NA: Namibian | Windhoek
NE: Nigerien | Niamey
NG: Nigerian | Abuja
NI: Nicaraguan | Managua
NL: Dutch, Netherlandish | Amsterdam, The Hague
NO: Norwegian | Oslo
NP: Nepali, Nepalese | Kathmandu
NR: Nauruan | Yaren
NZ: New Zealander | Wellington
OM: Omani | Muscat
PA: Panamanian | Panama City
PE: Peruvian | Lima
PG: Papua New Guinean | Port Moresby
PH: Philippine, Filipino, Filipina | Manila
PK: Pakistani | Islamabad
PL: Polish, Pole | Warsaw
PS: Palestinian | Ramallah
PT: Portuguese | Lisbon
PW: Palauan | Ngerulmud
PY: Paraguayan | Asunción, Asuncion
QA: Qatari | Doha
RO: Romanian | Bucharest
RS: Serbian, Serb | Belgrade
RU: Russian | Moscow
RW: Rwandan | Kigali
SA: Saudi, Saudi Arabian | Riyadh
SB: Solomon Islander | Honiara
SC: Seychellois | Victoria City
SD: Sudanese | Khartoum
SE: Swedish, Swede | Stockholm
SG: Singaporean | Singapore City
SI: Slovenian, Slovene | Ljubljana
SK: Slovak, Slovakian | Bratislava
SL: Sierra Leonean | Freetown
SM: Sammarinese | City of San Marino
SN: Senegalese | Dakar
SO: Somali, Somalian | Mogadishu
SR: Surinamese | Paramaribo
SS: South Sudanese | Juba
ST: São Toméan, Santomean | São Tomé
SV: Salvadoran, Salvadorean | San Salvador
SY: Syrian | Damascus
SZ: Swazi, Eswatini | Mbabane
TD: Chadian | N'Djamena
TG: Togolese | Lomé, Lome
TH: Thai | Bangkok
TJ: Tajik, Tajikistani | Dushanbe
TL: Timorese, East Timorese | Dili
TM: Turkmen, Turkmenistani | Ashgabat, Ashkhabad
TN: Tunisian | Tunis
TO: Tongan | Nuku'alofa
TR: Turkish, Turk | Ankara
TT: Trinidadian, Tobagonian | Port of Spain
TV: Tuvaluan | Funafuti
TW: Taiwanese | Taipei
TZ: Tanzanian | Dodoma
UA: Ukrainian | Kyiv, Kiev
UG: Ugandan | Kampala
US: American, US, U.S., USA, U.S.A. | Washington
UY: Uruguayan | Montevideo
UZ: Uzbek, Uzbekistani | Tashkent
VA: | Vatican
VC: Vincentian | Kingstown
VE: Venezuelan | Caracas
VN: Vietnamese | Hanoi
VU: Ni-Vanuatu, Vanuatuan | Port Vila
WS: Samoan | Apia
XK: Kosovar, Kosovan | Pristina
YE: Yemeni | Sanaa, Sana'a
ZA: South African | Pretoria
ZM: Zambian | Lusaka
ZW: Zimbabwean | Harare
"""

_WITHOUT_PLURAL = ("sh", "ch", "ese", "ss", "UK", "US", "USA", "UAE", "U.S.", "U.S.A.", "'s", "ois")


def _entries() -> Iterator[tuple[str, list[str], list[str]]]:
    for line in _LINES.strip().splitlines():
        code, _, names = line.partition(": ")
        peoples, capitals = ([name.strip() for name in part.split(",") if name.strip()] for part in names.split("|"))
        yield code, peoples, capitals


def peoples() -> Iterator[tuple[str, str]]:
    """Each adjective or name of a people, also in the plural, with the code of its country."""
    for code, names, _ in _entries():
        for name in names:
            yield name, code
            if not name.endswith(_WITHOUT_PLURAL):
                yield f"{name}s", code


def capitals() -> Iterator[tuple[str, str]]:
    """Each spelling of a capital with the code of its country."""
    for code, _, names in _entries():
        yield from ((name, code) for name in names)


_PARTS = {"England": "GB", "Scotland": "GB", "Wales": "GB", "Northern Ireland": "GB"}
"""Parts of states whose names are used as those of countries."""

_OF_TWO = {"Congolese": ("CD", "CG"), "Dominican": ("DM", "DO"), "Korean": ("KP", "KR")}
"""Words for the peoples of two countries."""


@cache
def countries_by_people() -> Mapping[str, Sequence[str]]:
    """The codes of the countries that a word for a people or for a part of a country leads to, by the folded word."""
    codes = {fold(name): (code,) for name, code in (*peoples(), *_PARTS.items())}
    return codes | {fold(name): pair for name, pair in _OF_TWO.items()}
