#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "searcher/nonmun-search/interactive/model.hpp"

/// A model with an index of papers that are made up: paper N has the id "N" and the title "Paper
/// N".
namespace nonmun::program::interactive {

inline Hit hit(std::size_t number) {
  Hit paper;
  paper.id = std::to_string(number);
  paper.title = "Paper " + paper.id;
  paper.url = "https://example.org/" + paper.id;
  paper.date = "2024-05-06";
  paper.votes = static_cast<std::int64_t>(number);
  return paper;
}

inline Answer answer_to(const Question& question) {
  Answer answer;
  answer.kind = question.kind;
  answer.number = question.number;
  return answer;
}

/// An answer with as many papers as there are and the question takes, of `listed`.
inline Answer papers_for(const Question& question, std::size_t listed) {
  Answer answer = answer_to(question);
  answer.results.generation = "g1";
  answer.results.listed = answer.results.found = listed;
  const std::size_t end = std::min(listed, question.options.offset + question.options.limit);
  for (std::size_t i = question.options.offset; i < end; ++i) {
    answer.results.hits.push_back(hit(i + 1));
  }
  return answer;
}

class ModelTest : public testing::Test {
 protected:
  explicit ModelTest(Model::Start start = {})
      : model(std::move(start),
              [](const PaperDetails& paper, std::size_t columns, const cli::Style& style) {
                std::string text = style.strong + paper.title + style.reset +
                                   fmt::format("\n{} columns\n", columns);
                for (int i = 3; i <= 50; ++i) text += fmt::format("line {}\n", i);
                return text;
              }) {
    model.resize({24, 100});
  }

  Action press(Code code) { return model.press({code, {}}); }
  Action type(const std::string& text) { return model.press({Code::text, text}); }

  /// Answers all that the model asks until it asks no more; returns the questions.
  std::vector<Question> answer_all(std::size_t listed) {
    std::vector<Question> asked;
    for (std::vector<Question> questions = model.take_questions(); !questions.empty();
         questions = model.take_questions()) {
      for (const Question& question : questions) {
        asked.push_back(question);
        last = model.receive(answer(question, listed));
      }
    }
    return asked;
  }

  static Answer answer(const Question& question, std::size_t listed) {
    if (question.kind == Question::Kind::paper) {
      Answer answer = answer_to(question);
      answer.paper.emplace();
      answer.paper->id = question.id;
      answer.paper->title = "Paper " + question.id;
      return answer;
    }
    Answer answer = papers_for(question, listed);
    if (question.kind == Question::Kind::facets) {
      answer.results.facets = {{"month", {{"2024-05", 3}, {"2024-06", 1}}, 2},
                               {"author", {{"Tri Dao", 2}}, 1}};
    }
    return answer;
  }

  /// Answers all that the model asks, the list with a completion as well.
  void answer_with(const std::string& completion) {
    for (const Question& question : model.take_questions()) {
      Answer answered = answer(question, 3);
      if (question.kind == Question::Kind::list) answered.completion = completion;
      model.receive(std::move(answered));
    }
  }

  std::string selected() const {
    const Listing& listing = model.listing();
    return listing.selected < listing.hits.size() ? listing.hits[listing.selected].id : "";
  }

  Model model;
  Action last;  ///< of the last answer
};

}  // namespace nonmun::program::interactive
