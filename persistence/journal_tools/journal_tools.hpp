// What `atrium journal …` does: looks at a data directory without changing it, also beside a node
// that runs on it. Results go to `out` as JSON lines, messages for people to `err`; each returns
// the exit status (0 done · 1 damaged or failed · 2 not a data directory, or no such partition).
#pragma once

#include "persistence/archive/event_line.hpp"
#include "runtime/core/ids.hpp"

#include <cstddef>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::persistence {

struct JournalTool {
  std::string directory;
  std::optional<PartitionId> partition;  // None = all of them.

  // Of `verify`: a file of anchors or a directory of such files, and the public keys that they must
  // be signed with. None given: those of the data directory, which whoever changed the journal may
  // have changed as well.
  std::string anchors = {};
  std::vector<std::string> keys = {};
};

// A line per partition, {"partition":…,"ok":true,"events":N,"head":"<hash>"}, and a total. Where
// there are anchors, "anchored":P says up to where they vouch for it, and "anchors":N by how many.
// A changed, missing or reordered event, or one that is not as an anchor says: "ok":false with
// position and why, the same on `err`, status 1.
int journal_verify(const JournalTool& tool, std::ostream& out, std::ostream& err);

// A line per partition: events, epoch, streams, first and last recorded time, bytes of payloads;
// and a total.
int journal_stats(const JournalTool& tool, std::ostream& out, std::ostream& err);

// The last `count` events of each partition, a line each, without personal data.
int journal_tail(const JournalTool& tool, std::size_t count, const EventReadersView& readers,
                 std::ostream& out, std::ostream& err);

// Every event, partition by partition, in order.
int journal_export(const JournalTool& tool, const EventReadersView& readers, std::ostream& out,
                   std::ostream& err);

// The data, as JSON, of the last "<kind>.<name>" of each kind's stream "main" in the partition that
// `tool` names, by kind; a kind without such an event, or a partition that is not there, is left
// out. Failures: as the directory has them.
Result<std::map<std::string, std::string>> last_of_each(const JournalTool& tool,
                                                        const std::vector<std::string>& kinds,
                                                        std::string_view name,
                                                        const EventReadersView& readers);

}  // namespace atrium::persistence
