// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_log_model.h"

#include "models/when_done.h"

namespace bloom::models {
namespace {
constexpr int kBlocksHeld = 12;
constexpr int kBlocksWanted = 3;  ///< more were flown over while scrolling
constexpr int kRefreshEveryMs = 700;

/// "The last hour" a while after: rows leave at the bottom, all others stay in their places.
bool onlyLater(LogFilter from, const LogFilter& to) {
    if (!from.from || !to.from || *to.from < *from.from)
        return false;
    from.from = to.from;
    return from == to;
}
}  // namespace

RunLogModel::RunLogModel(engine::Engine& engine, QObject* parent)
    : QAbstractTableModel(parent),
      m_engine(engine),
      m_cache(kBlocksHeld) {
    m_fetchSoon.setSingleShot(true);
    m_fetchSoon.setInterval(0);
    connect(&m_fetchSoon, &QTimer::timeout, this, &RunLogModel::fetchNext);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kRefreshEveryMs);
    connect(&m_pause, &QTimer::timeout, this, &RunLogModel::askAgainIfWanted);
    connect(&engine, &engine::Engine::logChanged, this, &RunLogModel::refresh);
}

void RunLogModel::setFilter(const LogFilter& filter) {
    const bool timeWentOn = onlyLater(m_filter, filter) && m_load == Load::Ready;
    m_filter = filter;
    if (!timeWentOn) {
        m_filterChanged = true;
        setLoad(Load::Waiting, m_problem);
    }
    ask();  // an answer to the older question is stale by its token
}

void RunLogModel::refresh() {
    if (m_asking || m_pause.isActive())
        m_askAgain = true;
    else
        ask();
}

void RunLogModel::ask() {
    m_asking = true;
    m_askAgain = false;
    m_pause.start();
    const quint64 token = ++m_token;
    whenDone(m_engine.logIndex(m_filter), this,
             [this, token](const Result<LogIndex>& answer) { onIndex(token, answer); });
}

void RunLogModel::askAgainIfWanted() {
    if (m_askAgain && !m_asking && !m_pause.isActive())
        ask();
}

void RunLogModel::onIndex(quint64 token, const Result<LogIndex>& answer) {
    if (token != m_token)
        return;
    if (!answer || answer->anchors.empty()) {
        onTop(token, answer.value_or(LogIndex{}),
              answer ? Result<std::vector<RunRow>>() : Result<std::vector<RunRow>>(fail(answer.error())));
        return;
    }
    whenDone(
        m_engine.logRows(m_filter, answer->anchors.front(), answer->stride), this,
        [this, token, index = *answer](const Result<std::vector<RunRow>>& top) { onTop(token, index, top); });
}

void RunLogModel::onTop(quint64 token, LogIndex index, const Result<std::vector<RunRow>>& answer) {
    if (token != m_token)
        return;
    m_asking = false;
    if (answer) {
        adopt(std::move(index), *answer);
        setLoad(Load::Ready, std::nullopt);
    } else if (answer.error().kind == ErrorKind::Cancelled) {
        m_askAgain = true;  // a newer question took its place; ours is still open
    } else {
        setLoad(Load::Failed, answer.error());
    }
    askAgainIfWanted();
}

void RunLogModel::adopt(LogIndex index, std::vector<RunRow> top) {
    if (!m_filterChanged && mergeOnTop(index, top)) {
        resizeBottom(index.total);
        m_index = std::move(index);
        replaceTop(top);
        return;
    }
    beginResetModel();
    m_filterChanged = false;
    ++m_generation;
    m_inserted = 0;
    m_wanted.clear();
    m_fetching = false;
    m_cache.clear();
    m_total = index.total;
    m_index = std::move(index);
    m_cache.put(0, std::move(top));
    endResetModel();
}

bool RunLogModel::mergeOnTop(const LogIndex& index, const std::vector<RunRow>& top) {
    const RunRow* oldTop = m_cache.peek(0);
    if (m_total == 0 || index.total == 0 || !oldTop)
        return m_total == index.total;
    const auto found =
        std::find_if(top.begin(), top.end(), [&](const RunRow& row) { return row.id == oldTop->id; });
    if (found == top.end())
        return false;
    const int inserted = static_cast<int>(found - top.begin());
    for (int i = inserted; i < static_cast<int>(top.size());
         ++i) {  // rows in between may have left the filter
        const RunRow* held = m_cache.peek(i - inserted);
        if (held && held->id != top[static_cast<size_t>(i)].id)
            return false;
    }
    if (inserted == 0)
        return true;
    beginInsertRows({}, 0, inserted - 1);
    m_total += inserted;
    m_inserted += inserted;
    m_cache.shiftDown(inserted);
    m_cache.put(0, {top.begin(), top.begin() + inserted});
    m_wanted.clear();
    endInsertRows();
    Q_EMIT insertedOnTop(inserted);
    return true;
}

void RunLogModel::resizeBottom(int total) {
    if (total < m_total) {
        beginRemoveRows({}, total, m_total - 1);
        m_total = total;
        m_cache.truncate(total);
        endRemoveRows();
    } else if (total > m_total) {
        beginInsertRows({}, m_total, total - 1);
        m_total = total;
        endInsertRows();
    }
}

void RunLogModel::replaceTop(const std::vector<RunRow>& top) {
    if (top.empty())
        return;
    int firstChanged = -1;
    int lastChanged = -1;
    for (int i = 0; i < static_cast<int>(top.size()); ++i) {
        const RunRow* held = m_cache.peek(i);
        if (held && *held == top[static_cast<size_t>(i)])
            continue;
        firstChanged = firstChanged < 0 ? i : firstChanged;
        lastChanged = i;
    }
    m_cache.put(0, top);
    if (firstChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged, 0),
                           index(std::min(lastChanged, m_total - 1), ColumnCount - 1));
}

void RunLogModel::setLoad(Load load, std::optional<Error> problem) {
    m_load = load;
    m_problem = std::move(problem);
    Q_EMIT loadChanged();
}

void RunLogModel::want(int row) const {
    const int block = row / m_index.stride;
    const auto known = std::find(m_wanted.begin(), m_wanted.end(), block);
    if (known != m_wanted.end())
        m_wanted.erase(known);
    m_wanted.push_back(block);
    if (m_wanted.size() > kBlocksWanted)
        m_wanted.pop_front();
    if (!m_fetching && !m_fetchSoon.isActive())
        m_fetchSoon.start();
}

void RunLogModel::fetchNext() {
    if (m_fetching || m_wanted.empty())
        return;
    const int block = m_wanted.back();
    m_wanted.pop_back();
    if (block >= static_cast<int>(m_index.anchors.size()))
        return;
    m_fetching = true;
    const int first = block * m_index.stride;
    whenDone(
        m_engine.logRows(m_index.filter, m_index.anchors[static_cast<size_t>(block)], m_index.stride), this,
        [this, first, generation = m_generation, inserted = m_inserted](
            const Result<std::vector<RunRow>>& answer) { onBlock(generation, first, inserted, answer); });
}

void RunLogModel::onBlock(quint64 generation, int first, int inserted,
                          const Result<std::vector<RunRow>>& answer) {
    if (generation != m_generation)
        return;  // of rows that are no longer shown
    m_fetching = false;
    if (answer && !answer->empty()) {
        const int at = first + (m_inserted - inserted);  // rows came on top meanwhile
        const int last = std::min(at + static_cast<int>(answer->size()), m_total) - 1;
        m_cache.put(at, *answer);
        m_cache.truncate(m_total);
        if (last >= at)
            Q_EMIT dataChanged(index(at, 0), index(last, ColumnCount - 1));
    } else if (!answer && answer.error().kind != ErrorKind::Cancelled) {
        setLoad(Load::Failed, answer.error());
    } else if (!answer) {
        m_wanted.push_front(first / m_index.stride);  // a newer question came between: ask again after it
    }
    if (!m_wanted.empty())
        m_fetchSoon.start();
}

std::optional<RunRow> RunLogModel::runAt(int row) const {
    const RunRow* held = row >= 0 && row < m_total ? m_cache.find(row) : nullptr;
    return held ? std::optional(*held) : std::nullopt;
}

QVariant RunLogModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RunRow* run = m_cache.find(index.row());
    if (!run) {
        want(index.row());
        if (role == LoadedRole)
            return false;
        return role == Qt::DisplayRole && index.column() == StartedColumn ? QVariant(QStringLiteral("…"))
                                                                          : QVariant();
    }
    const auto column = static_cast<Column>(index.column());
    switch (role) {
        case Qt::DisplayRole:
            return cellText(*run, column);
        case Qt::ToolTipRole:
            return column == MessageColumn ? QVariant(run->message) : QVariant();
        case Qt::TextAlignmentRole:
            return column >= ReadColumn && column <= DurationColumn
                       ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                       : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
        case RunRole:
            return QVariant::fromValue(*run);
        case LoadedRole:
            return true;
        case OutcomeRole:
            return static_cast<int>(run->outcome);
        default:
            return {};
    }
}

QVariant RunLogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::TextAlignmentRole)
        return int((column >= ReadColumn && column <= DurationColumn ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    return {};
}

}  // namespace bloom::models
