// Texts with places: "{number}" becomes its field; what is no field stays as it stands.
#pragma once

#include <map>
#include <string>

namespace atrium::policies {

inline std::string filled(std::string text, const std::map<std::string, std::string>& fields) {
  for (const auto& [name, value] : fields) {
    const auto place = "{" + name + "}";
    for (auto at = text.find(place); at != text.npos; at = text.find(place, at + value.size())) {
      text.replace(at, place.size(), value);
    }
  }
  return text;
}

}  // namespace atrium::policies
