// What an attentive visitor knows of a hall from its committed events: tickets, windows, devices,
// bookings.
// The trial draws sensible acts from it, and compares it with what the house says of itself.
// Written without a look at the entities' code; knows nothing that is not committed.
#pragma once

#include "simulation/statistics/happening.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atrium::simulation::trial {

class Book {
 public:
  struct Ticket {
    std::string id;
    std::string number;
    std::string status = "waiting";
    std::string window{};  // That called it last.
    bool carried = false;  // Over from an earlier day.
  };
  struct Window {
    bool open = false;
    bool paused = false;
    std::string ticket{};  // Its current one's id.
  };

  struct Booking {
    std::string id;
    std::string code;
    std::string person{};  // As the record knows them. Likewise below.
    std::string contact{};
    std::string day{};
    Instant at{};
    std::string status = "booked";
    std::string ticket{};
  };

  // `reply`: what whoever asked for it was answered, as it is recorded.
  void see(const Happening& happening, std::string_view reply);

  [[nodiscard]] const std::vector<Ticket>& today() const { return today_; }
  [[nodiscard]] const Ticket* find(const std::string& id) const;
  [[nodiscard]] const Window& window(const std::string& id) const;
  [[nodiscard]] const std::vector<std::string>& finished() const { return finished_; }
  // Tickets whose rating is followed up, and the last step of it; the latest few.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& followed_up() const {
    return followed_up_;
  }
  [[nodiscard]] bool ever_was(const std::string& ticket, const std::string& status) const {
    return ever_.contains({ticket, status});
  }
  [[nodiscard]] const std::vector<Booking>& bookings() const { return bookings_; }
  // The last wish of a device.
  [[nodiscard]] std::int64_t sequence(const std::string& device) const;
  [[nodiscard]] std::map<std::string, std::int64_t> counts() const;  // Of today, by status.
  [[nodiscard]] bool doors_open() const { return doors_open_; }

 private:
  void see_rating(const Happening& happening);
  void see_booking(const std::string& what, const Happening& happening, std::string_view reply);
  void see_room(const std::string& what, const Happening& happening);
  void end_day(const Happening& happening);
  void move(Ticket& ticket, const std::string& status, const std::string& window);

  std::vector<Ticket> today_;
  std::map<std::string, std::size_t> index_;
  std::map<std::string, Window> windows_;
  std::map<std::string, std::int64_t> sequences_;
  std::vector<Booking> bookings_;  // That the hall keeps, in the order in which they were made.
  std::vector<std::pair<std::string, std::string>> followed_up_;
  std::vector<std::string> finished_;  // Of all days, in order; the last of them may be rated.
  std::set<std::pair<std::string, std::string>> ever_;  // Tickets, and what they were.
  bool doors_open_ = true;
};

}  // namespace atrium::simulation::trial
