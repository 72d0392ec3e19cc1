// Reading the feed, a piece at a time.
#include "simulation/statistics/happening.hpp"

#include <algorithm>

namespace atrium::simulation {
namespace {

constexpr std::size_t read_at_once = 1024;

}  // namespace

Result<Happening> happening_of(const host::Runtime& runtime, const Envelope& envelope) {
  auto text = runtime.event_text(envelope);
  if (!text) return tl::unexpected(text.error());
  boost::json::error_code error;
  auto data = boost::json::parse(text->data, error);
  if (error || !data.is_object()) {
    return fail(
        FailureCode::damaged,
        text->type + " at position " + std::to_string(envelope.position) + " is not a JSON object");
  }
  return Happening{envelope.position,
                   envelope.stream,
                   envelope.at,
                   std::move(text->type),
                   std::move(data.as_object()),
                   envelope.command,
                   envelope.last,
                   envelope.cause,
                   envelope.event,
                   envelope.schema,
                   envelope.payload,
                   envelope.who};
}

Result<Position> read_on(const host::Runtime& runtime, const PartitionId& hall, Position after,
                         std::initializer_list<std::string_view> kinds,
                         const std::function<void(const Happening&)>& each) {
  const auto feed = runtime.feed(hall);
  if (!feed) return fail(FailureCode::not_found, "no hall " + hall.value + " runs here");
  while (true) {
    const auto events = feed->read(after, read_at_once);
    if (!events) return tl::unexpected(events.error());
    for (const auto& envelope : *events) {
      after = envelope.position;
      const bool wanted =
          kinds.size() == 0 || std::ranges::find(kinds, envelope.stream.kind) != kinds.end();
      if (!wanted) continue;
      auto happening = happening_of(runtime, envelope);
      if (!happening) return tl::unexpected(happening.error());
      each(*happening);
    }
    if (events->size() < read_at_once) return after;
  }
}

}  // namespace atrium::simulation
