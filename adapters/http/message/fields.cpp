// The strict reader of JSON bodies (fields.hpp).
#include "adapters/http/message/fields.hpp"

#include "adapters/front/form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace atrium::http {
namespace {

namespace json = boost::json;

constexpr std::size_t depth_max = 16;

Problem invalid(std::string field, std::string why) {
  return {422, "request.invalid", fmt::format("{}: {}", field, why), std::move(field)};
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

ParsedBody parse_body(std::string_view body) {
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};
  json::parse_options options;
  options.max_depth = depth_max;
  options.allow_invalid_utf8 = true;  // Told per field, with its name.
  json::stream_parser parser({}, options);
  json::error_code error;
  const auto read = parser.write_some(body.data(), body.size(), error);
  if (!error && read < body.size()) error = json::error::extra_data;
  if (!error) parser.finish(error);
  if (error) {
    return {
        {},
        Problem{400, "request.malformed",
                fmt::format("the body is not JSON: {} at offset {}", error.message(), read), ""}};
  }
  auto value = parser.release();
  if (!value.is_object()) {
    return {{}, Problem{422, "request.invalid", "the body must be a JSON object", ""}};
  }
  return {std::move(value.as_object()), std::nullopt};
}

Fields::Fields(const json::object& object)
    : Fields(object, "", std::make_shared<std::optional<Problem>>()) {}

Fields::Fields(const json::object& object, std::string path,
               std::shared_ptr<std::optional<Problem>> fault)
    : object_(&object), path_(std::move(path)), fault_(std::move(fault)) {}

const json::value* Fields::find(std::string_view name) {
  known_.emplace(name);
  const auto* value = object_->if_contains({name.data(), name.size()});
  return value == nullptr || value->is_null() ? nullptr : value;
}

void Fields::reject(std::string_view name, std::string why) {
  if (!*fault_) *fault_ = invalid(path_ + std::string(name), std::move(why));
}

std::optional<std::string> Fields::checked_text(const json::value& value, const std::string& name,
                                                std::size_t max) {
  const auto* text = value.if_string();
  if (text == nullptr) return reject(name, "must be text"), std::nullopt;
  const std::string_view view(text->data(), text->size());
  if (!front::is_utf8(view)) return reject(name, "is not valid UTF-8"), std::nullopt;
  if (count_characters(view) > max) {
    return reject(name, fmt::format("is longer than {} characters", max)), std::nullopt;
  }
  if (front::has_control(view)) return reject(name, "contains control characters"), std::nullopt;
  return std::string(view);
}

std::string Fields::text(std::string_view name, std::size_t max) {
  auto value = optional_text(name, max);
  if (!value) reject(name, "is missing");
  if (value && value->empty()) reject(name, "is empty");
  return value.value_or("");
}

std::optional<std::string> Fields::optional_text(std::string_view name, std::size_t max) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  return checked_text(*value, std::string(name), max);
}

std::int64_t Fields::integer(std::string_view name, std::int64_t low, std::int64_t high) {
  const auto value = optional_integer(name, low, high);
  if (!value) reject(name, "is missing");
  return value.value_or(low);
}

std::optional<std::int64_t> Fields::optional_integer(std::string_view name, std::int64_t low,
                                                     std::int64_t high) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* number = value->if_int64();
  if (number == nullptr || *number < low || *number > high) {
    return reject(name, fmt::format("must be a whole number from {} to {}", low, high)),
           std::nullopt;
  }
  return *number;
}

std::optional<bool> Fields::optional_flag(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* flag = value->if_bool();
  if (flag == nullptr) return reject(name, "must be true or false"), std::nullopt;
  return *flag;
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t count_max,
                                       std::size_t max) {
  const auto* value = find(name);
  if (value == nullptr) return {};
  const auto* list = value->if_array();
  if (list == nullptr) return reject(name, "must be a list of texts"), std::vector<std::string>{};
  if (list->size() > count_max) reject(name, fmt::format("has more than {} entries", count_max));
  std::vector<std::string> out;
  for (std::size_t i = 0; i < list->size() && !*fault_; ++i) {
    out.push_back(checked_text((*list)[i], fmt::format("{}[{}]", name, i), max).value_or(""));
  }
  return out;
}

std::vector<int> Fields::numbers(std::string_view name, std::size_t count_max) {
  const auto* value = find(name);
  if (value == nullptr) return {};
  const auto* list = value->if_array();
  if (list == nullptr || list->size() > count_max) {
    return reject(name, fmt::format("must be a list of at most {} numbers", count_max)),
           std::vector<int>{};
  }
  std::vector<int> out;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto* number = (*list)[i].if_int64();
    if (number == nullptr || *number < 0 || *number > number_max) {
      reject(fmt::format("{}[{}]", name, i),
             fmt::format("must be a whole number from 0 to {}", number_max));
      return {};
    }
    out.push_back(static_cast<int>(*number));
  }
  return out;
}

std::optional<Fields> Fields::optional_object(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* object = value->if_object();
  if (object == nullptr) return reject(name, "must be an object"), std::nullopt;
  return Fields(*object, path_ + std::string(name) + ".", fault_);
}

void Fields::done() {
  for (const auto& member : *object_) {
    const std::string_view key(member.key().data(), member.key().size());
    if (known_.contains(key)) continue;
    reject(key.size() <= 64 && front::is_utf8(key) ? key : "?", "is not a field of this request");
    return;
  }
}

std::optional<std::int64_t> query_integer(const Query& query, std::string_view name,
                                          std::int64_t low, std::int64_t high,
                                          std::optional<Problem>& fault) {
  const auto found = query.find(name);
  if (found == query.end()) return std::nullopt;
  std::int64_t number = 0;
  const auto& text = found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number >= low && number <= high) {
    return number;
  }
  if (!fault) {
    fault =
        invalid(std::string(name), fmt::format("must be a whole number from {} to {}", low, high));
  }
  return std::nullopt;
}

ReaderPlace query_place(const Query& query, std::optional<Problem>& fault) {
  ReaderPlace place;
  if (const auto from = query_integer(query, "from", 0, INT64_MAX, fault)) {
    place.from = static_cast<std::uint64_t>(*from);
  }
  place.epoch =
      static_cast<std::uint64_t>(query_integer(query, "epoch", 0, INT64_MAX, fault).value_or(0));
  return place;
}

}  // namespace atrium::http
