// How Chinese is read aloud: texts as they are shown → pinyin with tone numbers, as espeak-ng's
// voice cmn-latn-pinyin takes it. Numbers digit by digit, capitals as letters, several readings by
// word. No sound here.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atrium::speech {

class Reading {
 public:
  // `own`: readings of words or characters that a hall adds: {"长安", "chang2 an1"}. `yao`: the
  // digit one is yao1 (幺) instead of yi1 (一).
  explicit Reading(const std::vector<std::pair<std::string, std::string>>& own = {},
                   bool yao = false);

  // What cannot be read is left out; ask `unreadable` before.
  [[nodiscard]] std::string pinyin(std::string_view text) const;
  // The characters of the text that nobody knows how to read, each once.
  [[nodiscard]] std::vector<std::string> unreadable(std::string_view text) const;

 private:
  struct Piece {
    std::string_view text;
    std::string reading;  // Empty: none is known.
  };
  [[nodiscard]] std::vector<Piece> pieces(std::string_view text) const;

  std::map<std::string, std::string, std::less<>> words_;
  std::size_t longest_ = 0;  // Of the words, in bytes.
  bool yao_;
};

// "chang2 an1": syllables of small letters, each with its tone, between single blanks.
bool is_pinyin(std::string_view text);

}  // namespace atrium::speech
