// One booking, one ticket: whatever a power cut loses between the check-in, the ticket that follows
// from it and the book's hearing of it, and however often the visitor tries.
#include "simulation/json_fields.hpp"
#include "simulation/trial/house.hpp"

#include "actors/appointment_book/appointment_book.hpp"
#include "actors/waiting_room/waiting_room.hpp"

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <memory>

using namespace atrium;
using namespace atrium::simulation;
using trial::House;
namespace book = appointment_book;
namespace json = boost::json;

namespace {

using namespace std::chrono_literals;

const Instant monday_nine = *from_iso8601("2026-11-23T01:00:00Z");
const SubjectId visitor{"p-visitor"};
constexpr int cuts = 60;  // Messages after the check-in; its course takes some forty.

halls::Definition small_hall() {
  halls::Definition hall;
  hall.hall = PartitionId{"small"};
  hall.time_zone = Zone{"Asia/Shanghai", {{Instant{}, 8 * 3600}}};
  hall.series.push_back({SeriesId{"A"}, 4, 1, 9999});
  hall.services.push_back({ServiceId{"passport"}, {}, SeriesId{"A"}, {}, 5min});
  halls::Window window;
  window.number = WindowId{"1"};
  window.serves = {ServiceId{"passport"}};
  hall.windows.push_back(std::move(window));
  halls::SlotBlock block;
  block.services = {ServiceId{"passport"}};
  block.working_days = false;
  block.weekdays = {0};
  block.periods = {{9h, 11h}};
  hall.appointments.blocks.push_back(std::move(block));
  return hall;
}

class Hall {
 public:
  explicit Hall(std::uint64_t seed) {
    auto made = House::make(small_hall(), {monday_nine, seed, {}, {}});
    BOOST_TEST_REQUIRE(made.has_value());
    house_ = std::move(*made);
    house_->settle();
    ask<waiting_room::Entity>(waiting_room::OpenWindow{WindowId{"1"}, StaffId{"clerk"}});
    book::Book seat{ServiceId{"passport"},
                    *day_from("2026-11-23"),
                    9 * 60 + 30,
                    "12345678",
                    visitor,
                    visitor,
                    {},
                    "web",
                    ""};
    ask<book::Entity>(seat);
    house_->settle();
  }

  void check_in() { ask<book::Entity>(book::CheckIn{"12345678", {}, {}, "kiosk", {}}); }

  // So many messages are handled, and every third makes one commit durable; then the power goes.
  void cut_after(int messages) {
    for (int i = 0; i < messages; ++i) {
      house_->run_some(1);
      if (i % 3 == 2) house_->flush(1);
    }
    BOOST_TEST_REQUIRE(
        house_->crash({static_cast<std::size_t>(messages % 2), messages % 5 == 0, {}}).has_value());
    house_->settle();
  }
  void settle() { house_->settle(); }

  std::int64_t issued() {
    return look<waiting_room::Entity>(waiting_room::Floor{}).at("counts").at("issued").as_int64();
  }
  json::object booking() {
    return look<book::Entity>(book::Find{book::BookingId{"B20261123-0001"}});
  }

 private:
  template <class E>
  void ask(typename E::Command command) {
    house_->runtime().ask<E>(house_->partition(), "main", std::move(command),
                             {{WhoKind::staff, "clerk"}, {fmt::format("act-{}", ++asked_)}, 0, 0},
                             host::Reply([](const host::Outcome&) {}));
  }

  template <class E>
  json::object look(typename E::Query query) {
    auto told = std::make_shared<json::object>();
    house_->runtime().look<E>(house_->partition(), "main", std::move(query),
                              host::Reply([told](const host::Outcome& outcome) {
                                const auto* accepted = std::get_if<host::Accepted>(&outcome);
                                BOOST_TEST_REQUIRE((accepted != nullptr));
                                *told = json::parse(accepted->json).as_object();
                              }));
    house_->settle();
    return *told;
  }

  std::unique_ptr<House> house_;
  int asked_ = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(booked_once)

BOOST_AUTO_TEST_CASE(a_power_cut_between_check_in_and_ticket_never_makes_two_tickets,
                     *boost::unit_test::description("[Q-04] [AP-03]")) {
  for (int cut = 0; cut < cuts; ++cut) {
    Hall hall(static_cast<std::uint64_t>(cut) + 1);
    hall.check_in();
    hall.cut_after(cut);
    hall.check_in();
    hall.check_in();
    hall.settle();
    BOOST_TEST_CONTEXT("power cut after " << cut << " messages") {
      BOOST_TEST(hall.issued() == 1);
      BOOST_TEST(text_at(hall.booking(), "ticket") == "20261123-A0001");
      BOOST_TEST(text_at(hall.booking(), "status") == "arrived");
    }
  }
}

BOOST_AUTO_TEST_CASE(who_checks_in_at_two_places_at_once_gets_one_ticket,
                     *boost::unit_test::description("[Q-04] [AP-01]")) {
  for (int seed = 1; seed <= 20; ++seed) {
    Hall hall(static_cast<std::uint64_t>(seed));
    hall.check_in();
    hall.check_in();
    hall.settle();
    BOOST_TEST(hall.issued() == 1);
  }
}

BOOST_AUTO_TEST_SUITE_END()
