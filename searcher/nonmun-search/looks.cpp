#include "searcher/nonmun-search/looks.hpp"

#include <nlohmann/json.hpp>

#include "searcher/nonmun-search/state_file.hpp"

namespace nonmun::program {
namespace {

constexpr const char* kFile = "looks.json";

using Json = nlohmann::ordered_json;

/// {"schema":1,"looks":{INDEX:{NAME:{"day":…,"ids":[…]}}}}; without looks when there are none, or
/// another version's or damaged ones.
Json read() {
  Json nothing = {{"schema", kStateSchema}, {"looks", Json::object()}};
  const std::optional<std::string> content = read_state(kFile);
  if (!content) return nothing;
  Json all = Json::parse(*content, nullptr, false);
  const bool known = all.is_object() && all.value("schema", Json()) == kStateSchema &&
                     all.contains("looks") && all["looks"].is_object();
  return known ? all : nothing;
}

}  // namespace

std::optional<Look> last_look(const std::string& index, const std::string& name) {
  const Json all = read();
  try {
    const Json& look = all.at("looks").at(absolute_index(index)).at(name);
    return Look{look.at("day"), look.at("ids")};
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

void remember_looks(const std::string& index,
                    const std::vector<std::pair<std::string, Look>>& looks) {
  Json all = read();
  Json& ours = all["looks"][absolute_index(index)];
  if (!ours.is_object()) ours = Json::object();
  for (const auto& [name, look] : looks) ours[name] = {{"day", look.day}, {"ids", look.ids}};
  write_state(kFile, all.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace nonmun::program
