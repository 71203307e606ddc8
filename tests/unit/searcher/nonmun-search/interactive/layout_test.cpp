#include "searcher/nonmun-search/interactive/layout.hpp"

#include <gtest/gtest.h>

namespace nonmun::program::interactive {
namespace {

TEST(Layout, PreviewBesideTheListFrom100ColumnsOn) {
  const Layout wide = layout_of({24, 100}, View::list);
  EXPECT_TRUE(wide.is_wide());
  EXPECT_EQ(wide.list.columns + 1 + wide.preview.columns, 100U);
  EXPECT_EQ(wide.list.lines, 21U);
  EXPECT_EQ(wide.preview.lines, 21U);
  EXPECT_FALSE(layout_of({24, 99}, View::list).is_wide());
}

TEST(Layout, BelowItInFewer) {
  const Layout narrow = layout_of({24, 99}, View::list);
  EXPECT_EQ(narrow.list.columns, 99U);
  EXPECT_EQ(narrow.preview.columns, 99U);
  EXPECT_EQ(narrow.preview.top, narrow.list.top + narrow.list.lines + 1);
  EXPECT_EQ(narrow.list.lines + 1 + narrow.preview.lines, 21U);
  EXPECT_GT(layout_of({24, 41}, View::list).preview.lines, 0U);
}

TEST(Layout, ListOnlyAt40Columns) {
  const Layout list = layout_of({24, 40}, View::list);
  EXPECT_EQ(list.preview.lines, 0U);
  EXPECT_EQ(list.list, (Area{2, 0, 21, 40}));
  EXPECT_EQ(layout_of({24, 40}, View::read).preview, (Area{2, 0, 21, 40}));
  EXPECT_EQ(layout_of({24, 40}, View::read).list.lines, 0U);
  EXPECT_EQ(layout_of({24, 120}, View::facets).preview.lines, 0U);
}

TEST(Layout, FitsEveryScreen) {
  for (std::size_t lines = 0; lines < 40; ++lines) {
    for (std::size_t columns = 0; columns < 130; ++columns) {
      for (const View view : {View::list, View::read, View::facets, View::help}) {
        const Layout layout = layout_of({lines, columns}, view);
        for (const Area& area : {layout.list, layout.preview}) {
          if (area.lines == 0) continue;
          EXPECT_GE(area.top, 2U);
          EXPECT_LE(area.top + area.lines + (layout.hints ? 1 : 0), lines);
          EXPECT_LE(area.left + area.columns, columns);
        }
      }
    }
  }
}

}  // namespace
}  // namespace nonmun::program::interactive
