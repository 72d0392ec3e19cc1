// Golden files: the stored bytes of one event as the release that brought it in wrote them, and the
// state that they fold to. They are for ever: no release may read them as anything else.
#pragma once

#include "persistence/vault/vault.hpp"
#include "runtime/core/codec.hpp"
#include "runtime/core/failure.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// A golden file, <entity>/<name>.v<schema>.golden: lines "key value" in this order, then blocks.
//   event waiting_room.issued        or: state waiting_room
//   number 1                         ordinal of the event; not with a state
//   schema 1                         version of the payload's (or saved state's) schema
//   after configured window_opened   golden files of the folder, whose events are folded before
//   bytes                            32 bytes a line, in hexadecimal, then an empty line
//   folds to                         the state after all that, as JSON, a member a line; a later
//                                    release's state may have members besides
// Of a state the bytes are those of a snapshot. Personal values are sealed under the first key of a
// memory vault, which is this person's:

namespace atrium::golden {

inline const SubjectId person{"20261121-A001"};

// A fresh vault that knows the person: the same key, the same next nonce, every time.
std::unique_ptr<persistence::Vault> vault_of_the_person();

struct Golden {
  std::string name;  // "issued": of the file, without version.
  std::string type;  // "event waiting_room.issued" or "state waiting_room".
  std::uint16_t number = 0;
  std::uint16_t schema = 1;
  std::vector<std::string> after;
  Bytes bytes;
  std::string state;

  [[nodiscard]] bool is_state() const { return type.starts_with("state "); }
};

// Where the files of an entity are, seen from the root of the repository.
std::string folder_of(std::string_view kind);

// By name and version: "issued.v1". A file that is none of this form throws std::runtime_error.
std::map<std::string, Golden> read_all(std::string_view kind);

void write(std::string_view kind, const Golden& golden);

}  // namespace atrium::golden
