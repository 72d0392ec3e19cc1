// The staff password that releases a priority ticket at a machine or for people's own pages:
// kept as a PBKDF2 hash, and wrong ones are limited for each machine. A restart forgets the wrong
// ones.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace atrium::front {

// "pbkdf2-sha256$100000$<salt, hex>$<hash, hex>", as the hall file holds it.
std::string new_salt();  // Hexadecimal, from the system's chance.
std::string hash_staff_password(std::string_view password, std::string_view salt);
bool is_staff_password(std::string_view hash, std::string_view password);

class StaffPasswords {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr int wrong_max = 5;
  static constexpr std::chrono::minutes locked_for{5};

  enum class Verdict { right, wrong, locked, none_set };

  // `hash` empty: the hall has none.
  Verdict check(std::string_view hash, const std::string& machine, std::string_view password,
                Time now);
  // Until it may be tried again at this machine; zero when it may.
  [[nodiscard]] std::chrono::seconds locked_for_now(const std::string& machine, Time now) const;

 private:
  struct Tries {
    int wrong = 0;
    std::optional<Time> locked_until;
  };
  std::map<std::string, Tries> tries_;
};

}  // namespace atrium::front
