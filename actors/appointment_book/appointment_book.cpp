// How the book decides and folds; the rules stand by topic under rules/.
#include "actors/appointment_book/appointment_book.hpp"

#include "actors/appointment_book/rules/rules.hpp"

#include <algorithm>

namespace atrium::appointment_book {
namespace {

// The definition has been checked when it was read; here only what a rule rests on.
Outcome decide_one(const State& book, const Configure& ask, const Context& context) {
  const auto& wanted = ask.configuration;
  const bool sound = std::ranges::all_of(wanted.blocks, [](const Block& block) {
    return block.slot_min > 0 && block.capacity > 0 && !block.services.empty();
  });
  if (!sound) {
    return refuse(RefusalKind::invalid, "appointment.bad_configuration",
                  "a block of slots has services, a length and a capacity");
  }
  const bool never_booked = !book.facts.configuration && wanted.blocks.empty();
  if (never_booked || book.facts.configuration == wanted) return accept<Event>();
  return accept<Event>(Configured{wanted, today(wanted, context.now), context.now});
}

Refusal not_configured() {
  return refuse(RefusalKind::wrong_phase, "appointment.not_configured",
                "the hall takes no bookings");
}

const Booking* booking_in(const State& book, const std::vector<Event>& events) {
  for (const auto& event : events) {
    const auto* id = std::visit(
        [](const auto& fact) -> const BookingId* {
          if constexpr (requires { fact.booking.booking; }) {
            return &fact.booking.booking;
          } else if constexpr (requires { fact.booking; }) {
            return &fact.booking;
          } else {
            return nullptr;
          }
        },
        event);
    if (id == nullptr) continue;
    const auto found = book.index.bookings.find(*id);
    if (found != book.index.bookings.end()) return &book.facts.bookings[found->second];
  }
  return nullptr;
}

}  // namespace

Decision<Event> decide(const State& book, const Command& command, const Context& context) {
  if (!book.facts.configuration && !std::holds_alternative<Configure>(command)) {
    return not_configured();
  }
  return std::visit([&](const auto& ask) { return decide_one(book, ask, context); }, command);
}

void evolve(State& book, const Event& event) {
  std::visit([&](const auto& fact) { evolve_one(book, fact); }, event);
}

Answer reply(const State& book, const Command& command, const std::vector<Event>& events,
             const Context&) {
  const auto* booking = booking_in(book, events);
  const auto* ask = std::get_if<Book>(&command);
  if (booking == nullptr && ask != nullptr && !ask->reference.empty()) {
    booking = &book.facts.bookings[book.index.references.at(ask->reference)];
  }
  if (booking != nullptr) return view_of(*booking, ask != nullptr);
  const auto& configuration = book.facts.configuration;
  return ConfiguredView{configuration ? configuration->version : ""};
}

std::variant<Answer, Refusal> look(const State& book, const Query& query, Instant now) {
  if (!book.facts.configuration) return not_configured();
  return std::visit([&](const auto& one) { return look_one(book, one, now); }, query);
}

std::optional<Due> due(const State& book) {
  const auto& facts = book.facts;
  if (!facts.configuration) return std::nullopt;
  if (facts.configuration->blocks.empty() && facts.bookings.empty()) return std::nullopt;
  const auto reset = std::chrono::minutes{facts.configuration->reset_minute};
  return Due{day_end(facts.configuration->zone, reset, facts.day), EndDay{}};
}

Saved save(const State& book) { return book.facts; }

State load(const Saved& saved) {
  State book{saved, {}};
  rebuild_index(book);
  return book;
}

bool wants_snapshot(const Event& event) { return std::holds_alternative<DayEnded>(event); }

}  // namespace atrium::appointment_book
