// The past over HTTP: figures, exports, search and history of a hall with the production actors.
#include "runtime/node/records_desk.hpp"
#include "tests/adapters/real_hall.hpp"
#include "tests/support/folder.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

using namespace atrium;
using namespace atrium::testing;

namespace {

// A real hall whose past is kept.
struct KeptHall {
  KeptHall() {
    open();
    auto client = hall.client();
    service = service_of_window_1(client);
    act(client, "open", R"({"staff":"li"})");
    first = text(take_ticket(client, service), "id");
    second = text(take_ticket(client, service), "id");
    act(client, "call-next");
    act(client, "recall");
    act(client, "start");
    act(client, "finish");
    client.post(hall_path + "/tickets/" + first + "/evaluation", R"({"level":4})");
  }
  ~KeptHall() { close(); }

  void open() {
    desk = std::make_unique<node::RecordsDesk>(hall.assembly->host(), *no_keys,
                                               std::vector{PartitionId("chengmai")},
                                               node::RecordsOptions{folder.path()});
    auto definition = std::get<halls::Definition>(halls::read("ops/halls/chengmai.toml"));
    http::ServerOptions options;
    options.halls = {node::face_of(definition)};
    options.listen = "127.0.0.1:0";
    options.records = desk.get();
    server = http::Server::make(hall.assembly->host(), std::move(options)).value();
    address = server->start().value();
  }
  void close() {
    server->stop();
    desk->stop();
  }
  [[nodiscard]] Answer get(const std::string& target) const {
    return Client(address).get(hall_path + target);
  }
  [[nodiscard]] boost::json::object total() const {
    return get("/statistics").json().at("total").as_object();
  }

  RealHall hall;
  Folder folder;
  std::unique_ptr<persistence::Vault> no_keys = persistence::make_memory_vault();
  std::unique_ptr<node::RecordsDesk> desk;
  std::unique_ptr<http::Server> server;
  std::string address, service, first, second;
};

int number(const boost::json::object& object, const char* name) {
  return object.at(name).to_number<int>();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(figures_of_a_day_come_with_their_definitions,
                     *boost::unit_test::description("[Q-39] figures are taken of every step")) {
  const KeptHall kept;
  const auto day = kept.get("/statistics?from=2026-11-23&by=window").json();
  const auto& total = day.at("total").as_object();
  BOOST_TEST(number(total, "arrived") == 2);
  BOOST_TEST(number(total, "served") == 1);
  BOOST_TEST(number(total, "unserved") == 1);
  BOOST_TEST(number(total, "recall_rate") == 1);
  BOOST_TEST(number(total, "rated") == 1);
  const auto& group = day.at("groups").as_array().at(0).as_object();
  BOOST_TEST(group.at("key").as_string() == "1");
  BOOST_TEST(group.at("figures").at("arrived").is_null());  // Lines belong to the hall.
  BOOST_TEST(number(day, "wait_target_s") == 900);
  BOOST_TEST(day.at("definitions").as_array().size() == total.size() - 1);  // And the bins.
}

BOOST_AUTO_TEST_CASE(every_grouping_is_answered) {
  const KeptHall kept;
  for (const auto* by : {"hall", "zone", "service", "window", "staff", "half_hour", "day"}) {
    const auto answer = kept.get(std::string("/statistics?by=") + by);
    BOOST_TEST(answer.status == 200);
    BOOST_TEST(!answer.json().at("groups").as_array().empty());
  }
}

BOOST_AUTO_TEST_CASE(a_ticket_keeps_the_time_of_every_step,
                     *boost::unit_test::description("[Q-39]")) {
  const KeptHall kept;
  const auto history = kept.get("/tickets/" + kept.first + "/history").json();
  std::vector<std::string> steps;
  for (const auto& step : history.at("steps").as_array()) {
    steps.emplace_back(step.at("step").as_string());
    BOOST_TEST(!step.at("at").as_string().empty());
  }
  const std::vector<std::string> expected{"issued",  "called",   "recalled",
                                          "started", "finished", "evaluated"};
  BOOST_TEST(steps == expected, boost::test_tools::per_element());
  BOOST_TEST(kept.get("/tickets/nobody/history").code() == "ticket.unknown");
}

BOOST_AUTO_TEST_CASE(staff_search_tickets_by_what_they_know_of_them,
                     *boost::unit_test::description("[Q-37]")) {
  const KeptHall kept;
  const auto found = [&](const std::string& query) {
    return number(kept.get("/records?" + query).json(), "total");
  };
  BOOST_TEST(found("") == 2);
  BOOST_TEST(found("from=2026-11-23&to=2026-11-23") == 2);
  BOOST_TEST(found("to=2026-11-22") == 0);
  BOOST_TEST(found("state=done") == 1);
  BOOST_TEST(found("state=void") == 0);
  BOOST_TEST(found("window=1&staff=li&service=" + kept.service) == 1);
  BOOST_TEST(found("level=4") == 1);
  BOOST_TEST(found("number=" + kept.second.substr(kept.second.find('-') + 1)) == 1);
  BOOST_TEST(found("limit=1&skip=1") == 2);
}

BOOST_AUTO_TEST_CASE(nobody_is_looked_up_by_an_identity_number_in_an_address,
                     *boost::unit_test::description("[Q-37]")) {
  const KeptHall kept;
  BOOST_TEST(kept.get("/records?number=11010519491231002X").field() == "number");
}

BOOST_AUTO_TEST_CASE(a_figure_opens_the_tickets_that_it_is_made_of) {
  const KeptHall kept;
  const auto behind = [&](const std::string& query) {
    return kept.get("/statistics/tickets?" + query).json().at("tickets").as_array();
  };
  BOOST_TEST(behind("figure=arrived").size() == 2);
  const auto served = behind("by=staff&group=li&figure=served");
  BOOST_REQUIRE(served.size() == 1);
  BOOST_TEST(served.at(0).at("ticket").as_string() == kept.first);
  BOOST_TEST(kept.get("/statistics/tickets?figure=utilisation").field() == "figure");
}

BOOST_AUTO_TEST_CASE(a_question_that_is_not_understood_names_its_field) {
  const KeptHall kept;
  BOOST_TEST(kept.get("/statistics?from=2026-02-30").field() == "from");
  BOOST_TEST(kept.get("/statistics?from=2026-11-23&to=2026-11-22").field() == "to");
  BOOST_TEST(kept.get("/statistics?from=2026-01-01&to=2026-11-22&by=half_hour").field() == "to");
  BOOST_TEST(kept.get("/statistics?from=2020-01-01&to=2026-11-22").field() == "to");
  BOOST_TEST(kept.get("/statistics?by=mood").field() == "by");
  BOOST_TEST(kept.get("/records?state=asleep").field() == "state");
  BOOST_TEST(kept.get("/records?limit=0").field() == "limit");
}

BOOST_AUTO_TEST_CASE(a_server_without_records_says_so) {
  const RealHall hall;
  BOOST_TEST(hall.client().get(hall_path + "/statistics").code() == "records.unavailable");
}

BOOST_AUTO_TEST_CASE(exports_are_read_by_other_programs) {
  const KeptHall kept;
  const auto csv = kept.get("/statistics.csv?by=service&lang=en");
  BOOST_TEST(csv.fields.at("content-type") == "text/csv; charset=utf-8");
  BOOST_TEST(csv.body.starts_with("\xEF\xBB\xBFKey,Name,Arrived (tickets),"));
  const auto xlsx = kept.get("/statistics.xlsx?by=window");
  BOOST_REQUIRE(xlsx.status == 200);
  const auto file = kept.folder / "day.xlsx";
  std::ofstream(file, std::ios::binary) << xlsx.body;
  const auto read =
      "/usr/bin/python3 -c \"import openpyxl,sys; b=openpyxl.load_workbook(sys.argv[1]); "
      "s=b.worksheets[0]; assert s['C1'].value.startswith('到达'), s['C1'].value; "
      "assert s.max_row==3 and str(s['A2'].value)=='1'; assert b.worksheets[1].max_row>20\" ";
  BOOST_TEST(std::system((read + file.string()).c_str()) == 0);
}

BOOST_AUTO_TEST_CASE(the_past_is_there_after_a_restart_and_after_its_database_was_lost_or_damaged) {
  KeptHall kept;
  const auto before = kept.total();
  kept.close();
  kept.open();
  BOOST_TEST(kept.total() == before);
  kept.close();
  std::filesystem::remove(kept.folder / "chengmai.sqlite");
  kept.open();
  BOOST_TEST(kept.total() == before);
  kept.close();
  std::ofstream(kept.folder / "chengmai.sqlite", std::ios::binary) << "this is no database";
  kept.open();
  BOOST_TEST(kept.total() == before);
}

BOOST_AUTO_TEST_CASE(no_personal_data_are_kept_in_the_past) {
  KeptHall kept;
  auto client = kept.hall.client();
  const auto ticket =
      client.post(hall_path + "/tickets", R"({"service":")" + kept.service +
                                              R"(","holder":{"id_type":"id_card","id_number":)"
                                              R"("11010519491231002X","name":"Zhang Meili"}})");
  BOOST_TEST(ticket.status == 201);
  const auto history = kept.get("/tickets/" + text(ticket, "id") + "/history");
  BOOST_TEST(history.body.find("Zhang") == std::string::npos);
  kept.close();
  for (const auto& file : std::filesystem::directory_iterator(kept.folder.path())) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    BOOST_TEST(bytes.find("Zhang") == std::string::npos);
    BOOST_TEST(bytes.find("1949123") == std::string::npos);
  }
  kept.open();
}

BOOST_AUTO_TEST_SUITE_END()
