// The stand-in for systems that resolve codes (codes.hpp): three invented people.
#include "adapters/front/people/codes.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace atrium::front {
namespace {

constexpr std::array kinds = {"ssm", "essc", "csid"};

struct Person {
  const char* name;
  const char* id_number;
  const char* phone;
};
constexpr std::array people = {Person{"张三", "310105199003070014", "13500002696"},
                               Person{"李四", "430102199003070020", "13800138000"},
                               Person{"王芳", "469023199003070020", ""}};

template <class N>
bool read_number(std::string_view text, N& to) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc{} && end == text.data() + text.size();
}

Refusal unknown() {
  return refuse(RefusalKind::invalid, "code.unknown",
                "no system that we ask knows this code; show another, or use the ID card",
                "holder.code");
}

std::variant<HolderFields, Refusal> resolve(std::string_view code, Instant now) {
  const auto first = code.find(':');
  const auto second = first == std::string_view::npos ? first : code.find(':', first + 1);
  if (second == std::string_view::npos) return unknown();
  const auto kind = code.substr(0, first);
  std::size_t person = 0;
  std::int64_t until = 0;
  bool known = false;
  for (const std::string_view one : kinds) known = known || one == kind;
  if (!known || !read_number(code.substr(first + 1, second - first - 1), person) ||
      !read_number(code.substr(second + 1), until) || person < 1 || person > people.size()) {
    return unknown();
  }
  if (std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() >= until) {
    return refuse(RefusalKind::invalid, "code.expired",
                  "this code is too old; open it anew on the phone and show it again",
                  "holder.code");
  }
  const auto& found = people.at(person - 1);
  return HolderFields{std::string(kind), found.id_number, found.name, found.phone, {}};
}

class StandIn final : public CodeReader {
 public:
  void read(const std::string& code, Instant now, Told told) override { told(resolve(code, now)); }
};

}  // namespace

std::shared_ptr<CodeReader> make_stand_in_code_reader() { return std::make_shared<StandIn>(); }

}  // namespace atrium::front
