// What a zone's speaker says: only what was called, in that order, one at a time, and nothing that
// was withdrawn.
#include "simulation/checkers/checker.hpp"
#include "simulation/checkers/recent.hpp"
#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace atrium::simulation {
namespace {

class Announcements final : public Checker {
 public:
  Announcements() : Checker("announcements of a zone never overlap and follow the calls") {}

  void see(const Happening& happening) override {
    const auto& data = happening.data;
    if (happening.type == "waiting_room.called" || happening.type == "waiting_room.recalled") {
      const auto* quiet = value_at(data, "quiet");
      if (quiet != nullptr && quiet->is_bool() && quiet->get_bool()) return;
      called_.insert({text_at(data, "ticket"), text_at(data, "window"), number_at(data, "call")});
    } else if (happening.type == "waiting_room.day_ended") {
      called_.turn();
    } else if (happening.stream.kind == "speaker") {
      auto& zone = zones_[happening.stream.id];
      const auto what = happening.type.substr(std::string_view("speaker.").size());
      if (what == "queued") queue(happening, zone);
      if (what == "begun") begin(happening, zone);
      if (what == "ended") end(happening, zone);
      if (what == "dropped") drop(happening, zone);
      if (what == "voice_set") silence(data, zone);
    }
  }

 private:
  struct Spoken {
    std::int64_t sequence = 0;
    std::int64_t round = 1;
    std::int64_t rounds = 1;
    bool dropped = false;
  };
  struct Zone {
    std::int64_t last = 0;
    std::deque<Spoken> waiting;
    std::optional<Spoken> current;
    bool voiced = true;
  };

  void queue(const Happening& happening, Zone& zone) {
    const auto* one = object_at(happening.data, "announcement");
    if (one == nullptr) return require(false, happening, "nothing is announced");
    const auto sequence = number_at(*one, "sequence");
    require(zone.voiced, happening, "a silent zone announces something");
    require(sequence == zone.last + 1, happening,
            fmt::format("announcement {} follows {}", sequence, zone.last));
    require(called_.contains(
                {text_at(*one, "ticket"), text_at(*one, "window"), number_at(*one, "call")}),
            happening, text_at(*one, "number") + " is announced and was not called so");
    zone.last = sequence;
    zone.waiting.push_back({sequence, 0, number_at(*one, "rounds"), false});
  }

  void begin(const Happening& happening, Zone& zone) {
    const auto sequence = number_at(happening.data, "sequence");
    const auto round = number_at(happening.data, "round");
    if (zone.current) {
      auto& current = *zone.current;
      require(sequence == current.sequence, happening,
              fmt::format("{} begins while {} is spoken", sequence, current.sequence));
      require(round == current.round + 1 && round <= current.rounds && !current.dropped, happening,
              fmt::format("{} is said a time too many", sequence));
      current.round = round;
      return;
    }
    const bool next = !zone.waiting.empty() && zone.waiting.front().sequence == sequence;
    require(next && round == 1, happening,
            fmt::format("{} begins, and is not next or was withdrawn", sequence));
    if (!next) return;
    zone.current = zone.waiting.front();
    zone.current->round = 1;
    zone.waiting.pop_front();
  }

  void end(const Happening& happening, Zone& zone) {
    const auto sequence = number_at(happening.data, "sequence");
    const bool its = zone.current && zone.current->sequence == sequence;
    require(its, happening, fmt::format("{} ends and was not spoken", sequence));
    if (!its) return;
    require(zone.current->dropped || zone.current->round == zone.current->rounds, happening,
            fmt::format("{} is not said as often as it should be", sequence));
    zone.current.reset();
  }

  void drop(const Happening& happening, Zone& zone) {
    const auto sequence = number_at(happening.data, "sequence");
    if (zone.current && zone.current->sequence == sequence) {
      zone.current->dropped = true;
      return;
    }
    const auto dropped =
        std::erase_if(zone.waiting, [&](const Spoken& one) { return one.sequence == sequence; });
    require(dropped == 1, happening, fmt::format("{} is dropped and did not wait", sequence));
  }

  static void silence(const boost::json::object& data, Zone& zone) {
    const auto* voiced = value_at(data, "voiced");
    zone.voiced = voiced != nullptr && voiced->is_bool() && voiced->get_bool();
    if (zone.voiced) return;
    zone.current.reset();
    zone.waiting.clear();
  }

  Recent<std::tuple<std::string, std::string, std::int64_t>> called_;
  std::map<std::string, Zone> zones_;
};

}  // namespace

std::unique_ptr<Checker> check_announcements() { return std::make_unique<Announcements>(); }

}  // namespace atrium::simulation
