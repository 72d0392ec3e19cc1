// One fold for each kind of entity.
#include "simulation/trial/oracles/shadow.hpp"

#include "persistence/codec/entities/codecs.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace atrium::simulation::trial {

// Answers what is wrong; empty: nothing.
class Shadow::Fold {
 public:
  virtual ~Fold() = default;
  virtual std::string see(const Envelope& event) = 0;
  virtual std::string compare(const std::string& id, Version version, const void* state,
                              bool thorough) = 0;
  [[nodiscard]] virtual std::vector<std::string> ids() const = 0;
};

namespace {

// The ticket that an event is about, where it is about one.
template <class Event>
void note_ticket(const Event& event, std::set<TicketId>& touched) {
  std::visit(
      [&](const auto& fact) {
        if constexpr (requires { TicketId(fact.ticket); }) touched.insert(fact.ticket);
      },
      event);
}

// A room's facts but for its tickets, and the tickets that were touched.
std::string compare_part(const waiting_room::State& live, const waiting_room::State& shadow,
                         const std::set<TicketId>& touched) {
  const auto& one = live.facts;
  const auto& other = shadow.facts;
  if (one.day != other.day || one.doors_open != other.doors_open) return "the day differs";
  if (one.windows != other.windows) return "the windows differ";
  if (one.series != other.series) return "the series differ";
  if (one.services != other.services) return "the services differ";
  if (live.counts != shadow.counts) return "the counts differ";
  if (one.tickets.size() != other.tickets.size()) return "the number of tickets differs";
  if (one.past.size() != other.past.size()) return "the number of past tickets differs";
  for (const auto& id : touched) {
    const auto slot = live.index.tickets.find(id);
    if (slot == live.index.tickets.end()) continue;  // Of the day before.
    auto mine = one.tickets.at(slot->second);
    auto theirs = other.tickets.at(slot->second);
    // Of who waits the line knows it; `save` asks the line.
    const bool waits = mine.standing.status == waiting_room::Status::waiting;
    if (waits) mine.overtaken = theirs.overtaken = {};
    if (mine != theirs) return "ticket " + id.value + " differs";
  }
  return {};
}

template <class E>
class FoldOf final : public Shadow::Fold {
 public:
  using State = typename E::State;
  static constexpr bool is_room = std::is_same_v<E, waiting_room::Entity>;

  explicit FoldOf(std::unique_ptr<Codec<E>> codec) : codec_(std::move(codec)) {}

  std::string see(const Envelope& event) override {
    auto& entry = entries_[event.stream.id];
    if (event.version != entry.version + 1) {
      return fmt::format("version {} follows {}", event.version, entry.version);
    }
    const auto fact = codec_->decode(event.event, event.schema, event.payload);
    if (!fact) return fact.error().what;
    evolve(entry.state, *fact);
    entry.version = event.version;
    entry.at = event.at;
    if constexpr (is_room) note_ticket(*fact, entry.touched);
    return {};
  }

  std::string compare(const std::string& id, Version version, const void* state,
                      bool thorough) override {
    auto& entry = entries_[id];
    if (version != entry.version) {
      return fmt::format("stands at version {}, the record at {}", version, entry.version);
    }
    const auto& live = *static_cast<const State*>(state);
    const auto touched = std::exchange(entry.touched, {});
    if constexpr (is_room) {
      if (!thorough) return compare_part(live, entry.state, touched);
      if (auto what = compare_lines(live, entry); !what.empty()) return what;
    }
    return save(live) == save(entry.state) ? "" : "is not what a replay makes of its events";
  }

  std::vector<std::string> ids() const override {
    std::vector<std::string> all;
    for (const auto& [id, entry] : entries_) all.push_back(id);
    return all;
  }

 private:
  struct Entry {
    State state{};
    Version version = 0;
    Instant at;
    std::set<TicketId> touched;
  };

  // Lines and counts are derived: kept up event by event in the live state, made anew here.
  std::string compare_lines(const State& live, const Entry& entry) {
    const auto floor_of = [&](const State& state) -> std::string {
      const auto floor = look(state, typename E::Query{waiting_room::Floor{}}, entry.at);
      const auto* answer = std::get_if<typename E::Answer>(&floor);
      return answer == nullptr ? "" : codec_->to_json(*answer);
    };
    if (floor_of(live) == floor_of(load(save(entry.state)))) return {};
    return "the lines are not what a replay makes of them";
  }

  std::unique_ptr<Codec<E>> codec_;
  std::map<std::string, Entry> entries_;
};

}  // namespace

Shadow::Shadow(persistence::Vault& vault) {
  const auto add = [this]<class E>(std::unique_ptr<Codec<E>> codec) {
    folds_.emplace(E::kind, std::make_unique<FoldOf<E>>(std::move(codec)));
  };
  add(persistence::make_waiting_room_codec(vault));
  add(persistence::make_hall_codec(vault));
  add(persistence::make_window_codec(vault));
  add(persistence::make_evaluation_codec(vault));
  add(persistence::make_label_codec(vault));
  add(persistence::make_ticket_machine_codec(vault));
  add(persistence::make_display_codec(vault));
  add(persistence::make_evaluator_codec(vault));
  add(persistence::make_speaker_codec(vault));
  add(persistence::make_appointment_book_codec(vault));
}

Shadow::~Shadow() = default;

void Shadow::see(const Envelope& event) {
  const auto found = folds_.find(event.stream.kind);
  const auto what =
      found == folds_.end() ? "is of a kind that nobody knows" : found->second->see(event);
  if (what.empty()) return;
  broken_.push_back(fmt::format("{}/{} at position {}: {}", event.stream.kind, event.stream.id,
                                event.position, what));
}

void Shadow::witness(const StreamId& stream, Version version, const void* state) {
  const auto found = folds_.find(stream.kind);
  if (found == folds_.end()) return;
  ++compared_;
  const auto what = found->second->compare(stream.id, version, state, thorough_);
  if (what.empty()) return;
  broken_.push_back(fmt::format("{}/{} at version {}: {}", stream.kind, stream.id, version, what));
}

std::vector<StreamId> Shadow::streams() const {
  std::vector<StreamId> all;
  for (const auto& [kind, fold] : folds_) {
    for (const auto& id : fold->ids()) all.push_back({kind, id});
  }
  return all;
}

}  // namespace atrium::simulation::trial
