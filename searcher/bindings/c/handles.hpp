#pragma once

#include <nonmun/nonmun.h>

#include <atomic>
#include <memory>
#include <nonmun/index_writer.hpp>
#include <nonmun/search.hpp>
#include <optional>
#include <stop_token>

// What the opaque types of nonmun.h are; their names are in the global namespace, as in C.

struct nonmun_index {
  nonmun::Index index;
};

struct nonmun_cancel {
  std::stop_source source;
};

struct nonmun_writer {
  std::atomic<bool> interrupted = false;
  std::optional<nonmun::IndexWriter> writer;  ///< reads `interrupted`
};
