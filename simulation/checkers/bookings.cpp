// Seats: who has one in which slot, worked out anew from the book's own words. What becomes of
// those who come is arrivals.cpp's.
#include "simulation/checkers/checker.hpp"
#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace atrium::simulation {
namespace {

constexpr std::string_view desk = "appointment_book.";

struct Block {
  std::set<std::string> services;
  std::vector<std::pair<std::int64_t, std::int64_t>> periods;
  std::int64_t length = 1;
  std::int64_t capacity = 0;

  [[nodiscard]] bool begins_at(std::int64_t minute) const {
    return std::ranges::any_of(periods, [&](const auto& period) {
      const auto& [begins, ends] = period;
      return minute >= begins && minute + length <= ends && (minute - begins) % length == 0;
    });
  }
};

struct Seat {
  std::string service;
  std::string person;
  std::string day;
  std::int64_t minute = 0;
  Instant at;
};

struct Kept {  // Given back, and nobody's until then.
  std::string service;
  Instant at;
  Instant until;
};

class Seats final : public Checker {
 public:
  Seats() : Checker("no slot is oversold, and nobody books more than the hall allows") {}

  void see(const Happening& happening) override {
    if (!happening.type.starts_with(desk)) return;
    const auto what = happening.type.substr(desk.size());
    const auto& fact = happening.data;
    if (what == "configured") return configure(*object_at(fact, "configuration"));
    if (what == "day_ended") return end_day(fact);
    if (what == "booked") return book(happening, *object_at(fact, "booking"));
    if (what == "changed") return move(happening);
    if (what == "cancelled") give_back(happening);
  }

 private:
  void configure(const boost::json::object& rules) {
    per_day_ = number_at(rules, "per_day");
    close_before_ = std::chrono::seconds{number_at(rules, "close_before_s")};
    blocks_.clear();
    for (const auto& entry : *array_at(rules, "blocks")) {
      const auto& slots = entry.get_object();
      Block block;
      for (const auto& service : *array_at(slots, "services")) {
        block.services.emplace(service.get_string());
      }
      for (const auto& period : *array_at(slots, "periods")) {
        block.periods.emplace_back(number_at(period.get_object(), "begins"),
                                   number_at(period.get_object(), "ends"));
      }
      block.length = std::max<std::int64_t>(1, number_at(slots, "slot_min"));
      block.capacity = number_at(slots, "capacity");
      blocks_.push_back(std::move(block));
    }
  }

  void end_day(const boost::json::object& fact) {
    const auto kept_from = text_at(fact, "kept_from");
    std::erase_if(seats_, [&](const auto& one) { return one.second.day < kept_from; });
    const auto at = instant_at(fact, "at").value_or(Instant{});
    std::erase_if(kept_, [&](const Kept& one) { return one.until < at; });
  }

  void book(const Happening& happening, const boost::json::object& made) {
    const auto id = text_at(made, "booking");
    const Seat seat{text_at(made, "service"), text_at(made, "person"), text_at(made, "day"),
                    number_at(made, "minute"), instant_at(made, "at").value_or(Instant{})};
    require(seats_.emplace(id, seat).second, happening, id + " was made twice");
    judge(happening, id, seat);
  }

  void move(const Happening& happening) {
    const auto& fact = happening.data;
    const auto id = text_at(fact, "booking");
    const auto found = seats_.find(id);
    if (found == seats_.end()) return require(false, happening, id + " is moved and has no seat");
    auto& seat = found->second;
    keep(seat, fact);
    seat.day = text_at(fact, "day");
    seat.minute = number_at(fact, "minute");
    seat.at = instant_at(fact, "to").value_or(Instant{});
    judge(happening, id, seat);
  }

  void give_back(const Happening& happening) {
    const auto id = text_at(happening.data, "booking");
    const auto found = seats_.find(id);
    if (found == seats_.end()) return require(false, happening, id + " gives back no seat");
    keep(found->second, happening.data);
    seats_.erase(found);
  }

  void keep(const Seat& seat, const boost::json::object& fact) {
    kept_.push_back({seat.service, seat.at, instant_at(fact, "frees_at").value_or(Instant{})});
  }

  // What stands once this seat is taken.
  void judge(const Happening& happening, const std::string& id, const Seat& seat) {
    const auto block = std::ranges::find_if(blocks_, [&](const Block& one) {
      return one.services.contains(seat.service) && one.begins_at(seat.minute);
    });
    if (block == blocks_.end()) {
      return require(false, happening,
                     fmt::format("{} has minute {} of {}, when no slot begins", id, seat.minute,
                                 seat.service));
    }
    const auto now = instant_at(happening.data, "at").value_or(Instant{});
    require(now <= seat.at - close_before_, happening, id + " has a slot that is closed");
    const auto here = [&](const auto& one) {
      return one.at == seat.at && block->services.contains(one.service);
    };
    const auto taken =
        std::ranges::count_if(seats_, [&](const auto& one) { return here(one.second); }) +
        std::ranges::count_if(kept_, [&](const Kept& one) {
          return here(one) && one.until > now + std::chrono::milliseconds{1};
        });
    require(taken <= block->capacity, happening,
            fmt::format("{} is number {} in a slot of {}", id, taken, block->capacity));
    const auto of_person = std::ranges::count_if(seats_, [&](const auto& one) {
      return one.second.person == seat.person && one.second.day == seat.day;
    });
    require(per_day_ == 0 || of_person <= per_day_, happening,
            fmt::format("{} is number {} of one person on {}", id, of_person, seat.day));
  }

  std::vector<Block> blocks_;
  std::int64_t per_day_ = 0;
  Duration close_before_{};
  std::map<std::string, Seat> seats_;  // By booking.
  std::vector<Kept> kept_;
};

}  // namespace

std::unique_ptr<Checker> check_bookings() { return std::make_unique<Seats>(); }

}  // namespace atrium::simulation
