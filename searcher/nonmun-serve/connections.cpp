#include "searcher/nonmun-serve/connections.hpp"

#include <sys/socket.h>

#include <algorithm>

namespace nonmun::program {

Connections::Entry* Connections::add(int descriptor) {
  const std::lock_guard lock(mutex_);
  entries_.push_back({descriptor});
  entries_.back().self = std::prev(entries_.end());
  return &entries_.back();
}

void Connections::remove(Entry* entry) {
  const std::lock_guard lock(mutex_);
  entries_.erase(entry->self);
}

void Connections::set(Entry* entry, Phase phase) {
  const std::lock_guard lock(mutex_);
  entry->phase = phase;
  entry->since = Clock::now();
}

void Connections::close_slow(std::chrono::seconds max_receiving, std::chrono::seconds max_sending) {
  const Clock::time_point now = Clock::now();
  const std::lock_guard lock(mutex_);
  for (const Entry& entry : entries_) {
    const auto time = now - entry.since;
    if ((entry.phase == Phase::receiving && time > max_receiving) ||
        (entry.phase == Phase::sending && time > max_sending)) {
      // Who owns the descriptor notices, and closes it. Until remove() was called it is its own.
      ::shutdown(entry.descriptor, SHUT_RDWR);
    }
  }
}

std::size_t Connections::busy() const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(
      std::count_if(entries_.begin(), entries_.end(),
                    [](const Entry& entry) { return entry.phase != Phase::receiving; }));
}

std::size_t Connections::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace nonmun::program
