// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How long the apply takes: bench_apply [appointments] [clients] [practitioners], pages of 100, in time order
// for each practitioner. Not a test: nothing asserts a time.
#include "support/record_builder.h"
#include "support/temp_database.h"
#include "sync/applier.h"

#include <QCoreApplication>
#include <chrono>
#include <cstdio>
#include <ctime>

using namespace bloom;
using namespace bloom::test;

namespace {

struct Bench {
    TempDatabase database;
    sync::Applier applier;
    sync::ApplyContext context{RunType::Full, RunId(L("bench")), at("2026-11-23T00:00:00Z"),
                               L("Australia/Sydney")};

    void applyAll(const char* what, const std::vector<ReadRecord>& records) {
        const auto begin = std::chrono::steady_clock::now();
        const std::clock_t cpu = std::clock();
        double longest = 0;
        int written = 0;
        for (size_t i = 0; i < records.size(); i += 100) {
            const auto page = std::chrono::steady_clock::now();
            const std::vector<ReadRecord> part(records.begin() + long(i),
                                               records.begin() + long(std::min(i + 100, records.size())));
            written +=
                database.write([&](storage::Scope& scope) { return applier.apply(scope, part, context); })
                    .rowsWritten;
            longest = std::max(
                longest,
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - page).count());
        }
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        std::printf("%-20s %7zu records %6.2f s (cpu %6.2f s)  longest page %5.1f ms  %d rows written\n",
                    what, records.size(), seconds, double(std::clock() - cpu) / CLOCKS_PER_SEC, longest,
                    written);
        std::fflush(stdout);
    }
};

QByteArray text(const char* prefix, int number) { return prefix + QByteArray::number(number); }

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const int appointments = argc > 1 ? std::atoi(argv[1]) : 100000;
    const int clients = argc > 2 ? std::atoi(argv[2]) : 5000;
    const int staff = argc > 3 ? std::atoi(argv[3]) : 20;
    std::vector<ReadRecord> people, patients, visits, invoices;
    for (int i = 0; i < staff; ++i) {
        people.push_back(reading(practitioner(text("PR-", i).constData()), 1));
        people.push_back(reading(role(text("PR-9", i).constData(), text("PR-", i).constData()), 1));
    }
    for (int i = 0; i < clients; ++i)
        patients.push_back(reading(patient(text("", i).constData()), 1));
    for (int i = 0; i < appointments; ++i) {
        // Each practitioner's own clients, one after another, and time goes on within a practitioner.
        const int who = i * staff / appointments, place = i % (appointments / staff);
        const int perStaff = clients / staff;
        auto visit =
            appointment(text("A", i).constData(), text("", who * perStaff + place % perStaff).constData(),
                        "2026-10-24T00:00:00Z", SessionStatus::Completed);
        visit.start += std::chrono::minutes(30) * place;
        visit.end = visit.start + std::chrono::minutes(50);
        visit.practitioners = {
            {RecordKind::PractitionerRole, HalaxyId(QString::fromLatin1(text("PR-9", who)))}};
        if (place % 2 == 0) {
            visit.patients[0].invoiceIds = {HalaxyId(QString::fromLatin1(text("I", i)))};
            auto bill = invoice(text("I", i).constData(), "0", 22000);
            bill.patientId = visit.patients[0].patientId;
            invoices.push_back(reading(bill, 1));
        }
        visits.push_back(reading(visit, 1));
    }
    Bench bench;
    bench.applyAll("practitioners", people);
    bench.applyAll("patients", patients);
    bench.applyAll("appointments", visits);
    bench.applyAll("invoices", invoices);
    bench.applyAll("appointments again", visits);
    bench.applyAll("patients again", patients);
    std::printf("%s\n", qPrintable(bench.database->description()));
    return 0;
}
