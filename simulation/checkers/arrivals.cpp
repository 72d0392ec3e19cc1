// Those who booked and come: a check-in becomes one ticket, the book knows which, and what becomes
// of the ticket becomes of the booking. Seats are bookings.cpp's.
#include "simulation/checkers/checker.hpp"
#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <string>

namespace atrium::simulation {
namespace {

constexpr std::string_view room = "waiting_room.";
constexpr std::string_view desk = "appointment_book.";
constexpr std::int64_t many_numbers = 500;  // Of a series and day: more than a trial gives out.

struct Booking {
  std::string service;
  std::string day;
  std::string status = "booked";
  Position since = 0;  // When it came to stand so.
  bool told = false;   // By its ticket's course.
  std::string ticket{};
};

// What an event of a ticket makes of its booking: always, or only where it stands as `from`.
struct Word {
  std::string status;
  std::string from{};
};

struct Ticket {
  std::string booking;
  std::string status = "waiting";
  std::map<Position, Word> words{};
};

bool has_ended(const std::string& status) {
  return status == "void" || status == "no_show" || status == "unserved";
}

std::set<std::string> texts(const boost::json::object& object, std::string_view name) {
  std::set<std::string> all;
  if (const auto* array = array_at(object, name)) {
    for (const auto& one : *array) all.emplace(one.get_string());
  }
  return all;
}

class Arrivals final : public Checker {
 public:
  Arrivals()
      : Checker("a booking that is checked in gets one ticket and ends as its ticket does") {}

  void see(const Happening& happening) override {
    if (happening.type.starts_with(desk)) {
      return see_desk(happening, happening.type.substr(desk.size()));
    }
    if (happening.type.starts_with(room)) {
      see_room(happening, happening.type.substr(room.size()));
    }
  }

  void close(Instant) override {
    for (const auto& [ticket, position] : unlinked_) {
      fault(position, "the book never knows ticket " + ticket);
    }
    for (const auto& [booking, position] : owed_) {
      fault(position, booking + " is checked in and never gets a ticket");
    }
    for (const auto& [id, booking] : bookings_) {
      const auto found = tickets_.find(booking.ticket);
      if (found == tickets_.end() || found->second.words.empty()) continue;
      const auto& [position, word] = *found->second.words.rbegin();
      const bool followed = booking.status == word.status || booking.status == "cancelled" ||
                            (!word.from.empty() && booking.status != word.from);
      const bool later = booking.since > position && !booking.told;
      if (followed || later) continue;
      fault(position, fmt::format("{} is {} and its ticket {} made it {}", id, booking.status,
                                  booking.ticket, word.status));
    }
  }

 private:
  void see_desk(const Happening& happening, const std::string& what) {
    const auto& fact = happening.data;
    if (what == "configured") return;
    if (what == "day_ended") return end_day(happening);
    if (what == "booked") {
      const auto& made = *object_at(fact, "booking");
      bookings_[text_at(made, "booking")] = {text_at(made, "service"), text_at(made, "day"),
                                             "booked", happening.position};
      return;
    }
    const auto id = text_at(fact, "booking");
    const auto found = bookings_.find(id);
    if (found == bookings_.end()) {
      return require(false, happening, what + " of " + id + ", which the book does not keep");
    }
    auto& booking = found->second;
    if (what == "ticket_linked") return link(happening, id, booking);
    require(booking.status != "cancelled", happening, what + " of " + id + ", which is cancelled");
    if (what == "changed" || what == "cancelled") {
      require(booking.status == "booked", happening,
              what + " of " + id + ", which is " + booking.status);
    }
    if (what == "changed") {
      booking.day = text_at(fact, "day");
    } else if (what == "cancelled") {
      stand(booking, "cancelled", happening, false);
    } else if (what == "checked_in") {
      check_in(happening, id, booking);
    } else if (what == "outcome_recorded") {
      record(happening, id, booking);
    }
  }

  static void stand(Booking& booking, const std::string& status, const Happening& happening,
                    bool told) {
    booking.status = status;
    booking.since = happening.position;
    booking.told = told;
  }

  void check_in(const Happening& happening, const std::string& id, Booking& booking) {
    const bool may_come =
        booking.status == "booked" || (booking.status == "arrived" && booking.ticket.empty());
    require(may_come, happening, id + " is checked in and is " + booking.status);
    stand(booking, "arrived", happening, false);
    asked_[happening.position] = id;
    const bool surely = takers_.contains(booking.service) &&
                        texts(happening.data, "next").empty() &&
                        (day_.empty() || booking.day == day_);
    if (surely && !has_live_ticket(id)) owed_.emplace(id, happening.position);
  }

  [[nodiscard]] bool has_live_ticket(const std::string& booking) const {
    const auto [begin, end] = tickets_of_.equal_range(booking);
    for (auto at = begin; at != end; ++at) {
      if (!has_ended(tickets_.at(at->second).status)) return true;
    }
    return false;
  }

  void link(const Happening& happening, const std::string& id, Booking& booking) {
    const auto ticket = text_at(happening.data, "ticket");
    const auto found = tickets_.find(ticket);
    require(found != tickets_.end() && found->second.booking == id, happening,
            id + " is linked to " + ticket + ", which is not its ticket");
    require(unlinked_.erase(ticket) == 1, happening, id + " is linked to " + ticket + " twice");
    booking.ticket = ticket;
  }

  void record(const Happening& happening, const std::string& id, Booking& booking) {
    const auto status = text_at(happening.data, "status");
    const auto* staff = value_at(happening.data, "staff");
    const bool told = staff == nullptr || !staff->is_string();
    if (told) {
      const auto found = tickets_.find(booking.ticket);
      const bool by_ticket = found != tickets_.end() &&
                             found->second.words.contains(happening.cause) &&
                             found->second.words.at(happening.cause).status == status;
      require(by_ticket, happening, id + " becomes " + status + ", which its ticket did not say");
    }
    stand(booking, status, happening, told);
  }

  void end_day(const Happening& happening) {
    const auto next = text_at(happening.data, "next");
    const auto no_shows = texts(happening.data, "no_shows");
    const auto unserved = texts(happening.data, "unserved");
    for (auto& [id, booking] : bookings_) {
      const bool over = booking.day < next;
      require(no_shows.contains(id) == (over && booking.status == "booked"), happening,
              id + " of " + booking.day + " is " + booking.status + " at the day's end: no-show?");
      require(unserved.contains(id) == (over && booking.status == "arrived"), happening,
              id + " of " + booking.day + " is " + booking.status + " at the day's end: unserved?");
      if (no_shows.contains(id)) stand(booking, "no_show", happening, false);
      if (unserved.contains(id)) stand(booking, "unserved", happening, false);
    }
    const auto kept_from = text_at(happening.data, "kept_from");
    std::erase_if(bookings_, [&](const auto& one) { return one.second.day < kept_from; });
    const auto is_gone = [&](const auto& id) { return !bookings_.contains(id); };
    std::erase_if(unlinked_,
                  [&](const auto& one) { return is_gone(tickets_.at(one.first).booking); });
    std::erase_if(tickets_, [&](const auto& one) { return is_gone(one.second.booking); });
    std::erase_if(tickets_of_, [&](const auto& one) { return is_gone(one.first); });
    std::erase_if(asked_, [&](const auto& one) { return is_gone(one.second); });
    std::erase_if(owed_, [&](const auto& one) { return is_gone(one.first); });
  }

  // The hall takes a service's tickets for certain since it took one, until something happens that
  // may have changed that; what a check-in meets then is not to be seen from outside.
  void note_taking(const Happening& happening, const std::string& what) {
    static const std::set<std::string> may_close{"configured", "doors_closed", "window_closed",
                                                 "day_ended", "block_leased"};
    const bool offline = object_at(happening.data, "offline") != nullptr;
    if (what == "issued" && !offline) takers_.insert(text_at(happening.data, "service"));
    if (!may_close.contains(what)) return;
    takers_.clear();
    owed_.clear();
    if (what == "day_ended") day_ = text_at(happening.data, "next");
    if (what != "configured") return;
    scarce_ = false;
    for (const auto& series : *array_at(*object_at(happening.data, "configuration"), "series")) {
      const auto limit = number_at(series.get_object(), "daily_limit");
      if (limit > 0 && limit < many_numbers) scarce_ = true;
    }
  }

  void see_room(const Happening& happening, const std::string& what) {
    note_taking(happening, what);
    if (scarce_) takers_.clear();
    if (what == "day_ended") {
      for (const auto& id : texts(happening.data, "unserved")) {
        if (const auto found = tickets_.find(id); found != tickets_.end()) {
          found->second.status = "unserved";
        }
      }
    }
    const auto id = text_at(happening.data, "ticket");
    if (what == "issued") return issue(happening, id);
    const auto found = tickets_.find(id);
    if (found == tickets_.end()) return;
    const bool had_ended = has_ended(found->second.status);
    const bool had_live = has_live_ticket(found->second.booking);
    step(happening, what, found->second);
    const bool comes_back = had_ended && !has_ended(found->second.status);
    require(!comes_back || !had_live || what == "ticket_set_aside", happening,
            id + " comes back beside another ticket of " + found->second.booking);
  }

  void issue(const Happening& happening, const std::string& ticket) {
    const auto id = text_at(happening.data, "appointment");
    const auto found = bookings_.find(id);
    if (found == bookings_.end()) return;
    const auto asked = asked_.find(happening.cause);
    const bool by_check_in = asked != asked_.end() && asked->second == id;
    require(by_check_in, happening,
            ticket + " is a ticket of " + id + " by no check-in, or by one that had its ticket");
    if (by_check_in) asked_.erase(asked);
    require(!has_live_ticket(id), happening, ticket + " is a second ticket of " + id);
    require(text_at(happening.data, "service") == found->second.service, happening,
            ticket + " is for another service than " + id);
    tickets_[ticket] = {id};
    tickets_of_.emplace(id, ticket);
    unlinked_[ticket] = happening.position;
    owed_.erase(id);
    // Check-ins are dealt with one after the other.
    const auto passed = [&](const auto& one) { return one.second < happening.cause; };
    for (const auto& one : owed_) {
      require(!passed(one), happening, one.first + " is checked in and passed over");
    }
    std::erase_if(owed_, passed);
  }

  static void step(const Happening& happening, const std::string& what, Ticket& ticket) {
    static const std::map<std::string, std::string> leads_to{{"called", "called"},
                                                             {"started", "serving"},
                                                             {"finished", "done"},
                                                             {"no_show", "no_show"},
                                                             {"voided", "void"},
                                                             {"parked", "parked"},
                                                             {"unparked", "waiting"},
                                                             {"returned", "waiting"},
                                                             {"service_finished", "waiting"},
                                                             {"transferred", "waiting"},
                                                             {"ticket_set_aside", "parked"}};
    if (const auto found = leads_to.find(what); found != leads_to.end()) {
      ticket.status = found->second;
    } else if (what == "ticket_released") {
      ticket.status = text_at(happening.data, "back");
    } else if (what == "undone") {
      ticket.status = text_at(*object_at(happening.data, "back"), "status");
    } else {
      return;
    }
    if (const auto word = word_of(happening, what, ticket.status)) {
      ticket.words[happening.position] = *word;
    }
  }

  // Whoever comes back after all is here again; an undone act takes back what it made, no more.
  static std::optional<Word> word_of(const Happening& happening, const std::string& what,
                                     const std::string& now) {
    if (what == "finished") return Word{"honoured"};
    if (what == "no_show") return Word{"no_show"};
    if (what == "voided") return Word{"refused"};
    const auto* special = value_at(happening.data, "special");
    const bool asked_for = special != nullptr && special->is_bool() && special->get_bool();
    if (what == "returned" || (what == "called" && asked_for)) return Word{"arrived", "no_show"};
    if (what != "undone") return std::nullopt;
    const std::string back = now == "no_show" ? "no_show" : "arrived";
    const auto act = text_at(happening.data, "act");
    if (act == "finish") return Word{back, "honoured"};
    if (act == "no_show") return Word{back, "no_show"};
    if (act == "void") return Word{back, "refused"};
    return act == "call" && now == "no_show" ? std::optional(Word{back, "arrived"}) : std::nullopt;
  }

  std::map<std::string, Booking> bookings_;
  std::map<std::string, Ticket> tickets_;  // Of bookings.
  std::multimap<std::string, std::string> tickets_of_;
  std::map<Position, std::string> asked_;     // Check-ins that led to no ticket yet: booking.
  std::map<std::string, Position> unlinked_;  // Tickets.
  std::map<std::string, Position> owed_;      // Bookings that must get one.
  std::set<std::string> takers_;              // Services whose tickets are given out for certain.
  std::string day_;                           // The room's; empty: none has ended yet.
  bool scarce_ = false;                       // Numbers may run out.
};

}  // namespace

std::unique_ptr<Checker> check_arrivals() { return std::make_unique<Arrivals>(); }

}  // namespace atrium::simulation
