// See manifest.hpp.
#include "persistence/archive/stored/manifest.hpp"

#include "persistence/files/durable_files.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <stdexcept>
#include <utility>

namespace atrium::persistence {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
  const auto& text = value.as_string();
  return {text.data(), text.size()};
}

Hash hash_in(const json::value& value) {
  const auto text = text_of(value);
  Hash hash{};
  if (text.size() != 2 * hash.size()) throw std::invalid_argument("a hash of another length");
  for (std::size_t i = 0; i < hash.size(); ++i)
    hash[i] = static_cast<std::uint8_t>(std::stoi(text.substr(2 * i, 2), nullptr, 16));
  return hash;
}

Instant instant_in(const json::value& value) {
  const auto at = from_iso8601(text_of(value));
  if (!at) throw std::invalid_argument("a time that is none");
  return *at;
}

std::uint64_t number_in(const json::value& value) { return value.to_number<std::uint64_t>(); }

json::object to_object(const SegmentEntry& segment) {
  return {{"file", segment.file},         {"first", segment.first},
          {"last", segment.last},         {"until", segment.until},
          {"bytes", segment.bytes},       {"previous", to_hex(segment.previous)},
          {"head", to_hex(segment.head)}, {"from", to_iso8601(segment.from)},
          {"to", to_iso8601(segment.to)}};
}

SegmentEntry segment_in(const json::object& from) {
  SegmentEntry segment;
  segment.file = text_of(from.at("file"));
  segment.first = number_in(from.at("first"));
  segment.last = number_in(from.at("last"));
  segment.until = number_in(from.at("until"));
  segment.bytes = number_in(from.at("bytes"));
  segment.previous = hash_in(from.at("previous"));
  segment.head = hash_in(from.at("head"));
  segment.from = instant_in(from.at("from"));
  segment.to = instant_in(from.at("to"));
  return segment;
}

json::array to_array(const std::vector<SegmentEntry>& segments) {
  json::array all;
  for (const auto& segment : segments) all.push_back(to_object(segment));
  return all;
}

std::vector<SegmentEntry> segments_in(const json::value& from) {
  std::vector<SegmentEntry> all;
  for (const auto& segment : from.as_array()) all.push_back(segment_in(segment.as_object()));
  return all;
}

json::object to_object(const PartitionEntry& entry) {
  json::array epochs;
  for (const auto& start : entry.epochs)
    epochs.push_back(json::object{{"epoch", start.epoch}, {"begins", start.after}});
  json::object cursors, days;
  for (const auto& [name, position] : entry.cursors) cursors[name] = position;
  for (const auto& [day, file] : entry.days) {
    days[day] = json::object{{"file", file.file}, {"events", file.events}, {"bytes", file.bytes}};
  }
  return {{"epochs", std::move(epochs)},
          {"cursors", std::move(cursors)},
          {"segments", to_array(entry.segments)},
          {"superseded", to_array(entry.superseded)},
          {"days", std::move(days)}};
}

PartitionEntry partition_in(const json::object& from) {
  PartitionEntry entry;
  for (const auto& start : from.at("epochs").as_array()) {
    const auto& fields = start.as_object();
    entry.epochs.push_back({number_in(fields.at("epoch")), number_in(fields.at("begins"))});
  }
  for (const auto& [name, position] : from.at("cursors").as_object())
    entry.cursors[std::string(name)] = number_in(position);
  entry.segments = segments_in(from.at("segments"));
  entry.superseded = segments_in(from.at("superseded"));
  for (const auto& [day, file] : from.at("days").as_object()) {
    const auto& fields = file.as_object();
    entry.days[std::string(day)] = {text_of(fields.at("file")), number_in(fields.at("events")),
                                    number_in(fields.at("bytes"))};
  }
  return entry;
}

Manifest manifest_in(const json::object& from) {
  if (number_in(from.at("format")) != 1) throw std::invalid_argument("another format than 1");
  Manifest manifest;
  const auto chain = chain_hash_named(text_of(from.at("chain")));
  if (!chain) throw std::invalid_argument("a chain that is unknown");
  manifest.chain = *chain;
  manifest.written_at = instant_in(from.at("written_at"));
  for (const auto& [name, mark] : from.at("marks").as_object())
    manifest.marks[std::string(name)] = text_of(mark);
  for (const auto& [name, entry] : from.at("partitions").as_object())
    manifest.partitions[PartitionId(std::string(name))] = partition_in(entry.as_object());
  for (const auto& file : from.at("keys").as_array()) manifest.keys.push_back(text_of(file));
  return manifest;
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  json::object marks, partitions;
  for (const auto& [name, mark] : manifest.marks) marks[name] = mark;
  for (const auto& [id, entry] : manifest.partitions) partitions[id.value] = to_object(entry);
  json::array keys;
  for (const auto& file : manifest.keys) keys.push_back(json::string(file));
  const json::object all{{"format", 1},
                         {"chain", std::string(name_of(manifest.chain))},
                         {"written_at", to_iso8601(manifest.written_at)},
                         {"marks", std::move(marks)},
                         {"partitions", std::move(partitions)},
                         {"keys", std::move(keys)}};
  return json::serialize(all) + "\n";
}

Result<Manifest> read_manifest(const std::filesystem::path& archive) {
  const auto file = archive / "manifest.json";
  const auto text = read_file(file);
  if (!text && text.error().code == FailureCode::not_found) {
    return fail(FailureCode::not_found,
                archive.string() + " holds no archive (no manifest.json); check the directory");
  }
  if (!text) return tl::unexpected(text.error());
  try {
    return manifest_in(json::parse(*text).as_object());
  } catch (const std::exception& error) {
    return fail(FailureCode::damaged,
                fmt::format("{} is damaged: {}; use another copy of the archive", file.string(),
                            error.what()));
  }
}

}  // namespace atrium::persistence
