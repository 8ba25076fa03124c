// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records.h"

#include <QCryptographicHash>

namespace bloom {

namespace {

/// Digits only: toInt() would take "+5" and " 5".
std::optional<int> number(QStringView text) {
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

}  // namespace

QString toText(const RecordKey& key) { return name(key.kind) + u'/' + key.id.value; }

HalaxyId standInId(const QByteArray& hash) { return HalaxyId(kStandIn + QString::fromLatin1(hash.toHex())); }

QString PartialDate::text() const {
    QString text = QString::number(year).rightJustified(4, u'0');
    if (month > 0)
        text += u'-' + QString::number(month).rightJustified(2, u'0');
    if (month > 0 && day > 0)
        text += u'-' + QString::number(day).rightJustified(2, u'0');
    return text;
}

std::optional<PartialDate> PartialDate::parse(const QString& text) {
    const qsizetype size = text.size();
    if (size != 4 && size != 7 && size != 10)
        return std::nullopt;
    if ((size > 4 && text[4] != u'-') || (size > 7 && text[7] != u'-'))
        return std::nullopt;
    const QStringView view(text);
    const auto year = number(view.first(4));
    const auto month = size > 4 ? number(view.sliced(5, 2)) : std::optional(0);
    const auto day = size > 7 ? number(view.sliced(8, 2)) : std::optional(0);
    if (!year || !month || !day || *year == 0)
        return std::nullopt;
    if (size > 4 && !QDate::isValid(*year, *month, size > 7 ? *day : 1))
        return std::nullopt;
    return PartialDate{*year, *month, *day};
}

QString name(InvoiceStatus status) {
    switch (status) {
        case InvoiceStatus::Active:
            return QStringLiteral("active");
        case InvoiceStatus::Issued:
            return QStringLiteral("issued");
        case InvoiceStatus::WrittenOff:
            return QStringLiteral("write-off");
        case InvoiceStatus::Cancelled:
            return QStringLiteral("cancelled");
        case InvoiceStatus::Draft:
            return QStringLiteral("draft");
        case InvoiceStatus::Balanced:
            return QStringLiteral("balanced");
        case InvoiceStatus::Unknown:
            return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

QByteArray contentHash(const RecordContent& content) {
    return QCryptographicHash::hash(toJson(content), QCryptographicHash::Sha256).first(16);
}

RecordKey keyOf(const RecordContent& content) {
    // The alternatives stand in the order of RecordKind; a test holds it.
    const auto kind = static_cast<RecordKind>(content.index());
    return std::visit([kind](const auto& record) { return RecordKey{kind, record.id}; }, content);
}

}  // namespace bloom
