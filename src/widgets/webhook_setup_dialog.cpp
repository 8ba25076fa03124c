// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/webhook_setup_dialog.h"

#include "models/webhook_words.h"
#include "models/when_done.h"
#include "ui_webhook_setup_dialog.h"
#include "widgets/kept_font.h"
#include "widgets/small_widgets.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QToolButton>

namespace bloom::widgets {

WebhookSetupDialog::WebhookSetupDialog(engine::Engine& door, QWidget* parent)
    : QDialog(parent),
      m_engine(door),
      m_ui(std::make_unique<Ui::WebhookSetupDialog>()) {
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    keepFont(m_ui->heading, TextRole::Title);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::close);
    connect(m_ui->settingsButton, &QPushButton::clicked, this, [this] {
        Q_EMIT settingsWanted();
        close();
    });
    for (QPushButton* button : {m_ui->settingsButton, m_ui->closeButton})
        button->setAutoDefault(false);
    m_ui->problem->hide();
    m_ui->closeButton->setFocus();
}

WebhookSetupDialog::~WebhookSetupDialog() = default;

void WebhookSetupDialog::showProblem(const QString& sentence) {
    m_ui->problem->setContent(Severity::Problem, QStringLiteral("error"), sentence);
    m_ui->problem->show();
}

void WebhookSetupDialog::showView(const InboxView& view) {
    QStringList urls;
    for (const WebhookAddressView& each : view.addresses)
        urls.append(each.url);
    if (urls != m_urls) {
        m_urls = urls;
        buildLines(view.addresses);
    }
    for (const WebhookAddressView& each : view.addresses)
        showReceived(each, m_engine.now());
    showAdvice(view.listener);
}

/// What stands in the way, and where to change it.
void WebhookSetupDialog::showAdvice(const ListenerView& listener) {
    for (const Line& line : std::as_const(m_lines))
        line.test->setEnabled(listener.listening);
    QString problem;
    if (!listener.wanted)
        problem = tr("Webhooks are switched off: nothing listens at these addresses yet.");
    else if (listener.problem)
        problem = listener.problem->message;
    else if (!listener.verifies)
        problem = tr("No secret and no authentication header is set: whatever is sent here is refused.");
    m_ui->problem->setContent(Severity::Attention, QStringLiteral("warning"), problem);
    m_ui->problem->setVisible(!problem.isEmpty());
    setButtonKind(m_ui->settingsButton, problem.isEmpty() ? ButtonKind::Plain : ButtonKind::Primary);
    m_ui->reach->setText(
        listener.reachableFromOutside
            ? tr("Bloom Sync can be reached from outside at %1.").arg(listener.address)
            : tr("Bloom Sync listens for this computer only. A tunnel or a proxy takes what Halaxy sends "
                 "and hands it on to %1, port %2; enter the name it has outside under “Host names” in "
                 "Settings, and these addresses show it.")
                  .arg(listener.address.isEmpty() ? QStringLiteral("127.0.0.1") : listener.address,
                       QString::number(listener.port)));
}

void WebhookSetupDialog::buildLines(const std::vector<WebhookAddressView>& addresses) {
    m_lines.clear();
    for (QWidget* holder : {m_ui->ofHalaxy, m_ui->ofRelay}) {
        qDeleteAll(holder->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
        delete holder->layout();
        auto* grid = new QGridLayout(holder);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(space::s);
        grid->setVerticalSpacing(space::s);
        grid->setColumnStretch(1, 1);
        grid->setColumnMinimumWidth(0, 150);
    }
    m_last = nullptr;
    for (const WebhookAddressView& each : addresses) {
        QWidget* holder = each.address.event.isEmpty() ? m_ui->ofRelay : m_ui->ofHalaxy;
        m_lines.insert(each.address.route, addLine(static_cast<QGridLayout*>(holder->layout()), each));
    }
    if (!m_last)
        return;
    setTabOrder(m_last, m_ui->settingsButton);
    setTabOrder(m_ui->settingsButton, m_ui->closeButton);
    m_ui->closeButton->setFocus();
}

QLineEdit* WebhookSetupDialog::makeUrl(const WebhookAddressView& address, const QString& what) {
    auto* url = new QLineEdit(address.url, this);
    url->setReadOnly(true);
    keepFont(url, TextRole::Caption);  // the end is what differs, and has to be seen
    url->setCursorPosition(0);
    url->setToolTip(address.url);
    url->setAccessibleName(tr("Address for %1").arg(what));
    url->setObjectName(QStringLiteral("url-") + address.address.route);
    return url;
}

QToolButton* WebhookSetupDialog::makeCopy(const WebhookAddressView& address, const QString& what) {
    auto* copy = new QToolButton(this);
    copy->setIcon(themedIcon(QStringLiteral("copy")));
    copy->setToolTip(tr("Copy the address"));
    copy->setAccessibleName(tr("Copy the address for %1").arg(what));
    copy->setObjectName(QStringLiteral("copy-") + address.address.route);
    copy->setFocusPolicy(Qt::StrongFocus);
    setButtonKind(copy, ButtonKind::Quiet);
    connect(copy, &QToolButton::clicked, this,
            [text = address.url] { QGuiApplication::clipboard()->setText(text); });
    return copy;
}

WebhookSetupDialog::Line WebhookSetupDialog::makeLine(const QString& route, const QString& what) {
    Line line;
    line.received = new QLabel(this);
    line.received->setMinimumWidth(116);
    line.received->setObjectName(QStringLiteral("received-") + route);
    line.test = new QPushButton(tr("Send a test"), this);
    line.test->setAutoDefault(false);
    line.test->setToolTip(tr("Send a signed event to myself at this address"));
    line.test->setAccessibleName(tr("Send a test to myself for %1").arg(what));
    line.test->setObjectName(QStringLiteral("test-") + route);
    connect(line.test, &QPushButton::clicked, this, [this, route] { test(route); });
    line.result = new QLabel(this);
    line.result->setWordWrap(true);
    line.result->setObjectName(QStringLiteral("result-") + route);
    line.result->hide();
    return line;
}

WebhookSetupDialog::Line WebhookSetupDialog::addLine(QGridLayout* grid, const WebhookAddressView& address) {
    const QString what = models::halaxyChoice(address.address);
    auto* name = new QLabel(what, this);
    name->setFont(textFont(TextRole::Strong));
    QLineEdit* url = makeUrl(address, what);
    QToolButton* copy = makeCopy(address, what);
    Line line = makeLine(address.address.route, what);
    for (QWidget* next : std::initializer_list<QWidget*>{url, copy, line.test}) {
        if (m_last)
            setTabOrder(m_last, next);
        m_last = next;
    }
    const int row = grid->rowCount();
    grid->addWidget(name, row, 0);
    grid->addWidget(url, row, 1);
    grid->addWidget(copy, row, 2);
    grid->addWidget(line.received, row, 3);
    grid->addWidget(line.test, row, 4);
    grid->addWidget(line.result, row + 1, 1, 1, 4);
    return line;
}

void WebhookSetupDialog::showReceived(const WebhookAddressView& address, UtcTime now) {
    const Line line = m_lines.value(address.address.route);
    if (!line.received)
        return;
    const bool ever = address.lastReceived.has_value();
    line.received->setText(ever ? tr("last %1").arg(agoText(*address.lastReceived, now))
                                : tr("never received"));
    line.received->setToolTip(ever ? tr("%Ln event(s), the last %1", nullptr, address.received)
                                         .arg(models::localTimeText(*address.lastReceived))
                                   : QString());
    setTone(line.received, ever ? Tone::Calm : Tone::Muted);
}

void WebhookSetupDialog::test(const QString& route) {
    // A button that is switched off gives its focus away, to the address of the next line.
    if (m_testing.contains(route))
        return;
    m_testing.insert(route);
    const Line line = m_lines.value(route);
    line.result->setText(tr("Sending…"));
    setTone(line.result, Tone::Muted);
    line.result->show();
    models::whenDone(m_engine.sendTestWebhook(route), this,
                     [this, route](const Result<bool>& answer) { showResult(route, answer); });
}

void WebhookSetupDialog::showResult(const QString& route, const Result<bool>& answer) {
    m_testing.remove(route);
    Q_EMIT tested();
    const Line line = m_lines.value(route);
    if (!line.test)
        return;  // the addresses have changed meanwhile
    line.result->setText(answer ? tr("Arrived: signed, accepted and stored in the inbox.")
                         : answer.error().kind == ErrorKind::Cancelled ? tr("No answer came.")
                                                                       : answer.error().message);
    setTone(line.result, answer ? Tone::Calm : Tone::Problem);
}

}  // namespace bloom::widgets
