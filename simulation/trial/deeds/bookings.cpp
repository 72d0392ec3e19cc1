// Booking, moving and giving back, checking in, and what staff record of it. People come by phone
// from a small town, so that they meet their own bookings and each other's.
#include "simulation/trial/deeds/drawing.hpp"

#include "adapters/front/booking/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

namespace atrium::simulation::trial {
namespace {

using namespace std::chrono_literals;
using Booking = Book::Booking;

constexpr std::size_t townspeople = 40;
constexpr int minutes_of_day = 1440;

front::HolderFields person(std::size_t number) {
  return {"", "", "王芳", fmt::format("138{:08}", number)};
}

// By whose phone a booking is known.
front::HolderFields holder_of(const std::string& contact) {
  static const std::vector<std::string> known = [] {
    std::vector<std::string> all;
    const front::People people{{}};
    for (std::size_t i = 0; i < townspeople; ++i) all.push_back(people.contact(person(i)).value);
    return all;
  }();
  const auto found = std::ranges::find(known, contact);
  return person(static_cast<std::size_t>(found - known.begin()));
}

struct When {
  std::string day;
  std::string begins;
};

// A time at which slots of the block begin: of today mostly one of the next, of other days one of a
// few, so that they fill.
When draw_when(const Scene& scene, const halls::SlotBlock& block, Random& chance) {
  static constexpr std::array days{0, 1, 2, 5, -1};
  static constexpr double weights[] = {70, 18, 6, 1.5, 1.5};
  const auto& hall = scene.hall;
  const int ahead = days.at(chance.pick(weights));
  const auto today = business_day(hall.time_zone, hall.reset, scene.now);
  const auto midnight = day_end(hall.time_zone, 0min, {today.days - 1});
  const auto since = std::chrono::duration_cast<std::chrono::minutes>(scene.now - midnight);
  const auto& period = any_of(block.periods, chance);
  const int length = static_cast<int>(block.slot.count());
  const int begins = static_cast<int>(period.begins.count());
  const int count = std::max(1, (static_cast<int>(period.ends.count()) - begins) / length);
  auto place = static_cast<int>(below(chance, 6)) * count / 6;
  if (ahead == 0 && chance.happens(0.9)) {
    const int next = (static_cast<int>(since.count()) % minutes_of_day - begins) / length + 1;
    place = next + static_cast<int>(chance.exponential(1.5));
  }
  int minute = (begins + std::max(0, place) * length) % minutes_of_day;
  if (chance.happens(0.02)) minute = (minute + 7) % minutes_of_day;
  return {to_text(Day{today.days + ahead}), fmt::format("{:02}:{:02}", minute / 60, minute % 60)};
}

const halls::SlotBlock& block_of(const Scene& scene, Random& chance) {
  return any_of(scene.hall.appointments.blocks, chance);
}

// One that stands so, near in time if there is one; else one of the latest. Null: there is none.
const Booking* any_booking(const Scene& scene, std::string_view status, Random& chance) {
  const auto& all = scene.book.bookings();
  if (all.empty()) return nullptr;
  const auto recent = std::min<std::size_t>(all.size(), 30);
  const auto& other = all[all.size() - 1 - below(chance, recent)];
  const auto from = below(chance, all.size());
  if (chance.happens(0.1)) return &other;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& one = all[(from + i) % all.size()];
    if (one.status == status && one.at > scene.now - 20min && one.at < scene.now + 60min) {
      return &one;
    }
  }
  return &other;
}

// The code, or nothing where a member of staff names the booking; who asks for it.
struct Claim {
  std::string code;
  std::string booking;
  Who who{WhoKind::citizen, ""};
};

Claim draw_claim(const Booking* booking, Random& chance) {
  if (booking == nullptr || chance.happens(0.03)) return {"12345678", "", {}};
  if (chance.happens(0.3)) return {"", booking->id, {WhoKind::staff, "clerk-1"}};
  return {booking->code, "", {WhoKind::citizen, ""}};
}

}  // namespace

Deed book_visit(const Scene& scene, Random& chance) {
  const auto& block = block_of(scene, chance);
  const auto when = draw_when(scene, block, chance);
  const auto who = below(chance, townspeople);
  front::BookVisit act{any_of(block.services, chance).value, when.day, when.begins, "web", "", {}};
  if (chance.happens(0.02)) act.service = any_of(scene.hall.services, chance).id.value;
  if (chance.happens(0.98)) act.holder = person(who);
  Who asks{WhoKind::citizen, ""};
  if (chance.happens(0.2)) {  // The platform sends some again, and mixes some up.
    act.channel = "platform";
    act.reference = fmt::format("R-{}-{}", who / 2, below(chance, 3));
    asks = {WhoKind::integrator, "platform"};
  }
  const auto code = std::to_string(10'000'000 + chance.bits() % 90'000'000);
  return of(scene, act, std::move(asks), act.reference.empty(),
            fmt::format("book {} on {} at {} for {}", act.service, act.day, act.begins, who), code);
}

Deed change_booking(const Scene& scene, Random& chance) {
  const auto claim = draw_claim(any_booking(scene, "booked", chance), chance);
  const auto when = draw_when(scene, block_of(scene, chance), chance);
  return of(scene, front::ChangeBooking{claim.code, claim.booking, when.day, when.begins},
            claim.who, true,
            fmt::format("move {}{} to {} {}", claim.code, claim.booking, when.day, when.begins));
}

Deed cancel_booking(const Scene& scene, Random& chance) {
  const auto claim = draw_claim(any_booking(scene, "booked", chance), chance);
  return of(scene, front::CancelBooking{claim.code, claim.booking, ""}, claim.who, true,
            "cancel " + claim.code + claim.booking);
}

Deed check_in_booking(const Scene& scene, Random& chance) {
  const auto* booking = any_booking(scene, chance.happens(0.9) ? "booked" : "arrived", chance);
  front::CheckIn act;
  if (booking != nullptr && chance.happens(0.5)) {
    act.holder = holder_of(booking->contact);
  } else {
    act.code = booking == nullptr || chance.happens(0.03) ? "12345678" : booking->code;
  }
  act.channel = chance.happens(0.8) ? "machine" : "counter";
  if (act.channel == "machine") act.machine = any_of(scene.hall.ticket_machines, chance).id.value;
  if (chance.happens(0.15)) act.next.push_back(any_of(scene.hall.services, chance).id.value);
  const Who who{WhoKind::device, act.machine.value_or("")};
  return of(scene, act, who, true,
            fmt::format("check in {}{}", act.code, act.holder ? act.holder->phone : ""));
}

Deed record_outcome(const Scene& scene, Random& chance) {
  static constexpr std::array outcomes{"honoured", "no_show", "refused",
                                       "booked",   "booked",  "arrived"};
  const auto* booking = any_booking(scene, chance.happens(0.5) ? "arrived" : "booked", chance);
  front::RecordOutcome act{booking == nullptr ? "B20261123-9999" : booking->id,
                           any_of(outcomes, chance), chance.happens(0.8) ? "as they said" : ""};
  return of(scene, act, {WhoKind::staff, "clerk-1"}, true,
            "record " + act.outcome + " of " + act.booking);
}

Deed ask_bookings(const Scene& scene, Random& chance) {
  const auto kind = below(chance, 6);
  const auto& block = block_of(scene, chance);
  const auto service = any_of(block.services, chance).value;
  const auto day = draw_when(scene, block, chance).day;
  const auto* booking = any_booking(scene, "booked", chance);
  const auto one = booking == nullptr ? Booking{} : *booking;
  Deed deed;
  deed.command = false;
  deed.what = fmt::format("look at bookings {} {} {} {}", kind, service, day, one.id);
  deed.ask = [=, hall = scene.hall.hall](host::Runtime& runtime, const CommandId&,
                                         host::Reply reply) {
    front::Front front(runtime);
    if (kind == 0) return front.booking_days(hall, service, std::move(reply));
    if (kind == 1) return front.slots(hall, service, day, std::move(reply));
    if (kind == 2) return front.seats(hall, day, std::move(reply));
    if (kind == 3) return front.booking(hall, one.id, std::move(reply));
    if (kind == 4) return front.bookings(hall, {"booked", day, service, ""}, std::move(reply));
    front.bookings_of(hall, one.code, holder_of(one.contact), std::move(reply));
  };
  return deed;
}

}  // namespace atrium::simulation::trial
