"""The words of Turkish articles."""

import re
from collections.abc import Iterator

from app.curate.lexicons.country_names import country_name_rows
from app.curate.lexicons.lexicon import (
    Lexicon,
    MeasureWords,
    PostOrder,
    number_words,
    phrase_lists,
    phrases,
    post_words,
)
from app.curate.lexicons.turkish_countries import TABLE
from app.domain.figure_vocabulary import Flow, Indicator
from app.domain.vocabulary import AgreementType, MechanismKind, MeetingType, MilestoneType


def _country_forms(name: str) -> Iterator[str]:
    """A name, and who is from there: an apostrophe parts all other endings from it."""
    yield name
    yield from (name + ending for ending in ("lı", "li", "lu", "lü", "lılar", "liler", "lular", "lüler"))


def _people_forms(people: str) -> Iterator[str]:
    yield people
    yield from (people + ending for ending in ("ler", "lar", "lerin", "ların", "lere", "lara"))


def _as_written(name: str) -> Iterator[str]:
    yield name


_ORDINALS = """
    ilk, birinci | ikinci | üçüncü | dördüncü | beşinci | altıncı | yedinci | sekizinci | dokuzuncu |
    onuncu | on birinci | on ikinci | on üçüncü | on dördüncü | on beşinci | on altıncı | on yedinci |
    on sekizinci | on dokuzuncu | yirminci
"""

_MONTHS = "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"

_POSTS = """
other | cumhurbaşkanı yardımcısı | cumhurbaşkanı yardımcısı
head-of-state | cumhurbaşkanı | cumhurbaşkanı, devlet başkanı
deputy-minister | başbakan yardımcısı | başbakan yardımcısı
head-of-government | başbakan | başbakan, başbakanı
deputy-minister | bakan yardımcısı | bakan yardımcısı, bakanı yardımcısı, bakan vekili, bakanı vekili
foreign-minister | dışişleri bakanı | dışişleri bakanı, dış işleri bakanı
minister | bakan | bakanı, bakan
other | başkan yardımcısı | başkan yardımcısı, başkanı yardımcısı, başkan vekili, başkanvekili
head-of-organization | başkan | başkanı, başkan, eş başkanı
ambassador | büyükelçi | büyükelçisi, büyükelçi
other | sekreter | sekreteri, sekreter
head-of-organization | genel sekreter | genel sekreteri, genel sekreter
other | lider | lideri, lider
head-of-state | kral | kralı, kral, kraliçesi, kraliçe, emiri, sultanı
other | veliaht prens | veliaht prensi, prensi, prens, prenses, şeyhi
head-of-organization | genel müdür | genel müdürü, genel müdür
other | müdür | müdürü, müdür, valisi, vali, temsilcisi, temsilci, sözcüsü, sözcü, müsteşarı, müsteşar
other | danışman | danışmanı, başkonsolosu, başkonsolos, komiseri
head-of-government | şansölye | şansölyesi, şansölye
"""
"""A class, a post, and its forms."""

LEXICON = Lexicon(
    language="tr",
    home="TR",
    letters={"İ": "i", "I": "ı", "’": "'", "Â": "a", "â": "a", "î": "i", "û": "u"},
    country_names=country_name_rows("tr"),
    country_words=TABLE,
    country_forms=_country_forms,
    adjective_forms=_people_forms,
    capital_forms=_as_written,
    common_words=frozenset("mali fas çin çad lima cuba fin hint roma tiran sana togo".split()),  # noqa: SIM905
    posts=post_words(_POSTS),
    post_order=PostOrder.before,
    post_joints=phrases("ve, ile, den, dan, ten, tan, sorumlu"),
    post_breaks=phrases("ve, ile"),
    body_words=phrases("""
            meclis*, bakanlığ*, konsey*, komisyon*, hükümet*, parti*, cumhuriyet*, birliğ*, zirve*, forum*,
            toplantı*, anlaşma*, meclisi, başkanlığ*, kurul*, kurum*, odas*, banka*, üniversite*, komite*,
            teşkilat*, avrupa, yardımcısı, heyet*
        """),
    conjunction=re.compile(r"(?:'\w{1,4})?(?:,| ve)\s"),
    name_particles=phrases("el, al, es, as, ed, en, er, et, ez, bin, bint, ibn, van, von"),
    nominative=lambda name, _post: name,
    is_nominative=lambda _name, _words, _post: True,
    delegations=re.compile(r"\s(?:heyet|taraf)\w{0,6}\s(?:\w{1,20}\s){0,2}\Z"),
    at_capital=re.compile(r"'[dt][ae]\s"),
    former_posts=phrases("eski, dönemin, önceki, sabık"),
    scales={
        1e3: phrases("bin, binden, bine, bini, binin"),
        1e6: phrases("milyon, mn"),
        1e9: phrases("milyar, mlr"),
        1e12: phrases("trilyon"),
    },
    currency_countries=re.compile("abd"),
    percent=re.compile(r"\syüzde"),
    percent_before=re.compile(r"yüzde \Z"),
    currencies={
        "USD": phrases("dolar*, abd dolar*, usd"),
        "EUR": phrases("avro*, euro*, eur"),
        "TRY": phrases("lira*, tl, türk lira*"),
        "RUB": phrases("ruble*"),
        "KZT": phrases("tenge*"),
        "AZN": phrases("manat*"),
        "CNY": phrases("yuan*"),
        "GBP": phrases("sterlin*"),
        "JPY": phrases("yen"),
    },
    numbers=number_words("""
        1 bir, 2 iki, 3 üç, 4 dört, 5 beş, 6 altı, 7 yedi, 8 sekiz, 9 dokuz, 10 on, 11 on bir, 12 on iki, 13 on üç,
        14 on dört, 15 on beş, 20 yirmi, 30 otuz, 40 kırk
    """),
    ordinal_ending=r"(?:'?(?:nci|ncı|ncu|ncü|inci|ıncı|uncu|üncü)(?!\w)|\.(?=\s))",
    ordinals=dict(enumerate(phrase_lists(_ORDINALS), 1)),
    attributive=re.compile(r"l[ıiuü]k\Z"),
    locative=re.compile(r"'?[dt][ae]ki\Z"),
    in_place=re.compile(r"'[dt][ae]\Z"),
    genitive=re.compile(r"'n?[ıiuü]n\Z"),
    ablative=re.compile(r"'[dt][ae]n\Z"),
    verb_is_last=True,
    ministries=phrases("bakanlığ*, bakanlık, odası*, komite*, müdürlüğ*, komisyon*"),
    measures=(
        MeasureWords(
            Indicator.trade,
            phrases("""
            ticaret hacm*, ticaret* hacm*, ticari hacim*, dış ticaret*, ticaret rakam*, ticaret, ticareti,
            ticaretimiz*, ticaretin, ticaretinin, iş hacm*, ticaret* büyüklü*
        """),
            Flow.turnover,
        ),
        MeasureWords(Indicator.trade, phrases("ihracat*, dışsatım*, ihraç*"), Flow.export),
        MeasureWords(Indicator.trade, phrases("ithalat*, dışalım*, ithal"), Flow.import_),
        MeasureWords(
            Indicator.investment_stock,
            phrases("""
            yatırım, yatırımı*, yatırımın*, yatırımlar*, yatırımımız, yatırımlarımız*
        """),
        ),
        MeasureWords(Indicator.companies, phrases("şirket*, firma*, işletme*, kuruluş*"), is_count=True),
        MeasureWords(Indicator.tourists, phrases("turist*, ziyaretçi*"), is_count=True),
        MeasureWords(Indicator.students, phrases("öğrenci*"), is_count=True),
        MeasureWords(Indicator.scholarships, phrases("burs, bursu, bursiyer*, burslu"), is_count=True),
        MeasureWords(Indicator.joint_project_value, phrases("değerinde … proje*, tutarında … proje*")),
        MeasureWords(Indicator.joint_projects, phrases("proje, projesi, projeyi, projeler*, projenin"), is_count=True),
    ),
    ranks=phrases("sırada, sıraya, sıradaki"),
    targets=phrases("""
            hedef*, ulaştır*, çıkar*, taşıma*, taşıyaca*, yükselt*, amaçl*, ulaşma*, ulaşaca*, artırma*,
            artıraca*, öngör*, planla*, yakalama*, geçmesi, bekleni*, ulaşılaca*
        """),
    result_verbs=phrases("""
            oldu*, olan, olmuş*, gerçekleşti*, gerçekleşen, gerçekleşmiş*, ulaştı*, ulaşan, ulaşmış*, ulaşırken,
            kaydedildi*, buldu*, buluyor, aştı*, aşmış*, aşan, çıktı*, çıkan, yükseldi*, yükselen, yaptı*, yaklaştı*
        """),
    no_figure=phrases("""
            kredi*, hibe*, borç*, borc*, yardım, yardımı, ceza*, zarar*, kar, kârı, bütçe*, gayrisafi*,
            gsyh*, açığ*, açık verd*, ticaret fazla*, dolar art*, dolar azal*, avro art*,
            avro azal*, lira art*, lira azal*, alacak*, değerinde, vergi*
        """),
    change=phrases(""),
    rises=re.compile(r"(?<!\w)(?:art(?:ış|tı|ar|m)|yüksel|büyü|fazla)"),
    falls=re.compile(r"(?<!\w)(?:azal|düş(?:ü|tü|er|m)|gerile|küçül)"),
    worth=phrases("değerinde, tutarında, bedel*, büyüklüğünde"),
    about=phrases("yaklaşık, dolay*, civar*, aşkın değil, kadar, yakın olarak"),
    over=phrases("""
            aşan, aştı, aşkın, aşmış*, aşıyor, fazla, üzerinde, üzeri, doları geçen, geçti*, geçmiş*, aşarak,
            aştığı*, aşt*
        """),
    nearly=phrases("yakın, yaklaşan, yaklaştı, neredeyse"),
    relative_days={
        0: phrases("bugün, bugünkü, bu gün"),
        -1: phrases("dün, dünkü"),
        1: phrases("yarın, yarınki"),
        -2: phrases("önceki gün, evvelsi gün"),
    },
    weekdays=phrase_lists("pazartesi | salı, salı günü | çarşamba | perşembe | cuma | cumartesi | pazar günü"),
    relative_years={
        "last year": phrases("geçen yıl*, geçtiğimiz yıl*, geçen sene*"),
        "this year": phrases("bu yıl*, bu sene*, içinde bulunduğumuz yıl*, yıl sonu*"),
        "next year": phrases("gelecek yıl*, önümüzdeki yıl*, seneye"),
        "the same year": phrases("aynı yıl*"),
        "the following year": phrases("ertesi yıl*, bir yıl sonra, bir sonraki yıl*"),
        "the previous year": phrases("bir önceki yıl*, önceki yıl*"),
    },
    months=tuple(
        phrases(", ".join((*(f"{form}*" for form in month.split(", ")), f"{name} ay*")))
        for name, month in zip(
            _MONTHS.split(),
            (
                "ocakta, ocağ",
                "şubatt",
                "martt",
                "nisand",
                "mayısta, mayıst",
                "hazirand",
                "temmuzd",
                "ağustost",
                "eylüld",
                "ekimde, ekimd",
                "kasımd",
                "aralıkta, aralığ",
            ),
            strict=True,
        )
    ),
    parts_of_year=re.compile(
        r"(?P<year>(?:19|20)\d\d|bu|geçen|yılın)(?:\s(?:yılı|yıl|senesi))?(?:'?n[ıiuü]n)?\s(?:ilk\s)?"
        r"(?:(?P<months>\d{1,2}|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on(?:\sbir)?)\say\w{0,6}|(?P<number>ilk|birinci|ikinci|üçüncü|dördüncü)?\s?(?P<part>yarı|çeyre)\w{0,6})"
    ),
    part_months={"yarı": 6, "çeyre": 3},
    comparisons=re.compile(r"[\w']{0,6}\s(?:\w+\s)?(?:kıyasla|göre|oranla|kıyaslandığında)"),
    present=phrases("şu anda, halen, halihazırda, bugün, günümüzde, şimdi"),
    since=re.compile(r"(?:\syılı)?['’]?\w*\s(?:bu yana|beri|itibaren)\b"),
    time_words=phrases("ardından, sonra, sonrasında, sonunda, öncesinde, önce, sırasında, kapsamında, çerçevesinde"),
    future=re.compile(
        r"(?<!\w)(?:(?!alacak|gelecek (?:yıl|ay|hafta|dönem|nesil))\w{2,20}(?:acak|ecek)(?:lar|ler)?(?:t[ıi]r)?"
        r"|\w{2,20}(?:acağ|eceğ)\w{1,10}"
        r"|(?:planla|bekleni|öngörül|hazırlan|davet et|davet edil|kararlaştır)\w{0,20}"
        r"|düşünülüyor|gerekiyor|karar verildi)(?!\w)"
    ),
    negations=re.compile(
        r"(?<!\w)(?:(?:iptal|ertelen|reddet|reddedil|vazgeç)\w{0,20}|değil\w{0,5}\W{0,3}\Z"
        r"|(?!komedi)\w{2,20}(?:ma(?:dı|mış|yaca[kğ])|me(?:di|miş|yece[kğ])|m[ıiuü]yor)\w{0,8})(?!\w)"
    ),
    hypotheses=re.compile(
        r"(?<!\w)(?:[Ee]ğer|[Şş]ayet|[Kk]eşke|m[ıiuü](?:yd[ıiuü]|d[ıiuü]r)?|ist(?:eriz|erdik|erim)|\w{2,20}s[ae]yd[ıi]\w{0,3}"
        r"|\w{2,20}(?:[aeıiuü]rs[ae]|[ae]bilirdi)|[İi]ddia(?:ya|lara) göre|iddia ed\w{1,10}|yalanla\w{1,10})(?!\w)"
    ),
    meetings={
        MeetingType.visit: phrases("""
            ziyaret*, gitmiş*, gitti*, geldi, gelmiş*, seyahat*, hareket ed*, geçecek, gidecek*, yola
            çık*, varacak, gezi, gezisi*, geziye, geziy*, temaslarda
        """),
        MeetingType.bilateral: phrases("""
            görüştü*, görüşmüş*, görüşme*, görüşecek*, görüşerek, görüşen, bir araya gel*, ağırla*, konuk
            et*, karşılandı*, karşıladı*, kabul et*, buluş*, müzakere*, baş başa, istişare*, toplantısı
            yap*, kabul edil*
        """),
        MeetingType.phone_call: phrases("telefon* görüş*, telefonla, telefonda"),
        MeetingType.conference: phrases("forum*, konferans*, kongre*, sempozyum*"),
        MeetingType.summit: phrases("zirve*"),
        MeetingType.session: phrases("toplantı*, oturum*, toplandı*, toplanmış*, toplanacak*, toplanan*, toplanıyor*"),
    },
    discussions=phrases("müzakere*, istişare*"),
    invitations=phrases("davet et*, davet edil*"),
    bodies={
        MechanismKind.council: phrases("konsey*, yüksek düzeyli … konsey*"),
        MechanismKind.commission: phrases("komisyon*, kek, kek'in, kpk, komite*, jetco"),
        MechanismKind.planning_group: phrases("planlama grub*, çalışma grub*"),
        MechanismKind.consultations: phrases("istişareler*"),
    },
    promises=re.compile(
        r"(?<!\w)(?:aç(?:ıl)?|kur(?:ul)?|(?:inşa|tahsis|teslim|finanse|hibe) ed(?:il)?|gönder|yatırım yap|ver(?:il)?"
        r"|sağlay?|(?:faaliyete|hayata) geç(?:ir)?|devreye al|tamamlan?y?|satın al|başlat)"
        r"(?:[ae]ca[kğ]|[ae]ce[kğ])\w{0,10}(?!\w)"
    ),
    promisers=phrases("""
            tarafı*, hükümet*, bakanlığ*, büyükelçiliğ*, başkonsolosluğ*, otorite*, fonu*, bankası*, şirket*, kurum*,
            firma*, holding*
        """),
    signing=phrases("""
            imza att*, imza atıl*, imza atan*, imza koydu*, imza kondu*, imza koyan*, imzaladı*, imzalandı*,
            imzalamış*, imzalanmış*, imzalayan*, imzalanan*, imzalanıp, imzalayıp, imzalanarak, imzalayarak,
            imzalandığ*, imzaladığ*, imzaladık*, imzalanmıştır, imzalanacak*, imzalayacak*, imza atacak*
        """),
    agreements={
        AgreementType.memorandum: phrases("mutabakat zapt*, mutabakat muhtıra*, niyet mektub*, memorandum*"),
        AgreementType.protocol: phrases("protokol*, tutanağ*, tutanak*"),
        AgreementType.joint_statement: phrases("ortak açıklama*, ortak bildiri*, ortak beyan*"),
        AgreementType.declaration: phrases("bildirge*, deklarasyon*, bildiri*"),
        AgreementType.contract: phrases("sözleşme*, kontrat*"),
        AgreementType.plan: phrases("eylem plan*, yol harita*, uygulama program*"),
        AgreementType.treaty: phrases("anlaşma*, antlaşma*"),
    },
    signers=phrases("madde*, ülke*, taraf*, devlet*, hükümet*, bakan*, lider*, cumhurbaşkan*, başkan*, halk*"),
    packages=phrases("belge*, anlaşmalar*, metin, metni, metne, metinler*, mutabakat zabıtlar*, evrak*"),
    plural_packages=phrases("belgeler*, anlaşmalar*, metinler*, mutabakat zabıtlar*"),
    indefinite_numbers=phrases("düzenli, bir dizi, çeşitli, birçok, bazı, muhtelif, bir takım, pek çok"),
    embassy=phrases("büyükelçiliğ*, büyükelçilik, büyükelçilikler*, başkonsolosluğ*"),
    embassy_sides=phrases("önünde, yanında, bahçesinde, binasında, karşısında"),
    multilateral=phrases("üçlü, üç ülke*, dörtlü, dört ülke*, beşli, çok taraflı, üye ülke*"),
    contrast=re.compile(r";|, ancak |, fakat | ise "),
    visit_ends=phrases("sona er*, tamamla*, kadar, sürecek*"),
    session_papers=phrases("tutanağ*, tutanak*, protokol*, mutabakat*, deklarasyon*"),
    years_since=re.compile(r"(?<!\d)(?P<years>\d{1,3})(?:\.|'?[ıiuü]?nc[ıiuü])\s(?:yılı|yıl dönüm|yıldönüm)"),
    relations=phrases("diplomatik ilişki*"),
    partner_ranks={
        Indicator.trade_rank: phrases("ticaret ortağ*, ticari ortağ*, ticaret partner*"),
        Indicator.investment_rank: phrases("yatırımcı*"),
    },
    first_ranks=phrases("en büyük, başlıca, lider, en önemli"),
    partitives=phrases("biri, biridir, birisi, arasında*"),
    further_texts=phrases("bir diğer, bir başka, bunlardan biri, bunların arasında, bunlar arasında"),
    anniversary=re.compile(r"\W{0,2}\w{0,4}\s(?:\S{1,12}\s)?(?:yılı|yıl dönüm|yıldönüm)"),
    same_number=phrases("bu sayı*, sayısı, bu rakam*, sayının"),
    independence=phrases("bağımsızlığ*"),
    milestones={
        MilestoneType.diplomatic_relations: phrases("""
            diplomatik ilişki* … kurul*, diplomatik ilişki* … tesis*, diplomatik ilişki* … kurdu*,
            diplomatik ilişki* … başla*
        """),
        MilestoneType.embassy: phrases("""
            büyükelçili* … açıl*, büyükelçili* … aç*, büyükelçili* … faaliyet*, büyükelçili* … hizmet*,
            başkonsolosluğ* … aç*, büyükelçili* … kurul*
        """),
        MilestoneType.recognition: phrases("bağımsızlı* … tanı*, tanıyan ilk ülke*"),
        MilestoneType.mechanism: phrases("""
            komisyon* … kurul*, konsey* … kurul*, komite* … kurul*, jetco … kurul*
        """),
    },
)
