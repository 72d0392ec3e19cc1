// The codes of public interfaces (exchange.hpp).
#include "actors/evaluation/exchange.hpp"

#include "runtime/core/assert.hpp"

#include <algorithm>
#include <array>

namespace atrium::evaluation {
namespace {

struct Channel {
  std::string_view name;
  std::string_view words;
  std::string_view code;
};
// 6 and 7 are read either way by different places; 7 = 短信 is what most of them say.
constexpr std::array<Channel, 5> channels{{{"evaluator", "政务大厅其他终端", "5"},
                                           {"tablet", "政务大厅平板电脑", "4"},
                                           {"phone", "移动服务端", "2"},
                                           {"sms", "短信", "7"},
                                           {"kiosk", "政务大厅其他终端", "5"}}};
constexpr std::array<std::string_view, 5> words{"非常不满意", "不满意", "基本满意", "满意",
                                                "非常满意"};

const Channel* find_channel(std::string_view name) {
  const auto found = std::ranges::find(channels, name, &Channel::name);
  return found == channels.end() ? nullptr : &*found;
}

std::size_t place_of(int level) {
  ATRIUM_ASSERT(level >= level_min && level <= level_max, "a rating has a level of 1 to 5");
  return static_cast<std::size_t>(level - level_min);
}

}  // namespace

bool is_channel(std::string_view channel) { return find_channel(channel) != nullptr; }

int satisfaction_code(int level) { return level_max - static_cast<int>(place_of(level)); }

std::string_view satisfaction_words(int level) { return words[place_of(level)]; }

std::string_view channel_words(std::string_view channel) {
  const auto* known = find_channel(channel);
  return known == nullptr ? "" : known->words;
}

std::string_view channel_code(std::string_view channel) {
  const auto* known = find_channel(channel);
  return known == nullptr ? "" : known->code;
}

std::string satisfaction_figure(const Given& given) { return std::to_string(given.level); }

std::string detail_codes(const Given& given) {
  std::string codes;
  for (const auto& tag : given.tags) codes += (codes.empty() ? "" : ",") + tag;
  return codes;
}

}  // namespace atrium::evaluation
