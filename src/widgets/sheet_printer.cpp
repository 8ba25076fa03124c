// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sheet_printer.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPromise>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTextDocument>
#include <QThreadPool>

namespace bloom::widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SheetPrinter)
};

Result<bool> save(const QByteArray& content, const QString& path) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return fail(ErrorKind::Usage, Words::tr("%1 can't be written: %2").arg(path, file.errorString()));
    // It may name clients: nobody else on this machine is to read it.
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!file.commit())
        return fail(ErrorKind::Usage, Words::tr("%1 can't be written: %2").arg(path, file.errorString()));
    return true;
}

QByteArray pdfOf(const models::Sheet& sheet) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(sheet.title);
    writer.setCreator(QStringLiteral("Bloom Sync"));
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout::Millimeter);
    writer.setResolution(96);
    QTextDocument document;
    document.setHtml(sheet.html);
    document.setPageSize(writer.pageLayout().paintRectPixels(writer.resolution()).size());
    document.print(&writer);
    buffer.close();
    return bytes;
}

template <typename Work> QFuture<Result<bool>> elsewhere(Work work) {
    auto promise = std::make_shared<QPromise<Result<bool>>>();
    promise->start();
    const auto future = promise->future();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

/// A name that every file system takes.
QString fileName(const QString& title) {
    QString name = title;
    for (QChar& c : name)
        if (QStringLiteral("/\\:*?\"<>|").contains(c))
            c = u'-';
    return name;
}

}  // namespace

QFuture<Result<bool>> writePdf(models::Sheet sheet, QString path) {
    return elsewhere([sheet = std::move(sheet), path] { return save(pdfOf(sheet), path); });
}

QFuture<Result<bool>> writeBytes(QByteArray content, QString path) {
    return elsewhere([content = std::move(content), path] { return save(content, path); });
}

void printSheet(const models::Sheet& sheet, QWidget* parent) {
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(sheet.title);
    auto* dialog = new QPrintDialog(printer.get(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, dialog, [printer, html = sheet.html] {
        QThreadPool::globalInstance()->start([printer, html] {
            QTextDocument document;
            document.setHtml(html);
            document.print(printer.get());
        });
    });
    dialog->open();
}

QString askForFile(QWidget* parent, const QString& title, const QString& name, const QString& filter) {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileDialog::getSaveFileName(parent, title, folder + u'/' + fileName(name), filter);
}

}  // namespace bloom::widgets
