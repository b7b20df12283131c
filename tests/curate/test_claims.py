# ruff: noqa: E501 - one sentence a line
"""Claims and their verdicts: true sentences are never contradicted, altered ones always are."""

from collections.abc import Callable

import pytest

from app.api.snapshots import snapshot_of
from app.curate.articles import Article
from app.curate.claims.amounts import amounts
from app.curate.claims.facts import Facts
from app.curate.claims.judge import judge
from app.curate.claims.verdicts import Claim, Verdict
from app.domain.edtf import parse
from app.main import create_app
from app.resources.claim_facts import facts_of
from tests.conftest import SharedDatabases, on_sqlite
from tests.sample_seed import DOCUMENTS_FOLDER, needs_documents

pytestmark = on_sqlite

TRUE = """\
The eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group took place in Ankara on 2 February 2026.
Hakan Fidan and Yermek Kosherbayev co-chaired the 8th JSPG session in Ankara.
Fidan met President Tokayev in Astana on 11 September 2023.
On September 11th, 2023, Kazakhstan's President Tokayev received Turkish Foreign Minister Hakan Fidan.
Bilateral trade between Türkiye and Kazakhstan came to $8.95 billion in January–November 2025.
In the first eleven months of 2025, trade between the two countries, Kazakhstan and Türkiye, stood at 8.95 billion dollars.
More than three thousand Turkish companies operate in Kazakhstan.
Kazakhstan is Türkiye's third-largest supplier of crude oil.
Turkish investments in Kazakhstan exceed $5 billion.
Kazakhstan has invested more than $2.2 billion in Türkiye.
The fifth High-Level Strategic Cooperation Council between Kazakhstan and Türkiye met in Ankara on 29 July 2025 and ended with 20 agreements.
Türkiye recognised the independence of Kazakhstan on 16 December 1991.
Diplomatic relations between Kazakhstan and Türkiye were established on 2 March 1992.
The agreement on strategic partnership was signed by Kazakhstan and Türkiye in 2009.
Erdoğan and Tokayev signed the agreement on enhanced strategic partnership on May 10, 2022.
Kazakhstan has consulates general in Istanbul and Antalya.
In 2024, 130,000 Turkish citizens visited Kazakhstan.
Tokayev said that trade between Kazakhstan and Türkiye grew by 54 percent to $6.3 billion in 2022.
The SCO summit was held in Tianjin from August 31 to September 1, 2025.
Armenia announced on 3 July 2025 that it wants to join the Shanghai Cooperation Organisation.
Kazakhstan and Türkiye want to raise their trade to $15 billion.
Erdoğan and Tokayev met in Baku on 11 November 2024 during COP29.
Kazakhstan will complete a school in Gaziantep in 2026.
Türkiye will host the 13th summit of the Organization of Turkic States.
Türkiye plans to invest $100 million in logistics terminals across Kazakhstan.
Kazakhstan and Türkiye signed a Cooperation Plan of their Foreign Ministries for 2026–2027.
The sides are developing 36 projects worth more than $2.8 billion between Kazakhstan and Türkiye.
Exports of copper from Kazakhstan to Türkiye were worth $622.5 million in January–May 2025.
It was in Ankara that Türkiye and Kazakhstan convened their Joint Strategic Planning Group for the eighth time, on February 2, 2026.
President Erdogan received Kazakh Foreign Minister Yermek Kosherbayev in Ankara on 2 February 2026.
The presidents of Kazakhstan and Türkiye, Kassym-Jomart Tokayev and Recep Tayyip Erdoğan, chaired the fifth High-Level Strategic Cooperation Council in Ankara in July 2025.
Twenty agreements were signed at the fifth meeting of the Türkiye–Kazakhstan High-Level Strategic Cooperation Council.
Nearly nine billion dollars was the volume of trade between Kazakhstan and Türkiye in the first eleven months of 2025.
From January to May 2025 Kazakhstan and Türkiye traded goods worth 1.9 billion US dollars.
In 2022, trade between Türkiye and Kazakhstan grew by 54 percent and reached 6.3 billion dollars.
In 2024 Kazakh exports to Türkiye were $3.3 billion.
Kazakhstan imported goods worth $1.7 billion from Türkiye in 2024.
Kazakhstan exported crude oil for $469.3 million to Türkiye in January–May 2025.
Coal exports from Kazakhstan to Türkiye were worth $19.7 million in the first five months of 2025.
There are 3,538 enterprises with Turkish capital in Kazakhstan.
More than 863,000 tourists from Kazakhstan visited Türkiye in 2024.
Over 12,000 Kazakh students study in Türkiye.
Türkiye is among the top ten investors in Kazakhstan.
Türkiye was the first country to recognise Kazakhstan's independence, on December 16, 1991.
By October 1992 Kazakhstan had opened an embassy in Türkiye.
The High-Level Strategic Cooperation Council of Kazakhstan and Türkiye was created in 2012.
Azerbaijan applied for membership of the Shanghai Cooperation Organisation in August 2025.
Türkiye has consulates general in Almaty, Aktau and Turkistan.
Kazakhstan has honorary consulates in Bursa, Hatay and Konya.
Türkiye's investments in Kazakhstan total about $5.8 billion.
Between 2005 and 2024 Turkish companies invested $5.2 billion in Kazakhstan.
Tokayev has met Erdoğan 14 times in bilateral meetings since 2019.
Three hundred Kazakh students received Türkiye Bursları scholarships in the 2024–2025 academic year.
78 joint projects of Kazakhstan and Türkiye worth over $3 billion have been completed.
Fidan visited Kazakhstan in September 2023.
The informal summit of the Organization of Turkic States took place in Budapest in May 2025.
Tokayev paid an official visit to Türkiye on 29 July 2025.
Kazakhstan will host an informal summit of the Organization of Turkic States in 2026.
Kazakhstan is Türkiye's largest trading partner in Central Asia.
Recep Tayyip Erdoğan, the president of Türkiye, said trade with Kazakhstan should rise to $15 billion.
Hakan Fidan brought Tokayev greetings from Erdoğan on 11 September 2023 in Astana.
Kazakh investments in Türkiye were $610 million in January–April 2025.
The Foreign Ministers of Türkiye and Kazakhstan, Hakan Fidan and Yermek Kosherbayev, chaired the eighth JSPG session.
Held in Ankara, the eighth meeting of the Turkish–Kazakh JSPG ended with the signing of a Cooperation Plan for 2026–2027.
A school in Gaziantep is to be completed by Kazakhstan in 2026.
The Tianjin Declaration was adopted at the SCO summit of 2025.
In Tianjin the SCO adopted a development strategy until 2035.
Kazakistan and Türkiye established diplomatic ties on the second of March 1992.
Türkiye Cumhurbaşkanı Recep Tayyip Erdogan met Kosherbayev on February 2, 2026.
The Republic of Türkiye was founded in 1923 by Mustafa Kemal Atatürk.
In May 2025 Tokayev and Erdoğan met in Budapest.
Türkiye ranks sixth in the production of paint and coatings.
Türkiye is the third-largest producer of plastics in Europe.
Turkish citizens made 130,000 visits to Kazakhstan in 2024.
Tourists from Türkiye ranked third in Kazakhstan in 2024.
Trade between Türkiye and Kazakhstan almost reached 5 billion dollars in 2024.
Direct investment from Kazakhstan in Türkiye was $8 million in 2023 and $24 million in 2022.
Polypropylene polymers worth $34.5 million were exported from Kazakhstan to Türkiye in the first five months of 2025.
Another 39 joint projects of Kazakhstan and Türkiye are in the pipeline.
In the 2024-2025 academic year 300 Kazakh students got scholarships of Türkiye Bursları.
Kazakh presidents have visited Türkiye more than twenty times since independence.
Kazakhstan keeps an honorary consulate in Mersin.
Türkiye has an honorary consulate in Shymkent.
Ankara was the venue of the fifth High-Level Strategic Cooperation Council, on 29 July 2025.
Kassym-Jomart Tokayev is the president of Kazakhstan.
Foreign Minister Fidan of Türkiye was in Astana on 11 September 2023, where he met President Tokayev.
The two countries agreed in 2023 to raise trade to $10 billion, Tokayev said.
Türkiye is one of Kazakhstan's four leading trading partners.
Kazakhstan's embassy in Türkiye had been opened by October 1992.
At their September 2023 talks in Astana, Tokayev and Fidan spoke about the strategic partnership.
The Turkish leader Recep Tayyip Erdoğan held closed-door talks with Yermek Kosherbayev, Kazakhstan's top diplomat, in Ankara on the second of February 2026.
Kazakh-Turkish trade hit 8.95 billion USD over the period January to November 2025.
1.9 billion dollars: that was the trade turnover of Kazakhstan and Türkiye in January-May 2025.
Some 5.8 billion dollars of Turkish capital has been invested in the non-energy sectors of Kazakhstan.
Kazakhstan sold Türkiye crude oil worth 469.3 million dollars from January to May 2025.
Twelve thousand or more Kazakhs study in Türkiye.
According to Tokayev, 36 joint projects of Kazakhstan and Türkiye worth over $2.8 billion are being developed.
The first state to recognise an independent Kazakhstan was Türkiye, in December 1991.
The strategic partnership agreement between Türkiye and Kazakhstan dates from 2009.
On 10 May 2022 the presidents, Tokayev and Erdogan, put their names to the agreement on enhanced strategic partnership.
29 July 2025 saw the fifth meeting of the HLSCC between Kazakhstan and Turkiye.
A package of 20 agreements came out of the fifth High-Level Strategic Cooperation Council of Kazakhstan and Türkiye.
Armenia said on 3 July 2025 that it intends to join the SCO.
The leaders of the SCO met in Tianjin, China, on 31 August and 1 September 2025.
An Organization of Turkic States summit was to be held in Astana in November 2023.
Hakan Fidan is the foreign minister of Türkiye.
Kazakhstan's honorary consulates are in Denizli, Alanya, Bursa, Bitlis, Hatay, Konya and Mersin.
Trade between Kazakhstan and Türkiye exceeded $8 billion in January–November 2025.
In Baku on 11 November 2024, Erdoğan set a trade target of $15 billion with Kazakhstan.
Kazakhstan and Türkiye aim at trade of fifteen billion dollars.
Türkiye plans to spend $100 million on a network of logistics terminals in Kazakhstan.
Ankara hosted the fifth session of the Kazakh-Turkish High-Level Strategic Cooperation Council in July last year, and twenty documents were signed.
The Joint Strategic Planning Group of Kazakhstan and Türkiye has met eight times, most recently in Ankara on 2 February 2026.
Fidan's first trip to Kazakhstan as foreign minister took him to Astana in September 2023.
Kosherbayev travelled to Ankara for an official visit on 2 February 2026.
Commerce between Türkiye and Kazakhstan was worth 6.3 billion dollars in 2022, an increase of 54 per cent.
In the course of 2024 roughly five billion dollars of goods were traded between Kazakhstan and Türkiye.
Exports from Kazakhstan to Türkiye stood at 3.3 billion dollars in 2024 and imports at 1.7 billion.
Unprocessed aluminium worth $9.9 million went from Kazakhstan to Türkiye in the first five months of 2025.
More than 12,000 students from Kazakhstan are enrolled at universities in Türkiye.
Presidents Tokayev and Erdoğan have had fourteen bilateral meetings since 2019.
Kazakhstan and Türkiye have finished 78 joint projects with a value above $3 billion.
Türkiye is Kazakhstan's strategic partner since the agreement of 2009.
Tokayev met the Turkish foreign minister, Fidan, on Monday, 11 September 2023.
The Kazakh and Turkish presidents signed an enhanced strategic partnership agreement on 10 May 2022.
The HLSCC between Kazakhstan and Türkiye goes back to 2012.
Since December 16, 1991 Türkiye has recognised Kazakhstan.
It was on 2 March 1992 that Kazakhstan and Türkiye established diplomatic relations.
Kazakhstan opened consulates general in Antalya and Istanbul.
The thirteenth summit of the OTS will take place in Türkiye.
An informal OTS summit is planned in Kazakhstan in 2026.
Kazakhstan's investments in Türkiye amounted to $8 million in 2023.
Turkish direct and other investment in Kazakhstan between 2005 and 2024 was 5.2 billion dollars.
Borrell spoke to the European Parliament about Afghanistan.
Kazakhstan ranks as Türkiye's third-largest oil supplier after Russia and Iraq.
Around 3,500 Turkish-capital companies are registered in Kazakhstan.
Erdoğan, president of Türkiye, and Tokayev, president of Kazakhstan, chaired the fifth HLSCC.
Kazakhstan's top diplomat Kosherbayev and his counterpart Fidan led the eighth JSPG meeting.
The 5th HLSCC meeting, chaired by Erdogan and Tokayev, adopted a joint statement in Ankara.
Between January and November 2025, Türkiye and Kazakhstan did business worth $8.95 billion.
Turkish-owned companies in Kazakhstan number over 3,000.
Kazakhstan's total investment in Türkiye has passed 2.2 billion dollars.
Cumulative Turkish investment in Kazakhstan's non-energy sectors is estimated at $5.8 billion.
Erdoğan received Kosherbayev at the Presidential Complex on Monday 2 February 2026.
Tokayev and Erdoğan saw each other in Budapest in May 2025, at the informal OTS summit.
COP29 was held in Baku in November 2024.
The Shanghai Cooperation Organisation held its summit in China in 2025.
Diplomatic relations between Astana and Ankara were established in March 1992.
Kazakhstan and Türkiye agreed on an enhanced strategic partnership in 2022.
Türkiye opened a consulate general in Aktau.
Kazakh exports of crude oil to Türkiye came to 469.3 million dollars in the first five months of 2025.
The value of Kazakhstan's coal exports to Türkiye was 19.7 million dollars in January–May 2025.
In 2024 the number of tourists from Kazakhstan in Türkiye grew by 4.5 percent to more than 863,000.
Mutual trade is to reach $15 billion, Türkiye and Kazakhstan have agreed.
Türkiye will put $100 million into logistics terminals in Kazakhstan.
Kazakhstan plans to complete a school in Gaziantep province this year.
Kazakhstan hosted Fidan in September 2023.
Trade of $10 billion was the aim that Kazakhstan and Türkiye set in September 2023.
President Tokayev of Kazakhstan was a guest in Ankara on 29 July 2025 for the fifth council meeting with Erdoğan.
Trade turnover: Kazakhstan–Türkiye, January–May 2025, $1.9bn.
Kazakhstan and Turkey did 8.95 billion US dollars of trade in 11 months of 2025.
Türkiye hosts a Kazakh consulate general in Antalya.
The JSPG, whose eighth meeting was held in Ankara, brings together Kazakhstan and Türkiye.
Twenty agreements, a joint statement and decisions were signed in Ankara on 29 July 2025 by Tokayev and Erdoğan.
Foreign minister Hakan Fidan used to head Türkiye's intelligence service.
The trade target of the two countries, Kazakhstan and Türkiye, is 15 billion dollars.
2022 was the year in which trade between Kazakhstan and Türkiye jumped by 54%.
In 1991 Türkiye became the first country to recognise Kazakhstan.
Copper was the largest item, with exports from Kazakhstan to Türkiye of 622.5 million dollars in January–May 2025.
An agreement on enhanced strategic partnership between Kazakhstan and Türkiye has existed since 2022.
Kazakh consulates exist in Istanbul, and honorary ones in Konya and Mersin.
Kosherbayev was in Ankara on 2 February 2026, where Erdoğan received him.
Tokayev received Fidan, who brought greetings from Erdoğan, in September 2023.
Türkiye ranked third by tourists in Kazakhstan in 2024, with 130,000 visitors.
The two countries, Türkiye and Kazakhstan, were developing 36 projects in September 2023.
Goods worth 3.3 billion dollars moved from Kazakhstan to Türkiye in 2024, and 1.7 billion dollars' worth moved in the opposite direction.
Kazakhstan shipped $3.3 billion of goods to Türkiye in 2024 and bought $1.7 billion of Turkish goods.
Kazakhstan sold goods worth $3.3 billion to Türkiye in 2024; Türkiye sold Kazakhstan goods worth $1.7 billion.
Turkish goods for 1.7 billion dollars reached Kazakhstan in 2024.
In 2024 Türkiye bought Kazakh goods for 3.3 billion dollars.
Türkiye imported goods worth $3.3 billion from Kazakhstan in 2024.
Of the 2024 trade between Kazakhstan and Türkiye, $3.3 billion went westward as Kazakh exports and $1.7 billion came back as imports.
The number of Kazakh tourists in Türkiye passed 863,000 in 2024, 4.5% more than in 2023.
In 2024, 4.5 percent more tourists from Kazakhstan came to Türkiye than a year before.
Tourists from Kazakhstan to Türkiye were up 4.5% from 2023, at over 863,000 in 2024.
Trade between Kazakhstan and Türkiye in 2022 was $6.3 billion, up 54% on 2021.
Over 863,000 Kazakh tourists were counted in Türkiye in 2024, a rise of 4.5% over 2023.
Kazakhstan–Türkiye trade of $6.3 billion in 2022 was 54 percent above that of 2021.
Kazakhstan comes third among Türkiye's oil suppliers, after Russia and Iraq.
Russia and Iraq are the only suppliers that sell Türkiye more oil than Kazakhstan.
Türkiye gets more oil only from Russia and Iraq than from Kazakhstan.
Behind Iraq and Russia, Kazakhstan is the third-largest source of crude oil for Türkiye.
Kazakhstan is Türkiye's third-largest supplier of oil, behind only Russia and Iraq.
The 8th JSPG of Kazakhstan and Türkiye took place on 2 February 2026, in Ankara.
On 2 February 2026 the JSPG of Türkiye and Kazakhstan held its eighth session.
The eighth Türkiye-Kazakhstan JSPG: Ankara, 2 February 2026.
Kazakhstan is to finish a school in the Turkish province of Gaziantep in 2026.
The school that Kazakhstan builds for Gaziantep after the earthquake will be ready in 2026.
In Gaziantep, hit by the 2023 earthquake, Kazakhstan is building a school that is due in 2026.
A Kazakh-built school in Türkiye's Gaziantep province is due in 2026.
Türkiye is represented by consulates general in Almaty, Aktau and Turkistan, and by an honorary consulate in Shymkent.
Kazakhstan has seven honorary consulates in Türkiye: in Denizli, Alanya, Bursa, Bitlis, Hatay, Konya and Mersin.
Besides its embassy, Kazakhstan has consulates general in Istanbul and Antalya.
Honorary consuls of Kazakhstan work in Alanya, Bitlis, Bursa, Denizli, Hatay, Konya and Mersin.
Almaty, Aktau and Turkistan have consulates general of Türkiye.
Tokayev and Erdoğan met in Baku on 11 November 2024, during COP29, and in Budapest in May 2025.
Türkiye recognised Kazakhstan on 16 December 1991, and the two established diplomatic relations on 2 March 1992.
The strategic partnership agreement of Kazakhstan and Türkiye was signed in 2009, and the one on enhanced strategic partnership on 10 May 2022.
The two presidents, Erdoğan and Tokayev, had met in Baku in November 2024 and in Budapest in May 2025.
After the Baku meeting of 11 November 2024, Tokayev and Erdoğan met again in Budapest in May 2025.
Trade of Kazakhstan and Türkiye in the January-to-May period of 2025 was 1.9 billion dollars.
Over the January-to-November period of 2025, Kazakhstan and Türkiye traded for $8.95 billion.
In the January to April period of 2025 Kazakhstan invested $610 million in Türkiye.
Kazakhstan exported coal for $19.7 million to Türkiye in the January–May 2025 period.
President Erdoğan was to visit Astana in November 2023.
The OTS was to hold its summit in Astana in November 2023.
Türkiye is to host the thirteenth OTS summit in 2026.
An informal summit of the Turkic states was due to be held in Kazakhstan in 2026.
Fidan made his first visit to Kazakhstan as foreign minister in September 2023.
It was the first visit of Hakan Fidan to Kazakhstan as foreign minister, in September 2023.
In September 2023, Hakan Fidan came to Astana for the first time as Türkiye's foreign minister.
Fidan's first visit to Astana as foreign minister was on 11 September 2023.
As foreign minister, Fidan first travelled to Kazakhstan in September 2023.
Armenia declared its wish to join the SCO on 3 July 2025.
In August 2025 Azerbaijan submitted an application to the SCO.
In July 2025 Armenia voiced its intention to become a member of the Shanghai Cooperation Organisation.
Azerbaijan filed for SCO membership in August 2025.
It was in July 2025 that Yerevan, Armenia's government, declared its intention to join the SCO.
Goods for $3.3 billion were shipped from Kazakhstan to Türkiye in 2024.
Kazakhstan's imports from Türkiye in 2024 were 1.7 billion dollars.
Arrivals of Kazakh tourists in Türkiye rose by 4.5 percent in 2024.
Kazakhstan ranks third, after Russia and Iraq, among the countries that supply Türkiye with oil.
The 8th meeting of the Joint Strategic Planning Group took place at Ankara, on 2 February 2026.
Kazakhstan promised to complete the school in Gaziantep in 2026.
There are Turkish consulates general in Almaty, Aktau and Turkistan.
Türkiye's only honorary consulate in Kazakhstan that is recorded is in Shymkent.
Kazakhstan and Türkiye agreed on strategic partnership in 2009 and on enhanced strategic partnership in 2022.
For the January–April 2025 period, Kazakh investment in Türkiye was 610 million dollars.
Turkey's president was to travel to Astana in November 2023.
A summit of the Organization of Turkic States in Astana was scheduled for November 2023.
Türkiye is due to host the 13th OTS summit.
Hakan Fidan went to Kazakhstan in September 2023, his first visit there as foreign minister.
The SCO received an application for membership from Azerbaijan in August 2025.
On 3 July 2025 Armenia said it planned to join the Shanghai Cooperation Organisation.
Tokayev and Erdoğan signed the enhanced strategic partnership agreement on 10 May 2022.
The Tianjin summit of the SCO ran from 31 August to 1 September 2025.
Mustafa Kemal Atatürk founded the Republic of Türkiye in 1923.
Türkiye was the first state to recognise Kazakhstan's independence.
In Baku in November 2024, Erdoğan named a trade goal of $15 billion.
By October 1992 Kazakhstan had an embassy in Türkiye.
Some 12,000 students from Kazakhstan are at Turkish universities.
The 5th HLSCC took place on 29 July 2025, in Ankara.
In the five months to May 2025, trade between Kazakhstan and Türkiye was $1.9 billion.
In 2024 Turkish deliveries to Kazakhstan were worth $1.7 billion, against $3.3 billion of Kazakh goods sold to Türkiye.
Türkiye's purchases from Kazakhstan came to $3.3 billion in 2024, its sales there to $1.7 billion.
Kazakh tourist numbers in Türkiye increased 4.5 per cent between 2023 and 2024.
Kazakhstan's consulates general in Türkiye are in Istanbul and Antalya, its honorary consulates in Alanya, Bitlis, Bursa, Denizli, Hatay, Konya and Mersin.
Erdoğan and Tokayev met at COP29 in Baku on 11 November 2024 and at the informal Turkic summit in Budapest in May 2025.
Turkish firms put over $5 billion into Kazakhstan.""".splitlines()

ALTERED = """\
The eighth JSPG meeting was held in Istanbul.
The eighth session of the Turkish-Kazakh Joint Strategic Planning Group was held on 3 February 2026.
The ninth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group took place in Ankara on 2 February 2026.
Sergey Lavrov met Tokayev in Astana on 11 September 2023.
Fidan was received by Tokayev in Astana on 12 September 2023.
Hakan Fidan met Kassym-Jomart Tokayev in Almaty on 11 September 2023.
Trade between Turkey and Kazakhstan reached $9.85 billion in January–November 2025.
Turkish-Kazakh trade reached $8.95 billion in January–October 2025.
Over 5,000 Turkish companies operate in Kazakhstan.
Kazakhstan is Turkey's second-largest oil supplier.
Kazakhstan's investments in Türkiye have exceeded $3.2 billion.
At the fifth meeting of the High-Level Strategic Cooperation Council, Kazakhstan and Türkiye signed 25 agreements.
The fifth meeting of the HLSCC of Kazakhstan and Türkiye was held in Astana.
Türkiye recognized Kazakhstan's independence on 16 December 1992.
Kazakhstan and Turkey established diplomatic relations on 2 April 1992.
In 2019 Kazakhstan and Türkiye signed the agreement on strategic partnership.
Kazakhstan has consulates general in Istanbul and Izmir.
In 2024 around 230,000 Turkish citizens visited Kazakhstan.
Trade between Kazakhstan and Türkiye grew by 45% in 2022.
The summit of the Shanghai Cooperation Organisation took place in Beijing on 31 August–1 September 2025.
Armenia announced its intention to join the SCO on 3 June 2025.
Kazakhstan and Türkiye aim to lift bilateral trade to $25 billion.
Erdogan and Tokayev met in Baku on 11 November 2023.
Kazakhstan plans to finish building a school in the province of Hatay in 2026.
Kazakhstan will host the thirteenth summit of the Organization of Turkic States.
Kazakh Foreign Minister Hakan Fidan arrived in Ankara.
Türkiye plans to invest $200 million in a network of logistics terminals across Kazakhstan.
The foreign ministries of Kazakhstan and Türkiye signed a Cooperation Plan for 2027-2028.
Kazakhstan and Türkiye are developing 63 projects.
Kazakhstan sold Türkiye copper for $522.6 million in January–May 2025.
It was in Astana that the Joint Strategic Planning Group of Türkiye and Kazakhstan held its eighth session.
Turkiye and Kazakhstan held the seventh meeting of their Joint Strategic Planning Group on Feb. 2, 2026 in Ankara.
President Erdogan received Kazakh Foreign Minister Yermek Kosherbayev in Istanbul on 2 February 2026.
President Erdoğan received the Kazakh foreign minister, Yermek Kosherbayev, in Ankara on 5 February 2026.
President Tokayev received Hakan Fidan in Astana on 11 October 2023.
Erdoğan and Tokayev met in Astana on 11 November 2024 on the margins of COP29.
Presidents Tokayev and Erdoğan chaired the sixth High-Level Strategic Cooperation Council of Kazakhstan and Türkiye in Ankara on 29 July 2025.
The fifth HLSCC meeting of Türkiye and Kazakhstan took place on 29 June 2025.
Thirty agreements were signed when the High-Level Strategic Cooperation Council of Türkiye and Kazakhstan met in Ankara on 29 July 2025.
Trade between Kazakhstan and Türkiye amounted to $1.9 billion in January–June 2025.
Kazakhstan and Türkiye traded goods worth $2.9 billion from January to May 2025.
In 2021, trade between Türkiye and Kazakhstan reached $6.3 billion.
Trade turnover of Kazakhstan and Türkiye reached $3.6 billion in 2022.
Kazakhstan's exports to Türkiye amounted to $1.3 billion in 2024.
Kazakhstan exported crude oil worth $649.3 million to Türkiye between January and May 2025.
There are 3,358 enterprises with Turkish capital in Kazakhstan.
More than 683,000 tourists from Kazakhstan visited Türkiye in 2024.
Over 21,000 Kazakh students study in Türkiye.
Türkiye is among the top five investors in Kazakhstan.
Kazakhstan opened its embassy in Türkiye in October 1993.
The High-Level Strategic Cooperation Council was set up by Kazakhstan and Türkiye in 2015.
An agreement on enhanced strategic partnership was signed by Tokayev and Erdoğan on May 10, 2023.
Azerbaijan applied to join the Shanghai Cooperation Organisation in July 2024.
Türkiye has consulates general in Almaty, Aktau and Karaganda.
Türkiye's investments in Kazakhstan total about $8.5 billion.
Since 2019 Tokayev and Erdoğan have held 24 bilateral meetings.
Kazakhstan and Türkiye have completed 87 joint projects.
Fidan paid his first visit to Kazakhstan as foreign minister in September 2022.
The informal summit of the Organization of Turkic States took place in Vienna in May 2025.
Tokayev paid an official visit to Türkiye on 29 July 2024.
Turkish President Hakan Fidan met Tokayev in Astana on 11 September 2023.
Kazakh investments in Türkiye were $160 million in January–April 2025.
The Foreign Ministers of Türkiye and Kazakhstan, Hakan Fidan and Kassym-Jomart Tokayev, chaired the eighth JSPG session.
Mevlüt Çavuşoğlu and Yermek Kosherbayev co-chaired the eighth session of the Joint Strategic Planning Group.
The eighth JSPG session was co-chaired by Hakan Fidan and Murat Nurtleu.
Held in Ankara, the eighth meeting of the Turkish–Kazakh JSPG ended with the signing of a Cooperation Plan for 2025–2026.
A school in Adana is to be completed by Kazakhstan in 2026.
A school in Gaziantep is to be completed by Kazakhstan in 2028.
The Tianjin Declaration was adopted by the SCO in 2024.
In Tianjin the SCO adopted a development strategy until 2040.
The Republic of Türkiye was founded in 1920 by Mustafa Kemal Atatürk.
In May 2025 Tokayev and Erdoğan met in Bishkek.
In June 2025 Tokayev and Erdoğan met in Budapest.
Türkiye ranks fourth in the production of paint and coatings.
Türkiye is the second-largest producer of plastics in Europe.
Trade between Türkiye and Kazakhstan reached 4 billion dollars in 2024.
Bilateral trade between Kazakhstan and Türkiye approached $6 billion in 2024.
Direct investment from Kazakhstan in Türkiye was $18 million in 2023.
Dried vegetables worth $12.2 million were exported from Kazakhstan to Türkiye in January-May 2025.
Another 49 joint projects of Kazakhstan and Türkiye are in the pipeline.
In the 2024-2025 academic year 500 Kazakh students got scholarships of Türkiye Bursları.
Türkiye keeps an honorary consulate in Almaty.
Türkiye has an honorary consulate in Pavlodar.
Ankara was the venue of the fourth High-Level Strategic Cooperation Council, on 29 July 2025.
Kassym-Jomart Tokayev is the prime minister of Kazakhstan.
Foreign Minister Fidan of Türkiye was in Astana on 11 September 2022, where he met President Tokayev.
Tokayev and Fidan agreed to raise trade between Kazakhstan and Türkiye to $12 billion.
Türkiye is one of Kazakhstan's three leading trading partners.
At their September 2023 talks in Almaty, Tokayev and Fidan spoke about the strategic partnership.
The Turkish leader Recep Tayyip Erdoğan held closed-door talks with Yermek Kosherbayev in Ankara on the second of March 2026.
Kazakh-Turkish trade hit 8.59 billion USD over the period January to November 2025.
1.9 billion dollars: that was the trade turnover of Kazakhstan and Türkiye in January-May 2024.
Some 6.8 billion dollars of Turkish capital has been invested in the non-energy sectors of Kazakhstan.
Kazakhstan sold Türkiye petroleum products worth 87.4 million dollars from January to May 2025.
According to Tokayev, 36 joint projects of Kazakhstan and Türkiye worth over $3.8 billion are being developed.
The first state to recognise an independent Kazakhstan was Türkiye, in November 1991.
Uzbekistan recognised the independence of Kazakhstan on 16 December 1991.
The strategic partnership agreement between Türkiye and Kazakhstan dates from 2008.
On 10 June 2022 the presidents, Tokayev and Erdogan, put their names to the agreement on enhanced strategic partnership.
28 July 2025 saw the fifth meeting of the HLSCC between Kazakhstan and Turkiye.
A package of 12 agreements came out of the fifth High-Level Strategic Cooperation Council of Kazakhstan and Türkiye.
Georgia said on 3 July 2025 that it intends to join the SCO.
The leaders of the SCO met in Shanghai on 31 August and 1 September 2025.
The leaders of the SCO met in Tianjin on 30 September 2025.
An Organization of Turkic States summit was to be held in Astana in October 2023.
An Organization of Turkic States summit was to be held in Turkistan in November 2023.
Hakan Fidan is the foreign minister of Azerbaijan.
Yermek Kosherbayev, Turkish foreign minister, spoke in Ankara.
Kazakhstan's honorary consulates are in Denizli, Alanya, Bursa, Trabzon, Hatay, Konya and Mersin.
Trade between Kazakhstan and Türkiye exceeded $9 billion in January–November 2025.
In Baku on 11 November 2024, Erdoğan set a trade target of $20 billion with Kazakhstan.
Kazakhstan and Türkiye aim at trade of fifty billion dollars.
Astana hosted the fifth session of the Kazakh-Turkish High-Level Strategic Cooperation Council.
Fidan's first trip to Kazakhstan as foreign minister took him to Shymkent in September 2023.
Kosherbayev travelled to Istanbul for an official visit on 2 February 2026.
Kosherbayev travelled to Ankara for an official visit on 12 February 2026.
Commerce between Türkiye and Kazakhstan was worth 6.3 billion dollars in 2022, an increase of 64 per cent.
Exports from Kazakhstan to Türkiye stood at 3.3 billion dollars in 2024 and imports at 2.7 billion.
Unprocessed aluminium worth $99 million went from Kazakhstan to Türkiye in the first five months of 2025.
More than 2,000 students from Kazakhstan are enrolled at universities in Türkiye.
Presidents Tokayev and Erdoğan have had forty bilateral meetings since 2019.
Kazakhstan and Türkiye have finished 78 joint projects with a value above $8 billion.
Tokayev met the Turkish foreign minister, Çavuşoğlu, on Monday, 11 September 2023.
Nazarbayev met Fidan in Astana on 11 September 2023.
The Kazakh and Turkish presidents signed an enhanced strategic partnership agreement on 10 May 2021.
The HLSCC between Kazakhstan and Türkiye goes back to 2002.
It was on 22 March 1992 that Kazakhstan and Türkiye established diplomatic relations.
Kazakhstan opened consulates general in Antalya and Ankara.
The thirteenth summit of the OTS will take place in Azerbaijan.
The fourteenth summit of the OTS will take place in Türkiye in 2026.
Kazakhstan's investments in Türkiye amounted to $80 million in 2023.
Turkish direct and other investment in Kazakhstan between 2005 and 2024 was 2.5 billion dollars.
Kazakhstan ranks as Türkiye's fourth-largest oil supplier.
Tokayev is the president of Türkiye.
Kazakhstan's top diplomat Kosherbayev and his counterpart Lavrov led the eighth JSPG meeting.
The 5th HLSCC meeting, chaired by Erdogan and Tokayev, adopted a joint statement in Almaty.
Between January and September 2025, Türkiye and Kazakhstan did trade worth $8.95 billion.
Turkish-owned companies in Kazakhstan number over 30,000.
Kazakhstan's total investment in Türkiye has passed 22 billion dollars.
Erdoğan received Kosherbayev at the Presidential Complex on Tuesday 3 February 2026.
Tokayev and Erdoğan saw each other in Budapest in May 2024, at the informal OTS summit.
COP29 was held in Tbilisi in November 2024.
COP28 was held in Baku in November 2024.
The Shanghai Cooperation Organisation held its summit in Russia in 2025.
Diplomatic relations between Astana and Ankara were established in May 1992.
Kazakhstan and Türkiye agreed on an enhanced strategic partnership in 2012.
Türkiye opened a consulate general in Atyrau.
Kazakhstan opened a consulate general in Aktau.
The value of Kazakhstan's coal exports to Türkiye was 91.7 million dollars in January–May 2025.
In 2024 the number of tourists from Kazakhstan in Türkiye grew by 5.4 percent.
Mutual trade is to reach $50 billion, Türkiye and Kazakhstan have agreed.
Türkiye will put $10 million into logistics terminals in Kazakhstan.
Trade of $8 billion was the aim that Kazakhstan and Türkiye set in September 2023.
President Tokayev of Kazakhstan was a guest in Ankara on 29 May 2025 for the fifth High-Level Strategic Cooperation Council.
Trade turnover: Kazakhstan–Türkiye, January–May 2025, $1.7bn.
Türkiye hosts a Kazakh consulate general in Bodrum.
The JSPG, whose eighth meeting was held in Izmir, brings together Kazakhstan and Türkiye.
Forty agreements, a joint statement and decisions were signed in Ankara on 29 July 2025 by Tokayev and Erdoğan.
The trade target of the two countries, Kazakhstan and Türkiye, is 18 billion dollars.
2022 was the year in which trade between Kazakhstan and Türkiye jumped by 34%.
In 1993 Türkiye became the first country to recognise Kazakhstan.
An agreement on enhanced strategic partnership between Kazakhstan and Türkiye has existed since 2018.
Kosherbayev was in Astana on 2 February 2026, where Erdoğan received him.
Türkiye sent 310,000 tourists to Kazakhstan in 2024.
The two countries, Türkiye and Kazakhstan, were developing 26 projects in September 2023.
Goods worth 3.3 billion dollars moved from Kazakhstan to Türkiye in 2024, and 2.7 billion dollars' worth moved in the opposite direction.
Kazakhstan shipped $2.3 billion of goods to Türkiye in 2024.
In 2024 Kazakh goods worth 3.8 billion dollars went to Türkiye, while 1.7 billion dollars' worth came the other way.
Turkish goods for 1.9 billion dollars reached Kazakhstan in 2024.
In 2024 Türkiye bought Kazakh goods for 3.9 billion dollars.
Kazakhstan sold goods worth $3.3 billion to Türkiye in 2023.
863,000-plus tourists from Kazakhstan came to Türkiye in 2024, up 6.5% on 2023.
In 2024, 3.5 percent more tourists from Kazakhstan came to Türkiye than a year before.
Trade between Kazakhstan and Türkiye in 2022 was $6.3 billion, up 45% on 2021.
836,000-plus tourists from Kazakhstan went to Türkiye in 2024, up 4.5% on 2023.
Over 963,000 Kazakh tourists were counted in Türkiye in 2024, a rise of 4.5% over 2023.
Kazakhstan comes third among Türkiye's oil suppliers, after Russia and Iran.
Only Russia and Libya supply more oil to Türkiye than Kazakhstan does.
Behind Iran and Russia, Kazakhstan is the third-largest source of crude oil for Türkiye.
Kazakhstan is Türkiye's second-largest supplier of oil, behind Russia.
Kazakhstan is Türkiye's third-largest oil supplier, following Saudi Arabia and Iraq.
Only Russia supplies more oil to Türkiye than Kazakhstan.
The 5th Kazakhstan-Türkiye HLSCC took place on 30 July 2025, in Ankara.
The 8th Kazakhstan-Türkiye JSPG met on 12 February 2026.
The 8th Kazakhstan-Türkiye JSPG took place in Almaty.
The 4th Türkiye-Kazakhstan HLSCC was in Ankara on 29 July 2025.
The 5th Türkiye-Kazakhstan HLSCC took place on 29 July 2024, in the Turkish capital.
Kazakhstan is to finish a school in the Turkish province of Adana in 2026.
The school that Kazakhstan builds for Malatya after the earthquake will be ready in 2026.
Kazakhstan is building a school in Gaziantep, to be completed in 2027.
Kazakhstan is building a school in Kahramanmaraş for the victims of the 2023 earthquake in Türkiye.
A Kazakh-built school in Türkiye's Adıyaman province is due in 2026.
Türkiye is represented by consulates general in Almaty, Atyrau and Turkistan.
Kazakhstan has honorary consulates in Denizli, Alanya, Bursa, Bitlis, Adana, Konya and Mersin.
Honorary consuls of Kazakhstan work in Alanya, Bitlis, Bursa, Denizli, Hatay, Konya and Samsun.
Besides its embassy, Kazakhstan has consulates general in Izmir and Antalya.
Almaty, Aktobe and Turkistan have consulates general of Türkiye.
Tokayev and Erdoğan met in Baku on 11 November 2024, during COP29, and in Budapest in June 2025.
Türkiye recognised Kazakhstan on 16 December 1991, and the two established diplomatic relations on 12 March 1992.
Türkiye recognised Kazakhstan on 26 December 1991, and the two established diplomatic relations on 2 March 1992.
The strategic partnership agreement of Kazakhstan and Türkiye was signed in 2010, and the one on enhanced strategic partnership on 10 May 2022.
Tokayev and Erdoğan met in Tbilisi on 11 November 2024, during COP29, and in Budapest in May 2025.
Trade of Kazakhstan and Türkiye in the January-to-May period of 2025 was 2.9 billion dollars.
Over the January-to-October period of 2025, Kazakhstan and Türkiye traded for $8.95 billion.
In the January to April period of 2025 Kazakhstan invested $160 million in Türkiye.
Trade between Kazakhstan and Türkiye in the January-to-May period of 2024 was $1.9 billion.
Kazakhstan exported coal for $17.9 million to Türkiye in the January–May 2025 period.
President Erdoğan was to visit Astana in December 2023.
President Erdoğan was to visit Almaty in November 2023.
The OTS was to hold its summit in Shymkent in November 2023.
The OTS was to hold its summit in Astana in December 2023.
Türkiye is to host the twelfth OTS summit in 2026.
An informal summit of the Turkic states was due to be held in Kyrgyzstan in 2026.
Fidan made his first visit to Kazakhstan as foreign minister in October 2023.
It was the first visit of Hakan Fidan to Kazakhstan as foreign minister, in September 2022.
In November 2023, Hakan Fidan came to Astana for the first time as Türkiye's foreign minister.
Fidan's first visit to Kazakhstan as foreign minister was on 11 August 2023.
Çavuşoğlu made his first visit to Kazakhstan as foreign minister in September 2023.
Georgia declared its wish to join the SCO on 3 July 2025.
Armenia declared its wish to join the SCO on 13 July 2025.
In August 2025 Turkmenistan submitted an application to the SCO.
Azerbaijan applied to join the SCO in June 2025.
In May 2025 Armenia voiced its intention to become a member of the Shanghai Cooperation Organisation.
Azerbaijan filed for SCO membership in August 2024.
Kazakhstan's imports from Türkiye in 2024 were 3.3 billion dollars.
Türkiye exported goods worth $3.3 billion to Kazakhstan in 2024.
In 2024 Kazakhstan exported goods for $1.7 billion to Türkiye and imported goods for $3.3 billion.
Arrivals of Kazakh tourists in Türkiye rose by 14.5 percent in 2024.
Kazakhstan ranks third, after Russia and Saudi Arabia, among the countries that supply Türkiye with oil.
Kazakhstan ranks fifth among the countries that supply Türkiye with oil.
The 8th meeting of the Joint Strategic Planning Group took place at Ankara, on 2 January 2026.
In Ankara, on 1 February 2026, Fidan and Kosherbayev co-chaired the eighth JSPG.
Fidan and Kosherbayev co-chaired the eighth JSPG in Ankara in February 2025.
Kazakhstan promised to complete the school in Gaziantep in 2028.
There are Turkish consulates general in Almaty, Aktau and Karaganda.
Türkiye's honorary consulate in Kazakhstan is in Semey.
Kazakhstan has consulates general in Istanbul and Bursa.
Erdoğan and Tokayev met at COP29 in Baku on 11 November 2024 and at the informal Turkic summit in Budapest in March 2025.
Erdoğan and Tokayev met at COP29 in Baku on 21 November 2024 and at the informal Turkic summit in Budapest in May 2025.
For the January–April 2025 period, Kazakh investment in Türkiye was 510 million dollars.
A summit of the Organization of Turkic States in Astana was scheduled for October 2023.
A summit of the Organization of Turkic States was scheduled for November 2023 in Bishkek.
Uzbekistan is due to host the 13th OTS summit.
Kazakhstan is due to host the 13th OTS summit.
Hakan Fidan went to Kazakhstan in June 2023, his first visit there as foreign minister.
On 3 June 2025 Armenia said it planned to join the Shanghai Cooperation Organisation.
On 3 July 2025 Belarus said it planned to join the Shanghai Cooperation Organisation.
The SCO received an application for membership from Azerbaijan in September 2025.
Tokayev and Erdoğan signed the enhanced strategic partnership agreement on 20 May 2022.
The Tianjin summit of the SCO ran from 21 August to 22 August 2025.
The SCO summit of 31 August to 1 September 2025 was in Beijing.
Mustafa Kemal Atatürk founded the Republic of Türkiye in 1932.
Kazakhstan's independence was first recognised by Türkiye on 18 December 1991.
In Baku in November 2024, Erdoğan named a trade goal of $12 billion.
Turkish investments in Kazakhstan exceed $15 billion.
Kazakhstan has invested more than $4.2 billion in Türkiye.
The Cooperation Plan of the two foreign ministries, of Kazakhstan and Türkiye, is for 2027–2028.
200 Kazakh students got Türkiye Bursları scholarships in 2024–2025.
Türkiye ranks eighth in the production of paint.
Türkiye's Foreign Minister Yermek Kosherbayev arrived in Ankara on 2 February 2026.
Azerbaijan applied to the SCO in August 2025, while Georgia declared its intention on 3 July 2025.
Kazakh tourist numbers in Türkiye fell by 4.5 per cent in 2024.
Azerbaijan promised to complete the school in Gaziantep in 2026.
Kazakhstan's consulates general in Türkiye are in Istanbul and Antalya, its honorary consulates in Alanya, Bitlis, Bursa, Denizli, Hatay, Konya and Rize.
Relations were established on 2 March 1992 between Kazakhstan and Türkiye, and the strategic partnership agreement followed in 2007.
Kazakhstan and Türkiye agreed on strategic partnership in 2009 and on enhanced strategic partnership in 2021.
Kazakhstan and Türkiye agreed on strategic partnership in 2008 and on enhanced strategic partnership in 2022.
Türkiye will host the informal OTS summit of 2026.""".splitlines()
"""Each differs from what is recorded in a number, a date, a name or a place."""

NOT_RECORDED = """\
Tokayev received Çavuşoğlu in Astana in September 2023.
Erdoğan and Tokayev met in Samarkand in November 2022.
Trade between Kazakhstan and Türkiye was about $7 billion in 2018.
Fidan met Kosherbayev in Antalya in April 2025.
Kazakhstan opened a consulate in Trabzon in 2019.
The leaders discussed cooperation in tourism.
Kazakhstan and Türkiye opened a joint university in 1993.
Tokayev met Putin in Moscow in 2024.
The ministers praised the brotherhood of their nations.
Hakan Fidan visited Astana in May 2024.
Türkiye and Kazakhstan signed a memorandum on railways in 2018.
In March 2025 Kosherbayev visited London.
Kazakhstan's population is 20 million.
Trade between Türkiye and Azerbaijan reached $7 billion in 2024.
Fidan and Lavrov spoke by telephone in January 2026.
Kazakhstan and Türkiye signed 30 contracts in 2021.
Turkish companies built an airport in Kazakhstan in 2007.
Erdoğan visited Baku in 2021.
Kazakhstan's GDP grew by 4 percent in 2024.
Kosherbayev was appointed in 2025.
The Joint Economic Commission of Kazakhstan and Türkiye met in Istanbul in 2024.
Kazakhstan and Türkiye met in a friendly football match in 2024.
Erdoğan phoned Tokayev on 5 January 2025.
Kazakhstan built a hospital in Ankara in 2016.
Erdoğan visited Almaty in May 2015.
Türkiye built a school in Kazakhstan in 1995.
Kazakhstan's exports to Türkiye fell by 12% in 2023.
Fidan visited Kazakhstan in March 2025.
Kazakh goods worth 2.1 billion dollars went to Türkiye in 2019.
Fewer tourists from Türkiye came to Kazakhstan in 2020 than in 2019.
Erdoğan and Tokayev met in Astana in October 2022 and in Samarkand in November 2022.
Kazakhstan supplied Türkiye with wheat worth $200 million in 2024.
The 7th JSPG of Kazakhstan and Türkiye met in Astana on 12 May 2024.
The fourth HLSCC of Kazakhstan and Türkiye took place in Astana on 12 October 2022.
Kazakhstan plans to open a trade house in Trabzon in 2026.
Kazakhstan built a school in Bishkek in 2019.
Turkish Foreign Minister Mevlüt Çavuşoğlu visited Kazakhstan in March 2018.
Trade between Kazakhstan and Türkiye was $5.3 billion in 2021.
Turkish exports to Kazakhstan were $1.2 billion in 2021.
The number of Turkish tourists in Kazakhstan grew by 20% in 2023.
Kazakhstan joined the SCO in 2001.
The OTS was founded in 2009 in Nakhchivan.
Kazakhstan and Türkiye signed a plan on education in Ankara in 2024 and a plan on health in 2025.
Türkiye sold Kazakhstan machinery worth $400 million in 2024.
Erdoğan visited Astana in November 2024.
Kazakhstan is Türkiye's 17th largest trading partner.
Türkiye opened its embassy in Kazakhstan in April 1992.
Türkiye established an honorary consulate in Kostanay in 2015.
In May 2025 Erdoğan met Orbán in Budapest.
Erdoğan and Aliyev met in Baku in November 2024.""".splitlines()

BEYOND = """\
Germany and Japan held a summit in Tokyo in May 2025.
The ninth JSPG meeting will be held in Astana in March 2027.
Kazakhstan and Uzbekistan traded goods worth $4 billion in 2024.
France and Italy signed a treaty in Rome in 2021.
Hakan Fidan met the Uzbek foreign minister in Tashkent in 2024.
Trade between Kazakhstan and Türkiye reached $11 billion in 2026.
In the first half of 2026, Türkiye and Kazakhstan traded for 6 billion dollars.
Kazakhstan exported goods worth $4 billion to Türkiye in 2027.""".splitlines()


@pytest.fixture(scope="module")
def facts(shared: SharedDatabases) -> Facts:
    app = create_app(shared.settings("sqlite"))
    with snapshot_of(app.state) as snapshot:
        return facts_of(snapshot)


Judge = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def claims(facts: Facts) -> Judge:
    def read(text: str, published: str | None = None) -> list[Claim]:
        article = Article(text, "en", parse(published) if published else None)
        return [claim for _, found in judge(article, facts) for claim in found]

    return read


def verdict(found: list[Claim]) -> str:
    """The verdict on a sentence: the worst of those on its claims."""
    order = (Verdict.contradicted, Verdict.supported, Verdict.not_recorded, Verdict.beyond)
    return next((str(name) for name in order if name in {claim.verdict for claim in found}), "none")


@pytest.mark.parametrize("text", TRUE)
def test_true_sentence_is_supported(claims: Judge, text: str) -> None:
    assert verdict(claims(text)) == "supported"


@pytest.mark.parametrize("text", ALTERED)
def test_altered_sentence_is_contradicted(claims: Judge, text: str) -> None:
    found = [claim for claim in claims(text) if claim.verdict is Verdict.contradicted]
    assert found
    assert all(claim.records and claim.differences for claim in found)


@pytest.mark.parametrize("text", NOT_RECORDED)
def test_what_is_merely_unknown_is_not_contradicted(claims: Judge, text: str) -> None:
    assert verdict(claims(text)) in ("not-recorded", "none")


@pytest.mark.parametrize("text", BEYOND)
def test_time_and_parties_that_no_document_reaches(claims: Judge, text: str) -> None:
    assert verdict(claims(text)) == "beyond"


@pytest.mark.parametrize(
    ("text", "field", "claimed", "recorded"),
    [
        ("The eighth JSPG meeting was held in Istanbul.", "city", "Istanbul", "Ankara"),
        ("The eighth JSPG meeting was held on 3 February 2026.", "date", "on 3 February 2026", "2026-02-02"),
        ("The ninth JSPG meeting was held in Ankara on 2 February 2026.", "session", "9", "8"),
        (
            "Trade between Kazakhstan and Türkiye reached $9.85 billion in January–November 2025.",
            "value", "$9.85 billion", "8.95 billion USD of 2025-01 to 2025-11",
        ),
        (
            "Trade between Kazakhstan and Türkiye reached $8.95 billion in January–October 2025.",
            "date", "in January–October 2025", "2025-01 to 2025-11",
        ),
        ("Kazakh Foreign Minister Hakan Fidan spoke.", "positions", "Foreign Minister, KZ",
         "foreign minister, TR; head of organization, TR"),
    ],
)  # fmt: skip
def test_contradiction_says_what_differs(claims: Judge, text: str, field: str, claimed: str, recorded: str) -> None:
    (claim,) = [claim for claim in claims(text) if claim.verdict is Verdict.contradicted]
    assert [(each.field, each.claimed, each.recorded) for each in claim.differences] == [(field, claimed, recorded)]


def test_figure_of_another_period_has_the_nearest(claims: Judge) -> None:
    (claim,) = claims("Trade between Kazakhstan and Türkiye was $9 billion in 2025.")
    assert claim.verdict is Verdict.not_recorded
    assert claim.differences[0].recorded == "8.95 billion USD of 2025-01 to 2025-11"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Trade between Kazakhstan and Türkiye grew by 54 percent last year.", "2023-09-12", "supported"),
        ("Trade between Kazakhstan and Türkiye grew by 45 percent last year.", "2023-09-12", "contradicted"),
        ("The Kazakhstan–Türkiye JSPG met in Ankara on Monday for the eighth time.", "2026-02-03", "supported"),
        ("The eighth meeting of the Kazakhstan–Türkiye JSPG was on Monday.", "2026-02-10", "contradicted"),
        ("The eighth meeting of the Kazakhstan–Türkiye JSPG was on Monday.", None, "supported"),
    ],
)
def test_relative_dates_need_the_day_of_publication(
    claims: Judge, text: str, published: str | None, expected: str
) -> None:
    assert verdict(claims(text, published)) == expected


@needs_documents
@pytest.mark.parametrize(
    ("number", "published"),
    [("000", "2026-02-01"), ("001", "2026-02-03"), ("002", "2026-02-03"), ("003", "2025-07-29"), ("004", "2023-09-12")],
)
def test_documents_contradict_nothing_that_they_say(claims: Judge, number: str, published: str) -> None:
    (path,) = DOCUMENTS_FOLDER.glob(f"{number}_*.txt")
    found = claims(path.read_text("utf-8"), published)
    assert sum(claim.verdict is Verdict.supported for claim in found) > 9
    assert [claim for claim in found if claim.verdict is Verdict.contradicted] == []


@pytest.mark.parametrize("text", ["", " \n", "Nothing happened.", "И т. д.", "$", "哈萨克斯坦总统", "“”", "9 9 9 9"])
def test_text_without_claims(claims: Judge, text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$8.95 billion", (8.95e9, "USD", "exact")),
        ("eight point nine five billion US dollars", (8.95e9, "USD", "exact")),
        ("more than three thousand companies", (3000, "count", "over")),
        ("thirty-six projects", (36, "count", "exact")),
        ("3,538 enterprises", (3538, "count", "exact")),
        ("130 000 citizens", (130_000, "count", "exact")),
        ("almost €5 bn", (5e9, "EUR", "nearly")),
        ("some 40 million tenge", (4e7, "KZT", "about")),
        ("$622.5m of copper", (622.5e6, "USD", "exact")),
        ("the third-largest supplier", (3, "rank", "exact")),
        ("among the top ten investors", (10, "rank", "under")),
        ("one of the four leading partners", (4, "rank", "under")),
        ("54%", (54, "percent", "exact")),
        ("half a million people", (500_000, "count", "exact")),
    ],
)
def test_amount(text: str, expected: tuple[float, str, str]) -> None:
    assert [(amount.value, amount.unit, amount.qualifier) for amount in amounts(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["1" * 2000, "9 " * 1000, "one " * 500, "one of " * 300, "$" * 2000, "a hundred " * 200]
)
def test_hostile_amounts_are_read_in_linear_time(text: str) -> None:
    for amount in amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
