// What a hall looks like to people: names, places and texts, which no rule depends on. runtime/node
// fills it from the hall definition; the floor shows it beside the waiting room's live answer.
#pragma once

#include "runtime/core/failure.hpp"
#include "runtime/core/saying.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace atrium::http {

struct FaceNames {
  std::string name{};
  std::string name_en{};
};

struct FaceWindow : FaceNames {
  std::string window{};  // "3"
  std::string zone{};
  double x = 0;  // Place on the floor map.
  double y = 0;
  std::string window_class{};  // "market_access"
  std::vector<std::string> displays{};
  std::string evaluator{};  // Empty: none.
};

struct FaceService : FaceNames {
  std::string service{};  // "passport"
  std::string series{};
  std::string service_class{};
};

struct FaceZone : FaceNames {
  std::string zone{};
};

struct FaceClass : FaceNames {
  std::string key{};  // "market_access"
};

struct FaceJourney : FaceNames {
  std::string journey{};  // "start_company"
  std::vector<std::string> services{};
};

struct FaceDevice {
  std::string kind{};  // "ticket_machine"
  std::string id{};
  std::string zone{};
};

// Makes what is to be heard, a whole WAV file, and hands it over on any thread.
using Sound = std::shared_ptr<const std::string>;
using MakeSound =
    std::function<void(const std::string& hall, const Saying&, std::function<void(Result<Sound>)>)>;

struct HallFace : FaceNames {
  std::string hall{};  // The partition: "chengmai"
  std::string time_zone = "Asia/Shanghai";
  int utc_offset_s = 28800;
  int wait_target_s = 900;  // What the hall wants people to wait at most.
  int remind_ahead = 3;     // With so few ahead a ticket's phone page says: be ready. 0 = never.
  std::vector<FaceWindow> windows{};
  std::vector<FaceService> services{};
  std::vector<FaceZone> zones{};
  std::vector<FaceClass> classes{};
  std::vector<FaceJourney> journeys{};
  std::vector<FaceDevice> devices{};
  std::string speakers = "board";  // Who speaks in a zone: board, every_board or displays.
  std::map<std::string, std::string> texts{};  // "welcome", "pause", "staff_away", … in Chinese.
  std::map<std::string, std::string> texts_en{};
  std::string staff_password_hash{};  // For priority at a machine; never shown. Empty: none set.
};

}  // namespace atrium::http
