//! Names of people of many cultures: as written, and as their addresses spell them. Nobody in particular.

use super::dice::Dice;

/// A part of a name and its letters in an e-mail address.
type Part = (&'static str, &'static str);

struct Culture {
    given: &'static [Part],
    family: &'static [Part],
    family_first: bool,
}

/// Names that forms and lists must bear, and their letters in an address.
const UNUSUAL: &[Part] = &[
    (
        "Maria do Carmo de Albuquerque e Castro Vasconcelos da Silva Figueiredo e Sousa",
        "maria.docarmo",
    ),
    ("Sukarnoputri", "sukarnoputri"),
    (
        "Wolfgang-Maximilian Freiherr von und zu Hohenstein-Wittgenstein",
        "wolfgang.hohenstein",
    ),
    ("X Æ Ashley-Quinn", "x.ashley"),
    ("Nguyễn Phúc Bảo Quỳnh Như", "nhu.nguyen"),
    ("Ó Súilleabháin, Caoimhín", "caoimhin"),
    ("Robert 'Bobby' O’Connor Jr.", "bobby.oconnor"),
    ("Leona 🌻 Sommer", "leona.sommer"),
    ("Abdelrahman Mohammed Abdelaziz Al-Shammari bin Khalid", "abdelrahman"),
    ("Bo Li", "bo.li"),
    ("Ngũgĩ wa Thiong’o Kamau", "ngugi.kamau"),
    ("Þórdís Hallgrímsdóttir", "thordis"),
];

/// The name of a numbered person of a kind ("patient", "doctor") and its letters in an address.
pub fn name(kind: &str, number: usize, only_latin: bool) -> (String, String) {
    let index = i64::try_from(number).unwrap_or(0);
    let mut dice = Dice::about("name", &[index]);
    if kind == "patient" && number % 41 == 17 {
        let (name, letters) = UNUSUAL[(number / 41) % UNUSUAL.len()];
        return (name.to_owned(), letters.to_owned());
    }
    let cultures: Vec<&Culture> = CULTURES
        .iter()
        .filter(|culture| !only_latin || culture.given[0].0.is_ascii())
        .collect();
    let culture = cultures[(number + dice.below(2)) % cultures.len()];
    let offset = if kind == "doctor" { 3 } else { 0 };
    let given = culture.given[(dice.below(culture.given.len()) + offset) % culture.given.len()];
    let family = culture.family[dice.below(culture.family.len())];
    let written = if culture.family_first {
        format!("{} {}", family.0, given.0)
    } else {
        format!("{} {}", given.0, family.0)
    };
    (written, format!("{}.{}", given.1, family.1))
}

const CULTURES: &[Culture] = &[
    Culture {
        given: &[
            ("Amelia", "amelia"),
            ("Oliver", "oliver"),
            ("Grace", "grace"),
            ("Harry", "harry"),
            ("Isla", "isla"),
            ("Noah", "noah"),
            ("Florence", "florence"),
            ("George", "george"),
            ("Edith", "edith"),
            ("Arthur", "arthur"),
        ],
        family: &[
            ("Whitcombe", "whitcombe"),
            ("Hargreaves", "hargreaves"),
            ("Penrose", "penrose"),
            ("Ashworth", "ashworth"),
            ("Fairclough", "fairclough"),
            ("Llewellyn", "llewellyn"),
            ("MacGregor", "macgregor"),
            ("O’Neill", "oneill"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Chidi", "chidi"),
            ("Ngozi", "ngozi"),
            ("Adaeze", "adaeze"),
            ("Emeka", "emeka"),
            ("Folake", "folake"),
            ("Tunde", "tunde"),
            ("Yetunde", "yetunde"),
            ("Ifeanyi", "ifeanyi"),
        ],
        family: &[
            ("Okafor", "okafor"),
            ("Adeyemi", "adeyemi"),
            ("Nwosu", "nwosu"),
            ("Balogun", "balogun"),
            ("Eze", "eze"),
            ("Ogunleye", "ogunleye"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Ananya", "ananya"),
            ("Rohan", "rohan"),
            ("Priya", "priya"),
            ("Arjun", "arjun"),
            ("Kavita", "kavita"),
            ("Sanjay", "sanjay"),
            ("Meera", "meera"),
            ("Debashish", "debashish"),
        ],
        family: &[
            ("Mukherjee", "mukherjee"),
            ("Iyer", "iyer"),
            ("Chatterjee", "chatterjee"),
            ("Venkataraman", "venkataraman"),
            ("Desai", "desai"),
            ("Sengupta", "sengupta"),
            ("Krishnamurthy", "krishnamurthy"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("أحمد", "ahmad"),
            ("فاطمة", "fatima"),
            ("محمد", "mohammad"),
            ("ليلى", "layla"),
            ("يوسف", "yousef"),
            ("نور", "nour"),
            ("خالد", "khaled"),
        ],
        family: &[
            ("الأمين", "alamin"),
            ("حداد", "haddad"),
            ("الخطيب", "alkhatib"),
            ("منصور", "mansour"),
            ("الزهراني", "alzahrani"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Zofia", "zofia"),
            ("Łukasz", "lukasz"),
            ("Agnieszka", "agnieszka"),
            ("Wojciech", "wojciech"),
            ("Małgorzata", "malgorzata"),
            ("Paweł", "pawel"),
        ],
        family: &[
            ("Wiśniewska", "wisniewska"),
            ("Kowalczyk", "kowalczyk"),
            ("Szczepański", "szczepanski"),
            ("Dąbrowska", "dabrowska"),
            ("Nowak", "nowak"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("小明", "xiaoming"),
            ("美玲", "meiling"),
            ("建国", "jianguo"),
            ("雨桐", "yutong"),
            ("志强", "zhiqiang"),
            ("欣怡", "xinyi"),
        ],
        family: &[
            ("王", "wang"),
            ("李", "li"),
            ("陈", "chen"),
            ("欧阳", "ouyang"),
            ("张", "zhang"),
            ("赵", "zhao"),
        ],
        family_first: true,
    },
    Culture {
        given: &[
            ("Santiago", "santiago"),
            ("Lucía", "lucia"),
            ("María José", "mariajose"),
            ("Andrés", "andres"),
            ("Ximena", "ximena"),
            ("Joaquín", "joaquin"),
        ],
        family: &[
            ("García Márquez", "garcia"),
            ("Hernández Ruiz", "hernandez"),
            ("Núñez", "nunez"),
            ("de la Cruz", "delacruz"),
            ("Ibáñez Soto", "ibanez"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("יעל", "yael"),
            ("נועם", "noam"),
            ("תמר", "tamar"),
            ("אריאל", "ariel"),
            ("שירה", "shira"),
        ],
        family: &[
            ("כהן", "cohen"),
            ("לוי", "levi"),
            ("מזרחי", "mizrahi"),
            ("בן דוד", "bendavid"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Destiny", "destiny"),
            ("Marcus", "marcus"),
            ("Latoya", "latoya"),
            ("Tyrell", "tyrell"),
            ("Brooklyn", "brooklyn"),
            ("Wyatt", "wyatt"),
            ("Savannah", "savannah"),
            ("Hunter", "hunter"),
        ],
        family: &[
            ("Washington", "washington"),
            ("Jefferson-Hayes", "jeffersonhayes"),
            ("McAllister", "mcallister"),
            ("Freeman", "freeman"),
            ("Castellano", "castellano"),
            ("Begay", "begay"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Анна", "anna"),
            ("Дмитрий", "dmitri"),
            ("Оксана", "oksana"),
            ("Сергій", "serhii"),
            ("Татьяна", "tatiana"),
        ],
        family: &[
            ("Ёлкина", "yolkina"),
            ("Шевченко", "shevchenko"),
            ("Коваленко", "kovalenko"),
            ("Соколова", "sokolova"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("さくら", "sakura"),
            ("健太", "kenta"),
            ("陽菜", "hina"),
            ("大輔", "daisuke"),
            ("美咲", "misaki"),
        ],
        family: &[
            ("佐藤", "sato"),
            ("鈴木", "suzuki"),
            ("高橋", "takahashi"),
            ("渡辺", "watanabe"),
        ],
        family_first: true,
    },
    Culture {
        given: &[
            ("Élodie", "elodie"),
            ("Jean-Baptiste", "jeanbaptiste"),
            ("Aïcha", "aicha"),
            ("Guillaume", "guillaume"),
            ("Océane", "oceane"),
            ("Mamadou", "mamadou"),
        ],
        family: &[
            ("Lefèvre", "lefevre"),
            ("Traoré", "traore"),
            ("Beauchêne", "beauchene"),
            ("Diallo", "diallo"),
            ("Charpentier", "charpentier"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("민준", "minjun"),
            ("서연", "seoyeon"),
            ("지훈", "jihoon"),
            ("수아", "sua"),
            ("하은", "haeun"),
        ],
        family: &[("김", "kim"), ("이", "lee"), ("박", "park"), ("최", "choi")],
        family_first: true,
    },
    Culture {
        given: &[
            ("Ayşe", "ayse"),
            ("Mehmet", "mehmet"),
            ("Işıl", "isil"),
            ("Emre", "emre"),
            ("Gülşen", "gulsen"),
        ],
        family: &[
            ("Yıldırım", "yildirim"),
            ("Özdemir", "ozdemir"),
            ("Şahin", "sahin"),
            ("Çelik", "celik"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("आरती", "aarti"),
            ("राजेश", "rajesh"),
            ("सुनीता", "sunita"),
            ("विक्रम", "vikram"),
        ],
        family: &[
            ("शर्मा", "sharma"),
            ("पाटिल", "patil"),
            ("त्रिवेदी", "trivedi"),
            ("बनर्जी", "banerjee"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Thandiwe", "thandiwe"),
            ("Sipho", "sipho"),
            ("Wanjiru", "wanjiru"),
            ("Kwame", "kwame"),
            ("Selam", "selam"),
            ("Amara", "amara"),
        ],
        family: &[
            ("Dlamini", "dlamini"),
            ("Mwangi", "mwangi"),
            ("Mensah", "mensah"),
            ("Tesfaye", "tesfaye"),
            ("Nkosi", "nkosi"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Νίκος", "nikos"),
            ("Ελένη", "eleni"),
            ("Γιώργος", "giorgos"),
            ("Κατερίνα", "katerina"),
        ],
        family: &[
            ("Παπαδόπουλος", "papadopoulos"),
            ("Οικονόμου", "oikonomou"),
            ("Γεωργίου", "georgiou"),
        ],
        family_first: false,
    },
    Culture {
        given: &[
            ("Siobhán", "siobhan"),
            ("Cillian", "cillian"),
            ("Niamh", "niamh"),
            ("Søren", "soren"),
            ("Ingrid", "ingrid"),
            ("Åsa", "asa"),
        ],
        family: &[
            ("Ní Bhriain", "nibhriain"),
            ("Fitzgerald", "fitzgerald"),
            ("Lindqvist", "lindqvist"),
            ("Østergaard", "ostergaard"),
        ],
        family_first: false,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use domain::values::{EmailAddress, PersonName};

    #[test]
    fn every_name_and_address_would_pass_the_forms() {
        for number in 0..500 {
            let (name, letters) = name("patient", number, false);
            assert_eq!(PersonName::parse(&name).map(PersonName::into_string), Ok(name));
            assert!(
                EmailAddress::parse(&format!("{letters}{number}@demo.example")).is_ok(),
                "{letters}"
            );
        }
    }

    #[test]
    fn names_are_diverse() {
        let names: std::collections::BTreeSet<String> =
            (0..500).map(|number| name("patient", number, false).0).collect();
        assert!(names.len() > 300, "{}", names.len());
        let rtl = |name: &&String| name.chars().any(|letter| ('\u{590}'..'\u{700}').contains(&letter));
        assert!(names.iter().filter(rtl).count() > 25);
        assert!(names.iter().any(|name| name.chars().count() > 60));
    }
}
