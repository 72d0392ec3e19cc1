// How tickets are given and what their slips say: [tickets], [slip], and what a service tells its
// visitors. The slip's template is checked here and filled in by the page that prints it.
#include "ops/halls/toml/draft.hpp"
#include "ops/halls/toml/known.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace atrium::halls {
namespace {

constexpr int lines_max = 20;
constexpr int materials_max = 12;

const std::set<std::string, std::less<>> placeholders{
    "ahead",  "day",    "directions", "hall", "holder", "materials", "next",
    "notice", "number", "service",    "time", "wait",   "windows"};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

// "pbkdf2-sha256$100000$<salt>$<64 hex digits>"
bool is_password_hash(std::string_view text) {
  constexpr std::string_view scheme = "pbkdf2-sha256$";
  constexpr std::size_t digits = 64;
  const auto last = text.rfind('$');
  return text.starts_with(scheme) && std::ranges::count(text, '$') == 3 &&
         text.size() == last + 1 + digits && std::ranges::all_of(text.substr(last + 1), is_hex);
}

const Form password_form{is_password_hash, 200,
                         "write what `atrium hall password` prints, not the password itself",
                         "\"pbkdf2-sha256$100000$…\"", true};

void unknown_placeholder(const Word& line, const std::string& name, Draft& draft) {
  const auto near = nearest(name, placeholders);
  draft.faults.add(line.place, fmt::format("a slip knows no \"{{{}}}\"", name),
                   near ? fmt::format("did you mean \"{{{}}}\"?", *near)
                        : fmt::format("use one of: {}", fmt::join(placeholders, ", ")));
}

void check_template(const Word& line, Draft& draft) {
  const std::string_view text = line.text;
  for (std::size_t at = 0; (at = text.find_first_of("{}", at)) != std::string_view::npos;) {
    const auto end = text.find_first_of("{}", at + 1);
    if (text[at] == '}' || end == std::string_view::npos || text[end] == '{') {
      draft.faults.add(line.place, fmt::format("a brace without its partner in \"{}\"", text),
                       "write names as {number}, and no other braces");
      return;
    }
    const std::string name(text.substr(at + 1, end - at - 1));
    if (!placeholders.contains(name)) unknown_placeholder(line, name, draft);
    at = end + 1;
  }
}

std::vector<std::string> texts_of(Section& section, std::string_view key, int most, Draft& draft,
                                  bool is_template) {
  std::vector<std::string> texts;
  const auto words = section.words(key, sentence_form);
  if (static_cast<int>(words.size()) > most) {
    section.fault(key, fmt::format("\"{}\" has {} lines", key, words.size()),
                  fmt::format("write at most {}", most));
  }
  for (const auto& word : words) {
    if (is_template) check_template(word, draft);
    texts.push_back(word.text);
  }
  return texts;
}

Name read_texts_of(Section& section, const std::string& key) {
  Name name{section.optional_text(key, sentence_form).value_or(""), {}};
  name.en = section.optional_text(key + "_en", sentence_form).value_or(name.zh);
  return name;
}

SlipTemplate read_lines(Section& section, const std::string& key, Draft& draft) {
  SlipTemplate slip{texts_of(section, key, lines_max, draft, true),
                    texts_of(section, key + "_en", lines_max, draft, true)};
  return slip;
}

}  // namespace

void read_tickets(Section& file, Draft& draft) {
  if (file.has("tickets")) {
    if (auto section = file.child("tickets")) {
      auto& rules = draft.hall.tickets;
      rules.one_per_person = section->integer("per_person", {0, 1}, 0) == 1;
      draft.hall.uploads = section->integer("upload", {0, 1}, 0) == 1;
      rules.staff_password = section->optional_text("staff_password", password_form).value_or("");
      section->refuse_unknown_keys();
    }
  }
  if (!file.has("slip")) return;
  if (auto section = file.child("slip")) {
    draft.hall.slip = read_lines(*section, "lines", draft);
    section->refuse_unknown_keys();
  }
}

void read_guidance(Section& section, Guidance& guidance, Draft& draft) {
  guidance.directions = read_texts_of(section, "directions");
  guidance.notice = read_texts_of(section, "notice");
  guidance.materials = texts_of(section, "materials", materials_max, draft, false);
  guidance.materials_en = texts_of(section, "materials_en", materials_max, draft, false);
  guidance.slip = read_lines(section, "slip", draft);
  guidance.form = section.integer("form", {0, 1}, 0) == 1;
  const auto paper = section.optional_text("paper", word_form).value_or("slip");
  guidance.label = paper == "label";
  if (paper != "slip" && paper != "label") {
    section.fault("paper", fmt::format("there is no paper \"{}\"", paper),
                  "use \"slip\" or \"label\"");
  }
}

}  // namespace atrium::halls
