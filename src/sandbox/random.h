// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic random numbers, the same on every platform (the standard distributions are not).
#pragma once
#include <QtGlobal>
#include <array>
#include <span>

namespace bloom::sandbox {

class Random {
public:
    explicit Random(quint64 seed) : m_state(seed * 0x9e3779b97f4a7c15ULL + 0x632be59bd9b4e019ULL) {}

    /// splitmix64
    quint64 next() {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 … bound − 1; bound must be positive.
    int below(int bound) { return int(next() % quint64(bound)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool chance(double share) { return double(next() >> 11) * 0x1.0p-53 < share; }
    template <typename T, std::size_t N> const T& pick(const std::array<T, N>& from) {
        return from[std::size_t(below(int(N)))];
    }
    template <typename T> const T& pick(std::span<const T> from) {
        return from[std::size_t(below(int(from.size())))];
    }
    /// A stream of its own for one purpose, so that one more draw here changes nothing there.
    Random fork(quint64 purpose) const { return Random(m_state ^ (purpose * 0xd1342543de82ef95ULL)); }

private:
    quint64 m_state;
};

}  // namespace bloom::sandbox
