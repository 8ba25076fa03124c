// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which events of the inbox are looked at: all, or those of one state, each with its count.
#pragma once
#include "core/webhooks.h"

#include <QWidget>

class QButtonGroup;

namespace bloom::widgets {

class InboxFilterBar final : public QWidget {
    Q_OBJECT
public:
    explicit InboxFilterBar(QWidget* parent = nullptr);
    /// Empty = all.
    std::vector<InboxState> states() const;
    void setCounts(const InboxCounts& counts, const InboxSettled& settled);
    void choose(const std::vector<InboxState>& states);

Q_SIGNALS:
    void changed();

private:
    QButtonGroup* m_group;
};

}  // namespace bloom::widgets
