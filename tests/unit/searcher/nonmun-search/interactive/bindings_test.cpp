#include "searcher/nonmun-search/interactive/bindings.hpp"

#include <gtest/gtest.h>

#include <set>

#include "indexer/cli/display.hpp"

namespace nonmun::program::interactive {
namespace {

TEST(Bindings, AKeyDoesOneThing) {
  std::set<Code> codes;
  std::set<Command> commands;
  for (const Binding& binding : bindings()) {
    EXPECT_TRUE(commands.insert(binding.command).second) << binding.keys;
    EXPECT_FALSE(binding.help.empty());
    for (const Code code : binding.codes) {
      if (code == Code::text) continue;
      EXPECT_TRUE(codes.insert(code).second) << binding.keys;
      EXPECT_EQ(command_of({code, {}}), binding.command) << binding.keys;
    }
  }
}

TEST(Bindings, EveryCommandHasAKey) {
  std::set<Command> commands;
  for (const Binding& binding : bindings()) commands.insert(binding.command);
  for (auto c = static_cast<int>(Command::choose); c <= static_cast<int>(Command::suspend); ++c) {
    EXPECT_TRUE(commands.contains(static_cast<Command>(c))) << c;
  }
}

/// The names of keys are those of their codes: a letter with Ctrl is called so.
TEST(Bindings, ControlKeysAreNamed) {
  for (const Binding& binding : bindings()) {
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      if (letter == 'h') continue;  // comes as Backspace
      bool bound = false;
      for (const Code code : binding.codes) bound = bound || code == ctrl(letter);
      const std::string name = std::string("Ctrl-") + static_cast<char>(letter - 'a' + 'A');
      const std::string keys = ", " + std::string(binding.keys) + ",";
      EXPECT_EQ(bound, keys.find(", " + name + ",") != std::string::npos) << name << keys;
    }
  }
}

TEST(Bindings, OtherKeys) {
  EXPECT_EQ(command_of({Code::text, "a"}), Command::insert);
  EXPECT_EQ(command_of({Code::paste, "a"}), Command::insert);
  EXPECT_EQ(command_of({ctrl('x'), {}}), Command::none);
}

TEST(Bindings, HelpFitsAndIsComplete) {
  for (std::size_t columns = 1; columns < 130; ++columns) {
    const std::vector<std::string> lines = key_help(columns);
    EXPECT_GE(lines.size(), bindings().size());
    if (columns < 25) continue;  // names of keys are not broken
    for (const std::string& line : lines) EXPECT_LE(cli::columns(line), columns) << line;
  }
  for (const std::size_t columns : {40U, 100U}) {
    std::string text;
    for (const std::string& line : key_help(columns)) text += line + "\n";
    for (const Binding& binding : bindings()) {
      EXPECT_NE(text.find(binding.keys), std::string::npos) << binding.keys;
    }
  }
}

}  // namespace
}  // namespace nonmun::program::interactive
