#include "searcher/plan/settings.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nonmun/error.hpp>

namespace nonmun::plan {
namespace {

TEST(MechanismTable, InTheOrderOfTheirIds) {
  for (std::size_t i = 0; i < kMechanisms.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kMechanisms[i].id), i) << kMechanisms[i].name;
    EXPECT_EQ(name_of(kMechanisms[i].id), kMechanisms[i].name);
  }
}

TEST(Settings, EverythingIsOnUnlessSwitchedOff) {
  const Settings all({}, {});
  const Settings some({"typo", "aliases"}, {});
  const Settings literal = Settings::literal();
  for (const MechanismInfo& mechanism : kMechanisms) {
    const bool is_off = mechanism.id == Mechanism::typo || mechanism.id == Mechanism::aliases;
    EXPECT_TRUE(all.on(mechanism.id)) << mechanism.name;
    EXPECT_EQ(some.on(mechanism.id), !is_off) << mechanism.name;
    EXPECT_FALSE(literal.on(mechanism.id)) << mechanism.name;
  }
}

TEST(Settings, WeightsByName) {
  for (const WeightInfo& weight : kWeights) {
    const Settings settings({}, {{std::string(weight.name), 7.5}});
    for (const WeightInfo& other : kWeights) {
      const double expected = other.name == weight.name ? 7.5 : Weights{}.*other.member;
      EXPECT_EQ(settings.weights().*other.member, expected) << weight.name << ", " << other.name;
    }
  }
}

TEST(Settings, UnknownNamesAndBadWeightsAreErrors) {
  EXPECT_THROW(Settings({"typos"}, {}), Error);
  EXPECT_THROW(Settings({}, {{"no such weight", 1}}), Error);
  for (const double bad : {-0.1, 100.1, std::nan("")}) {
    EXPECT_THROW(Settings({}, {{"alias", bad}}), Error) << bad;
  }
}

}  // namespace
}  // namespace nonmun::plan
