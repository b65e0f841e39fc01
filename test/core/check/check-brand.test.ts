import { checkBrand } from "../../../core/check/check-brand";
import { brand } from "../../../program/brand";

describe("a brand", () => {
  it("is taken as it is shipped", () => {
    expect(() => checkBrand(brand)).not.toThrow();
  });

  it.each(["", "  "])("E-10: without a postal address is refused, got %j", (postalAddress) => {
    expect(() => checkBrand({ ...brand, postalAddress })).toThrow(
      `the brand's postalAddress must not be empty, got ${JSON.stringify(postalAddress)}`,
    );
  });

  it.each([
    ["name", "Shop\r\nBcc: all@shop.example"],
    ["name", "Shop\u0000"],
    ["name", "Shop\u0085"],
    ["sender", "a@shop.example\nBcc: all@shop.example"],
    ["replyTo", "a@shop.example\u2028"],
    ["unsubscribeMailbox", "a@shop.example\u007f"],
    ["postalAddress", "1 Street\r\nTown"],
  ])("E-22: whose %s runs on into another header is refused: %j", (field, value) => {
    expect(() => checkBrand({ ...brand, [field]: value })).toThrow(
      `the brand's ${field} must be one line without control characters`,
    );
  });

  it.each([
    "a@b.test,c@d.test",
    '"x"<a@b.test>',
    "g:a@b.test;",
    "shop.example",
    "a b@shop.example",
    "a@shop",
  ])("E-23: is refused with %j for a sender", (sender) => {
    expect(() => checkBrand({ ...brand, sender })).toThrow("the brand's sender must be one email address");
  });

  it.each(["green", "#1f5f5", "red; } body { display: none"])("is refused with %j for a color", (color) => {
    expect(() => checkBrand({ ...brand, color })).toThrow("the brand's color must be written as #1f5f5b");
  });

  it("E-63: is refused with a color on which white words cannot be read", () => {
    expect(() => checkBrand({ ...brand, color: "#777777" })).toThrow(
      "the brand's color must be darker, since white words stand on it (contrast 4.48, not 4.5)",
    );
    expect(() => checkBrand({ ...brand, color: "#767676" })).not.toThrow();
  });
});
