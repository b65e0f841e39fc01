import { createHash } from "node:crypto";
import { addressId, normalAddress } from "../../../core/people/address-id";

describe("the id of an address", () => {
  it("P-24: is another under another pepper, and on another channel", () => {
    const ids = [
      addressId("email", "ana@example.com", "one"),
      addressId("email", "ana@example.com", "two"),
      addressId("sms", "ana@example.com", "one"),
    ];

    expect(new Set(ids).size).toBe(3);
  });

  it("P-32: is the same of the address and of its SHA-256, in capitals or not", () => {
    const sha256 = createHash("sha256").update("ana@example.com").digest("hex").toUpperCase();

    expect(addressId("email", { sha256 }, "one")).toBe(addressId("email", " Ana@Example.com ", "one"));
  });

  it("tells push tokens apart by their case, which email addresses are not", () => {
    expect(normalAddress("push", " aB ")).toBe("aB");
    expect(normalAddress("email", " A@b.C ")).toBe("a@b.c");
  });
});
