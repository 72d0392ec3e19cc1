// What comes of ratings: who gives one, what is followed up and how, and the link by message.
#include "simulation/checkers/checker.hpp"
#include "simulation/checkers/recent.hpp"
#include "simulation/json_fields.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace atrium::simulation {
namespace {

constexpr int poor_max = 2;   // Always followed up.
constexpr int maybe_max = 3;  // As the hall's file says.

// One follow-up as its events tell it.
struct Course {
  std::string rated;  // The clerk.
  std::set<std::string> steps;
};

// Of today and the two days before: a follow-up that lasts longer is watched no more.
class Courses {
 public:
  Course* find(const std::string& ticket) {
    for (auto& day : days_) {
      if (const auto found = day.find(ticket); found != day.end()) return &found->second;
    }
    return nullptr;
  }
  void open(const std::string& ticket, Course course) { days_[0][ticket] = std::move(course); }
  void turn() {
    days_[2] = std::move(days_[1]);
    days_[1] = std::exchange(days_[0], {});
  }

 private:
  std::array<std::map<std::string, Course>, 3> days_;  // Today first.
};

class FollowUps final : public Checker {
 public:
  FollowUps() : Checker("a poor rating is given by the citizen and followed up once, to its end") {}

  void see(const Happening& happening) override {
    const auto ticket = text_at(happening.data, "ticket");
    const auto owed = std::exchange(owed_, std::nullopt);
    const bool opened = happening.type == "evaluation.follow_up_opened";
    if (owed && !(opened && ticket == owed->ticket) && owed->must) {
      fault(happening.position, "the poor rating of " + owed->ticket + " is not followed up");
    }
    if (opened) return open(happening, ticket, owed);
    if (happening.type == "waiting_room.day_ended") {
      courses_.turn();
      rated_.turn();
      told_.turn();
    }
    if (happening.type == "evaluation.given") return give(happening, ticket);
    if (happening.type == "evaluation.link_sent") return tell(happening, ticket);
    constexpr std::string_view kind = "evaluation.";
    if (!happening.type.starts_with(kind) || happening.type.starts_with("evaluation.link")) return;
    step(happening, ticket, happening.type.substr(kind.size()));
  }

  void close(Instant) override {
    if (owed_ && owed_->must)
      fault(0, "the poor rating of " + owed_->ticket + " is not followed up");
  }

 private:
  struct Owed {
    std::string ticket;
    std::string rated;
    bool must = false;
  };

  void give(const Happening& happening, const std::string& ticket) {
    rated_.insert(ticket);
    const auto clerk = text_at(happening.data, "staff");
    const bool own = happening.who.kind == WhoKind::staff && happening.who.id == clerk;
    require(clerk.empty() || !own, happening,
            "the visit " + ticket + " was rated by its clerk " + clerk);
    const auto level = number_at(happening.data, "level");
    if (level <= maybe_max) owed_ = Owed{ticket, clerk, level <= poor_max};
  }

  void open(const Happening& happening, const std::string& ticket,
            const std::optional<Owed>& owed) {
    require(owed && owed->ticket == ticket, happening,
            "a follow-up of " + ticket + " without a poor rating before it");
    courses_.open(ticket, {owed ? owed->rated : std::string(), {}});
  }

  void step(const Happening& happening, const std::string& ticket, const std::string& name) {
    auto* course = courses_.find(ticket);
    if (course == nullptr) return;
    auto& steps = course->steps;
    require(!steps.contains("follow_up_closed"), happening,
            name + " of " + ticket + " after its follow-up was closed");
    if (name == "follow_up_reminded") return;
    const auto after = [&](const char* before) {
      require(steps.contains(before), happening, name + " of " + ticket + " before " + before);
    };
    if (name == "follow_up_verified") after("follow_up_taken_up");
    if (name == "follow_up_appealed" || name == "follow_up_closed") after("follow_up_verified");
    if (name == "appeal_decided") after("follow_up_appealed");
    if (name == "follow_up_closed" && steps.contains("follow_up_appealed")) after("appeal_decided");
    const auto staff = text_at(happening.data, "staff");
    const bool own = !staff.empty() && staff == course->rated;
    require(own == (name == "follow_up_appealed") || course->rated.empty(), happening,
            name + " of " + ticket + " by " + staff + ", who is " + (own ? "" : "not ") +
                "the one that was rated");
    require(steps.insert(name).second, happening, name + " of " + ticket + " twice");
  }

  void tell(const Happening& happening, const std::string& ticket) {
    require(!rated_.contains(ticket), happening, "a link to rate " + ticket + ", which was rated");
    require(told_.insert(ticket), happening, "a second link to rate " + ticket);
  }

  std::optional<Owed> owed_;  // By the event before.
  Courses courses_;
  Recent<std::string> rated_;
  Recent<std::string> told_;
};

}  // namespace

std::unique_ptr<Checker> check_follow_ups() { return std::make_unique<FollowUps>(); }

}  // namespace atrium::simulation
