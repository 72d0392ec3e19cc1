// Words with a reading of their own first, then Unicode's reading of each character (ICU).
#include "devices/speaker/speech/reading.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

namespace atrium::speech {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

// Where a character has several readings and its commonest is wrong: what halls say, and places.
constexpr std::array words{
    Entry{"长安", "chang2 an1"},
    Entry{"长沙", "chang2 sha1"},
    Entry{"长宁", "chang2 ning2"},
    Entry{"长春", "chang2 chun1"},
    Entry{"长江", "chang2 jiang1"},
    Entry{"长治", "chang2 zhi4"},
    Entry{"长兴", "chang2 xing1"},
    Entry{"长乐", "chang2 le4"},
    Entry{"长寿", "chang2 shou4"},
    Entry{"长汀", "chang2 ting1"},
    Entry{"长垣", "chang2 yuan2"},
    Entry{"长葛", "chang2 ge3"},
    Entry{"长丰", "chang2 feng1"},
    Entry{"长期", "chang2 qi1"},
    Entry{"长途", "chang2 tu2"},
    Entry{"长城", "chang2 cheng2"},
    Entry{"长护险", "chang2 hu4 xian3"},
    Entry{"重庆", "chong2 qing4"},
    Entry{"重新", "chong2 xin1"},
    Entry{"重复", "chong2 fu4"},
    Entry{"重呼", "chong2 hu1"},
    Entry{"重叫", "chong2 jiao4"},
    Entry{"重", "zhong4"},
    Entry{"朝阳", "chao2 yang2"},
    Entry{"朝鲜", "chao2 xian3"},
    Entry{"银行", "yin2 hang2"},
    Entry{"行业", "hang2 ye4"},
    Entry{"商行", "shang1 hang2"},
    Entry{"支行", "zhi1 hang2"},
    Entry{"会计", "kuai4 ji4"},
    Entry{"调解", "tiao2 jie3"},
    Entry{"调整", "tiao2 zheng3"},
    Entry{"调剂", "tiao2 ji4"},
    Entry{"还款", "huan2 kuan3"},
    Entry{"还贷", "huan2 dai4"},
    Entry{"归还", "gui1 huan2"},
    Entry{"退还", "tui4 huan2"},
    Entry{"返还", "fan3 huan2"},
    Entry{"偿还", "chang2 huan2"},
    Entry{"了解", "liao3 jie3"},
    Entry{"了结", "liao3 jie2"},
    Entry{"更正", "geng1 zheng4"},
    Entry{"变更", "bian4 geng1"},
    Entry{"更新", "geng1 xin1"},
    Entry{"更换", "geng1 huan4"},
    Entry{"更名", "geng1 ming2"},
    Entry{"更改", "geng1 gai3"},
    Entry{"处理", "chu3 li3"},
    Entry{"处罚", "chu3 fa2"},
    Entry{"处分", "chu3 fen4"},
    Entry{"处置", "chu3 zhi4"},
    Entry{"差额", "cha1 e2"},
    Entry{"出差", "chu1 chai1"},
    Entry{"提供", "ti2 gong1"},
    Entry{"供水", "gong1 shui3"},
    Entry{"供电", "gong1 dian4"},
    Entry{"供气", "gong1 qi4"},
    Entry{"供热", "gong1 re4"},
    Entry{"给付", "ji3 fu4"},
    Entry{"供给", "gong1 ji3"},
    Entry{"给予", "ji3 yu3"},
    Entry{"应急", "ying4 ji2"},
    Entry{"税率", "shui4 lü4"},
    Entry{"费率", "fei4 lü4"},
    Entry{"效率", "xiao4 lü4"},
    Entry{"率", "lü4"},
    Entry{"学校", "xue2 xiao4"},
    Entry{"音乐", "yin1 yue4"},
    Entry{"规划", "gui1 hua4"},
    Entry{"计划", "ji4 hua4"},
    Entry{"划转", "hua4 zhuan3"},
    Entry{"参保", "can1 bao3"},
    Entry{"便民", "bian4 min2"},
    Entry{"得到", "de2 dao4"},
    Entry{"厦门", "xia4 men2"},
    Entry{"六安", "lu4 an1"},
    Entry{"蚌埠", "beng4 bu4"},
    Entry{"台州", "tai1 zhou1"},
    Entry{"丽水", "li2 shui3"},
    Entry{"大埔", "da4 bu4"},
    Entry{"番禺", "pan1 yu2"},
    Entry{"乐清", "yue4 qing1"},
    Entry{"乐亭", "lao4 ting2"},
    Entry{"任丘", "ren2 qiu1"},
    Entry{"单县", "shan4 xian4"},
    Entry{"井陉", "jing3 xing2"},
    Entry{"涡阳", "guo1 yang2"},
    Entry{"莘庄", "xin1 zhuang1"},
    Entry{"大夫", "dai4 fu5"},
    Entry{"都市", "du1 shi4"},
    Entry{"成都", "cheng2 du1"},
    Entry{"首都", "shou3 du1"},
    Entry{"藏族", "zang4 zu2"},
    Entry{"西藏", "xi1 zang4"},
    Entry{"省", "sheng3"},
    Entry{"了", "le5"},
    Entry{"的", "de5"},
    Entry{"地址", "di4 zhi3"},
    Entry{"土地", "tu3 di4"},
    Entry{"地", "di4"},
    Entry{"办理", "ban4 li3"},
    Entry{"第", "di4"},
    Entry{"号", "hao4"},
};

constexpr std::array<std::string_view, 10> digits{"ling2", "yi1",  "er4", "san1", "si4",
                                                  "wu3",   "liu4", "qi1", "ba1",  "jiu3"};

// The bytes of the character that begins here.
std::size_t size_of(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t size = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  return std::min(size, text.size());
}

bool is_pause(std::string_view character) {
  static const std::set<std::string_view> pauses{
      ",",  ".",  ";",  ":",  "!",  "?", "(", ")",  "/",  "-", "，", "。", "；", "：",
      "！", "？", "（", "）", "、", "·", "—", "《", "》", "“", "”",  "【", "】", "～"};
  return pauses.contains(character);
}

bool is_syllable(std::string_view text) {
  if (text.size() < 2 || text.back() < '1' || text.back() > '5') return false;
  text.remove_suffix(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("ü")) {
      ++i;
    } else if (text[i] < 'a' || text[i] > 'z') {
      return false;
    }
  }
  return true;
}

// Unicode's reading of one character, with its tone as a number; empty: it has none.
std::string common_reading(std::string_view character) {
  // Not thread-safe, and costly to make: one for each thread.
  thread_local const auto to_pinyin = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Han-Latin; Latin-NumericPinyin", UTRANS_FORWARD, error));
    return U_SUCCESS(error) ? std::move(made) : nullptr;
  }();
  if (!to_pinyin) return {};
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(character.data(), static_cast<int>(character.size())));
  to_pinyin->transliterate(text);
  std::string reading;
  text.trim().toUTF8String(reading);
  if (reading.empty() || reading == character) return {};
  if (reading.back() < '1' || reading.back() > '5') reading += '5';  // The neutral tone.
  return is_syllable(reading) ? reading : std::string();
}

}  // namespace

bool is_pinyin(std::string_view text) {
  while (!text.empty()) {
    const auto blank = std::min(text.find(' '), text.size());
    if (!is_syllable(text.substr(0, blank))) return false;
    if (blank == text.size()) return true;
    text.remove_prefix(blank + 1);
  }
  return false;
}

Reading::Reading(const std::vector<std::pair<std::string, std::string>>& own, bool yao)
    : yao_(yao) {
  for (const auto& [word, reading] : words) words_.emplace(word, reading);
  for (const auto& [word, reading] : own) words_.insert_or_assign(word, reading);
  for (const auto& [word, reading] : words_) longest_ = std::max(longest_, word.size());
}

std::vector<Reading::Piece> Reading::pieces(std::string_view text) const {
  std::vector<Piece> found;
  while (!text.empty()) {
    auto take = std::min(longest_, text.size());
    auto word = words_.end();
    for (; take > 0 && word == words_.end(); --take) word = words_.find(text.substr(0, take));
    if (word != words_.end()) {
      found.push_back({text.substr(0, word->first.size()), word->second});
    } else {
      const auto one = text.substr(0, size_of(text));
      const char c = one.front();
      std::string reading;
      if (c >= '0' && c <= '9') {
        reading = yao_ && c == '1' ? "yao1" : digits.at(static_cast<std::size_t>(c - '0'));
      } else if (c >= 'A' && c <= 'Z') {
        reading = c;
      } else if (c >= 'a' && c <= 'z') {
        reading = static_cast<char>(c - 'a' + 'A');
      } else if (is_pause(one)) {
        reading = ",";
      } else if (c == ' ') {
        reading = " ";
      } else {
        reading = common_reading(one);
      }
      found.push_back({one, std::move(reading)});
    }
    text.remove_prefix(found.back().text.size());
  }
  return found;
}

std::string Reading::pinyin(std::string_view text) const {
  std::string read;
  for (const auto& piece : pieces(text)) {
    if (piece.reading.empty() || piece.reading == " ") continue;
    if (!read.empty() && piece.reading != ",") read += ' ';
    read += piece.reading;
  }
  return read;
}

std::vector<std::string> Reading::unreadable(std::string_view text) const {
  std::vector<std::string> unknown;
  for (const auto& piece : pieces(text)) {
    const std::string character(piece.text);
    if (!piece.reading.empty() || std::ranges::count(unknown, character) > 0) continue;
    unknown.push_back(character);
  }
  return unknown;
}

}  // namespace atrium::speech
