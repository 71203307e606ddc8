#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <nonmun/version.hpp>

#include "searcher/nonmun-serve/handlers.hpp"
#include "searcher/nonmun-serve/schemas.hpp"
#include "searcher/nonmun-serve/service.hpp"

// The OpenAPI document, from the table of routes.
namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kDescription =
    "Full-text search for Korean and English paper digests. Errors are application/problem+json "
    "(RFC 9457). Answers about the index have an ETag that changes with its generation. This "
    "document is JSON, which is YAML 1.2, too.";

Json reference(std::string_view schema) {
  return {{"$ref", fmt::format("#/components/schemas/{}", schema)}};
}

/// Example of a value in its own type.
Json example_of(const Parameter& p) {
  return p.type == Parameter::Type::text ? Json(p.example) : Json::parse(p.example);
}

Json parameters_of(const Route& route) {
  Json list = Json::array();
  for (const Parameter& p : route.parameters) {
    const bool in_path = has_id(route) && p.name == "id";
    Json row = {{"name", p.name}, {"in", in_path ? "path" : "query"}, {"description", p.help}};
    if (p.required) row["required"] = true;
    row["schema"] = schema_of(p);
    if (!p.example.empty()) row["example"] = example_of(p);
    list.push_back(std::move(row));
  }
  return list;
}

Json body_of(const Route& route) {
  Json example = Json::object();
  for (const Parameter& p : route.parameters) {
    if (!p.example.empty()) example[p.name] = example_of(p);
  }
  return {{"required", true},
          {"content", {{kJson, {{"schema", schema_of(route.parameters)}, {"example", example}}}}}};
}

Json responses_of(const Route& route) {
  Json content;
  content["schema"] = route.schema.empty() ? Json{{"type", "string"}} : reference(route.schema);
  Json responses = {
      {"200", {{"description", "done"}, {"content", {{std::string(route.media_type), content}}}}}};
  if (route.caching != Caching::none) {
    responses["304"] = {{"description", "what If-None-Match names is still the answer"}};
  }
  responses["default"] = {
      {"description", "an error"},
      {"content", {{"application/problem+json", {{"schema", reference("Problem")}}}}}};
  return responses;
}

}  // namespace

Response answer_openapi(Call& call) {
  const bool guarded = !call.service.settings().token.empty();
  Json paths = Json::object();
  for (const Route& route : routes()) {
    if (route.operation == "asset") continue;
    Json operation = {{"operationId", route.operation}, {"summary", route.summary}};
    if (route.method == "POST") {
      operation["requestBody"] = body_of(route);
    } else if (!route.parameters.empty()) {
      operation["parameters"] = parameters_of(route);
    }
    operation["responses"] = responses_of(route);
    if (guarded && route.open) operation["security"] = Json::array();
    const std::string method = route.method == "POST" ? "post" : "get";
    paths[std::string(route.path)][method] = std::move(operation);
  }
  Json document = {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "nonmun"},
        {"version", version()},
        {"description", kDescription},
        {"license", {{"name", "GPL-2.0-or-later"}, {"identifier", "GPL-2.0-or-later"}}}}},
      {"servers", Json::array({{{"url", call.service.base_url(call.request)}}})},
      {"paths", std::move(paths)},
      {"components", {{"schemas", schemas()}}}};
  if (guarded) {
    document["components"]["securitySchemes"]["token"] = {{"type", "http"}, {"scheme", "bearer"}};
    document["security"] = Json::array({{{"token", Json::array()}}});
  }
  return {200, std::string(call.request.route->media_type), document.dump(2), {}};
}

}  // namespace nonmun::program
