// Wire messages as bytes: requests read with limits, responses and events written. Throws nothing.
#pragma once

#include "adapters/front/acts.hpp"
#include "adapters/front/reading.hpp"
#include "runtime/core/codec.hpp"
#include "runtime/core/decision.hpp"
#include "runtime/core/journal.hpp"
#include "runtime/host/ask.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace atrium::zeromq {

inline constexpr std::size_t request_max = 64 * 1024;
inline constexpr std::uint32_t events_max = 1000;

struct FindTicket {
  std::string ticket;
};
struct FindWindow {
  std::string window;
};
struct FindBooking {
  std::string booking;
};
struct ReadEvents {
  Position after = 0;
  std::uint32_t limit = 0;
  std::uint64_t epoch = 0;
};

struct ReadLeases {};

struct Request {
  std::string id;
  std::string hall;
  std::variant<front::Act, FindTicket, FindWindow, ReadEvents, FindBooking, ReadLeases> what;
};

// A refusal (`request.malformed`, `request.too_large`, `request.invalid`) for bytes that are no
// request of ours; `id` is set as far as it could be read.
struct Unreadable {
  std::string id;
  Refusal refusal;
};
std::variant<Request, Unreadable> read_request(std::string_view bytes);

// What an accepted answer's JSON becomes.
enum class AnswerForm { ticket, window, rating, booking, lease, leases };

std::string write_response(const std::string& id, const host::Outcome& outcome, AnswerForm form);

struct EventRow {
  const Envelope* envelope = nullptr;
  EventReader::Text text;
};
std::string write_events(const std::string& id, const std::string& hall,
                         const std::vector<EventRow>& rows, const Head& head);
// To a reader who cannot go on where it was.
std::string write_misplaced(const std::string& id, const front::Misplaced& lost);
std::string write_event(const std::string& hall, const EventRow& row);

}  // namespace atrium::zeromq
