// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The blossom tree: each state another picture, the same state the same one, calm growth, none where motion
// is reduced, words for those who don't see it.
#include "support/gui_main.h"
#include "support/shot.h"
#include "widgets/blossom_tree.h"
#include "widgets/theme.h"
#include "widgets/tree_shape.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QtTest>

using namespace bloom;
using namespace bloom::widgets;

namespace {

struct Named {
    const char* name;
    BlossomTreeContent content;
};
const std::vector<Named>& states() {
    static const std::vector<Named> kStates{
        {"nothing yet", {0.0, false, 0, 12}},
        {"a quarter", {0.25, false, 9, 12}},
        {"reached", {1.0, false, 38, 6}},
        {"half over", {1.5, false, 55, 4}},
        {"no target", {std::nullopt, false, 20, 8}},
        {"net credit", {-0.1, true, 3, 2}},
    };
    return kStates;
}

QImage picture(const BlossomTreeContent& content, QSize size = {240, 200}) {
    QImage image(size, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintBlossomTree(painter, tokens(false), QRectF(image.rect()), content, growthOf(content));
    return image;
}

/// Pixels that differ clearly.
int difference(const QImage& a, const QImage& b) {
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QColor one = a.pixelColor(x, y), other = b.pixelColor(x, y);
            count += std::abs(one.red() - other.red()) + std::abs(one.green() - other.green()) +
                                 std::abs(one.blue() - other.blue()) >
                             60
                         ? 1
                         : 0;
        }
    return count;
}

}  // namespace

class TestBlossomTree : public QObject {
    Q_OBJECT
    Theme* m_theme = nullptr;
private Q_SLOTS:
    void initTestCase() { m_theme = new Theme(qApp); }

    void everyStateIsAnotherPicture() {
        const auto& all = states();
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                const int apart = difference(picture(all[i].content), picture(all[j].content));
                QVERIFY2(apart > 1'000,
                         qPrintable(QStringLiteral("%1 and %2 differ in %3 pixels")
                                        .arg(QLatin1String(all[i].name), QLatin1String(all[j].name))
                                        .arg(apart)));
            }
    }
    void theSameStateIsTheSamePicture() {
        for (const Named& state : states())
            QCOMPARE(picture(state.content), picture(state.content));
    }
    void itGrowsWithTheShare() {
        double before = 0;
        std::size_t branches = 0;
        for (const double growth : {0.0, 0.1, 0.25, 0.5, 0.75, 1.0}) {
            const TreeShape shape = growTree(growth, false);
            QVERIFY(shape.height > before);
            QVERIFY(shape.branches.size() >= branches);
            before = shape.height;
            branches = shape.branches.size();
        }
        QVERIFY(growTree(0.3, true).leaves.empty());
    }
    void sessionsBloomOneByOne() {
        const auto pink = [](const QImage& image) {
            int count = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixelColor(x, y) == tokens(false).blossom ? 1 : 0;
            return count;
        };
        const int none = pink(picture({0.6, false, 0, 0}));
        const int few = pink(picture({0.6, false, 5, 0}));
        const int many = pink(picture({0.6, false, 15, 0}));
        QVERIFY(none < few);
        QVERIFY(few < many);
    }
    void itFitsWhateverTheSize() {
        for (const QSize size : {QSize(60, 60), QSize(120, 110), QSize(500, 160), QSize(200, 700)}) {
            const QImage image = picture({1.5, false, 60, 5}, size);
            const QColor corner = image.pixelColor(0, 0);
            for (int x = 0; x < size.width(); ++x)  // nothing reaches the upper edge
                QCOMPARE(image.pixelColor(x, 0), corner);
        }
    }
    void growthIsCalmAndEnds() {
        BlossomTree tree;
        tree.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tree));
        tree.setContent({0.2, false, 3, 1}, QStringLiteral("a fifth"));
        QVERIFY(!tree.isGrowing());  // the first time it is there at once
        QCOMPARE(tree.growth(), 0.2);
        tree.setContent({0.8, false, 3, 1}, QStringLiteral("more"));
        QVERIFY(tree.isGrowing());
        QVERIFY(tree.growth() < 0.5);
        QTRY_VERIFY(!tree.isGrowing());
        QCOMPARE(tree.growth(), 0.8);
        QCOMPARE(tree.accessibleDescription(), QStringLiteral("more"));
        QVERIFY(!tree.accessibleName().isEmpty());
    }
    void reducedMotionIsThereAtOnce() {
        BlossomTree tree;
        tree.show();
        tree.setContent({0.2, false, 3, 1}, {});
        tree.setReducedMotion(true);
        tree.setContent({0.8, false, 3, 1}, {});
        QVERIFY(!tree.isGrowing());
        QCOMPARE(tree.growth(), 0.8);
    }
    void pictures() {
        for (const bool dark : {false, true}) {
            m_theme->setAppearance(dark ? Appearance::Dark : Appearance::Light);
            QWidget paper;
            auto* row = new QHBoxLayout(&paper);
            for (const Named& state : states()) {
                auto* column = new QVBoxLayout;
                auto* tree = new BlossomTree(&paper);
                tree->setFixedSize(240, 210);
                tree->setContent(state.content, QString::fromLatin1(state.name));
                column->addWidget(tree);
                column->addWidget(new QLabel(QString::fromLatin1(state.name), &paper), 0, Qt::AlignHCenter);
                row->addLayout(column);
            }
            paper.show();
            test::shot(paper,
                       dark ? QStringLiteral("blossom-trees-dark") : QStringLiteral("blossom-trees-light"));
        }
    }
};

BLOOM_GUI_TEST_MAIN(TestBlossomTree)
#include "tst_blossom_tree.moc"
