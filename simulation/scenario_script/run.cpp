// One line after the other; the first that does not come out ends it.
#include "simulation/scenario_script/run.hpp"

#include "simulation/json_fields.hpp"
#include "simulation/scenario_script/stage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::simulation::script {
namespace {

class Play {
 public:
  Play(const Script& script, Stage stage) : script_(script), stage_(std::move(stage)) {}

  std::optional<std::string> run(const RunOptions& options) {
    bool first = true;
    for (const auto& line : script_.lines) {
      if (options.restart_between_lines && !std::exchange(first, false)) {
        if (auto done = stage_.hall().restart(); !done)
          return complain(line, "a restart", done.error().what);
      }
      if (line.at) stage_.hall().run_until(*line.at);
      if (auto fault = play(line)) return fault;
    }
    return std::nullopt;
  }

 private:
  std::optional<std::string> play(const Line& line) {
    Played played{&line, {}, answer_.bytes};
    if (std::holds_alternative<Restart>(line.deed.act)) {
      if (auto done = stage_.hall().restart(); !done)
        return complain(line, "a restart", done.error().what);
    } else if (std::holds_alternative<Again>(line.deed.act)) {
      if (!last_act_) return complain(line, "an act before it", "none");
      played.answer = answer_ = stage_.act(*last_act_, last_id(), last_staff_);
    } else if (const auto* aside = std::get_if<SetAside>(&line.deed.act)) {
      ++acts_;
      played.answer = answer_ = stage_.set_aside(*aside, last_id());
    } else if (const auto* booked = std::get_if<CheckIn>(&line.deed.act)) {
      ++acts_;
      played.answer = answer_ = stage_.check_in(*booked, last_id());
    } else if (const auto* jump = std::get_if<Jump>(&line.deed.act)) {
      stage_.hall().jump(jump->by);
      stage_.hall().run_ready();
    } else if (!std::holds_alternative<Check>(line.deed.act)) {
      last_act_ = act_of(line.deed);
      last_staff_ = line.deed.staff;
      ++acts_;
      played.answer = answer_ = stage_.act(*last_act_, last_id(), last_staff_);
    } else {
      stage_.hall().run_ready();
      played.answer = answer_;
    }
    return examine_all(played);
  }

  [[nodiscard]] CommandId last_id() const { return {fmt::format("scenario-{}", acts_)}; }

  // A call of a number that this window has called already is a repeat.
  front::Act act_of(const Deed& deed) {
    if (const auto* act = std::get_if<front::Act>(&deed.act)) {
      return of_the_visit(stage_, of_the_booking(stage_, of_the_lease(stage_, *act)));
    }
    const auto& call = std::get<CallOf>(deed.act);
    const auto window = stage_.window(call.window);
    const auto* current = object_at(window, "ticket");
    front::WindowAct act;
    act.window = call.window;
    const bool repeats = current != nullptr && text_at(*current, "number") == call.number &&
                         text_at(window, "state") == "called";
    act.action = repeats ? "recall" : "call";
    if (!repeats) act.number = call.number;
    if (!repeats) act.reason = call.reason;
    return front::Act{act};
  }

  std::optional<std::string> examine_all(const Played& played) {
    const auto& line = *played.line;
    const auto& told = played.answer.told;
    const bool acted = std::holds_alternative<front::Act>(line.deed.act) ||
                       std::holds_alternative<CallOf>(line.deed.act) ||
                       std::holds_alternative<SetAside>(line.deed.act) ||
                       std::holds_alternative<CheckIn>(line.deed.act);
    const bool may_be_refused = std::ranges::any_of(
        line.expected, [](const std::string& clause) { return clause.starts_with("refused"); });
    if (acted && !told.accepted && !may_be_refused)
      return complain(line, "accepted", "refused " + told.code);
    if (acted && told.accepted && !line.deed.number.empty() &&
        text_at(told.body, "number") != line.deed.number) {
      return complain(line, "number " + line.deed.number, text_at(told.body, "number"));
    }
    for (const auto& clause : line.expected) {
      const auto finding = examine(stage_, played, clause);
      if (!finding.holds) return complain(line, clause, finding.found);
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string complain(const Line& line, const std::string& expected,
                                     const std::string& found) const {
    return fmt::format("{}:{}: {}\n  expected: {}\n  found:    {}", script_.name, line.number,
                       line.text, expected, found);
  }

  const Script& script_;
  Stage stage_;
  std::optional<front::Act> last_act_;
  std::string last_staff_;
  Stage::Answer answer_;
  int acts_ = 0;
};

}  // namespace

std::optional<std::string> run(const Script& script, const RunOptions& options) {
  auto platform = std::make_shared<Platform>();
  auto hall = VirtualHall::make({script.hall}, {script.start, {}, {}, platform.get()});
  if (!hall) return script.name + ": " + hall.error().what;
  return Play(script, Stage(std::move(platform), std::move(*hall))).run(options);
}

}  // namespace atrium::simulation::script
