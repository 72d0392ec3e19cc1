// One table of a hall's file, read key by key. Whatever is missing, of another type or out of
// bounds becomes a fault at its place and an empty value here, so that one reading finds every
// fault.
#pragma once

#include "ops/halls/fault.hpp"

#include <toml++/toml.h>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::halls {

// What a text must look like, and how to say so.
struct Form {
  bool (*fits)(std::string_view) = nullptr;
  std::size_t characters_max = 0;
  std::string_view words;    // "use lower-case letters, digits, '-' and '_', a letter first"
  std::string_view example;  // Ready to be pasted behind "key = ".
  bool secret = false;       // What stands there instead is not repeated.
};

extern const Form name_form;           // Shown to people, one line.
extern const Form sentence_form;       // Shown to people on a screen, one line.
extern const Form id_form;             // "passport", "machine-1"
extern const Form prefix_form;         // "A"
extern const Form window_number_form;  // "3"
extern const Form word_form;           // Checked further by whoever reads it.

struct Word {
  std::string text;
  Place place;
};

struct Bounds {
  int min = 0;
  int max = 0;
};

class Section {
 public:
  // `title` as people write it: "[hours]" or "[[windows]]"; the outermost is "the file".
  Section(const toml::table& table, std::string title, Faults& faults);

  [[nodiscard]] Place place() const { return place_; }
  [[nodiscard]] Place place(
      std::string_view key) const;  // Of the key's value, else of the section.
  [[nodiscard]] const std::string& title() const { return title_; }

  // Empty when faulty, and the fault is noted.
  std::string text(std::string_view key, const Form& form);
  std::optional<std::string> optional_text(std::string_view key, const Form& form);
  std::vector<Word> words(std::string_view key,
                          const Form& form);  // A list; a missing one is empty.

  std::vector<int> integers(std::string_view key, Bounds each, std::size_t most);

  std::optional<int> integer(std::string_view key, Bounds bounds);
  int integer(std::string_view key, Bounds bounds, int otherwise);  // When missing or faulty.
  bool flag(std::string_view key, bool otherwise);                  // Likewise.

  std::optional<Section> child(std::string_view key);                 // [key]
  std::vector<Section> children(std::string_view key, Bounds count);  // [[key]]

  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  void fault(std::string_view key, std::string what, std::string mend);  // At the key's value.
  void refuse_unknown_keys();  // To be called last: every key read before is a known one.

 private:
  const toml::node* find(std::string_view key);
  void missing(std::string_view key, std::string_view example);
  bool well_formed(const toml::node& node, std::string_view key, const Form& form);

  const toml::table* table_;
  std::string title_;
  Place place_;
  Faults* faults_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace atrium::halls
