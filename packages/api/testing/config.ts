// What the tests of the API read from the environment.

/**
 * When servers of tests compile a query: when it is first asked, so that every test tries what is compiled.
 * API_TEST_COMPILE_FROM=0 tries all of them without.
 */
export const compileFrom = { TAIZHANG_COMPILE_QUERIES_FROM: process.env["API_TEST_COMPILE_FROM"] ?? "1" };
