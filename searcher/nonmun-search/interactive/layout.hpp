#pragma once

#include <cstddef>
#include <cstdint>

namespace nonmun::program::interactive {

struct Size {
  std::size_t lines = 24, columns = 80;

  bool operator==(const Size&) const = default;
};

/// A rectangle of the screen; one without lines is not shown.
struct Area {
  std::size_t top = 0, left = 0, lines = 0, columns = 0;

  bool operator==(const Area&) const = default;
};

/// What fills the screen below the query.
enum class View : std::uint8_t {
  list,    ///< papers, with a preview where there is room
  read,    ///< one paper
  facets,  ///< what the query can be narrowed to
  help,    ///< keys
};

/// Where things are. The first line is the query, the second one the status.
struct Layout {
  Area list;           ///< papers, facets or keys
  Area preview;        ///< beside the list or below it, with a column or line between them
  bool hints = false;  ///< whether the last line names some keys

  /// Whether the preview is on the right of the list.
  bool is_wide() const { return preview.lines > 0 && preview.left > 0; }
};

/// The preview is beside the list from 100 columns on, and below it in fewer; in 40 columns or
/// fewer, or in few lines, there is none.
Layout layout_of(Size size, View view);

}  // namespace nonmun::program::interactive
