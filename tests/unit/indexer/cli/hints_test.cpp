#include "indexer/cli/hints.hpp"

#include <gtest/gtest.h>

namespace nonmun::cli {
namespace {

TEST(ErrorCause, BelongsToOneExitCode) {
  EXPECT_EQ(code_of(Cause::usage), ErrorCode::usage);
  EXPECT_EQ(code_of(Cause::query_syntax), ErrorCode::usage);
  for (const Cause cause :
       {Cause::bad_input, Cause::no_papers, Cause::rejects, Cause::drop, Cause::gate}) {
    EXPECT_EQ(code_of(cause), ErrorCode::bad_input);
  }
  EXPECT_EQ(code_of(Cause::no_index), ErrorCode::no_index);
  EXPECT_EQ(code_of(Cause::no_previous), ErrorCode::no_index);
  EXPECT_EQ(code_of(Cause::internal), ErrorCode::internal);
  for (const Cause cause :
       {Cause::io, Cause::disk_full, Cause::damaged, Cause::database, Cause::remote}) {
    EXPECT_EQ(code_of(cause), ErrorCode::io);
  }
  EXPECT_EQ(code_of(Cause::locked), ErrorCode::locked);
  EXPECT_EQ(code_of(Cause::other_version), ErrorCode::version);
  EXPECT_EQ(code_of(Cause::mixed_shards), ErrorCode::version);
  EXPECT_EQ(code_of(Cause::interrupted), ErrorCode::interrupted);
}

TEST(ErrorCause, OfACodeIsItsGeneralOne) {
  for (const ErrorCode code :
       {ErrorCode::usage, ErrorCode::bad_input, ErrorCode::no_index, ErrorCode::internal,
        ErrorCode::io, ErrorCode::locked, ErrorCode::version, ErrorCode::interrupted}) {
    EXPECT_EQ(code_of(cause_of(code)), code);
    EXPECT_EQ(Error(code, "").exit_code(), static_cast<int>(code));
  }
}

TEST(Hint, NamesTheOptionThatTheLibraryCannotKnow) {
  EXPECT_NE(hint(Error(Cause::rejects, "")).find("--strict"), std::string::npos);
  EXPECT_NE(hint(Error(Cause::drop, "")).find("--max-drop"), std::string::npos);
  EXPECT_NE(hint(Error(Cause::locked, "")).find("--wait"), std::string::npos);
  EXPECT_NE(hint(Error(Cause::damaged, "")).find("nonmun-index rollback"), std::string::npos);
  EXPECT_NE(hint(Error(Cause::other_version, "")).find("--rebuild"), std::string::npos);
  EXPECT_NE(hint(Error(Cause::no_index, "")).find("nonmun-index update"), std::string::npos);
}

TEST(Hint, IsTheLibrarysWhereNoOptionHelps) {
  EXPECT_EQ(hint(Error(Cause::disk_full, "", "free some space")), "free some space");
  EXPECT_EQ(hint(Error(Cause::io, "")), "");
}

}  // namespace
}  // namespace nonmun::cli
