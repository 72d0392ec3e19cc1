// Reads a request's JSON body field by field: strict, and it names the first field at fault.
// Every getter asks for one field; done() then finds those that nobody asked for; fault() says what
// is wrong, if anything. After a fault, getters give defaults and say nothing more.
#pragma once

#include "adapters/http/message/problem.hpp"

#include <boost/json.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace atrium::http {

inline constexpr std::int64_t number_max = 2147483647;  // Of every whole number that the API takes.

// A JSON object of at most 16 levels, or the problem: 400 `request.malformed` with the offset. An
// empty body is `{}`.
struct ParsedBody {
  boost::json::object object;
  std::optional<Problem> fault;
};
ParsedBody parse_body(std::string_view body);

class Fields {
 public:
  // `object` must outlive this.
  explicit Fields(const boost::json::object& object);

  // Text of at most `max` characters (not bytes), valid UTF-8, no control characters. An explicit
  // null counts as absent.
  std::string text(std::string_view name, std::size_t max);
  std::optional<std::string> optional_text(std::string_view name, std::size_t max);
  std::int64_t integer(std::string_view name, std::int64_t low, std::int64_t high);
  std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t low,
                                               std::int64_t high);
  std::optional<bool> optional_flag(std::string_view name);
  std::vector<std::string> texts(std::string_view name, std::size_t count_max,
                                 std::size_t max);  // Absent: none.
  std::vector<int> numbers(std::string_view name,
                           std::size_t count_max);  // From 0 on. Absent: none.
  // Its faults are reported here; call its own done().
  std::optional<Fields> optional_object(std::string_view name);

  // A rule that is no type: the field's value is not one of those allowed.
  void reject(std::string_view name, std::string why);
  void done();

  [[nodiscard]] const std::optional<Problem>& fault() const { return *fault_; }

 private:
  Fields(const boost::json::object& object, std::string path,
         std::shared_ptr<std::optional<Problem>> fault);
  const boost::json::value* find(std::string_view name);
  std::optional<std::string> checked_text(const boost::json::value& value, const std::string& name,
                                          std::size_t max);

  const boost::json::object* object_;
  std::string path_;
  std::shared_ptr<std::optional<Problem>> fault_;
  std::set<std::string, std::less<>> known_;
};

// The same rules for a number in a query: nothing when absent.
std::optional<std::int64_t> query_integer(const Query& query, std::string_view name,
                                          std::int64_t low, std::int64_t high,
                                          std::optional<Problem>& fault);

// `from=P&epoch=E` of a reader of events; epoch 0: it does not say.
struct ReaderPlace {
  std::optional<std::uint64_t> from;
  std::uint64_t epoch = 0;
};
ReaderPlace query_place(const Query& query, std::optional<Problem>& fault);

}  // namespace atrium::http
