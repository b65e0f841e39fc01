/** An AWS CLI command that puts a cart of a made-up person on the bus. */
export function putEventsCommand(endpoint: string): string {
  const detail = {
    userId: "me",
    traits: { email: "me@example.com", first_name: "Me" },
    properties: {
      cart_id: "c-1",
      total: 129,
      currency: "USD",
      products: [{ product_id: "p-1", name: "Day pack", price: 129, quantity: 1 }],
    },
  };
  const entry = {
    EventBusName: "herald",
    Source: "shop",
    DetailType: "Cart Updated",
    Detail: JSON.stringify(detail),
  };
  return [
    "AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local \\",
    "aws events put-events --region us-east-1 \\",
    `  --endpoint-url ${endpoint} \\`,
    `  --entries '${JSON.stringify([entry])}'`,
  ].join("\n");
}
