// A tab whose reader has signed in before 已登录的标签页: as the console keeps a token in it.

/** The text of a script that gives a tab a token before its first page is there. Whoever signs out in it stays so. */
export function keeping(token: string): string {
  const kept = JSON.stringify({ token, development: null });
  return `if (sessionStorage.getItem("given a token") === null) {
    sessionStorage.setItem("given a token", "");
    sessionStorage.setItem("taizhang.1.token", ${JSON.stringify(kept)});
  }`;
}
