// Days that are over are kept as what they amount to.
#include "simulation/statistics/ledger.hpp"

#include "actors/statistics/lengths.hpp"
#include "persistence/codec/entities/codecs.hpp"

#include <algorithm>

namespace atrium::simulation {
namespace {

// Events are read without anybody's keys: figures need no personal data.
struct Readers {
  std::unique_ptr<persistence::Vault> vault = persistence::make_memory_vault();
  std::unique_ptr<Codec<waiting_room::Entity>> room = persistence::make_waiting_room_codec(*vault);
  std::unique_ptr<Codec<evaluation::Entity>> rating = persistence::make_evaluation_codec(*vault);
};

const Readers& readers() {
  static const Readers made;
  return made;
}

}  // namespace

void Ledger::see(const Happening& happening) {
  ++events_;
  if (first_ == Instant{}) first_ = happening.at;
  const statistics::Book::Place place{happening.position, happening.at};
  if (happening.stream.kind == waiting_room::Entity::kind) {
    const auto fact = readers().room->decode(happening.event, happening.schema, happening.payload);
    if (!fact) return;
    book_.see(place, *fact);
    if (std::holds_alternative<waiting_room::DayEnded>(*fact)) {
      ++days_;
      // A visit may be rated on the next day still.
      keep(book_.forget_before(Day{day_of(happening.at).days - 1}));
    }
  } else if (happening.stream.kind == evaluation::Entity::kind) {
    const auto fact =
        readers().rating->decode(happening.event, happening.schema, happening.payload);
    if (fact) book_.see(place, *fact);
  }
}

void Ledger::keep(const std::vector<statistics::Visit>& visits) {
  for (const auto& visit : visits) {
    rows_.visits.push_back({visit.ticket, statistics::course_of(visit)});
  }
  for (auto& spell : book_.take_changes().spells) {
    if (spell.until) rows_.spells.push_back(std::move(spell));
  }
}

Day Ledger::day_of(Instant at) const {
  return business_day(book_.calendar().zone, book_.calendar().reset, at);
}

void Ledger::close(Instant at) {
  closed_ = at;
  rows_.calendar = book_.calendar();
  keep(book_.take_visits());
  for (auto& spell : book_.open_spells()) rows_.spells.push_back(std::move(spell));
  std::ranges::sort(rows_.visits, {}, &statistics::Told::ticket);
}

statistics::Table Ledger::table(statistics::By by) const {
  statistics::Ask ask;
  ask.from = day_of(first_);
  ask.to = day_of(closed_);
  ask.by = by;
  ask.now = closed_;
  return statistics::tally(rows_, ask);
}

double Ledger::lengths_s() const {
  std::vector<statistics::Change> changes;
  for (const auto& visit : rows_.visits) {
    for (const auto& episode : visit.course.episodes) {
      for (const auto& line : episode.lines) {
        changes.push_back({line.since, 1, 0});
        changes.push_back({line.until.value_or(closed_), -1, 0});
      }
    }
  }
  return statistics::lengths(std::move(changes), {first_, closed_}).front().area;
}

double Ledger::waited_s() const {
  Duration waited{};
  for (const auto& visit : rows_.visits) {
    for (const auto& episode : visit.course.episodes) {
      for (const auto& line : episode.lines) waited += line.until.value_or(closed_) - line.since;
    }
  }
  return std::chrono::duration<double>(waited).count();
}

}  // namespace atrium::simulation
