// How ratings are written for others: the public interfaces count satisfaction as we do (5 = very
// satisfied), GB/T 39046-2020 the other way round (1 = very satisfied). Pure functions; no
// transport.
#pragma once

#include "actors/evaluation/events.hpp"

#include <string>
#include <string_view>

namespace atrium::evaluation {

// Where a rating is given.
bool is_channel(std::string_view channel);  // evaluator, tablet, phone, sms, kiosk.

// GB/T 39046-2020, A.8: 1 非常满意 … 5 非常不满意. Its own inverse.
int satisfaction_code(int level);
// GB/T 39046-2020, table 9: 非常满意 … 非常不满意.
std::string_view satisfaction_words(int level);
// GB/T 39046-2020, table 9: 政务大厅其他终端, 政务大厅平板电脑, 移动服务端, 短信.
std::string_view channel_words(std::string_view channel);
// The deployed interfaces' pf: 5, 4, 2, 7; empty for a channel that is not known.
std::string_view channel_code(std::string_view channel);
// The deployed interfaces' satisfaction and evalDetail: "5", "510,517".
std::string satisfaction_figure(const Given& given);
std::string detail_codes(const Given& given);

}  // namespace atrium::evaluation
