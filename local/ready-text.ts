import type { Story } from "./stories";

/** What a person sees once Herald runs: where, and what to try first. */
export function readyText(started: {
  readonly port: number;
  readonly data: string;
  readonly stories: readonly Story[];
  readonly seconds: number;
}): string {
  const { port, data, stories, seconds } = started;
  const url = `http://localhost:${port}`;
  const [first] = stories;
  return `Herald is ready at ${url} (${seconds.toFixed(1)} s)

  Open it in a browser to see people, journeys and mails as they happen.
${first ? storiesText(url, stories, first) : ""}
  Send an event of your own, as any producer does on AWS:
    aws events put-events --endpoint-url ${url} --region us-east-1 --no-sign-request --entries '${JSON.stringify(EXAMPLES)}'

  What Herald knows is kept in ${data}/. Ctrl-C stops it.`;
}

function storiesText(url: string, stories: readonly Story[], first: Story): string {
  return `
  Play a story: ${stories.map(({ name }) => name).join(", ")}
    curl -X POST ${url}/api/stories/${first.name}
    curl -X POST ${url}/api/clock -d '{"to":"next"}'
`;
}

/** Somebody who is known and agreed leaves a cart: advanced by an hour, this ends in an email. */
const EXAMPLES = [
  entry("Identify", { traits: { email: "you@example.com", first_name: "You" } }),
  entry("Consent Given", { properties: { topic: "cart-reminders", channel: "email" } }),
  entry("Cart Updated", {
    properties: {
      cart_id: "cart-1",
      currency: "USD",
      total: 129,
      products: [{ product_id: "kestrel-32", name: "Kestrel 32 L backpack", price: 129 }],
    },
  }),
];

function entry(DetailType: string, detail: object) {
  return {
    Source: "shop",
    EventBusName: "herald",
    DetailType,
    Detail: JSON.stringify({ userId: "you", ...detail }),
  };
}
