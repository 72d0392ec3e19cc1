// The hall that a scenario is played in: acts by name, answers as JSON, one after the other.
#pragma once

#include "simulation/crowd/inbox.hpp"
#include "simulation/scenario_script/script.hpp"
#include "simulation/virtual_hall.hpp"

#include <boost/json.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace atrium::simulation::script {

// The platform that takes messages to phones, each id once.
class Platform final : public Outbound {
 public:
  void send(const Message& message, std::function<void(Result<void>)> taken) override;
  [[nodiscard]] const std::vector<Message>& messages() const { return messages_; }

 private:
  std::vector<Message> messages_;
};

class Stage {
 public:
  Stage(std::shared_ptr<Platform> platform, std::unique_ptr<VirtualHall> hall);

  [[nodiscard]] VirtualHall& hall() { return *hall_; }
  [[nodiscard]] const std::vector<Message>& messages() const { return platform_->messages(); }

  // Does it and waits until the hall is at rest. `bytes`: the answer as it was given.
  struct Answer {
    Told told;
    std::string bytes;
  };
  Answer act(const front::Act& act, const CommandId& id, const std::string& staff = {});
  Answer set_aside(const SetAside& deed, const CommandId& id);
  Answer check_in(const CheckIn& deed, const CommandId& id);

  // Each answers an empty object where there is nothing.
  boost::json::object floor();
  boost::json::object window(const std::string& number);
  boost::json::object ticket(const std::string& number_or_id);
  boost::json::object booking(const std::string& name);         // The last one of this person.
  boost::json::object rating(const std::string& number_or_id);  // With its follow-up.
  boost::json::object lease(const std::string& name);           // By its full name.
  boost::json::object device(const std::string& kind, const std::string& id);

 private:
  using Ask = std::function<void(front::Front&, const PartitionId&, host::Reply)>;
  Answer ask(const Ask& question);

  std::shared_ptr<Platform> platform_;  // Outlives the hall.
  std::unique_ptr<VirtualHall> hall_;
};

// Whether one clause holds after a line; otherwise what was found instead.
struct Finding {
  bool holds = false;
  std::string found;
};
struct Played {
  const Line* line = nullptr;
  Stage::Answer answer;
  std::string before;  // The answer of the act before, for "same answer".
};
Finding examine(Stage& stage, const Played& played, const std::string& clause);

// bookings.cpp
front::Act of_the_booking(Stage& stage, const front::Act& act);
Finding examine_booking(Stage& stage, const std::vector<std::string>& words);

// ratings.cpp
front::Act of_the_visit(Stage& stage, const front::Act& act);
Finding examine_rating(Stage& stage, const std::vector<std::string>& words);

// leases.cpp
std::string lease_name(Stage& stage, const std::string& lease);  // "L1" with the day that it is.
front::Act of_the_lease(Stage& stage, const front::Act& act);
Finding examine_lease(Stage& stage, const std::vector<std::string>& words);

// recorded.cpp
Finding examine_lapsed(Stage& stage, const std::vector<std::string>& words);
Finding examine_accounted(Stage& stage, const std::vector<std::string>& words);
Finding examine_messages(Stage& stage, const std::vector<std::string>& words);
int reminders_of(Stage& stage, const std::string& ticket);  // By its id.

// figures.cpp
Finding examine_figure(Stage& stage, const std::vector<std::string>& words);

}  // namespace atrium::simulation::script
