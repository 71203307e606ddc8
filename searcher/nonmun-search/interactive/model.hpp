#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <nonmun/search.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/cli/terminal.hpp"
#include "searcher/nonmun-search/interactive/bindings.hpp"
#include "searcher/nonmun-search/interactive/facet_terms.hpp"
#include "searcher/nonmun-search/interactive/input_line.hpp"
#include "searcher/nonmun-search/interactive/keys.hpp"
#include "searcher/nonmun-search/interactive/layout.hpp"
#include "searcher/nonmun-search/interactive/question.hpp"

namespace nonmun::program::interactive {

/// What the model leaves to its owner, because it needs a terminal or another program.
struct Action {
  enum class Kind : std::uint8_t {
    none,
    choose,   ///< leave with `papers`
    leave,    ///< leave without
    open,     ///< open the page of the one of `papers`
    copy,     ///< copy BibTeX of `papers`
    redraw,   ///< draw everything again
    suspend,  ///< stop, until the shell continues the program
  };

  Kind kind = Kind::none;
  std::vector<Hit> papers;
};

/// Papers of a query, or those similar to one.
struct Listing {
  std::string query;       ///< as typed; empty for similar papers
  std::string similar_to;  ///< id; empty for a query
  std::string title;       ///< of that paper
  Sort sort = Sort::relevance;
  Results results;         ///< the last answer, but for its hits
  std::vector<Hit> hits;   ///< of all answers
  std::string completion;  ///< how the query could go on; empty: unknown
  std::size_t selected = 0;
  std::size_t top = 0;  ///< first one on the screen
};

/// A list of lines that one moves in.
struct Scroll {
  std::size_t selected = 0;
  std::size_t top = 0;
};

/// The state of the interactive mode. Keys and answers change it; it asks questions and never waits
/// for an answer. It knows neither terminal nor index.
class Model {
 public:
  struct Start {
    std::string query;
    SearchOptions options;
    bool is_limited = false;  ///< options.limit is all that is to be listed
  };
  /// A paper as text of so many columns, in a style.
  using Preview = std::function<std::string(const PaperDetails&, std::size_t, const cli::Style&)>;

  Model(Start start, Preview preview);

  /// What a key does.
  Action press(const Key& key);
  /// Takes an answer; one to an older question is dropped.
  Action receive(Answer answer);
  void resize(Size size);
  /// Shows a message until the next key.
  void say(std::string message) { message_ = std::move(message); }
  /// What has come up to be asked since the last call. A question replaces those of its kind, and
  /// one for a list all others.
  std::vector<Question> take_questions();

  Size size() const { return size_; }
  View view() const { return view_; }
  Layout layout() const { return layout_of(size_, view_); }
  const InputLine& input() const { return input_; }
  /// What the query becomes when its suggestion is taken; empty when there is none, or the cursor
  /// is not where one continues.
  std::string_view completion() const;
  const Listing& listing() const { return listings_.back(); }
  /// Whether the listing shown is not yet that of the query.
  bool is_pending() const { return expected(Question::Kind::list) != 0; }
  bool is_marked(const std::string& id) const;
  std::size_t mark_count() const { return marks_.size(); }
  /// A message, or the error of the last question; empty when there is none.
  const std::string& message() const { return message_.empty() ? error_ : message_; }
  const std::vector<FacetRow>& facets() const { return facets_; }
  Scroll facet_scroll() const { return facet_scroll_; }
  std::size_t help_top() const { return help_top_; }
  /// The lines of the preview, in kStyle.
  const std::vector<std::string>& preview() const { return preview_lines_; }
  std::size_t preview_top() const { return preview_top_; }

 private:
  Action press_in_list(Command command, const Key& key);
  Action press_in_read(Command command);
  void press_in_facets(Command command);
  void press_in_help(Command command);

  void edit(Command command, const Key& key);
  void query_changed();
  void replace_query(const std::string& query);
  void move(Command command);
  void mark();
  Action choose();
  Action back();
  void show_similar();
  void next_order();
  void show_facets();
  void add_facet();
  void scroll_preview(Command command);

  std::uint64_t expected(Question::Kind kind) const {
    return expected_[static_cast<std::size_t>(kind)];
  }
  void expect(Question::Kind kind, std::uint64_t number) {
    expected_[static_cast<std::size_t>(kind)] = number;
  }
  Question& ask(Question::Kind kind);
  void ask_list();
  void ask_more();
  void ask_preview();
  Sort order_of(const std::string& query) const;
  std::size_t max_hits() const;
  const Hit* selected() const;
  std::vector<Hit> chosen() const;
  void keep_in_sight();
  void wrap_preview();

  SearchOptions options_;
  bool is_limited_;
  Preview preview_text_;
  Size size_;
  View view_ = View::list;
  InputLine input_;
  Sort sort_;
  /// The query, and above it what was asked to be similar to its papers, and to theirs.
  std::vector<Listing> listings_ = {{}};
  std::vector<Hit> marks_;  ///< in the order of marking
  std::string message_, error_;
  /// Enter was pressed before the answer to what was typed: its first paper is chosen.
  bool choose_when_answered_ = false;

  std::vector<Question> questions_;
  std::uint64_t last_number_ = 0;
  std::array<std::uint64_t, Question::kKinds> expected_{};  ///< 0: no answer is

  std::vector<FacetRow> facets_;
  Scroll facet_scroll_;
  std::size_t help_top_ = 0;

  std::optional<PaperDetails> paper_;  ///< of the preview
  std::string paper_query_;            ///< whose words are marked in it
  std::string asked_id_, asked_query_;
  std::vector<std::string> preview_lines_;
  std::size_t preview_columns_ = 0;
  std::size_t preview_top_ = 0;
};

/// How texts for the screen are marked up: with control characters, which text that was prepared
/// for display does not have.
inline const cli::Style kStyle = {"\x01", "\x02", "\x03", "\x04", false};

}  // namespace nonmun::program::interactive
