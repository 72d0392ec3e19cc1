// One event as a line of JSON for people and other systems: what `atrium journal tail|export` and
// an archive's general files say of it. Without personal data.
#pragma once

#include "runtime/core/codec.hpp"
#include "runtime/core/journal.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>

// FORMAT, general/schema.json in an archive describes it:
//   {"partition":…,"epoch":…,"position":…,"stream":"<kind>/<id>","version":…,"type":…,"at":…,
//    "who":"<kind>[:<id>]","command":…,"cause":…,"data":{…}|null,["trouble":…,]"hash":…}

namespace atrium::persistence {

// Shows events by their stream's kind; an unknown kind is shown without its data.
using EventReadersView = std::map<std::string, std::shared_ptr<const EventReader>, std::less<>>;

// Appends the line and its "\n".
void append_event_line(std::string& to, const PartitionId& partition, const Envelope& event,
                       const EventReadersView& readers);

// JSON Schema (2020-12) of a line.
std::string event_line_schema();

}  // namespace atrium::persistence
