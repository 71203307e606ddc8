#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>

namespace nonmun::program {

/// The open connections, to close those of clients that are too slow: libmicrohttpd's own timeout
/// begins again with every byte.
class Connections {
 public:
  using Clock = std::chrono::steady_clock;

  enum class Phase : std::uint8_t {
    receiving,  ///< nothing yet, or a part of a request
    answering,  ///< the request is complete, its answer is not
    sending,    ///< the answer is on its way
  };

  struct Entry {
    int descriptor;
    Phase phase = Phase::receiving;
    Clock::time_point since = Clock::now();
    std::list<Entry>::iterator self = {};
  };

  Entry* add(int descriptor);
  void remove(Entry* entry);
  void set(Entry* entry, Phase phase);

  /// Closes those that have been receiving or sending for longer.
  void close_slow(std::chrono::seconds max_receiving, std::chrono::seconds max_sending);

  /// Those whose request is complete, but not answered yet.
  std::size_t busy() const;
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::list<Entry> entries_;
};

}  // namespace nonmun::program
