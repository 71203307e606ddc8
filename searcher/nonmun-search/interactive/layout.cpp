#include "searcher/nonmun-search/interactive/layout.hpp"

#include <algorithm>

namespace nonmun::program::interactive {
namespace {

constexpr std::size_t kHead = 2;  ///< lines of query and status
constexpr std::size_t kWideColumns = 100;
constexpr std::size_t kNarrowColumns = 40;
constexpr std::size_t kMinLinesForHints = 8;
constexpr std::size_t kMinLinesForBoth = 12;  ///< of list and preview below it

}  // namespace

Layout layout_of(Size size, View view) {
  Layout layout;
  layout.hints = size.lines >= kMinLinesForHints;
  const std::size_t outside = kHead + (layout.hints ? 1 : 0);
  const Area body{kHead, 0, size.lines - std::min(size.lines, outside), size.columns};
  if (view == View::read) {
    layout.preview = body;
    return layout;
  }
  layout.list = body;
  if (view != View::list) return layout;
  if (size.columns >= kWideColumns) {
    layout.list.columns = size.columns * 9 / 20;
    layout.preview = body;
    layout.preview.left = layout.list.columns + 1;
    layout.preview.columns = size.columns - layout.preview.left;
  } else if (size.columns > kNarrowColumns && body.lines >= kMinLinesForBoth) {
    layout.list.lines = body.lines * 2 / 5;
    layout.preview = body;
    layout.preview.top = body.top + layout.list.lines + 1;
    layout.preview.lines = body.lines - layout.list.lines - 1;
  }
  return layout;
}

}  // namespace nonmun::program::interactive
