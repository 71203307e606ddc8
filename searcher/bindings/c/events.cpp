#include "searcher/bindings/c/events.hpp"

#include <nlohmann/json.hpp>

namespace nonmun::bindings::c {
namespace {

using Json = nlohmann::ordered_json;

/// Names of files may have any bytes.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

}  // namespace

std::function<void(const Progress&)> Events::progress() const {
  if (listener == nullptr) return nullptr;
  return [events = *this](const Progress& p) {
    Json event;
    event["progress"] = {{"phase", p.phase}, {"done", p.done}, {"total", p.total}};
    events.listener(events.context, dump(event).c_str());
  };
}

std::function<void(const std::string&)> Events::warning() const {
  if (listener == nullptr) return nullptr;
  return [events = *this](const std::string& message) {
    Json event;
    event["warning"] = message;
    events.listener(events.context, dump(event).c_str());
  };
}

std::string to_json(const UpdateReport& report) {
  Json rejects = Json::array();
  for (const Reject& r : report.rejects) {
    rejects.push_back({{"file", r.file}, {"line", r.line}, {"reason", r.reason}});
  }
  Json missing = Json::array();
  for (const MissingSource& m : report.missing) {
    missing.push_back({{"name", m.name}, {"files", m.files}, {"papers", m.papers}});
  }
  Json phases = Json::array();
  for (const PhaseTime& p : report.phases) {
    phases.push_back({{"name", p.name}, {"seconds", p.seconds}, {"cpu_seconds", p.cpu_seconds}});
  }
  return dump({{"schema", 1},
               {"published", report.published},
               {"generation", text_or_null(report.generation)},
               {"previous_generation", text_or_null(report.previous)},
               {"documents", report.documents},
               {"counts",
                {{"added", report.added},
                 {"changed", report.changed},
                 {"unchanged", report.unchanged},
                 {"removed", report.removed},
                 {"rejected", report.rejected},
                 {"rejected_before", report.rejected_before},
                 {"skipped_files", report.skipped_files}}},
               {"rejects", std::move(rejects)},
               {"missing", std::move(missing)},
               {"upgraded", report.upgraded},
               {"seconds", report.seconds},
               {"phases", std::move(phases)}});
}

}  // namespace nonmun::bindings::c
