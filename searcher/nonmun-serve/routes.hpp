#pragma once

#include <nonmun/search.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/nonmun-serve/parameters.hpp"
#include "searcher/nonmun-serve/request.hpp"
#include "searcher/nonmun-serve/response.hpp"

/// The table of what the server answers. Routing, 404 and 405, the OpenAPI document and the manual
/// page derive from it.
namespace nonmun::program {

class Service;

/// What a handler has to do with.
struct Call {
  const Request& request;
  Values values;
  Service& service;
};

/// How answers may be kept by clients.
enum class Caching : std::uint8_t {
  generation,  ///< they depend on the index: tagged with its generation
  content,     ///< they do not: tagged with what they are
  none,
};

struct Route {
  std::string_view method;
  std::string_view path;       ///< may have {id}, which stands for one character or more
  std::string_view operation;  ///< its name in the OpenAPI document, in metrics and in the log
  std::string_view summary;
  std::string_view media_type;
  std::string_view schema;  ///< of a JSON answer, in schemas(); empty: another kind of answer
  Caching caching;
  bool open;   ///< answered without a token
  bool quick;  ///< answered at once, without waiting for a searching thread
  std::vector<Parameter> parameters;
  Response (*handler)(Call& call);
};

/// All routes, in the order of the documentation.
const std::vector<Route>& routes();

/// Whether the route's path has {id}. Then "id" is the first of its parameters.
bool has_id(const Route& route);

/// The part of a path that {id} of a pattern stands for, as sent; nothing when the path is not one
/// of the pattern. A pattern without {id} has an empty part.
std::optional<std::string> match(std::string_view pattern, std::string_view path);

/// What a method and a path lead to.
struct Found {
  const Route* route = nullptr;
  std::string id;                         ///< as sent
  std::vector<std::string_view> methods;  ///< of this path, HEAD and OPTIONS included; empty: 404
};

/// HEAD leads where GET does.
Found find_route(std::string_view method, std::string_view path);

}  // namespace nonmun::program
