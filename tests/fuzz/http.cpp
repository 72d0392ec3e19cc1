// Requests as anybody may send them, through the API into the entities: each is answered once, with
// a status that HTTP knows and JSON that is JSON, and nothing of it is a defect.
// Input: requests, each "METHOD PATH?QUERY", header lines, an empty line, a body; "%%" between two.
#include "adapters/http/api/api.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/house.hpp"

#include <boost/json.hpp>

using namespace atrium;
using namespace atrium::fuzz;

namespace {

// The I/O thread is the fuzzer's own: what is posted runs at once, what waits never comes.
struct Inline final : http::Loop {
  void post(std::function<void()> work) override { work(); }
  void after(std::chrono::milliseconds, std::function<void()>) override {}
};

http::ApiOptions options() {
  http::HallFace face{{"澄迈县政务服务中心", "Chengmai"}};
  face.hall = hall_name;
  face.windows = {
      {{"1 号窗口", "Window 1"}, "1", "a", 1, 2, "market_access", {"display-1"}, "e-1"}};
  face.services = {{{"护照", "Passport"}, "passport", "A", "public_service"}};
  face.devices = {{"ticket_machine", "machine-1", "a"}};
  http::ApiOptions made;
  made.faces = {face};
  return made;
}

std::string_view cut(std::string_view& text, std::string_view end) {
  const auto at = text.find(end);
  const auto head = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
  return head;
}

http::Request parse(std::string_view text) {
  http::Request request;
  auto line = cut(text, "\n");
  request.method = cut(line, " ") == "GET" ? "GET" : "POST";  // The transport knows no others.
  request.path = cut(line, "?");
  request.query = line;
  for (auto field = cut(text, "\n"); !field.empty(); field = cut(text, "\n")) {
    const auto name = cut(field, ": ");
    request.fields.emplace_back(name, field);
  }
  request.body = text;
  return request;
}

void check(const http::Response& response) {
  must(response.status >= 200 && response.status < 600, "the status is one of HTTP's");
  must(response.status != 500, "no request is a defect");
  if (!response.type.ends_with("json") || response.file) return;
  boost::system::error_code bad;
  const auto body = boost::json::parse(response.body, bad);
  must(response.body.empty() || !bad, "JSON that was answered is JSON");
  const auto* answer = body.if_object();
  const auto* reason = answer != nullptr ? answer->if_contains("reason") : nullptr;
  plant(reason != nullptr && *reason != "" && *reason != "lunch");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  House house;
  http::Api api(house, std::make_shared<Inline>(), options());
  api.start();
  auto all = text_of(bytes, size);
  int asked = 0, answers = 0;  // One that waits for a position is answered by stop() below.
  while (!all.empty()) {
    ++asked;
    auto request = parse(cut(all, "%%"));
    const bool may_wait = request.query.find("at_least") != std::string::npos;
    api.handle(std::move(request), http::Respond([&](const http::Response& response) {
                 ++answers;
                 check(response);
               }));
    must(answers == asked || may_wait, "a request is answered at once");
    if (answers != asked) break;
  }
  api.stop();
  must(answers == asked, "a request is answered once");
  return 0;
}
