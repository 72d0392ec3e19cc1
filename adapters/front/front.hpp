// Hands an edge's acts and questions to the entities that decide them. The one mechanism behind
// every edge: command ids, fingerprints and facts that travel from one entity to another are dealt
// with here, wire forms in the edges.
#pragma once

#include "actors/evaluation/evaluation.hpp"
#include "adapters/front/acts.hpp"
#include "adapters/front/booking/bookings.hpp"
#include "adapters/front/booking/people.hpp"
#include "adapters/front/forecast.hpp"
#include "adapters/front/people/codes.hpp"
#include "runtime/host/runtime.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace atrium::front {

struct TicketFilter {
  std::string status;  // One of the statuses by name; empty: any. Likewise below.
  std::string service;
  std::string number;
  int limit = 50;
};

// What a hall's ratings go by, and what is known of visits that the waiting room has let go.
struct RatingSource {
  evaluation::Terms terms;
  // Called on any thread; empty: nobody knows.
  std::function<std::optional<evaluation::Served>(const std::string& ticket)> visit;
};
using RatingSources = std::map<PartitionId, RatingSource>;

// Thread-safe; `runtime` and `forecast` must outlive it. Replies come on threads of the runtime.
class Front {
 public:
  // `secret` keys what people are known by in bookings; none, and codes that are not by chance,
  // only for tests and simulations.
  explicit Front(host::Runtime& runtime, std::string secret = {}, RatingSources ratings = {},
                 const Forecast* forecast = nullptr,
                 std::shared_ptr<CodeReader> codes = make_stand_in_code_reader(),
                 MakeCode make_code = make_booking_code)
      : runtime_(runtime),
        people_(std::move(secret), std::move(make_code)),
        ratings_(std::move(ratings)),
        forecast_(forecast),
        codes_(std::move(codes)) {}

  void act(const PartitionId& hall, const Act& act, Who who, CommandId id, host::Reply reply);

  void floor(const PartitionId& hall, host::Reply reply);
  void hall(const PartitionId& hall, host::Reply reply);  // {open, mode, day}
  void window(const PartitionId& hall, const std::string& window, host::Reply reply);
  void ticket(const PartitionId& hall, const std::string& ticket, host::Reply reply);
  void tickets(const PartitionId& hall, const TicketFilter& filter, host::Reply reply);
  // Today's open ones of a person, by number, phone or code; refused where a holder would be.
  void tickets_of(const PartitionId& hall, const HolderFields& person, host::Reply reply);
  // Of one window; empty: of all.
  void calls(const PartitionId& hall, const std::string& window, int limit, host::Reply reply);
  // {ticket, stamps:[{step, window, at}]}
  void label(const PartitionId& hall, const std::string& ticket, host::Reply reply);
  void leases(const PartitionId& hall, host::Reply reply);
  void rating(const PartitionId& hall, const std::string& ticket, host::Reply reply);
  // With the citizen's words and the steps of the follow-up: not for everybody.
  void rating_case(const PartitionId& hall, const std::string& ticket, host::Reply reply);

  // Free slots of a service, day by day or of one day; how a day's seats are used.
  void booking_days(const PartitionId& hall, const std::string& service, host::Reply reply);
  void slots(const PartitionId& hall, const std::string& service, const std::string& day,
             host::Reply reply);
  void seats(const PartitionId& hall, const std::string& day, host::Reply reply);
  void booking(const PartitionId& hall, const std::string& booking, host::Reply reply);
  void bookings(const PartitionId& hall, const BookingFilter& filter, host::Reply reply);
  // Open ones, by code or by the holder's identity number or phone.
  void bookings_of(const PartitionId& hall, const std::string& code, const HolderFields& person,
                   host::Reply reply);

  // `kind` is one of device_kinds; another answers refusal `device.unknown`.
  void device(const PartitionId& hall, const std::string& kind, const std::string& id,
              host::Reply reply);

 private:
  void ask_book(const PartitionId& hall, Read<appointment_book::Query> query, host::Reply reply);
  [[nodiscard]] std::shared_ptr<const waiting_room::Estimates> estimates(
      const PartitionId& hall) const;

  host::Runtime& runtime_;
  People people_;
  RatingSources ratings_;
  const Forecast* forecast_ = nullptr;
  std::shared_ptr<CodeReader> codes_;
};

}  // namespace atrium::front
