// The figure of a call decision (calling.cpp).
#pragma once

namespace atrium::figures {

// Prints a JSON line for each strategy, with so many waiting.
int calling(int waiting);

}  // namespace atrium::figures
