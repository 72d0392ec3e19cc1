// The entry of every test program; the tests themselves are in the files beside it.
#define BOOST_TEST_MODULE atrium
#include <boost/test/unit_test.hpp>
