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
    export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1
    aws events put-events --endpoint-url ${url} --entries '${JSON.stringify([EXAMPLE])}'

  What Herald knows is kept in ${data}/. Ctrl-C stops it.`;
}

function storiesText(url: string, stories: readonly Story[], first: Story): string {
  return `
  Play a story: ${stories.map(({ name }) => name).join(", ")}
    curl -X POST ${url}/api/stories/${first.name}
    curl -X POST ${url}/api/clock -d '{"to":"next"}'
`;
}

const EXAMPLE = {
  Source: "shop",
  EventBusName: "herald",
  DetailType: "Cart Updated",
  Detail: JSON.stringify({
    userId: "you",
    properties: {
      cart_id: "cart-1",
      currency: "USD",
      total: 129,
      products: [{ product_id: "kestrel-32", name: "Kestrel 32 L backpack", price: 129, quantity: 1 }],
    },
  }),
};
