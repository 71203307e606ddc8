#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/nonmun-search/interactive/model.hpp"

/// What the screen shows, as text: the last step that needs no terminal.
namespace nonmun::program::interactive {

/// How a text looks.
struct Look {
  bool mark = false, dim = false, strong = false;
  bool selected = false;  ///< its line is

  bool operator==(const Look&) const = default;
};

struct Run {
  std::string text;  ///< fit for display
  Look look;
};

/// A line of the screen that is never wider than it may be.
class Line {
 public:
  explicit Line(std::size_t columns = 0) : max_columns_(columns) {}

  /// Appends text, as much as there is room for.
  void add(std::string_view text, Look look = {});
  /// Appends text in kStyle. @param base how all of it looks
  void add_styled(std::string_view text, Look base = {});
  /// Fills the line with spaces up to a column.
  void pad(std::size_t columns, Look look = {});
  /// Appends the runs of a line.
  void add(const Line& line);

  std::size_t columns() const { return columns_; }
  const std::vector<Run>& runs() const { return runs_; }
  /// All of it, without looks.
  std::string text() const;

 private:
  std::size_t max_columns_;
  std::size_t columns_ = 0;
  std::vector<Run> runs_;
};

struct Frame {
  std::vector<Line> lines;  ///< as many as the screen has
  std::size_t cursor_line = 0, cursor_column = 0;
  bool has_cursor = true;
};

/// @param can_dim whether dim text can be told from other text; an arrow sets a completion apart
///        where it cannot
Frame frame_of(const Model& model, bool can_dim = true);

}  // namespace nonmun::program::interactive
