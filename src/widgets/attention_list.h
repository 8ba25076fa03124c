// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What needs attention: each a sentence with its button, the worst first; or one calm line.
#pragma once
#include "core/overview.h"

#include <QWidget>

class QVBoxLayout;

namespace bloom::widgets {

class AttentionList final : public QWidget {
    Q_OBJECT
public:
    explicit AttentionList(QWidget* parent = nullptr);
    void setItems(const std::vector<AttentionItem>& items);
    int count() const { return static_cast<int>(m_items.size()); }

Q_SIGNALS:
    void triggered(const bloom::AttentionItem& item);

private:
    void rebuild();
    QWidget* makeRow(const AttentionItem& item);
    std::vector<AttentionItem> m_items;
    QVBoxLayout* m_column;
};

}  // namespace bloom::widgets
