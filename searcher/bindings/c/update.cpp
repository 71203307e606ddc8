#include <nonmun/nonmun.h>

#include <atomic>
#include <memory>
#include <nonmun/index_writer.hpp>
#include <nonmun/update.hpp>
#include <optional>
#include <stop_token>

#include "searcher/bindings/c/calls.hpp"
#include "searcher/bindings/c/events.hpp"
#include "searcher/bindings/c/handles.hpp"
#include "searcher/bindings/c/options.hpp"

// The functions of nonmun.h about indexing.

namespace nonmun::bindings::c {
namespace {

/// Sets a flag, as updates look at one, while it exists and when it is asked to.
class Interruption {
 public:
  Interruption(const nonmun_cancel* cancel, std::atomic<bool>& flag) {
    flag = false;
    if (cancel != nullptr) callback_.emplace(cancel->source.get_token(), Set{&flag});
  }

 private:
  struct Set {
    std::atomic<bool>* flag;
    void operator()() const { *flag = true; }
  };
  std::optional<std::stop_callback<Set>> callback_;
};

}  // namespace
}  // namespace nonmun::bindings::c

using namespace nonmun::bindings::c;  // what follows is in the global namespace, as in C

nonmun_status nonmun_update(const char* directory, const char* options, nonmun_listener listener,
                            void* context, const nonmun_cancel* cancel, char** json, char** error) {
  return answered(json, error, [&] {
    nonmun::UpdateOptions update = update_options(options);
    const Events events{listener, context};
    std::atomic<bool> interrupted = false;
    const Interruption interruption(cancel, interrupted);
    update.index = path_argument(directory);
    update.progress = events.progress();
    update.warning = events.warning();
    update.interrupted = &interrupted;
    return to_json(nonmun::update_index(update));
  });
}

nonmun_status nonmun_writer_open(const char* directory, const char* source, const char* options,
                                 nonmun_listener listener, void* context, nonmun_writer** writer,
                                 char** error) {
  if (writer != nullptr) *writer = nullptr;
  return guarded(error, [&] {
    nonmun_writer*& given_out = needed("writer", writer);
    nonmun::WriterOptions chosen = writer_options(options);
    const Events events{listener, context};
    auto opened = std::make_unique<nonmun_writer>();
    chosen.index = path_argument(directory);
    chosen.source_name = text_argument("source", source);
    chosen.progress = events.progress();
    chosen.warning = events.warning();
    chosen.interrupted = &opened->interrupted;
    opened->writer.emplace(std::move(chosen));
    given_out = opened.release();
    return NONMUN_OK;
  });
}

nonmun_status nonmun_writer_add(nonmun_writer* writer, const char* paper, char** error) {
  return guarded(error, [&] {
    needed("writer", writer).writer->add_json(text_argument("paper", paper));
    return NONMUN_OK;
  });
}

nonmun_status nonmun_writer_remove(nonmun_writer* writer, const char* id, char** error) {
  return guarded(error, [&] {
    return needed("writer", writer).writer->remove(text_argument("id", id)) ? NONMUN_OK
                                                                            : NONMUN_NOT_FOUND;
  });
}

nonmun_status nonmun_writer_commit(nonmun_writer* writer, const nonmun_cancel* cancel, char** json,
                                   char** error) {
  if (json != nullptr) *json = nullptr;
  return guarded(error, [&] {
    // First: a commit that cannot report does not happen.
    char*& report = needed("json", json);
    nonmun_writer& open = needed("writer", writer);
    const Interruption interruption(cancel, open.interrupted);
    report = copy_of(to_json(open.writer->commit()));
    return NONMUN_OK;
  });
}

nonmun_status nonmun_writer_rollback(nonmun_writer* writer, char** error) {
  return guarded(error, [&] {
    needed("writer", writer).writer->rollback();
    return NONMUN_OK;
  });
}

void nonmun_writer_close(nonmun_writer* writer) {
  delete writer;
}
