// The events of an appointment book.
#include "tests/golden/golden.hpp"
#include "tests/golden/samples.hpp"

namespace atrium::golden {
namespace {

using namespace appointment_book;
using namespace std::chrono_literals;

const Instant nine{Duration{1'795'222'800'000'001}};
const ServiceId passport{"passport"};
const BookingId first{"B20261121-0001"};

Configuration all_rules() {
  Configuration rules;
  rules.version = "2026-11-21 晨";
  rules.zone = {"Asia/Urumqi", {{Instant{Duration{-1}}, 21'600}}};
  rules.reset_minute = 241;
  rules.days_ahead = 14;
  rules.release_minute = 480;
  rules.close_before_s = 1'800;
  rules.cancel_before_s = 3'600;
  rules.freed_after_s = 600;
  rules.per_day = 2;
  rules.early_s = 2'400;
  rules.late_s = 900;
  rules.penalty_no_shows = 3;
  rules.penalty_within_days = 60;
  rules.penalty_days = 20;
  rules.keep_days = 120;
  rules.closed = {Day{20'790}};
  rules.calendar = {{{2026, {Day{20'800}}, {Day{20'801}}}}};
  rules.blocks = {{{passport, ServiceId{"residence"}}, false, {0, 2}, {{540, 720}}, 20, 4}};
  return rules;
}

Booking a_booking() {
  Booking booking;
  booking.booking = first;
  booking.code = {person, "48271936", false};
  booking.service = passport;
  booking.day = Day{20'780};
  booking.minute = 540;
  booking.at = nine + 48h;
  booking.ends = nine + 48h + 20min;
  booking.person = person;
  booking.contact = SubjectId{"p-phone"};
  booking.holder = {"id_card",
                    {person, "11010519491231002X", false},
                    {person, "张三", false},
                    {person, "13812345678", false}};
  booking.channel = "wechat";
  booking.reference = "HN-2026-1";
  booking.made_at = nine;
  return booking;
}

}  // namespace

template <>
std::vector<Sample<appointment_book::Entity>> samples() {
  const TicketId f001{"20261123-F001"};
  const auto rules = all_rules();
  const auto booking = a_booking();
  return {
      {"configured", {}, Configured{rules, Day{20'778}, nine}},
      {"booked", {"configured"}, Booked{booking, Day{20'778}, nine}},
      {"changed",
       {"configured", "booked"},
       Changed{first, passport, booking.at, Day{20'781}, 560, nine + 72h, nine + 72h + 20min,
               nine + 10min, nine + 1s}},
      {"cancelled",
       {"configured", "booked"},
       Cancelled{first, passport, booking.at, "有事", nine + 10min, nine + 2s}},
      {"checked_in",
       {"configured", "booked"},
       CheckedIn{first, passport, booking.at, "kiosk", DeviceId{"machine-1"}, booking.holder,
                 nine + 48h}},
      {"checked_in_for_more",
       {"configured", "booked"},
       CheckedIn{first,
                 passport,
                 booking.at,
                 "kiosk",
                 DeviceId{"machine-1"},
                 booking.holder,
                 nine + 48h,
                 {ServiceId{"tax"}, ServiceId{"residence"}}}},
      {"ticket_linked",
       {"configured", "booked", "checked_in"},
       TicketLinked{first, f001, "F001", nine + 48h}},
      {"outcome_recorded",
       {"configured", "booked", "checked_in", "ticket_linked"},
       OutcomeRecorded{first, Status::refused, "材料不齐", StaffId{"clerk01"}, nine + 49h}},
      {"day_ended",
       {"configured", "booked"},
       DayEnded{Day{20'782}, {first}, {first}, Day{20'662}, nine + 96h}},
  };
}

}  // namespace atrium::golden
