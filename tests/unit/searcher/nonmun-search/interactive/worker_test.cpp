#include "searcher/nonmun-search/interactive/worker.hpp"

#include <gtest/gtest.h>

#include <future>
#include <semaphore>

namespace nonmun::program::interactive {
namespace {

Question question(Question::Kind kind, std::uint64_t number) {
  Question question;
  question.kind = kind;
  question.number = number;
  return question;
}

Answer answer_to(const Question& question) {
  Answer answer;
  answer.kind = question.kind;
  answer.number = question.number;
  return answer;
}

std::vector<std::uint64_t> numbers(const std::vector<Answer>& answers) {
  std::vector<std::uint64_t> all;
  for (const Answer& answer : answers) all.push_back(answer.number);
  return all;
}

constexpr auto kList = Question::Kind::list;
constexpr auto kPaper = Question::Kind::paper;
constexpr auto kFacets = Question::Kind::facets;

TEST(Worker, Answers) {
  std::counting_semaphore<> answered(0);
  Worker worker([](const Question& q, const std::stop_token&) { return answer_to(q); },
                [&] { answered.release(); });
  for (std::uint64_t number = 1; number < 100; ++number) {
    worker.ask(question(number % 2 == 0 ? kList : kPaper, number));
    answered.acquire();
    EXPECT_EQ(numbers(worker.take()), std::vector{number});
  }
  EXPECT_TRUE(worker.take().empty());
}

/// Asks as a search that takes until it is told to stop, or is let go.
class SlowWorker : public testing::Test {
 protected:
  SlowWorker()
      : worker_(
            [this](const Question& q, const std::stop_token& stop) -> std::optional<Answer> {
              asked_.push_back(q.number);
              begun_.release();
              while (!stop.stop_requested()) {
                if (let_go_.try_acquire_for(std::chrono::milliseconds(1))) return answer_to(q);
              }
              return std::nullopt;
            },
            [this] { answered_.release(); }) {}

  std::vector<std::uint64_t> asked_;  // read only while the worker waits
  std::counting_semaphore<> begun_{0}, let_go_{0}, answered_{0};
  Worker worker_;
};

TEST_F(SlowWorker, ANewerListStopsWhatIsAskedAndReplacesWhatWaits) {
  worker_.ask(question(kList, 1));
  begun_.acquire();
  worker_.ask(question(kPaper, 2));   // waits
  worker_.ask(question(kFacets, 3));  // too
  worker_.ask(question(kList, 4));    // stops 1, and nobody wants 2 and 3 any more
  begun_.acquire();
  let_go_.release();
  answered_.acquire();
  EXPECT_EQ(numbers(worker_.take()), std::vector<std::uint64_t>{4});
  EXPECT_EQ(asked_, (std::vector<std::uint64_t>{1, 4}));
}

TEST_F(SlowWorker, APaperDoesNotStopAList) {
  worker_.ask(question(kList, 1));
  begun_.acquire();
  worker_.ask(question(kPaper, 2));
  worker_.ask(question(kPaper, 3));  // instead of 2
  let_go_.release();
  answered_.acquire();
  begun_.acquire();
  let_go_.release();
  answered_.acquire();
  EXPECT_EQ(numbers(worker_.take()), (std::vector<std::uint64_t>{1, 3}));
}

TEST_F(SlowWorker, AnAnswerThatIsNotTakenIsDroppedByANewerList) {
  worker_.ask(question(kList, 1));
  begun_.acquire();
  let_go_.release();
  answered_.acquire();
  worker_.ask(question(kList, 2));
  EXPECT_TRUE(worker_.take().empty());
}

TEST_F(SlowWorker, EndsWhileASearchIsUnderWay) {
  worker_.ask(question(kList, 1));
  begun_.acquire();
}

}  // namespace
}  // namespace nonmun::program::interactive
