// Requests and answers as values (message.hpp).
#include "adapters/http/message/message.hpp"

#include "adapters/http/message/problem.hpp"

namespace atrium::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

const std::string* Request::field(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (key == name) return &value;
  }
  return nullptr;
}

Respond& Respond::operator=(Respond&& other) noexcept {
  if (this != &other) {
    abandon();
    function_ = std::exchange(other.function_, nullptr);
  }
  return *this;
}

Respond::~Respond() { abandon(); }

void Respond::operator()(Response response) {
  if (auto function = std::exchange(function_, nullptr)) function(std::move(response));
}

void Respond::abandon() noexcept {
  if (function_) {
    (*this)(to_response({503, "unavailable", "the server stopped before it could answer", ""}));
  }
}

std::pair<bool, std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] == '%') {
      const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return {false, std::string(text)};
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return {true, std::move(out)};
}

Query parse_query(std::string_view query) {
  Query out;
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto pair = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    if (pair.empty()) continue;
    const auto mark = pair.find('=');
    const auto value = mark == std::string_view::npos ? std::string_view{} : pair.substr(mark + 1);
    out.try_emplace(percent_decoded(pair.substr(0, mark), true).second,
                    percent_decoded(value, true).second);
  }
  return out;
}

}  // namespace atrium::http
