// See event_line.hpp.
#include "persistence/archive/event_line.hpp"

#include "persistence/codec/json.hpp"
#include "persistence/journal/chain.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace atrium::persistence {
namespace {

std::string json_text(std::string_view text) {
  std::string json;
  write_json(json, text);
  return json;
}

constexpr const char* schema = R"({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "An event of a hall, one a line",
  "description": "Files are <partition>/<day>.jsonl, the day that of `at` at UTC+8.",
  "$comment": "A position of a later epoch stands for all of an earlier epoch from there on.",
  "type": "object",
  "required": ["partition", "epoch", "position", "stream", "version", "type", "at", "who",
               "command", "cause", "data", "hash"],
  "properties": {
    "partition": {"type": "string", "description": "The hall, or org for what halls share."},
    "epoch": {"type": "integer", "minimum": 1, "description": "Grows with every restore."},
    "position": {"type": "integer", "minimum": 1,
                 "description": "Place in the partition's history, without gaps."},
    "stream": {"type": "string", "description": "The entity whose history this is: kind/id."},
    "version": {"type": "integer", "minimum": 1,
                "description": "Place in the stream, without gaps."},
    "type": {"type": "string", "description": "What happened, such as waiting_room.called."},
    "at": {"type": "string", "format": "date-time", "description": "Recorded time, UTC."},
    "who": {"type": "string",
            "pattern": "^(house|staff|device|citizen|integrator|timer|policy)(:.+)?$",
            "description": "Who asked: a kind, and an account or device if known."},
    "command": {"type": "string", "description": "Id of the command that made it true."},
    "cause": {"type": "integer", "minimum": 0,
              "description": "Position of the event that a policy followed; 0: somebody asked."},
    "data": {"type": ["object", "null"],
             "description": "The event's fields, without personal data; *_s are seconds."},
    "trouble": {"type": "string", "description": "Why data is null although the kind is known."},
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$",
             "description": "Of the stored record; the segments prove it."}
  }
}
)";

}  // namespace

void append_event_line(std::string& to, const PartitionId& partition, const Envelope& event,
                       const EventReadersView& readers) {
  std::string type = event.stream.kind + "." + std::to_string(event.event), data = "null", trouble;
  if (const auto reader = readers.find(event.stream.kind); reader != readers.end()) {
    if (auto text = reader->second->to_json(event)) {
      type = std::move(text->type);
      data = std::move(text->data);
    } else {
      trouble = ",\"trouble\":" + json_text(text.error().what);
    }
  }
  fmt::format_to(
      std::back_inserter(to),
      R"({{"partition":{},"epoch":{},"position":{},"stream":{},"version":{},"type":{},"at":{},)"
      R"("who":{},"command":{},"cause":{},"data":{}{},"hash":{}}})"
      "\n",
      json_text(partition.value), event.epoch, event.position,
      json_text(event.stream.kind + "/" + event.stream.id), event.version, json_text(type),
      json_text(to_iso8601(event.at)),
      json_text(fmt::format("{}{}{}", enumerator_name(event.who.kind),
                            event.who.id.empty() ? "" : ":", event.who.id)),
      json_text(event.command.text), event.cause, data, trouble, json_text(to_hex(event.hash)));
}

std::string event_line_schema() { return schema; }

}  // namespace atrium::persistence
