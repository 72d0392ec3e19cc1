// Definitions of a hall's lines: one that is right, and others that differ from it in one respect,
// so that most are taken while people wait.
#include "tests/properties/any.hpp"

#include <algorithm>

namespace atrium::properties {

using namespace waiting_room;

Configuration a_hall() {
  const ServiceId passport{"passport"}, tax{"tax"}, land{"land"};
  Configuration hall;
  hall.version = "1";
  hall.reset_minute = 4 * 60;
  hall.series = {{SeriesId{"a"}, "A", 3, 1, 0}, {SeriesId{"b"}, "B", 3, 1, 0}};
  hall.services = {{passport, SeriesId{"a"}, true, 300},
                   {tax, SeriesId{"b"}, true, 600},
                   {land, SeriesId{"b"}, true, 600}};
  hall.windows = {{WindowId{"1"}, {passport}, {}, true},
                  {WindowId{"2"}, {passport, tax}, {}, true},
                  {WindowId{"3"}, {land}, {tax, passport}, true}};
  hall.journeys = {{"new_firm", {tax, passport}}};
  hall.no_show_place = NoShowPlace::after_n;
  hall.no_show_after = 1;
  hall.remind_ahead = 1;
  hall.bound_s = 60;
  return hall;
}

namespace {

Configuration changed(int how) {
  auto hall = a_hall();
  hall.version = std::to_string(how);
  switch (how) {
    case 0:
      hall.appointment_order = AppointmentOrder::by_time;
      break;
    case 1:
      hall.transfer_to_front = true;
      hall.bound_s = 900;
      break;
    case 2:
      hall.series[0].daily_limit = 3;
      break;
    case 3:
      hall.windows.pop_back();
      break;
    case 4:
      hall.services[1].offered = false;
      hall.windows[0].enabled = false;
      break;
    case 5:
      hall.services.pop_back();
      hall.windows[2].services.clear();
      hall.journeys.clear();
      break;
    case 6:
      std::ranges::reverse(hall.windows);
      std::ranges::reverse(hall.services);
      std::ranges::reverse(hall.series);
      break;
    case 7:
      hall.zone = Zone{"Somewhere", {{Instant{}, 9 * 3600}}};
      hall.reset_minute = 0;
      break;
    case 8:
      hall.series[0].prefix = "B";  // Twice, so refused.
      break;
    case 9:
      hall.windows[0].services.push_back(ServiceId{"nothing"});
      break;
    case 10:
      hall.carry_over = true;
      break;
    default:
      hall = Configuration{};
  }
  return hall;
}

}  // namespace

rc::Gen<Configuration> Any<Configuration>::gen() {
  return rc::gen::weightedOneOf<Configuration>(
      {{1, rc::gen::just(a_hall())}, {4, rc::gen::map(rc::gen::inRange(0, 12), changed)}});
}

}  // namespace atrium::properties
