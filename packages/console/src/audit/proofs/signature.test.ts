// Signatures of RFC 8032 (7.1), and the notes of Go's sumdb, whose format a checkpoint has.
import { describe, expect, test } from "vitest";
import { bytesInHex } from "./bytes.ts";
import { isSigned, signedUnder, verifierKeyIn } from "./signature.ts";

const inHex = (hex: string) => bytesInHex(hex) ?? new Uint8Array();

describe.each([
  [
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
])("the vector of key %s", (key, message, signature) => {
  const given = [inHex(key), inHex(message), inHex(signature)] as const;
  const [publicKey, bytes, signed] = given;

  test("is signed", () => expect(isSigned(...given)).toBe(true));

  test("is not with another message, a bit turned anywhere, a scalar beyond the order, or bytes cut off", () => {
    expect(isSigned(publicKey, Uint8Array.of(...bytes, 0), signed)).toBe(false);
    for (const at of signed.keys())
      expect(
        isSigned(
          publicKey,
          bytes,
          Uint8Array.from(signed, (each, place) => (place === at ? each ^ 1 : each)),
        ),
      ).toBe(false);
    const order = inHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let carry = 0;
    const beyond = Uint8Array.from(signed, (each, at) => {
      if (at < 32) return each;
      const sum = each + (order[at - 32] ?? 0) + carry;
      carry = sum >> 8;
      return sum & 0xff;
    });
    expect(isSigned(publicKey, bytes, beyond)).toBe(false);
    expect(isSigned(publicKey, bytes, signed.slice(1))).toBe(false);
    expect(isSigned(publicKey.slice(1), bytes, signed)).toBe(false);
  });
});

const peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const byPeter =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const byEnoch =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
const under = (key: string, note: string) => {
  const read = verifierKeyIn(key);
  return read && signedUnder(read, note);
};

test("a note is signed under each key that signed it, and under no other", () => {
  expect(under(peter, `${text}\n${byPeter}`)).toBe("right");
  expect(under(` ${enoch}\n`, `${text}\n${byPeter}${byEnoch}`)).toBe("right");
  expect(under(enoch, `${text}\n${byPeter}`)).toBe("missing");
  expect(under(peter, text)).toBe("missing");
});

test("a text or signature that was altered is found", () => {
  expect(under(peter, `${text.replace("know", "now")}\n${byPeter}`)).toBe("wrong");
  expect(under(peter, `${text}\n${byPeter.replace("ZJku", "ZJkv")}`)).toBe("wrong");
  expect(under(peter, `${text}\n${byPeter}${byPeter.replace("ZJku", "ZJkv")}`)).toBe("wrong");
  expect(under(peter, `${text}\n${byPeter.replace("x08g", "xxxx")}`)).toBe("missing");
});

test.each([
  ["another id than its bytes have", peter.replace("c74f", "c74e")],
  ["another name", peter.replace("Peter", "Petra")],
  ["a byte too few", peter.slice(0, -4)],
  ["another kind of key", peter.replace("+AR", "+BR")],
  ["nothing", ""],
])("a key with %s is none", (_why, key) => {
  expect(verifierKeyIn(key)).toBeNull();
});
