// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/apply_pass.h"

#include "core/planted_faults.h"
#include "storage/held_store.h"
#include "storage/set_aside_store.h"

#include <algorithm>
#include <cstring>

namespace bloom::sync {

using namespace storage;

namespace {

std::array<char, 16> shortHash(const QByteArray& hash) {
    std::array<char, 16> bytes{};
    std::memcpy(bytes.data(), hash.constData(),
                std::min<size_t>(bytes.size(), static_cast<size_t>(hash.size())));
    return bytes;
}

}  // namespace

void Confirmations::note(const StoredRecord& held, const ReadStamp& stamp, bool versioned) {
    const Known before = newest(held);
    if (stamp.answered < before.stamp.sent)
        return;
    Known now{stamp, versioned};
    if (before.stamp.answered > stamp.sent)
        now = {{std::max(before.stamp.sent, stamp.sent), std::max(before.stamp.answered, stamp.answered)},
               before.versioned && versioned};
    m_entries[held.rowId] = {shortHash(held.hash), held.gone, now};
}

Confirmations::Known Confirmations::newest(const StoredRecord& held) const {
    const auto found = m_entries.find(held.rowId);
    // Of another content than the one held it says nothing.
    const bool fits = found != m_entries.end() && found->second.hash == shortHash(held.hash) &&
                      found->second.gone == held.gone;
    if (!fits || found->second.known.stamp.answered < held.stamp.sent)
        return {held.stamp, true};
    const Known& known = found->second.known;
    return {
        {std::max(known.stamp.sent, held.stamp.sent), std::max(known.stamp.answered, held.stamp.answered)},
        known.versioned};
}

/// A version says nothing against readings that told none.
Reading ApplyPass::readingOf(const StoredRecord& held, const QByteArray& came) const {
    const Confirmations::Known known = m_confirmations.newest(held);
    const bool comparable = known.versioned || came == held.hash;
    return {comparable ? held.version : RecordVersion(), known.stamp, held.hash, held.gone};
}

ApplyPass::ApplyPass(Scope& scope, const ApplyContext& context, Confirmations& confirmations)
    : m_scope(scope),
      m_context(context),
      m_confirmations(confirmations),
      m_records(scope),
      m_forgotten(scope),
      m_rows(scope, context, m_report),
      m_anyNotConfirmed(NotConfirmedStore(scope).count() > 0),
      m_anySetAside(SetAsideStore(scope).count() > 0) {}

void ApplyPass::apply(const ReadRecord& record) {
    ++m_report.kinds[record.key.kind].received;
    if (m_anyNotConfirmed && NotConfirmedStore(m_scope).clear(record.key))
        HeldStore(m_scope).cameBack(record.key);
    if (const auto* content = std::get_if<RecordContent>(&record.content))
        applyUsable(record, *content);
    else
        applyUnusable(record);
}

void ApplyPass::applyUnusable(const ReadRecord& record) {
    if (planted(Fault::DropSetAside))
        return;
    ++m_report.kinds[record.key.kind].setAside;
    m_report.setAside.push_back(SetAsideStore(m_scope).put(
        record.key, record.hash, std::get<QString>(record.content), m_context.run, m_context.now));
    m_anySetAside = true;
}

void ApplyPass::applyUsable(const ReadRecord& record, const RecordContent& content) {
    KindCounts& counts = m_report.kinds[record.key.kind];
    const auto held = m_records.find(record.key);
    if (!held) {
        (write(record, content, nullptr) ? counts.setAside : counts.created) += 1;
        return;
    }
    Verdict verdict =
        judge(readingOf(*held, record.hash), {record.version, record.stamp, record.hash, false});
    if (planted(Fault::WebhookByArrival) && m_context.channel == RunType::Webhook &&
        held->hash != record.hash)
        verdict = Verdict::Apply;
    switch (verdict) {
        case Verdict::Apply:
            (write(record, content, &*held) ? counts.setAside : counts.updated) += 1;
            return;
        case Verdict::Advance: {
            StoredRecord advanced = *held;
            advanced.version = record.version;
            advanced.stamp = record.stamp;
            m_records.update(advanced, m_context.now);
            break;
        }
        case Verdict::Same:
            m_confirmations.note(*held, record.stamp, record.version != RecordVersion());
            break;
        case Verdict::Stale:
            ++counts.unchanged;
            return;
        case Verdict::ReadAgain:
            ++counts.unchanged;
            m_report.readAgain.push_back(record.key);
            return;
    }
    forgetUnusable(record);
    const size_t setAside = m_report.setAside.size();
    const int written = verifies() ? verify(record, content) : 0;
    if (isSetAsideSince(setAside, record.key))
        ++counts.setAside;
    else
        (written > 0 ? counts.updated : counts.unchanged) += 1;
}

void ApplyPass::forgetUnusable(const ReadRecord& record) {
    if (!m_anySetAside)
        return;
    // A line with this very content waits for something else, as a practitioner.
    const auto line = SetAsideStore(m_scope).find(record.key);
    if (line && line->hash != record.hash)
        SetAsideStore(m_scope).clear(record.key);
}

bool ApplyPass::write(const ReadRecord& record, const RecordContent& content, const StoredRecord* held) {
    if (held && held->gone)
        m_forgotten.cameBack(record.key);
    StoredRecord stored{
        0, record.key, record.version, record.stamp, record.hash, m_forgotten.kept(content), false};
    if (held)
        m_records.update(stored, m_context.now);
    else
        m_records.insert(stored, m_context.now);
    if (m_anySetAside)
        SetAsideStore(m_scope).clear(record.key);
    const size_t setAside = m_report.setAside.size();
    const int written = m_rows.rebuild(record.key, content, {record.key, record.version, true});
    if (written == 0)
        HistoryStore(m_scope).addRecord({m_context.channel, m_context.run, m_context.now}, record.key,
                                        record.version,
                                        held ? QStringLiteral("update") : QStringLiteral("create"));
    m_anySetAside = m_anySetAside || m_report.setAside.size() > setAside;
    return isSetAsideSince(setAside, record.key);
}

bool ApplyPass::isSetAsideSince(size_t lines, const RecordKey& key) const {
    const auto from = m_report.setAside.begin() + static_cast<std::ptrdiff_t>(lines);
    return std::any_of(from, m_report.setAside.end(), [&](const SetAside& line) { return line.key == key; });
}

int ApplyPass::verify(const ReadRecord& record, const RecordContent& content) {
    return m_rows.rebuild(record.key, content, {record.key, record.version, false});
}

bool ApplyPass::verifies() const {
    if (planted(Fault::NeverVerify))
        return false;
    switch (m_context.channel) {
        case RunType::Full:
        case RunType::Manual:
        case RunType::Audit:
            return true;
        case RunType::Delta:
        case RunType::Webhook:
        case RunType::Backfill:
            return false;
    }
    return false;
}

void ApplyPass::applyGone(const RecordKey& key, const ReadStamp& stamp) {
    const auto held = m_records.find(key);
    if (held) {
        switch (judge(readingOf(*held, {}), {{}, stamp, {}, true})) {
            case Verdict::Apply:
                break;
            case Verdict::ReadAgain:
                m_report.readAgain.push_back(key);
                return;
            case Verdict::Same:
                // It may have been back in between, in a form that nobody could use.
                if (m_anySetAside && held->stamp.answered < stamp.sent)
                    SetAsideStore(m_scope).clear(key);
                m_confirmations.note(*held, stamp, true);
                return;
            case Verdict::Advance:
            case Verdict::Stale:
                return;
        }
    }
    if (m_anyNotConfirmed && NotConfirmedStore(m_scope).clear(key))
        HeldStore(m_scope).wasDeleted(key);
    if (m_anySetAside)
        SetAsideStore(m_scope).clear(key);
    // The content is kept: a client who is gone still has sessions to be shown with.
    StoredRecord tombstone = held.value_or(StoredRecord{0, key, {}, {}, QByteArray(16, '\0'), "{}", true});
    tombstone.stamp = planted(Fault::ForgetTombstoneStamp) ? ReadStamp() : stamp;
    tombstone.gone = true;
    if (!held) {
        m_records.insert(tombstone, m_context.now);
        removeForeignRows(key);
        return;
    }
    m_records.update(tombstone, m_context.now);
    ++m_report.kinds[key.kind].deleted;
    if (m_rows.rebuild(key, std::nullopt, {key, tombstone.version, true}) == 0)
        HistoryStore(m_scope).addRecord({m_context.channel, m_context.run, m_context.now}, key,
                                        tombstone.version, QStringLiteral("delete"));
}

/// Rows without a record are nobody's of ours. (A client without one may be a placeholder: it stays.)
void ApplyPass::removeForeignRows(const RecordKey& key) {
    const bool mayHave = key.kind == RecordKind::Appointment || key.kind == RecordKind::Invoice ||
                         key.kind == RecordKind::Referral;
    if (mayHave && m_rows.rebuild(key, std::nullopt, {key, {}, false}) > 0)
        ++m_report.kinds[key.kind].deleted;
}

ApplyReport ApplyPass::finish() {
    m_rows.finish();
    return std::move(m_report);
}

}  // namespace bloom::sync
