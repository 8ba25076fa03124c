// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/names.h"

namespace bloom::sandbox {

namespace {

constexpr std::array<const char16_t*, 40> femaleNames = {
    u"Olivia",  u"Amelia",  u"Isla",    u"Mia",     u"Ava",    u"Grace",  u"Willow", u"Zoe",
    u"Ruby",    u"Matilda", u"Sienna",  u"Chloe",   u"Layla",  u"Freya",  u"Aisha",  u"Priya",
    u"Linh",    u"Mei",     u"Hana",    u"Sofía",   u"Chiara", u"Ngozi",  u"Fatima", u"Elif",
    u"Anahera", u"Kirra",   u"Jarrah",  u"Bronwyn", u"Noor",   u"Tamsin", u"Ingrid", u"Yuki",
    u"Marama",  u"Delia",   u"Rosalie", u"Beatrix", u"Helena", u"Lucía",  u"Zainab", u"Edith"};
constexpr std::array<const char16_t*, 40> maleNames = {
    u"Oliver", u"Noah",  u"Jack",    u"Henry",  u"Leo",    u"Charlie", u"Thomas", u"William",
    u"Lucas",  u"Theo",  u"Archie",  u"Hugo",   u"Banjo",  u"Kai",     u"Arjun",  u"Ravi",
    u"Minh",   u"Wei",   u"Kenji",   u"Mateo",  u"Luca",   u"Chidi",   u"Omar",   u"Emre",
    u"Tāne",   u"Jirra", u"Callum",  u"Rhys",   u"Yusuf",  u"Dmitri",  u"Søren",  u"Haruki",
    u"Wiremu", u"Felix", u"Ambrose", u"Casper", u"Xavier", u"Andrés",  u"Bilal",  u"Walter"};
constexpr std::array<const char16_t*, 24> familyStarts = {
    u"Har", u"Wil", u"Ash", u"Bel",  u"Cor", u"Dun",  u"El",    u"Fen", u"Gar", u"Hol",  u"Kes", u"Lan",
    u"Mar", u"Nor", u"Pen", u"Quin", u"Ros", u"Stan", u"Thorn", u"Wen", u"Ald", u"Brad", u"Mer", u"Tre"};
constexpr std::array<const char16_t*, 24> familyEnds = {
    u"low",   u"ford",  u"wick",  u"ston", u"field", u"by",    u"worth", u"more",
    u"den",   u"ridge", u"grove", u"well", u"ley",   u"combe", u"ham",   u"bury",
    u"croft", u"gate",  u"dale",  u"shaw", u"ton",   u"lyn",   u"brook", u"wood"};
constexpr std::array<const char16_t*, 24> otherFamilies = {
    u"O’Kessell",   u"O'Dunmore", u"D'Albany",  u"McFenwick",   u"MacQuarrel",
    u"Nguyễn-Hale", u"Trần",      u"Võ",        u"Chandrasen",  u"Patelwala",
    u"Okonjo",      u"Adeyemis",  u"Kowalczuk", u"Nováková",    u"Yıldızer",
    u"Tanakura",    u"Li",        u"Xu",        u"Garcés-Vega", u"van der Meyden",
    u"de la Corte", u"Tūroa",     u"Singhania", u"Al-Harazi"};
constexpr std::array<const char16_t*, 16> suburbs = {
    u"Wattle Bay",    u"Kurrawong",   u"Ironbark Flat", u"Banksia Point", u"Lilly Pilly Hill",
    u"Redgum Creek",  u"Currawong",   u"Saltbush",      u"Bottlebrush",   u"Magpie Ridge",
    u"Cockatoo Cove", u"Stringybark", u"Grevillea",     u"Boronia Dale",  u"Tea Tree Gully Heights",
    u"Platypus Pool"};

QString text(const char16_t* literal) { return QString::fromUtf16(literal); }

QString inventFamily(Random& random) {
    if (random.chance(0.12))
        return text(random.pick(otherFamilies));
    return text(random.pick(familyStarts)) + text(random.pick(familyEnds));
}

QString asciiWord(const QString& word) {
    QString out;
    for (const QChar c : word.normalized(QString::NormalizationForm_KD).toLower()) {
        if (c >= u'a' && c <= u'z')
            out += c;
    }
    return out.isEmpty() ? QStringLiteral("client") : out;
}

}  // namespace

InventedPerson inventPerson(Random& random) {
    InventedPerson person;
    const int draw = random.below(100);
    person.gender = draw < 56   ? QStringLiteral("female")
                    : draw < 97 ? QStringLiteral("male")
                                : QStringLiteral("other");
    const bool female = draw < 56 || (draw >= 97 && draw % 2 == 0);
    person.given = text(female ? random.pick(femaleNames) : random.pick(maleNames));
    if (random.chance(0.25))
        person.middle = text(female ? random.pick(femaleNames) : random.pick(maleNames));
    person.family = inventFamily(random);
    return person;
}

PersonName plainName(const InventedPerson& person, const QString& prefix) {
    PersonName name{.use = QStringLiteral("official"),
                    .prefix = prefix,
                    .given = {person.given},
                    .family = person.family,
                    .text = {}};
    if (!person.middle.isEmpty())
        name.given.append(person.middle);
    return name;
}

std::vector<PersonName> namesOf(const InventedPerson& person, Random& random) {
    PersonName official = plainName(person, {});
    switch (random.below(60)) {
        case 0:
            return {};  // no name at all
        case 1:
            return {PersonName{.use = {},
                               .prefix = {},
                               .given = {},
                               .family = {},
                               .text = person.given + u' ' + person.family}};
        case 2:
            return {PersonName{.use = QStringLiteral("usual"),
                               .prefix = {},
                               .given = {person.given},
                               .family = {},
                               .text = {}}};
        case 3:
            official.given = {person.given.toUpper()};
            official.family = person.family.toUpper();
            return {official};
        case 4:
        case 5:
        case 6:  // the usual name first, with only a given name
            return {PersonName{.use = QStringLiteral("usual"),
                               .prefix = {},
                               .given = {person.given.left(3)},
                               .family = {},
                               .text = {}},
                    official};
        default:
            return {official};
    }
}

QString mobileNumber(Random& random) {
    // 0491 57x xxx: the range kept for fiction.
    return QStringLiteral("+6149157%1").arg(random.between(0, 9999), 4, 10, QLatin1Char('0'));
}

QString emailOf(const InventedPerson& person, int number) {
    return QStringLiteral("%1.%2%3@example.com")
        .arg(asciiWord(person.given), asciiWord(person.family))
        .arg(number);
}

QString inventSuburb(Random& random) { return text(random.pick(suburbs)); }

QString inventDoctor(Random& random) {
    const InventedPerson person = inventPerson(random);
    return QStringLiteral("Dr ") + person.given + u' ' + person.family;
}

}  // namespace bloom::sandbox
