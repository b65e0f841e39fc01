import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { emulator } from "./account";

/** What the HTTP API answered. */
export interface Answered {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly text: string;
}

/** Asks the deployed HTTP API, whose name the emulator takes from the `Host` header. */
export async function askApi(
  url: string,
  {
    method = "GET",
    headers = {},
    body = "",
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answered> {
  // The emulator's own names end in an IP address, which `URL` takes for a broken one.
  const [, host = "", path] = /^https?:\/\/([^/]+)(\/.*)$/.exec(url) ?? [];
  const agent = new Agent({ ca: readFileSync(emulator.certificateFile) });
  const { hostname, port } = new URL(emulator.endpoint);
  return new Promise((resolve, reject) => {
    const checked = (_name: string, certificate: PeerCertificate) =>
      checkServerIdentity(hostname, certificate);
    const options = { agent, method, hostname, port, path, checkServerIdentity: checked };
    const sent = request({ ...options, headers: { ...headers, host } }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      text(response).then((all) => resolve({ status, headers: answered, text: all }), reject);
    });
    sent.once("error", reject).end(body);
  });
}
