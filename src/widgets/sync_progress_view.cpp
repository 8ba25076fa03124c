// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sync_progress_view.h"

#include "models/when_done.h"
#include "models/words.h"
#include "widgets/chip.h"
#include "widgets/commander.h"
#include "widgets/theme.h"

#include "ui_sync_progress_view.h"

namespace bloom::widgets {
namespace {
using models::countText;

QString kindLine(RecordKind kind, const KindCounts& counts) {
    QString line = SyncProgressView::tr("%1: %2 read, %3 new, %4 changed, %5 as they were")
                       .arg(models::pluralWords(kind), countText(counts.received), countText(counts.created),
                            countText(counts.updated), countText(counts.unchanged));
    if (counts.missing > 0)
        line += SyncProgressView::tr(", %1 not confirmed").arg(countText(counts.missing));
    if (counts.setAside > 0)
        line += SyncProgressView::tr(", %1 set aside").arg(countText(counts.setAside));
    return line;
}

/// Done and about how many, of the whole run where practitioners are counted, else of the listing.
std::pair<int, int> doneAndAbout(const RunProgress& run) {
    int done = 0;
    int about = 0;
    for (const RunProgress::Part& part : run.practitioners) {
        if (!part.about)
            return {run.done, run.about.value_or(0)};
        done += part.done;
        about += *part.about;
    }
    return about > 0 ? std::pair(done, about) : std::pair(run.done, run.about.value_or(0));
}
}  // namespace

QString resultText(const RunReport& report) {
    QStringList lines;
    for (const auto& [kind, counts] : report.kinds) {
        if (counts != KindCounts{})
            lines.append(kindLine(kind, counts));
    }
    for (const Error& problem : report.problems)
        lines.append(problem.context.isEmpty()
                         ? problem.message
                         : QString(problem.context + QStringLiteral(": ") + problem.message));
    constexpr size_t kNamed = 5;
    for (size_t i = 0; i < report.setAside.size() && i < kNamed; ++i)
        lines.append(SyncProgressView::tr("%1 set aside: %2")
                         .arg(toText(report.setAside[i].key), report.setAside[i].reason));
    if (report.setAside.size() > kNamed)
        lines.append(SyncProgressView::tr("and %1 more; the sync log has them all")
                         .arg(countText(static_cast<qint64>(report.setAside.size() - kNamed))));
    if (lines.isEmpty())
        lines.append(SyncProgressView::tr("Nothing was read."));
    return lines.join(QLatin1Char('\n'));
}

SyncProgressView::SyncProgressView(engine::Engine& door, QWidget* parent)
    : QFrame(parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::SyncProgressView>()) {
    m_ui->setupUi(this);
    hide();
    connect(&m_engine, &engine::Engine::snapshotChanged, this, &SyncProgressView::onSnapshot);
    connect(&m_engine, &engine::Engine::runFinished, this, &SyncProgressView::onFinished);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &SyncProgressView::cancel);
    connect(m_ui->offerButton, &QPushButton::clicked, this, &SyncProgressView::takeOffer);
}

SyncProgressView::~SyncProgressView() = default;

void SyncProgressView::ask(SyncRequest request) {
    m_request = std::move(request);
    m_run.reset();
    m_report.reset();
    setBusy(true);
    m_ui->chip->setContent({tr("Asked"), QStringLiteral("hourglass"), models::ChipTone::Busy});
    m_ui->sentence->setText(tr("Asking for it…"));
    m_ui->counts->clear();
    m_ui->result->clear();
    m_ui->result->hide();
    m_ui->parts->hide();
    m_ui->bar->setRange(0, 0);
    m_ui->bar->show();
    m_ui->offerButton->hide();
    m_ui->cancelButton->setEnabled(false);
    m_ui->cancelButton->show();
    show();
    const quint64 token = ++m_token;
    models::whenDone(m_engine.requestSync(m_request), this, [this, token](const engine::SyncAnswer& answer) {
        if (token == m_token)
            onAnswer(answer);
    });
}

void SyncProgressView::onAnswer(const engine::SyncAnswer& answer) {
    using Kind = engine::SyncAnswerKind;
    m_ui->sentence->setText(answer.sentence);
    m_run = answer.run;
    const bool goesOn = answer.kind == Kind::Started || answer.kind == Kind::Queued ||
                        answer.kind == Kind::Joined || answer.kind == Kind::ProbingFirst ||
                        answer.kind == Kind::WaitsForRateLimit;
    m_ui->cancelButton->setEnabled(goesOn && m_run.has_value());
    if (!goesOn) {
        showRefused(answer);
        return;
    }
    const bool waits = answer.kind != Kind::Started;
    m_ui->chip->setContent({waits ? tr("Waiting") : tr("Running"),
                            waits ? QStringLiteral("hourglass") : QStringLiteral("sync"),
                            models::ChipTone::Busy});
    onSnapshot(m_engine.snapshot());
}

/// Nothing is resumed or released before somebody says so.
void SyncProgressView::showRefused(const engine::SyncAnswer& answer) {
    m_offer = answer.offer;
    m_ui->chip->setContent({tr("Not started"), QStringLiteral("pause"), models::ChipTone::Attention});
    m_ui->bar->hide();
    m_ui->cancelButton->hide();
    m_ui->offerButton->setText(offerText(m_offer));
    m_ui->offerButton->setVisible(m_offer != StateAction::None);
    setBusy(false);
}

void SyncProgressView::takeOffer() {
    m_ui->offerButton->hide();
    if (m_offer == StateAction::Resume)
        askAgainOn(m_engine.resume());
    else if (m_offer == StateAction::ReleaseCalls)
        askAgainOn(m_engine.holdCalls(false, askingUser()));
    else
        Q_EMIT offered(m_offer);
}

void SyncProgressView::askAgainOn(const QFuture<Result<bool>>& mend) {
    const quint64 token = ++m_token;
    models::whenDone(mend, this, [this, token](const Result<bool>& answer) {
        if (token != m_token)
            return;  // something else was asked for meanwhile
        if (answer)
            ask(m_request);
        else
            m_ui->sentence->setText(answer.error().message);
    });
}

void SyncProgressView::onSnapshot(const engine::EngineSnapshot& snapshot) {
    if (m_busy && m_run && snapshot.run && snapshot.run->id == *m_run)
        showProgress(*snapshot.run);
}

void SyncProgressView::showProgress(const RunProgress& run) {
    m_ui->chip->setContent(
        {run.cancelling ? tr("Stopping") : tr("Running"), QStringLiteral("sync"), models::ChipTone::Busy});
    m_ui->sentence->setText(tr("Reading %1").arg(models::pluralWords(run.kind).toLower()));
    const auto [done, about] = doneAndAbout(run);
    m_ui->bar->setRange(0, about);
    m_ui->bar->setValue(std::min(done, about));
    QStringList counts{tr("%Ln record(s) so far", nullptr, run.records),
                       tr("%Ln call(s)", nullptr, run.calls)};
    if (about > 0)
        counts.prepend(tr("%1 of about %2").arg(countText(done), countText(about)));
    if (run.left)
        counts.append(models::leftText(*run.left));
    if (run.rateLimitWait > milliseconds(0))
        counts.append(tr("waited %1 for the rate limit").arg(models::durationText(run.rateLimitWait)));
    m_ui->counts->setText(counts.join(QStringLiteral("  ·  ")));
    m_ui->cancelButton->setEnabled(!run.cancelling);
    showParts(run);
}

/// A line for each practitioner, made once and then only changed.
void SyncProgressView::showParts(const RunProgress& run) {
    const auto count = static_cast<int>(run.practitioners.size());
    m_ui->parts->setVisible(count > 0);
    while (m_ui->partsLayout->count() < count)
        m_ui->partsLayout->addWidget(new QLabel(m_ui->parts));
    for (int i = 0; i < m_ui->partsLayout->count(); ++i) {
        auto* label = qobject_cast<QLabel*>(m_ui->partsLayout->itemAt(i)->widget());
        label->setVisible(i < count);
        if (i >= count)
            continue;
        const RunProgress::Part& part = run.practitioners[static_cast<size_t>(i)];
        const QString done = part.finished ? tr("done, %1").arg(countText(part.done))
                             : part.about
                                 ? tr("%1 of about %2").arg(countText(part.done), countText(*part.about))
                                 : countText(part.done);
        label->setText(tr("%1: %2").arg(part.name, done));
        setTone(label, part.finished ? Tone::Calm : Tone::Normal);
    }
}

void SyncProgressView::onFinished(const RunReport& report) {
    const bool ours = m_run ? report.id == *m_run
                            : m_busy && report.type == RunType::Manual && report.scope == m_request.scope;
    if (!ours || m_report)
        return;
    m_report = report;
    m_ui->result->setText(resultText(report));
    m_ui->result->show();
    showEnded(report.outcome,
              tr("Took %1, %Ln call(s)", nullptr, report.calls).arg(models::durationText(report.duration)));
    Q_EMIT finished(report);
}

void SyncProgressView::showEnded(RunOutcome outcome, const QString& sentence) {
    m_ui->chip->setContent({models::words(outcome), chipIcon(outcome), models::tone(outcome)});
    m_ui->sentence->setText(sentence);
    m_ui->bar->hide();
    m_ui->cancelButton->hide();
    m_ui->counts->clear();
    m_ui->parts->hide();
    setBusy(false);
}

void SyncProgressView::cancel() {
    if (!m_run)
        return;
    m_ui->cancelButton->setEnabled(false);
    m_ui->sentence->setText(tr("Stopping after the present page…"));
    models::whenDone(m_engine.cancelRun(*m_run), this, [this, run = *m_run](const Result<bool>& answer) {
        if (!m_busy || m_run != run)
            return;
        const auto& going = m_engine.snapshot().run;
        if (!answer)
            m_ui->sentence->setText(answer.error().message);
        else if (!going || going->id != run)  // it only waited: nothing else will say that it ended
            showEnded(RunOutcome::Cancelled, tr("Nothing more is read for it."));
    });
}

void SyncProgressView::setBusy(bool busy) {
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

}  // namespace bloom::widgets
