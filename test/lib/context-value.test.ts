import { App } from "aws-cdk-lib";
import { contextValue } from "../../lib/context-value";

const read = (value: unknown) => contextValue(new App({ context: { key: value } }).node, "key");

describe("a setting of the deployment", () => {
  it("is an object in cdk.json, or JSON after -c", () => {
    expect(read({ a: 1 })).toEqual({ a: 1 });
    expect(read('{"a": 1}')).toEqual({ a: 1 });
    expect(read(' ["a"]')).toEqual(["a"]);
  });

  it("is otherwise what it is", () => {
    expect([read("true"), read(true), read(undefined)]).toEqual(["true", true, undefined]);
  });

  it("says which one is no JSON", () => {
    expect(() => read('{"a": 1')).toThrow(/^-c key=… must be JSON: /);
  });
});
