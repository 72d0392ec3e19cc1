// See codec_bench.hpp. The event is waiting_room::Called: 5 texts, 5 scalars, and a nested struct
// with a list.
#include "persistence/bench/codec_bench.hpp"

#include "persistence/codec/entities/codecs.hpp"
#include "persistence/codec/message.hpp"
#include "persistence/schema/waiting_room.capnp.h"

#include <capnp/serialize.h>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <ostream>

namespace atrium::persistence {
namespace {

using Steady = std::chrono::steady_clock;
namespace stored = schema::waiting_room;

waiting_room::Called called() {
  waiting_room::Called fact;
  fact.ticket = TicketId("20261121-A017");
  fact.number = "A017";
  fact.window = WindowId("3");
  fact.service = ServiceId("passport");
  fact.staff = StaffId("clerk03");
  fact.why.strategy = "booked_first";
  fact.why.effective = fact.at = Instant{Duration{1'795'250'096'789'000}};
  fact.why.overtook = 2;
  fact.why.overtaken = {TicketId("20261121-B003"), TicketId("20261121-B004")};
  return fact;
}

capnp::Text::Reader text(const std::string& from) { return {from.c_str(), from.size()}; }
std::string text(capnp::Text::Reader from) { return {from.begin(), from.size()}; }

Bytes encode_by_hand(const waiting_room::Called& fact) {
  thread_local std::array<capnp::word, 1024> scratch{};
  capnp::MallocMessageBuilder message(kj::arrayPtr(scratch.data(), scratch.size()));
  auto to = message.initRoot<stored::Event>().initCalled();
  to.setTicket(text(fact.ticket.value));
  to.setNumber(text(fact.number));
  to.setWindow(text(fact.window.value));
  to.setService(text(fact.service.value));
  to.setStaff(text(fact.staff.value));
  to.setCall(fact.call);
  to.setSpecial(fact.special);
  to.setReason(text(fact.reason));
  to.setAt(fact.at.time_since_epoch().count());
  auto why = to.initWhy();
  why.setStrategy(text(fact.why.strategy));
  why.setFront(fact.why.front);
  why.setPriority(fact.why.priority);
  why.setBooked(fact.why.booked);
  why.setEffective(fact.why.effective.time_since_epoch().count());
  why.setOrder(fact.why.order);
  why.setOvertook(fact.why.overtook);
  auto overtaken = why.initOvertaken(static_cast<capnp::uint>(fact.why.overtaken.size()));
  for (capnp::uint i = 0; i < overtaken.size(); ++i)
    overtaken.set(i, text(fact.why.overtaken[i].value));
  return to_bytes(message);
}

waiting_room::Called decode_by_hand(std::string_view bytes) {
  const kj::ArrayPtr<const capnp::word> words(reinterpret_cast<const capnp::word*>(bytes.data()),
                                              bytes.size() / sizeof(capnp::word));
  capnp::FlatArrayMessageReader message(words);
  const auto from = message.getRoot<stored::Event>().getCalled();
  waiting_room::Called fact;
  fact.ticket.value = text(from.getTicket());
  fact.number = text(from.getNumber());
  fact.window.value = text(from.getWindow());
  fact.service.value = text(from.getService());
  fact.staff.value = text(from.getStaff());
  fact.call = from.getCall();
  fact.special = from.getSpecial();
  fact.reason = text(from.getReason());
  fact.at = Instant{Duration{from.getAt()}};
  const auto why = from.getWhy();
  fact.why.strategy = text(why.getStrategy());
  fact.why.front = why.getFront();
  fact.why.priority = why.getPriority();
  fact.why.booked = why.getBooked();
  fact.why.effective = Instant{Duration{why.getEffective()}};
  fact.why.order = why.getOrder();
  fact.why.overtook = why.getOvertook();
  for (const auto one : why.getOvertaken()) fact.why.overtaken.emplace_back(text(one));
  return fact;
}

// Microseconds of one call.
template <class Act>
double time_us(double seconds, Act&& act) {
  std::size_t count = 0;
  const auto begin = Steady::now();
  const auto end = begin + std::chrono::duration<double>(seconds);
  while (Steady::now() < end) {
    for (int i = 0; i < 1000; ++i) act();
    count += 1000;
  }
  return std::chrono::duration<double, std::micro>(Steady::now() - begin).count() /
         static_cast<double>(count);
}

}  // namespace

int bench_codec(double seconds, std::ostream& out) {
  const auto vault = make_memory_vault();
  const auto codec = make_waiting_room_codec(*vault);
  const waiting_room::Event event = called();
  const auto& fact = std::get<waiting_room::Called>(event);
  const auto stored_event = codec->encode(event);
  const auto by_hand = encode_by_hand(fact);
  const auto decoded = codec->decode(stored_event.number, stored_event.schema, by_hand);
  const bool same = decoded && *decoded == event && decode_by_hand(stored_event.payload) == fact;
  Envelope envelope;
  envelope.event = stored_event.number;
  envelope.payload = stored_event.payload;
  std::size_t sink = 0;
  const auto slice = seconds / 5;
  const auto encode_us = time_us(slice, [&] { sink += codec->encode(event).payload.size(); });
  const auto encode_generated_us = time_us(slice, [&] { sink += encode_by_hand(fact).size(); });
  const auto decode_us = time_us(slice, [&] {
    sink += codec->decode(stored_event.number, stored_event.schema, stored_event.payload)->index();
  });
  const auto decode_generated_us =
      time_us(slice, [&] { sink += decode_by_hand(by_hand).number.size(); });
  const auto json_us = time_us(slice, [&] { sink += codec->to_json(envelope)->data.size(); });
  out << fmt::format(
             R"({{"bench":"codec","event":"waiting_room.called","bytes":{},"encode_us":{:.3f},)"
             R"("encode_generated_us":{:.3f},"decode_us":{:.3f},"decode_generated_us":{:.3f},)"
             R"("decode_to_json_us":{:.3f},"same":{}}})",
             by_hand.size(), encode_us, encode_generated_us, decode_us, decode_generated_us,
             json_us, same && sink > 0)
      << '\n';
  return same ? 0 : 1;
}

}  // namespace atrium::persistence
