// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/themed_icon.h"

#include "widgets/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <algorithm>

static void initLookResources() { Q_INIT_RESOURCE(bloom); }

namespace bloom::widgets {

namespace {

QString pathOf(const QString& name) { return QStringLiteral(":/icons/") + name + QStringLiteral(".svg"); }

QByteArray svgOf(const QString& name, const QColor& colour) {
    QFile file(pathOf(iconExists(name) ? name : QStringLiteral("circle")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

class LookIconEngine final : public QIconEngine {
public:
    LookIconEngine(QString name, QColor colour) : m_name(std::move(name)), m_colour(colour) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const int side = std::min(rect.width(), rect.height());
        QRect square(0, 0, side, side);
        square.moveCenter(rect.center());
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(square.topLeft(), iconPixmap(m_name, side, colourFor(mode), ratio));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        return pixmap(size, mode, state);
    }
    QIconEngine* clone() const override { return new LookIconEngine(*this); }

private:
    QColor colourFor(QIcon::Mode mode) const {
        const Tokens& t = currentTokens();
        if (mode == QIcon::Disabled)
            return t.textDisabled;
        return m_colour.isValid() ? m_colour : t.text;
    }
    QString m_name;
    QColor m_colour;
};

}  // namespace

void ensureLookResources() { initLookResources(); }

bool iconExists(const QString& name) {
    ensureLookResources();
    return QFile::exists(pathOf(name));
}

QIcon themedIcon(const QString& name) { return QIcon(new LookIconEngine(name, {})); }

QIcon colouredIcon(const QString& name, const QColor& colour) {
    return QIcon(new LookIconEngine(name, colour));
}

QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal ratio) {
    const QString key =
        QStringLiteral("bloom-icon/%1/%2/%3/%4").arg(name, colour.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svgOf(name, colour)).render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon badgedIcon(const QIcon& icon) {
    QPixmap pixmap = icon.pixmap(64, 64);
    QPainter p(&pixmap);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(Qt::white, 3));
    p.setBrush(currentTokens().warned);
    p.drawEllipse(QPointF(pixmap.width() * 0.8, pixmap.height() * 0.8), pixmap.width() * 0.16,
                  pixmap.width() * 0.16);
    p.end();
    return QIcon(pixmap);
}

}  // namespace bloom::widgets
