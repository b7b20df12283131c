"""Who led or leads which country: heads of state and of government and foreign ministers since about 1995.

Newspapers name them without their country. A line is ``CODE: names``; a country has as many as newspapers write about.
"""

from collections.abc import Iterator, Mapping, Set
from functools import cache

from app.domain.text import fold

_LINES = """
AE: Mohamed bin Zayed Al Nahyan, Khalifa bin Zayed Al Nahyan, Mohammed bin Rashid Al Maktoum, Abdullah bin Zayed Al
  Nahyan, Mansour bin Zayed Al Nahyan
AF: Ashraf Ghani, Hamid Karzai, Abdullah Abdullah, Amir Khan Muttaqi, Hanif Atmar
AL: Edi Rama, Bajram Begaj, Ilir Meta, Sali Berisha, Olta Xhaçka, Igli Hasani
AM: Nikol Pashinyan, Vahagn Khachaturyan, Armen Sarkissian, Serzh Sargsyan, Robert Kocharyan, Ararat Mirzoyan, Edward
  Nalbandian, Zohrab Mnatsakanyan, Ara Aivazian
AO: João Lourenço, José Eduardo dos Santos, Téte António, Manuel Augusto
AR: Javier Milei, Alberto Fernández, Mauricio Macri, Cristina Fernández de Kirchner, Néstor Kirchner, Diana Mondino,
  Gerardo Werthein, Pablo Quirno, Santiago Cafiero, Felipe Solá, Jorge Faurie
AT: Karl Nehammer, Sebastian Kurz, Alexander Schallenberg, Alexander Van der Bellen, Christian Stocker, Werner Faymann,
  Christian Kern, Brigitte Bierlein, Heinz Fischer, Beate Meinl-Reisinger
AU: Anthony Albanese, Scott Morrison, Malcolm Turnbull, Tony Abbott, Kevin Rudd, Julia Gillard, John Howard, Penny
  Wong, Marise Payne, Julie Bishop
AZ: Ilham Aliyev, Heydar Aliyev, Ali Asadov, Jeyhun Bayramov, Elmar Mammadyarov, Novruz Mammadov, Artur Rasizade
BA: Christian Schmidt, Željko Komšić, Milorad Dodik, Denis Bećirović, Željka Cvijanović, Bisera Turković, Elmedin
  Konaković, Borjana Krišto, Šefik Džaferović
BD: Sheikh Hasina, Muhammad Yunus, Khaleda Zia, Tarique Rahman, Mohammed Shahabuddin, Mohammad Abdul Hamid, Hasan
  Mahmud, A K Abdul Momen, A H Mahmood Ali, Touhid Hossain
BE: Alexander De Croo, Bart De Wever, Charles Michel, Elio Di Rupo, Herman Van Rompuy, Sophie Wilmès, Didier Reynders,
  Hadja Lahbib, Maxime Prévot
BF: Ibrahim Traoré, Roch Marc Christian Kaboré, Blaise Compaoré, Paul-Henri Damiba
BG: Rumen Radev, Boyko Borissov, Kiril Petkov, Nikolay Denkov, Rosen Plevneliev, Rossen Jeliazkov, Rosen Zhelyazkov,
  Dimitar Glavchev, Mariya Gabriel, Ekaterina Zaharieva, Galab Donev
BH: Hamad bin Isa Al Khalifa, Salman bin Hamad Al Khalifa, Khalifa bin Salman Al Khalifa, Abdullatif bin Rashid Al
  Zayani, Khalid bin Ahmed Al Khalifa
BI: Évariste Ndayishimiye, Pierre Nkurunziza
BJ: Patrice Talon, Thomas Boni Yayi, Aurélien Agbénonci, Olushegun Adjadi Bakari, Romuald Wadagni
BN: Hassanal Bolkiah, Erywan Pehin Yusof
BO: Luis Arce, Evo Morales, Jeanine Áñez, Rodrigo Paz, Rogelio Mayta, Celinda Sosa
BR: Luiz Inácio Lula da Silva, Jair Bolsonaro, Michel Temer, Dilma Rousseff, Fernando Henrique Cardoso, Mauro Vieira,
  Ernesto Araújo, Carlos França, Aloysio Nunes Ferreira, José Serra, Celso Amorim, Geraldo Alckmin, Hamilton Mourão
BT: Tshering Tobgay, Lotay Tshering, Jigme Khesar Namgyel Wangchuck, Tandi Dorji, D N Dhungyel
BW: Duma Boko, Mokgweetsi Masisi, Ian Khama, Festus Mogae, Lemogang Kwape
BY: Alexander Lukashenko, Aleksandr Lukashenko, Alyaksandr Lukashenka, Roman Golovchenko, Alexander Turchin, Vladimir
  Makei, Sergei Aleinik, Maxim Ryzhenkov, Andrei Kobyakov, Sergei Rumas
CA: Justin Trudeau, Mark Carney, Stephen Harper, Jean Chrétien, Paul Martin, Mélanie Joly, Anita Anand, Chrystia
  Freeland, Marc Garneau
CD: Félix Tshisekedi, Joseph Kabila, Christophe Lutundula, Thérèse Kayikwamba Wagner, Judith Suminwa Tuluka
CF: Faustin-Archange Touadéra
CG: Denis Sassou Nguesso, Jean-Claude Gakosso
CH: Ignazio Cassis, Viola Amherd, Karin Keller-Sutter, Alain Berset, Simonetta Sommaruga, Guy Parmelin, Didier
  Burkhalter, Ueli Maurer, Doris Leuthard
CI: Alassane Ouattara, Laurent Gbagbo, Kandia Camara, Robert Beugré Mambé, Patrick Achi
CL: Gabriel Boric, Sebastián Piñera, Michelle Bachelet, Ricardo Lagos, José Antonio Kast, Alberto van Klaveren, Heraldo
  Muñoz, Roberto Ampuero, Teodoro Ribera, Andrés Allamand, Antonia Urrejola
CM: Paul Biya, Lejeune Mbella Mbella
CN: Xi Jinping, Li Keqiang, Li Qiang, Wang Yi, Hu Jintao, Wen Jiabao, Jiang Zemin, Qin Gang, Yang Jiechi, Ding
  Xuexiang, Han Zheng, Zhao Leji, Wang Qishan
CO: Gustavo Petro, Iván Duque, Juan Manuel Santos, Álvaro Uribe, Álvaro Leyva, Luis Gilberto Murillo, Laura Sarabia,
  Marta Lucía Ramírez, Carlos Holmes Trujillo, Claudia Blum, María Ángela Holguín, Francia Márquez
CR: Rodrigo Chaves, Carlos Alvarado Quesada, Luis Guillermo Solís, Laura Chinchilla, Arnoldo André Tinoco, Óscar Arias
CU: Miguel Díaz-Canel, Raúl Castro, Fidel Castro, Bruno Rodríguez Parrilla, Manuel Marrero
CV: José Maria Neves, Jorge Carlos Fonseca, Ulisses Correia e Silva
CY: Nikos Christodoulides, Nicos Anastasiades, Constantinos Kombos, Ioannis Kasoulides, Dimitris Christofias
CZ: Petr Pavel, Petr Fiala, Andrej Babiš, Miloš Zeman, Václav Klaus, Bohuslav Sobotka, Jan Lipavský, Tomáš Petříček,
  Petr Macinka, Lubomír Zaorálek
DE: Olaf Scholz, Angela Merkel, Friedrich Merz, Frank-Walter Steinmeier, Gerhard Schröder, Annalena Baerbock, Johann
  Wadephul, Heiko Maas, Sigmar Gabriel, Guido Westerwelle, Joachim Gauck, Helmut Kohl
DJ: Ismail Omar Guelleh, Ismaïl Omar Guelleh, Mahmoud Ali Youssouf
DK: Mette Frederiksen, Lars Løkke Rasmussen, Helle Thorning-Schmidt, Jeppe Kofod
DO: Luis Abinader, Danilo Medina, Leonel Fernández, Roberto Álvarez, Miguel Vargas
DZ: Abdelmadjid Tebboune, Abdelaziz Bouteflika, Ahmed Attaf, Ramtane Lamamra, Sabri Boukadoum, Aymen Benabderrahmane,
  Nadir Larbaoui, Abdelkader Messahel, Sifi Ghrieb, Ahmed Ouyahia
EC: Daniel Noboa, Guillermo Lasso, Lenín Moreno, Rafael Correa, Gabriela Sommerfeld, Juan Carlos Holguín, José
  Valencia, Gustavo Manrique
EE: Kaja Kallas, Alar Karis, Kersti Kaljulaid, Jüri Ratas, Taavi Rõivas, Kristen Michal, Margus Tsahkna, Urmas
  Reinsalu, Toomas Hendrik Ilves, Urmas Paet
EG: Abdel Fattah el-Sisi, Abdel Fattah al-Sisi, Hosni Mubarak, Mohamed Morsi, Sameh Shoukry, Badr Abdelatty, Mostafa
  Madbouly, Nabil Fahmy, Sherif Ismail
ER: Isaias Afwerki, Osman Saleh
ES: Pedro Sánchez, Mariano Rajoy, José Luis Rodríguez Zapatero, José María Aznar, Felipe VI, José Manuel Albares,
  Arancha González Laya, Josep Borrell Fontelles, Alfonso Dastis, Juan Carlos I
ET: Abiy Ahmed, Hailemariam Desalegn, Meles Zenawi, Sahle-Work Zewde, Taye Atske Selassie, Demeke Mekonnen, Gedion
  Timothewos, Workneh Gebeyehu, Mulatu Teshome
FI: Sanna Marin, Petteri Orpo, Alexander Stubb, Sauli Niinistö, Juha Sipilä, Elina Valtonen, Pekka Haavisto, Timo
  Soini, Tarja Halonen, Antti Rinne
FJ: Sitiveni Rabuka, Frank Bainimarama, Wiliame Katonivere, Naiqama Lalabalavu
FR: Emmanuel Macron, François Hollande, Nicolas Sarkozy, Jacques Chirac, Sébastien Lecornu, François Bayrou, Michel
  Barnier, Gabriel Attal, Élisabeth Borne, Jean Castex, Édouard Philippe, Jean-Yves Le Drian, Catherine Colonna,
  Stéphane Séjourné, Jean-Noël Barrot, Laurent Fabius, Jean-Marc Ayrault, Manuel Valls
GA: Ali Bongo Ondimba, Brice Oligui Nguema, Omar Bongo
GB: Keir Starmer, Rishi Sunak, Boris Johnson, Theresa May, David Cameron, Liz Truss, Gordon Brown, Tony Blair, David
  Lammy, Yvette Cooper, James Cleverly, Dominic Raab, Jeremy Hunt, Philip Hammond, William Hague
GE: Irakli Kobakhidze, Irakli Garibashvili, Giorgi Gakharia, Giorgi Kvirikashvili, Mamuka Bakhtadze, Salome
  Zourabichvili, Mikheil Kavelashvili, Giorgi Margvelashvili, Mikheil Saakashvili, Ilia Darchiashvili, David
  Zalkaliani, Maka Botchorishvili, Maka Bochorishvili, Mikheil Janelidze, Tamar Beruchashvili, Maia Panjikidze, Eduard
  Shevardnadze
GH: John Dramani Mahama, Nana Akufo-Addo, John Kufuor, John Atta Mills, Shirley Ayorkor Botchwey, Samuel Okudzeto
  Ablakwa, Hanna Tetteh
GM: Adama Barrow, Yahya Jammeh, Mamadou Tangara
GN: Mamady Doumbouya, Mamadi Doumbouya, Alpha Condé, Morissanda Kouyaté
GQ: Teodoro Obiang Nguema Mbasogo, Simeón Oyono Esono
GR: Kyriakos Mitsotakis, Alexis Tsipras, Antonis Samaras, George Papandreou, Katerina Sakellaropoulou, Prokopis
  Pavlopoulos, Constantine Tassoulas, Nikos Dendias, George Gerapetritis, Giorgos Gerapetritis, Nikos Kotzias, Karolos
  Papoulias
GT: Bernardo Arévalo, Alejandro Giammattei, Jimmy Morales, Otto Pérez Molina, Carlos Ramiro Martínez, Mario Búcaro
GW: Umaro Sissoco Embaló, José Mário Vaz
GY: Irfaan Ali, David Granger, Bharrat Jagdeo, Hugh Todd, Mark Phillips, Carl Greenidge
HN: Xiomara Castro, Juan Orlando Hernández, Nasry Asfura, Enrique Reina
HR: Andrej Plenković, Zoran Milanović, Kolinda Grabar-Kitarović, Ivo Josipović, Gordan Grlić-Radman, Ivo Sanader,
  Stjepan Mesić, Vesna Pusić, Marija Pejčinović Burić
HT: Jovenel Moïse, Ariel Henry, Michel Martelly, Garry Conille, Alix Didier Fils-Aimé
HU: Viktor Orbán, Péter Szijjártó, Tamás Sulyok, Katalin Novák, János Áder, Ferenc Gyurcsány, Péter Magyar, László
  Sólyom, János Martonyi
ID: Prabowo Subianto, Joko Widodo, Susilo Bambang Yudhoyono, Megawati Sukarnoputri, Retno Marsudi, Sugiono, Jusuf
  Kalla, Ma'ruf Amin, Marty Natalegawa, Gibran Rakabuming
IE: Micheál Martin, Leo Varadkar, Simon Harris, Enda Kenny, Michael D. Higgins, Catherine Connolly, Simon Coveney,
  Brian Cowen, Bertie Ahern
IL: Benjamin Netanyahu, Naftali Bennett, Yair Lapid, Isaac Herzog, Reuven Rivlin, Ehud Olmert, Ariel Sharon, Shimon
  Peres, Eli Cohen, Israel Katz, Gideon Sa'ar, Gabi Ashkenazi, Avigdor Lieberman
IN: Narendra Modi, Manmohan Singh, Atal Bihari Vajpayee, Droupadi Murmu, Ram Nath Kovind, Pranab Mukherjee, Pratibha
  Patil, S Jaishankar, Subrahmanyam Jaishankar, Sushma Swaraj, S M Krishna, Salman Khurshid, Jagdeep Dhankhar, Venkaiah
  Naidu, Vinay Kwatra, Vikram Misri, Harsh Vardhan Shringla, Vijay Gokhale
IQ: Mohammed Shia al-Sudani, Mustafa al-Kadhimi, Adel Abdul-Mahdi, Haider al-Abadi, Nouri al-Maliki, Barham Salih,
  Abdul Latif Rashid, Fuad Hussein, Fuad Masum, Ibrahim al-Jaafari, Jalal Talabani, Hoshyar Zebari
IR: Masoud Pezeshkian, Ebrahim Raisi, Hassan Rouhani, Mahmoud Ahmadinejad, Mohammad Khatami, Abbas Araghchi, Abbas
  Araqchi, Hossein Amir-Abdollahian, Mohammad Javad Zarif, Ali Khamenei, Mohammad Mokhber, Ali Bagheri Kani, Ali Akbar
  Salehi, Manouchehr Mottaki, Mohammad Reza Aref, Eshaq Jahangiri
IS: Kristrún Frostadóttir, Bjarni Benediktsson, Katrín Jakobsdóttir, Guðni Jóhannesson, Halla Tómasdóttir, Þorgerður
  Katrín Gunnarsdóttir, Guðlaugur Þór Þórðarson, Ólafur Ragnar Grímsson
IT: Giorgia Meloni, Mario Draghi, Giuseppe Conte, Matteo Renzi, Paolo Gentiloni, Enrico Letta, Mario Monti, Silvio
  Berlusconi, Sergio Mattarella, Giorgio Napolitano, Antonio Tajani, Luigi Di Maio, Angelino Alfano
JM: Andrew Holness, Portia Simpson-Miller, Kamina Johnson Smith
JO: Abdullah II, King Abdullah II, Ayman Safadi, Jafar Hassan, Bisher Khasawneh, Omar Razzaz, Hani Mulki, Nasser Judeh,
  Abdullah Ensour
JP: Fumio Kishida, Shinzo Abe, Yoshihide Suga, Shigeru Ishiba, Sanae Takaichi, Junichiro Koizumi, Yoshihiko Noda, Naoto
  Kan, Taro Aso, Yukio Hatoyama, Yasuo Fukuda, Toshimitsu Motegi, Taro Kono, Yoshimasa Hayashi, Yoko Kamikawa, Takeshi
  Iwaya, Fumio Kishida, Emperor Naruhito
KE: William Ruto, Uhuru Kenyatta, Mwai Kibaki, Daniel arap Moi, Musalia Mudavadi, Alfred Mutua, Raychelle Omamo, Monica
  Juma, Amina Mohamed, Rigathi Gachagua, Kithure Kindiki, Raila Odinga
KG: Sadyr Japarov, Sadyr Zhaparov, Sooronbay Jeenbekov, Almazbek Atambayev, Roza Otunbayeva, Kurmanbek Bakiyev, Askar
  Akayev, Jeenbek Kulubaev, Zheenbek Kulubaev, Akylbek Japarov, Akylbek Zhaparov, Adylbek Kasymaliev, Chingiz
  Aidarbekov, Erlan Abdyldaev, Ruslan Kazakbaev, Ulukbek Maripov, Sapar Isakov, Temir Sariev, Joomart Otorbaev
KH: Hun Sen, Hun Manet, Norodom Sihamoni, Prak Sokhonn, Sok Chenda Sophea, Hor Namhong
KP: Kim Jong Un, Kim Jong-un, Kim Jong Il, Choe Son Hui, Ri Yong Ho, Kim Yong Nam
KR: Yoon Suk Yeol, Yoon Suk-yeol, Moon Jae-in, Park Geun-hye, Lee Jae-myung, Lee Jae Myung, Lee Myung-bak, Roh
  Moo-hyun, Kim Dae-jung, Han Duck-soo, Park Jin, Cho Tae-yul, Cho Hyun, Chung Eui-yong, Kang Kyung-wha, Yun Byung-se,
  Kim Boo-kyum, Lee Nak-yon, Chung Sye-kyun, Kim Min-seok
KW: Mishal Al-Ahmad Al-Jaber Al-Sabah, Nawaf Al-Ahmad Al-Jaber Al-Sabah, Sabah Al-Ahmad Al-Jaber Al-Sabah, Abdullah Ali
  Al-Yahya, Salem Abdullah Al-Jaber Al-Sabah, Ahmad Al-Abdullah Al-Sabah, Sabah Khaled Al-Hamad Al-Sabah
KZ: Kassym-Jomart Tokayev, Nursultan Nazarbayev, Olzhas Bektenov, Alikhan Smailov, Askar Mamin, Bakhytzhan Sagintayev,
  Karim Massimov, Murat Nurtleu, Mukhtar Tileuberdi, Mukhtar Tleuberdi, Beibut Atamkulov, Kairat Abdrakhmanov, Erlan
  Idrissov, Yermek Kosherbayev, Yerzhan Kazykhanov
LA: Thongloun Sisoulith, Sonexay Siphandone, Phankham Viphavanh, Bounnhang Vorachith, Saleumxay Kommasith, Thongsavanh
  Phomvihane, Choummaly Sayasone, Thongsing Thammavong
LB: Joseph Aoun, Michel Aoun, Najib Mikati, Nawaf Salam, Saad Hariri, Hassan Diab, Abdallah Bou Habib, Youssef Raggi,
  Gebran Bassil, Nabih Berri, Michel Sleiman
LK: Anura Kumara Dissanayake, Ranil Wickremesinghe, Gotabaya Rajapaksa, Mahinda Rajapaksa, Maithripala Sirisena, Harini
  Amarasuriya, Vijitha Herath, Ali Sabry, Dinesh Gunawardena, G L Peiris, Chandrika Kumaratunga
LR: Joseph Boakai, George Weah, Ellen Johnson Sirleaf, Sara Beysolow Nyanti
LS: Sam Matekane, Moeketsi Majoro, Tom Thabane, Letsie III, Lejone Mpotjoana
LT: Gitanas Nausėda, Dalia Grybauskaitė, Ingrida Šimonytė, Saulius Skvernelis, Gabrielius Landsbergis, Kęstutis Budrys,
  Linas Linkevičius, Inga Ruginienė, Gintautas Paluckas, Valdas Adamkus
LU: Luc Frieden, Xavier Bettel, Jean Asselborn
LV: Edgars Rinkēvičs, Egils Levits, Raimonds Vējonis, Krišjānis Kariņš, Evika Siliņa, Baiba Braže, Māris Kučinskis,
  Valdis Zatlers, Andris Bērziņš, Laimdota Straujuma
LY: Abdul Hamid Dbeibah, Mohamed al-Menfi, Fayez al-Sarraj, Najla Mangoush, Muammar Gaddafi, Khalifa Haftar, Aguila
  Saleh
MA: Mohammed VI, King Mohammed VI, Aziz Akhannouch, Nasser Bourita, Saadeddine Othmani, Abdelilah Benkirane,
  Salaheddine Mezouar
MD: Maia Sandu, Igor Dodon, Nicolae Timofti, Dorin Recean, Natalia Gavrilița, Pavel Filip, Nicu Popescu, Mihai Popșoi,
  Alexandru Munteanu, Ion Chicu, Vladimir Voronin, Andrei Galbur
ME: Jakov Milatović, Milo Đukanović, Filip Vujanović, Milojko Spajić, Dritan Abazović, Zdravko Krivokapić, Duško
  Marković, Ervin Ibrahimović, Srđan Darmanović
MG: Andry Rajoelina, Hery Rajaonarimampianina, Michael Randrianirina, Rafaravavitafika Rasata
MK: Hristijan Mickoski, Gordana Siljanovska-Davkova, Stevo Pendarovski, Dimitar Kovačevski, Zoran Zaev, Bujar Osmani,
  Timčo Mucunski, Nikola Gruevski, Gjorge Ivanov, Nikola Dimitrov
ML: Assimi Goïta, Ibrahim Boubacar Keïta, Abdoulaye Diop, Choguel Maïga, Amadou Toumani Touré
MM: Min Aung Hlaing, Aung San Suu Kyi, Thein Sein, Htin Kyaw, Win Myint, Than Swe, Wunna Maung Lwin
MN: Ukhnaagiin Khurelsukh, Khaltmaagiin Battulga, Tsakhiagiin Elbegdorj, Luvsannamsrain Oyun-Erdene, Battsetseg
  Batmunkh, Batmunkh Battsetseg, Damdin Tsogtbaatar, Nambaryn Enkhbayar, Zandanshatar Gombojav, Nyam-Osor Uchral
MR: Mohamed Ould Ghazouani, Mohamed Ould Abdel Aziz, Mohamed Salem Ould Merzoug
MT: Robert Abela, Joseph Muscat, George Vella, Myriam Spiteri Debono, Ian Borg, Evarist Bartolo
MU: Navin Ramgoolam, Pravind Jugnauth, Anerood Jugnauth, Dharam Gokhool, Dhananjay Ramful, Maneesh Gobin,
  Prithvirajsing Roopun
MV: Mohamed Muizzu, Ibrahim Mohamed Solih, Abdulla Yameen, Mohamed Nasheed, Abdulla Khaleel, Moosa Zameer, Abdulla
  Shahid
MW: Lazarus Chakwera, Peter Mutharika, Joyce Banda, Nancy Tembo
MX: Claudia Sheinbaum, Andrés Manuel López Obrador, Enrique Peña Nieto, Felipe Calderón, Vicente Fox, Marcelo Ebrard,
  Alicia Bárcena, Juan Ramón de la Fuente, Luis Videgaray
MY: Anwar Ibrahim, Ismail Sabri Yaakob, Muhyiddin Yassin, Mahathir Mohamad, Najib Razak, Abdullah Ahmad Badawi, Mohamad
  Hasan, Zambry Abdul Kadir, Saifuddin Abdullah, Hishammuddin Hussein, Anifah Aman, Ahmad Zahid Hamidi, Sultan Ibrahim
  Iskandar
MZ: Daniel Chapo, Filipe Nyusi, Armando Guebuza, Joaquim Chissano, Verónica Macamo, Maria Manuela Lucas, José Pacheco
NA: Netumbo Nandi-Ndaitwah, Hage Geingob, Nangolo Mbumba, Hifikepunye Pohamba, Sam Nujoma, Saara Kuugongelwa-Amadhila,
  Selma Ashipala-Musavyi, Peya Mushelenga
NE: Mohamed Bazoum, Mahamadou Issoufou, Abdourahamane Tiani, Ali Lamine Zeine, Bakary Yaou Sangaré
NG: Bola Ahmed Tinubu, Muhammadu Buhari, Goodluck Jonathan, Umaru Yar'Adua, Olusegun Obasanjo, Yemi Osinbajo, Kashim
  Shettima, Yusuf Tuggar, Geoffrey Onyeama
NI: Daniel Ortega, Denis Moncada, Rosario Murillo, Valdrack Jaentschke
NL: Mark Rutte, Dick Schoof, Rob Jetten, King Willem-Alexander, Willem-Alexander, Jan Peter Balkenende, Wopke Hoekstra,
  Hanke Bruins Slot, Caspar Veldkamp, Stef Blok, Bert Koenders, Sigrid Kaag, David van Weel
NO: Jonas Gahr Støre, Erna Solberg, Jens Stoltenberg, Espen Barth Eide, Anniken Huitfeldt, Ine Eriksen Søreide, Børge
  Brende, King Harald V
NP: K P Sharma Oli, Pushpa Kamal Dahal, Sher Bahadur Deuba, Ram Chandra Poudel, Bidya Devi Bhandari, Sushila Karki,
  Sushil Koirala, Arzu Rana Deuba, Narayan Kaji Shrestha, N P Saud, Pradeep Kumar Gyawali, Narayan Khadka, Balendra
  Shah
NZ: Christopher Luxon, Jacinda Ardern, Chris Hipkins, John Key, Bill English, Helen Clark, Winston Peters, Nanaia
  Mahuta, Murray McCully
OM: Haitham bin Tarik, Haitham bin Tareq Al Said, Qaboos bin Said, Badr bin Hamad Albusaidi, Badr bin Hamad Al Busaidi,
  Yusuf bin Alawi
PA: José Raúl Mulino, Laurentino Cortizo, Juan Carlos Varela, Ricardo Martinelli, Javier Martínez-Acha, Janaina
  Tewaney, Erika Mouynes
PE: Dina Boluarte, Pedro Castillo, Martín Vizcarra, Francisco Sagasti, Pedro Pablo Kuczynski, Ollanta Humala, Alan
  García, Alejandro Toledo, José Jerí, Elmer Schialer, Javier González-Olaechea, Ana Cecilia Gervasi, Néstor Popolizio,
  Hugo de Zela
PG: James Marape, Peter O'Neill, Justin Tkatchenko
PH: Ferdinand Marcos Jr., Bongbong Marcos, Rodrigo Duterte, Benigno Aquino, Gloria Macapagal Arroyo, Enrique Manalo,
  Ma. Theresa Lazaro, Theresa Lazaro, Teodoro Locsin, Alan Peter Cayetano, Albert del Rosario, Sara Duterte, Leni
  Robredo
PK: Shehbaz Sharif, Imran Khan, Nawaz Sharif, Shahid Khaqan Abbasi, Anwaar-ul-Haq Kakar, Asif Ali Zardari, Arif Alvi,
  Mamnoon Hussain, Pervez Musharraf, Ishaq Dar, Shah Mahmood Qureshi, Bilawal Bhutto Zardari, Jalil Abbas Jilani,
  Khawaja Asif, Yousaf Raza Gilani, Hina Rabbani Khar, Sartaj Aziz
PL: Donald Tusk, Mateusz Morawiecki, Andrzej Duda, Karol Nawrocki, Beata Szydło, Ewa Kopacz, Bronisław Komorowski, Lech
  Kaczyński, Radosław Sikorski, Zbigniew Rau, Jacek Czaputowicz, Witold Waszczykowski, Aleksander Kwaśniewski
PS: Mahmoud Abbas, Mohammad Mustafa, Mohammad Shtayyeh, Riyad al-Maliki, Riyadh al-Maliki, Rami Hamdallah, Yasser
  Arafat, Varsen Aghabekian
PT: António Costa, Luís Montenegro, Marcelo Rebelo de Sousa, Pedro Passos Coelho, Aníbal Cavaco Silva, José Sócrates,
  Paulo Rangel, João Gomes Cravinho, Augusto Santos Silva, António José Seguro
PY: Santiago Peña, Mario Abdo Benítez, Horacio Cartes, Fernando Lugo, Rubén Ramírez Lezcano, Eladio Loizaga, Euclides
  Acevedo, Julio César Arriola, Antonio Rivas Palacios
QA: Tamim bin Hamad Al Thani, Hamad bin Khalifa Al Thani, Mohammed bin Abdulrahman Al Thani, Khalid bin Khalifa Al
  Thani, Khalid bin Mohammad Al Attiyah, Hamad bin Jassim Al Thani
RO: Klaus Iohannis, Nicușor Dan, Marcel Ciolacu, Ilie Bolojan, Nicolae Ciucă, Traian Băsescu, Victor Ponta, Luminița
  Odobescu, Oana Țoiu, Bogdan Aurescu, Emil Hurezeanu, Viorica Dăncilă, Ludovic Orban, Teodor Meleșcanu
RS: Aleksandar Vučić, Ana Brnabić, Ivica Dačić, Tomislav Nikolić, Miloš Vučević, Đuro Macut, Marko Đurić, Nikola
  Selaković, Boris Tadić
RU: Vladimir Putin, Dmitry Medvedev, Mikhail Mishustin, Sergey Lavrov, Sergei Lavrov, Boris Yeltsin, Valentina
  Matviyenko, Vyacheslav Volodin
RW: Paul Kagame, Vincent Biruta, Olivier Nduhungirehe, Louise Mushikiwabo, Edouard Ngirente, Justin Nsengiyumva
SA: Mohammed bin Salman, Salman bin Abdulaziz, Faisal bin Farhan, Adel al-Jubeir, Abdullah bin Abdulaziz, Saud
  al-Faisal, Ibrahim al-Assaf
SD: Omar al-Bashir, Abdel Fattah al-Burhan, Abdalla Hamdok, Kamil Idris, Mohamed Hamdan Dagalo
SE: Ulf Kristersson, Magdalena Andersson, Stefan Löfven, Fredrik Reinfeldt, Tobias Billström, Maria Malmer Stenergard,
  Ann Linde, Margot Wallström, Carl Bildt
SG: Lawrence Wong, Lee Hsien Loong, Tharman Shanmugaratnam, Halimah Yacob, Vivian Balakrishnan, Goh Chok Tong, K
  Shanmugam, Tony Tan
SI: Robert Golob, Janez Janša, Nataša Pirc Musar, Borut Pahor, Miro Cerar, Marjan Šarec, Tanja Fajon, Anže Logar, Karl
  Erjavec
SK: Robert Fico, Peter Pellegrini, Zuzana Čaputová, Eduard Heger, Igor Matovič, Andrej Kiska, Juraj Blanár, Miroslav
  Lajčák, Ivan Korčok, Iveta Radičová
SL: Julius Maada Bio, Ernest Bai Koroma, Timothy Musa Kabba, David J. Francis
SN: Bassirou Diomaye Faye, Macky Sall, Abdoulaye Wade, Ousmane Sonko, Yassine Fall, Aïssata Tall Sall, Sidiki Kaba
SO: Hassan Sheikh Mohamud, Mohamed Abdullahi Farmajo, Hamza Abdi Barre, Mohamed Hussein Roble, Ahmed Moallim Fiqi
SR: Chan Santokhi, Chandrikapersad Santokhi, Desi Bouterse, Jennifer Geerlings-Simons, Albert Ramdin
SS: Salva Kiir, Salva Kiir Mayardit, Riek Machar
SV: Nayib Bukele, Salvador Sánchez Cerén, Mauricio Funes, Alexandra Hill Tinoco
SY: Bashar al-Assad, Ahmed al-Sharaa, Asaad al-Shaibani, Asaad al-Shibani, Faisal Mekdad, Walid al-Moallem
SZ: King Mswati III, Mswati III, Russell Dlamini, Cleopas Dlamini
TD: Mahamat Idriss Déby, Idriss Déby, Succès Masra, Allamaye Halina
TG: Faure Gnassingbé, Robert Dussey
TH: Srettha Thavisin, Prayut Chan-o-cha, Prayuth Chan-ocha, Paetongtarn Shinawatra, Anutin Charnvirakul, Yingluck
  Shinawatra, Thaksin Shinawatra, Abhisit Vejjajiva, Maris Sangiampongsa, Don Pramudwinai, Parnpree Bahiddha-Nukara,
  Sihasak Phuangketkeow, Maha Vajiralongkorn
TJ: Emomali Rahmon, Imomali Rahmon, Kokhir Rasulzoda, Sirojiddin Muhriddin, Sirodjidin Aslov, Hamrokhon Zarifi
TL: José Ramos-Horta, Xanana Gusmão, Taur Matan Ruak, Bendito Freitas
TM: Serdar Berdimuhamedov, Gurbanguly Berdimuhamedov, Gurbanguly Berdimuhamedow, Rashid Meredov, Rasit Meredow,
  Saparmurat Niyazov
TN: Kais Saied, Beji Caid Essebsi, Youssef Chahed, Othman Jerandi, Nabil Ammar, Mohamed Ali Nafti, Moncef Marzouki,
  Zine El Abidine Ben Ali, Najla Bouden, Khemaies Jhinaoui, Kamel Madouri, Ahmed Hachani
TR: Recep Tayyip Erdoğan, Abdullah Gül, Ahmet Davutoğlu, Binali Yıldırım, Mevlüt Çavuşoğlu, Hakan Fidan, Cevdet Yılmaz,
  Fuat Oktay, Ahmet Necdet Sezer, Süleyman Demirel, Bülent Ecevit, Numan Kurtulmuş, Feridun Sinirlioğlu
TT: Kamla Persad-Bissessar, Keith Rowley, Christine Kangaloo
TW: Lai Ching-te, Tsai Ing-wen, Ma Ying-jeou, Joseph Wu, Lin Chia-lung
TZ: Samia Suluhu Hassan, John Magufuli, Jakaya Kikwete, Benjamin Mkapa, January Makamba, Mahmoud Thabit Kombo, Liberata
  Mulamula, Palamagamba Kabudi, Augustine Mahiga, Kassim Majaliwa, Stergomena Tax
UA: Volodymyr Zelenskyy, Volodymyr Zelensky, Petro Poroshenko, Viktor Yanukovych, Viktor Yushchenko, Leonid Kuchma,
  Dmytro Kuleba, Andrii Sybiha, Pavlo Klimkin, Vadym Prystaiko, Denys Shmyhal, Yulia Svyrydenko, Volodymyr Groysman,
  Arseniy Yatsenyuk, Oleksiy Honcharuk
UG: Yoweri Museveni, Jeje Odongo, Sam Kutesa, Robinah Nabbanja, Ruhakana Rugunda
US: Donald Trump, Joe Biden, Barack Obama, George W. Bush, Bill Clinton, Kamala Harris, JD Vance, Mike Pence, Antony
  Blinken, Marco Rubio, Mike Pompeo, Rex Tillerson, John Kerry, Hillary Clinton, Condoleezza Rice, Colin Powell
UY: Yamandú Orsi, Luis Lacalle Pou, Tabaré Vázquez, José Mujica, Omar Paganini, Francisco Bustillo, Rodolfo Nin Novoa,
  Mario Lubetkin
UZ: Shavkat Mirziyoyev, Islam Karimov, Abdulla Aripov, Bakhtiyor Saidov, Abdulaziz Kamilov, Vladimir Norov
VE: Nicolás Maduro, Hugo Chávez, Delcy Rodríguez, Yván Gil, Félix Plasencia, Jorge Arreaza, Jorge Rodríguez
VN: Tô Lâm, Lương Cường, Phạm Minh Chính, Nguyễn Phú Trọng, Nguyễn Xuân Phúc, Võ Văn Thưởng, Trần Đại Quang, Nguyễn Tấn
  Dũng, Trương Tấn Sang, Vương Đình Huệ, Trần Thanh Mẫn, Nguyễn Thị Kim Ngân, Bùi Thanh Sơn, Phạm Bình Minh, Lê Hoài
  Trung
XK: Albin Kurti, Vjosa Osmani, Hashim Thaçi, Ramush Haradinaj, Avdullah Hoti, Donika Gërvalla-Schwarz, Atifete Jahjaga
YE: Rashad al-Alimi, Abd-Rabbu Mansour Hadi, Ahmed Awad bin Mubarak, Maeen Abdulmalik, Salem bin Braik, Shaya Mohsin
  al-Zindani
ZA: Cyril Ramaphosa, Jacob Zuma, Thabo Mbeki, Nelson Mandela, Kgalema Motlanthe, Ronald Lamola, Naledi Pandor, Lindiwe
  Sisulu, Maite Nkoana-Mashabane, Paul Mashatile
ZM: Hakainde Hichilema, Edgar Lungu, Michael Sata, Rupiah Banda, Mulambo Haimbe, Stanley Kakubo
ZW: Emmerson Mnangagwa, Robert Mugabe, Frederick Shava, Amon Murwira, Sibusiso Moyo, Constantino Chiwenga
"""


def leaders() -> Iterator[str]:
    """The names of two and more words, by which a leader is found without a title."""
    for name, _ in _entries():
        yield from (form for form in {name, name.split(" Al ")[0]} if len(_words(form)) > 1)


@cache
def _leaders() -> Mapping[str, frozenset[tuple[frozenset[str], str]]]:
    """The leaders who have a word in their name: the words of the name, and the code of the country."""
    by_word: dict[str, set[tuple[frozenset[str], str]]] = {}
    for name, code in _entries():
        own = _words(name)
        for word in own:
            by_word.setdefault(word, set()).add((own, code))
    return {word: frozenset(leaders) for word, leaders in by_word.items()}


def _entries() -> Iterator[tuple[str, str]]:
    for entry in _LINES.strip().replace("\n  ", " ").splitlines():
        code, names = entry.split(": ")
        yield from ((name.strip(), code) for name in names.split(","))


_TITLES = "sheikh shaikh emperor king sultan"

_NO_PARTS = frozenset(f"al el bin ibn ben bint de da do dos del la van von der of the ii iii iv vi {_TITLES}".split())
"""Particles, numbers and titles, which newspapers leave out of a name or put into it."""

_SPELLINGS = {"mohammed": "mohamed", "mohammad": "mohamed", "muhammad": "mohamed", "mohamad": "mohamed",
              "abdulla": "abdullah", "tareq": "tarik", "tariq": "tarik"}  # fmt: skip
"""Words that newspapers spell in several ways."""


def _words(name: str) -> frozenset[str]:
    words = (_SPELLINGS.get(word, word) for word in fold(name).replace("-", " ").split())
    return frozenset(word for word in words if word not in _NO_PARTS)


def country_of_leader(name: str, codes: Set[str], *, has_post: bool) -> str | None:
    """The country that a person of this name leads or led, if only one fits.

    One word of a name is enough for who has the post of a leader. Then a country of ``codes``, those of the text, goes
    before others.
    """
    own = _words(name)
    alike = {leader for word in own for leader in _leaders().get(word, ())}
    found = {code for words, code in alike if len(own & words) > 1 and (own <= words or words <= own)}
    if not found and has_post and len(own) == 1:
        everywhere = {code for _, code in alike}
        found = everywhere & codes or everywhere
    return found.pop() if len(found) == 1 else None
