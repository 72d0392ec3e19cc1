// What the hall's events amount to so far, by the definitions that the console shows.
#include "actors/statistics/definitions.hpp"
#include "simulation/scenario_script/stage.hpp"
#include "simulation/statistics/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace atrium::simulation::script {
namespace {

using statistics::By;

struct Place {
  By by = By::hall;
  std::string key;  // Of its group; of a half hour, what follows the date.
};

// Takes "of service S", "of window N" or "at 08:30" out of the clause's words.
std::optional<Place> take_place(std::vector<std::string>& words) {
  if (words.size() == 4) return Place{};
  Place place;
  if (words.size() == 7 && words[2] == "of") {
    if (words[3] != "service" && words[3] != "window") return std::nullopt;
    place = {words[3] == "service" ? By::service : By::window, words[4]};
    words.erase(words.begin() + 2, words.begin() + 5);
  } else if (words.size() == 6 && words[2] == "at") {
    place = {By::half_hour, "T" + words[3] + "+"};
    words.erase(words.begin() + 2, words.begin() + 4);
  } else {
    return std::nullopt;
  }
  return place;
}

const statistics::Figures* find(const statistics::Table& table, const Place& place) {
  if (place.by == By::hall) return &table.total;
  const auto found = std::ranges::find_if(table.groups, [&](const statistics::Group& group) {
    if (place.by != By::half_hour) return group.key == place.key;
    return group.key.find(place.key) != std::string::npos;
  });
  return found == table.groups.end() ? nullptr : &found->figures;
}

}  // namespace

// figure KEY [of service S | of window N | at 08:30] is VALUE
Finding examine_figure(Stage& stage, const std::vector<std::string>& clause) {
  auto words = clause;
  const auto place = take_place(words);
  const auto* definition = words.size() == 4 ? statistics::find_definition(words[1]) : nullptr;
  if (!place || definition == nullptr || words[2] != "is") {
    return {false, "write: figure KEY [of service S | of window N | at 08:30] is VALUE"};
  }
  auto& hall = stage.hall();
  Ledger ledger;
  auto latest = hall.now();  // Or what is recorded, where the clock was set back.
  const auto read =
      read_on(hall.runtime(), hall.halls().front().hall, 0, {}, [&](const Happening& happening) {
        ledger.see(happening);
        latest = std::max(latest, happening.at);
      });
  if (!read) return {false, read.error().what};
  ledger.close(latest + Duration{1});  // What happens now is part of it.
  const auto table = ledger.table(place->by);
  const auto* figures = find(table, *place);
  const auto value = figures == nullptr ? std::nullopt : definition->read(*figures);
  const auto shown = value ? fmt::format("{:g}", *value) : "nothing";
  return {shown == words[3], fmt::format("{} {}", words[1], shown)};
}

}  // namespace atrium::simulation::script
