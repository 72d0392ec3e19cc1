// Bookings in scenarios: what may be booked, booking acts and what is looked at. People go by a
// name of five letters or more, which stands for their phone.
#include "simulation/json_fields.hpp"
#include "simulation/random.hpp"
#include "simulation/scenario_script/stage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace atrium::simulation::script {
namespace {

using Words = std::vector<std::string>;

std::string phone_of(const std::string& name) {
  return fmt::format("138{:08}", Random::hash(name) % 100'000'000);
}

front::HolderFields person(const std::string& name) { return {"", "", name, phone_of(name)}; }

// on 2026-11-24 at 09:00, as the last four words.
bool is_slot(const Words& words) {
  return words.size() >= 4 && words[words.size() - 4] == "on" && words[words.size() - 2] == "at";
}

}  // namespace

// slots SERVICE, SERVICE capacity N at 09:00-12:00 every 30
Result<std::string> slots_toml(const Words& words) {
  const auto tail = words.size() < 8 ? words.begin() : words.end() - 6;
  if (tail == words.begin() || *tail != "capacity" || *(tail + 2) != "at" ||
      *(tail + 4) != "every") {
    return fail(FailureCode::invalid_input,
                "write: slots SERVICE, SERVICE capacity N at 09:00-12:00 every 30");
  }
  Words services(words.begin() + 1, tail);
  for (auto& service : services) {
    if (service.ends_with(',')) service.pop_back();
  }
  return fmt::format(
      "[[appointments.slots]]\nservices = [\"{}\"]\ncapacity = {}\ntimes = [\"{}\"]\n"
      "minutes = {}\n",
      fmt::join(services, "\", \""), *(tail + 1), *(tail + 3), *(tail + 5));
}

// book NAME for SERVICE on DAY at TIME; move NAME on DAY at TIME; cancel NAME; check in NAME;
// settle NAME as OUTCOME
std::optional<Deed> booking_deed(const Words& words) {
  const auto size = words.size();
  if (words[0] == "book" && size == 8 && words[2] == "for" && is_slot(words)) {
    return Deed{
        front::Act{front::BookVisit{words[3], words[5], words[7], "web", "", person(words[1])}},
        {},
        {}};
  }
  if (words[0] == "check" && size == 3 && words[1] == "in") {
    return Deed{front::Act{front::CheckIn{"", person(words[2]), "kiosk", "machine-1"}}, {}, {}};
  }
  if (words[0] == "move" && size == 6 && is_slot(words)) {
    return Deed{front::Act{front::ChangeBooking{"", words[1], words[3], words[5]}}, {}, {}};
  }
  if (words[0] == "cancel" && size == 2) {
    return Deed{front::Act{front::CancelBooking{"", words[1], ""}}, {}, {}};
  }
  if (words[0] == "settle" && size == 4 && words[2] == "as") {
    return Deed{front::Act{front::RecordOutcome{words[1], words[3], "scenario"}}, {}, {}};
  }
  return std::nullopt;
}

// A booking is named by its person until it is acted on.
front::Act of_the_booking(Stage& stage, const front::Act& act) {
  auto full = act;
  std::visit(
      [&](auto& one) {
        if constexpr (requires { one.booking; })
          one.booking = text_at(stage.booking(one.booking), "booking");
      },
      full);
  return full;
}

// The last one that the person made.
boost::json::object Stage::booking(const std::string& name) {
  const auto body = ask([&](front::Front& front, const PartitionId& hall, host::Reply reply) {
                      front.bookings(hall, {}, std::move(reply));
                    }).told.body;
  boost::json::object last;
  const auto* all = array_at(body, "bookings");
  for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
    const auto& one = all->at(i).get_object();
    const bool mine = text_at(one, "phone").ends_with(phone_of(name).substr(7));
    if (mine && text_at(one, "booking") >= text_at(last, "booking")) last = one;
  }
  return last;
}

// booking of NAME STATUS [as NUMBER]
Finding examine_booking(Stage& stage, const Words& words) {
  const auto booking = stage.booking(words[2]);
  const auto shown = fmt::format("{} {}", text_at(booking, "status"), text_at(booking, "number"));
  const bool status = words.size() >= 4 && text_at(booking, "status") == words[3];
  const bool number = words.size() < 6 || text_at(booking, "number") == words[5];
  return {status && number, "booking " + shown};
}

}  // namespace atrium::simulation::script
