// What surrounds the tickets: numbers, displays, evaluations, time.
#include "simulation/checkers/checker.hpp"
#include "simulation/checkers/recent.hpp"
#include "simulation/json_fields.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace atrium::simulation {
namespace {

class Numbers final : public Checker {
 public:
  Numbers() : Checker("numbers are unique and without gaps in a series and day") {}

  void see(const Happening& happening) override {
    if (happening.type == "waiting_room.configured") return configure(happening);
    if (happening.type == "waiting_room.day_ended") return end_day(happening);
    if (happening.type == "waiting_room.block_leased") return lease(happening);
    if (happening.type == "waiting_room.lease_ended") return end_lease(happening);
    if (happening.type != "waiting_room.issued") return;
    const auto number = text_at(happening.data, "number");
    const auto series = text_at(happening.data, "series");
    const auto digits = number.find_first_of("0123456789");
    const auto value = digits == std::string::npos ? 0 : std::stoll(number.substr(digits));
    if (const auto* offline = object_at(happening.data, "offline")) {
      return require(leased_[text_at(*offline, "lease")].erase(value) == 1, happening,
                     number + " is taken in, and is not left in its lease");
    }
    const auto [place, is_first] = last_.try_emplace(series, value);
    const auto expected = is_first ? start_of(series) : place->second + 1;
    require(value == expected, happening,
            number + " of series " + series + " follows " + std::to_string(expected - 1));
    place->second = value;
  }

 private:
  void lease(const Happening& happening) {
    const auto series = text_at(happening.data, "series");
    const auto first = number_at(happening.data, "first");
    const auto last = number_at(happening.data, "last");
    const auto found = last_.find(series);
    const auto expected = found == last_.end() ? start_of(series) : found->second + 1;
    require(first == expected && last >= first, happening, "a lease leaves a gap or overlaps");
    for (auto value = first; value <= last; ++value) {
      leased_[text_at(happening.data, "lease")].insert(value);
    }
    last_[series] = last;
  }

  void end_lease(const Happening& happening) {
    auto& left = leased_[text_at(happening.data, "lease")];
    std::set<long long> lapsed;
    if (const auto* values = array_at(happening.data, "lapsed")) {
      for (const auto& value : *values) lapsed.insert(value.to_number<long long>());
    }
    require(left == lapsed, happening, "what a lease left unused is not what lapsed");
    left.clear();
  }

  void end_day(const Happening& happening) {
    for (const auto& [lease, left] : leased_) {
      require(left.empty(), happening, "numbers of lease " + lease + " neither issued nor lapsed");
    }
    last_.clear();
    leased_.clear();
  }

  void configure(const Happening& happening) {
    const auto* configuration = object_at(happening.data, "configuration");
    const auto* all = configuration == nullptr ? nullptr : array_at(*configuration, "series");
    if (all == nullptr) return;
    for (const auto& one : *all) {
      if (one.is_object())
        starts_[text_at(one.get_object(), "series")] = number_at(one.get_object(), "start", 1);
    }
  }
  [[nodiscard]] long long start_of(const std::string& series) const {
    const auto found = starts_.find(series);
    return found == starts_.end() ? 1 : found->second;
  }

  std::map<std::string, long long> last_;
  std::map<std::string, std::set<long long>> leased_;  // By lease: neither issued nor lapsed yet.
  std::map<std::string, long long> starts_;
};

class Displays final : public Checker {
 public:
  Displays() : Checker("what a display shows was called") {}

  void see(const Happening& happening) override {
    if (happening.type == "waiting_room.called") {
      called_.insert(text_at(happening.data, "window") + "/" + text_at(happening.data, "number"));
    } else if (happening.type == "waiting_room.day_ended") {
      called_.turn();
    } else if (happening.type == "display.directed") {
      const auto* content = object_at(happening.data, "content");
      if (content == nullptr) return;
      const auto number = text_at(*content, "number");
      if (number.empty()) return;
      const auto window = text_at(*content, "window");
      require(called_.contains(window + "/" + number), happening,
              "a display shows " + number + " at window " + window + ", which never called it");
    }
  }

 private:
  Recent<std::string> called_;
};

class Evaluations final : public Checker {
 public:
  Evaluations() : Checker("one visit has at most one evaluation") {}

  void see(const Happening& happening) override {
    const auto ticket = text_at(happening.data, "ticket");
    if (happening.type == "waiting_room.finished") served_.insert(ticket);
    if (happening.type == "waiting_room.day_ended") {
      served_.turn();
      rated_.turn();
    }
    if (happening.type != "evaluation.given") return;
    require(rated_.insert(ticket), happening, "the visit " + ticket + " was rated twice");
    require(served_.contains(ticket), happening,
            "the visit " + ticket + " was rated and never served");
    require(happening.stream.id == ticket, happening,
            "a rating of " + ticket + " lies in " + happening.stream.id);
  }

 private:
  Recent<std::string> served_;
  Recent<std::string> rated_;
};

class Labels final : public Checker {
 public:
  Labels() : Checker("a label's steps are stamped one after the other") {}

  void see(const Happening& happening) override {
    if (happening.type == "waiting_room.issued") issued_.insert(text_at(happening.data, "ticket"));
    if (happening.type == "waiting_room.day_ended") {
      issued_.turn();
      const auto* carried = array_at(happening.data, "carried");
      for (std::size_t i = 0; carried != nullptr && i < carried->size(); ++i) {
        issued_.insert(std::string(carried->at(i).get_string()));
      }
    }
    const bool stamped = happening.type == "label.stamped";
    if (!stamped && happening.type != "label.stamp_withdrawn") return;
    const auto ticket = text_at(happening.data, "ticket");
    const auto step = text_at(happening.data, "step");
    require(happening.stream.id == ticket, happening,
            "a stamp of " + ticket + " lies in " + happening.stream.id);
    auto& stamps = stamps_[ticket];
    if (!stamped) {
      require(!stamps.empty() && stamps.back() == step, happening,
              step + " of " + ticket + " is taken back and was not the last");
      if (!stamps.empty()) stamps.pop_back();
      return;
    }
    static const std::vector<std::string> steps{"receipt", "handling", "completion"};
    require(stamps.size() < steps.size() && steps[stamps.size()] == step, happening,
            step + " of " + ticket + " is stamped out of turn");
    require(!stamps.empty() || issued_.contains(ticket), happening,
            "the label of " + ticket + " is stamped and was never issued");
    stamps.push_back(step);
  }

 private:
  Recent<std::string> issued_;
  std::map<std::string, std::vector<std::string>> stamps_;  // By ticket; papers outlive their day.
};

class Time final : public Checker {
 public:
  Time() : Checker("recorded time never runs backwards in a stream") {}

  void see(const Happening& happening) override {
    const auto before = before_.find(happening.stream);
    auto& last =
        last_.try_emplace(happening.stream, before == before_.end() ? Instant{} : before->second)
            .first->second;
    require(last <= happening.at, happening, "the event before is later");
    last = happening.at;
    if (happening.type != "waiting_room.day_ended") return;
    // Streams that sleep for a day are forgotten, and each visit has one.
    before_ = std::exchange(last_, {});
    last_.emplace(happening.stream, happening.at);
  }

 private:
  std::map<StreamId, Instant> last_;  // Of today.
  std::map<StreamId, Instant> before_;
};

}  // namespace

std::unique_ptr<Checker> check_numbers() { return std::make_unique<Numbers>(); }
std::unique_ptr<Checker> check_displays() { return std::make_unique<Displays>(); }
std::unique_ptr<Checker> check_evaluations() { return std::make_unique<Evaluations>(); }
std::unique_ptr<Checker> check_labels() { return std::make_unique<Labels>(); }
std::unique_ptr<Checker> check_time() { return std::make_unique<Time>(); }

}  // namespace atrium::simulation
