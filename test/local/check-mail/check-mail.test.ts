import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultsOfMail } from "../../../local/check-mail/check-mail";

const SIGNATURE = `DKIM-Signature: v=1; a=rsa-sha256; q=dns/txt; c=relaxed/simple;
\ts=abc; d=fernweh.example; t=1763884800;
\th=From:Reply-To:To:Subject:List-Unsubscribe:
\t List-Unsubscribe-Post:MIME-Version:Content-Type;
\tbh=Zm9v; b=YmFy`;
const VERDICT = `Authentication-Results: mx.example.net;
       dkim=pass header.i=@fernweh.example header.s=abc;
       dkim=pass header.i=@amazonses.com;
       spf=pass smtp.mailfrom=bounce.fernweh.example;
       dmarc=pass (p=QUARANTINE) header.from=fernweh.example`;
const arrived = [
  "Return-Path: <1@bounce.fernweh.example>",
  VERDICT,
  SIGNATURE,
  "DKIM-Signature: v=1; d=amazonses.com; h=From:Subject; b=YmFy",
  'From: "Fernweh & Co." <hello@fernweh.example>',
  "To: ana@example.com",
  "Subject: Your cart",
  "List-Unsubscribe: <https://pages.example/u/k1.a.b>, <mailto:unsubscribe@fernweh.example>",
  "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
];
/** With one header in place of another, or none. */
const mail = (instead: { readonly [name: string]: string | undefined } = {}, eol = "\r\n") =>
  `${arrived
    .flatMap((header) => {
      const name = header.slice(0, header.indexOf(":"));
      return name in instead && !header.includes("d=amazonses") ? (instead[name] ?? []) : header;
    })
    .join(eol)
    .replaceAll(/(?<!\r)\n/g, eol)}${eol}${eol}Authentication-Results: a body\n`;

describe("E-2, E-30: a marketing mail that has arrived", () => {
  it.each([["\r\n"], ["\n"]])("is as it should be, lines ending in %j", (eol) => {
    expect(faultsOfMail(mail({}, eol))).toEqual([]);
    expect(faultsOfMail(`From mailbox Mon Nov 23\n${mail({}, eol)}`)).toEqual([]);
  });

  const h = (covered: string) => SIGNATURE.replace(/h=[^;]*/s, `h=${covered}`);
  it.each<[string, { readonly [name: string]: string | undefined }, RegExp[]]>([
    [
      "a signature that leaves out the one-click header",
      { "DKIM-Signature": h("From:List-Unsubscribe") },
      [/^no DKIM signature of fernweh.example covers both headers .*h=From:List-Unsubscribe$/],
    ],
    [
      "no signature of the sender's",
      { "DKIM-Signature": undefined },
      [/^no DKIM signature is of fernweh.example.*amazonses.com$/],
    ],
    [
      "one of somebody else whose name ends alike",
      { "DKIM-Signature": SIGNATURE.replace("d=fernweh", "d=notfernweh") },
      [/^no DKIM signature is of fernweh.example/],
    ],
    [
      "no button",
      { "List-Unsubscribe": undefined, "List-Unsubscribe-Post": undefined },
      [/^List-Unsubscribe must be there once, and is missing/, /^List-Unsubscribe-Post .* missing/],
    ],
    [
      "a mailto alone",
      { "List-Unsubscribe": "List-Unsubscribe: <mailto:a@b.example>" },
      [/must name one https link, and names 0$/],
    ],
    [
      "another value",
      { "List-Unsubscribe-Post": "List-Unsubscribe-Post: list-unsubscribe=one-click" },
      [/must be List-Unsubscribe=One-Click, and is list-/],
    ],
    [
      "two of a header",
      { "List-Unsubscribe-Post": `${arrived.at(-1)}\r\n${arrived.at(-1)}` },
      [/there 2 times$/],
    ],
    [
      "a verdict of failure",
      { "Authentication-Results": VERDICT.replace("dmarc=pass", "dmarc=fail").replace(/spf=pass[^;]*;/, "") },
      [/^SPF did not pass: not looked at$/, /^DMARC did not pass: fail$/],
    ],
    ["no verdict", { "Authentication-Results": undefined }, [/does not tell whether SPF/]],
    ["no sender", { From: "From: nobody" }, [/^From names no address$/]],
  ])("is told of %s", (_what, instead, faults) => {
    expect(faultsOfMail(mail(instead))).toEqual(faults.map((fault) => expect.stringMatching(fault)));
  });

  it("is told from what is no mail", () => {
    expect(() => faultsOfMail("<html>hello</html>")).toThrow(/^not the source of a mail.*<html>/);
  });

  it("is asked about by a command, which fails where something is missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "herald-mail-"));
    const ask = (text: string) => {
      writeFileSync(join(folder, "arrived.eml"), text);
      try {
        const args = ["--import", "tsx", "local/check-mail/cli.ts", join(folder, "arrived.eml")];
        return [0, execFileSync(process.execPath, args, { encoding: "utf8", stdio: "pipe" })];
      } catch (error) {
        const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
        return [status, `${stdout}${stderr}`];
      }
    };

    expect(ask(mail())).toEqual([0, "The unsubscribe button is signed, and SPF, DKIM and DMARC passed.\n"]);
    expect(ask(mail({ "Authentication-Results": undefined }))).toEqual([
      1,
      expect.stringMatching(/^✕ the mailbox/),
    ]);
    expect(ask("")).toEqual([2, expect.stringContaining("not the source of a mail")]);
    rmSync(folder, { recursive: true });
  });
});
