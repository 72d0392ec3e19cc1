// What the journal keeps, whatever became of it: rows of the log, segments of an archive, the
// shell's notes in a snapshot, anchors. Read, or a failure; what was read is written the same.
// Input: what it is (0 a row, 1 a segment, 2 notes, 3 an anchor), then its bytes. Digests are made
// right first, or nothing behind them would ever be reached.
#include "persistence/anchors/anchor.hpp"
#include "persistence/archive/stored/segment.hpp"
#include "persistence/journal/body.hpp"
#include "runtime/host/shell/notes.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <string>

using namespace atrium;
using namespace atrium::fuzz;
using namespace atrium::persistence;

namespace {

void read_one_row(std::string_view bytes) {
  std::string row(sizeof(Hash), '\0');
  row += bytes;
  const auto hash = sha256(bytes);
  row.replace(0, hash.size(), reinterpret_cast<const char*>(hash.data()), hash.size());
  auto event = read_checked_row(row);
  if (!event) return;
  std::string again;
  append_row(again, *event);
  auto same = read_checked_row(again);
  must(same.has_value(), "a row that was read can be written");
  must(same->payload == event->payload && same->reply == event->reply && same->at == event->at &&
           same->stream == event->stream && same->position == event->position &&
           same->who == event->who && same->last == event->last,
       "a row is read as it was written");
  plant(event->cause > 1000);
}

void read_one_segment(std::string_view bytes) {
  std::string file(bytes);
  const auto digest = sha256(bytes);
  file.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  const auto segment = read_segment(file);
  if (!segment) return;
  must(segment->events.empty() || segment->last + 1 - segment->first == segment->events.size(),
       "a segment has no gaps");
}

void read_notes(std::string_view bytes) {
  host::ShellNotes notes;
  if (!notes.unpack(bytes)) return;
  host::ShellNotes again;
  must(again.unpack(notes.packed()).has_value() && again.packed() == notes.packed(),
       "notes that were read are written the same");
}

void read_one_anchor(std::string_view bytes) {
  const auto anchor = read_anchor(bytes);
  if (!anchor) return;
  const auto again = read_anchor(to_line(*anchor));
  must(again.has_value() && again->position == anchor->position && again->hash == anchor->hash &&
           again->signature == anchor->signature,
       "an anchor that was read is written the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const auto rest = text_of(bytes + 1, size - 1);
  if (bytes[0] % 4 == 0) read_one_row(rest);
  if (bytes[0] % 4 == 1) read_one_segment(rest);
  if (bytes[0] % 4 == 2) read_notes(rest);
  if (bytes[0] % 4 == 3) read_one_anchor(rest);
  return 0;
}
