// The hall that the waiting room's stories happen in: four windows, three services, two series.
#pragma once

#include "actors/waiting_room/waiting_room.hpp"
#include "tests/support/story.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace atrium::waiting_room {

using namespace std::chrono_literals;
using Room = Story<Entity>;

// 21 November 2026, 09:00 in Shanghai; the business day turns at 04:00.
inline const Instant nine = from_iso8601("2026-11-21T01:00:00Z").value();
inline const Instant turn = from_iso8601("2026-11-21T20:00:00Z").value();

inline const WindowId window_1{"1"};  // passport
inline const WindowId window_2{"2"};  // passport, tax
inline const WindowId window_3{"3"};  // tax, land
inline const WindowId window_4{
    "4"};  // land of its own, also passport; closed unless a story opens it
inline const ServiceId passport{"passport"};  // Series A.
inline const ServiceId tax{"tax"};            // Series B.
inline const ServiceId land{"land"};          // Series B too.

inline Configuration hall() {
  Configuration hall;
  hall.version = "1";
  hall.reset_minute = 4 * 60;
  hall.series = {{SeriesId{"a"}, "A", 3, 1, 0}, {SeriesId{"b"}, "B", 3, 1, 0}};
  hall.services = {{passport, SeriesId{"a"}, true, 300},
                   {tax, SeriesId{"b"}, true, 600},
                   {land, SeriesId{"b"}, true, 600}};
  hall.windows = {{window_1, {passport}, {}, true},
                  {window_2, {passport, tax}, {}, true},
                  {window_3, {tax, land}, {}, true},
                  {window_4, {land}, {passport}, true}};
  return hall;
}

inline Room configured(const Configuration& configuration = hall()) {
  Room room;
  room.at(nine).did(Configure{configuration});
  return room;
}

// Windows 1 to 3 are open, each with its clerk.
inline Room open_room(const Configuration& configuration = hall()) {
  auto room = configured(configuration);
  room.did(OpenWindow{window_1, StaffId{"clerk01"}}, OpenWindow{window_2, StaffId{"clerk02"}},
           OpenWindow{window_3, StaffId{"clerk03"}});
  return room;
}

inline Issue take(const ServiceId& service, int priority = 0) {
  Issue issue;
  issue.service = service;
  issue.channel = "ticket_machine";
  issue.priority = priority;
  return issue;
}
inline Issue check_in(const ServiceId& service, Instant at) {
  auto issue = take(service);
  issue.appointment = Appointment{"booking-" + to_iso8601(at), at};
  return issue;
}

// The number that the window calls now; "nobody" when nobody waits for it.
inline std::string calls(Room& room, const WindowId& window) {
  room.when(CallNext{window});
  if (room.accepted().empty()) return "nobody";
  return room.fact<Called>().number;
}
// Calls and settles, so that the window is free again.
inline std::string serves_next(Room& room, const WindowId& window) {
  auto number = calls(room, window);
  if (number != "nobody") room.did(Start{window}, Finish{window});
  return number;
}

inline TicketView ticket(Room& room, const std::string& number) {
  return room.answer<TicketView>(FindTicket{TicketId{"20261121-" + number}});
}
inline WindowView window(Room& room, const WindowId& id) {
  return room.answer<WindowView>(WindowQuery{id});
}

inline std::ostream& operator<<(std::ostream& out, Status status) {
  return out << boost::describe::enum_to_string(status, "?");
}
inline std::ostream& operator<<(std::ostream& out, WindowState state) {
  return out << boost::describe::enum_to_string(state, "?");
}

}  // namespace atrium::waiting_room
