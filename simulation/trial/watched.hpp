// A house of a trial with everybody who watches it: the book, the oracles and the invariants. Each
// committed event is shown to all of them before an actor runs again.
#pragma once

#include "simulation/checkers/checker.hpp"
#include "simulation/trial/book.hpp"
#include "simulation/trial/deed.hpp"
#include "simulation/trial/house.hpp"
#include "simulation/trial/oracles/replies.hpp"
#include "simulation/trial/oracles/shadow.hpp"

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace atrium::simulation::trial {

class WatchedHouse {
 public:
  // Sees every event too; answers whether the checkers are to see it.
  using Also = std::function<bool(const Happening&)>;

  static Result<std::unique_ptr<WatchedHouse>> make(halls::Definition hall, House::Options options,
                                                    Also also, std::ostream* trace);

  [[nodiscard]] House& house() { return *house_; }
  [[nodiscard]] const Book& book() const { return book_; }
  [[nodiscard]] const Replies& replies() const { return replies_; }
  [[nodiscard]] const Shadow& shadow() const { return *shadow_; }
  [[nodiscard]] Scene scene() { return {house_->hall(), book_, house_->now()}; }
  // Entities that went to sleep so far.
  [[nodiscard]] std::uint64_t slept();
  [[nodiscard]] Position events() const { return read_; }

  void ask(const Deed& deed, const CommandId& id);
  void run_some(std::size_t messages);
  void run_for(Duration steady);
  void settle();
  void crash(const House::Crash& crash);

  // At the end, when everything is at rest: what the house says of itself is what the book says,
  // every state is the shadow's, and after one more restart all of it still is.
  void close();

  // What broke so far, in order; looks at what is new first.
  const std::vector<std::string>& broken();

 private:
  WatchedHouse(const halls::Definition& hall, Also also, std::ostream* trace);
  void catch_up();
  void trace(const Happening& happening);
  void compare_floor();
  void compare_bookings();
  void look_at_all();
  void collect(const std::vector<std::string>& from, std::size_t& taken, std::string_view who);

  Also also_;
  std::ostream* trace_;
  Book book_;
  Replies replies_;
  std::vector<std::unique_ptr<Checker>> checkers_;
  std::unique_ptr<Shadow> shadow_;
  std::unique_ptr<House> house_;  // Last: what it still owes is answered to those above.
  Position read_ = 0;
  std::uint64_t slept_ = 0;  // Before the last crash.
  std::vector<std::string> broken_;
  std::size_t told_by_replies_ = 0;
  std::size_t told_by_shadow_ = 0;
  std::vector<std::size_t> told_by_checkers_;
};

}  // namespace atrium::simulation::trial
