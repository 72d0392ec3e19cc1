// The OpenAPI document, built in from adapters/http/openapi.json.
#pragma once

#include <string_view>

namespace atrium::http {

extern const std::string_view openapi_document;

}  // namespace atrium::http
