import fc from "fast-check";
import { csvOf, readCsv } from "../../local/csv";

describe("a table as CSV", () => {
  it("is read by the names of its columns, with the line each row begins on", () => {
    const text = '\uFEFFChannel, address\r\nemail,ana@example.com\r\n\r\nsms,"a ""b""\nc",more\r\npush\r\n';

    expect(readCsv(text)).toEqual([
      { line: 2, values: { channel: "email", address: "ana@example.com" } },
      { line: 4, values: { channel: "sms", address: 'a "b"\nc' } },
      { line: 6, values: { channel: "push", address: "" } },
    ]);
  });

  it.each(['a\n"open', 'a\nx"y"', 'a\n"x"y'])("says where quotes are not closed: %j", (text) => {
    expect(() => readCsv(text)).toThrow("line 2: quotes must close");
  });

  it("is nothing where there is nothing", () => {
    expect(readCsv("")).toEqual([]);
    expect(readCsv("channel,address")).toEqual([]);
  });

  it("gives back what was written, whatever it was, and no formula", () => {
    const aCell = fc
      .string()
      .map((text) => text.trim())
      .filter((text) => !/^'[=@\t\r-]/.test(text));

    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z]+$/), aCell)), (rows) => {
        const text = csvOf(["a", "b"], rows);
        expect(text).not.toMatch(/^[^"\n]*,[=@-]/m);
        expect(readCsv(text).map(({ values }) => [values.a, values.b])).toEqual(rows);
      }),
    );
  });
});
