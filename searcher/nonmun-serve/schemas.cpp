#include "searcher/nonmun-serve/schemas.hpp"

#include <nlohmann/json.hpp>
#include <string>

namespace nonmun::program {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kReference = "#/components/schemas/";
constexpr const char* kOwnReference = "#/$defs/";

/// With references as in an OpenAPI document.
constexpr std::string_view kSchemas = R"json({
"Marks": {
  "description": "the matching words of a text: pairs of begin and end, in code points",
  "type": "array",
  "items": {"type": "array", "items": {"type": "integer", "minimum": 0},
            "minItems": 2, "maxItems": 2}
},
"Snippet": {
  "type": "object",
  "required": ["field", "text", "marks"],
  "properties": {
    "field": {"enum": ["title", "author", "summary"]},
    "text": {"type": "string"},
    "marks": {"$ref": "#/components/schemas/Marks"}
  }
},
"Hit": {
  "type": "object",
  "required": ["rank", "id", "title", "url", "date", "withdrawn", "votes", "authors", "score",
               "score_parts", "pinned", "snippets"],
  "properties": {
    "rank": {"type": "integer", "minimum": 1, "description": "counted over all pages"},
    "id": {"type": "string"},
    "title": {"type": "string"},
    "url": {"type": "string", "description": "its page; empty when it has none"},
    "date": {"type": "string", "description": "latest day on which it was listed"},
    "withdrawn": {"type": ["string", "null"], "description": "day on which it was withdrawn"},
    "votes": {"type": ["integer", "null"], "description": "null when unknown"},
    "authors": {"type": "array", "items": {"type": "string"}},
    "score": {"type": "number", "description": "the sum of score_parts"},
    "score_parts": {
      "type": "object",
      "required": ["bm25", "similarity", "votes", "recency"],
      "properties": {
        "bm25": {"type": "number"},
        "similarity": {"type": "number"},
        "votes": {"type": "number"},
        "recency": {"type": "number"}
      }
    },
    "pinned": {
      "enum": ["id", "title", "name", "author", null],
      "description": "why it is before all that are not pinned"
    },
    "snippets": {"type": "array", "items": {"$ref": "#/components/schemas/Snippet"}},
    "explanation": {
      "description": "with explain: the components of bm25",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["what", "bm25"],
        "properties": {"what": {"type": "string"}, "bm25": {"type": "number"}}
      }
    },
    "similarity": {
      "description": "with explain: what each word adds to similarity",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["word", "share"],
        "properties": {"word": {"type": "string"}, "share": {"type": "number"}}
      }
    }
  }
},
"Results": {
  "type": "object",
  "required": ["schema", "query", "found", "found_all", "found_exact", "scope", "listed", "notes",
               "out_of", "offset", "limit", "took_ms", "index", "did_you_mean",
               "suggestions", "expanded", "hits"],
  "properties": {
    "schema": {"type": "integer", "description": "version of this form"},
    "query": {"type": "string"},
    "found": {"type": "integer", "description": "papers with a word of the query, or a variant"},
    "found_all": {"type": "integer", "description": "those that hold all words"},
    "found_exact": {"type": "boolean", "description": "false when found is an estimate"},
    "scope": {"enum": ["any", "all", "most"], "description": "which papers are listed"},
    "listed": {"type": "integer", "description": "how many can be paged through"},
    "notes": {"type": "array", "items": {"type": "string"},
              "description": "how the query was read, where that is not plain"},
    "out_of": {"type": "integer", "description": "papers in the index"},
    "offset": {"type": "integer"},
    "limit": {"type": "integer"},
    "took_ms": {"type": "number"},
    "index": {
      "type": "object",
      "required": ["generation", "built_at", "documents"],
      "properties": {
        "generation": {"type": "string"},
        "built_at": {"type": "string", "format": "date-time"},
        "documents": {"type": "integer"}
      }
    },
    "failed_shards": {"$ref": "#/components/schemas/FailedShards"},
    "did_you_mean": {"type": ["string", "null"]},
    "suggestions": {
      "description": "what to change when no paper holds all words",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["query", "why", "papers"],
        "properties": {
          "query": {"type": "string", "description": "the changed query"},
          "why": {"type": "string", "description": "what was changed"},
          "papers": {"type": "integer", "description": "papers that it finds"}
        }
      }
    },
    "expanded": {
      "description": "what was searched besides words of the query",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["from", "to", "why"],
        "properties": {
          "from": {"type": "string"},
          "to": {"type": "array", "items": {"type": "string"}},
          "why": {"type": "string", "description": "name of the mechanism"}
        }
      }
    },
    "understood": {"type": "string", "description": "with explain: what was searched for"},
    "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
    "facets": {
      "description": "with facets: by facet, its values with the number of listed papers",
      "type": "object",
      "additionalProperties": {
        "type": "array",
        "items": {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}],
                  "minItems": 2, "maxItems": 2}
      }
    },
    "facets_distinct": {
      "description": "with facets: how many values there are, those left out included",
      "type": "object",
      "additionalProperties": {"type": "integer"}
    }
  }
},
"Paper": {
  "type": "object",
  "required": ["schema", "id", "title", "title_marks", "url", "listed", "withdrawn", "votes",
               "votes_at", "authors", "sections", "abstract", "abstract_marks", "keywords",
               "sources"],
  "properties": {
    "schema": {"type": "integer", "description": "version of this form"},
    "id": {"type": "string"},
    "title": {"type": "string"},
    "title_marks": {"$ref": "#/components/schemas/Marks"},
    "url": {"type": "string", "description": "its page; empty when it has none"},
    "listed": {"type": "array", "items": {"type": "string"},
               "description": "days on which it was listed, ascending"},
    "withdrawn": {"type": ["string", "null"], "description": "day on which it was withdrawn"},
    "votes": {"type": ["integer", "null"], "description": "null when unknown"},
    "votes_at": {"type": ["integer", "null"],
                 "description": "when the votes were read, Unix seconds"},
    "authors": {"type": "array", "items": {"type": "string"}},
    "sections": {
      "description": "the summary",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["kind", "label", "text", "marks"],
        "properties": {
          "kind": {"enum": ["body", "whats_new", "technical", "performance", "other"]},
          "label": {"type": ["string", "null"], "description": "as written in the digest"},
          "text": {"type": "string"},
          "marks": {"$ref": "#/components/schemas/Marks"}
        }
      }
    },
    "abstract": {"type": ["string", "null"]},
    "abstract_marks": {"$ref": "#/components/schemas/Marks"},
    "keywords": {"type": "array", "items": {"type": "string"}},
    "sources": {
      "description": "where digests list it",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["name", "line"],
        "properties": {"name": {"type": "string"}, "line": {"type": ["integer", "null"]}}
      }
    }
  }
},
"Completions": {
  "type": "object",
  "required": ["schema", "query", "suggestions"],
  "properties": {
    "schema": {"type": "integer", "description": "version of this form"},
    "query": {"type": "string", "description": "what was typed"},
    "suggestions": {
      "type": "array",
      "items": {
        "type": "object",
        "required": ["text", "value", "kind", "papers"],
        "properties": {
          "text": {"type": "string", "description": "the whole query, its last word completed"},
          "value": {"type": "string", "description": "what completes it"},
          "kind": {"enum": ["word", "name", "author", "field"]},
          "papers": {"type": "integer", "description": "that have it; 0 for a field"}
        }
      }
    }
  }
},
"Aliases": {
  "type": "object",
  "required": ["schema", "phrase", "aliases"],
  "properties": {
    "schema": {"type": "integer", "description": "version of this form"},
    "phrase": {"type": "string"},
    "aliases": {
      "type": "array",
      "description": "most papers first",
      "items": {
        "type": "object",
        "required": ["phrase", "papers", "confidence", "paper_ids"],
        "properties": {
          "phrase": {"type": "string"},
          "papers": {"type": "integer", "description": "that give it"},
          "confidence": {"type": "number", "description": "0 to 1; only for ordering"},
          "paper_ids": {"type": "array", "items": {"type": "string"},
                        "description": "a few of them, newest first"}
        }
      }
    }
  }
},
"IndexInfo": {
  "type": "object",
  "required": ["schema", "generation", "built_at", "papers", "first_day", "last_day"],
  "properties": {
    "schema": {"type": "integer", "description": "version of this form"},
    "generation": {"type": "string"},
    "built_at": {"type": "string", "format": "date-time"},
    "papers": {"type": "integer"},
    "first_day": {"type": ["string", "null"]},
    "last_day": {"type": ["string", "null"]},
    "failed_shards": {"$ref": "#/components/schemas/FailedShards"}
  }
},
"FailedShards": {
  "description": "indexes whose papers are missing, because they cannot be read or their servers do not answer; absent when there are none",
  "type": "array",
  "items": {
    "type": "object",
    "required": ["index", "error"],
    "properties": {
      "index": {"type": "string", "description": "its folder"},
      "error": {"type": "string"}
    }
  }
},
"Status": {
  "type": "object",
  "required": ["status"],
  "properties": {"status": {"const": "ok"}}
},
"Problem": {
  "description": "an error, after RFC 9457",
  "type": "object",
  "required": ["type", "title", "status", "detail", "cause"],
  "properties": {
    "type": {"type": "string"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "cause": {"type": "string", "description": "for programs: usage, query_syntax, deadline, …"},
    "column": {"type": "integer", "description": "place in the query in code points, from 1"},
    "hint": {"type": "string", "description": "what can be done about it"},
    "did_you_mean": {"type": "array", "items": {"type": "string"},
                     "description": "names of parameters that are near an unknown one"}
  }
}
})json";

/// Calls visit(text) for each reference in a schema.
template <class Visit>
void for_each_reference(Json& schema, const Visit& visit) {
  if (schema.is_object()) {
    for (auto& [key, value] : schema.items()) {
      if (key == "$ref") {
        visit(value);
      } else {
        for_each_reference(value, visit);
      }
    }
  } else if (schema.is_array()) {
    for (Json& item : schema) for_each_reference(item, visit);
  }
}

/// Adds the schema `name` to `defs`, and what it refers to.
void add_definition(Json& defs, const std::string& name) {
  if (defs.contains(name)) return;
  Json schema = schemas()[name];
  defs[name] = nullptr;
  for_each_reference(schema, [&](Json& reference) {
    const std::string other = reference.get<std::string>().substr(std::string(kReference).size());
    add_definition(defs, other);
    reference = kOwnReference + other;
  });
  defs[name] = std::move(schema);
}

}  // namespace

const Json& schemas() {
  static const Json kAll = Json::parse(kSchemas);
  return kAll;
}

Json standalone_schema(std::string_view name) {
  Json defs = Json::object();
  add_definition(defs, std::string(name));
  Json schema = defs[std::string(name)];
  defs.erase(std::string(name));
  if (!defs.empty()) schema["$defs"] = std::move(defs);
  return schema;
}

}  // namespace nonmun::program
