#include "searcher/nonmun-search/interactive/ask_index.hpp"

#include <exception>
#include <string>
#include <vector>

namespace nonmun::program::interactive {
namespace {

std::optional<PaperDetails> paper(const Index& index, const Question& question) {
  try {
    return index.paper(question.id, question.query);
  } catch (const Error& error) {
    // A query that cannot be read lists nothing; what is shown from before it can still be shown.
    if (error.code() != ErrorCode::usage) throw;
    return index.paper(question.id);
  }
}

std::string completion(const Index& index, const std::string& query) {
  if (query.empty()) return {};
  const std::vector<Completion> best = index.suggest(query, 1);
  return best.empty() ? std::string() : best.front().text;
}

}  // namespace

std::optional<Answer> ask_index(const Index& index, const Question& question,
                                const std::stop_token& stop) {
  Answer answer;
  answer.kind = question.kind;
  answer.number = question.number;
  try {
    if (question.kind == Question::Kind::paper) {
      answer.paper = paper(index, question);
    } else {
      // First: a query that cannot be searched yet can be completed.
      if (question.kind == Question::Kind::list) {
        answer.completion = completion(index, question.query);
      }
      SearchOptions options = question.options;
      options.stop = stop;
      answer.results = question.id.empty() ? index.search(question.query, options)
                                           : index.similar(question.id, options);
    }
  } catch (const Error& error) {
    if (error.code() == ErrorCode::interrupted) return std::nullopt;
    answer.error = error.what();
  } catch (const std::exception& error) {
    // It must not end the thread, and with it the program in the middle of its screen.
    answer.error = error.what();
  }
  return answer;
}

}  // namespace nonmun::program::interactive
