import { expect, test } from "vitest";
import { hostsOf, webAddress } from "./web-address.ts";

test.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.gov.cn", "政府网站", "", null])(
  "%s leads nowhere",
  (url) => {
    expect(webAddress(url)).toBeNull();
  },
);

test.each([
  ["https://www.yunyang.gov.cn/a?b=c", "www.yunyang.gov.cn"],
  ["HTTPS://WWW.Yunyang.GOV.cn:8443/", "www.yunyang.gov.cn:8443"],
  ["https://政务.中国/公开", "政务.中国 xn--zfr164b.xn--fiqs8s"],
  // A letter of another script that looks like one of ours.
  ["https://yunyаng.gov.cn/", "yunyаng.gov.cn xn--yunyng-6nf.gov.cn"],
])("the host of %s is shown as %s", (url, shown) => {
  const address = webAddress(url);
  expect(address && hostsOf(url, address)).toBe(shown);
});
