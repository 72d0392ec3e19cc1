// What no course of commands may break in a book: seats. The model here counts them by itself, from
// the events alone.
#include "tests/properties/holds.hpp"
#include "tests/properties/run.hpp"

#include <algorithm>
#include <map>
#include <set>

using namespace atrium;
using namespace atrium::properties;

namespace {

using Seat = std::pair<bool, Instant>;  // Of the services that share, or of the other one.

class Seats {
 public:
  void see(const book::Event& event) {
    if (const auto* fact = std::get_if<book::Booked>(&event)) {
      take(fact->booking.booking, fact->booking.service, fact->booking.at, fact->at);
    } else if (const auto* change = std::get_if<book::Changed>(&event)) {
      leave(change->booking, change->frees_at);
      take(change->booking, change->service, change->to, change->at);
    } else if (const auto* cancelled = std::get_if<book::Cancelled>(&event)) {
      leave(cancelled->booking, cancelled->frees_at);
    }
  }

 private:
  static Seat seat_of(const ServiceId& service, Instant at) {
    return {service != ServiceId{"land"}, at};
  }
  void take(const book::BookingId& id, const ServiceId& service, Instant slot, Instant now) {
    const auto seat = seat_of(service, slot);
    RC_ASSERT(!sits_.contains(id));
    const auto sitting =
        std::ranges::count_if(sits_, [&](const auto& s) { return s.second == seat; });
    const auto held = std::ranges::count_if(
        left_, [&](const auto& gone) { return gone.first == seat && gone.second > now; });
    RC_ASSERT(sitting + held < (seat.first ? 2 : 1));
    sits_.emplace(id, seat);
  }
  // Given back once: a booking that sits nowhere has nothing to give.
  void leave(const book::BookingId& id, Instant frees) {
    const auto found = sits_.find(id);
    RC_ASSERT(found != sits_.end());
    left_.emplace_back(found->second, frees);
    sits_.erase(found);
  }

  std::map<book::BookingId, Seat> sits_;
  std::vector<std::pair<Seat, Instant>> left_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(appointment_book_properties)

BOOST_AUTO_TEST_CASE(seats_are_never_oversold_and_are_given_back_exactly_once,
                     *boost::unit_test::description("[AP-01] [AP-02] [AP-07]")) {
  for (const int variant : {0, 2}) {
    holds("seats", [variant] {
      auto steps = *courses<book::Entity>(4);
      Step<book::Entity> first;
      first.command = book::Configure{a_booking_hall(variant)};
      std::erase_if(steps, [](const auto& step) {
        return std::holds_alternative<book::Configure>(step.command);
      });
      steps.insert(steps.begin(), first);
      Seats seats;
      Run<book::Entity>{}.go(steps, [&](const auto&, const auto&, const auto& events) {
        for (const auto& event : events) seats.see(event);
      });
    });
  }
}

BOOST_AUTO_TEST_CASE(a_person_has_at_most_as_many_bookings_for_a_day_as_the_hall_allows,
                     *boost::unit_test::description("[AP-02]")) {
  holds("per day", [] {
    auto steps = *courses<book::Entity>(4);
    std::erase_if(steps, [](const auto& step) {
      return std::holds_alternative<book::Configure>(step.command);
    });
    Step<book::Entity> first;
    first.command = book::Configure{a_booking_hall(0)};
    steps.insert(steps.begin(), first);
    Run<book::Entity> run;
    run.go(steps, [](const auto& now, const auto&, const auto&) {
      std::set<std::pair<SubjectId, Day>> seen;
      for (const auto& booking : now.state().facts.bookings) {
        if (booking.status == book::Status::cancelled) continue;
        RC_ASSERT(seen.emplace(booking.person, booking.day).second);
      }
    });
  });
}

BOOST_AUTO_TEST_SUITE_END()
