// Showing every event to everybody.
#include "simulation/trial/watched.hpp"

#include "simulation/crowd/inbox.hpp"
#include "simulation/json_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <utility>

namespace atrium::simulation::trial {
namespace {

constexpr std::size_t read_at_once = 1024;

}  // namespace

WatchedHouse::WatchedHouse(const halls::Definition& hall, Also also, std::ostream* trace)
    : also_(std::move(also)),
      trace_(trace),
      replies_(
          host::HostOptions{}.replies_kept,
          [this](const std::string& ticket, const std::string& status) {
            return book_.ever_was(ticket, status);
          },
          trace),
      checkers_(all_checkers(hall)),
      told_by_checkers_(checkers_.size()) {}

Result<std::unique_ptr<WatchedHouse>> WatchedHouse::make(halls::Definition hall,
                                                         House::Options options, Also also,
                                                         std::ostream* trace) {
  std::unique_ptr<WatchedHouse> watched{new WatchedHouse(hall, std::move(also), trace)};
  options.on_durable = [self = watched.get()] { self->catch_up(); };
  options.host.witness = [self = watched.get()](const PartitionId& partition,
                                                const StreamId& stream, Version version,
                                                const void* state) {
    if (self->house_ && partition == self->house_->partition()) {
      self->shadow_->witness(stream, version, state);
    }
  };
  options.host.on_defect = [self = watched.get()](const host::DefectReport& report) {
    self->broken_.push_back(
        fmt::format("a defect in {}/{}: {}", report.stream.kind, report.stream.id, report.what));
  };
  auto house = House::make(std::move(hall), std::move(options));
  if (!house) return tl::unexpected(house.error());
  watched->shadow_ = std::make_unique<Shadow>((*house)->vault());
  watched->house_ = std::move(*house);
  watched->settle();
  return watched;
}

void WatchedHouse::ask(const Deed& deed, const CommandId& id) {
  if (trace_ != nullptr) {
    *trace_ << fmt::format("  {} asks {} {}\n", house_->partition().value, id.text, deed.what);
  }
  const Question question{deed.command ? id : CommandId{}, deed.what, deed.fingerprint,
                          deed.records};
  deed.ask(house_->runtime(), question.id, replies_.expect(question, house_->journal()));
}

void WatchedHouse::run_some(std::size_t messages) {
  house_->run_some(messages);
  replies_.examine();
}

void WatchedHouse::run_for(Duration steady) {
  house_->run_for(steady);
  replies_.examine();
}

void WatchedHouse::settle() {
  house_->settle();
  replies_.examine();
}

void WatchedHouse::trace(const Happening& happening) {
  *trace_ << fmt::format("  {} {} {} {} by {}: {}\n", house_->partition().value, happening.position,
                         to_iso8601(happening.at), happening.type, happening.command.text,
                         boost::json::serialize(happening.data));
}

std::uint64_t WatchedHouse::slept() {
  auto all = slept_;
  for (const auto& one : house_->runtime().vitals()) all += one.departures;
  return all;
}

void WatchedHouse::crash(const House::Crash& crash) {
  slept_ = slept();
  if (trace_ != nullptr) *trace_ << "  " << house_->partition().value << " crashes\n";
  replies_.goes_down();
  if (auto done = house_->crash(crash); !done)
    broken_.push_back("no restart: " + done.error().what);
  replies_.examine();  // Whoever was told nothing.
  catch_up();
  replies_.recovered(*house_->journal(), house_->latest());
}

void WatchedHouse::catch_up() {
  const auto& runtime = house_->runtime();
  const auto done =
      runtime.feed(house_->partition())->visit(read_, ~std::size_t{0}, [&](const Envelope& event) {
        if (event.position != read_ + 1) {
          broken_.push_back(fmt::format("position {} follows {}", event.position, read_));
        }
        read_ = event.position;
        replies_.see(event);
        shadow_->see(event);
        const auto happening = happening_of(runtime, event);
        if (!happening) return broken_.push_back(happening.error().what);
        if (trace_ != nullptr) trace(*happening);
        if (!also_(*happening)) return;
        book_.see(*happening, event.reply);
        for (auto& checker : checkers_) checker->see(*happening);
      });
  if (!done) broken_.push_back(done.error().what);
}

void WatchedHouse::collect(const std::vector<std::string>& from, std::size_t& taken,
                           std::string_view who) {
  for (; taken < from.size(); ++taken) broken_.push_back(fmt::format("{}: {}", who, from[taken]));
}

const std::vector<std::string>& WatchedHouse::broken() {
  collect(replies_.broken(), told_by_replies_, "replies");
  collect(shadow_->broken(), told_by_shadow_, "shadow");
  for (std::size_t i = 0; i < checkers_.size(); ++i) {
    const auto& all = checkers_[i]->broken();
    for (auto& taken = told_by_checkers_[i]; taken < all.size(); ++taken) {
      broken_.push_back(fmt::format("{}, at position {}: {}", all[taken].invariant,
                                    all[taken].position, all[taken].what));
    }
  }
  return broken_;
}

void WatchedHouse::compare_floor() {
  auto told = std::make_shared<std::optional<host::Outcome>>();
  front::Front(house_->runtime())
      .floor(house_->partition(),
             host::Reply([told](host::Outcome outcome) { *told = std::move(outcome); }));
  settle();
  if (!*told) return broken_.push_back("the floor answers nothing");
  const auto body = told_of(**told).body;
  const auto* counts = object_at(body, "counts");
  if (counts == nullptr) return broken_.push_back("the floor tells no counts");
  auto known = book_.counts();
  const auto carried = std::ranges::count_if(book_.today(), &Book::Ticket::carried);
  std::int64_t issued = -carried;
  for (const auto* status :
       {"waiting", "called", "serving", "parked", "done", "no_show", "void", "unserved"}) {
    issued += known[status];
    if (number_at(*counts, status) == known[status]) continue;
    broken_.push_back(fmt::format("the floor counts {} {}, the record {}",
                                  number_at(*counts, status), status, known[status]));
  }
  if (number_at(*counts, "issued") != issued) {
    broken_.push_back(fmt::format("the floor counts {} issued, the states add up to {} and {}",
                                  number_at(*counts, "issued"), issued, carried));
  }
}

void WatchedHouse::compare_bookings() {
  auto told = std::make_shared<std::optional<host::Outcome>>();
  front::BookingFilter all;
  all.limit = appointment_book::bookings_listed_max;
  front::Front(house_->runtime())
      .bookings(house_->partition(), all,
                host::Reply([told](host::Outcome outcome) { *told = std::move(outcome); }));
  settle();
  if (!*told) return broken_.push_back("the appointment book answers nothing");
  const auto body = told_of(**told).body;
  std::map<std::string, std::string> shown;
  if (const auto* bookings = array_at(body, "bookings")) {
    for (const auto& one : *bookings) {
      const auto& view = one.get_object();
      shown[text_at(view, "booking")] = text_at(view, "status") + " " + text_at(view, "ticket");
    }
  }
  std::map<std::string, std::string> known;
  for (const auto& one : book_.bookings()) known[one.id] = one.status + " " + one.ticket;
  if (shown == known) return;
  for (const auto& [id, state] : known) {
    if (shown[id] == state) continue;
    broken_.push_back(
        fmt::format("the book shows {} as {}, the record as {}", id, shown[id], state));
  }
  for (const auto& [id, state] : shown) {
    if (known.contains(id)) continue;
    broken_.push_back(fmt::format("the book shows {}, which the record does not keep", id));
  }
}

void WatchedHouse::look_at_all() {
  for (const auto& stream : shadow_->streams()) {
    ask(look_at(house_->partition(), stream), {});
  }
  settle();
}

void WatchedHouse::close() {
  settle();
  compare_floor();
  compare_bookings();
  shadow_->be_thorough(true);
  look_at_all();
  crash({});
  settle();
  look_at_all();
  compare_floor();
  compare_bookings();
  for (auto& checker : checkers_) checker->close(house_->now());
  if (replies_.waiting() > 0) {
    broken_.push_back(fmt::format("{} questions wait for ever", replies_.waiting()));
  }
}

}  // namespace atrium::simulation::trial
