// See house.hpp.
#include "tests/fuzz/house.hpp"

#include "tests/fuzz/fuzz.hpp"

#include <boost/json.hpp>

namespace atrium::fuzz {
namespace {

using namespace waiting_room;

const PartitionId the_hall{std::string(hall_name)};

Configuration configuration() {
  Configuration hall;
  hall.version = "1";
  hall.series = {{SeriesId{"a"}, "A", 3, 1, 0}};
  hall.services = {{ServiceId{"passport"}, SeriesId{"a"}, true, 300}};
  hall.windows = {{WindowId{"1"}, {ServiceId{"passport"}}, {}, true},
                  {WindowId{"2"}, {ServiceId{"passport"}}, {}, true}};
  return hall;
}

std::vector<Command> morning() {
  Issue issue;
  issue.service = ServiceId{"passport"};
  return {Configure{configuration()},
          OpenWindow{WindowId{"1"}, StaffId{"clerk01"}},
          OpenWindow{WindowId{"2"}, {}},
          issue,
          issue,
          CallNext{WindowId{"1"}}};
}

// One for all houses: it takes longer to make them than to answer a request.
template <class E>
const Codec<E>& codec() {
  static const auto vault = persistence::make_memory_vault();
  static const auto made = codec_of<E>(*vault);
  return *made;
}

// Outside of the house, which has a `look` of its own.
template <class State, class Query>
auto seen(const State& state, const Query& query, Instant now) {
  return look(state, query, now);
}

}  // namespace

Instant House::StillClock::now() const { return Instant{Duration{1'795'222'800'000'000}}; }

House::House() {
  feed_ = host::Feed::of(store_->open(the_hall).value());
  for (auto& command : morning()) {
    ask<Entity>(the_hall, "main", command, {}, host::Reply([](const host::Outcome& outcome) {
                  must(std::holds_alternative<host::Accepted>(outcome), "the morning goes well");
                }));
  }
}

std::shared_ptr<host::Feed> House::feed(const PartitionId& partition) const {
  return partition == the_hall ? feed_ : nullptr;
}

std::vector<PartitionId> House::partitions() const { return {the_hall}; }

Result<EventReader::Text> House::event_text(const Envelope& envelope) const {
  return codec<Entity>().to_json(envelope);
}

template <class E>
host::Outcome House::carry_out(typename E::State& state, const typename E::Command& command,
                               const host::Asker& asker) {
  const Context context{clock_.now(), asker.who, asker.id};
  const auto outcome = decide(state, command, context);
  if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
    return host::Refused{position_, *refusal};
  }
  const auto& events = std::get<std::vector<typename E::Event>>(outcome);
  for (const auto& event : events) {
    const auto stored = codec<E>().encode(event);
    const auto read = codec<E>().decode(stored.number, stored.schema, stored.payload);
    must(read.has_value() && *read == event, "what was decided can be stored");
    Envelope envelope;
    envelope.event = stored.number;
    envelope.payload = stored.payload;
    const auto told = codec<E>().to_json(envelope);
    boost::system::error_code bad;
    boost::json::parse(told->data, bad);
    must(!bad, "what was decided can be told");
    evolve(state, event);
    ++position_;
  }
  return host::Accepted{position_, false,
                        codec<E>().to_json(reply(state, command, events, context))};
}

template <class E>
bool House::answered(const StreamId& stream, host::AnyAsk& any) {
  if (stream.kind != E::kind) return false;
  auto& ask = dynamic_cast<host::Ask<E>&>(any);
  auto& state = std::get<boost::mp11::mp_find<Entities, E>::value>(states_)[stream.id];
  if (const auto* command = std::get_if<typename E::Command>(&ask.what)) {
    ask.reply(carry_out<E>(state, *command, ask.asker));
    return true;
  }
  const auto answer = seen(state, std::get<typename E::Query>(ask.what), clock_.now());
  if (const auto* refusal = std::get_if<Refusal>(&answer)) {
    ask.reply(host::Refused{position_, *refusal});
  } else {
    ask.reply(host::Accepted{position_, false, codec<E>().to_json(std::get<0>(answer))});
  }
  return true;
}

void House::deliver(const PartitionId& partition, StreamId stream,
                    std::shared_ptr<host::AnyAsk> ask) {
  if (partition != the_hall) {
    ask->reply(host::Refused{0, refuse(RefusalKind::not_found, "partition.unknown")});
    return;
  }
  bool done = false;
  boost::mp11::mp_for_each<Entities>(
      [&](auto one) { done = done || answered<decltype(one)>(stream, *ask); });
  must(done, "an edge asks entities that there are");
}

}  // namespace atrium::fuzz
